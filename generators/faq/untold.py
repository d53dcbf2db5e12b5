"""What is said of an audience and stands in no other answer: its answers that tell something new, and questions made of single points."""

import re
from collections.abc import Iterable

from generators.composing import supported_segment
from generators.faq import asked
from generators.faq.parts import parts_of
from generators.faq.scenarios import OF_A_POINT, in_words, is_of, step_of
from generators.model import Interpretation, KeyPoint, PolicyDocument, Segment

TOLD_AGAIN = 0.5
"""Share of an answer for one audience that must be new beside the general answers; with less it sends the reader through the same words twice."""

MOST_BESIDES = 5
"""Questions made of single points, beside those of the bank."""


def not_told(items: Iterable[Segment], answers: Iterable[Segment]) -> tuple[Segment, ...]:
    """Return the audiences' answers without those that mostly repeat what everyone, or an audience before, is told.

    What is left out stands on the audience's own page all the same, in the answers that tell it (``concerned``).
    """
    told = "\n".join(sorted({piece for answer in answers for piece in _pieces(answer)}))
    kept: list[Segment] = []
    for item in items:
        if _new_in(item, told) > TOLD_AGAIN and item.heading not in [other.heading for other in kept]:
            kept.append(item)
            told += "\n" + "\n".join(sorted(_pieces(item)))
    return tuple(kept)


def is_told(name: str, answers: Iterable[Segment], own: Iterable[Segment]) -> bool:
    """Tell whether all an answer says stands in the other answers and in those of the audiences that would be left beside them."""
    given = next((item for item in answers if item.id == f"answer-{name}"), None)
    others = [item for item in answers if item is not given]
    told = "\n".join(sorted({piece for item in (*others, *not_told(own, others)) for piece in _pieces(item)}))
    return given is not None and not _new_in(given, told)


def besides(interpretation: Interpretation, answers: Iterable[Segment]) -> tuple[Segment, ...]:
    """Return a question of its own for what is said of an audience and stands in none of the answers, where one can be made of it."""
    told = "\n".join(piece for answer in answers for piece in sorted(_pieces(answer)))
    found: list[Segment] = []
    for point in interpretation.live_key_points() if len(interpretation.audiences) > 1 else ():
        pieces = _bare_pieces([point.statement])
        audience = next((known for known in interpretation.audiences if known.id == point.audience), None)
        heading = asked.of_point(point.title, point.statement) if audience and step_of(point) else ""
        if heading and _tells_too_little(interpretation.document, point):
            continue
        whose = _class_above(interpretation.document, point) if heading.endswith("是多少？") else ""
        heading = heading if whose in heading else whose + heading
        fits = heading and (asked.is_of_its_own(heading) or is_of(audience, point.statement))
        if fits and heading not in [other.heading for other in found] and _share_new(pieces, told) > TOLD_AGAIN:
            fields = {"id": f"{OF_A_POINT}{point.id}", "group": asked.group_of(heading), "heading": heading, "text": in_words(interpretation, point)}
            found.append(supported_segment(interpretation, point, kind="answer", element=point.element, **fields))
            told += "\n" + "\n".join(sorted(pieces))
    return tuple(found[:MOST_BESIDES])


def _tells_too_little(document: PolicyDocument, point: KeyPoint) -> bool:
    """Tell whether a point bears the heading of a clause of which it tells only a small part."""
    for citation in point.citations[:1]:
        clause = document.clause(citation.ref)
        for link in (clause, *reversed(document.ancestors(clause.ref))):
            if link.heading.strip("。 ") == point.title:
                told = sum(len(other.text) for other in document.clauses if other.ref.startswith(f"{link.ref}."))
                return len(point.statement) < ENOUGH_TOLD * told
    return False


ENOUGH_TOLD = 0.35
"""Share of a clause that must be told for its heading to be asked about."""

_CLASS = re.compile(r"^[^，。；：]{2,10}(?:人员|居民|家庭|学生|企业|单位|机构)$")


def _class_above(document: PolicyDocument, point: KeyPoint) -> str:
    """Return the class of people a point stands under where the document treats several apart: 职工参保人员 beside 居民参保人员."""
    for citation in point.citations[:1]:
        for link in reversed(document.ancestors(citation.ref)):
            beside = [other for other in document.children(link.parent) if other.ref != link.ref and _CLASS.match(other.heading.strip())] if link.parent else []
            if beside and _CLASS.match(link.heading.strip()):
                return link.heading.strip()
    return ""


def _new_in(item: Segment, told: str) -> float:
    """Return the share of an answer's characters in clauses that ``told`` does not hold."""
    return _share_new(_pieces(item), told)


def _share_new(pieces: set[str], told: str) -> float:
    return sum(len(piece) for piece in pieces if piece not in told) / max(1, sum(map(len, pieces)))


def _pieces(item: Segment) -> set[str]:
    """Return the clauses of an answer without punctuation: a list told line by line, or in one sentence, is the same."""
    return _bare_pieces([*(line for part in parts_of(item.text) for line in part.lines()), *item.points])


def _bare_pieces(lines: Iterable[str]) -> set[str]:
    return {bare for line in lines for piece in re.split("[，。；：]", line) if (bare := re.sub(r"\W|的$", "", piece))}
