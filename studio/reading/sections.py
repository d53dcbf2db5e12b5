"""The parts of one file and the cursor that walks its blocks: what dividing a file and reading its head share."""

from dataclasses import dataclass, field
from enum import StrEnum

from generators.model import Part
from studio.reading.blocks import Block
from studio.reading.dates import Written
from studio.reading.folding import folded
from studio.reading.markers import Marker

LONGEST_LINE = 500
"""Longer paragraphs are text; no title, number, signature or note runs to so many characters."""


class Role(StrEnum):
    """What a source block is in the record."""

    CLAUSE = "clause"
    TITLE = "title"
    HEAD = "head"
    NUMBER = "number"
    HISTORY = "history"
    ADDRESSEE = "addressee"
    SIGNATURE = "signature"
    DATE = "date"
    ATTACHMENT_LIST = "attachment_list"
    NOTE = "note"
    CONTENTS = "contents"
    MARGIN = "margin"


@dataclass(slots=True)
class Section:
    """One document inside the file: its title, the blocks of its text, and the elements found around them."""

    part: Part
    title: str = ""
    label: str = ""
    body: list[int] = field(default_factory=list)
    before_signature: int | None = None
    titles: list[int] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    history: list[str] = field(default_factory=list)
    addressees: list[str] = field(default_factory=list)
    signatures: list[str] = field(default_factory=list)
    signed: Written | None = None
    dated_head: Written | None = None
    listed: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Division:
    """The sections of a file in order, the role of each block, and the notes that concern the whole file."""

    sections: list[Section]
    roles: list[Role]
    notes: list[str] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)


class Cursor:
    """Walks the blocks that are text, giving each its role as it passes. ``expected`` are titles the cover announces, ``listed``
    those of the attachments it lists."""

    def __init__(self, blocks: list[Block], markers: list[Marker | None]) -> None:
        self.blocks, self.markers = blocks, markers
        self.texts = [block.words.strip() for block in blocks]
        self.flats = [folded(text) if len(text) <= LONGEST_LINE else "" for text in self.texts]
        self.division = Division([], [Role.CLAUSE] * len(blocks))
        self.roles = self.division.roles
        self.order: list[int] = []
        self.at = 0
        self.expected: set[str] = set()
        self.listed: set[str] = set()
        self.section = Section(Part.NOTICE)

    def start(self) -> None:
        """Begin at the first block that nothing has claimed yet."""
        self.order = [
            i for i, role in enumerate(self.roles) if role is Role.CLAUSE and (self.texts[i] or self.blocks[i].rows)
        ]
        self.at = 0

    def open(self, part: Part, label: str = "") -> Section:
        """Begin a new section."""
        self.section = Section(part, label=label)
        self.division.sections.append(self.section)
        return self.section

    @property
    def more(self) -> bool:
        """Tell whether blocks are left."""
        return self.at < len(self.order)

    @property
    def block(self) -> Block:
        """Return the block at the cursor."""
        return self.blocks[self.order[self.at]]

    def text(self, ahead: int = 0) -> str:
        """Return the text of a coming block; "" beyond the end."""
        position = self.at + ahead
        return self.texts[self.order[position]] if position < len(self.order) else ""

    def flat(self, ahead: int = 0) -> str:
        """Return the text of a coming block in half width; "" for one too long to be anything but text."""
        position = self.at + ahead
        return self.flats[self.order[position]] if position < len(self.order) else ""

    def marker(self, ahead: int = 0) -> Marker | None:
        """Return the clause number of a coming block."""
        position = self.at + ahead
        return self.markers[self.order[position]] if position < len(self.order) else None

    def is_table(self) -> bool:
        """Tell whether a table is next."""
        return bool(self.block.rows)

    def take(self, role: Role) -> str:
        """Give the next block its role and pass it; a clause goes to the section's text."""
        index = self.order[self.at]
        self.roles[index] = role
        self.at += 1
        if role is Role.CLAUSE:
            self.section.body.append(index)
        elif role is Role.TITLE:
            self.section.titles.append(index)
        return self.texts[index]
