"""What the blocks of a picture are called by what is in them: the same in the picture, in its list of clauses and in its long description."""

import re
from collections.abc import Iterable

from generators.infographic.content import GROUPS
from generators.infographic.layouts import chosen, is_numbered
from generators.infographic.patterns import is_limit, shift_in
from generators.model import Segment

FEW_BENEFITS = 2
"""Benefits up to which they close the measures as strips instead of making a list of their own."""


def block_titles(segments: Iterable[Segment]) -> dict[str, str]:
    """Return the title of the block each group of segments stands in, in reading order; benefits that close the measures share theirs."""
    grouped: dict[str, list[Segment]] = {}
    for segment in segments:
        if segment.group:
            grouped.setdefault(segment.group, []).append(segment)
    titles: dict[str, str] = {}
    for group, members in grouped.items():
        closes = group == "benefits" and list(titles)[-1:] == ["measures"] and benefits_layout(members) == "strip"
        titles[group] = titles["measures"] if closes else title_of(group, members)
    return titles


def title_of(group: str, members: list[Segment]) -> str:
    """Return the title of one block."""
    if group == "measures" and (
        len(members) == 1
        or not any(re.search(r"补|奖|支持|给予|免|推动|建设|加强|鼓励|提升|开展", s.text) for s in members)
    ):
        return "主要内容"
    if group == "steps" and not any(map(is_numbered, members)):
        return "办理要求"
    if group == "dates" and all(is_limit(s.text) for s in members):
        return "时限要求"
    if group == "changes" and not any(s.kind == "change" or shift_in(s.text) for s in members):
        return "新旧衔接"
    if group == "benefits" and any("企业" in s.text for s in members):
        return "惠企利民举措"
    return GROUPS.get(group, "其他内容")


def benefits_layout(members: list[Segment]) -> str:
    """Return how benefits are shown: what a person chose, else one or two as strips, more as a list."""
    return next(filter(None, map(chosen, members)), "strip" if len(members) <= FEW_BENEFITS else "list")
