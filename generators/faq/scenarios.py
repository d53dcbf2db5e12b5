"""The FAQ for one kind of people: what concerns them by step (一件事), in the list of all answers and on a page of its own."""

from typing import NamedTuple

from generators import masthead
from generators.composing import supported_segment
from generators.model import Brief, Element, Interpretation, KeyPoint, Segment
from generators.prose import in_one_line, sentence

BY_AUDIENCE = "按人群查看"
AUDIENCES = "audiences"
STEPS = {
    "scope": ("适用于{}的规定有哪些？", "是否适用", (Element.SCOPE,)),
    "gains": ("与{}有关的措施和标准有哪些？", "能得到什么", (Element.CONTENT, Element.STANDARDS, Element.BENEFITS)),
    "procedure": ("{}怎么办理？", "怎么办理", (Element.PROCEDURE,)),
    "notes": ("{}要注意什么？", "注意事项", (Element.NOTES,)),
}
"""What someone asks one after the other: the question in the list of all answers, the heading on his own page, the elements."""

COMMON = ("怎么办理", "时间与期限", "咨询")
"""Groups of answers that everyone needs; they end each page for one kind of people."""

MOST_POINTS = 8


class Scenario(NamedTuple):
    """A page for one audience: its file's name, whom it is for, its answers in reading order."""

    filename: str
    label: str
    items: tuple[Segment, ...]


def by_audience(interpretation: Interpretation, brief: Brief) -> tuple[Segment, ...]:
    """Return an answer for each audience and step: for the brief's audience, else when there are several that gain something."""
    wanted = masthead.audience_of(interpretation, brief)
    audiences = [wanted] if wanted else interpretation.audiences
    if not wanted and len(audiences) < 2:
        return ()
    found = []
    for audience in audiences:
        points = _best([p for p in interpretation.live_key_points() if p.audience == audience.id and _step_of(p)])
        if wanted or any(_step_of(point) in ("scope", "gains") for point in points):
            found += [_answer(interpretation, audience, step, points) for step in STEPS if any(_step_of(p) == step for p in points)]
    return tuple(found)


def audience_names(interpretation: Interpretation) -> Segment:
    """Return furniture that tells the audiences' names by id, which pages are named by."""
    names = {audience.id: audience.label for audience in interpretation.audiences}
    return Segment(id=AUDIENCES, kind=AUDIENCES, furniture=True, details=names)


def scenarios_of(segments: tuple[Segment, ...], items: list[Segment], brief: Brief) -> tuple[Scenario, ...]:
    """Return a page for each audience that has answers; none when the whole FAQ is for one audience."""
    names = next((segment.details for segment in segments if segment.kind == AUDIENCES), {})
    if brief.audience:
        return ()
    common = [item for item in items if item.group in COMMON]
    found = []
    for audience, label in names.items():
        own = [item for item in items if item.id.startswith("audience-") and item.id.removeprefix("audience-").rpartition("-")[0] == audience]
        if own:
            steps = [item.replace(group=STEPS[item.id.rpartition("-")[2]][1]) for item in own]
            before = [item for item in steps if item.group != "注意事项"]
            after = [item for item in steps if item.group == "注意事项"]
            found.append(Scenario(f"faq-scenario-{len(found) + 1}.html", label, (*_in_groups([*before, *common]), *after)))
    return tuple(found)


def _in_groups(items: list[Segment]) -> list[Segment]:
    """Return the items with those of one group together, groups in the order of their first item."""
    groups = list(dict.fromkeys(item.group for item in items))
    return sorted(items, key=lambda item: groups.index(item.group))


def _answer(interpretation: Interpretation, audience, step: str, points: list[KeyPoint]) -> Segment:
    own = [point for point in points if _step_of(point) == step]
    said = tuple(masthead.in_third_person(sentence(in_one_line(p.statement)), interpretation.document) for p in own)
    return supported_segment(
        interpretation, *own, id=f"audience-{audience.id}-{step}", kind="answer", group=BY_AUDIENCE, heading=STEPS[step][0].format(audience.label), points=said
    )  # fmt: skip


def _step_of(point: KeyPoint) -> str:
    return next((step for step, (_, _, elements) in STEPS.items() if point.element in elements), "")


def _best(points: list[KeyPoint]) -> list[KeyPoint]:
    """Return at most MOST_POINTS different points in the order a reader needs them, what he gets before the rest."""
    order = [element for _, _, elements in STEPS.values() for element in elements]
    ranked = sorted(points, key=lambda point: order.index(point.element))
    return list({point.statement: point for point in reversed(ranked)}.values())[::-1][:MOST_POINTS]
