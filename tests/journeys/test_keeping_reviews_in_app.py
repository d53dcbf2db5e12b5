"""On the pages nothing that is reviewed, approved, signed or published becomes a draft unasked, and its story names the right versions."""

import pytest

from studio import session
from studio.service import Action
from tests.journeys.test_journey_in_app import Seat
from tests.studio_home import PASSWORD, furnished


@pytest.fixture
def world(tmp_path, monkeypatch):
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path / "studio"))
    session.studio.clear()
    world = furnished(tmp_path)
    yield world
    world.studio.close()
    session.studio().close()
    session.studio.clear()


def test_the_story_names_the_version_each_step_was_taken_on(world):
    world.sign_off()
    world.rebuild()
    kept = world.studio.product(world.product)
    assert kept.revision_number == 2 and kept.revisions[0].digest == kept.revisions[1].digest
    world.studio.act(world.product, Action.REQUEST_CHANGES, actor=world.signer, note="请核对电话")
    steps = {entry.action: entry.revision_number for entry in world.studio.timeline(world.product) if entry.action}
    assert steps == {Action.SUBMIT: 1, Action.APPROVE: 1, Action.SIGN_OFF: 1, Action.REQUEST_CHANGES: 2}
    seat = Seat("lin", PASSWORD)
    seat.app.session_state["policy"], seat.app.session_state["product"] = world.policy, world.product
    seat.opens("review")
    shown = next(item.body for item in seat.app.html if "签发" in item.body and "请核对电话" in item.body)
    assert shown.count("第 2 版") >= 2 and shown.count("第 1 版") >= 4, shown
