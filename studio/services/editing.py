"""The interpretation (解读稿): each edit a new version.

Every method that changes something takes ``base``, the version the person was looking at. When somebody else changed
the same point or answer since, nothing is saved and Conflict says so; other changes are simply built upon.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from sqlalchemy import Connection

from generators.model import Answer, Citation, Coverage, Element, Interpretation, Issue, KeyPoint, digest_of
from studio import checking
from studio.errors import CannotAccept, NotAllowed
from studio.reviewing import Role
from studio.services.concurrency import Item, refuse_if_changed, stored_item
from studio.services.core import Core, sentence_of
from studio.services.library import history
from studio.services.policy_values import InterpretationView
from studio.services.values import Change, IssueView
from studio.storage import people, policies

Statement = TypeVar("Statement", KeyPoint, Answer)


class Editing(Core):
    """The part of Studio about the interpretation as a whole. Editing methods return it as it then stands."""

    def interpretation(self, policy_id: str, version: int | None = None) -> InterpretationView:
        """Return the interpretation, as it stands or as it stood at ``version``."""
        with self.database.reading() as connection:
            self._policy(connection, policy_id)
            return self._interpretation_view(connection, policy_id, version)

    def _interpretation_view(
        self, connection: Connection, policy_id: str, version: int | None = None
    ) -> InterpretationView:
        saved, interpretation = self._interpretation(connection, policy_id, version)
        names = people.names(connection)
        return InterpretationView(
            policy_id=policy_id,
            version=saved.version,
            interpretation=interpretation,
            coverage=interpretation.coverage(),
            names=names,
            updated_by=names[saved.by],
            updated_at=saved.at,
        )

    def interpretation_history(self, policy_id: str) -> tuple[Change, ...]:
        """Return every saved change, latest first."""
        with self.database.reading() as connection:
            self._policy(connection, policy_id)
            return history(connection, policy_id, people.names(connection))

    def coverage(self, policy_id: str) -> tuple[Coverage, ...]:
        """Return how far each element is filled."""
        return self.interpretation(policy_id).coverage

    def check_statement(
        self, policy_id: str, statement: str, refs: Sequence[str] | None = None
    ) -> tuple[IssueView, ...]:
        """Return what the checks say about a sentence before it is saved."""
        document = self.interpretation(policy_id).interpretation.document
        known = None if refs is None else tuple(ref for ref in refs if document.has(ref))
        issues: tuple[Issue, ...] = checking.check_statement(document, statement, known).issues
        return tuple(IssueView(key=digest_of(issue.model_dump(mode="json")), issue=issue) for issue in issues)

    def _edit(
        self,
        policy_id: str,
        actor: str,
        base: int | None,
        item: Item | None,
        what: Callable[[Interpretation], str],
        change: Callable[[Interpretation], Interpretation],
    ) -> InterpretationView:
        """Save what ``change`` makes of the newest version; nothing is saved when it makes no difference."""
        with self.database.writing() as connection:
            self._actor(connection, actor, Role.DRAFTER)
            self._policy(connection, policy_id, lock=True)
            if item is not None:
                refuse_if_changed(connection, policy_id, item, actor=actor, base=base)
            _, present = self._interpretation(connection, policy_id)
            try:
                edited = change(present)
            except ValueError as error:
                raise CannotAccept(sentence_of(error)) from None
            if edited != present:
                self._save_interpretation(connection, policy_id, edited, actor=actor, what=what(edited))
            return self._interpretation_view(connection, policy_id)

    def _former(self, policy_id: str, item: Item, version: int | None, *, unwanted: tuple[str, ...]) -> dict:
        """Return ``item`` as stored at ``version``, or as it last was in a state other than the ``unwanted`` ones."""
        with self.database.reading() as connection:
            self._policy(connection, policy_id)
            if version is not None:
                self._interpretation(connection, policy_id, version)
                found = stored_item(connection, policy_id, version, item)
            else:
                states = (
                    stored_item(connection, policy_id, saved.version, item)
                    for saved in policies.saved_versions(connection, policy_id)
                )
                found = next((value for value in states if value and value["state"] not in unwanted), None)
        if found is None:
            raise NotAllowed("没有可以恢复的内容，请刷新页面后重试。")
        return found

    def accept_all_proposed(
        self, policy_id: str, *, actor: str, element: Element | None = None, base: int | None = None
    ) -> InterpretationView:
        """Accept every key point and answer still proposed, of one element or all.

        What a language model drafted is left out: a person answers for each such wording by itself.
        """

        def accept(present: Interpretation) -> Interpretation:
            elements = {question.id: question.element for question in present.questions}
            accepted = {"state": "accepted", "by": actor}
            points = tuple(
                point.replace(**accepted) if _may_be_accepted(point) and element in (None, point.element) else point
                for point in present.key_points
            )
            answers = tuple(
                answer.replace(**accepted)
                if _may_be_accepted(answer) and element in (None, elements[answer.question])
                else answer
                for answer in present.answers
            )
            return present.replace(key_points=points, answers=answers)

        return self._edit(policy_id, actor, base, None, lambda edited: "采纳全部待确认内容", accept)

    def restore_version(self, policy_id: str, version: int, *, actor: str) -> InterpretationView:
        """Make the interpretation what it was at ``version``; the versions between stay in the history.

        Raises:
            CannotAccept: the source was replaced since.
        """
        former = self.interpretation(policy_id, version).interpretation

        def restore(present: Interpretation) -> Interpretation:
            if former.document.source != present.document.source:
                raise CannotAccept("那一版依据的是更换前的原文，不能整体恢复，请逐条核对需要的内容。")
            return former

        return self._edit(policy_id, actor, None, None, lambda edited: f"恢复到第 {version} 版", restore)


def _may_be_accepted(statement: Statement) -> bool:
    """Tell whether a statement may be accepted along with others, unread one by one."""
    return statement.state == "proposed" and not statement.drafted


def citations_of(interpretation: Interpretation, cited: Sequence[tuple[str, str]]) -> tuple[Citation, ...]:
    """Return citations of the (ref, quote) pairs; an empty quote cites the whole clause."""
    document = interpretation.document
    for ref, quote in cited:
        if not document.has(ref):
            raise CannotAccept("原文中没有所选的条款，请重新选择依据条款。")
        if quote.strip() not in document.clause(ref).text:
            raise CannotAccept(f"{document.address(ref)}中没有“{quote.strip()[:30]}”，引文须与原文一字不差，请从原文复制。")
    return tuple(Citation.of(document.clause(ref), quote.strip() or None) for ref, quote in cited)


def confirmed(present: Interpretation, statement: Statement, /, **changes) -> Statement:
    """Return a statement a person has looked at, with their changes; it is not stale any more.

    Raises:
        CannotAccept: it still cites a clause the source does not hold any more.
    """
    changed = statement.replace(**changes, stale="")
    if not all(citation.holds_in(present.document) for citation in changed.citations):
        raise CannotAccept("所依据的条款已不在原文中，请重新选择依据条款后再保存，或者不采用。")
    return changed


def unused(prefix: str, taken: set[str]) -> str:
    """Return ``prefix``-1, -2 … whichever is not taken."""
    number = 1
    while f"{prefix}-{number}" in taken:
        number += 1
    return f"{prefix}-{number}"
