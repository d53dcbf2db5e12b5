"""Dates as official documents write them: 2021年1月19日, 二〇一二年三月一日, 2021-01-19."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from generators.model.numerals import parse_chinese
from studio.reading.folding import folded, squeezed

LONGEST_DATE = 40
EARLIEST, LATEST = 1949, 2100
_D = "〇零一二三四五六七八九十OＯo0"
DATE = re.compile(
    rf"(?<!\d)(\d{{4}}|[{_D}]{{4}}) {{0,2}}年 {{0,2}}(\d{{1,3}}|[{_D}]{{1,3}}) {{0,2}}月 {{0,2}}(\d{{1,3}}|[{_D}]{{1,3}}) {{0,2}}日"
)
NUMERIC = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it stands in a text; ``value`` is None when no such day exists, ``doubtful`` when it cannot be meant."""

    value: date | None
    text: str
    start: int
    end: int

    @property
    def doubtful(self) -> bool:
        """Tell whether the day does not exist or lies outside the years a document in force can name."""
        return self.value is None or not EARLIEST <= self.value.year <= LATEST


def dates_in(text: str) -> list[Written]:
    """Return every full date of ``text`` in Chinese form, in order."""
    if "年" not in text:
        return []
    flat = folded(text)
    return [
        Written(_day(found[1], found[2], found[3]), text[found.start() : found.end()], found.start(), found.end())
        for found in DATE.finditer(flat)
    ]


@lru_cache(maxsize=256)  # asked of each line several times, by those before it
def date_alone(text: str) -> Written | None:
    """Return the date when the line holds nothing else (a seal note in brackets aside)."""
    if len(text) > LONGEST_DATE:
        return None
    flat = folded(text).strip()
    found = DATE.match(flat) or NUMERIC.match(flat)
    if not found:
        # Letter-spaced dates: 二 〇 二 一 年 五 月
        flat = squeezed(flat)
        found = DATE.match(flat)
    if not found or flat[found.end() :].strip(" ()印章盖"):
        return None
    parts = (found[1], found[2], found[3]) if found.re is DATE else (found[1], found[3], found[4])
    return Written(_day(*parts), found[0], 0, found.end())


def stated_date(text: str) -> date | None:
    """Read a date as a page's metadata states it (2025-07-05 10:00:00, 2018年12月13日); None when there is none."""
    flat = folded(text)
    if found := NUMERIC.search(flat):
        return _day(found[1], found[3], found[4])
    if found := DATE.search(flat):
        return _day(found[1], found[2], found[3])
    return None


def _day(year: str, month: str, day: str) -> date | None:
    numbers = [parse_chinese(re.sub("[OＯo]", "〇", part).replace("○", "〇")) for part in (year, month, day)]
    if None in numbers:
        return None
    try:
        return date(*numbers)
    except ValueError:
        return None
