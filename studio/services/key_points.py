"""Key points (要点): accepting, wording, taking out, restoring, adding, ordering."""

from collections.abc import Callable, Sequence

from generators.model import Element, Interpretation, KeyPoint
from studio.errors import CannotAccept, NotAllowed
from studio.services.core import clean
from studio.services.editing import Editing, citations_of, confirmed, unused
from studio.services.policy_values import InterpretationView

LONGEST_TITLE = 14
LONGEST_STATEMENT = 1000
LONGEST_NARRATION = 300


class KeyPoints(Editing):
    """The part of Studio about key points."""

    def _edit_key_point(
        self,
        policy_id: str,
        key_point_id: str,
        actor: str,
        base: int | None,
        verb: str,
        change: Callable[[Interpretation, KeyPoint], KeyPoint],
    ) -> InterpretationView:
        def apply(present: Interpretation) -> Interpretation:
            return present.with_key_point(change(present, _key_point(present, key_point_id)))

        item = ("key_points", key_point_id)
        return self._edit(policy_id, actor, base, item, lambda edited: f"{verb}要点{_named(edited, key_point_id)}", apply)

    def accept_key_point(
        self, policy_id: str, key_point_id: str, *, actor: str, base: int | None = None
    ) -> InterpretationView:
        """Accept a proposed key point as it is, or one that became stale as still right.

        What a language model drafted in it is the person's from now on and no longer marked.
        """

        def accept(present: Interpretation, point: KeyPoint) -> KeyPoint:
            if point.state in ("accepted", "edited") and not point.stale and not point.drafted:
                return point
            return confirmed(present, point, state="edited" if point.state == "edited" else "accepted", drafted=(), by=actor)

        return self._edit_key_point(policy_id, key_point_id, actor, base, "采纳", accept)

    def edit_key_point(
        self,
        policy_id: str,
        key_point_id: str,
        *,
        actor: str,
        statement: str | None = None,
        title: str | None = None,
        narration: str | None = None,
        element: Element | None = None,
        audience: str | None = None,
        cited: Sequence[tuple[str, str]] | None = None,
        base: int | None = None,
    ) -> InterpretationView:
        """Change a key point; None leaves a thing alone. ``cited`` are (ref, quote) pairs, an empty quote the whole clause.

        Raises:
            CannotAccept: the statement is empty, the title too long, or a quote does not stand in its clause.
        """
        wanted = {
            "statement": None if statement is None else clean(statement, "要点内容", most=LONGEST_STATEMENT),
            "title": None if title is None else clean(title, "要点标题", most=LONGEST_TITLE, needed=False),
            "narration": None if narration is None else clean(narration, "口播稿", most=LONGEST_NARRATION, needed=False),
            "element": element,
        }

        def edit(present: Interpretation, point: KeyPoint) -> KeyPoint:
            values = {name: value for name, value in wanted.items() if value is not None}
            if audience is not None:
                values["audience"] = _audience(present, audience)
            if cited is not None:
                values["citations"] = citations_of(present, cited)
            if point.replace(**values) == point:
                return point
            own = [name for name, value in values.items() if value != getattr(point, name)]
            return confirmed(present, point, **values, drafted=point.drafts_besides(*own), state="edited", by=actor)

        return self._edit_key_point(policy_id, key_point_id, actor, base, "修改", edit)

    def reject_key_point(
        self, policy_id: str, key_point_id: str, *, actor: str, base: int | None = None
    ) -> InterpretationView:
        """Take a key point out. It stays in the interpretation, rejected, and can be restored."""

        def reject(present: Interpretation, point: KeyPoint) -> KeyPoint:
            return point if point.state == "rejected" else point.replace(state="rejected", by=actor)

        return self._edit_key_point(policy_id, key_point_id, actor, base, "删去", reject)

    def restore_key_point(
        self, policy_id: str, key_point_id: str, *, actor: str, version: int | None = None, base: int | None = None
    ) -> InterpretationView:
        """Bring a key point back as it stood at ``version``, or as it was before it was last rejected."""
        former = KeyPoint.model_validate(
            self._former(policy_id, ("key_points", key_point_id), version, unwanted=("rejected",))
        )

        def restore(present: Interpretation, point: KeyPoint) -> KeyPoint:
            return former

        return self._edit_key_point(policy_id, key_point_id, actor, base, "恢复", restore)

    def add_key_point(
        self,
        policy_id: str,
        *,
        element: Element,
        statement: str,
        ref: str,
        actor: str,
        quote: str = "",
        title: str = "",
        audience: str = "",
        base: int | None = None,
    ) -> InterpretationView:
        """Add a key point that rests on ``quote`` (or the whole) of clause ``ref``.

        Raises:
            CannotAccept: there is no such clause, it does not hold the quote, or the statement is empty.
        """
        statement = clean(statement, "要点内容", most=LONGEST_STATEMENT)
        title = clean(title, "要点标题", most=LONGEST_TITLE, needed=False)

        def add(present: Interpretation) -> Interpretation:
            point = KeyPoint(
                id=unused("own", {point.id for point in present.key_points}),
                element=element,
                title=title,
                statement=statement,
                audience=_audience(present, audience),
                citations=citations_of(present, [(ref, quote)]),
                state="edited",
                by=actor,
            )
            return present.with_key_point(point)

        return self._edit(policy_id, actor, base, None, lambda edited: f"新增要点{_named(edited, edited.key_points[-1].id)}", add)

    def move_key_point(
        self, policy_id: str, key_point_id: str, places: int, *, actor: str, base: int | None = None
    ) -> InterpretationView:
        """Move a key point up (negative) or down among the points of its element that are not rejected."""

        def move(present: Interpretation) -> Interpretation:
            point = _key_point(present, key_point_id)
            points = list(present.key_points)
            slots = [points.index(other) for other in present.live_key_points(point.element) if other != point]
            at = points.index(point)
            before = sum(slot < at for slot in slots)
            order = sorted([*slots, at])
            moved = [points[slot] for slot in slots]
            moved.insert(max(0, min(len(moved), before + places)), point)
            for slot, value in zip(order, moved, strict=True):
                points[slot] = value
            return present.replace(key_points=tuple(points))

        return self._edit(policy_id, actor, base, None, lambda edited: f"移动要点{_named(edited, key_point_id)}", move)


def _key_point(interpretation: Interpretation, key_point_id: str) -> KeyPoint:
    for point in interpretation.key_points:
        if point.id == key_point_id:
            return point
    raise NotAllowed("没有这个要点，可能刚刚被改动，请刷新页面。")


def _audience(interpretation: Interpretation, audience: str) -> str:
    if audience and audience not in {known.id for known in interpretation.audiences}:
        raise CannotAccept("没有这类适用对象，请从列表中选择。")
    return audience


def _named(interpretation: Interpretation, key_point_id: str) -> str:
    point = _key_point(interpretation, key_point_id)
    return f"“{point.title or point.statement[:LONGEST_TITLE]}”"
