"""PDF files: their text with its place, tables by their rulings; pages without usable text are recognised."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pypdfium2

from studio.errors import CannotAccept
from studio.reading import limits
from studio.reading.blocks import Manuscript
from studio.reading.line_ends import LOST, MESSAGE, line_ends_lost
from studio.reading.page_text import blocks_of, running_heads
from studio.reading.pdf_limits import refuse_bombs
from studio.reading.pdf_objects import Drawing, drawing_on
from studio.reading.pdf_page import page_items
from studio.reading.printed import Item, Printed, Tabled, is_plausible
from studio.reading.progress import Progress, silent
from studio.reading.recognised import allow_recognition, note_recognition, refuse_without_engine

MEDIA_TYPE = "application/pdf"
LETTERS_A_PAGE = 15
PICTURE_SHARE = 0.2
OUTLINES = 150
"""A page with so many paths and no text has its characters drawn as outlines."""
FULL_PAGE = 0.6
LOOKED_AT, FIRST = 40, 5
"""How many pages, spread over a file, are looked at for pictures, and how many first pages for unreadable text, to tell
beforehand whether it needs recognition. Reading itself looks at every page."""


@dataclass(slots=True)
class _Page:
    """What a page holds as text, and why it cannot be used as such (empty when it can)."""

    number: int
    items: list[Item]
    letters: int = 0
    lacking: bool = False
    scanner_text: bool = False


def read_pdf(data: bytes, name: str, progress: Progress = silent) -> Manuscript:
    """Read a PDF into blocks, recognising the pages that are pictures.

    Raises:
        CannotAccept: encrypted, damaged, too long, or a scan where recognition is not installed.
    """
    with _Opened(data, name) as document:
        pages = _pages(document, name, range(len(document)))
        lacking = [page for page in pages if page.lacking]
        manuscript = Manuscript(MEDIA_TYPE)
        unread = _recognise(document, lacking, pages, name, progress) if lacking else []
        done = [page for page in lacking if page.number not in unread]
        items = [item for page in pages for item in page.items]
        manuscript.blocks = blocks_of(items, len(pages), [page.number for page in done])
        note_recognition(manuscript, [page.number for page in done], unread, len(pages))
        written = [item for page in pages if not page.lacking and not page.scanner_text for item in page.items]
        if line_ends_lost(written, document.get_metadata_dict().get("Producer", "")):
            manuscript.warn(LOST, MESSAGE)
        if any(page.scanner_text for page in pages):
            note_recognition(manuscript, [page.number for page in pages if page.scanner_text], [], len(pages))
        return manuscript


def pdf_needs_recognition(data: bytes, name: str) -> bool:
    """Tell whether a page of the PDF has no usable text. For hostile input: call it in a limited process.

    Raises:
        CannotAccept: encrypted, damaged, or too long.
    """
    with _Opened(data, name) as document:
        spread = range(0, len(document), max(1, len(document) // LOOKED_AT))
        shown = [index for index in spread if _is_shown(_drawing(document, index))]
        first = [index for index in range(min(len(document), FIRST)) if index not in shown]
        return any(page.lacking for page in _pages(document, name, [*shown[:LOOKED_AT], *first]))


class _Opened:
    """A PDF open for reading; what pdfium cannot read becomes one sentence."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        refuse_bombs(data, name)
        try:
            self.document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if "assword" in str(error):
                raise CannotAccept(f"文件“{name}”设有打开密码，请取消密码保护后再上传。") from error
            raise CannotAccept(f"文件“{name}”已损坏，无法打开，请重新导出 PDF 后再上传。") from error

    def __enter__(self) -> pypdfium2.PdfDocument:
        pages = len(self.document)
        if not 0 < pages <= limits.PAGES:
            self.document.close()
            raise CannotAccept(f"文件“{self.name}”页数异常（{pages}页），请核对文件后再上传。")
        return self.document

    def __exit__(self, kind, error, trace) -> None:
        self.document.close()
        if isinstance(error, pypdfium2.PdfiumError):
            raise CannotAccept(f"文件“{self.name}”已损坏，无法读取，请重新导出 PDF 后再上传。") from error


def _drawing(document: pypdfium2.PdfDocument, index: int) -> Drawing:
    page = document[index]
    try:
        return drawing_on(page)
    finally:
        page.close()


def _is_shown(drawing: Drawing) -> bool:
    """Tell whether a page without text has something to recognise."""
    return drawing.picture_share >= PICTURE_SHARE or drawing.paths >= OUTLINES


def _pages(document: pypdfium2.PdfDocument, name: str, indexes: Iterable[int]) -> list[_Page]:
    pages, drawings = [], []
    characters = cells = 0
    for index in indexes:
        page = document[index]
        items = page_items(page, index + 1)
        drawings.append(drawing_on(page))
        page.close()
        characters += sum(len(item.text) for item in items if isinstance(item, Printed))
        cells += sum(len(item.rows) * len(item.edges) for item in items if isinstance(item, Tabled))
        if characters > limits.CHARACTERS or cells > limits.TABLE_CELLS:
            raise CannotAccept(f"文件“{name}”内容过大，超出可读取的范围，请拆分后再上传。")
        pages.append(_Page(index + 1, items))
    heads = running_heads([item for page in pages for item in page.items if isinstance(item, Printed)], len(pages))
    for page, drawing in zip(pages, drawings, strict=True):
        _judge(page, drawing, heads)
    return pages


def _judge(page: _Page, drawing: Drawing, heads: set[str]) -> None:
    """Say whether the page's text is really that of the page: marks printed on every page do not count."""
    texts = [item.text for item in page.items if isinstance(item, Printed) and item.text not in heads]
    texts += [text for item in page.items if isinstance(item, Tabled) for row in item.rows for text in row]
    text = "".join(texts)
    page.letters = len(re.sub(r"[\W\d_]", "", text))
    page.lacking = page.letters < LETTERS_A_PAGE and _is_shown(drawing) or page.letters > 0 and not is_plausible(text)
    page.scanner_text = (
        not page.lacking and page.letters > 0 and drawing.hidden_text and drawing.picture_share >= FULL_PAGE
    )


def _recognise(
    document: pypdfium2.PdfDocument, lacking: list[_Page], pages: list[_Page], name: str, progress: Progress
) -> list[int]:
    """Put recognised items into the pages that lack text and return the numbers of those that could not be read."""
    readable = sum(page.letters for page in pages if not page.lacking)
    if refuse_without_engine(name, few=readable >= LETTERS_A_PAGE * len(pages)):
        return [page.number for page in lacking]
    allow_recognition(len(lacking), name)
    from studio.reading.scans import Recogniser

    recogniser = Recogniser()
    for done, page in enumerate(lacking):
        progress(done / len(lacking), f"正在识别第{page.number}页，共{len(pages)}页")
        page.items = recogniser.items_on(_rendered(document, page.number, name), page.number)
    return []


def _rendered(document: pypdfium2.PdfDocument, number: int, name: str):
    from studio.reading.scan_images import wanted_side

    page = document[number - 1]
    try:
        if drawing_on(page).pixels > limits.PICTURE_PIXELS:
            raise CannotAccept(f"文件“{name}”第{number}页的图片过大，无法识别，请以 200～300 dpi 重新扫描后再上传。")
        longest = max(page.get_size())
        if not 1 < longest < 20_000:
            raise CannotAccept(f"文件“{name}”第{number}页的版面尺寸异常，请重新导出 PDF 后再上传。")
        return page.render(
            scale=wanted_side(*page.get_size()) / longest, rev_byteorder=True, prefer_bgrx=False
        ).to_numpy()[..., :3]
    finally:
        page.close()
