"""The library (政策库): the record and the correction of its metadata, publication details, archiving."""

import json
import re
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Row

from generators.model import Basis, Interpretation, Issue, PolicyDocument, ReadingWarning, Repeal, digest_of
from studio import formats, interpreting, labels, reading
from studio.amending.clauses import is_recognised
from studio.amending.keeping import CORRECTABLE
from studio.errors import CannotAccept, NotAllowed
from studio.publishing.publication import Publication
from studio.reading.date_order import NAMES as DATES
from studio.reading.date_order import OUT_OF_ORDER, out_of_order
from studio.reviewing import IN_REVIEW, Role
from studio.reviewing.clock import interpret_by
from studio.services.comparing import with_old_version
from studio.services.concurrency import refuse_if_changed
from studio.services.core import clean
from studio.services.policy_values import FormerSource, PolicyLink, PolicyRecord, PolicySummary
from studio.services.product_values import ProductSummary
from studio.services.state import Look, ProductState, look, out_of_force, publication_of
from studio.services.values import Change, FileView, IssueView
from studio.storage import people, policies, uploads

EDITABLE = (*CORRECTABLE, "bases", "repeals")
"""Fields of the record a person may correct. A mark of secrecy is not among them."""

_NAMED = {"bases": Basis, "repeals": Repeal}
_LISTS = ("issuing_authorities", "addressees", "telephones")


class Library(ProductState):
    """The part of Studio about policies."""

    def policies(self, query: str = "", *, archived: bool = False) -> tuple[PolicySummary, ...]:
        """Return the policies whose title, number or authority holds every word of ``query``, latest change first."""
        with self.database.reading() as connection:
            rows = policies.search(connection, query.lower().split(), archived=archived)
            names, seen = people.names(connection), look(connection)
            today = formats.day_of(self.clock())
            return tuple(_summary(row, seen, names, today) for row in rows)

    def record(self, policy_id: str) -> PolicyRecord:
        """Return one policy with its metadata, clauses and history.

        Raises:
            NotAllowed: no such policy.
        """
        with self.database.reading() as connection:
            row = self._policy(connection, policy_id)
            saved, interpretation = self._interpretation(connection, policy_id)
            names = people.names(connection)
            last, note = interpret_by(interpretation.document.published_on)
            before = policies.by_id(connection, row.succeeds) if row.succeeds else None
            after = policies.successor_of(connection, policy_id)
            return PolicyRecord(
                id=row.id,
                document=interpretation.document,
                version=saved.version,
                publication=publication_of(connection, policy_id),
                old_title=interpretation.old_title,
                old_filename=row.old_filename,
                uploaded_by=names[row.uploaded_by],
                uploaded_at=row.uploaded_at,
                archived=row.archived,
                history=history(connection, policy_id, names),
                interpret_by=last,
                interpret_by_note=note,
                succeeds=PolicyLink(before.id, before.title) if before else None,
                succeeded_by=PolicyLink(after.id, after.title) if after else None,
                former_sources=tuple(
                    FormerSource(former.filename, former.sha256, names[former.by], former.at)
                    for former in uploads.former(connection, policy_id)
                ),
                stale=len(interpretation.stale_statements()),
                recognised=is_recognised(interpretation.document),
                out_of_force=out_of_force(interpretation.document, after, self.clock()),
            )

    def source_file(self, policy_id: str) -> FileView:
        """Return the uploaded file, byte for byte; its sha256 is checked on the way."""
        with self.database.reading() as connection:
            row = self._policy(connection, policy_id)
            source = self._interpretation(connection, policy_id)[1].document.source
        return FileView(filename=source.name, media_type=source.media_type, data=self.files.get(row.source_sha256))

    def upload_issues(self, policy_id: str) -> tuple[IssueView, ...]:
        """Return what the checks found in the uploaded file: secrecy marks, personal data, hidden text."""
        with self.database.reading() as connection:
            row = self._policy(connection, policy_id)
        return tuple(IssueView(key=digest_of(item), issue=Issue(**item)) for item in json.loads(row.upload_issues))

    def attach_old_version(self, policy_id: str, data: bytes, filename: str, *, actor: str) -> PolicyRecord:
        """Read the previous version and compare. What people entered stays; differences and the points on them are renewed.

        Raises:
            CannotAccept: the file cannot be read.
        """
        with self.database.reading() as connection:
            self._actor(connection, actor, Role.DRAFTER)
            document = self._interpretation(connection, policy_id)[1].document
        former = reading.read_safely(data, plain_name(filename))
        fresh = interpreting.interpret(document, former)
        self._compare_with(policy_id, self.files.put(data), plain_name(filename), fresh, actor=actor, what="对照旧文件")
        return self.record(policy_id)

    def detach_old_version(self, policy_id: str, *, actor: str) -> PolicyRecord:
        """Compare with no previous version any more: the differences go, and the points on them nobody has touched.

        The file is kept; what people entered stays.
        """
        with self.database.reading() as connection:
            self._actor(connection, actor, Role.DRAFTER)
            document = self._interpretation(connection, policy_id)[1].document
        self._compare_with(policy_id, "", "", interpreting.interpret(document), actor=actor, what="不再对照旧文件")
        return self.record(policy_id)

    def _compare_with(self, policy_id: str, sha256: str, filename: str, fresh: Interpretation, *, actor: str, what: str) -> None:
        """Note the previous version, none when ``sha256`` is empty, and take over what ``fresh`` found by comparing with it."""
        with self.database.writing() as connection:
            self._policy(connection, policy_id, lock=True)
            _, present = self._interpretation(connection, policy_id)
            policies.change(connection, policy_id, old_sha256=sha256, old_filename=filename)
            self._note(connection, actor, "policy.old_version", f"policy:{policy_id}", sha256=sha256)
            self._save_interpretation(connection, policy_id, with_old_version(present, fresh), actor=actor, what=what)

    def edit_record(
        self, policy_id: str, changes: Mapping[str, Any], *, actor: str, base: int | None = None
    ) -> PolicyRecord:
        """Correct metadata (title, document_number, dates …; see EDITABLE). The former values stay in the history.

        Dates may be given as date or ISO text, lists as sequences of text; None or "" clears a field.

        Raises:
            CannotAccept: a field is not editable or its value is not valid.
            Conflict: somebody else changed one of these fields since version ``base``.
        """
        wanted = {name: _entered(name, value) for name, value in changes.items()}
        with self.database.writing() as connection:
            self._actor(connection, actor, Role.DRAFTER)
            self._policy(connection, policy_id, lock=True)
            for name in wanted:
                refuse_if_changed(connection, policy_id, ("document", name), actor=actor, base=base)
            _, present = self._interpretation(connection, policy_id)
            document = _corrected(present.document, wanted)
            document = document.replace(warnings=_doubts_after(document, wanted))
            changed = [labels.RECORD_FIELDS[n] for n in wanted if getattr(document, n) != getattr(present.document, n)]
            if document != present.document:
                what = f"更正{'、'.join(changed)}" if changed else f"核对{'、'.join(labels.RECORD_FIELDS[n] for n in wanted)}"
                edited = present.replace(document=document)
                self._save_interpretation(connection, policy_id, edited, actor=actor, what=what)
        return self.record(policy_id)

    def set_publication_details(
        self,
        policy_id: str,
        *,
        actor: str,
        interpreter: str | None = None,
        spokesperson: str | None = None,
        contact: str | None = None,
        publication: Publication | None = None,
        base: int | None = None,
    ) -> PolicyRecord:
        """Set 解读机构, 解读人 and 咨询电话 as they appear on every product, and the portal's details. None leaves a thing alone.

        Raises:
            CannotAccept: the address of the policy page is not an http or https address.
            Conflict: somebody else changed one of the three since version ``base``.
        """
        if publication is not None:
            publication = _checked(publication)
        wanted = _checked_details(interpreter=interpreter, spokesperson=spokesperson, contact=contact)
        with self.database.writing() as connection:
            self._actor(connection, actor, Role.DRAFTER, Role.SIGNER)
            self._policy(connection, policy_id, lock=True)
            _, present = self._interpretation(connection, policy_id)
            for name in wanted:
                refuse_if_changed(connection, policy_id, (name,), actor=actor, base=base)
            edited: Interpretation = present.replace(**wanted)
            if edited != present:
                self._actor(connection, actor, Role.DRAFTER)
                self._save_interpretation(connection, policy_id, edited, actor=actor, what="填写解读机构、解读人和咨询电话")
            if publication is not None and publication != publication_of(connection, policy_id):
                content, at = publication.model_dump_json(), self.clock()
                policies.save_publication(connection, policy_id, content, by=actor, at=at)
        return self.record(policy_id)

    def lapsing(
        self,
        policy_id: str,
        *,
        actor: str,
        interpreter: str | None = None,
        spokesperson: str | None = None,
        contact: str | None = None,
        publication: Publication | None = None,
    ) -> tuple[ProductSummary, ...]:
        """Return the products submitted, approved or signed that would be drafts again if these details were set; nothing is saved.

        The portal's own details concern no product but for the address of the policy page, and that one only where the product has no other.

        Raises:
            CannotAccept: the address of the policy page is not an http or https address.
            NotAllowed: the actor may not set these details.
        """
        wanted = _checked_details(interpreter=interpreter, spokesperson=spokesperson, contact=contact)
        with self.database.reading() as connection:
            self._actor(connection, actor, Role.DRAFTER, Role.SIGNER)
            _, present = self._interpretation(connection, policy_id)
            said_anew = present.replace(**wanted) != present
            if said_anew:
                self._actor(connection, actor, Role.DRAFTER)
            before, seen = publication_of(connection, policy_id), look(connection, policy_id)
            after = before if publication is None else _checked(publication)
            return tuple(
                seen.summary(row)
                for row in seen.rows.products.get(policy_id, ())
                if seen.state(row).status in IN_REVIEW and (said_anew or seen.brief(row, before) != seen.brief(row, after))
            )

    def archive(self, policy_id: str, *, actor: str, archived: bool = True) -> None:
        """Put a policy away, or bring it back. Nothing is deleted; a policy with a published product stays.

        Raises:
            NotAllowed: a product is published, or the actor may not draft.
        """
        with self.database.writing() as connection:
            self._actor(connection, actor, Role.DRAFTER, Role.ADMIN)
            self._policy(connection, policy_id, lock=True)
            seen = look(connection, policy_id)
            if archived and any(seen.state(row).live for row in seen.rows.products.get(policy_id, ())):
                raise NotAllowed("这份政策有已发布的解读产品，请先撤回再归档。")
            policies.change(connection, policy_id, archived=archived)
            self._note(connection, actor, "policy.archive", f"policy:{policy_id}", archived=archived)


def plain_name(filename: str) -> str:
    """Return an uploaded file's name without folders, control characters or a leading dot."""
    name = PurePosixPath(filename.replace("\\", "/")).name
    kept = "".join(character for character in name if character.isprintable() and character not in '<>:"|?*')
    return kept.lstrip(". ")[-120:] or "政策文件"


def history(connection: Connection, policy_id: str, names: dict[str, str]) -> tuple[Change, ...]:
    """Return every saved change of an interpretation, latest first."""
    return tuple(
        Change(version=row.version, at=row.at, by=names[row.by], what=row.what)
        for row in policies.saved_versions(connection, policy_id)
    )


def _summary(row: Row, seen: Look, names: dict[str, str], today: date) -> PolicySummary:
    shown, saved = json.loads(row.summary), seen.rows.versions[row.id]
    return PolicySummary(
        id=row.id,
        title=row.title,
        document_number=shown["document_number"] or "",
        issuing_authorities=tuple(shown["issuing_authorities"]),
        kind=shown["kind"] or "",
        published_on=_day(shown["published_on"] or shown["written_on"]),
        validity=shown["validity"] or "",
        expired=(_day(shown.get("expires_on")) or today) < today,
        uploaded_by=names[row.uploaded_by],
        uploaded_at=row.uploaded_at,
        updated_at=row.updated_at,
        archived=row.archived,
        settled=saved.settled,
        open=saved.open,
        products=seen.summaries(row.id),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _entered(name: str, value: Any) -> Any:
    """Return a corrected value of the record in the form the model takes."""
    if name not in EDITABLE:
        raise CannotAccept(f"“{labels.RECORD_FIELDS.get(name, name)}”以原文为准，不能在这里修改。")
    what = labels.RECORD_FIELDS[name]
    if name in _NAMED:
        lines = value.splitlines() if isinstance(value, str) else value or ()
        return tuple(filter(None, (clean(str(line), what, most=300, needed=False) for line in lines)))
    if name in _LISTS:
        items = re.split(r"[、，,；;\n]", value) if isinstance(value, str) else value or ()
        return tuple(filter(None, (clean(str(item), what, most=200, needed=False) for item in items)))
    if isinstance(value, str):
        value = clean(value, what, most=300, needed=name == "title") or None
    if value is None and name == "title":
        raise CannotAccept("标题不能为空，请填写后再保存。")
    return value


def _corrected(document: PolicyDocument, changes: dict[str, Any]) -> PolicyDocument:
    changes = changes | {name: _named(document, name, changes[name]) for name in _NAMED if name in changes}
    try:
        return document.replace(**changes)
    except ValidationError as error:
        field = labels.RECORD_FIELDS.get(str(error.errors()[0]["loc"][0]), "填写的内容")
        raise CannotAccept(f"“{field}”填写得不正确，日期请按 2026-01-31 的样子填写。") from None


def _doubts_after(document: PolicyDocument, corrected: Collection[str]) -> tuple[ReadingWarning, ...]:
    """Return what is doubtful after fields were set: they themselves no longer are, but two dates of them may not agree now."""
    present = out_of_order({name: getattr(document, name) for name in DATES})
    texts = {disorder.text for disorder in present}
    kept = [item for item in document.warnings if item.where not in corrected and (item.code != OUT_OF_ORDER or item.message in texts)]
    told = {item.message for item in kept}
    anew = [item for item in present if {item.first, item.second} & set(corrected) and item.text not in told]
    return (*kept, *(ReadingWarning(code=OUT_OF_ORDER, message=item.text, where=item.second) for item in anew))


def _named(document: PolicyDocument, field: str, names: tuple[str, ...]) -> tuple[Basis | Repeal, ...]:
    """Return the documents written as 《标题》（文号）, each with the clause that names it.

    Raises:
        CannotAccept: not written so, or the text does not name it.
    """
    found = []
    for name in names:
        written = re.fullmatch(r"《(.{2,200})》\s*(?:[（(](.{2,60})[）)])?", name)
        if written is None:
            raise CannotAccept(f"“{labels.RECORD_FIELDS[field]}”请每行写一份，写成《标题》（文号）的样子。")
        clause = next((clause for clause in document.clauses if written[1] in clause.text), None)
        if clause is None:
            raise CannotAccept(f"原文没有提到《{written[1]}》，请按原文的写法填写。")
        found.append(_NAMED[field](title=written[1], document_number=written[2], ref=clause.ref))
    return tuple(found)


def _checked_details(**details: str | None) -> dict[str, str]:
    """Return what is to be said of interpreter, spokesperson and contact, without those left alone."""
    return {
        name: clean(text, "解读机构、解读人和咨询电话", most=200, needed=False) for name, text in details.items() if text is not None
    }


def _checked(publication: Publication) -> Publication:
    values = {
        name: tuple(clean(word, "主题词", most=40) for word in value) if isinstance(value, tuple)
        else clean(value, labels.PUBLICATION_FIELDS[name], most=500, needed=False)
        for name, value in publication.model_dump().items()
    }
    if values["source_url"] and not re.fullmatch(r"https?://[^\s\"'<>\\]{3,}", values["source_url"]):
        raise CannotAccept("政策页面网址须以 http:// 或 https:// 开头，请从浏览器地址栏复制。")
    if values["site_id_code"] and not re.fullmatch(r"\d{10}", values["site_id_code"]):
        raise CannotAccept("网站标识码应为 10 位数字，请核对网站底部的标识。")
    return Publication(**values)
