"""Corrections of a record's clauses (更正条款): where one begins and ends, its number, level and heading; never its words."""

from collections.abc import Callable

from generators.model import Interpretation, Level, PolicyDocument
from studio import amending, labels
from studio.amending import RECOGNISED, Amended
from studio.checking import TITLE_MISSING
from studio.errors import CannotAccept
from studio.reviewing import Role
from studio.services.concurrency import refuse_if_changed
from studio.services.policy_values import PolicyRecord
from studio.services.uploads import Uploads

CLAUSES = ("document", "clauses")


class Corrections(Uploads):
    """The part of Studio about correcting clauses.

    Every method saves a new version of the record with what was done, and returns the record as it then stands; what was
    written on the words follows them. ``base`` is the version the person was looking at.

    Raises, each of them:
        CannotAccept: the correction makes no sense; the sentence says why.
        Conflict: somebody else corrected clauses since version ``base``.
    """

    def merge_clause(self, policy_id: str, ref: str, *, actor: str, base: int | None = None) -> PolicyRecord:
        """Join a clause to the one before it."""
        return self._correct(policy_id, actor, base, lambda document: amending.merged(document, ref))

    def split_clause(
        self, policy_id: str, ref: str, divided: str, *, actor: str, base: int | None = None
    ) -> PolicyRecord:
        """Divide a clause where ``divided``, its text with one line break put in, breaks."""

        def split(document: PolicyDocument) -> Amended:
            text = document.clause(ref).text if document.has(ref) else ""
            at = _break_in(text, divided)
            if at is None:
                raise CannotAccept("拆分时只能在文字中间加一个回车，文字本身不能改动，请恢复原文后再试。")
            return amending.split(document, ref, at)

        return self._correct(policy_id, actor, base, split)

    def describe_clause(
        self,
        policy_id: str,
        ref: str,
        *,
        actor: str,
        label: str | None = None,
        level: Level | None = None,
        heading: str | None = None,
        base: int | None = None,
    ) -> PolicyRecord:
        """Give a clause another number, level or heading; None leaves a thing alone."""

        def steps(present: Interpretation) -> tuple[Interpretation, list[str]]:
            at = _place(present.document, ref)
            done: list[str] = []
            for correct, name, value in (
                (amending.renumbered, "label", label),
                (amending.relevelled, "level", level),
                (amending.retitled, "heading", heading),
            ):
                clause = present.document.clauses[at]
                if value is not None and getattr(clause, name) != value:
                    amended = correct(present.document, clause.ref, value)
                    present = amending.carried(present, amended.document, amended.moves)
                    done.append(amended.what)
            return present, done

        return self._save(policy_id, actor, base, steps)

    def reword_clause(
        self, policy_id: str, ref: str, text: str, *, actor: str, base: int | None = None
    ) -> PolicyRecord:
        """Correct characters of a clause recognised from a picture."""
        return self._correct(policy_id, actor, base, lambda document: amending.reworded(document, ref, text))

    def leave_clause_out(self, policy_id: str, ref: str, *, actor: str, base: int | None = None) -> PolicyRecord:
        """Take out of the record what is no clause."""
        return self._correct(policy_id, actor, base, lambda document: amending.left_out(document, ref))

    def take_block_in(self, policy_id: str, block: int, *, actor: str, base: int | None = None) -> PolicyRecord:
        """Make a clause of a source block that was not taken for one."""
        found = {item.index: item for item in self.source_blocks(policy_id)}.get(block)
        if found is None or found.rows:
            raise CannotAccept("原文中没有这一段文字，请刷新页面。")
        return self._correct(
            policy_id, actor, base, lambda document: amending.taken_in(document, found.words, block, found.page)
        )

    def settle_doubt(
        self, policy_id: str, code: str, where: str, *, actor: str, base: int | None = None
    ) -> PolicyRecord:
        """Note that a person compared a doubtful place with the source and found it right.

        Raises:
            CannotAccept: that the whole text was recognised from pictures is no doubt but a fact, and stays noted; a title must be
                entered.
        """
        if code == RECOGNISED:
            raise CannotAccept("文件是扫描件这一点会一直注明，请逐条核对有疑问的条款。")
        if code == TITLE_MISSING:
            raise CannotAccept("文件名不是政策标题，请填写标题。")

        def settled(document: PolicyDocument) -> Amended:
            kept = tuple(item for item in document.warnings if (item.code, item.where) != (code, where))
            return Amended(document.replace(warnings=kept), {}, f"核对原文，确认{self._named(document, where)}无误")

        return self._correct(policy_id, actor, base, settled)

    @staticmethod
    def _named(document: PolicyDocument, where: str) -> str:
        return document.address(where) if document.has(where) else labels.RECORD_FIELDS.get(where, "读取结果")

    def _correct(
        self, policy_id: str, actor: str, base: int | None, correct: Callable[[PolicyDocument], Amended]
    ) -> PolicyRecord:
        def step(present: Interpretation) -> tuple[Interpretation, list[str]]:
            amended = correct(present.document)
            return amending.carried(present, amended.document, amended.moves), [amended.what]

        return self._save(policy_id, actor, base, step)

    def _save(
        self,
        policy_id: str,
        actor: str,
        base: int | None,
        steps: Callable[[Interpretation], tuple[Interpretation, list[str]]],
    ) -> PolicyRecord:
        """Save what ``steps`` make of the newest version, with the phrases that say what was done."""
        with self.database.writing() as connection:
            self._actor(connection, actor, Role.DRAFTER)
            self._policy(connection, policy_id, lock=True)
            refuse_if_changed(connection, policy_id, CLAUSES, actor=actor, base=base)
            _, present = self._interpretation(connection, policy_id)
            corrected, done = steps(present)
            if corrected != present:
                self._save_interpretation(connection, policy_id, corrected, actor=actor, what="；".join(done))
        return self.record(policy_id)


def _place(document: PolicyDocument, ref: str) -> int:
    """Return which clause ``ref`` is, counted from 0."""
    for at, clause in enumerate(document.clauses):
        if clause.ref == ref:
            return at
    raise CannotAccept("没有这个条款，可能刚刚被改动，请刷新页面。")


def _break_in(text: str, divided: str) -> int | None:
    """Return where in ``text`` the line break of ``divided`` stands; None when anything but one break differs."""
    parts = [part.strip() for part in divided.strip().split("\n") if part.strip()]
    if len(parts) != 2 or not text.strip().startswith(parts[0]):
        return None
    at = text.index(parts[0]) + len(parts[0])
    return at if text[at:].strip() == parts[1] else None
