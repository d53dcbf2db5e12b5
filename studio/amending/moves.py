"""Where words went: from spans of a former record to spans of the present one."""

from dataclasses import dataclass

from generators.model import Citation, PolicyDocument


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters: ``[start:end]`` of a former clause now stands at ``[at:upto]`` of clause ``ref``.

    With equal lengths each character has its counterpart; otherwise the words were corrected, and only the piece as a whole
    has one.
    """

    start: int
    end: int
    ref: str
    at: int
    upto: int


Moves = dict[str, tuple[Piece, ...]]
"""The pieces of each former clause that did not stay as it was, by its former ref; () when it is no clause any more."""


def moved(citation: Citation, moves: Moves, document: PolicyDocument) -> tuple[Citation, ...]:
    """Return the citation's words where they stand in ``document``: several citations when they were divided, or none."""
    if citation.ref not in moves:
        return (citation,)
    spans: list[tuple[str, int, int]] = []
    for piece in moves[citation.ref]:
        start, end = max(citation.start, piece.start), min(citation.end, piece.end)
        if start >= end:
            continue
        if piece.end - piece.start == piece.upto - piece.at:
            span = (piece.ref, piece.at + start - piece.start, piece.at + end - piece.start)
        else:
            span = (piece.ref, piece.at, piece.upto)
        if spans and spans[-1][0] == span[0] and spans[-1][2] == span[1]:
            span = (span[0], spans.pop()[1], span[2])
        spans.append(span)
    return tuple(
        Citation(ref=ref, quote=document.clause(ref).text[start:end], start=start, end=end)
        for ref, start, end in spans
        if end > start
    )


def moved_ref(ref: str, moves: Moves) -> str | None:
    """Return where the beginning of a former clause stands now; None when it is no clause any more."""
    if ref not in moves:
        return ref
    return moves[ref][0].ref if moves[ref] else None
