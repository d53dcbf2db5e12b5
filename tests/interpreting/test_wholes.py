"""What is told whole: a rule with its exception, a time limit with its case, one with the other, a long list by its address, a scale."""

from generators.model import Element
from studio.interpreting import acts, interpret, making
from studio.interpreting.specific import specific
from studio.reading import read
from tests.interpreting.documents import draft, points

FAIRS = """青岚市集市管理条例
第一条 为了规范集市管理，根据有关法律、法规，制定本条例。
第二条 集市主办者应当自收到摊位申请之日起10个工作日内作出答复。情况复杂的，经负责人批准，可以延长，但最长不得超过20个工作日。
第三条 任何单位不得擅自占用集市通道。如因抢险需要占用的，应当及时告知主办者。
第四条 市场监管部门从摊主采购货物，应当自货物交付之日起30日内支付货款。
大型商场从摊主采购货物，应当自货物交付之日起45日内支付货款。
第五条 摊位发生火灾的，主办者应当立即报警并在2小时内告知区商务部门。区商务部门应在1个工作日内上报市商务部门。
第六条 摊位使用期限一般为1年。其中，季节性摊位的使用期限不超过3个月。
第七条 大型商场违反本条例，拖欠摊主货款的，由市场监管部门责令改正；拒不改正的，处五万元罚款。
第八条 本条例自2026年5月1日起施行。
"""


def told(document, element, words):
    return [point.statement for point in points(document, element) if words in point.statement]


def test_a_rule_is_told_with_its_exception():
    fairs = draft(FAIRS)
    assert all("最长不得超过20个工作日" in statement for statement in told(fairs, Element.DATES, "作出答复")) and told(fairs, Element.DATES, "作出答复")
    assert all("抢险需要" in statement for statement in told(fairs, Element.NOTES, "擅自占用")) and told(fairs, Element.NOTES, "擅自占用")
    assert not any(point.statement.startswith("情况复杂") for point in fairs.key_points)


def test_a_time_limit_is_told_with_its_case():
    assert all("发生火灾" in statement for statement in told(draft(FAIRS), Element.DATES, "上报市商务部门"))
    assert told(draft(FAIRS), Element.DATES, "上报市商务部门")


def test_what_is_ruled_for_one_is_told_with_what_is_ruled_for_the_other():
    statements = told(draft(FAIRS), Element.CONTENT, "30日内支付货款")
    assert statements and all("45日内支付货款" in statement for statement in statements)


def test_a_sentence_that_resumes_is_told_with_what_it_resumes():
    assert all("一般为1年" in point.statement for point in draft(FAIRS).key_points if "季节性摊位" in point.statement)


def test_liability_is_told_of_whom():
    title = next(point.title for point in points(draft(FAIRS), Element.NOTES) if "五万元" in point.statement)
    assert "大型商场" in title or "拖欠" in title
    text = "国有商场拖欠摊主货款，造成不良后果的，依法给予处分。"
    assert specific("法律责任", "国有企业拖欠摊主货款，造成不良后果的，依法给予处分。")[0] == "国有企业拖欠摊主货款的责任"
    assert specific("申请条件", text) == ("申请条件",)
    assert specific("受理", "受理部门自受理之日起10个工作日内，将投诉转交有关部门。")[0] == "投诉转交"
    assert specific("登记", "依法独立登记的机构均可申请成为定点服务机构。")[0] == "申请成为定点服务机构"


def test_a_ban_is_named_by_what_it_bans():
    assert acts.ban("不得以机构调整、人员更替等为由违约毁约。") == "不得违约毁约"
    assert acts.ban("不得以负责人变更，履行内部流程等为由，拒绝支付款项。") != "不得拒绝支付款项", "too far from its 不得 to be found again"
    assert "履行内部流程" not in draft("青岚市条例\n第一条 为了规范付款，制定本条例。\n第二条 采购单位不得以负责人变更，履行内部流程等为由，拒绝支付款项。\n第三条 本条例自2026年5月1日起施行。\n").key_points[1].title
    assert "超过" not in acts.duty("号牌有效期不应当超过通知书载明的时间。")
    assert acts.ban("不得擅自进行可能影响车辆功能、性能的软硬件变更。") == "不得擅自进行软硬件变更"
    assert acts.ban("不得设立能耗高、环境污染严重、资源消耗大的项目。") == "", "the first of three kinds is not all of them"
    assert making.made("不得设立能耗高、环境污染严重、资源消耗大的项目。") == ["不得设立能耗高、环境污染严重、资源消耗大的项目"]
    assert acts.ban("不得要求摊主提供。") == ""


def test_when_a_duty_holds_is_in_its_title():
    assert acts.situation("遇有突发事件，应当服从现场指挥，配合应急处置。") == "遇有突发事件服从现场指挥"
    assert acts.situation("单位和个人应当爱护公物。") == ""


def test_a_list_too_long_to_tell_is_told_by_its_number():
    cases = "\n".join(f"（{number}）{'在集市通道内堆放杂物、停放车辆、搭建棚架，妨碍他人通行和安全疏散' * 2}的第{number}类情形；" for number in "一二三四五六七八九")
    text = f"青岚市集市条例\n第一条 为了规范集市，制定本条例。\n第二条 摊主有下列行为之一的，由市场监管部门责令改正；拒不改正的，处五百元罚款：\n{cases}\n第三条 本条例自2026年5月1日起施行。\n"
    statements = told(draft(text), Element.NOTES, "五百元")
    assert statements == ["摊主有规定的九种行为之一的，由市场监管部门责令改正；拒不改正的，处五百元罚款。"]


def test_a_roster_tells_its_decision_and_no_picked_names():
    names = "\n".join(f"{first}某某　　市{office}局副局长" for first, office in zip("赵钱孙李周吴郑王", ("财政", "教育", "民政", "交通", "水务", "农业", "商务", "文化"), strict=True))
    text = f"关于调整青岚市集市委员会组成人员的通知\n各区人民政府：\n根据工作需要，市人民政府决定对青岚市集市委员会组成人员进行调整。现将名单通知如下：\n主　任：冯某某　　副市长\n副主任：陈某某　　市政府副秘书长\n委　员：\n{names}\n委员会办公室设在市商务局，由市商务局承担日常工作。\n"
    roster = draft(text)
    content = [point.statement for point in points(roster, Element.CONTENT)]
    assert any("决定" in statement for statement in content) and any("办公室设在" in statement for statement in content)
    assert not any("副局长" in statement for statement in content)


def test_conditions_are_named_by_what_they_open():
    assert specific("申请条件", "失业人员同时符合以下条件的，可申请领取失业保险金：已经缴费满一年。")[0] == "申请领取失业保险金的条件"
    assert specific("申请条件", "测试主体是指提出申请的单位，应符合如下条件：依法登记。")[0] == "测试主体的条件"


def test_interest_is_told_with_when_it_is_owed():
    text = "青岚市货款条例\n第一条 为了规范货款，制定本条例。\n第二条 商场迟延支付货款的，应当支付逾期利息。双方对利率有约定的，约定利率不得低于5%；未作约定的，按照每日利率万分之五支付。\n第三条 本条例自2026年5月1日起施行。\n"
    statements = [point.statement for point in draft(text).key_points if "万分之五" in point.statement]
    assert statements and all("迟延支付货款" in statement for statement in statements)


def test_what_is_only_a_trial_is_told_as_one():
    text = "青岚市营商条例\n第一条 为了优化营商环境，制定本条例。\n第二条 本市探索在部分领域开展营业执照和行政许可联合审批试点。经营主体在申请设立登记时，可以一并提出相关行政许可申请。\n第三条 本条例自2026年5月1日起施行。\n"
    told = [point.statement for point in draft(text).key_points if "一并提出" in point.statement]
    assert told and all("试点" in statement for statement in told)


def test_a_paragraph_of_an_article_is_told_with_its_other_limbs():
    text = FAIRS.replace("第六条 摊位使用期限一般为1年。其中，季节性摊位的使用期限不超过3个月。", "第六条 摊主应当按照用途使用摊位。未经同意转让摊位的，主办者不得为受让人办理手续。")
    assert all("按照用途使用" in statement and "转让摊位" in statement for statement in told(draft(text), Element.NOTES, "受让人"))
    assert told(draft(text), Element.NOTES, "受让人")


def test_one_task_of_a_list_is_told_as_a_task_and_one_condition_as_one_of_several():
    tasks = "青岚市集市办法\n第一条 为了规范集市，制定本办法。\n第二条 集市管理机构应当履行下列职责：\n（一）编制集市规划并会同区人民政府组织实施；\n（二）受理有关集市经营的投诉和举报。\n第三条 本办法自2026年5月1日起施行。\n"
    words = "".join(point.statement for point in draft(tasks).key_points)
    assert "其中包括" not in words and "集市管理机构" in words


def test_what_ends_says_from_which_day():
    text = "青岚市集市办法\n第一条 为了规范集市，制定本办法。\n第二条 摊位费每月200元。\n第三条 本办法自2026年5月1日起施行。《青岚市集市管理规定》同时废止。\n"
    (ended,) = told(draft(text), Element.CHANGES, "废止")
    assert ended == "《青岚市集市管理规定》自《办法》施行之日起废止。"


def test_that_laws_are_the_basis_is_not_told():
    text = "青岚市集市办法\n第一条 为了规范集市，根据{}，制定本办法。\n第二条 摊位费每月200元。\n第三条 本办法自2026年5月1日起施行。\n"
    assert not told(draft(text.format("有关法律、法规")), Element.BACKGROUND, "依据")
    assert told(draft(text.format("《青岚市商业条例》")), Element.BACKGROUND, "依据")


def test_a_letter_tells_its_answer_and_none_of_its_courtesies():
    text = "对青岚市人大代表建议的答复\n马敏代表：\n您提出的关于增设集市的建议收悉。现答复如下。\n市商务局已经在三个区增设集市，摊位费每月不超过200元。\n感谢您对商务工作的关心与支持。\n"
    words = "".join(point.statement for point in draft(text).key_points)
    assert "200元" in words and "感谢" not in words and "收悉" not in words


def test_a_row_of_a_table_tells_what_is_asked_and_not_how_it_is_counted():
    cells = (("指标名称", "评价标准", "指标含义", "数据来源"), ("集市覆盖率", "2027年达到80%", "集市覆盖率=有集市的社区数/社区总数*100%", "系统随机抽取"), ("摊位出租率", "2027年达到60%", "摊位出租率=出租摊位/摊位总数*100%", "现场核查"))
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells)
    made = interpret(read(f"<html><body><p>青岚市集市建设方案</p><p>一、评价标准</p><table>{rows}</table></body></html>".encode(), "policy.html"))
    statements = [point.statement for point in made.key_points if "集市覆盖率" in point.statement]
    assert statements and all("80%" in statement and "社区总数" not in statement and "随机抽取" not in statement for statement in statements)
