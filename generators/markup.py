"""Elements of a page in which every text is a stranger's: text is escaped by the serialiser, addresses and JSON are checked."""

import json
import re
from collections.abc import Iterable
from typing import Any

from lxml import etree

from generators.prose import clean

Element = etree._Element


def el(tag: str, *children: Any, **attributes: str | None) -> Element:
    """Return an element; strings become text. ``class_`` is class, ``data_clause`` data-clause; None leaves one out."""
    node = etree.Element(tag)
    for name, value in attributes.items():
        if value is not None:
            node.set(name.rstrip("_").replace("_", "-"), clean(value))
    for child in _flat(children):
        if isinstance(child, str):
            _append_text(node, clean(child))
        else:
            node.append(child)
    return node


def safe_url(url: str) -> str:
    """Return ``url`` when it is a plain web address or a relative file name, else nothing: never javascript: or data:."""
    url = url.strip()
    if re.fullmatch(r"https?://[^\s<>\"'\\]+", url, re.IGNORECASE):
        return url
    return url if re.fullmatch(r"(\.\./)*[A-Za-z0-9_][A-Za-z0-9._/-]*(#[A-Za-z0-9._-]+)?", url) else ""


def safe_json(content: Any) -> str:
    """Return JSON that may stand inside a script element: no < > & and no line separators, so nothing breaks out."""
    text = json.dumps(_cleaned(content), ensure_ascii=False, indent=1)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _cleaned(content: Any) -> Any:
    if isinstance(content, str):
        return clean(content)
    if isinstance(content, dict):
        return {clean(name): _cleaned(value) for name, value in content.items()}
    return [_cleaned(item) for item in content] if isinstance(content, (list, tuple)) else content


def _flat(children: Iterable[Any]) -> Iterable[Any]:
    for child in children:
        if isinstance(child, (list, tuple)):
            yield from _flat(child)
        elif child is not None:
            yield child


def _append_text(node: Element, text: str) -> None:
    if len(node):
        node[-1].tail = (node[-1].tail or "") + text
    else:
        node.text = (node.text or "") + text


def html(node: Element) -> str:
    """Return an element as HTML, without what follows it."""
    return etree.tostring(node, method="html", encoding="unicode", with_tail=False).replace("</wbr>", "")
