"""Words that stand for a figure: 全额 is 100%, 减半 is 50%, 翻一番 a doubling."""

import re
from collections.abc import Iterator

from studio.interpreting.facts import TextFact

_WORDS = (
    (re.compile("全额|全部由|百分之百|全数"), "ratio", "100", "%"),
    (re.compile("减半|半价|一半|对半|各半|折半"), "ratio", "50", "%"),
    (re.compile("翻一番|翻番"), "ratio", "2", "倍"),
    (re.compile("翻一番|翻番|增长一倍|提高一倍"), "ratio", "100", "%"),
    (re.compile("翻两番"), "ratio", "4", "倍"),
    (re.compile("半数以上|过半|超过一半|一半以上"), "ratio", "50", "%"),
)


def implied_facts(text: str) -> Iterator[TextFact]:
    """Yield the facts that words of ``text`` stand for."""
    for pattern, kind, value, unit in _WORDS:
        if match := pattern.search(text):
            yield TextFact(kind=kind, value=value, unit=unit, text=match[0], start=match.start(), end=match.end())
