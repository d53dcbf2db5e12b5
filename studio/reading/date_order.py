"""Dates of one document that cannot all be right: written after it was published, at an end before it began."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

OUT_OF_ORDER = "dates_out_of_order"
"""The code of the warning."""

FURTHEST_BACK = 366
"""Days by which standards are at times applied backwards (自当年1月1日起执行); more is more likely a slip."""

NAMES = {
    "written_on": "成文日期", "signed_on": "签署日期", "adopted_on": "通过日期", "printed_on": "印发日期", "published_on": "公布日期",
    "effective_on": "施行日期", "expires_on": "失效日期",
}
_FOLLOW = (
    ("written_on", "printed_on"), ("written_on", "published_on"), ("signed_on", "published_on"), ("adopted_on", "published_on"),
)
"""The second never comes before the first."""


class Disorder(NamedTuple):
    """Two dates of which one must be wrong: the fields, and a sentence that says so. The warning belongs to the second field."""

    first: str
    second: str
    text: str


def out_of_order(days: Mapping[str, date | None]) -> tuple[Disorder, ...]:
    """Return what is out of order among the dates of a document, by the names of the record's fields."""
    found = [
        Disorder(first, second, f"{NAMES[first]}（{_day(days[first])}）晚于{NAMES[second]}（{_day(days[second])}），请核对。")
        for first, second in _FOLLOW
        if days.get(first) and days.get(second) and days[first] > days[second]
    ]
    written, begins, ends = days.get("written_on"), days.get("effective_on"), days.get("expires_on")
    if written and begins and (written - begins).days > FURTHEST_BACK:
        found.append(Disorder("written_on", "effective_on", f"施行日期（{_day(begins)}）早于成文日期（{_day(written)}）一年以上，请核对。"))
    if begins and ends and ends < begins:
        found.append(Disorder("effective_on", "expires_on", f"失效日期（{_day(ends)}）早于施行日期（{_day(begins)}），请核对。"))
    return tuple(found)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
