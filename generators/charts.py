"""Charts drawn by matplotlib from amounts the clauses give: axis from zero, every bar labelled, text as outlines.

The same values give the same SVG on every machine: static fonts by path, a fixed salt for ids, no date.
"""

import io
import warnings
from functools import cache
from typing import TYPE_CHECKING

from styles import fonts
from styles.themes import Theme

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH, ROW = 888, 64
"""Points: the width of a chart in a card, the height of one bar with its gap."""


class ChartGlyphMissing(ValueError):
    """A label has a character the chart's font cannot draw."""


def bars(values: list[tuple[str, float]], unit: str, theme: Theme) -> bytes:
    """Return horizontal bars, one a labelled value, as SVG; the axis begins at zero and each bar bears its value.

    Raises:
        ValueError: fewer than two values, or a negative one (a bar from zero would mislead).
        ChartGlyphMissing: a label cannot be drawn.
    """
    if len(values) < 2 or any(value < 0 for _, value in values):
        raise ValueError("a bar chart needs at least two values, none negative")
    roles = theme.roles
    figure = _figure(WIDTH, ROW * len(values) + 20)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    longest = max(_ems(label) for label, _ in values) * 27 + 24
    room = WIDTH - longest - 34 - 29 * max(_ems(_written(value, unit)) for _, value in values)
    top = max(value for _, value in values) or 1
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(ROW * len(values) + 20, 0)
    regular, bold = _font(fonts.sans_regular()), _font(fonts.sans_bold())
    for index, (label, value) in enumerate(values):
        middle = 10 + ROW * (index + 0.5)
        axes.text(
            longest - 22, middle, label, ha="right", va="center", fontproperties=regular, fontsize=27, color=roles.ink
        )
        axes.barh(middle, WIDTH - longest, left=longest, height=36, color=roles.surface_soft, linewidth=0)
        axes.barh(
            middle,
            room * value / top,
            left=longest,
            height=36,
            color=_mixed(roles.brand, roles.brand_bright, value / top),
            linewidth=0,
        )
        axes.text(longest + room * value / top + 14, middle, _written(value, unit), ha="left", va="center", fontproperties=bold, fontsize=28,
                  color=roles.brand, language="zh-Hans")  # fmt: skip
    axes.plot([longest, longest], [4, ROW * len(values) + 16], color=roles.line, linewidth=2, solid_capstyle="round")
    return _svg(figure)


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


def _figure(width: float, height: float) -> "Figure":
    from matplotlib.figure import Figure

    return Figure(figsize=(width / 72, height / 72), facecolor="none")


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
