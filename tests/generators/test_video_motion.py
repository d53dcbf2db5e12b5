"""What moves on the slides: items and numbers in time with the voice, nothing that jumps, nothing where captions stand."""

import base64
import io

import av
import numpy as np
import pytest
from PIL import Image

from benchmarks.video_sheet import looked_at, misplaced
from generators import keeping
from generators.model import Brief, Figure, Segment
from generators.video import motion, narration, product, slides, speech, timeline
from generators.video.film import Film
from generators.video.pictures import Setter
from generators.video.slides import SHAPES, State
from styles import themes
from tests.sample_interpretation import rich_interpretation

BLUE = themes.load("government-blue")
SILENT = Brief(options={"voice": "none"}, source_url="https://www.example.gov.cn/zwgk/1.html")


@pytest.fixture(scope="module")
def scenes():
    segments = product.Video().outline(rich_interpretation(), SILENT)
    return product.timed(segments, SILENT, lambda share: None)


def scene_of(segment, seconds=2.0, opening=0.0):
    said = tuple(speech.Utterance(s, np.ones(int(seconds * speech.RATE), np.int16), True) for s in narration.sentences(segment.narration))
    (laid,) = timeline.lay(((segment, said, slides.items(segment)),), 0, 99, opening)
    return laid


def drawn(scenes, pages, shape=slides.WIDE):
    told = tuple(scene.segment for scene in scenes)
    return [np.asarray(Image.open(io.BytesIO(png)).convert("L")).astype(int) for png in Setter(told, BLUE, SILENT, shape).set(pages)]


@pytest.mark.parametrize("aspect", SHAPES)
def test_no_glyph_leaves_the_picture_or_lies_under_the_captions(scenes, aspect):
    calm = SILENT.replace(options=SILENT.options | {"motion": "calm"})  # marks and counting change no place, as other tests see
    film = Film(scenes, BLUE, calm, SHAPES[aspect])
    assert looked_at(film, calm, "government-blue") == []
    assert Image.open(io.BytesIO(film.poster)).size == SHAPES[aspect].size


def test_a_glyph_out_of_place_is_found():
    wide = SHAPES["16:9"]
    assert "captions" in misplaced([("字", (100, 900, 150, 950))], wide, True)[0]
    assert "leaves" in misplaced([("字", (1900, 100, 1950, 150))], wide, True)[0]
    assert "over each other" in misplaced([("字", (100, 100, 150, 150)), ("词", (120, 110, 170, 160))], wide, True)[0]
    assert misplaced([("字", (100, 100, 150, 150)), ("词", (150, 100, 200, 150))], wide, True) == []


def test_upright_pictures_are_composed_anew(scenes):
    """No black bars, no shrunken wide slide: what is set reaches both sides, and the type is as large as in the wide picture or larger."""
    page = slides.page(scenes[3].segment, slides.complete(scenes[3].segment), 3, len(scenes), shape=SHAPES["9:16"])
    (picture,) = drawn(scenes, [page], SHAPES["9:16"])
    assert picture.shape == (1920, 1080)
    changes = np.abs(np.diff(picture[280:1400], axis=1)).max(axis=0) > 30
    assert changes[:100].any() and changes[-100:].any()
    assert picture.std(axis=1)[280:1400].max() > 20


def test_a_number_counts_up_to_itself_in_the_places_of_its_digits():
    assert motion.steps("5000", "元") == ("1500", "3000", "4100", "4700", "")
    assert motion.steps("1,200", "万元") == ("0,360", "0,720", "0,984", "1,128", "")
    assert all(len(step) in (0, 4) for step in motion.steps("12.5", "%"))


@pytest.mark.parametrize(("value", "unit"), [("2027", "年"), ("5", "年"), ("3", "项"), ("30", "日"), ("3000至5000", "元"), ("0571-88001233", "")])
def test_what_is_no_quantity_does_not_count(value, unit):
    assert motion.steps(value, unit) == ()


def test_counting_moves_nothing_but_the_digits_and_ends_at_the_figure(scenes):
    scene = next(scene for scene in scenes if scene.segment.figure)
    shots = [shot for shot in motion.shots(scene) if shot.state]
    counting = [shot for shot in shots if shot.state.now]
    assert 3 <= len(counting) <= 5 and counting[-1].start - counting[0].start - timeline.FADE <= 0.8
    assert not shots[-1].state.now, "the last pictures show the figure itself"
    state = shots[-1].state
    pages = [slides.page(scene.segment, State(state.shown, now=now), 3, 9) for now in ((), counting[0].state.now)]
    whole, begun = drawn(scenes, pages)
    rows, columns = np.nonzero(np.abs(whole - begun) > 12)
    assert len(rows) and columns.max() < 96 + 620 and rows.max() - rows.min() < 220, "only the number on its panel changes"


def test_the_words_being_heard_are_marked_and_stay_where_they_are(scenes):
    scene = next(scene for scene in scenes if scene.segment.kind == "measure" and not scene.segment.points)
    states = [shot.state for shot in motion.shots(scene) if shot.state and shot.state.said]
    assert states
    pages = [slides.page(scene.segment, State(states[0].shown, said=said), 3, 9) for said in ((), states[0].said)]
    plain, marked = drawn(scenes, pages)
    assert (np.abs(plain - marked) > 4).any(), "the mark is seen"
    assert ((plain < 90) == (marked < 90)).mean() > 0.999, "no letter moves"


def test_marks_are_on_what_is_said():
    pieces = slides.pieces("小微企业招用毕业生的，按每人2000元给予一次性补助。")
    (numbers,) = motion.heard("按每人2000元给予一次性补助", [pieces])
    heard = "".join(pieces[number] for number in numbers)
    assert "2000元" in heard and "一次性" in heard and "小微" not in heard
    assert motion.heard("完全不相干的一句话", [pieces]) == ((),)


def test_words_that_stand_in_several_points_are_marked_in_the_one_spoken_of():
    points = [slides.pieces(text) for text in ("成年受助人员的标准为每人每月785.4元", "未成年受助人员的标准为每人每月916.3元")]
    first, second = motion.heard("未成年受助人员的标准为每人每月916.3元", points)
    assert not first and len(second) > 3


def test_calm_shows_items_in_turn_and_nothing_more_none_cuts_from_whole_to_whole(scenes):
    for scene in scenes:
        calm = motion.shots(scene, "calm")
        assert all(not shot.state.now and not shot.state.said and shot.state.turn == -1 for shot in calm if shot.state)
        (only,) = motion.shots(scene, "none")
        assert only.fade == 0 and only.state == slides.complete(scene.segment)
    assert sum(len(motion.shots(scene, "calm")) for scene in scenes) < sum(len(motion.shots(scene)) for scene in scenes)


def test_no_picture_changes_while_another_fades_in(scenes):
    for scene in scenes:
        shots = motion.shots(scene)
        for shot, following in zip(shots, shots[1:], strict=False):
            assert following.start >= shot.start + shot.fade - 1e-6
            assert abs(following.start * timeline.FPS - round(following.start * timeline.FPS)) < 1e-6


def test_a_chapter_opens_with_a_card_while_its_question_is_asked(scenes):
    carded = [scene for scene in scenes if scene.opening > scene.start]
    assert len(carded) == len({scene.segment.group for scene in scenes if scene.segment.group}) >= timeline.FEWEST_CHAPTERS
    for scene in carded:
        assert motion.shots(scene)[0].state is None and scene.builds[0] == scene.opening
        assert timeline.CARD <= scene.opening - scene.start <= 4
        later = [start for start, _ in scene.spoken[1:]]
        assert all(start >= scene.opening + 0.3 for start in later), "the slide is there when it is spoken of"


def test_few_chapters_have_no_cards():
    segments = tuple(Segment(id=name, kind="points", furniture=True, group=name, points=("一", "二"), narration="第一句话。第二句话。") for name in "ab")
    said = tuple(speech.Utterance("话。", np.ones(speech.RATE, np.int16), True) for _ in range(2))
    laid = timeline.lay(tuple((segment, said, ()) for segment in segments), 0, 99, cards=True)
    assert all(scene.opening == scene.start for scene in laid)


def test_a_figure_that_is_no_number_is_shown_as_it_is():
    segment = Segment(id="m", kind="measure", furniture=True, heading="奖励", text="按规定奖励。", figure=Figure(value="全额"), narration="按规定奖励。")
    scene = scene_of(segment)
    assert [shot.state.now for shot in motion.shots(scene)] == [()]


@pytest.fixture(scope="module")
def phone():
    from tests.generators.test_video import outlined, render, short_cut

    return render(short_cut(outlined(), "dates", "closing"), seconds="1", rate="variable", aspects="16:9，1:1, 9:16,4:3")


def test_each_shape_wanted_is_a_film_and_a_cover_with_one_sound(phone):
    assert [name for name in phone if name.endswith(("mp4", "png"))] == [
        "video.mp4", "video-1x1.mp4", "video-9x16.mp4", "cover.png", "cover-1x1.png", "cover-9x16.png",
    ]  # fmt: skip
    lengths = set()
    for suffix, size in (("", (1920, 1080)), ("-1x1", (1080, 1080)), ("-9x16", (1080, 1920))):
        with av.open(io.BytesIO(phone[f"video{suffix}.mp4"])) as container:
            stream = container.streams.video[0]
            assert (stream.width, stream.height) == size
            lengths.add(container.duration)
        assert Image.open(io.BytesIO(phone[f"cover{suffix}.png"])).size == size
    assert len(lengths) == 1


def test_captions_may_stay_out_of_the_picture(scenes):
    quiet = Film(scenes[:1], BLUE, Brief(options={"captions": "file"}))
    assert quiet.captions == [[]] and not any(page.get("band") for page in quiet.pages)


def test_a_departments_logo_is_on_the_cover_and_the_slides(scenes):
    file = io.BytesIO()
    Image.new("RGB", (120, 60), (250, 0, 250)).save(file, "PNG")
    own = BLUE.model_copy(update={"logo": base64.b64encode(file.getvalue()).decode()})
    for shape in SHAPES.values():
        pages = [slides.page(scenes[n].segment, slides.complete(scenes[n].segment), n, len(scenes), shape=shape) for n in (0, 3, len(scenes) - 1)]
        for png in Setter(tuple(scene.segment for scene in scenes), own, SILENT, shape).set(pages):
            picture = np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)
            ys, xs = np.nonzero(np.abs(picture - (250, 0, 250)).max(axis=-1) < 12)
            assert len(ys) > 1500 and ys.max() < shape.band_top, "it is seen, whole, above the captions"
            assert (np.ptp(xs) + 1) / (np.ptp(ys) + 1) == pytest.approx(2, rel=0.08)


def test_set_pictures_are_kept_by_all_that_can_change_them(scenes):
    kept = {}
    before = keeping.keep_in(kept)
    try:
        told = tuple(scene.segment for scene in scenes)
        first, second = (slides.page(scenes[n].segment, slides.complete(scenes[n].segment), n, len(scenes)) for n in (2, 7))
        alone = Setter(told, BLUE, SILENT, slides.WIDE).set([first])
        both = Setter(told, BLUE, SILENT, slides.WIDE).set([first, second])
        assert both[0] == alone[0] and len(kept) == 2, "only the second was set"
        Setter(told, themes.load("formal-red"), SILENT, slides.WIDE).set([first])
        Setter(told, BLUE, SILENT.replace(draft=True), slides.WIDE).set([first])
        Setter(told, BLUE, SILENT, slides.WIDE).set([first | {"shown": 0}])
        assert len(kept) == 5, "another theme, a draft and another state are other pictures"
        kept.clear()
        assert Setter(told, BLUE, SILENT, slides.WIDE).set([second, first]) == both[::-1], "whatever was kept, the bytes are the same"
    finally:
        keeping.keep_in(before)
