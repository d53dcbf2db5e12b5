"""PolicyDocument → draft Interpretation: facts, key points, questions, pre-filled answers, differences."""

from generators.model import Interpretation, PolicyDocument
from studio.interpreting import answering, families, points, selecting
from studio.interpreting.bank import entries_for
from studio.interpreting.facts import facts_of
from studio.interpreting.cues import AMOUNT
from studio.interpreting.measures import measures
from studio.interpreting.passages import passages_of

__all__ = ["interpret"]


def interpret(document: PolicyDocument, old: PolicyDocument | None = None) -> Interpretation:
    """Return the draft interpretation of ``document``: everything in it is proposed and cites its clauses.

    With ``old``, the previous version, the differences are recorded and the changed amounts, conditions and periods
    proposed as key points.
    """
    text = passages_of(document)
    found = [
        *families.background(text), *families.goals(text), *points.candidates(text), *measures(text),
        *families.units(text), *families.rows(text),
    ]
    signs = {item.cue.id for item in found} | ({"old"} if old else set())
    signs |= {"amounts"} if any(AMOUNT.search(item.text[:600]) for item in text.passages) else set()
    entries = entries_for(document, signs)
    return Interpretation(
        document=document,
        facts=facts_of(document),
        key_points=selecting.key_points(text, found),
        questions=tuple(entry.question(document) for entry in entries),
        answers=tuple(answering.answer(entry, found) for entry in entries),
        old_title=old.title if old else "",
    )
