"""Arranging a product: every choice is saved by itself, can be taken back, is held against its clause, and outlives its source."""

import pytest

from generators import icons, registry
from generators.model import Brief, Element, Hidden, Override
from studio import briefs
from studio.service import CannotAccept, Conflict, NotAllowed
from tests.studio_home import POLICY, furnished

AMOUNT = "answer-how_much"
WHO = "answer-who_qualifies"


@pytest.fixture
def world(tmp_path):
    world = furnished(tmp_path)
    yield world
    world.studio.close()


def shown(world) -> list[str]:
    return [item.id for item in world.studio.arrangement(world.product).segments if not item.hidden and not item.outlined.furniture]


def reword(world, text: str, segment: str = AMOUNT, **named):
    return world.studio.choose_for_segment(world.product, segment, "text", text, actor=world.drafter, **named)


def newer_source(world, *changes: tuple[str, str], confirmed: bool = True) -> None:
    text = POLICY.decode()
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    begun = world.studio.begin_upload(text.encode(), "新稿.txt", actor=world.drafter)
    world.studio.settle_upload(begun.id, actor=world.drafter, continues=world.policy)
    for answer in world.studio.interpretation(world.policy).interpretation.stale_statements() if confirmed else ():
        if hasattr(answer, "question"):
            world.studio.accept_answer(world.policy, answer.question, actor=world.drafter)


def test_a_choice_is_a_version_of_its_own_and_the_product_waits_to_be_made_again(world):
    before = world.studio.arrangement(world.product)
    after = world.studio.choose_for_segment(world.product, WHO, "heading", "谁能领？", actor=world.drafter, base=before.version)
    assert after.version == before.version + 1
    assert (after.segment(WHO).shown.heading, after.segment(WHO).changed) == ("谁能领？", ("heading",))
    assert world.studio.product(world.product).stale
    world.rebuild()
    assert "谁能领？" in [segment.heading for segment in world.studio.product(world.product).segments]


def test_the_words_it_had_anyway_take_the_choice_back(world):
    own = world.studio.arrangement(world.product).segment(WHO).outlined.heading
    world.studio.choose_for_segment(world.product, WHO, "heading", "谁能领？", actor=world.drafter)
    after = world.studio.choose_for_segment(world.product, WHO, "heading", own, actor=world.drafter)
    assert after.segment(WHO).changed == () and after.brief.overrides == ()


def test_going_back_to_an_earlier_arrangement_is_a_version_too(world):
    first = world.studio.choose_for_segment(world.product, WHO, "heading", "谁能领？", actor=world.drafter)
    second = world.studio.hide_segment(world.product, AMOUNT, "另行说明", actor=world.drafter)
    back = world.studio.restore_brief(world.product, first.version, actor=world.drafter, base=second.version)
    assert back.version == second.version + 1
    assert not back.segment(AMOUNT).hidden and back.segment(WHO).shown.heading == "谁能领？"
    forth = world.studio.restore_brief(world.product, second.version, actor=world.drafter, base=back.version)
    assert forth.segment(AMOUNT).hidden == "另行说明"
    with pytest.raises(CannotAccept):
        world.studio.restore_brief(world.product, 99, actor=world.drafter, base=forth.version)


def test_two_people_may_arrange_different_segments_but_not_overwrite_the_same_one(world):
    seen = world.studio.arrangement(world.product).version
    world.studio.choose_for_segment(world.product, WHO, "heading", "谁能领？", actor=world.colleague, base=seen)
    reword(world, "每人每餐补贴3元。", base=seen)
    with pytest.raises(Conflict, match="吴桐"):
        world.studio.choose_for_segment(world.product, WHO, "heading", "哪些人能领？", actor=world.drafter, base=seen)
    with pytest.raises(Conflict):
        world.studio.restore_brief(world.product, seen, actor=world.drafter, base=seen)
    now = world.studio.arrangement(world.product)
    assert now.segment(WHO).shown.heading == "谁能领？" and now.segment(AMOUNT).shown.text == "每人每餐补贴3元。"


def test_words_are_saved_only_over_those_the_person_had_before_them(world):
    own = world.studio.arrangement(world.product).segment(AMOUNT).shown.text
    world.studio.choose_for_segment(world.product, AMOUNT, "text", "每餐补3元。", actor=world.colleague, instead_of=[own])
    with pytest.raises(Conflict, match="吴桐已把这里的文字改为“每餐补3元。”，这次没有保存；您写的还在"):
        reword(world, "每餐3元。", instead_of=[own])
    reword(world, "每餐3元。", instead_of=["每餐补3元。"])
    with pytest.raises(Conflict, match="您在另一个页面已把这里的文字改为“每餐3元。”"):
        reword(world, "三元一餐。", instead_of=[own])
    assert reword(world, "三元一餐。", instead_of=[own, "每餐3元。"]).segment(AMOUNT).shown.text == "三元一餐。"
    assert reword(world, "三元一餐。", instead_of=[own]).segment(AMOUNT).shown.text == "三元一餐。", "the same words are no conflict"
    world.studio.choose_for_segment(world.product, AMOUNT, "text", None, actor=world.colleague)
    with pytest.raises(Conflict, match="吴桐已把"):
        reword(world, "一餐三元。", instead_of=["三元一餐。"])


def test_of_two_titles_too_the_second_is_told(world):
    world.studio.choose_for_product(world.product, "title", "助餐问答", actor=world.colleague, instead_of=[""])
    with pytest.raises(Conflict, match="吴桐已把这里的文字改为“助餐问答”"):
        world.studio.choose_for_product(world.product, "title", "吃饭补贴", actor=world.drafter, instead_of=[""])


def test_words_typed_over_others_the_policy_changed_meanwhile_are_told_so(world):
    own = world.studio.arrangement(world.product).segment(AMOUNT).shown.text
    world.studio.edit_answer(world.policy, AMOUNT.removeprefix("answer-"), "每人每餐补贴3元，每天最多2餐。", actor=world.drafter)
    with pytest.raises(Conflict, match="因要点或答复有改动，系统已把"):
        reword(world, "每餐3元。", instead_of=[own])


def test_hiding_asks_for_a_reason_and_furniture_stays(world):
    with pytest.raises(CannotAccept, match="理由"):
        world.studio.hide_segment(world.product, AMOUNT, "  ", actor=world.drafter)
    with pytest.raises(CannotAccept, match="固定内容"):
        world.studio.hide_segment(world.product, "masthead", "不要标题", actor=world.drafter)
    world.studio.hide_segment(world.product, AMOUNT, "另行说明", actor=world.drafter)
    assert AMOUNT not in shown(world)
    world.studio.hide_segment(world.product, AMOUNT, None, actor=world.drafter)
    assert AMOUNT in shown(world)


def test_only_drafters_arrange(world):
    with pytest.raises(NotAllowed):
        world.studio.hide_segment(world.product, AMOUNT, "另行说明", actor=world.reviewer)


def test_a_wording_is_held_against_its_clause_before_and_after_it_is_saved(world):
    arrangement = world.studio.arrangement(world.product)
    typed = world.studio.brief_with(arrangement, AMOUNT, {"text": "每人每餐补贴30元。"})
    issues = [view.issue for view in world.studio.segment_issues(world.product, AMOUNT, typed)]
    assert any(issue.severity == "blocking" and "3元" in issue.text for issue in issues)
    assert world.studio.arrangement(world.product).brief == arrangement.brief
    reword(world, "每人每餐补贴30元。")
    listed = [view.issue for view in world.studio.arrangement_issues(world.product)]
    assert any(issue.where == AMOUNT and issue.severity == "blocking" for issue in listed)
    world.rebuild()
    assert any(view.issue.where == AMOUNT and view.issue.severity == "blocking" for view in world.studio.product(world.product).issues)


def test_segments_keep_the_order_given_and_new_ones_stand_behind_what_they_follow(world):
    ids = shown(world)
    moved = [ids[-1], *ids[:-1]]
    arrangement = world.studio.arrangement(world.product)
    after = world.studio.order_segments(world.product, world.studio.merged_order(arrangement, moved), actor=world.drafter)
    assert after.brief.order and set(after.brief.order) == {item.id for item in arrangement.segments}
    outline = world.studio.outline(world.product)
    known = tuple(name for name in after.brief.order if name != ids[1])
    placed = [segment.id for segment in registry.in_order(outline, known)]
    assert placed[placed.index(ids[0]) + 1] == ids[1]
    back = world.studio.order_segments(world.product, [segment.id for segment in outline], actor=world.drafter)
    assert back.brief.order == ()


def test_a_newer_source_keeps_every_choice_and_asks_about_the_wording_whose_clause_changed(world):
    order = world.studio.merged_order(world.studio.arrangement(world.product), list(reversed(shown(world))))
    world.studio.order_segments(world.product, order, actor=world.drafter)
    world.studio.choose_for_segment(world.product, WHO, "heading", "谁能领？", actor=world.drafter)
    world.studio.hide_segment(world.product, "answer-effective_dates", "另行说明", actor=world.drafter)
    reword(world, "每人每餐补贴3元，80岁以上的5元。")
    before = world.studio.arrangement(world.product)

    newer_source(world, ("每人每餐补贴3元", "每人每餐补贴4元"))
    now = world.studio.arrangement(world.product)
    assert now.brief == before.brief
    assert now.segment(WHO).shown.heading == "谁能领？" and not now.segment(WHO).outdated
    assert now.segment("answer-effective_dates").hidden == "另行说明"
    assert now.segment(AMOUNT).outdated and now.gone == ()
    world.rebuild()
    issues = [view.issue for view in world.studio.product(world.product).issues if view.issue.where == AMOUNT]
    assert {"wording_outdated", "figure_contradicted"} <= {issue.code for issue in issues}

    reword(world, "每人每餐补贴4元，80岁以上的5元。")
    assert not world.studio.arrangement(world.product).segment(AMOUNT).outdated


def test_a_wording_that_still_holds_is_settled_with_one_click(world):
    reword(world, "满80岁的每餐5元。")
    newer_source(world, ("每人每餐补贴3元", "每人每餐补贴4元"))
    assert world.studio.arrangement(world.product).segment(AMOUNT).outdated
    after = world.studio.settle_wording(world.product, AMOUNT, actor=world.drafter)
    assert not after.segment(AMOUNT).outdated and after.segment(AMOUNT).shown.text == "满80岁的每餐5元。"


def test_a_choice_whose_segment_is_gone_is_told_and_kept_until_it_comes_back(world):
    reword(world, "有疑问请打电话。", segment="answer-contact")
    newer_source(world, ("咨询电话：0571-12345678。", ""), confirmed=False)
    arrangement = world.studio.arrangement(world.product)
    told = [view.issue for view in world.studio.arrangement_issues(world.product) if view.issue.code == "choice_without_segment"]
    assert arrangement.gone == ("answer-contact",) and "1 处" in told[0].text
    assert [item.segment for item in arrangement.brief.overrides] == ["answer-contact"]


def test_editing_what_a_segment_tells_asks_about_the_wording_that_replaced_it(world):
    reword(world, "每人每餐补贴3元。")
    answer = world.studio.interpretation(world.policy).interpretation.answer("how_much")
    world.studio.edit_answer(world.policy, "how_much", answer.text + "每天最多补贴2餐。", actor=world.drafter)
    assert world.studio.arrangement(world.product).segment(AMOUNT).outdated


def test_proposals_keep_their_names_when_the_source_gets_a_clause_before_them(world):
    def names(element: Element) -> dict[str, str]:
        points = world.studio.interpretation(world.policy).interpretation.key_points
        return {point.citations[0].quote: point.id for point in points if point.element is element and point.citations}

    interpretation = world.studio.interpretation(world.policy).interpretation
    untouched = interpretation.replace(key_points=tuple(point.replace(state="proposed") for point in interpretation.key_points))
    with world.studio.database.writing() as connection:
        world.studio._save_interpretation(connection, world.policy, untouched, actor=world.drafter, what="试验")
    before = names(Element.STANDARDS) | names(Element.CONTENT)
    newer_source(world, ("第三条 符合条件的老年人", "第三条 对社区食堂每年给予2万元运营补贴。\n第四条 符合条件的老年人"))
    after = names(Element.STANDARDS) | names(Element.CONTENT)
    same = before.keys() & after.keys()
    assert same and all(before[quote] == after[quote] for quote in same)
    assert not {after[quote] for quote in after.keys() - same} & set(before.values())


def test_a_policy_that_takes_anothers_place_is_arranged_as_that_one_was(world):
    world.studio.choose_for_segment(world.product, WHO, "heading", "谁能领？", actor=world.drafter)
    world.studio.choose_for_product(world.product, "title", "老人吃饭有补贴", actor=world.drafter)
    text = POLICY.decode().replace("云民发〔2026〕7号", "云民发〔2028〕3号").replace(
        "有效期3年。", "有效期3年。《云和市老年助餐服务补贴办法》（云民发〔2026〕7号）同时废止。"
    )  # fmt: skip
    begun = world.studio.begin_upload(text.encode(), "新稿.txt", actor=world.drafter)
    policy = world.studio.settle_upload(begun.id, actor=world.drafter, continues=world.policy, kind="successor").id
    world.studio.start_build(policy, ["faq"], actor=world.drafter)
    brief = world.studio.product(world.studio.products(policy)[0].id).brief
    assert [item.heading for item in brief.overrides] == ["谁能领？"] and brief.title == ""


def test_a_text_is_shortened_by_whole_sentences_that_limit_nothing(world):
    text = "弄虚作假骗取补贴的，由区民政局追回已发放的补贴。在2年内不予受理其申请。"
    name = next(item.id for item in world.studio.arrangement(world.product).segments if "弄虚作假" in item.shown.text)
    found = world.studio.shorter(world.product, name, text)
    assert found in ("", "弄虚作假骗取补贴的，由区民政局追回已发放的补贴。")
    assert world.studio.shorter(world.product, name, "每人每餐补贴3元。其中每天最多补贴2餐。") == ""


@pytest.mark.parametrize(("word", "name"), [("钱", "banknote"), ("资金", "coins"), ("资金", "hand-coins"), ("看病", "stethoscope"), ("手机", "monitor-smartphone")])
def test_an_icon_is_found_by_what_people_say_for_it(word, name):
    found = [icon for icon, words, _ in icons.choices("名称", "正文") if any(word in stands for stands in words.split())]
    assert name in found


def test_every_icon_to_choose_from_is_drawn_and_has_words():
    offered = icons.choices()
    assert {name for name, _, _ in offered} == set(icons.CHOICES) and len(offered) == len(icons.CHOICES)
    assert all(words and drawing.startswith(b"<svg") for _, words, drawing in offered)


def test_a_product_option_and_theme_are_chosen_and_unset(world):
    world.studio.choose_for_product(world.product, "theme", "ecology-green", actor=world.drafter)
    world.studio.choose_for_product(world.product, "options.extent", "full", actor=world.drafter)
    brief = world.studio.arrangement(world.product).brief
    assert brief.theme == "ecology-green" and brief.options == {"extent": "full"}
    world.studio.choose_for_product(world.product, "options.extent", "", actor=world.drafter)
    assert world.studio.arrangement(world.product).brief.options == {}
    with pytest.raises(CannotAccept):
        world.studio.choose_for_product(world.product, "theme", "no-such-theme", actor=world.drafter)
    with pytest.raises(CannotAccept):
        world.studio.choose_for_product(world.product, "draft", "1", actor=world.drafter)


def test_an_arrangement_from_before_the_wording_was_dated_asks_nothing():
    brief = Brief(overrides=(Override(segment="a", text="旧的"),), hidden=(Hidden(segment="b", reason="略"),))
    assert briefs.rewritten(brief, ()) == () and briefs.without_segment(brief, ()) == ("a", "b")
