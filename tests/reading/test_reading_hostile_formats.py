"""PDF files, binary Word files, web pages and texts made to hurt: refused or read for little, and nothing unseen gets into a record."""

import hostile_files as files
import hostile_pages as pages
import hostile_pdf as pdf
import hostile_word as hostile
import pytest
from hostile_pages import POLICY, UNSEEN, page
from making_documents import p, word
from making_old_word import Para, old_word
from measuring import Measurer
from test_reading_hostile import cheap

from studio.errors import CannotAccept
from studio.reading import read
from studio.reading.unseen import seen

WORDS = pdf.WORDS


@pytest.fixture(scope="module")
def measurer():
    measurer = Measurer()
    yield measurer
    measurer.close()


BOMBS = {
    "gigabytes of blanks": lambda: pdf.content_bomb(b" " * 1_000, 300),
    "gigabytes packed twice": lambda: pdf.doubly_packed(500),
    "saved states": lambda: pdf.content_bomb(b"q " * 500, 8),
    "saved states in noise": lambda: pdf.one_page(pdf.packed(b"".join(b"q %d w " % (i * 7919 % 10_007) for i in range(200_000)))),
    "text": lambda: pdf.content_bomb(WORDS * 10, 100),
    "lines": lambda: pdf.content_bomb(b"0 0 m 1 1 l S " * 50, 100),
    "numbers": lambda: pdf.content_bomb(b"1 " * 500, 100),
    "run lengths": lambda: pdf.run_lengths(300),
    "one stream named 20,000 times": lambda: pdf.repeated_contents(20_000, 100),
    "forms that double": lambda: pdf.doubling_forms(30),
    "a table of characters": lambda: pdf.character_map_bomb(200),
    "a stream of objects": lambda: pdf.object_stream_bomb(200),
    "a stream of references": lambda: pdf.reference_stream_bomb(200),
    "a page of 400,000 characters": lambda: pdf.many_characters(400_000),
    "a million pages": lambda: pdf.pages(1_000_000, b"3 0 R " * 1_000_000),
    "a million objects": lambda: pdf.many_objects(1_000_000, table=True),
    "half a million objects without a table": lambda: pdf.many_objects(500_000, table=False),
    "a million brackets": lambda: pdf.deep_objects(1_000_000),
}
ODD = {
    "a thousand million pages announced": lambda: pdf.pages(10**9, b"3 0 R", contents=pdf.stream(WORDS * 3)),
    "fewer than no pages": lambda: pdf.pages(-5, b"3 0 R", contents=pdf.stream(WORDS * 3)),
    "references in a circle": pdf.circular_references,
    "pages in a circle": pdf.circular_pages,
    "a form in itself": pdf.form_in_itself,
    "a boundless page": lambda: pdf.one_page(pdf.stream(WORDS * 3), box=b"[0 0 1e30 1e30]"),
    "a page beyond numbers": lambda: pdf.one_page(pdf.stream(WORDS * 3), box=b"[-1e38 -1e38 99999999999 1e38]"),
    "cut off": lambda: pdf.one_page(pdf.stream(WORDS * 3))[:-200],
    "nothing but a head": lambda: b"%PDF-1.7\n%%EOF",
}
OLD = {
    "a chain in a circle": pages.looping_chain,
    "an extension of itself": pages.looping_extension,
    "a directory in a circle": pages.looping_directory,
    "absurd sizes": pages.absurd_sizes,
    "no short sectors": pages.short_stream_without_table,
    "the same piece 1,000 times": lambda: pages.repeated_pieces(1_000, 3_900),
    "the same piece 100,000 times": lambda: pages.repeated_pieces(100_000, 30),
    "a page of properties": lambda: pages.pages_of_properties(1_000),
    "a password": lambda: old_word([Para("甲")], flags=0x100),
    **{f"sectors of 2 to the {shift}": (lambda shift=shift: pages.absurd_sectors(shift)) for shift in (0, 5, 12, 31, 65_535)},
    "cut off": lambda: old_word([Para("第一条 甲。")])[:1_500],
}
PAGES = {
    "a million elements": (lambda: page("<div>" * 1_000_000), "过大"),
    "20,000 levels": (lambda: page("<div>" * 20_000 + "云溪市"), "嵌套"),
    "300,000 attributes": (lambda: page("<p " + " ".join(f"a{i}=1" for i in range(300_000)) + ">第二条 甲。</p>"), "过大"),
    "300,000 attributes behind a quoted bracket": (lambda: page('<p x=">" ' + " ".join(f"a{i}" for i in range(300_000)) + ">第二条 甲。</p>"), "过大"),
    "rows of wide cells": (lambda: hostile.wide_page(100).encode(), "表格过大"),
    "100,000 rows": (lambda: page("<table>" + "<tr><td>甲<td>乙" * 100_000), "过大"),
    "45,000 lines": (lambda: page("云<br>" * 45_000), "过大"),
    "1.4 million line ends": (lambda: page("<br>" * 1_400_000), "过大"),
    "1.4 million brackets": (lambda: page("<" * 1_400_000), "过大"),
    "comments without end": (lambda: page("<!--" * 55_000 + "云"), ""),
    "one cell of 9,999 rows and columns": (lambda: hostile.wide_page(1).encode(), ""),
    "an attribute of 10 MB": (lambda: page('<p class="' + "a" * 9_900_000 + '">第二条 甲。</p>'), ""),
    "a style of 9 MB": (lambda: page('<p style="' + "text-align " * 800_000 + '">第二条 甲。</p>'), ""),
    "a list of 5,000 items": (lambda: pages.listed(5_000), ""),
    "tables in tables": (lambda: pages.deep_tables(40, 100), ""),
    "text 140 levels deep": (lambda: pages.deep_leaves(140, 30_000), ""),
    "a title of 2 MB": (lambda: f'<html><head><meta name="ArticleTitle" content="{"办法" * 500_000}"></head>{pages.OPENING}'.encode(), ""),
    "a title of dashes": (lambda: f"<html><head><title>{' - ' * 300_000}</title></head>{pages.OPENING}".encode(), ""),
    "a million entities": (lambda: page("&amp;" * 1_000_000), ""),
    "ten million characters": (lambda: page("云" * 10_000_000), "过大"),
    "three million characters": (lambda: page("云" * 3_000_000), "过大"),
    "half a character of UTF-16": (lambda: (pages.OPENING * 100).encode("utf-16")[:-1], ""),
}  # fmt: skip
TEXTS = {
    "ten million characters": ("云" * 10_000_000, "过大"),
    "a line of 300,000 characters": ("云" * 300_000, "过大"),
    "60,000 lines": ("甲\n" * 60_000, "过大"),
    "20 million empty lines": ("\n" * 20_000_000 + "甲", "过大"),
    "60 million blanks": (" " * 60_000_000 + "甲", "过大"),
    "50,000 rows of a table": ("# 甲\n" + "|甲|乙|\n" * 50_000, "过大"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_pdf_that_unpacks_to_too_much_is_refused_before_the_library_sees_it(measurer, name):
    assert "异常庞大" in cheap(measurer.cost(BOMBS[name]())).refused


@pytest.mark.parametrize("name", ODD)
def test_a_pdf_that_contradicts_itself_is_read_or_refused(measurer, name):
    cost = cheap(measurer.cost(ODD[name]()))
    assert cost.refused or cost.clauses


def test_a_pdf_with_a_password_asks_for_one_without():
    with pytest.raises(CannotAccept, match="密码"):
        read(pdf.with_password(), "a.pdf")


@pytest.mark.parametrize("name", OLD)
def test_an_old_word_file_that_contradicts_itself_is_read_or_refused(measurer, name):
    cost = cheap(measurer.cost(OLD[name]()))
    assert cost.refused or cost.clauses


@pytest.mark.parametrize("name", PAGES)
def test_a_page_made_to_hurt_is_read_or_refused(measurer, name):
    make, said = PAGES[name]
    cost = cheap(measurer.cost(make(), "页面.html"))
    assert said in cost.refused and (cost.refused or cost.clauses)


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_without_end_is_refused(measurer, name):
    text, said = TEXTS[name]
    assert said in cheap(measurer.cost((POLICY + text).encode(), "文本.txt")).refused


@pytest.mark.parametrize(
    "data",
    [
        (POLICY.replace("规范", "规范" * 2_000) + f"第二条 甲{UNSEEN}乙。").encode(), word(p("云溪市测试办法") + p(f"第二条 甲{pages.BIDI}\u200b\U000e0041乙。")),
        page(f"<p>第二条 甲{pages.BIDI}\u200b\U000e0041乙。</p>"), old_word([Para("云溪市测试办法"), Para(f"第二条 甲{pages.BIDI}乙。")]),
        (POLICY + f"第二条 甲{UNSEEN}乙。").encode("utf-16"),
    ],
    ids=["text", "word", "page", "old word", "UTF-16"],
)  # fmt: skip
def test_characters_nobody_sees_do_not_reach_the_record_and_are_announced(data):
    document = read(data, "a")
    assert document.clauses[-1].text == "甲乙。"
    warning = next(warning for warning in document.warnings if warning.code == "unseen_characters")
    assert "看不见的控制字符" in warning.message


def test_harmless_marks_are_taken_out_without_a_word():
    document = read((POLICY + "第二条 甲\ufeff\u200b\u00ad乙。").encode(), "a.txt")
    assert document.clauses[-1].text == "甲乙。" and not any(w.code == "unseen_characters" for w in document.warnings)


def test_a_variant_of_a_chinese_character_keeps_its_selector():
    assert read((POLICY + "第二条 葛\U000e0100城\ufe0f，a\ufe0fb。").encode(), "a.txt").clauses[-1].text == "葛\U000e0100城\ufe0f，ab。"


def test_half_of_a_character_becomes_a_mark_and_the_record_can_be_stored():
    with pytest.raises(CannotAccept, match="文字编码"):
        read((POLICY + "第二条 甲\ud83d乙。").encode("utf-16", "surrogatepass"), "a.txt")
    for data in (page("<p>第二条 甲\ud800乙&#xD800;。</p>"), page("<p>第二条 甲&#0;&#1114112;乙。</p>")):
        assert type(document := read(data, "a")).model_validate_json(document.model_dump_json()) == document


def test_a_page_in_utf7_runs_nothing_and_is_read_as_what_it_is():
    document = read(pages.in_utf7("<p>云溪市测试办法</p><p>第一条 为规范测试，制定本办法。</p>"), "a.html")
    assert document.clauses[-1].text == "为规范测试，制定本办法。" and "<script" not in document.model_dump_json()


def test_a_name_is_shown_on_one_line_without_what_turns_it_round():
    assert seen("政策\u202excod.exe\n二") == "政策xcod.exe 二" and len(seen("长" * 500)) == 120
    assert read(files.body(files.POLICY), "政策\u202e\n.docx").source.name == "政策 .docx"
