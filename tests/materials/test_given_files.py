"""A given picture or sound is made anew: nothing but what is seen or heard is kept, and no file can do harm."""

import io

import av
import numpy
import pytest
from making_files import drawing, photograph, png_bomb, png_that_lies, scene, sound
from PIL import Image

from studio.errors import CannotAccept
from studio.materials import limits, made_safe, safely
from tests.plainly import times_plain


def opened(cleaned) -> Image.Image:
    image = Image.open(io.BytesIO(cleaned.data))
    image.load()
    return image


def heard(cleaned) -> tuple[av.AudioStream, numpy.ndarray]:
    with av.open(io.BytesIO(cleaned.data)) as source:
        stream = source.streams.audio[0]
        assert not source.metadata or set(map(str.lower, source.metadata)) <= {"encoder"}
        return stream, numpy.concatenate([frame.to_ndarray() for frame in source.decode(stream)], axis=1)


def test_a_photograph_comes_out_without_place_device_or_comments():
    given = photograph()
    assert b"SECRET" in given and b"PhoneMaker" in given
    cleaned = made_safe(given, "大厅.jpg", "picture")
    image = opened(cleaned)
    assert (cleaned.media_type, image.format, image.size) == ("image/jpeg", "JPEG", (800, 600))
    assert not image.getexif() and not {"exif", "comment", "xmp", "icc_profile", "photoshop"} & set(image.info)
    assert b"SECRET" not in cleaned.data and b"PhoneMaker" not in cleaned.data and b"Exif" not in cleaned.data


def test_a_picture_taken_sideways_stands_upright():
    sideways = photograph(turned=6, image=scene().transpose(Image.Transpose.ROTATE_90))
    image = opened(made_safe(sideways, "竖拍.jpg", "picture")).convert("RGB")
    assert image.size == (800, 600)
    red, _, blue = image.getpixel((40, 40))
    assert red > 150 and blue < 80


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L", "1", "I;16"])
def test_a_drawing_comes_out_as_png_without_notes(mode):
    cleaned = made_safe(drawing(mode), "图.png", "picture")
    assert cleaned.media_type == "image/png" and b"SECRET" not in cleaned.data
    assert opened(cleaned).mode == "RGB" and set(opened(cleaned).info) == set()


def test_what_is_see_through_stays_so():
    image = scene().convert("RGBA")
    image.putalpha(Image.new("L", image.size, 128))
    target = io.BytesIO()
    image.save(target, "WEBP", lossless=True)
    assert opened(made_safe(target.getvalue(), "透明.webp", "picture")).mode == "RGBA"


def test_print_colours_become_screen_colours():
    target = io.BytesIO()
    scene().convert("CMYK").save(target, "JPEG")
    image = opened(made_safe(target.getvalue(), "印刷.jpg", "picture"))
    red, _, blue = image.convert("RGB").getpixel((40, 40))
    assert image.mode == "RGB" and red > 150 and blue < 90


def test_a_large_picture_is_reduced():
    image = opened(made_safe(photograph(image=scene(4800, 3000)), "大.jpg", "picture"))
    assert image.size == (limits.LONGEST_SIDE, 1500)


def test_what_hides_behind_a_picture_is_gone():
    hidden = photograph() + b"PK\x03\x04SECRET-ARCHIVE<script>alert(1)</script>"
    assert b"SECRET" not in made_safe(hidden, "夹带.jpg", "picture").data


def test_the_same_file_gives_the_same_bytes():
    assert made_safe(photograph(), "一.jpg", "picture") == made_safe(photograph(), "二.jpg", "picture")
    tone = sound("mp3", "libmp3lame")
    assert made_safe(tone, "一.mp3", "recording") == made_safe(tone, "二.mp3", "recording")


def moving() -> bytes:
    target = io.BytesIO()
    scene().save(target, "WEBP", save_all=True, append_images=[Image.new("RGB", (800, 600))])
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (lambda: b"", "是空的"),
        (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "请上传 PNG、JPG 或 WebP"),
        (lambda: b"GIF89a" + bytes(100), "请上传 PNG、JPG 或 WebP"),
        (lambda: b"%!PS-Adobe-3.0 EPSF\n/x{...}", "请上传 PNG、JPG 或 WebP"),
        (lambda: photograph()[:3000], "已损坏或不完整"),
        (lambda: drawing()[:400], "已损坏或不完整"),
        (png_bomb, "像素超过 6000 万"),
        (moving, "是动图"),
        (lambda: photograph(image=scene(150, 150)), "只有 150×150 像素"),
        (lambda: photograph(image=scene(3000, 300)), "过于细长"),
        (lambda: photograph() + bytes(limits.PICTURE_BYTES), "超过 20 MB"),
    ],
)  # fmt: skip
def test_a_picture_that_cannot_be_used_is_refused_in_one_sentence(data, says):
    with pytest.raises(CannotAccept, match=says) as refused:
        made_safe(data(), "甲.png", "picture")
    assert str(refused.value).endswith("。") and str(refused.value).count("。") == 1


def test_a_picture_that_unpacks_to_more_than_it_says_costs_little():
    lying = png_that_lies(300, 300)

    def given() -> None:
        try:
            assert opened(made_safe(lying, "谎.png", "picture")).size == (300, 300)
        except CannotAccept as refused:
            assert "已损坏" in str(refused)

    assert times_plain(given, enough=12) < 12


@pytest.mark.parametrize(
    ("kind", "codec"),
    [("wav", "pcm_s16le"), ("wav", "pcm_s24le"), ("mp3", "libmp3lame"), ("mp4", "aac"), ("ogg", "libopus"), ("webm", "libopus"), ("flac", "flac")],
)
def test_a_recording_comes_out_as_one_channel_of_samples(kind, codec):
    rate = 48_000 if codec == "libopus" else 44_100
    given = sound(kind, codec, rate=rate)
    cleaned = made_safe(given, f"旁白.{kind}", "recording")
    stream, samples = heard(cleaned)
    assert (cleaned.media_type, stream.codec_context.name, stream.rate, stream.channels) == ("audio/flac", "flac", 48_000, 1)
    assert abs(samples.shape[1] / 48_000 - 2.0) < 0.1
    assert 0.2 < numpy.abs(samples.astype(float)).max() / 32768 < 0.7
    assert b"SECRET" not in cleaned.data


def test_music_keeps_both_channels():
    assert heard(made_safe(sound("mp3", "libmp3lame"), "曲.mp3", "music"))[0].channels == 2


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (lambda: photograph(), "请上传 WAV、MP3、M4A、OGG 或 WebM"),
        (lambda: b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", "请上传 WAV、MP3、M4A、OGG 或 WebM"),
        (lambda: b"ffconcat version 1.0\nfile /etc/passwd\n", "请上传 WAV、MP3、M4A、OGG 或 WebM"),
        (lambda: b"RIFF\x00\x00\x00\x00WAVE" + bytes(200), "已损坏"),
        (lambda: sound("mp4", "aac")[:9000], "已损坏"),
        (lambda: b"OggS" + bytes(range(256)) * 40, "已损坏"),
        (lambda: sound("wav", "pcm_s16le", loud=0.0), "没有声音"),
        (lambda: sound("wav", "pcm_s16le", seconds=0.1), "几乎没有内容"),
        (lambda: sound("flac", "flac", seconds=limits.RECORDING_SECONDS + 2, rate=8_000, layout="mono"), "超过 5 分钟"),
    ],
)  # fmt: skip
def test_a_sound_that_cannot_be_used_is_refused_in_one_sentence(data, says):
    with pytest.raises(CannotAccept, match=says) as refused:
        made_safe(data(), "甲.wav", "recording")
    assert str(refused.value).endswith("。") and str(refused.value).count("。") == 1


def test_time_that_runs_out_becomes_a_sentence(monkeypatch):
    monkeypatch.setattr(safely, "PATIENCE", safely.isolating.Patience(0.01))
    with pytest.raises(CannotAccept, match="用时过长"):
        made_safe(photograph(), "慢.jpg", "picture")


LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 200 100"><circle cx="100" cy="50" r="40" fill="#c00"/></svg>'


def test_a_drawn_logo_becomes_a_see_through_picture_cut_to_what_is_drawn():
    image = opened(made_safe(LOGO, "标识.svg", "logo"))
    assert image.mode == "RGBA" and abs(image.width - image.height) <= 2 and max(image.size) <= limits.LOGO_SIDE
    assert image.getpixel((image.width // 2, image.height // 2)) == (204, 0, 0, 255)


@pytest.mark.parametrize(
    "inside",
    [
        b"<script>1</script>",
        b'<image href="file:///etc/hostname" width="9" height="9"/>',
        b'<image xlink:href="https://example.com/a.png" width="9" height="9"/>',
        b'<rect width="9" height="9" onload="x()"/>',
        b'<style>@import url(https://example.com/a.css);</style>',
        b'<rect width="9" height="9" style="fill:url(https://example.com/a.svg#b)"/>',
        b"<foreignObject><p>x</p></foreignObject>",
    ],
)
def test_a_drawn_logo_that_would_fetch_or_run_anything_is_refused(inside):
    with pytest.raises(CannotAccept, match="含有脚本、外部链接"):
        made_safe(LOGO.replace(b"<circle", inside + b"<circle"), "标识.svg", "logo")


def test_a_drawn_logo_with_entities_is_refused():
    bomb = b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + LOGO.replace(b"<circle", b"<text>&b;</text><circle")
    with pytest.raises(CannotAccept, match="不能使用"):
        made_safe(bomb, "标识.svg", "logo")
