"""Old and new: aligned clauses, differences, and changed figures as key points."""

import pytest

from generators.model import Element
from studio.interpreting.changes import changed_figures
from tests.interpreting.documents import MEASURES, OLD_RULES, RULES, document, draft, saying


@pytest.fixture(scope="module")
def revised():
    return draft(RULES, OLD_RULES)


def test_equal_versions_do_not_differ():
    assert draft(RULES, RULES).differences == ()


def test_a_changed_clause_keeps_both_texts(revised):
    (changed,) = [item for item in revised.differences if item.new_ref == "art_4.item_1"]
    assert changed.kind == "changed" and "200元" in changed.old_text and "260元" in changed.new_text


def test_an_added_clause_is_added_and_renumbered_ones_have_moved(revised):
    kinds = {item.new_ref: item.kind for item in revised.differences}
    assert kinds["art_5"] == "added"
    assert kinds["art_6"] == "moved"


def test_a_clause_that_both_moved_and_changed_is_changed(revised):
    (changed,) = [item for item in revised.differences if item.new_ref == "art_7"]
    assert changed.kind == "changed" and changed.old_ref == "art_6"


def test_a_removed_clause_is_reported():
    shorter = RULES.replace("第八条 关爱补贴按月发放至申请人社会保障卡。\n", "")
    (removed,) = [item for item in draft(shorter, RULES).differences if item.kind == "removed"]
    assert removed.old_label == "第八条" and removed.new_ref is None


def test_changed_figures_are_proposed_as_from_a_to_b(revised):
    assert saying(revised, Element.CHANGES, "由每人每月200元调整为每人每月260元")
    assert saying(revised, Element.CHANGES, "由10个工作日")
    assert revised.answer("changes").state == "proposed"
    assert revised.old_title == document(OLD_RULES).title


def test_a_change_is_only_claimed_when_the_words_around_the_figures_are_the_same():
    assert changed_figures("每人每月补贴200元，按月发放。", "每户每年补助300元，按年发放。") == []
    (change,) = changed_figures("补贴期限最长不超过2年。", "补贴期限最长不超过3年。")
    assert (change.before[-2:], change.after[-2:]) == ("2年", "3年")
    assert "补贴期限最长不超过3年。"[change.start : change.end] == change.after


def test_without_an_old_version_nothing_is_said_to_have_changed():
    interpretation = draft(RULES)
    assert interpretation.differences == () and not saying(interpretation, Element.CHANGES, "调整为")


OLD_MEASURES = (
    MEASURES.replace(
        "按实际租金的60%给予补贴，每户每年最高不超过1.2万元，补贴期限最长不超过3年",
        "按实际租金的40%给予补贴，每户每年最高不超过0.8万元，补贴期限最长不超过2年",
    )
    .replace("应当自受理之日起10个工作日内完成审核", "应当自受理之日起20个工作日内完成审核")
    .replace("带动就业6万人以上", "带动就业4万人以上")
)


def test_changes_are_read_aloud_and_keep_their_bounds():
    revised = draft(MEASURES, OLD_MEASURES)
    (rent,) = saying(revised, Element.CHANGES, "租金")
    assert "由实际租金的40%调整为60%" in rent.statement
    assert "每户每年由最高不超过0.8万元调整为最高不超过1.2万元" in rent.statement
    assert "补贴期限由最长不超过2年调整为最长不超过3年" in rent.statement
    assert saying(revised, Element.CHANGES, "带动就业由4万人以上调整为6万人以上")
    answer = revised.answer("changes").text
    assert answer.index("租金") < answer.index("带动就业")


def test_a_change_that_cannot_be_read_aloud_is_quoted_with_its_condition():
    old = "职工达到现有人数的15%以上（现有职工超过100人的，达到8%以上），可以申请贷款。"
    new = "职工达到现有人数的10%以上（现有职工超过100人的，达到5%以上），可以申请贷款。"
    changes = changed_figures(old, new)
    assert [change.new_phrase for change in changes] == ["职工达到现有人数的10%以上", "现有职工超过100人的，达到5%以上"]


OLD_PARAGRAPHS = """云溪市试验区指引

第一条 服务支撑区域发展战略，重点围绕滨江经济带和环湖城市群进行布局，兼顾南北协同发展。
第二条 以城市为主要建设载体，依托创新资源丰富的城市，探索优化城市治理的新模式。
第三条 申请人应当如实提交材料。市科技局应当在十个工作日内完成审核并书面告知结果。
"""
NEW_PARAGRAPHS = """云溪市试验区指引

第一条 服务支撑区域发展战略，重点围绕滨江经济带、环湖城市群和北部山区进行布局，兼顾南北协同发展。以城市为主要建设载体，依托创新资源丰富的城市，探索优化城市治理的新模式。
第二条 申请人应当如实提交材料。
第三条 市科技局应当在十个工作日内完成审核并书面告知结果。
"""


def test_clauses_joined_into_one_are_changed_and_not_removed():
    found = draft(NEW_PARAGRAPHS, OLD_PARAGRAPHS).differences
    joined = {item.old_ref for item in found if item.new_ref == "art_1"}
    assert joined >= {"art_1"} and not any(item.kind == "removed" for item in found)


def test_both_parts_of_a_divided_clause_name_the_one_they_come_from():
    found = {item.new_ref: item for item in draft(NEW_PARAGRAPHS, OLD_PARAGRAPHS).differences}
    assert {found[ref].old_ref for ref in ("art_2", "art_3")} == {"art_3"}
    assert {found[ref].kind for ref in ("art_2", "art_3")} == {"changed"}


def test_a_time_limit_in_a_later_part_of_the_sentence_is_not_told_of_the_heading_s_deed():
    rules = RULES + "第九条 受理申请。材料齐全的，受理单位应当当场受理；材料不齐全的，应当在2个工作日内一次性告知需要补正的内容。\n"
    former = OLD_RULES + "第九条 受理申请。材料齐全的，受理单位应当在3个工作日内受理；材料不齐全的，应当在5个工作日内一次性告知需要补正的内容。\n"
    interpretation = draft(rules, former)
    assert saying(interpretation, Element.CHANGES, "一次性告知需要补正的内容的时限由5个工作日调整为2个工作日")
    assert not saying(interpretation, Element.CHANGES, "受理申请的期限")
