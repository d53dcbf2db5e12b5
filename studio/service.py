"""Studio: one method per user action. The interface and the command line see only this class and its frozen views.

``actor`` is always the id of a signed-in person; whether they may do what they ask is decided here, never in a page.
"""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from studio.errors import Blocked, CannotAccept, Conflict, NotAllowed, UserError
from studio.reviewing import Action, Role, Status
from studio.services.accounts import Accounts
from studio.services.editing import Editing
from studio.services.library import Library
from studio.services.production import Production
from studio.services.release import Release
from studio.services.review import Review
from studio.services.values import (
    Change,
    Check,
    CommentView,
    FileView,
    GeneratorView,
    Health,
    InterpretationView,
    IssueView,
    JobState,
    JobView,
    PackageView,
    PersonView,
    PolicyRecord,
    PolicySummary,
    ProductSummary,
    ProductView,
    Publication,
    Readiness,
    RevisionView,
    SignedIn,
    Task,
    ThemeView,
    TimelineEntry,
)

__all__ = [
    "Action",
    "Blocked",
    "CannotAccept",
    "Change",
    "Check",
    "CommentView",
    "Conflict",
    "FileView",
    "GeneratorView",
    "Health",
    "InterpretationView",
    "IssueView",
    "JobState",
    "JobView",
    "NotAllowed",
    "PackageView",
    "PersonView",
    "PolicyRecord",
    "PolicySummary",
    "ProductSummary",
    "ProductView",
    "Publication",
    "Readiness",
    "RevisionView",
    "Role",
    "SignedIn",
    "Status",
    "Studio",
    "Task",
    "ThemeView",
    "TimelineEntry",
    "UserError",
]


class Studio(Accounts, Library, Editing, Production, Review, Release):
    """An opened studio. It may be shared between threads and opened by several processes at once."""

    @classmethod
    def open(
        cls,
        home: str | Path | None = None,
        *,
        database: str | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> Self:
        """Open the studio kept in ``home``, making and migrating its database where needed.

        ``home`` defaults to $STUDIO_HOME, else ./outputs/studio; ``database`` (an SQLAlchemy address) to $STUDIO_DATABASE,
        else an SQLite file in ``home``. ``clock`` returns the present moment with a time zone.
        """
        home = Path(home or os.environ.get("STUDIO_HOME") or Path("outputs") / "studio")
        raise NotImplementedError(home)
