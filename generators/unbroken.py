"""Numbers of a web page stay on one line with what counts them: 每人500元 is never 每人50 and 0元."""

import re

from lxml import etree

from generators.typography import JOINT

CLASS = "joint"
LONGEST = 14
"""Characters of a number with its unit that are kept together; a longer one may break, or it would not fit a narrow column."""

_LEFT = {"a", "title", "script", "style", "option", "button", "label", "input", "svg", "code"}
_COUNTED = re.compile(r"\d.*[^\d.,:—～]")


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
