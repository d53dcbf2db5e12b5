"""Picture files (.png .jpg .tif .bmp .webp): each page of them is recognised like a page of a scanned PDF."""

import io
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PIL import Image, ImageOps, ImageSequence

from studio.errors import CannotAccept
from studio.reading import limits
from studio.reading.blocks import Manuscript
from studio.reading.page_text import blocks_of
from studio.reading.printed import Item
from studio.reading.progress import Progress, silent
from studio.reading.recognised import allow_recognition, note_recognition, refuse_without_engine

if TYPE_CHECKING:
    import numpy

MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "TIFF": "image/tiff", "BMP": "image/bmp", "WEBP": "image/webp"}
SMALLEST_SIDE = 100
DRAFT_SIDE = 2000
# What Pillow's decoders raise for files cut short or made to hurt.
BROKEN = (OSError, SyntaxError, ValueError, TypeError, EOFError, IndexError, KeyError, OverflowError, ZeroDivisionError, struct.error)  # fmt: skip


def read_picture(data: bytes, name: str, progress: Progress = silent) -> Manuscript:
    """Read a picture of a document, page by page.

    Raises:
        CannotAccept: damaged, too large or too small, too many pages, or recognition is not installed.
    """
    refuse_without_engine(name, few=False)
    picture = _opened(data, name)
    frames = getattr(picture, "n_frames", 1)
    allow_recognition(frames, name)
    from studio.reading.scans import Recogniser

    recogniser, number = Recogniser(), 0
    items: list[Item] = []
    for done, frame in enumerate(_frames(picture, name)):
        for page in _pages(frame, name, number):
            number += 1
            progress(min(1.0, done / frames), f"正在识别第{number}页，共{max(number, frames)}页")
            items += recogniser.items_on(page, number)
    manuscript = Manuscript(MEDIA_TYPES[picture.format or ""])
    manuscript.blocks = blocks_of(items, number, range(1, number + 1))
    note_recognition(manuscript, list(range(1, number + 1)), [], number)
    return manuscript


def picture_pages(data: bytes, name: str) -> Iterator["numpy.ndarray"]:
    """Yield the pages of a picture file in the order they are numbered when it is read.

    Raises:
        CannotAccept: as ``read_picture``.
    """
    number = 0
    for frame in _frames(_opened(data, name), name):
        for page in _pages(frame, name, number):
            number += 1
            yield page


def _opened(data: bytes, name: str) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(data), formats=tuple(MEDIA_TYPES))
    except Image.DecompressionBombError as error:
        raise _too_large(name) from error
    except BROKEN as error:
        raise CannotAccept(f"图片“{name}”已损坏或格式不受支持，请另存为 PNG 或 JPG 后再上传。") from error
    _check_size(picture, name)
    return picture


def _check_size(picture: Image.Image, name: str) -> None:
    if picture.width * picture.height > limits.PICTURE_PIXELS:
        raise _too_large(name)
    if min(picture.size) < SMALLEST_SIDE:
        raise CannotAccept(f"图片“{name}”尺寸过小，看不清文字，请上传清晰的扫描件或 Word 原稿。")


def _too_large(name: str) -> CannotAccept:
    return CannotAccept(f"图片“{name}”尺寸过大，无法识别，请以 200～300 dpi 重新扫描后再上传。")


def _frames(picture: Image.Image, name: str) -> Iterator[Image.Image]:
    """Yield the pages of a picture file upright as the camera noted, on white paper."""
    try:
        for frame in ImageSequence.Iterator(picture):
            _check_size(frame, name)
            # A JPEG is decoded at the size needed, not in full.
            frame.draft("RGB", (DRAFT_SIDE, DRAFT_SIDE))
            upright = ImageOps.exif_transpose(frame)
            if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
                clear = upright.convert("RGBA")
                upright = Image.new("RGBA", clear.size, "white")
                upright.alpha_composite(clear)
            yield upright.convert("RGB")
    except Image.DecompressionBombError as error:
        raise _too_large(name) from error
    except BROKEN as error:
        raise CannotAccept(f"图片“{name}”已损坏或不完整，请重新扫描或另存为 PNG、JPG 后再上传。") from error


def _pages(frame: Image.Image, name: str, before: int) -> list["numpy.ndarray"]:
    import numpy

    from studio.reading.scan_images import pages_of

    pages = pages_of(numpy.asarray(frame))
    if before + len(pages) > limits.RECOGNISED_PAGES:
        raise CannotAccept(f"图片“{name}”内容过长，一次最多识别{limits.RECOGNISED_PAGES}页，请拆分后分别上传。")
    return pages
