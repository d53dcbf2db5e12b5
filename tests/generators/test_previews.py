"""What a product looks like while it is being arranged agrees with what will be made."""

import io

import pytest
from PIL import Image, ImageChops, ImageStat

from generators import previews, registry
from generators.model import Brief, Override, Segment
from styles import themes
from tests.sample_interpretation import rich_interpretation

THEME = themes.load("government-blue")


def previewed(name: str, brief: Brief | None = None, at: str = ""):
    brief = brief or Brief()
    segments = registry.composed(name, rich_interpretation(), brief)
    return segments, previews.preview(name, segments, rich_interpretation(), brief, THEME, at=at)


def test_the_picture_put_together_from_its_parts_is_the_picture_that_will_be_made():
    _, shown = previewed("infographic")
    _, files = registry.produce("infographic", rich_interpretation(), Brief(), THEME)
    made = Image.open(io.BytesIO(files[0].data)).convert("RGB")
    preview = Image.open(io.BytesIO(shown.data))
    assert preview.width == made.width // 2
    assert abs(preview.height - made.height / 2) <= 20
    width, height = 270, preview.height // 2
    difference = ImageChops.difference(preview.resize((width, height)), made.resize((width, height)))
    assert sum(ImageStat.Stat(difference).mean) / 3 < 12


def test_every_segment_of_the_picture_is_found_where_it_is_read():
    segments, shown = previewed("infographic")
    content = [segment for segment in segments if not segment.furniture]
    assert {segment.id for segment in content} <= set(shown.boxes)
    tops = {segment.group: [] for segment in content}
    for segment in content:
        left, top, right, bottom = shown.boxes[segment.id]
        assert 0 <= left < right <= 1 and 0 <= top < bottom <= 1
        tops[segment.group].append(top)
    firsts = [min(found) for found in tops.values()]
    assert firsts == sorted(firsts)


@pytest.mark.parametrize("name", ["faq", "article", "comparison", "plan"])
def test_every_segment_of_a_page_has_its_anchor_in_it(name):
    segments, shown = previewed(name)
    assert shown.media_type == "text/html"
    for segment in segments:
        if not segment.furniture:
            assert f'id="{shown.anchors[segment.id]}"'.encode() in shown.data


def test_a_video_shows_the_scene_that_is_asked_for():
    segments, first = previewed("video", at=segments_of_video()[1])
    _, second = previewed("video", at=segments[2].id)
    assert first.media_type == "image/jpeg" and first.data != second.data and list(second.boxes) == [segments[2].id]
    assert Image.open(io.BytesIO(second.data)).size == (960, 540)


def segments_of_video() -> list[str]:
    return [segment.id for segment in registry.composed("video", rich_interpretation(), Brief())]


@pytest.mark.parametrize(("options", "ratio"), [({}, 16 / 9), ({"aspects": "9:16"}, 9 / 16), ({"aspects": "1:1,16:9"}, 1.0)])
def test_without_a_scene_a_video_shows_all_of_them_on_a_sheet_in_its_first_shape(options, ratio):
    _, sheet = previewed("video", Brief(options=options))
    assert list(sheet.boxes) == segments_of_video()
    picture = Image.open(io.BytesIO(sheet.data))
    seen = []
    for left, top, right, bottom in sheet.boxes.values():
        box = [round(side * extent) for side, extent in zip((left, top, right, bottom), picture.size * 2, strict=True)]
        assert (box[2] - box[0]) / (box[3] - box[1]) == pytest.approx(ratio, rel=0.02)
        seen.append(picture.crop(box).tobytes())
    assert len(set(seen)) == len(seen), "every scene has a picture of its own"


@pytest.mark.parametrize("aspects", ["16:9", "9:16", "1:1"])
def test_a_long_sentence_has_its_caption_cut_for_the_shape(aspects):
    words = "本市户籍的小微企业招用毕业年度高校毕业生并依法缴纳失业保险费满三个月以上的，可以申请一次性扩岗补助。"
    brief = Brief(options={"aspects": aspects}, overrides=(Override(segment=segments_of_video()[1], narration=words),))
    _, shown = previewed("video", brief, at=segments_of_video()[1])
    assert shown.data


def test_captions_in_a_track_of_their_own_are_not_in_the_still():
    scene = segments_of_video()[1]
    _, burnt = previewed("video", at=scene)
    _, free = previewed("video", Brief(options={"captions": "file"}), at=scene)
    band = (0, 470, 960, 540)
    extremes = [Image.open(io.BytesIO(shown.data)).crop(band).convert("L").getextrema() for shown in (burnt, free)]
    assert extremes[0][1] - extremes[0][0] > 150 > extremes[1][1] - extremes[1][0]


def test_a_product_without_a_preview_shows_the_first_file_that_can_be_looked_at(monkeypatch):
    class Plain:
        name, label, version = "plain_sheet", "便览", "1"

        def outline(self, interpretation, brief):
            return (Segment(id="a", kind="note", furniture=True, text="便览"),)

        def render(self, segments, theme, brief, provenance, progress, materials):
            from generators.model import RenderedFile

            return (
                RenderedFile(filename="sheet.json", media_type="application/json", data=b"{}"),
                RenderedFile(filename="sheet.html", media_type="text/html; charset=utf-8", data="<p>便览</p>".encode()),
            )

    monkeypatch.setitem(registry._GENERATORS, "plain_sheet", Plain())
    _, shown = previewed("plain_sheet")
    assert (shown.media_type, shown.data.decode()) == ("text/html", "<p>便览</p>")
