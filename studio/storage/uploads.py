"""Rows about files on their way into the library, and about the files a policy was read from before."""

from datetime import datetime

from sqlalchemy import Connection, Row, func, insert, select, update

from studio.storage import audit
from studio.storage.schema import former_sources, jobs, uploads


def insert_upload(connection: Connection, **values) -> None:
    """Add a file that is being read or waits for a decision."""
    connection.execute(insert(uploads).values(**values))


def change(connection: Connection, upload_id: str, **values) -> None:
    """Set columns of an upload's row."""
    connection.execute(update(uploads).where(uploads.c.id == upload_id).values(**values))


def by_id(connection: Connection, upload_id: str) -> Row | None:
    """Return an upload's row with how far its reading is, or None."""
    return connection.execute(_query().where(uploads.c.id == upload_id)).one_or_none()


def _query():
    progress = (jobs.c.id.label("job_id"), jobs.c.state, jobs.c.share, jobs.c.doing, jobs.c.error)
    return select(uploads, *progress).outerjoin(jobs, jobs.c.upload_id == uploads.c.id)


def undecided(connection: Connection, *, by: str = "", sha256: str = "") -> list[Row]:
    """Return the rows of uploads no policy was made of yet, latest first: those of one person, or of one file."""
    query = _query().where(uploads.c.policy_id.is_(None), uploads.c.dismissed.is_(False))
    if by:
        query = query.where(uploads.c.by == by)
    if sha256:
        query = query.where(uploads.c.sha256 == sha256)
    return list(connection.execute(query.order_by(uploads.c.at.desc(), uploads.c.id)))


def replace_source(
    connection: Connection, policy_id: str, *, sha256: str, filename: str, by: str, at: datetime
) -> None:
    """Note the file a policy was read from until ``by`` replaced it."""
    table = former_sources.c
    newest = connection.execute(select(func.max(table.number)).where(table.policy_id == policy_id)).scalar()
    row = {"policy_id": policy_id, "number": (newest or 0) + 1, "sha256": sha256, "filename": filename, "by": by, "at": at}
    audit.add(connection, former_sources, row, at=at, actor=by, action="source.replace")


def former(connection: Connection, policy_id: str) -> list[Row]:
    """Return the files a policy was read from before, oldest first."""
    table = former_sources
    return list(connection.execute(select(table).where(table.c.policy_id == policy_id).order_by(table.c.number)))
