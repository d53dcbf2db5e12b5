"""The source beside the record: every block of the file with what became of it."""

from dataclasses import dataclass
from typing import Self

from studio.reading.blocks import Manuscript
from studio.reading.structure import Structure

LABELS = {
    "clause": "条款", "title": "标题", "head": "版头", "number": "发文字号", "history": "题注", "addressee": "主送机关", "signature": "署名",
    "date": "日期", "attachment_list": "附件说明", "note": "附注", "contents": "目录", "margin": "页眉页脚",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """One paragraph or table of the source. ``index`` is what ``Clause.block`` refers to.

    ``role`` says what it is in the record (clause, title, number, addressee, signature, date, contents, margin …) and
    ``role_label`` the same in Chinese; ``words`` is the paragraph as printed, ``rows`` a table's cells.
    """

    index: int
    words: str
    role: str
    role_label: str
    rows: tuple[tuple[str, ...], ...] = ()
    page: int | None = None

    @classmethod
    def of(cls, stored: dict) -> Self:
        """Return the block kept as plain JSON."""
        return cls(**stored | {"rows": tuple(map(tuple, stored["rows"]))})


def source_blocks_of(manuscript: Manuscript, structure: Structure) -> tuple[SourceBlock, ...]:
    """Return the blocks of a file in order, for showing the source with a clause highlighted."""
    return tuple(
        SourceBlock(index, block.words, role.value, LABELS[role.value], block.rows, block.page)
        for index, (block, role) in enumerate(zip(manuscript.blocks, structure.division.roles, strict=True))
    )
