"""A PDF with text gives the record that the Word file of the same words gives: paragraphs, tables, nothing of the page."""

import io
import random

import pypdfium2
import pytest
from making_documents import cell, p, row, table, word
from making_pages import A4, composed, printed

from studio.reading import read
from studio.reading.line_ends import line_ends_lost
from studio.reading.printed import Printed
from studio.reading.wrapping import Line, paragraphs_of

STANDARDS = """
#align(center)[云溪市测试补贴标准]
第一条 补贴按照下列标准发放：
#set text(size: 11pt)
#table(columns: (2cm, 3cm, 6cm, 3cm), table.header([序号], [类别], [对象], [标准]),
  [1], table.cell(rowspan: 2)[学生], [在本市小学就读的学生，包括在民办小学就读的学生], [100元],
  [2], [在本市中学就读的学生], [200元],
  table.cell(colspan: 4)[注：标准自2026年起执行。])
#set text(size: 16pt)
第二条 本办法自2026年5月1日起施行。
"""


def rows(document):
    return [clause.text for clause in document.clauses if clause.level == "row"]


def words(data: bytes):
    return [(clause.ref, clause.label, clause.text) for clause in read(data, "a.pdf").clauses]


def turned(pdf: bytes, degrees: int) -> bytes:
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        page.set_rotation(degrees)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_ruled_table_is_read_cell_by_cell_merged_cells_as_in_word():
    merged, across = '<w:vMerge w:val="restart"/>', '<w:gridSpan w:val="4"/>'
    lines = [
        row(cell("序号"), cell("类别"), cell("对象"), cell("标准")),
        row(cell("1"), cell("学生", merged), cell("在本市小学就读的学生，包括在民办小学就读的学生"), cell("100元")),
        row(cell("2"), cell("", "<w:vMerge/>"), cell("在本市中学就读的学生"), cell("200元")),
        row(cell("注：标准自2026年起执行。", across)),
    ]
    source = word(p("云溪市测试补贴标准") + p("第一条 补贴按照下列标准发放：") + table(*lines) + p("第二条 本办法自2026年5月1日起施行。"))
    document = read(composed(A4 + STANDARDS), "a.pdf")
    expected = read(source, "a.docx")
    assert [(c.ref, c.label, c.text) for c in document.clauses] == [(c.ref, c.label, c.text) for c in expected.clauses]
    assert document.tables == expected.tables


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_turned_for_display_reads_the_same(degrees):
    upright = composed(A4 + STANDARDS)
    assert words(turned(upright, degrees)) == words(upright)


@pytest.mark.parametrize("degrees", [90, -90, 180])
def test_writing_that_runs_sideways_reads_the_same(degrees):
    sideways = composed(f'#set page(paper: "a4")\n#rotate({degrees}deg, reflow: true)[#box(width: 16cm)[{STANDARDS}]]')
    assert words(sideways) == words(composed(A4 + STANDARDS))


def test_a_table_that_goes_on_over_the_page_is_one_and_states_its_header_once():
    body = "".join(f"[{n}], [事项{n}], [市教育局]," for n in range(1, 41))
    source = f"{A4}\n一、任务分工\n#table(columns: (2cm, 8cm, 4cm), table.header([序号], [任务], [责任单位]), {body})\n二、其他"
    document = read(composed(source), "a.pdf")
    assert rows(document) == ["序号 ｜ 任务 ｜ 责任单位", *(f"{n} ｜ 事项{n} ｜ 市教育局" for n in range(1, 41))]
    assert len(document.tables) == 1 and document.clauses[-1].text == "其他"


def test_a_cell_cut_by_the_page_is_put_together_again():
    long = "组织开展测试补贴政策宣传，编制办事指南，公布申请条件和办理流程，" * 6 + "确保政策落实到位。"
    body = "".join(f"[{n}], [{long}]," for n in range(1, 9))
    document = read(composed(f"{A4}\n一、任务\n#table(columns: (2cm, 13cm), [序号], [任务], {body})"), "a.pdf")
    assert rows(document)[1:] == [f"{n} ｜ {long}" for n in range(1, 9)]


def test_a_table_open_at_its_sides_is_a_table():
    source = "一、标准\n#table(columns: (5cm, 5cm, 4cm), stroke: (x, y) => (top: 1pt, bottom: 1pt, left: if x > 0 { 1pt }), [项目], [对象], [金额], [补贴], [学生], [100元])"
    assert rows(read(composed(A4 + "\n" + source), "a.pdf")) == ["项目 ｜ 对象 ｜ 金额", "补贴 ｜ 学生 ｜ 100元"]


def test_a_box_round_a_paragraph_underlines_and_a_red_line_are_no_table():
    source = """
#align(center)[#text(size: 26pt, fill: red)[云溪市教育局文件]]
#line(length: 100%, stroke: 2pt + red)
#rect[第一条 申请单位应当在规定时间内提交材料，逾期不再受理。]
第二条 #underline[申请材料应当真实]，经办人（#box(width: 3cm, stroke: (bottom: 1pt))）签字。
"""
    document = read(composed(A4 + source), "a.pdf")
    assert document.tables == ()
    assert [clause.text for clause in document.clauses] == ["申请单位应当在规定时间内提交材料，逾期不再受理。", "申请材料应当真实，经办人（ ）签字。"]


def test_a_title_is_set_apart_by_its_size_and_signatures_stay_lines():
    source = """
#align(center)[#text(size: 22pt)[云溪市教育局 云溪市财政局关于做好测试补贴发放有关工作的通知]]
#par(first-line-indent: 0pt)[各县（区）教育局、财政局：]
#par(first-line-indent: (amount: 2em, all: true))[为做好测试补贴发放工作，现就有关事项通知如下，请结合实际，认真抓好贯彻落实。]
#align(right)[#pad(right: 2em)[云溪市教育局 \\ 云溪市财政局]]
#align(right)[#pad(right: 2em)[2026年3月2日]]
"""
    document = read(composed(A4 + source), "a.pdf")
    assert document.title == "云溪市教育局 云溪市财政局关于做好测试补贴发放有关工作的通知"
    assert (document.addressees, document.issuing_authorities) == (("各县（区）教育局、财政局",), ("云溪市教育局", "云溪市财政局"))
    assert [clause.text for clause in document.clauses] == ["为做好测试补贴发放工作，现就有关事项通知如下，请结合实际，认真抓好贯彻落实。"]


def test_letter_spacing_is_no_space_and_a_gap_is_one():
    source = f"{A4}\n#text(tracking: 6pt)[第五条 有下列行为之一的，由教育部门责令改正。]"
    clause = read(composed(source), "a.pdf").clauses[0]
    assert (clause.label, clause.text) == ("第五条", "有下列行为之一的，由教育部门责令改正。")


def test_what_begins_a_line_by_chance_is_no_number():
    lines = [Line("第四条 登记管理应当遵循依法合规、规范统", 2.0, 28.0), Line("一、公开透明、便捷高效的原则。", 0.0, 15.0)]
    assert [each.text for each in paragraphs_of(lines, 28.0)] == ["第四条 登记管理应当遵循依法合规、规范统一、公开透明、便捷高效的原则。"]


def test_a_line_broken_early_before_a_long_word_goes_on():
    lines = [Line("园区应当编制总体发展规划，组织", 2.0, 24.5), Line("DCMM（数据管理能力成熟度评估模型）贯标。", 0.0, 24.0)]
    assert len(paragraphs_of(lines, 28.0)) == 1


def test_words_on_every_page_are_no_clauses_but_repeated_rows_are():
    article = "各学校应当在每年三月底前公布上一年度测试补贴的发放情况，接受学生、家长和社会各方面的监督。"
    lines = [f"第{sign}条 {article}" for sign in "一二三四五六七八九十"] * 1 + [f"第十{sign}条 {article}" for sign in "一二三四五六七八九"]
    pdf = printed(["云溪市测试办法", *lines], '#set page(paper: "a5", header: [云溪市测试办法（内部排版）], numbering: "1")')
    document = read(pdf, "a.pdf")
    assert [clause.text for clause in document.clauses] == [article] * 19


def test_a_drawing_of_very_many_lines_costs_no_time_and_is_no_table():
    noise = random.Random(3)
    strokes = "".join(f"#place(line(start: ({noise.randint(0, 400)}pt, {noise.randint(0, 600)}pt), angle: {noise.choice((0, 90))}deg, length: {noise.randint(5, 90)}pt))\n" for _ in range(3000))
    document = read(composed(f"{A4}\n第一条 附图见下。\n{strokes}"), "a.pdf")
    assert [clause.text for clause in document.clauses if clause.level != "row"][0] == "附图见下。"


CLAUSE = "市教育局应当会同有关部门，每年组织一次测试，公布测试结果，接受社会监督，经费由市财政局保障，专款专用，不得挪作他用，"
LOST_ENDS = "PDF 可能丢失行末标点，请对照原件核对，有 Word 原稿的请上传 Word 原稿。"


def test_a_pdf_whose_full_lines_hardly_ever_end_in_a_mark_is_said_to_have_lost_them():
    stripped = r" \ ".join(("市教育局应当会同有关部门，每年组织测试，公布测试结果", "经费由市财政局保障，专款专用，接受监督，不得挪作他用") * 60)
    head = '#set page(paper: "a4")\n云溪市测试办法\n\n第一条 '
    lost = read(composed(head + stripped + "。"), "a.pdf")
    assert [(item.code, item.message) for item in lost.warnings if item.code == "line_ends_lost"] == [("line_ends_lost", LOST_ENDS)]
    whole = read(composed(head + CLAUSE * 60 + "不得延误。"), "a.pdf")
    assert not [item for item in whole.warnings if item.code == "line_ends_lost"]


@pytest.mark.parametrize(
    ("hanging", "producer", "lost"),
    [(5, "LibreOffice 7.3", True), (16, "LibreOffice 7.3", False), (5, "Microsoft Word", False), (0, "LibreOffice 7.3", False)],
)
def test_marks_that_hang_over_the_edge_are_missed_only_where_a_program_drops_them(hanging, producer, lost):
    """Of 200 full lines 16 end in a mark at the edge; marks are as frequent inside; ``hanging`` stand over the edge."""
    text = "市教育局应当会同有关部门，，每年组织测试公布测试结果经费由"
    lines = [
        Printed(text + ("，" if number < 16 + hanging else "市"), 1, 90.0, 505.0 + 10.5 * (16 <= number < 16 + hanging), 800.0 - number, 10.5)
        for number in range(200)
    ]
    assert line_ends_lost(lines, producer) is lost


def test_a_few_lines_show_nothing():
    lines = [Printed("市教育局应当会同有关部门，每年组织测试公布测试结果", 1, 90.0, 505.0, 800.0 - number, 10.5) for number in range(20)]
    assert not line_ends_lost(lines)
