"""What a draft proposes must pass the checks that stand before publication."""

import pytest

from studio.checking import check_statement
from tests.interpreting.documents import MEASURES, NOTICE, OLD_RULES, RULES, draft


@pytest.mark.parametrize("text", [MEASURES, RULES, NOTICE])
def test_no_proposed_point_or_answer_would_be_blocked(text):
    interpretation = draft(text)
    for statement in (*interpretation.key_points, *(answer for answer in interpretation.answers if answer.text)):
        said = getattr(statement, "statement", "") or statement.text
        verdict = check_statement(interpretation.document, said, [citation.ref for citation in statement.citations])
        assert verdict.verdict in ("supported", "confirm"), (said, verdict.issues)


def test_a_draft_is_the_same_every_time():
    assert draft(RULES, OLD_RULES).digest() == draft(RULES, OLD_RULES).digest()
