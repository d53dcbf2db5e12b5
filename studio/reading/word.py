"""Word files (.docx, .docm, .dotx; Transitional and Strict) read from their XML parts.

Everything a reader of the printed page sees is read, automatic numbers included; what the page does not show (deleted
and hidden text, comments, macros) is left out and named in a warning.
"""

from lxml import etree

from studio.errors import CannotAccept
from studio.reading.blocks import Block, Manuscript
from studio.reading.container import PARSER_OPTIONS, Container
from studio.reading.grid import Cell, cell_text, laid_out
from studio.reading.numbering import Numbering
from studio.reading.word_runs import RunReader
from studio.reading.word_styles import Style, Styles, whole
from studio.reading.wordml import NAMESPACES, attribute, child, flag, local, value

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TOP_LEVEL = [f"{{{namespace}}}{name}" for namespace in NAMESPACES for name in ("p", "tbl", "altChunk", "subDoc")]
TRANSPARENT = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}
MOST_NESTED_TABLES = 6


def read_word(data: bytes, name: str) -> Manuscript:
    """Read a Word file into blocks.

    Raises:
        CannotAccept: damaged, encrypted, oversized, or declaring entities.
    """
    container = Container(data, name)
    main = (container.related("").get("officeDocument") or ["word/document.xml"])[0]
    if not container.has(main):
        raise CannotAccept(f"文件“{name}”里没有 Word 正文，请用 Word 或 WPS 打开并另存为 .docx 后再上传。")
    return WordReader(container, main).read()


class WordReader:
    """Reads one document; holds what runs through it: counters, styles, open fields, text carried over."""

    def __init__(self, container: Container, main: str) -> None:
        self.container, self.main = container, main
        self.related = container.related(main)
        self.styles = Styles(self._tree("styles"))
        self.numbering = Numbering(self._tree("numbering"), self.styles.numbering())
        self.runs = RunReader(self.styles)
        self.manuscript = Manuscript(MEDIA_TYPE)
        self.blocks = self.manuscript.blocks
        self.carried = ""
        self.footnotes: dict[str, etree._Element] = {}
        self.notes = 0

    def _tree(self, kind: str) -> etree._Element | None:
        parts = self.related.get(kind)
        return self.container.tree(parts[0]) if parts else None

    def read(self) -> Manuscript:
        """Read the body, then headers and footers, and note what a person must look at."""
        for kind in ("footnotes", "endnotes"):
            root = self._tree(kind)
            for note in root if root is not None else ():
                self.footnotes[f"{kind[:-1]}{attribute(note, 'id')}"] = note
        self._read_body()
        for kind in ("header", "footer"):
            self._read_margins(kind)
        self._warn()
        return self.manuscript

    def _read_body(self) -> None:
        parser = etree.XMLPullParser(events=("start", "end"), tag=[*TOP_LEVEL, *ROOTS], **PARSER_OPTIONS)
        for chunk in self.container.chunks(self.main):
            self.container.count_markup(chunk, self.manuscript.characters)
            self.container.feed(parser, chunk)
            self._take(parser)
        self.container.close(parser)
        self._take(parser)

    def _take(self, parser: etree.XMLPullParser) -> None:
        done: list[etree._Element] = []
        for event, element in parser.read_events():
            if event == "start":
                self.container.refuse_entities(element)
                continue
            kind = local(element)
            contents = self._place(element)
            if contents is None:
                continue
            if kind == "tbl":
                self._table(element)
            elif kind == "p":
                self._paragraph(element, "contents" if contents else "body")
            elif kind in ("altChunk", "subDoc"):
                self.manuscript.warn("embedded_text", "文件内嵌了另一份文档，其内容未读取，请核对正文是否完整。")
            done.append(element)
        # Freed only when no event of this piece holds an element any more: each that does would be looked for again and again.
        for element in done:
            parent = element.getparent()
            element.clear(keep_tail=False)
            while parent is not None and element.getprevious() is not None:
                del parent[0]

    @staticmethod
    def _place(element: etree._Element) -> bool | None:
        """Return None for an element inside another one, else whether it stands in a generated table of contents."""
        contents = False
        for ancestor in element.iterancestors():
            kind = local(ancestor)
            if kind == "body":
                return contents
            if kind not in TRANSPARENT:
                return None
            if kind == "sdt":
                gallery = value(child(ancestor, "sdtPr"), "docPartObj", "docPartGallery")
                contents = contents or gallery == "Table of Contents"
        return None

    def _paragraph(self, element: etree._Element, origin: str) -> None:
        properties = child(element, "pPr")
        style = self.styles.get(value(properties, "pStyle"))
        run_in = self.runs.read(element)
        if self.runs.in_contents or style.is_contents:
            origin = "contents" if origin == "body" else origin
        mark = None if properties is None else child(properties, "rPr")
        if mark is not None and child(mark, "del") is not None:
            self.runs.tracked += 1
            self.carried += run_in.text
            return
        text, self.carried = self.carried + run_in.text, ""
        alignment = value(properties, "jc") or style.alignment
        outline = whole(value(properties, "outlineLvl"))
        outline = style.outline if outline is None else outline
        label = self._label(properties, style)
        for line in text.split("\n"):
            words = line.strip()
            if words or label:
                self.manuscript.take(
                    Block(
                        text=words,
                        label=label,
                        outline=None if outline is None or outline > 8 else outline + 1,
                        centred=alignment == "center",
                        right=alignment in ("right", "end"),
                        origin=origin,
                    )
                )
                label = ""
        for box in run_in.boxes:
            self._inside(box, origin if origin in ("header", "footer") else "textbox")
        for note in run_in.notes if origin != "footnote" else ():
            self._footnote(note)

    def _label(self, properties: etree._Element | None, style: Style) -> str:
        stated = None if properties is None else child(properties, "numPr")
        number_id = value(stated, "numId")
        level = whole(value(stated, "ilvl"))
        if number_id is None:
            number_id = style.number_id
            if level is None:
                level = style.number_level
            if level is None and number_id:
                level = self.numbering.level_of_style(number_id, value(properties, "pStyle") or "")
        if not number_id or number_id == "0":
            return ""
        return self.numbering.label(number_id, level or 0)

    def _inside(self, container: etree._Element, origin: str) -> None:
        for element in container:
            kind = local(element)
            if kind == "p":
                self._paragraph(element, origin)
            elif kind == "tbl":
                self._table(element)
            elif kind in TRANSPARENT:
                self._inside(element, origin)

    def _footnote(self, key: str) -> None:
        note = self.footnotes.pop(key, None)
        if note is None:
            return
        before = len(self.blocks)
        self._inside(note, "footnote")
        self.notes += 1
        words = " ".join(block.words for block in self.blocks[before:] if block.words)
        del self.blocks[before:]
        if words:
            self.manuscript.take(Block(text=words, label=f"注{self.notes}", origin="footnote"))

    def _table(self, element: etree._Element, depth: int = 0) -> None:
        rows = [
            (row, self._standing(row)) for row in _entries(element, "tr") if not self._is_deleted(row, "trPr", "del")
        ]
        if sum(len(cells) for _, cells in rows) == 1:
            self._inside(rows[0][1][0], "body")
            return
        grid, covered = laid_out(self._cells(row, cells, depth) for row, cells in rows)
        if grid:
            self.manuscript.take(Block(rows=grid, merged=covered))

    def _standing(self, row: etree._Element) -> list[etree._Element]:
        """Return the cells of a row that stand once tracked changes are accepted."""
        return [cell for cell in _entries(row, "tc") if not self._is_deleted(cell, "tcPr", "cellDel")]

    def _is_deleted(self, element: etree._Element, properties: str, mark: str) -> bool:
        """Tell whether a row or cell is deleted under tracking (or hidden); one inserted is counted as a change."""
        stated = child(element, properties)
        if stated is None:
            return False
        deleted = child(stated, mark) is not None
        self.runs.tracked += deleted or any(child(stated, name) is not None for name in ("ins", "cellIns"))
        return deleted or flag(stated, "hidden")

    def _cells(self, row: etree._Element, cells: list[etree._Element], depth: int) -> list[Cell]:
        skipped = whole(value(child(row, "trPr"), "gridBefore")) or 0
        found = [Cell()] * min(skipped, 16)
        for cell in cells:
            properties = child(cell, "tcPr")
            merge = None if properties is None else child(properties, "vMerge")
            continues = merge is not None and (attribute(merge, "val") or "continue") == "continue"
            text = self._cell_text(cell, depth)
            columns = whole(value(properties, "gridSpan")) or 1
            found.append(Cell(text, columns, continues=continues and not text))
        return found

    def _cell_text(self, cell: etree._Element, depth: int) -> str:
        """Read a cell through the same path as the body, so that numbers, fields and boxes in it are resolved."""
        before = len(self.blocks)
        if depth < MOST_NESTED_TABLES:
            self._cell_blocks(cell, depth)
        inner = self.blocks[before:]
        del self.blocks[before:]
        lines: list[str] = []
        for block in inner:
            lines.extend("，".join(filter(None, row)) for row in block.rows)
            lines.append(block.words)
        return cell_text(lines)

    def _cell_blocks(self, container: etree._Element, depth: int) -> None:
        for element in container:
            kind = local(element)
            if kind == "p":
                self._paragraph(element, "body")
            elif kind == "tbl":
                self._table(element, depth + 1)
            elif kind in TRANSPARENT:
                self._cell_blocks(element, depth)

    def _read_margins(self, kind: str) -> None:
        seen = set()
        for part in self.related.get(kind, ())[:24]:
            before = len(self.blocks)
            self._inside(self.container.tree(part), kind)
            for block in self.blocks[before:]:
                if block.words in seen or not block.words:
                    self.blocks.remove(block)
                seen.add(block.words)

    def _warn(self) -> None:
        warn = self.manuscript.warn
        if self.runs.tracked:
            warn(
                "tracked_changes",
                f"文件中有{self.runs.tracked}处未接受的修订，已按接受修订后的文字读取，发布前请在 Word 中定稿。",
            )
        if self.runs.hidden:
            shown = self.runs.hidden[0][:20]
            warn("hidden_text", f"文件中有隐藏文字（如“{shown}”），未计入正文，公开前请删除。")
        comments = self._tree("comments")
        count = 0 if comments is None else sum(local(element) == "comment" for element in comments)
        if count:
            warn("comments", f"文件中有{count}条批注，未计入正文，公开前请删除。")
        if any(part.lower().endswith("vbaproject.bin") for part in self.container.parts()):
            warn("macros", "文件带有宏，宏未运行，公开前请另存为不带宏的 .docx。")
        if self.container.duplicates:
            warn("duplicate_parts", "文件内部结构异常（存在重名部件），请用 Word 重新另存后核对正文是否完整。")


ROOTS = [f"{{{namespace}}}document" for namespace in NAMESPACES]


def _entries(element: etree._Element, wanted: str):
    """Yield the rows of a table or cells of a row, also those wrapped in content controls."""
    for entry in element:
        kind = local(entry)
        if kind == wanted:
            yield entry
        elif kind in TRANSPARENT:
            yield from _entries(entry, wanted)
