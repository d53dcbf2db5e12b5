"""Questions and key points on the page: an element without anything leads to something, and who may not edit reads."""

import pytest

from generators.model import NINE_ELEMENTS
from studio import labels
from tests.journeys.test_journey_in_app import Seat, clerk_at
from tests.studio_home import PASSWORD, POLICY

EDITING = {
    "采纳", "确认", "保存答复", "保存修改", "保存部门说明", "不采用", "不采用这条答复", "确认不涉及", "增加", "已通读，全部采纳", "作为依据", "上移", "恢复", "增加这个问题",
    "更正政策信息", "已对照原文，无误", "保存标题", "不再对照这份旧版", "对照新旧版本", "并入上一条", "移出正文", "拆开", "保存",
}  # fmt: skip


def offered(seat: Seat) -> set[str]:
    return {button.label for button in seat.app.button}


def popovers(seat: Seat) -> list[str]:
    return [block.proto.popover.label for block in seat.app.get("popover")]


def empty_elements(world) -> list:
    rows = {row.element: row for row in world.studio.coverage(world.policy)}
    return [item for item in NINE_ELEMENTS if not (rows[item].key_points or rows[item].settled or rows[item].open)]


@pytest.fixture
def sparse(world):
    """Return the studio with a policy in which some element has neither key points nor questions."""
    assert empty_elements(world), "the invented policy fills every element"
    return world


def test_an_element_with_neither_key_points_nor_questions_leads_to_a_question(sparse):
    element = empty_elements(sparse)[0]
    seat = clerk_at(sparse, "interpret")
    assert labels.element(element) in popovers(seat)
    seat.app.text_input(key=f"gap_text_{element.value}").set_value("补贴会带来什么变化？")
    seat.app.button(key=f"gap_ask_{element.value}").click().run()
    seat.shows_no_fault()
    question = sparse.studio.interpretation(sparse.policy).interpretation.questions[-1]
    assert (question.element, question.text) == (element, "补贴会带来什么变化？")
    assert "#### 补贴会带来什么变化？" in seat.reads(), "the question is open before her"
    assert labels.element(element) not in popovers(seat)


def test_an_element_the_policy_says_nothing_to_is_settled_with_a_reason(sparse):
    element = empty_elements(sparse)[0]
    seat = clerk_at(sparse, "interpret")
    seat.app.button(key=f"gap_skip_{element.value}").click().run()
    assert "不涉及的理由不能为空" in seat.reads() and element in empty_elements(sparse)
    seat.app.text_input(key=f"gap_reason_{element.value}").set_value("只涉及补贴标准。")
    seat.app.button(key=f"gap_skip_{element.value}").click().run()
    seat.shows_no_fault()
    interpretation = sparse.studio.interpretation(sparse.policy).interpretation
    answer = interpretation.answer(interpretation.questions[-1].id)
    assert (answer.state, answer.reason) == ("not_applicable", "只涉及补贴标准。") and element not in empty_elements(sparse)


def test_that_the_policy_says_nothing_to_a_question_is_offered_beside_its_state(world):
    interpretation = world.studio.interpretation(world.policy).interpretation
    pending = next(item.question for item in interpretation.answers if not item.citations and not item.is_settled)
    seat = clerk_at(world, "interpret")
    seat.app.session_state["question"] = pending
    seat.app.run()
    assert popovers(seat).count("本政策不涉及") == 1
    seat.app.text_input(key=f"skip_{pending}").set_value("没有旧政策。")
    seat.presses("确认不涉及")
    assert world.studio.interpretation(world.policy).interpretation.answer(pending).state == "not_applicable"


def test_a_missing_element_leads_to_its_first_open_question(world):
    interpretation = world.studio.interpretation(world.policy).interpretation
    question = next(item for item in interpretation.questions if not interpretation.answer(item.id).is_settled)
    seat = clerk_at(world, "interpret")
    seat.app.session_state["question"] = question.element.value
    seat.app.run()
    shown = next(item.value for item in seat.app.markdown if item.value.startswith("#### "))
    named = next(item for item in interpretation.questions if shown.endswith(item.text))
    assert named.element is question.element and not interpretation.answer(named.id).is_settled


def test_who_may_not_edit_reads_questions_points_and_record(world):
    text = POLICY.replace("〔2026〕7号".encode(), "〔2026〕8号".encode()).replace("助餐".encode(), "助浴".encode())
    policy = world.studio.upload(text, "助浴.txt", actor=world.drafter).id
    interpretation = world.studio.interpretation(policy).interpretation
    for account in ("lin", "zhou"):
        seat = Seat(account, PASSWORD)
        seat.app.session_state["policy"] = policy
        seat.opens("interpret")
        assert not EDITING & offered(seat) and not {"本政策不涉及", "全部采纳", "增加一个问题"} & set(popovers(seat))
        assert "由拟稿人修改，您可以查看" in seat.reads()
        answered = next(item for item in interpretation.answers if item.text)
        seat.app.button(key=f"q_{answered.question}").click().run()
        assert answered.text in seat.reads() and interpretation.key_points[0].statement in seat.reads()
        assert not [field.label for field in seat.app.text_area]
        seat.opens("record")
        for part in ("information", "clauses", "versions", "history"):
            seat.app.segmented_control(key="record_part").set_value(part).run()
            seat.app.session_state["clause"] = interpretation.document.clauses[-1].ref
            seat.app.run()
            seat.shows_no_fault()
            assert not EDITING & offered(seat), part
            assert not seat.app.file_uploader, part
