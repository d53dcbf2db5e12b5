"""One fact has one value in all products."""

import pytest

from generators.model import Segment, Severity
from studio.checking import check_agreement, check_products
from tests.checking.invented_policies import document, interpretation, segment

TEXT = "对小微企业，按每人500元的标准给予补助，每户企业每年最高20万元，补助期限6个月。大型企业按每人300元给予补助。"
POLICY = document(TEXT)
ALL = interpretation(POLICY)


def differing(**products: str) -> dict[str, list[tuple[str, str]]]:
    """Return severity and text of the issues by product; each product is one segment with this text."""
    made = {name: [segment(POLICY, text, id=f"s_{name}")] for name, text in products.items()}
    return {name: [(issue.severity, issue.text) for issue in issues] for name, issues in check_agreement(ALL, made).items()}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("小微企业每人补助五百元", "小微企业每人补助0.05万元"),
        ("补助期限半年", "补助期限6个月"),
        ("每户企业每年最高20万元", "每户企业每年最高200000元"),
        ("小微企业每人补助500元", "大型企业每人补助300元"),
        ("小微企业每人补助500元", "本办法由市民政局负责解释"),
    ],
)
def test_one_value_in_two_spellings_and_two_different_facts_agree(one, other):
    assert differing(picture=one, answers=other) == {"picture": [], "answers": []}


def test_the_product_that_departs_from_the_clause_is_told_what_the_other_says():
    found = differing(picture="小微企业每人补助500元", video="小微企业每人补助5000元")
    assert found["picture"] == []
    [(severity, text)] = found["video"]
    assert severity is Severity.BLOCKING
    assert "小微企业每人补助5000元" in text
    assert "小微企业每人补助500元" in text
    assert "按每人500元的标准给予补助" in text


def test_two_products_that_both_depart_are_both_told():
    found = differing(picture="小微企业每人补助800元", video="小微企业每人补助900元")
    assert len(found["picture"]) == len(found["video"]) == 1


def test_a_bound_turned_round_in_one_product_is_asked():
    found = differing(picture="每户企业每年最高20万元", video="每户企业每年至少20万元")
    assert {severity for issues in found.values() for severity, _ in issues} == {Severity.CONFIRM}


def test_furniture_is_left_alone_and_an_issue_stands_at_its_segment():
    cover = Segment(id="cover", kind="cover", furniture=True, heading="每人800元")
    found = check_agreement(ALL, {"一图读懂": [cover, segment(POLICY, "小微企业每人补助500元")], "短视频": [segment(POLICY, "小微企业每人补助700元", id="scene_2")]})
    assert found["一图读懂"] == ()
    assert [issue.where for issue in found["短视频"]] == ["scene_2"]


def test_all_products_are_checked_together_the_gravest_issue_first():
    found = check_products(ALL, {"一图读懂": ([segment(POLICY, "小微企业每人补助500元")], ()), "短视频": ([segment(POLICY, "小微企业每人补助700元")], ())})
    codes = [issue.code for issue in found["短视频"]]
    assert "products_differ" in codes
    assert "products_differ" not in [issue.code for issue in found["一图读懂"]]
    ranks = [("blocking", "confirm", "advisory").index(issue.severity) for issue in found["短视频"]]
    assert ranks == sorted(ranks)
