"""The pages of products in a real Chromium, opened as files: seen, heard, walked by keyboard, switched, searched, printed."""

from itertools import accumulate

import pypdfium2
import pytest
from playwright.sync_api import expect

from generators.model import Brief
from generators.registry import produce
from generators.unbroken import title_pieces
from styles import themes
from tests.journeys.browsing import IN_A_BROWSER, chromium
from tests.sample_interpretation import rich_interpretation

pytestmark = IN_A_BROWSER
SIZES = ((1366, 768), (390, 844))
PAGES = ("faq.html", "faq-scenario-1.html", "article.html", "comparison.html")

# Every text on the page with the contrast to what lies behind it; ancestors' colours are solid.
CONTRASTS = """() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => (v /= 255, v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (node) => { for (; node; node = node.parentElement) {
    const c = numbers(getComputedStyle(node).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !node.checkVisibility() || node.closest('script, .skip')) continue;
    const a = light(numbers(getComputedStyle(node).color)), b = light(ground(node));
    found.push([(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), walker.currentNode.textContent.trim().slice(0, 20)]);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    for name in ("faq", "article", "comparison"):
        _, files = produce(name, rich_interpretation(), Brief(), themes.load("government-blue"))
        for file in files:
            (folder / file.filename).write_bytes(file.data)
    return folder


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture
def open_page(browser, folder):
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    context.set_offline(True)

    def opened(name):
        page = context.new_page()
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto((folder / name).as_uri())
        return page

    yield opened
    context.close()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("size", SIZES)
def test_a_page_opened_as_a_file_fits_its_window_and_breaks_no_rule_of_its_own(open_page, name, size):
    page = open_page(name)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for switch in ("#large", "#contrast"):
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
        page.check(switch)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert page.said == []  # no script error, nothing the page's own security policy refused


LINES = """(heading) => { const lines = [], range = document.createRange(), walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) { const node = walker.currentNode; for (let at = 0; at < node.length; at++) {
    range.setStart(node, at); range.setEnd(node, at + 1); const top = Math.round(range.getBoundingClientRect().top);
    if (!lines.length || Math.abs(lines.at(-1)[0] - top) > 6) lines.push([top, '']);
    lines.at(-1)[1] += node.data[at]; } } return lines.map((line) => line[1]); }"""


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [360, 414, 768, 1280])
def test_the_lines_of_titles_end_between_words(open_page, name, width):
    page = open_page(name)
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach((item) => { item.open = true; })")
    for heading in page.locator("h1, h2, h3").all():
        lines = [line for line in heading.evaluate(LINES) if line]
        ends = set(accumulate(map(len, title_pieces("".join(lines)))))
        assert set(accumulate(map(len, lines))) <= ends, lines


@pytest.mark.parametrize("name", PAGES)
def test_text_twice_as_large_on_a_phone_stays_within_its_window(open_page, name):
    page = open_page(name)
    page.set_viewport_size({"width": 360, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '225%'")
    page.evaluate("document.querySelectorAll('details').forEach((item) => { item.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("contrasted", [False, True])
def test_all_text_stands_out_from_what_lies_behind_it(open_page, name, contrasted):
    page = open_page(name)
    page.evaluate("document.querySelectorAll('details').forEach((item) => { item.open = true; })")
    if contrasted:
        page.check("#contrast")
    measured = page.evaluate(CONTRASTS)
    assert len(measured) > 30
    wanted = 7 if contrasted else 4.5
    assert [text for ratio, text in measured if ratio < wanted] == []


def test_the_reading_switches_stay_when_the_page_is_left_and_come_back_to(open_page):
    page = open_page("faq.html")
    size = "getComputedStyle(document.querySelector('.conclusion, .answer p')).fontSize"
    usual = page.evaluate(size)
    page.check("#large")
    page.check("#contrast")
    page.click(".beside a >> nth=0")
    expect(page.locator("h1")).to_contain_text("：")
    assert page.is_checked("#large") and page.is_checked("#contrast")
    page.uncheck("#contrast")
    page.go_back()
    assert page.is_checked("#large") and not page.is_checked("#contrast")
    assert float(page.evaluate(size)[:-2]) >= 1.25 * float(usual[:-2])
    again = open_page("article.html")
    assert again.is_checked("#large")
    again.uncheck("#large")
    assert not open_page("faq.html").is_checked("#large")


def test_a_word_finds_answers_by_their_text_and_by_other_ways_to_ask(open_page):
    page = open_page("faq.html")
    page.fill("#find", "对公账户")
    shown = page.locator("details.qa:visible")
    assert 0 < shown.count() < page.locator("details.qa").count() and all("对公账户" in text for text in shown.all_text_contents())
    expect(page.locator("#found")).to_have_text(f"找到{shown.count()}条")
    page.fill("#find", "怎么申请，要带什么材料")
    assert shown.count() == 1 and "怎样申请，要带什么材料？" in shown.first.text_content()
    page.fill("#find", "没有这个词")
    expect(page.locator("#found")).to_have_text("没有找到，请换一个词")
    assert page.locator("section.group:visible").count() == 0


def test_the_keyboard_alone_reaches_switches_search_folds_and_questions_and_shows_where_it_is(open_page):
    page = open_page("faq.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    expect(page.locator(".skip")).to_be_in_viewport()
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("[document.activeElement.id, document.activeElement.tagName]"))
        assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 3, reached[-1]
    assert {"large", "contrast", "find", "fold"} <= {name for name, _ in reached} and "SUMMARY" in {tag for _, tag in reached}
    page.focus("#large")
    page.keyboard.press("Space")
    assert page.is_checked("#large")
    page.focus("details.qa > summary")
    first = page.locator("details.qa").first
    assert first.get_attribute("open") is not None
    page.keyboard.press("Enter")
    assert first.get_attribute("open") is None
    page.focus("#fold")
    page.keyboard.press("Enter")
    assert page.locator("details.qa[open]").count() in (0, page.locator("details.qa").count())


def test_headings_run_in_order_and_everything_has_a_name(open_page):
    for name in PAGES:
        page = open_page(name)
        levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map((node) => Number(node.tagName[1]))")
        assert levels[0] == 1 and all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
        for role in ("checkbox", "searchbox", "button", "link", "navigation"):
            for control in page.get_by_role(role).all():
                assert control.evaluate("(node) => (node.getAttribute('aria-label') || node.innerText || (node.labels && node.labels[0].innerText) || '').trim()")


def test_targets_are_large_enough_for_a_finger(open_page):
    page = open_page("faq.html")
    page.set_viewport_size({"width": 390, "height": 844})
    for selector in (".tools label", "#find", "#fold", ".qa > summary", ".beside a"):
        for box in (item.bounding_box() for item in page.locator(selector).all()):
            assert box is None or box["height"] >= 44, selector


@pytest.mark.parametrize("switched", [False, True])
def test_print_holds_every_answer_in_black_on_white_without_the_tools(open_page, tmp_path, switched):
    page = open_page("faq.html")
    if switched:
        page.check("#contrast")
    page.evaluate("document.querySelectorAll('details').forEach((item) => { item.open = false; })")
    page.pdf(path=tmp_path / "faq.pdf", format="A4")
    pdf = pypdfium2.PdfDocument(tmp_path / "faq.pdf")
    text = "".join(sheet.get_textpage().get_text_range() for sheet in pdf).replace("\r\n", "")
    assert "拨付至企业对公账户" in text and "依据：" in text and "高对比" not in text and "全部展开" not in text
    picture = pdf[0].render(scale=0.5).to_pil().convert("L")
    assert picture.getpixel((2, 2)) > 250 and sum(pixel > 200 for pixel in picture.getdata()) > 0.85 * picture.width * picture.height


def test_on_a_phone_the_wordings_stand_one_below_the_other_and_are_still_a_table(open_page):
    page = open_page("comparison.html")
    page.set_viewport_size({"width": 390, "height": 844})
    cells = page.locator("tbody tr").first.locator("td")
    tops = [box["y"] for box in (cells.nth(n).bounding_box() for n in range(3))]
    assert tops == sorted(tops) and len(set(tops)) == 3
    assert cells.first.evaluate("(node) => getComputedStyle(node, '::before').content") == '"原规定"'
    assert page.get_by_role("table").count() >= 1 and page.get_by_role("columnheader").count() >= 4
