"""The interpretation (解读稿): the one thing people edit. Every statement in it rests on a clause or a named person."""

from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator

from generators.model.base import Value
from generators.model.policy import Clause, PolicyDocument


class UnsupportedStatement(ValueError):
    """A statement rests on nothing, or on words the cited clause does not contain."""


class Element(StrEnum):
    """What an interpretation must cover. The first nine are the elements (解读要素) of 国办发〔2016〕80号 practice."""

    BACKGROUND = "background"
    OBJECTIVES = "objectives"
    CONTENT = "content"
    SCOPE = "scope"
    STANDARDS = "standards"
    NOTES = "notes"
    TERMS = "terms"
    BENEFITS = "benefits"
    CHANGES = "changes"
    PROCEDURE = "procedure"
    DATES = "dates"
    RESPONSIBILITY = "responsibility"
    CONTACT = "contact"
    RATIONALE = "rationale"


NINE_ELEMENTS = tuple(Element)[:9]


class Audience(Value):
    """A group the policy concerns (适用对象), for instance 企业 or 高校毕业生."""

    id: str
    label: str


class Citation(Value):
    """The exact words a statement rests on: ``quote`` stands in the text of clause ``ref`` at ``[start:end]``."""

    ref: str
    quote: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int

    @model_validator(mode="after")
    def _span_fits_quote(self) -> "Citation":
        if self.end - self.start != len(self.quote):
            raise ValueError("the span and the quote differ in length")
        return self

    @classmethod
    def of(cls, clause: Clause, quote: str | None = None, *, start: int = 0) -> "Citation":
        """Cite ``quote`` (or the whole text) of ``clause``, searching from ``start``.

        Raises:
            UnsupportedStatement: the clause does not contain these words.
        """
        words = clause.text if quote is None else quote
        at = clause.text.find(words, start)
        if at < 0 or not words:
            raise UnsupportedStatement(f"{clause.ref} 中没有“{words}”")
        return cls(ref=clause.ref, quote=words, start=at, end=at + len(words))

    def holds_in(self, document: PolicyDocument) -> bool:
        """Tell whether the quote still stands at its span."""
        return document.has(self.ref) and document.clause(self.ref).text[self.start : self.end] == self.quote


class Supplement(Value):
    """What the department adds from its own knowledge (部门说明): attributed to a person, never checked as the source's."""

    id: str
    text: str = Field(min_length=1)
    author: str = Field(min_length=1)
    post: str = ""
    basis: str = Field(min_length=1)
    stated_on: date | None = None


class Fact(Value):
    """A checkable fact at its span: ``value`` is normalised (decimal string, ISO date, name); ``comparator`` as written.

    ``comparator`` is one of ``=``, ``<=``, ``>=``, ``<``, ``>``, ``~`` (左右); ``kind`` one of money, ratio, date, duration,
    count, phone, document, organisation, age, formula, condition, exclusion, other.

    ``per`` is what an amount is for each of (``人·月``); ``polarity`` that of the verb that governs it (forbid, exempt, permit,
    oblige); ``subject`` for whom or for what it is, in the words of the clause, its heading or its table's row and column;
    ``scope`` what bounds it (每人每月, 一次性, a condition of its sentence); ``role`` what an organisation does (牵头, 配合,
    负责解释). Each is empty where the text does not say.
    """

    kind: str
    value: str
    unit: str = ""
    comparator: Literal["=", "<=", ">=", "<", ">", "~"] = "="
    text: str
    ref: str
    start: int
    end: int
    per: str = ""
    polarity: Literal["", "forbid", "exempt", "permit", "oblige"] = ""
    subject: str = ""
    scope: str = ""
    role: str = ""


class Drafted(Value):
    """That a language model drafted a wording (AI 起草): which field of the statement, by which model, on which day.

    It stands until a person rewrites that wording or confirms it; as long as it does, every product that uses the wording
    carries the labels GB 45438-2025 asks for.
    """

    field: Literal["statement", "title", "narration", "text"]
    model: str = Field(min_length=1)
    on: date


class Support(Value):
    """What a statement rests on. At least one citation or one supplement: an unsupported statement cannot exist.

    ``stale`` says in one Chinese sentence why the statement must be looked at again: a clause it cites was changed or
    taken out by a newer version of the source. Its citations may then be those of the former version. No product uses it
    until a person has confirmed or reworded it.
    """

    citations: tuple[Citation, ...] = ()
    supplements: tuple[str, ...] = Field(default=(), description="ids of supplements")
    stale: str = ""
    drafted: tuple[Drafted, ...] = Field(default=(), exclude_if=lambda value: not value)

    def is_empty(self) -> bool:
        """Tell whether nothing supports the statement."""
        return not self.citations and not self.supplements

    def drafts_besides(self, *fields: str) -> tuple[Drafted, ...]:
        """Return what remains drafted by a model when a person has put their own words into ``fields``."""
        return tuple(item for item in self.drafted if item.field not in fields)


class KeyPoint(Support):
    """One statement under one element (要点). ``title`` ≤ 14 characters names it; ``audience`` is an Audience id or empty.

    ``narration`` is what the video says instead of the statement (口播稿); empty: the statement as it is spoken.
    """

    id: str
    element: Element
    title: str = ""
    statement: str = Field(min_length=1)
    narration: str = Field(default="", exclude_if=lambda value: not value)
    audience: str = ""
    state: Literal["proposed", "accepted", "edited", "rejected"] = "proposed"
    by: str = ""

    @model_validator(mode="after")
    def _is_supported(self) -> "KeyPoint":
        if self.is_empty():
            raise UnsupportedStatement(f"要点“{self.statement[:20]}”没有依据条款，也没有部门说明")
        return self


class Question(Value):
    """A question of the bank or one a person added. ``why`` says to the clerk why it is asked; ``rule`` names the source."""

    id: str
    element: Element
    text: str = Field(min_length=1)
    why: str = ""
    rule: str = ""
    required: bool = False


AnswerState = Literal["pending", "proposed", "accepted", "edited", "rejected", "supplemented", "not_applicable"]


class Answer(Support):
    """The answer (答复) to a question. ``pending`` (待补充) has no text; every other text has support."""

    question: str
    text: str = ""
    state: AnswerState = "pending"
    reason: str = Field(default="", description="why it was rejected or does not apply")
    by: str = ""

    @model_validator(mode="after")
    def _is_supported(self) -> "Answer":
        if self.text and self.is_empty():
            raise UnsupportedStatement(f"答复“{self.text[:20]}”没有依据条款，也没有部门说明")
        if self.state in ("proposed", "accepted", "edited", "supplemented") and not self.text:
            raise ValueError("an answer in this state needs a text")
        return self

    @property
    def is_settled(self) -> bool:
        """Tell whether a person has dealt with the question and nothing it rests on was changed since."""
        return not self.stale and self.state in ("accepted", "edited", "supplemented", "not_applicable")


class Difference(Value):
    """A difference from the previous version (新旧差异); the old text is kept, since the old file is not part of the record."""

    kind: Literal["added", "removed", "changed", "moved"]
    old_ref: str | None = None
    new_ref: str | None = None
    old_label: str = ""
    new_label: str = ""
    old_text: str = ""
    new_text: str = ""


class Coverage(Value):
    """How far one element is filled: number of live key points, questions settled and questions open (待补充)."""

    element: Element
    key_points: int
    settled: int
    open: int


class Interpretation(Value):
    """A document with its facts, key points, questions, answers, supplements and differences from the old version.

    Raises:
        UnsupportedStatement: a citation's quote does not stand at its span, or a supplement is missing.
    """

    document: PolicyDocument
    facts: tuple[Fact, ...] = ()
    key_points: tuple[KeyPoint, ...] = ()
    questions: tuple[Question, ...] = ()
    answers: tuple[Answer, ...] = ()
    supplements: tuple[Supplement, ...] = ()
    differences: tuple[Difference, ...] = ()
    audiences: tuple[Audience, ...] = ()
    old_title: str = ""
    interpreter: str = Field(default="", description="解读机构 as it is to appear on every product")
    spokesperson: str = Field(default="", description="解读人, with the post, as it is to appear", exclude_if=lambda value: not value)
    contact: str = Field(default="", description="咨询电话 as it is to appear; empty: taken from the key points")

    @model_validator(mode="after")
    def _every_statement_holds(self) -> "Interpretation":
        supplements = {supplement.id for supplement in self.supplements}
        for statement in (*self.key_points, *self.answers):
            for citation in () if statement.stale else statement.citations:
                if not citation.holds_in(self.document):
                    raise UnsupportedStatement(f"引文“{citation.quote[:20]}”与条款 {citation.ref} 的原文不符")
            missing = set(statement.supplements) - supplements
            if missing:
                raise UnsupportedStatement(f"部门说明 {'、'.join(sorted(missing))} 不存在")
        questions = {question.id for question in self.questions}
        if strangers := [answer.question for answer in self.answers if answer.question not in questions]:
            raise ValueError(f"answers to unknown questions: {strangers}")
        return self

    @cached_property
    def _answers_by_question(self) -> dict[str, Answer]:
        return {answer.question: answer for answer in self.answers}

    def live_key_points(self, element: Element | None = None) -> tuple[KeyPoint, ...]:
        """Return the key points neither rejected, stale nor in doubt, in order, of one element or all."""
        return tuple(
            point
            for point in self.key_points
            if point.state != "rejected" and not point.stale and element in (None, point.element) and not self.in_doubt(point)
        )

    def in_doubt(self, statement: KeyPoint | Answer) -> bool:
        """Tell whether a proposal repeats what the source cannot mean (7月31月); what a person settled is not asked again."""
        words = statement.statement if isinstance(statement, KeyPoint) else statement.text
        return statement.state == "proposed" and self.document.doubts(words)

    def question(self, question_id: str) -> Question:
        """Return the question with this id; KeyError when there is none."""
        return {question.id: question for question in self.questions}[question_id]

    def answer(self, question_id: str) -> Answer:
        """Return the answer to a question; a pending one when nobody has answered."""
        return self._answers_by_question.get(question_id) or Answer(question=question_id)

    def live_answer(self, question_id: str) -> Answer:
        """Return the answer as products may use it: a pending one in place of one that is stale or in doubt."""
        answer = self.answer(question_id)
        return Answer(question=question_id) if answer.stale or self.in_doubt(answer) else answer

    def stale_statements(self) -> tuple[KeyPoint | Answer, ...]:
        """Return the key points and answers that wait to be looked at again after a change of the source."""
        return tuple(
            statement for statement in (*self.key_points, *self.answers) if statement.stale and statement.state != "rejected"
        )

    def supplement(self, supplement_id: str) -> Supplement:
        """Return the supplement with this id; KeyError when there is none."""
        return {supplement.id: supplement for supplement in self.supplements}[supplement_id]

    def with_key_point(self, point: KeyPoint) -> "Interpretation":
        """Return the interpretation with ``point`` replaced by its id, or added at the end."""
        return self.replace(key_points=_put(self.key_points, point, "id"))

    def with_answer(self, answer: Answer) -> "Interpretation":
        """Return the interpretation with the answer to ``answer.question`` replaced."""
        return self.replace(answers=_put(self.answers, answer, "question"))

    def with_supplement(self, supplement: Supplement) -> "Interpretation":
        """Return the interpretation with ``supplement`` replaced by its id, or added."""
        return self.replace(supplements=_put(self.supplements, supplement, "id"))

    def with_question(self, question: Question) -> "Interpretation":
        """Return the interpretation with ``question`` replaced by its id, or added at the end."""
        return self.replace(questions=_put(self.questions, question, "id"))

    def coverage(self) -> tuple[Coverage, ...]:
        """Return how far each element is filled, in the order of Element."""
        rows = []
        for element in Element:
            answers = [self.answer(question.id) for question in self.questions if question.element is element]
            settled = sum(answer.is_settled for answer in answers)
            points = len(self.live_key_points(element))
            rows.append(Coverage(element=element, key_points=points, settled=settled, open=len(answers) - settled))
        return tuple(rows)


def _put(existing: tuple, new, key: str) -> tuple:
    name = getattr(new, key)
    if any(getattr(item, key) == name for item in existing):
        return tuple(new if getattr(item, key) == name else item for item in existing)
    return (*existing, new)
