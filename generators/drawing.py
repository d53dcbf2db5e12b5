"""Pages of a PDF as PNG: drawn by pdfium band by band, each compressed while the next is drawn.

That takes half the time typst takes for a long picture on one processor and a third on two, and shows what the PDF shows.
"""

import ctypes
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

import pypdfium2
from pypdfium2 import raw

from generators.picture import SIGNATURE

BAND = 512
"""Rows drawn at a time."""

LEVEL = 3
"""Of zlib. Flat grounds and letters without filters make a smaller file than typst's filters at a higher level."""

PDFIUM = Lock()
"""Held by whoever calls pdfium in a process with several threads: it is safe for one at a time, whatever the document."""


def pictures_of(pdf: bytes, ppi: float) -> list[bytes]:
    """Return every page of a PDF as a PNG of ``ppi`` pixels an inch, RGB on white; the same PDF gives the same bytes."""
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [_picture(page, ppi / 72) for page in document]
        finally:
            document.close()


def _picture(page: pypdfium2.PdfPage, scale: float) -> bytes:
    """Draw one page and close it."""
    width, height = (max(1, round(side * scale)) for side in page.get_size())
    packer = zlib.compressobj(LEVEL)
    with ThreadPoolExecutor(1) as beside:
        under_way = [beside.submit(packer.compress, _rows(page, width, height, top)) for top in range(0, height, BAND)]
        packed = [part.result() for part in under_way]
    page.close()
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", b"".join([*packed, packer.flush()])) + _chunk(b"IEND", b"")


def _rows(page: pypdfium2.PdfPage, width: int, height: int, top: int) -> ctypes.Array:
    """Return a band of a page's rows as a PNG holds them: a byte for the filter, which stays 0, then the pixels."""
    count, stride = min(BAND, height - top), 1 + 3 * width
    rows = (ctypes.c_ubyte * (count * stride))()
    pixels = ctypes.byref(rows, 1)
    bitmap = raw.FPDFBitmap_CreateEx(width, count, raw.FPDFBitmap_BGR, pixels, stride)
    if not bitmap:
        raise MemoryError(f"no room to draw {count} rows of {width} pixels")
    raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, count, 0xFFFFFFFF)
    raw.FPDF_RenderPageBitmap(bitmap, page, 0, -top, width, height, 0, raw.FPDF_REVERSE_BYTE_ORDER)
    raw.FPDFBitmap_Destroy(bitmap)
    return rows


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
