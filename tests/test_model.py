"""The invariants of the model: what cannot exist, and what a digest binds."""

import pytest
from pydantic import ValidationError

from generators.model import (
    Answer,
    Citation,
    Clause,
    Element,
    Interpretation,
    KeyPoint,
    Level,
    PolicyDocument,
    Question,
    Segment,
    Source,
    Supplement,
    UnsupportedStatement,
)
from generators.model.numerals import parse_chinese, to_chinese


def document() -> PolicyDocument:
    text = "对符合条件的企业，按每人2000元的标准给予一次性补助。"
    return PolicyDocument(
        title="关于稳岗扩岗的若干措施",
        clauses=(
            Clause(ref="art_1", label="第一条", level=Level.ARTICLE, text=text),
            Clause(ref="art_1.para_2", level=Level.PARAGRAPH, text="补助资金从就业补助资金中列支。", parent="art_1"),
            Clause(ref="art_1.para_2.item_1", label="（一）", level=Level.ITEM, text="材料一", parent="art_1.para_2"),
            Clause(ref="sec_1", label="二、", level=Level.HEADING_1, heading="支持政策", text="支持政策"),
            Clause(ref="sec_1.sub_1", label="（一）", level=Level.HEADING_2, text="扩岗", parent="sec_1"),
            Clause(ref="sec_1.sub_1.pt_1", label="3.", level=Level.HEADING_3, text="标准", parent="sec_1.sub_1"),
        ),
        source=Source(name="a.docx", sha256="0" * 64, bytes=1, media_type="application/octet-stream"),
    )


def key_point(**changes) -> KeyPoint:
    fields = {
        "id": "kp_1",
        "element": Element.STANDARDS,
        "statement": "每人补助2000元",
        "citations": (Citation.of(document().clause("art_1"), "每人2000元"),),
    }
    return KeyPoint(**(fields | changes))


def test_a_key_point_without_support_cannot_exist():
    with pytest.raises(ValidationError, match="没有依据条款"):
        key_point(citations=())


def test_words_the_clause_does_not_contain_cannot_be_cited():
    with pytest.raises(UnsupportedStatement):
        Citation.of(document().clause("art_1"), "每人3000元")


def test_a_quote_that_does_not_stand_at_its_span_is_refused():
    moved = Citation(ref="art_1", quote="每人2000元", start=0, end=7)
    with pytest.raises(ValidationError, match="不符"):
        Interpretation(document=document(), key_points=(key_point(citations=(moved,)),))


def test_editing_an_interpretation_cannot_bypass_its_invariants():
    interpretation = Interpretation(document=document(), key_points=(key_point(),))
    with pytest.raises(ValidationError, match="不存在"):
        interpretation.with_key_point(key_point(supplements=("s_9",)))


def test_an_answer_with_a_text_needs_support_and_a_pending_one_none():
    question = Question(id="why", element=Element.BACKGROUND, text="为什么出台？")
    interpretation = Interpretation(document=document(), questions=(question,))
    assert interpretation.answer("why").state == "pending"
    with pytest.raises(ValidationError):
        Answer(question="why", text="为了稳就业。", state="accepted")
    said = Supplement(id="s_1", text="调研发现招工难。", author="张敏", basis="2026年3月企业调研")
    answered = interpretation.with_supplement(said).with_answer(
        Answer(question="why", text=said.text, state="supplemented", supplements=("s_1",))
    )
    assert answered.answer("why").is_settled
    assert answered.digest() != interpretation.digest()


def test_a_content_segment_without_support_cannot_exist_but_furniture_can():
    with pytest.raises(ValidationError, match="没有依据条款"):
        Segment(id="card", kind="card", text="每人补助2000元")
    assert Segment(id="cover", kind="cover", furniture=True, heading="一图读懂").statements() == ("一图读懂",)


@pytest.mark.parametrize(
    ("ref", "address"),
    [
        ("art_1", "第一条第一款"),
        ("art_1.para_2", "第一条第二款"),
        ("art_1.para_2.item_1", "第一条第二款第（一）项"),
        ("sec_1.sub_1.pt_1", "二、（一）3."),
    ],
)
def test_an_address_reads_as_people_say_it(ref, address):
    assert document().address(ref) == address


def test_two_clauses_cannot_share_an_address():
    clause = document().clauses[0]
    with pytest.raises(ValidationError, match="share one ref"):
        document().replace(clauses=(clause, clause))


@pytest.mark.parametrize("number", [0, 1, 10, 11, 20, 21, 100, 101, 110, 999, 1001, 1010, 9999, 10500, 12345, 100_010])
def test_chinese_numerals_survive_a_round_trip(number):
    assert parse_chinese(to_chinese(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("二〇二六", 2026), ("三百万", 3_000_000), ("１２", 12), ("廿一", 21), ("一亿二千万", 120_000_000), ("两", 2), ("条", None), ("", None)],
)
def test_chinese_numerals_as_documents_write_them(text, number):
    assert parse_chinese(text) == number
