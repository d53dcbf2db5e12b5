"""A title stands over a statement only where it says what the statement says: the judge, the makers, and points of invented policies."""

import pytest

from generators import registry
from generators.model import Brief, Element
from studio.interpreting import classes, fitting, making
from tests.interpreting.documents import draft, points, titled

NOTICE = """青岚市船舶停靠办法
第一章 总则
第一条 为了规范船舶停靠，制定本办法。
第二条 本办法适用于本市港口的船舶停靠。
第二章 停靠管理
第三条 港口经营人应当会同有关单位共同加强泊位安全检查，不断完善安全设施，保障船舶停靠安全。
第四条 船员上船前应当取得健康证明，并接受不少于24课时的岗前培训。
第五条 船舶停靠收入资金必须全部用于港口维护。任何单位和个人不得截留、挪用。
第六条 靠泊证有效期届满的，船舶所有人应当申请续期。
第七条 有下列情形之一的，不得担任港口的安全负责人：
（一）无民事行为能力的；
（二）受过刑事处罚的。
第八条 船舶所有人可以委托其他人代其办理靠泊登记。
第三章 法律责任
第九条 船舶伪造、涂改、出租、出借靠泊证的，由港口管理部门处一千元以上五千元以下罚款。
第十条 申请人提供虚假材料骗取停靠补贴的，由港口管理部门追回停靠补贴，一年内不再受理其申请。
第四章 附则
第十一条 本办法自2026年5月1日起施行。
"""


@pytest.fixture(scope="module")
def notice():
    return draft(NOTICE)


@pytest.mark.parametrize(
    ("title", "statement"),
    [
        ("申请材料", "船员可以携带身份证件前往港口服务站办理资格认证。"),
        ("结果公布", "船舶应当按照港口公布的泊位分类标准办理靠泊登记。"),
        ("投诉处理", "有关部门应当完善检查监督、投诉举报、教育指导等工作机制。"),
        ("排名规则", "由市交通部门根据排名情况确定拟补贴名单。"),
        ("弄虚作假的后果", "强化资金全过程监管，严肃查处弄虚作假、挪用等问题。"),
        ("只能享受一次", "在规定年限内，同一种设备的补贴只能享受一次。"),
        ("注意事项", "船舶应当保持清洁。"),
        ("保证金管理", "港口不得以保证金、承诺费等名义收取费用。"),
        ("备案要求", "境外船员经向港口备案的，其停靠费免予缴纳。"),
        ("资金拨付", "由财政部门拨付经费的港口服务站转为企业的，免收停靠费。"),
    ],
)
def test_a_stock_label_needs_its_matter_in_the_main_clause(title, statement):
    assert not fitting.fits(title, statement, Element.NOTES)


@pytest.mark.parametrize(
    ("title", "statement"),
    [
        ("之相连的码头", "泊位和与之相连的码头由市港口局管理。"),
        ("船舶注销登记前依法", "船舶注销登记前依法应当结清费用的，由船舶所有人结清。"),
        ("澳门居住的船员", "在香港或澳门居住的船员，还可以前往当地机构办理。"),
        ("不得挪用", "停靠收入资金不得挪用。"),
        ("不得设立能耗高的项目", "不得设立能耗高、污染严重的项目。"),
        ("纳停靠费额", "船舶按照汇率计算应纳停靠费额。"),
        ("不得使用岸电", "除码头载明的泊位外，不得使用岸电。"),
        ("标准配套", "码头应当按照规定的标准配套建设候船室。"),
        ("制定停靠收费政策", "市人民政府制定停靠收费政策和停靠补贴政策。"),
        ("无人看管船舶停靠标准", "事实无人看管船舶停靠标准为每日30元。"),
    ],
)
def test_a_title_is_no_piece_of_a_phrase(title, statement):
    assert not fitting.fits(title, statement, Element.CONTENT)


@pytest.mark.parametrize(
    ("title", "statement"),
    [
        ("船舶变更停靠事项", "船舶变更停靠事项，应当自变更之日起30日内申请变更登记。"),
        ("当月未使用的停靠券", "当月未使用的停靠券可以结转使用，最长不超过3个月。"),
        ("停靠申请不符合规定", "停靠申请不符合规定，或者可能危害安全的，港口不予受理。"),
    ],
)
def test_a_bare_case_or_subject_says_nothing_of_what_is_ruled(title, statement):
    assert not fitting.fits(title, statement, Element.CONTENT)


def test_a_title_does_not_contradict_its_statement():
    assert not fitting.fits("鼓励使用岸电", "靠泊船舶应当使用岸电。", Element.CONTENT, source="鼓励使用岸电")
    assert not fitting.fits("不重复享受", "停靠补贴可同时享受，已报销的费用不得重复报销。", Element.NOTES)
    assert not fitting.fits("费用支付", "停靠基金不支付下列费用：修理费；拖带费。", Element.CONTENT, source="费用支付")


def test_the_tail_of_a_sentence_and_one_of_two_sentences_are_no_title():
    said = "港口应当定期检查泊位，向社会公布检查结果，做好意见征集。"
    assert not fitting.fits("做好意见征集", said, Element.CONTENT)
    two = "停靠服务评为优秀的，给予奖励3万元。船员应当取得健康证明。"
    assert not fitting.fits("取得健康证明", two, Element.CONTENT)


def test_a_heading_fits_what_it_names_and_not_another_matter():
    assert fitting.fits("供应标准", "岸电供应标准为每船每日20度。", Element.STANDARDS, source="供应标准")
    said = "港口服务站每月按照不低于收入20%的标准向船员发放零用钱。"
    assert not fitting.fits("供应标准", said, Element.STANDARDS, source="供应标准")
    assert fitting.fits("供应标准", said, Element.STANDARDS, source="供应标准", whole=True)


@pytest.mark.parametrize(
    ("statement", "title"),
    [
        ("在码头卫生方面，重点治理下列不文明行为：随地吐痰；乱扔垃圾。", "码头卫生不文明行为治理"),
        ("对发行港口债券的，按融资额的2‰给予补助。", "发行港口债券的补助"),
        ("船舶成员发生变更的，应当在90日内办理备案。", "船舶成员变更的备案"),
        ("服务项目应当根据清单进行动态调整。", "服务项目动态调整"),
        ("市财政供养的船员基本生活标准为每人每月2000元。", "市财政供养的船员基本生活标准"),
        ("停靠基金不支付下列费用：修理费；拖带费。", "停靠基金不予支付的费用"),
        ("港口基金来源包括：财政拨款；停靠收入。", "港口基金来源"),
        ("停靠补贴资金必须足额保障，不得截留、挪用或用于其他支出。", "不得截留、挪用资金"),
        ("街道（镇）级候船设施服务评估为优秀、良好等级的，每年分别给予3万元、2万元服务奖励。", "街道（镇）级候船设施的服务奖励"),
        ("用于公益停靠的：承租国有企业码头的，租金标准以市场租金的75%计收。", "承租国有企业码头的租金标准"),
        ("在规定年限内，同一种岸电设备补贴只能享受一次。", "同一种岸电设备补贴只能享受一次"),
        ("对本市建成的岸电二级节点项目，按投资额的30%给予一次性奖补。", "本市建成的岸电二级节点项目的一次性奖补"),
        ("禁止在港区内建设污染水体、破坏航道、危害安全的项目。", "禁止在港区内建设污染水体、破坏航道、危害安全的项目"),
        ("港口应当组织报刊、广播电视、网络等媒介和文艺团体宣传停靠规范。", "宣传停靠规范"),
    ],
)
def test_titles_are_made_of_the_main_clause(statement, title):
    assert title in making.made(statement)


@pytest.mark.parametrize(
    ("statement", "title"),
    [
        ("区港口服务站应在收到材料后的5个工作日内完成资格核实等工作。", "资格核实时限"),
        ("申请靠泊补贴、岸电补贴的船舶公司，应当于每年3月提交申请；逾期申请的，不予受理。", "靠泊补贴、岸电补贴的申请时间"),
        ("申请办理靠泊登记，应当提交下列材料：申请书；船舶证书。", "靠泊登记的申请材料"),
        ("船员出现下列情形之一的，应当办理停止领取停靠津贴手续：离船的；退休的。", "停止领取停靠津贴的情形"),
        ("随地吐痰、随处便溺，乱扔垃圾的，由港口管理部门处五十元罚款。", "随地吐痰、随处便溺、乱扔垃圾的处罚"),
        ("船员同时符合以下条件的，可申请领取停靠津贴：在船满一年；缴费满一年。", "申请领取停靠津贴的条件"),
    ],
)
def test_titles_say_of_what_the_cases_conditions_and_time_limits_are(statement, title):
    assert title in making.sure(statement)


def test_a_regulation_is_named_by_its_main_clauses(notice):
    assert titled(notice, Element.CONTENT, "会同有关单位") == "加强泊位安全检查"
    assert titled(notice, Element.CONTENT, "健康证明") == "取得健康证明、接受岗前培训"
    assert titled(notice, Element.NOTES, "安全负责人") == "不得担任安全负责人的情形"
    assert titled(notice, Element.NOTES, "罚款") == "船舶伪造、涂改、出租、出借靠泊证的处罚"
    assert titled(notice, Element.NOTES, "骗取") == "申请人骗取停靠补贴的处理"
    assert {point.title for point in notice.key_points}.isdisjoint({"停靠管理", "法律责任", "注意事项"})


def test_titles_are_told_of_whom_and_of_what():
    assert classes.of_parent("申请材料", ("靠泊证的办理", "申请材料")) == "靠泊证申请材料"
    assert classes.of_parent("申领条件", ("申领和办理", "申领条件")) == ""
    assert classes.of_class("待遇享受时间", "已办理登记的新进船员家庭，自登记之日起享受待遇。") == "新进船员家庭待遇享受时间"
    assert classes.of_half("办理方式和时限", "可以在线申请，也可以到港口服务站现场申请。") == "办理方式"
    assert classes.of_half("办理方式和时限", "可以到港口服务站申请，2个工作日内办结。") == ""
    assert classes.terms("小型船舶，是指总长20米以下的船舶；所称大型船舶，是指小型船舶以外的船舶。") == "小型船舶、大型船舶"
    assert classes.actors("市港口部门负责统筹，县（区）港口部门负责实施。") == "港口部门"
    assert classes.actors("市港口部门负责统筹协调。") == ""


def test_a_title_with_what_it_is_of_does_not_double_the_label_of_its_statement():
    interpretation = draft(
        "青岚市靠泊证通告\n一、靠泊证的办理\n（一）申请条件。船舶检验合格，停靠费用已结清。\n（二）申请材料。靠泊证申请表；船舶证书。\n"
        "（三）办理方式和时限。可以登录港口服务网申请，也可以到港口服务站申请。\n二、施行日期\n本通告自2026年5月1日起施行。\n"
    )
    scope = next(point for point in points(interpretation, Element.SCOPE) if "检验合格" in point.statement)
    assert scope.title == "靠泊证申请条件"
    shown = {segment.heading: segment.text for segment in registry.composed("infographic", interpretation, Brief())}
    assert shown["靠泊证申请材料"].startswith("靠泊证申请表") and not any(text.startswith("申请条件：") for text in shown.values())


def test_goals_are_called_by_what_their_figure_is_of_and_told_apart_by_their_year():
    interpretation = draft(
        "青岚市船舶停靠实施方案\n一、主要目标\n到2027年，岸电覆盖率达到80%以上。\n到2030年，基本实现码头全覆盖，岸电覆盖率力争达到95%。\n"
        "到2028年，停靠激励机制更加完善，船员队伍得到壮大，服务内涵更加丰富。\n二、主要任务\n（一）完善设施。支持建设岸电设施，给予奖励20万元。\n"
    )
    titles = [point.title for point in points(interpretation, Element.OBJECTIVES)]
    assert {"岸电覆盖率", "2030年岸电覆盖率", "2028年目标"} == set(titles)


def test_what_is_forbidden_on_a_pretext_is_not_forbidden_as_such():
    made = draft("青岚市港口条例\n第一条 为了规范付款，制定本条例。\n第二条 港口不得以负责人变更，履行内部流程等为由，拒绝或者迟延支付船舶公司款项。\n第三条 本条例自2026年5月1日起施行。\n")
    assert not [point.title for point in made.key_points if point.title.startswith("不得拒绝")]
