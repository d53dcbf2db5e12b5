"""Steps and time limits of an answer told with the rest of their paragraph (款): one limb of a rule is not told as the rule."""

from dataclasses import replace

from studio.interpreting.passages import Text
from studio.interpreting.points import Candidate, points_on
from studio.interpreting.references import stated
from studio.interpreting.wholes import whole_paragraph


def in_whole_paragraphs(text: Text, chosen: list[Candidate]) -> list[Candidate]:
    """Return the points of an answer, each with the rest of its paragraph where that is short; several of one paragraph are one.

    Points put together of more than one clause stay as they are, and so does a list of steps, which is read line by line.
    """
    found: dict[str, Candidate] = {}
    for item in chosen:
        whole = item if item.cue.id == "step" or len({citation.ref for citation in item.citations}) > 1 else _whole(text, item)
        found.setdefault(whole.statement, whole)
    return [item for item in found.values() if not any(item is not other and item.statement.rstrip("。") in other.statement for other in found.values())]


def _whole(text: Text, item: Candidate) -> Candidate:
    passage = whole_paragraph(text, item.passage)
    if passage is item.passage:
        return item
    statement, referred = stated(text, passage)
    if points_on(statement):
        return item
    return replace(item, passage=passage, statement=statement, citations=(*passage.citations, *referred))
