"""What every format yields: a flat list of blocks in reading order, before anything is known about clauses."""

from dataclasses import dataclass, field

from generators.model import ReadingWarning
from studio.errors import CannotAccept
from studio.reading import limits

TOO_MUCH = "文件内容过大，超出可读取的范围，请核对文件是否正常，或拆分后再上传。"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or table of the source.

    ``text`` holds the words as written (a typed number included), ``label`` only the number a word processor generated.
    ``rows`` is filled for tables; then ``text`` is empty. ``outline`` is the heading level 1–9 the author gave, ``origin``
    says where the words stand (body, textbox, footnote, header, contents), ``page`` counts from 1. ``doubt`` says in Chinese
    why the words may not be what is printed (characters recognised with little confidence); empty for read text.
    """

    text: str = ""
    label: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    merged: tuple[frozenset[int], ...] = ()
    outline: int | None = None
    centred: bool = False
    right: bool = False
    page: int | None = None
    origin: str = "body"
    doubt: str = ""

    @property
    def words(self) -> str:
        """Return the paragraph as printed: the generated number, then the text."""
        return self.label + self.text


@dataclass(slots=True)
class Manuscript:
    """A source file as its format reader understood it.

    ``hints`` are metadata stated outside the text (page tags, property tables), keyed by field name as in hints.py.
    """

    media_type: str
    blocks: list[Block] = field(default_factory=list)
    hints: dict[str, str] = field(default_factory=dict)
    warnings: list[ReadingWarning] = field(default_factory=list)
    paragraphs: int = 0
    characters: int = 0
    cells: int = 0

    def take(self, block: Block) -> None:
        """Add a block, counting what has been read so far (of blocks taken out again as well).

        Raises:
            CannotAccept: more than ``limits`` allow.
        """
        self._count(block)
        self.blocks.append(block)

    def count_again(self) -> None:
        """Count the blocks as they now are, for formats that make them all at once.

        Raises:
            CannotAccept: more than ``limits`` allow.
        """
        self.paragraphs = self.characters = self.cells = 0
        for block in self.blocks:
            self._count(block)

    def _count(self, block: Block) -> None:
        self.paragraphs += len(block.rows) or 1
        longest = max(map(len, (cell for row in block.rows for cell in row)), default=len(block.text))
        self.characters += sum(len(cell) for row in block.rows for cell in row) + len(block.text)
        self.cells += sum(map(len, block.rows))
        if (
            self.paragraphs > limits.PARAGRAPHS
            or self.characters > limits.CHARACTERS
            or self.cells > limits.TABLE_CELLS
            or longest > limits.PARAGRAPH_CHARACTERS
        ):
            raise CannotAccept(TOO_MUCH)

    def warn(self, code: str, message: str, where: str = "") -> None:
        """Note something a person must look at before publication."""
        self.warnings.append(ReadingWarning(code=code, message=message, where=where))
