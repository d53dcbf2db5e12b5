"""Pages saved from a government portal: the main content found, navigation dropped, stated metadata kept as hints.

What a page says about itself (meta tags, property tables such as 索引号 …) is metadata of the publication; the site that
shows the page is not thereby the issuer.
"""

import re
from collections.abc import Iterator

from lxml import etree, html

from studio.errors import CannotAccept
from studio.reading import limits, lines
from studio.reading.blocks import Block, Manuscript
from studio.reading.folding import folded, squeezed
from studio.reading.grid import Cell, cell_text, laid_out
from studio.reading.hints import FIELDS
from studio.reading.markers import marker_of
from studio.reading.numbering_formats import written
from studio.reading.page_content import DROPPED, attached_files, is_invisible, main_content, style_of

MEDIA_TYPE = "text/html"
BLOCKS = {
    "p", "div", "section", "article", "main", "header", "footer", "aside", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4",
    "h5", "h6", "blockquote", "pre", "form", "fieldset", "center", "body", "html", "figure", "figcaption", "address", "hr", "details", "summary",
    "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption",
}  # fmt: skip
CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
RIGHT = re.compile(r"text-align\s*:\s*(?:right|end)", re.IGNORECASE)
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
TOOL_LINE = re.compile(
    r"^(?:\[?(?:打印|关闭|返回顶部|返回|分享到?|收藏|字号|大|中|小|默认|字体|下载|纠错|我要纠错|扫一扫.{0,20}|微信|微博|来源|作者|浏览次数|点击数|视力保护色)\]?[:：]?\s*)+$"
    r"|^(?:点击|点此|请点击)(?:查看|阅读|浏览|下载|收听|观看)?.{0,4}(?:解读|图解|原文|音频|视频).{0,100}$"
    r"|^(?:点击|点此|请点击|相关|查看).{0,14}(?:解读|链接|阅读|下载|查看|稿件|文章|文件)[:：]?.{0,4}$|^(?:上一篇|下一篇|责任编辑|编辑|审核|相关新闻|相关文章|相关链接)[:：]"
)
LIST_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
TOO_LARGE = "网页“{name}”内容过大，超出可读取的范围，请只保存政策正文页面后再上传。"
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
LONG_TAG, LONGEST_STRETCH, MOST_ATTRIBUTES = 2_000, 9_900_000, 3_000
NO_NUMBERS = re.compile(r"list-style(?:-type)?\s*:\s*none")
MOST_DEPTH = 150
LAYOUT_CHARACTERS = 1_200
META = {
    "articletitle": "title", "og:title": "title", "pubdate": "published_on", "publishdate": "published_on", "article:published_time": "published_on",
    "contentsource": "source", "sitename": "site", "columnname": "column", "keywords": "keywords", "url": "url",
}  # fmt: skip
PUBLISHED = re.compile(
    r"(?:发布时间|发布日期|公开时间|公开日期|信息时间|时间|日期) {0,2}: {0,2}(\d{4}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日))"
)


def read_webpage(data: bytes, name: str) -> Manuscript:
    """Read a saved web page into blocks.

    Raises:
        CannotAccept: not HTML that can be parsed, or nested beyond reason.
    """
    root = _parsed(data, name)
    manuscript = Manuscript(MEDIA_TYPE)
    manuscript.hints = _meta_hints(root)
    for element in list(root.iter(etree.Comment, etree.ProcessingInstruction)):
        element.drop_tree() if hasattr(element, "drop_tree") else None
    body = root.find("body")
    body = root if body is None else body
    main = main_content(body)
    _property_hints(body, main, manuscript.hints)
    _heading_hint(body, main, manuscript.hints)
    if files := attached_files(body, main, manuscript.hints.get("title", "")):
        manuscript.hints["attachments"] = "\n".join(files)
    walker = _Walker(manuscript, name)
    walker.walk(main, centred=False, right=False, depth=0)
    walker.flush()
    for block in manuscript.blocks[:8]:
        _publication_hint(block.text, manuscript.hints)
    manuscript.blocks = [block for block in manuscript.blocks if block.rows or not TOOL_LINE.match(block.text)]
    return manuscript


def _parsed(data: bytes, name: str) -> etree._Element:
    text = _decoded(data)
    if text.count("<") > limits.PAGE_MARKUP or _has_endless_tags(text):
        raise CannotAccept(TOO_LARGE.format(name=name))
    parser = html.HTMLParser(huge_tree=False, no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = html.document_fromstring(text.encode("utf-8", "surrogatepass"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise CannotAccept(f"网页“{name}”无法解析，请在浏览器中重新打开并另存为“网页，仅 HTML”后再上传。") from error
    return root


def _has_endless_tags(text: str) -> bool:
    """Tell whether a tag or text has no end, or tags carry so many attributes that the parser, which compares each with all others, would take long."""
    cost = 0
    for piece in text.split("<"):
        if len(piece) > LONGEST_STRETCH:
            # The parser would leave out a text of that length without a word.
            return True
        if len(piece) > LONG_TAG:
            tag = QUOTED.sub("", piece).partition(">")[0]
            cost += len(tag.split()) ** 2
    return cost > MOST_ATTRIBUTES**2


def _decoded(data: bytes) -> str:
    declared = CHARSET.search(data[:4096])
    names = [declared[1].decode("ascii").lower()] if declared else []
    names = ["gb18030" if name in ("gb2312", "gbk") else name for name in names]
    for encoding in dict.fromkeys(
        ["utf-8-sig", *names, "gb18030"] if data[:2] not in (b"\xff\xfe", b"\xfe\xff") else ["utf-16"]
    ):
        try:
            return data.decode(encoding).replace("\x00", "")
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("utf-8", "replace").replace("\x00", "")


# ---- what the page says about itself


def _meta_hints(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in root.iter("meta"):
        key = META.get((tag.get("name") or tag.get("property") or "").lower())
        if key and (tag.get("content") or "").strip():
            found.setdefault(key, tag.get("content").strip())
    if "title" not in found:
        title = root.find(".//title")
        if title is not None and (title.text or "").strip():
            found["page_title"] = title.text.strip()
    return found


def _property_hints(body: etree._Element, main: etree._Element, hints: dict[str, str]) -> None:
    """Read key and value pairs printed around the text: two cells (索引号： | 000014349/…) or one line (文号：…)."""
    pending = ""
    for element in _outside(body, main):
        text = re.sub(r"\s+", " ", element).strip()
        if not text or len(text) > 200:
            pending = ""
            continue
        key = squeezed(folded(text)).rstrip(":")
        if key in FIELDS and key != "标题":
            pending = FIELDS[key]
            continue
        if key in ("标题", "名称"):
            pending = "title"
            continue
        if pending:
            if not text.endswith(("：", ":")):
                hints[pending] = text
            pending = ""
            continue
        _publication_hint(text, hints)
        found = lines.KEY_VALUE.match(folded(text))
        if found and (name := FIELDS.get(squeezed(found[1]))) and found[2].strip():
            hints.setdefault(name, text[found.start(2) :].strip())


def _publication_hint(text: str, hints: dict[str, str]) -> None:
    """Note the day a page says it was published (发布时间：2026-03-12 来源：…), where no tag states it."""
    if "published_on" not in hints and len(text) < 200 and (found := PUBLISHED.match(folded(text))):
        hints["published_on"] = found[1]


def _outside(body: etree._Element, main: etree._Element) -> Iterator[str]:
    """Yield the pieces of text outside the main content, in document order."""
    inside = set(main.iter())
    for element in body.iter():
        if element in inside or not isinstance(element.tag, str) or element.tag in DROPPED:
            continue
        if element.text and element.text.strip():
            yield element.text
        for entry in element:
            if entry.tail and entry.tail.strip():
                yield entry.tail


def _heading_hint(body: etree._Element, main: etree._Element, hints: dict[str, str]) -> None:
    inside = set(main.iter())
    if "title" not in hints:
        for element in body.iter("h1", "h2", "h3"):
            text = squeezed(element.text_content())
            if element not in inside and 8 <= len(text) <= 120 and lines.KIND_AT_END.search(folded(text)):
                hints["title"] = re.sub(r"\s+", " ", element.text_content()).strip()
                return
    if "title" not in hints and "page_title" in hints:
        parts = re.split(r"\s*[-_|—–]{1,2}\s*", hints["page_title"])
        best = max(parts, key=len)
        if lines.KIND_AT_END.search(folded(best)) or len(best) > 12:
            hints["title"], hints["title_from"] = best, "page"


# ---- blocks


class _Walker:
    """Turns elements into blocks: one a paragraph, one a table."""

    def __init__(self, manuscript: Manuscript, name: str) -> None:
        self.manuscript, self.name = manuscript, name
        self.pieces: list[str] = []
        self.centred = self.right = False
        self.label = ""
        self.outline: int | None = None
        self.numbers: dict[etree._Element, dict[etree._Element, int]] = {}

    def flush(self) -> None:
        """End the paragraph being gathered."""
        raw = "".join(self.pieces)
        self.pieces = []
        text = re.sub(r"[ \t\r\n\f\v]+", " ", raw).strip()
        if text or self.label:
            self.manuscript.take(
                Block(text, label=self.label, outline=self.outline, centred=self.centred, right=self.right)
            )
            self.label = ""

    def walk(self, element: etree._Element, *, centred: bool, right: bool, depth: int) -> None:
        """Read ``element`` and what it contains."""
        if depth > MOST_DEPTH:
            raise CannotAccept(f"网页“{self.name}”结构异常（嵌套过深），请在浏览器中重新另存后再上传。")
        tag = element.tag
        if not isinstance(tag, str) or tag in DROPPED or is_invisible(element):
            return
        if tag == "br":
            self.flush()
            return
        if tag == "table" and not is_layout(element):
            self.flush()
            self._table(element, depth)
            return
        block = tag in BLOCKS
        style, align = style_of(element), (element.get("align") or "").lower()
        if block:
            self.flush()
            centred = (
                (centred or tag == "center")
                and align not in ("left", "right", "justify")
                or bool(CENTRED.search(style))
                or align == "center"
            )
            right = bool(RIGHT.search(style)) or align == "right"
            self.centred, self.right = centred, right
            self.outline = int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else None
            if tag == "li":
                self.label = self._list_label(element)
        if element.text:
            self.pieces.append(element.text)
        for entry in element:
            self.walk(entry, centred=centred, right=right, depth=depth + 1)
            if block:
                self.centred, self.right = centred, right
            if entry.tail:
                self.pieces.append(entry.tail)
        if block:
            self.flush()
            self.outline = None

    def _list_label(self, item: etree._Element) -> str:
        above = item.getparent()
        if above is None or above.tag != "ol" or NO_NUMBERS.search(style_of(above)) or NO_NUMBERS.search(style_of(item)):
            return ""
        if above not in self.numbers:
            self.numbers[above] = _list_numbers(above)
        if marker_of(_beginning(item)):
            return ""
        style = LIST_STYLES.get(above.get("type") or "1", "decimal")
        return f"{written(self.numbers[above][item], style)}."

    def _table(self, element: etree._Element, depth: int) -> None:
        rows = [[self._cell(cell, depth) for cell in row if cell.tag in ("td", "th")] for row in _rows(element)]
        keys = sum(squeezed(folded(cell.text)).rstrip(":") in FIELDS for row in rows for cell in row)
        if keys >= 2:
            self._properties([cell.text for row in rows for cell in row])
            return
        caption = element.find("caption")
        if caption is not None:
            self.walk(caption, centred=True, right=False, depth=depth + 1)
        grid, covered = laid_out(rows)
        if grid:
            self.manuscript.take(Block(rows=grid, merged=covered))

    def _properties(self, cells: list[str]) -> None:
        for key, text in zip(cells, cells[1:], strict=False):
            field = FIELDS.get(squeezed(folded(key)).rstrip(":"))
            if field and text and squeezed(folded(text)).rstrip(":") not in FIELDS:
                self.manuscript.hints.setdefault(field, text)

    def _cell(self, element: etree._Element, depth: int) -> Cell:
        inner = _Walker(Manuscript(MEDIA_TYPE), self.name)
        inner.walk(element, centred=False, right=False, depth=depth + 1)
        inner.flush()
        texts: list[str] = []
        for block in inner.manuscript.blocks:
            texts.extend("，".join(filter(None, row)) for row in block.rows)
            texts.append(block.words)
        return Cell(cell_text(texts), _span(element, "colspan"), _span(element, "rowspan"))


def is_layout(table: etree._Element) -> bool:
    """Tell whether a table only places the page's parts: one column, or a cell that holds a text of its own."""
    rows = list(_rows(table))
    if max((sum(entry.tag in ("td", "th") for entry in row) for row in rows), default=0) <= 1:
        return True
    if len(rows) > 3:
        return False
    return any(
        cell.find(".//table") is not None
        or len(cell.text_content()) > LAYOUT_CHARACTERS
        and len(cell.findall(".//p")) > 8
        for row in rows
        for cell in row
    )


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of a table, not those of tables inside it."""
    for entry in table:
        if entry.tag == "tr":
            yield entry
        elif entry.tag not in ("table", "td", "th"):
            yield from _rows(entry)


def _list_numbers(above: etree._Element) -> dict[etree._Element, int]:
    """Return the number a browser gives each item of a list."""
    numbers = {}
    number = _number(above.get("start"), 1)
    for entry in above:
        if entry.tag == "li":
            number = _number(entry.get("value"), number)
            numbers[entry] = number
            number += 1
    return numbers


def _beginning(element: etree._Element) -> str:
    """Return the first words of an element, enough to see a number they begin with."""
    words = ""
    for text in element.itertext():
        words = (words + text).lstrip()
        if len(words) >= 40:
            break
    return words.strip()


def _number(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,4}", text.strip()) else default


def _span(element: etree._Element, name: str) -> int:
    return max(1, _number(element.get(name), 1))
