"""On the pages nothing that is reviewed, approved, signed or published becomes a draft unasked, and its story names the right versions."""

import pytest

from studio.service import Action, Status
from tests.journeys.test_journey_in_app import Seat, clerk_at
from tests.studio_home import PASSWORD


def box(seat: Seat, label: str):
    return next(item for item in seat.app.checkbox if item.label == label)


def offered(seat: Seat) -> list[str]:
    return [button.label for button in seat.app.button]


@pytest.mark.parametrize(("step", "reason"), [("submit", "正在送审"), ("approve", "已通过审核"), ("sign_off", "已签发")])
def test_what_is_with_the_reviewers_is_not_made_again_with_the_rest(world, step, reason):
    getattr(world, step)()
    before = world.studio.product(world.product)
    seat = clerk_at(world, "products")
    assert box(seat, "政策问答").disabled and not box(seat, "政策问答").value and reason in seat.reads()
    for label in ("一图读懂", "短视频"):
        box(seat, label).uncheck()
    seat.presses("开始制作")
    assert world.studio.work_off() == 1
    after = world.studio.product(world.product)
    assert (after.status, after.revision_number) == (before.status, before.revision_number)
    assert {item.generator for item in world.studio.products(world.policy)} == {"faq", "article"}


def test_what_is_sent_to_review_while_the_page_is_open_is_not_made_again_either(world):
    seat = clerk_at(world, "products")
    assert box(seat, "政策问答").value
    world.submit()
    for label in ("一图读懂", "短视频"):
        box(seat, label).uncheck()
    seat.presses("开始制作")
    world.studio.work_off()
    assert world.studio.product(world.product).status is Status.SUBMITTED


def test_the_same_product_for_other_readers_may_be_made_meanwhile(world):
    world.submit()
    seat = clerk_at(world, "products")
    next(choice for choice in seat.app.selectbox if choice.label == "面向").select_index(1).run()
    seat.shows_no_fault()
    assert not box(seat, "政策问答").disabled and ":material/lock: 正在送审" not in seat.reads()
    for label in ("一图读懂", "短视频", "解读稿"):
        box(seat, label).uncheck()
    seat.presses("开始制作")
    world.studio.work_off()
    made = {(item.generator, item.audience): item.status for item in world.studio.products(world.policy)}
    assert made == {("faq", ""): Status.SUBMITTED, ("faq", "elderly"): Status.DRAFT}


def test_what_was_sent_back_or_published_may_be_made_again_but_what_is_public_is_not_ticked(world):
    world.sign_off()
    world.studio.act(world.product, Action.PUBLISH, actor=world.signer)
    public = box(clerk_at(world, "products"), "政策问答")
    assert not public.disabled and not public.value
    world.studio.act(world.product, Action.WITHDRAW, actor=world.signer, note="重拟")
    assert box(clerk_at(world, "products"), "政策问答").value


def test_details_that_products_say_are_saved_over_a_signature_only_after_a_question(world):
    world.sign_off()
    seat = clerk_at(world, "publish")
    seat.fills("咨询电话", "0571-87654321")
    seat.presses("保存发布信息")
    assert "政策问答（已签发）" in seat.reads() and "重新审核" in seat.reads()
    assert world.studio.product(world.product).status is Status.SIGNED
    assert next(field for field in seat.app.text_input if field.label == "咨询电话").value == "0571-87654321"
    seat.presses("仍要保存")
    assert world.studio.interpretation(world.policy).interpretation.contact == "0571-87654321"
    assert world.studio.product(world.product).status is Status.DRAFT
    assert any("政策问答须重新制作，并重新提交审核" in item.value for item in seat.app.toast)
    assert "仍要保存" not in offered(seat)


def test_details_nobody_reads_in_a_product_are_saved_without_a_question(world):
    world.sign_off()
    seat = clerk_at(world, "publish")
    seat.presses("保存发布信息")
    seat.fills("栏目名称", "政策解读")
    seat.presses("保存发布信息")
    assert "仍要保存" not in offered(seat) and world.studio.product(world.product).status is Status.SIGNED
    assert world.studio.record(world.policy).publication.column_name == "政策解读"


def test_details_are_saved_without_a_question_while_nothing_is_reviewed(world):
    seat = clerk_at(world, "publish")
    seat.fills("咨询电话", "0571-87654321")
    seat.presses("保存发布信息")
    assert "仍要保存" not in offered(seat)
    assert world.studio.interpretation(world.policy).interpretation.contact == "0571-87654321"


def test_a_question_left_alone_is_not_put_again_and_saves_nothing(world):
    world.submit()
    seat = clerk_at(world, "publish")
    seat.fills("政策页面网址", "https://www.yunhe.example/zc/7.html")
    seat.presses("保存发布信息")
    assert "政策问答（待审）" in seat.reads()
    seat.opens("review")
    seat.opens("publish")
    assert "仍要保存" not in offered(seat)
    assert world.studio.record(world.policy).publication.source_url == ""
    assert world.studio.product(world.product).status is Status.SUBMITTED


def test_what_was_signed_after_the_question_is_asked_about_again(world):
    world.approve()
    seat = clerk_at(world, "publish")
    seat.fills("咨询电话", "0571-87654321")
    seat.presses("保存发布信息")
    world.studio.act(world.product, Action.SIGN_OFF, actor=world.signer)
    seat.presses("仍要保存")
    assert "政策问答（已签发）" in seat.reads() and world.studio.product(world.product).status is Status.SIGNED
    seat.presses("仍要保存")
    assert world.studio.product(world.product).status is Status.DRAFT


def test_the_story_names_the_version_each_step_was_taken_on(world):
    world.sign_off()
    world.rebuild()
    kept = world.studio.product(world.product)
    assert kept.revision_number == 2 and kept.revisions[0].digest == kept.revisions[1].digest
    world.studio.act(world.product, Action.REQUEST_CHANGES, actor=world.signer, note="请核对电话")
    steps = {entry.action: entry.revision_number for entry in world.studio.timeline(world.product) if entry.action}
    assert steps == {Action.SUBMIT: 1, Action.APPROVE: 1, Action.SIGN_OFF: 1, Action.REQUEST_CHANGES: 2}
    seat = Seat("lin", PASSWORD)
    seat.app.session_state["policy"], seat.app.session_state["product"] = world.policy, world.product
    seat.opens("review")
    shown = next(item.body for item in seat.app.html if "签发" in item.body and "请核对电话" in item.body)
    assert shown.count("第 2 版") >= 2 and shown.count("第 1 版") >= 4, shown
