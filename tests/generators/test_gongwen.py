"""The layout of official documents (GB/T 9704-2012), in the file and as it lies on paper."""

import io

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from generators import gongwen
from generators.gongwen import Block, Run
from tests.generators.official_documents import (
    counted,
    faults_of,
    lines_of,
    needs_office,
    notes_of,
    parts_of,
    to_pdf,
)

WORDS = "政策解读要让群众看得懂记得住用得上"


def written(*body, **more):
    return gongwen.write(more.pop("title", "关于示例的解读"), tuple(body), properties={}, **more)


def body(text, **more):
    return Block("body", (Run(text, **more),))


def everything():
    rows = (("条款", "原规定", "现规定"), ("一、", (Run("每人"), Run("300元", mark="deleted")), (Run("每人"), Run("500元", mark="added"))))
    return (
        Block("heading", (Run("一、标题", "黑体"),)), Block("subheading", (Run("（一）标题", "楷体"),)), Block("third", (Run("1.标题"),)),
        body("正文。", note="见原文第一条。"), body("又一段。", note="见原文第二条。"), Block("table", rows=rows, shares=(1, 2, 2), summary="每行一条"),
        Block("signature", (Run("云溪市民政局"),)), Block("date", (Run("2026年3月1日"),)),
    )  # fmt: skip


@pytest.mark.parametrize("page", [gongwen.PORTRAIT, gongwen.LANDSCAPE])
@pytest.mark.parametrize("draft", [False, True])
def test_word_finds_nothing_to_object_to(page, draft):
    assert faults_of(written(*everything(), page=page, draft=draft)) == []
    assert faults_of(written(body("没有脚注。"))) == []


def test_footnotes_are_real_and_numbered_anew_on_each_page():
    data = written(*everything())
    assert notes_of(data) == ["见原文第一条。", "见原文第二条。"]
    parts = parts_of(data)
    text = etree.fromstring(parts["word/document.xml"])
    properties = text.find(f".//{qn('w:sectPr')}/{qn('w:footnotePr')}")
    assert {etree.QName(node).localname: node.get(qn("w:val")) for node in properties} == {
        "numFmt": "decimalEnclosedCircle", "numRestart": "eachPage",
    }  # fmt: skip
    assert [node.get(qn("w:id")) for node in text.iter(qn("w:footnoteReference"))] == ["1", "2"]
    assert "word/footnotes.xml" not in parts_of(written(body("没有脚注。")))


def test_a_document_without_a_mouse_can_be_walked_by_its_headings_and_is_read_as_chinese():
    document = docx.Document(io.BytesIO(written(*everything(), title="关于示例的解读")))
    assert [p.style.name for p in document.paragraphs if p.style.name.startswith("Heading")] == ["Heading 1", "Heading 2", "Heading 3"]
    levels = [document.styles[f"Heading {n}"].element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) for n in (1, 2, 3)]
    assert levels == ["0", "1", "2"]
    assert document.core_properties.title == "关于示例的解读" and document.core_properties.language == "zh-CN"
    language = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    assert language.get(qn("w:eastAsia")) == "zh-CN"
    (table,) = document.tables
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")) == "每行一条"


def test_the_columns_of_a_table_share_the_width_of_the_text():
    (table,) = docx.Document(io.BytesIO(written(*everything()))).tables
    widths = [cell.width / Mm(1) for cell in table.rows[1].cells]
    assert widths == pytest.approx([156 / 5, 156 * 2 / 5, 156 * 2 / 5], abs=0.1)


def test_words_taken_out_are_struck_and_words_put_in_stand_out_without_colour():
    (table,) = docx.Document(io.BytesIO(written(*everything()))).tables
    old, new = (table.rows[1].cells[n].paragraphs[0].runs[1] for n in (1, 2))
    assert (old.text, old.font.strike) == ("300元", True) and (new.text, new.font.bold, new.font.underline) == ("500元", True, True)


def test_the_levels_of_numbering_have_the_faces_of_the_standard():
    styles = docx.Document(io.BytesIO(written(*everything()))).styles
    faces = {name: styles[name].element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) for name in ("Heading 1", "Heading 2", "Heading 3", "footnote text")}
    assert faces == {"Heading 1": "黑体", "Heading 2": "楷体_GB2312", "Heading 3": "仿宋_GB2312", "footnote text": "宋体"}
    assert styles["Heading 3"].font.size == Pt(16) and styles["footnote text"].font.size == Pt(10.5)


def test_a_wide_table_stands_on_the_page_turned():
    section = docx.Document(io.BytesIO(written(body("横排。"), page=gongwen.LANDSCAPE))).sections[0]
    assert [round(side / Mm(1)) for side in (section.page_width, section.page_height)] == [297, 210]
    width = (section.page_width - section.left_margin - section.right_margin) / Mm(1)
    height = (section.page_height - section.top_margin - section.bottom_margin) / Mm(1)
    assert (width, height) == (pytest.approx(225, abs=0.1), pytest.approx(156, abs=0.1))  # the type area, turned as well


@needs_office
def test_a_full_page_has_22_lines_of_28_characters_within_the_margins(tmp_path):
    pdf = to_pdf(written(*(body(WORDS * 40) for _ in range(3))), tmp_path)
    lines = [line for line in lines_of(pdf[1]) if "—" not in line[3]]
    assert len(lines) == 22
    assert counted([text for _, _, _, text in lines]).most_common(1)[0][0] == 28
    full = [line for line in lines if len(line[3]) == 28]
    assert min(left for _, left, _, _ in full) == pytest.approx(28, abs=0.5)
    assert max(right for _, _, right, _ in full) <= 210 - 26 + 0.5
    assert all(37 <= place <= 297 - 35 + 0.5 for place, _, _, _ in lines)
    steps = [after[0] - before[0] for before, after in zip(lines, lines[1:], strict=False)]
    assert steps == pytest.approx([225 / 22] * 21, abs=0.51)


@needs_office
def test_the_page_number_stands_7_mm_below_the_text_outside_on_both_pages(tmp_path):
    pdf = to_pdf(written(*(body(WORDS * 40) for _ in range(3))), tmp_path)
    for number, side in ((0, "right"), (1, "left")):
        ((place, left, right, text),) = [line for line in lines_of(pdf[number]) if "—" in line[3]]
        assert text.replace(" ", "") == f"—{number + 1}—"
        assert 297 - 35 + 4 < place < 297 - 35 + 11
        edge = right if side == "right" else left
        one_character = 14 * 25.4 / 72
        assert edge == pytest.approx(210 - 26 - one_character if side == "right" else 28 + one_character, abs=1.5)


@needs_office
def test_footnotes_stand_at_the_foot_of_their_page(tmp_path):
    pdf = to_pdf(written(*(body(WORDS * 6, note=f"见原文第{n}条。") for n in range(1, 9))), tmp_path)
    lines = lines_of(pdf[0])
    places = [place for place, _, _, text in lines if "见原文第" in text]
    others = [place for place, _, _, text in lines if text.startswith(tuple(WORDS))]
    assert len(places) >= 2 and min(places) > max(others) and max(places) <= 297 - 35 + 0.5
