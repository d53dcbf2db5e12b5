"""What the article tells besides the key points: the hard rules of the document, in its order, under its chapters."""

import pytest

from generators.article.covering import untold, weight_of
from generators.article.heads import tells_a_part
from generators.article.structure import _behind_the_notes
from generators.model import Brief, Citation, Clause, Element, Level, Part, Segment
from generators.registry import produce
from styles import themes
from tests.interpreting.documents import draft
from tests.sample_interpretation import rich_interpretation


def chapter(number, heading):
    return Clause(ref=f"chap_{number}", label=f"第{number}章", level=Level.CHAPTER, heading=heading, text=heading)


def article(number, above, text, *items, paragraphs=()):
    found = [Clause(ref=f"art_{number}", label=f"第{number}条", level=Level.ARTICLE, text=text, parent=f"chap_{above}")]
    found += [Clause(ref=f"art_{number}.item_{n}", label=f"（{n}）", level=Level.ITEM, text=item, parent=f"art_{number}") for n, item in enumerate(items, 1)]
    found += [Clause(ref=f"art_{number}.para_{n}", level=Level.PARAGRAPH, text=words, parent=f"art_{number}") for n, words in enumerate(paragraphs, 2)]
    return found


CLAUSES = (
    chapter(1, "总则"),
    *article(1, 1, "市发展部门负责本办法的实施，每年拨付5万元。"),
    chapter(2, "款项支付"),
    *article(2, 2, "机关应当自收货之日起30日内付款。", paragraphs=("大型企业应当自收货之日起60日内付款。情况复杂的，可延长30日。",)),
    *article(3, 2, "保证金不得超过合同价款的3%。"),
    chapter(3, "投诉处理"),
    *article(4, 3, "收到投诉的部门应当予以登记。"),
    *article(5, 3, "有下列情形之一的，不予受理：", *(f"属于第{n}种情形并且已经由其他机关按照有关法律、法规和规章的规定处理完毕，当事人也没有提出新的事实和理由的；" for n in range(1, 8))),
    chapter(4, "法律责任"),
    *article(6, 4, "拖欠款项的，处一万元以上五万元以下罚款。"),
)  # fmt: skip


def policy(*told, rejected=()):
    """Return an interpretation of CLAUSES with a proposed point for each ref of ``told``, a rejected one for each of ``rejected``."""
    base = rich_interpretation()
    document = base.document.replace(clauses=tuple(clause.replace(part=Part.NOTICE) for clause in CLAUSES), tables=(), attachments=(), bases=(), repeals=())
    model = base.live_key_points(Element.CONTENT)[0]
    points = tuple(
        model.replace(id=f"p_{ref}", title="", statement=document.clause(ref).text, citations=(Citation.of(document.clause(ref)),), state=state)
        for state, refs in (("proposed", told), ("rejected", rejected))
        for ref in refs
    )
    return base.replace(document=document, facts=(), key_points=points, questions=(), answers=(), differences=())


def content(interpretation):
    segments = produce("article", interpretation, Brief(), themes.load("government-blue"))[0].segments
    return [segment for segment in segments if segment.kind in ("item", "paragraph")]


def test_the_hard_rules_no_point_tells_are_told_with_their_clause_under_their_chapter():
    found = content(policy("art_2", "art_4"))
    assert [segment.heading for segment in found] == ["款项支付", "投诉处理", "拖欠款项的处罚"]
    assert found[0].text == "机关应当自收货之日起30日内付款。大型企业应当自收货之日起60日内付款。情况复杂的，可延长30日。保证金不得超过合同价款的3%。"
    assert {citation.ref for citation in found[0].citations} == {"art_2", "art_2.para_2", "art_3"}
    assert "五万元以下罚款" in found[-1].text


def test_what_a_person_rejected_is_not_told():
    assert "3%" not in "".join(segment.text for segment in content(policy("art_2", "art_4", rejected=("art_3",))))


def test_a_list_too_long_is_told_by_its_number():
    document = policy().document
    listed = next(rule for rule in untold(document, [], set(), set(), 2000) if rule.unit == "art_5")
    assert listed.text == "有规定的7项情形之一的，不予受理。" and len(listed.citations) == 8


def test_the_room_goes_to_parts_nobody_told_of_and_to_the_hardest_rules():
    document = policy().document
    units = {rule.unit for rule in untold(document, [Citation.of(document.clause("art_2"))], set(), set(), 45)}
    assert units == {"art_5", "art_6"}  # one a chapter; nothing of 总则, which other sections tell


@pytest.mark.parametrize(("text", "weight"), [("给予5万元补助。", 3), ("30日内办结。", 2), ("不得转让。", 2), ("鼓励企业扩岗。", 0)])
def test_amounts_weigh_more_than_limits_and_these_more_than_slogans(text, weight):
    assert weight_of(text) == weight


def test_the_other_limb_of_a_rule_is_told_beside_it_and_what_offices_do_is_not():
    clauses = (
        *CLAUSES,
        Clause(ref="art_4.para_2", level=Level.PARAGRAPH, text="投诉人应当提供真实姓名。", parent="art_4"),
        Clause(ref="art_4.para_3", level=Level.PARAGRAPH, text="市发展部门应当通报情况。", parent="art_4"),
    )
    document = policy().document.replace(clauses=tuple(clause.replace(part=Part.NOTICE) for clause in clauses))
    found = {rule.text for rule in untold(document, [Citation.of(document.clause("art_4"))], set(), set(), 2000)}
    assert "投诉人应当提供真实姓名。" in found and "市发展部门应当通报情况。" not in found


def test_items_with_lists_of_their_own_are_rules_by_themselves_and_no_number_of_items():
    inner = [Clause(ref=f"art_5.item_{n}.point_1", level=Level.POINT, text="居民每月200元。", parent=f"art_5.item_{n}") for n in (1, 2)]
    document = policy().document.replace(clauses=tuple(clause.replace(part=Part.NOTICE) for clause in (*CLAUSES, *inner)))
    assert "art_5" not in {rule.citations[0].ref for rule in untold(document, [], set(), set(), 2000)}


def titled(interpretation, **titles):
    """Return an interpretation with a title for the point of each clause named."""
    points = tuple(point.replace(title=titles.get(point.citations[0].ref, "")) for point in interpretation.key_points)
    return interpretation.replace(key_points=points)


def test_within_a_chapter_each_paragraph_has_its_own_heading_in_the_documents_order():
    found = content(titled(policy("art_2", "art_3", "art_4"), art_2="付款期限", art_3="保证金比例上限"))
    assert [(segment.kind, segment.heading) for segment in found[:3]] == [("item", "款项支付"), ("paragraph", "付款期限"), ("paragraph", "保证金比例上限")]
    assert not found[0].text and "30日内付款" in found[1].text and "保证金" not in found[1].text
    part = content(titled(policy("art_2", "art_3", "art_4"), art_2="应当付款", art_3="超过合同价款"))
    assert "超过合同价款" not in [segment.heading for segment in part]
    first = content(titled(policy("art_2", "art_3", "art_4"), art_2="付款期限"))
    assert [(segment.kind, segment.heading, segment.text[:3]) for segment in first[:3]] == [("item", "款项支付", ""), ("paragraph", "付款期限", "机关应"), ("paragraph", "", "保证金")]


def with_clauses(*clauses):
    """Return an interpretation of ``clauses`` whose articles are all told by proposed points."""
    base = policy()
    document = base.document.replace(clauses=tuple(clause.replace(part=Part.NOTICE) for clause in clauses))
    model = rich_interpretation().live_key_points(Element.CONTENT)[0]
    told = [clause for clause in document.clauses if clause.level is Level.ARTICLE]
    points = tuple(model.replace(id=f"p_{clause.ref}", title="", statement=clause.text, citations=(Citation.of(clause),), state="proposed") for clause in told)
    return base.replace(document=document, key_points=points)


def test_what_another_article_rules_is_a_paragraph_of_its_own_unless_it_binds_the_same():
    words = "并且按照有关法律、法规和规章的规定，在职责范围内做好这项工作，接受社会监督"
    found = content(
        with_clauses(
            chapter(1, "总则"),
            *article(1, 1, "本办法适用于本市。"),
            chapter(2, "城市面貌"),
            *article(2, 2, f"水面养殖单位应当保持水质，{words}。"),
            *article(3, 2, f"水面养殖单位应当报送数据，{words}。"),
            *article(4, 2, f"包装物设计单位应当节约材料，{words}，减少浪费，{words}，推广可以重复使用的材料，{words}。"),
            *article(5, 2, f"新建住宅应当符合绿色标准，{words}。"),
        )
    )
    texts = [segment.text for segment in found if "保持水质" in segment.text or "绿色标准" in segment.text]
    assert len(texts) == 2 and "报送数据" in texts[0] and "节约材料" not in texts[0] + texts[1]


def test_a_penalty_no_point_tells_stands_among_the_others_by_its_article():
    texts = [f"擅自{act}并且不听劝阻或者造成水体污染、树木毁损等后果的，由执法部门处{n}万元罚款。" for n, act in ((1, "倾倒废物"), (2, "捕捞鱼类"), (3, "采挖药材"))]
    document = with_clauses(chapter(1, "法律责任"), *(clause for n, text in enumerate(texts, 1) for clause in article(n, 1, text))).document
    notes = [Segment(id=f"paragraph-{n}", kind="paragraph", group="注意事项", element=Element.NOTES, text=text, citations=(Citation.of(document.clause(f"art_{n}")),)) for n, text in enumerate(texts, 1)]
    found = _behind_the_notes(document, [notes[0], notes[2]], notes[1])
    assert [segment.text for segment in found] == texts


def test_one_sentence_alone_in_its_chapter_has_its_own_title():
    interpretation = policy("art_2", "art_3", "art_4")
    short = tuple(clause for clause in interpretation.document.clauses if not clause.ref.startswith("art_5"))
    interpretation = interpretation.replace(document=interpretation.document.replace(clauses=short))
    assert "登记要求" in [segment.heading for segment in content(titled(interpretation, art_4="登记要求"))]


def test_a_heading_within_a_chapter_is_set_in_both_files():
    interpretation = titled(policy("art_2", "art_3", "art_4"), art_3="保证金比例上限")
    files = {file.filename: file.data for file in produce("article", interpretation, Brief(), themes.load("government-blue"))[1]}
    assert ">保证金比例上限。</strong>" in files["article.html"].decode() and "（一）款项支付</strong>" in files["article.html"].decode()


@pytest.mark.parametrize(
    ("head", "text", "part"),
    [
        ("制定财政政策", "市政府应当制定财政政策和投资政策。", True),
        ("完善通报制度", "有关部门应当完善案件移送通报制度。", True),
        ("完善通报制度", "有关部门应当完善行政机关与司法机关之间、上级与下级之间的案件移送和通报制度。", True),
        ("费用标准", "评估费用纳入支付范围的费用标准为每次200元。", True),
        ("建立健全通报制度", "有关部门应当建立、健全通报制度。", False),
        ("标准配套", "商场应当按照国家规定和标准配套建设停车位。", True),
        ("标准配套", "商场应当按照标准配套建设停车位。", True),
        ("建立预警机制", "本市建立预警机制，定期公布。", False),
        ("付款期限", "应当自交付之日起30日内支付款项。", False),
    ],
)
def test_what_is_taken_out_of_a_longer_phrase_tells_a_part(head, text, part):
    assert tells_a_part(head, text) is part


MEASURES = """青岚市船员健康服务实施方案
一、工作任务
（一）优化服务内容
1.开展上门服务。港区医院为行动不便的船员提供预约上门巡诊服务，每年不少于12次，不得另行收取费用。
2.加强中医药服务。实施船员中医药服务能力提升工程，100%的港区医院设置中医馆。
3.保障合理用药。港区医院为患慢性病的船员提供长期处方，用药量最长放宽至3个月。
（二）强化考核
4.健全考核机制。市卫生部门每年对港区医院开展2次考核，考核结果与经费挂钩。
"""


def test_a_rule_no_point_tells_stands_under_the_name_of_its_own_clause():
    interpretation = draft(MEASURES)
    assert all("中医馆" not in point.statement for point in interpretation.key_points)
    found = {segment.heading: segment.text for segment in content(interpretation)}
    assert "中医馆" in found["加强中医药服务"] and "中医馆" not in found["保障合理用药"]


def test_a_list_too_long_whose_introduction_says_nothing_else_is_left_out():
    acts = tuple(f"在第{n}类公共场所按照有关法律、法规和规章的规定做到文明有礼、互相谦让并且爱护公共设施；" for n in range(1, 10))
    document = with_clauses(chapter(1, "行为规范"), *article(1, 1, "居民应当遵守公序良俗，不得扰乱公共秩序，倡导下列文明行为：", *acts)).document
    assert not any("规定的9项" in rule.text for rule in untold(document, [], set(), set(), 2000))
