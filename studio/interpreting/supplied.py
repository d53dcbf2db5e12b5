"""Answers supplied in a file (--answers): what a person would otherwise enter in the app, checked for its shape."""

from typing import Any

from pydantic import Field, ValidationError

from generators.model import Answer, Citation, Interpretation, Supplement
from generators.model.base import Value
from studio.errors import CannotAccept
from studio.interpreting.asking import question, reworded
from studio.interpreting.bank import bank


class GivenSupplement(Value):
    """What the department adds from its own knowledge, with the person who says it and the basis."""

    question: str = ""
    text: str = Field(min_length=1)
    author: str = Field(min_length=1)
    post: str = ""
    basis: str = Field(min_length=1)


class GivenAnswer(Value):
    """A person's own wording of an answer; ``refs`` are the clauses it rests on, empty: those of the proposed answer."""

    question: str
    text: str = Field(min_length=1)
    refs: tuple[str, ...] = ()


class Given(Value):
    """The whole file."""

    interpreter: str = ""
    spokesperson: str = ""
    contact: str = ""
    accept_all: bool = False
    supplements: tuple[GivenSupplement, ...] = ()
    answers: tuple[GivenAnswer, ...] = ()


def apply_answers(interpretation: Interpretation, answers: Any) -> Interpretation:
    """Return the interpretation with the supplied answers, supplements and acceptances entered.

    Raises:
        CannotAccept: the shape is wrong, a question or clause is unknown, or an answer has no basis.
    """
    given = _given(answers)
    named = {name: value for name in ("interpreter", "spokesperson", "contact") if (value := getattr(given, name))}
    if named:
        interpretation = interpretation.replace(**named)
    if given.accept_all:
        interpretation = accept_all(interpretation, given.interpreter)
    for answer in given.answers:
        interpretation = _with_answer(interpretation, answer, given.interpreter)
    for number, supplement in enumerate(given.supplements, 1):
        interpretation = _with_supplement(interpretation, supplement, number)
    return reworded(interpretation)


def accept_all(interpretation: Interpretation, by: str = "") -> Interpretation:
    """Return the interpretation with every proposed key point and answer accepted."""
    points = tuple(
        point.replace(state="accepted", by=by) if point.state == "proposed" else point
        for point in interpretation.key_points
    )
    answers = tuple(
        answer.replace(state="accepted", by=by) if answer.state == "proposed" else answer
        for answer in interpretation.answers
    )
    return interpretation.replace(key_points=points, answers=answers)


def _given(answers: Any) -> Given:
    if not isinstance(answers, dict):
        raise CannotAccept("答复文件的最外层应当是一个 JSON 对象，请按说明中的格式填写。")
    try:
        return Given.model_validate(answers)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
        what = {"extra_forbidden": "不是认识的字段", "missing": "没有填写", "string_too_short": "不能为空"}.get(
            first["type"], "的类型不对"
        )
        raise CannotAccept(f"答复文件中的 {place} {what}，请按说明中的格式修改后重试。") from error


def _asked(interpretation: Interpretation, question_id: str) -> Interpretation:
    """Return the interpretation with the question among those asked; a question of the bank is added when it was not."""
    if any(asked.id == question_id for asked in interpretation.questions):
        return interpretation
    for entry in bank():
        if entry.id == question_id:
            return interpretation.with_question(question(entry, interpretation.document))
    known = "、".join(asked.id for asked in interpretation.questions)
    raise CannotAccept(f"答复文件中的问题 {question_id[:40]} 不存在，可用的问题有：{known}。")


def _with_answer(interpretation: Interpretation, given: GivenAnswer, by: str) -> Interpretation:
    interpretation = _asked(interpretation, given.question)
    document = interpretation.document
    if unknown := [ref for ref in given.refs if not document.has(ref)]:
        raise CannotAccept(f"问题 {given.question} 的依据条款 {unknown[0][:60]} 在文件中不存在，请核对条款地址。")
    citations = tuple(Citation.of(document.clause(ref)) for ref in dict.fromkeys(given.refs))
    citations = citations or interpretation.answer(given.question).citations
    if not citations:
        raise CannotAccept(
            f"问题 {given.question} 的答复没有依据条款，请在 refs 中写明，或者改为部门说明（supplements）。"
        )
    answer = Answer(question=given.question, text=given.text, state="edited", citations=citations, by=by)
    return interpretation.with_answer(answer)


def _with_supplement(interpretation: Interpretation, given: GivenSupplement, number: int) -> Interpretation:
    taken = {supplement.id for supplement in interpretation.supplements}
    name = next(
        f"supplement_{index}" for index in range(number, number + len(taken) + 1) if f"supplement_{index}" not in taken
    )
    supplement = Supplement(id=name, text=given.text, author=given.author, post=given.post, basis=given.basis)
    interpretation = interpretation.with_supplement(supplement)
    if not given.question:
        return interpretation
    interpretation = _asked(interpretation, given.question)
    before = interpretation.answer(given.question)
    supplements = (*before.supplements, name) if before.state == "supplemented" else (name,)
    text = f"{before.text}\n{given.text}" if before.state == "supplemented" else given.text
    citations = before.citations if before.state == "supplemented" else ()
    answer = Answer(
        question=given.question,
        text=text,
        state="supplemented",
        supplements=supplements,
        citations=citations,
        by=given.author,
    )
    return interpretation.with_answer(answer)
