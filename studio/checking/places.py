"""Where a figure stands: the words that say what it is for, so that two places can be compared."""

import re
from bisect import bisect_left
from functools import lru_cache

from studio.checking.texts import bare_words, facts_of_text, share_of
from studio.interpreting.facts import TextFact

_REACH = 300
"""Characters looked back from a figure."""
BOUND_KINDS = {"money", "ratio", "duration", "age", "count", "date", "phone"}
_LIST = re.compile(r"[、和及与]|以及|或者?")
_COMMON = re.compile(
    r"每(?:个|一)?(?:人|名|户|家|次|年度?|月|日|天|周)|不(?:得|能)?(?:超过|低于|少于|高于|多于)|最(?:高|低|多|少|长|短)|至少|以[上下内]|(?:的|按照?|给予|为|是|达到?|即|约|其中|分别|标准|一次性)"
)


def label_of(text: str, fact: TextFact) -> str:
    """Return the words that say what a fact is for: back to the comma behind the figure before it, or the sentence's start.

    In a list with 分别 the label of the nth value is the nth thing named before it; a value that follows another of its
    kind directly takes its label from the words behind it.
    """
    return _label_of(text, fact.kind, fact.start, fact.end)


@lru_cache(maxsize=16384)
def _label_of(text: str, kind: str, at: int, end: int) -> str:
    floor = max(0, at - _REACH)
    start = max(floor, max(text.rfind(mark, floor, at) for mark in "。；\n！？;") + 1)
    first, last = (bisect_left(_starts_of(text), place) for place in (start, at))
    before = [other for other in facts_of_text(text)[first:last] if other.end <= at and other.kind in BOUND_KINDS]
    if named := _nth_named(text, start, kind, at, before):
        return named
    same = [other for other in before if other.kind == kind]
    begin = max((other.end for other in same), default=start)
    if same and (comma := re.search("[，、,]", text[begin : at])):
        begin += comma.end()
    words = text[begin : at]
    if same and len(re.sub(r"[^\u4e00-\u9fff]", "", words)) < 2:
        after = re.match(r"[^，。；、\n]{0,14}", text[end : end + 14])
        return after[0] if after else ""
    return words[-60:]


def core_of(label: str) -> str:
    """Return a label without bounds, periods and the words every amount has (给予, 标准为)."""
    return bare_words(_COMMON.sub("", label))


def likeness(said: str, written: str) -> float:
    """Return how alike two labels are (0–1), by what they do not share with every other amount."""
    ours, theirs = core_of(said), core_of(written)
    if not ours or not theirs:
        return 1.0 if ours == theirs else 0.0
    if ours == theirs:
        return 1.0
    return (share_of(ours, theirs) + share_of(theirs, ours)) / 2 * 0.99


@lru_cache(maxsize=512)
def _starts_of(text: str) -> list[int]:
    return [fact.start for fact in facts_of_text(text)]


def _nth_named(text: str, start: int, kind: str, end: int, before: list[TextFact]) -> str:
    sentence = text[start:end]
    at = sentence.rfind("分别")
    if at < 0:
        return ""
    values = [other for other in before if other.kind == kind and other.start >= start + at]
    for piece in reversed(re.split(r"[，：]", sentence[:at])):
        names = [name for name in _LIST.split(re.sub(r"^[对按将给为于]|的?(?:企业|单位|人员|项目)?$", "", piece)) if name]
        if len(names) > len(values) and len(names) >= 2:
            return names[len(values)]
    return ""
