"""Corrections of clauses through the studio: saved with their history, followed by what was written on the words."""

import pytest

from generators.model import Level
from studio.service import CannotAccept, Conflict, NotAllowed, Status
from tests.studio_home import furnished


@pytest.fixture
def world(tmp_path):
    world = furnished(tmp_path)
    yield world
    world.studio.close()


def refs(record) -> list[str]:
    return [clause.ref for clause in record.document.clauses if clause.part.value == "enclosure" and clause.level is Level.ARTICLE]


def test_a_correction_is_a_version_of_the_record_and_can_be_taken_back(world):
    before = world.studio.record(world.policy)
    merged = world.studio.merge_clause(world.policy, "art_4", actor=world.drafter)
    assert "art_4" not in refs(merged) and merged.version == before.version + 1
    assert (merged.history[0].by, merged.history[0].what) == ("陈晓", "把第四条并入第三条")
    world.studio.restore_version(world.policy, before.version, actor=world.drafter)
    assert world.studio.record(world.policy).document == before.document


def test_what_was_accepted_stays_accepted_on_the_same_words(world):
    before = world.studio.interpretation(world.policy).interpretation
    world.studio.split_clause(world.policy, "art_3", "符合条件的老年人，每人每餐补贴3元，\n每人每天最多补贴2餐。", actor=world.drafter)
    after = world.studio.interpretation(world.policy).interpretation
    assert [(point.id, point.state) for point in after.key_points] == [(point.id, point.state) for point in before.key_points]
    assert not after.stale_statements()
    assert after.document.clause("art_3.para_2").text == "每人每天最多补贴2餐。"


def test_a_correction_makes_products_stale(world):
    world.approve()
    world.studio.merge_clause(world.policy, "art_4", actor=world.drafter)
    product = world.studio.product(world.product)
    assert product.status is Status.DRAFT and product.stale


def test_dividing_changes_no_word(world):
    for divided in ("每人每餐补贴4元，\n每人每天最多补贴2餐。", "没有回车", "一\n二\n三"):
        with pytest.raises(CannotAccept, match="只能在文字中间加一个回车"):
            world.studio.split_clause(world.policy, "art_3", divided, actor=world.drafter)


def test_number_level_and_heading_are_set_in_one_go(world):
    record = world.studio.describe_clause(
        world.policy, "art_4", label="第四条之一", heading="年满80周岁的老年人", actor=world.drafter
    )
    clause = record.document.clause("art_4_1")
    assert (clause.label, clause.heading) == ("第四条之一", "年满80周岁的老年人")
    assert record.history[0].what.count("；") == 1


def test_what_the_source_prints_and_the_record_left_out_is_taken_in(world):
    record = world.studio.leave_clause_out(world.policy, "art_5", actor=world.drafter)
    assert "art_5" not in refs(record)
    beside = world.studio.source_beside(world.policy)
    (block,) = [item for item in beside.blocks if item.words.startswith("第五条")]
    again = world.studio.take_block_in(world.policy, block.index, actor=world.drafter)
    assert "art_5" in refs(again)
    with pytest.raises(CannotAccept, match="已经在正文中"):
        world.studio.take_block_in(world.policy, block.index, actor=world.drafter)


def test_what_rested_on_a_clause_taken_in_again_is_as_it_was(world):
    before = world.studio.interpretation(world.policy).interpretation
    record = world.studio.leave_clause_out(world.policy, "art_5", actor=world.drafter)
    assert record.stale
    (block,) = [item for item in world.studio.source_beside(world.policy).blocks if item.words.startswith("第五条")]
    again = world.studio.take_block_in(world.policy, block.index, actor=world.drafter)
    after = world.studio.interpretation(world.policy).interpretation
    assert not again.stale and after.key_points == before.key_points


def test_every_clause_is_shown_at_its_very_words_also_after_a_correction(world):
    world.studio.merge_clause(world.policy, "art_4", actor=world.drafter)
    record, beside = world.studio.record(world.policy), world.studio.source_beside(world.policy)
    for clause in record.document.clauses:
        spans = beside.spans[clause.ref]
        shown = "".join(beside.blocks[span.block].words[span.start : span.end] for span in spans)
        assert "".join(shown.split()) == "".join((clause.label + clause.text).split())
    assert len(beside.spans["art_3"]) == 2


def test_two_people_correcting_clauses_at_once_do_not_overwrite_each_other(world):
    seen = world.studio.record(world.policy).version
    world.studio.merge_clause(world.policy, "art_4", actor=world.colleague, base=seen)
    with pytest.raises(Conflict, match="吴桐刚刚修改了同一处内容"):
        world.studio.merge_clause(world.policy, "art_6", actor=world.drafter, base=seen)


def test_only_who_may_draft_corrects(world):
    with pytest.raises(NotAllowed):
        world.studio.merge_clause(world.policy, "art_4", actor=world.reviewer)


def test_a_doubt_is_settled_by_looking_or_by_correcting_the_field(world):
    data = "云和市公园管理规定\n\n第一条 公园免费开放。\n第三条 本规定自2026年5月1日起施行。".encode()
    record = world.studio.upload(data, "公园.txt", actor=world.drafter)
    doubt = next(item for item in record.document.warnings if item.code == "numbering_gap")
    settled = world.studio.settle_doubt(record.id, doubt.code, doubt.where, actor=world.drafter)
    assert doubt not in settled.document.warnings
    assert settled.history[0].what == "核对原文，确认第三条无误"


def test_bases_and_repeals_are_corrected_to_what_the_text_names(world):
    record = world.studio.edit_record(world.policy, {"bases": "《云和市养老服务条例》"}, actor=world.drafter)
    assert [(item.title, item.ref) for item in record.document.bases] == [("云和市养老服务条例", "art_1")]
    with pytest.raises(CannotAccept, match="原文没有提到《某某条例》"):
        world.studio.edit_record(world.policy, {"repeals": "《某某条例》（云发〔2020〕1号）"}, actor=world.drafter)
    with pytest.raises(CannotAccept, match="写成《标题》（文号）的样子"):
        world.studio.edit_record(world.policy, {"repeals": "某某条例"}, actor=world.drafter)
