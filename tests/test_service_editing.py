"""Editing the interpretation: each edit a version, nothing lost, two people at once, hostile words."""

import threading

import pytest

from generators.model import Element
from studio.service import CannotAccept, Conflict, NotAllowed, Studio
from tests.studio_home import furnished


@pytest.fixture
def world(tmp_path):
    return furnished(tmp_path)


@pytest.fixture
def view(world):
    return world.studio.interpretation(world.policy)


def point(world, key_point_id):
    points = world.studio.interpretation(world.policy).interpretation.key_points
    return next(item for item in points if item.id == key_point_id)


def test_every_edit_is_a_version_with_who_and_what(world, view):
    first = view.interpretation.key_points[0]
    after = world.studio.edit_key_point(world.policy, first.id, statement="新的说法。", title="新标题", actor=world.colleague)
    assert after.version == view.version + 1
    latest = world.studio.interpretation_history(world.policy)[0]
    assert (latest.version, latest.by, latest.what) == (after.version, "吴桐", "修改要点“新标题”")
    before = world.studio.interpretation(world.policy, view.version).interpretation
    assert before.key_points[0].statement == first.statement
    assert after.names[after.interpretation.key_points[0].by] == "吴桐"


def test_an_edit_that_changes_nothing_makes_no_version(world, view):
    first = view.interpretation.key_points[0]
    world.studio.edit_key_point(world.policy, first.id, statement=first.statement, actor=world.drafter)
    world.studio.accept_key_point(world.policy, first.id, actor=world.colleague)
    assert world.studio.interpretation(world.policy).version == view.version


def test_a_rejected_point_stays_and_comes_back_as_it_was(world, view):
    first = view.interpretation.key_points[0]
    world.studio.edit_key_point(world.policy, first.id, statement="仔细写过的话。", actor=world.drafter)
    world.studio.reject_key_point(world.policy, first.id, actor=world.drafter)
    assert point(world, first.id).state == "rejected"
    world.studio.restore_key_point(world.policy, first.id, actor=world.colleague)
    assert (point(world, first.id).statement, point(world, first.id).state) == ("仔细写过的话。", "edited")
    world.studio.restore_key_point(world.policy, first.id, actor=world.drafter, version=view.version)
    assert point(world, first.id) == first


def test_an_answer_can_be_rejected_set_aside_supplemented_and_restored(world, view):
    question = next(answer.question for answer in view.interpretation.answers if answer.text)
    studio, policy, actor = world.studio, world.policy, world.drafter
    answer = lambda: studio.interpretation(policy).interpretation.answer(question)  # noqa: E731
    kept = answer()
    studio.reject_answer(policy, question, "口径不准", actor=actor)
    assert (answer().state, answer().reason, answer().is_settled) == ("rejected", "口径不准", False)
    studio.mark_not_applicable(policy, question, "本办法不涉及", actor=actor)
    assert (answer().state, answer().text) == ("not_applicable", "")
    studio.supplement_answer(policy, question, "据走访。", author="张敏", post="科长", basis="走访记录", actor=actor)
    assert answer().state == "supplemented"
    supplement = studio.interpretation(policy).interpretation.supplement(answer().supplements[0])
    assert (supplement.author, supplement.basis) == ("张敏", "走访记录")
    studio.restore_answer(policy, question, actor=actor, version=view.version)
    assert answer() == kept


def test_an_added_point_cites_the_very_words(world, view):
    clause = next(item for item in view.interpretation.document.clauses if "3元" in item.text)
    after = world.studio.add_key_point(
        world.policy,
        element=Element.BENEFITS,
        statement="每餐补贴3元。",
        ref=clause.ref,
        quote="每人每餐补贴3元",
        actor=world.drafter,
    )
    citation = after.interpretation.key_points[-1].citations[0]
    assert clause.text[citation.start : citation.end] == "每人每餐补贴3元"


def test_an_added_question_waits_for_an_answer(world):
    open_before = sum(row.open for row in world.studio.coverage(world.policy))
    world.studio.add_question(world.policy, element=Element.PROCEDURE, text="能代办吗？", actor=world.drafter)
    assert sum(row.open for row in world.studio.coverage(world.policy)) == open_before + 1


def test_points_move_only_among_their_own_element(world, view):
    element = next(e for e in Element if len(view.interpretation.live_key_points(e)) > 1)
    points = view.interpretation.live_key_points(element)
    moved = world.studio.move_key_point(world.policy, points[1].id, -1, actor=world.drafter).interpretation
    assert moved.live_key_points(element)[:2] == (points[1], points[0])
    for other in Element:
        if other is not element:
            assert moved.live_key_points(other) == view.interpretation.live_key_points(other)
    far = world.studio.move_key_point(world.policy, points[1].id, 99, actor=world.drafter).interpretation
    assert far.live_key_points(element)[-1] == points[1]


@pytest.mark.parametrize(
    ("cited", "sentence"),
    [
        ([("art_99", "")], "没有所选的条款"),
        ([("art_3", "每人每餐补贴9元")], "一字不差"),
        ([], "没有依据条款"),
    ],
)
def test_a_statement_without_real_support_cannot_be_saved(world, view, cited, sentence):
    first = view.interpretation.key_points[0]
    with pytest.raises(CannotAccept, match=sentence):
        world.studio.edit_key_point(world.policy, first.id, cited=cited, actor=world.drafter)
    assert world.studio.interpretation(world.policy).version == view.version


@pytest.mark.parametrize(
    "attempt",
    [
        lambda s, p, k, a: s.edit_key_point(p, k, statement=" \x00 ", actor=a),
        lambda s, p, k, a: s.edit_key_point(p, k, title="这个标题实在太长已经超过了十四个字", actor=a),
        lambda s, p, k, a: s.edit_key_point(p, k, statement="长" * 1001, actor=a),
        lambda s, p, k, a: s.edit_key_point(p, k, audience="火星人", actor=a),
        lambda s, p, k, a: s.add_question(p, element=Element.NOTES, text="", actor=a),
    ],
)
def test_empty_and_endless_entries_are_one_sentence(world, view, attempt):
    with pytest.raises(CannotAccept, match="。$"):
        attempt(world.studio, world.policy, view.interpretation.key_points[0].id, world.drafter)


@pytest.mark.parametrize("missing", ["text", "author", "basis"])
def test_a_supplement_needs_words_a_name_and_a_basis(world, view, missing):
    entry = {"text": "说明", "author": "张敏", "basis": "纪要"} | {missing: "  "}
    question = view.interpretation.questions[0].id
    with pytest.raises(CannotAccept, match="不能为空"):
        world.studio.supplement_answer(world.policy, question, entry.pop("text"), actor=world.drafter, **entry)


def test_a_question_without_a_proposal_cannot_be_accepted_empty(world, view):
    pending = next(q.id for q in view.interpretation.questions if not view.interpretation.answer(q.id).text)
    with pytest.raises(NotAllowed, match="还没有答复"):
        world.studio.accept_answer(world.policy, pending, actor=world.drafter)


def test_two_editors_of_different_points_both_succeed(world, view):
    first, second = view.interpretation.key_points[:2]
    world.studio.edit_key_point(world.policy, first.id, statement="甲改的。", actor=world.drafter, base=view.version)
    world.studio.edit_key_point(world.policy, second.id, statement="乙改的。", actor=world.colleague, base=view.version)
    assert [point(world, item.id).statement for item in (first, second)] == ["甲改的。", "乙改的。"]


def test_the_second_editor_of_the_same_point_is_told_who_was_first(world, view):
    first = view.interpretation.key_points[0]
    world.studio.edit_key_point(world.policy, first.id, statement="甲改的。", actor=world.drafter, base=view.version)
    with pytest.raises(Conflict, match="陈晓刚刚修改了同一处内容"):
        world.studio.edit_key_point(
            world.policy, first.id, statement="乙改的。", actor=world.colleague, base=view.version
        )
    assert point(world, first.id).statement == "甲改的。"


def test_one_person_in_two_windows_does_not_conflict_with_themselves(world, view):
    first = view.interpretation.key_points[0]
    for words in ("先改的。", "后改的。"):
        world.studio.edit_key_point(world.policy, first.id, statement=words, actor=world.drafter, base=view.version)
    assert point(world, first.id).statement == "后改的。"


def test_the_same_answer_and_the_same_field_conflict_too(world, view):
    question = next(answer.question for answer in view.interpretation.answers if answer.text)
    world.studio.edit_answer(world.policy, question, "甲的答复。", actor=world.drafter, base=view.version)
    with pytest.raises(Conflict):
        world.studio.mark_not_applicable(world.policy, question, "不涉及", actor=world.colleague, base=view.version)
    world.studio.edit_record(world.policy, {"kind": "办法"}, actor=world.drafter, base=view.version)
    world.studio.edit_record(world.policy, {"openness": "主动公开"}, actor=world.colleague, base=view.version)
    with pytest.raises(Conflict):
        world.studio.edit_record(world.policy, {"kind": "规定"}, actor=world.colleague, base=view.version)


def test_a_version_from_the_future_is_refused(world, view):
    first = view.interpretation.key_points[0]
    with pytest.raises(Conflict, match="刷新"):
        world.studio.edit_key_point(world.policy, first.id, statement="x。", actor=world.drafter, base=99)


def test_many_editors_at_once_lose_nothing(world, view, tmp_path):
    points = view.interpretation.key_points[:6]
    failures = []

    def edit(item):
        try:
            with Studio.open(tmp_path / "studio") as own:
                own.edit_key_point(world.policy, item.id, statement=f"改过的{item.id}。", actor=world.drafter)
        except Exception as error:
            failures.append(error)

    editors = [threading.Thread(target=edit, args=(item,)) for item in points]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join()
    assert failures == []
    assert [point(world, item.id).statement for item in points] == [f"改过的{item.id}。" for item in points]
    assert world.studio.interpretation(world.policy).version == view.version + len(points)
    assert world.studio.verify_audit() == ()


def test_a_whole_version_comes_back_and_the_ones_between_stay(world, view):
    for item in view.interpretation.key_points[:2]:
        world.studio.reject_key_point(world.policy, item.id, actor=world.drafter)
    restored = world.studio.restore_version(world.policy, view.version, actor=world.drafter)
    assert restored.interpretation == view.interpretation
    assert restored.version == view.version + 3


def test_a_question_is_put_to_the_answer_a_person_gives(world, view):
    studio, policy, actor = world.studio, world.policy, world.drafter

    def asked():
        return studio.interpretation(policy).interpretation.question("effective_dates").text

    assert asked() == "《办法》从什么时候开始施行，有效期多长？"
    studio.edit_answer(policy, "effective_dates", "本办法自2026年4月1日起施行，有效期至2029年3月31日。", actor=actor)
    assert asked() == "《办法》从什么时候开始施行，有效期到什么时候？"
    studio.reject_answer(policy, "effective_dates", "日期待核实", actor=actor)
    assert asked() == "《办法》从什么时候开始施行，有效期到什么时候？"
    studio.supplement_answer(policy, "effective_dates", "自2026年4月1日起施行。", author="林涛", basis="印发文件", actor=actor)
    assert asked() == "《办法》从什么时候开始施行？"
    studio.restore_answer(policy, "effective_dates", actor=actor, version=view.version)
    assert asked() == "《办法》从什么时候开始施行，有效期多长？"
