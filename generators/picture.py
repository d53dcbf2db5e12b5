"""Words inside pictures: PNG text chunks, so that a picture that travels alone still says where it came from."""

import struct
import zlib
from collections.abc import Mapping

SIGNATURE = b"\x89PNG\r\n\x1a\n"


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


def height_of(png: bytes) -> int:
    """Return the height in pixels a PNG's header states."""
    return struct.unpack(">I", png[20:24])[0]
