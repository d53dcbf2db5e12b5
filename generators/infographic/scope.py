"""To whom a policy applies and to whom it does not: two columns, each named by what its statements say."""

import re
from collections.abc import Callable
from typing import Any

from generators.infographic.layouts import chosen
from generators.lines import width_of
from generators.model import Segment

Item = Callable[[Segment], dict[str, Any]]

_ENTITLEMENT = re.compile(r"享受|申领|领取|可以?申请|给予|资助|补贴|补助|奖励|待遇|返还|贴息|减免|救助|支持")
_LOST = re.compile("丧失|不作为|停止|中止|终止|退回|追回|变化的?，")
"""Words of a statement by which somebody no longer gets what it names."""

_DENIALS = (
    ("不予享受", r"不(?:予|能|得|再|可)?享受"), ("不予受理", r"不予受理"), ("不得申请", r"不(?:得|能|可)(?:再)?(?:申请|申报)"),
    ("不予支持", r"不予?(?:补贴|补助|支持|奖励|资助|返还|发放)"),
)  # fmt: skip


def scope(members: list[Segment], item: Item) -> list[dict[str, Any]]:
    """Return the columns of one tone each, side by side when they are of like length, one under the other when not."""
    columns = []
    for tone in dict.fromkeys(segment.tone or "positive" for segment in members):
        run = [segment for segment in members if (segment.tone or "positive") == tone]
        columns.append({"tone": tone, "title": _title(tone, run), "items": [_shown(segment, item, len(run) > 1) for segment in run]})
    if {column["title"] for column in columns} == {"适用", "不予享受"}:
        columns = [
            column | {"title": "可以享受" if column["title"] == "适用" else column["title"]} for column in columns
        ]
    weight = [
        sum(width_of(i["text"]) + sum(map(width_of, i["points"])) + 12 for i in column["items"]) for column in columns
    ]
    wish = next(filter(None, map(chosen, members)), "")
    most = 500 if wish == "beside" else 330
    beside = len(columns) == 2 and max(weight) <= 2.4 * min(weight) and max(weight) <= most and wish != "stacked"
    share = round(max(0.42, min(0.58, weight[0] / sum(weight))), 2) if beside else 1
    return [{"layout": "scope", "columns": columns, "beside": beside, "share": share}]


def _shown(segment: Segment, item: Item, beside_others: bool) -> dict[str, Any]:
    """Return an item of a column; conditions that do not say what they are conditions of keep their heading (申请条件：……)."""
    if beside_others and unnamed_conditions(segment):
        segment = segment.replace(text=f"{segment.heading}：{segment.text}")
    return item(segment)


def unnamed_conditions(segment: Segment) -> bool:
    """Tell whether the statement lists conditions without saying that they are: then its heading is shown."""
    return segment.heading.endswith("条件") and len(segment.heading) <= 12 and not re.search("条件|申请|申报|符合|具备|满足", segment.text)


def _title(tone: str, members: list[Segment]) -> str:
    """Name a column by what its statements themselves say: 可以享受 or 适用, 不予享受, 不予受理 or 不适用; 申请条件 for nothing else."""
    if tone != "negative" and len(members) == 1 and unnamed_conditions(members[0]):
        return members[0].heading
    if tone != "negative":
        return (
            "可以享受"
            if sum(bool(_ENTITLEMENT.search(s.heading + s.text)) and not _LOST.search(s.text) for s in members) * 2 > len(members)
            else "适用"
        )
    said = [next((name for name, words in _DENIALS if re.search(words, s.heading + s.text)), "不适用") for s in members]
    return said[0] if len(set(said)) == 1 else "除外情形"
