"""Studio: one method per user action. The interface and the command line see only this class and its frozen views.

``actor`` is always the id of a signed-in person; whether they may do what they ask is decided here, never in a page.
"""

import os
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlalchemy.exc import SQLAlchemyError

from generators.previews import Preview
from generators.video.hearing import Heard
from generators.video.screening import Screened
from studio.errors import Blocked, CannotAccept, Conflict, NotAllowed, UserError
from studio.jobs import Queue, perform
from studio.processes.hearing import Listening, NoSound, Saying
from studio.processes.previewing import Coming, NoPreview, Previewer
from studio.publishing.publication import Publication
from studio.reading import SourceBlock
from studio.reviewing import Action, Role, Status
from studio.services.accounts import Accounts
from studio.services.aids import Aids
from studio.services.answers import Answers
from studio.services.arranged import ArrangedSegment, Arrangement
from studio.services.assisting import AssistanceView, AssistantView, Assisting
from studio.services.core import RecentInterpretations
from studio.services.key_points import KeyPoints
from studio.services.policy_values import (
    FormerSource,
    InterpretationView,
    OmissionView,
    PolicyLink,
    PolicyRecord,
    PolicySummary,
    SourceBeside,
    UploadState,
    UploadView,
)
from studio.services.product_values import (
    CommentView,
    GeneratorView,
    JobView,
    OwnThemeView,
    PackageView,
    ProductSummary,
    ProductView,
    Readiness,
    RevisionView,
    ThemeView,
    TimelineEntry,
)
from studio.services.recent import Recent
from studio.services.release import Release
from studio.services.speaking import ReadingView, Speaking, VoiceView
from studio.services.storyboards import SceneView, Storyboard, Storyboards
from studio.services.substance import Substantial
from studio.services.tasks import Tasks
from studio.services.values import Change, Check, FileView, Health, IssueView, PersonView, SignedIn, Task
from studio.speaking import offer_voices
from studio.storage.database import Database
from studio.storage.files import FileStore
from studio.storage.jobs import JobState
from studio.theming import ThemeDraft, ThemeProblem

__all__ = [
    "Action",
    "ArrangedSegment",
    "Arrangement",
    "AssistanceView",
    "AssistantView",
    "Blocked",
    "CannotAccept",
    "Change",
    "Check",
    "Coming",
    "CommentView",
    "Conflict",
    "FileView",
    "FormerSource",
    "GeneratorView",
    "Health",
    "Heard",
    "InterpretationView",
    "IssueView",
    "JobState",
    "JobView",
    "NoPreview",
    "NoSound",
    "NotAllowed",
    "OmissionView",
    "OwnThemeView",
    "PackageView",
    "PersonView",
    "PolicyLink",
    "PolicyRecord",
    "PolicySummary",
    "Preview",
    "ProductSummary",
    "ProductView",
    "Publication",
    "Readiness",
    "ReadingView",
    "RevisionView",
    "Role",
    "Saying",
    "SceneView",
    "Screened",
    "SignedIn",
    "SourceBeside",
    "SourceBlock",
    "Status",
    "Storyboard",
    "Studio",
    "Task",
    "ThemeDraft",
    "ThemeProblem",
    "ThemeView",
    "TimelineEntry",
    "UploadState",
    "UploadView",
    "UserError",
    "VoiceView",
]


class Studio(Storyboards, Aids, Speaking, Accounts, KeyPoints, Answers, Assisting, Substantial, Tasks, Release):
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

        Raises:
            CannotAccept: the folder cannot be written, or the database cannot be opened.
        """
        studio = cls()
        studio.home = Path(home or os.environ.get("STUDIO_HOME") or Path("outputs") / "studio").absolute()
        studio.clock = clock
        studio.recent = RecentInterpretations()
        offer_voices()  # what is wrong with its settings is told by the doctor
        try:
            if not studio.home.exists():  # unpublished policies are nobody else's business on a shared machine
                studio.home.mkdir(parents=True, mode=0o700)
            studio.outlines, studio.checked, studio.previewer = Recent(), Recent(), Previewer(studio.home / "logs")
            studio.listening = Listening(studio.home / "kept", studio.home / "logs")
            studio.files = FileStore(studio.home / "files")
            address = database or os.environ.get("STUDIO_DATABASE") or f"sqlite:///{studio.home / 'studio.db'}"
            studio.database = Database(address)
            studio.queue = Queue(studio.home, lambda job_id: perform(studio, job_id))
        except (OSError, SQLAlchemyError, sqlite3.Error) as error:
            raise CannotAccept(f"无法打开工作室的存储 {studio.home}，请检查文件夹权限、磁盘空间和数据库地址。") from error
        return studio

    def close(self) -> None:
        """Let go of the database; the studio cannot be used afterwards."""
        self.previewer.close()
        self.listening.close()
        self.queue.close()
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
