"""Polarity: whether something is forbidden, exempt, permitted or obliged, and where the text says so."""

import re
from typing import NamedTuple

from studio.interpreting.facts.textfact import Polarity

_WORDS: dict[str, str] = {
    "forbid": "[拿领得享办报用][受请]?不[到了成上]|不得(?!不)|(?<!能)不能(?!不)|(?<!可)不可以|不可(?![抗或缺分逆])|不准|不许|不应当?|不宜|严禁|禁止|不予以?|不再|不享受|不纳入|不适用|不属于|不包括|不给予|不收取|不受理|不列入|不计入|不符合|不接受|不设|不超出",
    "exempt": "可以?不(?![抗或缺分逆予再得])|不收(?![取入敛支])|无需|无须|毋须|毋需|不需要?|不必|不用(?!于)|免于|免予|免除|免收|免交|免缴|免费|免征|豁免",
    "permit": "可以|可(?=[\u4e00-\u9fff])(?![是见谓能靠行持再操])|能够|准予|允许|有权|鼓励",
    "oblige": "不得不(?!予)|应当|应该|应(?=[予在当于由向按将及从对做依提进立予主先符具同经保严认])|必须|须(?!知)|需要?(?=[在提经向由先符持携具同按])|务必|一律",
}
_CUES = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _WORDS.items()))


class Cue(NamedTuple):
    """One modal word: its polarity and span."""

    polarity: Polarity
    start: int
    end: int


def modal_cues(text: str) -> list[Cue]:
    """Return the modal words of a folded text in order."""
    return [Cue(match.lastgroup, match.start(), match.end()) for match in _CUES.finditer(text)]
