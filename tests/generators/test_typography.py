"""What a newspaper's proof-reader would mark in any text of any product."""


import pytest
from lxml import etree

from generators import registry
from generators.model import Brief, Override
from generators.typography import JOINT, RULES, typographic
from generators.unbroken import break_at_sense, keep_together, title_pieces
from styles import themes
from tests.journeys.browsing import NEEDS_CHROMIUM, chromium
from tests.plainly import times_plain
from tests.sample_interpretation import rich_interpretation


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("本办法自2026年3月 1日起施行。", "本办法自2026年3月1日起施行。"),
        ("市、县(市、区)人民政府", "市、县（市、区）人民政府"),
        ("行动计划(2021—2023年)", "行动计划（2021—2023年）"),
        ("微机电系统(MEMS)企业", "微机电系统（MEMS）企业"),
        ("给予补贴,最高５０万元;每年1次", "给予补贴，最高50万元；每年1次"),
        ("时间:8:30至12:00,电话:0611-8200123", "时间：8:30至12:00，电话：0611-8200123"),
        ("满3年,给予奖励", "满3年，给予奖励"),
        ("比例为50 %、利率2．5％", "比例为50%、利率2.5%"),
        ("年龄18-40周岁，2021-2023年，10～20元", "年龄18—40周岁，2021—2023年，10～20元"),
        ("日期2026-05-01，文号GB/T 9704-2012", "日期2026-05-01，文号GB/T 9704-2012"),
        ("《关于印发《青岚市办法》的通知》", "《关于印发〈青岚市办法〉的通知》"),
        ("根据《关于印发<青岚市办法>的通知》", "根据《关于印发〈青岚市办法〉的通知》"),
        ("依据《关于印发＜青岚市办法＞的通知》", "依据《关于印发〈青岚市办法〉的通知》"),
        ('称为"一件事"改革', "称为“一件事”改革"),
        ('《“十四五"经济规划》《青岚市“十四五"时期纲要》', "《“十四五”经济规划》《青岚市“十四五”时期纲要》"),
        ("由学校申请资助参保。）。其他人员自行办理。", "由学校申请资助参保）。其他人员自行办理。"),
        ("，按月发放；。", "按月发放。"),
        ("马　敏　　教授、青岚大学校长", "马敏，教授、青岚大学校长"),
        ("青岚市民政局 青岚市财政局关于提高标准的通知", "青岚市民政局 青岚市财政局关于提高标准的通知"),
        ("登录 https://zwfw.example.gov.cn/a,b?c=1 办理", "登录 https://zwfw.example.gov.cn/a,b?c=1 办理"),
        ("网址https://a.example.cn，电话8200123", "网址https://a.example.cn，电话8200123"),
        ("使用 AI 工具和 Word 文档", "使用AI工具和Word文档"),
        ("Open Data 平台", "Open Data平台"),
        ("稳岗--扩岗...", "稳岗——扩岗……"),
        ("依据《甲条例》、《乙办法》和《丙通知》（青政发〔2026〕8号）《丁规定》", "依据《甲条例》《乙办法》和《丙通知》（青政发〔2026〕8号）、《丁规定》"),
        ("产品库的‘核定商品’目录", "产品库的“核定商品”目录"),
        ("“证书”所列‘核定商品’和“甲称‘乙’”", "“证书”所列“核定商品”和“甲称‘乙’”"),
        ("坚持“快办优办”、“应减尽减”和“三减”、扩岗", "坚持“快办优办”“应减尽减”和“三减”、扩岗"),
        ("1997年7―9月自查", "1997年7—9月自查"),
        ("由基金资助参保。（其中非本市户籍学生向学校申请）。", "由基金资助参保（其中非本市户籍学生向学校申请）。"),
        ("续约率=续约数/签约数*100%", "续约率=续约数/签约数×100%"),
        ("按照7:3的比例兑付，8:30开始", "按照7∶3的比例兑付，8:30开始"),
        ("第1－3项", "第1－3项"),
        ("申报18—40周岁（含40周岁）的人员", "申报18—40周岁（含40周岁）的人员"),
        ("", ""),
    ],
)
def test_marks_spaces_and_widths_are_those_of_print(written, printed):
    assert typographic(written) == printed
    assert typographic(printed) == printed


def test_no_rule_takes_a_word_or_a_number_away():
    text = "对企业(含个体工商户),按每人1,500.50元--最高20万元给予补贴;“三保障“和《甲《乙》》,见 http://a.cn/x。。"
    for rule in RULES:
        assert [c for c in rule(text) if c.isalnum()] == [c for c in text if c.isalnum()]


@pytest.mark.parametrize("hostile", ["(" * 60_000, '"' * 60_000, "　" * 60_000, "《" * 60_000, "1-" * 40_000, "。" * 60_000, "a.a" * 20_000])
def test_long_runs_of_marks_cost_little(hostile):
    assert times_plain(typographic, "甲" + hostile + "乙", enough=12) < 12


@pytest.mark.parametrize("name", ["infographic", "faq", "article", "video"])
def test_what_a_person_types_is_printed_by_the_same_rules_in_every_product(name):
    interpretation = rich_interpretation()
    own = next(segment for segment in registry.composed(name, interpretation, Brief()) if not segment.furniture)
    typed = Override(segment=own.id, heading="补贴 标准(试行)", text="按每人 500 元发放,最高不超过10-20万元。。")
    shown = next(s for s in registry.composed(name, interpretation, Brief(overrides=(typed,))) if s.id == own.id)
    assert shown.heading == "补贴标准（试行）"
    assert shown.text == "按每人500元发放，最高不超过10—20万元。"


def test_a_number_and_what_counts_it_are_found_as_one():
    text = "按每人每月1800元发放6个月，最高20万元，不低于60%，3月1日前办结。"
    assert [found[0] for found in JOINT.finditer(text)] == ["每人每月1800元", "6个月", "最高20万元", "60%", "3月1日"]
    assert [found[0] for found in JOINT.finditer("1号楼1109-2室，18元/平方米/月，2—3天")] == ["1号", "1109-2室", "18元/平方米/月", "2—3天"]
    assert [found[0] for found in JOINT.finditer("电话0689-5126233，云政发〔2026〕18号，减10分")] == ["0689-5126233", "〔2026〕18号", "10分"]


def test_a_number_stays_with_its_unit_on_a_page_and_every_word_stays_in_place():
    page = etree.fromstring("<section><p>按每人500元发放，<strong>最高20万元</strong>，自2026年起；见<a href='x'>第3条</a>第2款。</p></section>")
    before = "".join(page.itertext())
    keep_together(page)
    joints = [node.text for node in page.iter("span") if node.get("class") == "joint"]
    assert joints == ["每人500元", "最高20万元", "2026年", "2款"]
    assert "".join(page.itertext()) == before
    keep_together(page)
    assert "".join(page.itertext()) == before and len(list(page.iter("span"))) == 4


def test_a_title_is_cut_into_pieces_between_words_and_none_is_a_single_character():
    for title in ("《云溪市进一步支持小微企业稳岗扩岗若干措施》政策解读", "《青岚市城镇燃气设施总体规划（2026—2035年）的批复》政策问答", "九、注意事项", "租金18元/平方米/月"):
        pieces = title_pieces(title)
        assert "".join(pieces) == title and min(map(len, pieces)) > 1
        assert all(piece[0] not in "的》）、，：" and piece[-1] not in "《（" for piece in pieces)
    told = title_pieces("个体工商户：《云溪市进一步支持小微企业稳岗扩岗若干措施》政策问答")
    assert {"小微企业稳岗扩岗", "若干措施》", "政策问答"} <= {piece.removeprefix("支持") for piece in told}
    assert "18元/平方米/月" in title_pieces("天河区人才公寓租金18元/平方米/月") and title_pieces("") == ()


def test_a_heading_with_its_places_for_a_break_still_reads_as_the_same_words():
    heading = etree.fromstring("<h2>关于调整中心城区货车限行措施的通告</h2>")
    break_at_sense(heading)
    assert "".join(heading.itertext()) == "关于调整中心城区货车限行措施的通告" and heading.find("wbr") is not None
    empty = etree.fromstring("<h2/>")
    break_at_sense(empty)
    assert not len(empty) and not empty.text


@NEEDS_CHROMIUM
def test_a_narrow_page_breaks_no_line_between_a_number_and_its_unit():
    """Measured in a real browser at every width a phone may have: each joint is one box."""
    _, files = registry.produce("faq", rich_interpretation(), Brief(), themes.load("government-blue"))
    page_file = next(file for file in files if file.media_type == "text/html")
    with chromium() as browser:
        page = browser.new_page()
        page.set_content(page_file.data.decode())
        for width in (320, 333, 347, 360, 375, 390, 412):
            page.set_viewport_size({"width": width, "height": 800})
            split = page.evaluate("[...document.querySelectorAll('.joint')].filter(n => n.getClientRects().length > 1).map(n => n.textContent)")
            assert split == []
        assert page.evaluate("document.querySelectorAll('.joint').length") > 5


@pytest.mark.parametrize(("text", "whole"), [("按18元/平方米/月收取租金。", "18元/平方米/月"), ("到天河路1109-2室办理。", "1109-2室"), ("按0.5元/千瓦时补贴。", "0.5元/千瓦时"), ("按照每日利率万分之五支付。", "万分之五"), ("占三分之二以上的。", "三分之二")])
def test_what_an_amount_is_for_each_of_and_the_number_of_a_door_stay_with_it(text, whole):
    assert whole in [found[0] for found in JOINT.finditer(text)]
