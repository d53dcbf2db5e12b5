"""Tables found by their ruling lines, in points of the page whether a PDF draws them or a scan shows them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from studio.reading.printed import Tabled

SNAP = 3.0
COVERS = 0.7
MOST_LINES = 250


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line: horizontal at height ``at`` or vertical at ``at`` from the left, running ``start`` to ``end``."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(slots=True)
class Box:
    """A cell of a ruled table: its first row and column, how many it spans, and its edges in points (y upwards)."""

    row: int
    column: int
    rows: int
    columns: int
    left: float
    right: float
    bottom: float
    top: float
    content: list = field(default_factory=list)


@dataclass(slots=True)
class RuledTable:
    """A table of a page: its cells and its edges in points."""

    boxes: list[Box]
    columns: tuple[float, ...]
    left: float
    right: float
    bottom: float
    top: float

    def box_at(self, x: float, y: float) -> Box | None:
        """Return the cell a point lies in; None outside the table."""
        if not (self.left - 1 <= x <= self.right + 1 and self.bottom - 1 <= y <= self.top + 1):
            return None
        inside = [
            box for box in self.boxes if box.left - 1 <= x <= box.right + 1 and box.bottom - 1 <= y <= box.top + 1
        ]
        return min(
            inside, key=lambda box: abs(box.left + box.right - 2 * x) + abs(box.bottom + box.top - 2 * y), default=None
        )

    def drawn(self, text_of: Callable[[Box], str], page: int, doubt: str = "") -> Tabled:
        """Return the table as read, the text of each cell by ``text_of``; rows without any text are dropped.

        A cell merged downwards is repeated in each row it covers, one merged to the right stands once (as in grid.py).
        """
        height, width = max(box.row + box.rows for box in self.boxes), len(self.columns) - 1
        texts = [[""] * width for _ in range(height)]
        covered: list[set[int]] = [set() for _ in range(height)]
        spans = [[1] * width for _ in range(height)]
        for box in self.boxes:
            text = text_of(box)
            for row in range(box.row, box.row + box.rows):
                texts[row][box.column] = text
                covered[row].update(range(box.column + 1, box.column + box.columns))
                spans[row][box.column] = box.rows
        kept = [row for row in range(height) if any(texts[row])]
        return Tabled(
            rows=tuple(tuple(texts[row]) for row in kept),
            merged=tuple(frozenset(covered[row]) for row in kept),
            spans=tuple(tuple(spans[row]) for row in kept),
            edges=self.columns,
            page=page,
            doubt=doubt,
        )

    @property
    def filled(self) -> int:
        """Return how many cells hold something."""
        return sum(bool(box.content) for box in self.boxes)


def tables_of(rulings: list[Ruling]) -> list[RuledTable]:
    """Return the tables that ruling lines make, from the top of the page down. A single box is none."""
    lines = _merged(rulings)
    tables = [table for group in _connected(lines) if (table := _table(group)) is not None]
    return sorted(tables, key=lambda table: -table.top)


def _merged(rulings: list[Ruling]) -> list[Ruling]:
    """Join pieces of one line and drop what is too short to be one."""
    found: list[Ruling] = []
    for horizontal in (True, False):
        ordered = sorted((line for line in rulings if line.horizontal is horizontal), key=lambda line: line.at)
        levels: list[list[Ruling]] = []
        for line in ordered:
            if levels and line.at - levels[-1][-1].at <= SNAP:
                levels[-1].append(line)
            else:
                levels.append([line])
        for level in levels:
            at = sum(line.at for line in level) / len(level)
            start = end = None
            for line in sorted(level, key=lambda line: line.start):
                if end is not None and line.start <= end + SNAP:
                    end = max(end, line.end)
                    continue
                if end is not None:
                    found.append(Ruling(horizontal, at, start, end))
                start, end = line.start, line.end
            found.append(Ruling(horizontal, at, start, end))
    return [line for line in found if line.end - line.start >= 2 * SNAP]


def _connected(lines: list[Ruling]) -> list[list[Ruling]]:
    """Return groups of lines that touch one another, without those too many for a table."""
    across = [line for line in lines if line.horizontal]
    down = [line for line in lines if not line.horizontal]
    if len(across) > MOST_LINES or len(down) > MOST_LINES:
        return []
    parent = {id(line): line for line in lines}

    def root(line: Ruling) -> Ruling:
        while parent[id(line)] is not line:
            parent[id(line)] = parent[id(parent[id(line)])]
            line = parent[id(line)]
        return line

    for one in across:
        for other in down:
            if one.start - SNAP <= other.at <= one.end + SNAP and other.start - SNAP <= one.at <= other.end + SNAP:
                parent[id(root(one))] = root(other)
    groups: dict[int, list[Ruling]] = {}
    for line in lines:
        groups.setdefault(id(root(line)), []).append(line)
    return list(groups.values())


def _table(lines: list[Ruling]) -> RuledTable | None:
    across = [line for line in lines if line.horizontal]
    down = [line for line in lines if not line.horizontal]
    if len(across) < 2 or not down:
        return None
    # Tables open at the sides: the horizontal lines say where they end.
    left, right = min(line.start for line in across), max(line.end for line in across)
    low, high = min(line.at for line in across), max(line.at for line in across)
    if all(line.at > left + SNAP for line in down):
        down = [Ruling(False, left, low, high), *down]
    if all(line.at < right - SNAP for line in down):
        down = [*down, Ruling(False, right, low, high)]
    across, down = _anchored(across, down, right - left), _anchored(down, across, high - low)
    xs, ys = _positions(down), _positions(across)[::-1]
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) < 2:
        return None
    boxes = _boxes(xs, ys, across, down)
    if len(boxes) < 2:
        return None
    return RuledTable(boxes, tuple(xs), xs[0], xs[-1], ys[-1], ys[0])


def _anchored(lines: list[Ruling], crossing: list[Ruling], extent: float) -> list[Ruling]:
    """Return the lines that end on a crossing one at both ends, or run along most of the table: others part no cells."""

    def rests(line: Ruling, end: float) -> bool:
        return any(
            abs(other.at - end) <= 2 * SNAP and other.start - SNAP <= line.at <= other.end + SNAP for other in crossing
        )

    return [
        line
        for line in lines
        if line.end - line.start > extent / 2 or rests(line, line.start) and rests(line, line.end)
    ]


def _positions(lines: list[Ruling]) -> list[float]:
    found: list[float] = []
    for at in sorted(line.at for line in lines):
        if not found or at - found[-1] > SNAP:
            found.append(at)
    return found


def _covered(lines: list[Ruling], start: float, end: float) -> bool:
    length = sum(max(0.0, min(end, line.end) - max(start, line.start)) for line in lines)
    return length >= COVERS * (end - start)


def _boxes(xs: list[float], ys: list[float], across: list[Ruling], down: list[Ruling]) -> list[Box]:
    """Return the cells: neighbours not parted by a line are one, as far as they make a rectangle."""
    rows, columns = len(ys) - 1, len(xs) - 1
    walls = [[line for line in down if abs(line.at - x) <= SNAP] for x in xs[1:]]
    floors = [[line for line in across if abs(line.at - y) <= SNAP] for y in ys[1:]]
    wall = [[_covered(walls[c], ys[r + 1], ys[r]) for c in range(columns)] for r in range(rows)]
    floor = [[_covered(floors[r], xs[c], xs[c + 1]) for c in range(columns)] for r in range(rows)]
    taken: set[tuple[int, int]] = set()
    boxes: list[Box] = []
    for r in range(rows):
        for c in range(columns):
            if (r, c) in taken:
                continue
            wide = 1
            while c + wide < columns and not wall[r][c + wide - 1] and (r, c + wide) not in taken:
                wide += 1
            tall = 1
            while r + tall < rows and _open_below(floor[r + tall - 1], wall[r + tall], c, wide, columns):
                tall += 1
            taken.update((r + i, c + j) for i in range(tall) for j in range(wide))
            boxes.append(Box(r, c, tall, wide, xs[c], xs[c + wide], ys[r + tall], ys[r]))
    return boxes


def _open_below(floor: list[bool], wall: list[bool], column: int, wide: int, columns: int) -> bool:
    """Tell whether the cell goes on in the row below: no line under it, none inside it there, one at its right."""
    last = column + wide - 1
    inside = not any(floor[column : last + 1]) and not any(wall[column:last])
    return inside and (last == columns - 1 or wall[last])
