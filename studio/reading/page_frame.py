"""The frame of a document's text: by its edges indents are measured and lines joined to paragraphs."""

import statistics
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from studio.reading.blocks import Block
from studio.reading.printed import Item, Printed
from studio.reading.wrapping import ENDS_SENTENCE, SPACED_NUMBER, Line, paragraphs_of

OTHER_SIZE = 1.13
"""A line this much larger or smaller than the one before is set apart from it (a title above its text)."""
OTHER_SIZE_RECOGNISED = 1.3
"""The same where sizes are measured from the width of recognised lines."""
SIGNED = 6.0
"""A line set in by more characters than this stands alone: a signature, a date."""
GRAIN_RECOGNISED = 4
"""Points within which left edges of recognised lines count as one; printed ones are exact to a point."""
LEAST_LINES = 6


@dataclass(frozen=True, slots=True)
class Frame:
    """The edges of the text and the size of its characters, by which indents are measured.

    ``flush`` says that paragraphs go on at the left edge, so that a line set in begins a new one.
    """

    left: float
    right: float
    size: float
    flush: bool = False
    tolerance: float = OTHER_SIZE

    @classmethod
    def around(cls, lines: list[Printed], *, recognised: bool = False) -> "Frame":
        """Return the frame that the longer lines make: most begin at its left edge, first lines stand further in."""
        long = [line for line in lines if len(line.text) > 12] or lines
        grain = GRAIN_RECOGNISED if recognised else 1
        positions: dict[int, list[float]] = {}
        for line in long:
            positions.setdefault(round(line.left / grain), []).append(line.left)
        most = max(map(len, positions.values()))
        left = statistics.median(positions[min(at for at, lefts in positions.items() if len(lefts) >= most * 0.3)])
        right = sorted(line.right for line in long)[int(len(long) * 0.9)]
        size = statistics.median(line.size for line in long)
        frame = cls(left, right, size, tolerance=OTHER_SIZE_RECOGNISED if recognised else OTHER_SIZE)
        return replace(frame, flush=frame._is_flush(lines))

    @property
    def width(self) -> float:
        """Return the width of the text in points."""
        return self.right - self.left

    def _is_flush(self, lines: list[Printed]) -> bool:
        flush = block = 0
        for before, line in zip(lines, lines[1:], strict=False):
            if before.right > self.right - 1.5 * self.size and before.text[-1] not in ENDS_SENTENCE:
                flush += line.left < self.left + 0.6 * self.size
                block += abs(line.left - before.left) < 0.4 * self.size and line.left > self.left + 1.4 * self.size
        return flush > 2 * block

    def blocks(self, lines: list[Printed]) -> list[Block]:
        """Return lines as paragraphs; each line by itself when the text is too narrow to tell where lines are full."""
        blocks: list[Block] = []
        if self.width < self.size * 12:
            return [Block(text=SPACED_NUMBER.sub("", line.text), page=line.page, doubt=line.doubt) for line in lines]
        for group in _of_one_size(lines, self.tolerance):
            laid = [self._line(line) for line in group]
            blocks += [
                Block(text=each.text, page=each.page, centred=each.centred, doubt=each.doubt)
                for each in paragraphs_of(laid, self.width / self.size)
            ]
        return blocks

    def _line(self, line: Printed) -> Line:
        middle = (line.left + line.right) / 2
        off = abs(middle - (self.left + self.right) / 2)
        inset = (2.6 if line.size < self.size * OTHER_SIZE else 0.8) * self.size
        centred = off < self.size and line.left > self.left + inset and line.right < self.right - inset
        indent = max(0.0, (line.left - self.left) / self.size)
        # A centred line or a signature does not begin a paragraph that the next line continues, so it has no reach.
        reach = 0.0 if centred or indent > SIGNED else (line.right - self.left) / self.size
        begins = self.flush and 1.4 <= indent <= SIGNED
        return Line(line.text, indent, reach, line.page, centred, line.doubt, begins)


def _of_one_size(lines: list[Printed], tolerance: float) -> Iterator[list[Printed]]:
    group: list[Printed] = []
    for line in lines:
        if group and not 1 / tolerance < line.size / group[-1].size < tolerance:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def aligned(items: list[Item], pages: Collection[int]) -> list[Item]:
    """Return the items with the lines of the given pages laid over one another: each scan lies and is sized otherwise."""
    by_page: dict[int, list[Printed]] = {page: [] for page in pages}
    for item in items:
        if isinstance(item, Printed) and item.page in by_page:
            by_page[item.page].append(item)
    frames = {
        page: Frame.around(lines, recognised=True)
        for page, lines in by_page.items()
        if sum(len(line.text) > 12 for line in lines) >= LEAST_LINES
    }
    if not frames:
        return items
    usual = sorted(frames.values(), key=lambda frame: frame.width)[len(frames) // 2]
    moved = {page: frame for page, frame in frames.items() if 0.75 < frame.width / usual.width < 1.33}
    return [
        _moved(item, moved[item.page], usual) if isinstance(item, Printed) and item.page in moved else item
        for item in items
    ]


def _moved(line: Printed, frame: Frame, usual: Frame) -> Printed:
    scale = usual.width / frame.width
    left, right = (usual.left + (edge - frame.left) * scale for edge in (line.left, line.right))
    return replace(line, left=left, right=right, size=line.size * scale)
