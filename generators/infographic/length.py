"""How long a picture will be, told from what its blocks hold, so that it need not be set to find out.

Phones and sites take a picture of a certain length; a longer one is set at a smaller step of the scale, and every step tried is set anew. A
length told to within two percent lets the first setting be the last. What is added up here follows the templates: columns, sizes of type,
gaps, all in points. A change of a template that moves the lengths of the samples by more is noticed by a test.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil
from typing import Any, NamedTuple

from generators.lines import width_of
from styles.themes import Theme

Node = Mapping[str, Any]
"""A part, an item or another piece of the template's data."""

LOOSE = 1.01
"""How much wider words are than their characters together: numbers and units stay whole, so that lines end a little early."""

ART = {"": 408, "rules": 190}
"""Pixels of the drawing on a cover, by the theme's ornament."""

SPLITS = (0.42, 0.46, 0.5, 0.54, 0.58)
"""Shares of the width that the first of two columns may take."""

TAIL = 20
"""Ems of a clause that may end a line of words; a longer one stands below them."""


class Page(NamedTuple):
    """What the measures of a page depend on: how many points a pixel is, and whether it is set close."""

    points: float
    close: bool

    @property
    def inner(self) -> float:
        """Points between the margins."""
        return 960 * self.points

    @property
    def gap(self) -> float:
        """Points between two cards."""
        return 18 if self.close else 24

    @property
    def padding(self) -> float:
        """Points inside the edge of a card."""
        return 29 if self.close else 36

    @property
    def note(self) -> float:
        """Points of the type of clauses."""
        return self.least(22)

    def least(self, size: float) -> float:
        """Return a size of type that is no smaller than 22 pixels."""
        return max(size, 22 * self.points)

    def text(self, ems: float, width: float, size: float = 29) -> float:
        """Return the height of words of so many ems in a column of ``width`` points; 0 for none."""
        if not ems:
            return 0
        lines = ceil(ems * size * LOOSE / max(width, size))
        return size * (lines + (0.47 if self.close else 0.52) * (lines - 1))

    def chip(self, words: str, width: float) -> float:
        """Return the height of a clause that stands by itself; 0 for none."""
        return self.text(width_of("依据：" + words), width - 26, self.note) + 14 if words else 0


def length(data: Node, theme: Theme) -> float:
    """Return about how many pixels high the page with this data will be at its step of the scale (``zoom``).

    Args:
        data: what the template ``infographic`` gets (``product.content``, ``product.at_step``).
        theme: its ornament decides how high the cover is.
    """
    page = Page(1 / data["zoom"], data["zoom"] < 0.9)
    opening = [_part(part, page) for part in data.get("opening", ())]
    height = _stack(opening, page.gap) + (54 if opening else 0)
    for block in data["blocks"]:
        height += 124 if page.close else 140
        height += _stack((_part(part, page) for part in block["parts"]), page.gap)
    drawn = ART["rules" if theme.ornament == "rules" else ""] + (40 if data["ai"] else 0)
    return drawn + _cover(data["cover"]) + height * data["zoom"] + _foot(data)


def _foot(data: Node) -> float:
    """Return how many pixels high the closing band is: who interprets, the source, the note."""
    colophon = data["colophon"] or {}
    room = 560 if data["draft"] else 960
    lines = ceil(width_of(f"资料来源：{source}") * 26 * LOOSE / room) if (source := colophon.get("资料来源", "")) else 0
    return 154 + 38 * (("解读机构" in colophon) + lines)


def _part(part: Node, page: Page) -> float:
    """Return the height of one part of a block in points."""
    layout = part["layout"]
    if layout in _ROWS:
        return _rows(part["items"], page, _ROWS[layout])
    return _OTHERS[layout](part, page)


def _stack(heights: Iterable[float], gap: float) -> float:
    """Return the height of things one below the other; what has no height takes no gap."""
    tall = [height for height in heights if height]
    return sum(tall) + gap * max(0, len(tall) - 1)


def _cover(cover: Node) -> float:
    """Return the height of a cover without its drawing in pixels."""
    facts, lines = [width_of(value) for _, value in cover["facts"]], len(cover["lines"])
    wide, short = [width for width in facts if width > 15], sum(width <= 9 for width in facts)
    rest = len(facts) - len(wide) - short
    moved = 1 if rest % 2 and short % 3 == 1 else 0
    rows = len(wide) + ceil((rest + moved) / 2) + ceil((short - moved) / 3)
    particulars = 87 * rows + 44 * sum(int(width // 30.3) for width in wide) - 2 if rows else 0
    title = 0.94 * cover["size"] * lines + (7.5 * (lines - 1) if lines > 1 else 20)
    policy = 34 + 47 * ceil(width_of(cover["policy"]) * 31 / 936) - 16 if cover["policy"] else 0
    return 197 + title + policy + particulars


def _words(item: Node, page: Page, width: float, size: float = 29, basis: str = "") -> float:
    """Return the height of an item's text and points, the clause in their last line where there is one."""
    points, text = [width_of(point) for point in item["points"]], width_of(item["text"])
    tail = (width_of("依据：" + basis) * page.note / size + 1.5) if basis and width_of(basis) <= TAIL else 0
    short = len(points) >= 4 and width > 700 and all(ems * size < width / 2 - 70 for ems in points)
    if short:
        listed = _stack([page.text(max(points), width / 2 - 45, size)] * ceil(len(points) / 2) + [page.text(tail, width, size)], 14)
    else:
        last = len(points) - 1
        listed = _stack((page.text(ems + (tail if index == last else 0), width - 26, size) for index, ems in enumerate(points)), 14)
    written = page.text(text + (0 if points else tail), width, size) if text else 0
    below = page.chip(basis, width) if basis and not tail and (text or points) else 0
    return _stack((written, listed, below), 15)


def _headed(item: Node, page: Page, width: float, size: float, *, heading: str | None = None, mark: float = 0) -> float:
    """Return the height of an item under its heading; the clause stands beside the heading where both have room.

    ``mark`` is the width of what stands before the heading.
    """
    name = width_of(item["heading"] if heading is None else heading)
    basis = item["basis"]
    if not name:
        return _words(item, page, width, basis=basis)
    chip = width_of("依据：" + basis) * page.note + 26
    if basis and name * size + mark + chip + 30 < width:
        return _stack((max(size, page.chip(basis, width)), _words(item, page, width)), 14 if heading is None else 18)
    return _stack((page.text(name, width - mark, size), _words(item, page, width, basis=basis)), 15)


class Rows(NamedTuple):
    """A card of items one below the other: their indent, the sizes of heading and words, the gap between two (all in points)."""

    indent: float
    head: float
    gap: float
    mark: float = 0


_ROWS = {
    "list": Rows(82, 32, 32), "terms": Rows(28, 32, 28), "notes": Rows(56, 31, 26), "steps": Rows(84, 33, 36, 46), "timeline": Rows(52, 34, 32),
}  # fmt: skip


def _rows(items: Sequence[Node], page: Page, shape: Rows) -> float:
    width = page.inner - 2 * page.padding - shape.indent
    return _stack((_row(item, page, width, shape) for item in items), shape.gap) + 2 * page.padding


def _row(item: Node, page: Page, width: float, shape: Rows) -> float:
    own = shape.mark or "when" in item
    heading = item.get("when") or item["heading"]
    return _headed(item, page, width, shape.head, heading=heading if own else None, mark=shape.mark) if heading else _words(item, page, width, basis=item["basis"])


def _background(part: Node, page: Page) -> float:
    width = page.inner - 2 * page.padding

    def one(item: Node) -> float:
        if not item["named"]:
            return _words(item, page, width, 31, item["basis"])
        names = [width_of(name) for name in item["points"]]
        short = [ems for ems in names if ems * 29 < width / 2 - 96]
        paired = len(short) // 2
        long = [ems for ems in names if ems not in short] + short[2 * paired :]
        return 31 + 14 + _stack([page.text(ems, width - 84) + 26 for ems in long] + [56] * paired, 12)

    return _stack(map(one, part["items"]), 28) + 2 * page.padding


def _figures(part: Node, page: Page) -> float:
    """Figures on the panel: as many in a row as there is room for, a date above them, sentences below."""
    most = 2 if page.inner < 800 else 3
    heights = []
    for panel in part["panels"]:
        cells = [item for row in panel["rows"] for item in row]
        count = min(len(cells), most)
        width = page.inner / max(1, count) - 44
        lines = max(page.text(width_of(item["figure"]["caption"]), width, 28) for item in cells)
        row = 81 + 18 + lines + (0 if part["basis"] else 18 + page.note + 14)
        heights += [*([48] if panel["when"] and len(cells) > 1 else []), *[row] * ceil(len(cells) / most)]
    heights += [page.text(width_of(item["text"]) + (0 if part["basis"] else width_of(item["basis"]) + 3), page.inner - 92, 28) for item in part["words"]]
    return _stack([*heights, page.chip(part["basis"], page.inner)], 32) + 72


def _tiers(count: int, page: Page) -> float:
    return _stack([page.least(25) + 31 + 10 + 32] * ceil(count / 3), 12)


def _strip(part: Node, page: Page) -> float:
    width = page.inner - 64 - 66
    return _stack((max(44, _headed(item, page, width, 32)) + 56 for item in part["items"]), page.gap)


def _cards(part: Node, page: Page) -> float:
    """Return the height of measures: two in a row where they were paired, else each across the page."""
    half = (page.inner - page.gap) / 2 - 2 * min(page.padding, 32)

    def beside(item: Node) -> float:
        figure = 66 + _above(item, page, half) if item["figure"] else 0
        return _stack((80 if item["tall"] else 64, figure, _tiers(len(item["tiers"]), page), _words(item, page, half), page.chip(item["basis"], half)), 20) + 4 + 2 * min(page.padding, 32)

    return _stack((max(map(beside, row)) if len(row) > 1 else _wide(row[0], page) for row in part["rows"]), page.gap)


def _wide(item: Node, page: Page) -> float:
    """Return the height of a measure across the page: amount and clause beside its name where they have room."""
    width = page.inner - 2 * page.padding
    basis, name = item["basis"], width_of(item["heading"]) * 35 + 84
    if item["regions"]:
        parts = (64, page.text(width_of(item["text"]), width), _regions(item["regions"], page, width), page.chip(basis, width))
        return _stack(parts, 18) + 2 * page.padding
    chip = width_of("依据：" + basis) * page.note + 26
    free, own = width - name - 46, 0
    if item["figure"]:
        free = 0 if item["figure"]["above"] else free
        own = 58 + _above(item, page, width) if free <= 300 else 0
        apart = free - chip > 330 or (own and chip < width / 2)
    else:
        apart = name + chip + 30 < width
    drawn = _chart(item, width) or _tiers(len(item["tiers"]), page)
    words = _words(item, page, width, basis="" if apart else basis)
    return _stack((64, own, drawn, words), 20 if item["figure"] else 19) + 2 * page.padding


def _above(item: Node, page: Page, width: float) -> float:
    """Return the height of the words on a line of their own above a large figure."""
    words = item["figure"]["above"]
    return page.text(width_of(words), width, 28) + 12 if words else 0


def _regions(regions: Sequence[Sequence[str]], page: Page, width: float) -> float:
    room = (width - 14) / 2 - 40
    heights = [29 + 11 + page.text(width_of(task), room, page.least(27)) + 32 for _, task in regions]
    return _stack((max(heights[at : at + 2]) for at in range(0, len(heights), 2)), 14)


def _chart(item: Node, width: float) -> float:
    """Return the height of an item's chart; a bar for each amount named in its words for those who cannot see it."""
    return (64 * (item["alt"].count("，") + 1) + 20) * width / 888 if item["chart"] else 0


def _scope(part: Node, page: Page) -> float:
    def column(shown: Node, width: float) -> float:
        def one(item: Node) -> float:
            single = item["text"] and not item["points"]
            words = _words(item, page, width - 60 - (44 if single else 18), basis=item["basis"])
            return words + (15 if width_of(item["basis"]) <= TAIL else 0)

        return 76 + 54 + _stack(map(one, part.get("items", shown["items"])), 22)

    columns = part["columns"]
    if part["beside"]:
        splits = ([column(shown, (page.inner - page.gap) * share) for shown, share in zip(columns, (one, 1 - one), strict=True)] for one in SPLITS)
        best = min(splits, key=max)
        if min(best) >= 0.66 * max(best):
            return max(best)
    return _stack((column(shown, page.inner) for shown in columns), page.gap)


def _table(part: Node, page: Page) -> float:
    def one(item: Node) -> float:
        size = page.least(item["size"])
        fixed = sum(column["ems"] * size + 38 for column in item["columns"] if "ems" in column)
        shares = sum(column.get("share", 0) for column in item["columns"]) or 1
        widths = [column["ems"] * size + 2 if "ems" in column else (page.inner - fixed) * column["share"] / shares - 36 for column in item["columns"]]
        rows = [max(page.text(width_of(words), width, size) for words, width in zip(row, widths, strict=True)) + 30 for row in item["rows"]]
        note = page.text(width_of(item["note"]), page.inner, page.least(25))
        return _stack((page.text(width_of(item["heading"]), page.inner, 31), sum(rows), note, page.chip(item["basis"], page.inner)), 18)

    return _stack(map(one, part["items"]), page.gap)


def _charts(part: Node, page: Page) -> float:
    width = page.inner - 2 * page.padding
    return _stack((_stack((33, _chart(item, width), _words(item, page, width, basis=item["basis"])), 18) + 2 * page.padding for item in part["items"]), page.gap)


def _standards(part: Node, page: Page) -> float:
    width = page.inner - 2 * page.padding

    def one(item: Node) -> float:
        if not item["figure"]:
            return max(58, _headed(item, page, width - 82, 32))
        figure = item["figure"]
        around = sum(page.text(width_of(words), 250, page.least(27)) + 14 for words in (figure["above"] + figure["prefix"], figure["suffix"]) if words)
        return max(60 + around, _headed(item, page, width - 282, 32))

    lead = page.text(width_of(part["lead"]), width) + 28 if part["lead"] else 0
    return lead + _stack(map(one, part["items"]), 56) + 2 * page.padding


def _chevrons(part: Node, page: Page) -> float:
    width = (page.inner - 56 - 26 * (len(part["items"]) - 1)) / len(part["items"]) - 16
    return 108 + 26 + 56 + max(_stack((page.text(width_of(item["text"]), width, 28), page.chip(item["basis"], width)), 14) for item in part["items"])


def _span(part: Node, page: Page) -> float:
    width = page.inner - 2 * page.padding
    return _stack((page.least(25) + 12 + 40 + 28 + _words(item, page, width, basis=item["basis"]) + 2 * page.padding for item in part["items"]), page.gap)


def _across(part: Node, page: Page) -> float:
    items = part["items"]
    width = (page.inner - 2 * page.padding - 22 * (len(items) - 1)) / len(items)

    def one(item: Node) -> float:
        name = item["heading"] if item["heading"] != item["when"] else ""
        return _stack((page.text(width_of(name), width), page.text(width_of(item["text"]), width, page.least(27)), page.chip(item["basis"], width)), 14)

    return page.least(25) + 8 + 35 + 32 + 24 + max(map(one, items)) + 2 * page.padding


def _changes(part: Node, page: Page) -> float:
    width = page.inner - 2 * page.padding

    def side(item: Node, room: float) -> float:
        return page.least(26) + 16 + page.text(width_of(item["text"]), room - 52, 28) + 18 + page.chip(item["basis"], room - 52) + 52

    def pair(item: Node) -> float:
        given = [one for one in (item["old"], item["new"]) if one]
        if len(given) == 2 and not item["stacked"]:
            return 33 + 20 + max(side(one, (width - 28) / 2) for one in given)
        return 33 + 20 + _stack((side(one, width) for one in given), 14)

    return _stack(map(pair, part["items"]), 36) + 2 * page.padding


def _shifts(part: Node, page: Page) -> float:
    return _stack((max(30 + 12 + page.note + 14, 50 * len(item["steps"]) - 14) for item in part["items"]), 28) + 2 * page.padding


def _duties(part: Node, page: Page) -> float:
    width = page.inner - 2 * page.padding

    def one(item: Node) -> float:
        if item["regions"]:
            return _stack((_regions(item["regions"], page, width), page.chip(item["basis"], width)), 18)
        if not item["duties"]:
            return _headed(item, page, width - 58, 32)
        rows = [max(page.text(width_of(who), 270), page.text(width_of(what), width - 342)) + 36 for who, what in item["duties"]]
        return _stack((_stack(rows, 12), page.chip(item["basis"], width)), 18)

    return _stack(map(one, part["items"]), 30) + 2 * page.padding


def _glossary(part: Node, page: Page) -> float:
    width = (page.inner - page.gap) / 2 - 56

    def one(item: Node) -> float:
        return 34 + 14 + page.text(width_of(item["text"]), width) + 16 + page.chip(item["basis"], width) + 56

    return _stack((max(map(one, row)) for row in part["rows"]), page.gap)


def _contact(part: Node, page: Page) -> float:
    lines, width = part["lines"], page.inner - 72 - (254 if part["address"] else 0)
    if not lines:
        return 222 + 80
    numbers = [line for line in lines if line["number"] and width_of(line["text"]) < 18]
    paired = len(numbers) >= 3

    def entry(line: Node, room: float) -> float:
        said = page.text(width_of(line["text"]), room - 54, page.least(26))
        return _stack((28, 35 if line["number"] else 0, said, page.chip(line["basis"], room - 54)), 14)

    heights = [entry(line, width) for line in lines if not paired or line not in numbers]
    if paired:
        pairs = [entry(line, width / 2 - 12) for line in numbers]
        heights += [max(pairs[at : at + 2]) for at in range(0, len(pairs), 2)]
    return max(_stack(heights, 28), 222 + 14 + page.least(25) if part["address"] else 0) + 80


def _pictures(part: Node, page: Page) -> float:
    """Pictures a person gave, of which only the number is known here."""
    return 48 + (620 if len(part["items"]) == 1 else 420)


_OTHERS: dict[str, Callable[[Node, Page], float]] = {
    "background": _background, "figures": _figures, "strip": _strip, "cards": _cards, "scope": _scope, "table": _table, "chart": _charts,
    "standards": _standards, "chevrons": _chevrons, "span": _span, "across": _across, "changes": _changes, "shifts": _shifts, "duties": _duties,
    "glossary": _glossary, "contact": _contact, "picture": _pictures,
}  # fmt: skip
