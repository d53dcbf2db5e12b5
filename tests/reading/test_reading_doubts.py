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


def doubted(text: str, **lines: str) -> list[tuple[str, str]]:
    return changed(n13=f"第三条 {text}", **lines)


@pytest.mark.parametrize(
    "text",
    [
        "每年7月31月报送测试情况。", "每年2月30日前报送。", "补贴发放截至2026年4月31日。", "本办法自1926年5月1日起施行。", "本办法自2062年5月1日起施行。",
        "本办法有效期至2260年12月31日。", "本办法自一九二六年五月一日起施行。", "本办法自2206年5月起执行。", "1949年9月30日印发的旧办法同时废止。",
    ],
)  # fmt: skip
def test_a_day_that_cannot_be_meant_is_queried_at_its_clause(text):
    assert doubted(text) == [("suspicious_date", "art_3")]


@pytest.mark.parametrize(
    "text",
    [
        "1921年7月1日是党的生日。", "1947年10月10日公布的《土地法大纲》不在测试之列。", "本办法自2026年5月1日起施行，有效期至2031年4月30日。", "到2060年实现测试全覆盖。",
        "12月以内、24月龄以下不测试。", "2024年2月29日以前的成绩有效，每年2月29日不测试。", "原《云溪市考试办法》（云教发〔2019〕3号）同时废止。",
    ],
)  # fmt: skip
def test_history_plans_and_ordinary_days_are_not_queried(text):
    assert doubted(text) == []


def test_the_year_of_a_number_is_weighed_against_the_day_of_writing():
    assert doubted("原《云溪市考试办法》（云教发〔1930〕3号）同时废止。") == [("suspicious_date", "art_3")]
    assert doubted("原《云溪市考试办法》（云教发〔2027〕3号）同时废止。") == [("suspicious_date", "art_3")]
    assert changed(n1="云教发〔2027〕8号") == [("suspicious_number", "document_number")]


def test_a_clause_is_asked_about_once_whatever_is_odd_in_it():
    lines = (*CLEAN[:-2], "第三条 测试于每年2月30日举行，《云溪市考试办法》（云教发〔2027〕3号）同时废止。", "第四条 每年2月30日公布结果。")
    (doubt,) = read("\n".join(lines).encode(), "文件.txt").warnings
    assert doubt.where == "art_3"
    assert doubt.message == "文中日期“2月30日”、发文字号“〔2027〕3号”（年份晚于成文日期）可能有误，已按原文保留，请核对后再使用。"


def test_a_revision_may_name_what_came_after_the_first_wording():
    lines = ["云溪市测试办法", "（2015年3月2日云溪市人民政府公布 根据2024年6月1日《云溪市人民政府关于修改部分规章的决定》修正）"]
    assert said(*lines, "第一条 测试按照云教发〔2023〕5号文件执行。") == []


def test_a_telephone_with_a_digit_too_many_is_queried():
    document = read("青岚市测试办法\n第一条 咨询电话：0689-512623312。\n第二条 传真：0689-5126233。\n".encode(), "a.txt")
    assert [warning.message for warning in document.warnings if warning.code == "telephone_doubtful"] == ["电话号码“0689-512623312”位数过多，请核对原文。"]
