"""The library of layouts: which a content gets, which a person may choose, and what of a choice that does not suit."""

from importlib import resources

import pytest

from generators import registry
from generators.highlights import goals_in
from generators.infographic.comparing import drawn_values
from generators.infographic.layout import block, item, page, prepared
from generators.infographic.layouts import chosen, layouts_for, unsuited
from generators.infographic.patterns import displayed, gathered, regions_in
from generators.infographic.product import LONGEST, laid_out
from generators.infographic.referring import brief_bases
from generators.model import Brief, Citation, Figure, Override, Provenance, Segment
from generators.picture import pdf_height
from studio.interpreting import interpret
from studio.reading import read
from styles import themes
from tests.sample_interpretation import rich_interpretation

BLUE = themes.load("government-blue")
NOWHERE = Provenance(**dict.fromkeys(Provenance.model_fields, "-"))


def a(kind: str, text: str, group: str = "", **fields) -> Segment:
    name = fields.pop("id", f"{group or kind}.{abs(hash(text))}")
    quote = Citation(ref="para_1", quote=text or "表", start=0, end=len(text or "表"))
    return Segment(id=name, kind=kind, group=group or kind, text=text, citations=(quote,), **fields)


def layouts_of(group: str, *segments: Segment) -> list[str]:
    return [part["layout"] for part in block(group, list(segments), list(segments))["parts"]]


DATES = ("2026年3月1日开始申报。", "2026年5月31日截止申报。", "2026年7月15日公示名单。", "2026年9月30日拨付资金。")


def test_three_to_six_short_dates_stand_from_left_to_right():
    assert layouts_of("dates", *(a("date", text) for text in DATES)) == ["across"]
    assert layouts_of("dates", *(a("date", text) for text in DATES[:2])) == ["timeline"]
    long = "2026年10月1日前，各县（区）人力资源社会保障部门应当将全年资金使用情况、绩效自评报告和存在的问题一并报市级主管部门备案。"
    assert layouts_of("dates", *(a("date", text) for text in (*DATES, long))) == ["timeline"]


def test_a_person_may_have_the_dates_one_below_the_other():
    assert layouts_of("dates", a("date", DATES[0], layout="timeline"), *(a("date", text) for text in DATES[1:])) == ["timeline"]


def test_places_with_a_task_each_become_tiles():
    text = "各地错位发展：东山区重点发展数字经济；西河县着力打造生态农业；南港新区建设现代物流枢纽。"
    lead, places = regions_in(text)
    assert lead == "各地错位发展：" and [place for place, _ in places] == ["东山区", "西河县", "南港新区"]
    assert block("duties", [a("duty", text)], [])["parts"][0]["items"][0]["regions"][2] == ["南港新区", "建设现代物流枢纽"]
    assert regions_in("东山区重点发展数字经济；市财政局负责资金保障。") == ("", ())


def test_short_explanations_stand_in_pairs_and_long_ones_below_each_other():
    short = [a("term", f"指第{n}类单位。", heading=f"名词{n}") for n in (1, 2)]
    assert layouts_of("terms", *short) == ["glossary"]
    assert layouts_of("terms", short[0], a("term", "指依法设立并正常经营的单位。" * 6, heading="长词")) == ["terms"]


def test_a_goal_that_says_more_than_its_figure_is_shown_in_full_below_it():
    text = "到2026年底，营商环境明显改善，新增市场主体3万户。"
    goal = a("figure", text, "goals", figure=goals_in(text)[0])
    part = block("goals", [goal], [goal])["parts"][0]
    assert part["layout"] == "figures" and part["words"][0]["text"] == text
    plain = "到2026年底，新增市场主体3万户。"
    assert block("goals", [a("figure", plain, "goals", figure=goals_in(plain)[0])], [])["parts"][0]["words"] == []


def test_a_figure_is_set_large_once():
    figure = Figure(value="2000", unit="元", prefix="每人")
    card = a("card", "按每人2000元发放补助。", "measures", figure=figure)
    standard = a("standard", "补助标准为每人2000元。", "standards", figure=figure)
    other = a("standard", "补助标准为每人500元。", "standards", figure=Figure(value="500", unit="元", prefix="每人"))
    assert [segment.figure for segment in prepared((card, standard, other))] == [figure, None, other.figure]
    wanted = standard.replace(layout="figure")
    assert prepared((card, wanted))[1].figure == figure


def test_every_choice_offered_for_the_sample_is_set_without_complaint():
    interpretation = rich_interpretation()
    offered = {s.id: layouts_for(s) for s in registry.composed("infographic", interpretation, Brief())}
    assert sum(bool(choices) for choices in offered.values()) >= 8
    for number in range(max(map(len, offered.values()))):
        overrides = tuple(Override(segment=name, layout=choices[number][0]) for name, choices in offered.items() if number < len(choices))
        segments = registry.composed("infographic", interpretation, Brief(overrides=overrides))
        assert not unsuited(segments)
        laid = laid_out(segments, BLUE, Brief(), NOWHERE)
        assert pdf_height(laid.pdf) * laid.data["zoom"] <= LONGEST


def test_a_choice_that_does_not_suit_is_set_aside_and_named():
    card = a("card", "按规定办理。", "measures", layout="chart")
    assert chosen(card) == "" and unsuited((card,)) == (card,)
    assert layouts_of("measures", card) == layouts_of("measures", card.replace(layout=""))
    assert unsuited((card.replace(layout="wide"),)) == ()


@pytest.mark.parametrize(("layout", "half"), [("half", True), ("wide", False), ("", True)])
def test_a_card_takes_the_width_a_person_chose(layout, half):
    cards = [a("card", f"按规定办理第{n}类事项。", "measures", heading=f"事项{n}", layout=layout) for n in (1, 2)]
    assert (len(block("measures", cards, [])["parts"][0]["rows"]) == 1) is half


def test_a_series_may_be_shown_in_figures_instead_of_a_chart():
    text = "初级工800元、中级工1200元、高级工1800元。"
    card = a("card", text, "measures", table=(("初级工", "800元"), ("中级工", "1200元"), ("高级工", "1800元")))
    assert drawn_values(card) and ("tiers", "分档数字") in layouts_for(card)
    assert not drawn_values(card.replace(layout="tiers"))
    assert block("measures", [card.replace(layout="tiers")], [])["parts"][0]["rows"][0][0]["tiers"]


def test_a_table_of_two_columns_may_become_a_chart():
    rows = (("类别", "标准"), ("甲类", "300元"), ("乙类", "450元"), ("丙类", "600元"))
    table = a("table", "", "standards", table=rows, heading="补贴标准", id="standards.t").replace(layout="chart")
    assert layouts_of("standards", table) == ["chart"] and layouts_of("standards", table.replace(layout="")) == ["table"]


def test_the_long_name_of_a_document_is_written_once():
    name = "《云溪市工业互联网创新发展行动计划（2024-2026年）》"
    segments = tuple(a("card", f"措施{n}。", "measures", basis=f"{name}二、（{n}）", id=f"m.{n}") for n in "一二三")
    assert [segment.basis for segment in brief_bases(segments)] == [f"{name}二、（一）", "《行动计划》二、（二）", "《行动计划》二、（三）"]
    assert brief_bases(brief_bases(segments)) == brief_bases(segments)


@pytest.mark.parametrize(
    ("addresses", "written"),
    [
        (["第十三条第一款", "第七条第（二）项"], "第十三条第一款；第七条第（二）项"),
        (["第十八条第（一）项第一款", "第十八条第（一）项第1目"], "第十八条第（一）项第一款、第1目"),
        (["二、（一）", "二、（二）"], "二、（一）（二）"),
        (["附件表第1行", "附件表第4行"], "附件表第1行、第4行"),
    ],
)
def test_clauses_that_share_a_beginning_say_it_once(addresses, written):
    assert gathered(addresses) == written


def test_a_layout_set_aside_is_an_advice_that_leads_to_its_segment():
    from studio.checking import check_product

    interpretation = rich_interpretation()
    name = next(s.id for s in registry.composed("infographic", interpretation, Brief()) if s.group == "measures")
    brief = Brief(overrides=(Override(segment=name, layout="timeline"),))
    issues = check_product(interpretation, registry.composed("infographic", interpretation, brief))
    assert [issue.where for issue in issues if issue.code == "layout_set_aside"] == [name]


def test_paragraphs_of_one_article_are_gathered_however_they_were_cited():
    assert gathered(["第六条第一款", "第二款", "第八条"]) == gathered(["第六条第一款", "第六条第二款", "第八条"])
    assert "；第二款" not in gathered(["第六条第一款", "第八条第二款", "第三款"])


def test_kinds_named_before_their_rules_are_one_list():
    rules = (
        "重型、中型货车：每日7:00至22:00，禁止在限行区域内通行；轻型、微型货车：工作日7:00至9:00、17:00至19:00，禁止在限行区域内通行；"
        "国三及以下排放标准的柴油货车：每日0:00至24:00，禁止在限行区域内通行。"
    )
    lead, points = displayed(rules)
    assert lead == "" and [point.split("：")[0] for point in points] == ["重型、中型货车", "轻型、微型货车", "国三及以下排放标准的柴油货车"]


def test_a_title_that_is_the_sentence_is_not_said_twice_and_conditions_say_so():
    file = resources.files("samples") / "xianxing_tonggao.docx"
    notice = interpret(read(file.read_bytes(), file.name))
    data = page(registry.composed("infographic", notice, Brief()), Brief())
    items = [line for part in data["blocks"] for each in part["parts"] for line in each.get("items", ())]
    free = [line for line in items if "办理通行证不收费" in line["heading"] + line["text"]]
    assert [(line["heading"], line["text"]) for line in free] == [("", "办理通行证不收费。")]
    columns = [column for part in data["blocks"] for each in part["parts"] for column in each.get("columns", ()) if "title" in column]
    assert [column["title"] for column in columns] == ["通行证申请条件"]


def test_an_introduction_standards_share_is_said_once_above_them():
    stem = "创新中心在资源总量上限内，根据使用单位申请按标准发放服务券："
    shown = [a("standard", f"{stem}营业收入{number}亿元以上的企业，补贴上限为每年{number}00万元。", "standards") for number in (1, 2, 3)]
    other = a("standard", "高校、科研机构，补贴上限为每年50万元。", "standards")
    first, second = block("standards", [*shown, other], [*shown, other])["parts"]
    assert first["lead"] == stem and all(stem not in line["text"] and "补贴上限" in line["text"] for line in first["items"])
    assert second["lead"] == "" and len(second["items"]) == 1
    (alone,) = block("standards", shown[:2], shown[:2])["parts"]
    assert alone["lead"] == "" and all(line["text"].startswith(stem) for line in alone["items"])


def test_a_figure_is_told_on_two_lines_between_words():
    figure = Figure(value="95", unit="%", prefix="达到", caption="重点人群签约服务覆盖率")
    cells = [a("figure", f"到203{n}年，重点人群签约服务覆盖率达到95%。", "goals", figure=figure) for n in range(2)]
    (part,) = [part for part in block("goals", cells, cells)["parts"] if part["layout"] == "figures"]
    shown = [cell["figure"] for panel in part["panels"] for row in panel["rows"] for cell in row]
    assert {line["caption"][: line["cut"]] for line in shown} == {"重点人群签约"}


def test_a_limit_of_time_is_no_point_of_a_line_of_time():
    dated, limit = a("date", "本办法自2026年4月1日起施行，有效期5年。", "dates"), a("date", "评估结果公示10天。", "dates")
    assert [part["layout"] for part in block("dates", [dated, limit], [])["parts"]] == ["timeline", "list"]
    assert block("dates", [limit], [])["title"] == "时限要求"


def test_a_chart_says_its_amounts_once_and_keeps_what_else_is_said():
    rows = (("一级", "5万元"), ("二级", "3万元"), ("三级", "1万元"))
    text = "被评为一级的给予5万元，二级的给予3万元，三级的给予1万元。"
    chart = a("chart", text, "standards").replace(table=rows)
    assert item(chart)["text"] == "" and item(chart.replace(text="证书有效期内，" + text))["text"]
