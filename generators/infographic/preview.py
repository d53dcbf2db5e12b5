"""The long picture at half its width while it is being arranged, and where in it each segment stands.

Cover, sections and foot are set by themselves and put together as a picture. What has not changed since it was last asked for is
kept, so that one edit sets one section: about a tenth of the whole. Each part is drawn from its PDF, whose text says where every
character is.
"""

import io
import re
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from generators.drawing import PDFIUM
from generators.infographic import product
from generators.infographic.layout import prepared
from generators.infographic.length import length
from generators.model import Brief, Provenance, Segment, digest_of
from generators.picture import pdf_height
from generators.previews import Box, Preview
from generators.registry import Materials
from generators.typesetting import prepare, typeset
from styles.themes import Theme

SCALE = 0.5
"""Of the real width of 1,080 pixels: as wide as the pane beside the fields."""

QUALITY = 78

KEPT = 120
"""Parts kept, of about 0.6 MB each."""

_ENDS = 10
"""Characters by which the beginning and the end of a text are looked for."""

_UNSAID = {"title": "预览", "author": "", "description": "", "keywords": []}


@dataclass(frozen=True)
class Part:
    """A part of the page as it looks: its picture, its height in pixels of the product, its characters without spaces, their boxes."""

    picture: Image.Image
    height: float
    text: str
    boxes: tuple[Box, ...]


def picture(
    segments: tuple[Segment, ...], theme: Theme, brief: Brief, provenance: Provenance, materials: Materials
) -> Preview:
    """Return the long picture as a JPEG with the boxes of ``segments``."""
    shown = prepared(segments)
    data = product.content(shown, theme, brief, provenance) | _UNSAID
    files = product.drawings_of(shown, theme, brief, materials)
    drawn = product.values_of(shown)

    def made(zoom: float) -> list[Part]:
        return [_part(part, theme, files, drawn) for part in _parts_of(product.at_step(data, zoom))]

    def told(zoom: float) -> float:
        return length(product.at_step(data, zoom), theme)

    digest = provenance.interpretation_digest
    off = _off.get(digest, 1)
    zoom, parts = product.largest_within(made, _height, lambda zoom: off * told(zoom))
    _off.clear()
    _off[digest] = _height(parts) / told(zoom)
    return _joined(parts, segments)


def _parts_of(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the template's data of each part by itself: cover, given pictures before the first section, sections, foot."""
    bare = data | {"opening": [], "blocks": []}
    blocks = data["blocks"]
    return [
        bare | {"only": "cover"},
        *([bare | {"only": "blocks", "opening": data["opening"]}] if data["opening"] else []),
        *(bare | {"only": "blocks", "blocks": [block], "first": number} for number, block in enumerate(blocks, start=1)),
        bare | {"only": "foot"},
    ]


def _height(parts: list[Part]) -> float:
    return sum(part.height for part in parts)


_off: dict[str, float] = {}
"""The height of the picture shown last against what was told, by its interpretation, so that the search for its scale begins at the right step."""

_kept: OrderedDict[str, Part] = OrderedDict()
_lock = Lock()


def _part(data: dict[str, Any], theme: Theme, files: dict[str, bytes], drawn: dict[str, Any]) -> Part:
    """Return a part of the page, kept or set anew; only the charts it shows are drawn."""
    unseen = {"cover": "cover", "foot": "colophon"}
    shown = {name: value for name, value in data.items() if name not in unseen.values() or name == unseen.get(data["only"])}
    given = sorted(name for name in files if not name.startswith("icon-"))
    key = digest_of([shown, theme.digest(), given])
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    inside = {item["id"] for item in _items(data["blocks"])}
    charts = product.charts_of({name: values for name, values in drawn.items() if name in inside}, theme)
    pdf = typeset("infographic", data, theme=theme, files=files | charts, output="pdf")[0]
    found = _drawn(pdf, data["zoom"])
    with _lock:
        _kept[key] = found
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return found


def _items(value: Any) -> Iterable[dict[str, Any]]:
    """Yield everything with an id inside a part of the template's data."""
    if isinstance(value, dict):
        if "id" in value:
            yield value
        for inner in value.values():
            yield from _items(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _items(inner)


def _drawn(pdf: bytes, zoom: float) -> Part:
    """Draw a part; the page is wider than the product by as much as its pixels are larger than points (``zoom``)."""
    scale, text, boxes = SCALE * zoom, [], []
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        page = document[0]
        bitmap = page.render(scale=scale)
        image = bitmap.to_pil().convert("RGB")
        words = page.get_textpage()
        height = page.get_height()
        for index in range(words.count_chars()):
            character = chr(raw.FPDFText_GetUnicode(words, index))
            if not character.isspace() and character.isprintable():
                left, bottom, right, top = words.get_charbox(index)
                text.append(character)
                boxes.append((left * scale, (height - top) * scale, right * scale, (height - bottom) * scale))
        for thing in (words, bitmap, page, document):
            thing.close()
    return Part(image, pdf_height(pdf) * zoom, "".join(text), tuple(boxes))


def _joined(parts: list[Part], segments: tuple[Segment, ...]) -> Preview:
    """Put the parts one below the other and find the segments in them."""
    width, height = max(part.picture.width for part in parts), sum(part.picture.height for part in parts)
    whole = Image.new("RGB", (width, height))
    text, boxes, top = "", [], 0
    for part in parts:
        whole.paste(part.picture, (0, top))
        text += part.text
        boxes += [(left, upper + top, right, lower + top) for left, upper, right, lower in part.boxes]
        top += part.picture.height
    target = io.BytesIO()
    whole.save(target, "JPEG", quality=QUALITY)
    found: dict[str, Box] = {}
    after = 0
    for segment in segments:
        span = _span(text, segment, after)
        if span is not None:
            after = span[0]
            inside = boxes[span[0] : span[1]]
            found[segment.id] = (
                min(box[0] for box in inside) / width, min(box[1] for box in inside) / height,
                max(box[2] for box in inside) / width, max(box[3] for box in inside) / height,
            )  # fmt: skip
    return Preview("image/jpeg", target.getvalue(), found)


def _span(text: str, segment: Segment, after: int) -> tuple[int, int] | None:
    """Return where the segment's words stand, its heading included when that stands just before; None when nowhere.

    Segments are looked for one behind the other, as they are read; what is not found behind the last one may stand before it.
    """
    heading = _bare(segment.heading)
    cells = [cell for row in segment.table for cell in row]
    said = list(filter(None, map(_bare, (segment.text, *segment.points, *cells))))
    figure = segment.figure.value if segment.figure else ""
    openings = [words[:_ENDS] for words in said[:1]] + [heading, *(words[:_ENDS] for words in said[1:2]), figure]
    if cells and heading:
        openings.insert(0, heading)  # a table's note is written below it
    for wanted in filter(None, openings):
        start = text.find(wanted, after)
        start = start if start >= 0 else text.find(wanted)
        if start < 0:
            continue
        within = start + sum(map(len, said)) + len(heading) + 40
        ends = [at + len(words[-_ENDS:]) for words in said if (at := text.find(words[-_ENDS:], start, within)) >= 0]
        above = text.rfind(heading, max(0, start - len(heading) - 24), start + len(heading)) if heading else -1
        return (min(start, above) if above >= 0 else start), max([start + len(wanted), *ends])
    return None


def _bare(text: str) -> str:
    """Return text as it can be found: without spaces and the stop at its end, which a list of points leaves out."""
    return re.sub(r"\s|[。；]$", "", prepare(text).strip())
