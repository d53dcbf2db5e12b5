"""PDF files that carry text: lines with their place on the page, joined to paragraphs; scans are recognised and refused."""

import ctypes
import re
import statistics
from collections import Counter
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as pdfium

from studio.errors import CannotAccept
from studio.reading import limits
from studio.reading.blocks import Block, Manuscript
from studio.reading.wrapping import SPACED_NUMBER, Line, is_page_mark, paragraphs_of

MEDIA_TYPE = "application/pdf"
LETTERS_A_PAGE = 15
BARE_NUMBER = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class Printed:
    """A line on its page; distances in points from the page's left and bottom edges."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    height: float


def read_pdf(data: bytes, name: str) -> Manuscript:
    """Read a PDF's text into blocks.

    Raises:
        CannotAccept: encrypted, damaged, too long, or a scan without text.
    """
    printed, pages, width = _printed_lines(data, name)
    margins = _margins(printed, pages)
    body = [line for line in printed if line.text not in margins and not _is_page_number(line, printed)]
    letters = len(re.sub(r"[\W\d_]", "", "".join(line.text for line in body)))
    if letters < LETTERS_A_PAGE * pages:
        raise CannotAccept(f"“{name}”是扫描件，页面上只有图片没有文字，请上传 Word 原稿或可以选中文字的 PDF。")
    manuscript = Manuscript(MEDIA_TYPE)
    manuscript.blocks = [Block(text=text, origin="header") for text in sorted(margins)] + _blocks(body, width)
    return manuscript


def _printed_lines(data: bytes, name: str) -> tuple[list[Printed], int, float]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise CannotAccept(f"文件“{name}”设有打开密码，请取消密码保护后再上传。") from error
        raise CannotAccept(f"文件“{name}”已损坏，无法打开，请重新导出 PDF 后再上传。") from error
    try:
        pages = len(document)
        if not 0 < pages <= limits.PAGES:
            raise CannotAccept(f"文件“{name}”页数异常（{pages}页），请核对文件后再上传。")
        found: list[Printed] = []
        characters = 0
        for number in range(pages):
            lines = _page_lines(document, number)
            characters += sum(len(line.text) for line in lines)
            if characters > limits.CHARACTERS:
                raise CannotAccept(f"文件“{name}”内容过大，超出可读取的范围，请拆分后再上传。")
            found.extend(lines)
        return found, pages, document[0].get_width()
    except pypdfium2.PdfiumError as error:
        raise CannotAccept(f"文件“{name}”已损坏，无法读取，请重新导出 PDF 后再上传。") from error
    finally:
        document.close()


def _page_lines(document: pypdfium2.PdfDocument, number: int) -> list[Printed]:
    page = document[number]
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        text = text_page.get_text_range(0, count) if count else ""
        lines: list[Printed] = []
        position = 0
        for piece in re.split(r"(\r\n|\r|\n)", text):
            words = piece.strip()
            if words:
                start = position + piece.index(words[0])
                box = _box(text_page, start, start + len(words) - 1)
                lines.append(Printed(words.replace("\x02", "").replace("\ufffe", ""), number + 1, *box))
            position += len(piece)
        return lines
    finally:
        text_page.close()
        page.close()


def _box(text_page: pypdfium2.PdfTextPage, first: int, last: int) -> tuple[float, float, float, float]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text_page.raw, first, left, right, bottom, top)
    start, size = left.value, pdfium.FPDFText_GetFontSize(text_page.raw, first)
    height = max(top.value - bottom.value, size if size > 3 else 0.0)
    pdfium.FPDFText_GetCharBox(text_page.raw, last, left, right, bottom, top)
    return start, right.value, bottom.value, height or 12.0


def _margins(printed: list[Printed], pages: int) -> set[str]:
    """Return the texts printed on most pages: running heads, watermarks."""
    if pages < 3:
        return set()
    seen = Counter(text for text, _ in {(line.text, line.page) for line in printed})
    return {text for text, count in seen.items() if count >= max(3, pages * 0.6) and len(text) < 60}


def _is_page_number(line: Printed, printed: list[Printed]) -> bool:
    if is_page_mark(line.text):
        return True
    if not BARE_NUMBER.fullmatch(line.text):
        return False
    lowest = min(other.bottom for other in printed if other.page == line.page) if len(printed) < 400 else line.bottom
    return line.bottom <= lowest + 1


def _blocks(body: list[Printed], page_width: float) -> list[Block]:
    size = statistics.median(line.height for line in body)
    long = [line for line in body if len(line.text) > 12] or body
    left = _usual(line.left for line in long)
    right = sorted(line.right for line in long)[int(len(long) * 0.9)]
    lines = []
    for line in body:
        middle = (line.left + line.right) / 2
        off = abs(middle - (left + right) / 2)
        centred = off < size and line.left > left + 2.6 * size and line.right < right - 2.6 * size
        lines.append(
            Line(line.text, max(0.0, (line.left - left) / size), (line.right - left) / size, line.page, centred)
        )
    if right - left < page_width * 0.3:
        return [Block(text=SPACED_NUMBER.sub("", line.text), page=line.page) for line in lines]
    lines = _titles_apart(lines)
    return [
        Block(text=each.text, page=each.page, centred=each.centred)
        for each in paragraphs_of(lines, (right - left) / size)
    ]


def _titles_apart(lines: list[Line]) -> list[Line]:
    """Keep a centred line from being taken for the start of a paragraph that the next full line continues."""
    return [replace(line, width=0.0) if line.centred else line for line in lines]


def _usual(values) -> float:
    counted = Counter(round(value) for value in values)
    most = max(counted.values())
    # The left edge is the leftmost of the common positions: most lines begin there, first lines stand further in.
    return float(min(value for value, count in counted.items() if count >= most * 0.3))
