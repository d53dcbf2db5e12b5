"""How an infographic looks: segments → the data of ``infographic.typ``. A layout is chosen by what the content is.

Order is the segments' own: blocks appear where their first segment stands, segments of one block in the order given.
"""

import re
from collections.abc import Callable
from typing import Any

from generators.highlights import goals_in, lead_of, unmeasured
from generators.infographic.comparing import changes, drawn_values, standards
from generators.infographic.contact import contact
from generators.infographic.cover import cover
from generators.infographic.draft import bare
from generators.infographic.given import KIND, owners, parts_of, picture, placed
from generators.infographic.layouts import (
    ACROSS,
    GLOSSARY,
    HALF_CARD,
    STEP_NAME,
    STEP_WIDTH,
    chosen,
    is_numbered,
    shown_in,
)
from generators.infographic.patterns import (
    date_in,
    displayed,
    duties_in,
    is_limit,
    regions_in,
    span_in,
)
from generators.infographic.referring import brief_bases
from generators.infographic.scope import scope, unnamed_conditions
from generators.infographic.titles import benefits_layout, title_of
from generators.lines import title_lines, width_of
from generators.model import Brief, Figure, Segment
from generators.natures import warns

ONE_LINE = 10.4
"""Ems a half card's heading has on one line; a longer one takes two."""

LONG_TITLE = 17
"""Ems from which a heading may be too long for a line of a column or a card."""

CAPTION = 8.6
"""Ems a line under a large figure has where three stand side by side."""

BESIDE = 6.2
"""Ems of the words before a large figure up to which they stand on its line; longer ones stand above it."""

HUES = 4
"""Colours of the theme's series that cards take in turn."""


def page(segments: tuple[Segment, ...], brief: Brief) -> dict[str, Any]:
    """Return the data of the whole picture."""
    segments = prepared(segments)
    by_kind = {segment.kind: segment for segment in segments if segment.furniture}
    content = [segment for segment in segments if not segment.furniture]
    given = [segment for segment in segments if segment.kind == KIND]
    grouped: dict[str, list[Segment]] = {}
    for segment in segments:
        if segment.group and segment.kind != KIND:
            grouped.setdefault(segment.group, []).append(segment)
    whom = contact(by_kind.get("masthead"), grouped.get("contact", []), brief)
    made = [block(group, members, content) if group != "contact" else whom for group, members in grouped.items()]
    if whom and "contact" not in grouped:
        made.append(whom)
    colophon = by_kind.get("colophon")
    made, opening = _illustrated([item for item in made if item], given, brief)
    return {
        "cover": cover(by_kind.get("masthead"), brief),
        "opening": opening,
        "blocks": _joined(made),
        "colophon": {"text": colophon.text, **colophon.details} if colophon else None,
        "draft": brief.draft,
    }


def _illustrated(
    made: list[dict[str, Any]], given: list[Segment], brief: Brief
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the blocks with the given pictures in them, and the parts of those that stand before all blocks."""
    owner_of = owners(brief)
    places: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for segment in given:
        places.setdefault((segment.group, owner_of[segment.id]), []).append(picture(segment, brief))
    found, before = list(made), []
    for (group, owner), pictures in places.items():
        at = next((index for index, item in enumerate(found) if item["id"] == group), None)
        if at is None:
            before += pictures
        else:
            found[at] = found[at] | {"parts": placed(found[at]["parts"], owner, pictures)}
    return found, parts_of(before)


def prepared(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Return the segments as they are shown: long names of documents once in full, a figure large once."""
    return _large_once(brief_bases(segments))


def _large_once(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Set a figure or a series large where it stands first; where a standard repeats it, its words are enough."""
    seen: set[Any] = set()
    found = []
    for segment in segments:
        shown = segment.figure and segment.figure.value and (segment.figure.prefix, segment.figure.value, segment.figure.unit)
        repeated = segment.kind in ("standard", "chart") and not segment.layout and (segment.table or shown) in seen
        seen |= {key for key in (segment.table, shown) if key}
        found.append(segment.replace(figure=None, table=(), kind="standard") if repeated else segment)
    return tuple(found)


def _joined(made: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Let one or two benefits close the measures they belong to instead of opening a section of their own."""
    found: list[dict[str, Any]] = []
    for item in made:
        strip = item["id"] == "benefits" and item["parts"][0]["layout"] == "strip"
        if strip and found and found[-1]["id"] == "measures":
            found[-1] = found[-1] | {"parts": [*found[-1]["parts"], *item["parts"]]}
        else:
            found.append(item)
    return found


def block(group: str, members: list[Segment], content: list[Segment]) -> dict[str, Any] | None:
    """Return one section with its layout, or None when nothing is in it."""
    build = _BUILDERS.get(group, _cards)
    parts = build(members, content)
    if not parts:
        return None
    return {"id": group, "title": title_of(group, members), "parts": parts}


HEADED = ("card", "benefit", "note", "step", "way")
"""Kinds drawn with their heading over the text, whatever it says."""


def item(segment: Segment) -> dict[str, Any]:
    """Return what a template shows of one segment: a short text as a paragraph, a long one as points."""
    lead, points = displayed(segment.text)
    if segment.kind in HEADED and not points and bare(lead) == bare(segment.heading):
        lead = ""  # a title that is the whole sentence is not said once more
    values = drawn_values(segment)
    if segment.kind == "chart" and values and not points and _says_only(segment.table, lead):
        lead = ""
    tiers = segment.kind in ("card", "chart") and shown_in(segment.table, segment.text) and chosen(segment) != "words"
    about, regions = regions_in(segment.text) if segment.kind == "card" and not values else ("", ())
    return {
        "id": segment.id, "heading": segment.heading, "text": about if regions else lead, "points": [*points, *segment.points], "icon": segment.icon,
        "basis": segment.basis, "tone": segment.tone, "figure": figure(segment), "tiers": [list(row) for row in segment.table] if tiers else [],
        "half": _cut(segment.heading, max(ONE_LINE, 0.6 * width_of(segment.heading))) if width_of(segment.heading) > LONG_TITLE else 0,
        "chart": f"chart-{segment.id}.svg" if values else "", "alt": chart_alt(segment) if values else "", "regions": [list(row) for row in regions],
    }  # fmt: skip


def _says_only(table: tuple[tuple[str, ...], ...], text: str) -> bool:
    """Tell whether a text says nothing beside the labelled amounts a chart shows: 被评为一级的给予5万元，二级的给予3万元."""
    for cell in sorted((cell for row in table for cell in row), key=len, reverse=True):
        text = text.replace(cell, "")
    return not re.sub("被评为|评为|分别|给予|予以|奖励|补贴|补助|标准|按|为|的|[，。；、：]", "", text)


def figure(segment: Segment) -> dict[str, str] | None:
    """Return the large figure, unless a person's wording no longer has it."""
    shown = segment.figure
    if shown is None or not shown.value or shown.value not in segment.text or chosen(segment) in ("words", "list"):
        return None
    written = _written(shown)
    if "利率" in shown.prefix and (what := re.search(f"{re.escape(shown.value + shown.unit)}(?:的(?:标准|比例))?(?:给予|予以)?(贴息)", segment.text)):
        written["suffix"] = what[1]  # half of a rate is paid, not charged
    return written | {"above": shown.prefix, "prefix": ""} if width_of(shown.prefix) > BESIDE else written


def shows_heading(segment: Segment) -> bool:
    """Tell whether the picture shows what the segment is called, so that calling it something else makes a difference."""
    if segment.kind == "scope":
        return unnamed_conditions(segment)
    return segment.kind != "reason" and not (segment.kind == "figure" and figure(segment))


def _written(shown: Figure) -> dict[str, str]:
    unit, suffix, _ = re.split(r"(以[上下内]|左右|(?:限额|额度)内)$", shown.unit) if re.search(r".(?:以[上下内]|左右|(?:限额|额度)内)$", shown.unit) else (shown.unit, "", "")
    cut = _cut(shown.caption, CAPTION)
    return {"value": shown.value, "unit": unit, "suffix": suffix, "above": "", "prefix": shown.prefix, "caption": shown.caption, "cut": cut}


def _background(members: list[Segment], content: list[Segment]) -> list[dict[str, Any]]:
    shown = [item(segment) | {"named": segment.kind == "bases" and not segment.text} for segment in members]
    for one, after in zip(shown, shown[1:], strict=False):
        if one["basis"] == after["basis"]:  # they stand on one card: the clause is said once, behind the last
            one["basis"] = ""
    return [{"layout": "background", "items": shown}]


def _goals(members: list[Segment], content: list[Segment]) -> list[dict[str, Any]]:
    """Figures stand together on one panel, by the date they are to be reached; goals in words make a list.

    A sentence that says more than its figures stands below them in full.
    """
    cells: dict[str, list[dict[str, Any]]] = {}
    words: list[dict[str, Any]] = []
    parts: list[dict[str, Any]] = []
    said: list[dict[str, Any]] = []
    bases: dict[str, None] = {}
    for segment in members:
        shown = goals_in(segment.text) if figure(segment) else ()
        if not shown:
            if not words:
                parts.append({"layout": "list", "items": words})
            words.append(item(segment))
            continue
        if not cells:
            parts.append({"layout": "figures", "panels": cells, "words": said})
        bases[segment.basis] = None
        when = lead_of(segment.text).rstrip("，,：")
        cells.setdefault(when, []).extend(item(segment) | {"figure": _written(one)} for one in shown)
        said += [item(segment) | {"text": segment.text}] if unmeasured(segment.text) else []
    for part in parts:
        if part["layout"] == "figures":
            dated = sorted(cells.items(), key=lambda cell: bool(cell[0]))  # what has no date must not stand under one
            part["panels"] = [{"when": when, "rows": even_rows(run, 3)} for when, run in dated]
            part["basis"] = next(iter(bases)) if len(bases) == 1 else ""
    return parts


def even_rows(items: list[Any], most: int) -> list[list[Any]]:
    """Split ``items`` into the fewest rows of at most ``most``, as evenly as possible: 4 → 2+2, 5 → 3+2, 7 → 3+2+2."""
    count = -(-len(items) // most)
    rows, at = [], 0
    for row in range(count):
        size = -(-(len(items) - at) // (count - row))
        rows.append(items[at : at + size])
        at += size
    return rows


def _cards(members: list[Segment], content: list[Segment]) -> list[dict[str, Any]]:
    """Short cards stand in pairs, long ones alone; a short one left over takes the whole width."""
    rows: list[list[dict[str, Any]]] = []
    for number, segment in enumerate(members):
        card = item(segment) | {"hue": number % HUES, "tall": False, "choice": chosen(segment), "cut": _cut(segment.heading)}
        if rows and len(rows[-1]) == 1 and _go_together(rows[-1][0], card):
            rows[-1].append(card)
        else:
            rows.append([card])
    for row in rows:
        if len(row) == 2 and max(width_of(card["heading"]) for card in row) > ONE_LINE:
            row[:] = [card | {"tall": True} for card in row]  # both heads as high as two lines, so that what follows is level
    return [{"layout": "cards", "rows": rows}]


def _cut(heading: str, width: float = ONE_LINE) -> int:
    """Return how many characters of a heading of two lines stand on the first, so that no word is cut; 0 for other headings."""
    lines = title_lines(heading, width, most=2) if width_of(heading) > width else ()
    return len(lines[0]) if len(lines) == 2 else 0


def _go_together(left: dict[str, Any], right: dict[str, Any]) -> bool:
    """Two cards stand side by side when both are short and neither leaves the other's lower half empty."""
    both = left["choice"] == right["choice"] == "half"
    return _is_half(left) and _is_half(right) and (both or abs(_lines(left) - _lines(right)) <= 3)


def _is_half(card: dict[str, Any]) -> bool:
    words = width_of(card["text"]) + sum(width_of(point) + 8 for point in card["points"])
    if card["choice"] in ("half", "wide"):
        return card["choice"] == "half"
    tiers = all(width_of(label) + width_of(amount) <= 11 for label, amount in card["tiers"])
    return bool(card["heading"]) and not card["chart"] and not card["regions"] and words <= HALF_CARD and width_of(card["heading"]) <= 2 * ONE_LINE - 1 and tiers


def _lines(card: dict[str, Any]) -> float:
    """Return about how many lines a card takes at half width."""
    texts = [card["text"], *card["points"]]
    return (
        sum(-(-width_of(text) // 13) for text in texts if text) + 2 * bool(card["figure"]) + 2.5 * bool(card["tiers"])
    )


def _scope(members: list[Segment], content: list[Segment]) -> list[dict[str, Any]]:
    return scope(members, item)


def _standards(members: list[Segment], content: list[Segment]) -> list[dict[str, Any]]:
    return standards(members, item)


def chart_alt(segment: Segment) -> str:
    """Return what a chart shows, in words."""
    return f"{segment.heading}：" + "，".join(f"{label}{amount}" for label, amount in drawn_values(segment))


def _steps(members: list[Segment], content: list[Segment]) -> list[dict[str, Any]]:
    """Steps are numbered; what does not follow on another stands before or behind them without a number."""
    numbered = [segment for segment in members if is_numbered(segment)]
    items = [item(segment) | {"text": segment.text, "points": [], "number": number} for number, segment in enumerate(numbered, start=1)]
    beside = [item(segment) for segment in members if segment not in numbered]
    narrower = 12 if len(items) == 4 else 0
    short = 2 <= len(items) <= 4 and all(
        width_of(i["text"]) <= STEP_WIDTH - narrower and width_of(i["heading"]) <= STEP_NAME - narrower / 6 for i in items
    )
    short = short and not any(chosen(segment) == "steps" for segment in numbered)
    parts = [{"layout": "chevrons" if short else "steps", "items": items}] if items else []
    parts += [{"layout": "list", "items": beside}] if beside else []
    return parts if members[0] in numbered else parts[::-1]


def _dates(members: list[Segment], content: list[Segment]) -> list[dict[str, Any]]:
    """A first and a last day make a bar, several short dates a row from left to right, any others a column; limits of time a list."""
    parts: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    wish = next((chosen(segment) for segment in members if chosen(segment) in ("timeline", "across")), "")
    for segment in members:
        whole = item(segment) | {"text": segment.text, "points": []}
        if (span := span_in(segment.text)) and chosen(segment) not in ("timeline", "across"):
            parts.append({"layout": "span", "items": [whole | {"start": span[0], "end": span[1]}]})
        else:
            rows.append(whole | {"when": date_in(segment.text)})
    short = len(rows) in ACROSS and all(
        row["when"] and width_of(row["text"]) <= ACROSS[len(rows)] and width_of(row["heading"]) <= 27 / len(rows) for row in rows
    )
    across = short and wish != "timeline" and len({row["when"] for row in rows}) == len(rows)
    limits = [row | {"icon": "clock"} for row in rows if is_limit(row["text"])] if not across and not wish else []
    dated = [row for row in rows if row["id"] not in {limit["id"] for limit in limits}]
    parts += [{"layout": "across" if across else "timeline", "items": dated}] if dated else []
    return parts + ([{"layout": "list", "items": limits}] if limits else [])


def _changes(members: list[Segment], content: list[Segment]) -> list[dict[str, Any]]:
    return changes(members, item)


def _terms(members: list[Segment], content: list[Segment]) -> list[dict[str, Any]]:
    items = []
    for segment in members:
        said = (
            re.sub(rf"^[“”]?{re.escape(segment.heading)}[“”]?[，,]?(?:系|是)?指", "指", segment.text)
            if segment.heading
            else segment.text
        )
        items.append(item(segment) | {"text": said, "points": []})
    wish = next(filter(None, map(chosen, members)), "")
    short = len(items) in (2, 4, 6) and all(width_of(i["text"]) <= GLOSSARY and 0 < width_of(i["heading"]) <= ONE_LINE for i in items)
    if short and wish != "terms":
        return [{"layout": "glossary", "rows": even_rows(items, 2)}]
    return [{"layout": "terms", "items": items}]


def _duties(members: list[Segment], content: list[Segment]) -> list[dict[str, Any]]:
    """A sentence that names who does what becomes a table of offices and tasks, one that names places tiles; any other stays."""
    items = []
    for segment in members:
        choice = chosen(segment)
        places = regions_in(segment.text)[1] if choice in ("", "regions") else ()
        offices = duties_in(segment.text) if choice in ("", "offices") and not places else ()
        items.append(item(segment) | {"duties": [list(row) for row in offices], "regions": [list(row) for row in places]})
    return [{"layout": "duties", "items": items}]


def _notes(members: list[Segment], content: list[Segment]) -> list[dict[str, Any]]:
    return [{"layout": "notes", "items": [item(segment) | {"warns": warns(segment.heading, segment.text)} for segment in members]}]


def _benefits(members: list[Segment], content: list[Segment]) -> list[dict[str, Any]]:
    return [{"layout": benefits_layout(members), "items": [item(segment) for segment in members]}]


def _list(members: list[Segment], content: list[Segment]) -> list[dict[str, Any]]:
    return [{"layout": "list", "items": [item(segment) for segment in members]}]


_BUILDERS: dict[str, Callable[[list[Segment], list[Segment]], list[dict[str, Any]]]] = {
    "background": _background,
    "goals": _goals,
    "measures": _cards,
    "benefits": _benefits,
    "scope": _scope,
    "standards": _standards,
    "steps": _steps,
    "dates": _dates,
    "changes": _changes,
    "terms": _terms,
    "duties": _duties,
    "notes": _notes,
}
