"""Chinese text to the phonemes the offline voice was trained on: pinyin by word, IPA by syllable, an arrow for the tone.

The voice learned tones as in the dictionary and changes them in context by itself, so no tone sandhi is applied here.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import accumulate, pairwise

INITIALS = {
    "b": "p", "p": "pʰ", "m": "m", "f": "f", "d": "t", "t": "tʰ", "n": "n", "l": "l", "g": "k", "k": "kʰ", "h": "x",
    "j": "ʨ", "q": "ʨʰ", "x": "ɕ", "zh": "ꭧ", "ch": "ꭧʰ", "sh": "ʂ", "r": "ɻ", "z": "ʦ", "c": "ʦʰ", "s": "s", "": "",
}  # fmt: skip
FINALS = {
    "a": "a0", "ai": "ai0", "an": "a0n", "ang": "a0ŋ", "ao": "au0", "e": "ɤ0", "ei": "ei0", "en": "ə0n", "eng": "ə0ŋ",
    "er": "ɚ0", "i": "i0", "ia": "ja0", "ian": "jɛ0n", "iang": "ja0ŋ", "iao": "jau0", "ie": "je0", "in": "i0n",
    "ing": "i0ŋ", "iong": "jʊ0ŋ", "iou": "jou0", "ong": "ʊ0ŋ", "ou": "ou0", "u": "u0", "ua": "wa0", "uai": "wai0",
    "uan": "wa0n", "uang": "wa0ŋ", "uei": "wei0", "uen": "wə0n", "ueng": "wə0ŋ", "uo": "wo0", "o": "wo0", "v": "y0",
    "ve": "ɥe0", "van": "ɥɛ0n", "vn": "y0n", "ê": "ɛ0", "m": "m0", "n": "n0", "ng": "ŋ0", "hm": "hm0", "hng": "hŋ0",
}  # fmt: skip
APICAL = {"z", "c", "s", "zh", "ch", "sh", "r"}
"""Initials after which i is no [i] but a buzzed vowel."""
TONES = {"1": "→", "2": "↗", "3": "↓", "4": "↘", "5": ""}
LETTERS = {
    "A": "ˈA", "B": "bˈi", "C": "sˈi", "D": "dˈi", "E": "ˈi", "F": "ˈɛf", "G": "ʤˈi", "H": "ˈAʧ", "I": "ˈI", "J": "ʤˈA",
    "K": "kˈA", "L": "ˈɛl", "M": "ˈɛm", "N": "ˈɛn", "O": "ˈO", "P": "pˈi", "Q": "kjˈu", "R": "ˈɑɹ", "S": "ˈɛs",
    "T": "tˈi", "U": "jˈu", "V": "vˈi", "W": "dˈʌbᵊljˌu", "X": "ˈɛks", "Y": "wˈI", "Z": "zˈi",
}  # fmt: skip
PAUSES = {"，": ", ", "、": ", ", "。": ". ", "；": "; ", "：": ": ", "？": "? ", "！": "! ", ",": ", ", ".": ". "}

_CORRECTIONS = (
    "最长 zui4 chang2, 全长 quan2 chang2, 时长 shi2 chang2, 更长 geng4 chang2, 较长 jiao4 chang2, 长租 chang2 zu1, 长效 chang2 xiao4, "
    "长效机制 chang2 xiao4 ji1 zhi4, 总时长 zong3 shi2 chang2, 个人所得税 ge4 ren2 suo3 de2 shui4, 所得税 suo3 de2 shui4, "
    "个人所得税法 ge4 ren2 suo3 de2 shui4 fa3, 倾倒垃圾 qing1 dao4 la1 ji1, 无正当理由 wu2 zheng4 dang4 li3 you2, "
    "无正当 wu2 zheng4 dang4, 正当理由 zheng4 dang4 li3 you2, 市长护险 shi4 chang2 hu4 xian3, 其长护险 qi2 chang2 hu4 xian3, "
    "长三角 chang2 san1 jiao3, 长护险 chang2 hu4 xian3, 长护 chang2 hu4, 为准 wei2 zhun3, 为由 wei2 you2, 上调 shang4 tiao2, 调增 tiao2 zeng1, "
    "调减 tiao2 jian3, 调高 tiao2 gao1, 调低 tiao2 di1, 调至 tiao2 zhi4, 回调 hui2 tiao2, 微调 wei1 tiao2, 调休 tiao2 xiu1, 调档 diao4 dang4, "
    "奔赴 ben1 fu4, 差旅 chai1 lv3, 级差 ji2 cha1, 补差 bu3 cha1, 逆差 ni4 cha1, 时差 shi2 cha1, 价差 jia4 cha1, 还款 huan2 kuan3, "
    "免还 mian3 huan2, 应还 ying1 huan2, 中选 zhong4 xuan3, 中签 zhong4 qian1, 所得 suo3 de2, 正当 zheng4 dang4, 多重 duo1 chong2, "
    "支行 zhi1 hang2, 各行各业 ge4 hang2 ge4 ye4, 用处 yong4 chu4, 应诉 ying4 su4, 应尽 ying1 jin4, 载明 zai3 ming2, 累进 lei3 jin4, 切块 qie1 kuai4, "
    "薄膜 bo2 mo2, 倾倒 qing1 dao4, 种养 zhong4 yang3, 种粮 zhong4 liang2, 复种 fu4 zhong4, 散养 san3 yang3, 散煤 san3 mei2, 猪舍 zhu1 she4, "
    "畜舍 chu4 she4, 圈舍 juan4 she4, 圈养 juan4 yang3, 供养 gong1 yang3, 供述 gong4 shu4, 卡口 qia3 kou3, 给排水 ji3 pai2 shui3, 间伐 jian4 fa2, "
    "系安全带 ji4 an1 quan2 dai4, 大夫 dai4 fu5, 内蒙古 nei4 meng3 gu3, 单县 shan4 xian4, 朝阳区 chao2 yang2 qu1, 朝阳市 chao2 yang2 shi4, "
    "长治 chang2 zhi4, 长垣 chang2 yuan2, 天台县 tian1 tai1 xian4, 大城县 dai4 cheng2 xian4, 浚县 xun4 xian4, 洪洞 hong2 tong2, 繁峙 fan2 shi4, "
    "长治市 chang2 zhi4 shi4, 洪洞县 hong2 tong2 xian4, 郫都 pi2 du1, 筠连 jun1 lian2, 荥经 ying2 jing1, 任县 ren2 xian4"
)
SPEAK_AS = {word: tuple(syllables) for word, *syllables in map(str.split, _CORRECTIONS.split(","))}
"""Words the dictionary reads wrongly in official texts → pinyin with tone figures, one a character. They hold where they are words:
种粮 in 种粮补贴, not in 两种粮食."""

MARK = "\ue000"
"""Stands before what is said of each Chinese character or letter. The voice does not know it; captions are timed by it."""

_SERVING = re.compile(r"提供|开展|办理|服务|创造|营造|[给保]|作|解决|贯彻|落实")
"""What follows 为 when it means 'for' (fourth tone) and not 'is' (second)."""

_RUN = re.compile(r"(?P<han>[一-鿿〇]+)|(?P<letters>[A-Za-z]+)|(?P<mark>.)", re.DOTALL)


def phonemes(text: str, words: Mapping[str, tuple[str, ...] | str] | None = None) -> str:
    """Return the phonemes of ``text`` as ``marked`` does, without the marks."""
    return marked(text, words).replace(MARK, "")


def marked(text: str, words: Mapping[str, tuple[str, ...] | str] | None = None) -> str:
    """Return the phonemes of ``text`` (as ``narration.spoken`` gives it), MARK before each character's, words separated by spaces.

    ``words`` adds pronunciations to ``SPEAK_AS`` and wins over it: {"重阳": ("chong2", "yang2")} or characters that
    sound so, {"重阳": "虫羊"}.
    """
    parts = []
    for run in _RUN.finditer(text):
        if han := run["han"]:
            parts.append(" ".join("".join(MARK + _syllable(pinyin) for pinyin in word) for word in syllables(han, words)))
        elif letters := run["letters"]:
            parts.append(" " + " ".join(MARK + LETTERS[letter] for letter in letters.upper()) + " ")
        else:
            parts.append(PAUSES.get(run["mark"], ""))
    return re.sub(r" +", " ", "".join(parts)).strip()


def syllables(text: str, words: Mapping[str, tuple[str, ...] | str] | None = None) -> list[tuple[str, ...]]:
    """Return the pinyin with tone figures of Chinese characters, word by word; ``words`` as in ``phonemes``."""
    given = {word: _pinyin(said) if isinstance(said, str) else said for word, said in (words or {}).items()}
    cut = _cut(text, given)
    return [_word(word, cut[:at], cut[at + 1 :], SPEAK_AS | given) for at, word in enumerate(cut)]


def _cut(text: str, given: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Cut text into words. Those ``given`` are words wherever they stand, those of SPEAK_AS where the words around leave room."""
    if given:
        known = _any_of(frozenset(given))
        return [word for piece in known.split(text) if piece for word in ([piece] if piece in given else _cut(piece, {}))]
    import rjieba  # a dictionary of several megabytes is read on first use

    ends = {0, *accumulate(map(len, usual := rjieba.cut(text)))}
    for found in _any_of(frozenset(SPEAK_AS)).finditer(text):
        first, last = found.span()
        if first in ends and last in ends:
            ends -= set(range(first + 1, last))
    bounds = sorted(ends)
    return [text[first:last] for first, last in pairwise(bounds)] if len(bounds) - 1 != len(usual) else usual


@lru_cache(maxsize=8)
def _any_of(words: frozenset[str]) -> re.Pattern:
    return re.compile("(" + "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word))) + ")")


def _word(word: str, before: list[str], after: list[str], table: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    if word == "为" and before and not _SERVING.search("".join(after)):
        return ("wei2",)
    said = table.get(word) or _pinyin(word)
    # 视为, 列为, 评为: what ends a verb is the second tone, unlike 因为.
    return (*said[:-1], "wei2") if len(word) > 1 and word.endswith("为") and word != "因为" and word not in table else said


@cache
def _pinyin(word: str) -> tuple[str, ...]:
    from pypinyin import Style, lazy_pinyin  # reads its dictionaries on import, for a third of a second

    return tuple(lazy_pinyin(word.replace("〇", "零"), style=Style.TONE3, neutral_tone_with_five=True))


@cache
def _syllable(pinyin: str) -> str:
    from pypinyin.contrib.tone_convert import to_finals, to_initials

    plain, tone = pinyin[:-1], pinyin[-1]
    if tone not in TONES:
        return ""
    initial = "" if plain in FINALS and plain in ("m", "n", "ng", "hm", "hng", "ê") else to_initials(plain, strict=True)
    final = plain if plain in ("m", "n", "ng", "hm", "hng", "ê", "er") else to_finals(plain, strict=True).replace("ü", "v")
    shape = "ɨ0" if final == "i" and initial in APICAL else "ɔ0" if plain == "o" else FINALS.get(final, "")
    return INITIALS[initial] + shape.replace("0", TONES[tone])
