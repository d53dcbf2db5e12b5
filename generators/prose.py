"""Sentences as an editor leaves them: no doubled punctuation, no repeated lead-in, lists set as lists."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal, NamedTuple

from generators.model.numerals import to_chinese

CLOSING = "。！？…"
PAUSES = "，、；：,;:"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# Marks that open an item inside a running text, by family; item n of a family is MARKS[family](n).
MARKS = {
    "chinese": lambda n: f"（{to_chinese(n)}）",
    "arabic": lambda n: f"（{n}）",
    "circled": lambda n: CIRCLED[n - 1] if n <= len(CIRCLED) else "",
    "dotted": lambda n: f"{n}.",
    "first": lambda n: f"{to_chinese(n)}是",
}

REFERS_ON = re.compile(r"(?:^|(?<=[。\n]))[^。\n]{0,80}(?:规定见(?:原文)?|(?:标准|条件|材料|要求|实惠|情形|用语)见原文|(?:^|(?<=[。\n]))(?:其他(?:规定|办理要求|标准|条件|材料|实惠|情形|用语|对象)|关于[^。\n]{2,80}的规定，)详见)[^。]+。$")
"""The last sentence of an answer that says where the points left out stand (租金补贴的规定见原文第五条。)."""


NO_GAIN = re.compile(
    r"(?:免除|减轻)[^，。；]{0,8}责任|免责|(?:公平竞争|合法性|廉洁性)审查|加强[^，。；]{0,16}(?:监督|监管)"
    r"|^(?!.*(?:降低|下调|减|免|缓缴|补贴|优惠|返还)).*(?:费率|缴费(?:基数|标准|比例)|(?:基金|资金)来源|筹资)",
    re.DOTALL,
)
"""What is paid in, excused or watched over: nothing anybody gains, whatever amounts or aids it names."""


class Block(NamedTuple):
    """A piece of laid-out text: a paragraph with one item, or a list. ``ordered`` when the items are steps or numbered."""

    kind: Literal["paragraph", "list"]
    items: tuple[str, ...]
    ordered: bool = False


def clean(text: str) -> str:
    """Return ``text`` without control characters and without marks that hide text or turn its direction.

    Private-use and unassigned code points stay: rare characters of names may be among them.
    """
    return "".join(
        c
        for c in text
        if c in "\n\t" or (unicodedata.category(c) not in ("Cc", "Cf", "Cs") and c not in "\ufffe\uffff")
    )


def sentence(text: str) -> str:
    """Return ``text`` ending in exactly one closing mark, with doubled punctuation inside it mended."""
    text = tidy(text).rstrip(PAUSES + " 　")
    if not text or text[-1] in CLOSING or (text[-1] in "”’）》" and text[-2:-1] in tuple("。！？")):
        return text
    return text + "。"


FULL_WIDTH = {",": "，", ";": "；", ":": "："}


def tidy(text: str) -> str:
    """Return ``text`` without outer space or doubled stops (。。 ；。 ，， 。；), half-width marks between Chinese made full.

    A title inside a title (《……<……>……》) gets 〈 〉, whatever it was typed with.
    """
    text = re.sub(r"\(([^()]*[\u4e00-\u9fff][^()]*)\)", r"（\1）", text)
    text = re.sub(r"(?<=[\u4e00-\u9fff”》）])[,;:](?=[\u4e00-\u9fff“《（])", lambda found: FULL_WIDTH[found[0]], text)
    text = re.sub(r"<(?=[^<>]{0,80}[\u4e00-\u9fff])([^<>]{1,80})>(?=[^《》]{0,40}》)", r"〈\1〉", text)
    text = re.sub(r"“([^“”\"]{1,40})\"", r"“\1”", text)
    text = re.sub(r"[ \t　]+", " ", text.strip())
    text = re.sub(r" +(?=（[\u4e00-\u9fff])", "", text)
    text = re.sub(r"(?<![，、；：])[，、；：]++(?=[。！？])", "", text)
    text = re.sub(r"([。！？])[。，、；：]+", r"\1", text)
    text = re.sub(r"。(（[^（）]{4,}?)。?）。", r"\1）。", text)
    return re.sub(r"([，、；：])\1+", r"\1", text)


def in_one_line(text: str) -> str:
    """Return ``text`` on one line, the cells of a table row separated by commas instead of bars."""
    return re.sub(r"\s*[｜|]\s*", "，", re.sub(r"[ \t]*\n[ \t]*", "", text.strip()))


_LABELLED = re.compile(r"[^，。；：]{4,30}：(?![\d（①])(?=[^。；：]{4,}。$)")
"""One sentence under an introduction of its own."""


def weave(statements: Iterable[str]) -> str:
    """Join statements into one paragraph.

    What shares a lead-in (到2026年底， or 企业需提供：) stands together and says it once; a sentence that another contains is
    dropped.
    """
    told = list(dict.fromkeys(filter(None, (sentence(statement) for statement in statements))))
    told = [text for text in told if not any(text != other and text.rstrip(CLOSING) in other for other in told)]
    groups: dict[str, list[str]] = {}
    for number, text in enumerate(told):
        lead, mark, rest = text.partition("：" if _LABELLED.match(text) else "，")
        shared = mark and len(lead) >= 4 and len(rest) > 3
        groups.setdefault(lead + mark if shared else f"\0{number}", []).append(rest if shared else text)
    return "".join(_with_lead(lead, parts) for lead, parts in groups.items())


def _with_lead(lead: str, parts: list[str]) -> str:
    if lead.startswith("\0"):
        return parts[0]
    first, *others = [part.rstrip(CLOSING) for part in parts[:-1]] + parts[-1:]
    if others and all(part.startswith(_AIM) for part in parts):
        return f"{lead}{'，'.join([first, *(part.removeprefix(_AIM) for part in others)])}"  # two aims of one policy
    return f"{lead}{'；'.join([first, *others])}"


_AIM = "是为了"

_ANNEX = r"附[件表录]\s*[\d一二三四五六七八九十]*(?:[、和至—-][\d一二三四五六七八九十]+)*"
_MARK_OF_ANNEX = re.compile(rf"[（(](?:[^（()），,；。]{{0,40}}(?:详|具体)?见)?{_ANNEX}[）)]|［[^［］。]{{0,60}}(?:详|具体)?见{_ANNEX}］")
_SEE_ANNEX = re.compile(rf"[，,；;][^，,。；;（()）]{{0,12}}?(?:详|具体)?见{_ANNEX}(?=[）)。；;]|$)")
_AS_IN_ANNEX = re.compile(rf"{_ANNEX}所列的?(?=材料|资料)")


def without_annexes(text: str) -> str:
    """Return a text that does not send its reader to an annex, which no product has: （附件1）, ，详见附件2, 附件2所列材料."""
    return _AS_IN_ANNEX.sub("所需", _SEE_ANNEX.sub("", _MARK_OF_ANNEX.sub("", text)))


def first_sentence(text: str) -> tuple[str, str]:
    """Split after the first full stop outside quotes and brackets; the second part is empty for a single sentence."""
    depth = 0
    for index, character in enumerate(text):
        depth += (character in "（“《〈【(") - (character in "）”》〉】)")
        if character in CLOSING and depth <= 0:
            return text[: index + 1], text[index + 1 :].strip()
    return text, ""


def blocks(text: str) -> tuple[Block, ...]:
    """Lay a text out: a paragraph a line, and items written （一）…；（二）… or 1. … as a list.

    Only a complete run from the first item counts as a list, so that 见（二） in the middle of a sentence stays there.
    What follows the last item's full stop is a paragraph again.
    """
    found: list[Block] = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        found.extend(_blocks_of_line(tidy(line)))
    return tuple(lists_joined(found))


def _blocks_of_line(line: str) -> list[Block]:
    if bullet := re.match(r"[-*•●·▪]\s*(?=\S)", line):
        return [Block("list", (line[bullet.end() :],))]
    if numbered := re.match(r"(\d{1,2}[.．、](?!\d)|（[一二三四五六七八九十\d]+）|[①-⑳])\s*(?=\S)", line):
        following = [family for family, mark in MARKS.items() if _positions(line, mark)]
        if not following:
            return [Block("list", (line[numbered.end() :],), ordered=True)]
    runs = [starts for mark in MARKS.values() if (starts := _positions(line, mark))]
    if runs:  # of numbers within numbers the outer ones make the list
        return _split_at(line, min(runs, key=lambda starts: starts[0]))
    return [Block("paragraph", (line,))]


def _positions(line: str, mark) -> list[tuple[int, int]]:
    """Return (start, end of mark) of items 1, 2, … in order; nothing unless there are at least two."""
    spans: list[tuple[int, int]] = []
    at = 0
    for number in range(1, 30):
        token = mark(number)
        start = line.find(token, at) if token else -1
        while start > 0 and line[start - 1] not in "：；。，:;,.、！？ " and not (number == 1 and start == 0):
            start = line.find(token, start + 1)
        if start < 0 or (token[0].isdigit() and line[start + len(token) : start + len(token) + 1].isdigit()):
            break
        spans.append((start, start + len(token)))
        at = start + len(token)
    return spans if len(spans) > 1 else []


def _split_at(line: str, spans: list[tuple[int, int]]) -> list[Block]:
    lead = line[: spans[0][0]].rstrip("，；、 ")
    ends = [start for start, _ in spans[1:]] + [len(line)]
    items = [line[begin:end].strip() for (_, begin), end in zip(spans, ends, strict=True)]
    last, after = first_sentence(items[-1])
    long_items = any(first_sentence(item)[1] for item in items[:-1])
    if after and not long_items:
        items[-1] = last
    else:
        after = ""
    found = [Block("paragraph", (lead,))] if lead else []
    found.append(Block("list", tuple(item.rstrip("，、") for item in items), ordered=True))
    return found + ([Block("paragraph", (after,))] if after else [])


def lists_joined(found: Iterable[Block]) -> Iterable[Block]:
    """Join the one-item lists of consecutive lines into one list."""
    pending: Block | None = None
    for block in found:
        if pending and block.kind == "list" and pending.ordered == block.ordered:
            pending = Block("list", pending.items + block.items, block.ordered)
            continue
        if pending:
            yield pending
            pending = None
        if block.kind == "list":
            pending = block
        else:
            yield block
    if pending:
        yield pending
