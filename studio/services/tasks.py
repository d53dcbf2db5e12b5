"""What waits for whom (待办)."""

import json
from datetime import date

from sqlalchemy import Connection, Row

from studio.reviewing import Action, Person, Product, Role, Status, refusal
from studio.reviewing.clock import interpret_by
from studio.services.state import ProductState, label_of
from studio.services.values import Task
from studio.storage import jobs as job_rows
from studio.storage import policies, products
from studio.storage.jobs import JobState

_WAITING = ((Action.APPROVE, "review", "待审核"), (Action.SIGN_OFF, "sign_off", "待签发"), (Action.PUBLISH, "publish", "待发布"))


_RANK = ("revise", "failed", "review", "sign_off", "publish", "rebuild", "answer")
"""What was sent back or went wrong comes before what others wait for, open questions last."""


class Tasks(ProductState):
    """The part of Studio that tells people what to do next."""

    def tasks_for(self, actor: str) -> tuple[Task, ...]:
        """Return what waits for this person: reviews and sign-offs they may give, returned work, failed jobs; most urgent first."""
        with self.database.reading() as connection:
            person = self._actor(connection, actor)
            found: list[Task] = []
            for policy in policies.search(connection, [], archived=False):
                found += self._of_policy(connection, policy, person)
        return tuple(sorted(found, key=_urgency))

    def _of_policy(self, connection: Connection, policy: Row, person: Person) -> list[Task]:
        published_on = json.loads(policy.summary)["published_on"]
        due = interpret_by(date.fromisoformat(published_on) if published_on else None)[0]
        saved = policies.saved_version(connection, policy.id, policies.latest_version(connection, policy.id))
        found = []
        drafted = Role.DRAFTER in person.roles and person.id in policies.editors(connection, policy.id, saved.version)
        if drafted and saved.open:
            text = f"《{policy.title}》还有 {saved.open} 个问题待补充"
            found.append(Task("answer", text, policy.id, "", saved.at, due))
        for row in products.of_policy(connection, policy.id):
            found += self._of_product(connection, policy, row, person, drafted, due)
        return found

    def _of_product(
        self, connection: Connection, policy: Row, row: Row, person: Person, drafted: bool, due: date | None
    ) -> list[Task]:
        state = self._state(connection, row)
        name = f"《{policy.title}》{label_of(row.generator)}"
        since = state.events[-1].at if state.events else row.updated_at
        found = [
            Task(kind, f"{name}{text}", policy.id, row.id, since, due)
            for action, kind, text in _WAITING
            if not refusal(state, action, person)
        ]
        job = job_rows.latest_for(connection, row.id)
        if job is not None and job.state == JobState.FAILED.value and job.by == person.id:
            found.append(Task("failed", f"{name}制作未完成：{job.error}", policy.id, row.id, job.finished_at, due))
        if drafted:
            found += [Task(kind, f"{name}{text}", policy.id, row.id, since, due) for kind, text in _to_mend(state)]
        return found


def _urgency(task: Task) -> tuple:
    return (task.due or date.max, _RANK.index(task.kind), task.since)


def _to_mend(state: Product) -> list[tuple[str, str]]:
    if state.status is Status.CHANGES_REQUESTED:
        notes = [event.note for event in state.events if event.action is Action.REQUEST_CHANGES]
        return [("revise", f"被退回：{notes[-1]}")]
    if state.revision and not state.current and state.status is not Status.WITHDRAWN:
        return [("rebuild", "制作之后有改动，需要重新制作")]
    return []
