"""Exporting on the page: what is no longer in force leaves the house for a reason only, and the reason is kept."""

import json

from studio.publishing import verify_package
from studio.publishing.container import unpack
from studio.service import Publication, Status
from tests.journeys.test_journey_in_app import Seat
from tests.studio_home import PASSWORD

WHY = "存档，不对外发布"


def signer_at(world) -> Seat:
    """Return the tab of the signer on the page of publication."""
    seat = Seat("zhou", PASSWORD)
    seat.app.session_state["policy"] = world.policy
    seat.opens("publish")
    return seat


def repealed(world) -> None:
    """Note in the record that the policy is repealed, and have the product made and signed all the same."""
    world.studio.edit_record(world.policy, {"validity": "已废止"}, actor=world.drafter)
    world.rebuild()
    world.sign_off()


def test_a_repealed_policy_is_exported_for_a_reason_only_which_is_kept(world):
    repealed(world)
    seat = signer_at(world)
    assert "导出发布包" not in [button.label for button in seat.app.button]
    seat.presses("仍要导出发布包")
    (refused,) = [item.value for item in seat.app.error]
    assert "已废止" in refused and "请写明理由" in refused
    assert world.studio.packages(world.policy) == ()
    seat.fills("仍要导出的理由（写进发布包和导出记录）", WHY)
    seat.presses("仍要导出发布包")
    (package,) = world.studio.packages(world.policy)
    assert package.reason == WHY and WHY in seat.reads()
    data = world.studio.package_file(package.id).data
    members = unpack(data)
    assert json.loads(members["manifest.json"])["lapsed"]["reason"] == WHY
    assert WHY in members["README.txt"].decode() and "已废止" in members["README.txt"].decode()
    assert verify_package(data).problems == () and world.studio.verify_audit() == ()


def test_of_a_policy_in_force_no_reason_is_asked_and_none_is_kept(world):
    world.sign_off()
    seat = signer_at(world)
    assert "仍要导出的理由（写进发布包和导出记录）" not in [field.label for field in seat.app.text_input]
    seat.presses("导出发布包")
    (package,) = world.studio.packages(world.policy)
    assert package.reason == "" and "lapsed" not in json.loads(unpack(world.studio.package_file(package.id).data)["manifest.json"])


def test_where_it_is_exported_one_is_told_that_the_policy_itself_comes_first(world):
    world.sign_off()
    told = "解读不能先于政策原文公布"
    (warned,) = [item.value for item in signer_at(world).app.warning]
    assert told in warned and "再把政策页面网址填在“发布信息”里" in warned
    details = Publication(source_url="https://www.yunhe.example/zc/7.html")
    world.studio.set_publication_details(world.policy, actor=world.drafter, publication=details)
    seat = signer_at(world)
    assert told in seat.app.info[0].value and not seat.app.warning


def test_what_is_signed_is_registered_as_published_where_it_is_exported(world):
    world.sign_off()
    signer_at(world).presses("登记发布")
    assert world.studio.product(world.product).status is Status.PUBLISHED
    assert "登记发布" not in [button.label for button in signer_at(world).app.button]
