"""What a person chose for a segment is taken back by a button that says what it takes back, and every choice shows what is stored."""

import pytest

from tests.journeys.test_arranging_in_app import Desk, pressable

BACK = {"恢复原文", "恢复原图标", "恢复自动版式", "恢复原样"}


@pytest.fixture
def pictured(world):
    """Return the studio with an infographic to arrange, and the id of a segment that offers layouts."""
    (job,) = world.studio.start_build(world.policy, ["infographic"], actor=world.drafter)
    world.studio.work_off()
    world.product = world.studio.job(job).product_id
    segments = world.studio.arrangement(world.product).segments
    world.segment = next(item.id for item in segments if len(world.studio.layouts_for(world.product, item.shown)) > 1 and item.titled)
    return world


def desk_at(world) -> Desk:
    desk = Desk(world)
    desk.app.session_state["segment"] = world.segment
    desk.app.run()
    desk.shows_no_fault()
    return desk


def layouts(desk: Desk):
    return next(box for box in desk.app.selectbox if box.label == "版式")


def arranged(world):
    return world.studio.arrangement(world.product).segment(world.segment)


def test_the_choice_of_a_layout_shows_what_is_stored_also_after_going_back(pictured):
    desk = desk_at(pictured)
    name = pictured.studio.layouts_for(pictured.product, arranged(pictured).shown)[-1][0]
    layouts(desk).set_value(name).run()
    assert arranged(pictured).shown.layout == name and layouts(desk).value == name
    desk.presses("撤销")
    assert arranged(pictured).shown.layout == "" and layouts(desk).value == ""
    desk.presses("重做")
    assert arranged(pictured).shown.layout == name and layouts(desk).value == name
    desk.presses("恢复自动版式")
    assert not arranged(pictured).changed and layouts(desk).value == ""


def test_the_button_says_what_it_takes_back_and_takes_it_back_in_one_step(pictured):
    def choose(field: str, value: str) -> None:
        pictured.studio.choose_for_segment(pictured.product, pictured.segment, field, value, actor=pictured.drafter)

    def offered() -> tuple[set[str], str]:
        desk = desk_at(pictured)
        found = [button for button in desk.app.button if button.label in BACK]
        return {button.label for button in found}, found[0].help if found else ""

    assert offered() == (set(), "")
    choose("icon", "phone")
    assert offered() == ({"恢复原图标"}, "去掉这个片段改过的图标，用回原来的。")
    choose("icon", arranged(pictured).outlined.icon)
    choose("heading", "补多少")
    assert offered() == ({"恢复原文"}, "去掉这个片段改过的小标题，用回原来的。")
    choose("layout", pictured.studio.layouts_for(pictured.product, arranged(pictured).shown)[-1][0])
    assert offered() == ({"恢复原样"}, "去掉这个片段改过的小标题、版式，用回原来的。")
    desk = desk_at(pictured)
    desk.presses("恢复原样")
    assert not arranged(pictured).changed and not BACK & set(pressable(desk))
    desk.presses("撤销")
    assert arranged(pictured).changed == ("heading", "layout")
