"""Aids to the pages: finding a clause, comparing revisions, proving a kept package."""

from generators.model import Clause, Segment
from studio.interpreting import find_clauses
from studio.publishing import verify_package
from studio.storage import products


class Aids:
    """The part of Studio built from its other parts."""

    def find_clauses(self, policy_id: str, words: str, *, limit: int = 3) -> tuple[Clause, ...]:
        """Return the clauses that best answer ``words``, the best first; empty when none shares a word."""
        return tuple(find_clauses(self.record(policy_id).document, words, limit))

    def compare_revisions(self, product_id: str, former: int, present: int) -> tuple[tuple[str, str, str], ...]:
        """Return the segments two revisions (numbers from 1) word differently: name, former text, present text."""
        old, new = (self._texts(product_id, number) for number in (former, present))
        names = list(dict.fromkeys([*old, *new]))
        rows = [(name, old.get(name, ("", ""))[1], new.get(name, ("", ""))[1]) for name in names]
        labels = {name: (new.get(name) or old.get(name))[0] for name in names}
        return tuple((labels[name], before, after) for name, before, after in rows if before != after)

    def _texts(self, product_id: str, number: int) -> dict[str, tuple[str, str]]:
        with self.database.reading() as connection:
            segments: tuple[Segment, ...] = products.load_revision(connection, product_id, number).segments
        return {segment.id: (segment.heading or segment.group or segment.id, "\n".join(segment.statements())) for segment in segments}

    def verify_package(self, package_id: str) -> tuple[str, ...]:
        """Return what is wrong with a kept package; empty when every byte, link and approval holds."""
        return tuple(verify_package(self.package_file(package_id).data).problems)
