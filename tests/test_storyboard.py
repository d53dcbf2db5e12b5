"""A video's storyboard: how long each scene is and who says it, each to listen to without waiting for what was said before."""

import io
import sys
import time
import wave
from pathlib import Path

import av
import numpy as np
import pytest

from generators.model import Brief, Segment
from generators.video.voices import kokoro
from studio.processes.hearing import Listening, NoSound, Saying, Scene
from studio.service import CannotAccept
from tests.studio_home import furnished

sys.path.insert(0, str(Path(__file__).parent / "materials"))
from making_files import sound  # noqa: E402

voice = [pytest.mark.voice, pytest.mark.skipif(not kokoro.installed(), reason="the extra voice is not installed")]
PATIENCE = 240.0
"""Seconds granted to a voice on a machine that does nothing else."""


@pytest.fixture
def world(tmp_path):
    world = furnished(tmp_path)
    (job,) = world.studio.start_build(world.policy, ["video"], actor=world.drafter, options={"voice": "none"})
    world.product = world.studio.job(job).product_id
    world.studio.cancel_job(job, actor=world.drafter)
    yield world
    world.studio.close()


def chosen(world, **options: str) -> None:
    for name, value in options.items():
        world.studio.choose_for_product(world.product, f"options.{name}", value, actor=world.drafter)


def narrated(world, segment: str, words: str) -> None:
    world.studio.choose_for_segment(world.product, segment, "narration", words, actor=world.drafter)


def recorded(world, segment: str, seconds: float) -> None:
    data = sound("wav", "pcm_s16le", seconds=seconds)
    world.studio.add_material(world.product, data, "录音.wav", kind="recording", segment=segment, actor=world.drafter)


def finished(hear):
    until = time.monotonic() + PATIENCE
    while isinstance(found := hear(), Saying):
        assert time.monotonic() < until, "nothing was heard in time"
    return found


def hear(world, segment: str):
    return finished(lambda: world.studio.hear_scene(world.product, segment))


def loudest(wav: bytes) -> int:
    with wave.open(io.BytesIO(wav)) as file:
        return int(np.abs(np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(int)).max())


def seconds_of(wav: bytes) -> float:
    with wave.open(io.BytesIO(wav)) as file:
        return file.getnframes() / file.getframerate()


def test_scenes_stand_in_order_with_length_clause_and_voice(world):
    board = world.studio.storyboard(world.product)
    ids = [scene.segment.id for scene in board.scenes]
    assert ids[0] == "cover" and ids[-1] == "closing" and len(ids) == len(set(ids))
    assert board.advice.seconds == pytest.approx(sum(scene.seconds for scene in board.scenes), abs=0.6)
    clauses = [scene.segment.basis for scene in board.scenes[1:-1]]
    assert all(clause.startswith("第") for clause in clauses)
    assert {scene.voice for scene in board.scenes} == {"none"} and board.scenes[1].first_line in board.scenes[1].segment.narration


def test_a_video_that_is_too_long_is_told_what_to_leave_out_and_one_click_does_it(world):
    for number in range(1, 4):
        narrated(world, f"measure-content_{number}", "符合条件的老年人，每人每餐补贴3元，每人每天最多补贴2餐。" * 7)
    board = world.studio.storyboard(world.product)
    assert board.advice.verdict == "long" and "180 秒" in board.advice.sentence
    out = board.advice.shorten[0]
    after = world.studio.leave_out(world.product, out.segment, actor=world.drafter)
    assert after.segment(out.segment).hidden == "控制时长"
    shorter = world.studio.storyboard(world.product)
    assert shorter.scene(out.segment) is None and shorter.advice.seconds < board.advice.seconds


def test_a_video_that_is_too_short_takes_scenes_in_hidden_ones_too(world):
    scenes = [scene.segment.id for scene in world.studio.storyboard(world.product).scenes if not scene.segment.furniture]
    for name in scenes[1:]:
        world.studio.hide_segment(world.product, name, "另行发布", actor=world.drafter)
    advice = world.studio.storyboard(world.product).advice
    assert advice.verdict == "short" and advice.lengthen
    taken = advice.lengthen[0].segment
    world.studio.take_in(world.product, taken, actor=world.drafter)
    assert world.studio.storyboard(world.product).scene(taken)


def test_a_scene_can_be_asked_for_that_was_left_out_for_the_time(world):
    chosen(world, seconds="5")
    few = {scene.segment.id for scene in world.studio.storyboard(world.product).scenes}
    advice = world.studio.storyboard(world.product).advice
    wanted = next(item.segment for item in advice.lengthen if item.segment not in few)
    after = world.studio.take_in(world.product, wanted, actor=world.drafter)
    assert after.brief.options["include"] == wanted and world.studio.storyboard(world.product).scene(wanted)


def test_a_recorded_scene_is_heard_and_the_others_keep_their_voice(world):
    recorded(world, "why", 9.0)
    assert [scene.segment.id for scene in world.studio.storyboard(world.product).scenes if scene.voice == "recorded"] == ["why"]
    heard = hear(world, "why")
    assert heard.voice == "recorded" and not heard.failed and loudest(heard.sound) > 1000
    assert heard.seconds == pytest.approx(seconds_of(heard.sound), abs=0.01) and heard.seconds > 9
    scene = world.studio.storyboard(world.product).scene("why")
    assert scene.measured and scene.seconds == pytest.approx(heard.seconds, abs=0.1)


def test_hearing_an_edited_recorded_scene_needs_no_voice(world):
    recorded(world, "why", 9.0)
    before = hear(world, "why")
    narrated(world, "why", "为什么出台？这个办法让老年人就近吃上热饭。办法根据养老服务条例制定。")
    after = hear(world, "why")
    assert after.voice == "recorded" and after.seconds == pytest.approx(before.seconds, abs=0.1)
    assert "onnxruntime" not in loaded_libraries(world.studio.listening), "the voice model was read although the scene is recorded"


def test_a_recording_that_is_too_short_is_told_at_once_and_after_the_video_was_made(world):
    recorded(world, "closing", 1.0)
    heard = hear(world, "closing")
    assert heard.voice == "none" and any("录音" in reason for reason in heard.failed)
    chosen(world, seconds="5")
    world.rebuild()
    assert "录音" in world.studio.storyboard(world.product).scene("closing").trouble
    assert world.studio.storyboard(world.product).scene("cover").trouble == ""


def test_the_whole_is_watched_before_anything_is_spoken(world):
    recorded(world, "why", 9.0)
    chosen(world, voice="zf_xiaoxiao", aspects="1:1")
    told = []
    shown = finished(lambda: told.append(world.studio.watch_whole(world.product)) or told[-1])
    board = world.studio.storyboard(world.product)
    with av.open(io.BytesIO(shown.film)) as film:
        assert (film.streams.video[0].width, film.streams.video[0].height) == (720, 720)
        assert film.duration / 1e6 > 4 * len(board.scenes)
        assert max(np.abs(frame.to_ndarray()).max() for frame in film.decode(audio=0)) < 1e-3
    assert shown.captions == ""
    assert world.studio.watch_whole(world.product) == shown
    chosen(world, captions="file")
    narrated(world, "why", "为什么出台？让老年人就近吃上热饭。")
    again = finished(lambda: world.studio.watch_whole(world.product))
    assert "让老年人就近吃上热饭" in again.captions and again.film != shown.film


def test_a_whole_that_does_not_fit_says_which_scene(world):
    world.studio.choose_for_segment(world.product, "why", "heading", "为什么出台这个办法" * 40, actor=world.drafter)
    with pytest.raises(NoSound, match="为什么出台"):
        finished(lambda: world.studio.watch_whole(world.product))


def test_a_scene_that_is_not_told_cannot_be_heard(world):
    world.studio.hide_segment(world.product, "why", "另行发布", actor=world.drafter)
    with pytest.raises(CannotAccept, match="解说词"):
        world.studio.hear_scene(world.product, "why")


def test_what_is_no_reading_is_refused_before_anything_is_said(world):
    for word, said in (("重阳", "chong2"), ("<b>", "chong2"), ("", "")):
        with pytest.raises(CannotAccept):
            world.studio.hear_reading(word, said)


def test_a_voice_that_died_is_replaced(world):
    recorded(world, "why", 9.0)
    hear(world, "why")
    world.studio.listening._child.present._process.kill()
    world.studio.listening._child.present._process.wait()
    recorded(world, "dates", 9.0)
    assert hear(world, "dates").voice == "recorded"


def test_a_voice_that_cannot_start_is_told_in_a_sentence(tmp_path):
    (tmp_path / "kept").write_text("no folder")
    listening = Listening(tmp_path / "kept", tmp_path / "logs")
    scene = Scene(Segment(id="a", kind="points", furniture=True, narration="让老年人吃好饭。"), Brief(options={"voice": "none"}))
    try:
        with pytest.raises(NoSound, match="中断"):
            finished(lambda: listening.hear(scene))
        assert listening.lengths([scene], wait=30.0) == {}
    finally:
        listening.close()


@pytest.mark.parametrize("again", [pytest.param(None, marks=voice)])
def test_a_sentence_said_once_is_said_again_without_the_voice(world, again):
    chosen(world, voice="zf_xiaoxiao")
    narrated(world, "why", "让老年人吃好饭。")
    assert not world.studio.storyboard(world.product).scene("why").measured
    heard = hear(world, "why")
    assert heard.voice == "computed" and loudest(heard.sound) > 3000
    former, world.studio.listening = world.studio.listening, Listening(world.studio.home / "kept", world.studio.home / "logs")
    former.close()
    assert hear(world, "why").sound == heard.sound
    assert "onnxruntime" not in loaded_libraries(world.studio.listening), "the voice model was read although everything was kept"
    scene = world.studio.storyboard(world.product).scene("why")
    assert scene.measured and scene.seconds == pytest.approx(heard.seconds, abs=0.1)


def loaded_libraries(listening: Listening) -> str:
    return Path(f"/proc/{listening._child.present._process.pid}/maps").read_text()
