"""A .docx in the layout of official documents (公文), GB/T 9704-2012, measured in the file and not only in the fonts.

A4; margins 37/35/28/26 mm, which leaves a type area (版心) of 156 × 225 mm; 22 lines of 28 characters as a document grid;
title 2号 小标宋, body 3号 仿宋, 一、 黑体, （一） 楷体, 1. and （1） 仿宋; page number 4号 宋体 between dashes, outside on odd
and even pages; footnotes 5号 宋体. A wide table stands on the same page turned. The same content gives the same bytes: part
order, zip times and properties are fixed.
"""

import re
from typing import Literal, NamedTuple

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from generators.gongwen.measures import LANDSCAPE, PORTRAIT, SMALL, TITLE_WIDTH, Face, Page
from generators.gongwen.notes import Footnotes
from generators.gongwen.packing import add_properties, fixed_zip, strip_template
from generators.gongwen.styling import indent, set_face, set_logo, set_page, set_styles
from generators.gongwen.titles import title_lines
from generators.labelling import AiLabel, metadata_of
from generators.prose import clean
from styles.themes import Theme

__all__ = ["DOCX", "LANDSCAPE", "PORTRAIT", "TITLE_WIDTH", "Block", "Cell", "Face", "Imprint", "Page", "Run", "imprint_of", "run_in", "title_lines", "write"]

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONGEST_ROW = 6
"""Lines up to which a row of a table stays on one page."""

STYLE_OF = {"heading": "Heading 1", "subheading": "Heading 2", "third": "Heading 3"}


class Run(NamedTuple):
    """A piece of a paragraph in one face; ``note`` becomes a footnote at its end, ``mark`` shows words taken out or put in."""

    text: str
    face: Face = "仿宋"
    note: str = ""
    mark: Literal["", "deleted", "added"] = ""


Cell = str | tuple[Run, ...]


class Block(NamedTuple):
    """One block of the body: ``kind`` is body, heading (一、), subheading (（一）), third (1.), table, signature or date.

    ``runs`` are its text; a table has ``rows`` instead, the first being its head, the ``shares`` of its columns in the width
    (equal when there are none) and a ``summary`` of what it holds for those who hear it read.
    """

    kind: Literal["body", "heading", "subheading", "third", "table", "signature", "date"]
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    shares: tuple[float, ...] = ()
    summary: str = ""


class Imprint(NamedTuple):
    """Whose a document is, by its theme: the bytes of a logo (PNG) and the line that says who made it; either may be empty."""

    logo: bytes = b""
    line: str = ""


NO_IMPRINT = Imprint()


def imprint_of(theme: Theme) -> Imprint:
    """Return what a department's theme puts on its documents."""
    return Imprint(theme.logo_png(), theme.made_by)


def run_in(heading: str, note: str = "") -> tuple[Run, ...]:
    """Return a heading that opens a paragraph, in 楷体, with the mark of its footnote before its stop."""
    return (Run(heading[:-1], "楷体", note=note), Run(heading[-1:], "楷体")) if note else (Run(heading, "楷体"),)


def write(
    title: str,
    body: tuple[Block, ...],
    *,
    properties: dict[str, str],
    author: str = "",
    subject: str = "",
    draft: bool = False,
    label: AiLabel | None = None,
    page: Page = PORTRAIT,
    imprint: Imprint = NO_IMPRINT,
) -> bytes:
    """Return the .docx. ``properties`` become custom properties of the file; ``draft`` marks every page 草稿.

    ``label`` says under the title, and in the properties, that a language model had a hand in the text. ``imprint`` is whose it is:
    a logo at the head of the first page, a line at the end.
    """
    document, notes = docx.Document(), Footnotes()
    strip_template(document)
    set_styles(document)
    set_page(document, page, draft)
    if imprint.logo:
        set_logo(document, imprint.logo, draft)
    _add_title(document, title, label.text if label else "", int(TITLE_WIDTH * page.text_width / PORTRAIT.text_width))
    for block in body:
        _add_block(document, block, page, notes)
    if imprint.line:
        _add_line(document, imprint.line)
    notes.attach(document)
    core = document.core_properties
    core.title, core.author, core.subject, core.language = title, author, subject, "zh-CN"
    core.content_status = "草稿" if draft else ""
    core.identifier = properties.get("interpretation_digest", "")
    add_properties(document, properties | metadata_of(label))
    return fixed_zip(document)


def _add_title(document: Document, title: str, note: str, width: int) -> None:
    paragraph = document.add_paragraph(style="Title")
    for number, line in enumerate(title_lines(title, width)):
        run = paragraph.add_run()
        if number:
            run.add_break()
        run.add_text(clean(line))
        set_face(run._r.get_or_add_rPr(), "小标宋")
    if note:
        below = document.add_paragraph(style="Normal")
        below.alignment = WD_ALIGN_PARAGRAPH.CENTER
        set_face(below.add_run(f"（{note}）")._r.get_or_add_rPr(), "楷体")
    document.add_paragraph(style="Normal")


def _add_line(document: Document, text: str) -> None:
    """Say at the end who made the document, small, as the imprint of a printed sheet does."""
    paragraph = document.add_paragraph(style="Table Text")
    paragraph.paragraph_format.space_before = Pt(16)
    set_face(paragraph.add_run(clean(text))._r.get_or_add_rPr(), "楷体")


def _add_block(document: Document, block: Block, page: Page, notes: Footnotes) -> None:
    if block.kind == "table":
        _add_table(document, block, page, notes)
        return
    paragraph = document.add_paragraph(style=STYLE_OF.get(block.kind, "Body Text"))
    _add_runs(paragraph, block.runs, notes)
    if block.kind in ("signature", "date"):
        indent(paragraph, firstLineChars="0", firstLine="0", rightChars="200" if block.kind == "signature" else "400")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if block.kind == "signature":
        paragraph.paragraph_format.keep_with_next = True


def _add_runs(paragraph, runs: tuple[Run, ...], notes: Footnotes) -> None:
    for piece in runs:
        if piece.text:
            run = _add_text(paragraph.add_run(), clean(piece.text))
            set_face(run._r.get_or_add_rPr(), piece.face)
            if piece.mark == "deleted":
                run.font.strike = True
            elif piece.mark == "added":
                run.font.bold = run.font.underline = True
        if piece.note:
            notes.refer(paragraph, piece.note)


def _add_text(run, text: str):
    """Put text into a run; the hyphen of a telephone number does not end a line."""
    first, *others = re.split(r"(?<=\d)-(?=\d)", text)
    run.add_text(first)
    for piece in others:
        run._r.append(OxmlElement("w:noBreakHyphen"))
        run.add_text(piece)
    return run


def _lines_in(cells: tuple[Cell, ...], widths: list[Mm]) -> float:
    """Return how many lines the longest cell of a row takes, about."""
    lengths = [len(cell) if isinstance(cell, str) else sum(len(run.text) for run in cell) for cell in cells]
    return max((length * SMALL / width for length, width in zip(lengths, widths, strict=False)), default=0)


def _add_table(document: Document, block: Block, page: Page, notes: Footnotes) -> None:
    columns = max(len(row) for row in block.rows)
    shares = block.shares or (1,) * columns
    widths = [Mm(page.text_width * share / sum(shares)) for share in shares]
    table = document.add_table(rows=0, cols=columns, style="Table Grid")
    table.autofit = False
    if block.summary:
        summary = OxmlElement("w:tblDescription")
        summary.set(qn("w:val"), clean(block.summary))
        table._tbl.tblPr.append(summary)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for number, cells in enumerate(block.rows):
        row = table.add_row()
        properties = row._tr.get_or_add_trPr()
        if _lines_in(cells, widths) <= LONGEST_ROW:
            properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, content, width in zip(row.cells, (*cells, *[""] * (columns - len(cells))), widths, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.style = document.styles["Table Text"]
            face = "黑体" if number == 0 else "仿宋"
            _add_runs(paragraph, (Run(content, face),) if isinstance(content, str) else content, notes)
