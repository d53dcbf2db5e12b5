"""The FAQ: every answer shows its clause, nobody's text can harm a reader, and the page works for everyone."""

import io
import json
import re
from functools import cache

import docx
import pytest
from lxml import html
from markdown_it import MarkdownIt

from generators import webpage
from generators.composing import supported_segment
from generators.faq import asked, parts
from generators.faq.once import leaves_to, left_of, told_once
from generators.faq.similar import similar
from generators.faq.untold import is_told, not_told
from generators.model import Answer, Brief, Citation, Element, Hidden, Question
from generators.procedure import in_one_place
from generators.registry import produce
from studio.reading import read
from styles import themes
from tests.hostile_interpretation import HOSTILE, hostile_interpretation
from tests.sample_interpretation import rich_interpretation, small_interpretation


def made(interpretation, **brief):
    brief = Brief(**brief)
    revision, files = produce("faq", interpretation, brief, themes.load(brief.theme))
    return revision, {file.filename: file.data for file in files}


@cache
def rich():
    return made(rich_interpretation(), source_url="https://www.example.gov.cn/policy/18.html")


def page_of(files):
    return html.document_fromstring(files["faq.html"].decode())


def answers_of(revision):
    return [segment for segment in revision.segments if not segment.furniture]


def structured(page):
    return json.loads(page.xpath("//script[@type='application/ld+json']/text()")[0])


def test_every_answer_shows_its_clause_and_the_clause_s_own_words():
    revision, files = rich()
    page = page_of(files)
    for segment in answers_of(revision):
        item = page.get_element_by_id(webpage.anchor(segment.id))
        assert f"依据：{segment.basis}" in item.text_content()
        assert set(item.get("data-clause", "").split()) == {citation.ref for citation in segment.citations}
        for citation in segment.citations:
            assert citation.quote in item.text_content()


def test_pending_and_rejected_answers_are_left_out():
    interpretation = rich_interpretation()
    rejected = interpretation.answer("how_long").replace(state="rejected", reason="与现行做法不符")
    revision, files = made(interpretation.with_answer(rejected))
    assert {"answer-misread", "answer-how_long"}.isdisjoint(segment.id for segment in revision.segments)
    assert "最容易误解" not in files["faq.html"].decode()
    assert "多久能拿到钱？" not in files["faq.md"].decode()


def test_proposed_answers_are_used_when_nobody_has_answered_yet():
    revision, _ = made(small_interpretation())
    assert [segment.text for segment in answers_of(revision)] == ["自2026年5月1日起。"]


def test_settled_answers_go_before_proposed_ones_when_there_are_too_many():
    base = small_interpretation()
    citation = base.answers[0].citations
    many = range(40)
    crowded = base.replace(
        questions=tuple(Question(id=f"q{n}", element=Element.NOTES, text=f"问题{n}是什么？") for n in many),
        answers=tuple(
            Answer(question=f"q{n}", text=f"答复{n}。", state="accepted" if n >= 35 else "proposed", citations=citation)
            for n in many
        ),
    )
    chosen = [segment.id for segment in answers_of(made(crowded)[0])]
    assert len(chosen) == 20
    assert {f"answer-q{n}" for n in range(35, 40)} <= set(chosen)


def test_groups_follow_the_order_in_which_a_reader_asks():
    headings = [node.text_content() for node in page_of(rich()[1]).xpath("//main//h2")]
    wanted = ["政策背景", "适用对象", "标准与待遇", "怎么办理", "时间与期限", "注意事项", "按人群查看", "咨询"]
    assert headings == wanted


def test_a_page_for_one_audience_leaves_out_what_only_concerns_others():
    revision, files = made(rich_interpretation(), audience="个体工商户")
    assert answers_of(revision)[0].heading == "个体工商户能不能享受？"
    assert not [name for name in files if "scenario" in name]
    assert "面向个体工商户" in page_of(files).xpath("string(//header)")
    assert "answer-how_much" not in [segment.id for segment in revision.segments]


def test_each_of_several_audiences_has_a_page_by_step_that_leads_back_to_all_answers():
    revision, files = rich()
    names = sorted(name for name in files if "scenario" in name)
    assert names == ["faq-scenario-1.html", "faq-scenario-2.html"]
    labels = [audience.label for audience in rich_interpretation().audiences]
    for name, label in zip(names, labels, strict=True):
        page = html.document_fromstring(files[name].decode())
        assert page.xpath("string(//h1)").startswith(f"{label}：")
        headings = [node.text_content() for node in page.xpath("//main//h2")]
        assert headings[0] in ("是否适用", "能得到什么") and headings[-1] in ("咨询", "注意事项") and len(set(headings)) == len(headings)
        assert page.xpath("//main//a[@href='faq.html']") and not page.xpath("//@src")
        others = [other for other in labels if other != label]
        assert not any(f"与{other}有关" in page.text_content() for other in others)


def test_what_concerns_an_audience_is_answered_step_by_step_from_its_own_clauses():
    interpretation = rich_interpretation()
    firm = [segment for segment in answers_of(rich()[0]) if segment.id.startswith("audience-firm-")]
    assert len(firm) >= 2
    for segment in firm:
        refs = {c.ref for point in interpretation.live_key_points() if point.audience == "firm" for c in point.citations}
        assert {citation.ref for citation in segment.citations} <= refs and (segment.points or segment.text)


def test_a_policy_for_everyone_has_no_pages_for_audiences():
    assert not [name for name in made(small_interpretation())[1] if "scenario" in name]


def test_what_the_department_adds_is_marked_with_person_and_basis():
    page = page_of(rich()[1])
    item = page.get_element_by_id("answer-problem")
    words = item.text_content()
    assert "部门说明 · 张敏 就业促进科科长 · 依据：2026年1月小微企业用工情况调研" in words
    assert item.get("data-supplement") == "s_1" and item.xpath(".//*[contains(@class, 'stated')]")


def test_a_list_in_an_answer_becomes_a_list_on_the_page():
    interpretation = rich_interpretation()
    text = "符合下列条件即可：（一）依法登记；（二）正常经营；（三）按规定缴费。参照执行的除外。"
    changed = interpretation.with_answer(interpretation.answer("who").replace(text=text))
    item = page_of(made(changed)[1]).get_element_by_id("answer-who")
    assert [node.text for node in item.xpath(".//ol/li")] == ["依法登记；", "正常经营；", "按规定缴费。"]
    assert "参照执行的除外。" in [node.text for node in item.xpath(".//p")]


def test_the_page_has_one_h1_ordered_headings_and_landmarks():
    for interpretation in (rich_interpretation(), small_interpretation()):
        page = page_of(made(interpretation)[1])
        levels = [int(node.tag[1]) for node in page.iter("h1", "h2", "h3", "h4")]
        assert levels.count(1) == 1 and levels[0] == 1
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
        assert page.get("lang") == "zh-CN"
        for landmark in ("header", "nav", "main", "footer"):
            assert len(page.xpath(f"//{landmark}")) == 1, landmark


def test_every_control_has_a_label_and_every_anchor_a_target():
    page = page_of(rich()[1])
    for control in page.xpath("//input"):
        assert control.xpath("ancestor::label") or page.xpath(f"//label[@for='{control.get('id')}']")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(link[1:] in ids for link in page.xpath("//a/@href") if link.startswith("#"))


def test_nothing_is_fetched_and_the_only_outside_link_is_the_policy():
    page = page_of(rich()[1])
    assert not page.xpath("//@src") and not page.xpath("//iframe | //object | //embed | //img")
    links = {link for link in page.xpath("//@href") if not link.startswith("#")}
    beside = {name for name in rich()[1] if "scenario" in name}
    assert links == {"https://www.example.gov.cn/policy/18.html"} | beside
    style = page.xpath("string(//style)")
    assert "url(" not in style and "@import" not in style


def test_the_page_only_runs_its_own_script():
    text = rich()[1]["faq.html"].decode()
    page = html.document_fromstring(text)
    policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    scripts = [node for node in page.iter("script") if node.get("type") is None]
    assert len(scripts) == 1
    assert webpage._hashed(scripts[0].text) in policy and webpage._hashed(page.xpath("string(//style)")) in policy
    assert "default-src 'none'" in policy and "unsafe" not in policy


def test_the_page_works_without_its_script():
    page = page_of(rich()[1])
    assert page.get_element_by_id("finder").get("hidden") is not None
    open_ones, folded = page.xpath("//details[@class='qa'][@open]"), page.xpath("//details[@class='qa'][not(@open)]")
    assert open_ones and all(item.get("id").startswith("audience-") for item in folded)  # these stand open on pages of their own
    style = page.xpath("string(//style)")
    assert ":has(#large:checked)" in style and ":has(#contrast:checked)" in style and "@media print" in style


def test_hostile_text_is_shown_and_never_obeyed():
    _, files = made(
        hostile_interpretation(), source_url="javascript:alert(6)", title="</title><script>alert(7)</script>"
    )
    text = files["faq.html"].decode()
    page = html.document_fromstring(text)
    assert len(page.xpath("//script")) == 2 and not page.xpath("//img | //main//a | //main//style")
    assert not [
        name for node in page.iter() if isinstance(node.tag, str) for name in node.attrib if name.startswith("on")
    ]
    assert "javascript:" not in "".join(page.xpath("//@href"))
    assert "<script>alert(1)</script>" in page.xpath("string(//main)")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", text)


def test_structured_data_cannot_be_broken_out_of():
    _, files = made(hostile_interpretation())
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', files["faq.html"].decode(), re.S)[1]
    assert not set("<>&\u2028\u2029") & set(data)
    assert "</script><script>alert(2)</script>" in json.loads(data)["mainEntity"][1]["name"]


def test_markdown_says_the_hostile_text_and_does_nothing_with_it():
    _, files = made(hostile_interpretation())
    shown = (
        MarkdownIt("commonmark", {"html": True})
        .enable("table")
        .enable("strikethrough")
        .render(files["faq.md"].decode())
    )
    page = html.document_fromstring(shown)
    assert not page.xpath("//script | //img | //a | //code | //del | //table | //style")
    assert page.xpath("//h1")[0].text_content().startswith("《") and len(page.xpath("//h1")) == 1
    words = page.text_content()
    for text in (HOSTILE[0], HOSTILE[3], "# 假标题", "&lt; &#60;"):
        assert text in words


def test_structured_data_matches_what_the_page_says():
    revision, files = rich()
    data = structured(page_of(files))
    answers = answers_of(revision)
    assert data["@type"] == "FAQPage"
    assert [item["name"] for item in data["mainEntity"]] == [segment.heading for segment in answers]
    assert data["mainEntity"][0]["acceptedAnswer"]["text"] == answers[0].text
    policy = data["isBasedOn"]
    assert policy["legislationIdentifier"] == "云人社发〔2026〕18号" and policy["legislationDate"] == "2026-03-16"
    assert policy["temporalCoverage"] == "2026-04-01/2028-12-31" and policy["url"].endswith("/policy/18.html")


def test_the_question_bank_holds_question_answer_clauses_and_quotes():
    revision, files = rich()
    bank = json.loads(files["faq.json"])
    assert [item["question"] for item in bank["items"]] == [segment.heading for segment in answers_of(revision)]
    how = next(item for item in bank["items"] if item["id"] == "answer-apply")
    assert how["clauses"] == [
        {
            "ref": "sec_4.sub_1",
            "label": "四、（一）",
            "quote": "企业登录“云溪就业在线”填写申请表，上传劳动合同和工资发放凭证。",
        }
    ]


def test_the_paper_version_has_every_question_with_answer_and_basis():
    revision, files = rich()
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(files["faq.docx"])).paragraphs)
    for segment in answers_of(revision):
        assert f"）{segment.heading}" in text
        if not segment.supplements:
            assert f"（依据：{segment.basis}" in text
    assert "（部门说明 · 张敏 就业促进科科长 · 依据：2026年1月小微企业用工情况调研" in text


def test_the_title_block_carries_number_issuer_dates_validity_and_contact():
    words = page_of(rich()[1]).xpath("string(//header)")
    for expected in (
        "云人社发〔2026〕18号",
        "云溪市财政局",
        "2026年3月16日",
        "2028年12月31日",
        "有效",
        "0571-88001233",
        "查看政策原文",
    ):
        assert expected in words


def test_provenance_is_in_the_file():
    revision, files = rich()
    page = page_of(files)
    for name, value in revision.provenance.model_dump().items():
        assert page.get("data-" + name.replace("_", "-")) == value
        assert page.xpath(f"string(//meta[@name='policy-studio:{name}']/@content)") == value
    assert json.loads(files["faq.json"])["provenance"] == revision.provenance.model_dump()


def test_a_draft_is_marked_in_every_file_that_is_read():
    _, files = made(rich_interpretation(), draft=True)
    assert "草稿" in page_of(files).xpath("string(//header)") and "草稿" in files["faq.md"].decode()
    assert json.loads(files["faq.json"])["draft"] is True
    assert "草稿" not in rich()[1]["faq.html"].decode()


def test_clauses_link_to_the_policy_page_of_the_same_package():
    page = page_of(made(rich_interpretation(), source_url="policy.html")[1])
    assert "policy.html#sec_4.sub_1" in page.get_element_by_id("answer-apply").xpath(".//a/@href")


def test_an_answer_or_the_title_block_can_be_hidden():
    brief = [Hidden(segment=name, reason="另有专题") for name in ("masthead", "clauses", "answer-why")]
    revision, files = made(rich_interpretation(), hidden=tuple(brief), title="问答")
    page = page_of(files)
    assert page.xpath("string(//h1)") == "问答" and "answer-why" not in page.xpath("//@id")


def test_the_same_input_gives_the_same_bytes():
    again = made(rich_interpretation(), source_url="https://www.example.gov.cn/policy/18.html")
    assert again == rich()


@pytest.mark.parametrize("theme", themes.names())
def test_every_theme_colours_the_page_by_its_roles(theme):
    style = page_of(made(rich_interpretation(), theme=theme)[1]).xpath("string(//style)")
    assert f"--brand:{themes.load(theme).roles.brand};" in style
    assert set(re.findall(r"var\((--[a-z-]+)\)", style)) <= set(re.findall(r"(--[a-z-]+):", style))


def test_a_proposed_answer_that_only_repeats_lines_of_another_is_left_out():
    base = small_interpretation()
    citation = base.answers[0].citations
    told = {"who": "本办法适用于本市老年人。\n老年人应当年满70周岁。", "conditions": "老年人应当年满70周岁。其余规定见第九条。"}
    questions = tuple(Question(id=name, element=Element.SCOPE, text=f"问题{name}？") for name in told)

    def shown(state):
        answers = tuple(
            Answer(question=name, text=text, state="proposed" if name == "who" else state, citations=citation)
            for name, text in told.items()
        )
        return [segment.id for segment in answers_of(made(base.replace(questions=questions, answers=answers))[0])]

    assert shown("proposed") == ["answer-who"]
    assert shown("accepted") == ["answer-who", "answer-conditions"]


def answered(text, **fields):
    """Return the FAQ's files when the question 怎样申请 has this answer."""
    interpretation = rich_interpretation()
    answer = interpretation.answer("apply").replace(text=text, **fields)
    return made(interpretation.with_answer(answer))[1]


PARTED = "可以在线申请。\n条件：依法登记。\n材料：申请表。\n身份证明。\n步骤：提出申请。\n窗口受理。\n时限：10个工作日内办结。"


def test_an_answer_s_parts_stand_in_their_order_in_every_file():
    files = answered(PARTED)
    item = page_of(files).get_element_by_id("answer-apply")
    assert item.xpath(".//p")[0].text_content() == "可以在线申请。"
    assert [node.text for node in item.xpath(".//dt")] == ["条件", "材料", "步骤", "时限", "咨询电话"]
    assert [node.text for node in item.xpath(".//dd/ol/li")] == ["提出申请。", "窗口受理。"]
    bank = next(item for item in json.loads(files["faq.json"])["items"] if item["id"] == "answer-apply")
    assert bank["parts"] == {
        "conclusion": ["可以在线申请。"], "conditions": ["依法登记。"], "materials": ["申请表。", "身份证明。"],
        "steps": ["提出申请。", "窗口受理。"], "time_limit": ["10个工作日内办结。"],
    }  # fmt: skip
    assert bank["telephone"] == "0571-88001233"
    assert "步骤：\n1. 提出申请。\n2. 窗口受理。" in bank["answer"]
    text = [paragraph.text for paragraph in docx.Document(io.BytesIO(files["faq.docx"])).paragraphs]
    assert text.index("条件：依法登记。") < text.index("材料：") < text.index("2. 窗口受理。") < text.index("时限：10个工作日内办结。")
    assert "**条件**：依法登记。" in files["faq.md"].decode()


def test_conditions_in_one_sentence_become_a_list():
    item = page_of(answered("应当符合下列条件：依法登记；正常经营；按规定缴费。")).get_element_by_id("answer-apply")
    assert [node.text for node in item.xpath(".//ul/li")] == ["依法登记；", "正常经营；", "按规定缴费。"]


@pytest.mark.parametrize(
    ("statement", "conditional"),
    [
        ("小微企业招用毕业年度高校毕业生的，按每人2000元的标准给予补助。每年最高20万元。", True),
        ("年满80周岁的老年人，每人每月补贴100元。", True),
        ("对贷款期内未裁员的企业，由财政给予1%的贴息。", False),
        ("企业应当按规定使用资金的，不得挪用。", False),
        ("在基地连续就业满1年的青年，在职期间可领取每人每年3000元交通补贴，补贴期限最长为2年。", False),
        ("对符合条件的企业给予奖励：获奖并登记注册的企业，给予一次性10万元奖励。", False),
        ("对企业实际发生的租金总额的50%予以补贴，每户每年不超过5万元。", False),
        ("被授予荣誉称号的孵化载体，给予每家30万元支持；被评定为省级的，给予每家50万元支持。", False),
    ],
)
def test_what_is_granted_on_conditions_is_known_by_its_sentence(statement, conditional):
    assert parts.is_conditional(statement) is conditional


def test_what_happens_after_the_decision_is_not_where_one_applies():
    told = ["由区民政局审核后确定名单并公示。", "公示期满后签发凭证。", "获批人员到公安机关办理入户手续。"]
    assert parts.handling(told).splitlines()[-1] == "获批人员到公安机关办理入户手续。"


def test_where_one_applies_opens_with_what_holds_for_everybody():
    told = [
        "租赁合同期满前3个月，承租人应当向运营单位提出续租申请。",
        "申请人向街道办事处提交申请材料。",
        "区民政局对材料进行审核，5个工作日内告知结果。",
        "审核通过后，区财政局拨付补贴。",
    ]
    lines = parts.handling(told).splitlines()
    assert lines[:2] == ["申请人向街道办事处提交申请材料。", "租赁合同期满前3个月，承租人应当向运营单位提出续租申请。"]
    assert lines[2] == "步骤：区民政局对材料进行审核，5个工作日内告知结果。"


def test_what_one_office_sends_another_is_no_paper_of_the_applicant():
    told = ["申请人到社区申请。", "街道办事处5日内审核。", "民政部门向财政部门提交资金申请和有关材料。", "财政部门拨付补贴。"]
    assert "材料：" not in parts.handling(told) and parts.handling(told).splitlines()[-1] == "财政部门拨付补贴。"


def test_another_wording_asks_for_no_more_than_the_question():
    asked = "标准是多少，怎样计算？"
    assert "最高是多少？" not in similar("answer-how_much", asked, "《办法》", {})
    assert "最高是多少？" in similar("answer-how_much", "补贴标准怎样计算，有没有上限？", "《办法》", {})
    assert "有什么好处？" not in similar("answer-benefits", "办理通行证收费吗？", "《办法》", {})
    assert "可以网上办吗？" in similar("answer-where_to_apply", "怎样办理通行证？", "《办法》", {})
    assert "旧文件还有效吗？" not in similar("answer-repeals", "新旧规定怎样衔接？", "《办法》", {})


def test_an_answer_within_a_later_one_of_its_group_is_left_out_unless_settled():
    base = small_interpretation()
    citation = base.answers[0].citations
    told = {"a": "免收登记费。", "b": "免收登记费。\n每户补贴500元。"}
    questions = tuple(Question(id=name, element=element, text=f"问题{name}？", required=True) for name, element in (("a", Element.STANDARDS), ("b", Element.BENEFITS)))

    def shown(state):
        answers = tuple(Answer(question=name, text=text, state=state if name == "a" else "proposed", citations=citation) for name, text in told.items())
        return [segment.id for segment in answers_of(made(base.replace(questions=questions, answers=answers))[0])]

    assert shown("proposed") == ["answer-b"]
    assert shown("accepted") == ["answer-a", "answer-b"]


def test_an_answer_that_tells_some_of_a_list_told_before_is_left_out():
    base = small_interpretation()
    told = {"a": "补贴上限：\n（一）大型企业200万元。\n（二）中型企业100万元。\n（三）小型企业50万元。", "b": "补贴上限，其中包括：\n· 大型企业200万元。\n· 中型企业100万元。"}
    questions = tuple(Question(id=name, element=Element.STANDARDS, text=f"问题{name}？", required=True) for name in told)
    answers = tuple(Answer(question=name, text=text, state="proposed", citations=base.answers[0].citations) for name, text in told.items())
    assert [segment.id for segment in answers_of(made(base.replace(questions=questions, answers=answers))[0])] == ["answer-a"]


def test_items_of_several_lines_are_numbered_on():
    (part,) = parts.parts_of("给予下列支持：\n（一）租金补贴；\n（二）落户补贴。")
    assert [(block.kind, len(block.items)) for block in part.blocks] == [("paragraph", 1), ("list", 2)]


def test_how_something_is_handled_is_put_in_order_unless_a_person_wrote_it():
    lines = ("审核时限为10个工作日。", "应当提供身份证明。", "申请人可以到社区申请。")
    assert parts.handling(lines) == "申请人可以到社区申请。\n材料：应当提供身份证明。\n步骤：审核时限为10个工作日。"
    interpretation = rich_interpretation()
    asked = interpretation.question("apply").replace(id="where_to_apply")
    for state in ("accepted", "edited"):
        answer = interpretation.answer("apply").replace(question="where_to_apply", text="\n".join(lines), state=state)
        revision, _ = made(interpretation.with_question(asked).with_answer(answer))
        text = next(segment.text for segment in revision.segments if segment.id == "answer-where_to_apply")
        assert text.startswith("申请人可以到社区申请。") == (state == "accepted")


def test_each_thing_granted_to_an_audience_is_asked_for_by_its_name():
    questions = [segment.heading for segment in answers_of(rich()[0]) if segment.id.startswith("audience-firm-gains")]
    assert questions and all(re.fullmatch(r"哪些.+可以享受.+，标准是多少？|.+的标准是多少？|.+能得到多少.+？|.+最多能贷多少？|.+能享受哪些支持？|.+方面能得到哪些支持？", text) for text in questions), questions
    assert not any("：" in text or "具体规定" in text for text in questions)


@pytest.mark.parametrize(
    ("thing", "statement", "question"),
    [
        ("稳岗补贴", "企业不裁员的，按每人500元给予稳岗补贴。", "稳岗补贴的标准是多少？"),
        ("鼓励技术创新", "对获批省级研发平台的我市研发机构，给予最高500万元的奖励。", "研发机构能得到多少奖励？"),
        ("组织职工培训", "企业组织职工培训的，按每人800元给予技能培训补贴。", "哪些企业可以享受技能培训补贴，标准是多少？"),
        ("创业贷款", "可以申请最高50万元的创业贷款。", "创业贷款最多能贷多少？"),
        ("支持应用", "对于开展智能农业、智能交通等重点应用场景建设的牵头企业，提供财政补助200万元。", "重点应用场景建设的牵头企业能得到多少补助？"),
        ("发展奖励", "对港口企业：对实现“小升规”目标的港口企业分别给予10万元支持。", "实现“小升规”目标的港口企业能得到多少奖励？"),
        ("贷款期内未裁员企业的贴息", "对贷款期内未裁员的企业，给予1%的贴息。", "贷款期内未裁员企业能得到多少贴息？"),
        ("平台服务", "为企业提供一站式服务。", ""),
    ],
)
def test_a_thing_granted_is_asked_for_in_a_whole_sentence(thing, statement, question):
    assert asked.of_thing(thing, "企业", [statement], True) == question


def test_the_same_thing_for_two_audiences_is_asked_for_with_theirs():
    assert asked.of_thing("服务补贴", "老年人", ["每人每月100元。"], False) == "老年人的服务补贴标准是多少？"


@pytest.mark.parametrize(
    ("title", "statement", "question"),
    [
        ("医保待遇享受时间", "已落户的新生儿，在出生6个月内参保的，从出生之日起享受相应的医保待遇。", "已落户的新生儿从什么时候开始享受医保待遇？"),
        ("医保待遇享受时间", "连续两年以上参加基本医疗保险且中断缴费不超过三个月的参保人，自缴费次月起享受医保待遇。", "符合条件的参保人从什么时候开始享受医保待遇？"),
        ("扩大见习补贴范围", "将见习补贴范围由毕业生扩展至16岁以上的失业青年。", "见习补贴扩大到哪些人？"),
        ("单位缴费费率", "单位缴费费率为0.15%。", "单位缴费费率是多少？"),
        ("基金管理", "个人缴费费率：未满35周岁的不缴费；满35周岁的为0.02%。", "个人缴费费率是多少？"),
        ("信用情况", "信用情况：信用不良记录，每宗减10分。", "有信用不良记录的怎样减分？"),
        ("优化转诊服务", "医院预留30%的号源，优化转诊流程。", "怎样优化转诊服务？"),
        ("改进工作方法", "扎实开展第四次普查。", ""),
        ("建立养老信息平台", "市民政部门应当建立养老信息平台，提供查询服务。", ""),
        ("申请条件", "申请人应当符合条件。", ""),
    ],
)
def test_a_statement_that_stands_in_no_answer_is_asked_for_by_what_it_says(title, statement, question):
    assert asked.of_point(title, statement) == question


def test_an_audience_is_asked_about_with_what_it_may_get():
    assert asked.of_scope("参保人员", ["参保人员符合以下情形之一的，可按规定享受延续护理待遇：需定期处理；需长期护理。"]) == "参保人员享受延续护理待遇要符合哪些条件？"
    assert asked.of_scope("企业", ["拟上市企业可以申请上市辅导。", "挂牌企业可以申请上市辅导。"]) == "哪些企业可以申请上市辅导？"
    assert asked.of_scope("企业", ["拟上市企业可以获得扶持补助。", "挂牌企业可以获得扶持补助。"]) == ""
    assert asked.of_scope("特困人员", ["特困人员认定条件按国家规定执行。"]) == "特困人员按什么条件认定？"
    assert asked.of_handling("学生", ["大中专学生（含研究生）由所在学校统一办理参保登记手续。"]) == "大中专学生怎样办理参保登记？"
    assert asked.of_handling("企业", ["对成效明显的市，企业申请企业债券实行直通车机制。"]) == "", "it says neither where nor with what"
    assert asked.of_support("企业", ["为人工智能企业提供算力。"], True) == ""
    assert asked.of_support("中小微企业", ["鼓励银行为中小企业提供信用贷款。"], False) == "中小企业在融资方面能得到哪些支持？"
    assert asked.of_support("医疗机构", ["将有意愿的社会办医疗机构纳入培训。"], False) == "社会办医疗机构在培训方面能得到哪些支持？"


def pair(name, *lines, element=Element.BENEFITS, state="proposed"):
    citations = small_interpretation().answers[0].citations
    return Question(id=name, element=element, text=f"问题{name}？"), Answer(question=name, text="\n".join(lines), state=state, citations=citations)


def test_what_a_particular_question_tells_the_broad_ones_leave_to_it():
    amounts = pair("how_much", "每人500元。", "应当提交下列材料：", "（一）申请表；", "（二）营业执照。")
    applying = pair("where_to_apply", "到窗口申请。", "现场审核。", "每月发放。", "应当提交有关材料：", "（一）申请表；")
    dispute = pair("where_to_apply", "10日内转交投诉。", "30日内处理投诉。", "对企业规模有争议的，可以申请认定。")
    assert left_of(dispute[1], [pair("application_window", "10日内转交投诉。", "30日内处理投诉。")[1]]).text == "对企业规模有争议的，可以申请认定。"
    assert left_of(applying[1], [amounts[1]]).text == "到窗口申请。\n现场审核。\n每月发放。"
    assert left_of(pair("where_to_apply", "每人500元。")[1], [amounts[1]]) is None
    assert told_once([amounts, pair("benefits", "每人500元。")]) == [amounts]
    for name, state in (("main_measures", "proposed"), ("benefits", "edited")):
        kept = [amounts, pair(name, "每人500元。", state=state)]
        assert told_once(kept) == kept


def test_a_question_whose_whole_answer_stands_in_another_is_left_out():
    times = pair("how_long", "每人只能享受一次。", "期限不超过3年。")
    assert told_once([times, pair("combination", "每人只能享受一次。")]) == [times]
    short = pair("main_measures", "期限至2047年止。", "范围是口岸。")
    assert told_once([short, pair("how_long", "期限至2047年止。")]) == [short]


def test_benefits_all_told_elsewhere_and_dates_told_already_are_no_answers_of_their_own():
    def told(name, *points):
        return supported_segment(small_interpretation(), small_interpretation().answers[0], id=name, kind="answer", heading=f"{name}？", points=points)

    given, some = told("answer-benefits", "甲类每人500元。", "丙类每人700元。"), told("answer-how_much", "甲类每人500元。", "乙类免费。")
    assert is_told("benefits", [given, some], [told("audience-firm-gains", "丙类每人700元。")])
    assert not is_told("benefits", [given, some], [told("audience-firm-gains", "丁类优先。")])
    dates, repeals = pair("effective_dates", "低保标准自1月1日起执行，差额予以补发。"), pair("repeals", "旧通知同时废止。", "低保标准自1月1日起执行，差额予以补发。")
    assert left_of(repeals[1], [dates[1]]).text == "旧通知同时废止。" and leaves_to("repeals", "effective_dates")


def test_what_comes_by_itself_is_told_before_the_papers_and_is_no_step():
    assert not parts.is_step("稳岗返还通过数据比对实行“免申即享”，企业无需提交材料。") and not parts.is_step("其他补贴由企业自愿申请。")
    assert parts.is_step("受理单位应当自受理之日起10个工作日内完成审核。")


def test_how_a_result_is_disputed_stands_after_the_result():
    told = ["申请人到窗口提出申请。", "申请人对核实结果有异议的，可以申请复核。", "区养老中心应当在5日内完成核实。"]
    assert parts.handling(told).splitlines() == [told[0], told[2], told[1]]


def test_what_each_class_does_is_no_step_after_another():
    told = ["申请人到窗口申请。", "高层次人才：由市委组织部审核。", "重点企业人才：由市科技局审核。", "审核通过后签订合同。"]
    assert "步骤" not in parts.handling(told)
    assert "步骤" in parts.handling([line.partition("：")[2] or line for line in told])


def test_what_an_audience_gets_besides_is_asked_for_as_that():
    given = ["向稳定用工的小微企业发放信用贷款。", "新招用登记失业人员的，按每人2000元给予补助。"]
    assert asked.of_support("小微企业", given, True) == "小微企业在融资、招用人员方面还能得到哪些支持？"


def test_one_statement_that_gives_more_than_one_field_is_asked_for_as_a_whole():
    assert asked.of_support("企业", ["为企业提供培训，根据服务效果给予相应补助。"], False) == "企业能得到哪些支持？"
    assert asked.of_support("企业", ["减免企业房租。"], False) == "企业在租金方面能得到哪些支持？"


def test_steps_stay_together_and_a_scope_keeps_what_falls_outside_it():
    assert leaves_to("main_measures", "benefits") and leaves_to("where_to_apply", "application_window") and leaves_to("who_qualifies", "conditions")
    assert leaves_to("terms", "who_qualifies") and leaves_to("where_to_apply", "prohibitions")
    assert not leaves_to("where_to_apply", "materials") and not leaves_to("who_qualifies", "who_is_excluded") and not leaves_to("main_measures", "main_measures")
    limits = pair("application_window", "5日内初审。", "10日内审核。")
    whole = pair("where_to_apply", "到窗口申请。", "5日内初审。", "10日内审核。")
    assert left_of(whole[1], [limits[1]]) == whole[1]


def test_how_long_a_thing_is_good_and_what_comes_by_itself_are_no_steps():
    told = ["申请人到窗口申请。", "街道办事处审核。", "公示5日。", "区民政局发放凭证。", "凭证有效期最长为6个月。", "符合条件的，自动办理续期。"]
    lines = parts.handling(told).splitlines()
    assert lines[:3] == [told[0], told[4], told[5]] and lines[3] == "步骤：街道办事处审核。"


def test_the_bank_tells_other_ways_to_ask_and_for_whom_at_which_step():
    items = json.loads(rich()[1]["faq.json"])["items"]
    assert all(item["question"] not in item["similar"] and len(item["similar"]) <= 6 for item in items)
    apply = next(item for item in items if item["question"] == "怎样申请，要带什么材料？")
    assert "怎么申请，要带什么材料？" in apply["similar"]
    firm = [item for item in items if item["audience"] == "小微企业"]
    assert firm and {item["step"] for item in firm} <= {"是否适用", "能得到什么", "怎么办理", "注意事项"}
    assert all(item["audience"] == "" == item["step"] for item in items if not item["id"].startswith("audience-"))


def test_what_only_defines_an_audience_is_no_condition_for_it():
    interpretation = rich_interpretation()
    scope = interpretation.live_key_points(Element.SCOPE)[0]
    only = scope.replace(id="defined", audience="firm", statement="小微企业，是指从业人员少于100人的企业。")
    others = tuple(point for point in interpretation.key_points if point.audience != "firm")
    revision, _ = made(interpretation.replace(key_points=(*others, only)))
    assert not [segment for segment in revision.segments if segment.id.startswith("audience-firm")]


def test_a_wider_audience_s_answers_stand_on_the_narrower_one_s_page_too():
    interpretation = rich_interpretation()
    audiences = tuple(a.replace(label="企业") if a.id != "firm" else a for a in interpretation.audiences)
    narrow = next(a.label for a in interpretation.audiences if a.id == "firm")
    assert narrow.endswith("企业")
    revision, files = made(interpretation.replace(audiences=audiences))
    said = [p.statement for p in interpretation.live_key_points() if p.audience and p.audience != "firm" and p.element is Element.SCOPE]
    wide = [segment for segment in answers_of(revision) if any(statement.rstrip("。") in segment.text for statement in said)]
    page = files[next(name for name in files if "scenario" in name and f">{narrow}：" in files[name].decode())].decode()
    assert wide and all(webpage.anchor(segment.id) in page for segment in wide)


@pytest.mark.parametrize(
    ("statement", "question"),
    [
        ("小微企业申请补助，应当符合下列条件：依法登记；正常经营。", "小微企业要符合哪些条件？"),
        ("以单位形式参保的小微企业，参照本措施执行。", "小微企业能不能享受？"),
        ("小微企业采购货物，应当遵守本措施。", "哪些规定适用于小微企业？"),
    ],
)
def test_whether_it_concerns_an_audience_is_asked_by_what_the_answer_says(statement, question):
    interpretation = rich_interpretation()
    scope = interpretation.live_key_points(Element.SCOPE)[0].replace(id="one", audience="firm", statement=statement)
    others = tuple(p for p in interpretation.key_points if not (p.audience == "firm" and p.element is Element.SCOPE))
    revision, _ = made(interpretation.replace(key_points=(*others, scope)), audience="firm")
    assert question in [segment.heading for segment in answers_of(revision)]


def test_what_an_audience_must_do_is_not_called_support():
    interpretation = rich_interpretation()
    content = interpretation.live_key_points(Element.CONTENT)[0]
    duty = content.replace(id="duty", title="", audience="firm", statement="小微企业应当为老年人减免费用。")
    others = tuple(p for p in interpretation.key_points if p.audience != "firm")
    revision, _ = made(interpretation.replace(key_points=(*others, duty)), audience="firm")
    assert "哪些规定与小微企业有关？" in [segment.heading for segment in answers_of(revision)]


def test_what_an_audience_pays_in_is_not_called_support():
    base = rich_interpretation()
    kept = [point for point in base.key_points if point.element not in (Element.CONTENT, Element.STANDARDS, Element.BENEFITS)]
    point = next(p for p in base.key_points if p.audience)
    label = next(audience.label for audience in base.audiences if audience.id == point.audience)
    paid = point.replace(id="standards_91", element=Element.STANDARDS, title="缴费", statement=f"{label}缴费费率为1%，基金来源包括财政补助。")
    barred = point.replace(id="content_93", element=Element.CONTENT, title="代理", statement="服务券不得委托第三方机构代理。")
    given = point.replace(id="benefits_92", element=Element.BENEFITS, title="服务", statement="可以享受免费咨询。")
    for points, words in (([paid], "哪些规定与"), ([given, paid, barred], "能享受哪些支持？")):
        revision, _ = made(base.replace(key_points=(*kept, *points)), audience=point.audience)
        found = next(s for s in revision.segments if s.id == f"audience-{point.audience}-gains")
        assert words in found.heading and ("费率" in found.text) == (words == "哪些规定与") and "代理" not in found.text + "".join(found.points)


def test_an_introduction_keeps_its_items_and_an_item_alone_loses_its_number():
    told = ("有关单位简化登记手续，其中包括：", "（一）申请人可以登录平台提交承诺书。", "（二）材料齐全的，即时办结。", "申请人可以到窗口申请变更。", "审核时限为10个工作日。")
    assert parts.handling(told).splitlines() == [told[3], *told[:3], told[4]]
    assert parts.handling(("（三）申请人可以登录平台申请。",)) == "申请人可以登录平台申请。"


def test_what_stands_in_distant_articles_is_no_row_of_steps():
    told = ("申请人可以到窗口申请。", "审核部门自受理之日起10个工作日内完成审核。", "公示时间为5个工作日，公示后颁发凭证。")
    assert "步骤：" in parts.handling(told) and "步骤：" in parts.handling(told, lambda lines: lines == list(told[1:]))
    assert parts.handling(told, lambda lines: False).splitlines() == list(told)
    text = "青岚市停车办法\n" + "\n".join(f"第{number}条 停车场的经营人应当公开第{number}项服务内容和价格。" for number in "一二三四五六七八九")
    document = read(text.encode(), "policy.txt")
    cited = {number: Citation.of(document.clause(f"art_{number}")) for number in (2, 3, 5, 9)}
    lines = [cited[number].quote for number in cited]
    assert in_one_place(document, cited.values(), lines[:3]) and in_one_place(document, cited.values(), ())
    assert not in_one_place(document, cited.values(), lines)


def test_an_audience_is_not_told_again_how_everyone_applies():
    shown = answers_of(made(small_interpretation())[0])[0]

    def answer(name, group, *lines):
        return shown.replace(id=name, group=group, text="\n".join(lines), points=())

    general = answer("answer-where_to_apply", "怎么办理", "登录平台申请。", "步骤：审核。", "拨付。")
    again = answer("audience-a-procedure", "按人群查看", "登录平台申请。", "拨付。")
    further = answer("audience-b-procedure", "按人群查看", "登录平台申请。", "到任何一个窗口领取。")
    mostly = answer("audience-c-procedure", "按人群查看", "登录平台申请。", "到场。")
    granted = answer("audience-a-gains.kp_1", "按人群查看", "登录平台申请，拨付。")
    twice = answer("audience-d-procedure", "按人群查看", "到任何一个窗口领取。")
    assert not_told((again, further, mostly, granted, twice), (general,)) == (further,)


def test_what_everyone_is_told_stands_on_the_page_of_whom_it_concerns_and_the_files_say_which_questions_those_are():
    revision, files = rich()
    assert "audience-self_employed-scope" not in [segment.id for segment in revision.segments]
    who = next(segment for segment in answers_of(revision) if segment.id == "answer-who")
    page = files["faq-scenario-2.html"].decode()
    assert webpage.anchor("answer-who") in page and ">个体工商户：" in page
    assert f"- **个体工商户**：{who.heading}" in files["faq.md"].decode()
    banked = {item["id"]: item for item in json.loads(files["faq.json"])["items"]}
    assert banked["answer-who"]["concerns"] == ["个体工商户"] and banked["answer-when"]["concerns"] == []


def test_what_an_office_does_with_an_audience_in_mind_is_no_rule_for_it():
    base = rich_interpretation()
    kept = [point for point in base.key_points if point.element not in (Element.CONTENT, Element.STANDARDS, Element.BENEFITS)]
    point = next(p for p in base.key_points if p.audience)
    minded = point.replace(id="content_91", element=Element.CONTENT, title="引导", statement="有关部门应当引导小微企业参与宣传活动。")
    revision, _ = made(base.replace(key_points=(*kept, minded)))
    assert not [segment for segment in revision.segments if segment.id.startswith(f"audience-{point.audience}-gains")]


def test_a_chapter_s_name_over_something_else_is_no_thing_granted():
    base = rich_interpretation()
    point = next(p for p in base.live_key_points(Element.STANDARDS) if p.audience)
    other = point.replace(id="standards_91", title="护理待遇", state="accepted", statement="复评费用为每人每次200元，由申请人承担。", citations=point.citations)
    kept = [p for p in base.key_points if p.element not in (Element.CONTENT, Element.STANDARDS, Element.BENEFITS)]
    revision, _ = made(base.replace(key_points=(*kept, other)))
    assert not [segment for segment in revision.segments if "护理待遇的标准" in segment.heading]
