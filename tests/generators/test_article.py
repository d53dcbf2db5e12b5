"""The article: nine elements as sections, every paragraph with its clause, the layout of GB/T 9704 to the millimetre."""

import io
import json
import re
import zipfile
from functools import cache

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree, html

from generators import gongwen
from generators.model import Brief, Citation, Element, Override
from generators.registry import produce
from styles import themes
from tests.generators.official_documents import faults_of, notes_of
from tests.hostile_interpretation import HOSTILE, hostile_interpretation
from tests.sample_interpretation import rich_interpretation, small_interpretation

MM = 1440 / 25.4  # twips


def made(interpretation, **brief):
    brief = Brief(**brief)
    revision, files = produce("article", interpretation, brief, themes.load(brief.theme))
    return revision, {file.filename: file.data for file in files}


@cache
def rich():
    return made(rich_interpretation())


def page_of(files):
    return html.document_fromstring(files["article.html"].decode())


def part(files, name):
    with zipfile.ZipFile(io.BytesIO(files["article.docx"])) as archive:
        return etree.fromstring(archive.read(name))


def paragraphs(files):
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(files["article.docx"])).paragraphs]


def content(revision):
    return [segment for segment in revision.segments if not segment.furniture]


def test_the_sections_are_the_elements_with_content_numbered_without_gaps():
    headings = [text for text in paragraphs(rich()[1]) if re.match("[一二三四五六七八九十]+、", text)]
    assert headings == [
        "一、背景依据", "二、目标任务", "三、主要内容和执行标准", "四、适用范围", "五、惠民利民举措", "六、办理流程",
        "七、新旧政策差异", "八、关键词诠释", "九、注意事项", "十、施行时间", "十一、责任分工", "十二、解读机构和联系方式",
    ]  # fmt: skip
    few = [text for text in paragraphs(made(small_interpretation())[1]) if re.match("[一二三四五六七八九十]+、", text)]
    assert few == ["一、主要内容", "二、施行时间", "三、解读机构"]  # nobody to ask is named


def test_every_paragraph_names_its_clause_in_both_files():
    revision, files = rich()
    notes, page = notes_of(files["article.docx"]), page_of(files)
    for segment in content(revision):
        if segment.kind != "comparison" and not segment.supplements:
            assert f"见原文{segment.basis}。" in notes
        shown = page.xpath(f"//div[@data-segment='{segment.id}']")[0]
        assert f"依据：{segment.basis}" in shown.text_content()
        assert set((shown.get("data-clause") or "").split()) == {citation.ref for citation in segment.citations}


def test_the_article_has_the_length_of_an_article():
    length = sum(len(text) for text in paragraphs(rich()[1]))
    assert 1000 <= length <= 2500


def test_punctuation_is_never_doubled_and_lead_ins_are_said_once():
    for interpretation in (rich_interpretation(), small_interpretation()):
        text = "\n".join(paragraphs(made(interpretation)[1]))
        assert not re.search(r"[。；，、：][。；，、：]", text)
    goals = next(segment.text for segment in content(rich()[0]) if segment.element is Element.OBJECTIVES)
    assert goals.count("到2026年底") == 1 and "5.2亿元；惠及小微企业1.8万家；稳定就业岗位22万个。" in goals


def test_the_policy_is_called_by_its_name():
    text = "\n".join(paragraphs(rich()[1]))
    assert "《云溪市支持小微企业稳岗扩岗若干措施》政策解读" in text.replace("\n", "")
    assert "以下简称《若干措施》" in text and "《若干措施》自2026年4月1日起施行" in text
    assert "本措施" not in text


def test_what_the_department_adds_is_attributed():
    assert "起草部门说明：" in "\n".join(paragraphs(rich()[1]))
    assert "说明人：张敏，就业促进科科长，依据：2026年1月小微企业用工情况调研。" in notes_of(rich()[1]["article.docx"])


def test_the_differences_stand_in_a_table_of_old_and_new():
    table = docx.Document(io.BytesIO(rich()[1]["article.docx"])).tables[0]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["条款", "原规定", "现规定"]
    assert rows[1][0] == "二、（一）" and "50%" in rows[1][1] and "60%" in rows[1][2]


def test_a_statement_proposed_under_two_elements_is_told_once():
    base = rich_interpretation()
    again = base.live_key_points(Element.CONTENT)[0].replace(id="again", element=Element.STANDARDS)
    revision, _ = made(base.with_key_point(again))
    assert "paragraph-again" not in [segment.id for segment in revision.segments]
    stricter = again.replace(statement=again.statement.replace("60%", "70%"))
    revision, _ = made(base.with_key_point(stricter))
    assert "paragraph-again" in [segment.id for segment in revision.segments]


def test_no_word_of_a_statement_is_lost_in_the_article():
    base = rich_interpretation()
    measure = base.live_key_points(Element.CONTENT)[0]
    said = "对正常经营的企业给予支持：稳岗的返还七成，扩岗的另行补助。"
    labelled = "返还比例：稳岗的返还八成，大型企业除外。"
    changed = base.with_key_point(measure.replace(statement=said, title="给予支持", state="proposed"))
    changed = changed.with_key_point(measure.replace(id="second", statement=labelled, title="", state="proposed"))
    revision, files = made(changed)
    texts = {segment.id: segment for segment in content(revision)}
    assert texts[f"paragraph-{measure.id}"].text == said
    assert (texts["paragraph-second"].heading, texts["paragraph-second"].text) == ("返还比例", labelled[5:])
    assert "返还比例。稳岗的返还八成，大型企业除外" in "".join(paragraphs(files))


def test_measures_beyond_the_length_of_an_article_are_named_together():
    base = rich_interpretation()
    measure = base.live_key_points(Element.CONTENT)[0]
    many = tuple(
        measure.replace(id=f"m_{n}", title=f"第{n}号举措", statement=f"第{n}项。{measure.statement}") for n in range(60)
    )
    revision, _ = made(base.replace(key_points=many))
    written = [segment for segment in content(revision) if segment.element is Element.CONTENT]
    assert 20 < len(written) < 45 and sum(len(segment.text) for segment in written) < 3600
    assert "此外" in written[-1].text and "第59号举措" in written[-1].text and written[-1].citations


def test_the_lines_of_a_scale_stay_together_with_every_amount():
    base = rich_interpretation()
    standard = base.live_key_points(Element.STANDARDS)[0]
    told = ("60周岁以上的老人，每人每月200元。", "70周岁以上的老人，每人每月200元。", "80周岁以上的老人，每人每月300元。")
    scale = tuple(
        standard.replace(id=f"standards_{n}", title="服务补贴", statement=f"服务补贴：{line}") for n, line in enumerate(told)
    )
    repeated = tuple(
        scale[0].replace(id=f"{element.value}_1", element=element) for element in (Element.CONTENT, Element.BENEFITS)
    )
    measures = base.live_key_points(Element.CONTENT)
    revision, _ = made(base.replace(key_points=(*measures, *scale, *repeated)))
    (paragraph,) = [segment for segment in content(revision) if "60周岁以上的老人" in segment.text]
    assert paragraph.element is Element.STANDARDS and all(line in paragraph.text for line in told)


def test_only_the_label_a_title_repeats_is_left_out():
    base = rich_interpretation()
    measure = base.live_key_points(Element.CONTENT)[0]
    points = (
        measure.replace(id="m_1", title="基金管理", statement="基金来源包括：单位缴费；财政补助。", state="accepted"),
        measure.replace(id="m_2", title="申请材料", statement="申请材料：身份证；户口簿。", state="accepted"),
        measure.replace(id="m_3", title="办理地点", statement="申请人到政务服务中心办理。", state="accepted"),
    )
    revision, _ = made(base.replace(key_points=points))
    texts = [segment.text for segment in content(revision) if segment.element is Element.CONTENT]
    assert "基金来源包括：单位缴费；财政补助。" in texts and "身份证；户口簿。" in texts


def test_the_page_is_a4_with_the_margins_of_the_standard():
    section = part(rich()[1], "word/document.xml").find(f".//{qn('w:sectPr')}")
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    assert (round(int(size.get(qn("w:w"))) / MM), round(int(size.get(qn("w:h"))) / MM)) == (210, 297)
    measured = {side: int(margins.get(qn(f"w:{side}"))) / MM for side in ("top", "bottom", "left", "right")}
    assert measured == pytest.approx({"top": 37, "bottom": 35, "left": 28, "right": 26}, abs=0.05)


def test_the_grid_holds_22_lines_of_28_characters():
    section = part(rich()[1], "word/document.xml").find(f".//{qn('w:sectPr')}")
    grid = section.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "linesAndChars"
    height, width = (297 - 37 - 35) * MM, (210 - 28 - 26) * MM
    assert int(height / int(grid.get(qn("w:linePitch")))) == 22
    pitch = 16 + int(grid.get(qn("w:charSpace"))) / 4096
    assert int(width / 20 / pitch) == 28
    text = part(rich()[1], "word/styles.xml").xpath(
        "//w:style[@w:styleId='BodyText']", namespaces={"w": qn("w:p")[1:-2]}
    )[0]
    spacing = text.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    assert spacing.get(qn("w:lineRule")) == "exact" and spacing.get(qn("w:line")) == grid.get(qn("w:linePitch"))
    condensed = int(text.find(f"{qn('w:rPr')}/{qn('w:spacing')}").get(qn("w:val"))) / 20
    assert int(width / 20 / (16 + condensed)) == 28


def test_faces_and_sizes_are_those_of_the_standard():
    styles = docx.Document(io.BytesIO(rich()[1]["article.docx"])).styles
    expected = {
        "Title": ("方正小标宋简体", 22), "Body Text": ("仿宋_GB2312", 16), "Heading 1": ("黑体", 16), "Heading 2": ("楷体_GB2312", 16),
    }  # fmt: skip
    for name, (face, size) in expected.items():
        fonts = styles[name].element.rPr.find(qn("w:rFonts"))
        assert fonts.get(qn("w:eastAsia")) == face and fonts.get(qn("w:hint")) == "eastAsia"
        assert styles[name].font.size.pt == size and not styles[name].font.bold
    assert styles["Body Text"].element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"


def test_sub_headings_run_in_kaiti():
    document = docx.Document(io.BytesIO(rich()[1]["article.docx"]))
    paragraph = next(p for p in document.paragraphs if p.text.startswith("（一）稳岗返还。"))
    fonts = paragraph.runs[0]._r.rPr.find(qn("w:rFonts"))
    assert paragraph.runs[0].text == "（一）稳岗返还" and fonts.get(qn("w:eastAsia")) == "楷体_GB2312"


def test_page_numbers_stand_outside_between_dashes():
    document = docx.Document(io.BytesIO(rich()[1]["article.docx"]))
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        assert paragraph.text == "— 1 —" and paragraph._p.pPr.find(qn("w:jc")).get(qn("w:val")) == side
        assert paragraph._p.pPr.find(qn("w:ind")).get(qn(f"w:{side}Chars")) == "100"
        assert {run.font.size.pt for run in paragraph.runs} == {14}
        assert {run._r.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) for run in paragraph.runs} == {"宋体"}


def test_the_page_number_leaves_the_22_lines_their_room():
    section = part(rich()[1], "word/document.xml").find(f".//{qn('w:sectPr')}")
    margins = section.find(qn("w:pgMar"))
    styles = docx.Document(io.BytesIO(rich()[1]["article.docx"])).styles
    number = styles["Footer"].paragraph_format.line_spacing.pt * 20
    assert int(margins.get(qn("w:footer"))) + number < int(margins.get(qn("w:bottom")))


def test_every_font_has_a_fallback():
    fonts = part(rich()[1], "word/fontTable.xml")
    named = {font.get(qn("w:name")): font.find(qn("w:altName")).get(qn("w:val")) for font in fonts}
    used = {f.get(qn("w:eastAsia")) for f in part(rich()[1], "word/document.xml").iter(qn("w:rFonts"))}
    assert used <= set(named) and all("Noto" in others for others in named.values())


def test_the_file_carries_provenance_and_no_trace_of_the_template():
    revision, files = rich()
    properties = part(files, "docProps/custom.xml")
    found = {item.get("name"): item[0].text for item in properties}
    assert found == revision.provenance.model_dump()
    core = docx.Document(io.BytesIO(files["article.docx"])).core_properties
    assert (
        core.title == "《云溪市支持小微企业稳岗扩岗若干措施》政策解读" and core.author == "云溪市人力资源和社会保障局"
    )
    names = zipfile.ZipFile(io.BytesIO(files["article.docx"])).namelist()
    assert not [name for name in names if "thumbnail" in name or "customXml" in name]
    assert b"python-docx" not in etree.tostring(part(files, "docProps/core.xml"))


def test_the_same_input_gives_the_same_bytes_whenever_it_is_made():
    assert made(rich_interpretation()) == rich()
    with zipfile.ZipFile(io.BytesIO(rich()[1]["article.docx"])) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_draft_says_so_on_every_page():
    document = docx.Document(io.BytesIO(made(rich_interpretation(), draft=True)[1]["article.docx"]))
    section = document.sections[0]
    assert "草稿" in section.header.paragraphs[0].text and "草稿" in section.even_page_header.paragraphs[0].text


def test_the_signature_carries_the_date_a_person_gives_and_says_the_unit_only_then_again():
    texts = paragraphs(made(rich_interpretation(), options={"date": "2026年3月20日"})[1])
    assert texts[-2:] == ["云溪市人力资源和社会保障局", "2026年3月20日"]
    undated = paragraphs(rich()[1])
    assert "云溪市人力资源和社会保障局" not in undated and "解读机构：云溪市人力资源和社会保障局。" in undated


def test_a_changed_heading_and_wording_reach_both_files():
    overrides = (
        Override(segment="section-content", heading="主要举措"),
        Override(segment="paragraph-kp_return", text="返还六成。"),
    )
    _, files = made(rich_interpretation(), overrides=overrides)
    text, page = "\n".join(paragraphs(files)), page_of(files).xpath("string(//main)")
    assert "三、主要举措" in text and "返还六成。" in text
    assert "三、主要举措" in page and "返还六成。" in page


def test_the_page_has_one_h1_ordered_headings_and_links_to_the_policy():
    _, files = made(rich_interpretation(), source_url="policy.html")
    page = page_of(files)
    levels = [int(node.tag[1]) for node in page.iter("h1", "h2", "h3")]
    assert levels.count(1) == 1 and all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
    assert "policy.html" in page.xpath("//header//a/@href")
    assert all(not link.startswith("http") for link in page.xpath("//@href"))


def test_structured_data_says_on_which_policy_the_article_is_based():
    data = json.loads(page_of(rich()[1]).xpath("//script[@type='application/ld+json']/text()")[0])
    assert data["@type"] == "Article" and data["isBasedOn"]["legislationIdentifier"] == "云人社发〔2026〕18号"
    assert "稳岗返还" in data["articleBody"] and "sec_2.sub_1" in data["citation"]


def test_hostile_text_is_shown_and_never_obeyed():
    _, files = made(hostile_interpretation(), source_url="javascript:alert(6)")
    page = page_of(files)
    assert (
        len(page.xpath("//script")) == 2
        and not page.xpath("//img")
        and "javascript:" not in "".join(page.xpath("//@href"))
    )
    assert HOSTILE[0] in page.xpath("string(//main)")
    text = "\n".join(paragraphs(files))
    assert HOSTILE[0] in text and "\u202e" not in text


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("短标题政策解读", ("短标题政策解读",)),
        ("《云溪市支持小微企业稳岗扩岗若干措施》政策解读", ("《云溪市支持小微企业稳岗扩岗若干措施》", "政策解读")),
    ],
)
def test_titles_break_where_the_sense_allows(title, lines):
    assert gongwen.title_lines(title) == lines


def test_a_long_title_never_leaves_a_mark_or_a_single_character_alone():
    title = "《云溪市人民政府办公室关于进一步支持小型微型企业稳定就业岗位和扩大招工规模促进经济平稳运行若干政策措施》政策解读"
    lines = gongwen.title_lines(title)
    assert "".join(lines) == title and all(4 <= len(line) <= gongwen.TITLE_WIDTH for line in lines)
    assert not [line for line in lines if line[0] in "的》）、，" or line[-1] in "《（"]


def test_a_change_said_plainly_is_told_in_a_sentence_and_one_that_only_quotes_in_the_table():
    base = rich_interpretation()
    last = [item for item in base.differences if item.kind == "changed" and item.new_ref][-1]
    point = base.live_key_points(Element.CHANGES)[0].replace(citations=(Citation.of(base.document.clause(last.new_ref)),))
    others = tuple(item for item in base.key_points if item.element is not Element.CHANGES)

    def told(statement):
        revision, _ = made(base.replace(key_points=(*others, point.replace(statement=statement))))
        changes = [segment for segment in content(revision) if segment.element is Element.CHANGES]
        prose = "".join(segment.text for segment in changes if segment.kind == "paragraph")
        return prose, [row[0] for segment in changes for row in segment.table[1:]]

    address = base.document.address(last.new_ref)
    prose, rows = told("扩岗补助由每人1500元调整为每人2000元。")
    assert "由每人1500元调整为" in prose and address not in rows
    prose, rows = told("“招用1人”调整为“每招用1人”。")
    assert "调整为" not in prose and rows[0] == address


def test_the_table_of_old_and_new_holds_only_the_sentences_that_differ():
    base = rich_interpretation()
    changed = next(item for item in base.differences if item.kind == "changed" and item.new_ref)
    same = "本条其余规定不变。"
    longer = changed.replace(old_text=changed.old_text + same, new_text=changed.new_text + same)
    revision, _ = made(base.replace(differences=(longer,), key_points=tuple(p for p in base.key_points if p.element is not Element.CHANGES)))
    (table,) = [segment.table for segment in content(revision) if segment.kind == "comparison"]
    assert len(table) == 2 and not any(same in cell for cell in table[1])


def test_who_interprets_is_named_with_unit_and_telephone():
    text = "\n".join(paragraphs(made(rich_interpretation().replace(spokesperson="张敏，就业促进科科长"))[1]))
    assert "解读机构：云溪市人力资源和社会保障局。\n解读人：张敏，就业促进科科长。\n咨询电话：0571-88001233" in text
    assert "解读人" not in "\n".join(paragraphs(rich()[1]))


def test_word_finds_nothing_to_object_to():
    for interpretation in (rich_interpretation(), small_interpretation(), hostile_interpretation()):
        assert faults_of(made(interpretation)[1]["article.docx"]) == []
