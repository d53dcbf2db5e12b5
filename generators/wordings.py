"""Old and new wording side by side: which sentences differ, and which words in them."""

import re
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

import rjieba

LONGEST_COMPARED = 4000
"""Characters up to which two wordings are compared word by word; longer ones are compared by sentence."""

ALIKE = 0.3
"""Share of equal words below which a wording counts as written anew."""

SHORTEST_KEPT = 2
"""Characters an equal piece between two changed ones must have to stay unmarked; shorter ones only make a patchwork."""


class Piece(NamedTuple):
    """A piece of a wording, and whether it is ``changed``: not in the other wording."""

    text: str
    changed: bool = False


class Compared(NamedTuple):
    """Two wordings in pieces; ``rewritten`` when they have too little in common for single words to be told apart."""

    old: tuple[Piece, ...]
    new: tuple[Piece, ...]
    rewritten: bool = False


def compared(old: str, new: str) -> Compared:
    """Return both wordings with what differs marked, word by word; numbers are never cut."""
    by_sentence = len(old) + len(new) > LONGEST_COMPARED
    before, after = (sentences(text) if by_sentence else _words(text) for text in (old, new))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if not by_sentence and matcher.ratio() < ALIKE:
        return Compared(_pieces([(old, True)]), _pieces([(new, True)]), rewritten=True)
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    for kind, a, b, c, d in _steadied(matcher.get_opcodes(), before):
        left.append(("".join(before[a:b]), kind != "equal"))
        right.append(("".join(after[c:d]), kind != "equal"))
    return Compared(_pieces(left), _pieces(right))


def differing(old: str, new: str) -> tuple[str, str]:
    """Return both wordings without the sentences they share; a wording that has only shared ones is returned whole."""
    ours, theirs = sentences(new), sentences(old)
    left = "".join(sentence for sentence in theirs if _plain(sentence) not in map(_plain, ours))
    right = "".join(sentence for sentence in ours if _plain(sentence) not in map(_plain, theirs))
    return left or old, right or new


def sentences(text: str) -> list[str]:
    """Return the sentences of ``text`` with their closing marks; brackets and quotes are not cut."""
    found, depth, start = [], 0, 0
    for at, character in enumerate(text):
        depth += (character in "（“《〈【") - (character in "）”》〉】")
        if character in "。；！？\n" and depth <= 0:
            found.append(text[start : at + 1])
            start = at + 1
    return [*found, text[start:]] if text[start:].strip() else found


def _plain(sentence: str) -> str:
    return re.sub(r"[\W_]", "", sentence)


def _words(text: str) -> list[str]:
    """Return words; a number with its sign is one, whatever the dictionary makes of it."""
    found: list[str] = []
    for piece in re.split(r"(\d[\d.,]*[%％‰]?)", text):
        found += [piece] if piece[:1].isdigit() else rjieba.cut(piece) if piece else []
    return found


def _steadied(codes: list[tuple], before: list[str]) -> list[tuple]:
    """Join changes that only a word of one character keeps apart, so that what is marked can be read."""
    steady: list[tuple[Literal["equal", "replace"], int, int, int, int]] = []
    last = len(codes) - 1
    for at, (kind, a, b, c, d) in enumerate(codes):
        short = kind == "equal" and 0 < at < last and len("".join(before[a:b])) < SHORTEST_KEPT
        changed = kind != "equal" or short
        if steady and (steady[-1][0] != "equal") and changed:
            _, a0, _, c0, _ = steady.pop()
            steady.append(("replace", a0, b, c0, d))
        else:
            steady.append(("replace" if changed else "equal", a, b, c, d))
    return steady


def _pieces(parts: list[tuple[str, bool]]) -> tuple[Piece, ...]:
    return tuple(Piece(text, changed) for text, changed in parts if text)
