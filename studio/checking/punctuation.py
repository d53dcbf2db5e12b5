"""Check: punctuation as GB/T 15834 asks for: full-width in Chinese, none doubled, brackets in pairs."""

import re

from generators.model import Issue, Severity
from studio.checking.findings import CheckContext
from studio.checking.supported import texts_of

_HAN = "\u4e00-\u9fff"
_HALF = re.compile(rf"(?<=[{_HAN}）》”])[,;:?!](?=[{_HAN}（《“]|$)|(?<=[{_HAN}])\.(?=[{_HAN}])|\((?=[{_HAN}])|(?<=[{_HAN}])\)")
_DOUBLED = re.compile(r"[，。；：、]{2,}|[，；：、][。]|，、|？。|！。")
_PAIRS = (("（", "）"), ("《", "》"), ("“", "”"))


def punctuation_in_order(context: CheckContext) -> tuple[Issue, ...]:
    """Return half-width, doubled and unpaired punctuation, one issue of a kind a segment."""
    found = []
    for segment in context.segments:
        for text, _ in texts_of(segment):
            found += [
                Issue(code="punctuation", severity=Severity.ADVISORY, where=segment.id, text=fault, advice="改为规范的中文标点。")
                for fault in faults_in(text)
            ]
    return tuple(dict.fromkeys(found))


def faults_in(text: str) -> list[str]:
    """Return what is wrong with the punctuation of ``text``, each as a sentence."""
    found = []
    if half := _HALF.search(text):
        found.append(f"“{_near(text, half)}”中用了半角标点。")
    if doubled := _DOUBLED.search(text):
        found.append(f"“{_near(text, doubled)}”中标点重复。")
    for left, right in _PAIRS:
        if text.count(left) != text.count(right):
            found.append(f"“{text[:16]}”这段话的{left}{right}不成对。")
    return found


def _near(text: str, match: re.Match) -> str:
    return text[max(0, match.start() - 6) : match.end() + 6].strip()
