"""A question asks what its answer says: the wording is chosen by the parts the answer holds."""

import pytest

from generators.model import Answer
from studio.interpreting import apply_answers, reworded
from studio.interpreting.asking import parts, speaks_to, wording_for
from studio.interpreting.bank import bank
from tests.interpreting.documents import MEASURES, RULES, draft

BANK = {entry.id: entry for entry in bank()}
ASKED = [
    ("how_much", "按实际租金的60%给予补贴，每户每年最高不超过1.2万元。", "标准是多少、怎样计算、有没有上限？"),
    ("how_much", "给予一次性奖励，最高20万元。", "标准是多少，有没有上限？"),
    ("how_much", "每人每月260元。", "标准是多少？"),
    ("how_much", "对价格不超过50万元的设备，给予每台2000元补贴。", "标准是多少？"),
    ("how_much", "本科及以上学历计30分。", "怎样计分？"),
    ("application_window", "申请人于每年3月1日至10月31日提交申请。\n受理之日起10个工作日内完成审核。", "什么时候申请，多长时间办结？"),
    ("application_window", "申请人于每年3月1日至10月31日提交申请。", "什么时候申请？"),
    ("application_window", "受理之日起10个工作日内完成审核。", "多长时间办结？"),
    ("application_window", "集中参保缴费时间为10月1日至12月20日。", "什么时候参保缴费？"),
    ("effective_dates", "本办法自2026年3月1日起施行，有效期至2029年2月28日。", "{short}从什么时候开始施行，有效期到什么时候？"),
    ("effective_dates", "本办法自2026年3月1日起施行，有效期3年。", "{short}从什么时候开始施行，有效期多长？"),
    ("effective_dates", "本办法自2026年3月1日起施行。", "{short}从什么时候开始施行？"),
    ("who_qualifies", "本办法适用于具有本市户籍的老年人和在本市登记的养老机构。", "{short}适用于哪些人和单位？"),
    ("who_qualifies", "具有本市户籍的居民，可以申请补贴。", "{short}适用于哪些人？"),
    ("who_qualifies", "本办法适用于在本市依法注册的小微企业、个体工商户。", "{short}适用于哪些单位？"),
    ("who_qualifies", "本条例适用于本市行政区域内的养犬管理活动。", "{short}的适用范围是什么？"),
    ("who_is_excluded", "材料不全的，不予受理。", "哪些情形不予办理？"),
    ("who_is_excluded", "已在外地享受补贴的，不得享受。", "哪些情形不能享受？"),
    ("prohibitions", "不得买卖凭证。", "有哪些不能做的事？"),
    ("prohibitions", "骗取补贴的，追回已发放的补贴。", "违反规定怎么处理？"),
    ("prohibitions", "不得买卖凭证；违反的，处500元罚款。", "有哪些不能做的事，违反了怎么处理？"),
    ("combination", "已享受国家、省同类政策的，不重复享受。", "能不能与其他政策同时享受？"),
    ("combination", "同一申请人只能享受一次补贴。", "能不能重复享受？"),
    ("repeals", "《旧办法》同时废止。", "哪些旧文件同时废止？"),
    ("repeals", "此前规定与本办法不一致的，以本办法为准。", "新旧规定怎样衔接？"),
    ("responsible_units", "市民政局负责组织实施。", "由谁负责落实？"),
    ("responsible_units", "市民政局负责组织实施。\n市财政局负责资金保障。", "由哪些部门负责落实，怎样分工？"),
    ("where_to_apply", "申请人登录“青岚人社”小程序提交材料。", "到哪里办？"),
    ("where_to_apply", "受理投诉的部门应当在10日内转交。\n处理投诉的部门应当在30日内反馈。", "投诉等事项怎么办理？"),
    ("where_to_apply", "申请人登录“青岚人社”小程序提交材料。\n街道办事处5日内审核。", "到哪里办、怎么办？"),
    ("how_long", "每户企业只能享受一次补贴。", "可以享受多少次？"),
    ("how_long", "补贴期限最长不超过3年。", "可以享受多长时间？"),
    ("benefits", "对创业企业免收登记费。", "{whom}能得到哪些实惠？"),
    ("benefits", "无需重新提交材料，实行一网通办。", "{whom}能得到哪些便利？"),
    ("terms", "独居老人，是指独自居住的老年人。", "什么是{term}？"),
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


@pytest.mark.parametrize(("question", "answer", "asked"), ASKED)
def test_a_question_asks_what_its_answer_says(question, answer, asked):
    chosen = wording_for(BANK[question], answer)
    assert chosen is not None and chosen.text.replace("{thing}", "") == asked


@pytest.mark.parametrize(("question", "answer"), NOT_ANSWERED)
def test_what_answers_none_of_its_question_fits_no_wording(question, answer):
    assert wording_for(BANK[question], answer) is None and not speaks_to(BANK[question], answer)


def test_the_sentence_that_refers_on_answers_nothing():
    assert wording_for(BANK["how_much"], "每人每月260元。\n每户最高补贴的规定见原文第五条。").text == "{thing}标准是多少？"


def test_every_wording_asks_for_known_parts_and_the_fuller_one_comes_first():
    used = set()
    for entry in bank():
        for at, wording in enumerate(entry.wordings):
            assert wording.text.endswith("？") and set(wording.holds) <= set(parts()), entry.id
            shadowing = [before for before in entry.wordings[:at] if set(before.holds) <= set(wording.holds) and before.apart <= wording.apart]
            assert not shadowing, (entry.id, wording.text)
            used |= set(wording.holds)
    assert used == set(parts())


def test_each_wording_of_the_bank_is_put_to_some_answer_or_asks_the_whole():
    for entry in bank():
        texts = [wording.text.replace("{thing}", "") for wording in entry.wordings]
        assert not texts or entry.text in texts, entry.id


def test_an_answer_that_answers_nothing_is_left_to_the_clerk_with_the_whole_question():
    made = draft(RULES.replace("（一）符合第三条第一项规定的，每人每月260元；\n", "").replace("本办法自2026年4月1日起施行", "本办法的施行时间另行通知"))
    assert made.answer("effective_dates").state == "pending"
    assert made.question("effective_dates").text == "《办法》从什么时候开始施行，有效期到什么时候？"


def test_the_questions_of_a_draft_ask_what_its_answers_say():
    rules, measures = draft(RULES), draft(MEASURES)
    assert rules.question("effective_dates").text == "《办法》从什么时候开始施行？"
    assert rules.question("who_qualifies").text == "《办法》适用于哪些人？"
    assert rules.question("how_much").text == "标准是多少？"
    assert rules.question("prohibitions").text == "违反规定怎么处理？"
    assert rules.question("terms").text == "什么是独居老人？"
    assert measures.question("how_much").text == "标准是多少、怎样计算、有没有上限？"
    assert measures.question("repeals").text == "哪些旧文件同时废止？"


def answered(question, text, state="edited"):
    made = draft(RULES)
    ref = made.key_points[0].citations
    return reworded(made.with_answer(Answer(question=question, text=text, state=state, citations=ref)), question)


def test_a_question_follows_the_answer_a_person_writes():
    assert answered("how_much", "每人每月260元，每户最高500元。").question("how_much").text == "标准是多少，有没有上限？"
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
    assert given.question("how_much").text == "标准是多少，有没有上限？"


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


def test_what_found_no_room_is_named_with_its_place():
    last = draft(MANY).answer("how_much").text.splitlines()[-1]
    assert last.endswith("。") and "见原文" in last and "其余" not in last
    assert "补贴的规定" in last or last.startswith("其他标准")


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
    assert made.question("how_much").text == "标准是多少？"


def test_a_question_about_several_matters_does_not_ask_how_one_is_handled():
    far = "\n".join(f"第{number}条 管理单位应当公开第{number}项服务内容。" for number in ("四", "五", "六", "七", "八", "九", "十"))
    text = f"青岚市登记办法\n第一条 为了规范登记，制定本办法。\n第二条 申请人应当向登记机关申请设立登记。\n第三条 登记机关应当自受理之日起3日内完成审核。\n{far}\n第十一条 申请注销登记的，登记机关应当自受理之日起5日内完成审核。\n"
    near, apart = draft(text.replace("第十一条 申请注销登记的，登记机关应当自受理之日起5日内完成审核。\n", "")), draft(text)
    assert near.question("where_to_apply").text in ("到哪里办、怎么办？", "怎么办理？")
    assert apart.question("where_to_apply").text == "办理有关事项有哪些规定？"


def test_what_is_paid_back_as_a_duty_or_paid_to_staff_is_no_gain():
    assert wording_for(BANK["benefits"], "采购单位应当在保证期限届满后及时与企业核算并退还保证金。") is None
    assert wording_for(BANK["benefits"], "签约服务费的80%用于签约人员的薪酬分配。") is None


def test_a_question_about_a_term_says_of_what_and_one_of_the_same_thing_asks_of_no_other_policy():
    document = draft("青岚市登记办法\n第一条 为了规范登记，制定本办法。\n第二条 市场主体歇业的期限最长不得超过3年。\n")
    assert document.question("how_long").text in ("歇业期限有多长？", "市场主体歇业期限有多长？")
    assert wording_for(BANK["combination"], "同一种辅助器具适配补贴只能享受一次，不得重复申请。").text == "能不能重复享受？"
