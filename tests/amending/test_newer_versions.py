"""A newer version of a policy is recognised, and what was written on unchanged clauses is carried over to it."""

import pytest

from generators.model import Interpretation, Supplement
from studio import amending
from studio.amending import Known
from studio.interpreting import interpret
from studio.reading import read

HEAD = """云溪市民政局关于印发《云溪市集体用餐补贴办法》的通知

云民发〔{year}〕{number}号

各区民政局：

现将《云溪市集体用餐补贴办法》印发给你们，请遵照执行。

云溪市民政局
{year}年3月2日

云溪市集体用餐补贴办法
"""
OLD = (
    HEAD.format(year=2023, number=7)
    + """
第一条 为规范集体用餐补贴，根据《云溪市养老服务条例》，制定本办法。
第二条 具有本市户籍、年满70周岁的老年人，可以申请补贴。
第三条 每人每餐补贴3元，每人每天最多补贴2餐。
第四条 弄虚作假骗取补贴的，由区民政局追回已发放的补贴。
第五条 市民政局每年公布社区食堂名单。
第六条 本办法自2023年4月1日起施行，有效期3年。咨询电话：0571-12345678。
"""
)
NEW = (
    HEAD.format(year=2026, number=9)
    + """
第一条 为规范集体用餐补贴，根据《云溪市养老服务条例》，制定本办法。
第二条 具有本市户籍、年满70周岁的老年人，可以申请补贴。
第三条 残疾人按照本办法执行。
第四条 每人每餐补贴4元，每人每天最多补贴2餐。
第五条 弄虚作假骗取补贴的，由区民政局追回已发放的补贴。
第六条 本办法自2026年4月1日起施行，有效期3年。原《云溪市集体用餐补贴办法》（云民发〔2023〕7号）同时废止。咨询电话：0571-12345678。
"""
)


def record(text: str):
    return read(text.encode(), "政策.txt")


def known(text: str = OLD, **changes) -> Known:
    document = record(text)
    return Known(**{"id": "p", "title": document.title, "document_number": document.document_number or "", "issuing_authorities": document.issuing_authorities} | changes)


def test_the_same_number_makes_it_the_same_document_once_more():
    (kin,) = amending.kin_of(record(OLD.replace("3元", "3.5元")), [known()])
    assert (kin.kind, kin.because) == ("same", "发文字号相同（云民发〔2023〕7号）")


def test_a_repeal_clause_names_what_is_succeeded():
    (kin,) = amending.kin_of(record(NEW), [known()])
    assert kin.kind == "successor" and "废止《云溪市集体用餐补贴办法》" in kin.because


def test_a_title_that_differs_only_in_its_year_is_offered():
    text = NEW.replace("原《云溪市集体用餐补贴办法》（云民发〔2023〕7号）同时废止。", "")
    (kin,) = amending.kin_of(record(text), [known(title="云溪市民政局关于印发《云溪市集体用餐补贴办法（试行）》的通知")])
    assert (kin.kind, kin.because) == ("successor", "标题只有年份或试行、修订等字样不同")


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "云溪市养老服务条例", "document_number": "云人发〔2020〕1号"},
        {"title": "云溪市残疾人就业补贴办法", "document_number": "云民发〔2023〕8号"},
        {"title": "远山市民政局关于印发《远山市集体用餐补贴办法》的通知", "document_number": "远民发〔2023〕7号", "issuing_authorities": ("远山市民政局",)},
    ],
    ids=["a basis", "another subject", "another city"],
)
def test_what_is_only_mentioned_or_only_alike_is_no_kin(changes):
    assert amending.kin_of(record(NEW), [known(**changes)]) == ()


def settled(interpretation: Interpretation) -> Interpretation:
    points = tuple(point.replace(state="edited", by="chen") for point in interpretation.key_points)
    answers = tuple(
        answer.replace(state="accepted", by="chen") if answer.text else answer for answer in interpretation.answers
    )
    return interpretation.replace(key_points=points, answers=answers)


@pytest.fixture(scope="module")
def renewal() -> tuple[Interpretation, Interpretation]:
    present = settled(interpret(record(OLD)))
    supplement = Supplement(id="s1", text="食堂每季度检查一次。", author="陈晓", basis="检查记录")
    present = present.replace(supplements=(supplement,), interpreter="云溪市民政局养老处")
    return present, amending.renewed(present, interpret(record(NEW), record(OLD)))


def resting_on(interpretation: Interpretation, words: str) -> list:
    return [point for point in interpretation.key_points if any(words in citation.quote for citation in point.citations)]


def test_what_rests_on_an_unchanged_clause_keeps_its_state_and_address(renewal):
    present, now = renewal
    before = resting_on(present, "年满70周岁")
    assert before
    after = {point.statement: point for point in now.key_points}
    for point in before:
        assert after[point.statement].state == "edited" and not after[point.statement].stale
        assert after[point.statement].citations == point.citations


def test_what_rests_on_a_clause_that_only_moved_cites_it_at_its_new_place(renewal):
    present, now = renewal
    (before,) = {c.ref for point in resting_on(present, "追回") for c in point.citations}
    moved = [point for point in resting_on(now, "追回") if point.state == "edited"]
    assert before == "art_4" and moved
    assert all(not point.stale and {c.ref for c in point.citations} == {"art_5"} for point in moved)


def test_what_rests_on_a_changed_clause_is_stale_and_cites_what_it_became(renewal):
    present, now = renewal
    changed = [point for point in now.key_points if point.stale and "3元" in point.statement]
    assert changed and all(point.state == "edited" for point in changed)
    assert {point.stale for point in changed} == {"原第三条在新版本中改为第四条并有改动，请重新核对。"}
    assert all(c.ref == "art_4" and c.holds_in(now.document) for point in changed for c in point.citations)
    assert any(point.state == "proposed" and "4元" in point.statement for point in now.live_key_points())


def test_what_rests_on_a_clause_that_is_gone_is_kept_for_a_person_to_decide(renewal):
    present, now = renewal
    gone = [point for point in now.key_points if "食堂名单" in point.statement]
    assert [point.statement for point in gone] == [point.statement for point in resting_on(present, "食堂名单")]
    assert all("原第五条已不在新版本中" in point.stale for point in gone)
    assert not any("食堂名单" in point.statement for point in now.live_key_points())


def test_stale_answers_count_as_open_and_products_do_not_use_them(renewal):
    _, now = renewal
    stale = [answer for answer in now.answers if answer.stale]
    assert stale and not any(answer.is_settled for answer in stale)
    assert all(now.live_answer(answer.question).state == "pending" for answer in stale)


def test_what_the_department_said_and_who_interprets_is_kept(renewal):
    present, now = renewal
    assert now.supplements == present.supplements and now.interpreter == present.interpreter
    assert now.old_title == present.document.title and now.differences


def test_a_question_is_put_to_the_answer_that_is_kept():
    present, fresh = interpret(record(OLD)), interpret(record(NEW))
    assert fresh.question("who_qualifies").text == "《办法》适用于哪些人？"
    kept = present.answer("who_qualifies").replace(text="本办法适用于本市的老年人和养老机构。", state="edited")
    assert amending.renewed(present.with_answer(kept), fresh).question("who_qualifies").text == "《办法》适用于哪些人和单位？"
