"""One fact has one value in all products: 五百元, 500元 and 0.05万元 agree, 500元 here and 5000元 there do not."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from generators.model import Interpretation, Issue, Segment, Severity
from studio.checking.bindings import BOUND_KINDS, places_of
from studio.checking.evidence import Evidence, evidence_of_segment
from studio.checking.measures import measure, same_value
from studio.checking.quoting import quoted
from studio.checking.supported import texts_of
from studio.checking.units import Unit, units_of
from studio.interpreting.facts import TextFact

_LIKE = 0.5
"""How well a place must fit for a figure of another value to be about it."""
_ADVICE = "对照原文改成同一个数，各个产品保持一致。"
Key = tuple[str, int, int, str]


class Stated(NamedTuple):
    """A figure as one segment of one product states it, and the words of the clause it is about."""

    product: str
    segment: str
    fact: TextFact
    words: str
    source: str


def check_agreement(interpretation: Interpretation, products: Mapping[str, Iterable[Segment]]) -> dict[str, tuple[Issue, ...]]:
    """Return, by product, where it states another value, bound or period for a fact than another product does.

    ``products`` maps what people call each product (一图读懂) to its segments. Two figures are about one fact when they
    belong to one figure of the clauses (or of a supplement): the one whose value they have, or else the one whose words
    theirs fit. An issue stands at the segment that departs from the clause; where none or both depart, at both.
    """
    stated: dict[Key, list[Stated]] = {}
    for product, segments in products.items():
        for segment in segments:
            if not segment.furniture:
                for key, each in _stated_in(interpretation, product, segment):
                    stated.setdefault(key, []).append(each)
    found: dict[str, dict[Issue, None]] = {product: {} for product in products}
    for key, group in stated.items():
        for index, one in enumerate(group):
            for other in group[index + 1 :]:
                if one.product != other.product and (problem := _difference(one.fact, other.fact)):
                    for here, there in _at_fault(key, one, other):
                        found[here.product][_issue(here, there, problem)] = None
    return {product: tuple(issues) for product, issues in found.items()}


def _stated_in(interpretation: Interpretation, product: str, segment: Segment) -> Iterable[tuple[Key, Stated]]:
    evidence = evidence_of_segment(interpretation, segment)
    for text, _ in texts_of(segment):
        for said in units_of(text):
            for fact in said.facts:
                place = _place(fact, said, evidence) if fact.kind in BOUND_KINDS and fact.end <= len(text) else None
                if place:
                    key, words, source = place
                    yield key, Stated(product, segment.id, fact, quoted(text, fact), f"{source}的原文是“{words}”")


def _place(fact: TextFact, said: Unit, evidence: Evidence) -> tuple[Key, str, str] | None:
    own, rival = places_of(fact, said, evidence)
    place = own or (rival if rival and rival.fit >= _LIKE else None)
    if place is None:
        return None
    key = (place.source.ref or place.source.label, place.fact.start, place.fact.end, place.fact.value)
    return key, quoted(place.source.text, place.fact), place.source.label


def _difference(one: TextFact, other: TextFact) -> str:
    """Return in what two statements of one fact differ: 数值, 上下限 or 周期; '' when they agree."""
    if not same_value(one, other):
        return "数值"
    signs = {one.comparator[0], other.comparator[0]}
    if {"<", ">"} <= signs or ("~" in signs and len(signs) > 1):
        return "上下限"
    periods = {"年", "月", "日", "周", "季度"}
    left, right = (set(fact.per.split("·")) & periods for fact in (one, other))
    return "周期" if left and right and left != right else ""


def _at_fault(key: Key, one: Stated, other: Stated) -> list[tuple[Stated, Stated]]:
    """Return who is to be told about whom: the one that departs from the clause's value, or both."""
    right = [each.fact.kind in BOUND_KINDS and str(measure(each.fact)[1]) == str(measure(each.fact.model_copy(update={"value": key[3]}))[1]) for each in (one, other)]
    if right == [True, False]:
        return [(other, one)]
    return [(one, other)] if right == [False, True] else [(one, other), (other, one)]


def _issue(here: Stated, there: Stated, problem: str) -> Issue:
    return Issue(
        code="products_differ", severity=Severity.BLOCKING if problem == "数值" else Severity.CONFIRM, where=here.segment,
        text=f"{problem}与“{there.product}”不一致：这里写“{here.words}”，“{there.product}”写“{there.words}”，{here.source}。", advice=_ADVICE,
    )  # fmt: skip
