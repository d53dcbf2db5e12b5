"""Rows about policies: the record, the versions of the interpretation, the publication details."""

import json
from datetime import datetime

from sqlalchemy import Connection, Row, func, insert, select, update

from generators.model import Interpretation
from studio.storage import audit
from studio.storage.schema import interpretation_versions, parts, policies, publication_versions, text_digest, waivers

KEPT_ONCE = ("document", "facts", "differences")
"""Fields of an interpretation that are large and seldom change: each distinct value is kept once."""


def insert_policy(connection: Connection, **values) -> None:
    """Add a policy's row."""
    connection.execute(insert(policies).values(**values))


def change(connection: Connection, policy_id: str, **values) -> None:
    """Set columns of a policy's row."""
    connection.execute(update(policies).where(policies.c.id == policy_id).values(**values))


def by_id(connection: Connection, policy_id: str, *, lock: bool = False) -> Row | None:
    """Return a policy's row, or None; with ``lock`` nobody else changes the policy until the transaction ends."""
    query = select(policies).where(policies.c.id == policy_id)
    return connection.execute(query.with_for_update() if lock else query).one_or_none()


def by_source(connection: Connection, sha256: str) -> Row | None:
    """Return the row of the policy with this source file, or None."""
    return connection.execute(select(policies).where(policies.c.source_sha256 == sha256)).first()


def successor_of(connection: Connection, policy_id: str) -> Row | None:
    """Return the row of the policy that took the place of this one, the newest if several did; or None."""
    query = select(policies).where(policies.c.succeeds == policy_id).order_by(policies.c.uploaded_at.desc())
    return connection.execute(query.limit(1)).one_or_none()


def search(connection: Connection, words: list[str], *, archived: bool) -> list[Row]:
    """Return the rows whose search text holds every word, latest change first."""
    query = select(policies).where(policies.c.archived == archived)
    for word in words:
        query = query.where(policies.c.search_text.contains(word, autoescape=True))
    return list(connection.execute(query.order_by(policies.c.updated_at.desc(), policies.c.id)))


def save_interpretation(
    connection: Connection, policy_id: str, interpretation: Interpretation, *, by: str, at: datetime, what: str
) -> int:
    """Add a version of the interpretation and return its number, counting from 1."""
    content = interpretation.model_dump(mode="json")
    for name in KEPT_ONCE:
        content[name] = keep_once(connection, content[name])
    coverage = interpretation.coverage()
    version = (latest_version(connection, policy_id) or 0) + 1
    row = {
        "policy_id": policy_id,
        "version": version,
        "digest": interpretation.digest(),
        "content": _text(content),
        "by": by,
        "at": at,
        "what": what,
        "settled": sum(row.settled for row in coverage),
        "open": sum(row.open for row in coverage),
    }
    audit.add(connection, interpretation_versions, row, at=at, actor=by, action="interpretation.save")
    return version


def keep_once(connection: Connection, value) -> str:
    """Keep a JSON-ready value among the parts and return its digest."""
    text = _text(value)
    digest = text_digest(text)
    if connection.execute(select(parts.c.digest).where(parts.c.digest == digest)).scalar() is None:
        connection.execute(insert(parts).values(digest=digest, content=text))
    return digest


def _text(value) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def latest_version(connection: Connection, policy_id: str) -> int | None:
    """Return the number of the newest version of an interpretation, or None."""
    column = interpretation_versions.c.version
    query = select(func.max(column)).where(interpretation_versions.c.policy_id == policy_id)
    return connection.execute(query).scalar()


def saved_version(connection: Connection, policy_id: str, version: int) -> Row | None:
    """Return the row of one version without its content, or None."""
    table = interpretation_versions.c
    query = select(table.version, table.digest, table.by, table.at, table.what, table.settled, table.open)
    return connection.execute(query.where(table.policy_id == policy_id, table.version == version)).one_or_none()


def saved_versions(connection: Connection, policy_id: str) -> list[Row]:
    """Return the rows of all versions without their content, latest first."""
    table = interpretation_versions.c
    query = select(table.version, table.digest, table.by, table.at, table.what)
    return list(connection.execute(query.where(table.policy_id == policy_id).order_by(table.version.desc())))


def load_interpretation(connection: Connection, policy_id: str, version: int) -> Interpretation:
    """Return one version of an interpretation; NoResultFound when there is none."""
    table = interpretation_versions.c
    query = select(table.content).where(table.policy_id == policy_id, table.version == version)
    content = json.loads(connection.execute(query).scalar_one())
    return Interpretation.model_validate({name: _field(connection, content, name) for name in content})


def stored_fields(connection: Connection, policy_id: str, version: int, names: tuple[str, ...]) -> dict:
    """Return some fields of one version as plain JSON, without building the whole interpretation."""
    table = interpretation_versions.c
    query = select(table.content).where(table.policy_id == policy_id, table.version == version)
    content = json.loads(connection.execute(query).scalar_one())
    return {name: _field(connection, content, name) for name in names}


def _field(connection: Connection, content: dict, name: str):
    if name not in KEPT_ONCE:
        return content.get(name)  # left out where it says nothing
    return part(connection, content[name])


def part(connection: Connection, digest: str):
    """Return the value kept among the parts under ``digest``; NoResultFound when there is none."""
    return json.loads(connection.execute(select(parts.c.content).where(parts.c.digest == digest)).scalar_one())


def editors(connection: Connection, policy_id: str, up_to: int) -> set[str]:
    """Return the ids of everyone who saved a version up to and including number ``up_to``."""
    table = interpretation_versions.c
    query = select(table.by).where(table.policy_id == policy_id, table.version <= up_to).distinct()
    return set(connection.execute(query).scalars())


def edited_by(connection: Connection, person_id: str) -> set[str]:
    """Return the ids of the policies whose interpretation a person saved a version of."""
    query = select(interpretation_versions.c.policy_id).where(interpretation_versions.c.by == person_id)
    return set(connection.execute(query.distinct()).scalars())


def save_publication(connection: Connection, policy_id: str, content: str, *, by: str, at: datetime) -> None:
    """Add a version of the publication details."""
    table = publication_versions.c
    newest = connection.execute(select(func.max(table.version)).where(table.policy_id == policy_id)).scalar()
    row = {"policy_id": policy_id, "version": (newest or 0) + 1, "content": content, "by": by, "at": at}
    audit.add(connection, publication_versions, row, at=at, actor=by, action="publication.save")


def publications(connection: Connection, policy_id: str) -> list[Row]:
    """Return the rows of all publication details, oldest first."""
    query = select(publication_versions).where(publication_versions.c.policy_id == policy_id)
    return list(connection.execute(query.order_by(publication_versions.c.version)))


def address_authors(connection: Connection, policy_id: str) -> set[str]:
    """Return the ids of everyone who set or changed the address of the policy page."""
    authors, address = set(), ""
    for row in publications(connection, policy_id):
        if json.loads(row.content)["source_url"] != address:
            authors.add(row.by)
            address = json.loads(row.content)["source_url"]
    return authors


def load_publication(connection: Connection, policy_id: str) -> str | None:
    """Return the newest publication details as JSON, or None."""
    table = publication_versions.c
    query = select(table.content).where(table.policy_id == policy_id).order_by(table.version.desc())
    return connection.execute(query.limit(1)).scalar()


def save_waiver(connection: Connection, policy_id: str, ref: str, text: str, reason: str, *, by: str, at: datetime) -> None:
    """Note that no product need mention the clause at ``ref`` as it is now worded; an empty reason takes that back."""
    row = {"policy_id": policy_id, "ref": ref, "text_sha256": text_digest(text), "reason": reason, "by": by, "at": at}
    audit.add(connection, waivers, row, at=at, actor=by, action="clause.waive")


def waivers_of(connection: Connection, policy_id: str) -> dict[tuple[str, str], Row]:
    """Return the waivers that stand, by ref and digest of the clause's text."""
    query = select(waivers).where(waivers.c.policy_id == policy_id).order_by(waivers.c.id)
    newest = {(row.ref, row.text_sha256): row for row in connection.execute(query)}
    return {key: row for key, row in newest.items() if row.reason}
