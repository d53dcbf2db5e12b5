"""The infographic: the same bytes each time, every card with its clause, nothing over the edge, nothing the source lacks."""

import io
import random
import re

import pypdfium2
import pytest
from PIL import Image

from generators import registry
from generators.errors import CannotMake
from generators.highlights import comparable, tiers_in
from generators.infographic import charts
from generators.infographic.product import LONGEST, Infographic
from generators.infographic.sizes import SLICE
from generators.model import Brief, Citation, Element, Hidden, Interpretation, KeyPoint, Override
from generators.model.product import RenderedFile
from generators.typesetting import CannotTypeset
from styles import themes
from tests.hostile_interpretation import hostile_interpretation
from tests.sample_interpretation import rich_interpretation, small_interpretation

BLUE = themes.load("government-blue")
EDGE = 61
"""Points from the page's edge where running text may begin or end."""


def made(interpretation: Interpretation, brief: Brief | None = None, theme=BLUE) -> dict[str, RenderedFile]:
    _, files = registry.produce("infographic", interpretation, brief or Brief(), theme)
    return {file.filename: file for file in files}


def words_of(files: dict[str, RenderedFile]) -> str:
    page = pypdfium2.PdfDocument(files["infographic.pdf"].data)[0]
    return re.sub(r"\s+", "", page.get_textpage().get_text_range())


def segments_of(interpretation: Interpretation, brief: Brief | None = None):
    brief = brief or Brief()
    return registry.arrange(Infographic().outline(interpretation, brief), brief)


def segment(identity: str):
    return next(segment for segment in segments_of(rich_interpretation()) if segment.id == identity)


def with_measures(*texts: str) -> Interpretation:
    """The small policy with one measure a text, each text a clause of its own."""
    small = small_interpretation()
    first = small.document.clauses[0]
    clauses = [first.replace(ref=f"para_{n}", text=text) for n, text in enumerate(texts, start=1)]
    points = [
        KeyPoint(
            id=f"kp_{n}",
            element=Element.CONTENT,
            title=f"措施{n}",
            statement=clause.text,
            citations=(Citation.of(clause),),
        )
        for n, clause in enumerate(clauses)
    ]
    document = small.document.replace(clauses=tuple(clauses))
    return Interpretation(document=document, key_points=tuple(points), interpreter=small.interpreter)


@pytest.fixture(scope="module")
def rich() -> dict[str, RenderedFile]:
    return made(rich_interpretation(), Brief(source_url="https://www.yunxi.gov.cn/zwgk/18.html"))


@pytest.mark.parametrize("name", themes.names())
def test_the_same_interpretation_gives_the_same_bytes_in_every_theme(name):
    theme = themes.load(name)
    first, second = made(small_interpretation(), theme=theme), made(small_interpretation(), theme=theme)
    assert first == second


def test_the_rich_sample_gives_the_same_bytes_again(rich):
    assert made(rich_interpretation(), Brief(source_url="https://www.yunxi.gov.cn/zwgk/18.html")) == rich


def test_the_picture_is_made_for_phones(rich):
    picture = Image.open(io.BytesIO(rich["infographic.png"].data))
    assert picture.width == 1080
    assert 3000 <= picture.height <= LONGEST


def test_every_card_shows_the_clause_it_rests_on(rich):
    words = words_of(rich)
    for segment in segments_of(rich_interpretation()):
        if not segment.furniture:
            assert segment.basis and f"依据：{segment.basis}" in words, segment.id


def test_the_pdf_has_real_text_in_reading_order(rich):
    words = words_of(rich)
    order = ["云溪市支持小微企业", "云人社发〔2026〕18号", "出台背景", "《失业保险条例》", "5.2亿元", "主要措施", "稳岗返还", "2000元", "可以享受", "不予享受",
             "小微企业稳岗扩岗补贴标准表", "提出申请", "拨付资金", "2026年4月1日", "原规定", "新规定", "裁员率", "市财政局", "注意事项", "0571-88001233",
             "解读内容以正式印发文件为准"]  # fmt: skip
    at = 0
    for expected in order:
        at = words.index(expected, at)


def test_the_pdf_is_tagged_and_says_what_it_is(rich):
    data = rich["infographic.pdf"].data
    assert b"/StructTreeRoot" in data and b"/Lang(zh-CN)" in data and b"pdfuaid" in data
    about = pypdfium2.PdfDocument(data).get_metadata_dict()
    assert about["Title"] == "一图读懂：云溪市支持小微企业稳岗扩岗若干措施"
    assert about["Author"] == "云溪市人力资源和社会保障局"
    assert "云人社发〔2026〕18号" in about["Keywords"] and "5a" * 32 in about["Keywords"]


def test_the_picture_carries_its_origin_and_its_words(rich):
    carried = Image.open(io.BytesIO(rich["infographic.png"].data)).text
    assert carried["DocumentNumber"] == "云人社发〔2026〕18号"
    assert carried["SourceSHA256"] == "5a" * 32
    assert carried["InterpretationDigest"] == rich_interpretation().digest()
    assert carried["Generator"] == f"infographic/{Infographic.version}"
    assert "惠及小微企业1.8万家" in carried["Description"]


def test_the_long_description_says_everything_the_picture_says(rich):
    text = rich["infographic.txt"].data.decode()
    for segment in segments_of(rich_interpretation()):
        if not segment.furniture:
            assert all(words in text for words in (segment.text, segment.basis, *segment.points))


def test_a_policy_with_one_measure_makes_a_short_picture_without_empty_blocks():
    words = words_of(made(small_interpretation()))
    assert "主要内容" in words and "依据：第1段" in words
    for absent in ("目标任务", "适用范围", "执行标准", "新旧对比", "咨询方式", "发文字号", "有效期至"):
        assert absent not in words


def test_a_code_to_the_source_is_shown_only_when_there_is_an_address(rich):
    assert "扫码看政策原文" in words_of(rich)
    assert "扫码看政策原文" not in words_of(made(rich_interpretation()))


def test_a_draft_says_so_and_nothing_else_does(rich):
    assert "草稿，未经审核" in words_of(made(small_interpretation(), Brief(draft=True)))
    assert "草稿" not in words_of(rich)


def test_hiding_ordering_and_rewording_reach_the_picture():
    brief = Brief(
        title="稳岗扩岗怎么办",
        order=("masthead", "measures.kp_loan", "measures.kp_return"),
        hidden=(Hidden(segment="measures.kp_service", reason="另行发布"),),
        overrides=(
            Override(
                segment="measures.kp_expand", heading="招用毕业生", text="招用高校毕业生的小微企业可以申请扩岗补助。"
            ),
        ),
    )
    words = words_of(made(rich_interpretation(), brief))
    assert "用工服务专员" not in words
    assert words.index("创业担保贷款") < words.index("稳岗返还")
    assert "招用毕业生" in words and "《云溪市支持小微企业稳岗扩岗若干措施》" in words
    assert "每招用1人2000元给予" not in words


def test_a_heading_is_offered_for_rewording_only_where_the_picture_shows_it():
    interpretation, generator = rich_interpretation(), registry.get("infographic")
    segments = [item for item in generator.outline(interpretation, Brief()) if item.kind in ("reason", "bases", "card", "benefit", "figure")]
    named = {item.id: f"另起{number:02d}题" for number, item in enumerate(segments)}
    brief = Brief(overrides=tuple(Override(segment=name, heading=heading) for name, heading in named.items()))
    revision, files = registry.produce("infographic", interpretation, brief, BLUE)
    words = words_of({file.filename: file for file in files})
    shown = {item.id: item for item in revision.segments}
    assert {item.kind for item in segments} >= {"reason", "bases", "card"}
    assert {name for name in named if generator.shows_heading(shown[name])} == {name for name in named if named[name] in words}


def test_an_amount_a_person_took_out_of_the_text_is_not_set_large_any_more():
    brief = Brief(overrides=(Override(segment="measures.kp_loan", text="对吸纳就业人数多的小微企业给予贷款贴息。"),))
    card = next(item for item in segments_of(rich_interpretation(), brief) if item.id == "measures.kp_loan")
    from generators.infographic.layout import figure

    assert figure(segment("measures.kp_loan"))["value"] == "500"
    assert figure(card) is None


def test_a_picture_for_one_audience_leaves_out_what_concerns_others():
    words = words_of(made(rich_interpretation(), Brief(audience="firm")))
    assert "面向小微企业" in words and "个体工商户招用" not in words and "稳岗返还" in words


def test_what_is_set_large_stands_in_a_cited_clause():
    interpretation = rich_interpretation()
    for item in segments_of(interpretation):
        if item.figure and item.figure.value:
            assert any(item.figure.value in citation.quote for citation in item.citations), item.id


def test_a_statement_said_once_is_not_said_again_in_a_later_block():
    interpretation = rich_interpretation()
    card = next(point for point in interpretation.key_points if point.id == "kp_return")
    twice = interpretation.with_key_point(card.replace(id="kp_again", element=Element.STANDARDS))
    assert [item.id for item in segments_of(twice)] == [item.id for item in segments_of(interpretation)]


def test_a_chart_is_drawn_only_from_three_comparable_amounts():
    from generators.infographic.comparing import drawn_values

    assert drawn_values(segment("measures.kp_train"))
    two = with_measures("取得证书的，按初级工800元、中级工1200元的标准给予培训补贴。")
    assert not any(drawn_values(item) for item in segments_of(two))


def test_chart_bars_begin_at_zero_and_refuse_what_would_mislead():
    drawn = charts.bars([("甲", 100), ("乙", 200), ("丙", 300)], "元", BLUE.roles)
    assert charts.bars([("甲", 100), ("乙", 200), ("丙", 300)], "元", BLUE.roles) == drawn
    assert b"<text" not in drawn and b"<dc:date" not in drawn
    with pytest.raises(ValueError, match="none negative"):
        charts.bars([("甲", -1), ("乙", 2)], "元", BLUE.roles)


def test_a_chart_label_without_a_glyph_is_an_error_and_not_a_box():
    with pytest.raises(charts.ChartGlyphMissing):
        charts.bars([("甲\U00020000", 1), ("乙", 2)], "元", BLUE.roles)


@pytest.fixture(scope="module")
def sizes() -> dict[str, RenderedFile]:
    return made(rich_interpretation(), Brief(options={"sizes": "a4,a3,cards,board,slices,svg"}))


def test_other_sizes_are_made_only_on_request(rich, sizes):
    assert set(rich) == {"infographic.png", "infographic.pdf", "infographic.txt"}
    assert {"infographic-a4.pdf", "infographic-cards-01.png", "infographic-cards-02.png"} <= set(sizes)


def test_printed_pages_are_a4_say_everything_and_lose_nothing_at_the_edges(sizes):
    document = pypdfium2.PdfDocument(sizes["infographic-a4.pdf"].data)
    pages = [page.get_textpage() for page in document]
    assert all([round(side) for side in page.get_size()] == [595, 842] for page in document)
    words = re.sub(r"\s+", "", "".join(page.get_text_range() for page in pages))
    for item in segments_of(rich_interpretation()):
        if not item.furniture:
            assert f"依据：{item.basis}" in words, item.id
            assert item.kind != "card" or item.text[:12] in words, item.id
    for page in pages:
        for index in range(page.count_chars()):
            left, bottom, right, top = page.get_charbox(index)
            assert left >= 0 and right <= 595.3 and bottom >= 0 and top <= 841.9


def test_cards_are_of_one_size_and_numbered(sizes):
    cards = [Image.open(io.BytesIO(file.data)) for name, file in sorted(sizes.items()) if "cards" in name]
    assert {card.size for card in cards} == {(1080, 1440)}
    assert cards[1].text["Description"].endswith(f"第2张，共{len(cards)}张")


def test_a_sheet_of_a3_says_everything_in_two_columns_and_names_every_clause(sizes):
    document = pypdfium2.PdfDocument(sizes["infographic-a3.pdf"].data)
    assert all([round(side) for side in page.get_size()] == [842, 1191] for page in document)
    words = re.sub(r"\s+", "", "".join(page.get_textpage().get_text_range() for page in document))
    for item in segments_of(rich_interpretation()):
        assert item.furniture or f"依据：{item.basis}" in words, item.id
    lefts = [text.get_charbox(i)[0] for text in [document[0].get_textpage()] for i in range(text.count_chars())]
    assert min(lefts) < 100 and max(lefts) > 600


def test_boards_fill_a_screen(sizes):
    boards = [Image.open(io.BytesIO(file.data)) for name, file in sorted(sizes.items()) if "board" in name]
    assert len(boards) >= 3 and {board.size for board in boards} == {(1920, 1080)}


def test_slices_join_to_the_long_picture_and_cut_no_card(sizes):
    whole = Image.open(io.BytesIO(sizes["infographic.png"].data)).convert("RGB")
    parts = [Image.open(io.BytesIO(file.data)).convert("RGB") for name, file in sorted(sizes.items()) if "part" in name]
    assert sum(part.height for part in parts) == whole.height and all(part.height <= SLICE for part in parts)
    top = 0
    for part in parts:
        assert part.tobytes() == whole.crop((0, top, 1080, top + part.height)).tobytes()
        top += part.height
        if top < whole.height:
            assert len(set(whole.crop((0, top, 1080, top + 1)).getdata())) == 1


def test_the_drawing_says_in_words_what_it_shows(sizes):
    from lxml import etree

    root = etree.fromstring(sizes["infographic.svg"].data)
    space = {"s": "http://www.w3.org/2000/svg"}
    assert root.get("role") == "img" and float(root.get("width")) == 1080
    assert root.findtext("s:title", namespaces=space) == "一图读懂：云溪市支持小微企业稳岗扩岗若干措施"
    assert "云人社发〔2026〕18号" in root.findtext("s:desc", namespaces=space)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("按初级工800元、中级工1200元、高级工1800元的标准给予补贴。", "bars"),
        ("参保企业2024年达到2000户、2025年达到2600户、2027年达到4000户。", ""),
        ("2024年达到2000户、2025年达到2600户、2027年达到4000户。", "line"),
        ("所需资金由省级承担50%、市级承担30%、县级承担20%。", "donut"),
        ("所需资金由省级承担50%、市级承担30%、县级承担10%。", "bars"),
    ],
)
def test_the_kind_of_chart_follows_from_the_amounts(text, kind):
    values, unit = comparable((tier.label, tier.amount) for tier in tiers_in(text))
    assert charts.kind_of(values, unit) == kind
    if kind:
        assert charts.drawn(values, unit, BLUE.roles) == charts.drawn(values, unit, BLUE.roles)
        assert charts.blank(values, unit).split(b"viewBox")[1][:14].split(b'"')[1].startswith(b"0 0 888")


def test_three_telephones_stand_clear_of_one_another_and_of_the_code():
    text = "咨询电话：0689-5127001（市公安局交通警察支队）、0689-5127302（市交通运输局）；监督电话：0689-5127110。"
    base = with_measures(text)
    point = base.key_points[0].replace(element=Element.CONTACT)
    files = made(base.replace(key_points=(point,)), Brief(source_url="https://www.yunxi.gov.cn/a.html", options={"sizes": "cards"}))
    page = pypdfium2.PdfDocument(files["infographic.pdf"].data)[0].get_textpage()
    digits = [page.get_charbox(i) for i in range(page.count_chars()) if page.get_charbox(i)[3] - page.get_charbox(i)[1] > 24 and page.get_text_range(i, 1).isdigit()]
    assert len(digits) >= 33 and max(right for _, _, right, _ in digits) < 1080 - 60 - 40 - 222
    assert not overlapping(character_boxes(files))


def test_a_number_that_is_a_word_of_its_sentence_stays_in_it():
    base = with_measures("企业可以通过12345服务热线、部门电话、政府网站反映问题。")
    point = base.key_points[0].replace(element=Element.CONTACT, title="反映问题")
    words = words_of(made(base.replace(key_points=(point,))))
    assert "可以通过12345服务热线、部门电话、政府网站反映问题" in words and words.count("12345") == 2


def test_a_statement_beside_its_chart_keeps_all_its_words():
    text = "按初级工800元、中级工1200元、高级工1800元的标准给予补贴；同一职工每年最多享受三次培训补贴，跨年度的按取证时间计算；补贴资金拨付至企业银行账户。"
    base = with_measures(text)
    point = base.key_points[0].replace(element=Element.STANDARDS)
    words = words_of(made(base.replace(key_points=(point,))))
    assert "跨年度的按取证时间计算" in words and "补贴资金拨付至企业银行账户" in words


def test_an_unknown_size_is_refused_with_those_there_are():
    with pytest.raises(CannotMake, match="可选：a4、a3、cards、square、board、slices、svg"):
        made(small_interpretation(), Brief(options={"sizes": "a5"}))


def test_hostile_texts_are_only_text():
    words = words_of(made(hostile_interpretation()))
    assert "<script>alert(1)</script>" in words.replace("／", "/")


def test_a_title_no_cover_can_hold_is_refused_with_a_sentence():
    with pytest.raises(CannotTypeset, match="标题太长"):
        made(small_interpretation(), Brief(title="关于" + "进一步" * 160))


WORDS = ["企业", "个体工商户", "补贴", "2026年", "1,200.5万元", "GB/T9704", "10%", "（含）", "《办法》", "、", "，", "；", "。", "不超过3次", "COVID-19", "1." ,
         "https://www.yunxi.gov.cn/a/b/c/d/e/f/g.html", "“一件事”", "㎡", "①", "〔2026〕18号", "镕", "—", "……", "ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 2]  # fmt: skip


def random_text(source: random.Random, length: int) -> str:
    text = ""
    while len(text) < length:
        text += source.choice(WORDS)
    return text[:length].strip("、，；。 ") or "补贴"


@pytest.mark.parametrize("seed", range(18))
def test_any_text_stays_on_the_page(seed):
    source = random.Random(seed)
    count = 1 + seed % 9
    texts = [random_text(source, source.choice((1, 3, 12, 30, 60, 110, 200))) + "。" for _ in range(count)]
    elements = list(Element)
    interpretation = with_measures(*texts)
    points = tuple(
        point.replace(element=source.choice(elements), title=random_text(source, source.randint(1, 14)))
        for point in interpretation.key_points
    )
    interpretation = interpretation.replace(key_points=points)
    brief = Brief(
        title=random_text(source, source.randint(2, 60)),
        source_url="https://www.yunxi.gov.cn/" + "a" * source.randint(1, 90),
    )
    files = made(interpretation, brief, themes.load(source.choice(themes.names())))
    boxes = character_boxes(files)
    for left, _, right, _ in boxes:
        assert left >= EDGE - 2 and right <= 1080 - EDGE + 2
    assert not overlapping(boxes)


def test_headings_of_three_lines_do_not_run_into_their_words():
    base = with_measures(*(f"鼓励、引导、支持商业银行等金融机构增加对中小企业的信贷投放，降低第{n}类企业的综合融资成本。" for n in range(1, 7)))
    points = tuple(point.replace(title=f"鼓励金融机构增加对第{n}类中小企业的信贷投放") for n, point in enumerate(base.key_points, start=1))
    base = base.replace(key_points=points)
    measures = [segment.id for segment in registry.composed("infographic", base, Brief()) if segment.heading.startswith("鼓励金融机构")]
    assert len(measures) == 6
    halves = tuple({"segment": name, "layout": "half"} for name in measures)
    files = made(base, Brief.model_validate({"options": {"sizes": "a4,a3,cards,square"}, "overrides": halves}))
    papers = [name for name in files if name.endswith(".pdf")]
    assert len(papers) >= 3
    for name in papers:
        for page in pypdfium2.PdfDocument(files[name].data):
            assert not overlapping(boxes_of(page)), name


def character_boxes(files: dict[str, RenderedFile]) -> list[tuple[float, float, float, float]]:
    """Where each visible character stands (left, bottom, right, top) in pixels of the picture."""
    return boxes_of(pypdfium2.PdfDocument(files["infographic.pdf"].data)[0])


def boxes_of(page: pypdfium2.PdfPage) -> list[tuple[float, float, float, float]]:
    text, pixel = page.get_textpage(), 1080 / page.get_width()
    boxes = [tuple(side * pixel for side in text.get_charbox(index)) for index in range(text.count_chars())]
    return [box for box in boxes if box[2] - box[0] > 1 and box[3] - box[1] > 1]


def overlapping(boxes: list[tuple[float, float, float, float]]) -> list:
    """Pairs of characters that cover more than a fifth of the smaller one."""
    rows: dict[int, list] = {}
    for box in boxes:
        for row in range(int(box[1] // 40), int(box[3] // 40) + 1):
            rows.setdefault(row, []).append(box)
    found = []
    for row in rows.values():
        row.sort()
        for index, one in enumerate(row):
            for other in row[index + 1 :]:
                if other[0] >= one[2]:
                    break
                wide, high = min(one[2], other[2]) - other[0], min(one[3], other[3]) - max(one[1], other[1])
                smaller = min((b[2] - b[0]) * (b[3] - b[1]) for b in (one, other))
                if one != other and wide > 0 and high > 0 and wide * high > 0.2 * smaller:  # —— is one glyph
                    found.append((one, other))
    return found
