"""The cover: a title in balanced lines that never split a word, and the policy's particulars."""

from typing import Any

from generators.lines import title_lines, width_of
from generators.model import Brief, Segment

STATUSES = ("有效", "现行有效", "已修改", "部分失效", "已废止", "已失效", "尚未施行")
"""What is shown of a policy's validity; anything else the record may hold there (a period of years) is no status."""


def cover(masthead: Segment | None, brief: Brief) -> dict[str, Any]:
    """Return the title in balanced lines, the audience, and the particulars of the policy."""
    if masthead is None:
        return {
            "id": "masthead",
            "lines": [brief.title or "政策解读"],
            "facts": [],
            "audience": "",
            "size": 72,
            "policy": "",
            "status": "",
            "valid": True,
        }
    title = masthead.heading
    lines, size = fitted_title(title)
    details = masthead.details
    name = details.get("政策名称", "")
    facts = [
        [label, details[label]]
        for label in ("发文机关", "发文字号", "成文日期", "发布日期", "施行日期", "有效期至")
        if details.get(label)
    ]
    if any(label == "发布日期" for label, _ in facts):
        facts = [fact for fact in facts if fact[0] != "成文日期"]
    return {
        "id": masthead.id, "lines": list(lines), "size": size, "facts": facts, "audience": masthead.text,
        "status": status if (status := details.get("有效性", "")) in STATUSES else "", "valid": details.get("有效性", "有效") in ("有效", "现行有效"),
        "policy": f"《{name}》" if name and name != title and name not in title else "",
    }  # fmt: skip


def fitted_title(title: str) -> tuple[tuple[str, ...], int]:
    """Return the title's lines and the type size (pt) of the scale at which they fit 936 pt (the template measures again)."""
    for size, most in ((84, 2), (76, 2), (70, 3), (62, 3), (54, 4)):
        lines = title_lines(title, 900 / size, most=most)
        if max(map(width_of, lines)) <= 900 / size:
            return lines, size
    return title_lines(title, 900 / 46, most=7), 46
