"""The fast writer shows what moviepy shows: same pictures, same times, same sound, a fraction of the work."""

import io

import av
import numpy as np
import pytest
from moviepy import CompositeVideoClip, ImageClip, vfx
from moviepy.audio.AudioClip import AudioArrayClip

from generators.video import montage
from generators.video.montage import FPS, Dissolve, write

SIZE = (320, 180)


def picture(seed, size=SIZE):
    """A smooth coloured picture with a block in it: like a slide, not like noise."""
    y, x = np.mgrid[0 : size[1], 0 : size[0]]
    image = np.stack([120 + 80 * np.sin(x / 60 + seed), 140 + 60 * np.cos(y / 50 + seed), 160 + 40 * np.sin((x + y) / 80)], axis=-1)
    image[40:90, 40 + 30 * seed : 120 + 30 * seed] = (20, 60, 150)
    return np.clip(image, 0, 255).astype(np.uint8)


def film(*, sound=True, extra=()):
    first = ImageClip(picture(0)).with_start(0).with_end(1.48)
    second = ImageClip(picture(1)).with_start(1.0).with_end(2.0).with_effects([Dissolve(0.48)])
    caption = ImageClip(picture(3, (320, 40))).with_start(0.4).with_end(1.2).with_position((0, 140))
    made = CompositeVideoClip([first, second, caption, *extra], size=SIZE, bg_color=(0, 0, 0)).with_duration(2)
    if sound:
        tone = 0.2 * np.sin(2 * np.pi * 440 * np.arange(2 * 48_000) / 48_000)
        made = made.with_audio(AudioArrayClip(np.stack([tone, tone], axis=1), fps=48_000))
    return made


def decoded(data):
    """Return frames by their time as RGB of bt709 or bt601, as the stream says."""
    frames = []
    with av.open(io.BytesIO(data)) as container:
        for frame in container.decode(video=0):
            space = "ITU709" if frame.colorspace == 1 else "ITU601"
            rgb = frame.reformat(format="rgb24", src_colorspace=space, dst_colorspace=space).to_ndarray()
            frames.append((float(frame.pts * frame.time_base), rgb.astype(float)))
    return frames


def psnr(a, b):
    return 10 * np.log10(255**2 / max(1e-9, ((a - b) ** 2).mean()))


def test_it_looks_like_moviepys_own_file():
    ours, theirs = decoded(write(film()).data), decoded(montage._by_moviepy(film(), {}).data)
    assert len(ours) == len(theirs) == 2 * FPS
    for (time, picture_a), (other_time, picture_b) in zip(ours, theirs, strict=True):
        assert abs(time - other_time) <= 1 / FPS
        assert psnr(picture_a, picture_b) >= 38


def test_it_looks_like_what_moviepy_composes():
    made = film()
    for time, shown in decoded(write(made).data):
        assert psnr(shown, made.get_frame(time).astype(float)) >= 38


def test_each_distinct_picture_is_made_once():
    written = write(film())
    # Slide, slide with caption, the cross-fade's pictures, the second slide.
    assert written.encoded == 2 * FPS and not written.by_moviepy
    assert written.distinct <= 4 + 12


def test_a_variable_rate_keeps_the_times_and_saves_the_rest():
    constant, variable = write(film(), rate="constant"), write(film(), rate="variable")
    assert variable.encoded < constant.encoded / 2
    by_time = dict(decoded(constant.data))
    for time, shown in decoded(variable.data):
        nearest = min(by_time, key=lambda other: abs(other - time))
        assert abs(nearest - time) < 1 / FPS and psnr(shown, by_time[nearest]) >= 38


def test_stills_are_refreshed_every_second_at_a_variable_rate():
    still = CompositeVideoClip([ImageClip(picture(0)).with_end(5)], size=SIZE, bg_color=(0, 0, 0)).with_duration(5)
    times = [time for time, _ in decoded(write(still, rate="variable").data)]
    assert max(b - a for a, b in zip(times, times[1:], strict=False)) <= 1.0 + 1e-6
    assert times[-1] == pytest.approx(5 - 1 / FPS)


def test_the_stream_is_what_portals_and_players_ask_for():
    data = write(film(), metadata={"title": "某办法", "comment": "来源"}).data
    with av.open(io.BytesIO(data)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        context = video.codec_context
        assert (context.name, context.profile, context.pix_fmt) == ("h264", "High", "yuv420p")
        assert (context.colorspace, context.color_primaries, context.color_trc, context.color_range) == (1, 1, 1, 1)
        assert video.average_rate == FPS
        assert (audio.codec_context.name, audio.rate, audio.layout.name) == ("aac", 48_000, "stereo")
        assert container.metadata["title"] == "某办法" and container.metadata["comment"] == "来源"
        assert "creation_time" not in container.metadata
    assert 0 < data.find(b"moov") < data.find(b"mdat"), "the index comes first"


def test_the_sound_is_in_time():
    silent = np.zeros(2 * 48_000)
    silent[48_000:60_000] = 0.5 * np.sin(2 * np.pi * 500 * np.arange(12_000) / 48_000)
    made = film(sound=False).with_audio(AudioArrayClip(np.stack([silent, silent], axis=1), fps=48_000))
    with av.open(io.BytesIO(write(made).data)) as container:
        frames = list(container.decode(audio=0))
        start = float(frames[0].pts * frames[0].time_base)
        heard = np.concatenate([frame.to_ndarray()[0] for frame in frames])
    assert start + np.flatnonzero(np.abs(heard) > 0.1)[0] / 48_000 == pytest.approx(1.0, abs=0.02)


def test_the_same_composition_gives_the_same_bytes():
    assert write(film(), metadata={"title": "甲"}).data == write(film(), metadata={"title": "甲"}).data


@pytest.mark.parametrize(
    "clip",
    [
        ImageClip(picture(2, (64, 64))).with_end(2).with_position(lambda t: (int(20 * t), 0)),
        ImageClip(picture(2, (64, 64))).with_end(2).with_effects([vfx.FadeOut(0.5)]),
        ImageClip(picture(2, (64, 64))).with_end(2).with_effects([vfx.CrossFadeOut(0.5)]),
        ImageClip(picture(2, (64, 64))).with_end(2).with_opacity(0.5),
        ImageClip(picture(2, (64, 64))).with_end(2).with_effects([Dissolve(0.4), vfx.CrossFadeOut(0.5)]),
        ImageClip(picture(2, (64, 64))).with_end(2).with_position(("center", "center")),
        ImageClip(picture(2, (63, 64))).with_end(2),
    ],
)
def test_anything_else_is_left_to_moviepy(clip):
    assert montage.states(film(extra=(clip,))) is None


def test_a_composition_left_to_moviepy_is_written_by_it():
    moving = ImageClip(picture(2, (64, 64))).with_end(0.4).with_position(lambda t: (int(20 * t), 0))
    made = CompositeVideoClip([ImageClip(picture(0)).with_end(0.4), moving], size=SIZE, bg_color=(0, 0, 0)).with_duration(0.4)
    written = write(made, metadata={"title": "甲"})
    assert written.by_moviepy and len(decoded(written.data)) == 10


def test_an_odd_size_or_an_endless_film_is_refused():
    with pytest.raises(ValueError, match="even"):
        write(CompositeVideoClip([ImageClip(picture(0, (101, 100))).with_end(1)], bg_color=(0, 0, 0)))
    with pytest.raises(ValueError, match="duration"):
        write(CompositeVideoClip([ImageClip(picture(0))], bg_color=(0, 0, 0)))
