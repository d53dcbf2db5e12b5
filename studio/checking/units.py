"""A text in the units that are compared: pieces between commas with what leads up to them, lists with 分别 taken apart.

A statement is held against the units of its clauses. How well two fit is judged by the words the clauses use: words of
the statement that stand nowhere in them (plain rewording) count neither way, and words every unit has count little.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from studio.checking.implied import implied_facts
from studio.checking.measures import measure, whole_bound
from studio.checking.sense import firm_words_of, words_of
from studio.checking.texts import facts_of_text
from studio.interpreting.facts import TextFact
from studio.interpreting.facts.listing import names_of

_MARK = re.compile(r"[，。；：！？,;:\n｜|]")
_SENTENCE_MARKS = "。；！？;\n"
_PERIODS = {"年", "学年", "学期", "季度", "月", "周", "日", "小时", "次"}
_KINDS = ("money", "ratio", "duration", "count", "age")
_OPEN_ENDS = ("的", "后", "时", "前", "：", ":", "中")
_DEED = re.compile(r"给予|负责|应当|可以|不得|由|核减|取消|牵头|配合|处(?=\d)|按")
_LEAD_WEIGHT, _FAR_WEIGHT, _SAID_LEAD_WEIGHT = 0.8, 0.3, 0.5
_LOOSE_WEIGHT = 0.3
"""What a pair of characters across the border of two words weighs."""
_MOST_UNITS = 400
_BOUNDS = re.compile("不低于|不超过|不高于|不少于|不得超过|至少|最[高低多少长]|为|达到?|给予|。|应当")
_SHORT = 60
"""Characters of a piece that may be elliptical."""


class Unit(NamedTuple):
    """One piece of a text: its words, what leads up to it within its sentence, its facts, and where it stands.

    ``lead`` sets conditions for it (…的，); ``far`` runs parallel before it (初级工1000元，) and tells less.
    """

    text: str
    lead: str
    facts: tuple[TextFact, ...]
    start: int
    end: int
    far: str = ""
    more: str = ""
    """What an elliptical piece takes over from the one before: 改建的不低于15% after 新建停车场的比例不低于30%."""

    @property
    def words(self) -> frozenset[str]:
        """The words of the piece itself, without its figures."""
        return _bare(self.text) | _bare(self.more) if self.more else _bare(self.text)

    @property
    def lead_words(self) -> frozenset[str]:
        """The words that lead up to the piece."""
        return _bare(self.lead)

    @property
    def far_words(self) -> frozenset[str]:
        """The words of what runs parallel before the piece."""
        return _bare(self.far)

    def sentence(self) -> str:
        """Return lead and piece as one text."""
        return f"{self.lead}，{self.text}" if self.lead else self.text


def marks_of(facts: Iterable[TextFact], besides: str = "") -> frozenset[str]:
    """Return figures as words (age:80), except those of one dimension: 80周岁至89周岁 tells one allowance from another."""
    found = set()
    for fact in facts:
        dimension, value = measure(whole_bound(fact))
        if fact.kind in _KINDS and dimension != besides and fact.kind != "money":
            found.add(f"{dimension}={value}")
        found |= {f"per={unit}" for unit in fact.per.split("·") if unit and unit not in _PERIODS}
    return frozenset(found)


@lru_cache(maxsize=4096)
def units_of(text: str) -> tuple[Unit, ...]:
    """Return the units of ``text`` in order; a list with 分别 gives one unit for each value beside its piece."""
    facts = facts_of_text(text)
    found: list[Unit] = []
    leads: list[str] = []
    parallel: list[str] = []
    for start, end in _pieces(text, facts)[:_MOST_UNITS]:
        mark = text[start - 1] if start else "\n"
        if mark in _SENTENCE_MARKS:
            parallel = [*parallel, *leads][-3:] if mark in "；;" else []
            leads = []
        piece = text[start:end]
        inside = tuple(fact for fact in facts if start <= fact.start and fact.end <= end)
        inside += tuple(fact.model_copy(update={"start": fact.start + start, "end": fact.end + start}) for fact in implied_facts(piece))
        lead, far = _led_up(leads[-4:], inside)
        apart = _taken_apart("，".join((*far, *lead)), piece, inside, start, end)
        more = _taken_over(piece, (*parallel, *far)[-1:], inside)
        found += apart or [Unit(piece, "，".join(lead), inside, start, end, "，".join((*parallel, *far)), more)]
        leads.append(piece)
    return tuple(found)


def _gives(piece: str, kinds: set[str]) -> bool:
    """Tell whether a piece has a figure of its own of these kinds, or, without kinds, a deed of its own."""
    own = {fact.kind for fact in facts_of_text(piece)} | {fact.kind for fact in implied_facts(piece)}
    return not piece.rstrip().endswith(_OPEN_ENDS) and bool(own & kinds or (not kinds and _DEED.search(piece)))


def _taken_over(piece: str, before: tuple[str, ...], facts: tuple[TextFact, ...]) -> str:
    """Return the words behind what two parallel pieces share: 重点项目支持额度为…，一般项目为… gives 支持额度为."""
    if not before or not facts or len(piece) > _SHORT:
        return ""
    model = _BOUNDS.sub("", without_figures(before[0]))[:_SHORT]
    shared = SequenceMatcher(None, model, _BOUNDS.sub("", without_figures(piece)), autojunk=False).find_longest_match()
    behind = model[shared.a + shared.size :]
    return behind if shared.size and re.match(r"[\u4e00-\u9fff]", model[shared.a :]) and len(behind) >= 2 else ""


def _led_up(leads: list[str], facts: tuple[TextFact, ...]) -> tuple[list[str], list[str]]:
    """Divide the pieces before one into those that lead up to it and those that run parallel: they give a figure of their own."""
    kinds = {fact.kind for fact in facts} & set(_KINDS) - {"age"}
    for index in range(len(leads) - 1, -1, -1):
        piece = leads[index]
        if piece.rstrip().endswith(_OPEN_ENDS):
            continue
        if _gives(piece, kinds):
            first = next(at for at, each in enumerate(leads) if _gives(each, kinds))
            shared = [each for each in leads[:first] if not each.rstrip().endswith(_OPEN_ENDS)]
            return [*shared, *leads[index + 1 :]], [each for each in leads[: index + 1] if each not in shared]
    return leads, []


def _pieces(text: str, facts: tuple[TextFact, ...]) -> list[tuple[int, int]]:
    """Return the spans between punctuation; 、 divides too where a figure stands before it and a named one behind."""
    blocked = [(fact.start, fact.end) for fact in facts if fact.kind in ("document", "phone", "money")]
    cuts = [match.start() for match in _MARK.finditer(text)]
    ends = sorted(fact.end for fact in facts if fact.kind in _KINDS)
    starts = sorted(fact.start for fact in facts if fact.kind in _KINDS)
    for match in re.finditer("、", text):
        near = [end for end in ends if 0 <= match.start() - end <= 8 and not re.search("[，。；、]", text[end : match.start()])]
        after = next((start for start in starts if start > match.start()), None)
        if near and after is not None:
            between = text[match.end() : after]
            if len(re.sub(r"[^\u4e00-\u9fff]", "", between)) >= 2 and not re.search("[，。；、]", between):
                cuts.append(match.start())
    cuts = sorted(cut for cut in set(cuts) if not any(a < cut < b for a, b in blocked))
    bounds = zip([-1, *cuts], [*cuts, len(text)], strict=True)
    return [(start + 1, end) for start, end in bounds if text[start + 1 : end].strip()]


def _taken_apart(lead: str, piece: str, facts: tuple[TextFact, ...], start: int, end: int) -> list[Unit]:
    """Return a unit for each name of 一级、二级、三级…分别为200元、400元、800元; none when it is no such list."""
    at = piece.find("分别")
    if at < 0:
        return []
    for kind in _KINDS:
        values = [fact for fact in facts if fact.kind == kind and fact.start - start >= at]
        if len(values) < 2:
            continue
        before = f"{lead}，{piece[:at]}"
        found = names_of(before, len(values))
        if found is None:
            continue
        first, last, names = found
        others = tuple(fact for fact in facts if fact not in values)
        return [Unit(before[:first] + name + before[last:], "", (value, *others), start, end) for name, value in zip(names, values, strict=True)]
    return []


@lru_cache(maxsize=16384)
def _bare(text: str) -> frozenset[str]:
    """Return the words of ``text`` without its figures, which are compared as figures."""
    return words_of(without_figures(text))


def without_figures(text: str) -> str:
    """Return ``text`` with 。 in place of its figures."""
    at, kept = 0, []
    for fact in facts_of_text(text):
        if fact.kind in _KINDS and fact.start >= at:
            kept.append(text[at : fact.start])
            at = fact.end
    kept.append(text[at:])
    return "。".join(kept)


class Scale:
    """What words weigh among ``units``: a word one unit has tells much, a word all have tells little."""

    def __init__(self, units: Iterable[Unit]):
        self.units = tuple(units)
        seen = Counter(word for unit in self.units for word in unit.words | unit.lead_words | marks_of(unit.facts) | marks_of(facts_of_text(unit.lead)))
        firm = frozenset().union(*(firm_words_of(unit.text) | firm_words_of(unit.lead) for unit in self.units)) if self.units else frozenset()
        self.weights = {
            word: (math.log((len(self.units) + 1) / (count + 0.5)) + 0.1) * (1.0 if word in firm or "=" in word else _LOOSE_WEIGHT) for word, count in seen.items()
        }

    def fit(self, said: Unit, written: Unit, without: frozenset[str] = frozenset(), besides: str = "") -> float:
        """Return how well ``written`` fits ``said`` (0–1), by the words the units have; 0 when they share none.

        ``without`` are words to leave aside, ``besides`` the dimension whose figures are compared by themselves.
        """
        own = said.words | marks_of(said.facts, besides)
        total = got = 0.0
        there = written.words | marks_of(written.facts, besides)
        near = written.lead_words | marks_of(facts_of_text(written.lead), besides)
        for words, factor in ((own, 1.0), ((said.lead_words | marks_of(facts_of_text(said.lead), besides)) - own, _SAID_LEAD_WEIGHT)):
            for word in words - without:
                weight = self.weights.get(word, 0.0) * factor
                total += weight
                got += weight * (1.0 if word in there else _LEAD_WEIGHT if word in near else _FAR_WEIGHT if word in written.far_words else 0.0)
        return got / total if total else 0.0

    def lean(self, said: Unit, one: Unit, other: Unit, besides: str = "") -> float:
        """Return how far the words of ``said`` that only one of two units has speak for ``other``: 1 is one word no third unit has."""
        wanted = said.words | said.lead_words | marks_of(said.facts, besides) | marks_of(facts_of_text(said.lead), besides)
        left, right = (unit.words | unit.lead_words | marks_of(unit.facts, besides) | marks_of(facts_of_text(unit.lead), besides) for unit in (one, other))
        most = math.log((len(self.units) + 1) / 1.5) + 0.1
        against = sum(self.weights.get(word, 0.0) for word in wanted & (left - right))
        return (sum(self.weights.get(word, 0.0) for word in wanted & (right - left)) - 2 * against) / most

    def information(self, said: Unit) -> int:
        """Return how many words of ``said`` the units know."""
        return sum(word in self.weights for word in said.words | said.lead_words | marks_of(said.facts))
