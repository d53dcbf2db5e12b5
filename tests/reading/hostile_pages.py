"""Web pages, texts and binary Word files made to hurt a reader."""

import struct

from making_old_word import END, SECTOR, TEXT_AT, Para, compound, old_word

OPENING = "<html><body><p>云溪市测试办法</p><p>第一条 为规范测试，制定本办法。</p>"
POLICY = "云溪市测试办法\n第一条 为规范测试，制定本办法。\n"
BIDI = "\u202e\u2066\u2069\u200f\u061c"
UNSEEN = BIDI + "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\u3164\U000e0041\U000e007f\x01\x08\x1b\x7f\x9b"


def page(inner: str) -> bytes:
    """Return a page with a policy and ``inner`` after it."""
    return (OPENING + inner).encode("utf-8", "surrogatepass")


def listed(count: int) -> bytes:
    """Return a page with one list of ``count`` items, numbered by the browser."""
    return page("<ol>" + "<li>甲乙丙；</li>" * count + "</ol>")


def deep_tables(depth: int, width: int) -> bytes:
    """Return a page with tables in tables."""
    cells = "<td>甲</td>" * width
    return page(f"<table><tr>{cells}<td>" * depth + "云溪市。" + "</td></tr><tr><td>乙</td><td>丙</td></tr></table>" * depth)


def deep_leaves(depth: int, count: int) -> bytes:
    """Return a page with ``count`` pieces of text, all ``depth`` elements deep."""
    return page("<div>" * depth + "<b>云溪市，</b>" * count + "</div>" * depth)


def in_utf7(text: str) -> bytes:
    """Return a page that says it is written in UTF-7, with markup hidden in it."""
    head = b'<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-7"></head><body>'
    return head + b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-" + text.encode("utf-8") + b"</body></html>"


def looping_chain() -> bytes:
    """Return a .doc file whose chain of sectors leads back to its start."""
    data = bytearray(old_word([Para("第一条 甲。")]))
    first = struct.unpack_from("<L", data, 76)[0]
    struct.pack_into("<4L", data, (first + 1) * SECTOR, 1, 2, 3, 0)
    return bytes(data)


def looping_extension() -> bytes:
    """Return a .doc file whose list of allocation sectors extends to itself."""
    data = bytearray(old_word([Para("第一条 甲。")]) + b"\x00" * SECTOR * 2_000)
    struct.pack_into("<LL", data, 68, 3, 0xFFFFFF)
    struct.pack_into("<128L", data, 4 * SECTOR, *([0] * 127), 3)
    return bytes(data)


def looping_directory() -> bytes:
    """Return a .doc file whose directory is a chain of all its sectors, each full of entries."""
    data = bytearray(old_word([Para("第一条 甲。")]))
    start = struct.unpack_from("<L", data, 48)[0]
    first = struct.unpack_from("<L", data, 76)[0]
    struct.pack_into("<L", data, (first + 1) * SECTOR + 4 * start, start)
    return bytes(data)


def absurd_sizes() -> bytes:
    """Return a .doc file that says its streams and texts have four thousand million characters."""
    data = bytearray(old_word([Para("第一条 甲。")]))
    at = data.index(struct.pack("<HH", 0xA5EC, 0xC1))
    struct.pack_into("<3L", data, at + 0x4C, 0xFFFFFFF0, 0xFFFFFFF0, 0xFFFFFFF0)
    return bytes(data)


def absurd_sectors(shift: int) -> bytes:
    """Return a .doc file with sectors of an absurd size."""
    data = bytearray(old_word([Para("第一条 甲。")]))
    struct.pack_into("<HH", data, 30, shift, shift)
    return bytes(data)


def repeated_pieces(count: int, characters: int) -> bytes:
    """Return a .doc file whose table of pieces names the same text ``count`` times."""
    text = ("第一条 " + "甲" * characters + "\r").encode("utf-16-le")
    length = len(text) // 2
    starts = struct.pack(f"<{count + 1}L", *range(0, length * (count + 1), length))
    pieces = b"\x02" + struct.pack("<L", len(starts) + 8 * count) + starts + struct.pack("<HLH", 0, TEXT_AT, 0) * count
    header = bytearray(TEXT_AT)
    struct.pack_into("<HH", header, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", header, 10, 0x0200)
    struct.pack_into("<3L", header, 0x4C, length * count, 0, 0)
    struct.pack_into("<LL", header, 0x9A + 8 * 33, 0, len(pieces))
    return compound({"WordDocument": bytes(header) + text, "1Table": pieces})


def pages_of_properties(runs: int) -> bytes:
    """Return a .doc file whose every character is looked up in a page of properties that leads nowhere."""
    data = bytearray(old_word([Para("甲" * 200) for _ in range(20)], characters=[(i, i + 1, b"\x00" * 2) for i in range(0, 60, 2)]))
    at = data.index(struct.pack("<HH", 0xA5EC, 0xC1))
    struct.pack_into("<LL", data, at + 0x9A + 8 * 12, 0, 8 * runs + 4)
    return bytes(data)


def short_stream_without_table() -> bytes:
    """Return a .doc file whose text lies in short sectors that do not exist."""
    data = bytearray(old_word([Para("第一条 甲。")]))
    name = "1Table".encode("utf-16-le")
    at = data.index(name)
    struct.pack_into("<LL", data, at + 116, 7, 100)
    struct.pack_into("<L", data, 60, END)
    return bytes(data)
