"""A policy past its last day, repealed, or with dates that cannot all be right is told of wherever it is worked on."""

import pytest

from generators.model import Severity
from studio.checking import check_product
from studio.pages import session
from studio.service import Studio
from tests.journeys.people import staffed
from tests.journeys.test_journey_in_app import Seat
from tests.studio_home import POLICY, furnished

OVER = POLICY.replace("自2026年4月1日起施行".encode(), "自2020年4月1日起施行".encode()).replace(b"2026", b"2020")


@pytest.fixture
def world(tmp_path):
    world = furnished(tmp_path)
    yield world
    world.studio.close()


def test_a_policy_is_told_of_from_the_day_after_its_last_one(world):
    last = world.studio.record(world.policy).document.expires_on
    world.clock.now = world.clock.now.replace(year=last.year, month=last.month, day=last.day, hour=1)
    assert world.studio.record(world.policy).out_of_force == ""
    assert not world.studio.policies()[0].expired
    world.clock.pass_by(days=1)
    assert "2029年3月31日有效期届满" in world.studio.record(world.policy).out_of_force
    assert world.studio.policies()[0].expired


@pytest.mark.parametrize(("said", "over"), [("已废止", True), ("失效", True), ("现已被废止", True), ("有效", False), ("部分失效", False), ("有效期3年", False)])
def test_what_the_record_says_of_its_validity_counts(world, said, over):
    world.studio.edit_record(world.policy, {"validity": said}, actor=world.drafter)
    assert bool(world.studio.record(world.policy).out_of_force) is over


def test_every_page_of_the_work_says_that_the_policy_is_over(tmp_path, monkeypatch):
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path))
    session.studio.clear()
    studio = Studio.open(tmp_path)
    people = staffed(studio)
    clerk = Seat("drafter")
    clerk.app.file_uploader[0].upload("助餐补贴.txt", OVER, "text/plain").run()
    clerk.presses("读取并建立政策记录")
    told = "已于2023年3月31日有效期届满"
    assert told in clerk.reads(), "when it is uploaded"
    policy = studio.policies()[0].id
    studio.accept_all_proposed(policy, actor=people.drafter)
    studio.start_build(policy, ["faq"], actor=people.drafter)
    studio.work_off()
    for page in ("record", "interpret", "products", "review", "publish"):
        clerk.opens(page)
        assert clerk.reads().count(told) == 1, page
    clerk.opens("library")
    assert "已过有效期" in clerk.reads()
    session.studio.clear()


def test_dates_a_person_enters_are_compared_too(world):
    entered = {"written_on": "2026-03-10", "published_on": "2026-03-05"}
    record = world.studio.edit_record(world.policy, entered, actor=world.drafter)
    (doubt,) = [item for item in record.document.warnings if item.code == "dates_out_of_order"]
    assert doubt.message == "成文日期（2026年3月10日）晚于公布日期（2026年3月5日），请核对。"
    interpretation = world.studio.interpretation(world.policy).interpretation
    issues = [issue for issue in check_product(interpretation, ()) if issue.code == "dates_out_of_order"]
    assert [issue.severity for issue in issues] == [Severity.CONFIRM]

    world.studio.settle_doubt(world.policy, doubt.code, doubt.where, actor=world.drafter)
    later = world.studio.edit_record(world.policy, {"index_number": "A-1"}, actor=world.drafter)
    assert not [item for item in later.document.warnings if item.code == "dates_out_of_order"], "settled once is settled"

    world.studio.edit_record(world.policy, {"published_on": "2026-03-04"}, actor=world.drafter)
    mended = world.studio.edit_record(world.policy, {"written_on": "2026-03-02"}, actor=world.drafter)
    assert not [item for item in mended.document.warnings if item.code == "dates_out_of_order"]


def test_the_dates_of_a_page_without_a_signature_are_compared(world):
    text = "标题：云和市早餐工程补贴办法\n成文日期：2026年3月10日\n发布日期：2026年3月5日\n\n云和市早餐工程补贴办法\n\n第一条 每份补贴1元。\n第二条 本办法自2026年4月1日起施行。\n"
    record = world.studio.upload(text.encode(), "早餐.txt", actor=world.drafter)
    assert [item.where for item in record.document.warnings if item.code == "dates_out_of_order"] == ["published_on"]
