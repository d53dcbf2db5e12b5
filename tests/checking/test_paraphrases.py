"""Statements in the words of an interpreter: the faithful ones pass, those false in one subtle way do not.

The shares are the ones the rules reach; a change of the rules that loses a statement shows which one.
"""

import pytest

from studio.checking import check_statement
from tests.checking.paraphrased import FILES, Case, cases

STRICT = {"amount", "ratio", "unit", "comparator", "polarity", "date", "duration", "age", "magnitude", "phone", "document", "derived"}
ALL = tuple(cases(*FILES))
FAITHFUL = [case for case in ALL if not case.kind]
ALTERED = [case for case in ALL if case.kind]


def missed(found: list[Case], refs: bool) -> list[Case]:
    """Return the altered statements that are called supported."""
    return [case for case in found if check_statement(case.policy, case.statement, case.refs if refs else None).verdict == "supported"]


def faithful_with(verdicts: tuple[str, ...], refs: bool) -> list[str]:
    """Return the faithful statements with one of these verdicts."""
    return [case.statement for case in FAITHFUL if check_statement(case.policy, case.statement, case.refs if refs else None).verdict in verdicts]


@pytest.mark.parametrize("refs", [True, False], ids=["with refs", "clauses looked for"])
def test_what_is_false_in_value_unit_bound_or_polarity_is_caught(refs):
    strict = [case for case in ALTERED if case.kind in STRICT]
    assert len(strict) > 100
    assert [case.statement for case in missed(strict, refs)] == []


@pytest.mark.parametrize("refs", [True, False], ids=["with refs", "clauses looked for"])
def test_nine_in_ten_of_the_other_alterations_are_caught(refs):
    other = [case for case in ALTERED if case.kind not in STRICT]
    lost = missed(other, refs)
    assert len(lost) <= len(other) // 10, [case.statement for case in lost]


@pytest.mark.parametrize("refs", [True, False], ids=["with refs", "clauses looked for"])
def test_a_faithful_rewording_is_hardly_ever_blocked_and_seldom_asked(refs):
    blocked = faithful_with(("contradicted", "unsupported"), refs)
    assert len(blocked) <= len(FAITHFUL) // 100, blocked
    asked = faithful_with(("confirm",), refs)
    assert len(asked) <= len(FAITHFUL) * 15 // 100, asked


def test_an_issue_names_the_clause_it_quotes_and_quotes_whole_words():
    for case in ALTERED:
        for issue in check_statement(case.policy, case.statement, case.refs).issues:
            assert case.policy.has(issue.where), issue
            assert issue.text.endswith("。")
