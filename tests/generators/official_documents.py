"""Looking into the .docx files of products: their parts, their notes, whether Word would accept them, how they lie on paper."""

import io
import os
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path
from xml.sax.saxutils import escape

import pypdfium2
import pytest
from docx.oxml.ns import qn
from lxml import etree

from styles import fonts

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
MM = 72 / 25.4  # points
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku "
    "wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
    "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color "
    "spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign "
    "noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd "
    "tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "footnotePr": "pos numFmt numStart numRestart footnote",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose "
    "personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "settings": "writeProtection view zoom removePersonalInformation mirrorMargins proofState defaultTabStop autoHyphenation evenAndOddHeaders "
    "drawingGridHorizontalSpacing characterSpacingControl footnotePr endnotePr compat docVars rsids mathPr themeFontLang clrSchemeMapping "
    "shapeDefaults decimalSymbol listSeparator",
}
"""The order in which the schema (ECMA-376, part 1, annex A) wants the children of the elements our writer touches."""


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the members of a .docx by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def notes_of(data: bytes) -> list[str]:
    """Return the texts of the footnotes in their order."""
    parts = parts_of(data)
    if "word/footnotes.xml" not in parts:
        return []
    root = etree.fromstring(parts["word/footnotes.xml"])
    return ["".join(note.itertext()).strip() for note in root if int(note.get(qn("w:id"))) > 0]


def faults_of(data: bytes) -> list[str]:
    """Return what Word would object to: parts without a type, dangling relations and references, children out of order."""
    parts = parts_of(data)
    types = etree.fromstring(parts["[Content_Types].xml"])
    named = {node.get("PartName").lstrip("/") for node in types if node.get("PartName")}
    endings = {node.get("Extension") for node in types if node.get("Extension")}
    found = [f"{name} has no content type" for name in parts if name not in named and name.rsplit(".", 1)[-1] not in endings and name != "[Content_Types].xml"]
    found += [f"{name} is typed and missing" for name in named - set(parts)]
    for name in parts:
        if name.endswith(".rels"):
            base = name.replace("_rels/", "").rpartition("/")[0]
            for relation in etree.fromstring(parts[name]):
                target = relation.get("Target").lstrip("/")
                if relation.get("TargetMode") != "External" and f"{base}/{target}".lstrip("/") not in parts and target not in parts:
                    found.append(f"{name} points to {target}, which is missing")
    trees = {name: etree.fromstring(content) for name, content in parts.items() if name.startswith("word/") and name.endswith(".xml")}
    for name, root in trees.items():
        found += [f"{name}: {fault}" for fault in _out_of_order(root)]
    return found + _dangling(trees)


def _out_of_order(root) -> list[str]:
    found = []
    for element in root.iter(*(qn(f"w:{name}") for name in ORDERS)):
        wanted = ORDERS[etree.QName(element).localname].split()
        # References to heads and feet may stand in any order among themselves.
        names = [etree.QName(child).localname.replace("footerReference", "headerReference") for child in element]
        unknown = [name for name in names if name not in wanted]
        places = [wanted.index(name) for name in names if name in wanted]
        if places != sorted(places) or unknown:
            found.append(f"{etree.QName(element).localname} holds {names}")
    return found


def _dangling(trees: dict) -> list[str]:
    styles = {style.get(qn("w:styleId")) for style in trees["word/styles.xml"].iter(qn("w:style"))}
    notes = {note.get(qn("w:id")) for name, root in trees.items() if name.endswith("footnotes.xml") for note in root}
    found = []
    for name, root in trees.items():
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next", "w:link"):
            found += [f"{name} uses the style {node.get(qn('w:val'))}" for node in root.iter(qn(tag)) if node.get(qn("w:val")) not in styles]
        found += [f"{name} refers to a missing footnote" for node in root.iter(qn("w:footnoteReference")) if node.get(qn("w:id")) not in notes]
    return found


def to_pdf(data: bytes, folder: Path) -> pypdfium2.PdfDocument:
    """Convert a .docx by LibreOffice with the fonts of the wheels in place of those of the standard, which are not free."""
    source = folder / "paper.docx"
    source.write_bytes(data)
    families = ("仿宋_GB2312", "楷体_GB2312", "方正小标宋简体", "宋体", "黑体")
    aliases = "".join(f'<alias binding="same"><family>{name}</family><prefer><family>Noto Serif SC</family></prefer></alias>' for name in families)
    settings = folder / "fonts.conf"
    settings.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{escape(str(fonts.serif_regular().parent))}</dir><cachedir>{escape(str(folder / 'cache'))}</cachedir>{aliases}</fontconfig>",
        encoding="utf-8",
    )
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [OFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)],
        env=os.environ | {"FONTCONFIG_FILE": str(settings)}, check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return pypdfium2.PdfDocument((folder / "paper.pdf").read_bytes())


def lines_of(page) -> list[tuple[float, float, float, str]]:
    """Return the lines of a page of a PDF from the top: baseline from the top, left and right edge in mm, the text."""
    text = page.get_textpage()
    height = page.get_height()
    rows: dict[int, list[tuple[float, float, str]]] = {}
    for index in range(text.count_chars()):
        character = text.get_text_range(index, 1)
        if character.strip():
            left, bottom, right, top = text.get_charbox(index, loose=True)
            rows.setdefault(round((height - bottom) / MM * 2), []).append((left, right, character))
    return [
        (place / 2, min(left for left, _, _ in row) / MM, max(right for _, right, _ in row) / MM, "".join(c for _, _, c in sorted(row)))
        for place, row in sorted(rows.items())
    ]


def counted(texts: list[str]) -> Counter:
    """Return how many lines have how many characters."""
    return Counter(map(len, texts))
