"""What stands on a page of a PDF or a scan: lines and tables with their places, printed or recognised."""

import re
from dataclasses import dataclass

from studio.reading.folding import folded


@dataclass(frozen=True, slots=True)
class Printed:
    """A line on its page; distances in points from the page's left and bottom edges, ``size`` that of its characters.

    ``doubt`` is the Chinese reason why recognised words may be wrong, as in ``Block``.
    """

    text: str
    page: int
    left: float
    right: float
    bottom: float
    size: float
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Tabled:
    """A table as drawn on one page: texts and covered columns row by row as in ``Block``, and where its columns part.

    ``spans`` says of each cell how many rows it covers, ``edges`` are the column edges in points; ``doubt`` as in ``Printed``.
    """

    rows: tuple[tuple[str, ...], ...]
    merged: tuple[frozenset[int], ...]
    spans: tuple[tuple[int, ...], ...]
    edges: tuple[float, ...]
    page: int
    doubt: str = ""
    last: int = 0

    @property
    def last_page(self) -> int:
        """Return the page on which the table ends."""
        return self.last or self.page


Item = Printed | Tabled


def is_plausible(text: str) -> bool:
    """Tell whether a page's text is readable Chinese or Latin, not the noise of a font without its code table."""
    flat = re.sub(r"\s", "", folded(text))
    if not flat:
        return True
    good = sum(
        "\u4e00" <= sign <= "\u9fff"
        or sign.isascii()
        and sign.isprintable()
        or sign in "，。、；：？！（）《》“”‘’〔〕【】—…·①②③④⑤⑥⑦⑧⑨⑩％℃㎡×"
        for sign in flat
    )
    return good >= len(flat) * 0.8
