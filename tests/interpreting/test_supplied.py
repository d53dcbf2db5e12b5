"""The file of answers: accepted as described, refused in one Chinese sentence otherwise."""

import pytest

from studio.errors import CannotAccept
from studio.interpreting import apply_answers
from tests.interpreting.documents import MEASURES, NOTICE, draft

SUPPLEMENT = {
    "question": "misunderstanding",
    "text": "补贴按企业发放，不按人数发放。",
    "author": "林涛",
    "post": "就业科科长",
    "basis": "政策起草会议纪要",
}


@pytest.fixture(scope="module")
def measures():
    return draft(MEASURES)


def test_interpreter_and_contact_are_entered(measures):
    given = apply_answers(measures, {"interpreter": "青岚市人力资源社会保障局", "spokesperson": "沈洁 就业科科长", "contact": "0611-8200123"})
    assert (given.interpreter, given.spokesperson, given.contact) == ("青岚市人力资源社会保障局", "沈洁 就业科科长", "0611-8200123")


def test_accept_all_settles_what_is_proposed_and_nothing_else(measures):
    given = apply_answers(measures, {"accept_all": True, "interpreter": "某单位"})
    assert {point.state for point in given.key_points} == {"accepted"}
    assert given.answer("effective_dates").state == "accepted"
    assert given.answer("highlights").state == "pending"


def test_a_supplement_is_attributed_and_answers_its_question(measures):
    given = apply_answers(measures, {"supplements": [SUPPLEMENT]})
    answer = given.answer("misunderstanding")
    assert answer.state == "supplemented" and given.supplement(answer.supplements[0]).author == "林涛"


def test_an_answer_in_other_words_rests_on_the_named_clauses(measures):
    ref = measures.key_points[0].citations[0].ref
    given = apply_answers(
        measures, {"answers": [{"question": "why_issued", "text": "为了支持青年创业。", "refs": [ref]}]}
    )
    answer = given.answer("why_issued")
    assert answer.state == "edited" and answer.citations[0].ref == ref


def test_a_question_of_the_bank_that_was_not_asked_may_be_answered():
    notice = draft(NOTICE)
    assert "responsible_units" not in {question.id for question in notice.questions}
    given = apply_answers(notice, {"supplements": [SUPPLEMENT | {"question": "responsible_units"}]})
    assert given.answer("responsible_units").state == "supplemented"


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        "text",
        None,
        {"unknown": 1},
        {"accept_all": "maybe"},
        {"supplements": [{"text": "只有文字"}]},
        {"supplements": [SUPPLEMENT | {"author": ""}]},
        {"supplements": {"question": "x"}},
        {"answers": [{"question": "no_such_question", "text": "文字"}]},
        {"answers": [{"question": "why_issued", "text": "文字", "refs": ["art_999"]}]},
        {"answers": [{"question": "highlights", "text": "没有依据的文字"}]},
        {"answers": [{"question": "why_issued"}]},
    ],
)
def test_a_wrong_shape_is_refused_in_one_chinese_sentence(measures, wrong):
    with pytest.raises(CannotAccept) as refused:
        apply_answers(measures, wrong)
    sentence = str(refused.value)
    assert sentence.endswith("。") and sentence.count("。") == 1 and "Traceback" not in sentence
