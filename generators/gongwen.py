"""A .docx in the layout of official documents (公文), GB/T 9704-2012, measured in the file and not only in the fonts.

A4; margins 37/35/28/26 mm, which leaves a type area (版心) of 156 × 225 mm; 22 lines of 28 characters as a document grid;
title 2号 小标宋, body 3号 仿宋, 一、 黑体, （一） 楷体; page number 4号 宋体 between dashes, outside on odd and even pages.
The same content gives the same bytes: part order, zip times and properties are fixed.
"""

import io
import re
import zipfile
from typing import Literal, NamedTuple

import docx
import rjieba
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from lxml import etree

from generators.labelling import AiLabel, metadata_of
from generators.prose import clean

TWIPS_PER_MM = 1440 / 25.4
LINES, CHARACTERS = 22, 28
MARGINS = {"top": Mm(37), "bottom": Mm(35), "left": Mm(28), "right": Mm(26)}
FOOTER_DISTANCE = Mm(25.4)  # the dashes of the page number then stand 7 mm below the type area
TITLE, BODY, SMALL, PAGE_NUMBER = Pt(22), Pt(16), Pt(12), Pt(14)  # 2号, 3号, 小4号, 4号
# The grid: a line is 225 mm / 22, a character 156 mm / 28; both rounded down, or the last would not fit.
LINE_PITCH = int((297 - 37 - 35) * TWIPS_PER_MM / LINES)
CHARACTER_SPACE = int(((210 - 28 - 26) * TWIPS_PER_MM / 20 / CHARACTERS - 16) * 4096) - 1
CONDENSED = -5  # twentieths of a point: 28 × (16 − 0.25) pt = 155.6 mm
TITLE_WIDTH = 20  # characters of 2号 in 156 mm
LATIN = "Times New Roman"
# Each font with what a computer without it should try instead.
FONTS = {
    "小标宋": (
        "方正小标宋简体",
        "方正小标宋_GBK;小标宋;华文中宋;STZhongsong;宋体;SimSun;Noto Serif CJK SC;Noto Serif SC",
    ),
    "仿宋": ("仿宋_GB2312", "仿宋;FangSong;方正仿宋_GBK;华文仿宋;STFangsong;Noto Serif CJK SC;Noto Serif SC"),
    "黑体": ("黑体", "SimHei;方正黑体_GBK;Noto Sans CJK SC;Noto Sans SC"),
    "楷体": ("楷体_GB2312", "楷体;KaiTi;方正楷体_GBK;华文楷体;STKaiti;Noto Serif CJK SC;Noto Serif SC"),
    "宋体": ("宋体", "SimSun;方正书宋_GBK;Noto Serif CJK SC;Noto Serif SC"),
}
CUSTOM_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VARIANT_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
PROPERTY_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

Face = Literal["仿宋", "黑体", "楷体", "宋体", "小标宋"]


class Run(NamedTuple):
    """A piece of a paragraph in one face."""

    text: str
    face: Face = "仿宋"


class Block(NamedTuple):
    """One block of the body: ``kind`` is body, heading (一、), subheading (（一）), table, signature or date.

    ``runs`` are its text; a table has ``rows`` instead, the first being its head.
    """

    kind: Literal["body", "heading", "subheading", "table", "signature", "date"]
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def write(
    title: str,
    body: tuple[Block, ...],
    *,
    properties: dict[str, str],
    author: str = "",
    subject: str = "",
    draft: bool = False,
    label: AiLabel | None = None,
) -> bytes:
    """Return the .docx. ``properties`` become custom properties of the file; ``draft`` marks every page 草稿.

    ``label`` says under the title, and in the properties, that a language model had a hand in the text.
    """
    document = docx.Document()
    _strip_template(document)
    _set_styles(document)
    _set_page(document, draft)
    _add_title(document, title, label.text if label else "")
    for block in body:
        _add_block(document, block)
    core = document.core_properties
    core.title, core.author, core.subject, core.language = title, author, subject, "zh-CN"
    core.content_status = "草稿" if draft else ""
    core.identifier = properties.get("interpretation_digest", "")
    _add_properties(document, properties | metadata_of(label))
    return _fixed_zip(document)


def title_lines(title: str, width: int = TITLE_WIDTH) -> tuple[str, ...]:
    """Break a title between words into as few lines as fit, the longer above (倒梯形), as the standard asks.

    A line never begins with 的 or a closing mark, nor ends with 《 or （.
    """
    if len(title) <= width:
        return (title,)
    count = -(-len(title) // width)
    if title.endswith("政策解读") and len(title) - 4 <= width:
        return title[:-4], title[-4:]
    words = _units(title)
    lines: list[str] = []
    while words:
        left = sum(map(len, words))
        goal = min(width, -(-left // max(count - len(lines), 1)) + 1)
        line = words.pop(0)
        while words and len(line) + len(words[0]) <= max(goal, 1):
            line += words.pop(0)
        lines.append(line.strip())
    return tuple(lines)


def _units(title: str) -> list[str]:
    """Cut a title into pieces that must stay together on a line."""
    units: list[str] = []
    for word in rjieba.cut(title):
        joins = units and (word[0] in "的》）〉”)、，：和与" or units[-1][-1] in "《（〈“(")
        if joins:
            units[-1] += word
        else:
            units.append(word)
    return [piece for unit in units for piece in re.findall(r".{1,18}", unit)]


def _add_title(document: Document, title: str, note: str) -> None:
    paragraph = document.add_paragraph(style="Title")
    for number, line in enumerate(title_lines(title)):
        run = paragraph.add_run()
        if number:
            run.add_break()
        run.add_text(clean(line))
        _set_face(run._r.get_or_add_rPr(), "小标宋")
    if note:
        below = document.add_paragraph(style="Normal")
        below.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _set_face(below.add_run(f"（{note}）")._r.get_or_add_rPr(), "楷体")
    document.add_paragraph(style="Normal")


def _add_block(document: Document, block: Block) -> None:
    if block.kind == "table":
        _add_table(document, block.rows)
        return
    style = {"heading": "Heading 1", "subheading": "Heading 2"}.get(block.kind, "Body Text")
    paragraph = document.add_paragraph(style=style)
    for piece in block.runs:
        run = paragraph.add_run(clean(piece.text))
        _set_face(run._r.get_or_add_rPr(), piece.face)
    if block.kind in ("signature", "date"):
        _indent(paragraph, firstLineChars="0", firstLine="0", rightChars="200" if block.kind == "signature" else "400")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if block.kind == "signature":
        paragraph.paragraph_format.keep_with_next = True


def _add_table(document: Document, rows: tuple[tuple[str, ...], ...]) -> None:
    columns = max(len(row) for row in rows)
    table = document.add_table(rows=0, cols=columns, style="Table Grid")
    table.autofit = False
    for number, cells in enumerate(rows):
        row = table.add_row()
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, text in zip(row.cells, (*cells, *[""] * (columns - len(cells))), strict=True):
            cell.width = Mm(156 / columns)
            paragraph = cell.paragraphs[0]
            paragraph.style = document.styles["Table Text"]
            run = paragraph.add_run(clean(text))
            _set_face(run._r.get_or_add_rPr(), "黑体" if number == 0 else "仿宋")


def _set_page(document: Document, draft: bool) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = MARGINS["top"], MARGINS["bottom"]
    section.left_margin, section.right_margin = MARGINS["left"], MARGINS["right"]
    section.header_distance, section.footer_distance, section.gutter = Mm(22), FOOTER_DISTANCE, 0
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "linesAndChars")
    grid.set(qn("w:linePitch"), str(LINE_PITCH))
    grid.set(qn("w:charSpace"), str(CHARACTER_SPACE))
    document.settings.odd_and_even_pages_header_footer = True
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        _add_page_number(footer.paragraphs[0], side)
    if draft:
        for header in (section.header, section.even_page_header):
            run = header.paragraphs[0].add_run("草稿　未经审核，不得对外发布")
            _set_face(run._r.get_or_add_rPr(), "黑体")


def _add_page_number(paragraph, side: str) -> None:
    """Write “— 1 —”: at the right with one character free on odd pages, at the left on even ones."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if side == "right" else WD_ALIGN_PARAGRAPH.LEFT
    _indent(paragraph, **{f"{side}Chars": "100", side: "280"})
    for kind, text in (
        ("text", "— "),
        ("begin", ""),
        ("code", "PAGE"),
        ("separate", ""),
        ("text", "1"),
        ("end", ""),
        ("text", " —"),
    ):
        run = paragraph.add_run()
        run.font.size = PAGE_NUMBER
        _set_face(run._r.get_or_add_rPr(), "宋体", latin="宋体")
        if kind == "text":
            run.add_text(text)
        elif kind == "code":
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {text} "
            run._r.append(code)
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def _set_styles(document: Document) -> None:
    """Give the few styles the document uses the sizes and faces of the standard; the rest of the template's go."""
    styles = document.styles
    if "Table Text" not in [style.name for style in styles]:
        styles.add_style("Table Text", 1)
    kept = {"Normal", "Title", "Heading 1", "Heading 2", "Body Text", "Header", "Footer", "Table Grid", "Table Text"}
    kept |= {"Default Paragraph Font", "Normal Table", "No List"}
    for style in list(styles):
        if style.name not in kept:
            styles.element.remove(style.element)
    faces = {
        "Normal": ("仿宋", BODY),
        "Body Text": ("仿宋", BODY),
        "Title": ("小标宋", TITLE),
        "Heading 1": ("黑体", BODY),
        "Heading 2": ("楷体", BODY),
        "Header": ("黑体", PAGE_NUMBER),
        "Footer": ("宋体", PAGE_NUMBER),
        "Table Text": ("仿宋", SMALL),
    }
    for name, (face, size) in faces.items():
        _set_style(styles[name], face, size, indented=name in ("Body Text", "Heading 1", "Heading 2"))
    for name in ("Heading 1", "Heading 2"):
        styles[name].paragraph_format.keep_with_next = True
    styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    styles["Body Text"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _set_face(defaults, "仿宋")
    for tag in ("w:sz", "w:szCs"):  # the grid counts its characters from the default size
        defaults.find(qn(tag)).set(qn("w:val"), str(int(BODY.pt * 2)))
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")


def _set_style(style, face: Face, size: Pt, *, indented: bool) -> None:
    element = style.element
    for tag in ("w:pPr", "w:rPr", "w:link", "w:rsid"):
        if (old := element.find(qn(tag))) is not None:
            element.remove(old)
    style.font.size = size
    style.font.bold = False
    _set_face(element.get_or_add_rPr(), face)
    if style.name in ("Heading 1", "Heading 2"):
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(int(style.name[-1]) - 1))
        element.get_or_add_pPr().append(level)
    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing = {"Table Text": Pt(18), "Header": Pt(16), "Footer": Pt(16)}.get(
        style.name, Pt(LINE_PITCH / 20)
    )
    layout.widow_control = False
    _set_pitch(style, condensed=size == BODY)
    if indented:
        _indent(style, firstLineChars="200", firstLine=str(int(BODY.pt * 2 * 20)))


def _set_pitch(style, *, condensed: bool) -> None:
    """Give text the pitch of the grid by its own spacing and take it off the grid.

    28 characters of 16 pt are wider than 156 mm, so a cell of the grid is narrower than its character: Word condenses the
    text by itself, LibreOffice gives each character two cells. Spacing in the style is read alike by both.
    """
    paragraph, text = style.element.get_or_add_pPr(), style.element.get_or_add_rPr()
    for properties, before in ((paragraph, ("w:spacing", "w:ind", "w:jc", "w:outlineLvl")), (text, ("w:sz", "w:szCs"))):
        for name in ("w:autoSpaceDE", "w:autoSpaceDN")[: 2 if properties is paragraph else 0] + ("w:snapToGrid",):
            off = OxmlElement(name)
            off.set(qn("w:val"), "0")
            _insert_before(properties, off, before)
    if condensed:
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), str(CONDENSED))
        _insert_before(text, spacing, ("w:snapToGrid", "w:sz", "w:szCs"))


def _insert_before(parent, child, names: tuple[str, ...]) -> None:
    """Insert ``child`` before the first of ``names``: the schema fixes the order of properties."""
    later = next((node for node in parent if node.tag in [qn(name) for name in names]), None)
    if later is None:
        parent.append(child)
    else:
        later.addprevious(child)


def _set_face(properties, face: Face, latin: str = LATIN) -> None:
    """Set the font of Chinese and of Latin text; the hint makes “ ” — … Chinese, not Latin."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    name = FONTS[face][0]
    for attribute, value in (
        ("ascii", latin),
        ("hAnsi", latin),
        ("eastAsia", name),
        ("cs", latin),
        ("hint", "eastAsia"),
    ):
        fonts.set(qn(f"w:{attribute}"), value)


def _indent(holder, **values: str) -> None:
    properties = holder._p.get_or_add_pPr() if hasattr(holder, "_p") else holder.element.get_or_add_pPr()
    indent = properties.get_or_add_ind()
    for name, value in values.items():
        indent.set(qn(f"w:{name}"), value)


def _strip_template(document: Document) -> None:
    """Take out what the library's template brings along: thumbnail, custom XML, old dates, old styles."""
    package = document.part.package
    for relations in (package.rels, document.part.rels):
        for name, relation in list(relations.items()):
            if relation.reltype.rsplit("/", 1)[-1] in ("thumbnail", "customXml", "stylesWithEffects", "numbering"):
                del relations[name]
    core = document.core_properties._element
    for child in list(core):
        core.remove(child)
    fonts = next(r.target_part for r in document.part.rels.values() if r.reltype == RELATIONSHIP_TYPE.FONT_TABLE)
    fonts._blob = _font_table()


def _font_table() -> bytes:
    root = etree.fromstring(f"<w:fonts {nsdecls('w')}/>")
    for name, others in FONTS.values():
        font = etree.SubElement(root, qn("w:font"), {qn("w:name"): name})
        etree.SubElement(font, qn("w:altName"), {qn("w:val"): others.replace(";", ",")})
        etree.SubElement(font, qn("w:charset"), {qn("w:val"): "86"})
        etree.SubElement(font, qn("w:family"), {qn("w:val"): "auto"})
        etree.SubElement(font, qn("w:pitch"), {qn("w:val"): "variable"})
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _add_properties(document: Document, properties: dict[str, str]) -> None:
    root = etree.Element(f"{{{CUSTOM_PROPERTIES}}}Properties", nsmap={None: CUSTOM_PROPERTIES, "vt": VARIANT_TYPES})
    for number, (name, value) in enumerate(sorted(properties.items()), start=2):
        item = etree.SubElement(
            root, f"{{{CUSTOM_PROPERTIES}}}property", fmtid=PROPERTY_SET, pid=str(number), name=name
        )
        etree.SubElement(item, f"{{{VARIANT_TYPES}}}lpwstr").text = clean(value)
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    package = document.part.package
    content_type = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    part = Part(PackURI("/docProps/custom.xml"), content_type, blob, package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _fixed_zip(document: Document) -> bytes:
    """Save, then write the members again in a fixed order and with a fixed time."""
    saved, out = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            member.compress_type, member.create_system, member.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            target.writestr(member, source.read(name))
    return out.getvalue()
