"""One sentence once on a page: what a more particular question tells is left out of the broad ones."""

import re
from collections.abc import Sequence

from generators.model import Answer, Question
from generators.prose import REFERS_ON

TRIMMED = {"main_measures": (), "who_qualifies": ("conditions",), "where_to_apply": ("application_window", "prohibitions"), "terms": ("who_qualifies",), "repeals": ("effective_dates",)}
"""Broad questions told without the paragraphs these others tell; () stands for all others. A scope keeps what falls outside it, steps stay together."""

BROAD = ("main_measures", "who_qualifies", "where_to_apply", "benefits")
"""Questions of the bank that ask for much; they go where nothing of their own would remain."""

MAIN = "main_measures"
KEPT = (MAIN, "who_qualifies")
"""Questions every page has: they keep their answer where nothing of their own would remain."""

WITHIN = ("combination", "who_is_excluded", "how_long", "changes")
"""Questions left out where one other answer tells the whole of theirs."""

SHORT = 3
"""Paragraphs up to which the main content keeps what it tells, and a question that only repeats it goes."""

MOSTLY, ENOUGH_OTHERS = 0.5, 3
"""Share of the main content that one answer must tell for the page to do without it, beside so many other questions."""

SEEN = 10
"""Characters by which a quotation is found again in a text."""

_DISPUTED = re.compile(r"对[^，。；]{4,24}有(?:争议|异议)的")
"""Opens what is a matter of its own beside a procedure."""

_ITEM = re.compile(r"^(?:（[一二三四五六七八九十]+）|· |\d+\. )")


def leaves_to(question: str, other: str) -> bool:
    """Tell whether a broad question leaves to another what both tell."""
    return question != other and (not TRIMMED[question] or other in TRIMMED[question])


def left_of(answer: Answer, others: Sequence[Answer]) -> Answer | None:
    """Return a broad answer without the paragraphs the other answers tell; None when nothing of its own remains.

    One of which little would remain is left whole: it would answer less than it is asked.
    """
    told = {line for other in others for line in _lines(other)}
    units = _units(answer.text)
    own = [unit for unit in units if not all(_bare(line) in told for line in (unit[1:] or unit))]
    if not own or all(REFERS_ON.match(line) for unit in own for line in unit):
        return None
    apart = len(own) == 1 and _DISPUTED.match(own[0][0])
    if len(units) - len(own) > 1 and answer.question != MAIN and not apart:  # the steps of one procedure stay together
        return answer
    if len(own) == len(units) or (answer.question == MAIN and (len(units) <= SHORT or 2 * len(own) < len(units))):
        return answer
    text = "\n".join(line for unit in own for line in unit)
    gone = [_bare(line) for unit in units if unit not in own for line in unit]
    cited = tuple(citation for citation in answer.citations if _rests_on(text, citation.quote) or not _rests_on_any(gone, citation.quote))
    return answer.replace(text=text, citations=cited or answer.citations)


def _rests_on(text: str, quote: str) -> bool:
    return _bare(quote)[:SEEN] in _bare(text)


def _rests_on_any(lines: list[str], quote: str) -> bool:
    """Tell whether one of the lines is what a quotation says, or begins with it or in it."""
    return any(line[:SEEN] in _bare(quote) or _bare(quote)[:SEEN] in line for line in lines)


def told_once(pairs: Sequence[tuple[Question, Answer]]) -> list[tuple[Question, Answer]]:
    """Return questions and answers without the proposed ones that another answer, or several, tell in full."""
    kept = list(pairs)
    for question, answer in pairs:
        others = [told for other, told in kept if other.id != question.id]
        if not answer.is_settled and question.id == MAIN and len(others) >= ENOUGH_OTHERS and any(_mostly_in(answer, other) for other in others):
            kept = [(other, told) for other, told in kept if other.id != MAIN]
        if answer.is_settled or question.id in KEPT:
            continue
        repeats = question.id == "benefits" and len(_units(answer.text)) > SHORT and _mostly_told(answer, others)
        repeats = repeats or question.id in BROAD and left_of(answer, [other for other in others if other.question != MAIN]) is None
        repeats = repeats or (question.id in WITHIN and any(all(line in _bare(other.text) for line in _lines(answer)) for other in others))
        repeats = repeats or (not question.required and any(_lines(answer) == _lines(other) for other in others))
        repeats = repeats or (not question.required and any(other.question == MAIN and len(_units(other.text)) <= SHORT and _lines(answer) <= _lines(other) for other in others))
        if repeats:
            kept = [(other, told) for other, told in kept if other.id != question.id]
    return kept


def _mostly_told(answer: Answer, others: Sequence[Answer]) -> bool:
    """Tell whether the other answers together tell most paragraphs of this."""
    told = set().union(*(_lines(other) for other in others if other.question != MAIN))
    units = _units(answer.text)
    return len(units) < 2 * sum(all(_bare(line) in told for line in unit) for unit in units)


def _mostly_in(answer: Answer, other: Answer) -> bool:
    """Tell whether one other answer tells most paragraphs of this."""
    told, units = _lines(other), _units(answer.text)
    return len(units) > SHORT and MOSTLY * len(units) <= sum(all(_bare(line) in told for line in unit) for unit in units)


def _units(text: str) -> list[list[str]]:
    """Return the paragraphs of an answer, an introduction together with its items."""
    units: list[list[str]] = []
    for line in filter(str.strip, text.splitlines()):
        if units and _ITEM.match(line):
            units[-1].append(line)
        else:
            units.append([line])
    return units


def _lines(answer: Answer) -> set[str]:
    return {_bare(line) for line in answer.text.splitlines() if line.strip() and not REFERS_ON.match(line)}


def _bare(line: str) -> str:
    return re.sub(r"\W", "", _ITEM.sub("", line))
