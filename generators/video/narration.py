"""Spoken Chinese (解说词): what a reader sees turned into what a listener hears, and text cut into sentences.

Figures, dates, telephone numbers and units are written out as they are said (2026年4月1日 → 二零二六年四月一日); a bracket becomes
a clause between commas; nothing that states a fact is left out. Captions keep the written form, the voice reads the
spoken one.
"""

import re

from generators.model.numerals import to_chinese

CHARACTERS_A_MINUTE = 240
"""Reading and speaking pace of official videos, in spoken characters (domain rule: about 240 a minute)."""

SHORT_ITEM = 16
"""Most characters of an item of a list that is said in one breath."""

DIGIT_NAMES = dict(zip("0123456789", "零一二三四五六七八九", strict=True))
PHONE_NAMES = DIGIT_NAMES | {"1": "幺"}
COUNTED_WITH_LIANG = "个年名人家项次天周户倍亩万千亿米公小种类批条所台辆套间块元角分吨份期轮届种处期位只"
UNITS = {
    "㎡": "平方米", "m²": "平方米", "m2": "平方米", "m³": "立方米", "km²": "平方公里", "km": "公里", "kg": "千克", "mg": "毫克",
    "cm": "厘米", "mm": "毫米", "kWh": "千瓦时", "kW·h": "千瓦时", "kW": "千瓦", "MW": "兆瓦", "℃": "摄氏度", "hm²": "公顷",
    "㎏": "千克", "㎞": "公里", "㎝": "厘米", "㎜": "毫米",
}  # fmt: skip
SIGNS = {"≥": "不低于", "≤": "不超过", "＞": "大于", ">": "大于", "＜": "小于", "<": "小于", "±": "正负", "×": "乘以", "÷": "除以",
         "＋": "加", "+": "加", "＝": "等于", "=": "等于", "№": "号", "&": "和", "＆": "和"}  # fmt: skip
WIDTH = str.maketrans("０１２３４５６７８９％．／", "0123456789%./")

NUMBER = r"\d+(?:\.\d+)?"
DASH = r"\s*(?:-|—|–|－|~|～|至|到)+\s*"
CLOCK = r"(?:[01]?\d|2[0-4])\s*[:：]\s*[0-5]\d"
_RULES = (
    ("document", r"[〔\[【(（](?P<doc_year>\d{4})[〕\]】)）]\s*第?(?P<doc_number>\d+)号"),
    ("date", r"(?<!\d)(?P<year>\d{4})(?:年|[-/.](?=\d{1,2}[-/.]\d{1,2}(?!\d)))(?P<month>\d{1,2})(?:月|[-/.])(?:(?P<day>\d{1,2})日?(?!\d))?"),
    ("years", rf"(?<!\d)(?P<first>(?:19|20)\d\d)年?{DASH}(?P<last>(?:19|20)\d\d)(?=年)"),
    ("one_year", r"(?<!\d)(?P<only_year>(?:19|20)\d\d)(?=年)"),
    ("landline", r"(?<![\d.])(?P<area>0\d{2,3})\s*[-—–－]?\s*(?P<local>\d{7,8})(?![\d.])(?:\s*转\s*(?P<extension>\d+))?"),
    ("service", r"(?<!\d)(?P<service>400|800)[-—－ ]?(?P<service_a>\d{3,4})[-—－ ]?(?P<service_b>\d{3,4})(?!\d)"),
    ("mobile", r"(?<!\d)(?P<mobile>1[3-9]\d{9})(?!\d)"),
    ("hotline", r"(?<![\d.])(?P<hotline>12\d{3}|9[56]\d{3,4}|110|119|120|122)(?=\s*(?:热线|平台|便民|举报|政务|急救|报警|电话))"),
    ("called", r"(?<=电话[:：])(?P<called>\d{3,8})(?!\d)|(?<=电话)(?P<called_b>\d{3,8})(?!\d)|(?<=拨打)(?P<called_c>\d{3,8})(?!\d)|(?<=热线)(?P<called_d>\d{3,8})(?!\d)"),
    ("clock", rf"(?<![\d:：])(?P<from>{CLOCK})(?:{DASH}(?P<until>{CLOCK}))?(?![\d:：])"),
    ("proportion", r"(?<![\d:：∶])(?P<of>\d{1,3})\s*[:：∶]\s*(?P<to>\d{1,3})(?![\d:：∶])"),
    ("ratios", rf"(?P<low>{NUMBER})%?{DASH}(?P<high>{NUMBER})%"),
    ("ratio", rf"(?P<ratio>{NUMBER})(?P<ratio_sign>[%‰])"),
    ("rate", rf"(?P<amount>{NUMBER})(?P<large>[万亿]?)元\s*/\s*[(（]?(?P<per>[一-鿿]{{1,3}}(?:[·/.、][一-鿿]{{1,3}})*)[)）]?"),
    ("fraction", r"(?<![\d.])(?P<part>\d{1,2})/(?P<whole>\d{1,3})(?![\d.])"),
    ("range", rf"(?<![\d.])(?P<least>{NUMBER})(?P<least_unit>[万亿]?)(?:-|—|–|－|~|～)+(?P<most>{NUMBER})(?P<most_next>.?)"),
    ("ordinal", r"第(?P<ordinal>\d+)"),
    ("code", r"(?<![\d.])(?P<code>0\d+|\d{13,})(?![\d.])"),
    ("number", rf"(?P<number>{NUMBER})(?P<next>.?)"),
)  # fmt: skip
_SPOKEN = re.compile("|".join(f"(?P<rule_{name}>{pattern})" for name, pattern in _RULES))
_UNITS = re.compile(r"(?<=[\d万亿])\s*(" + "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True)) + r")(?![A-Za-z])")
_GROUPED = re.compile(r"(?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,])")
_BRACKET = re.compile(r"[（(]([^（()）]*)[)）]")
_WHICH_DAY = re.compile(r"(?<=之日)（(\d{4}年\d{1,2}月\d{1,2}日)）(?=起)")
_SENTENCE = re.compile(r"[^。！？；!?]*[。！？；!?]+[”’」』]*|[^。！？；!?]+$")
_OF_WHAT = re.compile(r"[一-鿿]{1,3}(?=[，。；、：]|$)")
_DROPPED_IN_BRACKETS = re.compile(
    r"^(?:以下[简统]?称.*|下同|含|含本数|试行|暂行|[一二三四五六七八九十]+|\d+|详?见?附件?\s*\d*|.*[〔\[【]\d{4}[〕\]】]\s*第?\d+号.*|略)$"
)


def digits(text: str, names: dict[str, str] = DIGIT_NAMES) -> str:
    """Read the figures of ``text`` one by one: 2026 → 二零二六."""
    return "".join(names.get(character, character) for character in text)


def cardinal(text: str, following: str = "") -> str:
    """Read a decimal number as a quantity: 2000 → 两千, 5.20 → 五点二零, 2 before 个 → 两.

    ``following`` is the character after the number; it decides between 二 and 两.
    """
    whole, _, rest = text.partition(".")
    if len(whole) > 12:
        return digits(text.replace(".", "点"))
    value = int(whole)
    words = _integer(value)
    if rest:
        return words + "点" + digits(rest)
    if value == 2 and following and following in COUNTED_WITH_LIANG:
        return "两"
    return re.sub(r"^二(?=[千万亿])", "两", words)


def _integer(value: int) -> str:
    if value < 100_000_000:
        return to_chinese(value)
    high, low = divmod(value, 100_000_000)
    joint = "零" if 0 < low < 10_000_000 else ""
    rest = to_chinese(low) if low else ""
    return to_chinese(high) + "亿" + joint + ("一" + rest if rest.startswith("十") and not joint else rest)


def spoken(text: str) -> str:
    """Return ``text`` as it is said: no Arabic figures, no signs, no brackets or quotation marks.

    Latin letters stay (they are spelled out by the voice); punctuation that carries a pause stays.
    """
    text = _GROUPED.sub(lambda match: re.sub("[,，]", "", match[0]), text.translate(WIDTH))
    text = _UNITS.sub(lambda match: UNITS[match[1]], text)
    text = _SPOKEN.sub(_say_match, text)
    for sign, words in SIGNS.items():
        text = text.replace(sign, words)
    text = re.sub(r"(?<=[A-Za-z])\.(?=[A-Za-z])", "点", text)
    text = re.sub(r"[（(\[【〔]|[）)\]】〕]|——+|—|…+|/|→", "，", text)
    text = re.sub(r"[“”‘’\"'《》〈〉「」『』·\s　]", "", text)
    return _tidy(text)


def _say_match(match: re.Match) -> str:
    for name, _ in _RULES:
        if match[f"rule_{name}"] is not None:
            return _SAY[name](match)
    return match[0]


def _date(match: re.Match) -> str:
    text = digits(match["year"]) + "年" + to_chinese(int(match["month"])) + "月"
    return text + (to_chinese(int(match["day"])) + "日" if match["day"] else "")


def _phone_groups(number: str) -> str:
    middle = len(number) - 4
    return digits(number[:middle], PHONE_NAMES) + "，" + digits(number[middle:], PHONE_NAMES)


def _landline(match: re.Match) -> str:
    text = digits(match["area"], PHONE_NAMES) + "，" + _phone_groups(match["local"])
    return text + ("，转" + digits(match["extension"], PHONE_NAMES) if match["extension"] else "")


def _service(match: re.Match) -> str:
    return "，".join(digits(match[name], PHONE_NAMES) for name in ("service", "service_a", "service_b"))


def _mobile(match: re.Match) -> str:
    number = match["mobile"]
    return "，".join(digits(part, PHONE_NAMES) for part in (number[:3], number[3:7], number[7:]))


def _called(match: re.Match) -> str:
    number = match["called"] or match["called_b"] or match["called_c"] or match["called_d"]
    return _phone_groups(number) if len(number) >= 7 else _hotline_name(number)


def _hotline_name(number: str) -> str:
    # Five-figure hotlines are announced with 一 (一二三四五), the three-figure emergency numbers with 幺.
    return digits(number, PHONE_NAMES if len(number) == 3 else DIGIT_NAMES)


def _clock(match: re.Match) -> str:
    def say(time: str) -> str:
        hour, minute = re.split("[:：]", time)
        return to_chinese(int(hour)) + "点" + (to_chinese(int(minute)) + "分" if int(minute) else "")

    return say(match["from"]) + ("到" + say(match["until"]) if match["until"] else "")


def _ratio(match: re.Match) -> str:
    return ("百分之" if match["ratio_sign"] == "%" else "千分之") + cardinal(match["ratio"])


def _rate(match: re.Match) -> str:
    per = "".join("每" + unit for unit in re.split(r"[·/.、]", match["per"]))
    return per + cardinal(match["amount"], match["large"] or "元") + match["large"] + "元"


def _range(match: re.Match) -> str:
    following = match["most_next"]
    low = cardinal(match["least"], match["least_unit"] or following) + match["least_unit"]
    return low + "到" + cardinal(match["most"], following) + following


def _number(match: re.Match) -> str:
    text, following = match["number"], match["next"]
    return cardinal(text, following) + following


_SAY = {
    "document": lambda m: digits(m["doc_year"]) + "年" + to_chinese(int(m["doc_number"])) + "号",
    "date": _date,
    "years": lambda m: digits(m["first"]) + "到" + digits(m["last"]),
    "one_year": lambda m: digits(m["only_year"]),
    "landline": _landline,
    "service": _service,
    "mobile": _mobile,
    "hotline": lambda m: _hotline_name(m["hotline"]),
    "called": _called,
    "clock": _clock,
    "proportion": lambda m: _integer(int(m["of"])) + "比" + _integer(int(m["to"])),
    "ratios": lambda m: "百分之" + cardinal(m["low"]) + "到百分之" + cardinal(m["high"]),
    "ratio": _ratio,
    "rate": _rate,
    "fraction": lambda m: to_chinese(int(m["whole"])) + "分之" + to_chinese(int(m["part"])),
    "range": _range,
    "ordinal": lambda m: "第" + _integer(int(m["ordinal"])),
    "code": lambda m: digits(m["code"]),
    "number": _number,
}


def without_brackets(text: str) -> str:
    """Turn brackets into clauses between commas; drop abbreviations (以下简称…), document numbers and list numbers."""
    text = _WHICH_DAY.sub(r"即\1", text)
    while found := _BRACKET.search(text):
        inner = found[1].strip()
        if after := _OF_WHAT.match(text[found.end() :]) if inner.startswith(("含", "包括", "不含", "不包括")) else None:
            # 纯老家庭（含孤寡、独居）人员: what is included is said after the whole name.
            text = text[: found.start()] + after[0] + text[found.start() : found.end()] + text[found.end() + after.end() :]
            continue
        keep = inner and not _DROPPED_IN_BRACKETS.match(inner)
        # 县（区）, 县（市、区）, 村（居）民委员会: alternatives to the word before, said in one breath.
        before = text[: found.start()]
        beside = re.fullmatch(r"[一-鿿、]{1,4}", inner) and re.search(r"[一-鿿]$", before) and not re.search(r"\d[^，。；、]{0,4}$", before)
        said = inner.replace("、", "") if beside else f"，{inner}，"
        text = text[: found.start()] + (said if keep else "") + text[found.end() :]
    return _tidy(re.sub(r"[〔\[【]\d{4}[〕\]】]\s*第?\d+号", "", text))


def narrate(statement: str) -> str:
    """Return a written statement as narration: short sentences, no brackets, every fact unchanged, ending in a full stop."""
    text = without_brackets(re.sub(r"(?<![0-9A-Za-z])\s+|\s+(?![0-9A-Za-z])", "", statement.strip()))
    text = re.sub(r"\s*(?:→|➔|➜|⇒|->|＞|>(?!=?\s*\d))\s*|(?<=[一-鿿])-(?=[一-鿿])", "，", text)  # where to click: 我的社保→缴费
    text = "".join(_listed(part) for part in re.findall(r"[^。！？]*[。！？]?", text.replace(";", "；")))
    text = re.sub(r"^[、，。：]+", "", text)
    return _tidy(text.rstrip("，、：。") + "。") if text.strip("，、：。") else ""


def _listed(sentence: str) -> str:
    """Let a sentence end at each semicolon, but not inside a list that a colon announces: 下列行为：随地吐痰。 would be torn off.

    A list of short items is said in one breath, with commas.
    """
    announced, colon, items = sentence.partition("：")
    if not colon or "；" in announced:
        return sentence.replace("；", "。")
    parts = items.rstrip("。").split("；")
    short = len(parts) > 2 and all(len(part) <= SHORT_ITEM and not re.search("[，：]", part) for part in parts)
    return announced + colon + (items.replace("；", "，") if short else items)


def _tidy(text: str) -> str:
    text = re.sub(r"[，、]*([，、])+(?=[。；：！？])", "", text)
    text = re.sub(r"，{2,}|、，|，、", "，", text)
    text = re.sub(r"([。；：！？])[，、。；：]+", r"\1", text)
    return re.sub(r"^，", "", text)


def sentences(text: str) -> tuple[str, ...]:
    """Cut text after 。！？； (closing quotes included); the marks stay with their sentence."""
    return tuple(found.strip() for found in _SENTENCE.findall(text) if found.strip(" 。；！？!?　"))


def length(text: str) -> int:
    """Return how many characters are spoken for ``text``: one a Chinese character or Latin letter, none for marks."""
    return len(re.findall(r"[一-鿿〇A-Za-z]", spoken(text)))


def seconds(text: str) -> float:
    """Return how long ``text`` takes at the standard pace."""
    return length(text) * 60 / CHARACTERS_A_MINUTE
