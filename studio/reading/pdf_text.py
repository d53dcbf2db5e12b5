"""PDF files: their text line by line with its place, tables by their rulings; pages without usable text are recognised."""

import pypdfium2

from studio.errors import CannotAccept
from studio.reading import limits
from studio.reading.blocks import Manuscript
from studio.reading.page_text import Item, blocks_of
from studio.reading.pdf_page import page_items

MEDIA_TYPE = "application/pdf"


def read_pdf(data: bytes, name: str) -> Manuscript:
    document = opened(data, name)
    items = []
    for n in range(len(document)):
        page = document[n]
        items += page_items(page, n + 1)
        page.close()
    m = Manuscript(MEDIA_TYPE)
    m.blocks = blocks_of(items, len(document))
    return m


def opened(data: bytes, name: str) -> pypdfium2.PdfDocument:
    """Open a PDF.

    Raises:
        CannotAccept: encrypted, damaged, or too long.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise CannotAccept(f"文件“{name}”设有打开密码，请取消密码保护后再上传。") from error
        raise CannotAccept(f"文件“{name}”已损坏，无法打开，请重新导出 PDF 后再上传。") from error
    if not 0 < len(document) <= limits.PAGES:
        pages = len(document)
        document.close()
        raise CannotAccept(f"文件“{name}”页数异常（{pages}页），请核对文件后再上传。")
    return document
