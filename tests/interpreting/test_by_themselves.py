"""Statements read by themselves: what ties them to a sentence or a place not told with them is left out or brought along."""

import pytest

from generators import registry
from generators.masthead import in_third_person
from generators.model import Brief, Element
from generators.nearby import by_name
from generators.prose import without_annexes
from studio.interpreting.passages import passages_of
from studio.interpreting.wholes import completed
from studio.interpreting.wording import lead_stem, polish, statement_of
from tests.interpreting.documents import MEASURES, draft, points


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("需提供《场地申请表》（附件1）；营业执照复印件", "需提供《场地申请表》；营业执照复印件"),
        ("到街道窗口办理［窗口（含流动窗口）地址见附件4］。", "到街道窗口办理。"),
        ("用地面积为3公顷（以界址点控制，详见附件1）。", "用地面积为3公顷（以界址点控制）。"),
        ("申请人提交附件2所列材料。", "申请人提交所需材料。"),
        ("《测绘成果附件管理规定》继续有效。", "《测绘成果附件管理规定》继续有效。"),
    ],
)
def test_no_reader_is_sent_to_an_annex(text, said):
    assert without_annexes(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("在海岛居住的退休人员，还可以到码头窗口办理。", "在海岛居住的退休人员，可以到码头窗口办理。"),
        ("未能通过上述“青岚人社”校验的人员，可到窗口办理。", "未能通过“青岚人社”校验的人员，可到窗口办理。"),
        ("除上述提高补贴比例的粮食烘干机具以外，补贴不超过5万元。", "除提高补贴比例的粮食烘干机具以外，补贴不超过5万元。"),
        ("除上述机具外，特色产业所需机具可以列入。", "特色产业所需机具可以列入。"),
        ("除上述规定外，还应当登记住所。", "除上述规定外，还应当登记住所。"),
    ],
)
def test_what_ties_a_sentence_to_the_one_before_it_is_left_out(text, said):
    assert polish(text) == said


def told_of(text: str) -> list[str]:
    return [point.statement for point in draft(text).key_points]


ARTICLES = """青岚市社区食堂扶持办法
第一章 总则
第一条 为了规范社区食堂扶持工作，制定本办法。
第二条 本办法适用于本市社区食堂。
第二章 扶持标准
第三条 社区食堂参加星级评定并取得证书的，可以享受星级奖励。被评为五星级的给予8万元，四星级的给予4万元，三星级的给予2万元。
第四条 社区食堂连续停业30日的，暂停发放运营补贴。暂停发放后，社区食堂恢复营业满15日并向街道办事处报告的，自次月起恢复发放，每月补贴不超过5000元。
第五条 对本市符合条件的社区食堂给予补贴，具体如下：
（一）在街道登记并实际运营满一年的社区食堂，给予一次性补贴3万元；
（二）首次取得餐饮服务许可证的，给予一次性补贴1万元。
第六条 加强社区食堂服务管理，做好下列工作：
（一）市场监管部门负责社区食堂的食品安全检查、抽样检验和投诉处理；
（二）民政部门负责社区食堂的规划布局、运营评价和补贴发放。
第三章 附则
第七条 本办法自2026年4月1日起施行。
"""


def test_a_sentence_that_leaves_to_the_one_before_it_who_is_spoken_of_is_told_with_it():
    stars = [said for said in told_of(ARTICLES) if "五星级" in said]
    paused = [said for said in told_of(ARTICLES) if "恢复营业" in said]
    assert stars and all("社区食堂参加星级评定" in said for said in stars)
    assert paused and all("连续停业30日" in said for said in paused)


def test_whom_a_list_is_for_is_said_where_its_line_does_not_say_it():
    told = told_of(ARTICLES)
    assert any(said.startswith("在街道登记并实际运营满一年的社区食堂，给予") for said in told)
    assert any(said.startswith("本市符合条件的社区食堂：首次取得餐饮服务许可证") for said in told)
    assert any(said.startswith("市场监管部门负责") for said in told) and not any("做好工作，包括" in said for said in told)


def test_what_is_done_besides_is_no_purpose():
    purpose = points(draft(MEASURES.replace("促进高质量充分就业，根据", "促进高质量充分就业，适时在毕业季组织开展招聘活动，根据")), Element.BACKGROUND)
    assert any("促进高质量充分就业。" in point.statement for point in purpose) and not any("招聘活动" in point.statement for point in purpose)


NUMBERED = """青岚市水上乐园管理办法
第一章 总则
第一条 为了规范水上乐园管理，制定本办法。
第二条 本办法适用于本市水上乐园。
第二章 不安全行为治理
第三条 水上乐园应当在开园前将救生人员、开放区域、水质检测结果向文化旅游部门备案。
第四条 有下列情形之一的，水上乐园应停止开放：
（一）水质检测不合格；
（二）救生人员少于2人。
第五条 水上乐园变更本办法第三条规定的备案事项的，应当自变更之日起10日内向文化旅游部门重新办理备案手续。
第六条 出现本办法第四条情形的，水上乐园不得收取门票，已经收取的应当在5日内全额退还游客。
第七条 违反本办法第二章规定，造成游客人身损害的，由文化旅游部门处二万元以上五万元以下罚款。
第三章 附则
第八条 本办法自2026年5月1日起施行。
"""


def test_what_a_sentence_names_by_the_number_of_a_clause_is_named_by_its_own_words():
    made = draft(NUMBERED)
    told = "".join(point.statement for point in made.key_points)
    article = "".join(segment.text for segment in registry.composed("article", made, Brief()))
    for said in (told, article):
        assert "变更备案事项的，应当自变更之日起10日内" in said
        assert "出现应停止开放的情形的，水上乐园不得收取门票" in said
    assert "关于不安全行为治理的规定，造成游客人身损害的" in told
    refund = next(point for point in made.key_points if "全额退还" in point.statement)
    assert "art_4" in {citation.ref for citation in refund.citations}


def test_what_is_contrary_to_a_clause_or_in_another_law_keeps_its_number():
    paper = draft(NUMBERED).document
    for text in ("违反本办法第三条规定的备案义务的，处罚款。", "符合《安全生产法》第九条规定的备案事项的，可以开放。", "按照第三条规定的备案程序办理。", "出现第四条第一项至第二项规定情形的，停止开放。"):
        assert by_name(paper, text) == text
    assert by_name(paper, "游客购买第三条规定的服务，可以退款。") == "游客购买规定的服务，可以退款。"


DEDUCTED = """青岚市育儿支出扣除办法
第一章 总则
第一条 为了规范育儿支出扣除，制定本办法。
第二章 婴幼儿照护
第二条 照护3岁以下婴幼儿的支出，按照每月1000元的标准定额扣除。
第三条 父母可以选择由其中一方按扣除标准的100%扣除，也可以选择由双方分别按扣除标准的50%扣除。
第三章 托育机构收费
第四条 托育机构收费按照每月不超过2000元的标准备案。
第四章 附则
第五条 本办法自2026年6月1日起施行。
"""


def test_of_what_a_choice_is_made_is_said_by_its_chapter():
    told = [said for said in told_of(DEDUCTED) if "由其中一方" in said]
    assert told and all(said.startswith("婴幼儿照护：父母可以选择") for said in told)


CLASSES = """关于青岚市青年公寓申请的公告
一、申请类别
（一）重点产业人才。申请人所在单位需纳入市级名录并且连续经营满两年以上。
（二）港口航运青年人才。申请人应当在本市登记企业并且连续经营满一年以上。
二、咨询方式
（一）重点产业人才。市人才中心综合科，中山路1号，咨询电话：0611-8200123。
（二）港口航运青年人才。市创业中心服务科，中山路2号，咨询电话：0611-8200456。
三、要求
公告自2026年6月1日起施行。
"""


def test_of_which_class_a_sentence_speaks_is_said_before_it():
    told = told_of(CLASSES)
    assert any(said.startswith("重点产业人才：市人才中心") for said in told) and any(said.startswith("港口航运青年人才：市创业中心") for said in told)


def test_what_offices_are_bidden_is_told_without_the_word_that_bids():
    paper = draft(CLASSES).document
    assert in_third_person("要加强组织领导，建立工作机制。", paper) == "加强组织领导，建立工作机制。"
    assert in_third_person("要求申请人到场的，应当说明理由。", paper) == "要求申请人到场的，应当说明理由。"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("（1）有专职人员；（2）有固定场所；（3）有合法经费。", "有专职人员；有固定场所；有合法经费。"),
        ("为深入贯彻国家部署，全面落实人才强市战略，加快建设创新城市，市人民政府决定，对作出突出贡献的科技人员给予奖励。", "市人民政府决定，对作出突出贡献的科技人员给予奖励。"),
        ("有专职人员；（2）有固定场所；（3）有合法经费。", "有专职人员；有固定场所；有合法经费。"),
        ("现公布修订后的《青岚市积分条例》，自2026年1月1日起施行。", "修订后的《青岚市积分条例》自2026年1月1日起施行。"),
        ("现将《青岚市积分管理办法》重新发布，有效期3年。", "《青岚市积分管理办法》重新发布，有效期3年。"),
    ],
)
def test_marks_of_a_list_reasons_and_formulas_of_issuing_are_left_out(text, said):
    assert polish(text) == said


RESULTS = """青岚市托育补贴办法
第一章 总则
第一条 本办法适用于本市托育机构。
第二章 申请和发放
第二条 托育机构应当于每年3月31日前向县（区）民政部门提出申请。
第三条 县（区）民政部门应当自收到申请之日起7个工作日内作出审核决定。符合条件的，自批准之日的次月起发放补贴；不符合条件的，应当书面告知理由。
第四条 托育机构可以申请最高200万元的扩建贷款。对贷款期内未减少托位的机构，由财政按贷款本金给予年化2%的贴息。
第三章 附则
第五条 本办法自2026年6月1日起施行。
"""


def test_what_a_decision_or_a_loan_leads_to_is_told_with_it():
    told = told_of(RESULTS)
    paid, interest = [said for said in told if "次月起发放" in said], [said for said in told if "2%" in said]
    assert paid and all("作出审核决定" in said for said in paid)
    assert interest and all("最高200万元的扩建贷款" in said for said in interest)


def test_of_whom_a_body_consists_is_a_sentence():
    names = "\n".join(f"{role}：{name}　　青岚市{post}" for role, name, post in (("主任", "甲一", "副市长"), ("副主任", "乙二", "教育局局长"), ("委员", "丙三", "财政局局长"), ("委员", "丁四", "民政局局长"), ("委员", "戊五", "司法局局长"), ("委员", "己六", "审计局局长"), ("委员", "庚七", "统计局局长")))
    told = told_of(f"青岚市人民政府关于调整市教材委员会组成人员的通知\n根据工作需要，市人民政府决定对市教材委员会组成人员进行调整。现将调整后的组成人员名单通知如下：\n{names}\n")
    assert "组成人员包括主任、副主任和委员。" in told


SCOPE = """青岚市灵活就业人员保险通告
一、参保范围
未参加职工保险并且没有享有其他保障的下列人员：
（一）本市户籍人员；
（二）在本市居住半年以上的人员。
二、资助对象
具有本市户籍且符合以下情形之一的服务对象可申请服务资助：
（一）第一类资助对象。
1.分散供养人员；
2.低收入人员。
（二）第二类资助对象。
1.独居老年人；
2.高龄老年人。
三、施行
通告自印发之日起施行，《青岚市灵活就业人员保险办法》（青政发〔2020〕3号）同时废止。
"""


def test_a_list_of_people_is_a_sentence_and_an_end_has_its_day():
    told = told_of(SCOPE)
    assert any(said.startswith("参保范围是未参加职工保险") for said in told)
    assert not any("规定的两种情形" in said for said in told)
    assert any(said.endswith("施行之日起废止。") for said in told)


LEFT_TO_OTHERS = """青岚市码头作业管理办法
第一条 为了规范码头作业，制定本办法。
第二条 副站长、安全委员按分工负责码头日常巡查。受站长委托，负责潮汐预警等专项任务，并可代表码头对外联系。
第三条 待遇领取人员可通过“青岚人社”小程序进行认证。也可以携带有效证件前往街道窗口办理认证，由窗口工作人员协助完成。
第四条 经市人民政府批准，码头依法统一征用闲置船只，并给予合理补偿。有关单位及船员应当予以配合，不得拒绝。
第五条 装卸补贴以电子券形式按月发放，由市财政局负责。当月未使用的电子券可以结转使用，结转期限最长不超过2个月。
第六条 上门维修服务包括下列项目：
（一）缆绳检修；
（二）船底除锈。
第七条 装卸补贴应当用于购买第六条规定的服务，不得提取现金。
第八条 有下列情形之一的，停止发放装卸补贴：
（一）船只报废的；
（二）船员退出作业的；
（三）作业点撤销的；
（四）提供虚假材料的。
出现前款第一项至第三项规定情形的，作业单位应当在10日内告知乡镇人民政府。
第九条 作业考核每年组织一次。考核结果为优秀的，由市财政给予一次性奖励2万元；连续2年不合格的，取消作业资格。
第十条 提供虚假材料骗取装卸补贴的，由交通部门责令退回，处一千元罚款。
第十一条 本办法自2026年5月1日起施行。
"""


def test_a_sentence_is_told_with_who_acts_in_the_one_before_it():
    passages = passages_of(draft(LEFT_TO_OTHERS).document).passages
    said = [statement_of(passage) for passage in passages]
    assert "副站长、安全委员受站长委托，负责潮汐预警等专项任务，并可代表码头对外联系。" in said
    assert "待遇领取人员可以携带有效证件前往街道窗口办理认证，由窗口工作人员协助完成。" in said


def test_what_is_bidden_or_left_over_is_told_with_what_it_goes_on_from():
    text = passages_of(draft(LEFT_TO_OTHERS).document)
    for opening, before in (("有关单位及船员", "征用闲置船只"), ("当月未使用", "电子券形式按月发放")):
        (passage,) = [passage for passage in text.passages if passage.text.startswith(opening)]
        assert before in completed(text, passage).text


def test_what_one_may_do_is_kept_of_an_introduction_to_how_much():
    text = passages_of(draft(f"{LEFT_TO_OTHERS}第十二条 船员租用泊位的支出，可以按照以下标准定额扣除：\n（一）近海泊位，每月三百元；\n（二）远洋泊位，每月五百元。\n").document)
    (lead,) = [passage for passage in text.passages if "租用泊位" in passage.text]
    assert lead_stem(lead) == "船员租用泊位的支出，可以定额扣除"


def test_things_and_cases_named_by_their_clauses_are_named_by_its_words():
    told = told_of(LEFT_TO_OTHERS)
    assert any("用于购买上门维修服务，不得提取现金" in statement for statement in told)
    assert any(statement.startswith("船只报废、船员退出作业或者作业点撤销的，作业单位应当在10日内") for statement in told)
    assert not any("第一项至第三项" in statement for statement in told)


def test_a_reward_is_no_answer_about_what_is_forbidden():
    answer = draft(LEFT_TO_OTHERS).answer("prohibitions").text
    assert "不得提取现金" in answer and "奖励2万元" not in answer


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("请选择本办法第二点所述认证方式办理。", "请选择规定的认证方式办理。"),
        ("还应按本规范第三条第（二）（四）项规定提供新增船只的材料。", "还应按规定提供新增船只的材料。"),
        ("依照本规范第三条规定处罚。", "依照本规范第三条规定处罚。"),
    ],
)
def test_numbered_points_a_reader_has_not_before_him_are_left_out(text, said):
    assert by_name(draft(LEFT_TO_OTHERS).document, text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("企业应当对上述申请材料的真实性进行审核。", "企业应当对申请材料的真实性进行审核。"),
        ("申请人提交申请材料，窗口对上述材料进行核对。", "申请人提交申请材料，窗口对上述材料进行核对。"),
    ],
)
def test_papers_are_above_only_where_they_are_named_above(text, said):
    assert polish(text) == said


def test_the_last_part_of_a_document_is_no_introduction():
    told = told_of("青岚市粮食应急预案\n1 总则\n1.1 为了保障粮食供应，制定本预案。\n2 应急响应\n2.1 市粮食局应当在2小时内启动应急响应。\n3 附则\n3.1 各县（区）人民政府应当制定本地区预案。\n3.2 本预案自印发之日起实施。\n")
    assert any(statement.endswith("自印发之日起实施。") for statement in told) and not any("附则：" in statement for statement in told)


def test_a_label_says_no_time_its_sentence_does_not_and_conditions_say_of_what_they_are():
    text = MEASURES.replace("（六）办理程序。", "（六）办理方式和时限。可以通过“青岚人社”小程序在线申请，也可以到街道窗口现场申请。材料齐全的，2个工作日内办结。\n（七）办理程序。")
    told = [point.statement for point in draft(text).key_points]
    assert any("街道窗口现场申请" in statement for statement in told) and not any("和时限：" in statement for statement in told)


def test_of_which_body_a_roster_tells_is_said():
    names = "\n".join(f"{role}：{name}　　青岚市{post}" for role, name, post in (("主任", "甲一", "副市长"), ("副主任", "乙二", "教育局局长"), ("委员", "丙三", "财政局局长"), ("委员", "丁四", "民政局局长"), ("委员", "戊五", "司法局局长"), ("委员", "己六", "审计局局长"), ("委员", "庚七", "统计局局长")))
    told = told_of(f"青岚市人民政府关于调整市渔港建设委员会组成人员的通知\n根据工作需要，市人民政府决定对市渔港建设委员会组成人员进行调整。现将调整后的组成人员名单通知如下：\n{names}\n")
    assert "市渔港建设委员会组成人员包括主任、副主任和委员。" in told
