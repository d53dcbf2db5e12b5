"""Lists of binary Word files ([MS-DOC] 2.9.131 LSTF, 2.9.128 LFO, 2.9.150 LVL) as the same numbering a .docx states."""

import struct

from studio.reading.compound import Damaged
from studio.reading.numbering import Instance, LevelRule, Numbering

# Number formats by code, [MS-OSHARED] 2.2.1.3 MSONFC.
FORMATS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 5: "ordinal", 10: "ideographDigital",
    11: "japaneseCounting", 14: "decimalFullWidth", 18: "decimalEnclosedCircle", 19: "decimalFullWidth2", 22: "decimalZero", 23: "bullet",
    26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese", 29: "ideographEnclosedCircle",
    30: "ideographTraditional", 31: "ideographZodiac", 33: "taiwaneseCounting", 34: "ideographLegalTraditional",
    35: "taiwaneseCountingThousand", 36: "taiwaneseDigital", 37: "chineseCounting", 38: "chineseLegalSimplified",
    39: "chineseCountingThousand", 255: "none",
}  # fmt: skip
LIST_BYTES, OVERRIDE_BYTES, LEVEL_BYTES = 28, 16, 28
SIMPLE, LEGAL, NO_RESTART = 0x01, 0x04, 0x08
MOST_LISTS = 4096


def numbering_of(table: bytes, lists: tuple[int, int], overrides: tuple[int, int]) -> Numbering:
    """Return the numbering of a document; instances are named by the 1-based index paragraphs use.

    ``lists`` and ``overrides`` are (offset, length) of PlfLst and PlfLfo in the table stream.
    """
    numbering = Numbering()
    if lists[1] < 2:
        return numbering
    for identity, levels in _abstracts(table, *lists):
        numbering.define(identity, levels)
    if overrides[1] >= 4:
        for number, instance in enumerate(_instances(table[overrides[0] : overrides[0] + overrides[1]]), 1):
            numbering.add(str(number), instance)
    return numbering


def _abstracts(table: bytes, start: int, length: int):
    count = struct.unpack_from("<H", table, start)[0]
    if count > MOST_LISTS:
        raise Damaged("lists")
    position = start + 2 + LIST_BYTES * count
    for index in range(count):
        entry = start + 2 + LIST_BYTES * index
        identity = struct.unpack_from("<L", table, entry)[0]
        simple = table[entry + 26] & SIMPLE
        levels = {}
        for level in range(1 if simple else 9):
            levels[level], position = _level(table, position)
        yield str(identity), levels


def _level(table: bytes, position: int) -> tuple[LevelRule, int]:
    start, code, flags = struct.unpack_from("<LBB", table, position)
    characters, paragraphs, restart = struct.unpack_from("<BBB", table, position + 24)
    position += LEVEL_BYTES + characters + paragraphs
    length = struct.unpack_from("<H", table, position)[0]
    raw = table[position + 2 : position + 2 + 2 * length].decode("utf-16-le", "replace")
    text = "".join(f"%{ord(sign) + 1}" if sign <= "\x08" else sign for sign in raw)
    rule = LevelRule(
        start=min(start, 99_999), style=FORMATS.get(code, "decimal"), text=text, legal=bool(flags & LEGAL),
        restart=restart if flags & NO_RESTART else None,
    )  # fmt: skip
    return rule, position + 2 + 2 * length


def _instances(data: bytes) -> list[Instance]:
    count = struct.unpack_from("<L", data)[0]
    if count > MOST_LISTS:
        raise Damaged("list overrides")
    position = 4 + OVERRIDE_BYTES * count
    found = []
    for index in range(count):
        entry = 4 + OVERRIDE_BYTES * index
        instance = Instance(str(struct.unpack_from("<L", data, entry)[0]))
        position += 4
        for _ in range(data[entry + 12]):
            if position + 8 > len(data):
                break
            start, flags = struct.unpack_from("<LL", data, position)
            position += 8
            level = flags & 0xF
            if flags & 0x20:
                instance.levels[level], position = _level(data, position)
                if flags & 0x10:
                    instance.starts[level] = instance.levels[level].start
            elif flags & 0x10:
                instance.starts[level] = min(start, 99_999)
        found.append(instance)
    return found
