"""Values that arithmetic gives: a sum, a difference, a share, so many months of an amount, a worked example."""

import re
from collections.abc import Iterable
from decimal import Decimal
from itertools import combinations

from studio.checking.evidence import Evidence
from studio.checking.measures import MEASURED, measure
from studio.checking.texts import facts_of_text, sentences
from studio.interpreting.facts import TextFact
from studio.interpreting.facts.numbers import plain

_SUM = re.compile("合计|共计|总计|一共|总共|加起来|合共|也就是|即|总的?|共(?:涉及|有|需|补|奖|获|得|可|要)?|至多可(?:得|领|享)|从.{1,8}到|全程|全流程|前后")
_GAP = re.compile("提高了?|增加了?|减少了?|降低了?|上调了?|下调了?|相差|差额|涨了?|多出|少了?|缩短了?|延长了?|压缩了?|再补|补足|补齐|差|多|比原来|较原来|比[^，。；]{1,14}[高低多少长短]")
_TIMES = re.compile("倍|翻")
_RAISED = re.compile("上浮|提高|上调|增长|增加|下浮|降低|下调")
_YEARLY = re.compile("折合|相当于|平均|一年|每年|全年|年度|1年|12个月|十二个月")
_EXAMPLE = re.compile("(?<!比)例如|(?<!对)比如(?!下)|譬如|假设|假如|举例|为例|打个比方|以一")
_TOTAL = re.compile("总额|合计|共计|总计|一共")
_MOST = 24


def recomputed(fact: TextFact, text: str, evidence: Evidence) -> bool:
    """Tell whether the words near ``fact`` announce a sum, difference, multiple or product and the evidence gives exactly that."""
    if fact.kind not in MEASURED:
        return False
    near = text[max(0, fact.start - 18) : fact.end + 6]
    dimension, value = measure(fact)
    if not isinstance(value, Decimal):
        return False
    known = _known(evidence, dimension)
    if _SUM.search(near) and _is_sum(value, _known(evidence, dimension, without_totals=True)):
        return True
    if _GAP.search(near) and any(abs(a - b) == value for a, b in combinations(known, 2)):
        return True
    if fact.kind == "ratio" and _GAP.search(near):
        return _is_share(value, evidence)
    if fact.kind == "money" and (_is_yearly(fact, near, evidence) or _is_raised(value, text, evidence)):
        return True
    doubled = bool(re.search("翻一番|翻番", evidence.text)) and any(value * 2 == other for other in known)
    return doubled or bool(_TIMES.search(near)) and fact.unit == "倍" and _is_multiple(value, evidence)


def is_worked_out(fact: TextFact, text: str, evidence: Evidence) -> bool:
    """Tell whether ``fact`` is what an example assumes (机具购置价10万元的) or what follows from it by a share the evidence gives."""
    example = next((text[start:end] for start, end in sentences(text) if start <= fact.start < end and _EXAMPLE.search(text[start:end])), "")
    if not example:
        return False
    dimension, value = measure(fact)
    same = [amount for other in facts_of_text(example) if measure(other)[0] == dimension and isinstance(amount := measure(other)[1], Decimal)]
    if not same or not isinstance(value, Decimal):
        return False
    if value == same[0]:
        return True
    results = {plain(same[0] * share / 100) for share in _known(evidence, "ratio:%")}
    results |= {plain(abs(same[0] - other)) for other in _known(evidence, dimension)}
    results |= {plain(min(same[0] * share / 100, most)) for share in _known(evidence, "ratio:%") for most in _known(evidence, dimension)}
    return plain(value) in {plain(Decimal(result)) for result in results}


def _known(evidence: Evidence, dimension: str, without_totals: bool = False) -> list[Decimal]:
    same = {"ratio:百分点": ("ratio:%", "ratio:百分点")}.get(dimension, (dimension,))
    facts = [(source, other) for source, other in evidence.facts()]
    if without_totals:
        facts = [(source, other) for source, other in facts if not _TOTAL.search(source.text, max(0, other.start - 8), other.start)]
    values = (measure(other) for _, other in facts)
    return list(dict.fromkeys(value for name, value in values if name in same and isinstance(value, Decimal)))[:_MOST]


def _is_sum(value: Decimal, known: list[Decimal]) -> bool:
    if any(sum(known[start:end]) == value for start in range(len(known)) for end in range(start + 2, len(known) + 1)):
        return True
    return any(a + b == value for a, b in combinations(known, 2))


def _is_yearly(fact: TextFact, near: str, evidence: Evidence) -> bool:
    """每月2000元 is 24000元 a year."""
    if not _YEARLY.search(near):
        return False
    amounts = [other for _, other in evidence.facts() if other.kind == "money" and other.unit == fact.unit]
    monthly = any(Decimal(other.value) * 12 == Decimal(fact.value) for other in amounts if "月" in other.per)
    return monthly or any(Decimal(fact.value) * 12 == Decimal(other.value) for other in amounts if "年" in other.per and "月" in fact.per)


def _is_raised(value: Decimal, text: str, evidence: Evidence) -> bool:
    """60万元 raised by 20% is 72万元; the statement names the share it applies."""
    if not _RAISED.search(text):
        return False
    said = {amount for other in facts_of_text(text) if other.kind == "ratio" and isinstance(amount := measure(other)[1], Decimal)}
    shares = [share for share in _known(evidence, "ratio:%") if share in said]
    amounts = {plain(amount * (100 + sign * share) / 100) for amount in _known(evidence, "money:元") for share in shares for sign in (1, -1)}
    return plain(value) in {plain(Decimal(amount)) for amount in amounts}


def _is_share(value: Decimal, evidence: Evidence) -> bool:
    """由1000元提高到1500元 is a rise of 50%."""
    groups = _groups(evidence)
    pairs = ((a, b) for amounts in groups.values() for a in amounts[:_MOST] for b in amounts[:_MOST])
    return any(a and abs(round((b - a) / a * 100, 1)) == value for a, b in pairs if a != b)


def _is_multiple(value: Decimal, evidence: Evidence) -> bool:
    groups = _groups(evidence)
    return any(plain(a * value) in {plain(b) for b in amounts} for amounts in groups.values() for a in amounts if a)


def _groups(evidence: Evidence) -> dict[str, list[Decimal]]:
    """Return the measured values of the evidence by dimension."""
    groups: dict[str, list[Decimal]] = {}
    facts: Iterable[TextFact] = (other for _, other in evidence.facts() if other.kind in ("money", "count", "duration"))
    for other in facts:
        name, amount = measure(other)
        if isinstance(amount, Decimal):
            groups.setdefault(name, []).append(amount)
    return groups
