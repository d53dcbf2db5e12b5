"""Who may do what to a product, and in which state it then is."""

from datetime import UTC, datetime

import pytest

from studio.errors import NotAllowed
from studio.reviewing import (
    ENTRUSTED,
    JUDGEMENTS,
    TRANSITIONS,
    Action,
    Event,
    Person,
    Product,
    Role,
    Status,
    actions,
    advance,
    fold,
    refusal_to_release,
)

NOW = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
ANYONE = Person(id="p-any", name="方圆", roles=tuple(Role))
PATHS = {
    Status.DRAFT: (),
    Status.SUBMITTED: (Action.SUBMIT,),
    Status.CHANGES_REQUESTED: (Action.SUBMIT, Action.REQUEST_CHANGES),
    Status.APPROVED: (Action.SUBMIT, Action.APPROVE),
    Status.SIGNED: (Action.SUBMIT, Action.APPROVE, Action.SIGN_OFF),
    Status.PUBLISHED: (Action.SUBMIT, Action.APPROVE, Action.SIGN_OFF, Action.PUBLISH),
    Status.WITHDRAWN: (Action.SUBMIT, Action.APPROVE, Action.SIGN_OFF, Action.PUBLISH, Action.WITHDRAW),
}


def product(status: Status, *, revision: str = "a" * 64, **fields) -> Product:
    events = tuple(Event(action=action, revision=revision, actor=f"p-{action}", at=NOW) for action in PATHS[status])
    return Product(**{"id": "x", "revision": revision, "contributors": ("p-drafter",), "events": events, **fields})


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("status", Status)
def test_every_step_from_every_state_is_either_in_the_table_or_refused(status, action):
    before = product(status)
    if (status, action) in TRANSITIONS:
        after = advance(before, action, actor=ANYONE, at=NOW, note="理由")
        assert after.status is TRANSITIONS[status, action]
        assert after.events[:-1] == before.events
        assert (after.events[-1].actor, after.events[-1].note) == (ANYONE.id, "理由")
    else:
        with pytest.raises(NotAllowed, match="^只有.+。$"):
            advance(before, action, actor=ANYONE, at=NOW, note="理由")


@pytest.mark.parametrize("status", Status)
def test_the_buttons_are_exactly_the_steps_that_succeed(status):
    for roles in ((), (Role.DRAFTER,), (Role.REVIEWER,), (Role.SIGNER,), (Role.ADMIN,), tuple(Role)):
        person = Person(id="p", name="某人", roles=roles)
        allowed = []
        for action in Action:
            try:
                advance(product(status), action, actor=person, at=NOW, note="理由")
            except NotAllowed:
                continue
            allowed.append(action)
        assert actions(product(status), person) == tuple(allowed)


@pytest.mark.parametrize("action", Action)
def test_a_step_needs_one_of_its_roles(action):
    status = next(status for status, name in TRANSITIONS if name is action)
    for role in Role:
        person = Person(id="p", name="某人", roles=(role,))
        assert (action in actions(product(status), person)) == (role in ENTRUSTED[action])


def test_an_administrator_has_no_say_over_products():
    administrator = Person(id="p", name="何管", roles=(Role.ADMIN,))
    assert all(actions(product(status), administrator) == () for status in Status)


def test_a_disabled_person_may_do_nothing():
    gone = ANYONE.replace(disabled=True)
    assert all(actions(product(status), gone) == () for status in Status)


@pytest.mark.parametrize(("status", "action"), [(Status.SUBMITTED, Action.APPROVE), (Status.APPROVED, Action.SIGN_OFF)])
def test_a_contributor_can_neither_approve_nor_sign_whatever_their_roles(status, action):
    drafter = Person(id="p-drafter", name="陈晓", roles=tuple(Role))
    with pytest.raises(NotAllowed, match="没有参与的同事"):
        advance(product(status), action, actor=drafter, at=NOW)


@pytest.mark.parametrize(("status", "action"), [(Status.SUBMITTED, Action.APPROVE), (Status.APPROVED, Action.SIGN_OFF)])
def test_who_only_submitted_can_neither_approve_nor_sign(status, action):
    submitter = Person(id="p-submit", name="他人", roles=tuple(Role))
    with pytest.raises(NotAllowed, match="没有参与的同事"):
        advance(product(status), action, actor=submitter, at=NOW)


def test_a_contributor_may_still_send_work_back():
    drafter = Person(id="p-drafter", name="陈晓", roles=tuple(Role))
    after = advance(product(Status.SUBMITTED), Action.REQUEST_CHANGES, actor=drafter, at=NOW, note="发现笔误")
    assert after.status is Status.CHANGES_REQUESTED


@pytest.mark.parametrize(
    ("status", "action"), [(Status.SUBMITTED, Action.REQUEST_CHANGES), (Status.PUBLISHED, Action.WITHDRAW)]
)
@pytest.mark.parametrize("note", ["", "  \n"])
def test_sending_back_and_withdrawing_need_a_reason(status, action, note):
    with pytest.raises(NotAllowed, match="理由"):
        advance(product(status), action, actor=ANYONE, at=NOW, note=note)


def test_what_was_sent_back_is_submitted_unchanged_only_with_a_reason():
    back = product(Status.CHANGES_REQUESTED)
    with pytest.raises(NotAllowed, match="不能原样再次提交"):
        advance(back, Action.SUBMIT, actor=ANYONE, at=NOW, note=" \n")
    after = advance(back, Action.SUBMIT, actor=ANYONE, at=NOW, note="与审核人核对过，不改。")
    assert after.status is Status.SUBMITTED and after.events[-1].note == "与审核人核对过，不改。"
    assert advance(product(Status.DRAFT), Action.SUBMIT, actor=ANYONE, at=NOW).status is Status.SUBMITTED


def test_blocking_issues_stop_submission_and_say_which():
    with pytest.raises(NotAllowed, match="还有 1 个问题必须先改正：金额与原文不符。"):
        advance(product(Status.DRAFT, blocking=("金额与原文不符。",)), Action.SUBMIT, actor=ANYONE, at=NOW)


def test_issues_that_ask_for_confirmation_stop_submission_until_confirmed():
    with pytest.raises(NotAllowed, match="核对确认"):
        advance(product(Status.DRAFT, unconfirmed=("请核对主体",)), Action.SUBMIT, actor=ANYONE, at=NOW)


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.APPROVED, Status.SIGNED])
def test_a_change_after_making_sends_what_is_under_review_back_to_draft(status):
    stale = product(status, current=False)
    assert stale.status is Status.DRAFT
    assert not set(actions(stale, ANYONE)) & {Action.SUBMIT, Action.PUBLISH, *JUDGEMENTS}


def test_undoing_the_change_brings_the_approval_back_since_the_bytes_are_the_same():
    approved = product(Status.APPROVED)
    assert approved.replace(current=False).status is Status.DRAFT
    assert approved.replace(current=False).replace(current=True).status is Status.APPROVED


def test_an_approval_of_another_revision_counts_for_nothing():
    remade = product(Status.SIGNED).replace(revision="b" * 64)
    assert remade.status is Status.DRAFT
    with pytest.raises(NotAllowed):
        advance(remade, Action.PUBLISH, actor=ANYONE, at=NOW)


def test_a_product_never_made_cannot_be_submitted():
    with pytest.raises(NotAllowed, match="还没有制作完成"):
        advance(Product(id="x"), Action.SUBMIT, actor=ANYONE, at=NOW)


def test_the_published_revision_can_be_withdrawn_while_a_newer_one_is_a_draft():
    newer = product(Status.PUBLISHED).replace(revision="b" * 64)
    assert (newer.status, newer.live) == (Status.DRAFT, "a" * 64)
    after = advance(newer, Action.WITHDRAW, actor=ANYONE, at=NOW, note="金额有误")
    assert (after.status, after.live) == (Status.DRAFT, "")
    assert after.events[-1].revision == "a" * 64


def test_what_is_published_stays_published_when_something_changes_later():
    stale = product(Status.PUBLISHED, current=False)
    assert stale.status is Status.PUBLISHED
    assert Action.WITHDRAW in actions(stale, ANYONE)


def test_events_in_an_impossible_order_are_noticed():
    approved_from_nothing = (Event(action=Action.APPROVE, revision="a", actor="p", at=NOW),)
    with pytest.raises(ValueError):
        fold(approved_from_nothing, "a")
    assert refusal_to_release(approved_from_nothing, "a", ()) == "审核记录前后不一致，可能被改动过。"


@pytest.mark.parametrize("status", Status)
def test_only_what_is_signed_off_or_published_may_leave_the_house(status):
    subject = product(status)
    reason = refusal_to_release(subject.events, subject.revision, subject.contributors)
    assert (reason == "") == (status in (Status.SIGNED, Status.PUBLISHED))


def test_a_revision_judged_by_a_contributor_may_not_leave_the_house():
    events = tuple(
        Event(action=action, revision="a", actor=actor, actor_name=actor, at=NOW)
        for action, actor in ((Action.SUBMIT, "陈晓"), (Action.APPROVE, "林岚"), (Action.SIGN_OFF, "周正"))
    )
    assert refusal_to_release(events, "a", ["陈晓"]) == ""
    assert "林岚" in refusal_to_release(events, "a", ["陈晓", "林岚"])
    assert "周正" in refusal_to_release(events, "a", ["周正"])
