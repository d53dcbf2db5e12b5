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
    assert made.question("main_measures").text == "青岚市民政局对第12号提案怎样答复？"
