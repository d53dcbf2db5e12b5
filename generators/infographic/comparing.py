"""What compares: standards as figures, charts and tables; the old beside the new."""

import re
from collections.abc import Callable
from typing import Any

from generators.highlights import amounts, comparable
from generators.infographic import charts
from generators.infographic.layouts import chosen, shown_in, table_values
from generators.infographic.patterns import shift_in
from generators.lines import width_of
from generators.model import Segment

Part = dict[str, Any]
Item = Callable[[Segment], Part]
"""Makes what a template shows of one segment."""


def drawn_values(segment: Segment) -> tuple[tuple[str, str], ...]:
    """Return the labelled amounts drawn for a segment: they make a chart, all still stand in its text, nobody chose otherwise."""
    choice = chosen(segment)
    if choice == "chart" and (values := table_values(segment)):
        return values
    if segment.kind not in ("card", "chart", "standard") or choice in ("tiers", "words", "figure", "half"):
        return ()
    if not shown_in(segment.table, segment.text) or not charts.kind_of(*comparable(segment.table)):
        return ()
    return tuple((row[0], row[-1]) for row in segment.table)


def standards(members: list[Segment], item: Item) -> list[Part]:
    """Return the parts of a block of standards, in their order."""
    parts: list[Part] = []
    for kind, run in _runs(members, _standard_kind):
        if kind == "table":
            parts += [{"layout": "table", "items": [_table(segment)]} for segment in run]
        elif kind == "chart":
            parts += [{"layout": "chart", "items": [item(segment)]} for segment in run]
        elif kind == "tiers":
            parts.append({"layout": "cards", "rows": [[_plain(item(segment)) | {"hue": 0, "tall": False, "cut": 0}] for segment in run]})
        else:
            parts += _listed([_plain(item(segment)) for segment in run])
    return parts


SHARING = 3
"""Standards in a row from which an introduction they share is said once, above them."""


def _listed(shown: list[Part]) -> list[Part]:
    """Return standards one below the other; those that share a long introduction with it above them instead of in each."""
    parts: list[Part] = []
    for stem, run in _runs(shown, _introduction):
        if stem and len(run) >= SHARING:
            parts.append({"layout": "standards", "lead": stem, "items": [one | {"heading": "", "text": one["text"].removeprefix(stem)} for one in run]})
        elif parts and not parts[-1]["lead"]:
            parts[-1]["items"] += run
        else:
            parts.append({"layout": "standards", "lead": "", "items": list(run)})
    return parts


def _introduction(shown: Part) -> str:
    return introduction(shown["text"])


def introduction(text: str) -> str:
    """Return what stands before the colon of a standard (……按下列标准发放：), long enough to be said once for several; else nothing."""
    found = re.match(r"[^：。；]{12,90}：(?=.{6})", text)
    return found[0] if found else ""


def _plain(shown: Part) -> Part:
    """A series shown in words has no icon of its own."""
    return shown | {"icon": shown["icon"] or "list-checks"}


def _standard_kind(segment: Segment) -> str:
    if drawn_values(segment):
        return "chart"
    return "tiers" if chosen(segment) == "tiers" else "table" if segment.kind == "table" else "standard"


def _table(segment: Segment) -> Part:
    rows = [list(row) for row in segment.table]
    widest = [max(min(width_of(row[c]), 16) for row in rows) for c in range(len(rows[0]))]
    size = 27 if len(widest) <= 4 else 24
    short = [width <= 5.5 for width in widest]
    columns = [
        {"ems": width} if narrow and not all(short) else {"share": round(max(3, width) ** 0.8, 2)}
        for width, narrow in zip(widest, short, strict=True)
    ]
    numeric = [
        sum(bool(amounts(row[c]) or re.fullmatch(r"[\d,.%％]+", row[c])) for row in rows[1:]) >= 0.6 * (len(rows) - 1)
        for c in range(len(rows[0]))
    ]
    return {
        "id": segment.id, "heading": segment.heading, "rows": rows, "columns": columns, "strong": numeric, "note": segment.text,
        "basis": segment.basis, "size": size,
    }  # fmt: skip


def changes(members: list[Segment], item: Item) -> list[Part]:
    """Return pairs of old and new, then changes of one value, then what else is said of the change."""
    pairs: dict[str, Part] = {}
    notes: list[Part] = []
    for segment in members:
        if segment.kind != "change":
            notes.append(item(segment))
            continue
        name = segment.id.rsplit(".", 1)[0]
        pair = pairs.setdefault(name, {"id": segment.id, "heading": segment.heading, "old": None, "new": None, "stacked": False})
        pair[segment.tone or "new"] = item(segment) | {"text": segment.text, "points": []}
        pair["stacked"] = pair["stacked"] or chosen(segment) == "stacked"
    parts = [{"layout": "changes", "items": list(pairs.values())}] if pairs else []
    shifts: dict[str, Part] = {}
    for note in notes:
        if shift := shift_in(note["text"]):
            row = shifts.setdefault(shift["what"], {"id": note["id"], "what": shift["what"], "steps": [], "basis": note["basis"]})
            row["steps"].append([shift["old"], shift["new"]])
            row["basis"] = row["basis"] if note["basis"] in row["basis"] else f"{row['basis']}；{note['basis']}"
    rest = [note for note in notes if not shift_in(note["text"])]
    parts += [{"layout": "shifts", "items": list(shifts.values())}] if shifts else []
    return parts + ([{"layout": "list", "items": rest}] if rest else [])


def _runs(members: list[Any], key: Callable[[Any], str]) -> list[tuple[str, list[Any]]]:
    found: list[tuple[str, list[Any]]] = []
    for segment in members:
        name = key(segment)
        if found and found[-1][0] == name:
            found[-1][1].append(segment)
        else:
            found.append((name, [segment]))
    return found
