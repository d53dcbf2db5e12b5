"""Which figure belongs to whom: the words around a figure in the statement fit its place in the clause, not another's."""

import re
from typing import NamedTuple

from studio.checking.evidence import Evidence, Source
from studio.checking.findings import Finding
from studio.checking.measures import measure, same_value, whole_bound
from studio.checking.quoting import quoted
from studio.checking.units import Unit, units_of
from studio.interpreting.facts import TextFact

BOUND_KINDS = {"money", "ratio", "duration", "age", "count"}
_PLACED = BOUND_KINDS | {"date"}
_REFERENCE = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[条款项目]|前[一二两三]?[款项条]|上述|下列|附件")
"""A place described by pointing elsewhere (符合第七条第五项规定的) has no words of its own to compare."""
_LIKE, _CLEAR = 0.55, 0.25
"""From which fit another place counts, and by how much it must fit better for a person to be asked."""
_LEAN = 0.6
"""How far words only one of the two places has must speak for the other."""
_PLAIN, _FAR = 0.85, 0.5
"""From which fit, and which distance, it is plain that the figure was put to another's place."""


class Place(NamedTuple):
    """A figure in a unit of a source, and how well it fits what is said."""

    fit: float
    source: Source
    unit: Unit
    fact: TextFact


def binding_findings(text: str, evidence: Evidence, beside: str = "") -> list[Finding]:
    """Return the figures of ``text`` whose words fit another value of the clauses clearly better than their own."""
    found = []
    for said in units_of(text):
        for fact in said.facts:
            seen = [_misplaced(fact, reading, evidence) for reading in said.readings] if _is_given(fact, said) else [None]
            if not all(seen):
                continue
            own, rival = seen[0]
            plain = rival.fit >= _PLAIN and rival.fit - own.fit >= _FAR
            message = f"“{quoted(text, fact)}”的对象需要核对：{rival.source.label}中与这句话最接近的是“{quoted(rival.source.text, rival.fact)}”。"
            advice = "对照原文，看这个数字说的是不是同一类人、同一种情形；无误则确认。"
            found.append(Finding(code="subject_differs" if plain else "subject_unclear", verdict="contradicted" if plain else "confirm", text=message, advice=advice, ref=rival.source.ref))
    return list(dict.fromkeys(found))


def _misplaced(fact: TextFact, said: Unit, evidence: Evidence) -> tuple[Place, Place] | None:
    """Return the figure's own place and another's that fits clearly better; None when its own will do."""
    own, rival = places_of(fact, said, evidence)
    if own is None or rival is None or rival.fit < _LIKE:
        return None
    if rival.fit - own.fit >= _CLEAR:
        return own, rival
    leans = rival.fit > own.fit and evidence.scale.lean(said, own.unit, rival.unit, measure(fact)[0]) >= _LEAN
    return (own, rival) if leans else None


def _is_given(fact: TextFact, said: Unit) -> bool:
    """A figure that only says who (80周岁以上的) beside an amount is no figure given to somebody."""
    given = [other for other in said.facts if other.kind in ("money", "ratio")]
    return fact.kind in _PLACED and (not given or fact in given)


def places_of(fact: TextFact, said: Unit, evidence: Evidence) -> tuple[Place | None, Place | None]:
    """Return the best place with this value, and the best with another of its dimension; None when it cannot be told."""
    own: Place | None = None
    rival: Place | None = None
    dimension = measure(fact)[0]
    if evidence.scale.information(said) < 2:
        return None, None
    for source, units in evidence.source_units:
        for unit in units:
            same = [other for other in unit.facts if other.kind == fact.kind and measure(other)[0] == dimension]
            if not same:
                continue
            fit = evidence.scale.fit(said, unit, besides=dimension)
            here = next((other for other in same if same_value(whole_bound(fact), whole_bound(other)) or same_value(fact, other)), None)
            if here is not None:
                if _REFERENCE.search(unit.text):
                    return None, None
                if own is None or fit > own.fit:
                    own = Place(fit, source, unit, here)
            elif rival is None or fit > rival.fit:
                rival = Place(fit, source, unit, same[-1])
    return own, rival
