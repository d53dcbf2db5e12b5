"""Substance (实质性解读): what the products leave unsaid, and how much of one only repeats the source."""

from sqlalchemy import Connection

from generators.model import Segment
from studio.checking import Substance, omitted, substance_of
from studio.reviewing import Role
from studio.services.core import clean
from studio.services.materials import Materials
from studio.services.policy_values import OmissionView
from studio.storage import people, policies, products
from studio.storage.schema import text_digest


class Substantial(Materials):
    """The part of Studio about what products say of the policy as a whole."""

    def omissions(self, policy_id: str) -> tuple[OmissionView, ...]:
        """Return what the policy says and none of its products mentions, in order; what a person left out comes with why."""
        with self.database.reading() as connection:
            self._policy(connection, policy_id)
            document = self._interpretation(connection, policy_id)[1].document
            cited = [citation.ref for segment in self._shown(connection, policy_id) for citation in segment.citations]
            waived, names = policies.waivers_of(connection, policy_id), people.names(connection)
        found = []
        for matter in omitted(document, cited):
            row = waived.get((matter.ref, text_digest(matter.text)))
            found.append(
                OmissionView(
                    ref=matter.ref, address=matter.address, text=matter.text, reason=row.reason if row else "",
                    by=names[row.by] if row else "",
                )
            )  # fmt: skip
        return tuple(found)

    def _shown(self, connection: Connection, policy_id: str) -> list[Segment]:
        """Return the segments of the latest revisions of all products."""
        return [
            segment
            for row in products.of_policy(connection, policy_id)
            if row.current_revision
            for segment in products.load_revision(connection, row.id, row.current_revision).segments
        ]

    def waive_clause(self, policy_id: str, ref: str, reason: str, *, actor: str) -> tuple[OmissionView, ...]:
        """Note why no product mentions the clause at ``ref``; an empty reason takes that back. Holds while its words do.

        Raises:
            CannotAccept: every product mentions it, or the reason is too long.
        """
        reason = clean(reason, "理由", most=200, needed=False)
        matter = {item.ref: item for item in self.omissions(policy_id)}.get(ref)
        with self.database.writing() as connection:
            self._actor(connection, actor, Role.DRAFTER)
            self._policy(connection, policy_id, lock=True)
            if matter is not None:
                policies.save_waiver(connection, policy_id, ref, matter.text, reason, by=actor, at=self.clock())
        return self.omissions(policy_id)

    def substance(self, product_id: str) -> Substance | None:
        """Return how much of a product only repeats the source, and what would help; None before it is made."""
        with self.database.reading() as connection:
            row = self._product(connection, product_id)
            if not row.current_revision:
                return None
            segments = products.load_revision(connection, product_id, row.current_revision).segments
            interpretation = self._interpretation(connection, row.policy_id)[1]
        return substance_of(interpretation, segments)
