"""Captions: at most two lines of 18 characters, broken at sense, in files players understand."""

import re

import pytest

from generators.video.subtitles import LINE, LINES, Cue, cut, pieces, srt, webvtt
from generators.video.voices.phonemes import phonemes
from tests.sample_interpretation import POINTS

SENTENCES = [point[3] for point in POINTS]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_cue_fits_two_lines_and_nothing_is_lost(sentence):
    cues = cut(sentence)
    assert "".join(part for part, _ in cues) == sentence
    for _, lines in cues:
        assert 1 <= len(lines) <= LINES
        assert all(0 < len(line) <= LINE for line in lines)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_amounts_and_dates_are_never_torn_apart(sentence):
    shown = [line for _, lines in cut(sentence) for line in lines]
    for whole in re.findall(r"\d[\d.]*(?:%|万?元|亿元|万家|万个|个月|个工作日|年\d+月\d+日)|0571-\d{8}", sentence):
        assert any(whole in line for line in shown), whole


def test_lines_break_after_marks_rather_than_between_words():
    assert [lines for _, lines in cut("公示无异议的，财政部门在15个工作日内拨付到账。")] == [("公示无异议的", "财政部门在15个工作日内拨付到账")]


def test_no_line_begins_with_a_mark_or_ends_with_an_opening_one():
    for sentence in SENTENCES:
        for _, lines in cut(sentence):
            for line in lines:
                assert line[0] not in "，。；：、）》”" and line[-1] not in "（《“，。；：、"


def test_a_name_of_an_office_stays_whole():
    shown = [line for _, lines in cut("由云溪市人力资源和社会保障局会同云溪市财政局负责组织实施并解释。") for line in lines]
    assert any("云溪市人力资源和社会保障局" in line for line in shown)


@pytest.mark.parametrize("text", ["", "。", "，，，", "a" * 100, "《" + "长" * 40 + "》", "一" * 200, "1" * 60 + "元"])
def test_odd_sentences_are_cut_all_the_same(text):
    assert all(len(line) <= LINE for _, lines in cut(text) for line in lines)


def test_pieces_give_the_text_back():
    for sentence in SENTENCES:
        assert "".join(pieces(sentence)) == sentence


@pytest.mark.parametrize("line", [10, 12, 14])
def test_a_narrow_picture_has_shorter_lines_with_all_the_words(line):
    for sentence in [*SENTENCES, "由云溪市人力资源和社会保障局会同云溪市财政局负责组织实施并解释。"]:
        cues = cut(sentence, line)
        assert "".join(part for part, _ in cues) == sentence
        for _, lines in cues:
            assert 1 <= len(lines) <= LINES and all(0 < len(shown) <= line for shown in lines)
            assert all(shown[0] not in "，。；：、）》”" for shown in lines)


CUES = (
    Cue(start=0.6, end=2.04, lines=("第一行", "A<b>&C"), scene="who", basis="第三条"),
    Cue(start=3661.5, end=3662.0, lines=("第二条",)),
)


def test_webvtt_names_the_clause_and_escapes_text():
    text = webvtt(CUES, "某办法")
    assert text.startswith("WEBVTT - 某办法\n")
    assert "\n\n1 who 依据：第三条\n00:00:00.600 --> 00:00:02.040\n第一行\nA&lt;b&gt;&amp;C\n" in text
    assert "01:01:01.500 --> 01:01:02.000" in text


def test_a_scene_name_cannot_forge_a_timing_line():
    cue = Cue(start=0, end=1, lines=("好",), scene="x\n00:00:05.000 --> 00:00:06.000\n假")
    assert webvtt((cue,)).count("-->") == 1


def test_srt_counts_from_one_with_commas():
    assert srt(CUES).startswith("1\n00:00:00,600 --> 00:00:02,040\n第一行\n")


def test_words_are_pronounced_by_context():
    assert phonemes("最长") != phonemes("增长")[: len(phonemes("最长"))]
    assert phonemes("有效期为三年").split()[1] == phonemes("为", {"为": ("wei2",)})
    assert phonemes("为企业提供服务").split()[0] == phonemes("为", {"为": ("wei4",)})
    assert phonemes("重阳", {"重阳": ("chong2", "yang2")}) == phonemes("虫羊", {"虫羊": ("chong2", "yang2")})


def test_a_share_in_words_stays_whole():
    assert "万分之五" in pieces("未作约定的，按照每日利率万分之五支付逾期利息。")
