"""The finished file: parts kept from before change nothing, interrupted work goes on, players and tools take it."""

import io
import json
import shutil
import subprocess

import av
import numpy as np
import pytest
from moviepy import CompositeVideoClip, ImageClip, vfx
from moviepy.audio.AudioClip import AudioArrayClip

from generators import keeping
from generators.video import h264, montage
from generators.video.montage import FPS, Dissolve, Still, opens, write
from tests.generators.test_montage import SIZE, decoded, picture, psnr
from tests.journeys.browsing import NEEDS_CHROMIUM, chromium


@pytest.fixture
def kept():
    """Nothing kept from other tests; what is kept here."""
    here = {}
    before = keeping.keep_in(here)
    yield here
    keeping.keep_in(before)


def png(seed, size=SIZE):
    return montage._png(picture(seed, size))


def film(*seeds, seconds=1.6, sound=True):
    """Scenes of ``seconds`` each, a picture and a caption by each seed, fading into each other."""
    clips = []
    for number, seed in enumerate(seeds):
        start = number * seconds
        clip = Still(png(seed)).with_start(start).with_end(min(start + seconds + 0.48, len(seeds) * seconds))
        clips.append(opens(clip.with_effects([Dissolve(0.48)]) if number else clip))
    for number, seed in enumerate(seeds):
        place = Still(png(seed + 1, (320, 40))).with_start(number * seconds + 0.6).with_end((number + 1) * seconds - 0.2)
        clips.append(place.with_position((0, 140)))
    made = CompositeVideoClip(clips, size=SIZE, bg_color=(0, 0, 0)).with_duration(len(seeds) * seconds)
    if sound:
        count = int(made.duration * 48_000)
        tone = 0.2 * np.sin(2 * np.pi * 440 * np.arange(count) / 48_000)
        made = made.with_audio(AudioArrayClip(np.stack([tone, tone], axis=1), fps=48_000))
    return made


def test_what_was_kept_gives_the_same_bytes(kept):
    first = write(film(0, 1, 2))
    again = write(film(0, 1, 2))
    kept.clear()
    anew = write(film(0, 1, 2))
    assert first.data == again.data == anew.data
    assert (first.kept, again.kept, anew.kept) == (0, again.distinct, 0)


def test_a_changed_scene_is_encoded_and_the_others_are_not(kept):
    write(film(0, 1, 2, 3, 4, 5))
    changed = write(film(0, 1, 4, 3, 4, 5))
    assert changed.kept >= changed.distinct / 2, "the scene itself and the fade into the next are new"
    kept.clear()
    assert changed.data == write(film(0, 1, 4, 3, 4, 5)).data


def test_a_scene_that_only_moved_in_time_is_not_encoded_again(kept):
    write(film(0, 1, 2, seconds=1.6))
    later = write(film(0, 1, 2, seconds=2.4))
    assert later.kept == later.distinct


def test_preview_and_published_film_share_what_was_encoded(kept):
    write(film(0, 1, 2), rate="variable")
    assert write(film(0, 1, 2), rate="constant").kept


def test_an_interrupted_film_goes_on_where_it_was(kept):
    class Enough(Exception):
        pass

    def stop(share):
        if share > 0.4:
            raise Enough

    with pytest.raises(Enough):
        write(film(0, 1, 2, 3), progress=stop)
    resumed = write(film(0, 1, 2, 3))
    assert 0 < resumed.kept < resumed.distinct
    kept.clear()
    assert resumed.data == write(film(0, 1, 2, 3)).data


def test_a_repeat_is_the_picture_before_it_bit_for_bit(kept):
    frames = []
    with av.open(io.BytesIO(write(film(0, 1)).data)) as container:
        frames = [frame.to_ndarray() for frame in container.decode(video=0)]
    still = list(range(16, 30))
    assert len(frames) == round(3.2 * FPS)
    assert all((frames[number] == frames[16]).all() for number in still), "from the caption's start to its end nothing changes"


def test_repeats_cost_next_to_nothing(kept):
    def size(seconds):
        clip = ImageClip(picture(0)).with_end(seconds)
        return len(write(CompositeVideoClip([clip], size=SIZE, bg_color=(0, 0, 0)).with_duration(seconds)).data)

    assert size(9) - size(8) < FPS * 90


def test_long_stills_begin_anew_often_enough_to_seek(kept):
    clip = ImageClip(picture(0)).with_end(25)
    data = write(CompositeVideoClip([clip], size=SIZE, bg_color=(0, 0, 0)).with_duration(25)).data
    with av.open(io.BytesIO(data)) as container:
        keys = [packet.pts * packet.time_base for packet in container.demux(video=0) if packet.is_keyframe and packet.size]
    assert [float(time) for time in keys] == [0, 10, 20]


def test_a_part_cut_out_of_a_sound_is_what_is_heard():
    made = film(0, 1)
    silence_then_tone = np.zeros((4 * 48_000, 2))
    silence_then_tone[2 * 48_000 :] = 0.4 * np.sin(np.arange(2 * 48_000) / 20)[:, None]
    part = made.with_audio(AudioArrayClip(silence_then_tone, fps=48_000).subclipped(1, 3))
    with av.open(io.BytesIO(write(part).data)) as container:
        heard = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])
    assert np.flatnonzero(np.abs(heard) > 0.1)[0] / 48_000 == pytest.approx(1.0, abs=0.05)


def test_numbers_of_pictures_wrap_and_are_read_back():
    bits = h264.number_bits(*SIZE)
    repeat = h264.repeat(*SIZE)
    assert h264.numbered(repeat, 3, bits) != h264.numbered(repeat, 4, bits)
    assert h264.numbered(repeat, 3, bits) == h264.numbered(repeat, 3 + (1 << bits), bits)
    assert h264.numbered(h264.numbered(repeat, 9, bits), 3, bits) == h264.numbered(repeat, 3, bits)


def test_the_user_is_told_before_moviepy_writes():
    moving = ImageClip(picture(2, (64, 64))).with_end(0.2).with_effects([vfx.FadeOut(0.1)])
    made = CompositeVideoClip([ImageClip(picture(0)).with_end(0.2), moving], size=SIZE, bg_color=(0, 0, 0)).with_duration(0.2)
    told = []
    assert write(made, slowly=lambda: told.append(True)).by_moviepy and told == [True]
    write(film(0), slowly=lambda: told.append(True))
    assert told == [True]


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not on the PATH")
@pytest.mark.parametrize("rate", ["constant", "variable"])
def test_ffmpeg_reads_it_without_a_warning(tmp_path, rate):
    file = tmp_path / "film.mp4"
    file.write_bytes(write(film(0, 1, 2), rate=rate).data)
    heard = subprocess.run(["ffmpeg", "-v", "warning", "-err_detect", "explode", "-i", file, "-f", "null", "-"], capture_output=True, text=True)
    assert (heard.returncode, heard.stderr) == (0, "")
    asked = ["ffprobe", "-v", "warning", "-show_streams", "-of", "json", file]
    probed = subprocess.run(asked, capture_output=True, text=True)
    video, audio = json.loads(probed.stdout)["streams"]
    assert probed.stderr == ""
    assert (video["profile"], video["color_space"], video["pix_fmt"], audio["codec_name"]) == ("High", "bt709", "yuv420p", "aac")


def test_seeking_lands_on_the_picture_asked_for():
    made = film(0, 1, 2)
    by_time = dict(decoded(write(made).data))
    with av.open(io.BytesIO(write(made).data)) as container:
        stream = container.streams.video[0]
        for wanted in (0.2, 2.0, 2.52, 4.6):
            container.seek(int(wanted / stream.time_base), stream=stream)
            frame = next(frame for frame in container.decode(stream) if frame.time >= wanted - 1e-6)
            rgb = frame.reformat(format="rgb24", src_colorspace="ITU709", dst_colorspace="ITU709").to_ndarray()
            assert frame.time == pytest.approx(wanted) and np.abs(rgb.astype(float) - by_time[frame.time]).max() == 0


@pytest.mark.browser
@NEEDS_CHROMIUM
@pytest.mark.parametrize("rate", ["constant", "variable"])
def test_a_browser_opens_it_and_shows_the_picture_of_the_time_asked_for(tmp_path, rate):
    data = write(film(0, 1, 2), rate=rate).data
    by_time = dict(decoded(write(film(0, 1, 2)).data))
    (tmp_path / "film.mp4").write_bytes(data)
    (tmp_path / "page.html").write_text('<video src="film.mp4" preload="auto" muted></video>')
    seek = """async time => {
        const video = document.querySelector('video');
        if (video.readyState < 1) await new Promise(done => video.addEventListener('loadedmetadata', done, {once: true}));
        const there = new Promise(done => video.requestVideoFrameCallback(done));
        video.currentTime = time;
        await there;
        const canvas = Object.assign(document.createElement('canvas'), {width: video.videoWidth, height: video.videoHeight});
        const drawing = canvas.getContext('2d', {willReadFrequently: true});
        drawing.drawImage(video, 0, 0);
        const size = [video.videoWidth, video.videoHeight, video.duration];
        return [size, Array.from(drawing.getImageData(0, 0, canvas.width, canvas.height).data), video.error && video.error.message];
    }"""
    with chromium("--allow-file-access-from-files") as browser:
        page = browser.new_page()
        page.goto(f"file://{tmp_path}/page.html")
        for wanted in (2.5, 0.3, 4.1):
            size, pixels, error = page.evaluate(seek, wanted)
            assert error is None and size[:2] == list(SIZE) and size[2] == pytest.approx(4.8, abs=0.1)
            shown = np.array(pixels, float).reshape(SIZE[1], SIZE[0], 4)[..., :3]
            nearest = max(time for time in by_time if time <= wanted + 1e-6)
            assert psnr(shown, by_time[nearest]) >= 30, "browsers round colours their own way; another scene is below 20"
