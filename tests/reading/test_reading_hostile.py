"""An uploaded file may be damaged or made to hurt: it is read safely or refused at once, in one sentence."""

import io
import random
import re
import time
import zipfile

import hostile_files
import pytest
from making_documents import cell, level, numbering, p, row, table, word, zipped

from studio.errors import CannotAccept
from studio.reading import read

SENTENCE = re.compile(r"^[^。！!]*。$")
POLICY = word(p("云溪市测试办法") + p("第一条 为规范测试，制定本办法。"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504


def refusal(data: bytes, name: str = "上传.docx") -> str:
    """Return the sentence a file is refused with, having checked that it is one sentence and came quickly."""
    started = time.process_time()
    with pytest.raises(CannotAccept) as caught:
        read(data, name)
    assert time.process_time() - started < 2.0
    assert SENTENCE.match(str(caught.value)) and not re.search(r"Error|Traceback|None", str(caught.value))
    return str(caught.value)


def test_an_external_entity_is_refused_and_not_resolved(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("不可外传", encoding="utf-8")
    assert "实体声明" in refusal(hostile_files.external_entity(str(secret)))


def test_entities_that_multiply_are_refused():
    refusal(hostile_files.entity_bomb())


def test_a_document_type_in_numbering_or_styles_is_refused():
    declared = '<?xml version="1.0"?><!DOCTYPE n [<!ENTITY x "y">]><w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    assert "实体声明" in refusal(word(p("正文。"), numbering=declared))


@pytest.mark.parametrize(
    ("piece", "count"),
    [(b"<w:p/>", 3_000_000), (b"<w:p><w:r><w:t>" + b"a" * 100_000, 1_000), (b"<w:tbl><w:tr><w:tc/></w:tr></w:tbl>", 300_000)],
    ids=["three million paragraphs", "a hundred megabytes of text", "three hundred thousand tables"],
)
def test_bombs_are_refused_by_what_is_really_read(piece, count):
    assert "过大" in refusal(hostile_files.streamed(piece, count))


def test_many_small_paragraphs_below_the_ratio_are_counted():
    noise = random.Random(7)
    pieces = b"".join(f'<w:p w:rsidR="{noise.getrandbits(64):016X}"/>'.encode() for _ in range(40_000))
    assert "过大" in refusal(hostile_files.with_main(hostile_files.HEAD.encode() + pieces + hostile_files.TAIL.encode()))


def test_a_size_understated_in_the_directory_does_not_help():
    refusal(hostile_files.lying_size(hostile_files.streamed(b"<w:p><w:r><w:t>a</w:t></w:r></w:p>", 500_000), 1_000))


def test_too_many_members_are_refused():
    assert "过大" in refusal(zipped({"[Content_Types].xml": b"<Types/>"} | {f"word/{i}.xml": b"" for i in range(4_100)}))


@pytest.mark.parametrize("name", ["p", "sdtContent", "tbl"])
def test_elements_nested_beyond_reason_are_refused(name):
    refusal(hostile_files.nested(5_000, name))


def test_tables_nested_in_tables_end_somewhere():
    inner = "丙"
    for _ in range(40):
        inner = table(row(cell("甲"), cell(p("乙") + inner if inner.startswith("<") else inner)))
    assert read(word(p("云溪市测试办法") + inner), "a.docx").tables


def test_members_outside_the_package_are_ignored_and_duplicates_announced():
    outside = {"../../etc/passwd": b"x", "/word/document.xml": b"<w:x/>", "..\\evil": b"x"}
    assert read(word(p("云溪市测试办法") + p("第一条 甲。"), extra=outside), "a.docx").clauses[0].text == "甲。"
    document = read(hostile_files.duplicate_members(), "a.docx")
    assert [c.text for c in document.clauses] == ["甲。"] and document.warnings[0].code == "duplicate_parts"


def test_an_external_relationship_is_never_followed():
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="n" TargetMode="External" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="http://127.0.0.1:9/numbering.xml"/></Relationships>'
    )
    members = dict(zip(*_unzipped(POLICY), strict=True)) | {"word/_rels/document.xml.rels": relations}
    assert read(zipped(members), "a.docx").clauses[0].ref == "art_1"


def _unzipped(data: bytes) -> tuple[list[str], list[bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist(), [archive.read(name) for name in archive.namelist()]


@pytest.mark.parametrize("kept", [3, 40, 0.5, 0.9, -30])
def test_a_truncated_file_is_refused(kept):
    size = kept if isinstance(kept, int) else int(len(POLICY) * kept)
    refusal(POLICY[:size])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空的"), (b"\x00\x00\x00", "空的"), (b"\r\n \n", "空的"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "图片"), (b"\xff\xd8\xff\xe0" + b"\x00" * 64, "图片"),
        (zipped({"OFD.xml": b"<ofd/>", "Doc_0/Document.xml": b""}), "OFD"), (zipped({"xl/workbook.xml": b""}), "Excel"),
        (zipped({"ppt/presentation.xml": b""}), "演示文稿"), (zipped({"a.docx": POLICY}), "压缩包"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "密码"), (OLE + "WpsContent".encode("utf-16-le"), "WPS"),
        (OLE + "Workbook".encode("utf-16-le"), "不是 Word"), (b"{\\rtf1 abc}", "RTF"), (b"%PDF-1.7\nnothing", "PDF"),
        (bytes(range(256)) * 8, "文件类型"), (b"<?xml version='1.0'?><a/>", "XML"),
    ],
)  # fmt: skip
def test_what_is_no_readable_policy_is_named_by_its_content_whatever_it_is_called(data, said):
    assert said in refusal(data, "政策.docx")


def test_an_encrypted_member_is_refused():
    data = bytearray(POLICY)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    assert "加密" in refusal(bytes(data))


@pytest.mark.parametrize(
    "text",
    [
        "政务公开 登录 无障碍 长者模式 高级搜索 首页 要闻动态 互动交流 网站地图 当前位置 : 首页 > 动态要闻 " * 30,
        "===PAGE 1===\n\n===PAGE 2===\n\n===PAGE 3===\n",
        "1234567890\n---\n***",
    ],
    ids=["navigation", "failed recognition", "no letters"],
)  # fmt: skip
def test_navigation_and_failed_recognition_are_no_policy(text):
    refusal(text.encode(), "政策.txt")


@pytest.mark.parametrize(
    "text",
    [
        "（" * 60_000 + "一", "第" + " " * 60_000 + "条", "《" * 60_000 + "废止", "一" * 60_000 + "、", "1." * 60_000,
        "自" + "二〇二〇年一月一日" * 8_000 + "起施行", "〔" * 60_000 + "2026〕1号", "根据" + "《a" * 30_000, "附件" + " " * 60_000 + "：a",
    ],
    ids=lambda text: text[:3],
)  # fmt: skip
def test_no_line_of_text_makes_reading_slow(text):
    started = time.process_time()
    read(("云溪市测试办法\n第一条 测试。\n" + text).encode(), "a.txt")
    assert time.process_time() - started < 1.0


def test_cost_grows_no_faster_than_the_text():
    def seconds(count: int) -> float:
        text = "云溪市测试办法\n" + "".join(f"第一条 本办法自2026年1月{i % 28 + 1}日起施行。\n（一）甲；\n" for i in range(count))
        started = time.process_time()
        read(text.encode(), "a.txt")
        return time.process_time() - started

    seconds(50)
    assert seconds(2_000) < 10 * seconds(500) + 0.2


def test_pages_nested_without_end_are_refused_and_spans_of_cells_are_bounded():
    assert "嵌套" in refusal(("<html><body>" + "<div>" * 20_000 + "云溪市").encode(), "a.html")
    wide = "<html><body><p>云溪市测试办法</p><table>" + "<tr>" + '<td colspan="9999" rowspan="9999">云</td>' * 50 + "</tr><tr><td>甲</td></tr></table>"
    assert read(wide.encode(), "a.html").tables


def test_mutations_of_a_real_file_never_end_in_anything_but_a_record_or_a_sentence():
    numbers = numbering({0: level(0, "chineseCounting", "第%1条")}, {1: (0, "")})
    body = p("云溪市测试办法") + p("为规范测试，制定本办法。", num=(1, 0)) + table(row(cell("甲"), cell("乙")))
    page = "<html><head><title>测试办法</title></head><body><table><tr><td>索引号：</td><td>1</td></tr></table><p>第一条 甲。</p></body></html>"
    text = "云溪市测试办法\n云政发〔2026〕1号\n第一条 本办法自2026年1月1日起施行，有效期5年。\n附件：1.表\n云溪市教育局\n2026年1月1日"
    names, contents = _unzipped(word(body, numbering=numbers))
    noise = random.Random(2026)
    for seed in (contents[2], contents[-1], page.encode(), text.encode()):
        for _ in range(120):
            mutated = _mutated(seed, noise)
            if seed in contents:
                members = dict(zip(names, contents, strict=True)) | {names[contents.index(seed)]: mutated}
                mutated = zipped(members)
            try:
                assert read(mutated, "a").source.bytes == len(mutated)
            except CannotAccept as refused:
                assert SENTENCE.match(str(refused))


def test_mutations_of_the_container_never_end_in_anything_but_a_record_or_a_sentence():
    noise = random.Random(4)
    for _ in range(300):
        mutated = _mutated(POLICY, noise)
        try:
            assert read(mutated, "a").source.bytes == len(mutated)
        except CannotAccept as refused:
            assert SENTENCE.match(str(refused))


def _mutated(data: bytes, noise: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(noise.randint(1, 6)):
        at = noise.randrange(len(changed))
        match noise.randrange(4):
            case 0:
                changed[at] = noise.randrange(256)
            case 1:
                del changed[at : at + noise.randint(1, 20)]
            case 2:
                changed[at:at] = changed[noise.randrange(len(changed)) :][: noise.randint(1, 40)]
            case _:
                changed[at:at] = noise.choice([b"<w:p>", b"</w:p>", b"&x;", b"\x00", b"<!--", b"]]>", "第一条".encode(), b'"', b"999999999"])
    return bytes(changed) or b"x"
