"""What was sent back: the reason stays before the clerk's eyes until it is decided about again, and unchanged it is not submitted unsaid."""

import pytest

from studio.service import Action, NotAllowed, Status
from tests.journeys.test_arranging_in_app import AMOUNT, Desk
from tests.journeys.test_journey_in_app import Seat, clerk_at
from tests.studio_home import PASSWORD

WHY = "请写明八十岁以上老人的标准。"
REASON = "不作改动再次提交的理由"


@pytest.fixture
def returned(world):
    """Return the studio after a reviewer has remarked on a segment and sent the product back."""
    world.submit()
    world.studio.comment(world.product, "金额写在前面。", actor=world.reviewer, segment=AMOUNT)
    world.studio.comment(world.product, "标题太长。", actor=world.reviewer)
    world.studio.act(world.product, Action.REQUEST_CHANGES, actor=world.reviewer, note=WHY)
    return world


def reviewer_at_review() -> Seat:
    seat = Seat("lin", PASSWORD)
    seat.opens("review")
    return seat


def test_what_was_sent_back_is_not_submitted_unchanged_without_a_word_on_why(returned):
    seat = clerk_at(returned, "products")
    seat.presses("提交审核")
    (sentence,) = [item.value for item in seat.app.error if "原样" in item.value]
    assert sentence == "退回以后这一版没有改动，不能原样再次提交；确实不需要改的，请写明理由。"
    assert returned.studio.product(returned.product).status is Status.CHANGES_REQUESTED
    seat.fills(REASON, "第二条已写明，已与林岚当面核对。")
    seat.presses("提交审核")
    product = returned.studio.product(returned.product)
    assert product.status is Status.SUBMITTED and product.timeline[-1].note == "第二条已写明，已与林岚当面核对。"
    assert "提交时说明：第二条已写明，已与林岚当面核对。" in reviewer_at_review().reads()


def test_made_again_without_a_change_it_is_still_the_version_that_was_sent_back(returned):
    returned.rebuild()
    with pytest.raises(NotAllowed, match="不能原样再次提交"):
        returned.studio.act(returned.product, Action.SUBMIT, actor=returned.drafter)


def test_a_mended_version_is_submitted_without_a_reason(returned):
    returned.studio.choose_for_segment(returned.product, AMOUNT, "heading", "一餐补多少？", actor=returned.drafter)
    returned.rebuild()
    seat = clerk_at(returned, "products")
    assert REASON not in [field.label for field in seat.app.text_input]
    seat.presses("提交审核")
    assert returned.studio.product(returned.product).status is Status.SUBMITTED


def test_the_reason_stays_on_the_page_until_the_next_decision(returned):
    told = f"林岚退回第 1 版：{WHY}"
    assert told in clerk_at(returned, "products").reads()
    returned.studio.choose_for_segment(returned.product, AMOUNT, "heading", "一餐补多少？", actor=returned.drafter)
    returned.rebuild()
    assert told in clerk_at(returned, "products").reads(), "made again, it is still to be mended"
    returned.submit()
    assert told in reviewer_at_review().reads(), "who decides next sees what was asked for"
    returned.studio.act(returned.product, Action.APPROVE, actor=returned.reviewer)
    assert told not in clerk_at(returned, "products").reads()


def test_the_reason_and_the_open_remarks_stand_where_the_product_is_mended(returned):
    desk = Desk(returned)
    shown = desk.reads()
    assert f"林岚退回第 1 版：{WHY}" in shown and "林岚的批注：金额写在前面。" in shown and "林岚的批注（对整个产品）：标题太长。" in shown
    on_segment = next(item.id for item in returned.studio.product(returned.product).comments if item.segment)
    desk.app.button(key=f"settled_{on_segment}").click().run()
    desk.shows_no_fault()
    assert "金额写在前面" not in desk.reads() and "标题太长" in desk.reads()
    remark = next(item for item in returned.studio.product(returned.product).comments if item.id == on_segment)
    assert remark.resolved_by == "陈晓"
