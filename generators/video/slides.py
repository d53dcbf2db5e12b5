"""Slides of the video as data for the template ``slides``: one page for every distinct picture, and one for every caption."""

import re
from typing import Any

import segno

from generators import icons
from generators.highlights import title_lines
from generators.model import Brief, Figure, Segment
from generators.video.subtitles import pieces
from styles.themes import Theme

BAND = 156
"""Height in pixels of the caption band at the foot of every picture."""

SIZE = (1920, 1080)

_FIXED = (
    ("circle-check-big", "positive"), ("circle-x", "negative"), ("book-text", "brand"), ("arrow-right", "brand"),
    ("calendar-check", "brand"), ("calendar-clock", "brand"), ("phone", "on_brand"),
)  # fmt: skip
_AMOUNT = re.compile(r"(?P<prefix>\D*?)(?P<value>\d[\d.,]*(?:(?:至|到|—|－|-|~|～)\d[\d.,]*)?)(?P<unit>.*)")
_TELEPHONE = re.compile(
    r"(?P<before>[^\d（）]{0,16}?)[：:]?(?P<number>\d[\d-]{2,16}(?:转\d+)?)(?:（(?P<inside>[^（）]*)）|[，,]?(?P<after>[^\d（）].{0,24}))?"
)
_NEEDLESS = re.compile(r"^(?:达到|达|突破|实现|控制在)$")


def items(segment: Segment) -> tuple[str, ...]:
    """Return what appears one after another on a scene's slide; a scene that stands still from the start has none."""
    if segment.kind in ("points", "measure"):
        return segment.points
    if segment.kind in ("figures", "steps", "dates"):
        return tuple(" ".join(row) for row in segment.table)
    return ()


def page(segment: Segment, shown: int, index: int, total: int, *, band: bool = True) -> dict[str, Any]:
    """Return one picture of a scene: ``shown`` of its items visible, scene ``index`` of ``total``."""
    details = segment.details
    data: dict[str, Any] = {
        "id": segment.id, "kind": segment.kind, "chapter": segment.group, "heading": segment.heading,
        "text": pieces(segment.text), "points": [pieces(point) for point in segment.points], "basis": segment.basis, "icon": _icon(segment), "tone": segment.tone,
        "shown": shown, "index": index, "total": total, "band": band, "figure": _figure(segment.figure), "rows": [],
    }  # fmt: skip
    if segment.kind == "figures":
        data["rows"] = [_amount(*row) for row in segment.table]
    elif segment.kind in ("steps", "dates"):
        data["rows"] = [{"title": title, "words": pieces(words)} for title, words in segment.table]
    elif segment.kind == "measure":
        data["rows"] = [[pieces(cell) for cell in row] for row in segment.table]
    elif segment.kind == "cover":
        data |= {"lines": list(title_lines(segment.heading, 17)), "chips": _chips(details)}
    elif segment.kind == "closing":
        data |= {"contact": _contact(details.get("咨询电话", "")), "sources": _sources(details), "credits": _credits(details)}
    return data


def caption(lines: tuple[str, ...]) -> dict[str, Any]:
    """Return the picture of a caption."""
    return {"kind": "caption", "id": "", "lines": list(lines)}


def document(
    segments: tuple[Segment, ...], brief: Brief, theme: Theme, pages: list[dict[str, Any]], ai: str = ""
) -> dict[str, Any]:
    """Return everything the template needs for ``pages``; ``ai`` is the label shown on the cover, empty for none."""
    cover = next((segment for segment in segments if segment.kind == "cover"), None)
    title = cover.heading if cover else brief.title or "政策解读"
    return {
        "title": title, "label": "政策解读", "tag": title if len(title) <= 22 else "", "draft": brief.draft,
        "ai": ai, "code": bool(brief.source_url), "bright": theme.bright, "panel": theme.panel_end, "pages": pages,
    }  # fmt: skip


def files(segments: tuple[Segment, ...], brief: Brief, theme: Theme) -> dict[str, bytes]:
    """Return the pictures the template asks for: icons in the colours used and the code of the source's address."""
    wanted = set(_FIXED)
    for segment in segments:
        wanted |= {(_icon(segment), "on_brand"), (_icon(segment), "brand")}
    colours = theme.roles.model_dump()
    made = {f"icon-{name}-{role}.svg": icons.svg(name, colours[role]) for name, role in sorted(wanted)}
    if brief.source_url:
        code = segno.make(brief.source_url, error="m", micro=False)
        drawing = code.svg_inline(scale=8, border=2, dark="#111111", light="#ffffff", omitsize=False)
        made["code.svg"] = drawing.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).encode()
    return made


def _icon(segment: Segment) -> str:
    name = segment.icon or icons.icon_for(segment.heading, segment.text)
    return name if icons.exists(name) else icons.DEFAULT


def _figure(figure: Figure | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    return {"prefix": pieces(figure.prefix), "value": figure.value, "unit": figure.unit, "caption": pieces(figure.caption)}


def _amount(amount: str, caption: str) -> dict[str, Any]:
    found = _AMOUNT.fullmatch(amount)
    if found is None:
        return {"prefix": "", "value": amount, "unit": "", "caption": pieces(caption)}
    prefix = found["prefix"]
    return {
        "prefix": "" if _NEEDLESS.match(prefix) and not found["unit"].endswith(("以内", "以下")) else prefix,
        "value": found["value"], "unit": found["unit"], "caption": pieces(caption),
    }  # fmt: skip


def _chips(details: dict[str, str]) -> list[str]:
    issuers = details.get("发文机关", "").split("、")
    issuer = issuers[0] + ("等" if len(issuers) > 1 else "")
    dates = [f"{day}{words}" for name, words in (("发布日期", "发布"), ("施行日期", "起施行")) if (day := details.get(name))]
    return [words for words in (issuer, details.get("发文字号", ""), *dates) if words]


def _contact(text: str) -> list[tuple[list[str], list[str]]]:
    """Return lines of a telephone number and whose it is; what does not read so stays one line of words."""
    found = [_TELEPHONE.fullmatch(part.strip()) for part in re.split(r"[、；;]|，(?=0\d{2,3}-?\d)", text) if part.strip()]
    if not all(found):
        return [(pieces(text), [])]
    return [([match["number"]], pieces(match["before"] + (match["inside"] or match["after"] or ""))) for match in found if match]


def _sources(details: dict[str, str]) -> list[tuple[str, list[str]]]:
    name = details.get("政策名称", "")
    rows = [
        ("政策原文", f"《{name.replace('《', '〈').replace('》', '〉')}》" if name else ""),
        ("发文字号", details.get("发文字号", "")),
        ("解读机构", details.get("解读机构", "") or details.get("发文机关", "")),
    ]
    return [(label, pieces(words)) for label, words in rows if words]


def _credits(details: dict[str, str]) -> list[str]:
    return ["语音由计算机合成"] if details.get("配音") else []

