"""The voice: one protocol, a cache anybody may replace, loudness by the book, and no failure that breaks a video."""

import numpy as np
import pytest

from generators import keeping
from generators.keeping import BoundedMemory
from generators.model import Brief
from generators.video import soundtrack, speech
from generators.video.narration import length
from generators.video.speech import Line, Offline, Paced, Sound, SpeechFailed, Told
from generators.video.voices import kokoro, offered

voice = [pytest.mark.voice, pytest.mark.skipif(not kokoro.installed(), reason="the extra voice is not installed")]


def voiced(test):
    for mark in voice:
        test = mark(test)
    return test


class Stammering:
    """An engine that cannot say one word."""

    name, label, synthetic, joined, at_once = "stammering", "口吃", True, False, 2

    def say(self, line):
        if "难" in line.text:
            raise SpeechFailed("这个词读不出。")
        return Sound(np.full(speech.RATE, 1000, dtype=np.int16))


class Gone(Stammering):
    """An engine that is not there at all; counts how often it was asked."""

    name = "gone"

    def __init__(self):
        self.asked, self.at_once = 0, 1

    def say(self, line):
        self.asked += 1
        raise SpeechFailed("语音服务没有回应。", for_good=True)


def told(*scenes, chain=()):
    return tuple(Told(f"scene-{number}", sentences, tuple(chain)) for number, sentences in enumerate(scenes))


def spoken(engine, sentence):
    return engine.say(Line("scene", (sentence,), 0)).samples


@pytest.fixture
def fresh_cache():
    kept = {}
    before = keeping.keep_in(kept)
    yield kept
    keeping.keep_in(before)


def test_without_a_voice_captions_last_as_long_as_reading_takes():
    sentence = "一" * 60 + "。"
    assert len(spoken(Paced(), sentence)) / speech.RATE == pytest.approx(15)


def test_a_scene_that_cannot_be_said_is_paced_and_the_others_are_spoken():
    scenes = (("好。", "行。"), ("这句难。", "这句好。"), ("完。",))
    said = speech.say(told(*scenes, chain=[Stammering()]))
    assert [[u.voiced for u in scene] for scene in said] == [[True, True], [False, False], [True]]
    assert not said[1][0].samples.any()
    assert [[u.sentence for u in scene] for scene in said] == [list(scene) for scene in scenes]
    assert said[1][0].failed == ("这个词读不出。",) and said[0][0].failed == ()


def test_the_next_voice_in_turn_says_the_whole_scene():
    class Fluent(Stammering):
        name = "fluent"

        def say(self, line):
            return Sound(np.full(speech.RATE, 2000, dtype=np.int16))

    said = speech.say(told(("好。", "这句难。"), ("完。",), chain=[Stammering(), Fluent()]))
    assert [u.engine for u in said[0]] == ["fluent", "fluent"] and said[0][0].failed == ("这个词读不出。",)
    assert said[1][0].engine == "stammering"


def test_a_voice_that_is_gone_is_asked_once_and_not_for_every_scene():
    gone = Gone()
    said = speech.say(told(("一。", "二。"), ("三。",), ("四。",), chain=[gone, Stammering()]))
    assert gone.asked == 1
    assert {u.engine for scene in said for u in scene} == {"stammering"}
    assert all(scene[0].failed == ("语音服务没有回应。",) for scene in said)


def test_progress_counts_sentences_once_each():
    seen = []
    speech.say(told(("一。", "难。"), ("三。",), chain=[Stammering()]), lambda number, total: seen.append((number, total)))
    assert seen[-1] == (3, 3) and [number for number, _ in seen] == sorted(number for number, _ in seen)
    assert {total for _, total in seen} == {3}


def test_a_voice_that_is_not_offered_here_is_replaced_and_the_scenes_say_so():
    engines, failed = offered.chain(Brief(options={"voice": "robot\n" + "长" * 200}))
    assert [engine.name for engine in engines] == [engine.name for engine in offered.chain(Brief())[0]]
    assert failed and "不可用" in failed[0] and len(failed[0]) < 80


def test_no_voice_means_captions_alone_and_nothing_failed():
    assert offered.chain(Brief(options={"voice": "none"})) == ((), ())
    assert offered.spoken_by(Brief(options={"voice": "none"})) == ("none", "")


def test_memory_forgets_what_was_used_longest_ago():
    memory = BoundedMemory(limit=25)
    memory["a"], memory["b"] = b"x" * 10, b"y" * 10
    assert memory["a"]
    memory["c"] = b"z" * 10
    assert sorted(memory) == ["a", "c"] and len(memory) == 2
    memory["a"] = b"short"
    del memory["c"]
    assert dict(memory) == {"a": b"short"}


def test_loudness_is_measured_as_the_standard_says():
    # ITU-R BS.1770: a 997 Hz sine at full scale on both channels is 0.0 LUFS.
    time = np.arange(3 * soundtrack.RATE) / soundtrack.RATE
    tone = np.sin(2 * np.pi * 997 * time).astype(np.float32)
    assert soundtrack.loudness(tone) == pytest.approx(0, abs=0.05)
    assert soundtrack.loudness(tone / 10) == pytest.approx(-20, abs=0.05)
    pause = np.zeros(6 * soundtrack.RATE, np.float32)
    assert soundtrack.loudness(np.concatenate([tone / 10, pause])) == pytest.approx(-20, abs=0.7), "silence is gated out"
    assert soundtrack.loudness(pause) is None


def test_sound_is_set_to_minus_16_and_never_clips():
    noise = np.random.default_rng(7).standard_normal(4 * soundtrack.RATE).astype(np.float32) * 0.01
    noise[::5000] = 0.5
    levelled = soundtrack.level(noise)
    assert soundtrack.loudness(levelled) == pytest.approx(soundtrack.LOUDNESS, abs=1)
    assert np.abs(levelled).max() <= soundtrack.CEILING + 1e-6
    assert not soundtrack.level(np.zeros(1000, np.float32)).any()


def test_sentences_are_laid_where_they_belong():
    tone = (np.sin(np.arange(speech.RATE) / speech.RATE * 2 * np.pi * 200) * 20000).astype(np.int16)
    track = soundtrack.lay([(1.0, tone)], 3.0, speech.RATE)
    assert len(track) == 3 * soundtrack.RATE
    assert not track[: soundtrack.RATE].any() and not track[2 * soundtrack.RATE :].any()
    assert np.abs(track).max() == pytest.approx(20000 / 32768, abs=0.02)


def test_a_caption_changes_in_the_pause_nearest_to_its_words():
    sound = np.random.default_rng(1).standard_normal(speech.RATE * 2) * 3000
    sound[int(0.9 * speech.RATE) : int(1.0 * speech.RATE)] = 0
    assert soundtrack.quietest(sound, speech.RATE, around=1.1, reach=0.5) == pytest.approx(0.95, abs=0.04)


@voiced
def test_the_voice_speaks_at_an_official_pace_and_is_the_same_every_time(fresh_cache):
    sentence = "本办法自2026年4月1日起施行。"
    for name in kokoro.VOICES:
        first = spoken(Offline(name), sentence)
        assert first.dtype == np.int16 and np.abs(first).max() > 3000
        assert 200 <= length(sentence) * 60 / (len(first) / speech.RATE) <= 380
        fresh_cache.clear()
        assert np.array_equal(spoken(Offline(name), sentence), first)


@voiced
def test_a_sentence_said_before_is_taken_from_the_cache(fresh_cache):
    sound = spoken(Offline("zf_xiaoxiao"), "好的。")
    (key,) = fresh_cache
    fresh_cache[key] = b"\x00\x00\x00\x00\x01\x00\x02\x00"
    assert spoken(Offline("zf_xiaoxiao"), "好的。").tolist() == [1, 2] != sound.tolist()


@voiced
def test_a_sentence_beyond_the_models_limit_is_spoken_in_parts():
    sentence = "，".join(["小微企业招用高校毕业生的给予补贴"] * 9) + "。"
    assert len(kokoro.tokens(kokoro.marked(sentence))) > kokoro.LONGEST
    pieces = kokoro.pieces(sentence)
    assert len(pieces) > 1 and all(len(kokoro.tokens(piece)) <= kokoro.LONGEST for piece in pieces)


@voiced
def test_a_cache_that_fails_silences_a_scene_but_not_the_video():
    class FailingDisk(dict):
        def get(self, key, default=None):
            raise OSError("disk")

    before = keeping.keep_in(FailingDisk())
    try:
        said = speech.say(told(("好。",), chain=[Offline("zf_xiaoxiao")]))
    finally:
        keeping.keep_in(before)
    assert said[0][0].voiced is False and said[0][0].seconds >= 1


def test_the_voices_are_the_published_ones():
    for name in kokoro.VOICES:
        assert kokoro._vector(name).shape == (510, 256)


@voiced
def test_a_caption_changes_within_one_picture_of_the_words_it_shows():
    from generators.model import Segment
    from generators.video import timeline
    from generators.video.voices.sound import loudness_of

    words = "本办法自2026年4月1日起施行，有效期三年，由市人力资源和社会保障局负责解释。每户企业每年最高不超过10万元，其中重点群体，每人2000元。"
    segment = Segment(id="dates", kind="points", furniture=True, narration=words)
    spoken = speech.say(offered.told((segment,), Brief(options={"voice": "zf_xiaoxiao"}), {}))
    (laid,) = timeline.lay(((segment, spoken[0], ()),), 0.0, 180.0)
    heard = []
    for start, utterance in laid.spoken:
        levels = loudness_of(utterance.samples, 0.005)
        loud = levels > levels.max() - 38
        heard += [start + 0.005 * at for at in range(1, len(loud)) if loud[at] and not loud[max(0, at - 12) : at].any()]
    begins = [cue.start for cue in laid.cues]
    after_a_pause = [cue for cue in begins if min(abs(cue - onset) for onset in heard) < 0.15]
    assert len(after_a_pause) >= 3, "captions begin where the voice takes a breath"
    assert all(min(abs(cue - onset) for onset in heard) <= 0.045 for cue in after_a_pause)


@voiced
def test_the_voice_tells_when_it_says_each_character(fresh_cache):
    sentence = "每人2000元，APP可办。"
    sound = Offline("zf_xiaoxiao").say(Line("scene", (sentence,), 0))
    assert len(sound.starts) == length(sentence)
    assert list(sound.starts) == sorted(sound.starts) and sound.starts[0] >= 0 and sound.starts[-1] < len(sound.samples) / speech.RATE
    again = Offline("zf_xiaoxiao").say(Line("scene", (sentence,), 0))
    assert again.starts == pytest.approx(sound.starts, abs=1e-5) and np.array_equal(again.samples, sound.samples)
