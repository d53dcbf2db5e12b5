"""The optional assistant (起草助手): asking it in the background, and deciding on each of its proposals.

A proposal a person takes (采用) stands in the interpretation as proposed and marked as a model's (``drafted``) until somebody
confirms or rewrites it; so taking a wording and answering for it are two steps, the second of which clears the mark.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Row

from generators.model import Answer, Citation, Drafted, Interpretation, KeyPoint
from generators.registry import Progress
from studio.assistant import Assistant, Kind, Outcome, Proposal, from_environment, is_installed, task_for, vet_again
from studio.errors import CannotAccept, CannotAssist, NotAllowed
from studio.interpreting import reworded
from studio.reviewing import Role
from studio.services.core import new_id
from studio.services.editing import Editing
from studio.services.policy_values import InterpretationView
from studio.services.values import Check
from studio.storage import jobs, requests
from studio.storage.jobs import JobState

KINDS = {"key_points": (Kind.STATEMENT, Kind.TITLE, Kind.NARRATION), "answers": (Kind.ANSWER,)}
_WAITING = (JobState.QUEUED.value, JobState.RUNNING.value)


@dataclass(frozen=True)
class AssistantView:
    """Whether the pages offer the assistant; ``problem`` is one sentence for the administrator when it is set up wrongly."""

    model: str = ""
    problem: str = ""

    @property
    def offered(self) -> bool:
        """Tell whether it can be asked."""
        return bool(self.model)


@dataclass(frozen=True)
class AssistanceView:
    """What the assistant was asked for on one key point or question, and what came of it.

    ``share`` 0–1 and ``doing`` tell how far it is while ``waiting``, ``error`` is one sentence when it failed. ``proposals`` are
    those nobody has decided on yet, by their number; ``dropped`` is one sentence on those not shown.
    """

    id: str
    job_id: str
    item: str
    waiting: bool
    share: float
    doing: str
    error: str
    proposals: tuple[tuple[int, Proposal], ...]
    dropped: str
    by: str


class Assisting(Editing):
    """The part of Studio about the assistant."""

    def assistant(self) -> AssistantView:
        """Tell whether the administrator has set up an assistant; nothing is connected to."""
        try:
            settings = from_environment()
        except CannotAccept as error:
            return AssistantView(problem=str(error))
        return AssistantView(model=settings.model if settings and is_installed() else "")

    def assistant_check(self) -> Check:
        """Ask the assistant something short and say for the doctor whether it answers."""
        name = "起草助手"
        try:
            settings = from_environment()
            if settings is None:
                return Check(name, True, "没有设置（可选，不影响其他功能），不会向外发送任何内容。")
            Assistant(settings).probe()
        except (CannotAccept, CannotAssist) as error:
            return Check(name, False, str(error))
        return Check(name, True, f"{settings.host} 上的 {settings.model} 可以使用。")

    def ask_assistant(self, policy_id: str, item: tuple[str, str], *, actor: str, wanted: Sequence[Kind] = ()) -> AssistanceView:
        """Ask for plain wordings of ``item``, ("key_points" | "answers", its id), in the background; ``wanted`` defaults to all.

        Raises:
            NotAllowed: no assistant is set up, the item cannot be reworded, or is being reworded already.
        """
        if not self.assistant().offered:
            raise NotAllowed("管理员没有设置起草助手，请自行撰写。")
        kinds = tuple(wanted) or KINDS[item[0]]
        place, request_id, job_id, at = "/".join(item), new_id(), new_id(), self.clock()
        with self.database.writing() as connection:
            self._actor(connection, actor, Role.DRAFTER)
            self._policy(connection, policy_id, lock=True)
            present = self._interpretation(connection, policy_id)[1]
            for kind in kinds:
                task_for(present, kind, item[1])
            for row in requests.open_of(connection, policy_id):
                if row.item == place and row.state in _WAITING:
                    raise NotAllowed("助手正在改写这一条，请稍候。")
                if row.item == place:
                    requests.change(connection, row.id, closed=True)
            requests.insert_request(
                connection, id=request_id, policy_id=policy_id, item=place, wanted=json.dumps(kinds), outcome="", closed=False, by=actor, at=at
            )
            jobs.insert_job(connection, job_id=job_id, request_id=request_id, by=actor, at=at)
            self._note(connection, actor, "assistant.ask", f"policy:{policy_id}", item=place, model=self.assistant().model)
        self._hand_over([job_id])
        with self.database.reading() as connection:
            return _view(requests.by_id(connection, request_id))

    def draft_request(self, request_id: str, progress: Progress) -> None:
        """Ask the assistant for the wordings of a request and keep what holds (done by a worker).

        Raises:
            CannotAssist, CannotAccept, NotAllowed: one sentence on why nothing came of it.
        """
        settings = from_environment()
        if settings is None:
            raise NotAllowed("管理员没有设置起草助手，请自行撰写。")
        with self.database.reading() as connection:
            row = requests.by_id(connection, request_id)
            present = self._interpretation(connection, row.policy_id)[1]
        item = row.item.partition("/")[2]
        tasks = [task_for(present, Kind(kind), item) for kind in json.loads(row.wanted)]
        outcome = Assistant(settings).propose(present.document, tasks, progress)
        kept = outcome.model_dump_json()
        with self.database.writing() as connection:
            requests.change(connection, request_id, outcome=kept)

    def assistance(self, policy_id: str) -> dict[tuple[str, str], AssistanceView]:
        """Return what the assistant is asked for in a policy and what waits for a decision, by key point or question."""
        with self.database.reading() as connection:
            rows = requests.open_of(connection, policy_id)
        return {tuple(row.item.split("/", 1)): _view(row) for row in rows if row.state != JobState.CANCELLED.value}

    def adopt_proposal(
        self, policy_id: str, request_id: str, number: int, *, actor: str, base: int | None = None
    ) -> InterpretationView:
        """Take a proposal into the interpretation: proposed, marked as drafted by the model, to be confirmed or reworded.

        Raises:
            CannotAccept: the statement or its clauses changed since, so that the proposal does not hold any more.
        """
        with self.database.reading() as connection:
            row = self._request(connection, policy_id, request_id)
        proposal = _proposal(row, number)
        kind, item = row.item.split("/", 1)

        def adopt(present: Interpretation) -> Interpretation:
            task = task_for(present, proposal.kind, item)
            try:
                vet_again(present.document, proposal, task)
            except ValueError as reason:
                raise CannotAccept(f"{reason}，这条改写不再适用，请重新请助手改写。") from None
            drafted = Drafted(field=proposal.kind.value, model=proposal.model, on=self.clock().date())
            if kind == "answers":
                return reworded(present.with_answer(_adopted(present.answer(item), proposal, drafted, actor)), item)
            point = next(point for point in present.key_points if point.id == item)
            return present.with_key_point(_adopted(point, proposal, drafted, actor))

        view = self._edit(policy_id, actor, base, (kind, item), lambda edited: f"采用助手（{proposal.model}）起草的{_NAMED[proposal.kind]}", adopt)
        self._decide(policy_id, request_id, number, actor)
        return view

    def decline_proposal(self, policy_id: str, request_id: str, number: int, *, actor: str) -> None:
        """Leave a proposal unused; the present wording stays."""
        self._decide(policy_id, request_id, number, actor)

    def close_assistance(self, policy_id: str, request_id: str, *, actor: str) -> None:
        """Put a request aside with all that came of it; when it is still being worked on, that stops."""
        with self.database.writing() as connection:
            self._actor(connection, actor, Role.DRAFTER)
            row = self._request(connection, policy_id, request_id)
            jobs.cancel(connection, row.job_id, self.clock())
            requests.change(connection, request_id, closed=True)

    def _decide(self, policy_id: str, request_id: str, number: int, actor: str) -> None:
        """Note that a person has decided on a proposal; with the last one the request is closed."""
        with self.database.writing() as connection:
            self._actor(connection, actor, Role.DRAFTER)
            row = self._request(connection, policy_id, request_id)
            content = json.loads(row.outcome) if row.outcome else {}
            decided = {*content.get("decided", ()), number}
            closed = decided >= set(range(len(content.get("proposals", ()))))
            requests.change(connection, request_id, outcome=json.dumps(content | {"decided": sorted(decided)}, ensure_ascii=False), closed=closed)

    def _request(self, connection: Connection, policy_id: str, request_id: str) -> Row:
        row = requests.by_id(connection, request_id)
        if row is None or row.policy_id != policy_id or row.closed:
            raise NotAllowed("这次改写已经处理过了，请刷新页面。")
        return row


_NAMED = {Kind.STATEMENT: "要点表述", Kind.TITLE: "小标题", Kind.NARRATION: "口播稿", Kind.ANSWER: "答复"}


def _adopted(statement: KeyPoint | Answer, proposal: Proposal, drafted: Drafted, actor: str) -> KeyPoint | Answer:
    """Return the statement with the proposed wording. Its quotes join the citations where these do not hold them already."""
    field = proposal.kind.value
    more = tuple(citation for citation in proposal.citations if not _within(citation, statement.citations))
    changes = {field: proposal.text, "citations": (*statement.citations, *more)}
    others = statement.drafts_besides(field)
    if isinstance(statement, Answer):
        changes["reason"] = ""
    return statement.replace(**changes, drafted=(*others, drafted), state="proposed", by=actor)


def _within(citation: Citation, others: tuple[Citation, ...]) -> bool:
    return any(other.ref == citation.ref and other.start <= citation.start and citation.end <= other.end for other in others)


def _outcome(row: Row) -> tuple[Outcome, set[int]]:
    content = json.loads(row.outcome) if row.outcome else {}
    decided = set(content.pop("decided", ()))
    return Outcome.model_validate(content), decided


def _proposal(row: Row, number: int) -> Proposal:
    outcome, decided = _outcome(row)
    if number in decided or not 0 <= number < len(outcome.proposals):
        raise NotAllowed("这条改写已经处理过了，请刷新页面。")
    return outcome.proposals[number]


def _view(row: Row) -> AssistanceView:
    outcome, decided = _outcome(row)
    return AssistanceView(
        id=row.id,
        job_id=row.job_id,
        item=row.item,
        waiting=row.state in _WAITING,
        share=row.share,
        doing=row.doing,
        error=row.error,
        proposals=tuple((number, proposal) for number, proposal in enumerate(outcome.proposals) if number not in decided),
        dropped=outcome.sentence,
        by=row.by,
    )
