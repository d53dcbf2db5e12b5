"""Dates, with Chinese numerals, ranges that share a year or month, and vague parts (底、上旬、上半年)."""

import re
from collections.abc import Iterator

from generators.model.numerals import parse_chinese
from studio.interpreting.facts.textfact import TextFact

_CN = "〇零一二三四五六七八九十O"
_YEAR = r"(?:(?<!\d)(?:1[89]|2[01]|\d\d)\d\d|(?<![〇零一二三四五六七八九十])[一二][〇零一二三四五六七八九O0]{3})"
_MONTH = rf"(?:1[0-2]|0?[1-9]|十[一二]?|[{_CN}])(?![\d{_CN}])"
_DAY = rf"(?:[12]\d|3[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?![\d{_CN}])"
_S = "[ ]{0,2}"
_VAGUE_MONTH = "上旬|中旬|下旬|月初|月中|月末|月底|初(?!步|级|中|期|次)|中旬|底|末"
_VAGUE_YEAR = "年底|年末|底|末|年初(?!步)|初(?!步|级|中|期|次)|上半年|下半年|第[一二三四1-4]季度|[一二三四]季度"

_POINT = re.compile(
    rf"(?P<y>{_YEAR}){_S}年{_S}(?:(?P<m>{_MONTH}){_S}月{_S}(?:(?P<d>{_DAY}){_S}[日号](?!线|楼)|(?P<mv>{_VAGUE_MONTH}))?|(?P<yv>{_VAGUE_YEAR}))?"
    rf"|(?<![\d.个])(?P<m2>{_MONTH}){_S}月{_S}(?:(?P<d2>{_DAY}){_S}[日号](?!线|楼)|(?P<mv2>{_VAGUE_MONTH}))?(?!份额)"
    r"|(?<![\d.\-/A-Za-z])(?P<y3>(?:19|20)\d\d)(?P<sep>[-./])(?P<m3>1[0-2]|0?[1-9])(?P=sep)(?P<d3>3[01]|[12]\d|0?[1-9])(?![\d.\-/])"
    r"|(?<![\d年月〇零一二三四五六七八九])(?P<end>年底|年末)"
    rf"|(?P<every>(?:每|当|次|上|下|同)个?月的?){_S}(?P<d4>{_DAY}){_S}[日号]"
)
_YEAR_RANGE = re.compile(rf"(?P<a>{_YEAR}){_S}(?:年)?{_S}[—\-~至到]{{1,2}}{_S}(?P<b>{_YEAR}){_S}年(?!{_S}(?:{_MONTH}){_S}月)")
_BARE_RANGE = re.compile(
    rf"(?P<m1>{_MONTH}){_S}[—\-~至到]{{1,2}}{_S}(?P<m2>{_MONTH}){_S}月(?!{_S}(?:{_DAY}){_S}日)"
    rf"|(?P<dm>{_MONTH}){_S}月{_S}(?P<d1>{_DAY}){_S}日?{_S}[—\-~至到]{{1,2}}{_S}(?P<d2>{_DAY}){_S}日"
)
_LINK = re.compile(r"[ ]?(?:[—\-~至到]{1,2}|起至)(?:当年|同年)?[ ]?$")
_LINK_RIGHT = re.compile(r"[ ]?(?:起)?[ ]?(?:[—~\-]{1,2}|[至到])(?:当年|同年|次年|[ ])?(?=[ \d一二三十])")
_LEFT = re.compile(r"(?P<from>自|从|起始于|始于)(?:每年|当年)?[ ]?$|(?P<until>截至|截止到|截止至|截止|不迟于|不晚于|最迟|至|到)(?:每年|当年)?[ ]?$")
_RIGHT = re.compile(
    r"[ ]?(?P<until>[及或]?以前|[及或]?之前|前(?![述款期置来往])|止(?!步)|为止|内(?![容部])|以内|之内)|[ ]?(?:（[^（）]{1,3}）)?(?P<from>[及或]?以后|之后|后(?![续勤台])|起|开始|以来)"
)
_NOT_A_YEAR = re.compile(r"[ ]?(?:代|级|鉴)")


def dates(text: str, original: str) -> Iterator[TextFact]:
    """Yield the dates of a folded text in order."""
    taken: list[tuple[int, int]] = []
    for match in _YEAR_RANGE.finditer(text):
        taken.append(match.span())
        yield _fact(original, match.span(), _year(match["a"]), ">=")
        yield _fact(original, match.span(), _year(match["b"]), "<=")
    year, previous_end = "", -1
    month = ""
    for match in _POINT.finditer(text):
        if any(start <= match.start() < end for start, end in taken):
            continue
        if match["y"] and not match["m"] and _NOT_A_YEAR.match(text, match.end()):
            continue
        parts = _parts(match)
        if parts is None:
            continue
        linked = previous_end >= 0 and match.start() - previous_end <= 6 and bool(_LINK.search(text[previous_end : match.start()]))
        if parts[0] == "-" and linked and year:
            parts = (year, *parts[1:])
        value, vague = _value(*parts)
        year, month, previous_end = (parts[0] if parts[0] != "-" else year), parts[1], match.end()
        yield _fact(original, match.span(), value, _comparator(text, match, linked), vague)
    del month


def bare_ranges(text: str, original: str) -> tuple[list[TextFact], list[tuple[int, int]]]:
    """Return the facts of 9—12月 and 9月1—30日, and the spans they cover; a year right before them counts."""
    facts, spans = [], []
    for match in _BARE_RANGE.finditer(text):
        before = re.search(rf"(?P<y>{_YEAR}){_S}年{_S}$", text[max(0, match.start() - 9) : match.start()])
        year = _year(before["y"]) if before else "-"
        start = match.start() - (len(before[0]) if before else 0)
        if match["m1"]:
            ends = [(_small(match["m1"]), ""), (_small(match["m2"]), "")]
        else:
            ends = [(_small(match["dm"]), _small(match["d1"])), (_small(match["dm"]), _small(match["d2"]))]
        spans.append((start, match.end()))
        for (month, day), sign in zip(ends, (">=", "<="), strict=True):
            facts.append(_fact(original, (start, match.end()), _value(year, month, day, "")[0], sign))
    return facts, spans


def _parts(match: re.Match) -> tuple[str, str, str, str] | None:
    """Return year ('-' when unknown), month, day and vague part; None when no such month exists."""
    if match["end"]:
        return "-", "12", "31", ""
    if match["every"]:
        return "-", "-", _small(match["d4"]), ""
    if match["y3"]:
        return match["y3"], match["m3"].zfill(2), match["d3"].zfill(2), ""
    if match["y"]:
        month = _small(match["m"]) if match["m"] else ""
        return _year(match["y"]), month, _small(match["d"]) if match["d"] else "", match["mv"] or match["yv"] or ""
    month = _small(match["m2"])
    return ("-", month, _small(match["d2"]) if match["d2"] else "", match["mv2"] or "") if month else None


def _value(year: str, month: str, day: str, vague: str) -> tuple[str, str]:
    vague = vague.removeprefix("年").removeprefix("月").removeprefix("第").replace("末", "底")
    vague = {"一季度": "1季度", "二季度": "2季度", "三季度": "3季度", "四季度": "4季度"}.get(vague, vague)
    if month == "-":
        return f"---{day}", ""
    if vague == "底" and not month:
        return (f"{year}-12-31" if year != "-" else "--12-31"), ""
    if vague == "底" and month:
        last = {"04": "30", "06": "30", "09": "30", "11": "30", "02": "28"}.get(month, "31")
        if month == "02" and year.isdecimal() and int(year) % 4 == 0:
            last = "29"
        day, vague = last, ""
    written = "-".join(part for part in ("-" if year == "-" else year, month, day) if part)
    return written, vague


def _year(text: str) -> str:
    if text.isdecimal() and text.isascii():
        return text
    return str(parse_chinese(text.replace("O", "〇").replace("0", "〇"))).zfill(4)


def _small(text: str) -> str:
    value = parse_chinese(text.replace("O", "〇"))
    return "" if value is None or value == 0 else str(value).zfill(2)


def _comparator(text: str, match: re.Match, linked: bool) -> str:
    right = _RIGHT.match(text, match.end())
    if linked:
        return "<="
    if _LINK_RIGHT.match(text, match.end()):
        return ">="
    if right and right["until"]:
        return "<="
    left = _LEFT.search(text[max(0, match.start() - 8) : match.start()])
    if right and right["from"] or left and left["from"]:
        return ">="
    return "<=" if left else "="


def _fact(original: str, span: tuple[int, int], value: str, comparator: str, vague: str = "") -> TextFact:
    return TextFact(
        kind="date", value=value, unit=vague, comparator=comparator, text=original[span[0] : span[1]], start=span[0], end=span[1]
    )
