"""Properties in binary Word files: where text lies (pieces), and what holds for a paragraph or a run of characters.

Structures of [MS-DOC]: Clx and PlcPcd (2.8.35), PlcBtePapx and PapxFkp (2.9.174), PlcBteChpx and ChpxFkp (2.9.33), Sprm (2.6),
STSH (2.9.271).
"""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

PAGE_BYTES = 512
OPERANDS = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
MOST_ANCESTORS = 12
COMPRESSED = 0x40000000

IN_TABLE, ROW_END, DEPTH = 0x2416, 0x2417, 0x6649
LIST_LEVEL, LIST_OVERRIDE = 0x260A, 0x460B
ALIGNMENT, ALIGNMENT_OLD, OUTLINE = 0x2461, 0x2403, 0x2640
DELETED, VANISHED = 0x0800, 0x083C
TABLE_DEFINITION = 0xD608


@dataclass(frozen=True, slots=True)
class Properties:
    """What holds for one paragraph; None where the paragraph says nothing and its style decides."""

    style: int = 0
    list_override: int | None = None
    list_level: int | None = None
    alignment: int | None = None
    outline: int | None = None
    in_table: bool = False
    row_end: bool = False


class Pieces:
    """The piece table: which bytes of the main stream hold which characters."""

    def __init__(self, main: bytes, clx: bytes) -> None:
        self._main = main
        position = 0
        while position < len(clx) and clx[position] == 1:
            position += 3 + struct.unpack_from("<H", clx, position + 1)[0]
        length = struct.unpack_from("<L", clx, position + 1)[0]
        table = clx[position + 5 : position + 5 + length]
        count = (len(table) - 4) // 12
        self._starts = struct.unpack_from(f"<{count + 1}L", table)
        self._places = [struct.unpack_from("<L", table, 4 * (count + 1) + 8 * index + 2)[0] for index in range(count)]

    def between(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Yield (byte offset, bytes a character, text) for the characters from ``start`` to ``end``."""
        for index, place in enumerate(self._places):
            first, last = max(start, self._starts[index]), min(end, self._starts[index + 1])
            if first >= last:
                continue
            step = 1 if place & COMPRESSED else 2
            offset = (place & ~COMPRESSED) // 2 if step == 1 else place
            offset += (first - self._starts[index]) * step
            raw = self._main[offset : offset + (last - first) * step]
            # Characters beyond the basic plane take two positions; decoded as pairs they are joined by the caller's text.
            text = raw.decode("cp1252", "replace") if step == 1 else raw.decode("utf-16-le", "replace")
            yield offset, step, _one_a_position(text, step)


def _one_a_position(text: str, step: int) -> str:
    if step == 1 or all(sign <= "\uffff" for sign in text):
        return text
    return "".join(sign if sign <= "\uffff" else "\ufffd\ufffd" for sign in text)


class Runs:
    """The formatted runs of paragraphs or characters, each with its list of modifiers, found by byte offset."""

    def __init__(self, main: bytes, table: bytes, *, paragraphs: bool) -> None:
        self._main, self._paragraphs = main, paragraphs
        count = (len(table) - 4) // 8
        self._bounds = struct.unpack_from(f"<{count + 1}L", table) if count > 0 else ()
        self._pages = struct.unpack_from(f"<{count}L", table, 4 * (count + 1)) if count > 0 else ()
        self._cache: dict[int, list[tuple[int, int, bytes]]] = {}

    def at(self, offset: int) -> Properties:
        """Return the properties of the paragraph whose mark stands at ``offset``."""
        for start, end, modifiers in self._page(offset):
            if start <= offset < end:
                style = struct.unpack_from("<H", modifiers)[0] if len(modifiers) >= 2 else 0
                return modified(Properties(style=style), modifiers[2:])
        return Properties()

    def states(self, offset: int, step: int, count: int) -> list[int] | None:
        """Return for each character 1 if its deletion is tracked, 2 if it is hidden, else 0; None when all are printed."""
        states: list[int] | None = None
        position = offset
        end = offset + step * count
        while position < end:
            runs = self._page(position)
            after = position
            for start, stop, modifiers in runs:
                if stop <= position or start >= end:
                    continue
                state = 0
                for code, value in sprms(modifiers):
                    if code in (DELETED, VANISHED) and value and value[0] == 1:
                        state |= 1 if code == DELETED else 2
                if state:
                    states = states or [0] * count
                    for index in range(max(0, (start - offset) // step), min(count, -(-(stop - offset) // step))):
                        states[index] = state
                after = max(after, stop)
            if after <= position:
                break
            position = after
        return states

    def _page(self, offset: int) -> list[tuple[int, int, bytes]]:
        index = bisect_right(self._bounds, offset) - 1
        if not 0 <= index < len(self._pages):
            return []
        number = self._pages[index] & 0x3FFFFF
        if number not in self._cache:
            self._cache[number] = self._runs_of(self._main[number * PAGE_BYTES : (number + 1) * PAGE_BYTES])
        return self._cache[number]

    def _runs_of(self, page: bytes) -> list[tuple[int, int, bytes]]:
        if len(page) < PAGE_BYTES:
            return []
        count = page[-1]
        bounds = struct.unpack_from(f"<{count + 1}L", page)
        size = 13 if self._paragraphs else 1
        found = []
        for index in range(count):
            place = 2 * page[4 * (count + 1) + size * index]
            found.append((bounds[index], bounds[index + 1], self._modifiers(page, place) if place else b""))
        return found

    def _modifiers(self, page: bytes, place: int) -> bytes:
        length = page[place]
        if not self._paragraphs:
            return page[place + 1 : place + 1 + length]
        if length == 0:
            length, place = page[place + 1] * 2, place + 1
        else:
            length = length * 2 - 1
        return page[place + 1 : place + 1 + length]


def sprms(modifiers: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each modifier's code and operand."""
    position = 0
    while position + 2 <= len(modifiers):
        code = struct.unpack_from("<H", modifiers, position)[0]
        position += 2
        kind = code >> 13
        if kind in OPERANDS:
            length = OPERANDS[kind]
        elif code == TABLE_DEFINITION:
            length = struct.unpack_from("<H", modifiers, position)[0] + 1 if position + 2 <= len(modifiers) else 0
        else:
            length = modifiers[position] + 1 if position < len(modifiers) else 0
        yield code, modifiers[position : position + length]
        position += max(length, 1)


def modified(properties: Properties, modifiers: bytes) -> Properties:
    """Return ``properties`` with a list of modifiers applied."""
    changes: dict[str, int | bool] = {}
    for code, operand in sprms(modifiers):
        if not operand:
            continue
        match code:
            case _ if code == IN_TABLE:
                changes["in_table"] = operand[0] == 1
            case _ if code == ROW_END:
                changes["row_end"] = operand[0] == 1
            case _ if code == DEPTH:
                changes["in_table"] = struct.unpack("<l", operand)[0] > 0
            case _ if code == LIST_LEVEL:
                changes["list_level"] = operand[0]
            case _ if code == LIST_OVERRIDE:
                changes["list_override"] = struct.unpack("<H", operand)[0]
            case _ if code in (ALIGNMENT, ALIGNMENT_OLD):
                changes["alignment"] = operand[0]
            case _ if code == OUTLINE:
                changes["outline"] = operand[0]
    return replace(properties, **changes) if changes else properties


class Styles97:
    """The style sheet: paragraph properties of each style and what it is based on."""

    def __init__(self, sheet: bytes) -> None:
        self._styles: dict[int, tuple[int, Properties]] = {}
        self._resolved: dict[int, Properties] = {}
        if len(sheet) < 4:
            return
        header = struct.unpack_from("<H", sheet)[0]
        count, base = struct.unpack_from("<HH", sheet, 2)
        position = 2 + header
        for index in range(count):
            if position + 2 > len(sheet):
                return
            length = struct.unpack_from("<H", sheet, position)[0]
            style = sheet[position + 2 : position + 2 + length]
            position += 2 + length
            if length > base + 2:
                self._styles[index] = _style(style, base)

    def inherited(self, properties: Properties) -> Properties:
        """Return a paragraph's properties with its style's where it says nothing itself."""
        return filled(properties, self._of(properties.style))

    def _of(self, index: int) -> Properties:
        if index not in self._resolved:
            chain, above = [], index
            while above in self._styles and len(chain) < MOST_ANCESTORS:
                above, own = self._styles[above]
                chain.append(own)
            result = Properties()
            for own in reversed(chain):
                result = filled(own, result)
            self._resolved[index] = result
        return self._resolved[index]


def filled(own: Properties, below: Properties) -> Properties:
    """Return ``own`` with what it leaves open taken from ``below``."""
    return replace(
        own,
        list_override=below.list_override if own.list_override is None else own.list_override,
        list_level=below.list_level if own.list_level is None else own.list_level,
        alignment=below.alignment if own.alignment is None else own.alignment,
        outline=below.outline if own.outline is None else own.outline,
    )


def _style(style: bytes, base: int) -> tuple[int, Properties]:
    kind_and_base = struct.unpack_from("<H", style, 2)[0]
    above = kind_and_base >> 4
    if kind_and_base & 0xF != 1:
        return above, Properties()
    name_length = struct.unpack_from("<H", style, base)[0]
    position = base + 2 + 2 * (name_length + 1)
    length = struct.unpack_from("<H", style, position)[0] if position + 2 <= len(style) else 0
    return above, modified(Properties(), style[position + 4 : position + 2 + length])
