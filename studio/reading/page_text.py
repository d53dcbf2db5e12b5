"""From what stands on the pages of a PDF or a scan to blocks, the same for printed and recognised text."""

import re
import statistics
from collections.abc import Collection, Iterator

from studio.reading.blocks import Block
from studio.reading.continued_tables import continued
from studio.reading.page_frame import Frame, aligned
from studio.reading.printed import Item, Printed, Tabled
from studio.reading.wrapping import is_page_mark

BARE_NUMBER = re.compile(r"\d{1,4}")
SCANNER_MARK = re.compile(
    r"(?:由\s*)?(?:CS\s*)?扫描全能王.{0,8}|.{0,4}\d亿人都在用的扫描\s*App|.{0,12}CamScanner.{0,12}|.{0,6}(?:夸克|布丁)扫描王?.{0,8}",
    re.I,
)
SAME_HEIGHT = 12.0


def blocks_of(items: list[Item], pages: int, recognised: Collection[int] = ()) -> list[Block]:
    """Return the blocks of a document from what stands on its pages, running heads first, page numbers left out.

    ``recognised`` are the numbers of the pages whose text was recognised: its places and sizes are less exact.
    """
    printed = [item for item in items if isinstance(item, Printed)]
    margins = running_heads(printed, pages)
    numbers = _bare_page_numbers(printed)
    body = [item for item in items if isinstance(item, Tabled) or not _is_margin(item, margins, numbers)]
    if recognised:
        body = aligned(body, recognised)
    blocks = [Block(text=text, origin="header") for text in sorted(margins)]
    lines = [item for item in body if isinstance(item, Printed)]
    frame = Frame.around(lines, recognised=bool(recognised)) if lines else None
    for run in _runs(body):
        if isinstance(run, Tabled):
            blocks.append(Block(rows=run.rows, merged=run.merged, page=run.page, doubt=run.doubt))
        elif frame is not None:
            blocks += frame.blocks(run)
    return blocks


def _is_margin(line: Printed, margins: set[str], numbers: set[int]) -> bool:
    return line.text in margins or is_page_mark(line.text) or id(line) in numbers


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
        if table is not None and (whole := continued(table, item)) is not None:
            table = whole
        else:
            if table is not None:
                yield table
            table = item
    if table is not None:
        yield table
    if lines:
        yield lines
