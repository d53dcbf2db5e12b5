"""What Studio shows the interface of products: how they are made, what they look like, their review, their packages."""

from dataclasses import dataclass
from datetime import datetime

from generators.model import Brief, FileRecord, Revision, Segment
from studio.reviewing import Action, Status
from studio.services.values import IssueView
from studio.storage.jobs import JobState


@dataclass(frozen=True)
class ProductSummary:
    """One line about a product."""

    id: str
    policy_id: str
    policy_title: str
    generator: str
    label: str
    audience: str
    status: Status
    stale: bool
    revision_number: int
    updated_at: datetime


@dataclass(frozen=True)
class GeneratorView:
    """A kind of product that can be made; ``usual`` ones are chosen until somebody chooses otherwise."""

    name: str
    label: str
    version: str
    usual: bool = True


@dataclass(frozen=True)
class ThemeView:
    """A theme that can be chosen; ``colours`` are a few #rrggbb for a swatch, ``own`` tells whether the department made it."""

    name: str
    label: str
    description: str
    colours: tuple[str, ...]
    own: bool = False


@dataclass(frozen=True)
class OwnThemeView:
    """A theme the department made: its newest version, who changed it last and when, whether it is offered for new products."""

    name: str
    label: str
    version: int
    offered: bool
    by: str
    at: datetime


@dataclass(frozen=True)
class JobView:
    """Background work: ``share`` 0–1, ``doing`` a short phrase, ``error`` one sentence when it failed."""

    id: str
    policy_id: str
    product_id: str
    generator: str
    label: str
    state: JobState
    share: float
    doing: str
    error: str
    by: str
    queued_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more will happen."""
        return self.state in (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


@dataclass(frozen=True)
class CommentView:
    """A remark (批注) on a segment, or on the whole product when ``segment`` is empty."""

    id: int
    segment: str
    text: str
    by: str
    at: datetime
    revision_number: int
    resolved_by: str
    resolved_at: datetime | None


@dataclass(frozen=True)
class TimelineEntry:
    """One line of a product's story, oldest first. ``action`` is None for a build, a comment or a confirmation."""

    at: datetime
    by: str
    what: str
    note: str
    revision_number: int
    action: Action | None = None


DECISIONS = (Action.REQUEST_CHANGES, Action.APPROVE, Action.SIGN_OFF, Action.PUBLISH, Action.WITHDRAW)
"""Steps by which somebody other than its author decides about a product."""


@dataclass(frozen=True)
class RevisionView:
    """One revision of a product: its number from 1, digest, and the status of that very revision."""

    number: int
    digest: str
    at: datetime
    by: str
    status: Status
    files: tuple[FileRecord, ...]


@dataclass(frozen=True)
class ProductView:
    """A product with everything its page shows. ``stale_because`` is one sentence when ``stale``.

    ``brief`` is the arrangement as saved, ``brief_version`` what to pass back as ``base`` when saving it.
    """

    id: str
    policy_id: str
    generator: str
    label: str
    title: str
    audience: str
    status: Status
    stale: bool
    stale_because: str
    live: bool
    revision: Revision | None
    revision_number: int
    segments: tuple[Segment, ...]
    files: tuple[FileRecord, ...]
    issues: tuple[IssueView, ...]
    comments: tuple[CommentView, ...]
    timeline: tuple[TimelineEntry, ...]
    revisions: tuple[RevisionView, ...]
    contributors: tuple[str, ...]
    brief: Brief
    brief_version: int
    job: JobView | None

    @property
    def sent_back(self) -> TimelineEntry | None:
        """Return the step by which the product was sent back last, until somebody decides about it again: what is to be mended."""
        decided = [entry for entry in self.timeline if entry.action in DECISIONS]
        return decided[-1] if decided and decided[-1].action is Action.REQUEST_CHANGES else None

    @property
    def submitted_with(self) -> str:
        """Return what its author said when submitting, while a decision is waited for; empty when nothing."""
        steps = [entry for entry in self.timeline if entry.action]
        return steps[-1].note if steps and steps[-1].action is Action.SUBMIT else ""

    def open_comments(self, segment: str | None = None) -> tuple[CommentView, ...]:
        """Return the remarks nobody has dealt with yet, all or those on one ``segment`` (empty: on the whole product)."""
        return tuple(item for item in self.comments if not item.resolved_by and segment in (None, item.segment))


@dataclass(frozen=True)
class Readiness:
    """Whether a product may be exported; ``reason`` is one sentence when not."""

    product: ProductSummary
    ready: bool
    reason: str


@dataclass(frozen=True)
class PackageView:
    """An exported package (发布包); ``reason`` is why it was exported although the policy was no longer in force."""

    id: str
    policy_id: str
    filename: str
    sha256: str
    bytes: int
    at: datetime
    by: str
    target_name: str
    products: tuple[str, ...]
    reason: str = ""
