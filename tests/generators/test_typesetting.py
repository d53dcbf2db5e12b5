"""Typesetting: from the fonts of the wheels only, the same bytes each time, and nothing lost in silence."""

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import manimgx_fonts_cjk
import pylopdf_fonts_zh_cn
import pypdfium2
import pytest
from PIL import Image

from generators import typesetting
from generators.typesetting import DoesNotFit, MissingGlyph, prepare, typeset
from styles import fonts, themes

THEME = themes.load("government-blue")


def page(**changes) -> dict:
    """The least an infographic's template needs, with the given parts changed."""
    cover = {
        "id": "masthead",
        "lines": ["云溪市"],
        "size": 84,
        "facts": [],
        "audience": "",
        "policy": "",
        "status": "",
        "valid": True,
    }
    data = {
        "title": "一图读懂", "author": "", "description": "", "keywords": [], "label": "一图读懂", "bright": "#ffffff", "panel": "#0b2f78", "zoom": 1,
        "cover": cover, "blocks": [], "colophon": None, "draft": False,
    }  # fmt: skip
    return data | changes


def terms(*texts: str) -> list[dict]:
    items = [{"id": f"terms.{n}", "heading": "名词", "text": text, "points": [], "basis": ""} for n, text in enumerate(texts)]
    return [{"id": "terms", "title": "名词解释", "parts": [{"layout": "terms", "items": items}]}]


def words_of(pdf: bytes) -> str:
    return pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()


def test_the_same_content_gives_the_same_bytes_also_in_parallel():
    def made(output):
        return typeset("infographic", page(blocks=terms("企业裁员率。")), theme=THEME, output=output)

    for output in ("png", "pdf", "svg"):
        first = made(output)
        with ThreadPoolExecutor(4) as pool:
            assert all(again == first for again in pool.map(made, [output] * 4))


def test_one_point_is_one_pixel():
    assert Image.open(io.BytesIO(typeset("infographic", page(), theme=THEME)[0])).width == 1080


def test_every_font_comes_from_a_wheel():
    homes = {Path(manimgx_fonts_cjk.__file__).parent, Path(pylopdf_fonts_zh_cn.__file__).parent}
    loaded = typesetting._fonts().fonts()
    assert {Path(font.path).parent for font in loaded} == homes
    assert set(fonts.FAMILIES) <= {font.family for font in loaded}


def test_every_character_taken_for_granted_is_in_every_font():
    gbk = [chr(code) for code in range(0x20, 0x10000) if not 0xD800 <= code < 0xE000 and fonts._is_gbk(chr(code))]
    assert len(gbk) > 21_000
    for path in (fonts.sans_variable(), fonts.sans_regular(), fonts.serif_regular(), fonts.sans_bold()):
        assert not set(map(ord, gbk)) - fonts.character_map(path), path


def test_a_character_without_a_glyph_names_itself_and_its_segment():
    blocks = terms("没有问题。", "联系人张😀。")
    with pytest.raises(MissingGlyph, match="😀.*U\\+1F600") as caught:
        typeset("infographic", page(blocks=blocks), theme=THEME)
    assert caught.value.segment == "terms.1"


def test_rare_characters_of_names_are_set():
    assert fonts.lacking("䶮㬎玥喆堃镕") == ()


def test_what_cannot_be_seen_is_dropped_and_tick_marks_are_those_the_fonts_have():
    assert prepare("条\u200b件\ufeff\u00ad✔\t齐\x07全") == "条件√ 齐全"


def test_text_is_never_taken_for_markup():
    hostile = '#panic("x") *粗* _斜_ $x^2$ @ref <label> \\ `code` [链接] = 标题'
    assert hostile.split(maxsplit=1)[0] in words_of(
        typeset("infographic", page(blocks=terms(hostile)), theme=THEME, output="pdf")[0]
    )


def test_what_does_not_fit_is_refused_by_name_and_not_cut_off():
    cover = page()["cover"] | {"lines": ["长" * 60]}
    with pytest.raises(DoesNotFit, match="标题太长") as caught:
        typeset("infographic", page(cover=cover), theme=THEME)
    assert caught.value.segment == "masthead"


def test_a_wrong_template_is_our_fault_and_says_so():
    with pytest.raises(typesetting.BrokenTemplate, match="no template"):
        typeset("nothing", {})


@pytest.mark.parametrize("length", range(30, 64))
def test_lines_break_as_a_typesetter_would_break_them(length):
    text = ("企业于2026年12月31日前招用高校毕业生24人的，补贴标准为每人2000元（含税），累计不超过3万元；" * 2)[
        :length
    ] + "。"
    lines = [
        line.strip()
        for line in words_of(
            typeset("infographic", page(blocks=terms(text)), theme=THEME, output="pdf")[0]
        ).splitlines()
    ]
    body = lines[lines.index("名词") + 1 :]
    assert "".join(body).replace(" ", "") == text
    for line in body:
        assert line[0] not in "，。；：、！？）》”’", body
        assert line[-1] not in "（《“‘", body
    assert len(body) == 1 or len(body[-1].rstrip("。")) >= 2, body
    for number, unit in zip(body, body[1:], strict=False):
        assert not (number[-1].isdigit() and unit[0] in "元人年月日万"), body
    for above, below in zip(body, body[1:], strict=False):
        assert not (above.endswith("每") or above.endswith("每人") and below[0].isdigit()), body


@pytest.mark.parametrize("lead", range(20, 34))
def test_both_ends_of_a_range_stand_on_one_line_with_their_unit(lead):
    text = "企业应当按照规定为职工办理参加社会保险登记手续并且按时足额缴纳各项保险费用之后"[:lead] + "每3～5年参加一次培训。"
    made = words_of(typeset("infographic", page(blocks=terms(text)), theme=THEME, output="pdf")[0])
    assert any("每3～5年" in line.replace(" ", "") for line in made.splitlines()), made


def test_a_stop_behind_a_number_is_as_wide_as_any_other():
    text = typeset("infographic", page(blocks=terms("最长12个月，到期申请，逾期不办。")), theme=THEME, output="pdf")[0]
    found = pypdfium2.PdfDocument(text)[0].get_textpage()
    words = found.get_text_range()
    steps = [found.get_charbox(words.index(next_), loose=True)[0] - found.get_charbox(words.index(before), loose=True)[0] for before, next_ in ("月到", "请逾")]
    assert abs(steps[0] - steps[1]) < 1, steps


def test_a_bracket_and_the_stop_behind_it_close_up_behind_a_number():
    made = typeset("infographic", page(blocks=terms("贷款（含50万元），可以申请（含办理）；逾期不办。")), theme=THEME, output="pdf")[0]
    found = pypdfium2.PdfDocument(made)[0].get_textpage()
    words = found.get_text_range()
    steps = [found.get_charbox(words.index(pair) + 2)[0] - found.get_charbox(words.index(pair))[2] for pair in ("元），可", "理）；逾")]
    assert abs(steps[0] - steps[1]) < 1, steps
