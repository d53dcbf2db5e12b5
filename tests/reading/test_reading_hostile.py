"""An uploaded Word file may be damaged or made to hurt: it is read safely or refused at once, in one sentence.

Each file is read in a process of its own and costs less than a dozen passes of plain work over a text and 150 MB.
"""

import io
import re
import zipfile

import hostile_files as files
import hostile_word as hostile
import pytest
from hostile_files import POLICY
from making_documents import OFFICE, cell, numbering, p, part, row, table, word, zipped
from measuring import CHEAP, Cost, Measurer

from studio.errors import CannotAccept
from studio.reading import read

SENTENCE = re.compile(r"^[^。！!]*。$")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
SMALL = word(POLICY)


@pytest.fixture(scope="module")
def measurer():
    measurer = Measurer()
    yield measurer
    measurer.close()


def cheap(cost: Cost) -> Cost:
    """Return a cost that is within the limits and ended in a record or one sentence."""
    assert not cost.fault
    assert cost.times < CHEAP
    assert cost.megabytes < 150
    if cost.refused:
        assert SENTENCE.match(cost.refused) and not re.search(r"Error|Traceback|None", cost.refused)
    return cost


def streamed_text(megabytes: int) -> bytes:
    return files.streamed(b"a" * 1_000, megabytes * 1_000, b"<w:p><w:r><w:t>", b"</w:t></w:r></w:p>")


def relationships(count: int) -> bytes:
    inner = "".join(f'<Relationship Id="r{i}" Type="{OFFICE}/header" Target="document.xml"/>' for i in range(count))
    return word(POLICY, extra={"word/_rels/document.xml.rels": f'<Relationships xmlns="{files.PACKAGE}">{inner}</Relationships>'.encode()})


REFUSED = {
    "external subset": (lambda: files.external_subset("/etc/passwd"), "实体声明"),
    "external entity in UTF-16": (lambda: files.in_utf16(files.external_entity("/etc/passwd")), "实体声明|损坏"),
    "400 MB of text": (lambda: streamed_text(400), "过大"),
    "100 MB of text, size understated": (lambda: files.lying_size(streamed_text(100), 1_000), "过大|损坏"),
    "45 MB of text in paragraphs": (lambda: files.streamed(b"<w:p><w:r><w:t>" + b"ab" * 4_500_000 + b"</w:t></w:r></w:p>", 5), "过大"),
    "three million paragraphs": (lambda: files.streamed(b"<w:p/>", 3_000_000), "过大"),
    "300,000 tables": (lambda: files.streamed(b"<w:tbl><w:tr><w:tc/></w:tr></w:tbl>", 300_000), "过大"),
    "20,000 paragraphs with text": (lambda: files.noisy("<w:p><w:r><w:t>甲{}</w:t></w:r></w:p>", 20_000), "过大"),
    "500,000 runs": (lambda: files.noisy('<w:r w:rsidR="{}"/>', 500_000), "过大"),
    "500,000 runs in one paragraph": (lambda: files.body(POLICY + "<w:p>" + '<w:r w:a="1"/>' * 500_000 + "</w:p>"), "过大"),
    "500,000 elements in a header": (lambda: word(POLICY, header=part("hdr", '<w:r w:a="1"/>' * 500_000)), "过大"),
    "500,000 comments": (lambda: word(POLICY, comments=part("comments", '<w:comment w:id="1"/>' * 500_000)), "过大"),
    "200,000 relationships": (lambda: relationships(200_000), "过大"),
    "a million members": (lambda: files.many_members(1_000_000), "过大"),
    "4,100 members": (lambda: files.many_members(4_100), "过大"),
    "3,000 overlapping members": (lambda: files.overlapping(3_000), "损坏"),
    "archives in archives": (lambda: files.nested_archives(4, 6), "压缩包"),
    "100,000 styles": (lambda: hostile.cyclic_styles(100_000), "过大"),
    "20,000 numberings": (lambda: hostile.many_numberings(20_000), "过大"),
    "400 rows of wide cells": (lambda: hostile.wide_cells(400, 99_999), "过大"),
    "200,000 nested elements": (lambda: files.nested(200_000, "tbl"), "损坏"),
    "5,000 nested paragraphs": (lambda: files.nested(5_000, "p"), "损坏"),
    "an attribute of 10 MB and more": (lambda: files.body(POLICY + '<w:p w:x="' + "a" * 10_100_000 + '"/>'), "过大"),
    "60 attributes of 300 kB": (lambda: files.noisy('<w:p w:x="{0}' + "a" * 300_000 + '"/>', 60), "过大"),
    "agile password": (hostile.agile_encrypted, "密码"),
    "standard password": (hostile.standard_encrypted, "密码"),
    "workbook called .docx": (hostile.spreadsheet_bomb, "Excel"),
}  # fmt: skip
READ = {
    "200,000 attributes": lambda: files.body(POLICY + "<w:p " + " ".join(f'a{i}="x"' for i in range(200_000)) + "/>"),
    "300 styles in a circle": lambda: hostile.cyclic_styles(300),
    "1,000 numberings": lambda: hostile.many_numberings(1_000),
    "numbers in the millions": hostile.enormous_numbers,
    "5,000 linked numberings": lambda: hostile.linked_numberings(5_000),
    "ten rows of wide cells": lambda: hostile.wide_cells(10, 1_000_000),
    "tables in tables": lambda: hostile.nested_tables(40, 3),
    "tables doubling at each level": lambda: hostile.branching_tables(12),
    "20,000 fields never closed": lambda: hostile.open_fields(20_000),
    "a field code without end": lambda: hostile.growing_field(36_000),
    "alternatives in alternatives": lambda: hostile.alternating(110),
    "boxes in boxes": lambda: hostile.boxes_in_boxes(30),
    "notes that refer to each other": lambda: hostile.circular_notes(180),
    "relationships in a circle": hostile.circular_relationships,
    "headers of 24,000 paragraphs": lambda: hostile.many_margins(24, 400),
    "packages embedded": lambda: word(POLICY, extra={"word/embeddings/a.docx": files.nested_archives(3, 6), "word/afchunk.docx": b"PK"}),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_bomb_is_refused_before_it_costs_anything(measurer, name):
    make, said = REFUSED[name]
    assert re.search(said, cheap(measurer.cost(make())).refused)


@pytest.mark.parametrize("name", READ)
def test_what_can_be_read_is_read_at_little_cost(measurer, name):
    assert cheap(measurer.cost(READ[name]())).clauses > 0


@pytest.mark.parametrize("part_name", files.PARTS)
def test_entities_are_refused_in_every_part(measurer, part_name, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("不可外传", encoding="utf-8")
    for data in (files.external_entity(str(secret), part_name), files.entity_bomb(part_name), files.quadratic_bomb(part_name)):
        cost = cheap(measurer.cost(data))
        assert "实体声明" in cost.refused and "不可外传" not in cost.refused


@pytest.mark.parametrize("kind", ["header", "styles", "numbering", "footnotes", "attachedTemplate", "aFChunk", "oleObject", "image", "frame"])
def test_what_lies_outside_the_package_is_never_fetched(measurer, kind):
    use = '<w:altChunk r:id="o"/><w:p><w:r><w:object r:id="o"/><w:drawing r:link="o"/></w:r></w:p>'
    for data in (
        hostile.outside(kind, "http://127.0.0.1:9/x", element=use),
        hostile.unsaid_outside(kind, "file:///etc/passwd"),
        hostile.unsaid_outside(kind, "../../../../../../etc/passwd"),
    ):
        cost = cheap(measurer.cost(data))
        assert "第一条" not in cost.refused and cost.text == "为规范测试，制定本办法。"


def test_macros_are_announced_and_never_run(measurer):
    cost = cheap(measurer.cost(hostile.with_macros(), "政策.docm"))
    assert "macros" in cost.warnings and cost.text == "为规范测试，制定本办法。"


def test_members_outside_the_package_are_ignored_and_duplicates_announced():
    outside = {"../../etc/passwd": b"x", "/word/document.xml": b"<w:x/>", "..\\evil": b"x"}
    assert read(word(p("云溪市测试办法") + p("第一条 甲。"), extra=outside), "a.docx").clauses[0].text == "甲。"
    document = read(files.duplicate_members(), "a.docx")
    assert [c.text for c in document.clauses] == ["甲。"] and document.warnings[0].code == "duplicate_parts"


def test_a_chain_of_notes_is_not_followed_from_note_to_note():
    notes = "".join(f'<w:footnote w:id="{i}"><w:p><w:r><w:footnoteReference w:id="{i + 1}"/></w:r><w:r><w:t>注</w:t></w:r></w:p></w:footnote>' for i in range(3_000))
    start = p(inner='<w:r><w:t>第二条 甲。</w:t></w:r><w:r><w:footnoteReference w:id="0"/></w:r>')
    document = read(word(POLICY + start, footnotes=part("footnotes", notes)), "a.docx")
    assert [clause.text for clause in document.clauses if "注" in clause.text] == ["注"]


def test_tables_deep_inside_tables_keep_the_outer_text():
    inner = "丙"
    for _ in range(40):
        inner = table(row(cell("甲"), cell(p("乙") + inner if inner.startswith("<") else inner)))
    assert read(word(p("云溪市测试办法") + inner), "a.docx").tables[0].rows[0][0] == "甲"


def _unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("kept", [3, 40, 0.3, 0.5, 0.9, -30, -1])
def test_a_truncated_file_is_refused(measurer, kept):
    size = kept if isinstance(kept, int) else int(len(SMALL) * kept)
    assert cheap(measurer.cost(SMALL[:size])).refused


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空的"), (b"\x00\x00\x00", "空的"), (b"\r\n \n", "空的"),
        (zipped({"OFD.xml": b"<ofd/>", "Doc_0/Document.xml": b""}), "OFD"), (zipped({"xl/workbook.xml": b""}), "Excel"),
        (zipped({"ppt/presentation.xml": b""}), "演示文稿"), (zipped({"a.docx": SMALL}), "压缩包"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "密码"), (OLE + "WpsContent".encode("utf-16-le"), "WPS"),
        (OLE + "Workbook".encode("utf-16-le"), "不是 Word"), (b"{\\rtf1 abc}", "RTF"), (b"%PDF-1.7\nnothing", "PDF"),
        (bytes(range(256)) * 8, "文件类型"), (b"<?xml version='1.0'?><a/>", "XML"),
    ],
)  # fmt: skip
def test_what_is_no_readable_policy_is_named_by_its_content_whatever_it_is_called(measurer, data, said):
    assert said in cheap(measurer.cost(data, "政策.docx")).refused


def test_an_encrypted_member_is_refused():
    data = bytearray(SMALL)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    with pytest.raises(CannotAccept, match="加密"):
        read(bytes(data), "a.docx")


def test_templates_and_files_with_macros_are_read_as_word_files():
    members = _unzipped(SMALL)
    for kind in ("template.main", "document.macroEnabled.main"):
        types = f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/></Types>'
        assert read(zipped(members | {"[Content_Types].xml": types.encode()}), "政策.dotx").clauses[0].ref == "art_1"


def test_what_is_measured_is_really_spent(measurer):
    """The measure itself: a large file costs visibly more than a small one, in time and in memory."""
    small = measurer.cost(SMALL)
    large = measurer.cost(word(POLICY + "".join(p(f"第{i}条 {'甲乙丙丁' * 100}。") for i in range(2, 3_000))))
    assert large.clauses == 2_999 and large.times > 5 * small.times and large.megabytes > small.megabytes + 5


def test_a_definition_of_numbering_that_links_to_itself_ends():
    link = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="s"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    styles = part("styles", '<w:style w:type="numbering" w:styleId="s"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>')
    document = read(word(POLICY + p("第二条 甲。", num=(1, 0)), numbering=part("numbering", link), styles=styles), "a.docx")
    assert document.clauses[-1].text == "甲。" and numbering({}, {})
