"""Key points: each cue family, inheritance, conditions that travel with amounts, and nothing invented."""

import re

import pytest

from generators.model import Element
from studio.checking import check_statement
from studio.interpreting import interpret
from studio.reading import read
from tests.interpreting.documents import MEASURES, NOTICE, RULES, draft, points, saying


@pytest.fixture(scope="module")
def measures():
    return draft(MEASURES)


@pytest.fixture(scope="module")
def rules():
    return draft(RULES)


@pytest.fixture(scope="module")
def notice():
    return draft(NOTICE)


@pytest.mark.parametrize("text", [MEASURES, RULES, NOTICE])
def test_every_point_cites_words_that_stand_in_its_clauses(text):
    interpretation = draft(text)
    assert interpretation.key_points
    for point in interpretation.key_points:
        for citation in point.citations:
            assert citation.holds_in(interpretation.document)


@pytest.mark.parametrize("text", [MEASURES, RULES, NOTICE])
def test_every_figure_of_a_statement_stands_in_the_clauses_it_cites(text):
    interpretation = draft(text)
    for point in interpretation.key_points:
        cited = "".join(citation.quote for citation in point.citations)
        for figure in re.findall(r"\d[\d.]*", point.statement):
            assert figure in cited, (point.statement, figure)


@pytest.mark.parametrize("text", [MEASURES, RULES, NOTICE])
def test_titles_are_short_and_statements_are_whole_sentences(text):
    for point in draft(text).key_points:
        assert 2 <= len(point.title) <= 14, point
        assert not re.search(r"[，。；：、]$|^[的和与及]", point.title), point
        assert point.statement.endswith("。"), point
        assert not re.search(r"：。|。。|；。|^[，。；：]", point.statement), point


@pytest.mark.parametrize("text", [MEASURES, RULES, NOTICE])
def test_ids_are_unique_and_no_element_says_the_same_twice(text):
    found = draft(text).key_points
    assert len({point.id for point in found}) == len(found)
    assert len({(point.element, point.statement) for point in found}) == len(found)


def test_purpose_and_bases_are_separate_points(measures):
    purpose, bases = points(measures, Element.BACKGROUND)[:2]
    assert purpose.statement == "制定《若干措施》，是为了进一步激发青年创业活力，促进高质量充分就业。"
    assert "《青岚省促进创业条例》" in bases.statement and "激发" not in bases.statement


def test_each_goal_with_a_figure_is_a_point_with_its_year(measures):
    statements = [point.statement for point in points(measures, Element.OBJECTIVES)]
    assert statements == [
        "到2027年底，全市新增青年创业主体2.4万户。",
        "到2027年底，带动就业6万人以上。",
        "到2027年底，创业存活率达到70%。",
    ]


def test_goals_are_not_taken_for_standards(measures):
    assert not saying(measures, Element.STANDARDS, "2.4万户")
    assert not saying(measures, Element.BENEFITS, "2.4万户")


def test_the_measures_are_named_by_their_headings(measures):
    titles = [point.title for point in points(measures, Element.CONTENT)]
    assert titles == ["发放一次性创业补贴", "给予场地租金补贴", "实行创业担保贷款贴息", "减免行政事业性收费"]


def test_an_amount_keeps_its_condition_and_its_ceiling(measures):
    (subsidy,) = saying(measures, Element.STANDARDS, "8000元")
    assert "毕业5年内高校毕业生" in subsidy.statement and "6个月以上" in subsidy.statement
    assert "只能享受一次" in subsidy.statement
    (rent,) = saying(measures, Element.STANDARDS, "60%")
    assert "最高不超过1.2万元" in rent.statement and "最长不超过3年" in rent.statement


def test_responsible_units_do_not_stay_in_the_measures(measures):
    assert not saying(measures, Element.CONTENT, "牵头单位")
    assert not saying(measures, Element.STANDARDS, "配合单位")


def test_leading_units_are_gathered_with_what_they_lead(measures):
    (office,) = [
        point for point in points(measures, Element.RESPONSIBILITY) if "由市人力资源社会保障局牵头" in point.statement
    ]
    assert office.statement.startswith("发放一次性创业补贴、给予场地租金补贴")
    assert office.statement.endswith("由市人力资源社会保障局牵头，市财政局、市住房城乡建设局分别配合。")


def test_conditions_come_as_one_list_with_their_introduction(measures):
    (conditions,) = saying(measures, Element.SCOPE, "同时符合下列条件")
    assert conditions.id.startswith("scope_yes_")
    assert "35周岁以下" in conditions.statement and "严重失信主体" in conditions.statement
    assert len(conditions.citations) == 4


def test_exclusions_are_marked_as_such(measures):
    (excluded,) = saying(measures, Element.NOTES, "不予享受", "外地享受同类补贴")
    assert excluded.id.startswith("notes_no_")
    assert saying(measures, Element.NOTES, "不重复享受")


def test_steps_come_in_order_under_their_own_names(measures):
    steps = [point for point in points(measures, Element.PROCEDURE) if point.title in ("提出申请", "审核", "拨付")]
    assert [step.title for step in steps] == ["提出申请", "审核", "拨付"]
    assert steps[0].statement == "申请人于每年3月1日至10月31日登录“青岚人社”小程序提交申请。"


def test_what_a_measure_says_of_its_own_handling_is_no_step_where_the_steps_are_listed():
    loans = "（三）实行创业担保贷款贴息。经办银行应当自受理贷款申请之日起5个工作日内作出授信决定。"
    text = MEASURES.replace("（三）实行创业担保贷款贴息。", loans)
    steps = points(draft(text), Element.PROCEDURE)
    assert [step.title for step in steps if step.title in ("提出申请", "审核", "拨付")] == ["提出申请", "审核", "拨付"]
    assert not [step for step in steps if "授信" in step.statement]


def test_dates_lead_with_the_day_of_effect(measures):
    first = points(measures, Element.DATES)[0]
    assert first.statement == "本措施自2026年3月1日起施行，有效期3年。" and first.title == "施行时间和有效期"


def test_terms_are_titled_by_the_word_explained(measures):
    (term,) = points(measures, Element.TERMS)
    assert term.title == "创业存活率" and term.statement.startswith("创业存活率，是指登记满2年")


def test_repeals_explanation_and_telephone_are_found(measures):
    assert saying(measures, Element.CHANGES, "《青岚市支持青年创业若干办法》", "施行之日起废止")
    assert saying(measures, Element.RESPONSIBILITY, "由市人力资源社会保障局负责解释")
    (contact,) = saying(measures, Element.CONTACT, "0611-8200123")
    assert contact.title == "咨询电话"
    assert measures.interpreter == "青岚市人力资源社会保障局"


def test_benefits_do_not_only_repeat_the_standards(measures):
    assert saying(measures, Element.BENEFITS, "免收工商登记费")


def test_items_inherit_the_sentence_that_introduces_them(rules):
    assert saying(rules, Element.STANDARDS, "关爱补贴", "每人每月260元")


def test_a_reference_to_an_item_is_written_out_and_cited(rules):
    (standard,) = saying(rules, Element.STANDARDS, "每人每月180元")
    assert "年满80周岁的老年人，每人每月180元" in standard.statement
    assert {citation.ref for citation in standard.citations} >= {"art_3.item_2", "art_4.item_2"}


def test_who_is_outside_is_a_note_not_a_scope(rules):
    assert saying(rules, Element.NOTES, "不适用本办法")
    assert not saying(rules, Element.SCOPE, "不适用本办法")


def test_materials_and_time_limits_of_rules_are_found(rules):
    assert saying(rules, Element.PROCEDURE, "居民身份证", "户口簿")
    assert saying(rules, Element.DATES, "5个工作日内完成初审")
    assert saying(rules, Element.NOTES, "追回已发放的补贴")


def test_chapters_do_not_name_the_points_under_them(rules):
    assert "补贴对象和标准" not in {point.title for point in points(rules, Element.STANDARDS)}


def test_a_public_notice_is_told_by_its_sections(notice):
    assert [point.title for point in points(notice, Element.CONTENT)][:2] == ["禁放区域", "禁放时间"]
    assert points(notice, Element.BACKGROUND)[0].statement == "发布《通告》，是为了保障公共安全，减少环境污染。"


def test_groups_are_found_and_points_carry_them(measures):
    audiences = {audience.id: audience.label for audience in measures.audiences}
    assert audiences["graduates"] == "高校毕业生" and "sole_traders" in audiences
    (subsidy,) = saying(measures, Element.STANDARDS, "8000元")
    assert subsidy.audience == "graduates"


def test_a_ceiling_alone_is_never_a_point():
    text = MEASURES.replace("每户企业只能享受一次。", "每户企业每年最高不超过9万元。")
    for point in draft(text).key_points:
        assert not point.statement.startswith("每户企业每年最高")


ISSUED = (
    "青岚市民政局关于印发《青岚市助餐办法》的通知", "青民发〔2026〕8号", "各区民政局：", "现将《青岚市助餐办法》印发给你们，请遵照执行。", "青岚市民政局", "2026年3月2日",
    "青岚市助餐办法", "第一条 为规范助餐服务，制定本办法。", "第二条 老年人每餐补贴2元。", "第三条 本办法自印发之日起施行，有效期3年。",
)  # fmt: skip


@pytest.mark.parametrize(
    ("imprint", "told"),
    [("青岚市民政局办公室 2026年3月6日印发", "自印发之日（2026年3月6日）起施行，有效期3年"), ("", "自印发之日起施行，有效期3年")],
)
def test_the_day_of_issue_is_told_where_the_record_knows_it_and_only_there(imprint, told):
    interpretation = draft("\n".join((*ISSUED, imprint)))
    (point,) = [point for point in interpretation.key_points if "之日" in point.statement]
    (answer,) = [answer for answer in interpretation.answers if "之日" in answer.text]
    assert told in point.statement and told in answer.text
    assert check_statement(interpretation.document, point.statement, [citation.ref for citation in point.citations]).verdict == "supported"
    wrong = point.statement.replace("3月6日", "3月9日")
    if wrong != point.statement:
        assert check_statement(interpretation.document, wrong, [citation.ref for citation in point.citations]).verdict in ("contradicted", "unsupported")


def test_the_day_a_wage_is_set_is_no_day_of_effect_of_the_document():
    text = ISSUED[:-1] + ("第三条 补贴标准自公布之日起执行。", "第四条 本办法自2026年5月1日起施行。")
    assert not [point for point in draft("\n".join(text)).key_points if "之日（" in point.statement]


def test_a_table_printed_in_two_goes_on_under_its_first_header_and_its_rows_are_told_once():
    table = "| 项目 | 标准 | 期限 |\n|---|---|---|\n| 租房补贴 | 每人每月800元 | 12个月 |\n| 安家补贴 | 每人20000元 | 36个月 |\n\n| 3 | 每人每月900元 | 24个月 |\n|---|---|---|\n| 交通补贴 | 每人每月200元 | 12个月 |\n"
    made = interpret(read(f"# 青岚市人才补贴办法\n\n一、补贴标准见下表。\n\n{table}".encode(), "policy.md"))
    said = [point.statement for point in made.key_points]
    assert "交通补贴的标准为每人每月200元，期限为12个月。" in said
    assert not any("｜" in statement or "900元为" in statement for statement in said)
