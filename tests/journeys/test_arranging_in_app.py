"""The page on which a product is arranged, without a browser: what it says and what its buttons do."""

import time

from studio.pages import session
from studio.processes import previewing
from tests.journeys.test_journey_in_app import Seat
from tests.studio_home import PASSWORD, POLICY

AMOUNT = "answer-how_much"


class Desk(Seat):
    """The tab of somebody who arranges the product."""

    def __init__(self, world) -> None:
        self.world = world
        super().__init__("chen", PASSWORD)
        self.app.session_state["policy"] = world.policy
        self.app.session_state["product"] = world.product
        self.app.session_state["segment"] = AMOUNT
        self.opens("arrange")

    def arrangement(self):
        return self.world.studio.arrangement(self.world.product)


def test_what_was_done_is_undone_and_done_again(world):
    world.studio.choose_for_segment(world.product, AMOUNT, "heading", "能领多少？", actor=world.drafter)
    desk = Desk(world)
    assert "编排：政策问答" in desk.reads()
    desk.presses("撤销")
    assert not desk.arrangement().segment(AMOUNT).changed
    desk.presses("重做")
    assert desk.arrangement().segment(AMOUNT).shown.heading == "能领多少？"
    desk.presses("恢复原文")
    assert not desk.arrangement().segment(AMOUNT).changed


def test_a_wording_whose_clause_changed_is_confirmed_by_a_button(world):
    world.studio.choose_for_segment(world.product, AMOUNT, "text", "满80周岁的每餐5元。", actor=world.drafter)
    begun = world.studio.begin_upload(POLICY.replace("补贴3元".encode(), "补贴4元".encode()), "新稿.txt", actor=world.drafter)
    world.studio.settle_upload(begun.id, actor=world.drafter, continues=world.policy)
    for answer in world.studio.interpretation(world.policy).interpretation.stale_statements():
        if hasattr(answer, "question"):
            world.studio.accept_answer(world.policy, answer.question, actor=world.drafter)
    desk = Desk(world)
    assert "改写之后依据的条款或要点有了变化" in desk.reads()
    desk.presses("仍然正确")
    assert not desk.arrangement().segment(AMOUNT).outdated
    assert "改写之后依据的条款或要点有了变化" not in desk.reads()


def test_a_shorter_text_is_offered_only_where_there_is_one(world):
    desk = Desk(world)
    name = world.studio.shorter(world.product, AMOUNT, desk.arrangement().segment(AMOUNT).shown.text)
    assert name == "" and "精简正文" not in offered(desk)
    long = "满80周岁的老年人，每人每餐补贴5元。符合条件的老年人到社区食堂用餐，由工作人员帮助。大家都可以来看看、坐坐、说说话。"
    world.studio.choose_for_segment(world.product, AMOUNT, "text", long, actor=world.drafter)
    shorter = world.studio.shorter(world.product, AMOUNT, long)
    assert ("精简正文" in offered(Desk(world))) == bool(shorter)


def offered(desk) -> list[str]:
    return [block.proto.popover.label for block in desk.app.get("popover")]


def test_the_page_of_products_leads_to_it(world):
    desk = Desk(world)
    desk.opens("products")
    desk.presses("编排")
    assert "编排：政策问答" in desk.reads()


def test_whoever_signs_in_after_somebody_signed_out_begins_at_the_library(world):
    desk = Desk(world)
    desk.presses("退出登录")
    desk.app.text_input[0].set_value("lin")
    desk.app.text_input[1].set_value(PASSWORD)
    desk.presses("登录")
    assert "编排：" not in desk.reads() and "政策库" in desk.reads()


def test_a_preview_that_could_not_be_made_is_told_and_tried_again(world, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(previewing, "STARTING_SECONDS", 0.0)
        desk = Desk(world)
        settled(desk)
        assert "再试一次" in pressable(desk)
    desk.presses("再试一次")
    settled(desk)
    assert "再试一次" not in pressable(desk)


def settled(desk) -> None:
    """Draw the page anew until the preview is there or cannot be."""
    asked = session.studio().previewer._wanted
    deadline = time.monotonic() + 120
    while not all(future.done() for future in list(asked.values())):
        assert time.monotonic() < deadline, "the preview neither comes nor fails"
        time.sleep(0.1)
    desk.app.run()
    desk.shows_no_fault()


def pressable(desk) -> list[str]:
    return [button.label for button in desk.app.button]


def test_what_is_being_reviewed_is_not_offered_for_arranging_and_one_sentence_says_why(world):
    desk = Desk(world)
    desk.opens("products")
    assert {"编排", "重新制作"} <= set(pressable(desk))
    world.submit()
    desk.opens("products")
    assert not {"编排", "重新制作"} & set(pressable(desk)) and "收回修改" in pressable(desk)
    assert "正在送审，不能编排和重新制作；收回修改或被退回后可以" in desk.reads()
    desk.opens("arrange")
    assert "正在送审" in desk.reads() and "撤销" not in pressable(desk)
    desk.opens("products")
    desk.presses("收回修改")
    assert {"编排", "重新制作"} <= set(pressable(desk))


def test_a_reviewer_is_offered_neither_making_nor_arranging_nor_uploading(world):
    seat = Seat("lin", PASSWORD)
    assert "读取并建立政策记录" not in pressable(seat)
    seat.app.session_state["policy"] = world.policy
    seat.opens("products")
    assert not {"编排", "重新制作", "开始制作", "添加图片"} & set(pressable(seat))
    assert "编排和制作由拟稿人进行" in seat.reads()
    world.submit()
    seat.opens("products")
    assert not {"退回修改", "审核通过"} & set(pressable(seat)), "a step that needs a reason has no field for it here"
    seat.opens("review")
    assert {"退回修改", "审核通过"} <= set(pressable(seat))
