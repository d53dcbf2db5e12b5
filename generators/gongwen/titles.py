"""The title of an official document: broken where the sense allows, the longer line above."""

import re

import rjieba

from generators.gongwen.measures import TITLE_WIDTH


def title_lines(title: str, width: int = TITLE_WIDTH) -> tuple[str, ...]:
    """Break a title between words into as few lines as fit, the longer above (倒梯形), as the standard asks.

    A line never begins with 的 or a closing mark, nor ends with 《 or （.
    """
    if len(title) <= width:
        return (title,)
    count = -(-len(title) // width)
    for ending in ("政策解读", "新旧对照表", "解读方案"):
        if title.endswith(ending) and len(title) - len(ending) <= width:
            return title[: -len(ending)], ending
    words = _units(title)
    lines: list[str] = []
    while words:
        left = sum(map(len, words))
        goal = min(width, -(-left // max(count - len(lines), 1)) + 1)
        line = words.pop(0)
        while words and len(line) + len(words[0]) <= max(goal, 1):
            line += words.pop(0)
        lines.append(line.strip())
    return tuple(lines)


def _units(title: str) -> list[str]:
    """Cut a title into pieces that must stay together on a line."""
    units: list[str] = []
    for word in rjieba.cut(title):
        joins = units and (word[0] in "的》）〉”)、，：和与" or units[-1][-1] in "《（〈“(")
        if joins:
            units[-1] += word
        else:
            units.append(word)
    return [piece for unit in units for piece in re.findall(r".{1,18}", unit)]
