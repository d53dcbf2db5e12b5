"""Word prints numbers that stand nowhere in the text; a clause must carry exactly the one Word prints."""

import pytest
from making_documents import level, numbering, p, part, word

from studio.reading import read
from studio.reading.numbering_formats import written


@pytest.mark.parametrize(
    ("style", "number", "printed"),
    [
        ("chineseCounting", 1, "一"), ("chineseCounting", 10, "十"), ("chineseCounting", 21, "二十一"), ("chineseCounting", 101, "一○一"),
        ("chineseCountingThousand", 20, "二十"), ("chineseCountingThousand", 101, "一百〇一"), ("chineseCountingThousand", 110, "一百一十"),
        ("japaneseCounting", 12, "十二"), ("japaneseCounting", 105, "百五"), ("ideographDigital", 10, "一〇"),
        ("chineseLegalSimplified", 11, "壹拾壹"), ("ideographLegalTraditional", 3, "參"), ("ideographTraditional", 11, "甲"),
        ("ideographZodiac", 2, "丑"), ("decimalEnclosedCircle", 3, "③"), ("decimalEnclosedCircleChinese", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "㉑"), ("decimalEnclosedParen", 2, "⑵"), ("decimalEnclosedFullstop", 2, "⒉"),
        ("ideographEnclosedCircle", 1, "㈠"), ("decimalFullWidth", 12, "１２"), ("decimalZero", 7, "07"), ("decimal", 7, "7"),
        ("upperLetter", 2, "B"), ("lowerLetter", 27, "aa"), ("upperRoman", 9, "IX"), ("lowerRoman", 44, "xliv"), ("koreanDigital", 20, "이영"),
        ("koreanCounting", 12, "십이"), ("ideographZodiacTraditional", 2, "乙丑"), ("numberInDash", 3, "- 3 -"), ("chicago", 5, "**"), ("hex", 12, "C"),
        ("bullet", 1, ""), ("none", 1, ""),
    ],
)  # fmt: skip
def test_each_number_format_is_written_as_word_writes_it(style, number, printed):
    assert written(number, style) == printed


def clauses_of(body, numbers, **parts):
    document = read(word(p("云溪市测试办法") + body, numbering=numbers, **parts), "a.docx")
    return {clause.ref: (clause.label, clause.text) for clause in document.clauses}


def test_automatic_chapters_articles_and_items_get_their_numbers_and_addresses():
    levels = level(0, "chineseCountingThousand", "第%1章") + level(1, "chineseCountingThousand", "第%2条", '<w:lvlRestart w:val="0"/>')
    levels += level(2, "chineseCounting", "（%3）")
    body = p("总则", num=(1, 0)) + p("为规范测试，制定本办法。", num=(1, 1)) + p("下列人员适用：", num=(1, 1))
    body += p("学生；", num=(1, 2)) + p("教师。", num=(1, 2)) + p("附则", num=(1, 0)) + p("本办法由市教育局解释。", num=(1, 1))
    clauses = clauses_of(body, numbering({0: levels}, {1: (0, "")}))
    assert clauses == {
        "chap_1": ("第一章", "总则"), "art_1": ("第一条", "为规范测试，制定本办法。"), "art_2": ("第二条", "下列人员适用："),
        "art_2.item_1": ("（一）", "学生；"), "art_2.item_2": ("（二）", "教师。"), "chap_2": ("第二章", "附则"),
        "art_3": ("第三条", "本办法由市教育局解释。"),
    }  # fmt: skip


def labels(body, numbers, **parts):
    return [label for label, _ in clauses_of(body, numbers, **parts).values()]


def test_a_sublist_starts_again_under_each_item():
    levels = level(0, "chineseCounting", "（%1）") + level(1, "decimal", "%2.")
    body = "".join(p("内容", num=(1, depth)) for depth in (0, 1, 1, 0, 1))
    assert labels(body, numbering({0: levels}, {1: (0, "")})) == ["（一）", "1.", "2.", "（二）", "1."]


def test_two_lists_of_one_numbering_run_on_and_a_start_override_begins_anew_once():
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbers = numbering({0: level(0, "decimal", "%1.")}, {1: (0, ""), 2: (0, ""), 3: (0, override)})
    body = "".join(p(f"第{i}段内容，各不相同", num=(number, 0)) for i, number in enumerate((1, 1, 2, 3, 3)))
    assert labels(body, numbers) == ["1.", "2.", "3.", "1.", "2."]


def test_an_instance_may_redefine_a_level():
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "chineseCounting", "%1、", start=3)}</w:lvlOverride>'
    assert labels(p("内容", num=(1, 0)), numbering({0: level(0, "decimal", "%1.")}, {1: (0, override)})) == ["三、"]


def test_legal_numbering_prints_every_level_in_arabic():
    levels = level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    body = p("总则", num=(1, 0)) + p("目的", num=(1, 1)) + p("依据", num=(1, 1)) + p("范围", num=(1, 1)) + p("原则", num=(1, 1))
    assert labels(body, numbering({0: levels}, {1: (0, "")})) == ["一、", "1.1", "1.2", "1.3", "1.4"]


def test_a_style_numbers_its_paragraphs_through_its_parent_and_numid_zero_takes_the_number_away():
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="条"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Child"><w:name w:val="条二"/><w:basedOn w:val="Base"/></w:style>',
    )
    body = p("甲内容。", style="Base") + p("乙内容。", style="Child") + p("丙内容。", style="Base", num=(0, 0)) + p("丁内容。", style="Base")
    numbers = numbering({0: level(0, "chineseCounting", "第%1条")}, {1: (0, "")})
    assert clauses_of(body, numbers, styles=styles) == {
        "art_1": ("第一条", "甲内容。"), "art_2": ("第二条", "乙内容。"), "art_2.para_2": ("", "丙内容。"), "art_3": ("第三条", "丁内容。"),
    }  # fmt: skip


def test_a_paragraph_whose_deletion_is_tracked_takes_no_number():
    gone = p(num=(1, 0), inner='<w:del w:id="1"><w:r><w:delText>删去的内容</w:delText></w:r></w:del>', mark='<w:del w:id="2"/>')
    body = p("甲内容。", num=(1, 0)) + gone + p("乙内容。", num=(1, 0))
    assert labels(body, numbering({0: level(0, "chineseCounting", "第%1条")}, {1: (0, "")})) == ["第一条", "第二条"]


def test_bullets_and_unknown_numbering_are_no_numbers():
    numbers = numbering({0: level(0, "bullet", "")}, {1: (0, "")})
    assert labels(p("内容一。", num=(1, 0)) + p("内容二。", num=(99, 0)), numbers) == ["", ""]


def test_what_links_to_a_numbering_style_counts_on_with_it():
    styles = part("styles", '<w:style w:type="numbering" w:styleId="L"><w:name w:val="列表"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>')
    linked = numbering({0: '<w:styleLink w:val="L"/>' + level(0, "chineseCounting", "%1、"), 1: '<w:numStyleLink w:val="L"/>'}, {1: (0, ""), 2: (1, "")})
    body = p("测试意见") + p("甲", num=(1, 0)) + p("乙", num=(2, 0)) + p("丙", num=(1, 0))
    assert [c.label for c in read(word(body, numbering=linked, styles=styles), "a.docx").clauses] == ["一、", "二、", "三、"]
