"""Quoting whole words: the clause a figure stands in, never cut at the edge of a word."""

import re

from studio.interpreting.facts import TextFact

_LEFT = re.compile(r"[^，。；：！？,;:\n｜|]*$")
_RIGHT = re.compile(r"[^，。；：！？,;:\n｜|]*")
_LONGEST = 60
_WORD_EDGE = re.compile(r"[、的在按给予对为和与及或（）()“”\s]")


def quoted(text: str, fact: TextFact) -> str:
    """Return the piece between commas that ``fact`` stands in; a long one is cut at the edge of a word, with …."""
    left = _LEFT.search(text, max(0, fact.start - 200), fact.start)[0]
    right = _RIGHT.match(text, fact.end, fact.end + 200)[0]
    words = text[fact.start : fact.end]
    room = max(12, _LONGEST - len(words))
    if len(left) > room * 2 // 3:
        left = "…" + _cut_left(left, room * 2 // 3)
    if len(right) > room // 3:
        right = _cut_right(right, room // 3) + "…"
    return f"{left}{words}{right}".strip()


def shortened(words: str, longest: int = _LONGEST) -> str:
    """Return ``words``, at most about ``longest`` characters of them, cut at the edge of a word."""
    words = words.strip()
    return words if len(words) <= longest else _cut_right(words, longest) + "…"


def _cut_left(left: str, length: int) -> str:
    kept = left[-length:]
    edge = _WORD_EDGE.search(kept)
    return kept[edge.end() :] if edge and edge.end() < len(kept) else kept


def _cut_right(right: str, length: int) -> str:
    kept = right[:length]
    edges = list(_WORD_EDGE.finditer(kept))
    return kept[: edges[-1].start()] if edges and edges[-1].start() > 0 else kept
