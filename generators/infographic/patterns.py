"""Sentences a block shows as something better than a sentence: lists, changes, spans of time, who does what."""

import re

from generators.highlights import parts_of
from generators.prose import blocks

_DUTY = re.compile(
    r"^(?P<who>[^，。；、：]{2,18}?(?:、[^，。；：]{2,18}?){0,3}?)(?P<what>(?:负责|牵头|配合|会同|统筹|承担|指导).{2,})$"
)
_SHIFT = re.compile(
    r"^(?P<what>[^，。；：]{2,24}?)[由从](?P<old>[^，。；由从]{1,16}?)(?P<how>调整|提高|增加|降低|延长|缩短|变更|扩大|上调|下调|减少|放宽)[为到至](?P<new>[^，。；]{1,20})。?$"
)
_SPAN = re.compile(
    r"自?(?P<start>20\d\d年\d{1,2}月\d{1,2}日)起(?:施行|实施|执行|生效)?[，,；].{0,6}?(?:有效期|施行期|执行期限?|实施期限?|期限)?(?:截至|截止到|截止|到|至)(?P<end>20\d\d年\d{1,2}月\d{1,2}日)"
)

_DATE = re.compile(r"(?:(?:每年|次年)(?:\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月底)前?|20\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日)")
_TERM = re.compile(r"\d+个(?:工作日|自然日|月)|\d+(?:日|天|年)内")
_PLACE = re.compile(
    r"^(?P<where>(?:[\u4e00-\u9fff]{1,8}(?:新区|开发区|高新区|示范区|片区|功能区|街道|[区县市镇乡])|[东西南北中]部(?:地区|片区|城区)?|中心城区|老城区)(?:、[\u4e00-\u9fff]{1,8}[区县市镇乡])*)"
    r"[，,：:]?(?P<what>(?:重点|着力|主要|集中|侧重|优先)?(?:发展|打造|建设|布局|承担|推进|培育|突出|依托|围绕|负责|实施|开展).{3,})$"
)


LONGEST_LEAD = 90
"""Characters of an introduction that stands over its points; a longer one is told with the first of them."""


_LABEL = re.compile(r"[^，。；：]{2,40}：")

_PUNISHED = re.compile(r"([^。：]{0,110}(?:下列|以下)[^。：]{0,60}；[^。：]{4,60}：)([^：。]+)。?")
"""What follows from any of the acts it introduces, in two parts (责令改正；拒不改正的，……：), and the acts: the colon opens the list, not the first ；."""


def displayed(text: str, *, paragraph: int = 64) -> tuple[str, tuple[str, ...]]:
    """Return (lead, points): lists as lists, long texts split at sentence ends, short ones as they are."""
    laid = blocks(text)
    at = next((number for number, block in enumerate(laid) if block.kind == "list"), -1)
    if at in (0, 1) and all(block.kind == "paragraph" for block in laid[at + 1 :]):
        points = [*laid[at].items, *(block.items[0] for block in laid[at + 1 :])]
        if len(points) > 1:
            return laid[0].items[0] if at else "", tuple(point.rstrip("；。") for point in points)
        text = points[0]
    if (listed := _PUNISHED.fullmatch(text)) and len(acts := [act.strip() for act in listed[2].split("；")]) > 1:
        return listed[1], tuple(acts)
    if len(text) > paragraph and (parts := parts_of(text, longest=90 if len(text) <= 150 else 200)):
        lead, colon, first = parts[0].partition("：")
        if (
            colon
            and len(lead) <= LONGEST_LEAD
            and len(first) >= 4
            and len(parts) > 1
            and not re.search(r"(?:电话|网址|地址)$", lead)
            and not any(_LABEL.match(part) for part in parts[1:])  # 重型货车：……；轻型货车：…… is one list of two kinds
        ):
            return lead + "：", (first, *parts[1:])
        return "", parts
    return text, ()


def in_full(addresses: list[str]) -> list[str]:
    """Return addresses each with its article: 第六条第一款, 第二款 → 第六条第一款, 第六条第二款."""
    found: list[str] = []
    article = ""
    for address in addresses:
        whole = article + address if article and re.fullmatch("第[^条款项、；]+款", address) else address
        article = next(iter(re.findall("^.*?第[^条款项、；]+条", whole)), "")
        found.append(whole)
    return found


def gathered(addresses: list[str]) -> str:
    """Return clause addresses with a shared beginning said once: 二、（一）；二、（二） → 二、（一）（二）."""
    addresses = in_full(addresses)
    heads: dict[str, list[str]] = {}
    for address in addresses:
        split = re.fullmatch(r"(.*?第（[^（）]+）项(?=.)|.*?)(第（[^（）]{1,4}）项|（[^（）]{1,4}）|第\d+[段行]|第[一二三四五六七八九十]{1,3}款|第\d+目|(?<=）)\d+)", address)
        head, tail = (split[1], split[2]) if split and split[1] else (address, "")
        heads.setdefault(head, [])
        heads[head] += [tail] if tail not in heads[head] else []
    return "；".join(head + _listed(tails) for head, tails in heads.items())


def _listed(tails: list[str]) -> str:
    """Join what follows a shared beginning: （一）（二）, 第1段、第2段, 1、2."""
    return "、".join(tails) if tails[0].startswith("第") or tails[0].isdigit() else "".join(tails)


def duties_in(text: str) -> tuple[tuple[str, str], ...]:
    """Return (office, task) pairs when every clause of the sentence names an office and its task; else nothing."""
    pieces = [piece for piece in re.split(r"[，；。]", text) if piece]
    found = [_DUTY.match(piece) for piece in pieces]
    if len(pieces) < 2 or not all(found):
        return ()
    return tuple((match["who"], match["what"]) for match in found if match)


def regions_in(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return (lead, (place, task) pairs) when a text gives two or more places a task each; no pairs for any other text."""
    lead, colon, rest = text.partition("：")
    if not colon or len(lead) > 48 or _PLACE.match(lead):
        lead, rest = "", text
    pieces = [piece for piece in re.split(r"[；。]", rest) if piece]
    found = [_PLACE.match(piece) for piece in pieces]
    if not 2 <= len(pieces) <= 8 or not all(found) or any(len(piece) > 70 for piece in pieces):
        return "", ()
    return lead + colon if lead else "", tuple((match["where"], match["what"]) for match in found if match)


def date_in(text: str) -> str:
    """Return the first date of a sentence, else its first term (10个工作日); empty without one."""
    found = _DATE.search(text) or _TERM.search(text)
    return found[0] if found else ""


def day_of(text: str) -> tuple[int, ...]:
    """Return the first day of a sentence as what days are ordered by: a year alone behind its days, a sentence without a year behind all."""
    found = re.match(r"(\d{4})年(?:(\d{1,2})月)?(?:(\d{1,2})日)?", date_in(text))
    return tuple(int(part or 99) for part in found.groups()) if found else (9999,)


def is_limit(text: str) -> bool:
    """Tell whether a sentence says how long something may take and names no day: it is no point of a line of time."""
    return not _DATE.search(text) and bool(re.search(r"\d+个?(?:工作日|自然日|日|天|个?月|年|小时)", text)) and not re.search("施行|生效|有效期|试行|起执行", text)


def shift_in(text: str) -> dict[str, str]:
    """Return what changed from what to what (标准由A提高到B); empty for a sentence of another form."""
    found = _SHIFT.match(text)
    return {"what": found["what"], "old": found["old"], "new": found["new"], "how": found["how"]} if found else {}


def span_in(text: str) -> tuple[str, str] | None:
    """Return the first and the last day of a sentence 自A起施行，有效期至B; None for any other."""
    found = _SPAN.search(text)
    return (found["start"], found["end"]) if found else None
