"""A text in the units that are compared: pieces between commas with what leads up to them, lists with 分别 taken apart.

A statement is held against the units of its clauses. How well two fit is judged by the words the clauses use: words of
the statement that stand nowhere in them (plain rewording) count neither way, and words every unit has count little.
"""

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from studio.checking.implied import implied_facts
from studio.checking.measures import measure, whole_bound
from studio.checking.sense import firm_words_of, words_of
from studio.checking.texts import facts_of_text
from studio.interpreting.facts import TextFact
from studio.interpreting.facts.listing import names_of

_NEXT = re.compile("[，。；、]")
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
_IMPLIED_WORDS = ("全额", "全部由", "全数")
_BOUNDS = re.compile("不低于|不超过|不高于|不少于|不得超过|至少|最[高低多少长]|为|达到?|给予|。|应当")
_SHORT, _NEAR = 60, 8
"""Characters of a piece that may be elliptical, and between a figure and the 、 that divides behind it."""


class Piece:
    """What stands between two commas: its text, where it begins, its facts (at their place in the whole text)."""

    def __init__(self, text: str, start: int = 0, facts: tuple[TextFact, ...] = ()):
        self.text, self.start, self.facts = text, start, facts

    @cached_property
    def bare(self) -> str:
        """The text with 。 in place of its figures, which are compared as figures."""
        at, kept = 0, []
        for fact in self.facts:
            first = fact.start - self.start
            if fact.kind in _KINDS and at <= first and fact.text not in _IMPLIED_WORDS:
                kept.append(self.text[at:first])
                at = fact.end - self.start
        kept.append(self.text[at:])
        return "。".join(kept)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words without figures."""
        return words_of(self.bare)

    @cached_property
    def marks(self) -> tuple[tuple[str, str], ...]:
        """The figures as words with their dimension: 80周岁至89周岁 tells one allowance from another."""
        found = []
        for fact in self.facts:
            dimension, value = measure(whole_bound(fact))
            if fact.kind in _KINDS and fact.kind != "money":
                found.append((dimension, f"{dimension}={value}"))
            found += [("", f"per={unit}") for unit in fact.per.split("·") if unit and unit not in _PERIODS]
        return tuple(found)

    @cached_property
    def is_open(self) -> bool:
        """Whether it only leads up to what follows: …的，…后，…："""
        return self.text.rstrip().endswith(_OPEN_ENDS) and not self.text.rstrip().endswith("小时")

    def gives(self, kinds: set[str]) -> bool:
        """Tell whether it has a figure of its own of these kinds, or, without kinds, a deed of its own."""
        if self.is_open:
            return False
        return any(fact.kind in kinds for fact in self.facts) or (not kinds and bool(_DEED.search(self.text)))


class Unit:
    """One piece with what leads up to it within its sentence.

    ``leads`` set conditions for it (…的，); ``fars`` run parallel before it (初级工1000元，) and tell less; ``more`` is what an
    elliptical piece takes over from the one before: 改建的不低于15% after 新建停车场的比例不低于30%.
    """

    def __init__(self, piece: Piece, leads: tuple[Piece, ...] = (), fars: tuple[Piece, ...] = (), more: str = ""):
        self.piece, self.leads, self.fars, self.more = piece, leads, fars, more
        self.text, self.facts, self.start, self.end = piece.text, piece.facts, piece.start, piece.start + len(piece.text)

    @cached_property
    def lead(self) -> str:
        """What leads up to the piece, as one text."""
        return "，".join(piece.text for piece in self.leads)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the piece itself, without its figures."""
        return self.piece.words | words_of(self.more) if self.more else self.piece.words

    @cached_property
    def lead_words(self) -> frozenset[str]:
        """The words that lead up to the piece."""
        return frozenset().union(*(piece.words for piece in self.leads))

    @cached_property
    def far_words(self) -> frozenset[str]:
        """The words of what runs parallel before the piece."""
        return frozenset().union(*(piece.words for piece in self.fars))

    def own(self, besides: str = "") -> frozenset[str]:
        """Return the words and figures of the piece, without figures of the dimension ``besides``."""
        return self.words | _marks((self.piece,), besides)

    def near(self, besides: str = "") -> frozenset[str]:
        """Return the words and figures that lead up to the piece, without figures of the dimension ``besides``."""
        return self.lead_words | _marks(self.leads, besides)

    @cached_property
    def alone(self) -> "Unit":
        """The unit with nothing before it but its conditions: what another body does before is not its deed."""
        return Unit(self.piece, tuple(piece for piece in self.leads if piece.text.endswith(("的", "后", "时"))), (), self.more)

    @property
    def readings(self) -> tuple["Unit", ...]:
        """The unit as it may be meant: with what it takes over from the piece before, and without."""
        return (self, Unit(self.piece, self.leads, self.fars)) if self.more else (self,)


def _marks(pieces: tuple[Piece, ...], besides: str) -> frozenset[str]:
    return frozenset(mark for piece in pieces for dimension, mark in piece.marks if not besides or dimension != besides)


@lru_cache(maxsize=4096)
def units_of(text: str) -> tuple[Unit, ...]:
    """Return the units of ``text`` in order; a list with 分别 gives one unit for each value in place of its piece."""
    facts = facts_of_text(text)
    found: list[Unit] = []
    leads: list[Piece] = []
    parallel: list[Piece] = []
    at = 0
    for start, end in _pieces(text, facts)[:_MOST_UNITS]:
        mark = text[start - 1] if start else "\n"
        if mark in _SENTENCE_MARKS:
            parallel = [*parallel, *leads][-3:] if mark in "；;" else []
            leads = []
        inside = []
        while at < len(facts) and facts[at].start < end:
            if start <= facts[at].start and facts[at].end <= end:
                inside.append(facts[at])
            at += 1
        words = text[start:end]
        inside += [fact.model_copy(update={"start": fact.start + start, "end": fact.end + start}) for fact in implied_facts(words)]
        piece = Piece(words, start, tuple(inside))
        lead, far = _led_up(leads[-4:], piece)
        apart = _taken_apart("，".join(each.text for each in (*far, *lead)), piece)
        before = (*parallel, *far)
        found += apart or [Unit(piece, tuple(lead), before, _taken_over(piece, before[-1:]))]
        leads.append(piece)
    return tuple(found)


def _taken_over(piece: Piece, before: tuple[Piece, ...]) -> str:
    """Return the words behind what two parallel pieces share: 重点项目支持额度为…，一般项目为… gives 支持额度为."""
    if not before or not piece.facts or len(piece.text) > _SHORT:
        return ""
    model = _BOUNDS.sub("", before[0].bare)[:_SHORT]
    shared = SequenceMatcher(None, model, _BOUNDS.sub("", piece.bare), autojunk=False).find_longest_match()
    behind = model[shared.a + shared.size :]
    return behind if shared.size and re.match(r"[\u4e00-\u9fff]", model[shared.a :]) and len(behind) >= 2 else ""


def _led_up(leads: list[Piece], piece: Piece) -> tuple[list[Piece], list[Piece]]:
    """Divide the pieces before one into those that lead up to it and those that run parallel: they give a figure of their own."""
    kinds = {fact.kind for fact in piece.facts} & set(_KINDS) - {"age"}
    giving = [index for index, each in enumerate(leads) if each.gives(kinds)]
    if not giving:
        return leads, []
    shared = [each for each in leads[: giving[0]] if not each.is_open]
    return [*shared, *leads[giving[-1] + 1 :]], [each for each in leads[: giving[-1] + 1] if each not in shared]


def _pieces(text: str, facts: tuple[TextFact, ...]) -> list[tuple[int, int]]:
    """Return the spans between punctuation; 、 divides too where a figure stands before it and a named one behind."""
    blocked = sorted((fact.start, fact.end) for fact in facts if fact.kind in ("document", "phone", "money"))
    begins = [start for start, _ in blocked]
    cuts = {match.start() for match in _MARK.finditer(text)}
    ends = sorted(fact.end for fact in facts if fact.kind in _KINDS)
    starts = sorted(fact.start for fact in facts if fact.kind in _KINDS)
    for match in re.finditer("、", text):
        before, after = bisect_right(ends, match.start()) - 1, bisect_right(starts, match.start())
        if before < 0 or after == len(starts) or match.start() - ends[before] > _NEAR or starts[after] - match.end() > _SHORT:
            continue
        between = text[match.end() : starts[after]]
        if not _NEXT.search(text[ends[before] : match.start()] + between) and len(re.sub(r"[^\u4e00-\u9fff]", "", between)) >= 2:
            cuts.add(match.start())
    kept = []
    for cut in sorted(cuts):
        index = bisect_left(begins, cut) - 1
        if index < 0 or not blocked[index][0] < cut < blocked[index][1]:
            kept.append(cut)
    cuts = kept
    bounds = zip([-1, *cuts], [*cuts, len(text)], strict=True)
    return [(start + 1, end) for start, end in bounds if text[start + 1 : end].strip()]


def _taken_apart(lead: str, piece: Piece) -> list[Unit]:
    """Return a unit for each name of 一级、二级、三级…分别为200元、400元、800元; none when it is no such list."""
    at = piece.text.find("分别")
    if at < 0:
        return []
    for kind in _KINDS:
        values = [fact for fact in piece.facts if fact.kind == kind and fact.start - piece.start >= at]
        if len(values) < 2:
            continue
        before = f"{lead}，{piece.text[:at]}"
        found = names_of(before, len(values))
        if found is None:
            continue
        first, last, names = found
        return [Unit(Cell(before[:first] + name + before[last:], piece.start, (value,))) for name, value in zip(names, values, strict=True)]
    return []


class Cell(Piece):
    """A piece put together from a list or a table: its facts stand elsewhere in the text."""

    @cached_property
    def bare(self) -> str:
        """All of the text: its facts are not in it."""
        return self.text


class Scale:
    """What words weigh among ``units``: a word one unit has tells much, a word all have tells little."""

    def __init__(self, units: Iterable[Unit]):
        self.units = tuple(units)
        seen = Counter(word for unit in self.units for word in unit.own() | unit.near())
        pieces = {id(piece): piece for unit in self.units for piece in (unit.piece, *unit.leads)}.values()
        firm = frozenset().union(*(firm_words_of(piece.bare) for piece in pieces))
        self.weights = {
            word: (math.log((len(self.units) + 1) / (count + 0.5)) + 0.1) * (1.0 if word in firm or "=" in word else _LOOSE_WEIGHT) for word, count in seen.items()
        }

    def fit(self, said: Unit, written: Unit, without: frozenset[str] = frozenset(), besides: str = "") -> float:
        """Return how well ``written`` fits ``said`` (0–1), by the words the units have; 0 when they share none.

        ``without`` are words to leave aside, ``besides`` the dimension whose figures are compared by themselves.
        """
        own, lead = said.own(besides), said.near(besides)
        there, near, far = written.own(besides), written.near(besides), written.far_words
        total = got = 0.0
        for words, factor in ((own - without, 1.0), (lead - own - without, _SAID_LEAD_WEIGHT)):
            for word in words:
                weight = self.weights.get(word)
                if weight:
                    total += weight * factor
                    got += weight * factor * (1.0 if word in there else _LEAD_WEIGHT if word in near else _FAR_WEIGHT if word in far else 0.0)
        return got / total if total else 0.0

    def lean(self, said: Unit, one: Unit, other: Unit, besides: str = "") -> float:
        """Return how far the words of ``said`` that only one of two units has speak for ``other``: 1 is one word no third unit has."""
        wanted = said.own(besides) | said.near(besides)
        left, right = (unit.own(besides) | unit.near(besides) for unit in (one, other))
        most = math.log((len(self.units) + 1) / 1.5) + 0.1
        against = sum(self.weights.get(word, 0.0) for word in wanted & (left - right))
        return (sum(self.weights.get(word, 0.0) for word in wanted & (right - left)) - 2 * against) / most

    def information(self, said: Unit) -> int:
        """Return how many words of ``said`` the units know."""
        return sum(word in self.weights for word in said.own() | said.lead_words)
