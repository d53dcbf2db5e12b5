"""The four-eyes rule and staleness, below the interface: through Studio, with real people and a real product."""

import pytest

from generators import registry
from generators.model import Brief, Hidden, Override
from studio.service import Action, Blocked, CannotAccept, NotAllowed, Publication, Role, Status
from studio.storage import policies
from styles import themes
from tests.studio_home import OLD_POLICY, POLICY, furnished


@pytest.fixture
def world(tmp_path):
    return furnished(tmp_path)


def edits_a_key_point(world, who):
    point = world.studio.interpretation(world.policy).interpretation.key_points[0]
    world.studio.edit_key_point(world.policy, point.id, statement="改过的要点。", actor=who)


def rejects_a_key_point(world, who):
    point = world.studio.interpretation(world.policy).interpretation.key_points[0]
    world.studio.reject_key_point(world.policy, point.id, actor=who)


def answers_a_question(world, who):
    interpretation = world.studio.interpretation(world.policy).interpretation
    ref = interpretation.document.clauses[-1].ref
    question = interpretation.questions[0].id
    world.studio.edit_answer(world.policy, question, "换个说法的答复。", cited=[(ref, "")], actor=who)


def writes_a_supplement(world, who):
    question = world.studio.interpretation(world.policy).interpretation.questions[0].id
    world.studio.supplement_answer(world.policy, question, "研判过程如下。", author="张敏", basis="会议纪要", actor=who)


def sets_a_question_aside(world, who):
    question = world.studio.interpretation(world.policy).interpretation.questions[0].id
    world.studio.mark_not_applicable(world.policy, question, "没有旧政策", actor=who)


def corrects_the_record(world, who):
    world.studio.edit_record(world.policy, {"kind": "通知书"}, actor=who)


def attaches_the_old_version(world, who):
    world.studio.attach_old_version(world.policy, OLD_POLICY, "旧.txt", actor=who)


def arranges_the_product(world, who):
    world.studio.save_brief(world.product, Brief(title="另拟标题"), actor=who)


def sets_the_address(world, who):
    details = Publication(source_url="https://www.yunhe.example/zc/7.html")
    world.studio.set_publication_details(world.policy, publication=details, actor=who)


CONTRIBUTIONS = (
    edits_a_key_point,
    rejects_a_key_point,
    answers_a_question,
    writes_a_supplement,
    sets_a_question_aside,
    corrects_the_record,
    attaches_the_old_version,
    arranges_the_product,
    sets_the_address,
)


@pytest.mark.parametrize("contribute", CONTRIBUTIONS)
def test_whoever_contributed_in_any_way_can_neither_approve_nor_sign(world, contribute):
    contribute(world, world.colleague)
    world.rebuild()
    world.submit()
    for action in (Action.APPROVE, Action.SIGN_OFF):
        assert action not in world.studio.actions(world.product, world.colleague)
    with pytest.raises(NotAllowed, match="没有参与的同事"):
        world.studio.act(world.product, Action.APPROVE, actor=world.colleague)
    world.studio.act(world.product, Action.APPROVE, actor=world.reviewer)
    with pytest.raises(NotAllowed, match="没有参与的同事"):
        world.studio.act(world.product, Action.SIGN_OFF, actor=world.colleague)
    assert world.studio.product(world.product).status is Status.APPROVED


def test_who_only_had_it_made_or_submitted_cannot_approve_either(world):
    world.studio.set_roles(world.drafter, tuple(Role), actor=world.admin)
    world.studio.rebuild([world.product], actor=world.colleague)
    world.studio.work_off()
    world.submit()
    for person in (world.colleague, world.drafter):
        with pytest.raises(NotAllowed, match="没有参与的同事"):
            world.studio.act(world.product, Action.APPROVE, actor=person)


def test_who_had_it_made_first_stays_a_contributor_when_somebody_makes_the_same_again(world):
    world.studio.rebuild([world.product], actor=world.colleague)
    world.studio.work_off()
    world.rebuild()
    assert set(world.studio.product(world.product).contributors) == {"陈晓", "吴桐"}


def test_a_colleague_with_no_hand_in_it_may_approve_and_sign(world):
    world.submit()
    world.studio.act(world.product, Action.APPROVE, actor=world.colleague)
    world.studio.act(world.product, Action.SIGN_OFF, actor=world.colleague)
    assert world.studio.publishable(world.policy)[0].ready


def test_a_contribution_undone_later_is_still_a_contribution(world):
    version = world.studio.interpretation(world.policy).version
    edits_a_key_point(world, world.colleague)
    world.studio.restore_version(world.policy, version, actor=world.drafter)
    world.rebuild()
    world.submit()
    with pytest.raises(NotAllowed, match="没有参与的同事"):
        world.studio.act(world.product, Action.APPROVE, actor=world.colleague)


@pytest.mark.parametrize("change", CONTRIBUTIONS)
def test_any_change_after_approval_makes_the_product_a_stale_draft(world, change):
    world.sign_off()
    change(world, world.drafter)
    view = world.studio.product(world.product)
    assert (view.status, view.stale) == (Status.DRAFT, True)
    assert "请重新制作" in view.stale_because
    assert not world.studio.publishable(world.policy)[0].ready
    with pytest.raises(NotAllowed):
        world.studio.export(world.policy, actor=world.signer)
    with pytest.raises(NotAllowed, match="重新制作"):
        world.studio.act(world.product, Action.SUBMIT, actor=world.drafter)
    assert "rebuild" in [task.kind for task in world.studio.tasks_for(world.drafter)]


def test_a_new_version_of_the_generator_makes_the_product_stale(world, monkeypatch):
    world.sign_off()
    generator = registry.get("faq")
    monkeypatch.setattr(type(generator), "version", generator.version + "-next")
    view = world.studio.product(world.product)
    assert (view.status, view.stale_because) == (Status.DRAFT, "制作之后制作程序已更新，请重新制作。")


def test_a_changed_theme_makes_the_product_stale(world, monkeypatch):
    world.sign_off()
    present = themes.load("formal-red")
    changed = present.model_copy(update={"description": "新的红色"})
    monkeypatch.setattr(themes, "load", lambda name: changed if name == present.name else present)
    view = world.studio.product(world.product)
    assert (view.status, view.stale_because) == (Status.DRAFT, "制作之后主题有改动，请重新制作。")


def test_another_source_file_makes_the_product_stale(world):
    world.sign_off()
    with world.studio.database.writing() as connection:
        policies.change(connection, world.policy, source_sha256="0" * 64)
    assert "政策原文已更换" in world.studio.product(world.product).stale_because


def test_making_again_without_any_change_keeps_the_approval(world):
    world.approve()
    digest = world.studio.product(world.product).revision.digest()
    world.rebuild()
    view = world.studio.product(world.product)
    assert (view.revision.digest(), view.status) == (digest, Status.APPROVED)


def test_making_again_after_a_change_needs_a_new_approval(world):
    world.approve()
    edits_a_key_point(world, world.drafter)
    world.rebuild()
    view = world.studio.product(world.product)
    assert (view.status, view.stale, view.revision_number) == (Status.DRAFT, False, 2)
    assert [revision.status for revision in view.revisions] == [Status.APPROVED, Status.DRAFT]


def test_the_published_files_stay_available_after_a_newer_draft(world):
    world.sign_off()
    world.studio.act(world.product, Action.PUBLISH, actor=world.signer)
    published = world.studio.product(world.product)
    data = world.studio.file(world.product, published.files[0].filename).data
    edits_a_key_point(world, world.drafter)
    world.rebuild()
    assert world.studio.product(world.product).live
    digest = published.revision.digest()
    assert world.studio.file(world.product, published.files[0].filename, revision=digest).data == data
    world.studio.act(world.product, Action.WITHDRAW, actor=world.signer, note="补贴金额有误")
    assert not world.studio.product(world.product).live


def test_a_role_taken_away_counts_at_once(world):
    world.submit()
    world.studio.set_roles(world.reviewer, [Role.DRAFTER], actor=world.admin)
    with pytest.raises(NotAllowed, match="审核"):
        world.studio.act(world.product, Action.APPROVE, actor=world.reviewer)


def test_the_interface_learns_why_a_step_is_closed(world):
    world.submit()
    reasons = world.studio.refusals(world.product, world.drafter)
    assert "审核" in reasons[Action.APPROVE]
    assert Action.REVISE not in reasons


def test_remarks_stay_with_their_segment_until_somebody_deals_with_them(world):
    segment = world.studio.product(world.product).segments[-1].id
    world.studio.comment(world.product, "这一句太长", actor=world.reviewer, segment=segment)
    (remark,) = world.studio.product(world.product).comments
    assert (remark.segment, remark.by, remark.resolved_by) == (segment, "林岚", "")
    world.studio.resolve_comment(remark.id, actor=world.drafter)
    (remark,) = world.studio.product(world.product).comments
    assert remark.resolved_by == "陈晓"


def test_everyone_finds_what_waits_for_them(world):
    kinds = lambda who: [task.kind for task in world.studio.tasks_for(who) if task.kind != "answer"]  # noqa: E731
    world.submit()
    assert kinds(world.reviewer) == ["review"] and kinds(world.signer) == [] and kinds(world.drafter) == []
    world.studio.act(world.product, Action.APPROVE, actor=world.reviewer)
    assert kinds(world.reviewer) == [] and kinds(world.signer) == ["sign_off"]
    world.studio.act(world.product, Action.SIGN_OFF, actor=world.signer)
    assert kinds(world.signer) == ["publish"]
    world.studio.act(world.product, Action.PUBLISH, actor=world.signer)
    assert kinds(world.signer) == []


def words(world, text):
    """Word the segment that tells the measures differently, make the product again, and return its issues by severity."""
    segment = next(part for part in world.studio.product(world.product).segments if part.id == "answer-main_measures")
    brief = world.studio.product(world.product).brief
    override = Override(segment=segment.id, text=text)
    world.studio.save_brief(world.product, brief.replace(overrides=(override,)), actor=world.drafter)
    world.rebuild()
    found = world.studio.product(world.product).issues
    return {kind: [view for view in found if view.issue.severity == kind] for kind in ("blocking", "confirm")}


def test_a_figure_the_policy_does_not_state_stops_submission_until_mended(world):
    (issue,) = words(world, "符合条件的老年人，每人每餐补贴30元。")["blocking"]
    with pytest.raises(NotAllowed, match="必须先改正：.*30元"):
        world.studio.act(world.product, Action.SUBMIT, actor=world.drafter)
    with pytest.raises(NotAllowed, match="不能以核对代替"):
        world.studio.confirm_issue(world.product, issue.key, "就是三十元", actor=world.drafter)
    words(world, "符合条件的老年人，每人每餐补贴3元。")
    world.submit()
    assert world.studio.product(world.product).status is Status.SUBMITTED


def test_a_doubt_is_confirmed_by_name_with_a_reason_before_submission(world):
    doubts = words(world, "老年人每人每餐补贴3元。")["confirm"]
    with pytest.raises(NotAllowed, match=f"还有 {len(doubts)} 处需要核对确认"):
        world.studio.act(world.product, Action.SUBMIT, actor=world.drafter)
    with pytest.raises(CannotAccept, match="核对说明不能为空"):
        world.studio.confirm_issue(world.product, doubts[0].key, " ", actor=world.drafter)
    with pytest.raises(NotAllowed, match="没有这个问题"):
        world.studio.confirm_issue(world.product, "0" * 64, "看过", actor=world.drafter)
    for doubt in doubts:
        world.studio.confirm_issue(world.product, doubt.key, "与业务科核对无误", actor=world.drafter)
    confirmed = [view for view in world.studio.product(world.product).issues if view.issue.severity == "confirm"]
    assert {(view.confirmed_by, view.reason) for view in confirmed} == {("陈晓", "与业务科核对无误")}
    assert "核对确认" in [entry.what for entry in world.studio.timeline(world.product)]
    world.studio.act(world.product, Action.SUBMIT, actor=world.drafter)


def test_a_confirmation_lapses_when_the_segment_changes_and_holds_when_it_does_not(world):
    for doubt in words(world, "年满80周岁的老年人，每人每餐补贴3元。")["confirm"]:
        world.studio.confirm_issue(world.product, doubt.key, "看过", actor=world.drafter)
    world.rebuild()
    assert all(view.reason for view in world.studio.product(world.product).issues if view.issue.severity == "confirm")
    again = words(world, "年满80周岁的老年人，每人每餐补贴3元。请知悉。")["confirm"]
    about_the_segment = [view for view in again if view.issue.where == "answer-main_measures"]
    assert about_the_segment and not any(view.reason for view in about_the_segment)


def test_nothing_is_made_from_a_file_with_a_secrecy_mark(world):
    secret = "秘密★1年\n\n".encode() + POLICY
    policy = world.studio.upload(secret, "涉密.txt", actor=world.drafter).id
    assert any(view.issue.severity == "blocking" for view in world.studio.upload_issues(policy))
    with pytest.raises(Blocked, match="原文件有必须先处理的问题"):
        world.studio.start_build(policy, ["faq"], actor=world.drafter)
    assert world.studio.products(policy) == ()


def test_a_sentence_is_checked_before_it_is_saved(world):
    issues = world.studio.check_statement(world.policy, "每人每餐补贴30元。", ["art_3"])
    assert any(view.issue.severity == "blocking" and "30元" in view.issue.text for view in issues)
    right = world.studio.check_statement(world.policy, "符合条件的老年人，每人每餐补贴3元。", ["art_3"])
    assert not any(view.issue.severity == "blocking" for view in right)


def test_comparing_revisions_shows_what_was_arranged_and_not_only_words(world):
    product = world.studio.product(world.product)
    hidden = next(segment for segment in product.segments if not segment.furniture)
    brief = product.brief.replace(theme="ecology-green", hidden=(Hidden(segment=hidden.id, reason="另有专题说明"),))
    world.studio.save_brief(world.product, brief, actor=world.drafter)
    world.rebuild()
    rows = {what: (before, after) for what, before, after in world.studio.compare_revisions(world.product, 1, 2)}
    assert rows["主题"] == ("庄重红", "生态绿")
    assert "另有专题说明" in rows["不显示的片段"][1]


def test_another_heading_is_no_other_order(world):
    content = [segment.id for segment in world.studio.product(world.product).segments if not segment.furniture]
    world.studio.save_brief(world.product, Brief(order=tuple(content)), actor=world.drafter)
    world.rebuild()
    world.studio.save_brief(world.product, Brief(order=tuple(content), overrides=(Override(segment=content[0], heading="另一个小标题"),)), actor=world.drafter)
    world.rebuild()
    world.studio.save_brief(world.product, Brief(order=(*content[1:], content[0])), actor=world.drafter)
    world.rebuild()
    changed = [{what for what, _, _ in world.studio.compare_revisions(world.product, number, number + 1)} for number in (2, 3)]
    assert "片段顺序" not in changed[0] and changed[0]
    assert "片段顺序" in changed[1]
