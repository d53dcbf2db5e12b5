"""Rows about what the assistant was asked for."""

from sqlalchemy import Connection, Row, insert, select, update

from studio.storage.schema import jobs, requests


def insert_request(connection: Connection, **values) -> None:
    """Add a request that waits to be answered."""
    connection.execute(insert(requests).values(**values))


def change(connection: Connection, request_id: str, **values) -> None:
    """Set columns of a request's row."""
    connection.execute(update(requests).where(requests.c.id == request_id).values(**values))


def _query():
    progress = (jobs.c.id.label("job_id"), jobs.c.state, jobs.c.share, jobs.c.doing, jobs.c.error)
    return select(requests, *progress).join(jobs, jobs.c.request_id == requests.c.id)


def by_id(connection: Connection, request_id: str) -> Row | None:
    """Return a request's row with how far its job is, or None."""
    return connection.execute(_query().where(requests.c.id == request_id)).one_or_none()


def open_of(connection: Connection, policy_id: str) -> list[Row]:
    """Return the requests of a policy that are being worked on or wait for a decision, oldest first."""
    query = _query().where(requests.c.policy_id == policy_id, requests.c.closed.is_(False))
    return list(connection.execute(query.order_by(requests.c.at, requests.c.id)))
