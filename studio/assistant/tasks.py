"""What the assistant may be asked for, and the clauses it is given to work on."""

from enum import StrEnum

from generators.model import Answer, Citation, Interpretation, KeyPoint, Value
from studio.errors import NotAllowed

LONGEST_TITLE = 14
LONGEST_NARRATION = 120
LONGEST_CLAUSES = 6000
"""Characters of clauses handed over; a statement resting on more is a person's to word."""


class Kind(StrEnum):
    """A wording the assistant can propose; the value is the field of the key point or answer it is for."""

    STATEMENT = "statement"
    TITLE = "title"
    NARRATION = "narration"
    ANSWER = "text"


class Task(Value):
    """One wording wanted: the present one, what it belongs to, and the words of which clauses it rests on.

    ``about`` is the question of an answer, the statement of a title or narration. ``most`` counts characters.
    """

    kind: Kind
    present: str
    about: str = ""
    citations: tuple[Citation, ...]
    most: int

    @property
    def refs(self) -> tuple[str, ...]:
        """Return the clauses handed over, each once."""
        return tuple(dict.fromkeys(citation.ref for citation in self.citations))


def task_for(interpretation: Interpretation, kind: Kind, item: str) -> Task:
    """Return the task of rewording the key point or, for ``Kind.ANSWER``, the answer ``item``.

    Raises:
        NotAllowed: there is nothing to reword, nothing to quote, or the policy bears a secrecy mark.
    """
    if interpretation.document.secrecy:
        raise NotAllowed("这份文件标有密级，不能交给起草助手，请自行撰写。")
    statement = _answer(interpretation, item) if kind is Kind.ANSWER else _point(interpretation, item)
    if statement.stale:
        raise NotAllowed("这一条因原文变化需要复核，请先核对，再请助手改写。")
    cited = statement.citations
    if not cited or statement.supplements:
        raise NotAllowed("助手只能根据原文条款改写，部门说明请由说明人自己撰写。")
    if sum(len(interpretation.document.clause(ref).text) for ref in {citation.ref for citation in cited}) > LONGEST_CLAUSES:
        raise NotAllowed("这一条所依据的条款太长，请先缩小依据范围，再请助手改写。")
    if isinstance(statement, Answer):
        question = interpretation.question(item).text
        return Task(kind=kind, present=statement.text, about=question, citations=cited, most=max(160, min(400, len(statement.text) + 60)))
    if kind is Kind.STATEMENT:
        most = max(60, min(300, round(1.2 * len(statement.statement))))
        return Task(kind=kind, present=statement.statement, citations=cited, most=most)
    if kind is Kind.TITLE:
        return Task(kind=kind, present=statement.title, about=statement.statement, citations=cited, most=LONGEST_TITLE)
    return Task(kind=kind, present=statement.narration, about=statement.statement, citations=cited, most=LONGEST_NARRATION)


def _point(interpretation: Interpretation, item: str) -> KeyPoint:
    for point in interpretation.live_key_points():
        if point.id == item:
            return point
    for point in interpretation.key_points:
        if point.id == item and point.state != "rejected":
            return point
    raise NotAllowed("没有这个要点，或者已不采用，请刷新页面。")


def _answer(interpretation: Interpretation, item: str) -> Answer:
    answer = interpretation.answer(item)
    if not answer.text or answer.state in ("rejected", "not_applicable"):
        raise NotAllowed("这个问题还没有可以改写的答复，请先作答。")
    return answer
