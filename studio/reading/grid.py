"""Tables as rectangles: merged cells laid out so that every row can be read by itself."""

from collections.abc import Iterable
from dataclasses import dataclass

from studio.errors import CannotAccept
from studio.reading import limits

CELL_JOINT = " ｜ "
TOO_WIDE = "文件中的表格过大，超出可读取的范围，请将表格另存为附件后再上传正文。"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the source states it. ``rows`` and ``columns`` are its spans; ``continues`` repeats the cell above."""

    text: str = ""
    columns: int = 1
    rows: int = 1
    continues: bool = False


def laid_out(rows: Iterable[Iterable[Cell]]) -> tuple[tuple[tuple[str, ...], ...], tuple[frozenset[int], ...]]:
    """Return the grid of texts and, for each row, the columns covered by a cell to their left.

    A cell merged downwards is repeated in each row it covers (a row alone must say what it is about); a cell merged to
    the right stands once. Rows without any text are dropped.
    """
    grid: list[list[str]] = []
    covered: list[set[int]] = []
    reaching: dict[int, tuple[int, str, int]] = {}
    total = 0
    for row in rows:
        line: list[str] = []
        hidden: set[int] = set()

        def put(text: str, columns: int, line=line, hidden=hidden) -> None:
            nonlocal total
            total += columns
            if total > limits.TABLE_CELLS:
                raise CannotAccept(TOO_WIDE)
            hidden.update(range(len(line) + 1, len(line) + columns))
            line.extend([text] + [""] * (columns - 1))

        for cell in row:
            while (above := reaching.get(len(line))) and above[0] > 0:
                reaching[len(line)] = (above[0] - 1, above[1], above[2])
                put(above[1], above[2])
            columns = max(1, min(cell.columns, 64))
            start = len(line)
            text = cell.text
            if cell.continues and grid and start < len(grid[-1]):
                text = grid[-1][start]
            reaching[start] = (min(cell.rows, 4096) - 1, text, columns)
            put(text, columns)
        while (above := reaching.get(len(line))) and above[0] > 0:
            reaching[len(line)] = (above[0] - 1, above[1], above[2])
            put(above[1], above[2])
        if any(line):
            grid.append(line)
            covered.append(hidden)
    width = max((len(line) for line in grid), default=0)
    if width * len(grid) > limits.TABLE_CELLS:
        raise CannotAccept(TOO_WIDE)
    padded = tuple(tuple(line + [""] * (width - len(line))) for line in grid)
    ends = (hidden | set(range(len(line), width)) for line, hidden in zip(grid, covered, strict=True))
    return padded, tuple(frozenset(columns) for columns in ends)


def row_text(row: tuple[str, ...], covered: frozenset[int] = frozenset()) -> str:
    """Return a row as one line of text: its own cells joined by a bar."""
    cells = [text for column, text in enumerate(row) if column not in covered]
    while cells and not cells[-1]:
        cells.pop()
    return CELL_JOINT.join(cells)


def cell_text(lines: Iterable[str]) -> str:
    """Join the paragraphs of a cell: letters stacked one a line (基/础/指/标) become a word, others get a space."""
    joined = ""
    previous_length = 0
    for line in (text.strip() for text in lines):
        if not line:
            continue
        stacked = len(line) == 1 and previous_length == 1
        joined += line if not joined or stacked else f" {line}"
        previous_length = len(line)
    return joined
