"""Rows about the themes departments made."""

from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, Row, func, select

from studio.storage import audit
from studio.storage.schema import theme_versions
from styles.themes import Theme

HEAD_COLUMNS = tuple(column for column in theme_versions.c if column.name != "content")
"""The columns of a version without the theme itself, which may hold a logo."""


def save(connection: Connection, theme: Theme, *, offered: bool, by: str, at: datetime) -> int:
    """Add a version of a theme and return its number, counting from 1."""
    newest = select(func.max(theme_versions.c.version)).where(theme_versions.c.name == theme.name)
    version = (connection.execute(newest).scalar() or 0) + 1
    row = {
        "name": theme.name, "version": version, "label": theme.label, "digest": theme.digest(), "content": theme.model_dump_json(),
        "offered": offered, "by": by, "at": at,
    }  # fmt: skip
    audit.add(connection, theme_versions, row, at=at, actor=by, action="theme.save")
    return version


def heads(connection: Connection) -> list[Row]:
    """Return the newest version of every theme without its content, the one changed last first."""
    table = theme_versions.c
    newest = select(table.name, func.max(table.version).label("version")).group_by(table.name).subquery()
    both = (table.name == newest.c.name) & (table.version == newest.c.version)
    return list(connection.execute(select(*HEAD_COLUMNS).join(newest, both).order_by(table.at.desc(), table.name)))


def load(connection: Connection, name: str, version: int | None = None) -> Theme | None:
    """Return a version of a theme, the newest when none is named; None when there is none."""
    table = theme_versions.c
    query = select(table.content).where(table.name == name)
    query = query.where(table.version == version) if version else query.order_by(table.version.desc()).limit(1)
    content = connection.execute(query).scalar()
    return _parsed(content) if content else None


@lru_cache(maxsize=32)
def _parsed(content: str) -> Theme:
    return Theme.model_validate_json(content)
