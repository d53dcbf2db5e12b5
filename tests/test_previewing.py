"""Live previews: quick, from one child process that may die, hang or grow without anybody losing anything."""

import queue
import threading
import time

import pytest

from generators.model import Brief, Override
from generators.previews import Preview
from studio.processes import previewing
from studio.processes.previewing import Coming, NoPreview, Previewer, Wanted
from studio.processes.warm import WarmChild
from styles import themes
from tests.sample_interpretation import rich_interpretation

THEME = themes.load("government-blue")


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    previewer = Previewer(tmp_path_factory.mktemp("logs"))
    yield previewer
    previewer.close()


def wanted(product: str = "infographic", brief: Brief | None = None, at: str = "") -> Wanted:
    interpretation = rich_interpretation()
    return Wanted(product, interpretation, interpretation.digest(), brief or Brief(), THEME, at)


def reworded(words: str) -> Brief:
    return Brief(overrides=(Override(segment="measures.kp_loan", heading=words),))


def test_a_picture_shows_the_wording_of_the_moment_and_where_it_stands(shared):
    first = shared.preview(wanted())
    second = shared.preview(wanted(brief=reworded("担保贷款能贷更多")))
    assert first.media_type == "image/jpeg" and first.data != second.data
    left, top, right, bottom = second.boxes["measures.kp_loan"]
    assert 0 <= left < right <= 1 and 0 <= top < bottom <= 1


def test_what_was_shown_before_is_shown_again_at_once(shared):
    asked = wanted("faq", Brief(title="老问题"))
    first = shared.preview(asked)
    assert shared.preview(asked) is first


def test_a_character_no_font_has_is_told_in_a_sentence_that_names_its_segment(shared):
    with pytest.raises(NoPreview) as refused:
        shared.preview(wanted(brief=reworded("贷款\U00013000")))
    assert refused.value.segment == "measures.kp_loan" and "没有可用的字形" in str(refused.value)
    assert shared.preview(wanted(brief=reworded("贷款"))).data


def test_a_child_that_dies_is_told_once_and_replaced(tmp_path):
    previewer = Previewer(tmp_path)
    try:
        assert previewer.preview(wanted("faq")).media_type == "text/html"
        previewer._child.present._process.kill()
        previewer._child.present._process.wait()
        assert previewer.preview(wanted("faq", Brief(title="又一次"))).data
    finally:
        previewer.close()


def test_a_child_that_takes_too_long_is_ended_and_the_next_one_answers(tmp_path, monkeypatch):
    previewer = Previewer(tmp_path)
    try:
        previewer.preview(wanted("faq"))
        with monkeypatch.context() as patch:
            patch.setattr(previewing, "SECONDS", 0.0)
            with pytest.raises(NoPreview, match="用时过长"):
                previewer.preview(wanted("article"))
        assert previewer.preview(wanted("article")).data
    finally:
        previewer.close()


def test_nobody_asking_for_a_while_ends_the_child(tmp_path, monkeypatch):
    monkeypatch.setattr(previewing, "IDLE_SECONDS", 0.3)
    previewer = Previewer(tmp_path)
    previewer.warm()
    process = previewer._child.present._process
    deadline = time.monotonic() + 20
    while (previewer._child.present is not None or process.poll() is None) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert process.poll() is not None and previewer._child.present is None


def test_a_child_of_a_big_process_is_kept(tmp_path):
    """The studio's own process may be large; its size is not the child's."""
    ballast = bytearray(1024 * 1024 * 1024)
    ballast[::4096] = b"x" * len(ballast[::4096])
    previewer = Previewer(tmp_path)
    try:
        previewer.preview(wanted("faq"))
        child = previewer._child.present
        previewer.preview(wanted("faq", Brief(title="第二次")))
        assert child is not None and previewer._child.present is child
    finally:
        previewer.close()


def test_a_product_that_is_not_there_is_a_fault_with_its_trace_in_the_log(tmp_path):
    previewer = Previewer(tmp_path)
    try:
        with pytest.raises(NoPreview, match="preview.log"):
            previewer.preview(wanted("no_such_product"))
        assert "no_such_product" in (tmp_path / "preview.log").read_text(encoding="utf-8")
    finally:
        previewer.close()


def test_a_page_is_told_that_a_preview_is_coming_and_has_it_when_it_is_there(tmp_path):
    previewer = Previewer(tmp_path)
    try:
        assert previewer.ask(wanted("faq"), "page", wait=0) == Coming(begins=True)
        made = previewer.preview(wanted("faq"))
        assert previewer.ask(wanted("faq"), "page", wait=0) is made
    finally:
        previewer.close()


def test_getting_ready_and_asking_do_not_wait_for_a_preview_that_is_being_made(tmp_path, monkeypatch):
    """A second page opened meanwhile is drawn, although the first one's preview never comes."""
    previewer, held = Previewer(tmp_path), threading.Event()
    monkeypatch.setattr(previewing._Child, "ask", lambda child, asked: held.wait() and ({}, b""))
    others = [
        threading.Thread(target=previewer.warm, daemon=True),
        threading.Thread(target=previewer.ask, args=(wanted("article"), "second"), kwargs={"wait": 0}, daemon=True),
    ]
    try:
        previewer.ask(wanted("faq"), "first", wait=0)
        for other in others:
            other.start()
            other.join(30)
        assert not any(other.is_alive() for other in others)
    finally:
        held.set()
        previewer.close()


def test_what_a_page_no_longer_shows_is_not_made(tmp_path, monkeypatch):
    previewer, begun, go_on = Previewer(tmp_path), [], threading.Event()

    def answer(child, asked):
        begun.append(asked.brief.title)
        go_on.wait(60)
        return {"media_type": "text/html", "boxes": {}, "anchors": {}}, b"page"

    monkeypatch.setattr(previewing._Child, "ask", answer)
    try:
        for title in ("一", "二", "三", "四"):
            previewer.ask(wanted("faq", Brief(title=title)), "page", wait=0)
            while not begun:
                time.sleep(0.01)
        go_on.set()
        assert previewer.preview(wanted("faq", Brief(title="四"))).data == b"page"
        assert begun == ["一", "四"]
    finally:
        previewer.close()


def test_what_went_wrong_stands_until_somebody_wants_another_try(tmp_path, monkeypatch):
    previewer, tries = Previewer(tmp_path), []

    def fail(child, asked):
        tries.append(asked)
        raise queue.Empty

    with monkeypatch.context() as patch:
        patch.setattr(previewing._Child, "ask", fail)
        for _ in range(3):
            with pytest.raises(NoPreview, match="用时过长"):
                previewer.ask(wanted("faq"), "page", wait=30)
        assert len(tries) == 1
    try:
        assert isinstance(previewer.ask(wanted("faq"), "page", wait=60, again=True), Preview)
    finally:
        previewer.close()


def test_a_child_that_does_not_listen_is_given_up(tmp_path):
    """What is sent may be more than a pipe holds; one that never reads it must not keep everybody waiting."""
    child = WarmChild("http.server", "0")  # any program that runs on and reads nothing
    try:
        with pytest.raises(OSError):
            child.tell({}, bytes(4 * 1024 * 1024), until=time.monotonic() + 2)
    finally:
        child.end()
