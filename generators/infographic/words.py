"""The picture in words (长描述): what someone who cannot see it hears, and what search engines read."""

from generators.infographic.contact import only_known
from generators.infographic.content import GROUPS
from generators.infographic.given import KIND
from generators.infographic.titles import block_titles
from generators.labelling import AiLabel
from generators.model import Brief, Segment
from generators.prose import sentence


def description(segments: tuple[Segment, ...], brief: Brief, label: AiLabel | None = None) -> str:
    """Return the long description: one line a segment under its block's title, each with its basis, in reading order."""
    lines: list[str] = []
    closing: list[str] = []
    titles = block_titles(segment for segment in segments if not segment.furniture)
    title = ""
    for segment in segments:
        if segment.kind == "masthead":
            lines += _head(segment, brief)
        elif segment.kind == KIND:
            lines.append(_seen(segment))
        elif segment.kind == "colophon":
            closing += ["", *_colophon(segment)]
        elif not segment.furniture:
            if titles.get(segment.group, "其他内容") != title:
                title = titles.get(segment.group, "其他内容")
                lines += ["", f"【{title}】"]
            lines.append(_line(segment))
    lines += _asked(segments, title) + closing
    if brief.source_url:
        lines.append(f"政策原文：{brief.source_url}")
    if label:
        lines += [f"（{label.text}）"]
    return "\n".join(lines).strip() + "\n"


def _asked(segments: tuple[Segment, ...], title: str) -> list[str]:
    """Return the telephone that stands in the picture's last block though no segment tells it; ``title`` is that of the last block told."""
    head = next((segment for segment in segments if segment.kind == "masthead"), None)
    known = only_known(head, [segment for segment in segments if segment.group == "contact" and not segment.furniture])
    if not known:
        return []
    return [*(["", f"【{GROUPS['contact']}】"] if title != GROUPS["contact"] else []), f"咨询电话：{sentence(known)}"]


def _colophon(segment: Segment) -> list[str]:
    told = [f"{name}：{segment.details[name]}" for name in ("解读机构", "资料来源") if segment.details.get(name)]
    return [*told, *([f"{segment.text}。"] if segment.text else [])]


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
