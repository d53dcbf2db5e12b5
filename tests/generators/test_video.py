"""The video: what it says is cited, what it shows fits, captions are in time, and the same input gives the same bytes."""

import io
import re

import av
import numpy as np
import pytest
from PIL import Image

from generators.model import Brief, Hidden, Override, Provenance, Segment
from generators.registry import arrange, get, no_progress, produce
from generators.typesetting import PIXELS, CannotTypeset, typeset
from generators.video import motion, narration, slides, speech, storyboard, timeline
from generators.video import product as video
from generators.video.film import Film
from generators.video.voices import kokoro
from styles import themes
from tests.interpreting.documents import draft
from tests.sample_interpretation import rich_interpretation, small_interpretation

BLUE = themes.load("government-blue")
SILENT = {"voice": "none"}


def outlined(interpretation=None, **options):
    return get("video").outline(interpretation or rich_interpretation(), Brief(options=SILENT | options))


def render(segments, theme=BLUE, progress=no_progress, draft=False, **options):
    provenance = Provenance(
        source_sha256="a" * 64, interpretation_digest="b" * 64, brief_digest="c" * 64, generator="video", generator_version="1",
        theme=theme.name, theme_digest=theme.digest(),
    )  # fmt: skip
    files = get("video").render(segments, theme, Brief(options=SILENT | options, draft=draft), provenance, progress, {})
    return {file.filename: file.data for file in files}


def short_cut(segments, *ids):
    return tuple(segment for segment in segments if segment.id in ids)


@pytest.fixture(scope="module")
def made():
    """Two scenes, rendered once for all tests that only look."""
    return render(short_cut(outlined(), "dates", "closing"), seconds="1", rate="variable")


@pytest.fixture(scope="module")
def rich():
    return outlined()


def test_the_story_has_an_opening_a_subject_and_a_close(rich):
    assert (rich[0].kind, rich[-1].kind) == ("cover", "closing")
    assert sum(segment.kind == "measure" for segment in rich) >= 3
    assert {"goals", "who", "how", "dates"} <= {segment.id for segment in rich}


def test_a_full_story_takes_one_to_two_minutes(rich):
    planned = sum(narration.seconds(segment.narration) + storyboard.PAUSE for segment in rich)
    assert 90 <= planned <= 120


def test_the_time_wanted_decides_what_goes_in(rich):
    brief = outlined(seconds="45")
    assert len(brief) < len(rich)
    assert any(segment.kind == "measure" for segment in brief), "never without its subject"


def test_every_content_scene_is_cited_and_shows_its_clause(rich):
    for segment in rich:
        if not segment.furniture:
            assert segment.citations and segment.basis


def amounts(text):
    return set(re.findall(r"\d[\d.,]*(?:%|[百千万亿]*[元家个年月日次人])", text))


def test_narration_and_slides_only_say_amounts_the_clauses_have(rich):
    for segment in rich:
        if segment.furniture:
            continue
        quoted = "".join(citation.quote for citation in segment.citations)
        for statement in segment.statements():
            assert amounts(statement) <= amounts(quoted) | {""}, (segment.id, statement)


def test_narration_has_no_brackets_and_short_sentences(rich):
    for segment in rich:
        assert not re.search(r"[（）()〔〕\[\]]", segment.narration)
        assert all(narration.length(sentence) <= 90 for sentence in narration.sentences(segment.narration))


def test_a_condition_left_unsaid_stands_on_the_slide(rich):
    shortened = [segment for segment in rich if "所列条件" in segment.narration]
    assert shortened
    for segment in shortened:
        assert re.search(r"满\d+个月|取得证书|裁员率", segment.text + "".join(segment.points))


def test_amounts_for_several_are_not_torn_from_what_each_is_for():
    from generators.video.scenes import _without_condition

    for_three = "社区养老服务设施评估为优秀、良好、合格等级的，每年分别给予30万元、20万元、10万元奖励。"
    assert _without_condition(for_three) == for_three
    assert _without_condition("小微企业招用毕业年度高校毕业生、签订劳动合同并缴纳失业保险费满3个月以上的，按每人2000元的标准发放补助。").startswith("符合所列条件的，按每人2000元")


def test_what_a_person_rejected_is_not_told():
    interpretation = rich_interpretation()
    point = next(point for point in interpretation.key_points if point.id == "kp_expand")
    without = interpretation.with_key_point(point.replace(state="rejected"))
    assert "measure-kp_expand" in {segment.id for segment in outlined()}
    assert "measure-kp_expand" not in {segment.id for segment in outlined(without)}


FLATS = """云和市人才公寓申请公告
一、房源情况
本批公寓共66套，分别位于东苑、南苑。
二、租金标准
东苑32.5元/平方米/月、南苑18元/平方米/月（上述费用不含物业管理费）。
三、申请时间
申请时间为2026年8月11日至8月22日。
"""


def test_rents_are_shown_under_the_name_of_their_clause_and_announced_by_it():
    (slide,) = [segment for segment in outlined(draft(FLATS)) if "32.5元" in segment.text]
    assert slide.heading == "租金标准" and "租金标准。东苑" in slide.narration


def test_a_small_notice_still_makes_a_video_of_a_minute():
    segments = outlined(small_interpretation())
    scenes = video.timed(segments, Brief(options=SILENT), lambda share: None)
    assert 60 <= scenes[-1].end <= 61


@pytest.mark.parametrize("name", themes.names())
def test_every_slide_fits_in_every_theme(name, rich):
    theme = themes.load(name)
    pages = [slides.page(segment, slides.complete(segment), index, len(rich)) for index, segment in enumerate(rich)]
    data = slides.document(rich, Brief(source_url="https://example.gov.cn/1"), theme, pages)
    files = slides.files(rich, Brief(source_url="https://example.gov.cn/1"), theme)
    made = typeset("slides", data, theme=theme, files=files, ppi=PIXELS / 4)  # the layout is that of the full size
    assert [Image.open(io.BytesIO(png)).size for png in made] == [(480, 270)] * len(rich)


def test_hidden_items_keep_their_place(rich):
    segment = next(segment for segment in rich if segment.kind == "figures")
    pages = [slides.page(segment, slides.State(shown), 1, 5) for shown in (1, len(segment.table))]
    first, last = typeset("slides", slides.document(rich, Brief(), BLUE, pages), theme=BLUE, files=slides.files(rich, Brief(), BLUE))
    first, last = (np.asarray(Image.open(io.BytesIO(png)).convert("L")).astype(int) for png in (first, last))
    changed = np.abs(first - last) > 20
    assert changed.any() and not changed[:480, :640].any(), "the first figure stays as it is"


def test_no_caption_covers_the_slide(made):
    with av.open(io.BytesIO(made["video.mp4"])) as container:
        for frame in container.decode(video=0):
            band = frame.to_ndarray(format="rgb24")[-slides.WIDE.band + 4 :, :40].astype(int)
            assert np.abs(band - np.array([11, 47, 120])).max() < 12, "the band is kept free of the slide"


def test_a_scene_with_too_much_text_is_named_and_not_cut_off(rich):
    segment = next(segment for segment in rich if segment.kind == "measure")
    crowded = segment.replace(text="这项政策的规定文字太多。" * 60, points=())
    with pytest.raises(CannotTypeset) as error:
        render((crowded,), seconds="1")
    assert error.value.segment == segment.id


def test_the_files_of_a_video(made):
    assert list(made) == [
        "video.mp4", "video.vtt", "video.srt", "chapters.vtt", "clauses.vtt", "descriptions.vtt", "transcript.html", "cover.png",
    ]
    assert Image.open(io.BytesIO(made["cover.png"])).size == (1920, 1080)
    with av.open(io.BytesIO(made["video.mp4"])) as container:
        assert [len(found) for found in (container.streams.video, container.streams.audio)] == [1, 1]
        names = [chapter["metadata"]["title"] for chapter in container.chapters()]
        assert names == ["时间安排", "咨询方式"] and container.chapters()[0]["start"] == 0
        stream = container.streams.video[0]
        assert (stream.width, stream.height) == (1920, 1080)
        assert "source_sha256: " + "a" * 64 in container.metadata["comment"]
        assert "voice: none" in container.metadata["comment"]


def test_captions_say_exactly_the_narration(made):
    told = "".join(segment.narration for segment in short_cut(outlined(), "dates", "closing"))
    lines = [line for line in made["video.srt"].decode().splitlines() if line and "-->" not in line and not line.isdigit()]
    bare = re.compile(r"[，。；：、？！]")
    assert bare.sub("", "".join(lines)) == bare.sub("", told)


def test_the_transcript_has_times_words_and_clauses(made):
    page = made["transcript.html"].decode()
    assert '<a href="video.mp4#t=0.00" data-time="0.00"><time>00:00</time></a> 时间安排' in page and "依据：六、第1段" in page and "2026年4月1日" in page


def test_edited_narration_is_what_is_said_and_shown():
    segments = arrange(outlined(), Brief(overrides=(Override(segment="dates", narration="请看<时间>。"),)))
    files = render(short_cut(segments, "dates"), seconds="1", rate="variable")
    assert "请看&lt;时间&gt;" in files["video.vtt"].decode() and "<时间>" not in files["transcript.html"].decode()


def test_a_draft_says_so_on_every_slide(rich):
    segments = short_cut(rich, "dates")
    plain, draft = (render(segments, seconds="1", rate="variable", draft=draft)["cover.png"] for draft in (False, True))
    assert plain != draft


def test_the_same_input_gives_the_same_bytes(rich):
    segments = short_cut(rich, "dates")
    assert render(segments, seconds="1", rate="variable") == render(segments, seconds="1", rate="variable")


def test_progress_only_goes_forward(rich):
    seen = []
    render(short_cut(rich, "dates"), seconds="1", rate="variable", progress=lambda share, doing: seen.append((share, doing)))
    shares = [share for share, _ in seen]
    assert shares == sorted(shares) and shares[-1] == 1 and all(re.search("[一-鿿]", doing) for _, doing in seen)


def test_scenes_without_a_word_are_refused():
    with pytest.raises(ValueError, match="narration"):
        render((Segment(id="x", kind="closing", furniture=True),))


def said(*sentences, voiced=True, seconds=2.0):
    return tuple(speech.Utterance(s, np.ones(int(seconds * speech.RATE), np.int16), voiced) for s in sentences)


def scene(words, *items, kind="points"):
    return Segment(id=words[:4], kind=kind, furniture=True, points=items), words, items


def lay(*scenes, shortest=0.0, longest=120.0):
    return timeline.lay(tuple((segment, said(*narration.sentences(words)), items) for segment, words, items in scenes), shortest, longest)


def test_captions_follow_each_other_without_overlap_and_within_their_scene(rich):
    for laid in video.timed(rich, Brief(options=SILENT), lambda share: None):
        times = [time for cue in laid.cues for time in (cue.start, cue.end)]
        assert times == sorted(times) and laid.start <= times[0] and times[-1] <= laid.end + 1e-9
        assert all(abs(time * 25 - round(time * 25)) < 1e-6 for time in times), "on the grid of pictures"


def test_a_caption_starts_with_its_sentence():
    (laid,) = lay(scene("第一句在这里。第二句在这里。"))
    assert [start for start, _ in laid.spoken] == [cue.start for cue in laid.cues]


def test_a_caption_waits_for_the_first_sound_of_its_sentence():
    segment, words, items = scene("第一句在这里。第二句在这里。")
    breath = np.zeros(int(0.12 * speech.RATE), np.int16)
    spoken = tuple(speech.Utterance(one.sentence, np.concatenate([breath, 9000 * one.samples]), True) for one in said(*narration.sentences(words)))
    (laid,) = timeline.lay(((segment, spoken, items),), 0.0, 120.0)
    assert [cue.start - start for cue, (start, _) in zip(laid.cues, laid.spoken, strict=True)] == pytest.approx([0.12, 0.12], abs=0.021)


def test_items_appear_when_they_are_spoken_of():
    (laid,) = lay(scene("先登录政务网站。再填写申请表格。最后上传合同材料。", "登录政务网站", "填写申请表格", "上传合同材料"))
    assert laid.builds == (laid.start, laid.cues[1].start, laid.cues[2].start)


def test_items_nobody_speaks_of_appear_with_the_one_before():
    (laid,) = lay(scene("先登录政务网站。", "登录政务网站", "完全不同的内容"))
    assert laid.builds == (0.0, 0.0)
    assert [shot.state.shown for shot in motion.shots(laid, "calm")] == [2]


def test_pauses_grow_when_it_is_short_and_shrink_when_it_is_long():
    usual = lay(scene("一句话。两句话。"), scene("三句话。"))[-1].end
    assert lay(scene("一句话。两句话。"), scene("三句话。"), shortest=30)[-1].end == pytest.approx(30, abs=0.5)
    assert lay(scene("一句话。两句话。"), scene("三句话。"), longest=5)[-1].end < usual


def test_scenes_are_joined_by_cross_fades_and_captions_lie_on_top(rich):
    segments = short_cut(rich, "dates", "closing")
    scenes = video.timed(segments, Brief(options=SILENT | {"seconds": "1"}), lambda share: None)
    film = Film(scenes, BLUE, Brief()).composition(np.zeros(int(scenes[-1].end * 48_000), np.float32))
    states = video.montage.states(film)
    assert states is not None, "the fast writer can write it"
    assert sum(any(opacity < 255 for _, opacity in state) for state in states) >= 11
    assert len(set(states)) < len(states) / 4


@pytest.mark.voice
@pytest.mark.skipif(not kokoro.installed(), reason="the extra voice is not installed")
def test_a_voiced_video_says_that_a_computer_speaks():
    hidden = tuple(Hidden(segment=name, reason="试听") for name in ("cover", "measure-kp_1"))
    brief = Brief(options={"seconds": "1", "voice": "zf_xiaoxiao", "rate": "variable"}, hidden=hidden)
    revision, files = produce("video", small_interpretation(), brief, BLUE)
    closing = revision.segments[-1]
    assert closing.details["配音"] and "kokoro" in closing.details["voice"]
    with av.open(io.BytesIO(files[0].data)) as container:
        assert "voice: kokoro" in container.metadata["comment"]
        heard = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])
    assert np.abs(heard).max() > 0.1
    assert video.soundtrack.loudness(heard) == pytest.approx(-16, abs=1)
    assert np.abs(heard).max() <= 10 ** (-1 / 20)
