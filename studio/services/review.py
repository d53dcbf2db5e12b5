"""Review (审核): what may be done, doing it, remarks on segments, what waits for whom."""

from sqlalchemy import Connection, Row

from generators.model import Severity
from studio.errors import CannotAccept, NotAllowed
from studio.reviewing import IN_REVIEW, TRANSITIONS, Action, Role, actions, advance, refusal, refusal_to_remove
from studio.services.core import clean
from studio.services.product_values import ProductSummary, ProductView, TimelineEntry
from studio.services.production import Production
from studio.services.state import look, look_at
from studio.services.story import timeline
from studio.storage import jobs as job_rows
from studio.storage import people, products


class Review(Production):
    """The part of Studio about reviewing."""

    def actions(self, product_id: str, actor: str) -> tuple[Action, ...]:
        """Return what ``actor`` may do to the product now; the buttons."""
        with self.database.reading() as connection:
            state = self._state(connection, self._product(connection, product_id))
            return actions(state, self._actor(connection, actor))

    def refusals(self, product_id: str, actor: str) -> dict[Action, str]:
        """Return why ``actor`` may not do the steps the state would allow, one sentence each."""
        with self.database.reading() as connection:
            state = self._state(connection, self._product(connection, product_id))
            person = self._actor(connection, actor)
        possible = [action for action in Action if (state.status_for(action), action) in TRANSITIONS]
        reasons = {action: refusal(state, action, person, "（理由）") for action in possible}
        return {action: reason for action, reason in reasons.items() if reason}

    def act(self, product_id: str, action: Action, *, actor: str, note: str = "") -> ProductView:
        """Do one step of review.

        Raises:
            NotAllowed: the state, the actor's roles, or the four-eyes rule forbid it, or a note is missing (for
                sending back, withdrawing, and submitting unchanged what was sent back).
        """
        note = clean(note, "意见", most=1000, needed=False)
        with self.database.writing() as connection:
            row = self._locked(connection, product_id)
            person = self._actor(connection, actor)
            after = advance(self._state(connection, row), action, actor=person, at=self.clock(), note=note)
            products.insert_event(connection, product_id, len(after.events), after.events[-1])
        return self.product(product_id)

    def why_unremovable(self, product_id: str, actor: str) -> str:
        """Return why ``actor`` may not take the product off the list, as one sentence; empty when they may."""
        with self.database.reading() as connection:
            return refusal_to_remove(look_at(connection, self._product(connection, product_id)), self._actor(connection, actor))

    def remove_product(self, product_id: str, *, actor: str) -> None:
        """Take a product off its policy's list. Its versions and its story are kept, and making it again brings it back.

        Raises:
            NotAllowed: it is published or being reviewed, or the actor may not draft.
        """
        with self.database.writing() as connection:
            row = self._locked(connection, product_id)
            if why := refusal_to_remove(look_at(connection, row), self._actor(connection, actor)):
                raise NotAllowed(why)
            if waiting := job_rows.waiting_for(connection, product_id):
                job_rows.cancel(connection, waiting, self.clock())
            products.set_removed(connection, product_id, self.clock())
            self._note(connection, actor, "product.remove", f"product:{product_id}")

    def removed_in_review(self, policy_id: str) -> tuple[ProductSummary, ...]:
        """Return the removed products that are submitted, approved or signed: what they were made from is again as it was."""
        with self.database.reading() as connection:
            seen = look(connection, policy_id)
            rows = [row for row in products.of_policy(connection, policy_id, removed=True) if row.removed_at is not None]
            return tuple(seen.summary(row) for row in rows if seen.state(row).status in IN_REVIEW)

    def bring_back(self, product_id: str, *, actor: str) -> None:
        """Put a removed product on its policy's list again, as it is.

        Raises:
            NotAllowed: the actor may not draft, or there is no such product.
        """
        with self.database.writing() as connection:
            self._actor(connection, actor, Role.DRAFTER)
            self._locked(connection, product_id)
            products.set_removed(connection, product_id, None)
            self._note(connection, actor, "product.bring_back", f"product:{product_id}")

    def _locked(self, connection: Connection, product_id: str) -> Row:
        """Return a product's row; nobody else changes its policy until the transaction ends."""
        row = self._product(connection, product_id)
        self._policy(connection, row.policy_id, lock=True)
        return row

    def confirm_issue(self, product_id: str, issue_key: str, reason: str, *, actor: str) -> ProductView:
        """Confirm that an issue asking for confirmation was looked at; it counts as long as issue and segment stay the same.

        Raises:
            NotAllowed: no such issue, or one that must be mended rather than confirmed.
            CannotAccept: no reason given.
        """
        reason = clean(reason, "核对说明", most=300)
        with self.database.writing() as connection:
            self._actor(connection, actor, Role.DRAFTER, Role.REVIEWER)
            row = self._locked(connection, product_id)
            head = products.revision_head(connection, product_id, row.current_revision)
            found = [view for view in self._issues(connection, head) if view.key == issue_key]
            if not found:
                raise NotAllowed("没有这个问题，可能产品已重新制作，请刷新页面。")
            issue = found[0].issue
            if issue.severity is Severity.BLOCKING:
                raise NotAllowed("这个问题必须改正，不能以核对代替，请修改后重新制作。")
            products.insert_confirmation(
                connection,
                product_id=product_id,
                issue_key=issue_key,
                revision_number=row.current_revision,
                text=issue.text,
                reason=reason,
                by=actor,
                at=self.clock(),
            )
        return self.product(product_id)

    def comment(self, product_id: str, text: str, *, actor: str, segment: str = "") -> ProductView:
        """Leave a remark on a segment, or on the whole product.

        Raises:
            CannotAccept: the text is empty or the product has no such segment.
        """
        text = clean(text, "批注", most=1000)
        with self.database.writing() as connection:
            self._actor(connection, actor)
            row = self._locked(connection, product_id)
            if segment:
                revision = products.load_revision(connection, product_id, row.current_revision)
                if segment not in {known.id for known in revision.segments}:
                    raise CannotAccept("产品中没有这个片段，可能已重新制作，请刷新页面。")
            at = self.clock()
            products.insert_comment(
                connection,
                product_id=product_id,
                revision_number=row.current_revision,
                segment=segment,
                text=text,
                by=actor,
                at=at,
            )
            self._note(connection, actor, "comment.add", f"product:{product_id}", segment=segment, text=text)
        return self.product(product_id)

    def resolve_comment(self, comment_id: int, *, actor: str) -> ProductView:
        """Mark a remark as dealt with.

        Raises:
            NotAllowed: no such remark.
        """
        with self.database.writing() as connection:
            self._actor(connection, actor)
            row = products.comment_by_id(connection, comment_id)
            if row is None:
                raise NotAllowed("没有这条批注，请刷新页面。")
            products.resolve_comment(connection, comment_id, by=actor, at=self.clock())
            self._note(connection, actor, "comment.resolve", f"product:{row.product_id}", comment=comment_id)
        return self.product(row.product_id)

    def timeline(self, product_id: str) -> tuple[TimelineEntry, ...]:
        """Return the product's story: builds, steps of review, remarks, confirmations; oldest first."""
        with self.database.reading() as connection:
            self._product(connection, product_id)
            return timeline(connection, product_id, people.names(connection))
