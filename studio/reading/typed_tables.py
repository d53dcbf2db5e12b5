"""Tables copied as text: rows whose cells are parted by bars or tabs."""

import re

from studio.reading.blocks import Block
from studio.reading.grid import Cell, laid_out
from studio.reading.lines import organisations_in
from studio.reading.wrapping import rejoined, typed_lines

BAR = re.compile(r"\s\|\s")
LEAST_TABBED = 3
"""A single tab stands after a number or before a page number as well; two in each line make a table."""


def blocks_of(rows: list[str]) -> list[Block]:
    """Return the blocks of plain lines: runs of table rows as tables, everything else as paragraphs, wrapped lines joined."""
    found: list[Block] = []
    plain: list[str] = []
    position = 0
    while position < len(rows):
        table = _run(rows, position)
        if not table:
            plain.append(rows[position])
            position += 1
            continue
        found += _paragraphs(plain)
        plain = []
        grid, covered = laid_out([[Cell(cell) for cell in row] for row in table])
        found.append(Block(rows=grid, merged=covered))
        position += len(table)
    return found + _paragraphs(plain)


def _paragraphs(rows: list[str]) -> list[Block]:
    return [Block(text=line) for line in rejoined(typed_lines(rows))] if rows else []


def _run(rows: list[str], start: int) -> list[list[str]]:
    """Return the cells of the table rows from ``start`` on; none when these lines are no table."""
    split = _barred if BAR.search(rows[start]) else _tabbed
    found: list[list[str]] = []
    for row in rows[start:]:
        cells = split(row)
        if not cells or not found and sum(map(bool, cells)) < LEAST_TABBED and split is _tabbed:
            break
        found.append(cells)
    enough = len(found) > 1 or split is _barred and bool(found) and len(found[0]) > 2
    return found if enough else []


def _barred(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")] if BAR.search(row) else []


def _tabbed(row: str) -> list[str]:
    cells = [cell.strip() for cell in row.strip(" \u3000").split("\t")]
    printed = [cell for cell in cells if cell]
    # Signatures of joint documents are set side by side with tabs too.
    if len(cells) < LEAST_TABBED or not printed or all(organisations_in(cell) for cell in printed):
        return []
    return cells
