"""A question asks what its answer says: the wording is chosen by the parts the answer holds."""

import re

import pytest

from generators.model import Answer, Citation
from studio.interpreting import apply_answers, asking, reworded
from studio.interpreting.asking import parts, speaks_to, wording_for
from studio.interpreting.audiences import gaining
from studio.interpreting.bank import bank
from tests.interpreting.documents import MEASURES, RULES, draft

BANK = {entry.id: entry for entry in bank()}
ABOUT = draft(RULES).document
NO_MATTER = draft("青岚市城市治理条例\n第一条 为了加强治理，制定本条例。\n第二条 市民应当爱护环境。\n").document
ASKED = [
    ("how_much", "按实际租金的60%给予补贴，每户每年最高不超过1.2万元。", "《条例》规定的补贴标准怎样计算，有没有上限？"),
    ("how_much", "给予一次性奖励，最高20万元。", "《条例》规定的奖励标准是多少，有没有上限？"),
    ("how_much", "每人每月260元。", "《条例》规定了哪些标准？"),
    ("how_much", "对价格不超过50万元的设备，给予每台2000元补贴。", "《条例》规定的补贴标准是多少？"),
    ("how_much", "本科及以上学历计30分。", "怎样计分？"),
    ("how_much", "甲类按每台500元给予补贴。\n乙类给予补助800元。\n丙类给予补助900元。\n丁类给予补贴100元。", "各项补贴、补助的标准是多少？"),
    ("how_much", "甲小区每月18元/平方米。\n乙小区每月32元/平方米。", "租金标准是多少？"),
    ("application_window", "申请人于每年3月1日至10月31日提交申请。\n受理之日起10个工作日内完成审核。", "《条例》规定什么时候申请，多长时间办结？"),
    ("application_window", "申请人于每年3月1日至10月31日提交申请。", "《条例》规定什么时候申请？"),
    ("application_window", "受理之日起10个工作日内完成审核。", "《条例》规定的办理时限有多长？"),
    ("application_window", "申请住房补贴的，应当于每年3月向住房部门提交申请。", "什么时候可以申领住房补贴？"),
    ("application_window", "集中参保缴费时间为10月1日至12月20日。", "什么时候参保缴费？"),
    ("effective_dates", "本办法自2026年3月1日起施行，有效期至2029年2月28日。", "《条例》从什么时候开始施行，有效期到什么时候？"),
    ("effective_dates", "本办法自2026年3月1日起施行，有效期3年。", "《条例》从什么时候开始施行，有效期多长？"),
    ("effective_dates", "本办法自2026年3月1日起施行。", "《条例》从什么时候开始施行？"),
    ("who_qualifies", "本办法适用于具有本市户籍的老年人和在本市登记的养老机构。", "《条例》适用于哪些人和单位？"),
    ("who_qualifies", "具有本市户籍的居民，可以申请补贴。", "《条例》适用于哪些人？"),
    ("who_qualifies", "本办法适用于在本市依法注册的小微企业、个体工商户。", "《条例》适用于哪些单位？"),
    ("who_qualifies", "本条例适用于本市行政区域内的养犬管理活动。", "《条例》的适用范围是什么？"),
    ("who_qualifies", "拟申请建设示范区的城市应具备以下条件：有专门机构；有配套资金。", "拟申请建设示范区的城市应当符合哪些条件？"),
    ("conditions", "申请租住青年公寓的人才还应符合以下条件：\n（一）年满18周岁；\n（二）在本市无住房。", "申请租住青年公寓的人才应当符合哪些条件？"),
    ("conditions", "测试主体应当符合下列条件：\n（一）依法登记。\n测试、示范驾驶人应当具备下列条件：\n（一）年满18周岁。", "测试主体、测试和示范驾驶人分别应当符合哪些条件？"),
    ("conditions", "年满60周岁，具有本市户籍。", "《条例》规定了哪些条件？"),
    ("who_is_excluded", "材料不全的，不予受理。", "哪些情形不予受理？"),
    ("who_is_excluded", "已在外地享受补贴的，不得享受。\n材料不全的，不予受理。", "哪些情形不得享受补贴或者不予受理？"),
    ("who_is_excluded", "享受过同类补贴的，不再给予补贴。", "哪些情形不再给予补贴？"),
    ("prohibitions", "不得买卖凭证。", "《条例》明确禁止哪些行为？"),
    ("prohibitions", "骗取补贴的，追回已发放的补贴。", "骗取补贴怎么处理？"),
    ("prohibitions", "不得买卖凭证；违反的，处500元罚款。", "《条例》禁止哪些行为，违反了怎么处理？"),
    ("prohibitions", "不得挤占通道。\n不得私搭乱建。\n不得堆放杂物。\n不得燃放鞭炮。\n不得喂养野猫。\n堆放杂物的，处200元罚款。", "《条例》明确禁止哪些行为？"),
    ("prohibitions", "堆放杂物的，处200元罚款。\n私搭乱建的，处500元罚款。\n燃放鞭炮的，给予警告。", "违反《条例》会受到哪些处罚？"),
    ("prohibitions", "市民应当遵守下列行为规范：\n· 排队上车。\n游客应当遵守以下行为规范：\n· 不得喧哗。\n应当遵守公约。\n喧哗的，给予批评，责令改正。", "《条例》要求遵守哪些行为规范，违反了怎么处理？"),
    ("prohibitions", "对被降级的园区运营机构，收回已拨付的奖补资金。", "哪些情形收回已拨付的奖补资金？"),
    ("prohibitions", "共享数据使用应当遵循最小授权原则，不得用于其他目的。", "共享数据使用有哪些限制？"),
    ("prohibitions", "以欺诈手段骗取生活补贴的，依法处理。\n违规领取的生活补贴应当退回。", "骗取或者违规领取生活补贴的，怎么处理？"),
    ("prohibitions", "领取补助资格发生变化的，家属应及时向服务站申报；因未及时申报造成多发补助的，应按规定退回。", "领取补助资格发生变化怎样申报，未及时申报造成多发补助怎么处理？"),
    ("prohibitions", "原则上不得从村里借调人员。", "《条例》有哪些禁止性、限制性规定？"),
    ("prohibitions", "甲园不能结转名额。", "《条例》有哪些限制性规定？"),
    ("stops", "护理补贴享受人员有下列情形之一的，应当办理补贴终止手续：\n· 老年人死亡的；\n· 户籍迁出的。", "哪些情形终止护理补贴？"),
    ("who_is_excluded", "服务站按照旧办法享受过建站补贴、评星补贴的，不再给予补贴。", "按照旧办法享受过建站补贴、评星补贴的，还能再享受吗？"),
    ("who_is_excluded", "在一个年度内申请享受补贴的助行器材不得超过2件，超过的不予补贴。", "申请助行器材的补贴，有件数限制吗？"),
    ("who_qualifies", "补贴对象为从事渔业生产的渔民和渔业企业、合作社。", "《条例》适用于哪些人和单位？"),
    ("combination", "船员护理标准与岸上照护资助标准择高确定。", "船员护理标准怎样确定？"),
    ("how_much", "甲档补贴上限为每年50万元。\n乙档补贴上限为每年40万元。\n丙档补贴上限为每年30万元。\n丁档补贴上限为每年20万元。", "各项补贴的上限是多少？"),
    ("how_much", "基本生活标准按最低生活保障标准的1.6倍确定，给予补贴。", "《条例》规定的补贴标准怎样确定？"),
    ("how_much", "提高“优船”补贴标准，每艘补贴2万元。", "“优船”补贴标准是多少？"),
    ("how_much", "甲类给予补贴800元。\n乙类给予奖励900元。\n丙类运营经费每年2万元。\n丁类租金按市场价收取3000元。", "各项补贴、奖励等的标准是多少？"),
    ("how_much", "养殖户可申请最高不超过30万元的养殖贷款。\n合作社可申请最高不超过90万元的养殖贷款。\n返还标准按6个月的保险费确定，最高5万元。", "养殖贷款等的标准是多少，有没有上限？"),
    ("how_long", "享受二级待遇的，限额标准：上门护理发生的费用每月900元，待遇享受最高时长为24个月。\n享受一级待遇的，限额标准：上门护理发生的费用每月300元，待遇享受最高时长为12个月。", "上门护理待遇最长可以享受多长时间？"),
    ("benefits", "对悬挂新号牌的渔船免征车船税。\n改挂当年免征购置税。", "悬挂新号牌的渔船能享受哪些税费优惠？"),
    ("benefits", "落实低保、孤儿等6类困难群体免费体检政策。", "哪些困难群体可以免费体检？"),
    ("benefits", "提高部分重点渔具补贴额，其中包括节能渔具。", "哪些渔具可以提高补贴额？"),
    ("why_issued", "渔业现代化关系海岛建设全局和成色。", "渔业现代化有什么重要意义？"),
    ("application_window", "集中参保缴费时间为10月1日至12月20日。\n按时缴费的，自1月1日起享受医保待遇，全年参保缴费。", "什么时候参保缴费，从什么时候开始享受待遇？"),
    ("where_to_apply", "运营单位按需提出港口数据共享申请，由主管部门审核。", "运营单位怎样申请港口数据共享？"),
    ("main_measures", "口岸区的土地使用权，以租赁的方式取得，期限30年。", "《条例》对口岸区的土地使用权作出了哪些规定？"),
    ("stops", "有下列情形之一的，停止发放生活补贴：\n（一）老年人死亡的；\n（二）户籍迁出的。", "哪些情形停止发放生活补贴？"),
    ("combination", "已享受国家、省同类政策的，不重复享受。", "能不能同时享受《条例》和其他政策？"),
    ("combination", "同一申请人只能享受一次补贴。", "补贴能不能重复享受？"),
    ("combination", "符合条件的老年人，可同时享受护理保险待遇以及服务资助；不得重复报销。", "护理保险待遇和服务资助能同时享受吗？"),
    ("combination", "照料护理标准与其已申请的服务资助标准择高确定。", "照料护理标准怎样确定？"),
    ("combination", "同时符合两项以上条件的，按较高的标准发放，不重复享受。", "同时符合几项条件的，可以重复享受吗？"),
    ("repeals", "《旧办法》同时废止。", "《条例》施行后哪些旧文件废止？"),
    ("repeals", "此前规定与本办法不一致的，以本办法为准。", "新旧规定怎样衔接？"),
    ("responsible_units", "市民政局负责组织实施。", "《条例》由谁负责落实？"),
    ("responsible_units", "市民政局负责组织实施。\n市财政局负责资金保障。", "《条例》由哪些单位负责落实，怎样分工？"),
    ("where_to_apply", "申请人登录“青岚人社”小程序提交材料。", "《条例》规定到哪里申请？"),
    ("where_to_apply", "受理投诉的部门应当在10日内转交。\n处理投诉的部门应当在30日内反馈。", "投诉怎样处理？"),
    ("where_to_apply", "申请人登录“青岚人社”小程序提交材料。\n街道办事处5日内审核。", "《条例》对申请和办理程序有哪些规定？"),
    ("where_to_apply", "老年人持身份证到街道申领老年人优待凭证，街道当场审核。", "怎样申领老年人优待凭证？"),
    ("where_to_apply", "对企业规模类型有争议的，可以向工信部门申请认定，工信部门应当登记。", "对企业规模类型有争议怎么办？"),
    ("materials", "申请办理货车通行证，应当提交申请表和行驶证。", "办理货车通行证需要准备哪些材料？"),
    ("materials", "申请表；行驶证复印件。", "《条例》要求提交哪些材料？"),
    ("where_to_apply", "从事评估业务，应当向财政部门提出申请，财政部门应当审核。", "怎样申请从事评估业务？"),
    ("application_window", "财政部门应当自受理之日起20日内作出是否颁发评估机构执业许可证的决定。", "办理评估机构执业许可证多长时间办结？"),
    ("how_much", "甲类按每台500元给予补贴。\n乙类收费不高于3%。\n丙类收费不高于4%。", "《条例》规定了哪些标准和上限？"),
    ("how_long", "每户企业只能享受一次补贴。", "补贴可以享受几次？"),
    ("how_long", "补贴期限最长不超过3年。", "补贴可以享受多长时间？"),
    ("how_long", "领取失业保险金期间再次失业的，领取失业保险金的期限合并计算，最长不超过24个月。", "再次失业的，失业保险金可以领取多长时间？"),
    ("benefits", "对甲园免收登记费。\n乙园房租减半，给予补贴。\n丙园给予奖励。", "《条例》带来哪些实惠？"),
    ("benefits", "办理通行证不收费。", "办理通行证收费吗？"),
    ("benefits", "领取补助期间，由市财政为其缴纳医疗保险费。", "领取补助期间，医疗保险费由谁缴纳？"),
    ("benefits", "获批的申请人，其配偶、子女可同时随迁入户，免收费用。", "《条例》带来哪些实惠和便利？"),
    ("benefits", "无需重新提交材料。\n实行一网通办。\n开设绿色通道。", "《条例》有哪些便利措施？"),
    ("benefits", "自用房产免征房产税。\n发行收入免征增值税。", "《条例》有哪些税费优惠？"),
    ("benefits", "通过竞赛入户的人员，其父母可同时入户本市。", "竞赛入户人员的父母可以入户吗？"),
    ("why_issued", "《总体规划》以新发展理念为指导，对于建设现代港城具有重要意义。", "《总体规划》有什么重要意义？"),
    ("why_issued", "渔业关系海岛居民的生计。", "《条例》是在什么背景下出台的？"),
    ("who_qualifies", "海岛青年，是指45周岁以下的海岛居民。\n来岛创业的其他青年参照执行。", "《条例》适用于哪些人？"),
    ("repeals", "《办法》有效期满而奖励资金尚未支付完毕的，应继续执行。", "《条例》有效期满后，尚未支付完毕的奖励资金怎么办？"),
    ("responsible_units", "大会的组织工作由市政府办公室负责，议题会前送达。", "大会的组织工作由谁负责？"),
    ("combination", "已享受其他财政资金补贴的渔船，不重复享受渔船更新补贴政策。", "已享受其他财政资金补贴的渔船，还能享受渔船更新补贴吗？"),
    ("terms", "被迫停航包括下列情形：\n· 台风来临的；\n· 船只损坏的。", "哪些情形属于被迫停航？"),
    ("where_to_apply", "申请人登录“青岚人社”小程序提交申请。\n通行证有效期最长为6个月，到期前可以申请续期。", "《条例》规定到哪里申请？"),
    ("where_to_apply", "货车车主到窗口办理货车通行证。\n货车通行证有效期最长为6个月，到期前可以申请续期。", "怎样办理货车通行证，有效期多长、怎样续期？"),
    ("terms", "甲类，是指一。\n乙类，是指二。\n丙类，是指三。\n丁类，是指四。", "“甲类”“乙类”“丙类”等用语分别指什么？"),
    ("terms", "独居老人，是指独自居住的老年人。", "什么是独居老人？"),
    ("terms", "小店，是指不足十人的店铺；所称大店，是指小店以外的店铺。", "什么是小店、大店？"),
    ("terms", "甲类，是指一。\n乙类，是指二。\n丙类，是指三。", "“甲类”“乙类”“丙类”分别指什么？"),
]
OF_THE_MATTER = [
    ("how_much", "每人每月260元。", "独居老人关爱补贴标准是多少？"),
    ("application_window", "受理之日起10个工作日内完成审核。", "申领独居老人关爱补贴多长时间办结？"),
    ("where_to_apply", "申请人登录“青岚人社”小程序提交材料。", "到哪里申领独居老人关爱补贴？"),
    ("materials", "申请表；居民身份证复印件。", "申领独居老人关爱补贴需要准备哪些材料？"),
    ("conditions", "年满60周岁，具有本市户籍。", "申领独居老人关爱补贴需要符合哪些条件？"),
]
NOT_ANSWERED = [
    ("how_much", "补贴资金按规定发放。"),
    ("prohibitions", "各单位应当建立台账，做好记录。"),
    ("prohibitions", "探索政务数据可用不可见等场景。"),
    ("who_qualifies", "服刑人员的认证记录不作为其享受待遇的依据。"),
    ("combination", "补贴资金纳入年度预算。"),
    ("why_issued", "发布《通知》，是为了落实相关要求。"),
    ("contact", "执行中如有问题，请径向相关主管部门反映。"),
    ("materials", "也可携带身份证件前往服务窗口办理。"),
    ("application_window", "各区每年3月组织宣传。"),
]


def put(question, answer, document):
    """Return the words in which a question of the bank is put to an answer."""
    clause = document.clauses[0]
    return asking.question(BANK[question], document, answer=Answer(question=question, text=answer, state="proposed", citations=(Citation.of(clause, clause.text),))).text


@pytest.mark.parametrize(("question", "answer", "asked"), ASKED)
def test_a_question_asks_what_its_answer_says(question, answer, asked):
    assert put(question, answer, NO_MATTER) == asked


@pytest.mark.parametrize(("question", "answer", "asked"), OF_THE_MATTER)
def test_an_answer_that_names_no_object_is_asked_for_by_the_matter_of_the_document(question, answer, asked):
    assert put(question, answer, ABOUT) == asked


def test_the_name_of_a_regulation_is_not_echoed():
    rules = draft("青岚市公园管理规定\n第一条 为了加强管理，制定本规定。\n第二条 市民应当爱护环境。\n").document
    assert put("prohibitions", "不得采摘花木。", rules) == "《管理规定》明确禁止哪些行为？"
    assert put("how_much", "每人每月260元。", rules) == "《管理规定》明确了哪些标准？"
    assert put("effective_dates", "本规定自2026年3月1日起施行。", rules) == "《管理规定》从什么时候开始施行？"


def test_a_letter_of_reply_is_asked_how_it_was_answered():
    reply = draft("青岚市民政局关于第12号提案的答复\n关于养老服务的提案收悉，现答复如下。\n市民政局将增加助餐点，改进服务。\n市民政局将完善补贴办法。\n青岚市民政局\n2026年3月1日\n")
    assert [question.text for question in reply.questions if question.id in ("main_measures", "prohibitions", "where_to_apply")] == ["青岚市民政局对关于养老服务的提案怎样答复？"]


def test_those_every_line_benefits_are_named():
    answer = Answer(question="benefits", text="对小微企业免收登记费。\n企业可以享受房租减半。", state="proposed", citations=(Citation.of(ABOUT.clauses[0], ABOUT.clauses[0].text),))
    assert asking.question(BANK["benefits"], ABOUT, gaining(answer.text.splitlines()), answer).text == "企业能得到哪些实惠？"
    assert gaining(["对小微企业免收登记费。", "老年人免费乘车。"]) == ""


@pytest.mark.parametrize(("question", "answer"), NOT_ANSWERED)
def test_what_answers_none_of_its_question_fits_no_wording(question, answer):
    assert wording_for(BANK[question], answer) is None and not speaks_to(BANK[question], answer)


def test_where_to_apply_is_only_asked_where_a_place_is_told():
    assert wording_for(BANK["where_to_apply"], "税务机关凭纳税人提供的资料办理退税。") is None
    assert wording_for(BANK["where_to_apply"], "纳税人凭证明向税务机关办理退税。") is not None


def test_the_sentence_that_refers_on_answers_nothing():
    assert wording_for(BANK["how_much"], "每人每月260元。\n每户最高补贴的规定见原文第五条。").text == "{sum}标准是多少？"


def test_every_wording_asks_for_known_parts_and_the_fuller_one_comes_first():
    used = set()
    for entry in bank():
        for at, wording in enumerate(entry.wordings):
            assert wording.text.endswith("？") and set(wording.holds) <= set(parts()), entry.id
            blanks = [set(re.findall(r"\{(\w+)\}", other.text)) - {"short", "issued"} for other in entry.wordings]
            shadowing = [before for before, needed in zip(entry.wordings[:at], blanks, strict=False) if set(before.holds) <= set(wording.holds) and needed <= blanks[at]]
            assert not shadowing, (entry.id, wording.text)
            used |= set(wording.holds)
    assert used == set(parts())


def test_an_answer_that_answers_nothing_is_left_to_the_clerk_with_the_whole_question():
    made = draft(RULES.replace("（一）符合第三条第一项规定的，每人每月260元；\n", "").replace("本办法自2026年4月1日起施行", "本办法的施行时间另行通知"))
    assert made.answer("effective_dates").state == "pending"
    assert made.question("effective_dates").text == "《办法》从什么时候开始施行，有效期到什么时候？"


def test_the_questions_of_a_draft_ask_what_its_answers_say():
    rules, measures = draft(RULES), draft(MEASURES)
    assert rules.question("effective_dates").text == "《办法》从什么时候开始施行？"
    assert rules.question("who_qualifies").text == "《办法》适用于哪些人？"
    assert rules.question("how_much").text == "关爱补贴标准是多少？"
    assert rules.question("prohibitions").text == "提供虚假材料骗取补贴怎么处理？"
    assert rules.question("terms").text == "什么是独居老人？"
    assert measures.question("how_much").text == "各项补贴、贴息的标准怎样计算，有没有上限？"
    assert measures.question("repeals").text == "《若干措施》施行后哪些旧文件废止？"


def answered(question, text, state="edited"):
    made = draft(RULES)
    ref = made.key_points[0].citations
    return reworded(made.with_answer(Answer(question=question, text=text, state=state, citations=ref)), question)


def test_a_question_follows_the_answer_a_person_writes():
    assert answered("how_much", "每人每月260元，每户最高500元。").question("how_much").text == "独居老人关爱补贴标准是多少，有没有上限？"
    assert answered("effective_dates", "2026年4月1日起施行，有效期至2031年3月31日。").question("effective_dates").text == "《办法》有效期到什么时候？"


def test_a_persons_answer_that_fits_no_wording_leaves_the_question_as_it_is():
    before = draft(RULES).question("how_much").text
    assert answered("how_much", "见当年公告。").question("how_much").text == before


def test_an_answer_put_aside_opens_the_whole_question_again():
    assert answered("how_much", "每人每月260元。", state="rejected").question("how_much").text == "标准是多少、怎样计算、有没有上限？"


def test_a_question_in_other_words_than_the_banks_is_never_reworded():
    made = draft(RULES)
    own = made.question("how_much").replace(text="补贴究竟有多少？")
    assert reworded(made.with_question(own)).question("how_much").text == "补贴究竟有多少？"


def test_answers_of_a_file_reword_their_questions():
    made = draft(RULES)
    ref = made.document.clauses[0].ref
    given = apply_answers(made, {"answers": [{"question": "how_much", "text": "每人每月260元，每户最高500元。", "refs": [ref]}]})
    assert given.question("how_much").text == "独居老人关爱补贴标准是多少，有没有上限？"


LINES = """青岚市技能补贴办法
第一条 为了提高职工技能，制定本办法。
第二条 取得证书的职工，给予每人1000元补贴，每人最高补贴3次。
第三条 职工不得提供虚假证书。
第四条 各单位不得迟报数据，数据可用不可见。
第五条 本办法自2026年3月1日起施行。
"""


def test_lines_that_do_not_speak_to_the_question_are_left_out():
    text = draft(LINES.replace("第四条 各单位不得迟报数据，数据可用不可见。", "第四条 探索数据可用不可见。")).answer("prohibitions").text
    assert text == "职工不得提供虚假证书。"


MANY = "青岚市装备补贴办法\n一、补贴标准\n" + "\n".join(
    f"（{label}）{name}补贴。对购置{name}的农户，按每台{100 + number}元给予补贴，补贴资金用于购机、保养和农机作业服务，由乡镇人民政府会同村民委员会每年核实一次装备使用情况并在村务公开栏公示，公示期不少于7日，群众有异议的由乡镇人民政府在十个工作日内重新核实并书面告知结果，每户每年最高不超过{number}万元。"
    for number, (label, name) in enumerate(zip("一二三四五六七八九十", ("犁具", "耙具", "播种机", "插秧机", "割晒机", "脱粒机", "烘干机", "打捆机", "植保机", "抽水机"), strict=True), 1)
)


def test_of_what_found_no_room_one_sentence_sends_to_the_document():
    last = draft(MANY).answer("how_much").text.splitlines()[-1]
    assert last == "其他标准详见《办法》。"


LISTED = """青岚市居民参保通告
一、参保范围
未参加职工医保的下列人员：
（一）各类学校就读的全日制学生；
（二）本市户籍居民；
（三）持有居住证的外地人员。
二、缴费标准
学生每人每年400元，其他人员每人每年500元。
"""


def test_a_list_of_several_groups_is_for_no_single_one_of_them():
    made = draft(LISTED)
    assert all(not point.audience for point in made.key_points if "下列人员：" in point.statement)
    assert made.question("how_much").text == "《通告》规定了哪些标准？"


def test_what_is_paid_back_as_a_duty_or_paid_to_staff_is_no_gain():
    assert wording_for(BANK["benefits"], "采购单位应当在保证期限届满后及时与企业核算并退还保证金。") is None
    assert wording_for(BANK["benefits"], "签约服务费的80%用于签约人员的薪酬分配。") is None


def test_a_question_about_a_term_says_of_what_and_one_of_the_same_thing_asks_of_no_other_policy():
    document = draft("青岚市登记办法\n第一条 为了规范登记，制定本办法。\n第二条 市场主体歇业的期限最长不得超过3年。\n")
    assert document.question("how_long").text in ("歇业期限有多长？", "市场主体歇业期限有多长？")
    assert wording_for(BANK["combination"], "同一种辅助器具适配补贴只能享受一次，不得重复申请。", {"paid": "适配补贴"}).text == "{paid}能不能重复享受？"
