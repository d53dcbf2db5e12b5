"""A person's recording of a scene: taken first, levelled, cut where its sentences end, and never the end of a video."""

import hashlib
import io

import av
import numpy as np
import pytest

from generators.model import Brief, Material, Segment
from generators.video import speech, timeline
from generators.video.soundtrack import loudness
from generators.video.speech import RATE, Line, SpeechFailed
from generators.video.voices import offered
from generators.video.voices.recorded import LOUDNESS, Recorded, boundaries, levelled
from generators.video.voices.sound import NotSound, decoded, onset_near, trimmed

SENTENCES = ("自今年五月起提高补助标准。", "每户企业每年最高三十万元。", "申请不收费。")
SPOKEN = (2.6, 2.4, 1.1)
PAUSES = (0.45, 0.6)


def voice(seconds, level=0.2, seed=1):
    """Return something like speech: syllables of a fifth of a second with short gaps, noise coloured by a tone."""
    time = np.arange(int(seconds * RATE)) / RATE
    noise = np.random.default_rng(seed).standard_normal(len(time))
    syllables = np.clip(np.sin(2 * np.pi * 4.5 * time) + 0.75, 0.02, 1)
    return (level * syllables * (0.6 * noise + np.sin(2 * np.pi * 180 * time)) / 2).astype(np.float32)


def take(room=0.0015, lead=0.8, tail=1.2, level=0.2):
    """Return a recording of the three sentences (float) and where each begins (s)."""
    pieces, starts, at = [np.zeros(int(lead * RATE), np.float32)], [], lead
    for number, seconds in enumerate(SPOKEN):
        starts.append(at)
        pieces.append(voice(seconds, level, number))
        pause = PAUSES[number] if number < len(PAUSES) else tail
        pieces.append(np.zeros(int(pause * RATE), np.float32))
        at += seconds + pause
    sound = np.concatenate(pieces)
    return sound + room * np.random.default_rng(9).standard_normal(len(sound)).astype(np.float32), starts


def samples(sound):
    return np.clip(np.round(sound * 32767), -32767, 32767).astype(np.int16)


def encoded(sound, codec="flac", kind="flac", rate=RATE):
    file = io.BytesIO()
    with av.open(file, "w", format=kind) as container:
        stream = container.add_stream(codec, rate=rate, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples(sound)[None, :], format="s16", layout="mono")
        frame.sample_rate = rate
        resampler = av.AudioResampler(format=stream.format, layout="mono", rate=rate, frame_size=stream.frame_size or 4096)
        for ready in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(ready))
        container.mux(stream.encode(None))
    return file.getvalue()


def said(recording, sentences=SENTENCES):
    engine = Recorded(hashlib.sha256(recording or b"").hexdigest(), recording)
    return [engine.say(Line("who", sentences, number)).samples for number in range(len(sentences))]


def test_each_sentence_gets_its_part_of_the_recording():
    sound, starts = take()
    parts = said(encoded(sound))
    begins = np.cumsum([0, *map(len, parts)])[:-1] / RATE
    assert begins == pytest.approx(np.array(starts) - starts[0], abs=0.08), "silence before the first word is cut off"
    assert sum(map(len, parts)) / RATE == pytest.approx(sum(SPOKEN) + sum(PAUSES), abs=0.2), "and after the last"


def test_a_pause_inside_a_sentence_is_not_taken_for_its_end():
    first = np.concatenate([voice(1.4), np.zeros(int(0.5 * RATE)), voice(1.2, seed=3)])
    sound = np.concatenate([first, np.zeros(int(0.5 * RATE)), voice(2.4, seed=4)]) + 0.001 * np.random.default_rng(2).standard_normal(int(6.0 * RATE))
    ends = boundaries(samples(sound), SENTENCES[:2])
    assert ends[1] / RATE == pytest.approx(3.6, abs=0.08)


def test_a_recording_without_pauses_is_cut_by_the_lengths_of_its_sentences():
    ends = boundaries(samples(voice(6.0)), SENTENCES[:2])
    assert ends[1] / RATE == pytest.approx(3.0, abs=0.5) and ends[2] == 6 * RATE


@pytest.mark.parametrize("level", [0.01, 0.2, 0.9])
def test_quiet_and_loud_recordings_come_out_equally_loud(level):
    sound = levelled(samples(take(level=level, room=0.0005)[0]))
    assert loudness(sound.astype(np.float32) / 32768, RATE) == pytest.approx(LOUDNESS, abs=1.5)
    assert np.abs(sound).max() < 32767


@pytest.mark.parametrize(("codec", "kind", "rate"), [("flac", "flac", 24000), ("pcm_s16le", "wav", 48000), ("aac", "mp4", 44100), ("libopus", "webm", 48000)])
def test_recordings_of_usual_kinds_are_understood(codec, kind, rate):
    time = np.arange(2 * rate) / rate
    found = decoded(encoded(0.3 * np.sin(2 * np.pi * 440 * time), codec, kind, rate), 10)
    assert len(found) / RATE == pytest.approx(2, abs=0.1)
    spectrum = np.abs(np.fft.rfft(found.astype(float)))
    assert np.argmax(spectrum) * RATE / len(found) == pytest.approx(440, abs=3)


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"", "空的"), (b"garbage" * 99, "损坏"), (b"\x89PNG\r\n\x1a\n" + b"\0" * 400, "损坏|没有声音"), (encoded(np.zeros(RATE)), "听不到"), (encoded(voice(12.0)), "超过")],
)
def test_what_is_no_recording_is_refused_in_one_sentence(data, why):
    with pytest.raises(NotSound, match=why):
        decoded(data, 10)


def test_half_a_recording_is_noticed():
    whole = encoded(take()[0])
    with pytest.raises(SpeechFailed, match="不完整"):
        said(encoded(take()[0][: int(1.9 * RATE)]))
    with pytest.raises(SpeechFailed):
        said(whole[: len(whole) // 8])
    with pytest.raises(SpeechFailed, match="找不到"):
        said(None)


def test_after_a_pause_the_sound_itself_says_when_it_begins():
    sound = samples(np.concatenate([voice(1.0), np.zeros(int(0.3 * RATE)), voice(1.0, seed=5)]))
    assert onset_near(sound, 1.37) == pytest.approx(1.3, abs=0.02)
    assert onset_near(sound, 1.9) == 1.9, "in flowing speech nothing is moved"
    assert onset_near(np.zeros(RATE, np.int16), 0.5) == 0.5


def test_trimming_leaves_a_sound_without_silence_alone():
    sound = samples(voice(1.0))
    assert len(trimmed(sound)) >= len(sound) - 0.1 * RATE


def scene(name, words):
    return Segment(id=name, kind="points", furniture=True, heading=name, narration=words)


def brief_with(sha256, *scenes, voice="none"):
    return Brief(options={"voice": voice}, materials=tuple(Material(sha256=sha256, kind="recording", media_type="audio/flac", segment=name) for name in scenes))


def test_a_scene_with_a_recording_is_said_by_it_and_a_broken_one_falls_back():
    good, bad = "a" * 64, "b" * 64
    brief = brief_with(good, "one").replace(materials=(*brief_with(good, "one").materials, *brief_with(bad, "two").materials))
    scenes = (scene("one", "".join(SENTENCES)), scene("two", "第二段没有录好。"), scene("three", "第三段没有录音。"))
    spoken = speech.say(offered.told(scenes, brief, {good: encoded(take()[0]), bad: b"broken"}))
    assert [[u.voiced for u in part] for part in spoken] == [[True] * 3, [False], [False]]
    assert spoken[0][0].engine == f"recorded/{good[:16]}" and spoken[0][1].joined
    assert "损坏" in spoken[1][0].failed[0] and spoken[2][0].failed == ()


def test_the_recording_is_heard_as_it_was_spoken_with_its_own_pauses():
    brief = brief_with("a" * 64, "one")
    segment = scene("one", "".join(SENTENCES))
    (spoken,) = speech.say(offered.told((segment,), brief, {"a" * 64: encoded(take()[0])}))
    (laid,) = timeline.lay(((segment, spoken, ()),), 60.0, 120.0)
    for (start, utterance), (following, _) in zip(laid.spoken, laid.spoken[1:], strict=False):
        assert following == pytest.approx(start + utterance.seconds, abs=1 / RATE)
    for start, _ in laid.spoken:
        assert min(abs(cue.start - start) for cue in laid.cues) <= 0.02 + 1e-9, "captions begin with their sentence, within half a picture"


def test_a_video_that_people_spoke_throughout_is_not_credited_to_a_computer():
    closing = Segment(id="closing", kind="closing", furniture=True, narration="完。", details={"voice": "kokoro", "配音": "女声晓晓"})
    segments = (scene("one", "好。"), closing)
    assert offered.credited(segments, brief_with("a" * 64, "one"))[-1].details["配音"] == "女声晓晓"
    assert "配音" not in offered.credited(segments, brief_with("a" * 64, "one", "closing"))[-1].details
