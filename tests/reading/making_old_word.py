"""Makes binary Word files (.doc): the smallest compound file that holds text, properties and lists."""

import struct
from dataclasses import dataclass

SECTOR = 512
TEXT_AT = 0x800
END, FREE, TABLE_MARK = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


@dataclass(frozen=True)
class Para:
    """A paragraph: its text, the sign that ends it, and its paragraph modifiers."""

    text: str
    sprms: bytes = b""
    end: str = "\r"


def numbered(override: int, level: int = 0) -> bytes:
    """Return the modifiers that number a paragraph by list override and level."""
    return struct.pack("<HHHB", 0x460B, override, 0x260A, level)


IN_TABLE = struct.pack("<HB", 0x2416, 1)
ROW_END = IN_TABLE + struct.pack("<HB", 0x2417, 1)
DELETED, HIDDEN = struct.pack("<HB", 0x0800, 1), struct.pack("<HB", 0x083C, 1)


def level(text: str, code: int, start: int = 1) -> bytes:
    """Return one list level; %1 … %9 stand for the counters, ``code`` for the number format."""
    for number in range(1, 10):
        text = text.replace(f"%{number}", chr(number - 1))
    raw = text.encode("utf-16-le")
    return struct.pack("<LBB9sBLLBBBB", start, code, 0, b"", 0, 0, 0, 0, 0, 0, 0) + struct.pack("<H", len(raw) // 2) + raw


def old_word(paragraphs: list[Para], *, levels: list[bytes] = (), characters: list[tuple[int, int, bytes]] = (), notes: str = "", flags: int = 0) -> bytes:
    """Return a .doc file.

    ``levels`` are those of the one list, numbered by override 1; ``characters`` are (first, last, modifiers) of positions in the
    text; ``notes`` is the text of footnotes, each ending in a paragraph mark.
    """
    text = "".join(paragraph.text + paragraph.end for paragraph in paragraphs)
    encoded = (text + notes).encode("utf-16-le")
    papx_at = TEXT_AT + -(-len(encoded) // SECTOR) * SECTOR
    chpx_at = papx_at + SECTOR
    parts: dict[int, bytes] = {
        33: b"\x02" + struct.pack("<L", 16) + struct.pack("<LL", 0, len(text + notes)) + struct.pack("<HLH", 0, TEXT_AT, 0),
        13: struct.pack("<LLL", TEXT_AT, TEXT_AT + len(encoded), papx_at // SECTOR),
        12: struct.pack("<LLL", TEXT_AT, TEXT_AT + len(encoded), chpx_at // SECTOR),
    }
    if levels:
        nine = [*levels, *[level("", 255)] * (9 - len(levels))]
        parts[73] = struct.pack("<H", 1) + struct.pack("<LL18sBB", 7, 0, b"", 0, 0)
        parts[74] = struct.pack("<L", 1) + struct.pack("<LLLBBBB", 7, 0, 0, 0, 0, 0, 0) + struct.pack("<L", 0xFFFFFFFF)
        parts[75] = b"".join(nine)
    table, places = b"", {}
    for index in (33, 13, 12, 73, 75, 74):
        # The levels follow the list at once; no entry of their own points to them.
        places[index] = (len(table), len(parts.get(index, b"")))
        table += parts.get(index, b"")
    header = bytearray(TEXT_AT)
    struct.pack_into("<HH", header, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", header, 10, 0x0200 | flags)
    struct.pack_into("<3L", header, 0x4C, len(text), len(notes), 0)
    for index, place in places.items():
        if index != 75:
            struct.pack_into("<LL", header, 0x9A + 8 * index, *place)
    main = bytes(header) + encoded.ljust(papx_at - TEXT_AT, b"\x00") + _paragraph_page(paragraphs) + _character_page(characters, len(text + notes))
    return compound({"WordDocument": main, "1Table": table})


def _paragraph_page(paragraphs: list[Para]) -> bytes:
    bounds, position = [TEXT_AT], 0
    for paragraph in paragraphs:
        position += len(paragraph.text + paragraph.end)
        bounds.append(TEXT_AT + 2 * position)
    entries = [struct.pack("<H", 0) + paragraph.sprms for paragraph in paragraphs]
    return _page(bounds, [_padded(entry) for entry in entries], 13)


def _padded(entry: bytes) -> bytes:
    entry += b"\x00" * (1 - len(entry) % 2)
    return bytes([(len(entry) + 1) // 2]) + entry


def _character_page(characters: list[tuple[int, int, bytes]], length: int) -> bytes:
    bounds, entries, at = [TEXT_AT], [], 0
    for first, last, modifiers in characters:
        if first > at:
            bounds.append(TEXT_AT + 2 * first)
            entries.append(b"")
        bounds.append(TEXT_AT + 2 * last)
        entries.append(bytes([len(modifiers)]) + modifiers)
        at = last
    if at < length:
        bounds.append(TEXT_AT + 2 * length)
        entries.append(b"")
    return _page(bounds, entries, 1)


def _page(bounds: list[int], entries: list[bytes], size: int) -> bytes:
    page = bytearray(SECTOR)
    struct.pack_into(f"<{len(bounds)}L", page, 0, *bounds)
    position = SECTOR - 2
    for index, entry in enumerate(entries):
        if entry:
            position = (position - len(entry)) // 2 * 2
            page[position : position + len(entry)] = entry
            page[4 * len(bounds) + size * index] = position // 2
    page[-1] = len(entries)
    return bytes(page)


def compound(streams: dict[str, bytes]) -> bytes:
    """Return a compound file of the streams, each padded so that it needs no short sectors."""
    sectors: list[bytes] = []
    table: list[int] = []
    directory = b""

    def put(data: bytes) -> int:
        start = len(sectors)
        count = max(1, -(-len(data) // SECTOR))
        for index in range(count):
            sectors.append(data[index * SECTOR : (index + 1) * SECTOR].ljust(SECTOR, b"\x00"))
            table.append(start + index + 1 if index + 1 < count else END)
        return start

    def entry(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
        raw = name.encode("utf-16-le")
        fields = struct.pack("<HBBLLL16sLQQLQ", len(raw) + 2, kind, 1, FREE, FREE, child, b"", 0, 0, 0, start, size)
        return raw.ljust(64, b"\x00") + fields

    for name, data in streams.items():
        data = data.ljust(4096, b"\x00")
        directory += entry(name, 2, put(data), len(data))
    root = put(entry("Root Entry", 5, END, 0, 1) + directory)
    table_sectors = 1 + (len(sectors) + 2) * 4 // SECTOR
    first = len(sectors)
    table += [TABLE_MARK] * table_sectors
    raw = struct.pack(f"<{len(table)}L", *table).ljust(table_sectors * SECTOR, b"\xff")
    sectors += [raw[index * SECTOR : (index + 1) * SECTOR] for index in range(table_sectors)]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16 + struct.pack("<HHHHH6sLLLLLLLLL", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, table_sectors, root, 0, 4096, END, 0, END, 0)
    header += struct.pack(f"<{table_sectors}L", *range(first, first + table_sectors))
    return header.ljust(SECTOR, b"\xff") + b"".join(sectors)
