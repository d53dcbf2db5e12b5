"""Finding the clause of a question in lay words."""

from studio.interpreting import find_clauses, locate
from tests.interpreting.documents import MEASURES, RULES, document


def test_the_right_clause_is_among_the_first_three():
    policy = document(RULES)
    assert "art_6" in {clause.ref.split(".")[0] for clause in find_clauses(policy, "申请补贴要带什么材料？")}
    assert "art_4" in {clause.ref.split(".")[0] for clause in find_clauses(policy, "关爱补贴每个月多少钱？")}
    assert "art_9" in {clause.ref for clause in find_clauses(policy, "用假材料骗补贴会怎么样？")}
    measures = document(MEASURES)
    assert any("租金" in clause.text for clause in find_clauses(measures, "租金补贴最多给几年？"))


def test_the_limit_holds_and_nothing_matches_nothing():
    policy = document(RULES)
    assert len(find_clauses(policy, "补贴", limit=2)) == 2
    assert find_clauses(policy, "") == () and find_clauses(policy, "xyz") == ()


def test_what_the_document_does_not_say_is_not_located():
    policy = document(RULES)
    assert locate(policy, "关爱补贴标准是多少元？")
    assert locate(policy, "公租房摇号什么时候开始报名？") == ()
