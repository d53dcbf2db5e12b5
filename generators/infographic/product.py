"""The infographic (一图读懂): one long picture for phones, the same as a tagged PDF, and its words as plain text."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

import segno

from generators import icons
from generators.drawing import pictures_of
from generators.highlights import comparable
from generators.infographic import charts
from generators.infographic.comparing import drawn_values
from generators.infographic.content import GROUPS, outline
from generators.infographic.given import files_of
from generators.infographic.layout import HUES, page, prepared, shows_heading
from generators.infographic.layouts import Choice, layouts_for
from generators.infographic.length import length
from generators.infographic.sizes import other_sizes
from generators.infographic.words import description
from generators.labelling import label_of, metadata_of
from generators.masthead import MASTHEAD
from generators.model import Brief, Interpretation, Provenance, RenderedFile, Segment
from generators.picture import pdf_height, with_text
from generators.previews import Preview
from generators.registry import Materials, Progress, register
from generators.typesetting import PIXELS, prepare, typeset
from styles.themes import Theme

WIDTH = 1080
"""Pixels of the picture's width; portals and phones scale it down."""

LONGEST = 10_000
"""Pixels beyond which phones and portals shrink or refuse a long picture (usual range 3,000–10,000)."""

ZOOMS = (1, 0.93, 0.87, 0.82, 0.78)
"""Steps of the whole scale; at the last one running text is 22.6 pixels high. The smallest words are 22 at every step."""

HOPED, NEAR = 1.005, 0.98
"""Times LONGEST: up to where a length that is told may turn out short enough, so that the larger step is not given away; up to where a
larger step is tried after all when the page is found shorter than was told."""

Values = tuple[list[tuple[str, float]], str]
"""Labelled amounts and their unit."""

_FIXED_ICONS = (
    ("circle-check-big", "positive"), ("circle-check-big", "white"), ("circle-x", "negative"), ("circle-x", "white"), ("arrow-right", "on_brand"), ("arrow-right", "brand"),
    ("triangle-alert", "negative"), *((name, role) for name in ("phone", "clock", "info") for role in ("on_brand", "ink")), ("book-text", "brand"), ("clock", "brand"), ("check", "brand"), ("info", "brand"), ("list-checks", "brand"), ("map-pin", "brand"),
)  # fmt: skip

Set = TypeVar("Set")


@register
class Infographic:
    """The picture a citizen reads on a phone.

    ``Brief.options``: ``extent`` = ``full`` shows every statement, not each block's usual number; ``sizes`` adds other
    sizes (names of ``infographic_sizes.SIZES``, comma-separated).
    """

    name = "infographic"
    label = "一图读懂"
    version = "1"
    takes = ("picture",)
    blocks = GROUPS

    def outline(self, interpretation: Interpretation, brief: Brief) -> tuple[Segment, ...]:
        """Return the picture's segments: masthead, the blocks' cards, colophon."""
        return outline(interpretation, brief)

    def render(
        self,
        segments: tuple[Segment, ...],
        theme: Theme,
        brief: Brief,
        provenance: Provenance,
        progress: Progress,
        materials: Materials,
    ) -> tuple[RenderedFile, ...]:
        """Return ``infographic.png``, ``infographic.pdf`` and ``infographic.txt`` (long description).

        Raises:
            generators.typesetting.CannotTypeset: a segment does not fit, or has a character no font can draw.
        """
        progress(0.05, "编排版面")
        laid = laid_out(segments, theme, brief, provenance, materials)
        progress(0.4, "绘制长图")
        png = pictures_of(laid.pdf, PIXELS * laid.data["zoom"])[0]
        marks = _marks(segments, provenance) | {"Title": laid.data["title"], "Description": laid.words}
        png = with_text(png, marks)
        progress(0.8, "排其他版式")
        others = other_sizes(brief, laid.data, theme, laid.files, marks, png)
        progress(1.0, "完成")
        return (
            RenderedFile(filename="infographic.png", media_type="image/png", data=png),
            RenderedFile(filename="infographic.pdf", media_type="application/pdf", data=laid.pdf),
            RenderedFile(filename="infographic.txt", media_type="text/plain; charset=utf-8", data=laid.words.encode()),
            *others,
        )

    def shows_heading(self, segment: Segment) -> bool:
        """Tell whether the picture shows what the segment is called."""
        return shows_heading(segment)

    def layouts_for(self, segment: Segment) -> tuple[Choice, ...]:
        """Return the layouts a person may choose from for a segment."""
        return layouts_for(segment)

    def preview(
        self, segments: tuple[Segment, ...], theme: Theme, brief: Brief, provenance: Provenance, materials: Materials, at: str
    ) -> Preview:
        """Return the long picture at half its width; see ``Previews``."""
        from generators.infographic.preview import picture

        return picture(segments, theme, brief, provenance, materials)


class Laid(NamedTuple):
    """A picture laid out: the template's data and pictures, its words, and the PDF by which its length was measured."""

    data: dict[str, Any]
    files: dict[str, bytes]
    words: str
    pdf: bytes


def laid_out(
    segments: tuple[Segment, ...], theme: Theme, brief: Brief, provenance: Provenance, materials: Materials = MappingProxyType({})
) -> Laid:
    """Lay the long picture out at the largest step of ZOOMS that keeps it within LONGEST, or at the smallest.

    The first chart of a process is drawn while typst sets the page without it: its size is known, and reading matplotlib takes as long.

    Raises:
        generators.typesetting.CannotTypeset: a segment does not fit, or has a character no font can draw.
    """
    label = label_of(segments, provenance)
    words = description(segments, brief, label) + (f"{theme.unit_line}\n" if theme.unit_line else "")
    segments = prepared(segments)
    data = content(segments, theme, brief, provenance) | _particulars(segments, brief, words, provenance)
    drawings = drawings_of(segments, theme, brief, materials)
    drawn = values_of(segments)
    if not drawn or charts.ready():
        files = drawings | charts_of(drawn, theme)
        data, pdf = _within(data, theme, files)
        return Laid(data, files, words, pdf)
    blank = {f"chart-{name}.svg": charts.blank(*values) for name, values in drawn.items()}
    with ThreadPoolExecutor(1) as beside:
        under_way = beside.submit(charts_of, drawn, theme)
        data, _ = _within(data, theme, drawings | blank)
        files = drawings | under_way.result()
    return Laid(data, files, words, _pdf(data, theme, files))


def content(segments: tuple[Segment, ...], theme: Theme, brief: Brief, provenance: Provenance) -> dict[str, Any]:
    """Return what the template shows of the segments, without what only describes the file."""
    label = label_of(segments, provenance)
    return _signed(page(segments, brief), theme) | {
        "label": Infographic.label, "ai": label.text if label else "", "bright": theme.bright, "panel": theme.panel_end, "enlarged": theme.enlarged,
    }  # fmt: skip


def _signed(data: dict[str, Any], theme: Theme) -> dict[str, Any]:
    """Return the data with the line that says who made the picture (制图单位) behind what stands in the footer."""
    if not theme.unit_line:
        return data
    colophon = data["colophon"] or {"text": ""}
    return data | {"colophon": colophon | {"text": "　".join(filter(None, (colophon["text"], theme.unit_line)))}}


def _pdf(data: dict[str, Any], theme: Theme, files: dict[str, bytes]) -> bytes:
    return typeset("infographic", data, theme=theme, files=files, output="pdf", pdf_standard="ua-1")[0]


def _within(data: dict[str, Any], theme: Theme, files: dict[str, bytes]) -> tuple[dict[str, Any], bytes]:
    """Return the data at the largest step of ZOOMS at which the page is at most LONGEST high (else the smallest), and that page."""
    def made(zoom: float) -> tuple[dict[str, Any], bytes]:
        stepped = at_step(data, zoom)
        return stepped, _pdf(stepped, theme, files)

    return largest_within(made, lambda found: pdf_height(found[1]) * found[0]["zoom"], lambda zoom: length(at_step(data, zoom), theme))[1]


def largest_within(made: Callable[[float], Set], height: Callable[[Set], float], expected: Callable[[float], float]) -> tuple[float, Set]:
    """Return the step of ZOOMS as ``laid_out`` chooses it, and what ``made`` makes at that step.

    The search begins at the step that suits the height ``expected``, since every step tried is set anew; a larger one is tried when the
    ``height`` found says that it fits after all. Both are in pixels.
    """
    told = [expected(zoom) for zoom in ZOOMS]
    index = next((index for index, height_told in enumerate(told) if height_told <= HOPED * LONGEST), len(ZOOMS) - 1)
    found = made(ZOOMS[index])
    while height(found) > LONGEST and index < len(ZOOMS) - 1:
        index += 1
        found = made(ZOOMS[index])
    while index > 0 and height(found) * told[index - 1] / told[index] <= NEAR * LONGEST:
        larger = made(ZOOMS[index - 1])
        if height(larger) > LONGEST:
            break
        index, found = index - 1, larger
    return ZOOMS[index], found


def at_step(data: dict[str, Any], zoom: float) -> dict[str, Any]:
    """Return the data as one step of ZOOMS shows it, larger in a theme of large type."""
    return data | {"zoom": zoom * data["enlarged"]}


def drawings_of(segments: tuple[Segment, ...], theme: Theme, brief: Brief, materials: Materials) -> dict[str, bytes]:
    """Return all the template may ask for but charts: icons in the colours used, the code of the source's address, pictures given."""
    wanted = set(_FIXED_ICONS)
    series = theme.roles.series
    hues = {f"series{number}": series[number % len(series)] for number in range(HUES)}
    for segment in segments:
        if name := segment.icon or ("list-checks" if segment.table else ""):
            wanted |= {(name, role) for role in ("brand", "on_brand", *hues)}
    colours = theme.roles.model_dump() | {"white": "#ffffff"} | hues
    files = {
        f"icon-{name}-{role}.svg": icons.svg(name if icons.exists(name) else icons.DEFAULT, colours[role])
        for name, role in wanted
    }
    if brief.source_url:
        files["code.svg"] = _code(brief.source_url)
    return files | files_of(segments, brief, materials)


def values_of(segments: tuple[Segment, ...]) -> dict[str, Values]:
    """Return the amounts that are drawn, by the id of their segment."""
    return {segment.id: comparable(values) for segment in segments if (values := drawn_values(segment))}


def charts_of(drawn: dict[str, Values], theme: Theme) -> dict[str, bytes]:
    """Return the charts of the amounts by the names the template asks for."""
    return {f"chart-{name}.svg": charts.kept(tuple(values), unit, theme.roles) for name, (values, unit) in drawn.items()}


def _code(address: str) -> bytes:
    return (
        segno.make(address, error="m", micro=False)
        .svg_inline(scale=8, border=2, dark="#111111", light="#ffffff", omitsize=False)
        .replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
        .encode()
    )


def _particulars(segments: tuple[Segment, ...], brief: Brief, words: str, provenance: Provenance) -> dict[str, Any]:
    head = next((segment for segment in segments if segment.kind == MASTHEAD), None)
    title = head.heading if head else brief.title or "政策解读"
    details = head.details if head else {}
    marks = _marks(segments, provenance)
    return {
        "title": f"一图读懂：{title}",
        "author": details.get("解读机构") or details.get("发文机关") or "",
        "description": prepare(words.partition("\n\n")[0]),
        "keywords": [f"{name}: {value}" for name, value in marks.items()],
    }


def _marks(segments: tuple[Segment, ...], provenance: Provenance) -> dict[str, str]:
    """Return the provenance embedded in the files."""
    head = next((segment for segment in segments if segment.kind == MASTHEAD), None)
    details = head.details if head else {}
    return {
        "PolicyTitle": details.get("政策名称", ""),
        "DocumentNumber": details.get("发文字号", ""),
        "SourceSHA256": provenance.source_sha256,
        "InterpretationDigest": provenance.interpretation_digest,
        "BriefDigest": provenance.brief_digest,
        "Generator": f"{provenance.generator}/{provenance.generator_version}",
        "Theme": f"{provenance.theme}/{provenance.theme_digest[:16]}",
        **metadata_of(label_of(segments, provenance)),
    }
