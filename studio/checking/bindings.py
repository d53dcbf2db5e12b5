"""Which figure belongs to whom: the words before a figure in the statement fit its place in the clause, not another's."""

import re

from studio.checking.evidence import Evidence, Source
from studio.checking.figures import phrase
from studio.checking.findings import Finding
from studio.checking.measures import measure, same_value
from studio.checking.texts import bigrams, facts_of_text, share_of
from studio.interpreting.facts import TextFact

BOUND_KINDS = {"money", "ratio", "duration", "age", "count", "date", "phone"}
_CLEAR = 0.25
"""How much better another place must fit before a person is asked."""
_LIST = re.compile(r"[、和及与]|以及|或者?")


def binding_findings(text: str, evidence: Evidence, beside: str = "") -> list[Finding]:
    """Return the figures of ``text`` whose words fit another value of the clauses clearly better than their own."""
    found = []
    for fact in facts_of_text(text):
        if fact.kind not in BOUND_KINDS:
            continue
        said = label_of(text, fact)
        if sum(bigrams(said).values()) < 2:
            continue
        own, rival = _fits(fact, said, evidence)
        if own is None or rival is None:
            continue
        if rival[0] - own >= _CLEAR:
            source, other = rival[1]
            found.append(
                Finding(
                    code="subject_unclear", verdict="confirm",
                    text=f"“{phrase(text, fact)}”的对象需要核对：{source.label}中与这句话最接近的是“{phrase(source.text, other)}”。",
                    advice="对照原文，看这个数字说的是不是同一类人、同一种情形；无误则确认。",
                )  # fmt: skip
            )
    return list(dict.fromkeys(found))


def _fits(fact: TextFact, said: str, evidence: Evidence) -> tuple[float | None, tuple[float, tuple[Source, TextFact]] | None]:
    """Return how well ``said`` fits the best place with this value, and the best place with another value."""
    own, rival = None, None
    dimension = measure(fact)[0]
    for source, other in evidence.facts():
        if other.kind != fact.kind or measure(other)[0] != dimension:
            continue
        fit = _likeness(said, label_of(source.text, other))
        if same_value(fact, other):
            own = fit if own is None else max(own, fit)
        elif rival is None or fit > rival[0]:
            rival = (fit, (source, other))
    return own, rival


def _likeness(said: str, written: str) -> float:
    return (share_of(said, written) + share_of(written, said)) / 2 if written else 0.0


def label_of(text: str, fact: TextFact) -> str:
    """Return the words that say what a fact is about: back to the previous figure or the sentence's start.

    In a list with 分别 the label of the nth value is the nth thing named before it.
    """
    start = max(text.rfind(mark, 0, fact.start) for mark in "。；\n！？;") + 1
    before = [other for other in facts_of_text(text) if start <= other.start and other.end <= fact.start and other.kind in BOUND_KINDS]
    if named := _nth_named(text, start, fact, before):
        return named
    same = [other for other in before if other.kind == fact.kind]
    begin = max((other.end for other in same), default=start)
    words = text[begin : fact.start]
    if same and len(re.sub(r"[^\u4e00-\u9fff]", "", words)) < 2:
        after = re.match(r"[^，。；、\n]{0,14}", text[fact.end :])
        return after[0] if after else ""
    return words[-60:]


def _nth_named(text: str, start: int, fact: TextFact, before: list[TextFact]) -> str:
    sentence = text[start : fact.start]
    at = sentence.rfind("分别")
    if at < 0:
        return ""
    values = [other for other in before if other.kind == fact.kind and other.start >= start + at]
    lead = re.split(r"[，：]", sentence[:at])
    for piece in reversed(lead):
        names = [name for name in _LIST.split(re.sub(r"^[对按将给为于]|的?(?:企业|单位|人员|项目)?$", "", piece)) if name]
        if len(names) > len(values) and len(names) >= 2:
            return names[len(values)]
    return ""
