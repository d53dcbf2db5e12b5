"""The library (政策库): uploading, the record and its corrections, publication details, archiving."""

from collections.abc import Mapping
from typing import Any

from studio.services.values import FileView, IssueView, PolicyRecord, PolicySummary, Publication


class Library:
    """The part of Studio about policies."""

    def upload(
        self, data: bytes, filename: str, *, actor: str, old: tuple[bytes, str] | None = None
    ) -> PolicyRecord:
        """Read a policy, draft its interpretation and keep both. ``old`` is the previous version (bytes, name), if any.

        Raises:
            CannotAccept: the file cannot be read, or is already in the library.
            NotAllowed: the actor may not draft.
        """
        raise NotImplementedError

    def policies(self, query: str = "", *, archived: bool = False) -> tuple[PolicySummary, ...]:
        """Return the policies whose title, number or authority holds every word of ``query``, latest change first."""
        raise NotImplementedError

    def record(self, policy_id: str) -> PolicyRecord:
        """Return one policy with its metadata, clauses and history.

        Raises:
            NotAllowed: no such policy.
        """
        raise NotImplementedError

    def source_file(self, policy_id: str) -> FileView:
        """Return the uploaded file, byte for byte; its sha256 is checked on the way."""
        raise NotImplementedError

    def upload_issues(self, policy_id: str) -> tuple[IssueView, ...]:
        """Return what the checks found in the uploaded file: secrecy marks, personal data, hidden text."""
        raise NotImplementedError

    def attach_old_version(self, policy_id: str, data: bytes, filename: str, *, actor: str) -> PolicyRecord:
        """Read the previous version and compare. What people entered stays; differences and the points on them are renewed.

        Raises:
            CannotAccept: the file cannot be read.
        """
        raise NotImplementedError

    def edit_record(
        self, policy_id: str, changes: Mapping[str, Any], *, actor: str, base: int | None = None
    ) -> PolicyRecord:
        """Correct metadata (title, document_number, dates …; see EDITABLE). The former values stay in the history.

        Dates may be given as date or ISO text, lists as sequences of text; None or "" clears a field.

        Raises:
            CannotAccept: a field is not editable or its value is not valid.
            Conflict: somebody else changed one of these fields since version ``base``.
        """
        raise NotImplementedError

    def set_publication_details(
        self,
        policy_id: str,
        *,
        actor: str,
        interpreter: str | None = None,
        contact: str | None = None,
        publication: Publication | None = None,
        base: int | None = None,
    ) -> PolicyRecord:
        """Set 解读机构 and 咨询电话 as they appear on every product, and the portal's details. None leaves a thing alone.

        Raises:
            CannotAccept: the address of the policy page is not an http or https address.
            Conflict: somebody else changed interpreter or contact since version ``base``.
        """
        raise NotImplementedError

    def archive(self, policy_id: str, *, actor: str, archived: bool = True) -> None:
        """Put a policy away, or bring it back. Nothing is deleted; a policy with a published product stays.

        Raises:
            NotAllowed: a product is published, or the actor may not draft.
        """
        raise NotImplementedError
