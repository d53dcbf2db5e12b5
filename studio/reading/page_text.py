"""What stands on the pages of a PDF or a scan, and how it becomes blocks: the same for printed and recognised text."""

import re
import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from studio.reading.blocks import Block
from studio.reading.folding import folded
from studio.reading.wrapping import ENDS_SENTENCE, SPACED_NUMBER, Line, is_page_mark, paragraphs_of

BARE_NUMBER = re.compile(r"\d{1,4}")
SCANNER_MARK = re.compile(
    r"(?:由\s*)?(?:CS\s*)?扫描全能王.{0,8}|.{0,4}\d亿人都在用的扫描\s*App|.{0,12}CamScanner.{0,12}|.{0,6}(?:夸克|布丁)扫描王?.{0,8}",
    re.I,
)
OTHER_SIZE = 1.13
"""A line this much larger or smaller than the one before is set apart from it (a title above its text)."""
SAME_HEIGHT = 12.0
SAME_EDGE = 6.0
SIGNED = 6.0
"""A line set in by more characters than this stands alone: a signature, a date."""


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


def blocks_of(items: list[Item], pages: int, *, size_tolerance: float | None = None) -> list[Block]:
    """Return the blocks of a document from what stands on its pages, running heads first, page numbers left out."""
    printed = [item for item in items if isinstance(item, Printed)]
    margins = running_heads(printed, pages)
    numbers = _bare_page_numbers(printed)
    body = [
        item
        for item in items
        if isinstance(item, Tabled)
        or item.text not in margins
        and not is_page_mark(item.text)
        and id(item) not in numbers
    ]
    blocks = [Block(text=text, origin="header") for text in sorted(margins)]
    lines = [item for item in body if isinstance(item, Printed)]
    frame = _Frame.around(lines) if lines else None
    for run in _runs(body):
        if isinstance(run, Tabled):
            blocks.append(_table_block(run))
        elif frame is not None:
            blocks += frame.blocks(run, size_tolerance or OTHER_SIZE)
    return blocks


def running_heads(printed: list[Printed], pages: int) -> set[str]:
    """Return the texts printed on most pages at one height (running heads, watermarks) and the marks scanning programs leave."""
    found = {line.text for line in printed if SCANNER_MARK.fullmatch(line.text)}
    if pages >= 3:
        heights: dict[str, dict[int, float]] = {}
        for line in printed:
            if 2 <= len(line.text) < 60 and not is_page_mark(line.text):
                heights.setdefault(line.text, {}).setdefault(line.page, line.bottom)
        for text, by_page in heights.items():
            usual = statistics.median(by_page.values())
            same = sum(abs(height - usual) < SAME_HEIGHT for height in by_page.values())
            if same >= max(3, pages * 0.6):
                found.add(text)
    return found


def _bare_page_numbers(printed: list[Printed]) -> set[int]:
    """Return the identities of lines that are only a number and the lowest or highest of their page."""
    ends: dict[int, tuple[float, float]] = {}
    for line in printed:
        low, high = ends.get(line.page, (line.bottom, line.bottom))
        ends[line.page] = min(low, line.bottom), max(high, line.bottom)
    return {
        id(line)
        for line in printed
        if BARE_NUMBER.fullmatch(line.text)
        and (line.bottom <= ends[line.page][0] + 1 or line.bottom >= ends[line.page][1] - 1)
    }


def _runs(body: list[Item]) -> Iterator[list[Printed] | Tabled]:
    """Yield stretches of lines and tables in turn, tables continued on the next page joined."""
    lines: list[Printed] = []
    table: Tabled | None = None
    for item in body:
        if isinstance(item, Printed):
            if table is not None:
                yield table
                table = None
            lines.append(item)
            continue
        if lines:
            yield lines
            lines = []
        if table is not None and (whole := _continued(table, item)) is not None:
            table = whole
        else:
            if table is not None:
                yield table
            table = item
    if table is not None:
        yield table
    if lines:
        yield lines


def _continued(before: Tabled, after: Tabled) -> Tabled | None:
    """Return both as one table when the second goes on with the first on the next page; None otherwise."""
    agree = len(before.edges) == len(after.edges) and all(
        abs(a - b) <= SAME_EDGE for a, b in zip(before.edges, after.edges, strict=True)
    )
    if not agree or after.page != before.last_page + 1 or not before.rows or not after.rows:
        return None
    # A header repeated on each page is stated once.
    start = 0
    while start < min(len(before.rows), len(after.rows) - 1) and _bare(after.rows[start]) == _bare(before.rows[start]):
        start += 1
    rows, merged, spans = [list(row) for row in after.rows[start:]], after.merged[start:], after.spans[start:]
    _carry_over(before, rows, spans)
    kept = list(before.rows)
    if _is_rest(kept[-1], rows[0]):
        kept[-1] = tuple(a if a == b else a + b for a, b in zip(kept[-1], rows[0], strict=True))
        rows, merged, spans = rows[1:], merged[1:], spans[1:]
    return replace(
        before,
        rows=(*kept, *map(tuple, rows)),
        merged=(*before.merged, *merged),
        spans=(*before.spans, *spans),
        last=after.page,
        doubt=before.doubt or after.doubt,
    )


def _carry_over(before: Tabled, rows: list[list[str]], spans: tuple[tuple[int, ...], ...]) -> None:
    """Repeat the text of cells merged downwards that the end of the page cut: their rest is empty."""
    for column, text in enumerate(before.rows[-1]):
        if text and not rows[0][column] and max(spans[0][column], before.spans[-1][column]) > 1:
            for row in rows[: spans[0][column]]:
                row[column] = row[column] or text


def _is_rest(last: tuple[str, ...], first: list[str]) -> bool:
    """Tell whether a row was cut by the end of the page: its rest has no first cell and goes on where words were cut."""
    fresh = [(a, b) for a, b in zip(last, first, strict=True) if b and a != b]
    return (
        (not first[0] or first[0] == last[0]) and bool(fresh) and all(a and a[-1] not in "。；！？" for a, _ in fresh)
    )


def _bare(row: tuple[str, ...]) -> list[str]:
    return [re.sub(r"\s", "", text) for text in row]


def _table_block(table: Tabled) -> Block:
    return Block(rows=table.rows, merged=table.merged, page=table.page, doubt=table.doubt)


@dataclass(frozen=True, slots=True)
class _Frame:
    """The edges of the text and the size of its characters, by which indents are measured.

    ``flush`` says that paragraphs go on at the left edge, so that a line set in begins a new one.
    """

    left: float
    right: float
    size: float
    flush: bool = False

    @classmethod
    def around(cls, lines: list[Printed]) -> "_Frame":
        long = [line for line in lines if len(line.text) > 12] or lines
        counted = Counter(round(line.left) for line in long)
        most = max(counted.values())
        # Most lines begin at the left edge, first lines stand further in: it is the leftmost of the common positions.
        left = float(min(value for value, count in counted.items() if count >= most * 0.3))
        right = sorted(line.right for line in long)[int(len(long) * 0.9)]
        frame = cls(left, right, statistics.median(line.size for line in long))
        return replace(frame, flush=frame._is_flush(lines))

    def _is_flush(self, lines: list[Printed]) -> bool:
        flush = block = 0
        for before, line in zip(lines, lines[1:], strict=False):
            if before.right > self.right - 1.5 * self.size and before.text[-1] not in ENDS_SENTENCE:
                flush += line.left < self.left + 0.6 * self.size
                block += abs(line.left - before.left) < 0.4 * self.size and line.left > self.left + 1.4 * self.size
        return flush > 2 * block

    def blocks(self, lines: list[Printed], tolerance: float) -> list[Block]:
        blocks: list[Block] = []
        if self.right - self.left < self.size * 12:
            return [Block(text=SPACED_NUMBER.sub("", line.text), page=line.page, doubt=line.doubt) for line in lines]
        for group in _of_one_size(lines, tolerance):
            laid = [self._line(line) for line in group]
            blocks += [
                Block(text=each.text, page=each.page, centred=each.centred, doubt=each.doubt)
                for each in paragraphs_of(laid, (self.right - self.left) / self.size)
            ]
        return blocks

    def _line(self, line: Printed) -> Line:
        middle = (line.left + line.right) / 2
        off = abs(middle - (self.left + self.right) / 2)
        inset = (2.6 if line.size < self.size * OTHER_SIZE else 0.0) * self.size
        centred = off < self.size and line.left > self.left + inset and line.right < self.right - inset
        indent = max(0.0, (line.left - self.left) / self.size)
        # A centred line or a signature does not begin a paragraph that the next line continues, so it has no reach.
        reach = 0.0 if centred or indent > SIGNED else (line.right - self.left) / self.size
        begins = self.flush and 1.4 <= indent <= SIGNED
        return Line(line.text, indent, reach, line.page, centred, line.doubt, begins)


def _of_one_size(lines: list[Printed], tolerance: float) -> Iterator[list[Printed]]:
    group: list[Printed] = []
    for line in lines:
        if group and not 1 / tolerance < line.size / group[-1].size < tolerance:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


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
