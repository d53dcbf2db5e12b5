"""Reading a text for comparison: its facts, its pairs of characters, its sentences."""

import re
from collections import Counter
from functools import lru_cache

from studio.interpreting.facts import TextFact, facts_in
from studio.interpreting.facts.folding import fold

_NOT_WORDS = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]")
_BEGINNINGS = "。；！？：\n　 ）"
_SENTENCE = re.compile(r"[^。；！？!?;\n]+")


@lru_cache(maxsize=8192)
def facts_of_text(text: str) -> tuple[TextFact, ...]:
    """Return the facts of ``text``; remembered, since one clause supports many statements."""
    return facts_in(text)


@lru_cache(maxsize=8192)
def bigrams(text: str) -> Counter[str]:
    """Return the pairs of neighbouring characters of ``text``, without punctuation and spaces."""
    bare = bare_words(text)
    return Counter(bare[index : index + 2] for index in range(len(bare) - 1))


@lru_cache(maxsize=8192)
def bare_words(text: str) -> str:
    """Return ``text`` folded, without punctuation and spaces."""
    return _NOT_WORDS.sub("", fold(text))


def share_of(part: str, whole: str) -> float:
    """Return which share (0–1) of the bigrams of ``part`` also stands in ``whole``; 1 when there is nothing to find."""
    wanted, known = bigrams(part), bigrams(whole)
    total = sum(wanted.values())
    if not total:
        return 1.0 if bare_words(part) in bare_words(whole) else 0.0
    return sum(min(count, known[gram]) for gram, count in wanted.items()) / total


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of ``text`` (ended by 。；！？ or a line's end)."""
    return [match.span() for match in _SENTENCE.finditer(text)]


def without_verbatim(text: str, source: str) -> str:
    """Return ``text`` without the sentences that stand in ``source`` word for word from the beginning of a sentence or item.

    A sentence cut out of another one's middle (超过2件 out of 不得超过2件) is kept: it may say something else.
    """
    kept = []
    for start, end in sentences(text):
        words = text[start:end].strip()
        at = source.find(words) if words else -1
        if at < 0 or source[max(0, at - 1) : at].strip(_BEGINNINGS):
            kept.append(text[start:end])
    return "。".join(kept)
