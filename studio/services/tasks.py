"""What waits for whom (待办)."""

import json
from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import Row

from studio.reviewing import Action, Person, Product, Role, Status, refusal
from studio.reviewing.clock import interpret_by
from studio.services.core import Core
from studio.services.state import Look, look
from studio.services.values import Task
from studio.storage import policies
from studio.storage.jobs import JobState

_WAITING = ((Action.APPROVE, "review", "待审核"), (Action.SIGN_OFF, "sign_off", "待签发"), (Action.PUBLISH, "publish", "待发布"))

_RANK = ("revise", "failed", "review", "sign_off", "publish", "rebuild", "answer")
"""Of what has waited equally long, what was sent back or went wrong comes before what others wait for, open questions last."""


class Tasks(Core):
    """The part of Studio that tells people what to do next."""

    def tasks_for(self, actor: str) -> tuple[Task, ...]:
        """Return what waits for this person: reviews and sign-offs they may give, returned work, failed jobs.

        What is due first is first, and of that and of what has no day, what has waited longest.
        """
        with self.database.reading() as connection:
            person = self._actor(connection, actor)
            rows = policies.search(connection, [], archived=False)
            edited = policies.edited_by(connection, person.id) if Role.DRAFTER in person.roles else set()
            seen = look(connection)
        tasks = (task for row in rows for task in _of_policy(seen, row, person, row.id in edited))
        return tuple(sorted(tasks, key=_urgency))


def _of_policy(seen: Look, policy: Row, person: Person, drafted: bool) -> Iterator[Task]:
    published_on = json.loads(policy.summary)["published_on"]
    due = interpret_by(date.fromisoformat(published_on) if published_on else None)[0]
    saved = seen.rows.versions[policy.id]
    if drafted and saved.open:
        yield Task("answer", f"《{policy.title}》还有 {saved.open} 个问题待补充", policy.id, "", saved.at, due)
    for row in seen.rows.products.get(policy.id, ()):
        name = f"《{policy.title}》{seen.label(row.generator)}"
        for kind, text, since in _of_product(seen, row, person, drafted):
            yield Task(kind, name + text, policy.id, row.id, since, due)


def _of_product(seen: Look, row: Row, person: Person, drafted: bool) -> Iterator[tuple[str, str, datetime]]:
    state = seen.state(row)
    since = state.events[-1].at if state.events else row.updated_at
    for action, kind, text in _WAITING:
        if not refusal(state, action, person):
            yield kind, text, since
    job = seen.rows.jobs.get(row.id)
    if job is not None and job.state == JobState.FAILED.value and job.by == person.id:
        yield "failed", f"制作未完成：{job.error}", job.finished_at
    if drafted and (to_mend := _to_mend(state)):
        yield *to_mend, since


def _urgency(task: Task) -> tuple:
    return (task.due or date.max, task.since, _RANK.index(task.kind))


def _to_mend(state: Product) -> tuple[str, str] | None:
    if state.status is Status.CHANGES_REQUESTED:
        notes = [event.note for event in state.events if event.action is Action.REQUEST_CHANGES]
        return "revise", f"被退回：{notes[-1]}"
    if state.revision and not state.current and state.status is not Status.WITHDRAWN:
        return "rebuild", "制作之后有改动，需要重新制作"
    return None
