"""Which heading may stand over which words, in the picture, the article and the video; and what a text is called in its own words."""

import pytest

from generators import registry
from generators.article.refusing import goes_under
from generators.headings import is_of_other_kind, is_of_part, may_stand, name_above, narrowed, stands, tidied
from generators.model import Brief, Citation, Element
from generators.natures import by_function
from generators.openings import own_heading
from generators.titling import heading_of
from generators.video.slots import name_of_few
from tests.interpreting.documents import document, draft

STANDING = [
    ("申请材料", "申请人应当提交身份证、户口簿。"),
    ("申请渠道", "申请人可以通过云溪政务服务网提出申请。"),
    ("支付逾期利息", "采购单位迟延付款的，应当支付逾期利息。"),
    ("露天烧烤的处罚", "露天烧烤的，由城市管理部门处五百元罚款。"),
    ("弄虚作假的后果", "提供虚假材料骗取补贴的，追回补贴。"),
    ("鼓励社会力量参与", "鼓励社会力量参与设施运营，按床位给予补贴。"),
    ("不得收取费用", "受理单位不得收取任何费用。"),
    ("结果公示", "审核结果在门户网站公开5日。"),
]

REFUSED = [
    ("法律责任", "露天焚烧秸秆的，处五百元罚款。"),  # an empty name
    ("监督与考核", "市民可以提出意见。"),
    ("之相连接的桥面", "口岸区和与之相连接的桥面归市管理。"),  # a piece
    ("获得岸电配套", "参与岸电工程的码头可以获得岸电配套。"),  # nobody gets it
    ("告知港口管理机构", "出现前述情形的，船东应当在10日内告知港口管理机构。"),  # of what
    ("打造发展平台", "大力支持船员交流平台发展。"),
    ("持续推进“放管服”改革", "相关部门不得要求船东提交海事部门的审批材料。"),
    ("伪造通行证", "伪造通行证的，依法追究责任。"),  # only the case
    ("设立分支机构", "设立分支机构，应当向所在地登记机关申请登记。"),
    ("公共场所", "在公共场所应当遵守下列规定：排队；轻声。"),
    ("申请材料", "也可以携带身份证前往窗口认证。"),  # another kind
    ("办理时限", "可以在网上申请，也可以到窗口申请。"),
    ("办理时间", "按时参保的，自2026年1月1日起享受待遇。"),
    ("公示", "名单公示期满后，签发入户卡。"),  # only looked back at
    ("评审评估", "市科技局适时开展考核。"),
    ("鼓励建设绿色建筑", "新建建筑应当按照绿色建筑标准建设。"),  # turned
    ("不重复享受", "服务对象可同时享受两项待遇。"),
    ("凭证仅限申领人使用", "任何人不得买卖凭证。"),
    ("投诉处理", "市民政部门应当完善检查监督、投诉举报、教育指导、奖励惩戒等机制。"),  # one of a list
    ("满足乙类的企业", "满足甲类的企业提交证书；满足乙类的企业提交合同；满足丙类的企业提交发票。"),
    ("不得入库", "贴牌产品不得入库。"),  # without its object
    ("批评不文明行为", "宣传部门应当组织各类媒体宣传文明规范，批评不文明行为。"),  # the last of several
    ("申请渠道", "线上申请困难的，可以到窗口申请。"),  # a case apart
    ("支持企业上市", "发行债券的，按融资额给予补助。"),  # another matter
]


@pytest.mark.parametrize(("heading", "text"), STANDING)
def test_a_heading_that_tells_its_text_may_stand(heading, text):
    assert may_stand(heading, text, strictly=False)


@pytest.mark.parametrize(("heading", "text"), REFUSED)
def test_a_heading_that_tells_less_or_other_than_its_text_may_not(heading, text):
    assert not may_stand(heading, text)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("违反本条例规定，露天烧烤的，由城市管理部门处五百元罚款。", "露天烧烤的处罚"),
        ("伪造、涂改、出借、转让营业执照的，由登记机关处一万元罚款。", "伪造营业执照等行为的处罚"),
        ("对发行债券的，按实际融资额给予补助，每年最高50万元。", "发行债券的补助"),
        ("登记申请不符合规定的，登记机关不予登记并说明理由。", "不予登记的情形"),
        ("在文明乘船方面，应当遵守下列文明行为规范：排队；礼让。", "文明乘船行为规范"),
        ("使用伪造、变造的船员证书的，由海事机构处一万元罚款。", "使用伪造、变造的船员证书的处罚"),
        ("港口部门应当采取措施简化进港登记手续，其中包括：网上申报；当场办结。", "简化进港登记手续"),
        ("在文明旅游方面，应当遵守下列行为规范：尊重风俗；爱护设施。", "文明旅游方面的行为规范"),
        ("在公共场所应当遵守下列规定：排队；轻声。", "公共场所行为规范"),
        ("设立分支机构，应当向所在地登记机关申请登记。", ""),
        ("观看比赛，应当尊重运动员，服从现场管理。", ""),
    ],
)
def test_a_text_is_called_by_what_it_lays_down_for_whom_or_what_and_by_no_case_alone(text, heading):
    assert own_heading(text) == heading


def test_the_frame_of_an_outline_is_no_part_of_a_heading():
    assert tidied("关于棉粮挂钩的奖售基数问题") == "棉粮挂钩的奖售基数" and tidied("维护社区和谐方面") == "维护社区和谐"
    assert tidied("成果转化激励方面4项") == "成果转化激励方面的举措"
    assert narrowed("办理方式和时限", "可以在网上申请，也可以到窗口申请。") == "办理方式"
    assert narrowed("办理方式和时限", "可以在网上申请，5个工作日内办结。") == "办理方式和时限"


SECTIONS = """青岚市养老服务补贴办法
一、待遇享受时间
（一）按时参保的，自次年1月1日起享受待遇。
（二）新生儿自出生之日起享受待遇，由监护人在六个月内办理参保登记。
（三）转入本市的，自缴费到账次月起享受待遇，原参保地的待遇同时停止。
（四）中途参保的，待遇等待期为三个月，等待期内发生的费用不予支付。
二、支持社会力量参与养老服务
（一）社会力量举办养老机构的，按床位给予建设补贴，每张床位一万元。
（二）鼓励社会力量参与养老服务设施运营，三年内免收租金。
"""


def test_a_sections_title_stands_over_all_of_it_over_its_beginning_and_where_it_says_what_is_done():
    policy = document(SECTIONS)
    told = {clause.text[:12]: clause for clause in policy.clauses if clause.text}
    newborn = next(clause for text, clause in told.items() if "新生儿" in text)
    first = next(clause for text, clause in told.items() if "按时参保" in text)
    running = next(clause for text, clause in told.items() if "鼓励社会力量" in text)
    everything = [Citation.of(clause) for clause in policy.clauses if clause.parent == first.parent and clause.text]
    assert not stands(policy, "待遇享受时间", newborn.text, [Citation.of(newborn)])
    assert stands(policy, "待遇享受时间", first.text, [Citation.of(first)])
    assert stands(policy, "待遇享受时间", "".join(clause.quote for clause in everything), everything)
    assert stands(policy, "支持社会力量参与养老服务", running.text, [Citation.of(running)])


def test_what_the_whole_policy_is_about_is_the_heading_of_no_single_sentence():
    policy = document("青岚市老年人优待办法\n第一条 为了敬老，制定本办法。\n第二条 老年人优待凭证可以网上申领。\n第三条 本办法自公布之日起施行。\n")
    clause = next(clause for clause in policy.clauses if "凭证" in clause.text)
    assert not stands(policy, "老年人优待", clause.text, [Citation.of(clause)])


FUNCTIONS = """青岚市养老服务办法
第一条 本办法适用于具有本市户籍的老年人。
第二条 老年人可以向街道办事处申请服务补贴，并提交身份证。
第三条 街道办事处应当在5个工作日内完成初审。
第四条 任何单位和个人有权对养老服务进行投诉、举报。
第五条 市人民政府设立养老服务委员会，由专家和公众代表组成。
第六条 评估机构应当符合下列条件：有三名以上评估员；无违法记录。
第七条 本办法自2026年4月1日起施行。
"""


@pytest.mark.parametrize(
    ("element", "statement", "found"),
    [
        (Element.PROCEDURE, "任何单位和个人有权对养老服务进行投诉、举报。", Element.NOTES),
        (Element.PROCEDURE, "市人民政府设立养老服务委员会，由专家和公众代表组成。", Element.CONTENT),
        (Element.PROCEDURE, "老年人可以向街道办事处申请服务补贴，并提交身份证。", Element.PROCEDURE),
        (Element.SCOPE, "评估机构应当有三名以上评估员。", Element.CONTENT),
        (Element.SCOPE, "养老机构可按规定享受资金补贴。", Element.BENEFITS),
        (Element.SCOPE, "本办法适用于具有本市户籍的老年人。", Element.SCOPE),
        (Element.SCOPE, "丧失领取资格的，其记录不作为依据。", Element.NOTES),
    ],
)
def test_a_statement_stands_where_what_it_does_belongs(element, statement, found):
    point = draft(FUNCTIONS).key_points[0].replace(element=element, statement=statement, title="")
    assert by_function(point) is found


def scenes(text):
    found = registry.get("video").outline(draft(text), Brief())
    return {segment.heading: [*segment.points, segment.text, *(cell for row in segment.table for cell in row)] for segment in found if not segment.furniture}


def test_slides_of_fixed_names_answer_them_for_those_the_policy_is_for():
    told = scenes(FUNCTIONS)
    how = "".join(told.get("怎么办理", []))
    assert "委员会" not in how and "投诉" not in how
    assert all("评估机构" not in one for one in told.get("适用对象", []))


def test_a_slide_of_activities_tells_a_scope_and_a_reply_rests_on_its_basis():
    assert "适用范围" in scenes("青岚市文明行为条例\n第一条 为了促进文明，制定本条例。\n第二条 本条例适用于本市文明行为促进工作。\n第三条 市民应当爱护公共设施。\n第四条 本条例自2026年4月1日起施行。\n")
    reply = scenes("国务院关于青岚口岸范围的批复\n根据《中华人民共和国口岸法》，现批复如下：\n一、口岸区范围为甲地至乙地。\n二、土地使用期限至2047年6月30日止。\n")
    assert "为什么出台" not in reply


def test_two_slides_of_measures_bear_no_heading_twice():
    told = registry.get("video").outline(draft(FUNCTIONS.replace("第七条", "第六条之一 服务补贴每人每月200元。\n第六条之二 对重度失能老年人，服务补贴每人每月500元。\n第七条")), Brief())
    named = [segment.heading for segment in told if segment.kind == "measure" and segment.heading]
    assert len(named) == len(set(named))


@pytest.mark.parametrize(
    ("title", "text", "heading"),
    [
        ("不得鸣笛", "非执行救援任务时，救援船舶不得鸣笛，应当遵守航行规则。", "非执行救援任务时不得鸣笛"),
        ("保持安静", "在候船厅、登船桥等公共场所内和乘船时，应当保持安静。", "在公共场所内和乘船时保持安静"),
        ("保持安静", "候船旅客应当保持安静。", "保持安静"),
        ("支出责任与兑付", "财政部门履行法定支出责任，保障资金需求。", "支出责任"),
        ("远洋船员", "远洋船员的参保缴费渠道由所在公司统一办理参保。", "远洋船员参保缴费渠道"),
        ("停航补贴", "停航补贴：七十周岁以下的独居船员家庭，每月200元。", "七十周岁以下的独居船员家庭的停航补贴"),
        ("本市完善泊位评价制度", "港口局完善泊位评价制度，开展监测。", "完善泊位评价制度"),
        ("法人团体还应具备", "法人团体还应具备固定的住所和专职人员。", "法人团体还应具备的条件"),
        ("逾期未年审", "逾期未年审的船舶暂停营运，年审后恢复。", "逾期未年审的处理"),
        ("港口局办公室要加强泊位巡查", "港口局办公室要加强泊位巡查，确保安全。", "加强泊位巡查"),
        ("受理机构要对图纸的完整性进行审查", "船东直接报送图纸的，受理机构要对图纸的完整性进行审查。", "审查图纸的完整性"),
        ("不得向船员个人寄送公文", "除急件外，一般不得向船员个人寄送公文。", "一般不得向船员个人寄送公文"),
        ("", "对远洋船舶在建造阶段实行安全预评估制度。不得使用旧钢材。", "远洋船舶安全预评估制度"),
        ("", "本市困难船员认定条件按国家有关规定实施，核对标准另行制定。", "困难船员认定条件"),
        ("", "停航补贴：渔港的独居船员家庭，每人每月补贴200元。", "渔港的独居船员家庭的停航补贴"),
        ("", "市政府决定，对作出贡献的船员给予奖励。", ""),
        ("", "市政府决定，对为港口建设作出突出贡献的船员和组织给予奖励。", "奖励作出突出贡献的船员和组织"),
    ],
)
def test_a_heading_says_when_of_which_part_and_to_whom_its_text_holds(title, text, heading):
    assert heading_of(title, text, lambda _: True) == heading


def test_what_comes_when_a_term_is_over_or_of_the_first_of_several_classes_is_not_the_whole():
    assert is_of_other_kind("租赁期限", "租赁合同期满未续租的，应当在30日内腾退。")
    assert not is_of_other_kind("租赁期限", "租赁期限最长为三年，期满可以续租。")
    assert is_of_part("甲类护理", "护理服务分为两类：甲类护理：每日一次；乙类护理：每周一次。")
    assert is_of_part("设立登记", "应当简化手续，其中包括：设立登记实行形式审查；变更即时办结；住所自主申报。")


def test_a_sentence_of_another_matter_or_conduct_does_not_go_under_a_heading():
    assert not goes_under("医养结合补贴", "市港口局每年委托第三方开展船舶星级评定，结果有效三年。同一等级不再另行补贴。")
    assert goes_under("医养结合补贴", "设置医疗机构的，再增加一次性补贴5万元。")
    assert not goes_under("伪造船舶证书的处罚", "船东未将船舶证书放在醒目位置的，处三万元以下罚款。")
    assert not goes_under("停航补贴申请渠道", "停航补贴的船员身份通过数据共享核验，不得要求提交证明。")
    assert goes_under("停航补贴申请渠道", "停航补贴由船员自愿申请。")
    assert not goes_under("被投诉人违规的责任", "投诉人应当与被投诉人有合同关系，不得虚假投诉。")


def test_a_slide_of_two_rules_of_handling_is_called_by_both():
    assert name_of_few(Element.PROCEDURE, ["办理泊位抵押登记", "纳税服务申请"], "怎么办理") == "泊位抵押登记、纳税服务申请"
    assert name_of_few(Element.PROCEDURE, ["开航方案报送交通部门", "年度总结报送"], "怎么办理") == "开航方案和年度总结的报送"
    assert name_of_few(Element.PROCEDURE, ["办理登记", "纳税服务申请"], "怎么办理") == "怎么办理"
    assert name_of_few(Element.PROCEDURE, ["停航补贴申请渠道", "待泊补贴的申请时间"], "怎么办理") == "停航补贴和待泊补贴的申请"
    assert name_of_few(Element.CHANGES, ["废止的文件"], "新旧变化") == "废止的文件"


def test_what_is_issued_anew_rests_on_its_bases_for_that():
    text = "青岚市人民政府办公室关于印发青岚市泊位管理办法的通知\n各有关单位：\n根据《青岚市规范性文件管理规定》，现将《青岚市泊位管理办法》重新发布，有效期三年。\n青岚市泊位管理办法\n第一条 泊位由市港口局统一管理，不得转让。\n第二条 泊位每年评估一次。\n"
    headings = [segment.heading for segment in registry.get("infographic").outline(draft(text), Brief()) if segment.kind == "bases"]
    assert headings == ["重新发布依据"]


CHAPTERS = """云和市助学金暂行办法
第一章 总则
第一条 为了帮助学生，制定本办法。
第二章 寄宿补助
第二条 在校寄宿的学生，每人每月按照300元的标准给予补助。
第三条 父母双方均为残疾人的，标准提高到每人每月500元。
第三章 监督管理
第四条 学校不得截留补助资金。
"""


def test_a_standard_stands_under_the_name_of_its_chapter_once():
    record = document(CHAPTERS)
    clause = next(clause for clause in record.clauses if "300元" in clause.text)
    citation = Citation(ref=clause.ref, start=0, end=len(clause.text), quote=clause.text)
    assert name_above(record, clause.text, [citation], set()) == "寄宿补助"
    assert name_above(record, clause.text, [citation], {"寄宿补助"}) == ""


def test_a_standard_of_another_thing_does_not_stand_under_its_clauses_name():
    record = document("云和市救助办法\n一、供养标准\n生活费按上年度支出和当年物价确定，由县级财政承担。护理标准按国家规定执行，零用钱按不低于供养金20%的标准发放。\n二、附则\n（一）本办法自2026年5月1日起施行。")
    clause = next(clause for clause in record.clauses if "零用钱" in clause.text)
    at = clause.text.index("护理")
    citation = Citation(ref=clause.ref, start=at, end=len(clause.text), quote=clause.text[at:])
    assert name_above(record, clause.text[at:], [citation], set()) == ""


def test_a_chapter_that_could_be_any_policys_names_no_card():
    record = document(CHAPTERS)
    clause = next(clause for clause in record.clauses if "截留" in clause.text)
    citation = Citation(ref=clause.ref, start=0, end=len(clause.text), quote=clause.text)
    assert name_above(record, clause.text, [citation], set()) == ""


def test_a_measure_named_by_what_it_gives_keeps_its_name():
    assert may_stand("给予社会保险补贴", "企业招用毕业生的，按其缴纳的社会保险费的100%给予补贴。", strictly=False)


def test_the_first_sentence_of_a_clause_is_no_heading_of_the_next():
    rules = document("青岚市港口工作规则\n一、港口局实行局长负责制，局长领导港口局的工作。副局长协助局长工作。\n二、港口局要公开办事结果。\n三、工作人员应当守时。\n")
    cited = [Citation(ref=clause.ref, start=0, end=len(clause.text), quote=clause.text) for clause in rules.clauses if "副局长" in clause.text][:1]
    assert not stands(rules, "港口局实行局长负责制", "副局长协助局长工作。", cited)
