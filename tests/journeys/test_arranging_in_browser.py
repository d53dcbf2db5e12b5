"""Arranging a product at the keyboard: what one does is seen in the preview at once, saved by itself, and can be taken back."""

import re
import time

import pytest
from playwright.sync_api import expect

from studio.service import Studio
from tests.journeys.browsing import IN_A_BROWSER, chromium, free_port, newcomer, running_server
from tests.journeys.people import PASSWORD, SAMPLES, staffed

pytestmark = IN_A_BROWSER
NOTICE = SAMPLES / "xianxing_tonggao.docx"
LOADED = 30_000
"""Milliseconds granted to what takes one on a machine that does nothing else."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The page on which an infographic is arranged, opened by a clerk, and the studio's home."""
    home = tmp_path_factory.mktemp("arranging")
    with Studio.open(home) as studio:
        people = staffed(studio)
        policy = studio.upload(NOTICE.read_bytes(), NOTICE.name, actor=people.drafter).id
        studio.start_build(policy, ("infographic", "faq"), actor=people.drafter)
        studio.work_off()
    with running_server(home, free_port()) as address, chromium() as browser:
        clerk = newcomer(browser, address)
        clerk.comes_in("drafter", PASSWORD)
        clerk.page.goto(f"{address}/products?policy={policy}")
        clerk.page.get_by_role("radio", name="一图读懂").click()
        clerk.presses("编排")
        # The preview's program has yet to start: the page says so, and is never without a word.
        clerk.page.locator(".note.busy").or_(clerk.page.locator(".pane[data-shown]")).first.wait_for(timeout=LOADED)
        clerk.page.locator(".pane[data-shown]").wait_for(timeout=3 * LOADED)
        yield clerk, home


def arrangement(home):
    with Studio.open(home) as studio:
        product = next(item.id for item in studio.products() if item.generator == "infographic")
        return studio.arrangement(product)


def wait_until_kept(home, segment: str, text: str) -> None:
    deadline = time.monotonic() + LOADED / 1000
    with Studio.open(home) as studio:
        who = next(person.id for person in studio.people() if person.account == "drafter")
        product = next(item.id for item in studio.products() if item.generator == "infographic")
        while studio.unsaved(f"brief/{product}/{segment}/heading", actor=who) != text:
            assert time.monotonic() < deadline, "what was typed is not kept"
            time.sleep(0.2)


def picture(clerk) -> str:
    return clerk.page.locator(".pane").first.get_attribute("data-shown")


def sees_another_picture(clerk, former: str) -> None:
    expect(clerk.page.locator(".pane").first).not_to_have_attribute("data-shown", former, timeout=LOADED)


def rows(clerk) -> list[str]:
    return clerk.page.locator(".row").evaluate_all("rows => rows.map(row => row.dataset.segment)")


def wait_until_listed(clerk, first: str, second: str) -> None:
    wait_until(lambda: (listed := rows(clerk)).index(first) < listed.index(second), "the list keeps the former order")


def wait_until(holds, otherwise: str) -> None:
    deadline = time.monotonic() + LOADED / 1000
    while not holds():
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.2)


def content(home) -> list[str]:
    return [item.id for item in arrangement(home).segments if not item.outlined.furniture]


def opened(clerk, home, chosen: str, label: str = "正文", of: str = "text"):
    """Choose a segment and return the field with its words, which shows another segment's until the page has answered."""
    clerk.page.locator(f'[data-segment="{chosen}"] .name').click()
    field = clerk.page.get_by_label(label, exact=True)
    expect(field).to_have_value(getattr(arrangement(home).segment(chosen).shown, of), timeout=LOADED)
    return field


def test_typing_is_seen_before_it_is_saved_and_saved_when_the_cursor_leaves(desk):
    clerk, home = desk
    chosen = content(home)[0]
    field = opened(clerk, home, chosen)
    before, words = picture(clerk), field.input_value()
    field.press_sequentially("改")
    sees_another_picture(clerk, before)
    assert not arrangement(home).segment(chosen).changed
    field.press("Tab")
    clerk.page.locator(f'[data-segment="{chosen}"] em', has_text="已改").or_(
        clerk.page.locator(f'[data-segment="{chosen}"] em.blocking')
    ).or_(clerk.page.locator(f'[data-segment="{chosen}"] em.confirm')).first.wait_for(timeout=LOADED)
    assert arrangement(home).segment(chosen).shown.text == words + "改"

    clerk.presses("撤销")
    expect(field).to_have_value(words, timeout=LOADED)
    assert not arrangement(home).segment(chosen).changed
    clerk.presses("重做")
    expect(field).to_have_value(words + "改", timeout=LOADED)
    clerk.presses("恢复原文")
    expect(field).to_have_value(words, timeout=LOADED)


def test_a_heading_the_picture_does_not_show_is_not_offered_for_rewording(desk):
    clerk, home = desk
    reason = next(item for item in arrangement(home).segments if item.outlined.kind == "reason")
    clerk.page.locator(f'[data-segment="{reason.id}"] .name').click()
    expect(clerk.page.get_by_label("正文", exact=True)).to_have_value(reason.shown.text, timeout=LOADED)
    expect(clerk.page.get_by_label("小标题", exact=True)).to_have_count(0)
    card = next(item for item in arrangement(home).segments if item.outlined.kind == "card")
    clerk.page.locator(f'[data-segment="{card.id}"] .name').click()
    expect(clerk.page.get_by_label("小标题", exact=True)).to_have_value(card.shown.heading, timeout=LOADED)


def test_a_false_statement_is_marked_while_it_is_being_typed(desk):
    clerk, home = desk
    chosen = next(item.id for item in arrangement(home).segments if "元" in item.shown.text or "日" in item.shown.text)
    field = opened(clerk, home, chosen)
    words = field.input_value()
    field.fill("自2031年9月9日起，每辆车奖励9876元。")
    clerk.sees("与条款不符")
    field.fill(words)
    expect(clerk.page.get_by_text("与条款不符")).to_have_count(0, timeout=LOADED)
    field.press("Tab")


def test_what_is_being_typed_survives_a_reload(desk):
    clerk, home = desk
    chosen = next(item.id for item in arrangement(home).segments if item.titled and item.shown.heading and not item.outlined.furniture)
    field = opened(clerk, home, chosen, "小标题", "heading")
    words = field.input_value()
    field.fill("还没写完的标题")
    clerk.page.get_by_text("7 字", exact=True).wait_for(timeout=LOADED)
    expect(clerk.page.locator(".pane .mark")).to_be_visible(timeout=LOADED)
    wait_until_kept(home, chosen, "还没写完的标题")
    clerk.page.reload()
    clerk.page.locator(".pane[data-shown]").wait_for(timeout=LOADED)
    assert f"segment={chosen}" in clerk.page.url
    expect(field).to_have_value("还没写完的标题", timeout=LOADED)
    field.fill(words)
    field.press("Tab")
    clerk.page.wait_for_timeout(1500)
    assert not arrangement(home).segment(chosen).changed


def test_a_segment_is_hidden_for_a_reason_and_shown_again(desk):
    clerk, home = desk
    chosen = content(home)[1]
    row = clerk.page.locator(f'[data-segment="{chosen}"]')
    before = picture(clerk)
    row.locator("input[type=checkbox]").click()
    clerk.presses("与群众办事无关")
    sees_another_picture(clerk, before)
    expect(row).to_contain_text("不显示：与群众办事无关", timeout=LOADED)
    assert arrangement(home).segment(chosen).hidden == "与群众办事无关"
    hidden = picture(clerk)
    row.locator("input[type=checkbox]").click()
    sees_another_picture(clerk, hidden)
    assert not arrangement(home).segment(chosen).hidden


def test_segments_are_moved_by_button_and_by_dragging(desk):
    clerk, home = desk
    groups: dict[str, list[str]] = {}
    for item in arrangement(home).segments:
        if not item.outlined.furniture:
            groups.setdefault(item.outlined.group, []).append(item.id)
    group = max(groups.values(), key=len)
    before = picture(clerk)
    row = clerk.page.locator(f'[data-segment="{group[0]}"]')
    row.locator(".name").click()  # a chosen row keeps its buttons in sight
    row.get_by_role("button", name="下移").click()
    sees_another_picture(clerk, before)
    wait_until_listed(clerk, group[1], group[0])
    again = picture(clerk)
    first = clerk.page.locator(f'[data-segment="{group[1]}"]')
    row.locator(".grip").drag_to(first, target_position={"x": 60, "y": 3})
    wait_until_listed(clerk, group[0], group[1])
    sees_another_picture(clerk, again)


def test_a_drag_is_given_up_with_escape(desk):
    clerk, home = desk
    page = clerk.page
    order = [item.id for item in arrangement(home).segments]
    wait_until(lambda: rows(clerk) == order, "the list is not in the order that is saved")
    first, second = content(home)[:2]
    page.locator(f'[data-segment="{second}"] .grip').hover()
    page.mouse.down()
    page.locator(f'[data-segment="{first}"]').hover(position={"x": 60, "y": 4})
    expect(page.locator(".row.moved")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".row.moved")).to_have_count(0)
    page.mouse.up()
    assert rows(clerk) == order
    page.locator(f'[data-segment="{first}"] .name').click()
    expect(page.locator(f'[data-segment="{first}"]')).to_have_class("row chosen", timeout=LOADED)


def test_clicking_the_preview_chooses_the_segment_there(desk):
    clerk, home = desk
    chosen = content(home)[-1]
    clerk.page.locator(f'[data-segment="{chosen}"] .name').click()
    mark = clerk.page.locator(".pane .mark")
    expect(mark).to_be_in_viewport(timeout=LOADED)
    clerk.page.locator(f'[data-segment="{content(home)[0]}"] .name').click()
    clerk.page.wait_for_timeout(1500)
    box = mark.bounding_box()
    clerk.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(clerk.page.locator(f'[data-segment="{content(home)[0]}"]')).to_have_class("row chosen", timeout=LOADED)


def test_two_themes_are_compared_and_one_is_taken(desk):
    clerk, home = desk
    clerk.page.get_by_text("比较两个主题").click()
    expect(clerk.page.locator(".pane[data-shown]")).to_have_count(2, timeout=3 * LOADED)
    other = clerk.page.locator(".pane").nth(1)
    before = other.get_attribute("data-shown")
    clerk.page.get_by_role("radio", name="庄重红").click()
    expect(other).not_to_have_attribute("data-shown", before, timeout=LOADED)
    clerk.presses("用这个主题")
    expect(clerk.page.get_by_text("现在的主题：庄重红")).to_be_visible(timeout=LOADED)
    assert arrangement(home).brief.theme == "formal-red"
    clerk.page.get_by_text("比较两个主题").click()
    clerk.page.locator(".row").first.wait_for(timeout=LOADED)


def test_a_problem_leads_to_its_segment(desk):
    clerk, home = desk
    chosen = content(home)[0]
    field = opened(clerk, home, chosen)
    field.fill("自2031年9月9日起，每辆车奖励9876元。")
    field.press("Tab")
    clerk.page.locator(f'[data-segment="{chosen}"] em.blocking').wait_for(timeout=LOADED)
    clerk.page.locator(f'[data-segment="{content(home)[-1]}"] .name').click()
    clerk.page.get_by_role("radio", name="核对").click()
    clerk.page.get_by_role("button", name="到片段").first.click()
    expect(field).to_have_value("自2031年9月9日起，每辆车奖励9876元。", timeout=LOADED)
    clerk.presses("恢复原文")


def test_a_link_pressed_while_a_text_is_being_typed_opens_its_page_and_the_text_is_kept(desk):
    clerk, _ = desk
    clerk.goes_to("问答与要点", "条待确认")
    answer = clerk.page.get_by_label("答复", exact=True)
    answer.press_sequentially("还没写完")
    clerk.page.get_by_role("link", name="政策记录").first.click()
    clerk.sees("对照右侧原文")
    clerk.goes_to("问答与要点", "条待确认")
    expect(clerk.page.get_by_label("答复", exact=True)).to_have_value(re.compile("还没写完"), timeout=LOADED)
