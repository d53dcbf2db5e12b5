"""A previous version attached later: what the comparison brings is taken over, what people entered stays."""

from generators.model import Element, Interpretation, KeyPoint
from studio.amending.renewing import free
from studio.interpreting import reworded


def with_old_version(present: Interpretation, fresh: Interpretation) -> Interpretation:
    """Return ``present`` with the differences of ``fresh``, a new draft of the same document made with its old version.

    Key points on changes nobody has touched are replaced by those of ``fresh``; so are answers still only proposed or
    pending to questions about changes. New questions are added.
    """
    kept = [point for point in present.key_points if not (_is_about_changes(point) and point.state == "proposed")]
    said = {point.statement for point in kept}
    taken = {point.id for point in kept}
    for point in fresh.key_points:
        if _is_about_changes(point) and point.statement not in said:
            point = point.replace(id=free(point.id, taken))
            taken.add(point.id)
            kept.append(point)
    known = {question.id for question in present.questions}
    questions = present.questions + tuple(question for question in fresh.questions if question.id not in known)
    renewed = {
        question.id
        for question in questions
        if question.id not in known
        or (question.element is Element.CHANGES and present.answer(question.id).state in ("pending", "proposed"))
    }
    answers = tuple(answer for answer in present.answers if answer.question not in renewed)
    answers += tuple(answer for answer in fresh.answers if answer.question in renewed)
    renewed_draft = present.replace(
        key_points=tuple(kept),
        questions=questions,
        answers=answers,
        differences=fresh.differences,
        old_title=fresh.old_title,
    )
    return reworded(renewed_draft, *renewed) if renewed else renewed_draft


def _is_about_changes(point: KeyPoint) -> bool:
    return point.element is Element.CHANGES

