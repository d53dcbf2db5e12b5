"""The page and the styles of an official document: faces, sizes, the grid, page numbers."""

import io

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from generators.gongwen.measures import (
    BODY,
    CHARACTER_SPACE,
    CONDENSED,
    FONTS,
    LANDSCAPE,
    LATIN,
    LINE_PITCH,
    NOTE,
    PAGE_NUMBER,
    SMALL,
    TITLE,
    Face,
    Page,
)

HEADINGS = ("Heading 1", "Heading 2", "Heading 3")
NEW_STYLES = {"Table Text": ("TableText", 1), "footnote text": ("FootnoteText", 1), "footnote reference": ("FootnoteReference", 2)}
"""Styles the template lacks: their ids and whether they are of paragraphs (1) or characters (2)."""

KEPT = {"Normal", "Title", *HEADINGS, "Body Text", "Header", "Footer", "Table Grid", *NEW_STYLES, "Default Paragraph Font", "Normal Table", "No List"}
STYLES: dict[str, tuple[Face, Pt]] = {
    "Normal": ("仿宋", BODY),
    "Body Text": ("仿宋", BODY),
    "Title": ("小标宋", TITLE),
    "Heading 1": ("黑体", BODY),
    "Heading 2": ("楷体", BODY),
    "Heading 3": ("仿宋", BODY),
    "Header": ("黑体", PAGE_NUMBER),
    "Footer": ("宋体", PAGE_NUMBER),
    "Table Text": ("仿宋", SMALL),
    "footnote text": ("宋体", NOTE),
}
PITCH = {"Table Text": Pt(18), "Header": Pt(16), "Footer": Pt(16), "footnote text": Pt(15)}
"""Line pitches of the styles that do not stand on the grid."""


LOGO_HEIGHT, LOGO_WIDTH = Mm(8), Mm(60)
"""The most a logo takes: between the head and the type area of a page turned there are 14 mm, which a draft's mark shares."""


def set_page(document: Document, page: Page, draft: bool) -> None:
    """Set size, margins, grid and page numbers; ``draft`` marks the head of every page 草稿."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if page is LANDSCAPE else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = page.width, page.height
    section.top_margin, section.bottom_margin = page.top, page.bottom
    section.left_margin, section.right_margin = page.left, page.right
    section.header_distance, section.footer_distance, section.gutter = page.header, page.footer, 0
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
            _mark_draft(header)


def _mark_draft(header) -> None:
    run = header.paragraphs[0].add_run("草稿　未经审核，不得对外发布")
    set_face(run._r.get_or_add_rPr(), "黑体")


def set_logo(document: Document, logo: bytes, draft: bool) -> None:
    """Put a logo (PNG) at the head of the first page, above the type area, and nothing of it on the others.

    The first page then has a head and a foot of its own: its page number, and the mark of a draft, are set there too.
    """
    section = document.sections[0]
    section.different_first_page_header_footer = True
    header = section.first_page_header
    if draft:
        _mark_draft(header)
        header.add_paragraph(style="Header")
    picture = header.paragraphs[-1].add_run().add_picture(io.BytesIO(logo))
    share = min(LOGO_HEIGHT / picture.height, LOGO_WIDTH / picture.width)
    picture.height, picture.width = round(picture.height * share), round(picture.width * share)
    picture._inline.docPr.set("descr", "单位标识")
    header.paragraphs[-1].paragraph_format.line_spacing = 1.0
    _add_page_number(section.first_page_footer.paragraphs[0], "right")


def _add_page_number(paragraph, side: str) -> None:
    """Write “— 1 —”: at the right with one character free on odd pages, at the left on even ones."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if side == "right" else WD_ALIGN_PARAGRAPH.LEFT
    indent(paragraph, **{f"{side}Chars": "100", side: "280"})
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
        set_face(run._r.get_or_add_rPr(), "宋体", latin="宋体")
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


def set_styles(document: Document) -> None:
    """Give the few styles the document uses the sizes and faces of the standard; the rest of the template's go."""
    styles = document.styles
    for name, (style_id, kind) in NEW_STYLES.items():
        if name not in [style.name for style in styles]:
            styles.add_style(name, kind).element.set(qn("w:styleId"), style_id)
    for style in list(styles):
        if style.name not in KEPT:
            styles.element.remove(style.element)
    for name, (face, size) in STYLES.items():
        _set_style(styles[name], face, size, indented=name in ("Body Text", *HEADINGS))
    for name in HEADINGS:
        styles[name].paragraph_format.keep_with_next = True
    styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    styles["Body Text"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    styles["footnote reference"].font.superscript = True
    _set_defaults(styles)


def _set_defaults(styles) -> None:
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    set_face(defaults, "仿宋")
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
    set_face(element.get_or_add_rPr(), face)
    if style.name in HEADINGS:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(int(style.name[-1]) - 1))
        element.get_or_add_pPr().append(level)
    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing = PITCH.get(style.name, Pt(LINE_PITCH / 20))
    layout.widow_control = False
    _set_pitch(style, condensed=size == BODY)
    if indented:
        indent(style, firstLineChars="200", firstLine=str(int(BODY.pt * 2 * 20)))


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
        _insert_before(text, spacing, ("w:sz", "w:szCs"))


def _insert_before(parent, child, names: tuple[str, ...]) -> None:
    """Insert ``child`` before the first of ``names``: the schema fixes the order of properties."""
    later = next((node for node in parent if node.tag in [qn(name) for name in names]), None)
    if later is None:
        parent.append(child)
    else:
        later.addprevious(child)


def set_face(properties, face: Face, latin: str = LATIN) -> None:
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


def indent(holder, **values: str) -> None:
    """Set attributes of the indentation of a paragraph or a style, in twips or hundredths of a character."""
    properties = holder._p.get_or_add_pPr() if hasattr(holder, "_p") else holder.element.get_or_add_pPr()
    indentation = properties.get_or_add_ind()
    for name, value in values.items():
        indentation.set(qn(f"w:{name}"), value)
