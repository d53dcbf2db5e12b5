"""Titles and sentences a newspaper's editor would pass: whole words, what a sentence does, no heading that fits anything."""

import pytest

from generators.composing import basis_text
from generators.model import Element
from studio.interpreting import acts, titles
from studio.interpreting.wording import polish
from tests.interpreting.documents import draft, points, titled

CONDUCT = """青岚市公园文明条例
第一章 总则
第一条 为了维护公园秩序，根据有关法律、法规，制定本条例。
第二条 本条例适用于本市行政区域内的公园。
第三条 本条例所称游园行为，是指在公园内游览、休憩的行为。
第二章 行为规范
第四条 游客应当遵守公园环境文明行为规范，不得实施下列不文明行为：
（一）随地吐痰；
（二）乱扔果皮纸屑。
第五条 游客应当文明观景，自觉遵守以下规定：
（一）有序排队；
（二）不攀爬山石。
第六条 任何单位和个人不得伪造、变造游园年票。
第三章 促进与保障
第七条 市人民政府及有关单位应当建立、健全志愿服务激励制度，规范激励活动。
第八条 公园管理机构应当采取下列措施简化入园手续，法律、行政法规另有规定的除外：
（一）设立分园的，免收分园年票的工本费，不再单独办理年票；
（二）申请办理年票，材料齐全的，应当当场办结。
第九条 本条例由市园林部门负责组织实施。
第四章 法律责任
第十条 违反本条例规定，露天烧烤经营的，由市园林部门责令改正，并处五百元以上二千元以下罚款。
第十一条 违法行为人受到罚款处罚的，可以申请参加公园管理机构安排的社会服务。
第十二条 在查处违法行为时，行政执法人员有权要求违法行为人提供姓名、地址，并出示身份证明文件。
第五章 附则
第十三条 本条例自2026年3月 1日起施行。
"""


@pytest.fixture(scope="module")
def conduct():
    return draft(CONDUCT)


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("市民应当遵守社区文明行为规范，不得实施下列行为：", "社区文明行为规范"),
        ("经营者应当诚信经营，自觉遵守以下规定：", "诚信经营"),
        ("市人民政府应当采取措施改善社区环境、发展社区服务、维护社区秩序、创建社区文化。", "改善社区环境、发展社区服务"),
        ("应当做到爱国守法、明礼诚信、团结友善、勤俭自强、敬业奉献。", ""),
        ("企业可以就税收政策适用问题，向税务机关提出申请。", ""),
        ("应当依法或者按照合同约定退还保证金。", ""),
    ],
)
def test_what_a_sentence_requires_names_it_uncut(sentence, title):
    assert acts.duty(sentence) == title


def test_a_title_takes_no_character_from_a_word():
    assert titles.title_of("融合应用加速普及") == "融合应用加速普及"
    assert titles.title_of("支持园区内的工业企业利用多层次资本市场加快融资发展") == "支持园区内的工业企业利用多层次资本市场加快融资发展"
    assert titles.term("本条例所称文明行为，是指遵守公德的行为。") == "文明行为"
    assert "面向" not in polish("面对困难的企业")


@pytest.mark.parametrize("cut", ["65周岁以上的老年人持优待凭证免费进入公园游览", "鼓励企业对本单位职工文明行为进行奖励和公开表彰"])
def test_a_phrase_that_would_not_read_without_its_middle_stays_whole(cut):
    assert titles.title_of(cut, ("老年人", "文明行为")) == cut


def test_the_rules_of_a_regulation_are_named_by_what_they_ask(conduct):
    assert titled(conduct, Element.CONTENT, "公园环境文明行为规范") == "公园环境文明行为规范"
    assert titled(conduct, Element.CONTENT, "文明观景") == "文明观景"
    assert titled(conduct, Element.CONTENT, "激励制度") == "建立健全志愿服务激励制度"
    assert conduct.answer("main_measures").text == "《条例》主要从行为规范、促进与保障、法律责任等方面作出规定。"


def test_a_ban_is_called_by_what_it_bans_and_a_penalty_by_the_conduct(conduct):
    assert titled(conduct, Element.NOTES, "年票") == "不得伪造、变造游园年票"
    assert titled(conduct, Element.NOTES, "露天烧烤") == "露天烧烤经营的处罚"


def test_a_long_conduct_is_called_by_its_first_case():
    text = "违反本条例规定，露天焚烧秸秆、落叶等产生烟尘污染物质的，由城管部门责令改正，可以并处五百元以上二千元以下罚款。"
    assert acts.penalised(text) == "露天焚烧秸秆等行为的处罚"
    assert acts.penalised("审核结果公布后有异议且在规定期限内没有提出书面意见的，由民政部门责令改正。") == ""


def test_who_is_charged_with_a_task_is_named_without_the_policy(conduct):
    assert titled(conduct, Element.RESPONSIBILITY, "组织实施") == "市园林部门"


def test_bans_come_before_their_consequences(conduct):
    answer = conduct.answer("prohibitions").text
    assert answer.index("不得实施") < answer.index("罚款")


def test_who_breaks_the_law_neither_qualifies_nor_hands_in_papers(conduct):
    assert not any("违法行为人" in point.statement for point in points(conduct, Element.SCOPE))
    assert not any("行政执法人员" in point.statement for point in points(conduct, Element.PROCEDURE))


def test_one_of_several_measures_does_not_announce_the_others(conduct):
    told = [point.statement for point in conduct.key_points if "简化入园手续" in point.statement]
    assert told and not any("下列措施" in statement and statement.count("；") == 0 for statement in told)
    assert any("（法律、行政法规另有规定的除外），其中包括：" in statement for statement in told)


def test_spaces_of_the_source_do_not_reach_a_reader(conduct):
    assert conduct.answer("effective_dates").text == "本条例自2026年3月1日起施行。"


def test_a_sentence_about_the_rest_is_no_point_by_itself():
    interpretation = draft(
        "青岚市助企若干措施\n一、申领方式\n（一）免申即享。稳岗返还实行免申即享，企业无需提交申请。\n"
        "（二）申请渠道。其他补贴由企业自愿申请。企业可以登录青岚政务服务网提交申请材料。\n"
        "二、补贴标准\n（三）稳岗返还。按每人500元的标准给予返还。\n"
    )
    assert not any(point.statement.startswith("其他补贴") for point in interpretation.key_points)


def test_a_share_for_the_old_stands_with_the_one_it_refers_to():
    interpretation = draft(
        "青岚市老年人乘车办法\n第一条 为了方便老年人，制定本办法。\n第二条 60周岁以上的老年人乘坐公共汽车，享受半价优惠。\n"
        "65周岁以上的老年人免费享受前款优待。\n第三条 本办法自2026年5月1日起施行。\n"
    )
    told = [point for point in interpretation.key_points if "半价" in point.statement]
    assert {point.statement for point in told} == {"60周岁以上的老年人乘坐公共汽车，享受半价优惠；65周岁以上的老年人免费享受上述优待。"}
    assert all(len(point.citations) == 2 for point in told) and not any("半价" in point.title for point in told)
    assert basis_text(interpretation.document, told[0].citations) == "第二条第一款、第二款"
    answers = [answer.text for answer in interpretation.answers if "半价" in (answer.text or "")]
    assert answers and all("免费" in text for text in answers)


def test_two_documents_issued_together_are_both_named():
    interpretation = draft(
        "青岚市人民政府办公室关于印发支持数字产业若干政策和青岚市数字产业行动计划的通知\n为了发展数字产业，制定本政策。\n"
        "一、支持企业。对企业给予奖励20万元。\n二、本政策自2026年起执行，由市数据局负责解释。\n三、设立专项资金。\n"
    )
    assert "《若干政策》和《行动计划》" in interpretation.question("main_measures").text


def test_a_policy_without_a_kind_is_asked_about_by_its_own_word_for_itself():
    def named(title, said):
        made = draft(f"{title}\n一、支持企业。为了{said}的实施，对企业给予奖励20万元。\n二、设立专项资金。\n三、优化服务。\n")
        return made.question("main_measures").text

    assert named("关于数字产业发展", "产业政策") == "这份文件的主要内容有哪些？"
    assert named("关于数字产业发展", "本指引") == "《指引》的主要内容有哪些？"
    assert named("关于数字产业发展", "本政策") == "这项政策的主要内容有哪些？"
    assert named("2026年青岚一号文件", "乡村振兴") == "2026年青岚一号文件的主要内容有哪些？"


def test_how_something_is_applied_for_says_not_to_whom_the_policy_applies():
    said = draft("青岚市公园条例\n第一条 市民在申请年票时，可以申请一并办理停车证。\n第二条 年满六十周岁的市民可以申请免费年票。\n第三条 本条例由市园林部门负责解释。\n")
    told = [point.statement for point in points(said, Element.SCOPE)]
    assert told and not any("一并" in statement for statement in told)
