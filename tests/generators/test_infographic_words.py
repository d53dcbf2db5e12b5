"""What stands on the picture and in which block, for invented policies read the ordinary way."""

import re

import pytest

from generators import icons, registry
from generators.composing import basis_text
from generators.headings import may_stand
from generators.highlights import figure_in
from generators.infographic.differences import telling
from generators.infographic.draft import under
from generators.infographic.layout import page
from generators.infographic.standing import says_something, told_once, with_their_rules
from generators.masthead import contact_of, display_title, in_third_person, short_name
from generators.model import Brief, Citation, Element, Segment
from generators.titling import heading_of
from styles import themes
from tests.interpreting.documents import RULES, document, draft

STEPS = """青岚市失能老人护理补贴办法
第一条 为了保障失能老人，根据有关法律、法规，制定本办法。
第二条 本办法适用于具有本市户籍的失能老人。
第三条 本办法所称失能老人，是指经能力评估达到中度以上失能的老年人。
第四条 护理补贴标准：中度失能每人每月300元，重度失能每人每月500元。
第五条 申请人应当向街道办事处提出申请，并提交身份证、户口簿等材料。
第六条 街道办事处应当自受理之日起5个工作日内完成初审。需要能力评估的，由民政部门委托评估机构在15个工作日内完成评估。
第七条 民政部门应当自收到初审意见之日起7个工作日内作出审核决定。
第八条 逾期未提出申请的，当年不予受理。
第九条 本办法所称“以上”，包括本数。
第十条 本办法自2026年4月1日起施行，有效期5年。
"""


def shown(text: str) -> dict[str, list]:
    blocks: dict[str, list] = {}
    for segment in registry.composed("infographic", draft(text), Brief()):
        blocks.setdefault(segment.group, []).append(segment)
    return blocks


@pytest.fixture(scope="module")
def care():
    return shown(STEPS)


def test_a_definition_stands_among_the_terms_and_does_not_say_its_word_twice(care):
    assert not any("是指" in segment.text for segment in care["scope"])
    term = next(segment for segment in care["terms"] if segment.heading == "失能老人")
    assert term.text == "指经能力评估达到中度以上失能的老年人。"


def test_how_long_an_office_takes_stands_with_the_steps_in_their_order(care):
    said = [segment.text for segment in care["steps"]]
    assert [any(word in text for text in said) for word in ("初审", "15个工作日", "审核决定")] == [True] * 3
    assert said == sorted(said, key=lambda text: STEPS.index(text[-14:-1]))
    assert all("工作日" not in segment.text for segment in care.get("dates", []))


def test_paying_is_the_last_step_and_complaining_none():
    blocks = shown(
        STEPS.replace("第五条 申请人", "第四条之一 护理补贴按月发放至老人社会保障卡。\n第四条之二 对失能老人家庭给予一次性居家改造补贴2000元。\n"
            "第四条之三 为失能老人每年提供一次免费体检。\n第五条 申请人").replace(
            "第九条 ", "第八条之一 任何单位和个人有权通过电话、信函等方式对补贴发放工作向民政部门提出意见和建议，对冒领行为予以投诉、举报。\n第九条 "
        )
    )
    steps = [segment.text for segment in blocks["steps"]]
    assert "按月发放" in steps[-1] and not any("投诉" in text for text in steps)
    assert any("投诉" in segment.text for segment in blocks["notes"])


def test_bases_without_a_name_and_whether_a_number_is_included_are_left_to_the_text(care):
    assert not any("有关法律" in segment.text for segment in care.get("background", []))
    assert not any("本数" in segment.text for segment in care["terms"])


def test_who_comes_too_late_is_not_called_excluded(care):
    assert all(segment.tone != "negative" for segment in care["scope"])


@pytest.mark.parametrize(
    ("heading", "text", "said"),
    [
        ("申请条件", "申请条件：年满60周岁的居民。", "年满60周岁的居民。"),
        ("裁员率", "裁员率，是指裁员人数占职工人数的比例。", "指裁员人数占职工人数的比例。"),
        ("补贴标准", "补贴标准为每人500元。", "补贴标准为每人500元。"),
        ("", "按月发放。", "按月发放。"),
    ],
)
def test_a_heading_is_not_said_again(heading, text, said):
    assert under(heading, text) == said


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("对省级、市级示范单位分别给予30万元、20万元奖励。", None),
        ("独生子女每月扣除2000元；非独生子女每月扣除1000元。", None),
        ("父母可以选择由一方按标准的100%扣除，也可以选择由双方分别按标准的50%扣除。", None),
        ("按每人每月1800元给予补贴；留用率达到50%以上的，标准提高到每人每月2200元。", None),
        ("按设备购置额的10%给予补助，最高不超过500万元。", "500"),
    ],
)
def test_one_of_several_amounts_is_not_set_large_for_all(text, value):
    figure = figure_in(text)
    assert (figure.value if figure else None) == value


def test_rows_of_a_table_and_clauses_of_one_document_are_cited_together():
    interpretation = draft(RULES)
    refs = [clause for clause in interpretation.document.clauses if clause.text][:2]
    assert basis_text(interpretation.document, [citation for point in interpretation.key_points[:1] for citation in point.citations])
    assert refs


def test_a_notice_that_issues_standards_is_titled_by_them():
    issued = document("青岚市民政局 青岚市财政局关于印发我市2026年社会救助标准的通知\n各区民政局：\n一、低保标准为每人每月1309元。\n青岚市民政局 青岚市财政局\n2026年3月1日\n")
    if issued.issuing_authorities:
        assert display_title(issued) == "青岚市2026年社会救助标准"
    assert display_title(document("青岚市公安局关于调整货车限行措施的通告\n一、限行区域为环路以内。\n")) == "关于调整货车限行措施的通告"


def test_each_of_two_documents_is_meant_by_its_own_kind():
    pair = document("青岚市人民政府办公室关于印发支持数字产业若干政策和青岚市数字产业行动计划的通知\n一、本政策自2026年起执行。\n")
    assert short_name(pair) == "《若干政策》和《行动计划》"
    assert in_third_person("本政策自2026年起执行。", pair) == "《若干政策》自2026年起执行。"


def test_of_several_telephones_for_several_people_none_is_for_everyone():
    windows = "".join(f"（{n}）{who}咨询电话：0689-512623{at}。\n" for at, (n, who) in enumerate((("一", "企业人才"), ("二", "高校毕业生"), ("三", "台湾青年"))))
    interpretation = draft(f"青岚市人才公寓办法\n一、申请条件见附件。\n二、咨询方式\n{windows}")
    assert contact_of(interpretation) == ""


def test_a_sentence_about_asking_is_no_telephone():
    interpretation = draft("青岚市营商条例\n第一条 为了优化营商环境，制定本条例。\n第二条 经营主体可以通过12345热线、政府网站等提出咨询和投诉。\n第三条 本条例自公布之日起施行。\n")
    assert contact_of(interpretation) == ""


def test_a_word_put_for_another_is_no_change_worth_a_card():
    old = "青岚市条例\n第一条 市场主体依法享有自主经营的权利，任何单位不得干涉。\n第二条 奖励标准为每户2000元，按年发放给市场主体。\n"
    new = old.replace("市场主体", "经营主体").replace("2000", "3000")
    interpretation = draft(new, old)
    told = telling(interpretation.document, interpretation.differences, 9)
    assert [difference.new_ref for difference in told] == ["art_2"]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("优化营商环境", icons.DEFAULT),
        ("签约服务覆盖率", icons.DEFAULT),
        ("缴费方式", "receipt-text"),
        ("公共交通优惠", "bus-front"),
        ("规范巡游车经营", "car-taxi-front"),
        ("加强队伍建设", "users"),
        ("保护生态环境", "leaf"),
        ("运营经费", "hand-coins"),
        ("帮扶小微企业使用银行贷款", "landmark"),
        ("建立生态工业园示范区", "factory"),
        ("不得拖欠款项", "ban"),
        ("保持安静", icons.DEFAULT),
    ],
)
def test_an_icon_shows_the_head_of_its_heading_and_no_word_in_passing(heading, name):
    assert icons.icon_for(heading) == name


NAMED_ALIKE = """青岚市居家养老服务补贴办法
第一条 为了支持居家养老服务，制定本办法。
第二条 本办法适用于本市登记的居家养老服务机构。
第三条 服务补贴。对一类服务对象，按每人每月400元给予服务补贴。
经评估为重度失能的，每人每月增加护理补贴200元。
第四条 场所补贴。对新建的服务场所，给予一次性补贴8万元。
第五条 人才补贴。对取得高级工证书的护理员，给予一次性补贴2000元。
第六条 培训补贴。对组织岗前培训的机构，按每人300元给予补贴。
第七条 服务机构未按规定开展服务的，由民政部门责令改正。
第八条 服务机构骗取补贴的，由民政部门追回补贴，并依法给予处罚。
第九条 本办法自2026年4月1日起施行。《青岚市居家养老服务补贴办法》（青民规〔2021〕6号）同时废止。
"""


def test_what_one_clause_says_under_one_name_stands_on_one_card():
    made = draft(NAMED_ALIKE)
    points = tuple(point.replace(title="服务补贴") if "200元" in point.statement else point for point in made.key_points)
    segments = registry.composed("infographic", made.replace(key_points=points), Brief())
    told = [segment for segment in segments if "400元" in segment.text or "200元" in segment.text]
    assert len(told) == 1 and told[0].kind == "card" and "400元" in told[0].text and "200元" in told[0].text
    assert len({citation.ref for citation in told[0].citations}) == 2


def test_the_number_of_a_document_that_ends_is_told():
    ended = next(segment for segment in shown(NAMED_ALIKE)["changes"] if "废止" in segment.text)
    assert ended.text == "《青岚市居家养老服务补贴办法》（青民规〔2021〕6号）自《办法》施行之日起废止。"


def test_punishing_is_no_measure_and_refusing_no_benefit():
    blocks = shown(NAMED_ALIKE.replace("第七条", "第六条之一 服务对象有辱骂护理员等行为且不听劝阻的，服务机构可以拒绝提供服务，不退还已经支付的费用。\n第七条"))
    told = [segment.text for name in ("measures", "benefits") for segment in blocks.get(name, ())]
    assert len(told) >= 4 and not any(word in text for text in told for word in ("责令", "追回", "拒绝"))
    assert any("责令" in segment.text for segment in blocks["notes"])


def test_a_list_takes_in_no_sentence_of_another_clause_though_both_bear_one_name():
    blocks = shown(NAMED_ALIKE.replace("第七条 服务机构未按规定开展服务的，由民政部门责令改正。",
        "第七条 服务机构有下列行为之一的，由民政部门处五百元罚款：\n（一）虚报服务时长的；\n（二）拒不公示价格的。\n第七条之一 服务机构未按规定开展服务的，由民政部门责令改正。"))
    fined = next(segment for segment in blocks["notes"] if "五百元" in segment.text)
    assert "责令改正" not in fined.text


def test_where_money_is_booked_and_when_paying_stops_are_no_measures():
    added = "第六条之一 补贴所需资金由市、县两级财政分担，列入年度预算。\n第六条之二 服务对象户籍迁出本市的，自次月起停止发放服务补贴。\n第七条"
    told = "".join(segment.text for segment in shown(NAMED_ALIKE.replace("第七条", added))["measures"])
    assert "8万元" in told and "年度预算" not in told and "停止发放" not in told


def test_a_hotline_a_policy_sets_up_is_no_telephone_to_ask_about_the_policy():
    interpretation = draft("青岚市家庭医生签约方案\n一、开通12320咨询专线，为群众提供政策解答和就诊咨询等服务。\n二、本方案由市卫生健康委员会解释，咨询电话：0689-5126233。\n")
    assert contact_of(interpretation) == "0689-5126233"


@pytest.mark.parametrize(
    ("title", "text", "heading"),
    [
        ("不得设立能耗高", "不得设立能耗高、环境污染严重的项目，不得降低标准。", "不得设立能耗高、环境污染严重的项目"),
        ("不重复享受", "补贴对象可同时享受两种待遇。", ""),
        ("违规的后果", "被投诉人未按规定反馈的，由主管部门责令改正，并处罚款。", "被投诉人未按规定反馈的处罚"),
        ("文明行为规范", "单位和个人应当遵守文明行为规范，自觉抵制不文明行为。", "遵守文明行为规范"),
        ("企业上市各项补助", "新迁入企业三年内上市的，除享受企业上市各项补助外，另补助100万元。", "新迁入企业三年内上市的补助"),
        ("县级以上人民政府", "县级以上人民政府负责企业促进工作的部门可以进行约谈。", ""),
        ("稳岗返还", "对小微企业按上年度缴费额的60%返还。", "稳岗返还"),
        ("不得超过罚款金额的一半", "参加社会服务的时间可以折抵，但最高不得超过罚款金额的一半。", ""),
        ("不得再次申请", "将服务券转卖的，由运营单位收回且不得再次申请。", ""),
        ("申请流程", "创新中心资源申请材料如下：申请表；营业执照复印件。", "创新中心资源申请材料"),
        ("负责创新中心运营", "两家企业成立运营公司，负责创新中心运营。", ""),
        ("受理", "制定运营方案和年度分配计划；受理使用单位的申请；每年向主管部门报告。", ""),
        ("支持对象和条件", "服务券优先向专精特新企业发放。", ""),
        ("不得以审计拖延结算", "采购单位不得强制要求以审计结果作为结算依据，另有规定的除外。", "不得强制要求以审计结果作为结算依据"),
    ],
)
def test_a_heading_suits_the_words_under_it_or_is_taken_from_them(title, text, heading):
    assert heading_of(title, text, lambda heading: may_stand(heading, text, strictly=False)) == heading


CHAPTERS = """青岚市文明行为促进条例
第一章 总则
第一条 为了促进文明行为，制定本条例。
第二条 本条例适用于本市文明行为促进工作。
第二章 监督与考核
第三条 市人民代表大会常务委员会应当依法对文明城市建设工作进行监督，每年听取有关单位工作情况报告。
第四条 市人民政府应当将文明行为促进工作纳入年度目标，定期公布各区完成情况，并在每年12月底前通报结果。
第三章 附则
第五条 本条例自2026年4月1日起施行。
"""


def test_the_name_of_a_chapter_does_not_stand_over_one_half_of_it():
    told = [segment for block in shown(CHAPTERS).values() for segment in block]
    assert any("进行监督" in segment.text for segment in told)
    assert not [segment.text for segment in told if segment.heading == "监督与考核"]


SENT_AWAY = """青岚市居家养老服务办法
第一条 本办法适用于在本市开展的居家养老服务。
第二条 具有本市户籍且符合第六条所列两种情形之一的老年人可以获得服务资助。
第三条 第一类资助对象每人每月资助400元，第二类资助对象每人每月资助200元。
第四条 对居家老年人家庭给予一次性适老化改造补贴2000元。
第五条 本办法自2026年4月1日起施行。
"""


def test_what_sends_the_reader_to_another_clause_or_speaks_of_a_class_nobody_defines_is_left_out():
    told = "".join(segment.text for block in shown(SENT_AWAY).values() for segment in block)
    assert "2000元" in told and "所列" not in told and "第一类" not in told
    defined = SENT_AWAY.replace("第五条 ", "第四条之一 第一类资助对象是指特困老年人，第二类资助对象是指低保老年人。\n第五条 ")
    assert "400元" in "".join(segment.text for block in shown(defined).values() for segment in block)


def test_what_sends_away_stands_where_the_policy_grants_nothing_else():
    only = SENT_AWAY.replace("第四条 对居家老年人家庭给予一次性适老化改造补贴2000元。\n", "")
    assert "400元" in "".join(segment.text for block in shown(only).values() for segment in block)


def test_an_exception_stands_only_beside_its_rule():
    interpretation = draft("青岚市办法\n第一条 对评为五星的组织给予星级评定补贴10万元。\n取消星级的，退回等级补贴。\n第二条 违规领取的资金应当退回。\n第三条 老人每人每月资助400元。\n失能的，每人每月增加200元补贴。\n")
    clauses = [clause for clause in interpretation.document.clauses if re.search("补贴|退回|资助", clause.text)]
    segments = [
        Segment(id=str(number), kind="note", group="notes", text=clause.text, citations=(Citation.of(clause),), basis="第一条")
        for number, clause in enumerate(clauses)
    ]
    rule, exception, general, base, supplement = segments
    assert with_their_rules(segments, interpretation, frozenset()) == segments
    assert with_their_rules([exception, general], interpretation, frozenset()) == [general]
    assert with_their_rules([base, supplement], interpretation, frozenset()) == [base, supplement]
    assert with_their_rules([supplement], interpretation, frozenset()) == []
    assert with_their_rules([exception, general], interpretation, frozenset(["1"])) == [exception, general]


@pytest.mark.parametrize(
    ("heading", "text", "sign"),
    [
        ("不得转让", "服务券不得转让。", True),
        ("", "逾期不改正的，处500元罚款。", True),
        ("弄虚作假的后果", "隐瞒真实情况的，由主管部门依法处理。", True),
        ("", "补贴对象可同时享受两种待遇，已资助的费用不得重复报销。", False),
        ("意见反映", "任何单位和个人可以向民政部门提出意见。", False),
    ],
)
def test_the_sign_of_warning_stands_with_bans_and_penalties_only(heading, text, sign):
    segment = Segment(id="n", kind="note", group="notes", heading=heading, text=text, citations=(Citation(ref="art_1", start=0, end=1, quote="第"),))
    part = page((segment,), Brief())["blocks"][0]["parts"][0]
    assert part["items"][0]["warns"] is sign


def test_a_company_bears_no_government_building_and_an_office_does():
    assert icons.office_icon("", "由青岚信息技术有限公司成立运营公司负责创新中心运营。") == "building-2"
    assert icons.office_icon("区养老服务指导单位", "区养老服务指导单位负责人员培训。") == "landmark"
    assert icons.office_icon("省信息化厅等单位", "“支持企业上云”等任务由省信息化厅、各市人民政府负责。") == "landmark"
    assert icons.office_icon("市民政局", "市民政局负责企业名录。") == "landmark"


def test_two_cards_in_a_row_bear_one_icon_only_where_their_head_noun_is_one():
    assert icons.unlike("network", "支持工业互联网安全", "network", "支持工业互联网平台") != "network"
    assert icons.unlike("layers", "建立采购制度", "layers", "健全表彰制度") == "layers"
    assert icons.unlike(icons.DEFAULT, "保持安静", icons.DEFAULT, "公共场所") == "list-checks"


ACTS = ("养犬不登记", "遛犬不束链", "犬只伤人不送医", "弃养犬只", "携犬进入医院", "放任犬吠扰民", "不清理犬只粪便", "养殖烈性犬", "虐待犬只", "伪造犬证", "转让犬证", "携犬乘坐公交车")


def penalties(count: int) -> list:
    """Return the warnings of the picture of a regulation with so many articles of penalties."""
    acts = "".join(f"第{'三四五六七八九'[n] if n < 7 else '十' + '一二三四五'[n - 7]}条 违反本条例规定，{ACTS[n]}的，由公安机关责令改正，处{100 * (n + 1)}元罚款。\n" for n in range(count))
    return shown(f"青岚市犬只管理条例\n第一章 总则\n第一条 为了规范养犬行为，制定本条例。\n第二条 本条例适用于本市养犬管理。\n第二章 法律责任\n{acts}第三章 附则\n第二十条 本条例自2026年4月1日起施行。\n").get("notes", [])


def test_no_card_only_sends_to_the_rest_of_a_chapter():
    assert penalties(12) and all("见原文" not in segment.text for segment in penalties(12))


IN_GRADES = """青岚市创新中心服务办法
第一条 本办法适用于本市登记的企业。
第二条 补贴标准。创新中心在资源总量上限内，根据使用单位申请按标准发放服务券：
（一）营业收入10亿元以上的企业，补贴上限为每年200万元；
（二）营业收入1亿元至10亿元的企业，补贴上限为每年100万元；
（三）高校、科研机构，补贴上限为每年50万元。
第三条 市工业和信息化局应当自收到申请之日起20个工作日内完成审核。情况复杂的，经批准可以延长10个工作日。
第四条 本办法自2026年4月1日起施行。
"""


def test_the_grades_of_one_standard_stand_together():
    blocks = shown(IN_GRADES)
    told = {name for name, segments in blocks.items() for segment in segments if any(f"{amount}万元" in segment.text for amount in (200, 100, 50))}
    assert len(told) == 1


def test_an_extension_is_told_with_its_rule_and_the_day_on_the_cover_once():
    told = [segment for segments in shown(IN_GRADES).values() for segment in segments]
    extended = [segment for segment in told if "延长" in segment.text]
    assert extended and all("自收到申请之日起20个工作日" in segment.text for segment in extended)
    assert not any("起施行" in segment.text for segment in told)


def test_a_standard_told_whole_is_not_told_again_by_its_grades():
    produced = registry.produce("infographic", draft(IN_GRADES), Brief(), themes.load("government-blue"))[1]
    assert any(file.filename == "infographic.png" for file in produced)
    blocks = page(registry.composed("infographic", draft(IN_GRADES), Brief()), Brief())["blocks"]
    said = [line["text"] + "".join(line["points"]) for each in blocks if each["id"] == "standards" for part in each["parts"] for line in part["items"]]
    assert sum("200万元" in words for words in said) == 1


@pytest.mark.parametrize("opens", ["采购单位违反《条例》，", ""])
def test_the_acts_punished_are_the_list_not_what_follows_from_them(opens):
    from generators.infographic.patterns import displayed

    follows = "有下列情形之一的，由主管部门责令改正；拒不改正的，对直接责任人员依法给予处分："
    lead, acts = displayed(f"{opens}{follows}未在规定的期限内支付货物、工程、服务款项；拖延检验、验收；违法收取保证金。")
    assert lead == opens + follows and acts == ("未在规定的期限内支付货物、工程、服务款项", "拖延检验、验收", "违法收取保证金")


def test_statements_of_two_articles_stand_apart_where_nothing_may_stand_over_both():
    made = draft(RULES)
    words = ("80周岁", "初审")
    points = {word: next(point for point in made.key_points if word in point.statement) for word in words}
    alike = tuple(point.replace(element=Element.CONTENT, title="上门理发") for point in points.values())
    segments = registry.composed("infographic", made.replace(key_points=alike), Brief())
    told = [[word for word in words if word in segment.text] for segment in segments if segment.group == "measures"]
    assert told == [["80周岁"], ["初审"]] or told == [["初审"], ["80周岁"]]


def test_a_card_all_of_whose_words_a_later_one_tells_is_left_out():
    def card(name: str, text: str, **fields) -> Segment:
        return Segment(id=name, kind=fields.pop("kind", "card"), text=text, citations=(Citation(ref="art_1", quote=text, start=0, end=len(text)),), **fields)

    fee, more = "办理过程中不得收取费用。", "办理过程中不得收取费用；违反规定的，由主管部门责令退还。"
    assert [segment.id for segment in told_once([card("a", fee), card("b", more)], frozenset())] == ["b"]
    assert [segment.id for segment in told_once([card("a", fee), card("b", more)], frozenset(["a"]))] == ["a", "b"]
    assert [segment.id for segment in told_once([card("a", fee, kind="step"), card("b", more)], frozenset())] == ["a", "b"]


@pytest.mark.parametrize(("said", "shown"), [("支持数字产业企业融资发展。", False), ("测试车辆应当遵守临时号牌管理相关规定。", False), ("支持企业技术改造，最高补助50万元。", True)])
def test_a_card_does_not_only_bid_to_support_something(said, shown):
    point = next(point for point in draft(RULES).key_points)
    assert says_something(point.replace(statement=said)) is shown and says_something(point.replace(statement=said, state="accepted"))


DAYS = """云和市救助标准调整通知
一、流浪人员饮食标准自2026年6月1日起按新标准执行。
二、最低生活保障标准自2026年1月1日起执行，差额按月补发。
三、各区于2026年9月30日前完成补发工作。
"""


def test_days_stand_in_their_order():
    days = [re.search(r"2026年\d+月", segment.text)[0] for segment in shown(DAYS)["dates"]]
    assert len(days) > 1 and days == sorted(days)
