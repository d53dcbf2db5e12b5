"""Money, ratios, ages, durations and counts: a number, a list or a range of numbers, and its unit."""

import re
from collections.abc import Iterator
from decimal import Decimal

from studio.interpreting.facts.comparators import comparator, right_comparator
from studio.interpreting.facts.folding import BLANK
from studio.interpreting.facts.numbers import NUMBER, number, plain
from studio.interpreting.facts.textfact import TextFact
from studio.interpreting.facts.units import UNIT, per_of, unit_of

_SEP = r"[ ]?(?:[—~\-]{1,2}|[至到])[ ]?"
_LIST = r"[ ]?(?:、|和|及|或|/)[ ]?"
_HALF = r"半(?=个?(?:年|月|天|日|小时|学期|学年)(?![度级]))"
_BEFORE = r"(?<![A-Za-z\d.〇点第])(?<!第 )(?<!\d,)(?:(?=\d)|(?<![专统唯同任另两几数]))"
_QUANTITY = re.compile(
    rf"{_BEFORE}(?P<list>(?:{NUMBER}{_LIST}){{1,5}})?"
    rf"(?:(?P<low>{NUMBER})(?P<lowunit>[ ]?(?:{UNIT}))?{_SEP})?"
    rf"(?P<value>{NUMBER}|{_HALF})(?P<more>[余多])?[ ]?(?P<unit>{UNIT})(?P<half>半(?![价数额径年月天日小]))?"
)
_BARE = re.compile(rf"{_BEFORE}(?P<value>\d{{1,9}}(?:\.\d{{1,4}})?[ ]?[万亿])(?=的|以[上下]|[，。；、）]|$)")
_FRACTION = re.compile(rf"{_BEFORE}(?P<base>百|千|万|{NUMBER})分之(?P<low>{NUMBER})(?:{_SEP}(?:(?P=base)分之)?(?P<high>{NUMBER}))?")
_PROPORTION = re.compile(r"(?<![\d:.])(?P<a>\d{1,4}(?:\.\d+)?)[ ]?(?::|比)[ ]?(?P<b>\d{1,4}(?:\.\d+)?)(?![\d:.])")
_HUNDRED = re.compile(r"(?<![\d一二三四五六七八九几〇零千])百(?:周)?岁(?=老人|老年人|寿星|及?以上|的老)")
_TIMES = {"年", "学年", "学期", "月", "季度", "日", "周"}
_LIMIT = re.compile(r"(?:限额|上限|最高[^，。；、\d]{0,6}额度)(?:标准)?(?:分别)?[为是]")
_CLOSED = re.compile("[。；\n]")
_REPEATED = re.compile(r"（(?:含|包括|包含|不含)[^（）]{0,12}$")
_CLOCK_HOURS = re.compile(r"(?:[01]?\d|2[0-4])")
_JOINED = re.compile(r"[ ]?(?:（[^（）]{0,8}）)?[ ]?[、和及或/与以至][及者]?[ ]?$")
_RAISED_TO = re.compile(r"(?:统一)?(?:提高|提升|降低|调整|增加|减少|上调|下调|提标)(?:到|至|为)[ ]?")
_SINGLE_ONES = re.compile(r"(?:限|只能|仅能|仅|只|至少|不超过|最多|不少于|不得超过|每[^，。；]{0,6})[^，。；、一]{0,4}$")


def quantities(text: str, original: str) -> Iterator[TextFact]:
    """Yield money, ratios, ages, durations and counts of a folded, masked text, in order of their kind of writing."""
    floor, previous, limit = 0, None, None
    for match in _QUANTITY.finditer(text):
        for fact in _facts(text, original, match, floor, previous):
            if fact.comparator == "=" and limit is not None and _shares_limit(text, limit, fact):
                fact = fact.model_copy(update={"comparator": "<=", "bound": limit.bound})
            elif fact.comparator == "<=" and _LIMIT.search(text[max(floor, fact.start - 20) : fact.start]):
                limit = fact
            yield fact
            previous = fact
        floor = match.end()


def _shares_limit(text: str, limit: TextFact, fact: TextFact) -> bool:
    """限额标准为职工每人每天120元、居民每人每天60元: the limit holds for both."""
    same = (limit.kind, limit.unit, limit.per) == (fact.kind, fact.unit, fact.per)
    return same and fact.start - limit.end < 60 and not _CLOSED.search(text, limit.end, fact.start)


def _facts(text: str, original: str, match: re.Match, floor: int, previous: TextFact | None) -> list[TextFact]:
    kind, unit, factor = unit_of(match["unit"].replace(" ", ""))
    value = _value(match, kind)
    if value is None or _is_vague_one(text, match, kind):
        return []
    items = _list_of(match)
    start = match.start() if items else match.start("low" if match["low"] else "value")
    per, end_of_per = per_of(text, start, match.end())
    if kind in ("duration", "count"):
        per = "·".join(each for each in per.split("·") if each in _TIMES and each != unit)
    sign, bound, per = _bound(text, match, (kind, unit, plain(value * factor)), (start, end_of_per, floor), previous, per)
    common = {"kind": kind, "per": per, "text": original[start : match.end()], "start": start, "end": match.end()}
    listed = [
        TextFact(value=plain(amount * factor), unit=unit, comparator=sign or "=", bound=bound, **common)
        for item in items if (amount := _scaled(number(item), item, match["value"])) is not None
    ]  # fmt: skip
    if not match["low"]:
        return [*listed, TextFact(value=plain(value * factor), unit=unit, comparator=sign or "=", bound=bound, **common)]
    low = _low(match, common, unit, factor)
    return [*listed, low, TextFact(value=plain(value * factor), unit=unit, comparator="<=", **common)] if low else []


def _value(match: re.Match, kind: str) -> Decimal | None:
    """Return the number before the unit; 1.80周岁 is a numbered line about 80, and 个半 adds a half."""
    written = match["value"].split(".")[1] if kind == "age" and "." in match["value"] else match["value"]
    value = number(written)
    half = (kind == "duration" or match["unit"] == "成") and (match["half"] or match["unit"].startswith("个半"))
    return value + Decimal("0.5") if half and value is not None else value


def centenarians(text: str, original: str) -> Iterator[TextFact]:
    """Yield the age in 百岁老人 and 百岁以上."""
    for match in _HUNDRED.finditer(text):
        yield _plain_fact("age", "100", "岁", comparator(text, *match.span()), original, match.span())


def _bound(
    text: str, match: re.Match, said: tuple[str, str, str], where: tuple[int, int, int], previous: TextFact | None, per: str
) -> tuple[str, str, str]:
    """Return comparator, its word and per: own words first, then 余 and 多, （含…）, and the bound a list shares."""
    start, end, floor = where
    sign, word = comparator(text, start, end, floor)
    if sign:
        return sign, word, per
    if match["more"] or re.search("[余多]", match["value"]):
        return ">", "多", per
    if _REPEATED.search(text[max(0, start - 16) : start]):
        same = previous is not None and (previous.kind, previous.unit, previous.value) == said
        return (previous.comparator if same else "="), "含", per
    if previous is not None and (previous.kind, previous.unit) == said[:2] and not per and _RAISED_TO.fullmatch(text[previous.end : start]):
        return "", "", previous.per
    if previous is not None and previous.kind == said[0] and _JOINED.fullmatch(text[previous.end : start]):
        shared = previous.comparator in ("<=", ">=") and not right_comparator(text, previous.end)[0]
        return (previous.comparator if shared else ""), (previous.bound if shared else ""), per or previous.per
    return "", "", per


def _low(match: re.Match, common: dict, unit: str, factor: Decimal) -> TextFact | None:
    """Return the lower end of a range, in its own unit where it has one (3个月至1年)."""
    own = (match["lowunit"] or "").replace(" ", "")
    if own:
        kind, unit, factor = unit_of(own)
        common = common | {"kind": kind}
    low = number(match["low"]) if own else _scaled(number(match["low"]), match["low"], match["value"])
    return None if low is None else TextFact(value=plain(low * factor), unit=unit, comparator=">=", **common)


def _list_of(match: re.Match) -> list[str]:
    """Return 10 and 20 of 10、20、50万元; 一、 at a line's beginning numbers the line."""
    written = match["list"]
    if not written or (written.rstrip().endswith("、") and match.string[max(0, match.start() - 1) : match.start()] in ("", "\n", " ")):
        return []
    return re.findall(NUMBER, written)


def _scaled(value: Decimal | None, text: str, last: str) -> Decimal | None:
    """Give a number without scale the scale of the last one (10—20万元)."""
    if value is None or re.search("[百千万亿]", text):
        return value
    scale = re.search("(万亿|[万亿])$", last)
    return value * {"万": 10_000, "亿": 100_000_000, "万亿": 1_000_000_000_000}[scale[1]] if scale else value


def _is_vague_one(text: str, match: re.Match, kind: str) -> bool:
    """一个、一项、一次 are mostly no counts; they are where a bound or 每、限 makes them one."""
    value = match["value"]
    if kind != "count" or match["low"] or value[0].isascii() or value not in ("一", "十"):
        return False
    if value == "十":
        return match["unit"] in ("分", "足")
    if right_comparator(text, match.end())[0]:
        return False
    return not _SINGLE_ONES.search(text[max(0, match.start() - 12) : match.start()])


def bare_counts(text: str, original: str) -> Iterator[TextFact]:
    """Yield 100万 where the unit is understood (人口超过100万的城市)."""
    for match in _BARE.finditer(text):
        value = number(match["value"])
        if value is not None:
            yield _plain_fact("count", plain(value), "", comparator(text, *match.span()), original, match.span())


def fractions(text: str, original: str) -> Iterator[TextFact]:
    """Yield 百分之六十, 千分之二, 二分之一 and 百分之五至百分之十 as percentages."""
    for match in _FRACTION.finditer(text):
        base = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10_000)}.get(match["base"]) or number(match["base"])
        low = number(match["low"])
        high = number(match["high"]) if match["high"] else None
        if not base or low is None:
            continue
        own = comparator(text, *match.span())
        values = [(low, (">=", "")), (high, ("<=", ""))] if high is not None else [(low, own)]
        for value, sign in values:
            percent = plain(round(value / base * 100, 6))
            yield _plain_fact("ratio", percent, "%", sign, original, match.span())


def proportions(text: str, original: str) -> Iterator[TextFact]:
    """Yield 1:1 and 7比3. What could be a time of day (8:30) is left to the clock rules."""
    for match in _PROPORTION.finditer(text):
        clock = len(match["b"]) == 2 and ":" in match[0] and _CLOCK_HOURS.fullmatch(match["a"])
        if not clock and BLANK not in match[0]:
            yield _plain_fact("ratio", f"{match['a']}:{match['b']}", "", ("", ""), original, match.span())


def _plain_fact(kind: str, value: str, unit: str, sign: tuple[str, str], original: str, span: tuple[int, int]) -> TextFact:
    start, end = span
    return TextFact(kind=kind, value=value, unit=unit, comparator=sign[0] or "=", bound=sign[1], text=original[start:end], start=start, end=end)
