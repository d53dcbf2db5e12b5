"""A page of the uploaded file as a picture, for a person to compare with what was recognised on it."""

import io
from itertools import islice

from PIL import Image

from studio.errors import CannotAccept
from studio.reading import limits
from studio.reading.pdf_limits import refuse_bombs
from studio.reading.recognition import kind_of

WIDTH, HEIGHT = 1100, 2200
"""Pixels a page is drawn in at most: enough to read small print, small enough to send at once."""


def page_picture(data: bytes, name: str, page: int) -> bytes:
    """Return page number ``page`` (from 1) of a PDF or a picture file as JPEG.

    Raises:
        CannotAccept: the file has no pages of that kind, or not so many.
    """
    kind = kind_of(data, name)
    drawn = _of_pdf(data, name, page) if kind == "pdf" else _of_picture(data, name, page) if kind == "picture" else None
    if drawn is None:
        raise CannotAccept(f"“{name}”没有可以显示的第 {page} 页。")
    drawn.thumbnail((WIDTH, HEIGHT))
    stream = io.BytesIO()
    drawn.convert("RGB").save(stream, "JPEG", quality=82)
    return stream.getvalue()


def _of_pdf(data: bytes, name: str, page: int) -> Image.Image | None:
    import pypdfium2

    refuse_bombs(data, name)
    try:
        document = pypdfium2.PdfDocument(data)
        if not 1 <= page <= min(len(document), limits.PAGES):
            return None
        sheet = document[page - 1]
        scale = min(WIDTH / max(sheet.get_width(), 1), HEIGHT / max(sheet.get_height(), 1), 4)
        return sheet.render(scale=scale).to_pil()
    except pypdfium2.PdfiumError as error:
        raise CannotAccept(f"文件“{name}”的第 {page} 页无法显示，请打开原文件查看。") from error


def _of_picture(data: bytes, name: str, page: int) -> Image.Image | None:
    from studio.reading.pictures import picture_pages

    return next((Image.fromarray(found) for found in islice(picture_pages(data, name), page - 1, page)), None)
