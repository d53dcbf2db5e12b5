"""PDFs that lost the marks their lines end with: a comma that hangs over the edge of the text is at times not written into the file."""

import statistics
from collections.abc import Iterable

from studio.reading.printed import Item, Printed

LOST = "line_ends_lost"
MESSAGE = "PDF 可能丢失行末标点，请对照原件核对，有 Word 原稿的请上传 Word 原稿。"
"""The code of the warning and its words."""

_MARKS = frozenset("，。、；：！？")
_SHORTEST = 16
"""Characters from which a line can be one that fills the width."""
_FULL, _HANGS = 1.2, 0.3
"""How far a line may stop before the edge and still be full, and beyond it where its mark hangs over; in characters."""
_EXPECTED = 10
"""So many full lines would end in a mark, were marks as frequent at line ends as inside; fewer show nothing."""
_HARDLY_ANY = 0.2
_DROPS_HANGING = ("LibreOffice", "OpenOffice")
"""Programs known to leave out some of the marks that hang over the edge; the others stand there as often as inside a line."""
_EXPECTED_HANGING, _FEW, _DOES_HANG = 12, 0.55, 3


def line_ends_lost(items: Iterable[Item], producer: str = "") -> bool:
    """Tell whether marks are missing at the ends of printed lines; ``producer`` is the program that wrote the PDF.

    Loss shows in numbers only: hardly any full line ends in a mark, or, in a file of a program that hangs marks over the edge and
    is known to drop them, far fewer hang there than should. A file that lost a few is not told from one that is whole.
    """
    lines = [item for item in items if isinstance(item, Printed) and len(item.text) >= _SHORTEST]
    within = [round(line.right) for line in lines if line.text[-1] not in _MARKS]
    if not within:
        return False
    edge = statistics.mode(within)
    full = [line for line in lines if line.right >= edge - _FULL * line.size]
    ending = [line for line in full if line.text[-1] in _MARKS]
    inside = sum(sign in _MARKS for line in full for sign in line.text[1:-1])
    expected = inside / max(1, sum(len(line.text) - 2 for line in full)) * len(full)
    if expected >= _EXPECTED and len(ending) <= expected * _HARDLY_ANY:
        return True
    hanging = sum(line.right > edge + _HANGS * line.size for line in ending)
    drops = producer.startswith(_DROPS_HANGING) and expected >= _EXPECTED_HANGING
    return drops and _DOES_HANG <= hanging < expected * _FEW
