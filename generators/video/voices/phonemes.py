"""Chinese text to the phonemes the offline voice was trained on: pinyin by word, IPA by syllable, an arrow for the tone.

The voice learned tones as in the dictionary and changes them in context by itself, so no tone sandhi is applied here.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

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
    "最长 zui4 chang2, 全长 quan2 chang2, 时长 shi2 chang2, 更长 geng4 chang2, 较长 jiao4 chang2, 长租 chang2 zu1, "
    "长效 chang2 xiao4, 长三角 chang2 san1 jiao3, 为准 wei2 zhun3, 上调 shang4 tiao2, 调增 tiao2 zeng1, 调减 tiao2 jian3, "
    "调高 tiao2 gao1, 调低 tiao2 di1, 奔赴 ben1 fu4, 差旅 chai1 lv3, 单县 shan4 xian4, 内蒙古 nei4 meng3 gu3, 大夫 dai4 fu5"
)
SPEAK_AS = {word: tuple(syllables) for word, *syllables in map(str.split, _CORRECTIONS.split(","))}
"""Words the dictionary reads wrongly in official texts → pinyin with tone figures, one a character."""

_SERVING = re.compile(r"提供|开展|办理|服务|创造|营造|[给保]|作|解决|贯彻|落实")
"""What follows 为 when it means 'for' (fourth tone) and not 'is' (second)."""

_RUN = re.compile(r"(?P<han>[一-鿿〇]+)|(?P<letters>[A-Za-z]+)|(?P<mark>.)", re.DOTALL)


def phonemes(text: str, words: Mapping[str, tuple[str, ...] | str] | None = None) -> str:
    """Return the phonemes of ``text`` (as ``narration.spoken`` gives it), words separated by spaces.

    ``words`` adds pronunciations to ``SPEAK_AS`` and wins over it: {"重阳": ("chong2", "yang2")} or characters that
    sound so, {"重阳": "虫羊"}.
    """
    given = {word: _pinyin(said) if isinstance(said, str) else said for word, said in (words or {}).items()}
    table = SPEAK_AS | given
    parts = []
    for run in _RUN.finditer(text):
        if han := run["han"]:
            cut = _cut(han, table)
            parts.append(" ".join(_word(word, cut[:at], cut[at + 1 :], table) for at, word in enumerate(cut)))
        elif letters := run["letters"]:
            parts.append(" " + " ".join(LETTERS[letter] for letter in letters.upper()) + " ")
        else:
            parts.append(PAUSES.get(run["mark"], ""))
    return re.sub(r" +", " ", "".join(parts)).strip()


def _cut(text: str, table: dict[str, tuple[str, ...]]) -> list[str]:
    import rjieba  # a dictionary of several megabytes is read on first use

    if not table:
        return rjieba.cut(text)
    known = _any_of(frozenset(table))
    return [word for piece in known.split(text) if piece for word in ([piece] if piece in table else rjieba.cut(piece))]


@lru_cache(maxsize=8)
def _any_of(words: frozenset[str]) -> re.Pattern:
    return re.compile("(" + "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word))) + ")")


def _word(word: str, before: list[str], after: list[str], table: dict[str, tuple[str, ...]]) -> str:
    if word == "为" and before and not _SERVING.search("".join(after)):
        return _syllable("wei2")
    return "".join(_syllable(pinyin) for pinyin in table.get(word) or _pinyin(word))


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
