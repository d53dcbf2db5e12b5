"""An interpretation carried over to its corrected record: the same statements on the same words at their new place."""

from generators.model import Answer, Citation, Difference, Interpretation, KeyPoint, PolicyDocument
from studio.amending.moves import Moves, moved, moved_ref
from studio.interpreting.facts import facts_of

TAKEN_OUT = "所依据的条款已移出正文，请重新选择依据。"


def carried(interpretation: Interpretation, document: PolicyDocument, moves: Moves) -> Interpretation:
    """Return the interpretation on ``document``, the same source with a correction made.

    A statement some of whose words are no clause any more, or were corrected, becomes stale; nobody's text is lost.
    """
    return interpretation.replace(
        document=document,
        facts=facts_of(document),
        key_points=tuple(_statement(point, moves, document) for point in interpretation.key_points),
        answers=tuple(_statement(answer, moves, document) for answer in interpretation.answers),
        differences=tuple(_difference(item, moves, document) for item in interpretation.differences),
    )


def _statement(statement: KeyPoint | Answer, moves: Moves, document: PolicyDocument) -> KeyPoint | Answer:
    if statement.stale == TAKEN_OUT:
        return _restored(statement, document)
    if statement.stale or not any(citation.ref in moves for citation in statement.citations):
        return statement
    found, reason = [], ""
    for citation in statement.citations:
        now = moved(citation, moves, document)
        found += now
        if not now:
            reason = TAKEN_OUT
        elif any(item.quote not in citation.quote for item in now):
            reason = f"{document.address(now[0].ref)}的文字已按原件改正，请重新核对。"
    citations = tuple(dict.fromkeys(found)) or statement.citations
    return statement.replace(citations=citations, stale=reason)


def _restored(statement: KeyPoint | Answer, document: PolicyDocument) -> KeyPoint | Answer:
    """Return a statement whose clause was taken out on that clause again, if it was taken in once more."""
    found = []
    for citation in statement.citations:
        holders = [clause for clause in document.clauses if citation.quote in clause.text]
        if citation.holds_in(document):
            found.append(citation)
        elif len(holders) == 1:
            found.append(Citation.of(holders[0], citation.quote))
        else:
            return statement
    return statement.replace(citations=tuple(dict.fromkeys(found)), stale="")


def _difference(item: Difference, moves: Moves, document: PolicyDocument) -> Difference:
    if not item.new_ref or item.new_ref not in moves:
        return item
    ref = moved_ref(item.new_ref, moves)
    if ref is None:
        return item.replace(new_ref=None)
    return item.replace(new_ref=ref, new_label=document.address(ref), new_text=document.clause(ref).text)
