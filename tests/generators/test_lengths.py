"""The length of a video: told scene by scene, and when it is out of bounds what to leave out or take in, by importance."""

import pytest

from generators.model import Brief, Hidden, Override
from generators.registry import arrange, get
from generators.video import storyboard
from generators.video.lengths import LONGEST, SHORTEST, length_advice, seconds_of
from tests.sample_interpretation import rich_interpretation, small_interpretation

SILENT = {"voice": "none"}


def advised(interpretation=None, **more):
    interpretation = interpretation or rich_interpretation()
    brief = Brief(options=SILENT | more.pop("options", {}), **more)
    segments = arrange(get("video").outline(interpretation, brief), brief)
    return segments, length_advice(segments, brief, interpretation)


def test_the_outline_fits_and_every_scene_has_its_seconds():
    segments, advice = advised()
    assert advice.verdict == "fits" and SHORTEST <= advice.seconds <= 120
    assert [scene.segment for scene in advice.scenes] == [segment.id for segment in segments]
    assert advice.seconds == pytest.approx(sum(scene.seconds for scene in advice.scenes), abs=0.5)
    assert advice.shorten == advice.lengthen == () and "长短合适" in advice.sentence


def test_two_hundred_and_forty_characters_take_a_minute():
    assert seconds_of("一" * 240 + "。") == pytest.approx(60 + storyboard.PAUSE)


def test_what_is_left_out_first_matters_least_and_is_enough():
    long = "这一句是工作人员自己写的解说，讲得比较细。" * 24
    segments, advice = advised(overrides=(Override(segment="goals", narration=long),))
    assert advice.verdict == "long"
    ranks = {scene.id: scene.rank for scene in storyboard.candidates(rich_interpretation(), Brief())}
    assert sum(item.seconds for item in advice.shorten) >= advice.seconds - LONGEST - 0.5
    whole = [item.segment for item in advice.shorten if not item.points]
    assert whole == sorted(whole, key=lambda name: -ranks[name])
    assert not {"cover", "closing"} & {item.segment for item in advice.shorten}
    hidden = tuple(Hidden(segment=name, reason="太长") for name in whole)
    _, after = advised(overrides=(Override(segment="goals", narration=long),), hidden=hidden)
    assert after.verdict != "long" or any(item.points for item in advice.shorten)
    assert advice.shorten[0].heading in advice.sentence


def test_what_is_taken_in_first_matters_most_and_can_be_taken_in():
    few = tuple(Hidden(segment=segment.id, reason="先不讲") for segment in advised()[0] if segment.id.startswith(("measure", "how", "goals")))
    segments, advice = advised(hidden=few)
    assert advice.verdict == "short" and advice.lengthen
    present = {segment.id for segment in segments}
    assert not present & {item.segment for item in advice.lengthen}
    assert advice.lengthen[0].hidden, "what a person took out is offered as such"
    first_new = next(item for item in length_advice(segments, Brief(), rich_interpretation()).lengthen)
    again, _ = advised(options={"seconds": "20", "include": first_new.segment})
    assert first_new.segment in {segment.id for segment in again}


def test_a_policy_with_nothing_more_to_say_is_told_so():
    _, advice = advised(small_interpretation())
    assert advice.verdict == "short" and advice.lengthen == () and "没有更多要点可加" in advice.sentence
