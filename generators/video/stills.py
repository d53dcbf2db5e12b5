"""A video's scenes as still pictures while it is being arranged: one large, or all of them small on a sheet (分镜)."""

import io
from typing import Any

from PIL import Image

from generators.model import Brief, Segment
from generators.previews import Box, Preview
from generators.video import narration, slides, subtitles
from generators.video.pictures import Setter
from generators.video.slides import Shape
from styles.themes import Theme

LARGE, SMALL = 960, 208
"""Pixels of the longer side of one still and of those on the sheet."""

FINER = 2
"""Small stills are set so much larger and then reduced: typesetting so small would break the strokes of characters."""

ACROSS = 4
"""Small stills side by side on the sheet."""

QUALITY = 82
_PAPER = (238, 242, 248)


def preview(segments: tuple[Segment, ...], theme: Theme, brief: Brief, shape: Shape, ai: str, at: str) -> Preview:
    """Return the scene ``at`` with its first caption, or without ``at`` every scene on a sheet, with the box of each.

    Raises:
        generators.typesetting.CannotTypeset: a scene does not fit or has a character no font can draw.
    """
    told = tuple(segment for segment in segments if segment.narration.strip())
    if not told:
        return Preview("", b"")
    at = at if at in {segment.id for segment in told} else ""
    return _one(told, theme, brief, shape, ai, at) if at else _sheet(told, theme, brief, shape, ai)


def _one(told: tuple[Segment, ...], theme: Theme, brief: Brief, shape: Shape, ai: str, at: str) -> Preview:
    scale = LARGE / max(shape.size)
    index = next(number for number, segment in enumerate(told) if segment.id == at)
    caption = _first_caption(told[index], shape) if _burnt(brief) else None
    made = Setter(told, theme, brief, shape, ai, scale).set([_page(told, index, brief, shape), *filter(None, [caption])])
    still = _opened(made[0])
    if caption:
        words = Image.open(io.BytesIO(made[1])).convert("RGBA")
        still.paste(words, (0, round(shape.band_top * scale)), words)
    return _told(_framed(still), {at: (0.0, 0.0, 1.0, 1.0)})


def _sheet(told: tuple[Segment, ...], theme: Theme, brief: Brief, shape: Shape, ai: str) -> Preview:
    pages = [_page(told, index, brief, shape) for index in range(len(told))]
    scale = SMALL / max(shape.size)
    made = Setter(told, theme, brief, shape, ai, scale * FINER).set(pages)
    width, height = (round(side * scale) for side in shape.size)
    rows = -(-len(told) // ACROSS)
    whole = Image.new("RGB", (width * ACROSS, height * rows), _PAPER)
    boxes: dict[str, Box] = {}
    for number, (segment, png) in enumerate(zip(told, made, strict=True)):
        left, top = number % ACROSS, number // ACROSS
        whole.paste(_opened(png).resize((width, height), Image.Resampling.LANCZOS), (left * width, top * height))
        boxes[segment.id] = (left / ACROSS, top / rows, (left + 1) / ACROSS, (top + 1) / rows)
    return _told(whole, boxes)


def _page(told: tuple[Segment, ...], index: int, brief: Brief, shape: Shape) -> dict[str, Any]:
    return slides.page(told[index], slides.complete(told[index]), index, len(told), shape=shape, band=_burnt(brief))


def _burnt(brief: Brief) -> bool:
    return brief.options.get("captions") != "file"


def _first_caption(segment: Segment, shape: Shape) -> dict[str, Any] | None:
    said = narration.sentences(segment.narration)
    parts = subtitles.cut(said[0], shape.caption) if said else ()
    return slides.caption(parts[0][1]) if parts else None


def _framed(still: Image.Image) -> Image.Image:
    """Return an upright still in the middle of a broader sheet, so that it is seen whole beside the fields."""
    if still.width >= still.height * 0.8:
        return still
    sheet = Image.new("RGB", (round(still.height * 0.8), still.height), _PAPER)
    sheet.paste(still, ((sheet.width - still.width) // 2, 0))
    return sheet


def _opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def _told(picture: Image.Image, boxes: dict[str, Box]) -> Preview:
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=QUALITY)
    return Preview("image/jpeg", target.getvalue(), boxes)
