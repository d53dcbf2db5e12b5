"""Times of day (上午9时30分, 8:30) and formulas (补贴金额＝购置价×30%)."""

import re
from collections.abc import Iterator

from generators.model.numerals import parse_chinese
from studio.interpreting.facts.textfact import TextFact

_N = "[一二三四五六七八九十]{1,3}"
_CLOCK = re.compile(
    rf"(?P<half>上午|下午|晚上|中午|凌晨|早上|晚)?[ ]?(?:(?<![\d:.])(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?![\d:])"
    rf"|(?<![\d.个])(?P<h2>[01]?\d|2[0-4]|(?<=午){_N})[ ]?(?:时(?![间段限长效])|点(?![的位击]|[〇零一二三四五六七八九]\d?[%倍万亿]))(?:(?P<m2>[0-5]?\d|{_N})分|(?P<m3>半)|整)?)"
)
_FORMULA = re.compile(r"(?P<name>[\u4e00-\u9fff（）]{2,24})[ ]?=[ ]?(?P<body>[^，。；\n=]{2,80})")


def clock_times(text: str, original: str) -> Iterator[TextFact]:
    """Yield times of day as HH:MM; 下午 adds twelve hours, also to the end of a range (下午2点到5点)."""
    half, last = "", -9
    for match in _CLOCK.finditer(text):
        hour = _small(match["h"] or match["h2"])
        minute = _small(match["m"] or match["m2"] or "0") if not match["m3"] else 30
        if hour is None or minute is None or hour > 24:
            continue
        carried = half if re.fullmatch("[至到—~-]{1,2}", text[last : match.start()]) and not match["half"] else ""
        half, last = match["half"] or carried, match.end()
        if half in ("下午", "晚上", "晚") and hour < 12:
            hour += 12
        elif half in ("晚上", "晚") and hour == 12:
            hour = 24  # 晚上6点到12点
        value = f"{hour:02d}:{minute:02d}"
        start, end = match.span()
        yield TextFact(kind="other", value=value, unit="时刻", text=original[start:end], start=start, end=end)


def _small(text: str) -> int | None:
    return parse_chinese(text)


def formulas(text: str, original: str) -> Iterator[TextFact]:
    """Yield formulas: a Chinese name, an equals sign, and an expression with at least one operator."""
    for match in _FORMULA.finditer(text):
        if not re.search(r"[×÷*/+\-xX－]", match["body"]):
            continue
        value = re.sub(r"\s", "", f"{match['name']}={match['body']}").replace("*", "×").replace("/", "÷")
        start, end = match.span()
        yield TextFact(kind="formula", value=value, text=original[start:end], start=start, end=end)
