"""What Studio shows the interface of a product that is being arranged (编排): its segments with and without the person's choices."""

from collections.abc import Mapping
from dataclasses import dataclass

from generators.model import Brief, Segment


@dataclass(frozen=True)
class ArrangedSegment:
    """A segment as it is arranged: ``shown`` with the person's choices, ``outlined`` without; ``hidden`` is the reason or empty.

    ``titled`` tells whether the product shows its heading.
    """

    outlined: Segment
    shown: Segment
    hidden: str
    changed: tuple[str, ...]
    outdated: bool
    titled: bool = True

    @property
    def id(self) -> str:
        """Return the segment's id."""
        return self.outlined.id


@dataclass(frozen=True)
class Arrangement:
    """A product being arranged. ``version`` is what to pass back as ``base``; ``segments`` are in reading order, hidden ones too.

    ``blocks`` maps a group to its title where the product shows its segments group by group; empty where it does not. ``gone``
    are the ids of segments that choices refer to and that are not there.
    """

    product_id: str
    policy_id: str
    generator: str
    label: str
    title: str
    audience: str
    brief: Brief
    version: int
    segments: tuple[ArrangedSegment, ...]
    blocks: Mapping[str, str]
    gone: tuple[str, ...]

    def segment(self, segment_id: str) -> ArrangedSegment | None:
        """Return one segment, None when there is none of this id."""
        return next((item for item in self.segments if item.id == segment_id), None)
