"""Days and numbers of documents that cannot be meant: days that do not exist, years long past or far ahead.

History (1921年7月1日成立) is no matter of doubt: years are weighed only where a text says from when, until when or on which day
something applies, was issued or made public, and in the numbers of documents (〔2026〕8号).
"""

import re
from collections.abc import Iterator
from datetime import date

from generators.model import Clause, ReadingWarning
from generators.model.numerals import parse_chinese
from studio.reading.dates import DATE, LATEST, dates_in
from studio.reading.folding import folded

SUSPICIOUS = "suspicious_date"
SUSPICIOUS_NUMBER = "suspicious_number"
"""The codes of the warnings."""

FOUNDED = date(1949, 10, 1)
YEARS_AHEAD = 10
"""No day of effect and no term lies further ahead of the day a document was written."""

_MONTH = re.compile(r"(?<!\d)(?:\d{1,2} ?月 ?)?(?:1[3-9]|[2-9]\d)月(?!龄|内|以|后|前|的|至|\d{0,2}个)")
_DAY_OF_YEAR = re.compile(r"(?<!\d)(\d{1,2}) ?月 ?(\d{1,3}) ?日")
_LEAP_YEAR = 2000
_DIGITS = "〇零一二三四五六七八九"
_MD = rf"\d{{1,2}}|[{_DIGITS}十]{{1,3}}"
_WHEN = rf"(?<!\d)(\d{{4}}|[{_DIGITS}]{{4}}) ?年(?: ?({_MD}) ?月)?(?: ?({_MD}) ?日)?"
_OF_EFFECT = re.compile(
    rf"(?:自|从) ?{_WHEN} ?(?:零时)?(?:起|开始)[^，。；]{{0,4}}(?:施行|实施|执行|生效|试行)"
    rf"|(?:有效期|试行期|执行期限|实施期限|有效期限)[^，。；]{{0,6}}(?:至|到) ?{_WHEN}"
    rf"|{_WHEN} ?(?:起|开始)?(?:正式)?(?:施行|实施|印发)"
    rf"|{_WHEN} ?(?:正式)?(?:公布|发布)(?!的?《)"
)
_NUMBER = re.compile(r"[\u4e00-\u9fff] ?[\[(【〔［] ?(\d{4}) ?年? ?[\])】〕］] ?第? ?\d{1,5} ?号")


def date_doubts(clauses: list[Clause], written_on: date | None = None, latest: date | None = None) -> list[ReadingWarning]:
    """Return what is doubtful about days and numbers, one warning a clause; what an earlier clause has said is not repeated.

    ``written_on`` is the day the document was written, ``latest`` the last day the record knows of it (a revision, its printing);
    without them today stands for both.
    """
    today = date.today()
    ahead = (written_on or today).year + YEARS_AHEAD
    numbered = max(written_on, latest or written_on).year if written_on else today.year + 1
    found: list[ReadingWarning] = []
    told: set[str] = set()
    for clause in clauses:
        flat = folded(clause.text)
        days = dict.fromkeys((*_impossible(flat, clause.text), *_out_of_time(flat, ahead)))
        odd = {f"日期“{text}”": text for text in days if text not in told}
        for number, year in _numbers(clause.text):
            if number not in told and (why := _why_not(year, numbered, written_on)):
                odd[f"发文字号“{number}”（年份{why}）"] = number
        if odd:
            told.update(odd.values())
            message = f"文中{'、'.join(odd)}可能有误，已按原文保留，请核对后再使用。"
            found.append(ReadingWarning(code=SUSPICIOUS, message=message, where=clause.ref, doubted=tuple(odd.values())))
    return found


def number_doubt(number: str | None, written_on: date | None) -> str | None:
    """Return in one sentence why the document's own number cannot be right; None when nothing is odd about it."""
    limit = written_on.year if written_on else date.today().year + 1
    for _, year in _numbers(number or ""):
        if why := _why_not(year, limit, written_on):
            return f"发文字号“{number}”的年份{why}，请核对原文。"
    return None


def _impossible(flat: str, text: str) -> Iterator[str]:
    """Yield days that no calendar has (2月30日, 7月31月) and years no document in force can name (5355年6月6日)."""
    if "月" not in flat:
        return
    full = [written for written in dates_in(text) if written.value is None or written.value.year > LATEST]
    yield from (written.text for written in full)
    whole = [(found.start(), found.end()) for found in DATE.finditer(flat)]
    for found in (*_MONTH.finditer(flat), *_DAY_OF_YEAR.finditer(flat)):
        if any(start <= found.start() < end for start, end in whole):
            continue
        if found.re is _MONTH or int(found[1]) <= 12 and not _exists(_LEAP_YEAR, int(found[1]), int(found[2])):
            yield found[0]


def _out_of_time(flat: str, ahead: int) -> Iterator[str]:
    if "年" not in flat:
        return
    for found in _OF_EFFECT.finditer(flat):
        year, month, day = next(parts for parts in zip(*[iter(found.groups())] * 3, strict=True) if parts[0])
        when = tuple(map(parse_chinese, (year, month or "12", day or "31")))
        if None in when or when[0] > LATEST and month and day:  # no day, or said above
            continue
        if when < (FOUNDED.year, FOUNDED.month, FOUNDED.day) or when[0] > ahead:
            yield f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "")


def _numbers(text: str) -> Iterator[tuple[str, int]]:
    """Yield the year and the number of every 发文字号 as written, without the letters of its office, and the year alone."""
    for found in _NUMBER.finditer(folded(text)):
        yield text[found.start() + 1 : found.end()], int(found[1])


def _why_not(year: int, limit: int, written_on: date | None) -> str:
    if year < FOUNDED.year:
        return "早于1949年"
    if year > limit:
        return "晚于成文日期" if written_on else "晚于现在"
    return ""


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
