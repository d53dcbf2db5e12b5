"""Pictures a person gave, as segments of the infographic and as the data its templates draw them from."""

import re
from typing import Any

from generators.errors import CannotMake
from generators.model import Brief, Material, Segment
from generators.picture import as_drawing
from generators.registry import Materials

KIND = "picture"

SIDE_BY_SIDE = 2
"""Pictures of one place that stand in one row."""

_DIVISIBLE = ("cards", "list", "notes", "terms", "duties", "steps", "timeline", "standards", "changes", "background")
"""Layouts between whose rows or items a picture may stand."""

_TELLS = re.compile(r"[0-9０-９%％‰《]|[一二两三四五六七八九十百千万亿]+(?:元|倍|成|年|天|日|岁|个月|个工作日|分之)")


def with_pictures(segments: tuple[Segment, ...], brief: Brief) -> tuple[Segment, ...]:
    """Return the segments with each given picture behind the one it belongs to; behind the first where there is no such one.

    A picture of a hidden segment is hidden with it. A caption that tells a fact rests on the clauses of its segment and shows
    them; any other only names what is to be seen.
    """
    hidden = {item.segment for item in brief.hidden}
    given = [item for item in brief.materials if item.kind == KIND and item.segment not in hidden]
    known = {segment.id for segment in segments}
    found: list[Segment] = []
    for segment in segments:
        first = not found
        found.append(segment)
        for item in given:
            if item.segment == segment.id or (first and item.segment not in known):
                found.append(_segment(item, segment))
    return tuple(found)


def name_of(item: Material) -> str:
    """Return the id of a given picture's segment."""
    return f"{KIND}.{item.sha256[:8]}"


def owners(brief: Brief) -> dict[str, str]:
    """Return for each picture's segment the id of the segment it belongs to."""
    return {name_of(item): item.segment for item in brief.materials if item.kind == KIND}


def _segment(item: Material, owner: Segment) -> Segment:
    details = {"画面": item.alt, "图片来源": item.credit, "审图号": item.map_number}
    shown: dict[str, Any] = {
        "id": name_of(item), "kind": KIND, "text": item.caption, "details": {key: value for key, value in details.items() if value},
        "group": "" if owner.furniture else owner.group, "furniture": True,
    }  # fmt: skip
    if not owner.furniture and _TELLS.search(item.caption):
        shown |= {
            "furniture": False, "element": owner.element, "citations": owner.citations, "supplements": owner.supplements,
            "basis": owner.basis, "tone": owner.tone,
        }  # fmt: skip
    return Segment(**shown)


def picture(segment: Segment, brief: Brief) -> dict[str, Any]:
    """Return what a template shows of a picture: its file, alternative text, caption, credit, 审图号."""
    item = next(item for item in brief.materials if name_of(item) == segment.id)
    details = segment.details
    number = f"审图号：{details['审图号']}" if "审图号" in details else ""
    return {
        "id": segment.id, "file": _file(item), "alt": details["画面"], "caption": segment.text,
        "notes": [words for words in (details.get("图片来源", ""), number) if words], "basis": segment.basis,
    }  # fmt: skip


def files_of(segments: tuple[Segment, ...], brief: Brief, materials: Materials) -> dict[str, bytes]:
    """Return the pictures shown by the names templates ask for.

    Raises:
        CannotMake: the bytes of one were not handed over.
    """
    shown = {segment.id for segment in segments if segment.kind == KIND}
    items = [item for item in brief.materials if item.kind == KIND and name_of(item) in shown]
    for item in items:
        if item.sha256 not in materials:
            raise CannotMake(f"缺少图片“{item.caption or item.alt[:20]}”的文件，请重新上传这张图片后再制作。")
    return {_file(item): as_drawing(materials[item.sha256]) for item in items}


def _file(item: Material) -> str:
    return f"{name_of(item)}.svg"


def parts_of(pictures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return pictures of one place as parts, two in a row; one left over stands alone."""
    rows = [pictures[at : at + SIDE_BY_SIDE] for at in range(0, len(pictures), SIDE_BY_SIDE)]
    return [{"layout": KIND, "items": row} for row in rows]


def placed(parts: list[dict[str, Any]], owner: str, pictures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the parts of a block with the pictures behind the card, row or item of ``owner``; behind all where it has none of its own."""
    for place, part in enumerate(parts):
        if part["layout"] not in _DIVISIBLE:
            continue
        for key in ("rows", "items"):
            entries = part.get(key, [])
            for number, entry in enumerate(entries, start=1):
                if owner in _ids(entry):
                    before = [part | {key: entries[:number]}]
                    after = [part | {key: entries[number:]}] if number < len(entries) else []
                    return [*parts[:place], *before, *parts_of(pictures), *after, *parts[place + 1 :]]
    return [*parts, *parts_of(pictures)]


def _ids(entry: Any) -> set[str]:
    """Return the ids of the segments an entry of a part shows: a card, a row of cards, a pair of old and new."""
    if isinstance(entry, list):
        return {item["id"] for item in entry if isinstance(item, dict)}
    pair = [entry[name]["id"] for name in ("old", "new") if isinstance(entry.get(name), dict)] if isinstance(entry, dict) else []
    return {entry["id"], *pair} if isinstance(entry, dict) and "id" in entry else set(pair)
