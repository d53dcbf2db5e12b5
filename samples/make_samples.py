"""Make the sample policies (.docx) from the texts beside this script: ``python samples/make_samples.py [--out FOLDER]``.

The policies are invented; their form is that of real official documents (公文, GB/T 9704-2012): red head, document grid of
22 lines by 28 characters, the customary fonts by name, page numbers “— 1 —”, automatic numbering next to typed numbers.
The same texts give the same bytes on every run: nothing depends on the clock, on the machine's fonts or on hashing. (Another
zlib build may compress the same parts to other lengths; the parts themselves are equal everywhere.)

A text is a header (``core.*`` properties), a line ``---``, then one paragraph a line as ``role: text``:

- a role is a name in STYLES; ``h1*`` lets Word number the paragraph, ``li!`` also restarts the list at 1
- ``//`` breaks the line, ``→`` is a tab, ``‖`` ends the run-in heading (set in the heading's font)
- ``newpage`` puts the next paragraph on a new page, ``blank`` leaves a line; ``table: widths`` … ``end`` holds rows with cells parted by `` | ``,
  ``^`` merging a cell with the one above and ``<`` with the one to the left
"""

import argparse
import re
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

TEXTS = Path(__file__).parent / "texts"
STAMP = (1980, 1, 1, 0, 0, 0)
TYPE_AREA = 8844  # twips: 156 mm between the margins
FANGSONG, HEITI, KAITI = "仿宋_GB2312", "黑体", "楷体_GB2312"
TITLE_FONT, SONGTI = "方正小标宋简体", "宋体"
TWO_CHARACTERS = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class Style:
    """A paragraph style: Word's id and name, font, size in half-points, and further properties as XML."""

    id: str
    name: str
    font: str = FANGSONG
    size: int = 32
    paragraph: str = ""
    run: str = ""
    keep_with_next: bool = False


RED = '<w:color w:val="FF0000"/><w:w w:val="80"/>'
RED_RULE = '<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="10" w:color="FF0000"/></w:pBdr>'
RULE = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/>{}</w:pBdr>'
BOTTOM = '<w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/>'
RIGHT_TAB = f'<w:tabs><w:tab w:val="right" w:pos="{TYPE_AREA - 280}"/></w:tabs>'
OFF_GRID = '<w:snapToGrid w:val="0"/>'
CENTRED = '<w:jc w:val="center"/>'
IMPRINT_INDENT = '<w:ind w:leftChars="100" w:left="280" w:rightChars="100" w:right="280"/>'

STYLES = {
    "p": Style("a3", "正文段落", paragraph=TWO_CHARACTERS),
    "registration": Style("a4", "登记号", HEITI),
    "redhead": Style("a5", "发文机关标志", TITLE_FONT, 80, OFF_GRID + '<w:spacing w:before="120" w:line="900" w:lineRule="exact"/>' + CENTRED, RED),
    "jointhead": Style("b1", "联合发文机关标志", TITLE_FONT, 56, OFF_GRID + '<w:spacing w:line="640" w:lineRule="exact"/>' + CENTRED, RED),
    "number": Style("a6", "发文字号", paragraph=RED_RULE + '<w:spacing w:before="290" w:after="440"/>' + CENTRED),
    "title": Style("a7", "公文标题", TITLE_FONT, 44, OFF_GRID + '<w:spacing w:after="290" w:line="640" w:lineRule="exact"/>' + CENTRED),
    "to": Style("a9", "主送机关"),
    "sign": Style("aa", "发文机关署名", paragraph='<w:ind w:rightChars="200" w:right="640"/><w:jc w:val="right"/>', keep_with_next=True),
    "date": Style("ab", "成文日期", paragraph='<w:ind w:rightChars="400" w:right="1280"/><w:jc w:val="right"/>'),
    "note": Style("ac", "附注", paragraph=TWO_CHARACTERS),
    "attachments": Style("ad", "附件说明", paragraph=TWO_CHARACTERS),
    "attachments+": Style("ae", "附件说明续行", paragraph='<w:ind w:firstLineChars="500" w:firstLine="1600"/>'),
    "attachment": Style("af", "附件标识", HEITI),
    "atitle": Style("af0", "附件标题", TITLE_FONT, 44, '<w:spacing w:before="290" w:after="290"/>' + CENTRED),
    "copyto": Style("af1", "抄送机关", size=28, paragraph=RULE.format("") + IMPRINT_INDENT),
    "printed": Style("af2", "印发机关和印发日期", size=28, paragraph=RULE.format(BOTTOM) + RIGHT_TAB + IMPRINT_INDENT),
    "cell": Style("af3", "表格文字", size=24, paragraph=OFF_GRID + '<w:jc w:val="center"/>'),
    "chap": Style("2", "heading 2", HEITI, 32, '<w:spacing w:before="290" w:after="290"/>' + CENTRED, keep_with_next=True),
    "art": Style("af4", "条", paragraph=TWO_CHARACTERS),
    "h1": Style("1", "heading 1", HEITI, 32, TWO_CHARACTERS + '<w:outlineLvl w:val="0"/>', keep_with_next=True),
    "h2": Style("af5", "二级标题段", paragraph=TWO_CHARACTERS),
    "li": Style("af7", "List Paragraph", paragraph=TWO_CHARACTERS),
    "bracketed": Style("b0", "括号编号", paragraph=TWO_CHARACTERS),
    "item": Style("af8", "项", paragraph=TWO_CHARACTERS),
    "pt": Style("af9", "目", paragraph=TWO_CHARACTERS),
}
MARKS = {"//": "<w:br/>", "→": "<w:tab/>"}
RUN_IN_FONTS = {"h2": KAITI, "art": HEITI}

# The lists of numbering.xml: (number format, text, font of the number, what follows it, further properties).
HEADINGS = (
    ("chineseCountingThousand", "%1、", HEITI, "nothing", '<w:pStyle w:val="1"/>'),
    ("japaneseCounting", "（%2）", KAITI, "nothing", ""),
    ("decimal", "%3.", FANGSONG, "space", ""),
    ("decimal", "（%4）", FANGSONG, "nothing", ""),
)
CHAPTERS = (("chineseCountingThousand", "第%1章", HEITI, "space", ""),)
ARTICLES = (  # a list of their own, so that 条 run on through the chapters
    ("chineseCountingThousand", "第%1条", HEITI, "space", ""),
    ("chineseCounting", "（%2）", FANGSONG, "nothing", ""),
    ("decimal", "%3.", FANGSONG, "space", ""),
)
POINTS = (("decimal", "%1.", FANGSONG, "space", ""),)
BRACKETED = (("japaneseCounting", "（%1）", FANGSONG, "nothing", ""),)
ABSTRACT_LISTS = (HEADINGS, CHAPTERS, ARTICLES, POINTS, BRACKETED)
HEADINGS_LIST, CHAPTERS_LIST, ARTICLES_LIST = RUNNING_LISTS = (1, 2, 3)  # each a w:num running through the whole document
RESTARTED = {"li": 3, "bracketed": 4}  # roles whose list restarts, each time as a w:num of its own, and their abstract list
AUTOMATIC = {
    "h1": (HEADINGS_LIST, 0), "h2": (HEADINGS_LIST, 1), "chap": (CHAPTERS_LIST, 0),
    "art": (ARTICLES_LIST, 0), "item": (ARTICLES_LIST, 1), "pt": (ARTICLES_LIST, 2),
}  # fmt: skip


@dataclass
class Body:
    """The paragraphs written so far and the abstract lists of the w:num in use, the running ones first."""

    parts: list[str] = field(default_factory=list)
    lists: list[int] = field(default_factory=lambda: list(range(len(RUNNING_LISTS))))
    on_new_page: bool = False

    def add(self, role: str, text: str) -> None:
        """Append one paragraph. ``role`` is a name in STYLES, with ``*`` or ``!`` when Word is to number it."""
        name = role.rstrip("*!")
        if role.endswith("!"):
            self.lists.append(RESTARTED[name])
        start = "<w:pageBreakBefore/>" if self.on_new_page else ""
        self.on_new_page = False
        self.parts.append(paragraph(name, text, start + self._numbering(name, numbered=role != name)))

    def _numbering(self, name: str, *, numbered: bool) -> str:
        if not numbered:
            # Heading 1 is numbered through its style: list 0 switches that off where the number is typed.
            return _list_membership(0, 0) + TWO_CHARACTERS if name == "h1" else ""
        if name == "h1":
            return ""
        if name in AUTOMATIC:
            return _list_membership(*AUTOMATIC[name])
        latest = max(number for number, kind in enumerate(self.lists, 1) if kind == RESTARTED[name])
        return _list_membership(latest, 0)


def _list_membership(number: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def paragraph(name: str, text: str, properties: str = "") -> str:
    """Return the XML of one paragraph in style ``name``; the part before ‖ takes the font of run-in headings."""
    head, mark, rest = text.partition("‖")
    runs = (_run(head, RUN_IN_FONTS[name]) + _run(rest)) if mark else _run(text)
    return f'<w:p><w:pPr><w:pStyle w:val="{STYLES[name].id}"/>{properties}</w:pPr>{runs}</w:p>'


def _run(text: str, font: str = "") -> str:
    """Return the runs of ``text``: as Word does, digits stand in runs of their own, in the Latin font."""
    fonts = f'<w:rFonts w:eastAsia="{font}" w:hint="eastAsia"/>' if font else '<w:rFonts w:hint="eastAsia"/>'
    runs = ""
    for part in re.split(r"([0-9][0-9.:-]*%?|//|→)", text):
        if part in MARKS:
            runs += f"<w:r>{MARKS[part]}</w:r>"
        elif part:
            properties = "" if part.isascii() else f"<w:rPr>{fonts}</w:rPr>"
            runs += f'<w:r>{properties}<w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
    return runs


def table(widths: list[int], rows: list[list[str]]) -> str:
    """Return the XML of a bordered table; ``widths`` are percentages of the type area, the first row repeats."""
    twips = [TYPE_AREA * width // 100 for width in widths]
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    lines = "".join(_row(rows, index, twips) for index in range(len(rows)))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>'
    )


def _row(rows: list[list[str]], index: int, twips: list[int]) -> str:
    cells, row = "", rows[index]
    properties = '<w:cantSplit/><w:trHeight w:val="480"/>' + ("<w:tblHeader/>" if index == 0 else "")
    for column, text in enumerate(row):
        if text == "<":
            continue
        span = next((n for n, cell in enumerate(row[column + 1 :]) if cell != "<"), len(row) - column - 1) + 1
        begins = index + 1 < len(rows) and rows[index + 1][column] == "^"
        merge = "<w:vMerge/>" if text == "^" else '<w:vMerge w:val="restart"/>' if begins else ""
        cells += (
            f'<w:tc><w:tcPr><w:tcW w:w="{sum(twips[column : column + span])}" w:type="dxa"/>'
            + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
            + f'{merge}<w:vAlign w:val="center"/></w:tcPr>{paragraph("cell", "" if text == "^" else text)}</w:tc>'
        )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def body_of(lines: list[str]) -> Body:
    """Return the body for the lines of a text after its header; ValueError names a line it cannot understand."""
    body, queue = Body(), iter(lines)
    for line in queue:
        role, _, text = line.partition(": ")
        if role == "newpage":
            body.on_new_page = True
        elif role == "blank":
            body.parts.append("<w:p/>")
        elif role == "table":
            rows = [[cell.strip() for cell in row.split(" | ")] for row in iter(lambda: next(queue), "end")]
            body.parts.append(table([int(width) for width in text.split(",")], rows))
        elif role.rstrip("*!") in STYLES and text:
            body.add(role, text)
        else:
            raise ValueError(f"cannot understand: {line}")
    return body


def _document(body: Body) -> str:
    # GB/T 9704: margins 37/26/35/28 mm leave 156 × 225 mm. The grid sets 22 lines, the styles' spacing of -0.25 pt sets 28
    # characters a line: the negative charSpace that Word writes for this makes LibreOffice tear the characters apart.
    section = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" w:header="851" '
        'w:footer="1400" w:gutter="0"/><w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>'
    )
    return f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{"".join(body.parts)}{section}</w:body></w:document>'


def _styles(*, headings_numbered: bool) -> str:
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(FANGSONG)}<w:spacing w:val="-5"/><w:kern w:val="2"/><w:sz w:val="32"/><w:szCs w:val="32"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:jc w:val="both"/></w:pPr></w:style>'
    )
    numbered = {"h1": f'<w:numPr><w:numId w:val="{HEADINGS_LIST}"/></w:numPr>'} if headings_numbered else {}
    written = "".join(_style(style, numbered.get(name, "")) for name, style in STYLES.items())
    return f'<w:styles xmlns:w="{W}">{defaults}{written}</w:styles>'


def _style(style: Style, numbering: str) -> str:
    custom = "" if style.name.isascii() else ' w:customStyle="1"'
    keep = "<w:keepNext/>" if style.keep_with_next else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}"><w:name w:val="{style.name}"/><w:basedOn w:val="a"/>'
        f"<w:qFormat/><w:pPr>{keep}{numbering}{style.paragraph}</w:pPr>"
        f'<w:rPr>{_fonts(style.font)}{style.run}<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/></w:rPr></w:style>'
    )


def _fonts(font: str) -> str:
    return f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{font}" w:cs="Times New Roman"/>'


def _numbering(kinds: list[int]) -> str:
    abstract = "".join(_abstract_list(index, levels) for index, levels in enumerate(ABSTRACT_LISTS))
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{restart if number not in RUNNING_LISTS else ""}</w:num>'
        for number, kind in enumerate(kinds, 1)
    )
    return f'<w:numbering xmlns:w="{W}">{abstract}{lists}</w:numbering>'


def _abstract_list(index: int, levels: tuple) -> str:
    written = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:suff w:val="{suffix}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr>{TWO_CHARACTERS if text != "第%1章" else ""}</w:pPr><w:rPr>{_fonts(font)}</w:rPr></w:lvl>'
        for level, (form, text, font, suffix, more) in enumerate(levels)
    )
    kind = "multilevel" if len(levels) > 1 else "singleLevel"
    return f'<w:abstractNum w:abstractNumId="{index}"><w:multiLevelType w:val="{kind}"/>{written}</w:abstractNum>'


def _footer(side: str) -> str:
    def part(text: str) -> str:
        return f'<w:r><w:rPr>{_fonts(SONGTI)}<w:sz w:val="28"/></w:rPr>{text}</w:r>'

    field_code = '<w:fldChar w:fldCharType="begin"/>', "<w:instrText>PAGE</w:instrText>", '<w:fldChar w:fldCharType="end"/>'
    page = part('<w:t xml:space="preserve">— </w:t>') + "".join(map(part, field_code)) + part('<w:t xml:space="preserve"> —</w:t>')
    indent = f'<w:ind w:{side}Chars="100" w:{side}="320"/><w:jc w:val="{side}"/>'
    return f'<w:ftr xmlns:w="{W}"><w:p><w:pPr>{indent}</w:pPr>{page}</w:p></w:ftr>'


SETTINGS = (
    f'<w:settings xmlns:w="{W}"><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)
PARTS = {"document": "document.main", "styles": "styles", "numbering": "numbering", "settings": "settings", "footer1": "footer", "footer2": "footer"}


def _content_types() -> str:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{kind}.{part}+xml"/>' for name, part in PARTS.items())
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _relations(targets: dict[str, str]) -> str:
    written = "".join(f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>' for n, (target, kind) in enumerate(targets.items(), 1))
    return f'<Relationships xmlns="{RELS}">{written}</Relationships>'


def _core(properties: dict[str, str]) -> str:
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{properties[name]}</dcterms:{name}>' for name in ("created", "modified")
    )
    author = escape(properties["author"])
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{escape(properties["title"])}</dc:title>'
        f'<dc:subject>{escape(properties["subject"])}</dc:subject><dc:creator>{author}</dc:creator>'
        f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy>{dates}</cp:coreProperties>"
    )


def docx_from(text: str) -> bytes:
    """Return the .docx for one text in the notation described above; equal texts give equal bytes."""
    header, _, rest = text.partition("\n---\n")
    properties = dict(line.removeprefix("core.").split(": ", 1) for line in header.splitlines())
    lines = [line for line in rest.splitlines() if line]
    body = body_of(lines)
    numbered = any(line.startswith("h1*: ") for line in lines)
    main = {f"{name}.xml": f"{R}/{name.rstrip('12')}" for name in PARTS if name != "document"}
    package = {"word/document.xml": f"{R}/officeDocument", "docProps/core.xml": f"{RELS}/metadata/core-properties"}
    files = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(package),
        "docProps/core.xml": _core(properties),
        "word/document.xml": _document(body),
        "word/_rels/document.xml.rels": _relations(main),
        "word/styles.xml": _styles(headings_numbered=numbered),
        "word/numbering.xml": _numbering(body.lists),
        "word/settings.xml": SETTINGS,
        "word/footer1.xml": _footer("right"),
        "word/footer2.xml": _footer("left"),
    }
    return _zipped({name: (DECLARATION + content).encode() for name, content in files.items()})


def _zipped(files: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, STAMP)
            entry.create_system = 0  # the same on every operating system
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, compresslevel=9)
    return buffer.getvalue()


def main() -> None:
    """Write every sample into the folder given (the folder of this script by default)."""
    parser = argparse.ArgumentParser(description="Make the sample policies.")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    for source in sorted(TEXTS.glob("*.txt")):
        data = docx_from(source.read_text(encoding="utf-8"))
        (out / f"{source.stem}.docx").write_bytes(data)
        print(f"{source.stem}.docx  {len(data):,} bytes")


if __name__ == "__main__":
    main()
