"""The table of old and new: every changed clause with both wordings, changed words marked, on paper and as a page."""

import io

import docx
import pytest
from docx.shared import Mm
from lxml import html

from generators import registry
from generators.errors import CannotMake
from generators.model import Brief, Difference, Element, Hidden
from styles import themes
from tests.generators.official_documents import faults_of
from tests.hostile_interpretation import HOSTILE, hostile_interpretation
from tests.sample_interpretation import rich_interpretation, small_interpretation


def made(interpretation, **brief):
    brief = Brief(**brief)
    revision, files = registry.produce("comparison", interpretation, brief, themes.load(brief.theme))
    return revision, {file.filename: file.data for file in files}


def tables(files):
    return docx.Document(io.BytesIO(files["comparison.docx"])).tables


def rows_of(files):
    return [[cell.text for cell in row.cells] for table in tables(files) for row in table.rows[1:]]


def changed(old, new, ref="sec_2.sub_1"):
    return Difference(kind="changed", old_ref="art_5", new_ref=ref, old_label="第五条", new_label="二、（一）", old_text=old, new_text=new)


def test_every_difference_is_a_row_with_both_wordings_and_both_numbers():
    interpretation = rich_interpretation()
    rows = rows_of(made(interpretation)[1])
    assert [row[0] for row in rows] == ["二、（一）（原第五条）", "二、（二）（原第六条）", "二、（五）", "原第九条"]
    for row, difference in zip(rows, interpretation.differences, strict=True):
        assert row[1] == (difference.old_text or "——") and row[2] == (difference.new_text or "——")
    assert [row[3] for row in rows] == ["修改。", "修改。", "新增。", "删去。"]


def test_changed_words_are_marked_on_paper_and_on_the_page():
    _, files = made(rich_interpretation())
    old, new = (tables(files)[0].rows[1].cells[n].paragraphs[0].runs for n in (1, 2))
    assert [run.text for run in old if run.font.strike] == ["50%"]
    assert next(run.text for run in new if run.font.bold) == "60%"
    page = html.document_fromstring(files["comparison.html"].decode())
    assert "50%" in [node.text_content() for node in page.iter("del")]
    assert any("60%" in node.text_content() for node in page.iter("ins"))
    assert {node.get("scope") for node in page.iter("th")} == {"col", "row"} and page.xpath("//table/caption")


def test_the_table_stands_on_a4_turned_with_its_head_on_every_page():
    _, files = made(rich_interpretation())
    document = docx.Document(io.BytesIO(files["comparison.docx"]))
    assert [round(side / Mm(1)) for side in (document.sections[0].page_width, document.sections[0].page_height)] == [297, 210]
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["条款", "原规定", "现规定", "说明"]
    assert faults_of(files["comparison.docx"]) == []


def test_a_point_about_the_clause_says_in_words_what_changed():
    interpretation = rich_interpretation()
    point = next(p for p in interpretation.live_key_points(Element.CHANGES))
    told = point.replace(id="told", statement="稳岗返还比例由50%调整为60%", citations=interpretation.live_key_points(Element.CONTENT)[0].citations[:1])
    assert told.citations[0].ref == "sec_2.sub_1"
    revision, files = made(interpretation.with_key_point(told))
    assert rows_of(files)[0][3] == "稳岗返还比例由50%调整为60%。"


@pytest.mark.parametrize(
    ("differences", "old_title", "words"),
    [((), "", "附上旧版文件"), ((), "旧办法", "没有差别"), ((changed("按60%返还。", "按60%返还；"),), "旧办法", "没有差别")],
)
def test_without_anything_to_compare_the_product_is_refused_in_one_sentence(differences, old_title, words):
    interpretation = rich_interpretation().replace(differences=differences, old_title=old_title)
    why = registry.refusal("comparison", interpretation)
    assert words in why and why.count("。") == 1
    with pytest.raises(CannotMake, match=words):
        made(interpretation)
    assert registry.refusal("comparison", rich_interpretation()) == ""


def test_what_only_moved_is_told_in_one_line():
    interpretation = rich_interpretation()
    moved = changed("同样的话。", "同样的话。").replace(kind="moved")
    _, files = made(interpretation.replace(differences=(*interpretation.differences, moved)))
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(files["comparison.docx"])).paragraphs)
    assert "只调整序号，文字未改：原第五条改为二、（一）。" in text and len(rows_of(files)) == len(interpretation.differences)


def test_rows_cite_the_clause_in_force_and_can_be_hidden():
    revision, _ = made(rich_interpretation())
    rows = [segment for segment in revision.segments if segment.kind == "change" and not segment.furniture]
    assert all(row.citations and row.basis for row in rows)
    hidden = Hidden(segment=rows[0].id, reason="另行说明")
    assert len(rows_of(made(rich_interpretation(), hidden=(hidden,))[1])) == len(rich_interpretation().differences) - 1


def test_hostile_wording_is_shown_and_never_obeyed():
    base = hostile_interpretation()
    clause = next(c for c in base.document.clauses if c.text)
    difference = changed(HOSTILE[0], HOSTILE[0] + clause.text, clause.ref)
    _, files = made(base.replace(differences=(difference,), old_title=HOSTILE[0]))
    page = html.document_fromstring(files["comparison.html"].decode())
    assert len(page.xpath("//script")) == 2 and not page.xpath("//img")
    assert HOSTILE[0] in page.xpath("string(//main)") and faults_of(files["comparison.docx"]) == []


def test_the_same_input_gives_the_same_bytes_and_provenance_is_inside():
    revision, files = made(rich_interpretation())
    assert made(rich_interpretation())[1] == files
    page = html.document_fromstring(files["comparison.html"].decode())
    assert page.get("data-interpretation-digest") == revision.provenance.interpretation_digest


def test_it_is_not_made_unless_somebody_asks():
    assert "comparison" not in registry.usual() and {"article", "faq", "infographic", "video"} <= set(registry.usual())
    assert registry.refusal("comparison", small_interpretation()) and registry.refusal("faq", small_interpretation()) == ""


def test_a_law_revised_under_its_own_name_is_not_compared_with_itself_in_words():
    base = rich_interpretation()
    revision, _ = made(base.replace(old_title="云溪市支持小微企业稳岗扩岗若干措施"))
    lead = next(segment.text for segment in revision.segments if segment.kind == "lead")
    assert lead.startswith("本表对照《云溪市支持小微企业稳岗扩岗若干措施》修改前后的条文。")
