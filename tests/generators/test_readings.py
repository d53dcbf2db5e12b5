"""Readings: what people may write down of how a word is said, and that every voice then says it so."""

import pytest

from generators.video.readings import LONGEST_WORD, MOST, NotAReading, Readings, merged, parse, pinyin, reading, usable
from generators.video.voices.phonemes import phonemes, syllables


def test_a_table_has_an_entry_a_line_in_pinyin_or_characters_that_sound_alike():
    table = parse("# 地名\n重阳=chong2yang2\n\n行唐 ＝ 航唐\nAPP=诶屁屁\n")
    assert [(entry.word, entry.said) for entry in table.entries] == [("重阳", "chong2yang2"), ("行唐", "航唐"), ("APP", "诶屁屁")]
    assert parse(table.text) == table


def test_the_later_of_two_readings_holds():
    assert parse("行唐=xing2tang2\n行唐=航唐").entries == parse("行唐=航唐").entries
    both = merged([*parse("行唐=xing2tang2").entries, *parse("行唐=航唐").entries])
    assert both.entries[0].homophone == "航唐" and len(both.entries) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("chong2yang2", ("chong2", "yang2")), ("lv4hua4", ("lv4", "hua4")), ("lü4", ("lv4",)), ("Xing2 Tang2", ()), ("xing2'", ()), ("er4", ("er4",)),
        ("xing", ()), ("xing6", ()), ("xyz1", ()), ("1", ()), ("zhv2", ()), ("bong1", ()), ("xing2x", ()), ("ia1", ()), ("a" * 5000 + "1", ()),
    ],
)  # fmt: skip
def test_pinyin_is_recognised_by_its_syllables(text, found):
    assert pinyin(text) == found


@pytest.mark.parametrize(
    "line",
    [
        "重阳", "=chong2", "重阳=", "重阳=chong2", "重阳=chong2yang2li3", "重阳=虫", "重阳=chong yang", "重 阳=虫羊", "《重》=虫", "重阳=<b>虫羊</b>", "重阳=虫羊。",
        "长" * (LONGEST_WORD + 1) + "=" + "常" * (LONGEST_WORD + 1), "2026=二零", "APP=a1p1p1", "重\x00阳=虫羊", "重阳=ch\u202eong2yang2",
    ],
)  # fmt: skip
def test_what_is_no_reading_is_refused_in_one_sentence(line):
    with pytest.raises(NotAReading) as error:
        parse(line)
    sentence = str(error.value)
    assert sentence.endswith(("。", "）。")) and "\x00" not in sentence and "\u202e" not in sentence and len(sentence) < 120


def test_a_table_has_an_end():
    with pytest.raises(NotAReading, match="最多"):
        parse("\n".join(f"{chr(0x4E00 + number)}=yi1" for number in range(MOST + 1)))


def test_a_broken_line_of_a_stored_table_does_not_spoil_the_others():
    table = usable("重阳=chong2yang2\n坏行\n行唐=航唐")
    assert [entry.word for entry in table.entries] == ["重阳", "行唐"]


def test_the_offline_voice_says_a_word_as_written_down():
    for line in ("重阳=chong2yang2", "重阳=虫羊"):
        assert phonemes("重阳节", parse(line).pronounced()).startswith(phonemes("虫羊", {"虫羊": ("chong2", "yang2")}))
    assert phonemes("行唐县", parse("行唐=航唐").pronounced()) != phonemes("行唐县", parse("行唐=xing2tang2").pronounced())


def test_a_reading_wins_over_the_built_in_one():
    assert phonemes("最长", parse("最长=zui4zhang3").pronounced()) == phonemes("最掌", {"最掌": ("zui4", "zhang3")})


def test_other_voices_get_characters_that_sound_alike_the_longest_word_first():
    table = Readings(entries=(reading("行", "hang2"), reading("行唐", "航唐"), reading("行唐县", "航唐现")))
    assert table.respelled("到行唐县银行办理") == "到航唐现银行办理", "pinyin alone is no spelling such a voice could read"


def test_only_readings_of_words_that_occur_matter_to_a_policy():
    table = parse("重阳=虫羊\n行唐=航唐")
    assert [entry.word for entry in table.within("行唐县人民政府").entries] == ["行唐"]


@pytest.mark.parametrize(
    ("text", "word", "said"),
    [
        ("缴纳个人所得税", "所得", "suo3 de2"), ("本市长护险参保人员", "长护", "chang2 hu4"), ("建立长效机制", "长", "chang2"), ("商业银行支行", "行", "hang2"),
        ("按期偿还款项", "还", "huan2"), ("采取差额补差方式", "补差", "bu3 cha1"), ("无正当理由", "当", "dang4"), ("通行证载明的时间", "载", "zai3"),
        ("严禁随意倾倒垃圾", "倒", "dao4"), ("视为准予延续", "为", "wei2"), ("确定为一级", "为", "wei2"), ("因为特殊情况", "为", "wei4"), ("特困人员供养", "供", "gong1"),
        ("种粮补贴", "种", "zhong4"), ("两种粮食作物", "种", "zhong3"), ("提供养老服务", "供", "gong1"), ("从中选取企业", "中", "zhong1"), ("网上调查", "调", "diao4"),
        ("文明行为准则", "为", "wei2"), ("重大项目", "重", "zhong4"), ("重新申请", "重", "chong2"), ("应届毕业生", "应", "ying1"), ("办事处", "处", "chu4"),
        ("行政处分", "处", "chu3"), ("供给侧", "给", "ji3"), ("参与", "与", "yu4"), ("差旅费", "差", "chai1"), ("会计核算", "会", "kuai4"),
    ],
)  # fmt: skip
def test_frequent_words_of_policies_are_read_right_in_their_place(text, word, said):
    read = [syllable for part in syllables(text) for syllable in part]
    assert len(read) == len(text)
    at = text.index(word)
    assert " ".join(read[at : at + len(word)]) == said
