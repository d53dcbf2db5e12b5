"""The sound of the film: music lies under the voice, the whole is as loud as web video, peaks stay below full scale."""

import io
import re
import shutil
import subprocess
import wave

import numpy as np
import pytest
from moviepy import CompositeVideoClip, ImageClip
from moviepy.audio.AudioClip import AudioArrayClip

from generators.errors import CannotMake
from generators.model import Brief, Material
from generators.video import montage, music, product, soundtrack, speech
from generators.video.soundtrack import RATE


def tone(seconds, pitch=330, level=0.3, rate=RATE):
    return (level * np.sin(2 * np.pi * pitch * np.arange(int(seconds * rate)) / rate)).astype(np.float32)


def as_wav(track, rate=RATE, channels=1):
    file = io.BytesIO()
    with wave.open(file, "wb") as target:
        target.setnchannels(channels)
        target.setsampwidth(2)
        target.setframerate(rate)
        target.writeframes(np.repeat(np.round(track * 32767).astype("<i2"), channels).tobytes())
    return file.getvalue()


def voice(seconds):
    """Something like speech: noise below 4 kHz in syllables, with peaks far above its mean."""
    noise = np.random.default_rng(5).standard_normal(int(seconds * RATE))
    spectrum = np.fft.rfft(noise)
    spectrum[int(4000 * seconds) :] = 0
    noise = 2.4 * np.fft.irfft(spectrum, len(noise))
    syllables = np.clip(np.sin(2 * np.pi * 4 * np.arange(len(noise)) / RATE), 0, 1) ** 2
    return (0.12 * noise * syllables).astype(np.float32)


def level(sound):
    return 20 * np.log10(np.sqrt(np.square(sound.astype(float)).mean()))


def test_music_goes_down_while_somebody_speaks_and_comes_up_afterwards():
    made = music.under(np.zeros(30 * RATE, np.float32), tone(40), [(8, 12), (12.6, 16)])
    alone, under, between = (level(made[int(a * RATE) : int(b * RATE)]) for a, b in ((4, 7), (9, 15.5), (11.9, 12.7)))
    assert under - alone == pytest.approx(music.DUCKED, abs=0.5)
    assert between - under < 0.5, "a short pause does not bring it up"
    assert level(made[20 * RATE : 25 * RATE]) == pytest.approx(alone, abs=0.1)


def test_music_goes_down_before_the_first_word_and_without_a_step():
    times = np.arange(0, 20, 0.01)
    gains = music.gain(times, [(8, 12)], 20)
    assert gains[(times >= 8) & (times <= 12)] == pytest.approx(10 ** (music.DUCKED / 20), rel=1e-3)
    assert np.abs(np.diff(20 * np.log10(gains[200:1600]))).max() < 0.7, "decibels in a hundredth of a second"


def test_music_begins_and_ends_in_silence():
    made = music.under(np.zeros(12 * RATE, np.float32), tone(40), [])
    assert np.abs(made[:100]).max() < 0.002 and np.abs(made[-100:]).max() < 0.002


def test_short_music_is_looped_without_a_gap():
    made = music.looped(tone(5), 23 * RATE)
    assert len(made) == 23 * RATE
    levels = [level(made[at : at + RATE // 2]) for at in range(0, 22 * RATE, RATE // 2)]
    assert max(levels) - min(levels) < 4


def test_music_quiet_as_it_was_given_or_loud_lies_as_deep():
    spoken = [(1.0, 9.0)]
    beds = [music.under(np.zeros(10 * RATE, np.float32), tone(12, level=value), spoken) for value in (0.05, 0.9)]
    assert np.allclose(*beds, atol=1e-3)


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "空"), (b"RIFF nothing of the kind", "损坏"), (as_wav(tone(0.5)), "不足"), (as_wav(np.zeros(5 * RATE)), "听不到")],
)
def test_what_is_no_music_is_refused_in_a_sentence(data, words):
    with pytest.raises(CannotMake, match=words):
        music.under(np.zeros(10 * RATE, np.float32), music.read(data, 10), [])


def test_a_long_file_is_read_only_as_far_as_it_is_heard():
    assert len(music.read(as_wav(tone(60, rate=8000), rate=8000, channels=2), 10)) == 10 * RATE


def brief_with(data):
    import hashlib

    name = hashlib.sha256(data).hexdigest()
    return Brief(options={"voice": "none"}, materials=(Material(sha256=name, kind="music", media_type="audio/wav"),)), {name: data}


def test_the_film_carries_the_music_it_was_given():
    brief, materials = brief_with(as_wav(tone(4, pitch=500)))
    sound = product._sound((), 12.0, brief, materials)
    spectrum = np.abs(np.fft.rfft(sound))
    assert np.argmax(spectrum) / 12 == pytest.approx(500, abs=2)
    assert soundtrack.loudness(sound) == pytest.approx(-16, abs=0.3)


def test_music_that_is_not_there_is_said():
    brief, _ = brief_with(b"x")
    with pytest.raises(CannotMake, match="没有找到"):
        product._sound((), 5.0, brief, {})


def test_limiting_takes_peaks_only():
    sound = 0.2 * voice(3)
    sound[RATE] = 1.4
    limited = soundtrack.limit(sound)
    assert np.abs(limited).max() <= soundtrack.CEILING + 1e-6
    far = np.r_[0 : RATE - 2000, RATE + 2000 : len(sound)]
    assert (limited[far] == sound[far]).all()


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not on the PATH")
@pytest.mark.parametrize("with_music", [False, True])
def test_the_decoded_film_has_the_loudness_and_the_peaks_portals_ask_for(tmp_path, with_music):
    spoken = voice(14)
    spoken[: 2 * RATE] = spoken[-2 * RATE :] = 0
    track = soundtrack.level(spoken)
    if with_music:
        track = soundtrack.level(music.under(track, tone(6, level=0.2), [(2.0, 12.0)]))
    picture = ImageClip(np.zeros((36, 64, 3), np.uint8)).with_end(14)
    film = CompositeVideoClip([picture], size=(64, 36), bg_color=(0, 0, 0)).with_duration(14)
    film = film.with_audio(AudioArrayClip(np.broadcast_to(track[:, None], (len(track), 2)), fps=RATE))
    file = tmp_path / "film.mp4"
    file.write_bytes(montage.write(film).data)
    asked = ["ffmpeg", "-nostats", "-i", file, "-af", "ebur128=peak=true", "-f", "null", "-"]
    said = subprocess.run(asked, capture_output=True, text=True, check=True).stderr.split("Summary:")[1]
    loudness, peak = float(re.search(r"I:\s+(-[\d.]+) LUFS", said)[1]), float(re.search(r"Peak:\s+(-?[\d.]+) dBFS", said)[1])
    assert loudness == pytest.approx(-16, abs=1)
    assert peak <= -1


def test_speech_is_resampled_in_its_place():
    track = soundtrack.lay([(1.0, (tone(0.5, rate=speech.RATE) * 32767).astype(np.int16))], 2.0, speech.RATE)
    heard = np.flatnonzero(np.abs(track) > 0.05) / RATE
    assert heard[0] == pytest.approx(1.0, abs=0.01) and heard[-1] == pytest.approx(1.5, abs=0.01)
