"""The interpretation (解读稿): key points, questions and answers, each edit a new version.

Every method that changes something takes ``base``, the version the person was looking at. When somebody else changed
the same point or answer since, nothing is saved and Conflict says so; other changes are simply built upon.
"""

from collections.abc import Sequence

from generators.model import Coverage, Element
from studio.services.values import Change, InterpretationView, IssueView


class Editing:
    """The part of Studio about the interpretation. All editing methods return the interpretation as it then stands."""

    def interpretation(self, policy_id: str, version: int | None = None) -> InterpretationView:
        """Return the interpretation, as it stands or as it stood at ``version``."""
        raise NotImplementedError

    def interpretation_history(self, policy_id: str) -> tuple[Change, ...]:
        """Return every saved change, latest first."""
        raise NotImplementedError

    def coverage(self, policy_id: str) -> tuple[Coverage, ...]:
        """Return how far each element is filled."""
        raise NotImplementedError

    def check_statement(
        self, policy_id: str, statement: str, refs: Sequence[str] | None = None
    ) -> tuple[IssueView, ...]:
        """Return what the checks say about a sentence before it is saved."""
        raise NotImplementedError

    def accept_key_point(
        self, policy_id: str, key_point_id: str, *, actor: str, base: int | None = None
    ) -> InterpretationView:
        """Accept a proposed key point as it is."""
        raise NotImplementedError

    def edit_key_point(
        self,
        policy_id: str,
        key_point_id: str,
        *,
        actor: str,
        statement: str | None = None,
        title: str | None = None,
        element: Element | None = None,
        audience: str | None = None,
        cited: Sequence[tuple[str, str]] | None = None,
        base: int | None = None,
    ) -> InterpretationView:
        """Change a key point; None leaves a thing alone. ``cited`` are (ref, quote) pairs, an empty quote the whole clause.

        Raises:
            CannotAccept: the statement is empty, the title too long, or a quote does not stand in its clause.
        """
        raise NotImplementedError

    def reject_key_point(
        self, policy_id: str, key_point_id: str, *, actor: str, base: int | None = None
    ) -> InterpretationView:
        """Take a key point out. It stays in the interpretation, rejected, and can be restored."""
        raise NotImplementedError

    def restore_key_point(
        self, policy_id: str, key_point_id: str, *, actor: str, version: int | None = None, base: int | None = None
    ) -> InterpretationView:
        """Bring a key point back as it stood at ``version``, or as it was before it was last rejected."""
        raise NotImplementedError

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
        raise NotImplementedError

    def move_key_point(
        self, policy_id: str, key_point_id: str, places: int, *, actor: str, base: int | None = None
    ) -> InterpretationView:
        """Move a key point up (negative) or down among the points of its element."""
        raise NotImplementedError

    def accept_answer(
        self, policy_id: str, question_id: str, *, actor: str, base: int | None = None
    ) -> InterpretationView:
        """Accept the proposed answer as it is."""
        raise NotImplementedError

    def edit_answer(
        self,
        policy_id: str,
        question_id: str,
        text: str,
        *,
        actor: str,
        cited: Sequence[tuple[str, str]] | None = None,
        base: int | None = None,
    ) -> InterpretationView:
        """Answer in one's own words on the clauses ``cited``; None keeps the clauses of the present answer.

        Raises:
            CannotAccept: the text is empty, rests on nothing, or a quote does not stand in its clause.
        """
        raise NotImplementedError

    def reject_answer(
        self, policy_id: str, question_id: str, reason: str, *, actor: str, base: int | None = None
    ) -> InterpretationView:
        """Reject an answer with a reason; the question is open again."""
        raise NotImplementedError

    def restore_answer(
        self, policy_id: str, question_id: str, *, actor: str, version: int | None = None, base: int | None = None
    ) -> InterpretationView:
        """Bring an answer back as it stood at ``version``, or as it was before it was last rejected or set aside."""
        raise NotImplementedError

    def supplement_answer(
        self,
        policy_id: str,
        question_id: str,
        text: str,
        *,
        author: str,
        basis: str,
        actor: str,
        post: str = "",
        base: int | None = None,
    ) -> InterpretationView:
        """Answer from the department's own knowledge (部门说明): who says so, in which post, on what basis.

        Raises:
            CannotAccept: text, author or basis is empty.
        """
        raise NotImplementedError

    def mark_not_applicable(
        self, policy_id: str, question_id: str, reason: str, *, actor: str, base: int | None = None
    ) -> InterpretationView:
        """Settle a question as not applicable, with a reason."""
        raise NotImplementedError

    def add_question(
        self,
        policy_id: str,
        *,
        element: Element,
        text: str,
        actor: str,
        why: str = "",
        base: int | None = None,
    ) -> InterpretationView:
        """Add a question of one's own; it is 待补充 until answered."""
        raise NotImplementedError

    def accept_all_proposed(
        self, policy_id: str, *, actor: str, element: Element | None = None, base: int | None = None
    ) -> InterpretationView:
        """Accept every key point and answer still proposed, of one element or all."""
        raise NotImplementedError

    def restore_version(self, policy_id: str, version: int, *, actor: str) -> InterpretationView:
        """Make the interpretation what it was at ``version``; the versions between stay in the history."""
        raise NotImplementedError
