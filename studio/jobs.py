"""Background work (后台工作): a durable queue, the workers, and what making a product, reading a long file or asking the assistant takes.

A job is a row of the table ``jobs``; its state there decides. The queue (huey, in ``queue.db`` beside the database) only
says that there is something to do, so a message lost or delivered twice does no harm: ``recover`` hands lost ones over
again, and a job is claimed before it is run.
"""

import multiprocessing
import os
import secrets
import signal
import socket
import threading
import time
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from huey import SqliteHuey
from sqlalchemy import Connection as Transaction
from sqlalchemy import Row

from generators import keeping, registry
from generators.errors import CannotMake
from generators.model import Brief, Interpretation, Issue, Revision
from studio import briefs, checking
from studio.errors import NotAllowed, UserError
from studio.services.state import issue_key, label_of
from studio.storage import jobs as rows
from studio.storage import policies, products
from studio.storage.jobs import JobState
from studio.storage.kept import KeptParts

if TYPE_CHECKING:
    from studio.service import Studio

HEARTBEAT = 5.0
"""Seconds between a worker's signs of life."""

PATIENCE = timedelta(seconds=60)
"""A worker silent for longer is taken for dead."""

PROGRESS_EVERY = 0.5
"""Seconds between progress written to the database, at least."""

MOST_ATTEMPTS = 3
"""A job that took its worker down so often is given up."""

RECOVER_EVERY = 15.0
REPLACE_EVERY = 1.0
GRACE = 5.0
IDLE = 0.3


class StopFlag(Protocol):
    """What ends ``run_worker``; a threading.Event is one."""

    def wait(self, timeout: float) -> bool:
        """Wait for the flag, at most ``timeout`` seconds, and tell whether it is set."""
        ...


class Cancelled(Exception):
    """Somebody cancelled the job; raised out of its progress report."""


class Queue:
    """The durable queue in ``queue.db``: ids of jobs that wait."""

    def __init__(self, home: Path, do: Callable[[str], None]) -> None:
        """Open the queue; ``do`` is what a worker does with a job id."""
        self._huey = SqliteHuey("policy-studio", filename=str(home / "queue.db"), results=False, timeout=20)
        self._message = self._huey.task(name="job")(do)

    def put(self, job_id: str) -> None:
        """Say that a job waits."""
        self._message(job_id)

    def waiting(self) -> set[str]:
        """Return the ids of jobs the queue holds."""
        return {task.args[0] for task in self._huey.pending()}

    def close(self) -> None:
        """Let go of the queue's file."""
        self._huey.storage.close()

    def work_one(self) -> bool:
        """Take one job out and do it here; False when the queue is empty."""
        task = self._huey.dequeue()
        if task is None:
            return False
        self._huey.execute(task)
        return True


class Run:
    """One claimed job while it runs: reports progress now and then, and gives signs of life all the time."""

    def __init__(self, studio: "Studio", job_id: str, worker: str) -> None:
        """Watch over ``job_id``, claimed by ``worker``."""
        self._studio, self._job_id, self._worker = studio, job_id, worker
        self._written_at = 0.0
        self._stop = threading.Event()

    def __enter__(self) -> "Run":
        self._pulse = threading.Thread(target=self._keep_beating, daemon=True)
        self._pulse.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._pulse.join()

    def _keep_beating(self) -> None:
        while not self._stop.wait(HEARTBEAT):
            self._beat()

    def _beat(self, **progress) -> bool:
        with self._studio.database.writing() as connection:
            return rows.beat(connection, self._job_id, self._worker, self._studio.clock(), **progress)

    def progress(self, share: float, doing: str) -> None:
        """Report how far the job is. Generators call it often; it is written twice a second at most.

        Raises:
            Cancelled: somebody cancelled the job.
        """
        if time.monotonic() - self._written_at < PROGRESS_EVERY:
            return
        self._written_at = time.monotonic()
        if self._beat(share=max(0.0, min(1.0, share)), doing=doing[:100]):
            raise Cancelled


def perform(studio: "Studio", job_id: str) -> None:
    """Claim a job, do it, and note how it ended. A job that is over or another worker's is left alone."""
    worker = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
    with studio.database.writing() as connection:
        if not rows.claim(connection, job_id, worker, studio.clock()):
            return None
        row = rows.by_id(connection, job_id)
    doing, work = _work_of(row)
    if row.attempts > MOST_ATTEMPTS:
        error = f"{doing}时程序多次意外中断，已停止重试，请联系管理员查看日志。"
        return _finish(studio, job_id, worker, JobState.FAILED, error)
    try:
        with Run(studio, job_id, worker) as run:
            work(studio, job_id, worker, run.progress if row.attempts == 1 else _going_on(run.progress))
    except Cancelled:
        _finish(studio, job_id, worker, JobState.CANCELLED)
    except (UserError, CannotMake) as error:
        _finish(studio, job_id, worker, JobState.FAILED, str(error))
    except Exception:
        log = _log(studio.home, job_id)
        error = f"{doing}时程序出错，详情已记入日志 {log.name}，请联系管理员。"
        _finish(studio, job_id, worker, JobState.FAILED, error)


def _going_on(progress: registry.Progress) -> registry.Progress:
    """Return a report that says that the work goes on after an interruption: costly parts finished before are kept."""
    return lambda share, doing: progress(share, f"接着上次做：{doing}")


def _work_of(row: Row) -> tuple[str, Callable[["Studio", str, str, registry.Progress], None]]:
    """Return what a job is about, in words, and what does it."""
    if row.upload_id:
        return "读取文件", read
    if row.request_id:
        return "请助手改写", assist
    return f"制作{label_of(row.generator)}", make


def make(studio: "Studio", job_id: str, worker: str, progress: registry.Progress) -> None:
    """Make the product of a job from the interpretation and arrangement as they are now: produce, check, keep."""
    with studio.database.reading() as connection:
        job = rows.by_id(connection, job_id)
        inputs = studio.inputs_of(connection, products.by_id(connection, job.product_id))
        interpretation = policies.load_interpretation(connection, job.policy_id, inputs.interpretation_version)
        hands = contributors(connection, job.policy_id, job.product_id, inputs.interpretation_version) | {job.by}
    if not inputs.provenance.theme_digest:
        raise NotAllowed("所选主题已不可用，请在产品编排中另选主题。")
    if not inputs.provenance.generator_version:
        raise NotAllowed("这种解读产品的制作程序已不可用，请联系管理员。")
    theme = studio.theme(inputs.brief.theme)
    materials = {material.sha256: studio.files.get(material.sha256) for material in inputs.brief.materials}
    revision, files = registry.produce(job.generator, interpretation, inputs.brief, theme, progress, materials)
    issues = checking.check_product(interpretation, revision.segments, files)
    issues += _disagreements(studio, job.policy_id, job.product_id, interpretation, revision)
    issues += _choices_to_look_at(job.generator, interpretation, inputs.brief)
    for file in files:
        studio.files.put(file.data)
    with studio.database.writing() as connection:
        if not rows.finish(connection, job_id, worker, JobState.DONE, studio.clock()):
            return
        products.insert_revision(
            connection,
            job.product_id,
            revision,
            issues=keyed(revision, issues),
            contributors=hands | products.contributors_of(connection, job.product_id, revision.digest()),
            interpretation_version=inputs.interpretation_version,
            by=job.by,
            at=studio.clock(),
        )


def _disagreements(
    studio: "Studio", policy_id: str, product_id: str, interpretation: Interpretation, revision: Revision
) -> tuple[Issue, ...]:
    """Return where the product states a fact with another value than the policy's other products do."""
    with studio.database.reading() as connection:
        others = {
            f"{label_of(row.generator)}{row.audience}": products.load_revision(connection, row.id, row.current_revision).segments
            for row in products.of_policy(connection, policy_id)
            if row.id != product_id and row.current_revision
        }
    return checking.check_agreement(interpretation, {"": revision.segments, **others})[""]


def _choices_to_look_at(generator: str, interpretation: Interpretation, brief: Brief) -> tuple[Issue, ...]:
    """Return which of a person's choices were made for what has changed since, or is gone."""
    if not brief.overrides and not brief.hidden:
        return ()
    return briefs.arrangement_issues(brief, registry.get(generator).outline(interpretation, registry.told(brief)))


def read(studio: "Studio", job_id: str, worker: str, progress: registry.Progress) -> None:
    """Read the file of a job and make a policy of it, or leave it for its person to decide what it continues."""
    with studio.database.reading() as connection:
        job = rows.by_id(connection, job_id)
    studio.read_upload(job.upload_id, progress)
    _finish(studio, job_id, worker, JobState.DONE)


def assist(studio: "Studio", job_id: str, worker: str, progress: registry.Progress) -> None:
    """Ask the assistant for the wordings of a job's request and keep what holds."""
    with studio.database.reading() as connection:
        job = rows.by_id(connection, job_id)
    studio.draft_request(job.request_id, progress)
    _finish(studio, job_id, worker, JobState.DONE)


def keyed(revision: Revision, issues: tuple[Issue, ...]) -> dict[str, Issue]:
    """Return the issues by key; one said twice of the same segment counts once."""
    segments = {segment.id: segment for segment in revision.segments}
    return {issue_key(issue, segments.get(issue.where)): issue for issue in issues}


def contributors(connection: Transaction, policy_id: str, product_id: str, version: int) -> set[str]:
    """Return the ids of everyone with a hand in a revision made from ``version`` of the interpretation.

    They are: who saved any version up to it (uploading, editing, answering, supplementing, correcting the record), who
    arranged the product, and who set the address of the policy page that stands in it.
    """
    people = policies.editors(connection, policy_id, version) | products.brief_authors(connection, product_id)
    return people | policies.address_authors(connection, policy_id)


def _finish(studio: "Studio", job_id: str, worker: str, state: JobState, error: str = "") -> None:
    with studio.database.writing() as connection:
        rows.finish(connection, job_id, worker, state, studio.clock(), error=error)
        give_back(connection, job_id, studio.clock())


def give_back(connection: Transaction, job_id: str, at: datetime) -> None:
    """Give a product back the arrangement it had before a cancelled job brought another: what was made is then not out of date.

    Nothing happens where nothing was made before, or where somebody went on arranging since.
    """
    job = rows.by_id(connection, job_id)
    if job is None or job.product_id is None or rows.state_of(job) is not JobState.CANCELLED:
        return
    number, present = products.latest_brief(connection, job.product_id)
    if not number or not products.by_id(connection, job.product_id).current_revision:
        return
    former = products.brief_at(connection, job.product_id, number - 1)
    if products.brief_moment(connection, job.product_id, number) == job.queued_at and former not in (None, present):
        products.save_brief(connection, job.product_id, former, by=job.by, at=at)


def _log(home: Path, job_id: str) -> Path:
    """Write the present exception's trace into the logs and return the file."""
    log = home / "logs" / f"job-{job_id}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as file:
        file.write(traceback.format_exc() + "\n")
    return log


def recover(studio: "Studio") -> int:
    """Find jobs whose worker died and jobs the queue lost, hand them over again, and return how many."""
    now, found = studio.clock(), 0
    with studio.database.writing() as connection:
        for row in rows.running(connection):
            if _is_dead(row.worker) or rows.is_silent(row, now, PATIENCE):
                found += rows.put_back(connection, row)
        waiting = rows.waiting(connection)
    queued = studio.queue.waiting()
    lost = [job_id for job_id in waiting if job_id not in queued]
    for job_id in lost:
        studio.queue.put(job_id)
    return max(found, len(lost))


def _is_dead(worker: str) -> bool:
    """Tell for certain that a worker's process on this very machine is gone; False when that cannot be told."""
    host, _, rest = worker.partition(":")
    number = rest.partition(":")[0]
    if os.name != "posix" or host != socket.gethostname() or not number.isdecimal():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:  # alive, and somebody else's
        return False
    return False


def work_off(studio: "Studio") -> int:
    """Do everything queued in this process and return how many jobs were taken from the queue."""
    recover(studio)
    done = 0
    while studio.queue.work_one():
        done += 1
    return done


def run_worker(
    home: str | Path, stop: StopFlag, *, database: str | None = None, number: int = 1, most: int = 50
) -> None:
    """Do jobs as they come, in ``number`` processes of their own, until ``stop`` is set.

    A process is replaced when it dies and after ``most`` jobs, since typesetting and video leave memory behind. When
    stopped in the middle of a job, the job is begun again at the next start.
    """
    running = [_Worker(home, database, most) for _ in range(number)]
    try:
        while not stop.wait(REPLACE_EVERY):
            running = [worker if worker.is_alive() else _Worker(home, database, most) for worker in running]
    finally:
        for worker in running:
            worker.end()


class _Worker:
    """A worker process, and the pipe that tells it to end. The pipe closes by itself when this process dies."""

    def __init__(self, home: str | Path, database: str | None, most: int) -> None:
        context = multiprocessing.get_context("spawn")
        theirs, self._ours = context.Pipe(duplex=False)
        self._process = context.Process(target=_work, args=(str(home), theirs, database, most))
        self._process.start()
        theirs.close()

    def is_alive(self) -> bool:
        return self._process.is_alive()

    def end(self) -> None:
        """Let the process end; kill it when it is in the middle of a long job."""
        self._ours.close()
        self._process.join(GRACE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


def _work(home: str, pipe: Connection, database: str | None, most: int) -> None:
    """Be a worker process: do up to ``most`` jobs, until ``pipe`` is closed at the other end."""
    from studio.service import Studio

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    keeping.keep_in(KeptParts(Path(home) / "kept"))
    with Studio.open(home, database=database) as studio:
        done, recovered_at = 0, float("-inf")
        while done < most:
            if time.monotonic() - recovered_at > RECOVER_EVERY:
                recover(studio)
                recovered_at = time.monotonic()
            idle = not studio.queue.work_one()
            done += not idle
            if pipe.poll(IDLE if idle else 0):
                return
