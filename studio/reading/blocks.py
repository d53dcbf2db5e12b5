"""What every format yields: a flat list of blocks in reading order, before anything is known about clauses."""

from dataclasses import dataclass, field

from generators.model import ReadingWarning


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

    def warn(self, code: str, message: str, where: str = "") -> None:
        """Note something a person must look at before publication."""
        self.warnings.append(ReadingWarning(code=code, message=message, where=where))
