"""Putting things away on the pages: policies, products, an old version, a clause an answer no longer rests on. Nothing is lost by it."""

import pytest

from studio.service import Action, NotAllowed, Status
from tests.journeys.test_journey_in_app import Seat, clerk_at
from tests.studio_home import OLD_POLICY, PASSWORD, POLICY


def test_a_policy_is_archived_and_brought_back(world):
    seat = clerk_at(world, "library")
    seat.presses("确认归档")
    assert world.studio.policies() == () and "老年助餐" not in seat.reads()
    seat.app.toggle(key="library_archived").set_value(True).run()
    seat.presses("恢复")
    assert [policy.id for policy in world.studio.policies()] == [world.policy]


def test_who_may_not_archive_is_not_offered_it(world):
    seat = Seat("lin", PASSWORD)
    assert "打开" in [button.label for button in seat.app.button] and "确认归档" not in [button.label for button in seat.app.button]


def test_a_removed_product_is_off_the_list_and_comes_back_as_it_was_arranged(world):
    world.studio.choose_for_product(world.product, "title", "助餐补贴问答", actor=world.drafter)
    seat = clerk_at(world, "products")
    seat.presses("确认移除")
    assert world.studio.products(world.policy) == () and "还没有产品" in seat.reads()
    assert not world.studio.omissions(world.policy) or all(item.text for item in world.studio.omissions(world.policy))
    world.studio.start_build(world.policy, ["faq"], actor=world.drafter)
    world.studio.work_off()
    (back,) = world.studio.products(world.policy)
    assert back.id == world.product and world.studio.product(back.id).title == "助餐补贴问答"
    assert [revision.number for revision in world.studio.product(back.id).revisions] == [1, 2]
    assert world.studio.verify_audit() == ()


def test_what_is_reviewed_or_published_is_not_removed(world):
    world.submit()
    assert "确认移除" not in [button.label for button in clerk_at(world, "products").app.button]
    with pytest.raises(NotAllowed, match="送审中"):
        world.studio.remove_product(world.product, actor=world.drafter)
    world.studio.act(world.product, Action.APPROVE, actor=world.reviewer)
    world.studio.act(world.product, Action.SIGN_OFF, actor=world.signer)
    world.studio.act(world.product, Action.PUBLISH, actor=world.signer)
    with pytest.raises(NotAllowed, match="先撤回"):
        world.studio.remove_product(world.product, actor=world.drafter)


def test_an_old_version_is_compared_with_no_longer(world):
    world.studio.attach_old_version(world.policy, OLD_POLICY, "旧办法.txt", actor=world.drafter)
    assert world.studio.interpretation(world.policy).interpretation.differences
    seat = clerk_at(world, "record")
    seat.app.segmented_control(key="record_part").set_value("versions").run()
    seat.presses("不再对照这份旧版")
    interpretation = world.studio.interpretation(world.policy).interpretation
    assert interpretation.differences == () and world.studio.record(world.policy).old_title == ""
    assert "上传旧版政策后" in seat.reads()


def test_a_clause_is_taken_away_from_what_an_answer_rests_on(world):
    document = world.studio.record(world.policy).document
    first, second = (clause.ref for clause in document.clauses if clause.label in ("第三条", "第四条"))
    question = next(item.question for item in world.studio.interpretation(world.policy).interpretation.answers if item.citations)
    world.studio.edit_answer(world.policy, question, "每人每餐补贴3元。", actor=world.drafter, cited=[(first, ""), (second, "")])
    seat = clerk_at(world, "interpret")
    seat.app.session_state["question"] = question
    seat.app.run()
    seat.presses(f"去掉{document.address(second)}")
    answer = world.studio.interpretation(world.policy).interpretation.answer(question)
    assert {citation.ref for citation in answer.citations} == {first} and answer.text == "每人每餐补贴3元。"
    assert not [button.label for button in seat.app.button if button.label.startswith("去掉第")], "the last one stays"


def test_the_review_page_keeps_the_segments_beside_the_product(world):
    seat = Seat("lin", PASSWORD)
    seat.opens("review")
    assert [tab.label for tab in seat.app.tabs][:2] == ["成品", f"逐段核对（{len(world.studio.product(world.product).segments)}）"]


def test_a_policy_uploaded_again_after_it_was_archived_is_told_where_it_is(world):
    world.studio.archive(world.policy, actor=world.drafter)
    seat = clerk_at(world, "library")
    seat.app.file_uploader[0].upload("助餐补贴办法.txt", POLICY, "text/plain").run()
    seat.presses("读取并建立政策记录")
    assert "已归档" in seat.app.error[0].value


def test_what_was_signed_when_it_was_removed_is_brought_back_and_not_made_over(world):
    world.sign_off()
    before = world.studio.interpretation(world.policy).version
    world.studio.set_publication_details(world.policy, actor=world.drafter, contact="0571-87654321")
    clerk_at(world, "products").presses("确认移除")
    assert world.studio.removed_in_review(world.policy) == (), "lapsed, it may be made anew"
    world.studio.restore_version(world.policy, before, actor=world.drafter)
    seat = clerk_at(world, "products")
    box = next(box for box in seat.app.checkbox if box.label == "政策问答")
    assert box.disabled and not box.value and "仍是“已签发”" in seat.reads()
    with pytest.raises(NotAllowed, match="请先恢复它"):
        world.studio.start_build(world.policy, ["faq"], actor=world.drafter)
    seat.presses("恢复政策问答")
    (back,) = world.studio.products(world.policy)
    assert back.id == world.product and back.status is Status.SIGNED and world.studio.verify_audit() == ()
