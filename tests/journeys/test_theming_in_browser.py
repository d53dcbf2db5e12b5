"""A clerk on her first day makes the department's theme in a real browser, in less than two minutes."""

import io
import os
import re
import time

from PIL import Image, ImageDraw
from playwright.sync_api import expect

from studio.service import Studio
from tests.journeys.browsing import (
    IN_A_BROWSER,
    SECONDS,
    Clerk,
    chromium,
    free_port,
    newcomer,
    running_server,
)
from tests.journeys.people import PASSWORD, staffed

pytestmark = IN_A_BROWSER


def logo() -> bytes:
    image = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((40, 40, 360, 360), fill=(190, 20, 30, 255))
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def picks(clerk: Clerk, label: str, colour: str) -> None:
    """Choose a colour by its code, as somebody does who has the department's colours on a slip of paper."""
    clerk.page.get_by_test_id("stColorPicker").filter(has_text=label).get_by_test_id("stColorPickerBlock").click()
    code = clerk.page.get_by_test_id("stColorPickerPopover").locator("input").first
    code.fill(colour)
    code.press("Enter")
    clerk.page.keyboard.press("Escape")


def sample_of(clerk: Clerk) -> str:
    return clerk.page.get_by_alt_text("一图读懂样张").get_attribute("src")


def test_a_clerk_makes_her_departments_theme_on_her_first_day(tmp_path):
    with Studio.open(tmp_path) as studio:
        staffed(studio)
    with running_server(tmp_path, free_port()) as address, chromium() as browser:
        clerk = newcomer(browser, address)
        clerk.opens_the_studio()
        clerk.signs_in("drafter", PASSWORD)
        clerk.goes_to("主题", "从哪个主题开始")
        expect(clerk.page.get_by_alt_text("一图读懂样张")).to_be_visible(timeout=60 * SECONDS)
        first = sample_of(clerk)
        clerk.fills("主题名称", "民政绿")
        clerk.fills("制图单位", "云和市民政局")
        clerk.page.keyboard.press("Tab")
        clerk.sees("有改动还没有保存")
        clerk.settles()
        clerk.page.locator("input[type=file]").first.set_input_files({"name": "标识.png", "mimeType": "image/png", "buffer": logo()})
        expect(clerk.page.get_by_role("button", name="不放标识")).to_be_visible(timeout=60 * SECONDS)
        picks(clerk, "主色", "#f0c040")
        clerk.sees("字会看不清")
        clerk.page.get_by_role("button", name=re.compile("改用 #")).first.click()
        expect(clerk.page.get_by_text("字会看不清")).to_have_count(0, timeout=60 * SECONDS)
        picks(clerk, "主色", "#0a6a4f")
        clerk.page.get_by_role("radio", name="山水").or_(clerk.page.get_by_role("button", name="山水")).first.click()
        expect(clerk.page.get_by_alt_text("一图读懂样张")).not_to_have_attribute("src", first, timeout=60 * SECONDS)
        clerk.presses("保存主题")
        clerk.sees("第 1 版，陈晓")
        if folder := os.environ.get("STUDIO_PICTURES"):
            time.sleep(3)
            clerk.page.screenshot(path=f"{folder}/themes.png")
    with Studio.open(tmp_path) as studio:
        (own,) = studio.own_themes()
        theme = studio.theme(own.name)
        assert (theme.label, theme.roles.brand, theme.ornament, theme.unit_line) == ("民政绿", "#0a6a4f", "leaves", "制图单位：云和市民政局")
        assert theme.logo
