"""What is inferred, disagrees or looks cut is said with its place; a clean document is read without a word."""

import pytest

from studio.reading import read

CLEAN = (
    "云溪市教育局关于印发《云溪市测试办法》的通知", "云教发〔2026〕8号", "各学校：", "现将《云溪市测试办法》印发给你们（执行中的问题请反馈）。", "云溪市教育局", "2026年3月2日",
    "云溪市测试办法", "第一章 总则", "第一条 为规范测试，制定本办法。", "第二条 下列人员可以申请：", "（一）学生；", "（二）教师。", "第二章 附则", "第三条 本办法自2026年5月1日起施行。",
    "云溪市教育局办公室 2026年3月6日印发",
)  # fmt: skip


def said(*lines: str, name: str = "文件.txt") -> list[tuple[str, str]]:
    return [(warning.code, warning.where) for warning in read("\n".join(lines).encode(), name).warnings]


def changed(**lines: str) -> list[tuple[str, str]]:
    """Read the clean document with some lines replaced (n3=…), an empty one left out."""
    return said(*(lines.get(f"n{number}", line) for number, line in enumerate(CLEAN) if lines.get(f"n{number}", line)))


def page(body: str, head: str = "") -> list[tuple[str, str]]:
    text = "".join(f"<p>{line}</p>" for line in ("测试每年举行，由市教育局组织。", "经费由市财政局保障，专款专用。", "请各学校认真执行。"))
    return said(f"<html><head><meta charset='utf-8'>{head}</head><body>{body}<div id='zoom'>{text}</div></body></html>", name="a.html")


def test_a_clean_document_is_read_without_a_word():
    assert said(*CLEAN) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({"n1": ""}, ("number_missing", "document_number")), ({"n4": ""}, ("authority_inferred", "issuing_authorities")),
        ({"n14": "云溪市教育局办公室 2026年3月1日印发"}, ("dates_out_of_order", "printed_on")), ({"n5": "2026年2月30日"}, ("suspicious_date", "written_on")),
        ({"n13": "第三条 本办法自2024年5月1日起施行。"}, ("dates_out_of_order", "effective_on")), ({"n13": "第三条 本办法自2026年5月1日起施行，有效期至2025年4月30日。"}, ("dates_out_of_order", "expires_on")),
        ({"n10": ""}, ("numbering_gap", "art_2.item_2")), ({"n8": "第一条 为规范测试（以下简称考试，制定本办法。"}, ("bracket_open", "art_1")),
        ({"n10": "（一）学生应当在籍。（二）教师应当在岗。", "n11": ""}, ("number_inside", "art_2.item_1")), ({"n12": "第二章 附则" + "本章规定测试办法的其他事项" * 5}, ("long_heading", "chap_2")),
    ],
)  # fmt: skip
def test_each_doubt_names_the_field_or_clause_it_concerns(lines, expected):
    assert changed(**lines) == [expected]


def test_a_list_that_runs_on_across_headings_or_begins_in_a_note_is_not_queried():
    assert said("关于测试的意见", "一、要求", "（一）甲。", "二、任务", "（二）乙。", "注：1、丙。", "2、丁。") == []


def test_quotations_over_several_paragraphs_are_not_queried():
    assert said("关于修改办法的决定", "一、将第五条修改为：“甲。", "“乙。”") == []


@pytest.mark.parametrize(
    ("body", "head", "expected"),
    [
        ("<table><tr><td>发布机构：</td><td>云溪市教育局</td></tr><tr><td>标题：</td><td>关于测试的通告</td></tr></table>", "", ("authority_inferred", "issuing_authorities")),
        ("<table><tr><td>成文日期：</td><td>2026-03-01</td></tr><tr><td>标题：</td><td>关于测试的通告</td></tr></table>", "", ("date_inferred", "written_on")),
        ("", "<title>关于测试工作有关事项的通告_云溪市教育局</title>", ("title_inferred", "title")),
    ],
)  # fmt: skip
def test_what_only_the_page_states_is_said_to_come_from_it(body, head, expected):
    assert expected in page(body, head)


def test_a_day_and_a_number_the_page_states_otherwise_are_queried():
    properties = "<table><tr><td>发文字号：</td><td>云教发〔2026〕9号</td></tr><tr><td>成文日期：</td><td>2026-04-02</td></tr></table>"
    text = "".join(f"<p>{line}</p>" for line in CLEAN)
    found = said(f"<html><meta charset='utf-8'><body>{properties}<div><div>{text}</div></div></body></html>", name="a.html")
    assert found == [("several_numbers", "document_number"), ("several_dates", "written_on")]
