"""The sample policies: made by their script, real Word files, consistent in what they say, and read as they are printed."""

import json
import os
import re
import subprocess
import sys
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from generators import registry
from generators.model import Brief, Level, PolicyDocument
from studio.checking import check_product
from studio.interpreting import interpret
from studio.interpreting.bank import bank
from studio.interpreting.supplied import apply_answers
from studio.reading import read

SAMPLES = Path(__file__).parent.parent / "samples"
NAMES = ("wengang_cuoshi", "wengang_cuoshi_2023", "xianxing_tonggao", "yanglao_banfa")


def made_in(folder: Path, hash_seed: str) -> dict[str, bytes]:
    """Run the script as a person would and return what it wrote, by file name."""
    command = [sys.executable, str(SAMPLES / "make_samples.py"), "--out", str(folder)]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": hash_seed}, timeout=60)
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def members(data: bytes) -> list[tuple[str, tuple, bytes]]:
    """Return name, time and content of every part, in order: what is left when compression is taken away."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [(entry.filename, entry.date_time, archive.read(entry)) for entry in archive.infolist()]


def sample(name: str) -> PolicyDocument:
    return read((SAMPLES / f"{name}.docx").read_bytes(), f"{name}.docx")


def words(name: str) -> str:
    """Return every word Word itself keeps in the document: paragraphs and table cells, without generated numbers."""
    document = docx.Document(str(SAMPLES / f"{name}.docx"))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


@pytest.fixture(scope="module")
def measures() -> PolicyDocument:
    return sample("wengang_cuoshi")


@pytest.fixture(scope="module")
def old_measures() -> PolicyDocument:
    return sample("wengang_cuoshi_2023")


@pytest.fixture(scope="module")
def care() -> PolicyDocument:
    return sample("yanglao_banfa")


def test_the_script_writes_the_same_bytes_on_every_run(tmp_path):
    (first := tmp_path / "first").mkdir()
    (second := tmp_path / "second").mkdir()
    assert made_in(first, "1") == made_in(second, "2")


def test_the_committed_files_are_what_the_script_makes(tmp_path):
    made = made_in(tmp_path, "0")
    assert sorted(made) == sorted(file.name for file in SAMPLES.glob("*.docx")) == sorted(f"{name}.docx" for name in NAMES)
    for name, data in made.items():
        assert members(data) == members((SAMPLES / name).read_bytes()), f"run samples/make_samples.py again: {name}"


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_a_small_word_file_with_properties(name):
    path = SAMPLES / f"{name}.docx"
    properties = docx.Document(str(path)).core_properties
    assert path.stat().st_size < 60_000
    assert properties.title and properties.author.startswith("云溪市")
    assert properties.created < properties.modified


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_has_nothing_hidden_that_would_stop_its_publication(name):
    parts = {part: content.decode() for part, _, content in members((SAMPLES / f"{name}.docx").read_bytes())}
    assert not any("comment" in part for part in parts)
    for mark in ("<w:ins ", "<w:del ", "<w:vanish", "<w:moveFrom", "<w:commentReference"):
        assert mark not in parts["word/document.xml"]


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_set_out_like_an_official_document(name):
    section = docx.Document(str(SAMPLES / f"{name}.docx")).sections[0]
    millimetres = [round(margin.mm) for margin in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert millimetres == [37, 35, 28, 26]
    for footer in (section.footer, section.even_page_footer):
        assert "PAGE" in footer._element.xml and footer.paragraphs[0].text.startswith("—")


def test_numbers_word_generates_are_not_in_the_text_but_are_read(measures, care):
    typed = words("wengang_cuoshi")
    assert "一、总体要求" not in typed and "（二）发放一次性留工补助" not in typed
    assert (measures.clause("sec_2").label, measures.clause("sec_2.sub_2").label) == ("二、", "（二）")
    assert measures.clause("sec_2.sub_2").heading == "发放一次性留工补助"
    assert not re.search("^第[一二三四五六七八九十]+[章条]", words("yanglao_banfa"), re.MULTILINE)
    assert care.clause("art_32").label == "第三十二条" and care.clause("chap_5").label == "第五章"


def test_numbering_restarts_below_each_clause(measures, care):
    for parent, count in (("sec_5.sub_1", 4), ("sec_5.sub_4", 5), ("sec_6.sub_1", 4)):
        assert [child.label for child in measures.children(parent)] == [f"{number}." for number in range(1, count + 1)]
    assert [child.label for child in care.children("art_19") if child.level is Level.ITEM] == ["（一）", "（二）", "（三）", "（四）"]
    assert [child.label for child in care.children("art_11.item_3")] == ["1.", "2."]


def test_one_document_mixes_typed_and_generated_numbers():
    document = docx.Document(str(SAMPLES / "xianxing_tonggao.docx"))
    headings = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    items = [paragraph for paragraph in document.paragraphs if paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None]
    assert [heading.text[:2] for heading in headings] == ["一、", "二、", "三、", "四、", "五、", "六、", "七、"]
    assert len([item for item in items if item.style.name == "括号编号" and not item.text.startswith("（")]) == 10
    labels = [clause.label for clause in sample("xianxing_tonggao").children("sec_4")]
    assert labels == ["（一）", "（二）", "（三）", "（四）"]


def test_articles_run_on_through_the_chapters(care):
    articles = [clause for clause in care.clauses if clause.level is Level.ARTICLE]
    assert [article.ref for article in articles] == [f"art_{number}" for number in range(1, 33)]
    assert [clause.heading for clause in care.clauses if clause.level is Level.CHAPTER] == ["总则", "服务对象和服务内容", "服务补贴", "监督管理", "附则"]


@pytest.mark.parametrize(
    ("name", "number", "written", "printed", "effective", "expires"),
    [
        ("wengang_cuoshi", "云政办发〔2026〕18号", date(2026, 3, 27), date(2026, 3, 30), date(2026, 5, 1), date(2028, 12, 31)),
        ("wengang_cuoshi_2023", "云政办发〔2023〕9号", date(2023, 4, 14), date(2023, 4, 17), date(2023, 5, 1), date(2026, 12, 31)),
        ("yanglao_banfa", "云民规〔2026〕3号", date(2026, 5, 20), date(2026, 5, 22), date(2026, 7, 1), date(2031, 6, 30)),
        ("xianxing_tonggao", "云公通〔2026〕11号", date(2026, 5, 12), None, date(2026, 6, 1), date(2029, 5, 31)),
    ],
)
def test_number_and_dates_are_read_as_printed(name, number, written, printed, effective, expires):
    document = sample(name)
    assert document.document_number == number
    assert (document.written_on, document.printed_on, document.effective_on, document.expires_on) == (written, printed, effective, expires)
    assert "此件公开发布" in (document.openness or "")


def test_joint_letterheads_give_every_issuing_authority_and_leave_the_title_alone(care):
    notice = sample("xianxing_tonggao")
    assert care.issuing_authorities == ("云溪市民政局", "云溪市财政局", "云溪市卫生健康委员会")
    assert care.title.endswith("关于印发《云溪市居家养老服务管理办法》的通知") and "文件" not in care.title
    assert notice.issuing_authorities == ("云溪市公安局", "云溪市交通运输局")
    assert notice.title == "云溪市公安局 云溪市交通运输局关于调整中心城区货车限行措施的通告"
    assert notice.addressees == ()


def test_the_new_measures_repeal_the_old_ones(measures, old_measures):
    (repeal,) = measures.repeals
    assert (repeal.title, repeal.document_number) == (old_measures.title, old_measures.document_number)
    assert old_measures.expires_on > measures.effective_on


def test_the_table_of_standards_says_what_the_clauses_say(measures):
    table = measures.tables[0]
    clauses = {
        "失业保险稳岗返还": "sec_2.sub_1", "一次性留工补助": "sec_2.sub_2", "以训稳岗培训补贴": "sec_2.sub_3", "一次性扩岗补助": "sec_3.sub_1",
        "社会保险补贴": "sec_3.sub_2", "就业见习补贴": "sec_3.sub_3", "一次性吸纳就业补助": "sec_3.sub_4", "创业担保贷款贴息": "sec_4.sub_1",
        "“稳岗贷”贴息": "sec_4.sub_2",
    }  # fmt: skip
    rows = {row[2]: row for row in table.rows if row[0].isdecimal()}
    assert rows.keys() == clauses.keys()
    for project, ref in clauses.items():
        text = measures.clause(ref).text
        figures = re.findall(r"\d+(?:\.\d+)?(?:万?元|%)", rows[project][3] + rows[project][4])
        assert figures and not [figure for figure in figures if figure not in text], project


def test_the_merged_cells_of_the_table_are_merged_in_word():
    table = docx.Document(str(SAMPLES / "wengang_cuoshi.docx")).tables[0]
    assert table.cell(1, 1)._tc is table.cell(3, 1)._tc and table.cell(1, 1).text == "稳定岗位"
    assert table.cell(4, 1)._tc is table.cell(7, 1)._tc
    assert table.cell(10, 0)._tc is table.cell(10, 5)._tc


def test_references_inside_the_measures_for_care_lead_where_they_say(care):
    conditions = care.children("art_7")
    standards = [child for child in care.children("art_13") if child.level is Level.ITEM]
    assert len(conditions) == len(standards) == 5
    for item, name in zip(standards, "一二三四五", strict=True):
        assert item.text.startswith(f"符合第七条第{name}项规定的")
    assert "前条规定的服务" in care.clause("art_10").text and "包括下列项目" in care.clause("art_9").text


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("wengang_cuoshi", ("3.2万户", "1.8亿元以上", "最高不超过30万元", "每人每月2200元", "免申即享", "不予享受", "不得重复享受", "监督电话：0689-5126110")),
        ("wengang_cuoshi_2023", ("2.5万户", "60%给予返还", "每人1500元", "阶段性缓缴社会保险费", "减免2个月租金")),
        ("yanglao_banfa", ("80周岁以上的独居老年人", "完全失能老年人每人每月600元", "有效期5年", "3年内不得参加服务组织遴选")),
        ("xianxing_tonggao", ("每日7:00至22:00", "悬挂新能源汽车号牌", "20元以上200元以下罚款", "咨询电话：0689-5127001")),
    ],
)
def test_the_stated_facts_stand_in_the_file(name, facts):
    text = words(name)
    assert not [fact for fact in facts if fact not in text]


def test_what_was_dropped_added_and_moved_shows_in_the_comparison(measures, old_measures):
    differences = interpret(measures, old_measures).differences
    removed = {difference.old_ref for difference in differences if difference.kind == "removed"}
    added = {difference.new_ref for difference in differences if difference.kind == "added"}
    pairs = {(difference.old_ref, difference.new_ref) for difference in differences}
    assert {"sec_2.sub_3", "sec_2.sub_4"} <= removed
    assert {"sec_2.sub_2", "sec_3.sub_4", "sec_5.sub_2"} <= added
    assert ("sec_3.sub_4", "sec_4.sub_3") in pairs


def test_the_answers_of_the_department_fit_the_question_bank(measures):
    answers = json.loads((SAMPLES / "answers_wengang.json").read_text(encoding="utf-8"))
    questions = [supplement["question"] for supplement in answers["supplements"]]
    assert set(questions) <= {entry.id for entry in bank()} and len(questions) >= 3
    interpretation = apply_answers(interpret(measures), answers)
    assert all(interpretation.answer(question).state == "supplemented" for question in questions)
    assert all(interpretation.answer(question.id).state in ("accepted", "supplemented", "pending") for question in interpretation.questions)
    assert answers["contact"] in words("wengang_cuoshi")


def test_the_worked_example_is_calculated_by_the_standards_of_the_policy(measures):
    answers = json.loads((SAMPLES / "answers_wengang.json").read_text(encoding="utf-8"))
    (example,) = [supplement["text"] for supplement in answers["supplements"] if supplement["question"] == "worked_example"]
    paid, returned, per_person, granted, total = (int(figure) for figure in re.findall(r"(\d+)元", example))
    assert f"{returned * 100 // paid}%" == "90%" and "的90%给予返还" in measures.clause("sec_2.sub_1").text
    assert f"每人{per_person}元" in measures.clause("sec_3.sub_1").text
    assert (per_person * 2, returned + granted) == (granted, total)


def test_the_first_sample_with_its_old_version_and_answers_blocks_nowhere():
    """What the first start makes: a figure of the former version never lends itself to what holds now."""
    texts = {name: (SAMPLES / name).read_bytes() for name in ("wengang_cuoshi.docx", "wengang_cuoshi_2023.docx")}
    present, former = (read(data, name) for name, data in texts.items())
    answers = json.loads((SAMPLES / "answers_wengang.json").read_text(encoding="utf-8"))
    interpretation = apply_answers(interpret(present, former), answers)
    for generator in registry.discover().values():
        issues = check_product(interpretation, generator.outline(interpretation, Brief()))
        assert [issue.text for issue in issues if issue.severity == "blocking"] == [], generator.name
        assert sum(issue.severity == "confirm" for issue in issues) <= 4, [issue.text for issue in issues if issue.severity == "confirm"]


@pytest.mark.parametrize("name", ["yanglao_banfa.docx", "xianxing_tonggao.docx", "wengang_cuoshi_2023.docx"])
def test_what_is_proposed_for_the_other_samples_blocks_nowhere(name):
    """What a clerk gets before she has touched anything says nothing the checks refuse."""
    interpretation = interpret(read((SAMPLES / name).read_bytes(), name))
    for generator in registry.discover().values():
        if not registry.refusal(generator.name, interpretation):
            issues = check_product(interpretation, generator.outline(interpretation, Brief()))
            assert [issue.text for issue in issues if issue.severity == "blocking"] == [], generator.name
