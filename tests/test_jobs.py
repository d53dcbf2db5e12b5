"""Background work: it is done once, survives crashes, can be cancelled, and fails with one sentence."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from generators import registry
from generators.model import RenderedFile
from studio import jobs
from studio.service import CannotAccept, JobState, NotAllowed
from tests.studio_home import POLICY, furnished


@pytest.fixture
def world(tmp_path):
    return furnished(tmp_path)


@contextmanager
def generator_that(render):
    """Offer, for a while, a generator called trial whose rendering is ``render``."""

    class Trial:
        name, label, version = "trial", "试制品", "1"
        takes = ()

        def outline(self, interpretation, brief):
            return ()

        def render(self, segments, theme, brief, provenance, progress, materials):
            return render(progress)

    registry.register(Trial)
    try:
        yield
    finally:
        registry._GENERATORS.pop("trial")


def start(world, name="trial"):
    (job,) = world.studio.start_build(world.policy, [name], actor=world.drafter)
    return job


def test_several_products_are_queued_in_one_go_and_all_made(world):
    names = ["faq", "article"]
    queued = world.studio.start_build(world.policy, names, actor=world.drafter)
    assert [world.studio.job(job).state for job in queued] == [JobState.QUEUED] * 2
    assert world.studio.work_off() == 2
    assert [world.studio.job(job).state for job in queued] == [JobState.DONE] * 2
    assert [product.generator for product in world.studio.products(world.policy)] == names
    assert all(world.studio.job(job).share == 1 for job in queued)


def test_a_product_that_waits_is_not_queued_twice(world):
    assert start(world, "faq") == start(world, "faq")
    assert world.studio.work_off() == 1


def test_an_upload_makes_nothing_by_itself(world):
    world.studio.upload(POLICY.replace(b"5", b"6"), "另一份.txt", actor=world.drafter)
    assert world.studio.work_off() == 0


def test_a_job_whose_worker_was_killed_is_found_at_start_and_done(world, tmp_path):
    job = start(world, "faq")
    code = (
        "import os, sys\n"
        "from studio import jobs\n"
        "from studio.service import Studio\n"
        "jobs.make = lambda *_: os._exit(9)\n"
        f"studio = Studio.open({str(tmp_path / 'studio')!r})\n"
        "studio.queue.work_one()\n"
    )
    died = subprocess.run([sys.executable, "-c", code], capture_output=True)
    assert died.returncode == 9, died.stderr.decode()
    assert world.studio.job(job).state is JobState.RUNNING
    assert world.studio.work_off() == 1
    assert world.studio.job(job).state is JobState.DONE


def test_a_job_that_keeps_killing_its_worker_is_given_up(world):
    job = start(world, "faq")
    for _ in range(jobs.MOST_ATTEMPTS):
        with world.studio.database.writing() as connection:
            assert jobs.rows.claim(connection, job, "elsewhere:1:x", world.clock())
        world.clock.pass_by(minutes=2)
        assert jobs.recover(world.studio) == 1
    world.studio.work_off()
    failed = world.studio.job(job)
    assert (failed.state, failed.error) == (
        JobState.FAILED,
        "制作政策问答时程序多次意外中断，已停止重试，请联系管理员查看日志。",
    )


def test_a_worker_that_gives_signs_of_life_keeps_its_job(world):
    job = start(world, "faq")
    with world.studio.database.writing() as connection:
        jobs.rows.claim(connection, job, "elsewhere:1:x", world.clock())
    world.clock.pass_by(seconds=30)
    jobs.recover(world.studio)
    assert world.studio.job(job).state is JobState.RUNNING


def test_a_worker_taken_for_dead_cannot_finish_what_another_one_does(world):
    job = start(world, "faq")
    with world.studio.database.writing() as connection:
        jobs.rows.claim(connection, job, "elsewhere:1:x", world.clock())
    world.clock.pass_by(minutes=2)
    world.studio.work_off()
    with world.studio.database.writing() as connection:
        assert not jobs.rows.finish(connection, job, "elsewhere:1:x", JobState.FAILED, world.clock(), error="迟到")
    assert world.studio.job(job).state is JobState.DONE


def test_a_lost_queue_is_refilled_from_the_database(world, tmp_path):
    job = start(world, "faq")
    assert world.studio.queue._huey.flush() is None
    assert world.studio.queue.waiting() == set()
    assert world.studio.work_off() == 1
    assert world.studio.job(job).state is JobState.DONE


def test_a_message_delivered_twice_makes_one_revision(world):
    job = start(world, "faq")
    world.studio.queue.put(job)
    world.studio.work_off()
    assert world.studio.product(world.product).revision_number == 2


def test_a_fault_of_ours_is_one_sentence_and_the_trace_is_in_the_log(world, tmp_path):
    def render(progress):
        raise ZeroDivisionError("the inner reason")

    with generator_that(render):
        job = start(world)
        world.studio.work_off()
        failed = world.studio.job(job)
        assert failed.state is JobState.FAILED
        assert failed.error.startswith("制作试制品时程序出错") and "ZeroDivision" not in failed.error
        (log,) = (tmp_path / "studio" / "logs").iterdir()
        assert log.name in failed.error and "the inner reason" in log.read_text()
        assert "failed" in [task.kind for task in world.studio.tasks_for(world.drafter)]


def test_what_a_person_can_mend_is_told_as_it_is(world):
    def render(progress):
        raise CannotAccept("标题太长，请缩短到 30 个字以内。")

    with generator_that(render):
        job = start(world)
        world.studio.work_off()
        assert world.studio.job(job).error == "标题太长，请缩短到 30 个字以内。"


def test_a_job_that_waits_is_cancelled_at_once(world):
    job = start(world, "faq")
    world.studio.cancel_job(job, actor=world.drafter)
    world.studio.work_off()
    assert world.studio.job(job).state is JobState.CANCELLED
    assert world.studio.product(world.product).revision_number == 1


def test_a_running_job_shows_progress_and_stops_when_cancelled(world):
    seen = threading.Event()

    def render(progress):
        for _ in range(200):
            progress(0.4, "合成画面")
            seen.set()
            time.sleep(0.05)
        return (RenderedFile(filename="never.txt", media_type="text/plain", data=b""),)

    with generator_that(render):
        job = start(world)
        worker = threading.Thread(target=world.studio.work_off)
        worker.start()
        assert seen.wait(10)
        running = world.studio.job(job)
        assert (running.state, running.share, running.doing) == (JobState.RUNNING, 0.4, "合成画面")
        world.studio.cancel_job(job, actor=world.drafter)
        worker.join(10)
        assert world.studio.job(job).state is JobState.CANCELLED
        assert world.studio.product(running.product_id).revision is None


def test_a_remake_that_is_cancelled_leaves_the_product_as_it_was_arranged(world):
    theme = world.studio.product(world.product).brief.theme
    (job,) = world.studio.start_build(world.policy, ["faq"], actor=world.drafter, theme="festive-gold", options={"motion": "none"})
    assert world.studio.product(world.product).stale
    world.studio.cancel_job(job, actor=world.drafter)
    product = world.studio.product(world.product)
    assert not product.stale and product.brief.theme == theme and "motion" not in product.brief.options


def test_what_was_arranged_after_a_job_was_queued_outlives_its_cancelling(world):
    (job,) = world.studio.start_build(world.policy, ["faq"], actor=world.drafter, theme="festive-gold")
    world.studio.choose_for_product(world.product, "title", "助餐补贴问答", actor=world.drafter)
    world.studio.cancel_job(job, actor=world.drafter)
    brief = world.studio.product(world.product).brief
    assert (brief.title, brief.theme) == ("助餐补贴问答", "festive-gold")


def test_a_remake_cancelled_while_it_runs_gives_the_arrangement_back(world):
    seen, goes_on = threading.Event(), threading.Event()

    def render(progress):
        seen.set()
        for _ in range(400 if goes_on.is_set() else 0):
            progress(0.4, "合成画面")
            time.sleep(0.05)
        return (RenderedFile(filename="trial.txt", media_type="text/plain", data=b"x"),)

    with generator_that(render):
        made = start(world)
        world.studio.work_off()
        product = world.studio.job(made).product_id
        goes_on.set()
        seen.clear()
        (job,) = world.studio.start_build(world.policy, ["trial"], actor=world.drafter, theme="festive-gold")
        worker = threading.Thread(target=world.studio.work_off)
        worker.start()
        assert seen.wait(10)
        world.studio.cancel_job(job, actor=world.drafter)
        worker.join(20)
        assert world.studio.job(job).state is JobState.CANCELLED
        assert world.studio.product(product).brief.theme != "festive-gold" and not world.studio.product(product).stale


def test_progress_is_written_twice_a_second_at_most(world):
    updates = []

    def note(connection, cursor, statement, *_):
        if statement.startswith("UPDATE jobs SET share") or "doing=" in statement:
            updates.append(statement)

    def render(progress):
        event.listen(world.studio.database.engine, "before_cursor_execute", note)
        for step in range(2000):
            progress(step / 2000, "排版")
        event.remove(world.studio.database.engine, "before_cursor_execute", note)
        return ()

    with generator_that(render):
        start(world)
        world.studio.work_off()
    assert 1 <= len(updates) <= 3


def test_only_drafters_and_administrators_cancel(world):
    job = start(world, "faq")
    with pytest.raises(NotAllowed, match="拟稿"):
        world.studio.cancel_job(job, actor=world.signer)
    assert world.studio.cancel_job(job, actor=world.admin).state is JobState.CANCELLED


def test_what_changed_while_a_product_was_made_leaves_it_stale(world):
    def render(progress):
        point = world.studio.interpretation(world.policy).interpretation.key_points[0]
        world.studio.edit_key_point(world.policy, point.id, statement="边做边改。", actor=world.drafter)
        return ()

    with generator_that(render):
        job = start(world)
        world.studio.work_off()
        assert world.studio.job(job).state is JobState.DONE
        assert world.studio.product(world.studio.job(job).product_id).stale


def test_worker_processes_do_the_work_and_are_replaced_when_killed(world, tmp_path):
    stop = threading.Event()
    keeper = threading.Thread(target=jobs.run_worker, args=(tmp_path / "studio", stop))
    keeper.start()
    try:
        _await(world, start(world, "faq"))
        for child in _worker_processes():
            os.kill(child, signal.SIGKILL)
        _await(world, world.studio.rebuild([world.product], actor=world.drafter)[0])
    finally:
        stop.set()
        keeper.join(20)
    assert not keeper.is_alive()
    assert _worker_processes() == []


def _await(world, job: str) -> None:
    deadline = time.monotonic() + 60
    while world.studio.job(job).state is not JobState.DONE:
        assert time.monotonic() < deadline, world.studio.job(job)
        time.sleep(0.1)


def _worker_processes() -> list[int]:
    return [child.pid for child in multiprocessing.active_children()]
