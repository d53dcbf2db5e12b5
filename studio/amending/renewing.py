"""An interpretation renewed for a newer version of its source: what rests on unchanged words stays, the rest is stale."""

from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher

from generators.model import Answer, Citation, Interpretation, KeyPoint, PolicyDocument, UnsupportedStatement
from studio.amending.moves import Moves, Piece, moved, moved_ref
from studio.interpreting import reworded
from studio.interpreting.comparing import align

TOUCHED = ("accepted", "edited", "rejected", "supplemented", "not_applicable")
"""States a person gave; what is only proposed is proposed anew from the new version."""


@dataclass(frozen=True)
class _Renewal:
    """How the clauses of the former version continue: moved unchanged, changed into another clause, or gone."""

    former: PolicyDocument
    document: PolicyDocument
    moves: Moves
    changed: dict[str, str]


def renewed(present: Interpretation, fresh: Interpretation) -> Interpretation:
    """Return what becomes of ``present`` with the newer version that ``fresh``, a draft made with the former one, reads.

    Everything a person accepted or wrote is kept, with its citations on the clause's new place; where a clause it rests on
    was changed or dropped, it is stale and cites the changed clause, if there is one. Proposals nobody touched give way to
    the new ones.
    """
    renewal = _compared(present.document, fresh.document)
    points = [_continued(point, renewal) for point in present.key_points if point.state in TOUCHED]
    kept = {(point.element, point.statement) for point in points}
    points += _named([point for point in fresh.key_points if (point.element, point.statement) not in kept], present, renewal)
    answered = {answer.question: answer for answer in present.answers if answer.state in TOUCHED}
    asked = {question.id for question in fresh.questions}
    own = tuple(question for question in present.questions if question.id not in asked and question.id in answered)
    answers = tuple(
        _continued(answered[answer.question], renewal) if answer.question in answered else answer for answer in fresh.answers
    )
    answers += tuple(
        _continued(answer, renewal)
        for name, answer in answered.items()
        if name not in {item.question for item in fresh.answers}
    )
    continued = fresh.replace(
        key_points=tuple(points),
        questions=(*fresh.questions, *own),
        answers=answers,
        supplements=present.supplements,
        audiences=_merged(fresh.audiences, present.audiences),
        interpreter=present.interpreter or fresh.interpreter,
        spokesperson=present.spokesperson,
        contact=present.contact,
    )
    return reworded(continued)


def _named(fresh: list[KeyPoint], present: Interpretation, renewal: _Renewal) -> list[KeyPoint]:
    """Return proposals under the id of the former proposal each continues, so that choices made for it stay its own.

    One continues the other when it says the same, or else when it is the same element's on the clause that took the place of the
    former one's. An id whose proposal is gone is not given to another.
    """
    before = [point for point in present.key_points if point.state not in TOUCHED]
    names: dict[int, str] = {}
    for same in (_says_the_same, _stands_on(renewal)):
        for number, point in enumerate(fresh):
            if number not in names:
                alike = [item for item in before if same(item, point)]
                if alike:
                    former = max(alike, key=lambda item: SequenceMatcher(None, item.statement, point.statement, autojunk=False).ratio())
                    names[number] = former.id
                    before.remove(former)
    taken = {point.id for point in present.key_points}
    named = []
    for number, point in enumerate(fresh):
        name = names.get(number) or free(point.id, taken)
        taken.add(name)
        named.append(point.replace(id=name))
    return named


def _says_the_same(former: KeyPoint, fresh: KeyPoint) -> bool:
    return (former.element, former.statement) == (fresh.element, fresh.statement)


def _stands_on(renewal: _Renewal) -> Callable[[KeyPoint, KeyPoint], bool]:
    """Return what tells whether a proposal is the same element's on the clause a former one stood on."""

    def tells(former: KeyPoint, fresh: KeyPoint) -> bool:
        if former.element is not fresh.element or not former.citations or not fresh.citations:
            return False
        ref = former.citations[0].ref
        return (renewal.changed.get(ref) or moved_ref(ref, renewal.moves)) == fresh.citations[0].ref

    return tells


def _compared(former: PolicyDocument, document: PolicyDocument) -> _Renewal:
    old, new = list(former.clauses), list(document.clauses)
    # Clauses with the same words at the same address are the same; only the others need aligning.
    same = {clause.ref for clause in new if former.has(clause.ref) and former.clause(clause.ref).text == clause.text}
    moves: Moves = {}
    changed: dict[str, str] = {}
    new_left = [clause for clause in new if clause.ref not in same]
    old_left = [clause for clause in old if clause.ref not in same]
    continued = {old_left[before].ref: new_left[after] for after, before in align(new_left, old_left).items()}
    for clause in old_left:
        after = continued.get(clause.ref)
        if after is not None and after.text == clause.text:
            moves[clause.ref] = (Piece(0, len(clause.text), after.ref, 0, len(clause.text)),)
        else:
            moves[clause.ref] = ()
            if after is not None:
                changed[clause.ref] = after.ref
    return _Renewal(former, document, moves, changed)


def _continued(statement: KeyPoint | Answer, renewal: _Renewal) -> KeyPoint | Answer:
    if statement.stale or statement.state == "rejected" and not statement.citations:
        return statement
    found: list[Citation] = []
    reasons: list[str] = []
    for citation in statement.citations:
        now = moved(citation, renewal.moves, renewal.document)
        if not now:
            now, reason = _changed(citation, renewal)
            reasons.append(reason)
        found += now
    stale = "；".join(dict.fromkeys(reasons))
    return statement.replace(
        citations=tuple(dict.fromkeys(found)) or statement.citations, stale=f"{stale}，请重新核对。" if stale else ""
    )


def _changed(citation: Citation, renewal: _Renewal) -> tuple[tuple[Citation, ...], str]:
    """Return the citation on the clause that took the place of its own, and why it must be looked at again."""
    former = renewal.former.address(citation.ref)
    after = renewal.changed.get(citation.ref)
    if after is None:
        return (), f"原{former}已不在新版本中"
    clause, now = renewal.document.clause(after), renewal.document.address(after)
    reason = f"{now}在新版本中有改动" if now == former else f"原{former}在新版本中改为{now}并有改动"
    try:
        return (Citation.of(clause, citation.quote),), reason
    except UnsupportedStatement:
        return (Citation.of(clause),) if clause.text else (), reason


def free(wanted: str, taken: set[str]) -> str:
    """Return ``wanted``, with a number behind it when it is taken."""
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name


def _merged(fresh: tuple, present: tuple) -> tuple:
    known = {item.id for item in fresh}
    return (*fresh, *(item for item in present if item.id not in known))
