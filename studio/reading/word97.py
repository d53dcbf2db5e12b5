"""Word 97–2003 binary files (.doc, [MS-DOC]): text by the piece table, paragraphs with the numbers Word generates.

Read are text, paragraph and style numbering, tables, fields, footnotes, hidden and deleted text; text boxes and pictures are
not. Every offset is checked by slicing and unpacking, which fail on damaged files and end in ``Damaged``.
"""

import struct
from dataclasses import dataclass

from studio.errors import CannotAccept
from studio.reading import limits
from studio.reading.blocks import TOO_MUCH, Block, Manuscript
from studio.reading.compound import CompoundFile, Damaged
from studio.reading.grid import Cell, cell_text, laid_out
from studio.reading.word97_lists import numbering_of
from studio.reading.word97_properties import Pieces, Properties, Runs, Styles97

MEDIA_TYPE = "application/msword"
MAGIC = 0xA5EC
ENCRYPTED, SECOND_TABLE = 0x0100, 0x0200
PARAGRAPH, CELL, LINE, PAGE = "\r", "\x07", "\x0b", "\x0c"
FIELD_BEGIN, FIELD_SEPARATOR, FIELD_END = "\x13", "\x14", "\x15"
MOST_CODE = 200
PRINTED = {
    "\x1e": "-",
    "\x1f": "",
    "\xa0": "\xa0",
    "\t": " ",
    LINE: "\n",
    "\x01": "",
    "\x08": "",
    "\x05": "",
    "\x03": "",
    "\x04": "",
    "\x28": "(",
}


class Encrypted(ValueError):
    """The file asks for a password."""


@dataclass(slots=True)
class Paragraph:
    """One paragraph: its text as printed, what ended it, its properties."""

    text: str
    ends_cell: bool
    properties: Properties
    contents: bool = False


def read_word97(data: bytes) -> Manuscript:
    """Read a binary Word file into blocks.

    Raises:
        Damaged: it is not Word 97 or later, or broken.
        Encrypted: it asks for a password.
        CannotAccept: more text than ``limits`` allow.
    """
    try:
        return _Reader(data).read()
    except (struct.error, IndexError, UnicodeError, OverflowError, MemoryError) as error:
        raise Damaged(str(error)) from error


class _Reader:
    def __init__(self, data: bytes) -> None:
        container = CompoundFile(data)
        self.main = container.stream("WordDocument")
        magic, version = struct.unpack_from("<HH", self.main)
        flags = struct.unpack_from("<H", self.main, 10)[0]
        if magic != MAGIC or version < 0xC1:
            raise Damaged("not Word 97 or later")
        if flags & ENCRYPTED:
            raise Encrypted
        self.table = container.stream("1Table" if flags & SECOND_TABLE else "0Table")
        self.lengths = struct.unpack_from("<3L", self.main, 0x4C)
        self.pieces = Pieces(self.main, self._at(33))
        self.styles = Styles97(self._at(1))
        self.paragraphs = Runs(self.main, self._at(13), paragraphs=True)
        self.characters = Runs(self.main, self._at(12), paragraphs=False)
        lists, overrides = (
            struct.unpack_from("<LL", self.main, 0x9A + 8 * 73),
            struct.unpack_from("<LL", self.main, 0x9A + 8 * 74),
        )
        self.numbering = numbering_of(self.table, lists, overrides)
        self.manuscript = Manuscript(MEDIA_TYPE)
        self.hidden: list[str] = []
        self.deleted = False
        self.notes: list[str] = []

    def _at(self, index: int) -> bytes:
        """Return the part of the table stream that entry ``index`` of the file information block points to."""
        start, length = struct.unpack_from("<LL", self.main, 0x9A + 8 * index)
        return self.table[start : start + length]

    def read(self) -> Manuscript:
        main, footnotes, _ = self.lengths
        if main + footnotes > min(limits.CHARACTERS, len(self.main)):
            # More characters than the stream has bytes: pieces of the text that name the same bytes again and again.
            raise CannotAccept(TOO_MUCH)
        found = self._paragraphs_in(0, main)
        self.notes = [
            paragraph.text.strip()
            for paragraph in self._paragraphs_in(main, main + footnotes)
            if paragraph.text.strip()
        ]
        self._blocks(found)
        for number, text in enumerate(self.notes, 1):
            self.manuscript.blocks.append(Block(text, label=f"注{number}", origin="footnote"))
        self._warn()
        return self.manuscript

    # ---- paragraphs

    def _paragraphs_in(self, start: int, end: int) -> list[Paragraph]:
        found: list[Paragraph] = []
        text: list[str] = []
        fields: list[str] = []
        for offset, step, piece in self.pieces.between(start, end):
            states = self.characters.states(offset, step, len(piece))
            for index, sign in enumerate(piece):
                if sign in (PARAGRAPH, CELL, PAGE):
                    properties = self._properties(offset + step * index)
                    contents = any(code.lstrip().upper().startswith("TOC") for code in fields)
                    found.append(Paragraph("".join(text), sign == CELL, properties, contents))
                    text = []
                    if len(found) > limits.PARAGRAPHS:
                        raise CannotAccept(TOO_MUCH)
                elif sign == FIELD_BEGIN:
                    fields.append("\x00")
                elif sign == FIELD_SEPARATOR and fields:
                    fields[-1] = fields[-1].replace("\x00", "", 1)
                elif sign == FIELD_END:
                    if fields:
                        fields.pop()
                elif fields and fields[-1].startswith("\x00"):
                    fields[-1] += sign if len(fields[-1]) < MOST_CODE else ""
                elif not any(code.startswith("\x00") for code in fields):
                    self._add(text, sign, states[index] if states else 0)
        if "".join(text).strip():
            found.append(Paragraph("".join(text), False, Properties()))
        return found

    def _add(self, text: list[str], sign: str, state: int) -> None:
        if state & 1:
            self.deleted = True
        elif state & 2:
            if sign.strip():
                self.hidden.append(sign)
        else:
            text.append(PRINTED.get(sign, sign if sign >= " " else ""))

    def _properties(self, offset: int) -> Properties:
        own = self.paragraphs.at(offset)
        return self.styles.inherited(own)

    # ---- blocks

    def _blocks(self, paragraphs: list[Paragraph]) -> None:
        cells: list[str] = []
        row: list[Cell] = []
        rows: list[list[Cell]] = []
        for paragraph in paragraphs:
            properties = paragraph.properties
            if not properties.in_table:
                self._close_table(rows, row, cells)
                self._block(paragraph)
            elif properties.row_end:
                rows.append([*row])
                row.clear()
                cells.clear()
            else:
                cells.append(self._label(properties) + paragraph.text)
                if paragraph.ends_cell:
                    row.append(Cell(cell_text(cells)))
                    cells.clear()
        self._close_table(rows, row, cells)

    def _block(self, paragraph: Paragraph) -> None:
        properties = paragraph.properties
        label = self._label(properties)
        for line in paragraph.text.split("\n"):
            words = line.strip()
            if words or label:
                self.manuscript.blocks.append(
                    Block(
                        words, label=label, centred=properties.alignment == 1, right=properties.alignment == 2,
                        outline=properties.outline + 1 if properties.outline is not None and properties.outline < 9 else None,
                        origin="contents" if paragraph.contents else "body",
                    )
                )  # fmt: skip
                label = ""

    def _label(self, properties: Properties) -> str:
        if not properties.list_override or properties.list_override >= 0x7FF:
            return ""
        return self.numbering.label(str(properties.list_override), properties.list_level or 0)

    def _close_table(self, rows: list[list[Cell]], row: list[Cell], cells: list[str]) -> None:
        if row or cells:
            rows.append([*row, *([Cell(cell_text(cells))] if cells else [])])
            row.clear()
            cells.clear()
        if not rows:
            return
        if sum(map(len, rows)) == 1:
            self.manuscript.blocks.append(Block(rows[0][0].text))
        else:
            grid, covered = laid_out(rows)
            if grid:
                self.manuscript.blocks.append(Block(rows=grid, merged=covered))
        rows.clear()

    def _warn(self) -> None:
        if self.deleted:
            self.manuscript.warn(
                "tracked_changes", "文件中有未接受的修订，已按接受修订后的文字读取，发布前请在 Word 中定稿。"
            )
        if self.hidden:
            self.manuscript.warn(
                "hidden_text", f"文件中有隐藏文字（如“{''.join(self.hidden)[:20]}”），未计入正文，公开前请删除。"
            )
