"""Numbers as documents write them: 1,000 · 3.5万 · 八百 · 十二点五 · 1.4万亿 · 3万5千 · 半."""

import re
from decimal import Decimal

from generators.model.numerals import parse_chinese

_ARABIC = r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?(?!\d)|\d{1,15}(?:\.\d{1,6})?(?!\d)"
_SCALE = r"[ ]?(?:万亿|[万亿千百])"
_DIGIT = "〇零一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
_CHINESE = rf"[{_DIGIT}十拾廿](?:[{_DIGIT}十百千万亿拾佰仟]{{0,15}})(?![{_DIGIT}十百千万亿])(?:点[{_DIGIT}]{{1,6}}[万亿]{{0,2}})?"
NUMBER = rf"(?:(?:{_ARABIC})(?:余|多)?(?:{_SCALE}(?:\d{{1,4}}{_SCALE}){{0,2}})?|{_CHINESE})"
"""The source of a pattern for one number; it has no group. 余 and 多 (100余) may stand before the scale."""

_PARTS = re.compile(r"(\d[\d,]*(?:\.\d+)?)((?:万亿|[万亿千百])*)")
_SCALES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


def number(text: str) -> Decimal | None:
    """Return the value of a number matched by NUMBER (余, 多 and spaces are ignored); None when it is not one.

    Two or more bare digits (三五, 二三) are vague in Chinese prose and give None.
    """
    text = text.replace(" ", "").replace("余", "").replace("多", "")
    if text == "半":
        return Decimal("0.5")
    if text and text[0].isascii():
        return _arabic(text)
    scale = 1
    if "点" in text:
        whole, _, rest = text.partition("点")
        digits = rest.rstrip("万亿")
        for character in rest[len(digits) :]:
            scale *= _SCALES[character]
        left, right = parse_chinese(whole), parse_chinese("一" + digits)
        return None if left is None or right is None else Decimal(f"{left}.{str(right)[1:]}") * scale
    if len(text) > 1 and not re.search("[十百千万亿拾佰仟廿]", text):
        return None
    value = parse_chinese(text)
    return None if value is None else Decimal(value)


def _arabic(text: str) -> Decimal | None:
    total = Decimal(0)
    parts = _PARTS.findall(text)
    if not parts:
        return None
    for digits, scales in parts:
        scale = 1
        for character in scales:
            scale *= _SCALES[character]
        total += Decimal(digits.replace(",", "")) * scale
    return total


def plain(value: Decimal) -> str:
    """Write a decimal without exponent and without trailing zeros: 80000, 0.15."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
