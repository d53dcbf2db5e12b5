"""One sentence once on a page: what a more particular question tells is left out of the broad ones."""

import re
from collections.abc import Sequence

from generators.model import Answer, Question
from generators.prose import REFERS_ON

BROAD = ("main_measures", "benefits", "where_to_apply")
"""Questions of the bank that ask for much, so that they lose to any other what both tell; the first loses to the others too."""

KEPT = "main_measures"
"""The question every page has: it keeps its answer where nothing of its own would remain."""

_ITEM = re.compile(r"^(?:（[一二三四五六七八九十]+）|· |\d+\. )")


def told_once(pairs: Sequence[tuple[Question, Answer]]) -> list[tuple[Question, Answer]]:
    """Return questions and answers without the paragraphs of proposed broad answers that another answer tells."""
    kept = list(pairs)
    for name in BROAD:
        at = next((at for at, (question, answer) in enumerate(kept) if question.id == name and not answer.is_settled), None)
        if at is None:
            continue
        question, answer = kept[at]
        others = {line for other, told in kept if other.id != name for line in map(_bare, told.text.splitlines())}
        own = [unit for unit in _units(answer.text) if not all(_bare(line) in others for line in (unit[1:] or unit))]
        if own and len(own) < len(_units(answer.text)) and not all(REFERS_ON.match(line) for unit in own for line in unit):
            kept[at] = question, _with(answer, "\n".join(line for unit in own for line in unit))
        elif not own and name != KEPT:
            del kept[at]
    return kept


def _units(text: str) -> list[list[str]]:
    """Return the paragraphs of an answer, an introduction together with its items."""
    units: list[list[str]] = []
    for line in filter(str.strip, text.splitlines()):
        if units and _ITEM.match(line):
            units[-1].append(line)
        else:
            units.append([line])
    return units


def _with(answer: Answer, text: str) -> Answer:
    """Return the answer with only the text left of it, and with the clauses that text is from."""
    bare = _bare(text)
    cited = tuple(citation for citation in answer.citations if _bare(citation.quote)[:SEEN] in bare)
    return answer.replace(text=text, citations=cited or answer.citations)


SEEN = 10
"""Characters by which a quotation is found again in a text."""


def _bare(line: str) -> str:
    return re.sub(r"\W", "", _ITEM.sub("", line))
