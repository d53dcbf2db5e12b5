"""Sentences an editor would pass: one stop at the end, a shared lead-in once, lists as lists, a policy by its name."""

from datetime import date

import pytest

from generators import masthead
from generators.model import Brief
from generators.prose import blocks, clean, first_sentence, sentence, tidy, weave
from tests.sample_interpretation import rich_document, rich_interpretation, small_interpretation


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("按月发放", "按月发放。"),
        ("按月发放；", "按月发放。"),
        ("按月发放。。", "按月发放。"),
        ("按月发放，；。", "按月发放。"),
        ("什么是“免申即享”？", "什么是“免申即享”？"),
        ("对企业(含个体工商户),按月发放", "对企业（含个体工商户），按月发放。"),
        ("比例为4:6，电话010-12345,678", "比例为4:6，电话010-12345,678。"),
    ],
)
def test_a_sentence_ends_in_one_stop_with_full_width_marks(text, expected):
    assert sentence(text) == expected


def test_a_shared_lead_in_is_said_once_and_a_contained_sentence_not_again():
    told = weave(["到2026年底，新增岗位5万个。", "补贴按月发放。", "到2026年底，培训3万人次。", "补贴按月发放"])
    assert told == "到2026年底，新增岗位5万个；培训3万人次。补贴按月发放。"


def test_runs_of_items_become_lists_and_references_stay_in_their_sentence():
    lead, items = blocks("应当提交下列材料：（一）申请表；（二）身份证明。")
    assert (lead.kind, lead.items) == ("paragraph", ("应当提交下列材料：",))
    assert (items.kind, items.ordered, items.items) == ("list", True, ("申请表；", "身份证明。"))
    steps = blocks("1. 登录平台\n2. 填写申请\n3. 等待审核")
    assert [block.items for block in steps] == [("登录平台", "填写申请", "等待审核")]
    for plain in ("按照第三条第（二）项办理。", "补贴为1.5万元，上限2.5万元。", "一是为了稳岗。"):
        assert [block.kind for block in blocks(plain)] == ["paragraph"]


def test_what_follows_a_list_is_not_its_last_item():
    kinds = [(block.kind, block.items[-1]) for block in blocks("可以享受：①返还；②补助。两项不能同时享受。")]
    assert kinds == [("paragraph", "可以享受："), ("list", "补助。"), ("paragraph", "两项不能同时享受。")]


def test_a_full_stop_in_quotes_or_brackets_does_not_end_the_sentence():
    assert first_sentence("口号是“稳住。再扩。”（见附件。）后面。还有") == (
        "口号是“稳住。再扩。”（见附件。）后面。",
        "还有",
    )


def test_marks_that_hide_or_turn_text_are_removed_and_rare_characters_kept():
    assert clean("甲\u202e乙\u200b丙\x07\U00020bb7\ue000") == "甲乙丙\U00020bb7\ue000"


def test_long_runs_of_stops_are_tidied_in_no_time():
    assert tidy("，" * 200_000 + "甲") == "，甲"


@pytest.mark.parametrize(
    ("title", "name", "short"),
    [
        (
            "云溪市民政局关于印发《云溪市养老服务管理办法（试行）》的通知",
            "云溪市养老服务管理办法（试行）",
            "《管理办法》",
        ),
        ("云溪市人民政府办公室关于印发云溪市稳岗若干措施的通知", "云溪市稳岗若干措施", "《若干措施》"),
        ("云溪市民政局　云溪市财政局关于做好年度救助工作的通知", "关于做好年度救助工作的通知", "《通知》"),
        ("云溪市文明行为促进条例", "云溪市文明行为促进条例", "《条例》"),
    ],
)
def test_a_policy_is_called_by_its_own_name(title, name, short):
    document = rich_document().replace(title=title)
    assert (masthead.policy_name(document), masthead.short_name(document)) == (name, short)


def test_book_title_marks_do_not_nest_unchanged():
    document = rich_document().replace(title="云溪市民政局关于修改《云溪市救助办法》的决定")
    assert masthead.quoted_name(document) == "《关于修改〈云溪市救助办法〉的决定》"


def test_the_interpreter_speaks_of_the_policy_and_leaves_other_words_alone():
    document = rich_document()
    assert masthead.in_third_person("本措施自印发之日起施行。", document) == "《若干措施》自印发之日起施行。"
    for other in ("降低成本措施要落实。", "根本措施是扩大就业。", "本办法另行制定。", "本市企业可以申请。"):
        assert masthead.in_third_person(other, document) == other


def test_the_title_block_lists_only_what_is_known():
    details = masthead.masthead(small_interpretation(), Brief(), "题目").details
    assert set(details) == {"政策名称", "发文机关", "施行日期", "解读机构"}
    assert details["施行日期"] == masthead.chinese_date(date(2026, 5, 1)) == "2026年5月1日"


def test_a_contact_is_taken_from_the_policy_when_nobody_gave_one():
    assert masthead.contact_of(rich_interpretation().replace(contact="")) == "0571-88001233，工作日8:30至17:30"


def test_a_title_inside_a_title_gets_its_own_brackets():
    assert tidy("《关于印发<补贴实施意见>的通知》") == "《关于印发〈补贴实施意见〉的通知》"
    assert tidy("利率<5%的，可以申请") == "利率<5%的，可以申请"


def test_a_quotation_is_closed_as_it_was_opened_and_no_space_stands_before_a_bracket():
    assert tidy("《“十五五\"渔港规划》") == "《“十五五”渔港规划》"
    assert tidy("按利息的40%补贴 （其中小企业50%）") == "按利息的40%补贴（其中小企业50%）"


def test_of_numbers_within_numbers_the_outer_ones_make_the_list():
    found = blocks("稳定住所：1.办理居住证的，每年计8分。2.累计居住：（1）自有住房计20分；（2）租房每年计5分。3.转移居住的，每年计2分。")
    assert [block.kind for block in found] == ["paragraph", "list"]
    assert found[1].items[1] == "累计居住：（1）自有住房计20分；（2）租房每年计5分。"
