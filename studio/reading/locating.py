"""Where a clause stands in the source: the very characters of its block, or of several when a person joined what was read apart."""

from dataclasses import dataclass

from generators.model import Clause, Level, PolicyDocument
from studio.reading.sources import SourceBlock


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``[start:end]`` of the words of source block ``block``; for a row of a table, row number ``row`` from 1."""

    block: int
    start: int = 0
    end: int = 0
    row: int = 0


def located(document: PolicyDocument, blocks: tuple[SourceBlock, ...]) -> dict[str, tuple[Span, ...]]:
    """Return the spans of every clause by its ref; a clause whose words were corrected is shown by its block as a whole.

    Several clauses may come from one block (a chapter and its first article on one line); each is sought after the one
    before it.
    """
    found: dict[str, tuple[Span, ...]] = {}
    after: dict[int, int] = {}
    for clause in document.clauses:
        if clause.block is None or not 0 <= clause.block < len(blocks):
            found[clause.ref] = ()
        elif clause.level is Level.ROW:
            found[clause.ref] = (Span(clause.block, row=int(clause.ref.rsplit("_", 1)[1])),)
        else:
            spans = _spans(clause, blocks, after.get(clause.block, 0)) or _spans(clause, blocks, 0)
            found[clause.ref] = spans or (Span(clause.block, 0, len(blocks[clause.block].words)),)
            if spans:
                after[spans[-1].block] = spans[-1].end
    return found


def _spans(clause: Clause, blocks: tuple[SourceBlock, ...], start: int) -> tuple[Span, ...]:
    """Find label and text from ``start`` on, white space apart; what the block lacks is sought in the blocks after it."""
    wanted = [character for character in clause.label + clause.text if not character.isspace()]
    first = blocks[clause.block]
    at = _begins(first.words, wanted, start)
    if at is None and clause.label:
        # The number may be printed otherwise than it is kept: then the words alone are sought.
        wanted = [character for character in clause.text if not character.isspace()]
        at = _begins(first.words, wanted, start)
    if at is None:
        return ()
    spans: list[Span] = []
    index = clause.block
    while wanted and index < len(blocks):
        words, begin = blocks[index].words, at if index == clause.block else 0
        end, taken = _follow(words, wanted, begin)
        if taken:
            spans.append(Span(index, begin, end))
            wanted = wanted[taken:]
        elif not spans:
            return ()
        index += 1
    return tuple(spans) if not wanted else ()


def _begins(words: str, wanted: list[str], start: int) -> int | None:
    """Return where in ``words`` the wanted characters begin and go on to their end, or to the end of the words."""
    for at in range(start, len(words)):
        if wanted and words[at] == wanted[0]:
            end, taken = _follow(words, wanted, at)
            if taken == len(wanted) or not words[end:].strip():
                return at
    return None


def _follow(words: str, wanted: list[str], start: int) -> tuple[int, int]:
    """Return how far ``words`` from ``start`` print the wanted characters: the offset reached and how many."""
    at, taken, end = start, 0, start
    while at < len(words) and taken < len(wanted):
        if words[at].isspace():
            at += 1
        elif words[at] == wanted[taken]:
            at, taken = at + 1, taken + 1
            end = at
        else:
            break
    return end, taken
