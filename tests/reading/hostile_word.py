"""Word files whose markup, not their container, is made to hurt: styles, numbering, fields, tables, relationships, passwords."""

import io
import zipfile

from hostile_files import HEAD, PACKAGE, POLICY, TAIL, body, with_main
from making_documents import OFFICE, cell, level, numbering, p, part, row, run, table, word
from making_old_word import compound


def cyclic_styles(count: int) -> bytes:
    """Return a Word file with ``count`` styles, each based on the next, the last on the first."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{i}"><w:name w:val="n{i}"/><w:basedOn w:val="s{(i + 1) % count}"/></w:style>'
        for i in range(count)
    )
    return word(POLICY + p("第二条 甲。", style="s0"), styles=part("styles", styles))


def many_numberings(count: int) -> bytes:
    """Return a Word file with ``count`` numbering definitions of nine levels, each linked to the next."""
    levels = "".join(level(i, "decimal", f"%{i + 1}.") for i in range(9))
    return word(POLICY + p("甲。", num=(1, 0)), numbering=numbering(dict.fromkeys(range(count), levels), {i + 1: (i, "") for i in range(count)}))


def enormous_numbers() -> bytes:
    """Return a Word file whose numbers of lists, levels and starts are in the millions."""
    levels = level(0, "chineseCounting", "第%1条" + "%1" * 5_000, start=2_000_000_000) + level(99_999_999, "lowerLetter", "%1") + level(1, "lowerLetter", "%2", start=90_000_000)
    instances = {4_000_000_000: (0, ""), 7: (0, '<w:lvlOverride w:ilvl="888888888"><w:startOverride w:val="999999999999"/></w:lvlOverride>')}
    numbered = "".join(p("甲。", num=(4_000_000_000, depth)) for depth in (0, 1, 99_999_999, -5)) + p("乙。", num=(7, 1)) * 200
    return word(POLICY + numbered, numbering=numbering({0: levels}, instances))


def linked_numberings(count: int) -> bytes:
    """Return a Word file whose numbering definitions refer to each other through styles, in a circle."""
    links = "".join(f'<w:abstractNum w:abstractNumId="{i}"><w:numStyleLink w:val="s{(i + 1) % count}"/></w:abstractNum><w:num w:numId="{i + 1}"><w:abstractNumId w:val="{i}"/></w:num>' for i in range(count))
    styles = "".join(f'<w:style w:type="numbering" w:styleId="s{i}"><w:pPr><w:numPr><w:numId w:val="{i + 1}"/></w:numPr></w:pPr></w:style>' for i in range(count))
    return word(POLICY + p("甲。", num=(1, 0)), numbering=part("numbering", links), styles=part("styles", styles))


def wide_cells(count: int, span: int) -> bytes:
    """Return a Word file with ``count`` rows of cells that each claim ``span`` columns."""
    wide = row(*[cell("甲", f'<w:gridSpan w:val="{span}"/>')] * 50)
    return body(POLICY + table(*[wide] * count))


def wide_page(count: int) -> str:
    """Return a page with a table whose cells claim thousands of rows and columns."""
    return "<html><body><p>云溪市测试办法</p><table>" + ("<tr>" + '<td colspan="9999" rowspan="9999">云</td>' * 50 + "</tr>") * count + "</table></body></html>"


def nested_tables(depth: int, width: int) -> bytes:
    """Return a Word file with tables in tables, ``width`` cells in each row."""
    inner = p("丙")
    for _ in range(depth):
        inner = table(row(*[cell(p("乙") + inner)] + [cell("甲")] * width))
    return body(POLICY + inner)


def branching_tables(depth: int) -> bytes:
    """Return a Word file with two tables in each cell of tables, doubling at each level."""
    inner = p("丙")
    for _ in range(depth):
        inner = table(row(cell(inner), cell(inner)))
    return body(POLICY + inner)


def open_fields(count: int) -> bytes:
    """Return a Word file with fields that begin and never end, a table of contents among them."""
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r>'
    return body(POLICY + p(inner=begin * count + run("甲。")) + p("第二条 乙。") * 20)


def growing_field(count: int) -> bytes:
    """Return a Word file with one field whose code goes on through ``count`` pieces."""
    return body(POLICY + p(inner='<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + "<w:r><w:instrText>aaaaaaaaaa</w:instrText></w:r>" * count) + p("第二条 乙。") * 50)


def alternating(depth: int) -> bytes:
    """Return a Word file with alternatives in alternatives, none of which has text."""
    inner = "<w:r/>"
    for _ in range(depth):
        inner = f"<mc:AlternateContent><mc:Choice><w:r/></mc:Choice><mc:Fallback>{inner}</mc:Fallback></mc:AlternateContent>"
    return word(POLICY + p(inner=inner))


def boxes_in_boxes(depth: int) -> bytes:
    """Return a Word file with text boxes in text boxes."""
    inner = p("箱")
    for _ in range(depth):
        inner = p(inner=f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>")
    return word(POLICY + inner)


def circular_notes(count: int) -> bytes:
    """Return a Word file whose footnotes refer to themselves and to each other."""
    refer = "".join(f'<w:r><w:footnoteReference w:id="{i}"/></w:r>' for i in range(count))
    notes = "".join(f'<w:footnote w:id="{i}"><w:p>{refer}{run("注")}</w:p></w:footnote>' for i in range(count))
    return word(POLICY + p(inner=refer), footnotes=part("footnotes", notes))


def outside(kind: str, target: str, *, element: str = "") -> bytes:
    """Return a Word file with an external relationship of that kind, and ``element`` in the body that uses it (r:id="o")."""
    relations = f'<Relationships xmlns="{PACKAGE}"><Relationship Id="o" TargetMode="External" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    main = HEAD.replace("<w:body>", f'<w:body xmlns:r="{OFFICE}">') + POLICY + element + TAIL
    return with_main(main.encode(), {"word/_rels/document.xml.rels": relations.encode(), "word/_rels/settings.xml.rels": relations.encode()})


def unsaid_outside(kind: str, target: str) -> bytes:
    """Return a Word file whose relationship points outside the package without saying so."""
    relations = f'<Relationships xmlns="{PACKAGE}"><Relationship Id="o" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    return with_main((HEAD + POLICY + TAIL).encode(), {"word/_rels/document.xml.rels": relations.encode()})


def circular_relationships() -> bytes:
    """Return a Word file whose header and styles are its own main part."""
    inner = "".join(f'<Relationship Id="r{i}" Type="{OFFICE}/{kind}" Target="document.xml"/>' for i, kind in enumerate(["header", "styles", "numbering", "footnotes"] * 10))
    relations = f'<Relationships xmlns="{PACKAGE}">{inner}</Relationships>'
    return with_main((HEAD + POLICY + TAIL).encode(), {"word/_rels/document.xml.rels": relations.encode()})


def many_margins(count: int, size: int) -> bytes:
    """Return a Word file with ``count`` headers of ``size`` different paragraphs each."""
    inner = "".join(f'<Relationship Id="r{i}" Type="{OFFICE}/header" Target="h{i}.xml"/>' for i in range(count))
    members = {f"word/h{i}.xml": part("hdr", "".join(p(f"眉{i}-{n}") for n in range(size))).encode() for i in range(count)}
    relations = f'<Relationships xmlns="{PACKAGE}">{inner}</Relationships>'.encode()
    return with_main((HEAD + POLICY + TAIL).encode(), members | {"word/_rels/document.xml.rels": relations})


def with_macros() -> bytes:
    """Return a Word file with a macro project and programs embedded in it."""
    return word(POLICY, extra={"word/vbaProject.bin": compound({"VBA": b"\x01" * 4096}), "word/embeddings/oleObject1.bin": b"\xd0\xcf" + b"x" * 600, "word/activeX/a.bin": b"MZ"})


def agile_encrypted() -> bytes:
    """Return what Word saves under a password since 2010: an OLE2 file with a description in XML and a package."""
    description = b'\x04\x00\x04\x00\x40\x00\x00\x00<?xml version="1.0"?><encryption xmlns="http://schemas.microsoft.com/office/2006/encryption"><keyData saltSize="16"/></encryption>'
    return compound({"EncryptionInfo": description, "EncryptedPackage": b"\x10\x00\x00\x00\x00\x00\x00\x00" + b"\x5a" * 8000})


def standard_encrypted() -> bytes:
    """Return what Word 2007 saves under a password: the same container, described in binary."""
    return compound({"EncryptionInfo": b"\x03\x00\x02\x00\x24\x00\x00\x00" + b"\x00" * 200, "EncryptedPackage": b"\x5a" * 8000})


def spreadsheet_bomb() -> bytes:
    """Return a workbook with an entity bomb, to be named .docx."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/sharedStrings.xml", b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><sst>' + b"&a;" * 3_000_000 + b"</sst>")
    return stream.getvalue()
