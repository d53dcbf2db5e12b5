"""A person corrects where clauses begin and end; the words stay the source's and what was written on them follows."""

import random
import re
from importlib import resources

import pytest

from generators.model import Level, PolicyDocument
from studio import amending
from studio.errors import CannotAccept
from studio.interpreting import interpret
from studio.reading import read

RULES = """云溪市集体用餐补贴办法

第一章 总则
第一条 为规范集体用餐补贴，制定本办法。
第二条 本办法所称集体用餐，是指下列情形：
（一）社区食堂用餐；
（二）学校食堂用餐。
有关情形由市民政局认定。
第二章 标准
第三条 每人每餐补贴3元。
第四条 年满八十周岁的，每人每餐补贴5元。
第五条 本办法自2026年4月1日起施行。
"""
MEASURES = """云溪市支持夜间经济若干措施

一、总体要求
坚持因地制宜，到2027年建成3个集聚区。
二、支持措施
（一）给予运营补贴。对新开业的门店，给予最高5万元补贴。
1.申请人提交材料；
2.区商务局审核。
（二）延长公交服务时间。
三、组织实施
由市商务局负责解释。
"""


def record(text: str) -> PolicyDocument:
    return read(text.encode(), "政策.txt")


def outline(document: PolicyDocument) -> list[tuple[str, str, str]]:
    return [(clause.ref, clause.label, clause.text) for clause in document.clauses]


def words(document: PolicyDocument) -> str:
    return re.sub(r"\s", "", "".join(clause.label + clause.text for clause in document.clauses))


def test_a_clause_read_apart_is_joined_to_the_one_before_and_the_rest_keeps_its_address():
    document = record(RULES)
    amended = amending.merged(document, "art_4")
    assert amended.document.clause("art_3").text == "每人每餐补贴3元。第四条年满八十周岁的，每人每餐补贴5元。"
    assert not amended.document.has("art_4") and amended.document.clause("art_5") == document.clause("art_5")
    assert amended.what == "把第四条并入第三条"


def test_two_clauses_read_as_one_are_divided_at_the_number_of_the_second():
    document = amending.merged(record(RULES), "art_4").document
    at = document.clause("art_3").text.index("第四条")
    again = amending.split(document, "art_3", at).document
    assert outline(again) == outline(record(RULES))


def test_an_article_divided_without_a_number_gets_a_second_paragraph_and_later_paragraphs_count_on():
    document = record(RULES.replace("3元。", "3元。超过部分自理。\n标准每年公布。"))
    assert document.clause("art_3.para_2").text == "标准每年公布。"
    divided = amending.split(document, "art_3", 9).document
    assert divided.clause("art_3.para_2").text == "超过部分自理。"
    assert divided.address("art_3.para_3") == "第三条第三款"


@pytest.mark.parametrize("at", [0, 400])
def test_a_clause_cannot_be_divided_where_nothing_would_be_left(at):
    with pytest.raises(CannotAccept, match="拆开后有一段是空的"):
        amending.split(record(RULES), "art_3", at)


def test_a_paragraph_made_a_heading_takes_what_follows_under_it():
    document = record(MEASURES.replace("（二）延长", "二十四小时服务\n（二）延长"))
    ref = next(clause.ref for clause in document.clauses if clause.text == "二十四小时服务")
    amended = amending.relevelled(document, ref, Level.HEADING_2).document
    made = next(clause for clause in amended.clauses if clause.text == "二十四小时服务")
    assert made.level is Level.HEADING_2 and made.parent == "sec_2" and amended.address(made.ref) == "二、“二十四小时服务”"


def test_a_heading_made_a_paragraph_gives_its_number_back_and_what_stood_under_it_finds_another_place():
    amended = amending.relevelled(record(MEASURES), "sec_2.sub_1", Level.PARAGRAPH).document
    assert amended.clause("sec_2.para_1").text.startswith("（一）给予运营补贴。")
    assert [clause.text for clause in amended.children("sec_2")][1:3] == ["申请人提交材料；", "区商务局审核。"]


def test_a_number_taken_for_text_becomes_the_number():
    document = amending.relevelled(record(MEASURES), "sec_2.sub_2", Level.PARAGRAPH).document
    ref = next(clause.ref for clause in document.clauses if clause.text.startswith("（二）"))
    again = amending.renumbered(document, ref, "（二）").document
    assert outline(again) == outline(record(MEASURES))


def test_a_number_changed_moves_the_address_and_only_that():
    amended = amending.renumbered(record(RULES), "art_4", "第六条").document
    assert [clause.ref for clause in amended.clauses if clause.level is Level.ARTICLE] == ["art_1", "art_2", "art_3", "art_6", "art_5"]


@pytest.mark.parametrize("label", ["大概第三", "第三条规定", "abc", "。"])
def test_what_is_no_number_is_refused_as_one(label):
    with pytest.raises(CannotAccept, match="不像条款编号"):
        amending.renumbered(record(RULES), "art_4", label)


def test_a_level_that_needs_a_number_asks_for_it():
    with pytest.raises(CannotAccept, match="先填写编号"):
        amending.relevelled(record(RULES), "art_2.para_2", Level.ITEM)


def test_a_heading_is_words_the_clause_begins_with():
    amended = amending.retitled(record(RULES), "art_3", "每人每餐补贴3元")
    assert amended.document.clause("art_3").heading == "每人每餐补贴3元"
    with pytest.raises(CannotAccept, match="小标题须是条款开头的原文"):
        amending.retitled(record(RULES), "art_3", "补贴标准")


def test_what_is_no_clause_leaves_the_text_and_what_was_left_out_comes_back():
    document = record(RULES)
    block, text = document.clause("art_2.para_2").block, document.clause("art_2.para_2").text
    without = amending.left_out(document, "art_2.para_2").document
    assert text not in words(without)
    again = amending.taken_in(without, text, block).document
    assert outline(again) == outline(document)


def test_words_are_only_corrected_where_they_were_recognised_from_a_picture():
    document = record(RULES)
    with pytest.raises(CannotAccept, match="文字直接取自原文"):
        amending.reworded(document, "art_3", "每人每餐补贴4元。")
    recognised = document.replace(warnings=({"code": "recognised", "message": "文字由识别得到。"},))
    amended = amending.reworded(recognised, "art_3", "每人每餐补贴8元。")
    assert amended.document.clause("art_3").text == "每人每餐补贴8元。"


def test_what_rests_on_a_divided_clause_cites_its_parts_and_what_rests_on_a_joined_one_the_whole():
    present = interpret(record(RULES.replace("补贴3元。", "补贴3元，最多补贴2餐。")))
    for amended in (amending.merged(present.document, "art_4"), amending.split(present.document, "art_3", 9)):
        carried = amending.carried(present, amended.document, amended.moves)
        assert len(carried.key_points) == len(present.key_points) and not carried.stale_statements()
        before, after = ({fact.value for fact in of.facts if fact.kind in ("money", "date")} for of in (present, carried))
        assert before == after


def test_what_rests_on_words_taken_out_or_corrected_waits_for_a_person():
    present = interpret(record(RULES))
    resting = {point.id for point in present.key_points if any(c.ref == "art_3" for c in point.citations)}
    assert resting
    amended = amending.left_out(present.document, "art_3")
    carried = amending.carried(present, amended.document, amended.moves)
    assert resting <= {point.id for point in carried.stale_statements() if hasattr(point, "id")}
    assert not resting & {point.id for point in carried.live_key_points()}
    recognised = present.replace(document=present.document.replace(warnings=({"code": "recognised", "message": "识别"},)))
    amended = amending.reworded(recognised.document, "art_3", "每人每餐补贴8元。")
    stale = amending.carried(recognised, amended.document, amended.moves).stale_statements()
    assert any("按原件改正" in statement.stale for statement in stale)


SAMPLES = ["wengang_cuoshi.docx", "yanglao_banfa.docx", "xianxing_tonggao.docx"]


@pytest.mark.parametrize("name", SAMPLES)
def test_no_correction_loses_a_word_or_an_address_or_what_was_written(name):
    document = read((resources.files("samples") / name).read_bytes(), name)
    present = interpret(document)
    noise = random.Random(name)
    done = 0
    numbers = ["", "第九条", "（九）", "九、", "9.", "（9）"]
    for clause in document.clauses:
        for correct, value, keeps_words in (
            (amending.merged, None, True),
            (amending.split, noise.randrange(len(clause.text) + 1), True),
            (amending.relevelled, noise.choice(list(Level)), True),
            (amending.renumbered, noise.choice(numbers), False),
        ):
            try:
                amended = correct(document, clause.ref) if value is None else correct(document, clause.ref, value)
            except CannotAccept:
                continue
            assert not keeps_words or words(amended.document) == words(document)
            carried = amending.carried(present, amended.document, amended.moves)
            assert len(carried.key_points) == len(present.key_points) and not carried.stale_statements()
            assert all(c.holds_in(carried.document) for point in carried.key_points for c in point.citations)
            done += 1
    assert done > len(document.clauses)


@pytest.mark.parametrize("name", SAMPLES)
def test_dividing_and_joining_again_gives_the_very_same_record(name):
    document = read((resources.files("samples") / name).read_bytes(), name)
    for clause in document.clauses:
        if clause.level is Level.ROW or len(clause.text) < 4 or re.fullmatch(r"(?:att|enc)_\d+", clause.ref):
            continue
        divided = amending.split(document, clause.ref, len(clause.text) // 2).document
        new = divided.clauses[[c.ref for c in document.clauses].index(clause.ref) + 1]
        again = amending.merged(divided, new.ref).document
        assert outline(again) == outline(document), clause.ref
