"""Lists whose items are told apart by 分别: 一级、二级、三级医院分别为200元、400元、800元."""

import re

_LIST = re.compile(r"[、]|和(?![谐睦平])|与(?!会)|及(?!时)|以及")
_LEAD_OF_NAME = re.compile(r".*(?:的|对|在|按|为|给|于|向|由|将|新|购买|生育|取得|通过|从|分为|所有|，)")
_END_OF_NAME = re.compile(r"的|分别|，|等(?!级)|（")


def names_of(text: str, count: int) -> tuple[int, int, list[str]] | None:
    """Return where the last list of ``count`` names stands in ``text``, and the names: 在一级、二级、三级医院 → 一级, 二级, 三级."""
    for start, end in reversed([match.span() for match in re.finditer(r"[^，。；：]+", text)]):
        items, at = [], start
        for match in _LIST.finditer(text, start, end):
            items.append((at, match.start()))
            at = match.end()
        items.append((at, end))
        if len(items) < 2 or len(items) != count:
            continue
        if all(re.search(r"\d[\d.,]*[余多]?(?:[万亿千百])*(?:元|%|个|人|年|月|日|岁|周岁|家|项|倍|天|小时|分)", text[slice(*item)]) for item in items):
            continue
        first, last = text[slice(*items[0])], text[slice(*items[-1])]
        cut = _END_OF_NAME.search(last)
        tail = last[: cut.start()] if cut else last
        head = _LEAD_OF_NAME.match(first)
        beginning = first[head.end() :] if head else first
        middle = [text[slice(*item)].strip() for item in items[1:-1]]
        length = max(map(len, middle)) if middle else min(len(beginning), len(tail))
        names = [beginning[-length:], *middle, tail[:length]]
        if all(names) and len(set(names)) == count:
            return items[0][1] - len(names[0]), items[-1][0] + len(names[-1]), names
    return None
