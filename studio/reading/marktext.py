"""Markdown (.md): headings, tables, quotes and front matter told apart from the text, which is kept line by line."""

import re

from studio.reading.blocks import Block, Manuscript
from studio.reading.grid import Cell, laid_out
from studio.reading.hints import FIELDS
from studio.reading.wrapping import rejoined, typed_lines

MEDIA_TYPE = "text/markdown"
SIGNS = re.compile(r"(?m)^#{1,6} \S|^\|.+\|\s*\n\|[\s:|-]+\|\s*$|\A---\n")
HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
RULE = re.compile(r"^\s*(?:[-*_]\s*){3,}$")
PROPERTY = re.compile(r"^([\u4e00-\u9fff]{2,8})[:：]\s*(.+)$")
FRONT = {"title": "front_title", "authority": "authority", "published_at": "published_on", "source_url": "url"}


def is_markdown(text: str) -> bool:
    """Tell whether a text uses Markdown headings, tables or front matter."""
    return bool(SIGNS.search(text))


def read_markdown(text: str) -> Manuscript:
    """Read Markdown (lines ended by newlines) into blocks."""
    manuscript = Manuscript(MEDIA_TYPE)
    text = _without_front_matter(text, manuscript)
    text = re.sub(r"<!--[^>]{0,400}-->", "", text)
    pending: list[str] = []
    rows: list[list[Cell]] = []
    for row in [*text.split("\n"), ""]:
        line = row.rstrip()
        if line.lstrip().startswith("|"):
            _flush(manuscript, pending)
            cells = [_plain(cell) for cell in line.strip().strip("|").split("|")]
            if not all(re.fullmatch(r"\s*:?-+:?\s*", cell) for cell in cells):
                rows.append([Cell(cell.strip()) for cell in cells])
            continue
        if rows:
            grid, covered = laid_out(rows)
            manuscript.blocks.append(Block(rows=grid, merged=covered))
            rows = []
        heading = HEADING.match(line)
        if heading:
            _flush(manuscript, pending)
            manuscript.blocks.append(Block(_plain(heading[2]), outline=len(heading[1]), centred=len(heading[1]) == 1))
        elif line.startswith(">"):
            _flush(manuscript, pending)
            _quote(manuscript, line.lstrip("> ").strip())
        elif not RULE.match(line):
            pending.append(_plain(re.sub(r"^\s{0,3}[-*+]\s+", "", line)))
    _flush(manuscript, pending)
    return manuscript


def _without_front_matter(text: str, manuscript: Manuscript) -> str:
    found = re.match(r"---\n(.{0,4000}?)\n---\n", text, re.DOTALL)
    if not found:
        return text
    for line in found[1].split("\n"):
        key, _, value = line.partition(":")
        field = FRONT.get(key.strip())
        if field and value.strip(" \"'"):
            manuscript.hints[field] = value.strip(" \"'")
    return text[found.end() :]


def _quote(manuscript: Manuscript, text: str) -> None:
    """Take a quoted key and value as a statement about the text, any other quotation as text."""
    stated = PROPERTY.match(text)
    if stated and not manuscript.blocks:
        key = "title" if stated[1] in ("原件标题", "标题") else FIELDS.get(stated[1])
        if key:
            manuscript.hints[key] = stated[2].strip()
        return
    if text:
        manuscript.blocks.append(Block(_plain(text)))


def _flush(manuscript: Manuscript, pending: list[str]) -> None:
    manuscript.blocks.extend(Block(text=line) for line in rejoined(typed_lines(pending)))
    pending.clear()


def _plain(text: str) -> str:
    text = re.sub(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,400}\)", r"\1", text)
    return re.sub(r"(\*\*|__)(?=\S)(.{1,400}?)(?<=\S)\1", r"\2", text).replace("\\.", ".")
