"""The tracks beside a video and its transcript page: chapters, clauses, what is to be seen, and a player that goes where one asks."""

import html
import json
import os
import re
import shutil
from pathlib import Path

import pytest

from generators.icons import CHOICES
from generators.model import Brief
from generators.video import product as video
from generators.video import tracks, transcript
from generators.video.describing import PICTURED, describe
from tests.generators.test_video import SILENT, outlined, render, short_cut
from tests.sample_interpretation import rich_interpretation

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
TIMES = re.compile(r"(\d\d):(\d\d):(\d\d\.\d{3}) --> (\d\d):(\d\d):(\d\d\.\d{3})")


def blocks(text):
    """Return (start, end, payload) of every cue of a WebVTT file."""
    found = []
    for block in text.strip().split("\n\n")[1:]:
        _, times, *payload = block.split("\n")
        hour, minute, second, hour2, minute2, second2 = TIMES.fullmatch(times).groups()
        found.append((int(hour) * 3600 + int(minute) * 60 + float(second), int(hour2) * 3600 + int(minute2) * 60 + float(second2), "\n".join(payload)))
    return found


@pytest.fixture(scope="module")
def scenes():
    return video.timed(outlined(), Brief(options=SILENT), lambda share: None)


def test_chapters_cover_the_whole_video_without_gap(scenes):
    found = tracks.chapters(scenes)
    assert found[0][0] == 0 and found[-1][1] == scenes[-1].end and found[0][2] == "片头"
    assert all(end == start for (_, end, _), (start, _, _) in zip(found, found[1:], strict=False))
    assert [text for _, _, text in blocks(tracks.chapters_vtt(scenes))] == [name for _, _, name in found]


def test_every_caption_names_its_clause_and_the_words_it_rests_on(scenes):
    metadata, captions = blocks(tracks.clauses_vtt(scenes)), tracks.cues(scenes)
    assert [(start, end) for start, end, _ in metadata] == [(pytest.approx(cue.start), pytest.approx(cue.end)) for cue in captions]
    clauses = {clause.ref: clause.text for clause in rich_interpretation().document.clauses}
    cited = 0
    for (_, _, text), cue in zip(metadata, captions, strict=True):
        about = json.loads(text)
        assert about["scene"] == cue.scene
        assert about.get("clauses") or about["policy"]["title"]
        for clause in about.get("clauses", ()):
            for citation in clause["citations"]:
                assert clauses[clause["ref"]][citation["start"] : citation["end"]] == citation["quote"]
                cited += 1
    assert cited


def test_a_quote_cannot_forge_a_timing_line(scenes):
    scene = scenes[1]
    forged = scene.segment.replace(heading="x-->y\n00:00:01.000 --> 00:00:02.000\n假", basis="-->")
    import dataclasses

    other = dataclasses.replace(scene, segment=forged)
    for text in (tracks.clauses_vtt((other,)), tracks.chapters_vtt((other,)), tracks.descriptions_vtt((other,))):
        assert len(TIMES.findall(text)) == text.count("-->"), text


def test_each_scene_is_described_for_those_who_cannot_see_it(scenes):
    for scene in scenes:
        words = describe(scene.segment)
        assert words.endswith("。") and "。。" not in words
        for row in scene.segment.table:
            assert all(cell.rstrip("。") in words for cell in row)
        if scene.segment.figure:
            assert scene.segment.figure.value in words
        assert all(point.rstrip("。；") in words for point in scene.segment.points)
    assert set(CHOICES) <= set(PICTURED), "every icon has a name"


def test_the_transcript_tells_scene_by_scene_what_is_said_seen_and_cited(scenes):
    page = transcript.page(scenes, "某办法")
    for scene in scenes:
        assert html.escape(describe(scene.segment, basis=False)) in page
        assert scene.segment.basis in page
        for _, utterance in scene.spoken:
            assert html.escape(utterance.sentence) in page
    assert "http:" not in page and "https:" not in page, "nothing from outside"


def test_a_scene_said_by_another_voice_says_so_in_the_transcript(scenes):
    import dataclasses

    scene = scenes[1]
    spoken = tuple((start, dataclasses.replace(said, voiced=True, engine="x", failed=("语音服务没有回应。",))) for start, said in scene.spoken)
    page = transcript.page((scenes[0], dataclasses.replace(scene, spoken=spoken)), "某办法", voices={"x": "女声晓晓"})
    assert "这一段改由女声晓晓读出。原因：语音服务没有回应。" in page and 'data-failed="语音服务没有回应。"' in page
    assert page.count("原因") == 1


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")
@pytest.mark.parametrize("way", ["folder", "server"])
def test_the_page_plays_where_one_clicks_with_captions_and_chapters(tmp_path, way):
    from playwright.sync_api import sync_playwright

    files = render(short_cut(outlined(), "dates", "closing"), seconds="1", rate="variable")
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "favicon.ico").write_bytes(b"")  # browsers ask every server for one
    second = blocks(files["chapters.vtt"].decode())[1][0]
    with serving(tmp_path) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"])
        page = browser.new_page(viewport={"width": 900, "height": 900})
        complaints = []
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.goto(f"file://{tmp_path}/transcript.html" if way == "folder" else f"{address}/transcript.html")
        until(page, "v => v.readyState >= 1")
        page.click("nav li:nth-child(2) a")
        until(page, f"v => Math.abs(v.currentTime - {second}) < 2")
        page.locator("video").evaluate("v => [...v.textTracks].forEach(t => { if (t.mode === 'disabled') t.mode = 'hidden' })")
        until(page, "v => v.textTracks[0].cues && v.textTracks[0].cues.length")
        kinds = page.evaluate("[...document.querySelector('video').textTracks].map(t => [t.kind, t.cues ? t.cues.length : -1])")
        page.locator(".said .now").first.wait_for(state="attached", timeout=20_000)
        page.locator("video").evaluate("v => v.textTracks[0].mode = 'showing'")
        until(page, "v => v.textTracks[0].activeCues && v.textTracks[0].activeCues.length === 1")
        page.screenshot(path=tmp_path / "page.png")
        browser.close()
    assert kinds[0][0] == "captions" and kinds[0][1] == len(blocks(files["video.vtt"].decode()))
    assert [kind for kind, _ in kinds] == ["captions", "chapters", "descriptions"]
    assert not complaints, complaints


def until(page, condition):
    """Wait until the video fulfils a condition; the page's own policy forbids the usual way, which evaluates text."""
    for _ in range(100):
        if page.locator("video").evaluate(condition):
            return
        page.wait_for_timeout(100)
    raise AssertionError(condition)


def serving(folder: Path):
    """Serve a folder on this machine, parts of files included, which seeking needs."""
    import threading
    from contextlib import contextmanager
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=str(folder))

        def do_GET(self):
            asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("range", ""))
            path = Path(self.translate_path(self.path))
            if not asked or not path.is_file():
                return super().do_GET()
            data = path.read_bytes()
            first, last = int(asked[1]), min(int(asked[2] or len(data) - 1), len(data) - 1)
            self.send_response(206)
            self.send_header("content-type", self.guess_type(str(path)))
            self.send_header("content-range", f"bytes {first}-{last}/{len(data)}")
            self.send_header("content-length", str(last - first + 1))
            self.end_headers()
            self.wfile.write(data[first : last + 1])
            return None

        def log_message(self, *_):
            return

    @contextmanager
    def run():
        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            server.server_close()

    return run()
