"""How something is applied for and handled: steps with numbers where they follow each other, side by side where they do not."""

import re

from generators import icons
from generators.infographic.draft import CARD_LIMIT, NEAR, Draft, bare
from generators.model import Element, KeyPoint
from generators.natures import is_complaint, is_handling, is_paid, is_transition
from generators.procedure import FEWEST, Procedure, procedure
from generators.prose import weave

LONGEST_STEP = 260
"""Characters of the sentences of one clause that make one step."""


def steps(draft: Draft) -> None:
    """Add the steps, then what is no step of one procedure: ways to choose from, papers, rules for single groups."""
    found = _procedure(draft)
    if not any(map(is_handling, _points(draft))):
        return
    steps = [(run, weave(draft.words(point, CARD_LIMIT) for point in run)) for run in found.steps]
    ways = draft.told_together("steps", "way", (point for run in found.besides for point in run), CARD_LIMIT)
    blocks = [("step", steps), ("way", ways)]
    if steps and ways and draft.rank(ways[0][0][0]) < draft.rank(steps[0][0][0]):
        blocks.reverse()
    for kind, runs in blocks:
        for run, text in runs:
            icon = icons.icon_for(run[0].title, default="clipboard-check")
            draft.tell("steps", kind, run[0], text, more=run[1:], icon=icon)


def words_of_steps(draft: Draft) -> list[str]:
    """Return what each statement of the steps says, without marks."""
    return [bare(step.statement) for run in _procedure(draft).steps for step in run]


def is_step_of(told: list[str], point: KeyPoint) -> bool:
    """Tell whether a measure only tells one or all of the steps, whose words are ``told`` and which have a block of their own."""
    said = bare(point.statement)
    return any(said in step for step in told) or bool(told) and sum(step in said for step in told) >= FEWEST


def _procedure(draft: Draft) -> Procedure:
    return procedure(_of_one_clause(_points(draft)), draft.interpretation.document)


def _points(draft: Draft) -> list[KeyPoint]:
    """Return what is said of the procedure in the document's order, with the time limits of its steps, paying out last."""
    points = [point for point in draft.points(Element.PROCEDURE) if not is_complaint(point) and not is_transition(point)]
    if len(points) >= 2 and all(point.citations for point in points):
        places = [draft.places[point.citations[-1].ref] for point in points]
        said = "".join(point.statement for point in points)
        points += [
            point
            for point in draft.points(Element.DATES)
            if _is_time_limit(point)
            and point.statement.rstrip("。") not in said
            and point.citations
            and min(abs(draft.places[point.citations[-1].ref] - place) for place in places) <= NEAR
        ]
        points.sort(key=lambda point: (is_paid(point), draft.places[point.citations[-1].ref], point.citations[-1].start))
    return points[: draft.share("steps")]


def _stem(sentence: str) -> str:
    found = re.match(r"[^，。；：]{3,30}：(?=.{4})", sentence)
    return found[0] if found else ""


def _where(point: KeyPoint) -> str:
    return point.citations[-1].ref if point.citations else point.id


def _of_one_clause(points: list[KeyPoint]) -> list[list[KeyPoint]]:
    """Put together what stands under one name in one clause, and the time limit of a step with it, while it is not too long."""
    runs: list[list[KeyPoint]] = []
    for point in points:
        last = runs[-1] if runs else []
        limit = last and point.element is Element.DATES and _where(last[-1]) == _where(point)
        same = limit or last and last[0].title == point.title and (_where(last[-1]) == _where(point) or (_stem(point.statement) and _stem(last[-1].statement) == _stem(point.statement)))
        if same and sum(len(other.statement) for other in last) + len(point.statement) <= LONGEST_STEP:
            last.append(point)
        else:
            runs.append([point])
    return runs


def _is_time_limit(point: KeyPoint) -> bool:
    """Tell whether a date point says how long an office takes, which is read with the steps, not when something begins."""
    limit = re.search(r"\d+个?(?:工作日|自然日|日|天)(?:之)?内", point.statement)
    return bool(limit) and not re.search(r"施行|有效期|\d月(?:\d{1,2}日)?|实施|执行", point.statement)
