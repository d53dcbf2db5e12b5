"""The picture in words (长描述): what someone who cannot see it hears, and what search engines read."""

from generators.infographic.content import GROUPS
from generators.infographic.given import KIND
from generators.labelling import AiLabel
from generators.model import Brief, Segment


def description(segments: tuple[Segment, ...], brief: Brief, label: AiLabel | None = None) -> str:
    """Return the long description: one line a segment under its block's title, each with its basis, in reading order."""
    lines: list[str] = []
    group = ""
    for segment in segments:
        if segment.kind == "masthead":
            lines += _head(segment, brief)
            continue
        if segment.kind == KIND:
            lines.append(_seen(segment))
            continue
        if segment.furniture:
            if segment.kind == "colophon":
                lines += [
                    "",
                    *filter(
                        None,
                        (
                            f"解读机构：{segment.details['解读机构']}" if "解读机构" in segment.details else "",
                            f"{segment.text}。" if segment.text else "",
                        ),
                    ),
                ]
            continue
        if segment.group != group:
            group = segment.group
            lines += ["", f"【{GROUPS.get(group, '其他内容')}】"]
        lines.append(_line(segment))
    if brief.source_url:
        lines.append(f"政策原文：{brief.source_url}")
    if label:
        lines += [f"（{label.text}）"]
    return "\n".join(lines).strip() + "\n"


def _head(segment: Segment, brief: Brief) -> list[str]:
    mark = "（草稿，未经审核）" if brief.draft else ""
    facts = [
        f"{label}：{value}"
        for label, value in segment.details.items()
        if label not in ("解读机构", "咨询电话", "索引号")
    ]
    return [f"一图读懂：{segment.heading}{mark}", *([segment.text] if segment.text else []), *facts]


def _seen(segment: Segment) -> str:
    """Return a given picture in words: what is to be seen, caption, whose it is, the map's number, the clause."""
    details = segment.details
    said = (
        f"图片：{details['画面'].rstrip('。')}",
        f"说明：{segment.text.rstrip('。')}" if segment.text else "",
        *(f"{name}：{details[name]}" for name in ("图片来源", "审图号") if name in details),
    )
    basis = f"（依据：{segment.basis}）" if segment.basis else ""
    return "；".join(filter(None, said)) + "。" + basis


def _line(segment: Segment) -> str:
    name = {"old": "原规定", "new": "新规定"}.get(segment.tone, "")
    head = "，".join(filter(None, (segment.heading, name)))
    if segment.kind in ("table", "chart"):
        said = "；".join("，".join(cell for cell in row if cell) for row in segment.table) + "。"
    else:
        said = segment.text + "；".join(segment.points)
    basis = f"（依据：{segment.basis}）" if segment.basis else ""
    return (f"{head}：" if head else "") + said + basis
