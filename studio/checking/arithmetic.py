"""Check: sums written out must come out right: 1500元×12个月=18000元, 8万元×50%=4万元 (计算例子)."""

import re
from decimal import Decimal

from generators.model import Issue, Severity, Value
from studio.checking.findings import CheckContext
from studio.checking.texts import facts_of_text
from studio.interpreting.facts.folding import fold

_SCALES = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_TIMES, _OVER, _PLUS, _MINUS = "×*xX✕＊", "÷/", "+＋", "-－−"
_TOKEN = re.compile(
    r"(?P<number>\d[\d,]{0,15}(?:\.\d{1,6})?)[ ]?(?P<scale>[百千]?[万亿]|[百千])?[ ]?(?P<percent>%)?(?P<unit>[\u4e00-\u9fff㎡²³]{0,6}(?:/[\u4e00-\u9fff]{1,3})?)"
    r"|(?P<sign>[×*xX✕＊÷/+＋\-－−()（）])|(?P<equal>[=≈])|(?P<space>[ ]+)|(?P<other>.)",
    re.DOTALL,
)
_BRACKETS = {"（": "(", "）": ")"}
_MOST = 60
"""Tokens of the longest sum that is worked out; anything longer was not written to be read."""

_ASSUMED = re.compile("假设|假定|假如|设某|例如|比如|如某|以某|某(?:企业|单位|人|户|职工)")

_NEAR = Decimal("0.005")
"""How far a rounded result may be off, as a share of it; 约 and ≈ allow ten times as much."""


class Sum(Value):
    """A sum as written at ``[start:end]``: what it says comes out, and what does."""

    text: str
    start: int
    end: int
    stated: Decimal
    right: Decimal
    holds: bool


def sums_in(text: str) -> tuple[Sum, ...]:
    """Return every sum written out in ``text``, worked out anew. Linear in the length of the text."""
    folded = fold(text)
    found: list[Sum] = []
    sides: list[_Side] = [_Side()]
    for match in _TOKEN.finditer(folded):
        if match["space"]:
            continue
        if match["equal"]:
            sides[-1].rounded = match["equal"] == "≈"
            sides.append(_Side())
        elif match["sign"]:
            sides[-1].add(_BRACKETS.get(match["sign"], match["sign"]), match)
        elif match["number"] and not sides[-1].ends_in_number:
            sides[-1].add(_number(match), match)
        else:
            found += _compared(sides, text)
            sides = [_Side()]
            if match["number"]:
                sides[-1].add(_number(match), match)
    return (*found, *_compared(sides, text))


class _Side:
    """One side of an equation as it is read: its tokens and where they stand."""

    def __init__(self) -> None:
        self.tokens: list[str | Decimal] = []
        self.start = self.end = 0
        self.decimals = self.rounded = False

    def add(self, token: str | Decimal, match: re.Match[str]) -> None:
        if not self.tokens:
            self.start = match.start()
        self.tokens.append(token)
        self.end = match.end()
        self.decimals = self.decimals or "." in match[0]

    @property
    def ends_in_number(self) -> bool:
        return bool(self.tokens) and isinstance(self.tokens[-1], Decimal)

    @property
    def is_sum(self) -> bool:
        return len(self.tokens) > 2 and any(isinstance(token, str) and token not in "()" for token in self.tokens)

    def value(self) -> Decimal | None:
        """Work the side out, brackets of the sentence around it left aside; None when it is no sum."""
        tokens = self.tokens if len(self.tokens) <= _MOST else []
        while tokens and tokens[0] == "(" and tokens.count("(") > tokens.count(")"):
            tokens = tokens[1:]
        while tokens and isinstance(tokens[-1], str) and (tokens[-1] == "(" or tokens[-1] == ")" and tokens.count(")") > tokens.count("(")):
            tokens = tokens[:-1]
        try:
            value, rest = _added(tokens)
        except (IndexError, TypeError, ArithmeticError):
            return None
        return None if rest else value


def _number(match: re.Match[str]) -> Decimal:
    number = Decimal(match["number"].replace(",", ""))
    for character in match["scale"] or "":
        number *= _SCALES[character]
    return number / 100 if match["percent"] else number


def _compared(sides: list[_Side], text: str) -> list[Sum]:
    found = []
    for left, right in zip(sides, sides[1:], strict=False):
        worked_out, stated = left.value() if left.is_sum else None, right.value()
        if worked_out is None or stated is None:
            continue
        rounded = left.rounded or "约" in text[max(0, left.start - 4) : right.end]
        exact = not right.decimals and worked_out == worked_out.to_integral_value() and not rounded
        allowed = abs(worked_out) * _NEAR * (10 if rounded else 1)
        holds = stated == worked_out if exact else abs(stated - worked_out) <= allowed
        words = text[left.start : right.end]
        found.append(Sum(text=words, start=left.start, end=right.end, stated=stated, right=worked_out, holds=holds))
    return found


def wrong_sums(text: str, where: str = "") -> tuple[Issue, ...]:
    """Return an issue for each sum in ``text`` that does not come out."""
    return tuple(
        Issue(
            code="arithmetic", severity=Severity.BLOCKING, where=where, text=f"算式“{item.text}”结果不对，应为{_plain(item.right)}。",
            advice="改正算式中的数或者结果；四舍五入的请写“约”。",
        )  # fmt: skip
        for item in sums_in(text)
        if not item.holds
    )


def sums_come_out(context: CheckContext) -> tuple[Issue, ...]:
    """Return an issue for each sum in the product that does not come out, and for each standard in it the source lacks."""
    document = context.interpretation.document
    known = {(fact.kind, fact.value, fact.unit) for clause in document.clauses for fact in facts_of_text(clause.text)}
    known |= {(fact.kind, fact.value, fact.unit) for fact in context.interpretation.facts}
    found: list[Issue] = []
    for segment in context.segments:
        for text in dict.fromkeys(segment.statements()):
            found += wrong_sums(text, segment.id)
            found += _foreign_standards(text, known, segment.id)
    return tuple(found)


def _foreign_standards(text: str, known: set[tuple[str, str, str]], where: str) -> list[Issue]:
    """Return an issue for each amount or ratio a sum starts from that is neither the source's nor said to be assumed."""
    found = []
    for item in sums_in(text):
        given = [fact for fact in facts_of_text(text) if item.start <= fact.start and fact.end <= item.start + item.text.find("=") and fact.kind in ("money", "ratio")]
        for fact in given:
            assumed = _ASSUMED.search(text[: item.start]) and fact.text in text[: item.start]
            if (fact.kind, fact.value, fact.unit) not in known and not assumed:
                found.append(
                    Issue(
                        code="foreign_standard", severity=Severity.CONFIRM, where=where, text=f"算式“{item.text}”用到的“{fact.text}”不是原文写明的标准。",
                        advice="对照原文核对；属于假设的数，请先写明“假设……”再列算式。",
                    )  # fmt: skip
                )
    return found


def _added(tokens: list) -> tuple[Decimal, list]:
    value, tokens = _multiplied(tokens)
    while tokens and isinstance(tokens[0], str) and tokens[0] in _PLUS + _MINUS:
        sign = tokens[0]
        other, tokens = _multiplied(tokens[1:])
        value = value - other if sign in _MINUS else value + other
    return value, tokens


def _multiplied(tokens: list) -> tuple[Decimal, list]:
    value, tokens = _single(tokens)
    while tokens and isinstance(tokens[0], str) and tokens[0] in _TIMES + _OVER:
        sign = tokens[0]
        other, tokens = _single(tokens[1:])
        value = value / other if sign in _OVER else value * other
    return value, tokens


def _single(tokens: list) -> tuple[Decimal, list]:
    if tokens[0] == "(":
        value, tokens = _added(tokens[1:])
        if tokens[0] != ")":
            raise IndexError
        return value, tokens[1:]
    return +tokens[0], tokens[1:]


def _plain(value: Decimal) -> str:
    number = value.quantize(Decimal("0.01")).normalize()
    for name, scale in (("亿", _SCALES["亿"]), ("万", _SCALES["万"])):
        if abs(number) >= scale and number % (scale / 100) == 0:
            return f"{(number / scale).normalize():f}{name}"
    return f"{number:f}"

