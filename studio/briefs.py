"""A person's choices for a product, one change at a time: pure functions from one arrangement (编排) to the next.

Choices refer to segments by id. What the outline does not hold (any more) stays in the arrangement: when the segment comes back,
so does the choice.
"""

from collections.abc import Iterable
from typing import Any

from generators.model import Brief, Hidden, Issue, Override, Segment, Severity

WORDS = ("heading", "text", "narration")
"""Fields of a segment a person may reword."""

CHOICES = (*WORDS, "icon", "layout")
"""Fields of a segment a person may choose."""


def with_choice(brief: Brief, segment: Segment, field: str, value: str | None) -> Brief:
    """Return the arrangement with ``field`` of the outlined ``segment`` chosen; None, or what it is anyway, takes the choice back."""
    present = override_of(brief, segment.id) or Override(segment=segment.id)
    chosen = None if value is None or value == getattr(segment, field) else value
    changed = present.replace(**{field: chosen}, made_for=segment.ground())
    rest = tuple(item for item in brief.overrides if item.segment != segment.id)
    return brief.replace(overrides=(*rest, changed) if changed.choices() else rest)


def without_choices(brief: Brief, segment_id: str) -> Brief:
    """Return the arrangement without any choice for the segment's words, icon and layout; left out it stays left out."""
    return brief.replace(overrides=tuple(item for item in brief.overrides if item.segment != segment_id))


def with_hidden(brief: Brief, segment_id: str, reason: str | None) -> Brief:
    """Return the arrangement with the segment left out for ``reason``, or shown when that is None."""
    rest = tuple(item for item in brief.hidden if item.segment != segment_id)
    return brief.replace(hidden=rest if reason is None else (*rest, Hidden(segment=segment_id, reason=reason)))


def with_order(brief: Brief, order: Iterable[str], outline: tuple[Segment, ...]) -> Brief:
    """Return the arrangement in this order; empty when that is the outline's own. Ids the outline lacks keep their place."""
    wanted = tuple(dict.fromkeys(order))
    if wanted == tuple(segment.id for segment in outline):
        return brief.replace(order=())
    kept, before = list(wanted), ""
    for name in brief.order:
        if name not in kept:
            kept.insert(kept.index(before) + 1 if before in kept else 0, name)
        before = name
    return brief.replace(order=tuple(kept))


def settled(brief: Brief, segment: Segment) -> Brief:
    """Return the arrangement with the wording of ``segment`` confirmed for what the segment rests on now."""
    return brief.replace(
        overrides=tuple(item.replace(made_for=segment.ground()) if item.segment == segment.id else item for item in brief.overrides)
    )


def override_of(brief: Brief, segment_id: str) -> Override | None:
    """Return a person's choices for one segment; None when there are none."""
    return next((item for item in brief.overrides if item.segment == segment_id), None)


def item_of(brief: Brief, item: tuple[str, ...]) -> Any:
    """Return the part of an arrangement one change is about: (field,), ("options", name), ("hidden" | "overrides", segment id)."""
    value = getattr(brief, item[0])
    if item[0] == "options":
        return value.get(item[1])
    return next((entry for entry in value if entry.segment == item[1]), None) if item[1:] else value


def rewritten(brief: Brief, outline: Iterable[Segment]) -> tuple[Segment, ...]:
    """Return the outlined segments whose words a person replaced, and whose clause or own words have changed since."""
    found = []
    for segment in outline:
        change = override_of(brief, segment.id)
        reworded = change is not None and any(getattr(change, name) is not None for name in WORDS)
        if reworded and change.made_for and change.made_for != segment.ground():
            found.append(segment)
    return tuple(found)


def without_segment(brief: Brief, outline: Iterable[Segment]) -> tuple[str, ...]:
    """Return the ids of segments a person reworded or left out that the outline does not hold."""
    known = {segment.id for segment in outline}
    chosen = (item.segment for item in (*brief.overrides, *brief.hidden))
    return tuple(dict.fromkeys(name for name in chosen if name not in known))


def arrangement_issues(brief: Brief, outline: tuple[Segment, ...]) -> tuple[Issue, ...]:
    """Return what a person must look at in an arrangement since the source or the key points have changed."""
    hidden = {item.segment for item in brief.hidden}
    found = [
        Issue(
            code="wording_outdated", severity=Severity.CONFIRM, where=segment.id,
            text=f"“{(segment.heading or segment.text)[:20]}”用的是在编排中改写的文字，改写之后，所依据的条款或要点有了变化。",
            advice="请对照现在的条款核对：仍然正确就在“编排”中点“仍然正确”，否则改写或者恢复原文字。",
        )  # fmt: skip
        for segment in rewritten(brief, outline)
        if segment.id not in hidden
    ]
    if gone := without_segment(brief, outline):
        found.append(
            Issue(
                code="choice_without_segment", severity=Severity.ADVISORY,
                text=f"编排中有 {len(gone)} 处选择对应的片段现在没有了（政策或要点有改动，或者篇幅有变化）。",
                advice="这些选择仍保留在编排里，片段再出现时自动生效；内容还需要的，请在其他片段中写。",
            )  # fmt: skip
        )
    return tuple(found)
