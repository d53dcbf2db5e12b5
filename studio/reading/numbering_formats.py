"""How Word writes a counter: the number formats (numFmt) met in Chinese documents.

The writing follows ISO/IEC 29500-1, 17.18.59 (ST_NumberFormat): chineseCounting writes 百 and above digit by digit
(一○一), chineseCountingThousand in words (一百〇一), japaneseCounting without a leading 一 (百一).
"""

from generators.model.numerals import to_chinese

STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
FORMAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
TRADITIONAL = str.maketrans("零一二三四五六七八九十百千万", "零壹貳參肆伍陸柒捌玖拾佰仟萬")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
KOREAN = str.maketrans("一二三四五六七八九十百千万", "일이삼사오육칠팔구십백천만")
KOREAN_DIGITS = "영일이삼사오육칠팔구"
MOST = 99_999


def written(number: int, style: str) -> str:
    """Write ``number`` in the given numFmt; "" for bullets and none, Arabic digits for styles without a rule here."""
    if style in ("bullet", "none"):
        return ""
    if not 0 <= number <= MOST:
        return str(number)
    writer = WRITERS.get(style)
    return writer(number) if writer else str(number)


def _counting(number: int) -> str:
    return _digits(number, "○") if number >= 100 else to_chinese(number).replace("零", "○")


def _thousand(number: int) -> str:
    return to_chinese(number).replace("零", "〇")


def _japanese(number: int) -> str:
    text = to_chinese(number).replace("零", "〇" if number == 0 else "")
    for unit in "百千":
        text = text.replace(f"一{unit}", unit)
    return text.replace("一十", "十")


def _formal(number: int) -> str:
    text = to_chinese(number)
    return (f"一{text}" if text.startswith("十") else text).translate(FORMAL)


def _formal_traditional(number: int) -> str:
    text = to_chinese(number)
    return (f"一{text}" if text.startswith("十") else text).translate(TRADITIONAL)


def _digits(number: int, zero: str = "〇") -> str:
    return "".join((zero + "一二三四五六七八九")[int(digit)] for digit in str(number))


def _roman(number: int) -> str:
    text = ""
    for value, sign in ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text


def _letter(number: int) -> str:
    # Word repeats the letter: z, aa, bb … zz, aaa.
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number else ""


def _circled(number: int) -> str:
    if 1 <= number <= 20:
        return chr(0x245F + number)
    if 21 <= number <= 35:
        return chr(0x3251 + number - 21)
    return chr(0x32B1 + number - 36) if 36 <= number <= 50 else str(number)


def _korean(number: int) -> str:
    return to_chinese(number).replace("零", "").translate(KOREAN) if number else "영"


def _chicago(number: int) -> str:
    return "*†‡§"[(number - 1) % 4] * ((number - 1) // 4 + 1) if number else ""


def _enclosed(start: int, most: int):
    return lambda number: chr(start + number - 1) if 1 <= number <= most else str(number)


def _cycle(signs: str):
    return lambda number: signs[(number - 1) % len(signs)] if number else ""


WRITERS = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate(FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(FULL_WIDTH),
    "decimalHalfWidth": str,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _enclosed(0x2488, 20),
    "decimalEnclosedParen": _enclosed(0x2474, 20),
    "ideographEnclosedCircle": _enclosed(0x3220, 10),
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": lambda number: f"{number}.",
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _thousand,
    "taiwaneseCountingThousand": _thousand,
    "japaneseCounting": _japanese,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": lambda number: _digits(number, "○"),
    "koreanDigital": lambda number: "".join(KOREAN_DIGITS[int(digit)] for digit in str(number)),
    "koreanDigital2": _digits,
    "koreanCounting": _korean,
    "chicago": _chicago,
    "hex": lambda number: f"{number:X}",
    "ideographZodiacTraditional": lambda number: (
        STEMS[(number - 1) % 10] + BRANCHES[(number - 1) % 12] if number else ""
    ),
    "ideographDigital": _digits,
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal_traditional,
    "japaneseLegal": _formal_traditional,
    "ideographTraditional": _cycle(STEMS),
    "ideographZodiac": _cycle(BRANCHES),
}
