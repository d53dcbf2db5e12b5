"""Old and new wording side by side: what differs is marked, numbers whole, and nothing is lost."""

import pytest

from generators.wordings import compared, differing

OLD = "按每人1500元的标准发放一次性扩岗补助。同一企业每年最高20万元。"
NEW = "按每人2000元的标准发放一次性扩岗补助。同一企业每年最高20万元。"


def marked(pieces):
    return [piece.text for piece in pieces if piece.changed]


def test_a_changed_number_is_marked_whole_and_alone():
    found = compared(OLD, NEW)
    assert (marked(found.old), marked(found.new)) == (["1500"], ["2000"])
    assert not found.rewritten


@pytest.mark.parametrize(("old", "new"), [(OLD, NEW), ("", NEW), (OLD, ""), ("甲" * 5000, "甲" * 4000 + "。乙"), ("60%", "90％")])
def test_the_pieces_put_together_are_the_wordings(old, new):
    found = compared(old, new)
    assert "".join(piece.text for piece in found.old) == old
    assert "".join(piece.text for piece in found.new) == new


def test_a_clause_written_anew_is_marked_as_a_whole():
    found = compared("市人民政府每季度组织一次融资对接活动。", "合作银行向企业发放信用贷款，单户最高1000万元。")
    assert found.rewritten and len(found.old) == len(found.new) == 1


def test_changes_one_character_apart_are_marked_together():
    found = compared("材料齐全的，应当在3个工作日内受理。", "材料齐全的，应当当场受理。")
    assert len(marked(found.new)) == 1


def test_equal_wordings_have_nothing_marked():
    assert not marked(compared(NEW, NEW).new)


def test_only_the_sentences_that_differ_are_kept():
    assert differing(OLD, NEW) == ("按每人1500元的标准发放一次性扩岗补助。", "按每人2000元的标准发放一次性扩岗补助。")
    assert differing(OLD, OLD) == (OLD, OLD)
    assert differing("甲（一。二）乙。丙。", "丁。丙。") == ("甲（一。二）乙。", "丁。")


def test_a_long_hostile_wording_is_compared_in_reasonable_time():
    found = compared("的" * 200_000, "了" * 200_000)
    assert marked(found.new)
