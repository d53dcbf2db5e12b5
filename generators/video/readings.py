"""Readings (读音): how words are said that a voice reads wrongly, as people write them down: ``重阳=chong2yang2``, ``行唐=航唐``.

What people enter is hostile input: every entry is checked here before a voice or a key of the cache sees it.
"""

import re
from collections.abc import Iterable

from generators.model import Value

MOST = 500
"""Entries at most, a department's and a product's own together."""

LONGEST_WORD = 12

INITIALS = frozenset(["b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "zh", "ch", "sh", "r", "z", "c", "s", "y", "w"])
FINALS = frozenset(
    ["a", "ai", "an", "ang", "ao", "e", "ei", "en", "eng", "er", "i", "ia", "ian", "iang", "iao", "ie", "in", "ing", "iong", "iu", "o", "ong", "ou", "u", "ua", "uai", "uan", "uang", "ue", "ui", "un", "uo", "v", "ve", "van", "vn"]
)
_SYLLABLE = re.compile(r"(?P<initial>zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?P<final>[a-z]{1,4})(?P<tone>[1-5])")
_HAN = re.compile(r"[一-鿿〇]+")
_WORD = re.compile(rf"[一-鿿〇A-Za-z]{{1,{LONGEST_WORD}}}")
_IMPOSSIBLE = frozenset(["bong", "bou", "fai", "fao", "fing", "fiu"])


class NotAReading(ValueError):
    """An entry that cannot be used. The text is one Chinese sentence."""


class Reading(Value):
    """How ``word`` is said: ``pinyin`` with tone figures, one a character, or ``homophone``, other characters that sound so."""

    word: str
    pinyin: tuple[str, ...] = ()
    homophone: str = ""

    @property
    def said(self) -> str:
        """Return the reading as people write it."""
        return self.homophone or "".join(self.pinyin)

    @property
    def line(self) -> str:
        """Return the entry as people write it."""
        return f"{self.word}={self.said}"


class Readings(Value):
    """A table of readings; of two for one word the later holds."""

    entries: tuple[Reading, ...] = ()

    def pronounced(self) -> dict[str, tuple[str, ...] | str]:
        """Return what the offline voice is told: word → pinyin syllables, or the characters it sounds like."""
        return {entry.word: entry.pinyin or entry.homophone for entry in self.entries if _HAN.fullmatch(entry.word)}

    def respelled(self, text: str) -> str:
        """Return ``text`` with homophones in place of their words, the longest word first, for voices that take only text.

        A reading given in pinyin alone changes nothing: there is no telling which characters such a voice would read so.
        """
        table = {entry.word: entry.homophone for entry in self.entries if entry.homophone}
        if not table:
            return text
        words = re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))
        return words.sub(lambda found: table[found[0]], text)

    def within(self, text: str) -> "Readings":
        """Return the readings of words that occur in ``text``."""
        return Readings(entries=tuple(entry for entry in self.entries if entry.word in text))

    @property
    def text(self) -> str:
        """Return the table as people write it, an entry a line."""
        return "\n".join(entry.line for entry in self.entries)


NO_READINGS = Readings()


def reading(word: str, said: str) -> Reading:
    """Return one checked reading.

    Raises:
        NotAReading: the word is none, or what it is said like does not fit it.
    """
    word, said = word.strip(), re.sub(r"[\s'’]+", "", said)
    if not _WORD.fullmatch(word):
        raise NotAReading(f"读音表中的词“{_shown(word)}”须为 1 至 {LONGEST_WORD} 个汉字或字母，请改正。")
    if _HAN.fullmatch(said):
        # Letters may take any number of characters (APP=诶屁屁); a word keeps its length, so that captions stay in step.
        if len(said) > LONGEST_WORD or (_HAN.fullmatch(word) and len(said) != len(word)):
            raise NotAReading(f"“{word}”的同音字“{_shown(said)}”字数应与原词相同，请逐字写出读音相同的字。")
        return Reading(word=word, homophone=said)
    syllables = pinyin(said)
    if not syllables or not _HAN.fullmatch(word) or len(syllables) != len(word):
        raise NotAReading(
            f"“{word}”的读音“{_shown(said)}”无法识别，请为每个字写一个带声调数字的拼音（例如 重阳=chong2yang2），或写同音字（例如 行唐=航唐）。"
        )
    return Reading(word=word, pinyin=syllables)


def pinyin(text: str) -> tuple[str, ...]:
    """Return the syllables of pinyin with tone figures (chong2yang2; ü as v, u: or ü); empty when it is none."""
    text = text.lower().replace("ü", "v").replace("u:", "v")
    found, at = [], 0
    while at < len(text):
        match = _SYLLABLE.match(text, at)
        if match is None or not _is_syllable(match["initial"] or "", match["final"]):
            return ()
        found.append(match[0])
        at = match.end()
    return tuple(found)


def _is_syllable(initial: str, final: str) -> bool:
    if final not in FINALS or initial + final in _IMPOSSIBLE:
        return False
    if initial in ("j", "q", "x", "y"):
        return final[0] in "iuv" or (initial == "y" and final in ("a", "an", "ang", "ao", "e", "o", "ong", "ou"))
    if initial in ("zh", "ch", "sh", "r", "z", "c", "s"):
        return final == "i" or final[0] not in "iv"
    if not initial:
        return final[0] in "aoe"
    return final[0] != "v" or initial in ("l", "n")


def parse(text: str) -> Readings:
    """Return the table people wrote, an entry a line; empty lines and lines that begin with # are passed over.

    Raises:
        NotAReading: an entry cannot be used, or there are too many.
    """
    found: dict[str, Reading] = {}
    for line in text[: MOST * 64].splitlines():
        if not line.strip() or line.lstrip().startswith(("#", "＃")):
            continue
        word, equals, said = line.replace("＝", "=").partition("=")
        if not equals:
            raise NotAReading(f"读音表中的“{_shown(line)}”缺少等号，请写成 词=拼音 或 词=同音字。")
        entry = reading(word, said)
        found.pop(entry.word, None)
        found[entry.word] = entry
    if len(found) > MOST:
        raise NotAReading(f"读音表最多 {MOST} 条，现有 {len(found)} 条，请删去不用的。")
    return Readings(entries=tuple(found.values()))


def usable(text: str) -> Readings:
    """Return the entries of ``text`` that can be used; the others are passed over: a video is not to fail for one of them."""
    found: list[Reading] = []
    for line in text[: MOST * 64].splitlines():
        try:
            found += parse(line).entries
        except NotAReading:
            continue
    return merged(found)


def merged(entries: Iterable[Reading]) -> Readings:
    """Return a table in which, of two readings of a word, the later holds; the last MOST are kept."""
    table: dict[str, Reading] = {}
    for entry in entries:
        table.pop(entry.word, None)
        table[entry.word] = entry
    return Readings(entries=tuple(table.values())[-MOST:])


def _shown(text: str) -> str:
    return "".join(character for character in text.strip() if character.isprintable())[:20]
