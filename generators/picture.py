"""Finished pictures: words inside them (so that one that travels alone still says where it came from), length, slices."""

import base64
import io
import re
import struct
import zlib
from collections.abc import Mapping

SIGNATURE = b"\x89PNG\r\n\x1a\n"

FAINT = 14
"""Steps of 255 by which a ground may differ from its colour: the word 草稿 across a draft is fainter than that."""


def with_text(png: bytes, texts: Mapping[str, str]) -> bytes:
    """Return the PNG with one compressed iTXt chunk (UTF-8) a text, behind its header; empty texts are left out.

    Raises:
        ValueError: the bytes are no PNG.
    """
    if not png.startswith(SIGNATURE):
        raise ValueError("not a PNG")
    header_end = len(SIGNATURE) + 25
    chunks = b"".join(_chunk(keyword, text) for keyword, text in texts.items() if text)
    return png[:header_end] + chunks + png[header_end:]


def _chunk(keyword: str, text: str) -> bytes:
    body = keyword.encode("latin-1")[:79] + b"\0\1\0" + b"zh-CN\0" + b"\0" + zlib.compress(text.encode())
    return struct.pack(">I", len(body)) + b"iTXt" + body + struct.pack(">I", zlib.crc32(b"iTXt" + body))


def as_drawing(data: bytes) -> bytes:
    """Return a PNG or JPEG wrapped in an SVG of its size: the typesetter takes files of text only."""
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
        (width, height), kind = picture.size, (picture.format or "").lower()
    inside = base64.b64encode(data).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/{kind};base64,{inside}"/></svg>'
    ).encode()


def pdf_height(pdf: bytes) -> float:
    """Return the height in points of a PDF's first page.

    Raises:
        ValueError: the bytes hold no page.
    """
    found = re.search(rb"/MediaBox\s*\[\s*[\d.]+\s+[\d.]+\s+[\d.]+\s+([\d.]+)\s*\]", pdf)
    if found is None:
        raise ValueError("no page in the PDF")
    return float(found[1])


def slices(png: bytes, most: int, ground: str, head: int = 0) -> list[bytes]:
    """Cut a long picture into parts at most ``most`` pixels high, between its cards; the parts in order make the whole.

    A cut falls on a row that shows nothing but ``ground`` (#rrggbb), where there is one in the lower half of a part, and
    rather in a wide gap (before a heading) than in a narrow one. The first ``head`` rows, a label every part has to carry, stand
    on top of the later parts too.
    """
    import numpy
    from PIL import Image

    picture = Image.open(io.BytesIO(png)).convert("RGB")
    pixels = numpy.asarray(picture, dtype=numpy.int16)
    colour = numpy.array([int(ground[i : i + 2], 16) for i in (1, 3, 5)], dtype=numpy.int16)
    free = (numpy.abs(pixels - colour).max(axis=(1, 2)) <= FAINT).tolist()
    parts, top = [], 0
    while picture.height - top > most - (head if parts else 0):
        room = most - (head if parts else 0)
        cut = _cut(free, top + room // 2, top + room) or top + room
        parts.append((top, cut))
        top = cut
    made = []
    for upper, lower in [*parts, (top, picture.height)]:
        target = io.BytesIO()
        above = head if upper else 0
        part = Image.new("RGB", (picture.width, above + lower - upper))
        part.paste(picture.crop((0, 0, picture.width, above)), (0, 0))
        part.paste(picture.crop((0, upper, picture.width, lower)), (0, above))
        part.save(target, "PNG", compress_level=6)
        made.append(target.getvalue())
    return made


def _cut(free: list[bool], first: int, last: int) -> int | None:
    """Return the middle of the widest gap between two rows, a later one among nearly equal; None without any."""
    gaps, start = [], None
    for row in range(first, last + 1):
        if row < last and free[row]:
            start = row if start is None else start
        elif start is not None:
            gaps.append((row - start, start))
            start = None
    if not gaps:
        return None
    widest = max(width for width, _ in gaps)
    width, start = max((gap for gap in gaps if gap[0] >= 0.8 * widest), key=lambda gap: gap[1])
    return start + width // 2
