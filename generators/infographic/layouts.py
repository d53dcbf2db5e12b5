"""Which layouts make sense for a segment, so that a person may choose another than the one its content would get.

A choice that does not suit (any more, after a newer version of the policy) is set aside and the content decides again;
``unsuited`` names such segments for whoever checks the picture.
"""

from generators.highlights import comparable, goals_in
from generators.infographic import charts
from generators.infographic.patterns import date_in, duties_in, regions_in, span_in
from generators.lines import width_of
from generators.model import Segment

Choice = tuple[str, str]
"""A layout's name, as ``Segment.layout`` holds it, and what a person reads."""

HALF_CARD = 118
"""Ems of text up to which a card stands beside another; longer ones take the whole width."""

LONGEST_HALF = 1.5 * HALF_CARD
"""Ems up to which a person may put it there all the same."""

STEP_WIDTH, STEP_NAME = 46, 7
"""Ems of text and of heading up to which steps stand in a row of arrows."""

ACROSS = {3: 54, 4: 38, 5: 26, 6: 20}
"""Ems of text each of so many dates may have to stand in a row from left to right."""

GLOSSARY = 70
"""Ems up to which an explanation stands beside another."""


def layouts_for(segment: Segment) -> tuple[Choice, ...]:
    """Return the layouts that suit the segment, the usual one among them; empty when there is nothing to choose."""
    offered = _OFFERS.get(segment.kind)
    choices = offered(segment) if offered else ()
    return choices if len(choices) > 1 else ()


def chosen(segment: Segment) -> str:
    """Return the layout a person chose where it suits, empty where the content decides."""
    return segment.layout if any(segment.layout == name for name, _ in layouts_for(segment)) else ""


def unsuited(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Return the segments whose chosen layout does not suit them and is therefore set aside."""
    return tuple(segment for segment in segments if segment.layout and segment.kind in _OFFERS and not chosen(segment))


def is_numbered(segment: Segment) -> bool:
    """Tell whether a segment stands among numbered steps: one of a sequence, or one a person wants there."""
    return chosen(segment) in ("steps", "chevrons") or segment.kind == "step" and chosen(segment) != "list"


def shown_in(table: tuple[tuple[str, ...], ...], text: str) -> bool:
    """Tell whether every amount of a graded series still stands in the text beside it."""
    return bool(table) and all(row[-1] in text for row in table)


def _charts(segment: Segment) -> tuple[Choice, ...]:
    if not shown_in(segment.table, segment.text):
        return ()
    chart = (("chart", "图表"),) if charts.kind_of(*comparable(segment.table)) else ()
    return (*chart, ("tiers", "分档数字"))


def _card(segment: Segment) -> tuple[Choice, ...]:
    length = width_of(segment.text) + sum(map(width_of, segment.points))
    half = (("half", "半宽卡片"),) if length <= LONGEST_HALF else ()
    figure = (("words", "只用文字"),) if segment.figure or _charts(segment) else ()
    return (*half, ("wide", "通栏卡片"), *_charts(segment), *figure)


def _standard(segment: Segment) -> tuple[Choice, ...]:
    figure = (("figure", "突出数字"),) if segment.figure and segment.figure.value in segment.text and segment.figure.value else ()
    return (*_charts(segment), *figure, ("words", "只用文字"))


def _table(segment: Segment) -> tuple[Choice, ...]:
    chart = (("chart", "图表"),) if table_values(segment) else ()
    return (("table", "表格"), *chart)


def table_values(segment: Segment) -> tuple[tuple[str, str], ...]:
    """Return the labelled amounts of a table of two columns that makes a chart; empty for any other."""
    rows = segment.table[1:]
    if segment.kind != "table" or not rows or any(len(row) != 2 for row in segment.table):
        return ()
    return tuple((row[0], row[1]) for row in rows) if charts.kind_of(*comparable(rows)) else ()


def _goal(segment: Segment) -> tuple[Choice, ...]:
    return (("figures", "大字数字"), ("list", "文字列表")) if segment.figure and goals_in(segment.text) else ()


def _step(segment: Segment) -> tuple[Choice, ...]:
    short = width_of(segment.text) <= STEP_WIDTH and width_of(segment.heading) <= STEP_NAME
    return (("steps", "竖排步骤"), *((("chevrons", "横排箭头"),) if short else ()), ("list", "并列事项"))


def _way(segment: Segment) -> tuple[Choice, ...]:
    return tuple(sorted(_step(segment), key=lambda choice: choice[0] != "list"))


def _date(segment: Segment) -> tuple[Choice, ...]:
    across = (("across", "横排时间轴"),) if date_in(segment.text) and width_of(segment.text) <= ACROSS[3] else ()
    span = (("span", "起止时间"),) if span_in(segment.text) else ()
    return (*span, ("timeline", "竖排时间轴"), *across)


def _duty(segment: Segment) -> tuple[Choice, ...]:
    table = (("offices", "部门分工表"),) if duties_in(segment.text) else ()
    places = (("regions", "区域分工"),) if regions_in(segment.text)[1] else ()
    return (*table, *places, ("list", "文字列表"))


def _term(segment: Segment) -> tuple[Choice, ...]:
    return (("terms", "逐条解释"), *((("glossary", "并列卡片"),) if width_of(segment.text) <= GLOSSARY else ()))


_OFFERS = {
    "card": _card,
    "standard": _standard,
    "chart": _standard,
    "table": _table,
    "figure": _goal,
    "goal": _goal,
    "scope": lambda segment: (("beside", "左右分栏"), ("stacked", "上下分栏")),
    "step": _step,
    "way": _way,
    "date": _date,
    "change": lambda segment: (("beside", "左右对比"), ("stacked", "上下对比")),
    "term": _term,
    "duty": _duty,
    "benefit": lambda segment: (("strip", "醒目横条"), ("list", "文字列表")),
}
