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

from generators.infographic import product
from generators.infographic.layout import prepared
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
    """A part of the page as it looks: its picture, its real height in pixels, its characters without spaces, the box of each."""

    picture: Image.Image
    height: float
    text: str
    boxes: tuple[Box, ...]


def picture(
    segments: tuple[Segment, ...], theme: Theme, brief: Brief, provenance: Provenance, materials: Materials
) -> Preview:
    """Return the long picture as a JPEG with the boxes of ``segments``."""
    data = product.content(segments, theme, brief, provenance) | _UNSAID
    files = product.drawings_of(segments, theme, brief, materials)
    blocks = data["blocks"]
    opening = [data | {"only": "blocks", "blocks": []}] if data["opening"] else []
    wanted: list[dict[str, Any]] = [
        data | {"only": "cover", "blocks": []},
        *opening,
        *(data | {"opening": []} | {"only": "blocks", "blocks": [block], "first": number} for number, block in enumerate(blocks, start=1)),
        data | {"only": "foot", "blocks": []},
    ]
    charts = product.values_of(prepared(segments))

    def made(zoom: float) -> list[Part]:
        left_out = product.at_step(data, zoom)["left_out"]
        steps = [one | {"zoom": zoom if one["only"] == "blocks" else 1} for one in wanted if [b["id"] for b in one["blocks"]] != ["sources"] or not left_out]
        return [_part(one, theme, files, charts) for one in steps]

    digest = provenance.interpretation_digest
    zoom, parts = product.largest_within(made, _height, _measured.get(digest) or product.expected_height(data))
    _measured.clear()
    _measured[digest] = _height(parts) / product.SHARES[product.ZOOMS.index(zoom)]
    return _joined(parts, segments)


def _height(parts: list[Part]) -> float:
    return sum(part.height for part in parts)


_measured: dict[str, float] = {}
"""The full height of the picture shown last, by its interpretation, so that the search for its scale begins at the right step."""

_parts: OrderedDict[str, Part] = OrderedDict()
_lock = Lock()


def _part(data: dict[str, Any], theme: Theme, files: dict[str, bytes], charts: dict[str, product.Values]) -> Part:
    """Return a part of the page, kept or set anew; only the charts it shows are drawn."""
    unseen = {"cover": "cover", "foot": "colophon"}
    shown = {name: value for name, value in data.items() if name not in unseen.values() or name == unseen.get(data["only"])}
    key = digest_of([shown, theme.digest()])
    with _lock:
        if key in _parts:
            _parts.move_to_end(key)
            return _parts[key]
    inside = {item["id"] for block in data["blocks"] for part in block["parts"] for item in _items(part)}
    drawn = product.charts_of({name: values for name, values in charts.items() if name in inside}, theme)
    pdf = typeset("infographic", data, theme=theme, files=files | drawn, output="pdf")[0]
    found = _drawn(pdf, data["zoom"])
    with _lock:
        _parts[key] = found
        while len(_parts) > KEPT:
            _parts.popitem(last=False)
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
    """Draw a part that was set at a step of the scale: the page is as much wider as it is drawn smaller."""
    scale = SCALE * zoom
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    bitmap = page.render(scale=scale)
    image = bitmap.to_pil().convert("RGB")
    words = page.get_textpage()
    height = page.get_height()
    text, boxes = [], []
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
    width, height = parts[0].picture.width, sum(part.picture.height for part in parts)
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
