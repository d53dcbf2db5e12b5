"""Where on a saved page its text stands, and which files it offers beside it."""

import re

from lxml import etree

from studio.reading import lines
from studio.reading.folding import alike, folded, squeezed
from studio.reading.hints import FIELDS
from studio.reading.markers import marker_of

DROPPED = {
    "script", "style", "noscript", "template", "select", "option", "button", "input", "textarea", "iframe", "object", "svg", "canvas",
    "video", "audio", "head", "nav", "map", "link", "meta", "title",
}  # fmt: skip
INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
FOOTER = re.compile(r"版权所有|ICP备|公网安备|网站标识码|主办单位|主办：|承办：|技术支持|建议使用|浏览器")
BESIDE = re.compile(
    r"^(?:当前位置|您的位置|您现在的位置|发布时间|发布日期|时间|来源|信息来源|作者|浏览次数|点击数|字体|字号|上一篇|下一篇|责任编辑|分享)"
)
NEARLY_ALL = 0.88
MOST = 0.75
CONTENT_NAME = re.compile(
    r"(?i)ucap-content|trs_editor|trs_ueditor|article[-_]?(?:con|content|body|text|main)|pages_content|main[-_]?text|news[-_]?con|content[-_]?(?:text|body|main)|zoom$|vsb_content"
)
"""Names the publishing systems of portals give to the element that holds the text."""

FILE = re.compile(r"(?i)\.(?:docx?|wps|pdf|ofd|xlsx?|et|pptx?|zip|rar)(?:[?#]|$)")
SAME_TEXT = re.compile(r"下载|打印|(?:本文|全文|正文|原文|文件|Word|PDF)\S{0,4}(?:版|格式)|政府公报|图解|解读|一图读懂")
MOST_FILES = 40
LONGEST_STYLE = 1_000


def main_content(body: etree._Element) -> etree._Element:
    """Return the smallest element that holds nearly all running text of the page (links and menus do not count)."""
    weights = _weights(body)
    total = weights.get(body, 0.0)
    best = body
    named = _named_content(weights, total)
    if named is not None:
        return named
    while total:
        inner = next(
            (entry for entry in best if isinstance(entry.tag, str) and weights.get(entry, 0.0) >= NEARLY_ALL * total),
            None,
        )
        if (
            inner is None
            or inner.tag in ("p", "tbody", "tr", "table", "ul", "ol", "span")
            and not _contains_blocks(inner)
        ):
            break
        best = inner
    return best


def _named_content(weights: dict[etree._Element, float], total: float) -> etree._Element | None:
    """Return the element a publishing system names as the content, when it holds most of the text and no other does."""
    named = [
        element
        for element, weight in weights.items()
        if weight >= MOST * total and CONTENT_NAME.search(f"{element.get('id') or ''} {element.get('class') or ''}")
    ]
    # Of several inside one another the innermost is the text.
    return min(named, key=lambda element: weights[element], default=None)


def is_invisible(element: etree._Element) -> bool:
    """Tell whether the page hides the element."""
    # Pages that are drawn by a script hide their whole body until it has run.
    return element.tag not in ("body", "html") and bool(element.get("style") and INVISIBLE.search(style_of(element)))


def style_of(element: etree._Element) -> str:
    """Return the beginning of an element's own style, which says all that is asked of it."""
    return (element.get("style") or "")[:LONGEST_STYLE]


def _contains_blocks(element: etree._Element) -> bool:
    return any(entry.tag in ("p", "div", "br", "table", "td") for entry in element.iter() if entry is not element)


def _weights(body: etree._Element) -> dict[etree._Element, float]:
    """Return how much running text each element holds; elements without any are left out. Linear in the size of the page."""
    weights: dict[etree._Element, float] = {}
    # One entry for each open element: what it holds so far, and whether it keeps what is in it from counting.
    totals, silences = [0.0], [False]
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            silent = silences[-1] or element.tag in DROPPED or element.tag == "a" and bool(element.get("href"))
            silences.append(silent or is_invisible(element))
            totals.append(0.0 if silences[-1] else _weight(element.text))
            continue
        total = totals.pop()
        silences.pop()
        if total:
            weights[element] = total
        # Each line between two <br> counts by itself: a word of the footer in one must not silence the others.
        totals[-1] += total + (0.0 if silences[-1] else _weight(element.tail))
    return weights


def _weight(text: str | None) -> float:
    text = (text or "").strip()
    if not text:
        return 0.0
    if "。" in text or "；" in text:
        weight = 2.0 * len(text)
    elif "：" in text or marker_of(text):
        weight = float(len(text))
    else:
        weight = 0.5 * len(text) if "，" in text or "、" in text else 0.0
    beside = weight and (
        FOOTER.search(text)
        or BESIDE.match(text)
        or squeezed(folded(text)).rstrip(":") in FIELDS
        or lines.KEY_VALUE.match(folded(text))
    )
    return 0.0 if beside else weight


def attached_files(body: etree._Element, main: etree._Element, title: str) -> list[str]:
    """Return the names of files the page lists beside its text (附件：1.申请表.docx), not those that only repeat the text."""
    inside = set(main.iter())
    found: list[str] = []
    for link in body.iter("a"):
        text = re.sub(r"\s+", " ", link.text_content()).strip()
        if link in inside or not text or len(text) > 120 or not FILE.search(link.get("href") or ""):
            continue
        name = lines.FILE_NAME.sub("", text)
        if SAME_TEXT.search(name) or alike(name) == alike(title) or text in found:
            continue
        found.append(text)
    return found[:MOST_FILES]
