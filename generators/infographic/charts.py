"""Charts drawn by matplotlib from amounts the clauses give: axis from zero, every value labelled, text as outlines.

The same values give the same SVG on every machine: static fonts by path, no date.
"""

import io
import re
import sys
import warnings
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from styles import fonts
from styles.themes import Roles

if TYPE_CHECKING:
    from matplotlib.path import Path

WIDTH, ROW, TALL = 888, 64, 340
"""Points: the width of a chart in a card, the height of one bar with its gap, the height of a line or a ring."""

SHORTEST = 150
"""Points the longest bar needs at least, or the differences cannot be seen."""


class ChartGlyphMissing(ValueError):
    """A label has a character the chart's font cannot draw."""


def ready() -> bool:
    """Tell whether matplotlib has been read by now, so that a chart takes no time worth mentioning."""
    return "matplotlib.backends.backend_svg" in sys.modules


def kind_of(values: list[tuple[str, float]], unit: str) -> str:
    """Return how labelled amounts are best drawn: ``donut`` (shares of a whole), ``line`` (years), ``bars``; empty for no chart.

    Fewer than three amounts, a negative one, or words that leave no room for the drawing make no chart.
    """
    if len(values) < 3 or any(value < 0 for _, value in values) or max(value for _, value in values) <= 0:
        return ""
    if unit in ("%", "％") and len(values) <= 6 and abs(sum(value for _, value in values) - 100) < 0.01:
        return "donut"
    years = [re.fullmatch(r"(20\d\d)年(?:底|末)?", label) for label, _ in values]
    if all(years) and len(values) <= 8 and _rising([int(year[1]) for year in years if year]):
        return "line" if max(_ems(_written(value, unit)) for _, value in values) * 25 <= WIDTH / len(values) else ""
    return "bars" if _room(values, unit) >= SHORTEST else ""


def drawn(values: list[tuple[str, float]], unit: str, roles: Roles) -> bytes:
    """Return the amounts as SVG, drawn as ``kind_of`` says.

    Raises:
        ValueError: they make no chart.
        ChartGlyphMissing: a label cannot be drawn.
    """
    kind = kind_of(values, unit)
    if not kind:
        raise ValueError("these amounts make no chart")
    return {"bars": bars, "line": line, "donut": donut}[kind](values, unit, roles)


@lru_cache(maxsize=64)
def kept(values: tuple[tuple[str, float], ...], unit: str, roles: Roles) -> bytes:
    """Return what ``drawn`` returns, kept from the last time, since few edits touch the amounts of a chart."""
    return drawn(list(values), unit, roles)


def blank(values: list[tuple[str, float]], unit: str) -> bytes:
    """Return an empty SVG of the size the chart will have, to lay a page out with before the chart is drawn."""
    height = ROW * len(values) + 20 if kind_of(values, unit) == "bars" else TALL
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}pt" height="{height}pt" viewBox="0 0 {WIDTH} {height}"/>'.encode()


def bars(values: list[tuple[str, float]], unit: str, roles: Roles) -> bytes:
    """Return horizontal bars, one a labelled value, as SVG; the axis begins at zero and each bar bears its value.

    Raises:
        ValueError: fewer than two values, or a negative one (a bar from zero would mislead).
        ChartGlyphMissing: a label cannot be drawn.
    """
    if len(values) < 2 or any(value < 0 for _, value in values):
        raise ValueError("a bar chart needs at least two values, none negative")
    tall = ROW * len(values) + 20
    sheet = _Sheet(tall)
    longest, room = _labels(values), _room(values, unit)
    top = max(value for _, value in values) or 1
    for index, (label, value) in enumerate(values):
        middle = 10 + ROW * (index + 0.5)
        end = longest + room * value / top
        sheet.word(longest - 22, middle, label, roles.ink, 27, ha="right")
        sheet.area(_box(longest, middle - 18, WIDTH, middle + 18), roles.surface_soft)
        sheet.area(_box(longest, middle - 18, end, middle + 18), _mixed(roles.brand, roles.brand_bright, value / top))
        sheet.word(end + 14, middle, _written(value, unit), roles.brand, 28, bold=True)
    sheet.line([(longest, 4), (longest, tall - 4)], roles.line, 2)
    return sheet.svg()


def line(values: list[tuple[str, float]], unit: str, roles: Roles) -> bytes:
    """Return a line over years as SVG: the axis begins at zero, the years stand at their distance, each point bears its value."""
    from matplotlib.path import Path

    sheet = _Sheet(TALL)
    years = [int(label[:4]) for label, _ in values]
    top = max(value for _, value in values)
    aside, floor = WIDTH / len(values) / 2, TALL - 62
    x = [aside + (year - years[0]) / (years[-1] - years[0]) * (WIDTH - 2 * aside) for year in years]
    points = [(left, floor - value / top * (TALL - 140)) for left, (_, value) in zip(x, values, strict=True)]
    for level in (0, 0.5, 1):
        height = floor - level * (TALL - 140)
        sheet.line([(0, height), (WIDTH, height)], roles.line, 2 if level == 0 else 1)
    sheet.area([(x[0], floor), *points, (x[-1], floor)], roles.brand_bright, alpha=0.16)
    sheet.line(points, roles.brand, 5)
    for (label, value), (left, height) in zip(values, points, strict=True):
        sheet.path(Path.circle((left, height), 7.5), fill=roles.surface, edge=roles.brand, width=5)
        sheet.word(left, height - 36, _written(value, unit), roles.brand, 25, ha="center", bold=True)
        sheet.word(left, TALL - 30, label, roles.ink, 25, ha="center")
    return sheet.svg()


def donut(values: list[tuple[str, float]], unit: str, roles: Roles) -> bytes:
    """Return shares of a whole as a ring with a legend beside it as SVG; every share bears its value."""
    from matplotlib.path import Path

    sheet = _Sheet(TALL)
    whole, start = sum(value for _, value in values), -90.0
    radius, middle = TALL / 2 - 14, TALL / 2
    for index, (label, value) in enumerate(values):
        colour = roles.series[index] if index < len(roles.series) else roles.brand_deep
        end = start + 360 * value / whole
        sheet.path(_ring((radius + 30, middle), radius, radius * 0.58, start, end), fill=colour, edge=roles.surface, width=5)
        start = end
        height = middle + (index - (len(values) - 1) / 2) * 52
        sheet.path(Path.circle((radius * 2 + 110, height), 12), fill=colour)
        sheet.word(radius * 2 + 142, height, label, roles.ink, 27)
        sheet.word(WIDTH - 24, height, _written(value, unit), colour, 30, ha="right", bold=True)
    return sheet.svg()


def _rising(years: list[int]) -> bool:
    return all(before < after for before, after in zip(years, years[1:], strict=False))


def _labels(values: list[tuple[str, float]]) -> float:
    """Return the points the labels beside the bars take."""
    return max(_ems(label) for label, _ in values) * 27 + 24


def _room(values: list[tuple[str, float]], unit: str) -> float:
    """Return the points left for the longest bar between the labels and its value."""
    return WIDTH - _labels(values) - 34 - 29 * max(_ems(_written(value, unit)) for _, value in values)


def _written(value: float, unit: str) -> str:
    frame, _, last = unit.rpartition("，")
    return f"{frame}{value:g}{last}" if value < 1e6 else f"{frame}{value:,.0f}{last}"


def _ems(text: str) -> float:
    return sum(0.58 if character < "\u0300" else 1 for character in text)


def _mixed(strong: str, pale: str, share: float) -> str:
    """Return a tint between the two colours, the strong one for the largest value."""
    keep = 0.35 + 0.65 * share
    parts = [round(int(strong[i : i + 2], 16) * keep + int(pale[i : i + 2], 16) * (1 - keep)) for i in (1, 3, 5)]
    return "#" + "".join(f"{part:02x}" for part in parts)


@cache
def _font(path):
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=str(path))


def _box(left: float, top: float, right: float, bottom: float) -> list[tuple[float, float]]:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _ring(middle: tuple[float, float], outer: float, inner: float, start: float, end: float) -> "Path":
    """Return the part of a ring between two angles (degrees)."""
    import numpy
    from matplotlib.path import Path

    arc = Path.arc(start, end)
    edge = numpy.concatenate([arc.vertices * outer, arc.vertices[::-1] * inner, arc.vertices[:1] * outer]) + middle
    codes = [*arc.codes, Path.LINETO, *arc.codes[:0:-1], Path.CLOSEPOLY]
    return Path(edge, codes)


class _Sheet:
    """A bare sheet in points with its origin at the top left, drawn on by matplotlib's renderer of SVG.

    A figure with axes would draw the same, but what it needs of matplotlib takes a tenth of a second more to read.
    """

    def __init__(self, tall: float) -> None:
        from matplotlib.backends.backend_svg import RendererSVG
        from matplotlib.transforms import Affine2D

        self._made = io.StringIO()
        self._renderer = RendererSVG(WIDTH, tall, self._made, metadata={"Date": None, "Creator": None})
        self._down = Affine2D().scale(1, -1).translate(0, tall)

    def path(self, path: "Path", *, fill: str = "", edge: str = "", width: float = 0, alpha: float = 1, cap: str = "butt") -> None:
        """Draw a path in the colours given (#rrggbb), its edge ``width`` points wide."""
        from matplotlib.colors import to_rgba

        pen = self._renderer.new_gc()
        pen.set_foreground(edge or fill)
        pen.set_linewidth(width)
        pen.set_capstyle(cap)
        pen.set_joinstyle("round" if cap == "round" else "miter")
        self._renderer.draw_path(pen, path, self._down, to_rgba(fill, alpha) if fill else None)
        pen.restore()

    def area(self, points: list[tuple[float, float]], fill: str, *, alpha: float = 1) -> None:
        """Fill what lies between the points."""
        from matplotlib.path import Path

        self.path(Path([*points, points[0]], closed=True), fill=fill, alpha=alpha)

    def line(self, points: list[tuple[float, float]], colour: str, width: float) -> None:
        """Draw a line with round ends through the points."""
        from matplotlib.path import Path

        self.path(Path(points), edge=colour, width=width, cap="round")

    def word(self, x: float, y: float, text: str, colour: str, size: float, *, ha: str = "left", bold: bool = False) -> None:
        """Set one label, the middle of its Chinese characters at the height ``y``.

        Raises:
            ChartGlyphMissing: the font lacks a character.
        """
        from matplotlib.path import Path
        from matplotlib.textpath import text_to_path
        from matplotlib.transforms import Affine2D

        font = _font(fonts.sans_bold() if bold else fonts.sans_regular())
        with warnings.catch_warnings():
            warnings.filterwarnings("error", message=r"Glyph \d+")
            try:
                outlines, codes = text_to_path.get_text_path(font, text, language="zh-Hans")
                wide, _, _ = text_to_path.get_text_width_height_descent(text, font, False)
            except UserWarning as error:
                raise ChartGlyphMissing(str(error)) from error
        scale = size / text_to_path.FONT_SCALE
        left = x - wide * {"left": 0, "center": 0.5, "right": 1}[ha] * size / font.get_size_in_points()
        placed = Affine2D().scale(scale, -scale).translate(left, y + 0.38 * size)
        self.path(Path(outlines, codes).transformed(placed), fill=colour)

    def svg(self) -> bytes:
        """Return what was drawn."""
        self._renderer.finalize()
        return self._made.getvalue().encode()
