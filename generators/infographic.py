"""The infographic (一图读懂): one long picture for phones, the same as a tagged PDF, and its words as plain text."""

from typing import Any

import segno

from generators import charts, icons
from generators.highlights import comparable
from generators.infographic_content import outline
from generators.infographic_layout import charted, page
from generators.infographic_sizes import other_sizes
from generators.infographic_words import description
from generators.labelling import label_of, metadata_of
from generators.masthead import MASTHEAD
from generators.model import Brief, Interpretation, Provenance, RenderedFile, Segment
from generators.picture import height_of, with_text
from generators.registry import Progress, register
from generators.typesetting import PIXELS, prepare, typeset
from styles.themes import MINIMUM_CONTRAST, Theme, contrast

WIDTH = 1080
"""Pixels of the picture's width; portals and phones scale it down."""

LONGEST = 10_000
"""Pixels beyond which phones and portals shrink or refuse a long picture (usual range 3,000–10,000)."""

ZOOMS = (1, 0.92, 0.85, 0.8)
"""Steps of the whole scale; at the last one running text is 23 pixels high."""

_FIXED_ICONS = (
    ("circle-check-big", "positive"), ("circle-check-big", "white"), ("circle-x", "negative"), ("circle-x", "white"), ("arrow-right", "on_brand"), ("arrow-right", "brand"),
    ("triangle-alert", "negative"), *((name, role) for name in ("phone", "clock", "info") for role in ("on_brand", "ink")), ("book-text", "brand"), ("check", "brand"),
)  # fmt: skip


@register
class Infographic:
    """The picture a citizen reads on a phone.

    ``Brief.options``: ``extent`` = ``full`` shows every statement, not each block's usual number; ``sizes`` adds other
    sizes (names of ``infographic_sizes.PAPERS``, comma-separated).
    """

    name = "infographic"
    label = "一图读懂"
    version = "1"

    def outline(self, interpretation: Interpretation, brief: Brief) -> tuple[Segment, ...]:
        """Return the picture's segments: masthead, the blocks' cards, sources, colophon."""
        return outline(interpretation, brief)

    def render(
        self, segments: tuple[Segment, ...], theme: Theme, brief: Brief, provenance: Provenance, progress: Progress
    ) -> tuple[RenderedFile, ...]:
        """Return ``infographic.png``, ``infographic.pdf`` and ``infographic.txt`` (long description).

        Raises:
            generators.typesetting.CannotTypeset: a segment does not fit, or has a character no font can draw.
        """
        progress(0.05, "编排版面")
        label = label_of(segments, provenance)
        words = description(segments, brief, label)
        data = page(segments, brief) | _particulars(segments, brief, words, provenance) | {
            "label": self.label, "ai": label.text if label else "", "bright": bright(theme), "panel": panel_end(theme),
        }  # fmt: skip
        files = _pictures(segments, theme, brief)
        progress(0.3, "绘制长图")
        characters = sum(len(text) for segment in segments for text in segment.statements())
        data |= {"zoom": self._zoom(data, theme, files, characters)}
        png = typeset("infographic", data, theme=theme, files=files, output="png")[0]
        progress(0.7, "生成 PDF")
        pdf = typeset("infographic", data, theme=theme, files=files, output="pdf", pdf_standard="ua-1")[0]
        marks = _marks(segments, provenance) | {"Title": data["title"], "Description": words}
        progress(0.8, "排其他版式")
        others = other_sizes(brief, data, theme, files, marks)
        progress(1.0, "完成")
        return (
            RenderedFile(filename="infographic.png", media_type="image/png", data=with_text(png, marks)),
            RenderedFile(filename="infographic.pdf", media_type="application/pdf", data=pdf),
            RenderedFile(filename="infographic.txt", media_type="text/plain; charset=utf-8", data=words.encode()),
            *others,
        )

    def _zoom(self, data: dict[str, Any], theme: Theme, files: dict[str, bytes], characters: int) -> float:
        """Return the largest step of ZOOMS that keeps the picture within LONGEST, or the smallest.

        The search begins at a guess from the number of characters, since every step tried costs a run of typst.
        """
        index = 0 if characters < 1700 else 1 if characters < 2100 else 2
        height = self._height(data | {"zoom": ZOOMS[index]}, theme, files)
        while height > LONGEST and index < len(ZOOMS) - 1:
            index += 1
            height = self._height(data | {"zoom": ZOOMS[index]}, theme, files)
        while index > 0 and height * (ZOOMS[index - 1] / ZOOMS[index]) ** 1.5 <= LONGEST:
            larger = self._height(data | {"zoom": ZOOMS[index - 1]}, theme, files)
            if larger > LONGEST:
                break
            index, height = index - 1, larger
        return ZOOMS[index]

    def _height(self, data: dict[str, Any], theme: Theme, files: dict[str, bytes]) -> int:
        """Return the picture's height in pixels to the nearest ten, measured on a tenth of its size."""
        return height_of(typeset("infographic", data, theme=theme, files=files, output="png", ppi=PIXELS / 10)[0]) * 10


def panel_end(theme: Theme) -> str:
    """Return the lighter end of the ground numbers stand on: between brand_deep and brand, nearer the deep one."""
    deep, brand = theme.roles.brand_deep, theme.roles.brand
    parts = [round(0.6 * int(deep[i : i + 2], 16) + 0.4 * int(brand[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{part:02x}" for part in parts)


def bright(theme: Theme) -> str:
    """Return the colour of numbers on that ground: the accent where it is readable there, else on_brand."""
    accent = theme.roles.accent
    readable = all(
        contrast(accent, ground) >= MINIMUM_CONTRAST for ground in (panel_end(theme), theme.roles.brand_deep)
    )
    return accent if readable else theme.roles.on_brand


def _pictures(segments: tuple[Segment, ...], theme: Theme, brief: Brief) -> dict[str, bytes]:
    """Return every picture the template may ask for: icons in the colours used, charts, the code of the source's address."""
    wanted = set(_FIXED_ICONS)
    for segment in segments:
        if segment.icon:
            wanted |= {(segment.icon, "brand"), (segment.icon, "on_brand"), (segment.icon, "ink")}
    colours = theme.roles.model_dump() | {"white": "#ffffff"}
    files = {
        f"icon-{name}-{role}.svg": icons.svg(name if icons.exists(name) else icons.DEFAULT, colours[role])
        for name, role in wanted
    }
    for segment in segments:
        if charted(segment):
            values, unit = comparable(segment.table)
            files[f"chart-{segment.id}.svg"] = charts.bars(values, unit, theme)
    if brief.source_url:
        files["code.svg"] = _code(brief.source_url)
    return files


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
