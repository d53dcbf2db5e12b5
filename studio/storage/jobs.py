"""Rows about background work. They are the truth about a job; the queue only says that there is something to do."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, Row, insert, select, update

from studio.storage.schema import jobs, products


class JobState(StrEnum):
    """How far a piece of background work has come."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNFINISHED = (JobState.QUEUED.value, JobState.RUNNING.value)


def insert_job(
    connection: Connection,
    *,
    job_id: str,
    by: str,
    at: datetime,
    policy_id: str | None = None,
    product_id: str | None = None,
    upload_id: str | None = None,
    request_id: str | None = None,
) -> None:
    """Add a job that waits: to make a product of a policy, to read an uploaded file, or to ask the assistant."""
    connection.execute(
        insert(jobs).values(
            id=job_id,
            policy_id=policy_id,
            product_id=product_id,
            upload_id=upload_id,
            request_id=request_id,
            state=JobState.QUEUED.value,
            share=0.0,
            doing="",
            error="",
            attempts=0,
            cancel_requested=False,
            worker="",
            heartbeat_at=None,
            by=by,
            queued_at=at,
            started_at=None,
            finished_at=None,
        )
    )


def _query():
    return select(jobs, products.c.generator).outerjoin(products, products.c.id == jobs.c.product_id)


def state_of(row: Row) -> JobState:
    """Return the state a job's row holds."""
    return JobState(row.state)


def by_id(connection: Connection, job_id: str) -> Row | None:
    """Return a job's row with its product's generator (None for any other work), or None."""
    return connection.execute(_query().where(jobs.c.id == job_id)).one_or_none()


def latest_for(connection: Connection, product_id: str) -> Row | None:
    """Return the row of a product's newest job, or None."""
    query = _query().where(jobs.c.product_id == product_id).order_by(jobs.c.queued_at.desc(), jobs.c.id)
    return connection.execute(query.limit(1)).one_or_none()


def restart(connection: Connection, job_id: str, at: datetime) -> bool:
    """Let a job that failed or was cancelled wait once more; False when it is in another state."""
    over = jobs.c.state.in_((JobState.FAILED.value, JobState.CANCELLED.value))
    fresh = {"state": JobState.QUEUED.value, "attempts": 0, "share": 0.0, "doing": "", "error": "", "worker": ""}
    fresh |= {"cancel_requested": False, "queued_at": at, "started_at": None, "finished_at": None}
    return connection.execute(update(jobs).where((jobs.c.id == job_id) & over).values(**fresh)).rowcount == 1


def waiting_for(connection: Connection, product_id: str) -> str | None:
    """Return the id of a job that waits to make this product, or None."""
    query = select(jobs.c.id).where(jobs.c.product_id == product_id, jobs.c.state == JobState.QUEUED.value)
    return connection.execute(query).scalar()


def listed(connection: Connection, policy_id: str = "", *, unfinished: bool = False) -> list[Row]:
    """Return jobs of one policy or all, latest first."""
    query = _query().order_by(jobs.c.queued_at.desc(), jobs.c.id)
    if policy_id:
        query = query.where(jobs.c.policy_id == policy_id)
    if unfinished:
        query = query.where(jobs.c.state.in_(UNFINISHED))
    return list(connection.execute(query))


def claim(connection: Connection, job_id: str, worker: str, at: datetime) -> bool:
    """Take a waiting job for ``worker``; False when it does not wait any more, so that no job runs twice at once."""
    waiting = (jobs.c.id == job_id) & (jobs.c.state == JobState.QUEUED.value)
    taken = connection.execute(
        update(jobs)
        .where(waiting)
        .values(
            state=JobState.RUNNING.value,
            worker=worker,
            attempts=jobs.c.attempts + 1,
            share=0.0,
            doing="",
            heartbeat_at=at,
            started_at=at,
        )
    )
    return taken.rowcount == 1


def beat(connection: Connection, job_id: str, worker: str, at: datetime, **progress) -> bool:
    """Note that ``worker`` is alive, and how far it is; True when it is to stop (cancelled, or somebody else's by now)."""
    mine = (jobs.c.id == job_id) & (jobs.c.worker == worker) & (jobs.c.state == JobState.RUNNING.value)
    noted = connection.execute(update(jobs).where(mine).values(heartbeat_at=at, **progress))
    if noted.rowcount != 1:
        return True
    return bool(connection.execute(select(jobs.c.cancel_requested).where(jobs.c.id == job_id)).scalar())


def finish(
    connection: Connection, job_id: str, worker: str, state: JobState, at: datetime, *, error: str = ""
) -> bool:
    """End a job ``worker`` runs; False when it is not that worker's any more."""
    mine = (jobs.c.id == job_id) & (jobs.c.worker == worker) & (jobs.c.state == JobState.RUNNING.value)
    values = {"state": state.value, "finished_at": at, "error": error, "doing": ""}
    if state is JobState.DONE:
        values["share"] = 1.0
    return connection.execute(update(jobs).where(mine).values(**values)).rowcount == 1


def cancel(connection: Connection, job_id: str, at: datetime) -> bool:
    """Cancel a job that waits, or ask the one that runs to stop; False when it is over already."""
    this = jobs.c.id == job_id
    waiting = update(jobs).where(this & (jobs.c.state == JobState.QUEUED.value))
    if connection.execute(waiting.values(state=JobState.CANCELLED.value, finished_at=at)).rowcount:
        return True
    running = update(jobs).where(this & (jobs.c.state == JobState.RUNNING.value))
    return connection.execute(running.values(cancel_requested=True)).rowcount == 1


def running(connection: Connection) -> list[Row]:
    """Return the rows of jobs some worker runs, or ran when it died."""
    return list(connection.execute(_query().where(jobs.c.state == JobState.RUNNING.value)))


def waiting(connection: Connection) -> list[str]:
    """Return the ids of jobs that wait, oldest first."""
    query = select(jobs.c.id).where(jobs.c.state == JobState.QUEUED.value)
    return list(connection.execute(query.order_by(jobs.c.queued_at, jobs.c.id)).scalars())


def put_back(connection: Connection, row: Row) -> bool:
    """Let the job of ``row`` wait again, unless its worker gave a sign of life meanwhile."""
    same = (jobs.c.id == row.id) & (jobs.c.worker == row.worker) & (jobs.c.heartbeat_at == row.heartbeat_at)
    still = same & (jobs.c.state == JobState.RUNNING.value)
    return connection.execute(update(jobs).where(still).values(state=JobState.QUEUED.value, worker="")).rowcount == 1


def is_silent(row: Row, now: datetime, patience: timedelta) -> bool:
    """Tell whether a running job's worker has given no sign of life for longer than ``patience``."""
    return row.heartbeat_at is None or now - row.heartbeat_at > patience
