"""Slides of the video as data for the template ``slides``: one page for every distinct picture, and one for every caption."""

import re
from dataclasses import dataclass, replace
from typing import Any

import segno

from generators import icons
from generators.lines import title_lines
from generators.model import Brief, Figure, Segment
from generators.video.subtitles import pieces
from styles.themes import Theme


@dataclass(frozen=True)
class Shape:
    """A shape of picture: its name in the template, its size, where its caption band begins and how high that is (pixels).

    ``suffix`` goes into file names; ``title`` is the widest line of the cover's title in ems, in at most ``lines`` lines; ``caption`` the
    most characters of a caption's line.
    """

    name: str
    size: tuple[int, int]
    band_top: int
    band: int
    suffix: str
    title: float
    lines: int
    caption: int

    def scaled(self, scale: float) -> "Shape":
        """Return the shape as small as its pictures set at ``scale`` are."""
        width, height = (round(side * scale) for side in self.size)
        return replace(self, size=(width, height), band_top=round(self.band_top * scale), band=round(self.band * scale))


SHAPES = {
    "16:9": Shape("wide", (1920, 1080), 924, 156, "", 17, 4, 18),
    "9:16": Shape("tall", (1080, 1920), 1500, 180, "-9x16", 9, 6, 15),
    "1:1": Shape("square", (1080, 1080), 930, 150, "-1x1", 11, 4, 16),
}
"""The shapes there are, by what people call them; the template draws the same frames."""

WIDE = SHAPES["16:9"]


@dataclass(frozen=True)
class State:
    """What a scene shows at one moment: how many items, which words are being heard, how far numbers have been counted.

    ``said`` holds for each text its pieces being heard; ``turn`` the item whose turn it is, −1 for none; ``now`` for each number the
    figures shown on the way to its value, empty for the value itself.
    """

    shown: int
    said: tuple[tuple[int, ...], ...] = ()
    turn: int = -1
    now: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """Where a scene's chapter stands among all: their names, and its number from 0."""

    names: tuple[str, ...]
    number: int

_FIXED = (
    ("circle-check-big", "positive"), ("circle-x", "negative"), ("book-text", "brand"), ("arrow-right", "brand"),
    ("calendar-check", "brand"), ("calendar-clock", "brand"), ("phone", "on_brand"),
)  # fmt: skip
FIXED = frozenset(f"icon-{name}-{role}.svg" for name, role in _FIXED)
"""Names of the icons that slides may show whatever their scene's own is."""

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


def complete(segment: Segment) -> State:
    """Return the state in which a scene shows everything."""
    return State(shown=max(1, len(items(segment))))


def texts(segment: Segment) -> tuple[list[str], ...]:
    """Return the running texts of a scene, cut into pieces, in which words can be marked as they are heard."""
    if segment.kind in ("points", "measure"):
        return tuple(pieces(text) for text in segment.points or (segment.text,) if text)
    return ()


def numbers(segment: Segment) -> tuple[tuple[str, str], ...]:
    """Return value and unit of each number set large, in the order of the items they stand in."""
    if segment.kind == "measure" and segment.figure:
        return ((segment.figure.value, segment.figure.unit),)
    if segment.kind == "figures":
        return tuple((amount["value"], amount["unit"]) for amount in (_amount(*row) for row in segment.table))
    return ()


def page(segment: Segment, state: State, index: int, total: int, *, shape: Shape = WIDE, band: bool = True) -> dict[str, Any]:
    """Return one picture of a scene in the state it is in, scene ``index`` of ``total``."""
    details = segment.details
    data: dict[str, Any] = {
        "id": segment.id, "kind": segment.kind, "chapter": segment.group, "heading": segment.heading or segment.group,
        "text": pieces(segment.text), "points": [pieces(point) for point in segment.points], "basis": segment.basis, "icon": _icon(segment), "tone": segment.tone,
        "shown": state.shown, "said": state.said, "turn": state.turn, "now": state.now, "index": index, "total": total, "band": band, "figure": _figure(segment.figure), "rows": [],
    }  # fmt: skip
    if segment.kind == "figures":
        data["rows"] = [_amount(*row) for row in segment.table]
    elif segment.kind in ("steps", "dates"):
        data["rows"] = [{"title": title, "words": pieces(words)} for title, words in segment.table]
    elif segment.kind == "measure":
        data["rows"] = [[pieces(cell) for cell in row] for row in segment.table]
    elif segment.kind == "cover":
        data |= {"lines": list(title_lines(segment.heading, shape.title, most=shape.lines)), "chips": _chips(details)}
    elif segment.kind == "closing":
        data |= {"contact": _contact(details.get("咨询电话", "")), "sources": _sources(details), "credits": _credits(details)}
    return data


def chapter_card(segment: Segment, chapter: Chapter, index: int, total: int, *, band: bool = True) -> dict[str, Any]:
    """Return the card that opens a chapter, before its first scene ``index`` of ``total``."""
    name = chapter.names[chapter.number]
    return {
        "id": segment.id, "kind": "chapter", "heading": name, "icon": _card_icon(segment, name), "index": index, "total": total, "band": band,
        "chapters": list(chapter.names), "chapter-index": chapter.number,
    }  # fmt: skip


def caption(lines: tuple[str, ...]) -> dict[str, Any]:
    """Return the picture of a caption."""
    return {"kind": "caption", "id": "", "lines": list(lines)}


def document(
    segments: tuple[Segment, ...], brief: Brief, theme: Theme, pages: list[dict[str, Any]], ai: str = "", shape: Shape = WIDE
) -> dict[str, Any]:
    """Return everything the template needs for ``pages``; ``ai`` is the label shown on the cover, empty for none."""
    cover = next((segment for segment in segments if segment.kind == "cover"), None)
    title = cover.heading if cover else brief.title or "政策解读"
    return {
        "title": title, "label": "政策解读", "shape": shape.name, "tag": title if len(title) <= 22 or shape.name == "tall" else "", "draft": brief.draft,
        "ai": ai, "code": bool(brief.source_url), "bright": theme.bright, "panel": theme.panel_end, "pages": pages,
    }  # fmt: skip


def files(segments: tuple[Segment, ...], brief: Brief, theme: Theme) -> dict[str, bytes]:
    """Return the pictures the template asks for: icons in the colours used and the code of the source's address."""
    wanted = set(_FIXED)
    for segment in segments:
        wanted |= {(_icon(segment), "on_brand"), (_icon(segment), "brand"), (_card_icon(segment, segment.group), "on_brand")}
    colours = theme.roles.model_dump()
    made = {f"icon-{name}-{role}.svg": icons.svg(name, colours[role]) for name, role in sorted(wanted)}
    if brief.source_url:
        code = segno.make(brief.source_url, error="m", micro=False)
        drawing = code.svg_inline(scale=8, border=2, dark="#111111", light="#ffffff", omitsize=False)
        made["code.svg"] = drawing.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).encode()
    return made


def _card_icon(segment: Segment, chapter: str) -> str:
    return _icon(segment) if segment.heading == chapter else icons.icon_for(chapter)


def _icon(segment: Segment) -> str:
    name = segment.icon or icons.icon_for(segment.heading)
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

