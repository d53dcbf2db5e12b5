"""The cues of cues.toml, compiled: which elements a passage speaks to, and how strongly."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from generators.model import Element
from studio.interpreting.passages import Passage

SEEN = 600
"""How many characters of a passage cues look at, so that no text, however long, takes more than linear time."""

EARLY = 6
"""Background stands among the first sentences of a document; a later 为… is an ordinary purpose clause."""

_TITLE = re.compile(r"《[^》]{4,120}》")
_READS_NO_TITLES = (Element.STANDARDS, Element.BENEFITS, Element.SCOPE, Element.NOTES, Element.DATES, Element.TERMS)
"""Elements whose cues must not be found in the title of another document: 《关于提高……标准的通知》 raises nothing here."""

_NAMED_BY_CHAPTERS = (Element.PROCEDURE, Element.RESPONSIBILITY)

_NUMERAL = r"(?:\d[\d,，.]{0,24}|[一二两三四五六七八九十百千]{1,16})"
AMOUNT = re.compile(
    rf"{_NUMERAL}\s{{0,4}}(?:万|亿|千|百|余){{0,4}}\s{{0,4}}(?:元|万人民币|港元|美元)|{_NUMERAL}\s{{0,4}}分(?![之部别期配])(?=[/。，；）)、（(])"
)
RATIO = re.compile(r"\d[\d.]{0,24}\s{0,4}[%％‰]|百分之|千分之|万分之|[一二三四五六七八九]成(?=[，。；])|半价|全额")
PHONE = re.compile(
    r"(?<![\d.·A-Za-z])(?:0\d{2,3}[-—－ ]?\d{7,8}|1[3-9]\d{9}|400[-—]?\d{3}[-—]?\d{4}|(?<!掌上)123\d{2}|12[0-24-9]\d{2}|9\d{4})(?![\d.元万%])|(?<=[：:])\d{7,8}(?!\d)"
)


_PRICE = re.compile(rf"(?:价格|售价|单价|总价|票价|价款)(?:在|为|达到|超过|不足){AMOUNT.pattern}(?:以[上下])?")
"""An amount that only says of which purchases a sentence speaks."""


@dataclass(frozen=True)
class Cue:
    """One entry of cues.toml; see the head of that file."""

    element: Element
    id: str
    weight: int
    pattern: re.Pattern | None = None
    heading: re.Pattern | None = None
    without: re.Pattern | None = None
    without_heading: re.Pattern | None = None
    both: bool = False
    whole: bool = False
    title: str = ""
    title_from_heading: bool = False
    name: str = ""
    amount: bool = False
    ratio: bool = False
    phone: bool = False
    only_early: bool = False
    marker: str = ""

    def strength(self, passage: Passage) -> int:
        """Return the weight with which the passage answers to this cue; 0 when it does not."""
        text = passage.text[:SEEN]
        if self.element in _READS_NO_TITLES:
            text = _TITLE.sub("《》", text)
        if self.only_early and passage.rank > EARLY:
            return 0
        if self.without and self.without.search(text):
            return 0
        if self.without_heading and passage.headings and self.without_heading.search(passage.headings[-1]):
            return 0
        if (self.amount and not AMOUNT.search(_PRICE.sub("", text))) or (self.ratio and not RATIO.search(text)):
            return 0
        if self.phone and not PHONE.search(text):
            return 0
        nearest = bool(self.heading and passage.headings and self.heading.search(passage.headings[-1]))
        above = bool(self.heading) and any(self.heading.search(heading) for heading in passage.headings[:-1])
        in_text = bool(self.pattern and self.pattern.search(text))
        if (self.amount or self.ratio) and not in_text and passage.lead is not None:
            in_text = bool(self.pattern.search(passage.lead.text[-SEEN:]))
        if self.both:
            in_chapter = self.element in _NAMED_BY_CHAPTERS and bool(
                self.heading and self.heading.search(passage.chapter)
            )
            return self.weight if in_text and (nearest or above or in_chapter) else 0
        if in_text:
            return self.weight + 1 if nearest else self.weight
        return self.weight if nearest else self.weight // 2 if above else 0


@cache
def cues() -> tuple[Cue, ...]:
    """Return every cue, in the order of the file."""
    text = resources.files("studio.interpreting").joinpath("cues.toml").read_text(encoding="utf-8")
    return tuple(_cue(entry) for entry in tomllib.loads(text)["cue"])


def _cue(entry: dict) -> Cue:
    compiled = {
        key: re.compile(entry[key]) for key in ("pattern", "heading", "without", "without_heading") if key in entry
    }
    return Cue(**{**entry, **compiled, "element": Element(entry["element"])})
