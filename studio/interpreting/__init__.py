"""PolicyDocument → draft Interpretation: facts, key points, questions, pre-filled answers, differences.

Ids of key points carry what products need: ``scope_yes_…`` who or what qualifies, ``notes_no_…`` who or what does not;
all others are ``{element}_{number}``, the most important first (measures, steps and dates in the document's order).
"""

import re
from typing import TypeVar

from generators.faq.once import TRIMMED, leaves_to, left_of
from generators.model import Answer, Interpretation, KeyPoint, PolicyDocument
from generators.nearby import with_above
from generators.typography import typographic
from studio.interpreting import answering, families, points, selecting, table_rows
from studio.interpreting.asking import can_be_put, lines_of, question, reworded
from studio.interpreting.audiences import gaining, with_audiences
from studio.interpreting.bank import Entry, entries_for
from studio.interpreting.changes import changed_points
from studio.interpreting.comparing import differences
from studio.interpreting.cues import AMOUNT, SEEN
from studio.interpreting.dating import with_its_day
from studio.interpreting.facts import facts_of
from studio.interpreting.materials import listed_materials
from studio.interpreting.measures import measures
from studio.interpreting.naming import full_name
from studio.interpreting.passages import Text, passages_of
from studio.interpreting.points import Candidate
from studio.interpreting.search import find_clauses, locate
from studio.interpreting.supplied import apply_answers

__all__ = ["apply_answers", "find_clauses", "interpret", "locate", "reworded"]


def interpret(document: PolicyDocument, old: PolicyDocument | None = None) -> Interpretation:
    """Return the draft interpretation of ``document``: everything in it is proposed and cites its clauses.

    With ``old``, the previous version, the differences are recorded, and changed amounts, conditions and periods are
    proposed as key points.
    """
    text = passages_of(document)
    differing = differences(document, old) if old else ()
    found = [*_candidates(text), *changed_points(text, differing, old)]
    signs = {item.cue.id for item in found} | ({"old"} if old else set())
    if any(AMOUNT.search(passage.text[:SEEN]) for passage in text.passages):
        signs.add("amounts")
    entries = entries_for(document, signs)
    answers = tuple(_printed(document, answering.answer(text, entry, found)) for entry in entries)
    answers = _told_once(document, entries, tuple(answer if not answer.text or _fits(document, entry, answer) else Answer(question=entry.id) for entry, answer in zip(entries, answers, strict=True)))
    asked = [(entry, answer) for entry, answer in zip(entries, answers, strict=True) if answer.text or not entry.if_answered]
    key_points, audiences = with_audiences(tuple(_printed(document, point) for point in selecting.key_points(text, found)))
    return Interpretation(
        document=document,
        facts=facts_of(document),
        key_points=key_points,
        questions=tuple(question(entry, document, _whom(answer), answer) for entry, answer in asked),
        answers=tuple(answer for _, answer in asked),
        differences=differing,
        audiences=audiences,
        old_title=old.title if old else "",
        interpreter=_interpreter(document),
    )


_Proposed = TypeVar("_Proposed", KeyPoint, Answer)


def _printed(document: PolicyDocument, proposed: _Proposed) -> _Proposed:
    """Return what is proposed with spaces, marks and widths as in print, and the day of 自印发之日; its citations keep the source's own."""
    words = {name: getattr(proposed, name) for name in ("title", "statement", "text") if name in type(proposed).model_fields}
    told = {name: with_above(document, with_its_day(document, words[name]), proposed.citations) for name in ("statement", "text") if name in words}
    proposed, words = proposed.replace(**told), words | told
    changed = {name: said for name, text in words.items() if (said := typographic(text)) and said != text}
    return proposed.replace(**changed) if changed else proposed


def _told_once(document: PolicyDocument, entries: tuple[Entry, ...], answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """Return the answers, the broad ones without what more particular ones tell, where they still answer their question then."""
    kept = {answer.question: answer for answer in answers}
    asked = {entry.id: entry for entry in entries}
    for name in TRIMMED:
        if name in kept and kept[name].text:
            others = [answer for answer in kept.values() if answer.text and leaves_to(name, answer.question)]
            left = left_of(kept[name], others)
            kept[name] = left if left and _fits(document, asked[name], left) else kept[name]
    return tuple(kept.values())


def _fits(document: PolicyDocument, entry: Entry, answer: Answer) -> bool:
    """Tell whether the question can be put so that it asks what the answer tells."""
    return can_be_put(entry, document, answer, _whom(answer))


def _whom(answer: Answer) -> str:
    """Return whom an answer benefits, as its question names them; empty when it is for several or for nobody by name."""
    return gaining(lines_of(answer.text))


def _candidates(text: Text) -> list[Candidate]:
    return [
        *families.background(text),
        *families.goals(text),
        *points.candidates(text),
        *measures(text),
        *families.steps(text),
        *families.units(text),
        *table_rows.rows(text),
        *families.beneficiaries(text),
        *listed_materials(text),
    ]


_NOT_A_DRAFTER = re.compile(r"(?:国务院|人民政府|办公厅|政府办公室|常务委员会|人民代表大会|委员会办公室)$")


def _interpreter(document: PolicyDocument) -> str:
    """Return who interprets, in full: the body the document names for it, else the department that issued it.

    谁起草、谁解读: a government, its general office or a congress seldom drafts itself, so none of these is guessed;
    empty leaves the question to the clerk.
    """
    if document.interpreting_authority:
        names = [full_name(name, document) for name in document.interpreting_authority.split("、")]
        return "、".join(names) if all(names) else ""
    issuer = document.issuing_authorities[0] if document.issuing_authorities else ""
    return "" if _NOT_A_DRAFTER.search(issuer) else issuer
