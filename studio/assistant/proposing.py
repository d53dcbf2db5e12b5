"""Asking for wordings and keeping those that hold."""

import json
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources

from generators.model import PolicyDocument, Value
from studio.assistant.connection import Connection, Progress
from studio.assistant.replies import Reply, Unreadable, parse
from studio.assistant.settings import Settings, is_installed
from studio.assistant.tasks import Kind, Task
from studio.assistant.vetting import Dropped, Proposal, vet
from studio.errors import CannotAssist

LONGEST_ECHO = 2000
"""Characters of an unusable answer the model is shown again when asked to repair it."""

_NAMES = {Kind.STATEMENT: "要点改写", Kind.TITLE: "小标题", Kind.NARRATION: "口播稿", Kind.ANSWER: "答复改写"}


class Outcome(Value):
    """What came of a request: the proposals that held, and why each of the others was dropped."""

    proposals: tuple[Proposal, ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """Return what to tell the clerk about the proposals that are not shown; empty when all held."""
        if not self.dropped:
            return ""
        kept = f"，其余 {len(self.proposals)} 条可供选用" if self.proposals else "，现有表述保持不变"
        return f"助手起草的内容有 {len(self.dropped)} 条没有通过核对，未予显示（{'；'.join(self.dropped)}）{kept}。"


class Assistant:
    """The model at the administrator's address."""

    def __init__(self, settings: Settings) -> None:
        """Prepare to ask; nothing is sent yet."""
        self._settings = settings

    def propose(self, document: PolicyDocument, tasks: Iterable[Task], progress: Progress) -> Outcome:
        """Ask for every wording of ``tasks`` and vet each answer.

        Raises:
            CannotAssist: the library is missing, or the server did not answer usably.
        """
        tasks = tuple(tasks)
        proposals: list[Proposal] = []
        dropped: list[str] = []
        with self._connection() as connection:
            for number, task in enumerate(tasks):
                begun = number / len(tasks)
                reply = self._reply(
                    connection, document, task, lambda share, doing, begun=begun: progress(begun + share / len(tasks), doing)
                )
                try:
                    if reply is None:
                        raise Dropped("两次回答都不是约定的格式")
                    proposals.append(vet(document, task, reply, self._settings.model))
                except Dropped as reason:
                    dropped.append(f"{_NAMES[task.kind]}：{reason}")
        return Outcome(proposals=tuple(proposals), dropped=tuple(dropped))

    def probe(self) -> None:
        """Ask something short that holds nothing of a policy, to see whether the assistant answers.

        Raises:
            CannotAssist: it does not; the sentence says why.
        """
        with self._connection() as connection:
            connection.ask([{"role": "user", "content": _prompts()["probe"]}], lambda share, doing: None, most_tokens=400)

    def _connection(self) -> Connection:
        if not is_installed():
            raise CannotAssist("没有安装起草助手所需的组件，请管理员用 pip install policy-studio[llm] 安装。")
        return Connection(self._settings)

    def _reply(self, connection: Connection, document: PolicyDocument, task: Task, progress: Progress) -> Reply | None:
        """Return the answer of the shape agreed, asked for once more when it is not; None when that does not help."""
        messages = messages_for(document, task)
        progress(0.0, "正在请助手改写")
        raw = connection.ask(messages, progress)
        try:
            return parse(raw)
        except Unreadable as reason:
            repair = _prompts()["repair"].replace("{reason}", str(reason))
            messages += [{"role": "assistant", "content": raw[:LONGEST_ECHO]}, {"role": "user", "content": repair}]
        try:
            return parse(connection.ask(messages, progress))
        except Unreadable:
            return None


def messages_for(document: PolicyDocument, task: Task) -> list[dict[str, str]]:
    """Return the question: rules, what is wanted, and the material as one JSON value, in which nothing can end the data."""
    prompts = _prompts()
    clauses = [
        {"ref": ref, "名称": document.address(ref), "所在标题": [above.heading for above in document.ancestors(ref) if above.heading]}
        | {"原文": document.clause(ref).text, "所依据的词句": [citation.quote for citation in task.citations if citation.ref == ref]}
        for ref in task.refs
    ]
    about = {"问题" if task.kind is Kind.ANSWER else "要点": task.about} if task.about else {}
    present = {"现有表述": task.present} if task.present else {}
    material = json.dumps({**about, **present, "条款": clauses}, ensure_ascii=False)
    ask = prompts["ask"][task.kind.value].replace("{most}", str(task.most))
    return [
        {"role": "system", "content": prompts["system"].strip()},
        {"role": "user", "content": f"{ask}\n{prompts['data']}{material}"},
    ]


@cache
def _prompts() -> dict:
    return tomllib.loads(resources.files("studio.assistant").joinpath("prompts.toml").read_text(encoding="utf-8"))
