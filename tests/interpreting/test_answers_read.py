"""Answers and statements as an editor would sign them: the question answered, nothing dangling, nothing cut away."""

import pytest

from generators.model import Clause, Element, Level
from studio.interpreting import answering, interpret, titles
from studio.interpreting.bank import bank
from studio.interpreting.points import points_on
from studio.interpreting.references import addressed
from studio.interpreting.selecting import ANSWERS_ONLY
from studio.interpreting.topics import topic
from studio.interpreting.wording import polish
from studio.reading import read
from tests.interpreting.documents import MEASURES, NOTICE, RULES, draft, points, saying

WITH_LIST = (
    MEASURES.replace(
        "登录“青岚人社”小程序提交申请。", "登录“青岚人社”小程序提交附件所列材料。逾期未提交的，当年不再受理。"
    ).replace("（十二）", "附件：申请材料清单\n（十二）")
    + """附件
申请材料清单
一、共同材料
1.青年创业补贴申请表；
2.申请人银行账户信息。
二、专项材料
（一）一次性创业补贴：营业执照、毕业证书。
（二）场地租金补贴：租赁合同、租金支付凭证。
"""
)

PAPERS = """青岚市农机购置补贴办法
第一条 为了发展农业，制定本办法。
第二条 购机者申请补贴，应当提交下列材料：
（一）购机发票；
（二）身份证明。
第三条 农业农村部门在公示完成后5个工作日内，向财政部门提交资金兑付申请与有关材料，财政部门于15个工作日内兑付资金。
第四条 补贴标准为每台2000元。
"""


def test_a_list_of_duties_names_each_office_once():
    assert polish("财政部门：市财政局负责资金预算安排。") == "市财政局负责资金预算安排。"
    assert polish("申报单位：应当如实申报。") == "申报单位：应当如实申报。"


def test_the_papers_are_those_the_applicant_brings():
    answers = {item.question: item.text for item in draft(PAPERS).answers}
    assert "购机发票" in answers["materials"] and "资金兑付申请" not in answers["materials"]


@pytest.mark.parametrize(
    ("basis", "state"),
    [("有关法律、法规的规定", "pending"), ("法律、行政法规", "pending"), ("宪法和有关法律、法规", "proposed"), ("《青岚省农业条例》等法律法规", "proposed")],
)
def test_a_basis_that_names_no_law_is_no_answer(basis, state):
    made = draft(PAPERS.replace("为了发展农业，制定", f"为了发展农业，根据{basis}，结合本市实际，制定"))
    assert {item.question: item.state for item in made.answers}["bases"] == state


WATCHED = """青岚市农机购置补贴办法
第一条 购机者可以登录市农业服务平台申请补贴，享受补贴每台2000元。
第二条 农业部门应当自受理申请之日起10个工作日内完成审核。
第三条 核验申请，是指对申请补贴的机具进行查看。
第四条 鼓励各县探索多种申请核验方式。
第五条 市农业部门组织开展申请抽查，由第三方通过平台对办理情况进行核验。
第六条 对在探索中出现失误的单位，可以免除或者减轻责任，给予优惠。
第七条 购机者参加农机保险，个人缴费费率为1%，享受政府资助。
"""


def test_what_offices_watch_over_is_no_step_and_what_is_paid_in_no_gain():
    made = draft(WATCHED)
    answers = {item.question: item.text for item in made.answers}
    steps = answers["where_to_apply"] + "".join(point.statement for point in points(made, Element.PROCEDURE))
    assert "登录市农业服务平台" in steps and not any(word in steps for word in ("是指", "探索", "抽查"))
    gains = answers["benefits"] + "".join(point.statement for point in points(made, Element.BENEFITS))
    assert "每台2000元" in gains and "责任" not in gains and "费率" not in gains


def test_a_list_told_in_part_has_no_numbers():
    lead = "声明应当随同以下证明材料提交市主管部门："
    lines = [f"{lead}应当提供出厂合格证。", f"{lead}应当提供风险评估证明。"]
    whole = answering._under_one_stem(lines, {lead: 2})
    assert whole == [lead, "（一）应当提供出厂合格证。", "（二）应当提供风险评估证明。"]
    part = answering._under_one_stem(lines, {lead: 4})
    assert part == [f"{lead[:-1]}，其中包括：", "· 应当提供出厂合格证。", "· 应当提供风险评估证明。"]
    assert answering._in_part("每人每月的补贴标准：") == "每人每月的补贴标准包括："


TRAFFIC = """青岚市公安局关于货车限行的通告
为缓解城区交通压力，根据《中华人民共和国道路交通安全法》，现将有关事项通告如下：
一、限行区域
东环路、西环路、南环路、北环路合围的区域（不含上述道路）。
二、限行车辆和时间
（一）重型货车：每日7:00至22:00，禁止在限行区域内通行。
（二）轻型货车：工作日7:00至9:00，禁止在限行区域内通行。
三、不受限行措施限制的车辆
（一）正在执行紧急任务的消防车、救护车；
（二）悬挂新能源汽车号牌的轻型货车。
四、施行日期
本通告自2026年6月1日起施行，有效期至2029年5月31日。
咨询电话：0611-8200456（市公安局交通警察支队）。
"""


@pytest.fixture(scope="module")
def listed():
    return draft(WITH_LIST)


@pytest.fixture(scope="module")
def rules():
    return draft(RULES)


@pytest.fixture(scope="module")
def traffic():
    return draft(TRAFFIC)


def test_the_overview_names_the_measures_and_quotes_none(listed):
    text = listed.answer("main_measures").text
    assert "\n" not in text and text.count("。") == 1
    assert "8000元" not in text and "实行创业担保贷款贴息" in text


def test_a_window_is_told_with_what_happens_to_those_who_miss_it(listed):
    answer = listed.answer("application_window").text
    assert answer.startswith("申请人于每年3月1日至10月31日")
    assert "逾期未提交的，当年不再受理。" in answer.splitlines()[0]
    assert all(not point.statement.startswith("逾期") for point in points(listed, Element.DATES))


def test_time_limits_follow_the_window_in_the_order_of_the_steps(listed):
    lines = listed.answer("application_window").text.splitlines()
    accepted = next(at for at, line in enumerate(lines) if "10个工作日内完成审核" in line)
    paid = next(at for at, line in enumerate(lines) if "15个工作日内将补贴拨付" in line)
    assert 0 < accepted < paid


def test_materials_come_from_the_attachment_that_lists_them(listed):
    answer = listed.answer("materials")
    lines = answer.text.splitlines()
    assert "见附件" not in answer.text  # which a reader of the page has not before him
    assert "青年创业补贴申请表；申请人银行账户信息" in answer.text
    assert "一次性创业补贴：营业执照、毕业证书。" in lines
    assert "场地租金补贴：租赁合同、租金支付凭证。" in lines
    assert {"att_1"} == {citation.ref.split(".")[0] for citation in answer.citations}


def test_the_lines_of_a_scale_are_told_under_one_introduction(rules):
    text = rules.answer("how_much").text
    assert text.count("关爱补贴：") == 1
    assert "最低生活保障家庭成员，每人每月260元；年满80周岁的老年人，每人每月180元。" in text


def test_where_to_apply_opens_with_applying_and_ends_with_being_paid(rules):
    lines = rules.answer("where_to_apply").text.splitlines()
    assert "乡镇人民政府、街道办事处提出申请" in lines[0]
    assert "按月发放" in lines[-1]
    assert "5个工作日内完成初审" in rules.answer("application_window").text


def test_points_that_only_help_to_answer_are_no_key_points(listed):
    known = {cue for entry in bank() for cue in (*entry.cues, *entry.besides)}
    assert set(ANSWERS_ONLY) - {"table_note"} <= known
    assert not saying(listed, Element.PROCEDURE, "需要提交的材料见")


def test_the_interpreter_is_named_in_full_or_not_at_all():
    assert draft(MEASURES).interpreter == "青岚市人力资源社会保障局"
    nameless = RULES.replace("青岚市独居老人", "独居老人")
    assert draft(nameless).interpreter == ""
    assert draft(NOTICE.replace("青岚市公安局", "青岚市人民政府")).interpreter == ""


def test_a_government_is_not_guessed_to_be_the_drafting_office():
    silent = MEASURES.replace("（十）本措施由市人力资源社会保障局负责解释。\n", "")
    issued = silent.replace("青岚市支持", "青岚市人民政府办公室关于印发青岚市支持", 1).replace(
        "若干措施\n", "若干措施的通知\n", 1
    )
    assert draft(issued).interpreter == ""


def test_a_telephone_under_the_day_of_effect_is_no_date(traffic):
    assert all("电话" not in point.statement for point in points(traffic, Element.DATES))
    (contact,) = points(traffic, Element.CONTACT)
    assert contact.title == "咨询电话"


def test_lines_that_name_their_matter_are_told_together(traffic):
    told = "重型货车：每日7:00至22:00，禁止在限行区域内通行；轻型货车：工作日7:00至9:00，禁止在限行区域内通行。"
    (measure,) = saying(traffic, Element.CONTENT, "重型货车")
    assert measure.statement == told and measure.title == "限行车辆和时间"


def test_an_area_takes_its_heading_as_its_subject(traffic):
    assert saying(traffic, Element.CONTENT, "限行区域为东环路、西环路、南环路、北环路合围的区域")


def test_whom_a_notice_binds_comes_before_whom_it_exempts(traffic):
    answer = traffic.answer("who_qualifies").text
    assert not answer.startswith("不受限行") and "重型货车" in answer


def test_addresses_replace_words_that_point_above():
    second = Clause(ref="art_9.para_2", level=Level.PARAGRAPH, text="x")
    assert addressed(second, "出现前款第一项规定情形的，停止发放。") == "出现第九条第一款第一项规定情形的，停止发放。"
    assert addressed(second, "免费享受前款优待。") == "免费享受第九条第一款规定的优待。"
    assert addressed(second, "用于购买前条规定的服务。") == "用于购买第八条规定的服务。"
    first = Clause(ref="art_9", level=Level.ARTICLE, text="x")
    assert addressed(first, "前款所列人员") == "前款所列人员"
    assert addressed(Clause(ref="sec_1.sub_2", level=Level.HEADING_2, text="x"), "享受前款优待。") == "享受前款优待。"


@pytest.mark.parametrize(
    ("statement", "dangling"),
    [
        ("缴费标准如下。", True),
        ("出现下列情形之一的，应当办理停领手续。", True),
        ("符合以下条件之一的老年人：80周岁以上的。", True),
        ("应当提交下列材料：申请表；身份证。", False),
        ("年龄在45周岁以下，可以申请。", False),
    ],
)
def test_a_statement_never_announces_what_it_does_not_hold(statement, dangling):
    assert points_on(statement) is dangling


def test_a_title_never_loses_what_turns_its_sense():
    text = "提供虚假资料申领本市老年人优待凭证以及其他各类相关优待凭证的行为"
    title = titles.title_of(text)
    assert title == "" or "虚假" in title


def test_a_lump_sum_is_named_by_itself():
    assert titles.granted("评估结果为优秀的，给予一次性奖励3万元；连续2年不合格的，取消服务资格。") == "一次性奖励"


def test_an_office_that_may_raise_a_standard_raises_nothing_yet():
    text = MEASURES.replace(
        "三、优化服务\n", "三、优化服务\n（十三）扩大范围。县（区）人民政府可以结合实际提高补贴标准。\n"
    )
    assert not saying(draft(text), Element.BENEFITS, "可以结合实际提高")


def test_sharing_of_costs_between_budgets_is_no_standard_for_citizens():
    text = MEASURES.replace("（九）", "（十三）资金保障。所需资金由市、县（区）财政各承担50%。\n（九）")
    assert not saying(draft(text), Element.STANDARDS, "各承担50%")


def test_how_long_answers_with_periods_under_their_measure(listed):
    answer = listed.answer("how_long").text
    assert "最长不超过3年" in answer and "只能享受一次" in answer and "发放一次性创业补贴" in answer


def test_a_stage_that_stands_in_an_article_is_a_step(rules):
    assert saying(rules, Element.PROCEDURE, "5个工作日内完成初审")


def test_the_number_of_an_item_never_runs_into_its_figure():
    rows = [("项目", "标准"), ("年龄", "1. 18—40周岁给予奖励300元。"), ("学历", "本科给予奖励500元。")]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = f"<html><body><p>青岚市积分奖励标准的通知</p><p>一、奖励标准</p><table>{cells}</table></body></html>"
    drafted = interpret(read(page.encode(), "policy.html"))
    (row,) = saying(drafted, Element.STANDARDS, "年龄")
    assert "1. 18—40周岁" in row.statement


def test_a_penalty_is_not_titled_as_a_ban_or_as_a_gift():
    penalty = "对以办理业务名义收取任何费用的单位，依法追究责任。"
    assert topic(penalty, Element.NOTES) != "不收取费用"
    assert topic("对投诉人进行恐吓、打击报复的，依法追究责任。", Element.NOTES) != "不得打击报复"
    assert topic("不得以任何名义收取费用。", Element.NOTES) == "不收取费用"


def test_a_duty_of_citizens_is_no_exclusion():
    text = MEASURES.replace("三、优化服务\n", "三、优化服务\n（十三）文明行为。居民不在公路用地范围内晾晒农作物。\n")
    answer = draft(text).answer("who_is_excluded").text
    assert "晾晒" not in answer and "不予享受" in answer


PARTED = """青岚市特困人员供养工作通知
根据《社会救助暂行办法》，结合我市实际，现就特困人员供养工作通知如下：
一、认定范围
本市户籍的特困人员，经济状况核对参照本市最低生活保障家庭标准执行。申请人的赡养人在12个月内获得本市医疗救助待遇的，视为无履行义务能力。
二、供养标准
特困人员基本生活标准按本市最低生活保障标准的1.6倍，且不低于所在区现行标准确定。供养经费由区财政全额负担，纳入部门预算。
三、供养形式
区民政部门应在签订供养意愿书之日起1个月内落实集中供养；对生活不能自理且自愿分散供养的，应当同步签订分散供养协议。
四、办理程序
申请人向户籍所在地街道办事处提出申请。
五、其他事项
本通知自2026年5月1日起施行，有效期5年。
"""


@pytest.fixture(scope="module")
def parted():
    return draft(PARTED)


def test_an_overview_names_the_parts_a_document_has(parted):
    answer = parted.answer("main_measures")
    assert answer.text.endswith("主要从认定范围、供养标准、供养形式、办理程序等方面作出规定。")
    assert [citation.quote for citation in answer.citations] == ["认定范围", "供养标准", "供养形式", "办理程序"]


def test_without_parts_of_its_own_a_document_s_measures_are_told(rules):
    plain = draft(RULES.replace("第一章 总则\n", "").replace("第二章 补贴对象和标准\n", "").replace("第三章 申请和发放\n", "").replace("第四章 附则\n", ""))
    answer = plain.answer("main_measures").text
    assert "主要内容包括" not in answer and "每人每月260元" in answer


def test_a_multiple_is_a_standard_and_who_pays_is_none(parted):
    assert "1.6倍" in parted.answer("how_much").text and "财政全额负担" not in parted.answer("how_much").text


def test_what_is_deemed_so_is_no_time_limit_and_what_one_cannot_do_no_ban(parted):
    assert all("视为" not in parted.answer(name).text for name in ("application_window", "where_to_apply") if name in {q.id for q in parted.questions})
    assert "不能自理" not in parted.answer("prohibitions").text


def test_the_question_names_those_who_benefit(listed):
    people = draft(RULES.replace("关爱补贴按月发放至申请人社会保障卡", "年满80周岁的老年人免费乘坐市内公共汽车"))
    asked = [next(question.text for question in made.questions if question.id == "benefits") for made in (people, listed)]
    assert asked[0] == "老年人能得到哪些实惠？" and "群众" not in asked[1]


GRANTS = """青岚市青年创业支持办法
第一条 为支持青年创业，制定本办法。
第二条 专项支持。在基地实习的在校学生，给予每人每月3000元实习补贴，补贴期限不超过6个月。在基地连续就业满1年的青年，给予每人每月1500元住房补贴，补贴期限最长为2年。
第三条 器具补贴。对首件器具实行全额补贴；对第二件器具，补贴60%，不足部分由本人承担。一个年度内的补贴上限为10000元，超出部分由本人承担。
第四条 购机管理。购机价格在5000元以上的，按规定以非现金方式支付购机款，并对交易行为的真实性负责。
第五条 各单位于每年12月20日前将实施总结报送市人力资源社会保障局。
第六条 本办法由市人力资源社会保障局负责解释。
第七条 本办法自2026年3月1日起施行。
"""


def test_what_is_granted_keeps_its_ceiling_and_a_title_that_holds_for_all_of_it():
    (point,) = saying(draft(GRANTS), Element.CONTENT, "首件器具")
    assert "上限为10000元" in point.statement and "全额" not in point.title


def test_one_of_several_grants_is_called_by_its_own_name():
    (point,) = saying(draft(GRANTS), Element.CONTENT, "实习补贴")
    assert point.title == "实习补贴"


def test_the_price_of_a_purchase_is_no_standard_and_no_benefit():
    made = draft(GRANTS)
    assert not [point for element in (Element.STANDARDS, Element.BENEFITS) for point in saying(made, element, "5000元")]


def test_whom_a_policy_is_for_is_told_with_who_keeps_to_it_besides_and_who_falls_outside():
    text = "青岚市采购付款条例\n第一条 为了规范付款，制定本条例。\n第二条 机关、事业单位采购货物，应当遵守本条例。\n第三条 付款期限为30日。\n第四条 团体组织采购货物的，参照本条例执行。\n第五条 军队采购货物不适用本条例。\n第六条 本条例自2026年5月1日起施行。\n"
    made = draft(text)
    said = made.answer("who_qualifies").text
    assert "机关、事业单位采购货物" in said and "团体组织采购货物的，参照" in said and "军队采购货物不适用" in said
    alone = draft(text.replace("第二条 机关、事业单位采购货物，应当遵守本条例。", "第二条 采购货物应当签订合同。"))
    assert not points(alone, Element.SCOPE), "who only follows a policy is not whom it is for"


def test_bans_leave_room_for_what_follows_from_breaking_them_and_what_is_left_is_named():
    bans = "".join(f"第{n}条 单位和个人不得在第{n}类场所堆放可燃物品、占用消防通道、遮挡安全标志，或者从事其他妨碍公共安全、人员疏散与正常通行秩序的活动，也不得以任何理由拒绝消防救援机构工作人员依法进行的现场检查、抽样询问和整改复查。\n" for n in ("二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八", "十九"))
    made = draft(f"青岚市消防条例\n第一条 为了公共安全，制定本条例。\n{bans}第二十条 违反本条例规定，占用消防通道的，由消防救援机构责令改正，处五千元以上五万元以下罚款。\n第二十一条 本条例自2026年5月1日起施行。\n")
    said = made.answer("prohibitions").text
    assert "五千元以上五万元以下罚款" in said and said.endswith("其他规定详见《条例》。")


def test_an_overview_by_measures_names_the_chapters_it_tells_nothing_of():
    text = "青岚市付款条例\n第一章 总则\n第一条 为了规范付款，制定本条例。\n第二章 款项支付\n第二条 采购单位应当自交付之日起30日内支付款项。\n第三条 采购单位不得要求施工单位垫资。\n第三章 法律责任\n第四条 采购单位逾期付款的，由主管部门责令改正。\n第四章 附则\n第五条 本条例自2026年5月1日起施行。\n"
    said = draft(text).answer("main_measures").text
    assert "30日内支付" in said and said.endswith("关于法律责任的规定，详见《条例》第三章。")


def test_what_only_mentions_a_ban_is_no_ban_and_the_army_falls_outside():
    made = draft(
        "青岚市登记付款条例\n第一条 为了规范登记和付款，制定本条例。\n第二条 机关、事业单位采购货物，应当遵守本条例。\n"
        "第三条 行业协会应当加强自律，引导本行业企业履行义务、不得拖欠款项。\n第四条 在非建成区禁止饲养烈性犬的，由区人民政府规定。\n"
        "第五条 对材料齐全的当场登记。不能当场登记的，应当在3个工作日内予以登记。\n第六条 任何单位不得伪造营业执照；违反的，处5万元罚款。\n"
        "第七条 商务部门负责登记工作。教育、公安等部门按照各自职责做好登记促进相关工作。\n"
        "第八条 军队采购货物，按照军队的有关规定执行。\n第九条 本条例自2026年5月1日起施行。\n"
    )
    banned = made.answer("prohibitions").text
    assert "不得伪造营业执照" in banned
    assert not any(words in banned for words in ("行业协会", "烈性犬", "当场登记"))
    assert "不能当场登记的，应当在3个工作日内予以登记" in made.answer("application_window").text
    assert "按照各自职责做好登记促进相关工作" in made.answer("responsible_units").text
    assert "军队采购货物，按照军队的有关规定执行" in made.answer("who_qualifies").text


def test_a_condition_of_one_class_of_people_is_told_with_the_name_of_the_class():
    text = "青岚市人才公寓申请指南\n一、申请对象和条件\n（一）高层次人才\n申请人应当持有本市人才卡，符合下列条件之一的，可以申请：持卡满1年；在本市缴纳社会保险满2年。\n（二）创新型企业人才\n申请人所在企业应当在本市依法注册，符合下列条件之一的，可以申请：上年度纳税50万元以上；属于高新技术企业。\n二、附则\n本指南自2026年5月1日起施行。\n"
    said = draft(text).answer("conditions").text
    assert "创新型企业人才：申请人所在企业" in said and "高层次人才：申请人应当持有" in said
