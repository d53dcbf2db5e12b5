"""Rows about products: arrangements, revisions, review events, confirmations, remarks, packages."""

import json
from datetime import datetime

from sqlalchemy import Connection, Row, RowMapping, func, insert, select, update

from generators.model import Brief, Issue, Material, Revision
from studio.reviewing import Event
from studio.storage import audit
from studio.storage.schema import (
    brief_versions,
    comments,
    confirmations,
    events,
    lapsed_exports,
    packages,
    products,
    revisions,
)


def insert_product(connection: Connection, **values) -> None:
    """Add a product's row, without a revision yet."""
    connection.execute(insert(products).values(current_revision=0, **values))


def by_id(connection: Connection, product_id: str) -> Row | None:
    """Return a product's row, or None."""
    return connection.execute(select(products).where(products.c.id == product_id)).one_or_none()


def find(connection: Connection, policy_id: str, generator: str, audience: str) -> Row | None:
    """Return the row of a policy's product of one kind for one audience, a removed one too, or None."""
    table = products.c
    query = select(products).where(
        table.policy_id == policy_id, table.generator == generator, table.audience == audience
    )
    return connection.execute(query).one_or_none()


def of_policy(connection: Connection, policy_id: str = "", *, removed: bool = False) -> list[Row]:
    """Return the rows of one policy's products, or of all; with ``removed`` those taken off the list too."""
    query = select(products).order_by(products.c.created_at, products.c.id)
    if not removed:
        query = query.where(products.c.removed_at.is_(None))
    return list(connection.execute(query.where(products.c.policy_id == policy_id) if policy_id else query))


def set_removed(connection: Connection, product_id: str, at: datetime | None) -> None:
    """Take a product off its policy's list at a moment, or put it back (None)."""
    connection.execute(update(products).where(products.c.id == product_id).values(removed_at=at))


def touch(connection: Connection, product_id: str, at: datetime) -> None:
    """Note that something about the product changed."""
    connection.execute(update(products).where(products.c.id == product_id).values(updated_at=at))


def save_brief(connection: Connection, product_id: str, brief: Brief, *, by: str, at: datetime) -> int:
    """Add a version of the arrangement and return its number, counting from 1."""
    version = latest_brief(connection, product_id)[0] + 1
    row = {"product_id": product_id, "version": version, "content": brief.model_dump_json(), "by": by, "at": at}
    audit.add(connection, brief_versions, row, at=at, actor=by, action="brief.save")
    touch(connection, product_id, at)
    return version


def latest_brief(connection: Connection, product_id: str) -> tuple[int, Brief]:
    """Return the newest arrangement and its number; (0, an empty one) when none was saved."""
    table = brief_versions.c
    query = select(brief_versions).where(table.product_id == product_id).order_by(table.version.desc())
    row = connection.execute(query.limit(1)).one_or_none()
    return (row.version, Brief.model_validate_json(row.content)) if row else (0, Brief())


def materials_ever(connection: Connection, product_id: str) -> tuple[Material, ...]:
    """Return every file any arrangement of the product ever named, the newest description of each first."""
    table = brief_versions.c
    query = select(table.content).where(table.product_id == product_id, table.content.contains('"materials"'))
    kept = connection.execute(query.order_by(table.version.desc())).scalars()
    return tuple(dict.fromkeys(item for content in kept for item in Brief.model_validate_json(content).materials))


def brief_at(connection: Connection, product_id: str, version: int) -> Brief | None:
    """Return one version of the arrangement; an empty one for version 0, None when there is none."""
    if version == 0:
        return Brief()
    table = brief_versions.c
    query = select(table.content).where(table.product_id == product_id, table.version == version)
    content = connection.execute(query).scalar()
    return Brief.model_validate_json(content) if content else None


def brief_moment(connection: Connection, product_id: str, version: int) -> datetime | None:
    """Return when one version of the arrangement was saved, or None."""
    table = brief_versions.c
    return connection.execute(select(table.at).where(table.product_id == product_id, table.version == version)).scalar()


def brief_author(connection: Connection, product_id: str, version: int) -> str | None:
    """Return the id of who saved one version of the arrangement, or None."""
    table = brief_versions.c
    return connection.execute(select(table.by).where(table.product_id == product_id, table.version == version)).scalar()


def brief_authors(connection: Connection, product_id: str) -> set[str]:
    """Return the ids of everyone who saved an arrangement of the product."""
    query = select(brief_versions.c.by).where(brief_versions.c.product_id == product_id)
    return set(connection.execute(query.distinct()).scalars())


def insert_revision(
    connection: Connection,
    product_id: str,
    revision: Revision,
    *,
    issues: dict[str, Issue],
    contributors: set[str],
    interpretation_version: int,
    by: str,
    at: datetime,
) -> int:
    """Add a revision with its ``issues`` by key, make it the product's latest, and return its number, counting from 1."""
    newest = connection.execute(select(func.max(revisions.c.number)).where(revisions.c.product_id == product_id))
    number = (newest.scalar() or 0) + 1
    row = {
        "product_id": product_id,
        "number": number,
        "digest": revision.digest(),
        "provenance": revision.provenance.model_dump_json(),
        "content": revision.model_dump_json(),
        "issues": json.dumps({key: issue.model_dump(mode="json") for key, issue in issues.items()}, ensure_ascii=False),
        "contributors": json.dumps(sorted(contributors)),
        "interpretation_version": interpretation_version,
        "built_by": by,
        "at": at,
    }
    audit.add(connection, revisions, row, at=at, actor=by, action="revision.add")
    connection.execute(
        update(products).where(products.c.id == product_id).values(current_revision=number, updated_at=at)
    )
    return number


HEAD_COLUMNS = tuple(column for column in revisions.c if column.name != "content")
"""The columns of a revision without its content, which is large."""


def revision_heads(connection: Connection, product_id: str) -> list[Row]:
    """Return the rows of all revisions without their content, oldest first."""
    query = select(*HEAD_COLUMNS).where(revisions.c.product_id == product_id)
    return list(connection.execute(query.order_by(revisions.c.number)))


def revision_head(connection: Connection, product_id: str, number: int) -> Row | None:
    """Return the row of one revision without its content, or None."""
    query = select(*HEAD_COLUMNS).where(revisions.c.product_id == product_id, revisions.c.number == number)
    return connection.execute(query).one_or_none()


def revision_by_digest(connection: Connection, product_id: str, digest: str) -> Row | None:
    """Return the row without content of the newest revision with this digest, or None."""
    query = select(*HEAD_COLUMNS).where(revisions.c.product_id == product_id, revisions.c.digest == digest)
    return connection.execute(query.order_by(revisions.c.number.desc()).limit(1)).one_or_none()


def contributors_of(connection: Connection, product_id: str, digest: str) -> set[str]:
    """Return the ids of everyone with a hand in any revision with this digest: made twice, it is still theirs."""
    query = select(revisions.c.contributors).where(revisions.c.product_id == product_id, revisions.c.digest == digest)
    return {person for text in connection.execute(query).scalars() for person in json.loads(text)}


def load_revision(connection: Connection, product_id: str, number: int) -> Revision:
    """Return one revision; NoResultFound when there is none."""
    query = select(revisions.c.content).where(revisions.c.product_id == product_id, revisions.c.number == number)
    return Revision.model_validate_json(connection.execute(query).scalar_one())


def insert_event(connection: Connection, product_id: str, number: int, event: Event) -> None:
    """Add event ``number`` (from 1) of a product; IntegrityError when another one took the place meanwhile."""
    row = {"product_id": product_id, "number": number, **event.model_dump(), "action": event.action.value}
    audit.add(connection, events, row, at=event.at, actor=event.actor, action=f"review.{event.action.value}")
    touch(connection, product_id, event.at)


def events_of(connection: Connection, product_id: str) -> tuple[Event, ...]:
    """Return a product's events, oldest first."""
    query = select(events).where(events.c.product_id == product_id).order_by(events.c.number)
    return tuple(map(event_of, connection.execute(query).mappings()))


def event_of(row: RowMapping) -> Event:
    """Return the event a row holds."""
    return Event(**{name: row[name] for name in Event.model_fields})


def insert_confirmation(connection: Connection, **row) -> None:
    """Add a person's confirmation of an issue."""
    audit.add(connection, confirmations, row, at=row["at"], actor=row["by"], action="issue.confirm")


def confirmations_of(connection: Connection, product_id: str) -> list[Row]:
    """Return a product's confirmations, oldest first."""
    query = select(confirmations).where(confirmations.c.product_id == product_id)
    return list(connection.execute(query.order_by(confirmations.c.id)))


def insert_comment(connection: Connection, **row) -> None:
    """Add a remark."""
    connection.execute(insert(comments).values(resolved_by=None, resolved_at=None, **row))


def comment_by_id(connection: Connection, comment_id: int) -> Row | None:
    """Return a remark's row, or None."""
    return connection.execute(select(comments).where(comments.c.id == comment_id)).one_or_none()


def resolve_comment(connection: Connection, comment_id: int, *, by: str, at: datetime) -> None:
    """Note who dealt with a remark, unless somebody already did."""
    open_one = (comments.c.id == comment_id) & comments.c.resolved_at.is_(None)
    connection.execute(update(comments).where(open_one).values(resolved_by=by, resolved_at=at))


def comments_of(connection: Connection, product_id: str) -> list[Row]:
    """Return a product's remarks, oldest first."""
    query = select(comments).where(comments.c.product_id == product_id)
    return list(connection.execute(query.order_by(comments.c.id)))


def insert_package(connection: Connection, **row) -> None:
    """Add an exported package's row."""
    audit.add(connection, packages, row, at=row["at"], actor=row["by"], action="package.export")


def insert_lapsed_export(connection: Connection, **row) -> None:
    """Keep why a package of a policy no longer in force was made."""
    audit.add(connection, lapsed_exports, row, at=row["at"], actor=row["by"], action="package.lapsed")


_PACKAGES = select(packages, lapsed_exports.c.reason).outerjoin(lapsed_exports, lapsed_exports.c.package_id == packages.c.id)


def package_rows(connection: Connection, policy_id: str = "") -> list[Row]:
    """Return the rows of one policy's packages or of all, latest first, each with the ``reason`` it was made for although lapsed, or None."""
    query = _PACKAGES.order_by(packages.c.at.desc(), packages.c.id)
    return list(connection.execute(query.where(packages.c.policy_id == policy_id) if policy_id else query))


def package_row(connection: Connection, package_id: str) -> Row | None:
    """Return a package's row, or None."""
    return connection.execute(_PACKAGES.where(packages.c.id == package_id)).one_or_none()
