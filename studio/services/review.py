"""Review (审核): what may be done, doing it, remarks on segments, what waits for whom."""

from studio.reviewing import Action
from studio.services.values import ProductView, Task, TimelineEntry


class Review:
    """The part of Studio about reviewing."""

    def actions(self, product_id: str, actor: str) -> tuple[Action, ...]:
        """Return what ``actor`` may do to the product now; the buttons."""
        raise NotImplementedError

    def refusals(self, product_id: str, actor: str) -> dict[Action, str]:
        """Return why ``actor`` may not do the steps the state would allow, one sentence each."""
        raise NotImplementedError

    def act(self, product_id: str, action: Action, *, actor: str, note: str = "") -> ProductView:
        """Do one step of review.

        Raises:
            NotAllowed: the state, the actor's roles, or the four-eyes rule forbid it, or a note is missing.
        """
        raise NotImplementedError

    def confirm_issue(self, product_id: str, issue_key: str, reason: str, *, actor: str) -> ProductView:
        """Confirm that an issue asking for confirmation was looked at; it counts as long as issue and segment stay the same.

        Raises:
            NotAllowed: no such issue, or one that must be mended rather than confirmed.
            CannotAccept: no reason given.
        """
        raise NotImplementedError

    def comment(self, product_id: str, text: str, *, actor: str, segment: str = "") -> ProductView:
        """Leave a remark on a segment, or on the whole product.

        Raises:
            CannotAccept: the text is empty or the product has no such segment.
        """
        raise NotImplementedError

    def resolve_comment(self, comment_id: int, *, actor: str) -> ProductView:
        """Mark a remark as dealt with."""
        raise NotImplementedError

    def timeline(self, product_id: str) -> tuple[TimelineEntry, ...]:
        """Return the product's story: builds, steps of review, remarks, confirmations; oldest first."""
        raise NotImplementedError

    def tasks_for(self, actor: str) -> tuple[Task, ...]:
        """Return what waits for this person: reviews and sign-offs they may give, returned work, failed jobs."""
        raise NotImplementedError
