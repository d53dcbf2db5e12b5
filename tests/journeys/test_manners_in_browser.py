"""What only a browser shows: one sound at a time, what opened closes again, an address there is not is told of in Chinese."""


import pytest
from playwright.sync_api import expect

from studio.service import Studio
from tests.journeys.browsing import IN_A_BROWSER, SECONDS, chromium, free_port, newcomer, running_server
from tests.journeys.people import PASSWORD, SAMPLES, staffed

pytestmark = IN_A_BROWSER
NOTICE = SAMPLES / "xianxing_tonggao.docx"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A browser with the studio's address, the policy and its video."""
    home = tmp_path_factory.mktemp("manners")
    with Studio.open(home) as studio:
        people = staffed(studio)
        policy = studio.upload(NOTICE.read_bytes(), NOTICE.name, actor=people.drafter).id
        studio.start_build(policy, ("video",), actor=people.drafter, options={"voice": "none"})
        product = studio.products(policy)[0].id
    with running_server(home, free_port()) as address, chromium("--autoplay-policy=no-user-gesture-required") as browser:
        clerk = newcomer(browser, address)
        clerk.comes_in("drafter", PASSWORD)
        yield clerk, policy, product


def test_what_asked_closes_when_it_was_done(place):
    clerk, policy, _ = place
    clerk.page.goto(f"{clerk.address}/interpret?policy={policy}")
    clerk.presses("全部采纳")
    button = clerk.page.get_by_role("button", name="已通读，全部采纳", exact=True)
    button.click()
    expect(button).to_be_hidden(timeout=60 * SECONDS)
    clerk.sees("还有 0 条待确认")
    clerk.presses("增加一个问题")
    expect(clerk.page.get_by_placeholder("群众还会问什么？")).to_be_visible(timeout=60 * SECONDS)


@pytest.mark.parametrize("page", ["library", "library2", "政策库"])
def test_the_first_page_has_its_name_as_an_address_and_an_unknown_one_leads_there_in_chinese(place, page):
    clerk, _, _ = place
    clerk.page.goto(f"{clerk.address}/{page}")
    clerk.sees("上传政策文件")
    if page == "library":
        clerk.page.wait_for_timeout(2 * SECONDS)
        expect(clerk.page.get_by_role("dialog")).to_have_count(0)
    else:
        dialog = clerk.page.get_by_role("dialog")
        expect(dialog).to_contain_text("没有这个页面", timeout=60 * SECONDS)
        expect(dialog).not_to_contain_text("page", ignore_case=True)


def test_whatever_begins_to_play_stops_what_was_playing(place):
    clerk, policy, product = place
    clerk.page.goto(f"{clerk.address}/arrange?policy={policy}&product={product}")
    clerk.page.get_by_role("button", name="预览整片").wait_for(timeout=120 * SECONDS)
    clerk.page.evaluate(
        """() => {
          const rate = 8000, seconds = 60, bytes = new Uint8Array(44 + rate * seconds).fill(128), view = new DataView(bytes.buffer)
          const put = (at, word) => [...word].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)))
          put(0, "RIFF"); view.setUint32(4, 36 + rate * seconds, true); put(8, "WAVEfmt "); view.setUint32(16, 16, true)
          view.setUint16(20, 1, true); view.setUint16(22, 1, true); view.setUint32(24, rate, true); view.setUint32(28, rate, true)
          view.setUint16(32, 1, true); view.setUint16(34, 8, true); put(36, "data"); view.setUint32(40, rate * seconds, true)
          const sound = new Audio(URL.createObjectURL(new Blob([bytes], { type: "audio/wav" })))
          sound.id = "heard"
          document.body.append(sound)
          return sound.play()
        }"""
    )
    assert not clerk.page.evaluate("document.querySelector('#heard').paused")
    clerk.page.get_by_role("button", name="预览整片").click()
    clerk.page.wait_for_function("[...document.querySelectorAll('video')].some(film => !film.paused)", timeout=240 * SECONDS)
    assert clerk.page.evaluate("document.querySelector('#heard').paused"), "the scene's sound goes on under the film"
    clerk.page.evaluate("document.querySelector('#heard').play()")
    clerk.page.wait_for_function("[...document.querySelectorAll('video')].every(film => film.paused)", timeout=60 * SECONDS)
