"""Where the lines of a web page may end: never between a number and what counts it, in a title only where the sense allows."""

import re
from html import escape
from itertools import accumulate

from lxml import etree

from generators.lines import TIED, title_words, ugliness, width_of
from generators.typography import JOINT

CLASS = "joint"
LONGEST = 14
"""Characters of a number with its unit that are kept together; a longer one may break, or it would not fit a narrow column."""

LONGEST_PIECE, SHORT_PIECE = 8, 4
"""Ems up to which what belongs closely together is one piece of a title, and characters up to which two words stay together: a line
of 政策 and one of 解读 help nobody."""

_LEFT = {"a", "title", "script", "style", "option", "button", "label", "input", "svg", "code"}
_COUNTED = re.compile(r"\d.*[^\d.,:—～]|分之")


def keep_together(root: etree._Element) -> None:
    """Put every number with its unit in the texts below ``root`` into a span of class ``joint``, whose lines do not break."""
    for node in list(root.iter()):
        if not isinstance(node.tag, str) or node.get("class") == CLASS:
            continue
        if node.tag not in _LEFT and node.text:
            node.text, spans = _split(node.text)
            node[:0] = spans
        parent = node.getparent()
        if node is not root and node.tail and parent is not None and parent.tag not in _LEFT:
            node.tail, spans = _split(node.tail)
            at = parent.index(node) + 1
            parent[at:at] = spans


def _split(text: str) -> tuple[str, list[etree._Element]]:
    """Return the text up to the first number and the spans after it, each with the text that follows as its tail."""
    found = [match for match in JOINT.finditer(text) if len(match[0]) <= LONGEST and _COUNTED.search(match[0])]
    spans = []
    if not found:
        return text, spans
    for match, after in zip(found, [*(other.start() for other in found[1:]), len(text)], strict=True):
        span = etree.Element("span")
        span.set("class", CLASS)
        span.text, span.tail = match[0], text[match.end() : after] or None
        spans.append(span)
    return text[: found[0].start()], spans


def markup_of(text: str) -> str:
    """Return ``text`` as HTML, escaped, every number with its unit in a span of class ``joint``."""
    first, spans = _split(text)
    return escape(first) + "".join(f'<span class="{CLASS}">{escape(span.text)}</span>{escape(span.tail or "")}' for span in spans)


def title_pieces(title: str) -> tuple[str, ...]:
    """Return ``title`` in the pieces between which a line may end, whatever the width of the page.

    What belongs closely together is one piece; one of more than LONGEST_PIECE ems is parted where that hurts least. A number stays
    with what counts it, and a short word (政策解读, 提高到) with its neighbour.
    """
    words = title_words(title)
    joined = {at for found in JOINT.finditer(title) for at in range(found.start() + 1, found.end())}
    ends = list(accumulate(map(len, words)))
    costs = [0.0, *(1000 if end in joined else ugliness(words, at) for at, end in enumerate(ends[:-1], 1))]
    pieces: list[list[str]] = [words[:1]] if words else []
    for last, word, cost in zip(words, words[1:], costs[1:], strict=False):
        short = cost >= 0 and (len(last) + len(word) <= SHORT_PIECE or 1 in (sum(map(len, pieces[-1])), len(word)))
        if cost >= TIED or short:
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return tuple(part for piece in pieces for part in _parted(piece))


def _parted(words: list[str]) -> list[str]:
    """Return a piece in parts of at most LONGEST_PIECE ems where its words allow, the parts about equal."""
    whole = "".join(words)
    joined = {at for found in JOINT.finditer(whole) for at in range(found.start() + 1, found.end())}
    bare = [re.sub("[《》（）]", "", word) or word for word in words]  # a name in 《》 is parted as if it stood alone
    ends = list(accumulate(map(len, words)))
    places = [at for at, end in enumerate(ends[:-1], 1) if end not in joined and 1 < end < len(whole) - 1 and ugliness(bare, at) < 1000]
    if width_of(whole) <= LONGEST_PIECE or not places:
        return [whole]

    def hurt(at: int) -> float:
        cost = ugliness(bare, at)
        pair = cost <= 2 and len(words[at - 1]) + len(words[at]) <= SHORT_PIECE  # 稳岗扩岗
        return cost + (TIED if pair else 0) + abs(width_of(whole[: ends[at - 1]]) - width_of(whole[ends[at - 1] :])) / 4

    best = min(places, key=hurt)
    return [*_parted(words[:best]), *_parted(words[best:])]


def break_at_sense(heading: etree._Element) -> None:
    """Mark in the words of ``heading`` where a line may end; the style of a heading ends it nowhere else, or it would not fit."""
    first, *others = title_pieces(heading.text or "") or ("",)
    heading.text = first or None
    marks = []
    for piece in others:
        mark = etree.Element("wbr")
        mark.tail = piece
        marks.append(mark)
    heading[:0] = marks
