"""A file becomes a policy; a newer version of a known policy is offered as one and carries on what was settled."""

import pytest

from studio.service import CannotAccept, NotAllowed, Status, UploadState
from studio.storage import uploads
from tests.studio_home import POLICY, furnished

NEWER = POLICY.replace("每人每餐补贴3元".encode(), "每人每餐补贴4元".encode())
SUCCESSOR = (
    POLICY.decode()
    .replace("云民发〔2026〕7号", "云民发〔2028〕3号")
    .replace("补贴3元", "补贴6元")
    .replace("有效期3年。", "有效期3年。《云和市老年助餐服务补贴办法》（云民发〔2026〕7号）同时废止。")
    .encode()
)


@pytest.fixture
def world(tmp_path):
    world = furnished(tmp_path)
    yield world
    world.studio.close()


def waiting(world, data: bytes):
    return world.studio.begin_upload(data, "新稿.txt", actor=world.drafter)


def test_a_file_that_continues_nothing_is_a_policy_at_once(world):
    begun = waiting(world, "云和市公园管理规定\n\n第一条 公园免费开放。\n第二条 本规定自2026年5月1日起施行。".encode())
    assert begun.state is UploadState.DONE
    assert world.studio.record(begun.policy_id).document.title == "云和市公园管理规定"
    assert world.studio.undecided_uploads(world.drafter) == ()


def test_the_same_number_asks_before_anything_is_changed(world):
    begun = waiting(world, NEWER)
    assert begun.state is UploadState.UNDECIDED and not begun.policy_id
    assert [(kin.policy_id, kin.kind) for kin in begun.kin] == [(world.policy, "same")]
    assert [view.id for view in world.studio.undecided_uploads(world.drafter)] == [begun.id]
    assert "3元" in world.studio.record(world.policy).document.clause("art_3").text


def test_a_newer_file_takes_the_place_of_the_source_and_only_what_changed_waits_for_a_person(world):
    world.approve()
    begun = waiting(world, NEWER)
    record = world.studio.settle_upload(begun.id, actor=world.drafter, continues=world.policy)
    assert record.id == world.policy and "4元" in record.document.clause("art_3").text
    assert record.stale and [former.filename for former in record.former_sources] == ["助餐补贴办法.txt"]
    assert record.history[0].what == f"换用新的原文“新稿.txt”，{record.stale} 处需要重新核对"
    stale = world.studio.interpretation(world.policy).interpretation.stale_statements()
    assert all("第三条在新版本中有改动" in statement.stale for statement in stale)
    product = world.studio.product(world.product)
    assert product.status is Status.DRAFT and "政策原文已更换" in product.stale_because
    assert world.studio.source_file(world.policy).data == NEWER


def test_what_a_person_corrected_is_kept_or_named_when_the_source_is_replaced(world):
    world.studio.edit_record(world.policy, {"index_number": "YH002/2026-00007"}, actor=world.drafter)
    world.studio.describe_clause(world.policy, "art_5", label="第五条之一", actor=world.drafter)
    record = world.studio.settle_upload(waiting(world, NEWER).id, actor=world.drafter, continues=world.policy)
    assert record.document.index_number == "YH002/2026-00007"
    (lost,) = [item.message for item in record.document.warnings if item.code == "corrections_lost"]
    assert lost.startswith("更换原文前人工更正过的第五条之一") and "重新更正" in lost


def test_what_the_newer_source_changed_is_shown_clause_by_clause(world):
    assert world.studio.source_changes(world.policy) == ()
    world.studio.settle_upload(waiting(world, NEWER).id, actor=world.drafter, continues=world.policy)
    (change,) = world.studio.source_changes(world.policy)
    assert (change.kind, change.new_ref) == ("changed", "art_3") and "3元" in change.old_text and "4元" in change.new_text


def test_a_person_may_take_the_same_document_for_a_successor(world):
    begun = waiting(world, NEWER)
    record = world.studio.settle_upload(begun.id, actor=world.drafter, continues=world.policy, kind="successor")
    assert record.succeeds.id == world.policy and "3元" in world.studio.record(world.policy).document.clause("art_3").text


def test_a_successor_is_a_policy_of_its_own_that_carries_on_what_was_settled(world):
    begun = waiting(world, SUCCESSOR)
    assert [kin.kind for kin in begun.kin] == ["successor"]
    record = world.studio.settle_upload(begun.id, actor=world.drafter, continues=world.policy)
    assert record.id != world.policy and record.succeeds.id == world.policy
    assert world.studio.record(world.policy).succeeded_by.id == record.id
    now = world.studio.interpretation(record.id).interpretation
    assert any(item.kind == "changed" and "6元" in item.new_text for item in now.differences)
    accepted = [point for point in now.key_points if point.state == "accepted" and not point.stale]
    assert accepted and all(c.holds_in(now.document) for point in accepted for c in point.citations)
    assert any("3元" in statement.statement for statement in now.stale_statements() if hasattr(statement, "statement"))


def test_a_person_may_say_that_it_continues_nothing(world):
    record = world.studio.settle_upload(waiting(world, NEWER).id, actor=world.drafter)
    assert record.id != world.policy and record.succeeds is None and record.stale == 0


def test_an_upload_is_settled_once_and_only_as_what_it_may_continue(world):
    begun = waiting(world, NEWER)
    with pytest.raises(CannotAccept, match="所选的政策与这份文件对不上"):
        world.studio.settle_upload(begun.id, actor=world.drafter, continues="somebody")
    world.studio.settle_upload(begun.id, actor=world.drafter)
    with pytest.raises(CannotAccept, match="已经处理过了"):
        world.studio.settle_upload(begun.id, actor=world.drafter)


def test_only_who_may_draft_uploads_and_settles(world):
    with pytest.raises(NotAllowed):
        world.studio.begin_upload(NEWER, "新稿.txt", actor=world.reviewer)
    begun = waiting(world, NEWER)
    with pytest.raises(NotAllowed):
        world.studio.settle_upload(begun.id, actor=world.reviewer)


def test_what_cannot_be_read_leaves_nothing_waiting(world):
    with pytest.raises(CannotAccept, match="没有可读取的文字"):
        world.studio.begin_upload(b"===PAGE 1===\n\n===PAGE 2===", "空.txt", actor=world.drafter)
    assert world.studio.undecided_uploads(world.drafter) == ()


def test_putting_an_upload_aside_and_choosing_the_file_again(world):
    begun = waiting(world, NEWER)
    world.studio.dismiss_upload(begun.id, actor=world.drafter)
    assert world.studio.undecided_uploads(world.drafter) == ()
    again = waiting(world, NEWER)
    waiting(world, NEWER)
    assert len(world.studio.undecided_uploads(world.drafter)) == 1 and again.id != begun.id


def test_a_stale_point_is_used_again_once_a_person_has_confirmed_or_reworded_it(world):
    world.studio.settle_upload(waiting(world, NEWER).id, actor=world.drafter, continues=world.policy)
    present = world.studio.interpretation(world.policy).interpretation
    points = [statement for statement in present.stale_statements() if hasattr(statement, "statement")]
    edited = world.studio.edit_key_point(world.policy, points[0].id, statement="每人每餐补贴4元，每人每天最多补贴2餐。", actor=world.drafter)
    assert points[0].id in {point.id for point in edited.interpretation.live_key_points()}
    (answer, *_) = [statement for statement in present.stale_statements() if hasattr(statement, "question")]
    view = world.studio.propose_answer_again(world.policy, answer.question, actor=world.drafter)
    assert view.interpretation.answer(answer.question).state == "proposed"
    assert not view.interpretation.answer(answer.question).stale


def test_a_point_on_a_clause_that_is_gone_needs_another_clause(world):
    gone = POLICY.replace("第六条 弄虚作假骗取补贴的，由区民政局追回已发放的补贴，并在2年内不予受理其申请。\n".encode(), b"")
    gone = gone.replace("第七条".encode(), "第六条".encode()).replace("第八条".encode(), "第七条".encode())
    world.studio.settle_upload(waiting(world, gone).id, actor=world.drafter, continues=world.policy)
    stale = world.studio.interpretation(world.policy).interpretation.stale_statements()
    point = next(item for item in stale if "已不在新版本中" in item.stale and hasattr(item, "statement"))
    with pytest.raises(CannotAccept, match="所依据的条款已不在原文中"):
        world.studio.accept_key_point(world.policy, point.id, actor=world.drafter)
    view = world.studio.edit_key_point(world.policy, point.id, cited=[("art_5", "")], actor=world.drafter)
    assert point.id in {item.id for item in view.interpretation.live_key_points()}


def test_a_version_from_before_the_source_was_replaced_is_not_restored_as_a_whole(world):
    before = world.studio.record(world.policy).version
    world.studio.settle_upload(waiting(world, NEWER).id, actor=world.drafter, continues=world.policy)
    with pytest.raises(CannotAccept, match="更换前的原文"):
        world.studio.restore_version(world.policy, before, actor=world.drafter)


def test_the_audit_chain_vouches_for_a_replaced_source(world):
    world.studio.settle_upload(waiting(world, NEWER).id, actor=world.drafter, continues=world.policy)
    assert world.studio.verify_audit() == ()
    with world.studio.database.writing() as connection:
        connection.exec_driver_sql("UPDATE former_sources SET filename = 'x'")
    assert world.studio.verify_audit()
    with world.studio.database.reading() as connection:
        assert len(uploads.former(connection, world.policy)) == 1
