"""What a product looks like while it is being arranged: small, quick, and with the place of each segment in it.

A generator may offer ``preview``; one that does not shows the first of its files that can be looked at.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, Protocol, runtime_checkable

from generators import registry
from generators.model import Brief, Interpretation, Provenance, Segment
from generators.registry import Materials, no_progress
from styles.themes import Theme

Box = tuple[float, float, float, float]
"""Left, top, right and bottom of a part of a picture, as shares (0–1) of its width and height."""

NOTHING: Mapping = MappingProxyType({})


class Preview(NamedTuple):
    """A product as it would look now.

    ``media_type`` is image/jpeg, image/png or text/html; empty when there is nothing to look at. ``boxes`` says where in a
    picture each segment stands, ``anchors`` which element of a page holds it, both by segment id; a segment may be in neither.
    """

    media_type: str
    data: bytes
    boxes: Mapping[str, Box] = NOTHING
    anchors: Mapping[str, str] = NOTHING


@runtime_checkable
class Previews(Protocol):
    """What a generator offers that can show itself quickly."""

    def preview(
        self, segments: tuple[Segment, ...], theme: Theme, brief: Brief, provenance: Provenance, materials: Materials, at: str
    ) -> Preview:
        """Return the product, or the part of it that holds the segment with the id ``at`` (empty: its beginning)."""
        ...


def preview(
    name: str, segments: tuple[Segment, ...], interpretation: Interpretation, brief: Brief, theme: Theme, materials: Materials = NOTHING, at: str = ""
) -> Preview:
    """Return what the product called ``name`` looks like with these composed segments.

    Raises:
        generators.errors.CannotMake: a segment does not fit or cannot be set.
    """
    generator = registry.get(name)
    provenance = Provenance(
        source_sha256=interpretation.document.source.sha256,
        interpretation_digest=interpretation.digest(),
        brief_digest=brief.digest(),
        generator=generator.name,
        generator_version=generator.version,
        theme=theme.name,
        theme_digest=theme.digest(),
    )
    if isinstance(generator, Previews):
        return generator.preview(segments, theme, brief, provenance, materials, at)
    for file in generator.render(segments, theme, brief, provenance, no_progress, materials):
        if file.media_type.split(";")[0] in ("text/html", "image/png", "image/jpeg"):
            return Preview(file.media_type.split(";")[0], file.data)
    return Preview("", b"")
