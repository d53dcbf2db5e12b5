"""The newest rows of many policies and products at once: a handful of queries, however many there are."""

from dataclasses import dataclass, field

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, func, select, true

from studio.reviewing import Event
from studio.storage.products import HEAD_COLUMNS, event_of
from studio.storage.schema import (
    brief_versions,
    events,
    interpretation_versions,
    jobs,
    policies,
    products,
    publication_versions,
    revisions,
    theme_versions,
)


@dataclass(frozen=True)
class Overview:
    """Rows by policy id (policies, versions, publications, products) and by product id (briefs, heads, events, jobs).

    All are the newest of their kind; ``heads`` are the latest revisions without their content. What does not exist is
    missing from the dictionary; products taken off the list are not among ``products``. ``themes`` are the digests of departments' themes by name.
    """

    policies: dict[str, Row]
    versions: dict[str, Row]
    publications: dict[str, Row]
    products: dict[str, list[Row]] = field(default_factory=dict)
    briefs: dict[str, Row] = field(default_factory=dict)
    heads: dict[str, Row] = field(default_factory=dict)
    events: dict[str, list[Event]] = field(default_factory=dict)
    jobs: dict[str, Row] = field(default_factory=dict)
    themes: dict[str, str] = field(default_factory=dict)


def overview(connection: Connection, policy_id: str = "") -> Overview:
    """Return the overview of one policy, or of all."""

    def own(column: Column) -> ColumnElement[bool]:
        return column == policy_id if policy_id else true()

    mine = select(products.c.id).where(own(products.c.policy_id))
    latest = (products.c.id == revisions.c.product_id) & (products.c.current_revision == revisions.c.number)
    saved = interpretation_versions.c
    saved_columns = (saved.policy_id, saved.version, saved.digest, saved.settled, saved.open, saved.at)
    looks = (theme_versions.c.name, theme_versions.c.version, theme_versions.c.digest)
    queued = select(jobs).where(jobs.c.product_id.in_(mine)).order_by(jobs.c.queued_at, jobs.c.id.desc())
    found = Overview(
        policies=_by("id", connection, select(policies).where(own(policies.c.id))),
        versions=_newest("policy_id", connection, saved_columns, own(saved.policy_id)),
        publications=_newest(
            "policy_id", connection, tuple(publication_versions.c), own(publication_versions.c.policy_id)
        ),
        briefs=_newest("product_id", connection, tuple(brief_versions.c), brief_versions.c.product_id.in_(mine)),
        heads=_by("product_id", connection, select(*HEAD_COLUMNS).join(products, latest).where(own(products.c.policy_id))),
        jobs=_by("product_id", connection, queued),
        themes={name: row.digest for name, row in _newest("name", connection, looks, true()).items()},
    )
    rows = select(products).where(own(products.c.policy_id), products.c.removed_at.is_(None)).order_by(products.c.created_at, products.c.id)
    for row in connection.execute(rows):
        found.products.setdefault(row.policy_id, []).append(row)
    steps = select(events).where(events.c.product_id.in_(mine)).order_by(events.c.product_id, events.c.number)
    for row in connection.execute(steps).mappings():
        found.events.setdefault(row["product_id"], []).append(event_of(row))
    return found


def _by(key: str, connection: Connection, query: Select) -> dict[str, Row]:
    """Return rows by a column; of several with one key the last."""
    return {getattr(row, key): row for row in connection.execute(query)}


def _newest(
    key: str, connection: Connection, columns: tuple[Column, ...], chosen: ColumnElement[bool]
) -> dict[str, Row]:
    """Return by ``key`` the row with the highest version among the ``chosen`` rows of the columns' table."""
    table = columns[0].table
    newest = select(table.c[key], func.max(table.c.version).label("version")).where(chosen).group_by(table.c[key])
    newest = newest.subquery()
    both = (table.c[key] == newest.c[key]) & (table.c.version == newest.c.version)
    return _by(key, connection, select(*columns).join(newest, both))
