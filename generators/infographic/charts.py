"""Charts drawn by matplotlib from amounts the clauses give: axis from zero, every value labelled, text as outlines.

The same values give the same SVG on every machine: static fonts by path, a fixed salt for ids, no date.
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
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

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
    axes = _axes(tall)
    longest, room = _labels(values), _room(values, unit)
    top = max(value for _, value in values) or 1
    for index, (label, value) in enumerate(values):
        middle = 10 + ROW * (index + 0.5)
        end = longest + room * value / top
        colour = _mixed(roles.brand, roles.brand_bright, value / top)
        _word(axes, longest - 22, middle, label, roles.ink, 27, ha="right")
        axes.barh(middle, WIDTH - longest, left=longest, height=36, color=roles.surface_soft, linewidth=0)
        axes.barh(middle, end - longest, left=longest, height=36, color=colour, linewidth=0)
        _word(axes, end + 14, middle, _written(value, unit), roles.brand, 28, bold=True)
    axes.plot([longest, longest], [4, tall - 4], color=roles.line, linewidth=2, solid_capstyle="round")
    return _svg(axes.figure)


def line(values: list[tuple[str, float]], unit: str, roles: Roles) -> bytes:
    """Return a line over years as SVG: the axis begins at zero, the years stand at their distance, each point bears its value."""
    axes = _axes(TALL)
    years = [int(label[:4]) for label, _ in values]
    top = max(value for _, value in values)
    aside = WIDTH / len(values) / 2
    x = [aside + (year - years[0]) / (years[-1] - years[0]) * (WIDTH - 2 * aside) for year in years]
    y = [TALL - 62 - value / top * (TALL - 140) for _, value in values]
    for level in (0, 0.5, 1):
        height = TALL - 62 - level * (TALL - 140)
        axes.plot([0, WIDTH], [height, height], color=roles.line, linewidth=2 if level == 0 else 1)
    axes.fill_between(x, y, TALL - 62, color=roles.brand_bright, alpha=0.16, linewidth=0)
    axes.plot(x, y, color=roles.brand, linewidth=5, solid_capstyle="round", solid_joinstyle="round")
    axes.plot(x, y, "o", markersize=15, markerfacecolor=roles.surface, markeredgecolor=roles.brand, markeredgewidth=5)
    for (label, value), left, height in zip(values, x, y, strict=True):
        _word(axes, left, height - 36, _written(value, unit), roles.brand, 25, ha="center", bold=True)
        _word(axes, left, TALL - 30, label, roles.ink, 25, ha="center")
    return _svg(axes.figure)


def donut(values: list[tuple[str, float]], unit: str, roles: Roles) -> bytes:
    """Return shares of a whole as a ring with a legend beside it as SVG; every share bears its value."""
    from matplotlib.patches import Wedge

    axes = _axes(TALL)
    whole, start = sum(value for _, value in values), -90.0
    radius, middle = TALL / 2 - 14, TALL / 2
    for index, (label, value) in enumerate(values):
        colour = roles.series[index] if index < len(roles.series) else roles.brand_deep
        end = start + 360 * value / whole
        axes.add_patch(Wedge((radius + 30, middle), radius, start, end, width=radius * 0.42, facecolor=colour, edgecolor=roles.surface, linewidth=5))
        start = end
        height = middle + (index - (len(values) - 1) / 2) * 52
        axes.add_patch(Wedge((radius * 2 + 110, height), 12, 0, 360, facecolor=colour, linewidth=0))
        _word(axes, radius * 2 + 142, height, label, roles.ink, 27)
        _word(axes, WIDTH - 24, height, _written(value, unit), colour, 30, ha="right", bold=True)
    return _svg(axes.figure)


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


def _word(axes: "Axes", x: float, y: float, text: str, colour: str, size: float, *, ha: str = "left", bold: bool = False) -> None:
    """Set one label, its middle at (x, y)."""
    font = _font(fonts.sans_bold() if bold else fonts.sans_regular())
    axes.text(x, y, text, ha=ha, va="center", fontproperties=font, fontsize=size, color=colour, language="zh-Hans")


def _axes(tall: float) -> "Axes":
    """Return bare axes in points, the origin at the top left."""
    from matplotlib.figure import Figure

    axes = Figure(figsize=(WIDTH / 72, tall / 72), facecolor="none").add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(tall, 0)
    return axes


def _svg(figure: "Figure") -> bytes:
    from matplotlib import rc_context
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    FigureCanvasSVG(figure)
    made = io.BytesIO()
    with rc_context({"svg.hashsalt": "policy-studio", "svg.fonttype": "path"}), warnings.catch_warnings():
        warnings.filterwarnings("error", message=r"Glyph \d+")
        try:
            figure.savefig(made, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
        except UserWarning as error:
            raise ChartGlyphMissing(str(error)) from error
    return made.getvalue()
