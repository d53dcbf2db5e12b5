"""One page of a PDF: its lines and tables in the order they are written."""

import re

import pypdfium2

from studio.reading.grid import cell_text
from studio.reading.pdf_glyphs import Glyph, Turned, glyphs_of, line_text, printed_line, split_lines, turn_of
from studio.reading.pdf_rulings import rulings_of
from studio.reading.printed import Item
from studio.reading.ruled_tables import Box, RuledTable, tables_of
from studio.reading.wrapping import SPACED_NUMBER, joined

FEWEST_RULINGS = 4


def page_items(page: pypdfium2.PdfPage, number: int) -> list[Item]:
    """Return what is written on a page, tables at the place of their first character. ``number`` counts from 1."""
    turned, glyphs = _glyphs(page)
    rulings = rulings_of(page, turned) if glyphs else []
    tables = tables_of(rulings) if len(rulings) >= FEWEST_RULINGS else []
    return _items(glyphs, _filled(tables, glyphs), number)


def _glyphs(page: pypdfium2.PdfPage) -> tuple[Turned, list[Glyph]]:
    text_page = page.get_textpage()
    shown = page.get_rotation()
    try:
        turned = turn_of(page, text_page)
        if shown == 90 * turned.quarters:
            return turned, glyphs_of(text_page, turned)
        # pdfium puts the characters in the order in which they are seen: the page must be shown upright.
        page.set_rotation(90 * turned.quarters)
        text_page.close()
        text_page = page.get_textpage()
        return turned, glyphs_of(text_page, turned)
    finally:
        text_page.close()
        page.set_rotation(shown)


def _filled(tables: list[RuledTable], glyphs: list[Glyph]) -> list[RuledTable]:
    """Put the characters into the cells and return the tables that hold text in two cells or more."""
    if not tables:
        return []
    for glyph in glyphs:
        for table in tables:
            box = table.box_at(glyph.middle, glyph.base + glyph.size * 0.35)
            if box is not None:
                box.content.append(glyph)
                break
    return [table for table in tables if table.filled >= 2]


def _items(glyphs: list[Glyph], tables: list[RuledTable], number: int) -> list[Item]:
    owner = {id(glyph): table for table in tables for box in table.boxes for glyph in box.content}
    items: list[Item] = []
    seen: set[int] = set()
    run: list[Glyph] = []

    def flush() -> None:
        items.extend(printed_line(line, number) for line in split_lines(run))
        run.clear()

    for glyph in glyphs:
        table = owner.get(id(glyph))
        if table is None:
            run.append(glyph)
        elif id(table) not in seen:
            flush()
            seen.add(id(table))
            items.append(table.drawn(box_text, number))
    flush()
    return items


def box_text(box: Box) -> str:
    """Return the words of a cell; lines broken by its width are joined, others are paragraphs of their own."""
    return wrapped_cell(
        [(line_text(line), line[0].left, line[-1].right, line[0].size) for line in split_lines(box.content)]
    )


def wrapped_cell(lines: list[tuple[str, float, float, float]]) -> str:
    """Join the lines of a cell given as text, left and right edge, size of characters."""
    if not lines:
        return ""
    widest = max(right - left for _, left, right, _ in lines)
    paragraphs: list[str] = []
    full = False
    for text, left, right, size in lines:
        paragraphs[-1:] = (
            [joined(paragraphs[-1], text)] if full and not _starts_anew(text) else [*paragraphs[-1:], text]
        )
        full = right - left > widest - 1.7 * size and right - left > 1.5 * size
    return SPACED_NUMBER.sub("", cell_text(paragraphs))


def _starts_anew(text: str) -> bool:
    return bool(re.match(r"[（(]?[0-9一二三四五六七八九十]{1,3}[)）.、．]|[①-⑳]", text))
