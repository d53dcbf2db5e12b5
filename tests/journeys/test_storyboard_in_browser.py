"""A video at the keyboard: its scenes as pictures, one edited, recorded and heard, the shapes chosen, the whole played."""

import io
import re
import sys
import wave
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect

from studio.service import Studio
from tests.journeys.browsing import IN_A_BROWSER, chromium, free_port, newcomer, running_server
from tests.journeys.people import PASSWORD, staffed
from tests.studio_home import POLICY

sys.path.insert(0, str(Path(__file__).parent.parent / "materials"))
from making_files import sound  # noqa: E402

pytestmark = IN_A_BROWSER
LOADED = 60_000
"""Milliseconds granted to what takes a second on a machine that does nothing else."""

PITCH = 587.0
"""Hertz of what the microphone hears."""


def syllables() -> bytes:
    """Return what somebody says into the microphone: a tone broken up as speech is, which a browser does not take for noise."""
    second = np.arange(48_000 * 12) / 48_000
    tone = 0.4 * np.sin(2 * np.pi * PITCH * second) * (second % 0.4 < 0.28)
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes((tone * 32767).astype("<i2").tobytes())
    return target.getvalue()


def loudest(heard: bytes) -> tuple[float, float]:
    """Return the pitch (Hz) that is loudest in a WAV file, and its length (s)."""
    with wave.open(io.BytesIO(heard)) as file:
        samples, rate = np.frombuffer(file.readframes(file.getnframes()), "<i2"), file.getframerate()
    return float(np.argmax(np.abs(np.fft.rfft(samples))) * rate / len(samples)), len(samples) / rate


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The page on which a short video without voice is arranged, opened by a clerk, with the studio's home and the product."""
    home = tmp_path_factory.mktemp("filming")
    with Studio.open(home) as studio:
        people = staffed(studio)
        policy = studio.upload(POLICY, "助餐补贴办法.txt", actor=people.drafter).id
        (job,) = studio.start_build(policy, ["video"], actor=people.drafter, options={"voice": "none", "seconds": "12", "captions": "file"})
        studio.work_off()
        product = studio.job(job).product_id
    spoken = tmp_path_factory.mktemp("microphone") / "spoken.wav"
    spoken.write_bytes(syllables())
    microphone = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", f"--use-file-for-fake-audio-capture={spoken}")
    with running_server(home, free_port()) as address, chromium(*microphone) as browser:
        clerk = newcomer(browser, address, permissions=["microphone"])
        clerk.comes_in("drafter", PASSWORD)
        clerk.page.goto(f"{address}/arrange?policy={policy}&product={product}")
        clerk.page.locator(".pane[data-shown]").wait_for(timeout=3 * LOADED)
        yield clerk, home, product


def scenes(clerk):
    return clerk.page.locator(".row:has(.picture[style*='background-image'])")


def arrangement(home, product):
    with Studio.open(home) as studio:
        return studio.arrangement(product)


def test_the_storyboard_shows_every_scene_with_picture_length_and_clause(desk):
    clerk, home, product = desk
    expect(scenes(clerk).first).to_be_visible(timeout=LOADED)
    with Studio.open(home) as studio:
        board = studio.storyboard(product)
    assert scenes(clerk).count() == len(board.scenes)
    for number, scene in enumerate(board.scenes):
        expect(scenes(clerk).nth(number)).to_contain_text("秒")
        expect(scenes(clerk).nth(number)).to_contain_text(scene.segment.basis)
    clerk.sees("预计")


def test_a_scene_is_edited_recorded_and_heard(desk):
    clerk, home, product = desk
    page = clerk.page
    content = next(item for item in arrangement(home, product).segments if not item.outlined.furniture and item.shown.narration)
    page.locator(f".row[data-segment='{content.id}'] .name").click()
    words = page.locator("textarea[aria-label='解说词']")
    expect(words).to_have_value(content.shown.narration, timeout=LOADED)
    expect(page.get_by_text("这一段没有声音")).to_be_visible(timeout=LOADED)
    clerk.presses("自己录音")
    page.get_by_role("tab", name="上传录音").click()
    file = {"name": "录音.wav", "mimeType": "audio/wav", "buffer": sound("wav", "pcm_s16le", seconds=9.0)}
    page.locator("[data-testid=stFileUploaderDropzoneInput]").last.set_input_files(file)
    clerk.presses("用这段录音")
    expect(page.get_by_role("button", name="移除录音")).to_be_visible(timeout=LOADED)
    words.fill(content.shown.narration[:-1] + "，请相互转告。")
    words.blur()
    clerk.presses("试听")
    player = page.locator("audio").first
    player.wait_for(timeout=LOADED)
    page.wait_for_function("document.querySelector('audio').duration > 9", timeout=LOADED)
    assert "相互转告" in arrangement(home, product).segment(content.id).shown.narration
    expect(page.locator(f".row[data-segment='{content.id}']")).to_contain_text("录音")
    clerk.presses("移除录音")
    expect(page.get_by_text("这一段没有声音")).to_be_visible(timeout=LOADED)


def test_a_scene_is_recorded_through_the_microphone(desk):
    clerk, home, product = desk
    page = clerk.page
    content = next(item for item in arrangement(home, product).segments if not item.outlined.furniture and item.shown.narration)
    page.locator(f".row[data-segment='{content.id}'] .name").click()
    clerk.presses("自己录音")
    page.get_by_role("tab", name="用麦克风录").click()
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.locator("[data-testid=stAudioInputWaveformTimeCode]")).to_have_text(re.compile(r"00:(09|[1-5]\d)"), timeout=LOADED)
    page.get_by_role("button", name="Stop recording").click()
    taken = page.get_by_role("button", name="用这段录音")
    expect(taken).to_be_enabled(timeout=LOADED)
    taken.click()
    expect(page.get_by_role("button", name="移除录音")).to_be_visible(timeout=LOADED)
    with Studio.open(home) as studio:
        scene = studio.storyboard(product).scene(content.id)
        (recording,) = studio.arrangement(product).brief.materials
    assert (scene.voice, recording.kind, recording.segment) == ("recorded", "recording", content.id)
    clerk.presses("试听")
    page.locator("audio").first.wait_for(timeout=LOADED)
    heard = page.request.get(page.evaluate("document.querySelector('audio').currentSrc")).body()
    pitch, seconds = loudest(heard)
    assert abs(pitch - PITCH) < 3
    assert seconds > 8
    page.evaluate("addEventListener('playing', () => { window.playing = true }, true)")
    clerk.presses("试听")  # the same sound once more
    page.wait_for_function("window.playing", timeout=LOADED)
    clerk.presses("移除录音")
    expect(page.get_by_text("这一段没有声音")).to_be_visible(timeout=LOADED)


def test_the_whole_is_watched_before_it_is_made(desk):
    clerk, home, product = desk
    page = clerk.page
    clerk.presses("预览整片")
    dialog = page.get_by_role("dialog")
    dialog.locator("video").wait_for(timeout=LOADED)
    page.wait_for_function("document.querySelector('video').videoWidth === 1280", timeout=LOADED)
    page.wait_for_function("document.querySelector('video').textTracks[0]?.cues?.length > 2", timeout=LOADED)  # its captions are a file
    page.wait_for_function("document.querySelector('video').currentTime > 1", timeout=LOADED)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden(timeout=LOADED)


def test_shapes_are_chosen_and_the_still_follows(desk):
    clerk, home, product = desk
    page = clerk.page
    before = page.locator(".pane").first.get_attribute("data-shown")
    clerk.presses("声音与画面")
    for shape, kept in (("竖屏 9:16", "16:9,9:16"), ("横屏 16:9", "9:16")):
        for _ in range(4):  # a click on a page that is being drawn anew can be lost
            if arrangement(home, product).brief.options.get("aspects") != kept:
                page.get_by_role("button", name=shape).click()
                clerk.page.wait_for_timeout(6000)
    assert arrangement(home, product).brief.options["aspects"] == "9:16"
    expect(page.locator(".pane").first).not_to_have_attribute("data-shown", before, timeout=LOADED)
    page.keyboard.press("Escape")


def test_the_whole_is_watched_in_the_shape_one_chooses(desk):
    clerk, home, product = desk
    page = clerk.page
    made_wide_and_tall(home, product)
    page.reload()
    page.locator(".pane[data-shown]").wait_for(timeout=3 * LOADED)
    clerk.presses("预览整片")
    dialog = page.get_by_role("dialog")
    dialog.locator("video").wait_for(timeout=LOADED)
    dialog.get_by_text("竖屏 9:16").click()
    page.wait_for_function("document.querySelector('video')?.videoHeight === 1280", timeout=LOADED)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden(timeout=LOADED)


def test_every_shape_of_the_film_can_be_looked_at_while_it_is_arranged(desk):
    clerk, home, product = desk
    page = clerk.page
    made_wide_and_tall(home, product)
    page.reload()
    wide = size_of_still(page)
    assert wide[0] > wide[1]
    before = page.locator(".pane").first.get_attribute("data-shown")
    page.get_by_role("radio", name="竖屏 9:16").click()
    expect(page.locator(".pane").first).not_to_have_attribute("data-shown", before, timeout=LOADED)
    tall = size_of_still(page)
    assert tall[0] < tall[1]
    assert arrangement(home, product).brief.options["aspects"] == "16:9,9:16", "looking at a shape changes nothing"


def made_wide_and_tall(home, product) -> None:
    with Studio.open(home) as studio:
        drafter = next(person.id for person in studio.people() if person.account == "drafter")
        studio.choose_for_product(product, "options.aspects", "16:9,9:16", actor=drafter)


def size_of_still(page) -> tuple[int, int]:
    page.locator(".pane[data-shown] img").first.wait_for(timeout=LOADED)
    return tuple(page.locator(".pane img").first.evaluate("image => [image.naturalWidth, image.naturalHeight]"))


def test_music_and_a_reading_are_given_and_taken_away(desk):
    clerk, home, product = desk
    page = clerk.page
    clerk.presses("声音与画面")
    file = {"name": "音乐.wav", "mimeType": "audio/wav", "buffer": sound("wav", "pcm_s16le", seconds=6.0)}
    page.locator("[data-testid=stFileUploaderDropzoneInput]").first.set_input_files(file)
    page.get_by_label("来源或授权").fill("本单位自制")
    clerk.presses("加入音乐")
    expect(page.get_by_role("button", name="移除音乐")).to_be_visible(timeout=LOADED)
    (music,) = arrangement(home, product).brief.materials
    assert (music.kind, music.credit) == ("music", "本单位自制")
    clerk.presses("移除音乐")
    expect(page.get_by_text("背景音乐（可不加）")).to_be_visible(timeout=LOADED)
    page.keyboard.press("Escape")
    clerk.presses("读音")
    page.get_by_role("textbox", name="词", exact=True).fill("云和")
    page.get_by_role("textbox", name="读音").fill("云禾")
    page.keyboard.press("Tab")
    clerk.settles()
    clerk.presses("保存")
    expect(page.get_by_role("button", name="删除")).to_be_visible(timeout=LOADED)
    with Studio.open(home) as studio:
        assert [(view.word, view.said) for view in studio.readings()] == [("云和", "云禾")]
    clerk.presses("删除")
    expect(page.get_by_text("还没有写过读音")).to_be_visible(timeout=LOADED)
    page.keyboard.press("Escape")


def test_the_whole_is_played_with_its_captions(desk):
    clerk, _, _ = desk
    page = clerk.page
    page.get_by_role("link", name="返回解读产品").click()
    page.locator("video").wait_for(timeout=LOADED)
    page.wait_for_function("document.querySelector('video').videoWidth === 1920", timeout=LOADED)
    page.wait_for_function("document.querySelector('video').textTracks[0]?.cues?.length > 2", timeout=LOADED)
    tracks = page.evaluate("[...document.querySelector('video').textTracks].map((track) => [track.label, track.mode])")
    assert tracks == [["中文字幕", "showing"]]
