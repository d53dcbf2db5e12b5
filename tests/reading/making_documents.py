"""Makes Word files for the reading tests, part by part, so that each test shows what is inside."""

import io
import zipfile
from xml.sax.saxutils import escape

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def run(text: str, properties: str = "") -> str:
    """Return a run; ``properties`` are the children of w:rPr."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(text: str = "", *, num: tuple[int, int] | None = None, style: str = "", inner: str = "", mark: str = "") -> str:
    """Return a paragraph with ``text`` or ready-made ``inner`` runs, numbered by (numId, ilvl), its mark's rPr in ``mark``."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num is not None:
        properties += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    if mark:
        properties += f"<w:rPr>{mark}</w:rPr>"
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner or (run(text) if text else '')}</w:p>"


def table(*rows: str) -> str:
    """Return a table of rows made by ``row``."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def row(*cells: str) -> str:
    """Return a table row of cells made by ``cell``."""
    return f"<w:tr>{''.join(cells)}</w:tr>"


def cell(content: str, properties: str = "") -> str:
    """Return a table cell; plain text becomes its one paragraph."""
    inside = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def level(ilvl: int, style: str, text: str, more: str = "", start: int = 1) -> str:
    """Return one level of an abstract numbering."""
    return f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(abstracts: dict[int, str], instances: dict[int, tuple[int, str]]) -> str:
    """Return numbering.xml from levels by abstractNumId and (abstractNumId, overrides) by numId."""
    inner = "".join(f'<w:abstractNum w:abstractNumId="{key}">{levels}</w:abstractNum>' for key, levels in abstracts.items())
    inner += "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'
        for key, (abstract, overrides) in instances.items()
    )
    return f'<w:numbering xmlns:w="{TRANSITIONAL}" {OTHERS}>{inner}</w:numbering>'


def part(root: str, inner: str) -> str:
    """Return a part such as comments, styles or footnotes."""
    return f'<w:{root} xmlns:w="{TRANSITIONAL}" {OTHERS}>{inner}</w:{root}>'


def word(body: str, *, strict: bool = False, extra: dict[str, bytes] | None = None, main: str = "word/document.xml", **parts: str) -> bytes:
    """Return a Word file. ``parts`` (numbering, styles, footnotes, comments, header, footer) are related to the main part."""
    namespace, office = (STRICT, STRICT_OFFICE) if strict else (TRANSITIONAL, OFFICE)
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{namespace}" {OTHERS}><w:body>{body}</w:body></w:document>'
    folder, _, leaf = main.rpartition("/")
    relations = "".join(f'<Relationship Id="r{i}" Type="{office}/{name}" Target="{name}.xml"/>' for i, name in enumerate(parts))
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relations(f'<Relationship Id="d" Type="{office}/officeDocument" Target="{main}"/>'),
        main: document,
        f"{folder}/_rels/{leaf}.rels": _relations(relations),
    }
    members |= {f"{folder}/{name}.xml": content for name, content in parts.items()}
    return zipped({name: content.encode() for name, content in members.items()} | (extra or {}))


def _relations(inner: str) -> str:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a zip archive of the members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()
