"""Titles, statements and references: what may be left out, joined or written out, and what must never change."""

import pytest

from generators.model import Citation, Element, KeyPoint
from studio.interpreting import interpret, titles
from studio.interpreting.audiences import addressed, with_audiences
from studio.interpreting.topics import topic
from studio.interpreting.wording import finish, joined, polish
from studio.reading import read
from tests.interpreting.documents import MEASURES, draft, points, saying


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("加大补贴力度", "加大补贴力度"),
        ("（一）进一步支持青年创业。", "进一步支持青年创业"),
        ("支持建设、引进人工智能重大科技创新平台", "支持建设、引进重大科技创新平台"),
        ("支持企业数字化、网络化、智能化转型升级改造", "支持企业数字化转型升级改造"),
        ("申请条件（试行）", "申请条件"),
    ],
)
def test_headings_lose_their_middle_never_their_head(heading, title):
    assert titles.title_of(heading, ("人工智能",)) == title


@pytest.mark.parametrize("text", ["不得以任何形式对提出付款请求的企业进行恐吓和打击报复", "严禁任何单位和个人挤占挪用截留上述专项补助资金"])
def test_a_title_never_loses_a_prohibition(text):
    title = titles.title_of(text)
    assert title == "" or title.startswith(("不得", "严禁"))


@pytest.mark.parametrize(
    ("sentence", "gift"),
    [
        ("一次性给予5万元的就业补贴，每人仅可申请一次。", "就业补贴"),
        ("在职期间可领取每人每月1500元住房补贴。", "住房补贴"),
        ("可按实际支付利息的40%申请融资费用补贴（其中小微企业50%）。", "融资费用补贴"),
        ("个人缴费标准为每人413元。", "个人缴费标准"),
        ("由市民政局负责实施。", ""),
    ],
)
def test_what_is_granted_is_named(sentence, gift):
    assert titles.granted(sentence) == gift


def test_terms_are_recognised_in_their_usual_forms():
    assert titles.term("本办法所称独居老人，是指独自居住的老年人。") == "独居老人"
    assert titles.term("其中，港澳青年企业是指以港澳青年为主要创办人的企业。") == "港澳青年企业"


def test_polishing_drops_only_what_states_nothing():
    said = polish("其中，对首次认定的企业给予奖励30万元。（责任单位：市科技局、市财政局）")
    assert said == "对首次认定的企业给予奖励30万元。"
    assert polish("根据《促进条例》（青政发〔2020〕3号）执行。") == "根据《促进条例》执行。"


def test_a_short_name_stays_when_it_is_used():
    text = "入驻青年创业基地（以下称“基地”）的企业，由基地给予补贴。"
    assert polish(text) == text
    assert polish("小型企业、微型企业（以下统称小微企业）适用本措施。") == "小型企业、微型企业适用本措施。"


def test_lists_join_into_one_sentence():
    assert joined("应当提交下列材料：", ["身份证；", "户口簿。"]) == "应当提交下列材料：身份证；户口簿。"
    assert finish("按标准执行，其中：") == "按标准执行。"


def test_the_first_topic_that_fits_names_a_sentence():
    assert topic("在审核过程中，不得收取任何费用。", Element.NOTES) == "不收取费用"
    assert topic("今天天气晴朗。", Element.NOTES) == ""


def test_the_narrower_of_two_groups_is_addressed():
    assert addressed("中小微企业可以申请贴息。").audience.id == "small_enterprises"
    assert addressed("高校毕业生到企业就业的，给予补贴。").audience.id == "graduates"
    assert addressed("由市财政局负责拨付。") is None
    assert addressed("在基地入驻企业连续就业满1年的港澳青年，每人每月补贴1500元。").audience.id != "enterprises"
    assert addressed("基地入驻企业实习的高校在读港澳青年，每人每月补贴3000元。").audience.id == "students"
    assert addressed("降低保有量明显过多的机具的补贴额。") is None
    assert addressed("最低生活保障对象免交费用。").audience.id == addressed("低保家庭免交费用。").audience.id == "low_income"


def test_a_heading_that_is_the_subject_stays_with_its_sentence():
    text = MEASURES.replace("（四）减免行政事业性收费。对创业企业免收工商登记费", "（四）重型货车。每日7时至22时禁止驶入主城区")
    assert saying(draft(text), Element.NOTES, "重型货车：每日7时至22时禁止驶入主城区")


def test_lists_under_a_bare_heading_take_it_as_their_introduction():
    text = MEASURES.replace("（六）办理程序。", "（六）申请材料\n1.创业补贴申请表；\n2.营业执照复印件；\n3.银行账户信息。\n（六）办理程序。")
    (materials,) = saying(draft(text), Element.PROCEDURE, "创业补贴申请表", "银行账户信息")
    assert materials.statement.startswith("申请材料：") and materials.title == "申请材料"


def test_rows_of_a_table_of_standards_become_points_with_their_header():
    rows = [("项目", "标准", "每年限额"), ("创业培训补贴", "每人1200元", "5万元"), ("创业讲师补贴", "每课时300元", "2万元"), ("创业场地补贴", "每平方米15元", "不设上限")]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = f"<html><body><p>青岚市创业补贴标准的通知</p><p>一、补贴标准</p><table>{cells}</table></body></html>"
    drafted = interpret(read(page.encode(), "policy.html"))
    (row,) = saying(drafted, Element.STANDARDS, "创业培训补贴")
    assert row.statement == "创业培训补贴的标准为每人1200元，每年最高5万元。"
    assert len(row.citations) == 2 and row.title == "创业培训补贴"
    assert saying(drafted, Element.STANDARDS, "创业场地补贴的标准为每平方米15元，每年不设上限。")
    assert drafted.answer("how_much").text.startswith("一是创业培训补贴的标准为每人1200元")


def test_a_cell_that_is_a_sentence_stands_after_the_name_of_its_row():
    rows = [("项目", "标准", "每年限额"), ("创业贷款贴息", "贷款最高30万元，按实际利率的40%贴息", "据实计算"), ("创业讲师补贴", "每课时300元", "2万元")]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = f"<html><body><p>青岚市创业补贴标准的通知</p><p>一、补贴标准</p><table>{cells}</table></body></html>"
    assert saying(interpret(read(page.encode(), "policy.html")), Element.STANDARDS, "创业贷款贴息：贷款最高30万元，按实际利率的40%贴息，每年据实计算。")


def test_whom_each_measure_is_for_stands_in_for_a_missing_scope():
    text = "青岚市工业奖补政策\n一、支持技改\n对年产值1亿元以上的制造业企业，按设备投资的10%给予技改补贴，最高200万元。\n二、支持创新\n对新认定的研发机构，给予研发奖励50万元。\n"
    scope = points(draft(text), Element.SCOPE)
    assert "年产值1亿元以上的制造业企业可以获得技改补贴。" in [point.statement for point in scope]


@pytest.mark.parametrize(
    ("text", "polished"),
    [
        ("（市财政局、市民政局负责）按季度拨付补贴。", "按季度拨付补贴。"),
        ("（市民政局等有关部门和单位负责）。", ""),
        ("（试行）的规定继续执行。", "（试行）的规定继续执行。"),
        ("《青岚市护理办法》（青民规〔2021〕6号）同时废止。", "《青岚市护理办法》（青民规〔2021〕6号）同时废止。"),
        ("按照《青岚市护理办法》（青民规〔2021〕6号）执行。", "按照《青岚市护理办法》执行。"),
    ],
)
def test_whom_the_sentence_before_charges_is_left_out_and_numbers_only_where_nothing_ends(text, polished):
    assert polish(text) == polished


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("强化政府统筹和政策供给，营造良好环境。", ""),
        ("更好发挥市农办统筹协调作用。", ""),
        ("市场监管局会同有关部门组建协调小组。", "市场监管局"),
        ("财政部门：市财政局负责资金预算安排。", "市财政局"),
        ("市科技局要充分发挥推进办公室的统筹作用。", "市科技局"),
        ("发展格局由市民政局负责优化。", "市民政局"),
    ],
)
def test_who_is_charged_is_a_body_and_no_verb(text, who):
    assert titles.acting(text) == who


def test_a_later_branch_of_a_sentence_does_not_name_it_nor_does_a_visit_charge_anybody():
    found = draft(
        "青岚市数据专区管理办法\n第一条 为了规范管理，制定本办法。\n第二条 市长率有关部门负责同志到专区考察。\n"
        "第三条 对于考核结果优秀的运营单位，优先试点创新举措；对于连续两年较差的，终止运营协议，停止拨付补贴。\n"
        "第四条 市数据局负责专区的统筹协调和监督指导。\n第五条 本办法自2026年4月1日起施行。\n"
    ).key_points
    assert all(point.title != "终止的情形" for point in found if "优先试点" in point.statement)
    assert not any("考察" in point.statement for point in found if point.element is Element.RESPONSIBILITY)
    assert any(point.title == "市数据局" for point in found if point.element is Element.RESPONSIBILITY)


@pytest.mark.parametrize(
    ("firms", "label"),
    [("小微企业", "小微企业"), ("中小企业", "中小企业"), ("小型企业和微型企业", "小微企业"), ("《中华人民共和国中小企业促进法》所称小微企业", "小微企业"), ("中小微企业", "中小微企业")],
)
def test_firms_are_called_as_the_policy_calls_them(firms, label):
    found = draft(f"青岚市稳岗补贴办法\n第一条 为了稳定就业，制定本办法。\n第二条 对按期复工的{firms}，按每人500元给予补贴。\n第三条 本办法自2026年4月1日起施行。\n")
    assert label in {audience.label for audience in found.audiences}


@pytest.mark.parametrize(
    "statement",
    [
        "除农民工工资保证金外，不得收取其他保证金。",
        "需经医疗机构规范诊疗，且失能状态持续六个月以上的，可以申请。",
        "经本市老年人照护需求综合评估符合条件的，可以申请。",
    ],
)
def test_a_group_named_within_something_else_is_not_spoken_to(statement):
    assert addressed(statement) is None


@pytest.mark.parametrize(
    ("statement", "audience"),
    [
        ("采购机关有下列情形之一的，依法追究责任：从中小企业采购货物，未按照预算执行。", ""),
        ("行政机关不得要求企业重复提交材料。", ""),
        ("除违法行为外，不得以任何理由限制购机者提交申请。", ""),
        ("中小企业订立合同时，应当主动告知其属于中小企业。", "small_enterprises"),
        ("向主管部门申请贴息的企业不得重复申请。", "enterprises"),
        ("任何单位和个人不得买卖老年人优待证。", "elderly"),
        ("机关和大型企业不得拖欠中小企业款项。", "enterprises"),
    ],
)
def test_a_warning_is_for_those_who_must_keep_to_it(statement, audience):
    point = KeyPoint(id="notes_1", element=Element.NOTES, title="注意", statement=statement, citations=(Citation(ref="art_1", quote=statement, start=0, end=len(statement)),))
    assert [told.audience for told in with_audiences([point])[0]] == [audience]
