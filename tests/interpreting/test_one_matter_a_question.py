"""One question asks about one matter and one group of people: how each thing is applied for, what each has to be, when it ends."""

from studio.interpreting import direct
from studio.interpreting.audiences import gaining
from tests.interpreting.documents import draft

SEVERAL = """青岚市居家养老管理办法
第一条 为了规范居家养老服务，制定本办法。
第二条 符合下列条件之一的老年人，可以申请服务资助：
（一）年满80周岁的；
（二）独居的。
第三条 服务机构应当具备下列条件：
（一）依法登记；
（二）有固定场所。
第四条 老年人可以通过市养老平台提出居家养老服务申请，并与服务机构签订协议。
第五条 老年人申请服务资助，应当通过市养老平台向街道办事处提交申请。
街道办事处应当在5个工作日内完成审核。
第六条 服务机构申请运营补贴的，应当于每年3月通过市养老平台向区民政部门提交申请。
区民政部门应当在1个月内完成核实。
第七条 有下列情形之一的，自次月起停止发放服务资助：
（一）老年人死亡的；
（三）入住养老机构的；
（二）户籍迁出的。
第八条 服务机构不得虚报服务时间。
第九条 本办法自2026年5月1日起施行。
"""


def asked():
    made = draft(SEVERAL)
    return {made.question(answer.question).text: answer.text for answer in made.answers if answer.text}


def test_how_each_of_several_things_is_applied_for_is_a_question_of_its_own():
    told = asked()
    assert "签订协议" in told["怎样申请居家养老服务？"]
    assert "5个工作日内" in told["怎样申请服务资助？"] and "运营补贴" not in told["怎样申请服务资助？"]
    assert "每年3月" in told["怎样申领运营补贴？"] and "街道办事处" not in told["怎样申领运营补贴？"]


def test_what_persons_and_what_bodies_have_to_be_are_two_questions():
    told = asked()
    bodies = told["服务机构应当符合哪些条件？"]
    assert "依法登记" in bodies and "独居" not in bodies
    assert "依法登记" not in told["申请服务资助需要符合哪些条件？"]


def test_cases_in_which_it_ends_stand_apart_from_bans():
    told = asked()
    assert "户籍迁出" in told["哪些情形停止发放服务资助？"]
    assert "虚报" in told["《管理办法》明确禁止哪些行为？"] and "户籍迁出" not in told["《管理办法》明确禁止哪些行为？"]


def test_a_question_that_would_ask_for_what_no_answer_tells_is_not_put():
    made = draft("青岚市集市办法\n第一条 为了规范集市，制定本办法。\n第二条 推行摊位网上办理。\n第三条 本办法自2026年5月1日起施行。\n")
    assert not made.answer("benefits").text, "one measure for nobody by name is no row of benefits"


STAGES = """青岚市关于提高救助标准的通知
一、标准
（一）低保标准为每人每月900元。
（二）孤儿养育标准为每人每月2000元。
二、执行时间
（一）低保标准从2026年1月1日起执行。
（二）孤儿养育标准自2026年6月1日起按新标准计算执行。
三、其他
本通知有效期1年。
"""


def test_what_comes_into_force_by_stages_is_told_stage_by_stage():
    made = draft(STAGES)
    said = made.answer("effective_dates").text
    assert said.index("2026年1月1日") < said.index("2026年6月1日") < said.index("有效期1年")
    assert made.question("effective_dates").text == "《通知》规定的各项标准从什么时候开始执行，有效期多长？"


def test_papers_for_one_of_several_grants_are_asked_for_by_the_form_that_opens_them():
    assert direct.of_papers(["申报材料：", "· 青岚市百强企业奖励资金申请表；", "· 承诺书。"], "申请奖补") == "申请百强企业奖励需要准备哪些材料？"
    assert direct.of_papers(["申报材料：", "· 申请表；", "· 承诺书。"], "申请奖补") == ""


def test_the_way_to_prove_oneself_is_told_where_one_asks_how_to_do_it():
    made = draft("青岚市关于待遇领取资格认证的通告\n一、认证方式\n领取人员可以通过“青岚办”“社保卡”小程序、“掌上社保”网站进行远程人脸识别认证。\n经办机构每月通过短信提醒领取人员办理认证。\n二、施行时间\n本通告自2026年5月1日起施行。\n")
    said = made.answer("where_to_apply").text
    assert "远程人脸识别认证" in said and "短信提醒" not in said


def test_what_is_named_after_a_group_is_not_the_group():
    assert gaining(["对港澳青年给予补贴。", "对港澳青年免收租金。"]) == "港澳青年"
    assert gaining(["对港澳青年给予补贴。", "对港澳青年创新创业孵化载体给予奖励。"]) == ""


def test_a_list_of_offices_is_no_word_to_explain_and_a_definition_no_content():
    made = draft("青岚市停航补偿办法\n第一条 为了保障船民，制定本办法。\n第二条 经办机构包括市、区两级经办机构。\n第三条 被迫停航包括下列情形：\n（一）台风来临的；\n（二）船只损坏的；\n（三）航道封闭的。\n第四条 市交通部门给予停航船民补偿。\n第五条 北段航道是指灯塔以北的部分。\n第六条 本办法自2026年5月1日起施行。\n")
    assert "经办机构" not in made.question("terms").text
    assert "是指" not in made.answer("main_measures").text


def test_who_replies_says_to_what():
    made = draft("青岚市民政局关于第12号提案的答复\n关于养老服务的提案收悉，现答复如下。\n市民政局将增加助餐点，改进服务。\n市民政局将完善补贴办法。\n青岚市民政局\n2026年3月1日\n")
    assert made.question("main_measures").text == "青岚市民政局对关于养老服务的提案怎样答复？"
    bare = draft("青岚市民政局关于第12号提案的答复\n来信收悉，现答复如下。\n市民政局将增加助餐点，改进服务。\n市民政局将完善补贴办法。\n青岚市民政局\n2026年3月1日\n")
    assert bare.question("main_measures").text == "青岚市民政局对第12号提案怎样答复？"


def test_a_time_limit_of_another_procedure_is_left_to_that():
    text = SEVERAL.replace("街道办事处应当在5个工作日内完成审核。", "街道办事处应当在5个工作日内完成资格审核，并公示7天。").replace("于每年3月通过", "于每年3月1日至3月31日通过")
    made = draft(text)
    asked_when = made.answer("application_window").text
    assert "每年3月1日" in asked_when and "资格审核" not in asked_when


def test_a_reward_for_another_thing_is_no_line_of_a_scale():
    made = draft(
        "青岚市助餐补贴办法\n第一条 为了便利老年人，制定本办法。\n第二条 助餐补贴按照下列标准发放：\n（一）70周岁以上的，每人每月100元；\n（二）80周岁以上的，每人每月200元；\n（三）90周岁以上的，每人每月300元。\n"
        "第三条 区民政部门每年评估助餐点，评估结果为优秀的，给予一次性奖励3万元。\n第四条 本办法自2026年5月1日起施行。\n"
    )
    said = made.answer("how_much").text
    assert "每人每月300元" in said and "3万元" not in said


PAPERS = "青岚市号牌管理规范\n第一条 为了规范号牌管理，制定本规范。\n第二条 测试主体申领号牌的，应当随同以下证明材料提交至市交通部门。\n{items}\n第三条 本规范自2026年5月1日起施行。\n"


def test_papers_are_told_in_full_however_long_their_list_is():
    names = ("测试主体", "测试车辆", "测试路段", "驾驶人员", "远程监控平台", "保险保函", "风险应对措施")
    listed = "\n".join(f"（{number}）{name}的基本情况说明，包括名称、来源、数量、使用期限以及由市交通部门认可的检测机构在最近一年内出具的检验报告和有关证明文件复印件；" for number, name in zip("一二三四五六七", names, strict=True))
    said = draft(PAPERS.format(items=listed)).answer("materials").text
    assert all(name in said for name in names) and "规定的七项" not in said
    named = draft("青岚市服务券办法\n第一条 为了用好服务券，制定本办法。\n第二条 服务券申请材料如下：\n（一）申请单；\n（二）营业执照复印件；\n（三）营业收入证明和荣誉资格证明。\n第三条 本办法自2026年5月1日起施行。\n")
    assert all(paper in named.answer("materials").text for paper in ("申请单", "营业执照复印件", "营业收入证明"))


def test_how_each_class_applies_is_told_with_its_name():
    made = draft(
        "青岚市青年公寓申请公告\n一、申请程序\n（一）高层次人才以个人名义申请。\n申请人向市委组织部提交申请材料，审核通过后签订租赁合同。\n"
        "（二）重点企业人才以企业的名义申请，由企业整体租赁。\n企业向市科技局提出申请，审核通过后签订整体租赁合同。\n二、其他\n本公告自2026年5月1日起施行。\n"
    )
    lines = made.answer("where_to_apply").text.splitlines()
    assert any(line.startswith("高层次人才：申请人向市委组织部") for line in lines) and any(line.startswith("重点企业人才：企业向市科技局") for line in lines)


def test_a_form_named_after_a_class_is_told_with_the_class_too():
    made = draft(
        "青岚市青年公寓申请公告\n一、申请材料\n（一）高层次人才申请材料要求\n1.个人申请表；\n2.学历证书复印件。\n（二）海岛青年人才申请材料要求\n1.《公寓申请表（海岛青年）》；\n2.居住证复印件。\n二、其他\n本公告自2026年5月1日起施行。\n"
    )
    assert "海岛青年人才" in made.answer("materials").text and "高层次人才" in made.answer("materials").text


def test_people_who_are_only_named_by_conditions_are_not_asked_about():
    made = draft("青岚市资助办法\n第一条 为了帮助老年人，制定本办法。\n第二条 符合以下条件之一的困难老年人：\n（一）年满80周岁的；\n（二）独居的。\n第三条 市民政部门负责落实。\n第四条 本办法自2026年5月1日起施行。\n")
    assert not made.answer("conditions").text


def test_what_only_mentions_a_consequence_is_left_out_where_bans_alone_are_asked_for():
    acts = ("在楼道堆放可燃物品", "占用消防通道", "遮挡安全标志", "私自拉接电线", "拒绝现场检查", "挪用灭火器材")
    bans = "".join(f"第{n}条 单位和个人不得{act}。\n" for n, act in zip("二三四五六七", acts, strict=True))
    made = draft(f"青岚市消防条例\n第一条 为了公共安全，制定本条例。\n{bans}第八条 对年供水率低于规定的企业，责令改正。\n第九条 本条例自2026年5月1日起施行。\n")
    said = made.answer("prohibitions").text
    assert "挪用灭火器材" in said and "年供水率" not in said
    assert made.question("prohibitions").text == "《条例》明确禁止哪些行为？"


def test_an_answer_that_tells_one_part_of_a_document_is_asked_for_by_that():
    text = "青岚市试验区建设指引\n一、总体要求\n建设一批试验区，形成可推广的经验。\n二、重点任务\n（一）开展技术研发\n加大人工智能基础理论研发力度。\n（二）开展政策试验\n围绕数据开放开展政策先行先试。\n三、施行\n本指引自2026年5月1日起施行。\n"
    assert draft(text).question("main_measures").text == "《指引》部署了哪些重点任务？"
    named = draft(text.replace("三、施行", "（三）推进设施建设\n加强计算中心等设施建设。\n三、施行"))
    assert named.answer("main_measures").text.startswith("《指引》主要从开展技术研发") and named.question("main_measures").text == "《指引》的主要内容有哪些？"


def test_bodies_most_benefits_are_for_are_named():
    assert gaining(["对经营主体免收登记费。", "经营主体可以网上办理登记。", "推行一网通办。"]) == "经营主体"
    assert gaining(["对经营主体免收登记费。", "推行一网通办。", "推行全程网办。"]) == ""


def test_a_ban_is_told_without_what_its_paragraph_says_of_something_else():
    made = draft(
        "青岚市服务券办法\n第一条 为了用好服务券，制定本办法。\n第二条 企业可以登录市平台在线申请。身份信息通过数据共享核验，受理单位不得要求申请人提交证明。\n"
        "第三条 企业、驾驶人均应遵守测试合同，严格依据合同载明的时间开展测试。不得在测试过程中开展制动性能试验。\n第四条 服务券由企业直接申请，不得委托第三方代理，具体申请流程如下：\n（一）企业提出申请；\n（二）市科技局审核。\n第五条 本办法自2026年5月1日起施行。\n"
    )
    said = made.answer("prohibitions").text
    assert "不得要求申请人提交证明" in said and "在线申请" not in said
    assert "严格依据合同载明的时间开展测试。不得在测试过程中" in said
    assert "不得委托第三方代理。" in said and "流程如下" not in said


def test_how_much_a_fund_may_spend_is_no_standard_of_what_is_paid():
    made = draft("青岚市渔船补贴办法\n第一条 为了更新渔船，制定本办法。\n第二条 更新渔船的，给予每艘补贴2万元。\n第三条 新型渔船年度使用资金量按不超过年度补贴的15%安排。\n第四条 本办法自2026年5月1日起施行。\n")
    assert "2万元" in made.answer("how_much").text and "15%" not in made.answer("how_much").text


def test_a_policy_of_courtesies_tells_all_of_them():
    kinds = ("免费乘坐轮渡", "半价乘坐公共汽车", "减免公证费", "优先购票", "优先就诊", "免费参观公园")
    articles = "".join(f"第{number}条 老年人持优待证{kind}。\n" for number, kind in zip("二三四五六七", kinds, strict=True))
    made = draft(f"青岚市老年人优待办法\n第一条 为了敬老，制定本办法。\n{articles}第八条 本办法自2026年5月1日起施行。\n")
    assert made.question("benefits").text == "老年人可以享受哪些优待？" and all(kind in made.answer("benefits").text for kind in kinds)


PARTED = "青岚市渔业{kind}\n一、{first}\n支持渔业合作社更新渔船，推广节能渔船。\n二、提升捕捞能力\n建立船员培训制度，组织船员参加培训。\n三、加快市场建设\n支持各县建设水产市场，完善冷链设施。\n"


def test_an_overview_says_what_a_document_of_its_kind_does():
    assert draft(PARTED.format(kind="发展实施方案", first="着力更新渔船")).answer("main_measures").text == "《实施方案》主要从更新渔船、提升捕捞能力、加快市场建设等方面作出部署。"
    assert draft(PARTED.format(kind="管理办法", first="渔船更新")).answer("main_measures").text == "《管理办法》主要从渔船更新、提升捕捞能力、加快市场建设等方面作出规定。"
    assert draft(PARTED.format(kind="认证公告", first="每年至少认证一次")).answer("main_measures").text == "《公告》的主要内容包括：每年至少认证一次；提升捕捞能力；加快市场建设。"


DEFINED = """青岚市青年创业支持办法
第一条 为了支持青年创业，制定本办法。
第二条 本办法所称创业青年，是指45周岁以下，具有本市户籍的创业者。
本办法所称创业项目包括创业团队、创业企业。其中，创业团队是指青年人数比例达30%以上的团队；创业企业是指青年持股比例达25%以上的企业。
本办法所称创业载体，是指众创空间、孵化器等场所。
第三条 对符合条件的创业青年，给予一次性补贴5000元。
第四条 在本市创业的外地青年参照本办法执行。
第五条 本办法所称“以上”“以下”均包括本数，所涉货币单位均指人民币。
第六条 本办法自2026年5月1日起施行。
"""


def test_terms_told_without_the_one_of_the_scope_rest_on_the_clauses_of_all_that_are_left():
    made = draft(DEFINED)
    (answer,) = [answer for answer in made.answers if "30%" in answer.text and "孵化器" in answer.text]
    assert {made.document.address(citation.ref) for citation in answer.citations} >= {"第二条第二款", "第二条第三款"}


def test_what_only_some_policies_have_is_no_gap_of_the_others():
    questions = {question.text for question in draft(DEFINED).questions}
    assert not questions & {"其他事项怎样申请？", "哪些情形停止享受？", "提供服务的机构应当符合哪些条件？"}
    assert any("停止" in text for text in asked())

