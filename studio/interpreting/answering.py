"""Pre-filled answers (答复), composed by rules from the points found: conclusion first, whole sentences, never invented."""

import re

from generators.model import Answer, Citation
from generators.model.numerals import to_chinese
from studio.interpreting.bank import Entry
from studio.interpreting.passages import Text
from studio.interpreting.points import Candidate, distinct

LONGEST = 260
"""Characters of an answer. A further point is left out rather than cut."""


def answer(text: Text, entry: Entry, found: list[Candidate]) -> Answer:
    """Return the answer to one question from the candidates of its cues; pending (待补充) when there are none."""
    chosen = [] if entry.own else _chosen(entry, found)
    if not chosen:
        return Answer(question=entry.id)
    words, used = compose(chosen)
    citations: dict[Citation, None] = {citation: None for item in used for citation in item.citations}
    return Answer(question=entry.id, text=words, state="proposed", citations=tuple(citations))


def _chosen(entry: Entry, found: list[Candidate]) -> list[Candidate]:
    pool = [item for item in found if item.cue.id in entry.cues or item.element in entry.elements]
    if entry.shape == "one":
        return distinct(pool, 1)
    kept = distinct(pool, entry.take)
    return sorted(kept, key=lambda item: item.order) if entry.shape == "steps" or entry.elements == ("content",) else kept


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
    simple = all(not re.search(r"[；。：]", statement[:-1]) for statement in statements)
    bare = [statement.rstrip("。") for statement in statements]
    if simple and len(bare) <= 6:
        return "；".join(f"{to_chinese(number)}是{text}" for number, text in enumerate(bare, 1)) + "。", used
    return "\n".join(statements), used
