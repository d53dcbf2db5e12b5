"""Pre-filled answers (答复), composed by rules from the points found: conclusion first, whole sentences, never invented."""

import re

from generators.composing import basis_text
from generators.model import Answer, Citation
from generators.model.numerals import to_chinese
from studio.interpreting.bank import Entry
from studio.interpreting.naming import short_name
from studio.interpreting.passages import Text
from studio.interpreting.points import Candidate, distinct
from studio.interpreting.selecting import best_title

LONGEST = 250
"""Characters of an answer. A further point is left out rather than cut, and the reader told where it stands."""

ENOUGH_ROWS = 3
"""A table of at least so many rows answers a question about standards better than sentences do."""

_SHARED_OPENING = re.compile(r"^((?:力争)?到(?:20\d\d年(?:底|末)?|“?十[四五六]五”?末)，)")


def answer(text: Text, entry: Entry, found: list[Candidate]) -> Answer:
    """Return the answer to one question from the candidates of its cues; pending (待补充) when there are none."""
    chosen = [] if entry.own else _chosen(entry, found)
    if not chosen:
        return Answer(question=entry.id)
    words, used = _overview(text, chosen) if entry.shape == "overview" and len(chosen) > 2 else compose(chosen)
    left = [item for item in chosen if item not in used]
    if left and entry.shape != "overview" and (rest := _where(text, left, used)):
        words += f"\n其余规定见{rest}。" if "\n" in words else f"其余规定见{rest}。"
    citations: dict[Citation, None] = {citation: None for item in used for citation in item.citations}
    return Answer(question=entry.id, text=words, state="proposed", citations=tuple(citations))


def _chosen(entry: Entry, found: list[Candidate]) -> list[Candidate]:
    pool = [item for item in found if item.cue.id in entry.cues or item.element in entry.elements]
    if entry.shape == "one":
        return distinct(pool, 1)
    rows = [item for item in pool if item.cue.id == "standard_row"]
    if entry.rows_first and len(rows) >= ENOUGH_ROWS:
        return sorted(distinct(rows, 12), key=lambda item: item.order)
    ranks = {name: rank for rank, name in enumerate(entry.cues)}
    kept = distinct(pool, entry.take)
    if entry.shape in ("steps", "overview"):
        return sorted(kept, key=lambda item: item.order)
    return sorted(kept, key=lambda item: (-item.score, ranks.get(item.cue.id, len(ranks))))


def compose(chosen: list[Candidate]) -> tuple[str, list[Candidate]]:
    """Return the text of an answer and the candidates it uses: whole statements while they fit, at least one."""
    used, length = [], 0
    for item in chosen:
        if used and length + len(item.statement) > LONGEST:
            continue
        used.append(item)
        length += len(item.statement)
    statements = [item.statement for item in used]
    if len(statements) == 1:
        return statements[0], used
    if all(_SHARED_OPENING.match(statement) for statement in statements):
        return _by_opening(statements), used
    simple = all(not re.search(r"[；。：]", statement[:-1]) for statement in statements)
    bare = [statement.rstrip("。") for statement in statements]
    if simple and len(bare) <= 6:
        return "；".join(f"{to_chinese(number)}是{text}" for number, text in enumerate(bare, 1)) + "。", used
    return "\n".join(statements), used


def _by_opening(statements: list[str]) -> str:
    """Say 到2027年底 once for the goals it governs: 到2027年底，A；B；C。"""
    groups: dict[str, list[str]] = {}
    for statement in statements:
        opening = _SHARED_OPENING.match(statement)[1]
        groups.setdefault(opening, []).append(statement[len(opening) :].rstrip("。"))
    return "".join(f"{opening}{'；'.join(goals)}。" for opening, goals in groups.items())


def _overview(text: Text, chosen: list[Candidate]) -> tuple[str, list[Candidate]]:
    """Name the measures first, then say the foremost ones."""
    headings = [best_title(text, item) for item in chosen]
    names = list(dict.fromkeys(title for title in headings if title))
    shown = [f"“{name}”" if "、" in name else name for name in names]
    words = f"{short_name(text.document)}的主要内容包括{'、'.join(shown)}{'等' if len(names) < len(chosen) else ''}。"
    used = []
    for item in sorted(chosen, key=lambda item: (-item.score, item.order)):
        if len(words) + len(item.statement) <= LONGEST + 60 and len(used) < 2:
            used.append(item)
            words += f"\n{item.statement}"
    return words, sorted(chosen, key=lambda item: item.order)


def _where(text: Text, left: list[Candidate], used: list[Candidate]) -> str:
    """Return where the points left out stand, at most three addresses; empty when the answer already cites those clauses."""
    cited = {citation.ref for item in used for citation in item.citations}
    return basis_text(text.document, [item.passage.citation for item in left if item.passage.clause.ref not in cited])
