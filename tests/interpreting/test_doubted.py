"""What the source cannot mean (a day no calendar has, a telephone with a digit too many) stands in no product until it was compared."""

import pytest

from generators import registry
from generators.model import Brief
from studio.interpreting import interpret
from studio.reading import read

RULES = """青岚市集市管理办法
第一条 为了规范集市管理，制定本办法。
第二条 集市主办者应当于每年7月、31月向区商务部门报送经营情况。
第三条 摊位费每月不超过200元。
第四条 咨询电话：0611-8200123456。
第五条 本办法自2026年65月1日起施行。
"""
DOUBTED = ("31月", "8200123456", "65月")


def draft():
    return interpret(read(RULES.encode(), "policy.txt"))


def words(interpretation, product):
    registry.discover()
    shown = registry.composed(product, interpretation, Brief())
    return "".join(f"{s.heading}{s.text}{s.points}{s.table}{s.details if s.kind == 'masthead' else ''}" for s in shown if s.kind != "clauses")


@pytest.mark.parametrize("product", ["infographic", "faq", "article", "video"])
def test_no_product_repeats_what_cannot_be_meant(product):
    told = words(draft(), product)
    assert not [word for word in DOUBTED if word in told] and "200元" in told


def test_what_somebody_compared_with_the_original_is_told():
    interpretation = draft()
    assert {word for warning in interpretation.document.warnings for word in warning.doubted} >= {"31月"}
    compared = interpretation.replace(document=interpretation.document.replace(warnings=()))
    assert "31月" in words(compared, "article") and "31月" not in words(interpretation, "article")


def test_what_a_person_accepted_is_not_held_back():
    interpretation = draft()
    doubted = next(point for point in interpretation.key_points if "31月" in point.statement)
    assert doubted not in interpretation.live_key_points()
    accepted = interpretation.with_key_point(doubted.replace(state="accepted"))
    assert any("31月" in point.statement for point in accepted.live_key_points())
