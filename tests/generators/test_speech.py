"""The voice: one protocol, a cache anybody may replace, loudness by the book, and no failure that breaks a video."""

import numpy as np
import pytest

from generators import keeping
from generators.keeping import BoundedMemory
from generators.video import soundtrack, speech
from generators.video.narration import length
from generators.video.speech import Offline, Paced, SpeechFailed
from generators.video.voices import kokoro

voice = [pytest.mark.voice, pytest.mark.skipif(not kokoro.installed(), reason="the extra voice is not installed")]


def voiced(test):
    for mark in voice:
        test = mark(test)
    return test


class Stammering:
    """An engine that cannot say one word."""

    name, label, synthetic = "stammering", "口吃", True

    def speak(self, sentence):
        if "难" in sentence:
            raise SpeechFailed(sentence)
        return np.full(speech.RATE, 1000, dtype=np.int16)


@pytest.fixture
def fresh_cache():
    kept = {}
    before = keeping.keep_in(kept)
    yield kept
    keeping.keep_in(before)


def test_without_a_voice_captions_last_as_long_as_reading_takes():
    sentence = "一" * 60 + "。"
    assert len(Paced().speak(sentence)) / speech.RATE == pytest.approx(15)


def test_an_unknown_voice_means_captions_alone():
    assert speech.engine("robot").name == speech.NONE
    assert speech.engine(speech.NONE).synthetic is False


def test_a_scene_that_cannot_be_said_is_paced_and_the_others_are_spoken():
    scenes = (("好。", "行。"), ("这句难。", "这句好。"), ("完。",))
    said = speech.say(scenes, Stammering())
    assert [[u.voiced for u in scene] for scene in said] == [[True, True], [False, False], [True]]
    assert not said[1][0].samples.any()
    assert [[u.sentence for u in scene] for scene in said] == [list(scene) for scene in scenes]


def test_progress_counts_sentences():
    seen = []
    speech.say((("一。", "二。"), ("三。",)), Paced(), lambda number, total: seen.append((number, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


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
        first = Offline(name).speak(sentence)
        assert first.dtype == np.int16 and np.abs(first).max() > 3000
        assert 200 <= length(sentence) * 60 / (len(first) / speech.RATE) <= 380
        fresh_cache.clear()
        assert np.array_equal(Offline(name).speak(sentence), first)


@voiced
def test_a_sentence_said_before_is_taken_from_the_cache(fresh_cache):
    sound = Offline("zf_xiaoxiao").speak("好的。")
    (key,) = fresh_cache
    fresh_cache[key] = b"\x01\x00\x02\x00"
    assert Offline("zf_xiaoxiao").speak("好的。").tolist() == [1, 2] != sound.tolist()


@voiced
def test_a_sentence_beyond_the_models_limit_is_spoken_in_parts():
    sentence = "，".join(["小微企业招用高校毕业生的给予补贴"] * 9) + "。"
    assert len(kokoro.tokens(kokoro.phonemes(sentence))) > kokoro.LONGEST
    pieces = kokoro._within_limit(sentence)
    assert len(pieces) > 1 and all(len(kokoro.tokens(piece)) <= kokoro.LONGEST for piece in pieces)


@voiced
def test_a_cache_that_fails_silences_a_scene_but_not_the_video():
    class FailingDisk(dict):
        def get(self, key, default=None):
            raise OSError("disk")

    before = keeping.keep_in(FailingDisk())
    try:
        said = speech.say((("好。",),), Offline("zf_xiaoxiao"))
    finally:
        keeping.keep_in(before)
    assert said[0][0].voiced is False and said[0][0].seconds >= 1


def test_the_voices_are_the_published_ones():
    for name in kokoro.VOICES:
        assert kokoro._vector(name).shape == (510, 256)
