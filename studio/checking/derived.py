"""Values that words or arithmetic give: 全额 is 100%, 减半 is 50%, 合计 a sum, 提高了 a difference, 翻一番 a doubling."""

import re
from collections.abc import Iterable
from decimal import Decimal
from itertools import combinations

from studio.checking.evidence import Evidence
from studio.checking.measures import MEASURED, measure
from studio.interpreting.facts import TextFact
from studio.interpreting.facts.numbers import plain

_WORDS = (
    (re.compile("全额|全部由|百分之百|全数"), "ratio", "100", "%"),
    (re.compile("减半|半价|一半|对半|各半|折半"), "ratio", "50", "%"),
    (re.compile("翻一番|翻番"), "ratio", "2", "倍"),
    (re.compile("翻一番|翻番|增长一倍|提高一倍"), "ratio", "100", "%"),
    (re.compile("半数以上|过半|超过一半|一半以上"), "ratio", "50", "%"),
)  # fmt: skip
_SUM = re.compile("合计|共计|总计|一共|总共|加起来|合共|至多可(?:得|领|享)")
_GAP = re.compile("提高了?|增加了?|减少了?|降低了?|上调了?|下调了?|相差|差额|涨了?|多出|少了?|缩短了?|延长了?|压缩了?|比原来|较原来")
_TIMES = re.compile("倍|翻")
_MOST = 24


def derived_facts(text: str) -> Iterable[TextFact]:
    """Yield the facts that words of ``text`` stand for."""
    for pattern, kind, value, unit in _WORDS:
        if match := pattern.search(text):
            yield TextFact(kind=kind, value=value, unit=unit, text=match[0], start=match.start(), end=match.end())


def recomputed(fact: TextFact, text: str, evidence: Evidence) -> bool:
    """Tell whether the words near ``fact`` announce a sum, a difference or a multiple and the evidence gives exactly that."""
    if fact.kind not in MEASURED:
        return False
    near = text[max(0, fact.start - 14) : fact.end + 6]
    dimension, value = measure(fact)
    if not isinstance(value, Decimal):
        return False
    known = _known(evidence, dimension)
    if _SUM.search(near) and _is_sum(value, known):
        return True
    if _GAP.search(near) and any(abs(a - b) == value for a, b in combinations(known, 2)):
        return True
    if fact.kind == "ratio" and _GAP.search(near):
        return _is_share(value, evidence)
    return bool(_TIMES.search(near)) and fact.unit == "倍" and _is_multiple(value, evidence)


def _known(evidence: Evidence, dimension: str) -> list[Decimal]:
    same = {"ratio:百分点": ("ratio:%", "ratio:百分点")}.get(dimension, (dimension,))
    values = (measure(other) for _, other in evidence.facts())
    return list(dict.fromkeys(value for name, value in values if name in same and isinstance(value, Decimal)))[:_MOST]


def _is_sum(value: Decimal, known: list[Decimal]) -> bool:
    if any(sum(known[start:end]) == value for start in range(len(known)) for end in range(start + 2, len(known) + 1)):
        return True
    return any(a + b == value for a, b in combinations(known, 2))


def _is_share(value: Decimal, evidence: Evidence) -> bool:
    """由1000元提高到1500元 is a rise of 50%."""
    groups: dict[str, list[Decimal]] = {}
    for _, other in evidence.facts():
        name, amount = measure(other)
        if isinstance(amount, Decimal) and amount and other.kind in ("money", "count", "duration"):
            groups.setdefault(name, []).append(amount)
    pairs = ((a, b) for amounts in groups.values() for a in amounts[:_MOST] for b in amounts[:_MOST])
    return any(abs(round((b - a) / a * 100, 1)) == value for a, b in pairs if a != b)


def _is_multiple(value: Decimal, evidence: Evidence) -> bool:
    groups: dict[str, set[Decimal]] = {}
    for _, other in evidence.facts():
        name, amount = measure(other)
        if isinstance(amount, Decimal):
            groups.setdefault(name, set()).add(amount)
    return any(plain(a * value) in {plain(b) for b in amounts} for amounts in groups.values() for a in amounts if a)
