"""实质性解读: how much of a product only repeats its source, and what would make it explain more."""

from typing import Literal

from generators.model import Difference, Element, Interpretation, Segment, Value
from studio.checking.arithmetic import sums_in
from studio.checking.copying import TOO_MUCH, copied_share
from studio.checking.findings import CheckContext

Help = Literal["example", "reason", "difference", "how_to"]


class Substance(Value):
    """``copied`` is the share (0–1) of the content that stands word for word in the source, of ``characters`` in all.

    ``helps`` are the means of explaining that the product does not use yet and that the policy allows.
    """

    copied: float
    characters: int
    too_much: bool
    helps: tuple[Help, ...]


def substance_of(interpretation: Interpretation, segments: tuple[Segment, ...]) -> Substance:
    """Measure a product's segments against the source."""
    share, total = copied_share(CheckContext(interpretation=interpretation, segments=segments))
    content = [segment for segment in segments if not segment.furniture]
    told = {segment.element for segment in content}
    said = "\n".join(text for segment in content for text in segment.statements())
    has_amounts = any(fact.kind == "money" for fact in interpretation.facts)
    helps: list[Help] = []
    if has_amounts and not sums_in(said) and "例如" not in said and "举例" not in said:
        helps.append("example")
    if not any(segment.supplements for segment in content if segment.element in (Element.BACKGROUND, Element.RATIONALE)):
        helps.append("reason")
    if interpretation.differences and Element.CHANGES not in told and _matters(interpretation.differences):
        helps.append("difference")
    if any(point.element is Element.PROCEDURE for point in interpretation.live_key_points()) and Element.PROCEDURE not in told:
        helps.append("how_to")
    return Substance(copied=round(share, 3), characters=total, too_much=share > TOO_MUCH, helps=tuple(helps))


def _matters(differences: tuple[Difference, ...]) -> bool:
    return any(item.kind in ("added", "removed", "changed") for item in differences)
