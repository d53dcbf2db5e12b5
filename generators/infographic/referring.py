"""How the clauses under the cards are written: a long name once in full, then short."""

import re

from generators.infographic.patterns import gathered
from generators.masthead import SHORT_NAMES
from generators.model import Segment

LONG = 9
"""Characters of a document's name from which it is not repeated in full."""


def brief_bases(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Return the segments with their bases shortened: 《…行动计划（2021-2023年）》一、（二） → 《行动计划》一、（二） after the first.

    Two documents that would be called alike keep their names. Clauses below one article name it once.
    """
    names = [name for segment in segments for name in dict.fromkeys(re.findall(r"《[^《》]*(?:〈[^〉]*〉[^《》]*)*》", segment.basis))]
    short = {name: _kind_of(name) for name in names if names.count(name) > 1 and len(name) > LONG and _kind_of(name)}
    short = {name: kind for name, kind in short.items() if list(short.values()).count(kind) == 1 and kind not in names}
    seen: set[str] = set()
    found = []
    for segment in segments:
        basis = segment.basis
        for name, kind in short.items():
            if name in basis:
                basis = basis.replace(name, kind) if name in seen else basis
                seen.add(name)
        basis = _together(basis)
        found.append(segment.replace(basis=basis) if basis != segment.basis else segment)
    return tuple(found)


def _together(basis: str) -> str:
    """Say the article (or table) several clauses of a basis share once."""
    more = basis.endswith("等")
    pieces = basis.removesuffix("等").split("；" if "；" in basis else "、")
    if len(pieces) < 2 or not all(re.fullmatch(r".+(?:[款项目]|第\d+[段行])", piece) for piece in pieces):
        return basis
    return gathered(pieces) + ("等" if more else "")


def _kind_of(name: str) -> str:
    """Return what a document is called once it is known: 《安徽省工业互联网创新发展行动计划（2021-2023年）》 → 《行动计划》."""
    bare = re.sub(r"[（(][^（()）]*[）)]|[《》]", "", name)
    kind = next((kind for kind in SHORT_NAMES if bare.endswith(kind)), "")
    return f"《{kind}》" if kind else ""
