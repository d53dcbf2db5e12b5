"""The plan of interpretation: the parts it must have, the times to keep, which product rests on which clauses."""

import io
from datetime import date

import docx
import pytest

from generators import registry
from generators.model import Brief, Element
from generators.workdays import working_days_after
from styles import themes
from tests.generators.official_documents import faults_of, notes_of
from tests.hostile_interpretation import HOSTILE, hostile_interpretation
from tests.sample_interpretation import rich_interpretation, small_interpretation


def made(interpretation, **brief):
    brief = Brief(**brief)
    revision, files = registry.produce("plan", interpretation, brief, themes.load(brief.theme))
    return revision, {file.filename: file.data for file in files}


def paper(files):
    return docx.Document(io.BytesIO(files["plan.docx"]))


def text_of(files):
    document = paper(files)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def published(day):
    base = rich_interpretation()
    return base.replace(document=base.document.replace(published_on=day))


def test_it_has_the_parts_a_plan_must_have_in_the_layout_of_official_documents():
    _, files = made(rich_interpretation())
    headings = [p.text for p in paper(files).paragraphs if p.style.name == "Heading 1"]
    assert headings == ["一、解读提纲", "二、解读形式", "三、解读渠道", "四、时间安排", "五、责任分工"]
    assert faults_of(files["plan.docx"]) == [] and paper(files).core_properties.title.endswith("解读方案")


def test_the_outline_names_what_is_told_of_each_element_and_its_clauses():
    revision, files = made(rich_interpretation())
    told = [segment for segment in revision.segments if segment.kind == "outline" and not segment.furniture]
    assert {Element.BACKGROUND, Element.CONTENT, Element.PROCEDURE} <= {segment.element for segment in told}
    content = next(segment for segment in told if segment.element is Element.CONTENT)
    assert "稳岗返还" in content.points and "讲清主要举措：稳岗返还、" in text_of(files)
    assert all(f"见原文{segment.basis}。" in notes_of(files["plan.docx"]) for segment in told)


def test_what_the_policy_does_not_say_is_asked_of_the_department():
    assert "最容易误解的是哪一点？" in text_of(made(rich_interpretation())[1])


def test_each_product_stands_beside_the_clauses_it_rests_on():
    table = paper(made(rich_interpretation())[1]).tables[0]
    rows = {row.cells[0].text: (row.cells[1].text, row.cells[2].text) for row in table.rows[1:]}
    assert set(rows) == {registry.get(name).label for name in registry.usual()}
    assert "主要内容" in rows["政策问答"][0] or "执行标准" in rows["政策问答"][0]
    assert "二、（一）" in rows["解读稿"][1]


@pytest.mark.parametrize(
    ("day", "last"),
    [(date(2026, 3, 18), "2026年3月23日"), (date(2026, 9, 30), "2026年10月10日"), (None, None), (date(2099, 1, 5), None)],
)
def test_the_last_day_is_the_third_working_day_after_publication(day, last):
    text = text_of(made(published(day))[1])
    assert "与文件同日发布" in text and "公布后3个工作日内" in text
    assert (f"最迟{last}" in text) if last else "最迟2" not in text
    if last:
        assert working_days_after(day, 3).strftime("%Y年%-m月%-d日") == last


def test_the_one_who_interprets_and_the_rule_behind_it_are_named():
    revision, files = made(rich_interpretation(), options={"date": "2026年3月20日", "channels": "市政府门户网站\n“云溪发布”公众号"})
    text = text_of(files)
    assert "云溪市人力资源和社会保障局" in text and "0571-88001233" in text and "第一解读人和责任人" in text
    assert "“云溪发布”公众号" in text and "政务新媒体" not in text
    assert any("国办发〔2016〕80号" in note for note in notes_of(files["plan.docx"]))
    assert paper(files).paragraphs[-1].text == "2026年3月20日"


def test_a_policy_with_little_in_it_still_has_a_plan_and_equal_input_equal_bytes():
    _, files = made(small_interpretation())
    assert "一、解读提纲" in text_of(files) and made(small_interpretation())[1] == files


def test_hostile_text_is_shown_and_never_obeyed():
    _, files = made(hostile_interpretation(), options={"channels": HOSTILE[0], "date": HOSTILE[3]})
    assert faults_of(files["plan.docx"]) == [] and HOSTILE[0] in text_of(files)
