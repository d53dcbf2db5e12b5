"""What no product mentions is shown until it is covered or left out for a reason; how much only repeats is told."""

import pytest

from studio.service import CannotAccept, NotAllowed
from tests.studio_home import POLICY, furnished


@pytest.fixture
def world(tmp_path):
    world = furnished(tmp_path)
    yield world
    world.studio.close()


def hide_all_but_one(world) -> None:
    outline = [segment for segment in world.studio.outline(world.product) if not segment.furniture]
    for segment in outline[1:]:
        world.studio.hide_segment(world.product, segment.id, "另行说明", actor=world.drafter)
    world.rebuild()


def test_clauses_no_product_mentions_are_listed_with_their_words(world):
    hide_all_but_one(world)
    found = world.studio.omissions(world.policy)
    assert "art_6" in [item.ref for item in found]
    assert next(item for item in found if item.ref == "art_6").text.startswith("弄虚作假骗取补贴的")


def test_a_clause_is_left_out_for_a_reason_that_the_reviewer_sees_and_that_can_be_taken_back(world):
    hide_all_but_one(world)
    world.studio.waive_clause(world.policy, "art_6", "另有专门通告", actor=world.drafter)
    waived = next(item for item in world.studio.omissions(world.policy) if item.ref == "art_6")
    assert (waived.reason, waived.by) == ("另有专门通告", "陈晓")
    world.studio.waive_clause(world.policy, "art_6", "", actor=world.drafter)
    assert not next(item for item in world.studio.omissions(world.policy) if item.ref == "art_6").reason
    assert world.studio.verify_audit() == ()


def test_a_reason_holds_only_for_the_words_it_was_given_for(world):
    hide_all_but_one(world)
    world.studio.waive_clause(world.policy, "art_6", "另有专门通告", actor=world.drafter)
    newer = POLICY.replace("并在2年内".encode(), "并在5年内".encode())
    begun = world.studio.begin_upload(newer, "新稿.txt", actor=world.drafter)
    world.studio.settle_upload(begun.id, actor=world.drafter, continues=world.policy)
    assert not next(item for item in world.studio.omissions(world.policy) if item.ref == "art_6").reason


def test_only_who_may_draft_leaves_a_clause_out(world):
    with pytest.raises(NotAllowed):
        world.studio.waive_clause(world.policy, "art_6", "不需要", actor=world.reviewer)


def test_leaving_a_clause_out_does_not_make_products_stale(world):
    hide_all_but_one(world)
    world.studio.waive_clause(world.policy, "art_6", "另有专门通告", actor=world.drafter)
    assert not world.studio.product(world.product).stale


def test_what_would_make_a_product_explain_more_is_named(world):
    found = world.studio.substance(world.product)
    assert 0 < found.copied <= 1 and "example" in found.helps
    questions = world.studio.interpretation(world.policy).interpretation.questions
    assert "worked_example" in [question.id for question in questions]
    world.studio.supplement_answer(
        world.policy, "worked_example", "一位72岁老人每天就餐2次，每月可得补贴3元×2餐×30天=180元。",
        author="陈晓", basis="第三条标准", actor=world.drafter,
    )  # fmt: skip
    world.rebuild()
    assert "example" not in world.studio.substance(world.product).helps


def test_an_example_that_does_not_come_out_blocks_the_product(world):
    with pytest.raises(CannotAccept, match="应为180"):
        world.studio.supplement_answer(
            world.policy, "worked_example", "每月可得补贴3元×2餐×30天=200元。", author="陈晓", basis="第三条标准", actor=world.drafter
        )
    segment = next(item for item in world.studio.outline(world.product) if not item.furniture)
    world.studio.choose_for_segment(world.product, segment.id, "text", "每月3元×2餐×30天=200元。", actor=world.drafter)
    world.rebuild()
    issues = [view.issue for view in world.studio.product(world.product).issues if view.issue.code == "arithmetic"]
    assert issues and issues[0].severity == "blocking" and "应为180" in issues[0].text


def test_a_standard_the_source_lacks_is_asked_about_unless_it_is_assumed(world):
    def codes(text: str) -> list[str]:
        world.studio.supplement_answer(
            world.policy, "worked_example", text, author="陈晓", basis="第三条标准", actor=world.drafter
        )
        world.rebuild()
        return [view.issue.code for view in world.studio.product(world.product).issues]

    assert "foreign_standard" in codes("每月可得补贴4元×2餐×30天=240元。")
    assert "foreign_standard" not in codes("每月可得补贴3元×2餐×30天=180元。")
    assert "foreign_standard" not in codes("假设一餐价格为12元，每月餐费为12元×60餐=720元。")


def test_a_figure_that_differs_from_another_product_is_found(world):
    (job,) = world.studio.start_build(world.policy, ["article"], actor=world.drafter)
    world.studio.work_off()
    article = world.studio.job(job).product_id
    assert not [view for view in world.studio.product(article).issues if view.issue.code == "products_differ"]
    segment = next(item for item in world.studio.outline(world.product) if "每餐补贴3元" in item.text)
    wrong = segment.text.replace("补贴3元", "补贴30元")
    world.studio.choose_for_segment(world.product, segment.id, "text", wrong, actor=world.drafter)
    world.rebuild()
    issues = [view.issue for view in world.studio.product(world.product).issues]
    assert any(issue.code == "products_differ" and issue.where == segment.id and "解读稿" in issue.text for issue in issues)
