"""Whatever is changed behind the studio's back shows in the audit chain."""

import pytest
from sqlalchemy import text

from studio.reviewing import Action
from tests.studio_home import furnished


@pytest.fixture
def world(tmp_path):
    world = furnished(tmp_path)
    world.sign_off()
    return world


def tamper(world, statement: str) -> tuple[str, ...]:
    with world.studio.database.writing() as connection:
        assert connection.execute(text(statement)).rowcount > 0
    return world.studio.verify_audit()


def test_an_untouched_record_holds(world):
    assert world.studio.verify_audit() == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET actor_name = '他人' WHERE action = 'approve'",
        "UPDATE events SET note = '同意' WHERE number = 1",
        "DELETE FROM events WHERE action = 'sign_off'",
        "UPDATE revisions SET digest = substr(digest, 2) || '0'",
        "UPDATE revisions SET contributors = '[]'",
        "UPDATE interpretation_versions SET what = '' WHERE version = 1",
        "UPDATE interpretation_versions SET at = '2026-01-01 00:00:00.000000' WHERE version = 2",
        "UPDATE parts SET content = replace(content, '补贴3元', '补贴9元')",
        "UPDATE brief_versions SET content = replace(content, 'formal-red', 'government-blue')",
        "UPDATE audit SET action = 'x' WHERE number = 2",
        "UPDATE audit SET at = '2026-01-01 00:00:00.000000' WHERE number = 3",
        "DELETE FROM audit WHERE number = 4",
        "DELETE FROM audit WHERE number = (SELECT max(number) FROM audit)",
        "UPDATE audit_head SET number = number + 1",
    ],
)
def test_a_row_changed_or_removed_is_noticed(world, statement):
    assert tamper(world, statement)


def test_a_forged_approval_is_noticed(world):
    forged = (
        "INSERT INTO events (product_id, number, revision, action, actor, actor_name, at, note) "
        "SELECT product_id, 99, revision, action, actor, actor_name, at, note FROM events WHERE action = 'approve'"
    )
    assert any("没有留痕" in problem for problem in tamper(world, forged))


def test_every_step_leaves_a_link(world):
    with world.studio.database.reading() as connection:
        before = connection.execute(text("SELECT count(*) FROM audit")).scalar_one()
    world.studio.act(world.product, Action.PUBLISH, actor=world.signer)
    world.studio.comment(world.product, "已上线", actor=world.signer)
    with world.studio.database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM audit")).scalar_one() == before + 2
    assert world.studio.verify_audit() == ()
