"""The question bank, which questions a document is asked, and the answers proposed."""

import pytest

from generators.model import NINE_ELEMENTS, Element
from studio.interpreting.bank import bank
from studio.interpreting.cues import cues
from tests.interpreting.documents import MEASURES, NOTICE, RULES, draft

OWN = {"rationale", "highlights", "misunderstanding", "worked_example", "follow_up", "extra_facts"}


@pytest.fixture(scope="module")
def measures():
    return draft(MEASURES)


def test_the_bank_covers_every_element():
    assert {entry.element for entry in bank()} == set(Element)
    assert set(NINE_ELEMENTS) <= {entry.element for entry in bank()}


def test_ids_of_the_bank_are_unique_and_every_question_says_why_and_by_which_rule():
    assert len({entry.id for entry in bank()}) == len(bank()) >= 24
    for entry in bank():
        assert entry.text.endswith("？") and len(entry.why) >= 12 and len(entry.rule) >= 8, entry.id


def test_every_question_knows_where_to_look_or_is_the_departments_own():
    known = {cue.id for cue in cues()} | {
        "purpose",
        "bases",
        "goal",
        "named",
        "row",
        "standard_row",
        "application",
        "materials_list",
        "step",
        "difference",
        "beneficiary",
    }
    for entry in bank():
        assert entry.own != bool(entry.cues or entry.elements), entry.id
        assert set(entry.cues) <= known, entry.id
    assert {entry.id for entry in bank() if entry.own} == OWN


def test_a_public_notice_is_not_asked_about_responsible_units():
    asked = {question.id for question in draft(NOTICE).questions}
    assert "responsible_units" not in asked and "who_explains" not in asked
    assert {"why_issued", "prohibitions", "effective_dates"} <= asked


def test_only_a_policy_with_amounts_is_asked_for_a_sum(measures):
    assert "worked_example" in {question.id for question in measures.questions}
    assert "worked_example" not in {question.id for question in draft(NOTICE).questions}


def test_questions_name_the_policy(measures):
    assert measures.question("effective_dates").text == "《若干措施》从什么时候开始施行，有效期多长？"


def test_answers_open_with_the_conclusion_and_cite_it(measures):
    answer = measures.answer("effective_dates")
    assert answer.state == "proposed" and answer.text.startswith("本措施自2026年3月1日起施行，有效期3年")
    assert "不重复享受" in measures.answer("combination").text
    assert "0611-8200123" in measures.answer("contact").text


def test_the_main_measures_are_named_before_they_are_told(measures):
    text = measures.answer("main_measures").text
    assert text.startswith("《若干措施》的主要内容包括发放一次性创业补贴、给予场地租金补贴")
    assert len(text) <= 320


def test_goals_share_their_year(measures):
    assert (
        measures.answer("goals").text
        == "到2027年底，全市新增青年创业主体2.4万户；带动就业6万人以上；创业存活率达到70%。"
    )


def test_what_the_document_does_not_say_stays_pending(measures):
    for question in OWN & {question.id for question in measures.questions}:
        answer = measures.answer(question)
        assert answer.state == "pending" and answer.text == ""
    assert draft(RULES).answer("contact").state == "pending"
    assert draft(NOTICE).answer("contact").state == "pending"


@pytest.mark.parametrize("text", [MEASURES, RULES, NOTICE])
def test_answers_are_whole_sentences_of_readable_length(text):
    interpretation = draft(text)
    for answer in interpretation.answers:
        if answer.state == "proposed":
            assert answer.text.endswith("。") and "。。" not in answer.text and "；。" not in answer.text
            assert len(answer.text) <= 480, answer.question


def test_what_does_not_fit_is_left_to_the_document_never_cut():
    long = "（{}）扶持项目{}。对从事种植业的农户，按每亩{}元给予补贴，{}，每户每年最高不超过{}万元。"
    filler = "补贴资金用于购买种子、化肥、农药、地膜和农业机械作业服务，由乡镇人民政府会同村民委员会每年组织核实一次种植面积并在村务公开栏公示，公示期间有异议的由乡镇人民政府在十个工作日内复核并将结果书面告知提出异议的农户"
    text = "青岚市种植业扶持办法\n一、扶持项目\n" + "\n".join(
        long.format(label, label, 100 + number, filler, number) for number, label in enumerate("一二三四五六七八九十", 1)
    )
    answer = draft(text).answer("how_much")
    assert answer.text.splitlines()[-1] == "其他标准详见《办法》。"
    assert all(line.endswith("万元。") for line in answer.text.splitlines()[:-1])
