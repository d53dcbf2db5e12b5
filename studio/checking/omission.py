"""Which clauses no product mentions: each is to be covered or left out for a reason (不得断章取义、避重就轻)."""

from collections.abc import Iterable

from generators.model import Clause, Level, Part, PolicyDocument, Value
from studio.checking.texts import bare_words, facts_of_text
from studio.interpreting.facts.folding import fold
from studio.interpreting.facts.modality import modal_cues
from studio.interpreting.passages import DIVISIONS, is_furniture
from studio.reading.tree import is_heading_only

UNITS = (Level.ARTICLE, Level.HEADING_1, Level.HEADING_2, Level.HEADING_3, Level.HEADING_4, Level.DECIMAL)
_SHORTEST = 16
"""Characters below which a clause without facts and modal words says nothing of its own."""


class Matter(Value):
    """What one article, numbered section or free paragraph says: ``ref`` is its address, ``refs`` all clauses it is made of."""

    ref: str
    address: str
    text: str
    refs: tuple[str, ...]


def matters_of(document: PolicyDocument) -> tuple[Matter, ...]:
    """Return what the document says, matter by matter, in order; layout, headings and the notice around it left out."""
    enclosed = any(clause.part is Part.ENCLOSURE for clause in document.clauses)
    found: dict[str, list[Clause]] = {}
    for clause in document.clauses:
        if enclosed and clause.part is Part.NOTICE or clause.part is Part.ATTACHMENT or not clause.text.strip():
            continue
        unit = _unit_of(document, clause)
        if unit is not None:
            found.setdefault(unit, []).append(clause)
    return tuple(
        Matter(
            ref=ref,
            address=document.address(ref),
            text="".join(clause.text for clause in clauses)[:400],
            refs=tuple(clause.ref for clause in clauses),
        )
        for ref, clauses in found.items()
        if any(map(_says_something, clauses))
    )


def omitted(document: PolicyDocument, cited: Iterable[str]) -> tuple[Matter, ...]:
    """Return the matters none of whose clauses is among the ``cited`` refs."""
    known = set(cited)
    return tuple(matter for matter in matters_of(document) if not known & set(matter.refs))


def _unit_of(document: PolicyDocument, clause: Clause) -> str | None:
    """Return the ref of the matter a clause belongs to: the outermost article or section that is more than a heading."""
    for link in (*document.ancestors(clause.ref), clause):
        if link.level in UNITS and not is_heading_only(link.text):
            return link.ref
    if clause.level in DIVISIONS or is_heading_only(clause.text) or is_furniture(clause) or clause.text == document.title:
        return None
    return clause.ref if clause.level is not Level.ROW else clause.ref.rpartition(".row_")[0] + ".row_1"


def _says_something(clause: Clause) -> bool:
    return len(bare_words(clause.text)) >= _SHORTEST or bool(facts_of_text(clause.text) or modal_cues(fold(clause.text)))
