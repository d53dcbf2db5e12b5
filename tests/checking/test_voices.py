"""A scene that its recording or chosen voice did not speak is put to a person before the video is approved."""

import io

import av
import pytest

from generators.model import Brief, Hidden, Material, Severity
from generators.registry import produce
from studio.checking import check_product
from styles import themes
from tests.sample_interpretation import small_interpretation

BLUE = themes.load("government-blue")


@pytest.fixture(scope="module")
def made():
    """A silent video of two scenes, one with a broken recording."""
    interpretation = small_interpretation()
    broken = Material(sha256="b" * 64, kind="recording", media_type="audio/flac", segment="closing")
    hidden = (Hidden(segment="cover", reason="试听"),)
    brief = Brief(options={"seconds": "1", "voice": "none", "rate": "variable"}, materials=(broken,), hidden=hidden)
    revision, files = produce("video", interpretation, brief, BLUE, materials={"b" * 64: b"no sound"})
    return interpretation, revision, files


def voices(made):
    interpretation, revision, files = made
    return [issue for issue in check_product(interpretation, revision.segments, files) if issue.code == "voice_replaced"]


def test_the_scene_is_named_with_the_reason_and_waits_for_a_person(made):
    (issue,) = voices(made)
    assert (issue.where, issue.severity) == ("closing", Severity.CONFIRM)
    assert "没有配音，只有字幕" in issue.text and "录音文件已损坏" in issue.text and issue.text.count("。") == 1


def test_it_is_written_into_the_video_and_its_transcript(made):
    files = {file.filename: file.data for file in made[2]}
    with av.open(io.BytesIO(files["video.mp4"])) as container:
        assert "未能配音的场景: " in container.metadata["comment"]
    assert "这一段没有配音，字幕按阅读速度显示。原因：录音文件已损坏" in files["transcript.html"].decode()


def test_a_video_meant_without_a_voice_is_in_order(made):
    interpretation, revision, files = made
    page = next(file for file in files if file.filename == "transcript.html")
    silent = page.replace(data=page.data.replace(b"data-failed", b"data-other"))
    assert not voices((interpretation, revision, (silent,)))
    assert not voices((interpretation, revision, ()))
