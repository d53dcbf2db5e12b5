"""Which figure belongs to whom: the words before a figure in the statement fit its place in the clause, not another's."""

import re

from studio.checking.evidence import Evidence, Source
from studio.checking.figures import phrase
from studio.checking.findings import Finding
from studio.checking.measures import measure, same_value
from studio.checking.places import BOUND_KINDS, core_of, label_of, likeness
from studio.checking.texts import facts_of_text
from studio.interpreting.facts import TextFact

_REFERENCE = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[条款项目]|前[一二两三]?[款项条]|上述|下列|附件")
"""A place described by pointing elsewhere (符合第七条第五项规定的) has no words of its own to compare."""
_CLEAR = 0.25
"""How much better another place must fit before a person is asked; an equal label asks in any case."""
Fit = tuple[float, Source, TextFact]


def binding_findings(text: str, evidence: Evidence, beside: str = "") -> list[Finding]:
    """Return the figures of ``text`` whose words fit another value of the clauses clearly better than their own."""
    found = []
    for fact in facts_of_text(text):
        said = label_of(text, fact)
        if fact.kind not in BOUND_KINDS or len(core_of(said)) < 2:
            continue
        own, rival = _fits(fact, said, evidence)
        if own is None or rival is None:
            continue
        if rival[0] - own >= _CLEAR or (rival[0] == 1.0 > own):
            _, source, other = rival
            message = f"“{phrase(text, fact)}”的对象需要核对：{source.label}中与这句话最接近的是“{phrase(source.text, other)}”。"
            advice = "对照原文，看这个数字说的是不是同一类人、同一种情形；无误则确认。"
            found.append(Finding(code="subject_unclear", verdict="confirm", text=message, advice=advice))
    return list(dict.fromkeys(found))


def _fits(fact: TextFact, said: str, evidence: Evidence) -> tuple[float | None, Fit | None]:
    """Return how well ``said`` fits the best place with this value, and the best place with another; None when it cannot be told."""
    own: float | None = None
    rival: Fit | None = None
    dimension = measure(fact)[0]
    for source, other in evidence.facts():
        if other.kind != fact.kind or measure(other)[0] != dimension:
            continue
        written = label_of(source.text, other)
        fit = likeness(said, written)
        if same_value(fact, other):
            if _REFERENCE.search(written):
                return None, None
            own = fit if own is None else max(own, fit)
        elif rival is None or fit > rival[0]:
            rival = (fit, source, other)
    return own, rival
