"""A scan is recognised in the background: a person sees how far it is, comes back, compares with the original, mends."""

import io

import pytest
from PIL import Image

from studio.service import CannotAccept, JobState, UploadState
from tests.reading.making_pages import SMALL, photographed, printed, scanned
from tests.studio_home import furnished

LINES = ("云溪市测试补贴办法", "第一条 学生每人每年补贴300元。", "第二条 本办法自2026年5月1日起施行。")


@pytest.fixture(scope="module")
def scan() -> bytes:
    return scanned(photographed(printed(LINES, SMALL), dpi=130))


@pytest.fixture
def world(tmp_path):
    world = furnished(tmp_path)
    yield world
    world.studio.close()


def test_a_scan_is_read_by_a_worker_and_is_then_a_policy(world, scan):
    begun = world.studio.begin_upload(scan, "扫描件.pdf", actor=world.drafter)
    assert begun.state is UploadState.READING and not begun.policy_id
    assert [view.id for view in world.studio.undecided_uploads(world.drafter)] == [begun.id]
    (job,) = world.studio.jobs(unfinished=True)
    assert job.label == "读取文件"
    world.studio.work_off()
    done = world.studio.upload_view(begun.id)
    assert world.studio.job(job.id).state is JobState.DONE and done.state is UploadState.DONE
    record = world.studio.record(done.policy_id)
    assert record.recognised and record.document.clause("art_1").text == "学生每人每年补贴300元。"
    assert world.studio.undecided_uploads(world.drafter) == ()


def test_reading_can_be_called_off_and_begun_again(world, scan):
    begun = world.studio.begin_upload(scan, "扫描件.pdf", actor=world.drafter)
    (job,) = world.studio.jobs(unfinished=True)
    world.studio.cancel_job(job.id, actor=world.drafter)
    world.studio.work_off()
    assert world.studio.upload_view(begun.id).state is UploadState.FAILED
    assert world.studio.read_upload_again(begun.id, actor=world.drafter).state is UploadState.READING
    world.studio.work_off()
    assert world.studio.upload_view(begun.id).state is UploadState.DONE


def test_an_upload_dismissed_while_it_is_read_becomes_no_policy(world, scan):
    before = len(world.studio.policies())
    begun = world.studio.begin_upload(scan, "扫描件.pdf", actor=world.drafter)
    world.studio.dismiss_upload(begun.id, actor=world.drafter)
    world.studio.work_off()
    assert len(world.studio.policies()) == before


def test_a_picture_that_shows_nothing_readable_fails_with_its_sentence(world):
    stream = io.BytesIO()
    Image.new("RGB", (600, 400), "white").save(stream, "PNG")
    begun = world.studio.begin_upload(stream.getvalue(), "空白.png", actor=world.drafter)
    world.studio.work_off()
    failed = world.studio.upload_view(begun.id)
    assert failed.state is UploadState.FAILED and failed.error.endswith("。") and "空白.png" in failed.error


def test_the_original_is_shown_page_by_page_and_a_mistaken_character_mended(world, scan):
    record = world.studio.upload(scan, "扫描件.pdf", actor=world.drafter)
    page = Image.open(io.BytesIO(world.studio.source_page(record.id, record.document.clause("art_1").page)))
    assert page.format == "JPEG" and page.width > 300
    with pytest.raises(CannotAccept, match="第 9 页"):
        world.studio.source_page(record.id, 9)
    mended = world.studio.reword_clause(record.id, "art_1", "学生每人每年补贴800元。", actor=world.drafter)
    assert mended.document.clause("art_1").text == "学生每人每年补贴800元。"
    assert mended.history[0].what == "按原件改正第一条的文字"
    with pytest.raises(CannotAccept, match="会一直注明"):
        world.studio.settle_doubt(record.id, "recognised", "", actor=world.drafter)
