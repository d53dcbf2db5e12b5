"""The typographic rules of a Chinese newspaper, as one list that every text of every product passes.

Each rule changes marks, spaces and the width of characters, never a word or a number; each may be run again without
changing anything more. What keeps a number beside its unit when lines are broken is the renderers' part: ``JOINT`` finds it.
"""

import re
from collections.abc import Callable

HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
OPENING, CLOSING = "（《“‘〈〔【「", "）》”’〉〕】」"
STOPS = "，。；：、！？…"

_PLACE = "\ue0f0"
"""Stands for an address while the rules are applied."""

_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[!-~]{1,2000}|(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{3,80}"
    r"|(?<![A-Za-z0-9.-])[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.(?:com|cn|gov|org|net|edu)(?:[/?#][!-~]{0,2000})?"
)
_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_WIDE |= {ord("％"): "%", ord("﹒"): ".", ord("．"): "."}
_BODY_END = "局厅部委府办署院会处行室心团校"
_RANGED = r"(?:年代|年|个月|月|日|个工作日|天|小时|分钟|周岁|岁|万元|亿元|元|%|‰|个百分点|个|人|名|户|家|倍|米|公里|平方米|亩|吨|课时|分|℃|号|条|项|级|类)"


def narrow_digits(text: str) -> str:
    """Return digits, Latin letters and % at half width: ２０２６年 is 2026年, １．５％ is 1.5%."""
    return text.translate(_WIDE)


def names_closed_up(text: str) -> str:
    """Return two-character names without the space of alignment (马　敏), and columns set with spaces as clauses."""
    text = re.sub(rf"(?:(?<=^)|(?<=[\n{STOPS}]))([{HAN}])　{{1,2}}([{HAN}])(?=[　\s]|$|[{STOPS}])", r"\1\2", text)
    return re.sub(rf"(?<=[{HAN}])(?:　[　 \t]+|[ \t]{{2,}}|[ \t]　)(?=[{HAN}])", "，", text)


def spaces_left_out(text: str) -> str:
    """Return the text without spaces between Chinese characters, marks, digits and Latin words: 3月 1日 is 3月1日.

    One space stays between the bodies that issue a document together (甲市民政局 甲市财政局) and between Latin words.
    """
    text = re.sub(r"[ \t\u00a0\u2002-\u200a\u3000]+", " ", text)
    text = re.sub(r" ?\n ?", "\n", text).strip()
    text = re.sub(rf"(?<=[{STOPS}{OPENING}{CLOSING}]) | (?=[{STOPS}{OPENING}{CLOSING}])", "", text)
    text = re.sub(rf"(?<=[{HAN}]) (?=[A-Za-z0-9“])|(?<=[A-Za-z0-9%‰]) (?=[{HAN}])|(?<=\d) (?=[%‰℃])", "", text)
    return re.sub(rf"(?<=[{HAN}])(?<![{_BODY_END}]) (?=[{HAN}])", "", text)


def marks_full_width(text: str) -> str:
    """Return half-width marks beside Chinese as full-width ones; those in numbers, times and addresses stay."""
    text = re.sub(rf"\(([^()\n]*[{HAN}][^()\n]*)\)|(?<=[{HAN}])\(([^()\n]*)\)", lambda m: f"（{m[1] or m[2] or ''}）", text)
    text = re.sub(rf"(?<=[{HAN}{CLOSING}])[,;:?!]", lambda m: _FULL[m[0]], text)
    text = re.sub(rf"(?<=[A-Za-z0-9%‰])[,;:?!](?=[{HAN}{OPENING}])", lambda m: _FULL[m[0]], text)
    return re.sub(rf"(?<=[{HAN}])\.(?=[{HAN}]|$)", "。", text)


def quotes_curled(text: str) -> str:
    """Return straight quotation marks around Chinese as “”, those inside “” as ‘’, and ‘’ that stand in none as “”."""
    parts = re.split("(“[^“”\n]*”)", text)
    text = "".join(part if n % 2 else re.sub(rf"‘([^‘’“”\n]*[{HAN}][^‘’“”\n]*)’", r"“\1”", part) for n, part in enumerate(parts))
    text = re.sub(r"“([^“”\"\n]{1,40})\"", r"“\1”", text)
    text = re.sub(rf'"([^"\n]*[{HAN}][^"\n]*)"', r"“\1”", text)
    return _nested(text, "“”", "‘’")


def titles_nested(text: str) -> str:
    """Return names inside a name as 〈〉: 《关于印发〈办法〉的通知》 (GB/T 15834)."""
    text = re.sub(r"《[^《》\n]{0,200}》", lambda found: found[0].translate(_ANGLES), text)
    return _nested(text, "《》", "〈〉")


_ANGLES = {ord(mark): kept for marks, kept in (("<＜", "〈"), (">＞", "〉")) for mark in marks}


def _nested(text: str, outer: str, inner: str) -> str:
    if text.count(outer[0]) != text.count(outer[1]) or text.count(outer[0]) < 2:
        return text
    made, depth = [], 0
    for mark in text:
        depth += mark == outer[0]
        made.append(inner[outer.index(mark)] if mark in outer and depth > 1 and depth % 2 == 0 else mark)
        depth -= mark == outer[1]
    return "".join(made) if depth == 0 else text


def titles_side_by_side(text: str) -> str:
    """Return titles, and words in quotation marks, one after another without 、 between them, and with one where a number stands between (GB/T 15834)."""
    text = re.sub("(?<=[”》])、(?=[“《])(?<!》、(?=“))(?<!”、(?=《))", "", text)
    return re.sub(r"(?<=号）)(?=《)", "、", text)


def dashes_and_ranges(text: str) -> str:
    """Return ranges of numbers with units with 一字线 (18—40周岁), dashes as ——, an ellipsis as ……; telephones stay."""
    number = r"\d{1,6}(?:\.\d{1,3})?"
    text = re.sub(
        rf"(?<![\d.\-–—～~/A-Za-z第])({number}{_RANGED}?)(?:[-–−―－—]|——)({number})(?={_RANGED})(?!\d)", r"\1—\2", text
    )
    text = re.sub(r"(?<=[\d年月日时])~(?=\d)", "～", text)
    text = re.sub(rf"(?<=[{HAN}）])\*(?=\d)", "×", text)
    text = re.sub(r"(?<![\d:])(\d{1,3}):(\d{1,3})(?=的?比例)", r"\1∶\2", text)
    text = re.sub(rf"(?<=[{HAN}”》）])(?:--|－－|––)(?=[{HAN}“《（])", "——", text)
    return re.sub(rf"(?<=[{HAN}])(?:…(?!…)|\.{{3,6}}|。{{3,6}})(?<!……)", "……", text)


def marks_once(text: str) -> str:
    """Return doubled marks as one: 。。 ；。 ，， 。）。; a closing mark never opens the text or a line."""
    text = re.sub(r"(?<![，、；：])[，、；：]++(?=[。！？])", "", text)
    text = re.sub(r"([。！？])[。，、；：]+", r"\1", text)
    text = re.sub(r"([，、；：])\1+", r"\1", text)
    text = re.sub(r"。(（[^（）]{4,}?)。?）。", r"\1）。", text)
    text = re.sub(r"(?<=[^。！？])。([）”》])(?=[。；，])", r"\1", text)
    return re.sub(rf"(^|\n)[{STOPS.replace('…', '')}]+", r"\1", text)


RULES: tuple[Callable[[str], str], ...] = (
    narrow_digits,
    names_closed_up,
    spaces_left_out,
    marks_full_width,
    quotes_curled,
    titles_nested,
    titles_side_by_side,
    dashes_and_ranges,
    marks_once,
)
"""Every rule, in the order in which they are applied."""


def typographic(text: str) -> str:
    """Return ``text`` as a newspaper would print it; addresses of the web and of mail in it stay untouched."""
    addresses = [] if _PLACE in text else _ADDRESS.findall(text)
    ruled = _ruled(_ADDRESS.sub(_PLACE, text) if addresses else text)
    if ruled.count(_PLACE) != len(addresses):
        return ruled
    kept = iter(addresses)
    return re.sub(_PLACE, lambda _: next(kept), ruled)


def _ruled(text: str) -> str:
    for rule in RULES:
        text = rule(text)
    return text


FRACTION = r"(?:[一二三四五六七八九十百千万]{1,4}|\d{1,4})分之[一二三四五六七八九十百〇零点半\d.]{1,8}"
"""A share in words, 万分之五, which a line must not part either."""

JOINT = re.compile(
    rf"{FRACTION}|"
    r"(?<!\d)0\d{2,3}-\d{7,8}(?!\d)|(?<!\d)\d{1,2}月\d{1,2}日|〔\d{4}〕第?\d{1,4}号|"
    r"(?<![\d-])[A-Z]?\d{1,4}(?:-\d{1,4}){1,3}(?![\d-])(?:号楼|单元|周岁|个月|[室号栋幢座楼层房铺年月日天个元人岁])?|"
    r"(?:(?:每[人户家月年天日次亩件个]){1,2}|最高)?\d[\d,.:—～]*(?:[%％‰℃]|(?:万亿|千亿|百亿|亿|千万|百万|万|千|百)?"
    r"(?:个工作日|个自然日|个百分点|平方米|平方公里|个月|小时|分钟|周岁|课时|公里|人次|元|岁|年|月|日|天|个|人|名|户|家|项|件|次|条|款|倍|亩|吨|米|㎡|号|分|马力|千瓦|份|级|目|只|台|辆|套|张|字|期|批|档|周)?)"
    r"(?:[/／](?:平方米|立方米|人次|千瓦时|课时|小时|学年|学期|[人月年天日次户亩吨米㎡台套辆个件张床班所家头只株度]))*"
    r"(?:以上|以下|以内|左右)?"
)
"""A telephone, a day, a document's number, a room (1109-2室), a number with what counts it (18元/平方米/月): a line is never broken inside."""
