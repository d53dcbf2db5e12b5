"""Two ways of writing one value: 半年 and 6个月, 0.08万元 and 800元, 三家 and 3个."""

from decimal import Decimal, InvalidOperation

from studio.interpreting.facts import TextFact

_TIME = {
    "年": ("month", 12), "学年": ("学年", 1), "季度": ("month", 3), "月": ("month", 1), "周": ("day", 7), "日": ("day", 1),
    "工作日": ("workday", 1), "小时": ("minute", 60), "分钟": ("minute", 1), "秒": ("second", 1), "学期": ("学期", 1),
}  # fmt: skip
_SAME_COUNT = {"家": "个", "户": "个", "款": "种", "处": "个", "间": "个", "人次": "人", "大类": "类", "小类": "类", "条": "项", "件": "项"}
_WHOLE = {"岁", "人", "个", "家", "户", "次", "项", "件", "名"}
"""Units that come in whole numbers."""
MEASURED = {"money", "ratio", "duration", "age", "count"}
"""The kinds whose values are numbers with a unit."""


def measure(fact: TextFact) -> tuple[str, Decimal | str]:
    """Return dimension and comparable value. Facts of unequal dimension say nothing about each other."""
    if fact.kind not in MEASURED:
        return fact.kind + fact.unit if fact.kind == "other" else fact.kind, fact.value
    try:
        value: Decimal | str = Decimal(fact.value)
    except InvalidOperation:
        return f"{fact.kind}:{fact.unit or 'proportion'}", fact.value
    if fact.kind == "duration":
        dimension, factor = _TIME.get(fact.unit, (fact.unit, 1))
        return f"duration:{dimension}", value * factor
    if fact.unit == "折":
        return "ratio:%", value * 10
    if fact.kind == "count":
        return f"count:{_SAME_COUNT.get(fact.unit, fact.unit)}", value
    return f"{fact.kind}:{fact.unit}", value


def whole_bound(fact: TextFact) -> TextFact:
    """Return a fact that excludes a whole number as the one that includes its neighbour: 不满100周岁 is 99周岁以下."""
    if fact.kind not in ("age", "count") or fact.comparator not in ("<", ">") or not fact.value.isdecimal() or fact.unit not in _WHOLE:
        return fact
    step = -1 if fact.comparator == "<" else 1
    return fact.model_copy(update={"value": str(int(fact.value) + step), "comparator": fact.comparator + "="})


def same_value(left: TextFact, right: TextFact) -> bool:
    """Tell whether two facts state the same value in comparable units; a date may leave out its year or its day."""
    if left.kind == "date" and right.kind == "date":
        return _same_date(left, right)
    if left.kind == "phone" and right.kind == "phone":
        return _same_phone(left.value, right.value)
    (dimension, value), (other_dimension, other) = measure(left), measure(right)
    if {dimension, other_dimension} == {"duration:day", "duration:minute"}:
        days, minutes = (value, other) if dimension == "duration:day" else (other, value)
        return days * 1440 == minutes  # 一天 and 24小时
    if value != other:
        return False
    return dimension == other_dimension or {dimension, other_dimension} <= {f"count:{unit}" for unit in ("", "人", "个", "项", "种", "类")}


def _same_date(said: TextFact, written: TextFact) -> bool:
    if said.unit and said.unit != written.unit:
        return False
    if said.value == written.value:
        return True
    if written.value.startswith(said.value + "-"):
        return True
    bare = said.value.removeprefix("--")
    return said.value.startswith("--") and (written.value.endswith("-" + bare) or f"-{bare}-" in written.value)


def _same_phone(said: str, written: str) -> bool:
    said, written = said.split("-")[0], written.split("-")[0]
    return said == written or (min(len(said), len(written)) >= 7 and (said.endswith(written) or written.endswith(said)))
