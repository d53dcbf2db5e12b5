"""What a person at the arranging page (编排) waits for, in a real Chromium: from the last key to the picture, from the button to the sound.

    python benchmarks/arranging.py [FILE] [--quick] [--json]

A studio with the products of FILE (a sample by default) runs as ``make run`` does, a clerk signs in, types into segments one after the
other and listens to scenes. ``*_edit_s``: from the last key to the moment the new preview stands on the page, the quarter of a second in
which the page waits for more keys included. ``*_hear_s``: a scene's words are changed, then 试听 is pressed, which also leaves the field;
until the sound plays. ``recorded``: a scene somebody recorded; ``said``: a scene of the offline voice whose sentences were said before
(saying them is not part of it; left out where that voice is not installed). Medians; the machine's load stands beside them, because
three processes and a browser share its cores.
"""

import argparse
import io
import json
import os
import statistics
import sys
import tempfile
import time
import wave
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

SAMPLE = ROOT / "samples" / "wengang_cuoshi.docx"
TARGETS = {"edit_s": 1.0, "hear_s": 3.0}
PICTURES = ("infographic", "faq", "article", "video")
FIELD, WORDS = ".st-key-arrange_fields textarea:not([aria-label='解说词'])", "textarea[aria-label='解说词']"
"""What is typed into: the words of a scene beyond its first caption are not on its still."""

ADDED = "新"
PATIENCE = 60_000

WATCH = """
window.typed = 0; window.pressed = 0; window.playing = 0
document.addEventListener("input", () => { window.typed = Date.now() }, true)
document.addEventListener("pointerdown", () => { window.pressed = Date.now() }, true)
document.addEventListener("playing", () => { window.playing = Date.now() }, true)
"""


def furnished(home: Path, file: Path) -> tuple[str, dict[str, str], dict[str, dict[str, str]]]:
    """Make the products of ``file`` in a new studio; return the policy's id, each product's, and what its segments say, by their ids."""
    from studio.service import Studio
    from tests.journeys.people import staffed

    with Studio.open(home) as studio:
        drafter = staffed(studio).drafter
        policy = studio.upload(file.read_bytes(), file.name, actor=drafter).id
        studio.start_build(policy, PICTURES[:3], actor=drafter)
        studio.start_build(policy, ["video"], actor=drafter, options={"voice": "none", "seconds": "45"})
        studio.work_off()
        products = {item.generator: item.id for item in studio.products(policy)}
        worded = {
            name: {item.id: item.shown.text or item.shown.heading for item in studio.arrangement(product).segments if not item.hidden and not item.outlined.furniture and (item.outlined.text or name == "video")}
            for name, product in products.items()
        }  # fmt: skip
        return policy, products, worded


def spoken(seconds: float) -> bytes:
    """Return a recording (WAV): a tone broken up as speech is."""
    import numpy as np

    second = np.arange(int(48_000 * seconds)) / 48_000
    tone = 0.3 * np.sin(2 * np.pi * 300 * second) * (second % 0.5 < 0.38)
    target = io.BytesIO()
    with wave.open(target, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(48_000)
        out.writeframes((tone * 32767).astype("<i2").tobytes())
    return target.getvalue()


def voiced(home: Path, product: str) -> dict[str, tuple[str, str]]:
    """Record one scene and let the offline voice say the others; return the scenes to listen to and their words, by how they are said."""
    from generators.video import narration
    from generators.video.voices import offered
    from studio.service import Studio

    with Studio.open(home) as studio:
        drafter = next(person.id for person in studio.people() if person.account == "drafter")
        scenes = [scene.segment for scene in studio.storyboard(product).scenes if not scene.segment.furniture]
        longest = max(scenes, key=lambda segment: len(narration.sentences(segment.narration)))
        recorded = next(segment for segment in scenes if segment.id != longest.id)
        sound = spoken(sum(narration.seconds(sentence) for sentence in narration.sentences(recorded.narration)))
        studio.add_material(product, sound, "录音.wav", kind="recording", segment=recorded.id, actor=drafter)
        found = {"recorded": (recorded.id, recorded.narration)}
        if offered.default_voice() != "none" and len(narration.sentences(longest.narration)) > 1:
            studio.choose_for_product(product, "options.voice", offered.default_voice(), actor=drafter)
            found["said"] = longest.id, longest.narration
        return found


class Page:
    """The arranging page of one product, and a clock inside the browser."""

    def __init__(self, clerk, policy: str, product: str) -> None:
        self.page = clerk.page
        self.page.goto(f"{clerk.address}/arrange?policy={policy}&product={product}")
        self.page.locator(".pane[data-shown]").wait_for(timeout=3 * PATIENCE)
        self.page.locator(".row").first.wait_for(timeout=PATIENCE)
        self.settles()

    def chooses(self, segment: str, field: str, text: str) -> None:
        """Choose a segment in the list and wait until ``text`` stands in its field."""
        self.page.locator(f".row[data-segment='{segment}'] .name").click()
        expect(self.page.locator(field).last).to_have_value(text, timeout=PATIENCE)
        self.settles()

    def settles(self) -> None:
        """Wait until nothing is being drawn any more."""
        self.page.wait_for_timeout(300)
        self.page.wait_for_function("!document.querySelector('[data-testid=stStatusWidget]')", timeout=PATIENCE)
        self.page.wait_for_timeout(500)

    def types(self) -> float:
        """Type one character into the chosen segment; return the seconds until the preview with it is on the page."""
        field = self.page.locator(FIELD).last
        pane = self.page.locator(".pane").first
        before = pane.get_attribute("data-shown") or ""
        field.press("Control+End")
        field.press_sequentially(ADDED)
        expect(pane).not_to_have_attribute("data-shown", before, timeout=PATIENCE)
        waited = (int(pane.get_attribute("data-at") or 0) - self.page.evaluate("window.typed")) / 1000
        self.settles()
        return waited

    def hears(self, words: str | None) -> tuple[float, float]:
        """Change the words of the chosen scene, if any are given, and listen; return the seconds from the button to the sound, and the sound's."""
        if words is not None:
            self.page.locator(WORDS).fill(words)
        self.page.evaluate("window.playing = 0")
        self.page.get_by_role("button", name="试听", exact=True).first.click()
        self.page.wait_for_function("window.playing > 0", timeout=3 * PATIENCE)
        waited, length = self.page.evaluate("[(window.playing - window.pressed) / 1000, document.querySelector('audio').duration]")
        self.settles()
        return waited, length


def edits(page: Page, said: dict[str, str], count: int) -> list[float]:
    """Type into one segment after the other; return the waits, the first of all left out."""
    waits = []
    for number in range(count + 1):
        segment = list(said)[number % len(said)]
        page.chooses(segment, FIELD, said[segment])
        waits.append(page.types())
        said[segment] += ADDED
    return waits[1:]


def hearings(page: Page, scenes: dict[str, tuple[str, str]], count: int) -> dict[str, list[float]]:
    """Listen to each scene after each change of its words; return the waits."""
    from generators.video import narration

    found: dict[str, list[float]] = {}
    for how, (segment, whole) in scenes.items():
        page.chooses(segment, WORDS, whole)
        first, length = page.hears(None)
        shorter = whole[:-1] + "了。" if how == "recorded" else "".join(narration.sentences(whole)[:-1])
        heard = [page.hears((shorter, whole)[number % 2]) for number in range(count)]
        if how == "said" and not all((seconds < length) == (number % 2 == 0) for number, (_, seconds) in enumerate(heard)):
            raise SystemExit("what was heard are not the words as they were changed")
        found |= {f"{how}_first": [first], how: [waited for waited, _ in heard]}
    return found


def main() -> int:
    """Measure and print; return 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    from tests.journeys.browsing import Clerk, chromium_path, free_port, running_server
    from tests.journeys.people import PASSWORD

    count, figures, loads = (3 if asked.quick else 5), {}, [os.getloadavg()[0]]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        policy, products, worded = furnished(home, asked.file)
        scenes = voiced(home, products["video"])
        with running_server(home, free_port()) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox", "--disable-gpu", "--autoplay-policy=no-user-gesture-required"])
            clerk = Clerk(browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN").new_page(), address)
            clerk.page.add_init_script(WATCH)
            clerk.opens_the_studio()
            clerk.signs_in("drafter", PASSWORD)
            clerk.page.wait_for_function("document.cookie.includes('policy_studio=')")
            for name in PICTURES:
                began = time.perf_counter()
                page = Page(clerk, policy, products[name])
                figures |= {"opened_s": time.perf_counter() - began} if name == PICTURES[0] else {}
                figures[f"{name}_edit_s"] = statistics.median(edits(page, worded[name], count))
                loads.append(os.getloadavg()[0])
            for how, waits in hearings(Page(clerk, policy, products["video"]), scenes, count).items():
                figures[f"{how}_hear_s"] = statistics.median(waits)
            loads.append(os.getloadavg()[0])
            browser.close()
    return report(asked, {name: round(value, 2) for name, value in figures.items()}, loads)


def report(asked: argparse.Namespace, figures: dict[str, float], loads: list[float]) -> int:
    """Print what was measured."""
    judged = {name: TARGETS["edit_s" if name.endswith("_edit_s") else "hear_s"] for name in figures if name.endswith(("_edit_s", "_hear_s")) and name != "said_first_hear_s"}
    met = all(figures[name] <= most for name, most in judged.items())
    figures |= {"load": round(max(loads), 1), "cores": os.cpu_count() or 0}
    if asked.json:
        print(json.dumps({"benchmark": "arranging", "figures": figures, "targets": TARGETS, "met": met}))
    else:
        for name, value in figures.items():
            print(f"{name:24}{value:8.2f}" + (f"  target {judged[name]:.0f}" if name in judged else ""))
        print("targets met" if met else "a target is missed")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
