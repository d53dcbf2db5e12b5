"""How a title falls into lines: balanced, broken only between words, what belongs together kept together."""

import re
from itertools import accumulate

import rjieba

from generators.masthead import SHORT_NAMES

_COMPOUNDS = frozenset(
    [
        "工业互联网",
        "人工智能",
        "基础设施",
        "营商环境",
        "文明行为",
        "创新创业",
        "长期护理",
        "长期护理保险",
        "护理保险",
        "民营经济",
        "高质量发展",
        "乡村振兴",
        "数字经济",
        "科技创新",
        "公共服务",
        "公共数据",
        "社会保险",
        "生态环境",
        "安全生产",
    ]
)
_STOPS = "，。；：、！？）》”’〉"
_OPENERS = "（《“‘〈"


def width_of(text: str) -> float:
    """Return the width of ``text`` in ems: Chinese characters 1, Latin letters and digits 0.56."""
    return sum(0.56 if character < "\u0300" else 1 for character in text)


def title_lines(title: str, widest: float, *, most: int = 4) -> tuple[str, ...]:
    """Return ``title`` in the fewest lines of at most ``widest`` ems, balanced, breaking only between words.

    A line never begins with closing punctuation, 的 or 和, never ends with an opening mark, and 《》 stay whole where they can.
    When even ``most`` lines are too few, the lines come out wider than ``widest``: the caller then takes a smaller step.
    """
    words = title_words(title)
    for count in range(1, most + 1):
        lines = _balanced(words, count)
        if lines and max(map(width_of, lines)) <= widest:
            more = _balanced(words, count + 1) if 1 < count < most and _severed(words, lines) else ()
            whole = bool(more) and not _severed(words, more) and min(map(len, more)) > 2 and max(map(width_of, more)) <= widest
            return more if whole else lines
    return _balanced(words, most) or (title,)


def _severed(words: list[str], lines: tuple[str, ...]) -> bool:
    """Tell whether a line ends inside what belongs closely together."""
    ends = set(accumulate(map(len, lines)))
    return any(at in ends and ugliness(words, number) >= TIED for number, at in enumerate(accumulate(map(len, words[:-1])), 1))


def _balanced(words: list[str], count: int) -> tuple[str, ...]:
    """Split ``words`` into ``count`` lines so that the widths differ little and the breaks are not ugly."""
    widths = [width_of(word) for word in words]
    mean = sum(widths) / count
    costs = [0.0] + [ugliness(words, at) for at in range(1, len(words))]
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {(0, 0): (0.0, ())}
    for line in range(1, count + 1):
        for end in range(line, len(words) + 1):
            options = []
            for start in range(line - 1, end):
                if (start, line - 1) in best:
                    cost, cuts = best[start, line - 1]
                    options.append((cost + (sum(widths[start:end]) - mean) ** 2 / 2 + costs[start], (*cuts, start)))
            if options:
                best[end, line] = min(options)
    if (len(words), count) not in best:
        return ()
    cuts = (*best[len(words), count][1], len(words))
    return tuple("".join(words[a:b]).strip() for a, b in zip(cuts, cuts[1:], strict=False))


def ugliness(words: list[str], at: int) -> float:
    """Return how bad a line break before word ``at`` is."""
    before, after = words[at - 1], words[at]
    if after[0] in _STOPS or before[-1] in _OPENERS:
        return 1000
    opened = "".join(words[:at])
    inside = opened.count("《") > opened.count("》") or opened.count("（") > opened.count("）")
    good = before[-1] in "，、：；》）" or before in ("关于", "的", "印发") or after[0] in "《（“"
    kind = re.sub(r"[（(].*|[》”].*|的通知$", "", "".join(words[at:]))
    good = good or (len(kind) >= 4 and kind in SHORT_NAMES) or bool(_PLACE.search(before))
    return (
        (6 if inside else 0)
        + (8 if after in ("的", "和", "与", "及", "等", "市", "省", "县", "区") or before in ("和", "与", "及") else 0)
        + (8 if before + kind in SHORT_NAMES else -3 if good else _tied(before, after))
    )


def _tied(before: str, after: str) -> float:
    """Return how closely two words belong together: 人才公寓 is one thing, 完善制度 a verb with what it governs."""
    first, second = (tags[0][1] if len(tags := rjieba.tag(word)) == 1 else "n" for word in (before, after))
    if second[:1] == "n":
        return TIED if first[:1] in ("n", "b", "a", "j", "m") else 4 if first[:1] == "v" else 0
    return 2 if first[:1] in ("n", "v") and second[:1] == "v" else 0


TIED = 6
"""Ugliness of a break inside one thing; such a title rather takes a line more."""

_PLACE = re.compile(r"[\u4e00-\u9fff][省市区县州盟旗]$")
"""A place at the end of a word: what it governs may begin a line."""


def title_words(title: str) -> list[str]:
    """Return the words of ``title`` with digits, brackets and what belongs to them kept together."""
    words: list[str] = []
    for word in (piece for cut in rjieba.cut(title) for piece in re.findall(r"[!-~]{1,12}|[^!-~]+", cut)):
        joined = words and (
            word[0] in _STOPS
            or words[-1][-1] in _OPENERS
            or (word[0] < "\u0300" and words[-1][-1] < "\u0300" and len(words[-1]) + len(word) <= 14)
            or (words[-1][-1].isdigit() and word[0] in "年月日号个条万亿元%—–～")
            or (words[-1][-1] in "—–～" and word[0].isdigit())
            or words[-1] + word in _COMPOUNDS
        )
        if joined:
            words[-1] += word
        else:
            words.append(word)
    return words
