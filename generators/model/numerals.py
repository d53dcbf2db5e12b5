"""Chinese numerals (中文数字) as official documents write them: 第二十一条, 二〇一二年, 三百万元."""

DIGITS = {"〇": 0, "零": 0, "○": 0, "Ｏ": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟廿", "一二三四五六七八九十百千念")
UNITS = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10_000, "亿": 100_000_000}
NUMERAL_CHARACTERS = "〇零○一二两三四五六七八九十百千万亿"


def to_chinese(number: int) -> str:
    """Write 0 ≤ ``number`` < 10⁸ the way clauses are numbered: 1 → 一, 10 → 十, 21 → 二十一, 105 → 一百零五."""
    if not 0 <= number < 100_000_000:
        raise ValueError(f"cannot write {number} as a clause number")
    if number == 0:
        return "零"
    if number >= 10_000:
        rest = number % 10_000
        joint = "零" if 0 < rest < 1000 else ""
        return to_chinese(number // 10_000) + "万" + (joint + _below_ten_thousand(rest) if rest else "")
    text = _below_ten_thousand(number)
    return text[1:] if text.startswith("一十") else text


def _below_ten_thousand(number: int) -> str:
    text, pending_zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if pending_zero and text else "") + "一二三四五六七八九"[digit - 1] + name
            pending_zero = False
        else:
            pending_zero = True
    return text


def parse_chinese(text: str) -> int | None:
    """Read a whole Chinese or Arabic (half- or full-width) numeral; None when ``text`` is not one.

    Positional writing is understood as well: 二〇二六 → 2026, 一二三四五 → 12345.
    """
    text = text.strip().translate(FORMAL).replace("念", "二十")
    if not text:
        return None
    if text.isdecimal():
        return int(text)
    if text[0] in LARGE or any(character not in NUMERAL_CHARACTERS and character != "Ｏ" for character in text):
        return None
    if len(text) > 1 and all(character in DIGITS for character in text):
        return int("".join(str(DIGITS[character]) for character in text))
    total, section, digit = 0, 0, None
    for character in text:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in UNITS:
            section += (1 if digit is None or (digit == 0 and character == "十") else digit) * UNITS[character]
            digit = None
        else:
            section += digit or 0
            if character == "亿":
                total = (total + section) * LARGE[character]
            else:
                total += section * LARGE[character]
            section, digit = 0, None
    return total + section + (digit or 0)
