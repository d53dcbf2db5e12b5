"""The numbers clauses begin with: 第三章, 第五条, 一、, （二）, 3., （4）, ①, a., 1.2.3 and their variants in width and spacing.

All expressions are anchored at the start and bounded in length, so matching is linear in the number of paragraphs.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from generators.model.numerals import parse_chinese
from studio.reading.folding import folded, squeezed


class Form(StrEnum):
    """How a number is written. The order is the customary order of rank."""

    BOOK = "book"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"
    CIRCLED = "circled"
    LETTER = "letter"
    DECIMAL = "decimal"


RANK = {form: rank for rank, form in enumerate(Form)}
REGULATION = {
    "编": Form.BOOK,
    "部分": Form.BOOK,
    "篇": Form.BOOK,
    "章": Form.CHAPTER,
    "节": Form.SECTION,
    "条": Form.ARTICLE,
}
NUMERAL = "一二三四五六七八九十百千零〇两"

_REGULATION = re.compile(
    rf"第 {{0,3}}((?:[{NUMERAL}] {{0,2}}){{1,9}}|\d{{1,4}}) {{0,3}}(编|部分|篇|章|节|条)(之[{NUMERAL}]{{1,3}})?"
)
_REFERENCE = re.compile(r"(?:规定|所|第|至|的|中|及|或|款|以|到|、第|和第|[—\-~]第|之外|适用|除外|,|。|;|\))")
_FIRST = re.compile(rf"([{NUMERAL}]{{1,4}}) {{0,3}}([、.,:;]|．) {{0,4}}")
_FIRST_BARE = re.compile(rf"([{NUMERAL}]{{1,3}}) {{1,4}}(?=[^\s\d])")
_SECOND = re.compile(rf"[(] {{0,3}}([{NUMERAL}](?: {{0,2}}[{NUMERAL}]){{0,3}}) {{0,3}}[)] {{0,2}}[、.,:]? {{0,4}}")
_SECOND_SIGN = re.compile(r"([\u3220-\u3229]) {0,4}")
_THIRD = re.compile(r"(\d{1,3}) {0,2}([、﹒·]|[.](?!\d)|[.](?=\d{4}年)|[)]) {0,6}")
_THIRD_SIGN = re.compile(r"([\u2488-\u249b]) {0,4}")
_FOURTH = re.compile(r"[(] {0,3}(\d{1,3}) {0,3}[)] {0,2}[、.,]? {0,4}")
_FOURTH_SIGN = re.compile(r"([\u2474-\u2487]) {0,4}")
_CIRCLED = re.compile(
    r"([\u2460-\u2473\u3251-\u325f\u32b1-\u32bf\u24f5-\u24fe\u2776-\u277f\u2780-\u2793]) {0,2}[、.]? {0,4}"
)
_LETTER = re.compile(r"(?:([a-hA-H])([.、)]|[.)] )|[(]([a-hA-H])[)]) {0,4}(?![a-zA-Z.])")
_DECIMAL = re.compile(r"(\d{1,2}(?: ?[.] ?\d{1,2}){1,4})([.、]? {0,6})(?![\d%‰])")
_RUN_ON = re.compile(r"(\d{1,2})[.](?=\d)")
_DECIMAL_TOP = re.compile(r"(\d{1,2})( {1,6})(?=[\u4e00-\u9fff])")
_UNIT = re.compile(
    r"亿|万|千|百|元|倍|个(?!人)|米|公(?:里|斤|顷|分)|吨|分钟|分(?![级类工组层区步期析散管配])|平方|小时|美元|毫|厘|克|升|度(?:以|[，。；、）)])|折|[～~—-]|至"
)
_QUANTITY = re.compile(
    r"(?:人|家|户|年|月|日|天|周岁|岁|级|版|名|项|次|台|套|辆|亩)(?:以上|以下|以内|之间|的|及|或|至|[，。；、）)]|$)"
)
_LISTING = re.compile(rf"[{NUMERAL}]+[、类级等季次线档期产]|[{NUMERAL}]{{1,3}}(?:$|[和至到])")


@dataclass(frozen=True, slots=True)
class Marker:
    """A clause number at the start of a paragraph.

    ``label`` is the number as printed without spaces; the clause's own words begin at ``end``; ``numbers`` is (3,) for
    第三条 and (1, 2, 3) for 1.2.3; ``extra`` is the n of 第三条之n.
    """

    form: Form
    numbers: tuple[int, ...]
    label: str
    end: int
    sign: str = ""
    extra: int = 0

    @property
    def number(self) -> int:
        """Return the last counter, the one that runs among siblings."""
        return self.numbers[-1]


def marker_of(text: str) -> Marker | None:
    """Return the clause number ``text`` begins with; None when it begins with none."""
    head = folded(text[:40])
    if not head:
        return None
    first = head[0]
    if first == "第":
        return _regulation(head, text)
    if first == "(":
        return _bracketed(head, text)
    if first.isdigit() and first.isascii():
        return _decimal(head, text) or _arabic(head, text)
    if first in NUMERAL:
        return _chinese(head, text)
    return _sign(head, text) or _letter(head, text)


def _regulation(head: str, text: str) -> Marker | None:
    found = _REGULATION.match(head)
    if not found:
        return None
    number = parse_chinese(squeezed(found[1]))
    if number is None:
        return None
    end = found.end()
    if _REFERENCE.match(head, end) and not head[end:].startswith(" "):
        return None
    gap = end
    while gap < len(text) and text[gap].isspace():
        gap += 1
    if gap < len(text) and text[gap] in "、，,:：." and len(text) > gap + 1:
        # 第一条、… and 第一章：总则 number a clause; 第五条、第六条所列 only refers.
        if folded(text[gap + 1 : gap + 3]).lstrip().startswith("第"):
            return None
        gap += 1
    extra = parse_chinese(found[3][1:]) or 0 if found[3] else 0
    return Marker(REGULATION[found[2]], (number,), squeezed(text[:gap]), _skip(text, gap), found[2], extra)


def _bracketed(head: str, text: str) -> Marker | None:
    if found := _SECOND.match(head):
        return _made(Form.SECOND, parse_chinese(squeezed(found[1])), text, found, ")")
    if found := _FOURTH.match(head):
        return _made(Form.FOURTH, int(found[1]), text, found, ")")
    return _letter(head, text)


def _chinese(head: str, text: str) -> Marker | None:
    found = _FIRST.match(head)
    if found:
        if _LISTING.match(head, found.end()):
            return None
        return _made(Form.FIRST, parse_chinese(found[1]), text, found, found[2])
    found = _FIRST_BARE.match(head)
    if found and len(text) < 30:
        return _made(Form.FIRST, parse_chinese(found[1]), text, found, " ")
    return None


def _arabic(head: str, text: str) -> Marker | None:
    found = _THIRD.match(head)
    return _made(Form.THIRD, int(found[1]), text, found, found[2]) if found else None


def _decimal(head: str, text: str) -> Marker | None:
    found = _DECIMAL.match(head)
    if not found:
        return None
    apart = found[2] != ""
    if not apart and (_UNIT.match(head, found.end()) or _QUANTITY.match(head, found.end())):
        return None
    parts = tuple(int(part) for part in squeezed(found[1]).split("."))
    if 0 in parts or (len(parts) == 2 and not found[2] and len(text) > found.end() and text[found.end()] in "，。；,"):
        return None
    return Marker(Form.DECIMAL, parts, squeezed(text[: found.end()]).rstrip("、"), found.end(), ".")


def run_on_number(text: str) -> Marker | None:
    """Return the marker of 1.80周岁以上的；, whose words begin with a digit. It counts only beside
    another number of the same list."""
    found = _RUN_ON.match(folded(text[:40]))
    return _made(Form.THIRD, int(found[1]), text, found, ".") if found else None


def plain_number(text: str) -> Marker | None:
    """Return the marker of a bare top-level number (1 总则), which counts only in documents numbered by decimals."""
    found = _DECIMAL_TOP.match(folded(text[:40]))
    if not found or len(text) > 40 or text.endswith(("。", "；")):
        return None
    return Marker(Form.DECIMAL, (int(found[1]),), found[1], found.end(), " ")


def _sign(head: str, text: str) -> Marker | None:
    for form, pattern, base in (
        (Form.SECOND, _SECOND_SIGN, 0x321F),
        (Form.THIRD, _THIRD_SIGN, 0x2487),
        (Form.FOURTH, _FOURTH_SIGN, 0x2473),
    ):
        if found := pattern.match(head):
            return _made(form, ord(found[1]) - base, text, found, found[1])
    if found := _CIRCLED.match(head):
        return _made(Form.CIRCLED, _circled_value(ord(found[1])), text, found, "①")
    return None


def _circled_value(code: int) -> int:
    for start, count, first in (
        (0x2460, 20, 1),
        (0x3251, 15, 21),
        (0x32B1, 15, 36),
        (0x24F5, 10, 1),
        (0x2776, 10, 1),
        (0x2780, 10, 1),
        (0x278A, 10, 1),
    ):
        if start <= code < start + count:
            return code - start + first
    return 0


def _letter(head: str, text: str) -> Marker | None:
    found = _LETTER.match(head)
    if not found:
        return None
    letter = found[1] or found[3]
    return _made(Form.LETTER, ord(letter.lower()) - 96, text, found, letter.isupper() and "A" or "a")


def _made(form: Form, number: int | None, text: str, found: re.Match[str], sign: str) -> Marker | None:
    if number is None or number > 999:
        return None
    end = _skip(text, found.end())
    label = squeezed(text[: found.end()])
    return Marker(form, (number,), label, end, sign)


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position
