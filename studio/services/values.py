"""What Studio shows the interface: frozen values, ready to draw. Names of people are already written out."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from generators.model import (
    Brief,
    Coverage,
    FileRecord,
    Interpretation,
    Issue,
    PolicyDocument,
    Revision,
    Segment,
)
from studio.amending import Kinship
from studio.publishing.publication import Publication
from studio.reading import SourceBlock, Span
from studio.reviewing import Action, Role, Status
from studio.storage.jobs import JobState


@dataclass(frozen=True)
class PersonView:
    """A person with an account. ``id`` is what every method takes as ``actor``."""

    id: str
    account: str
    name: str
    post: str
    roles: tuple[Role, ...]
    disabled: bool
    created_at: datetime

    def has(self, role: Role) -> bool:
        """Tell whether the person is entrusted with ``role``."""
        return role in self.roles


@dataclass(frozen=True)
class SignedIn:
    """A person who proved who they are, and the token that keeps them signed in until ``expires_at``."""

    person: PersonView
    token: str
    expires_at: datetime


@dataclass(frozen=True)
class Change:
    """One saved change (历史): ``version`` counts from 1, ``what`` is a short Chinese phrase."""

    version: int
    at: datetime
    by: str
    what: str


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
class PolicySummary:
    """One line of the library (政策库). ``published_on`` is the date of writing where that of publication is unknown.

    ``expired`` tells that its last day in force has passed.
    """

    id: str
    title: str
    document_number: str
    issuing_authorities: tuple[str, ...]
    kind: str
    published_on: date | None
    validity: str
    uploaded_by: str
    uploaded_at: datetime
    updated_at: datetime
    archived: bool
    settled: int
    open: int
    products: tuple[ProductSummary, ...]
    expired: bool = False


class UploadState(StrEnum):
    """How far a file on its way into the library has come."""

    READING = "reading"
    FAILED = "failed"
    UNDECIDED = "undecided"
    DONE = "done"


@dataclass(frozen=True)
class UploadView:
    """A file on its way into the library: ``kin`` are the known policies it may continue, the surest first.

    ``share`` 0–1 and ``doing`` tell how far reading is, ``error`` is one sentence when it failed; ``policy_id`` is set when
    a policy was made of it.
    """

    id: str
    filename: str
    title: str
    state: UploadState
    share: float
    doing: str
    error: str
    kin: tuple[Kinship, ...]
    policy_id: str
    by: str
    at: datetime


@dataclass(frozen=True)
class SourceBeside:
    """The blocks of a source in order, and where in them each clause stands, by its ref."""

    blocks: tuple[SourceBlock, ...]
    spans: dict[str, tuple[Span, ...]]


@dataclass(frozen=True)
class OmissionView:
    """Something the policy says that no product mentions; ``reason`` and ``by`` when a person left it out on purpose."""

    ref: str
    address: str
    text: str
    reason: str
    by: str


@dataclass(frozen=True)
class PolicyLink:
    """Another policy of the library: the one before or after this one."""

    id: str
    title: str


@dataclass(frozen=True)
class FormerSource:
    """A file the policy was read from before: who replaced it, and when."""

    filename: str
    sha256: str
    replaced_by: str
    replaced_at: datetime


@dataclass(frozen=True)
class IssueView:
    """An issue (问题) with its key and, when a person confirmed it, who did, when and why."""

    key: str
    issue: Issue
    confirmed_by: str = ""
    confirmed_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True)
class PolicyRecord:
    """A policy record (政策记录). ``interpret_by`` is the last working day for publishing interpretations, when known.

    ``succeeds`` is the policy this one takes the place of, ``succeeded_by`` the one that took its place; ``stale`` counts what
    must be looked at again because a newer version changed the clauses it rests on, ``recognised`` says that the text was read
    off pictures. ``out_of_force`` is one sentence when it is repealed, replaced or past its last day.
    """

    id: str
    document: PolicyDocument
    version: int
    publication: Publication
    old_title: str
    old_filename: str
    uploaded_by: str
    uploaded_at: datetime
    archived: bool
    history: tuple[Change, ...]
    interpret_by: date | None
    interpret_by_note: str
    succeeds: PolicyLink | None = None
    succeeded_by: PolicyLink | None = None
    former_sources: tuple[FormerSource, ...] = ()
    stale: int = 0
    recognised: bool = False
    out_of_force: str = ""


@dataclass(frozen=True)
class InterpretationView:
    """The interpretation as it stands. Pass ``version`` back as ``base`` when saving, so that nobody overwrites anybody.

    ``names`` turns the ids in ``by`` fields into names.
    """

    policy_id: str
    version: int
    interpretation: Interpretation
    coverage: tuple[Coverage, ...]
    names: dict[str, str]
    updated_by: str
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


@dataclass(frozen=True)
class FileView:
    """A file's bytes with its name and media type."""

    filename: str
    media_type: str
    data: bytes


@dataclass(frozen=True)
class Task:
    """Something that waits for a person: ``kind`` is one of review, sign_off, publish, revise, rebuild, failed, answer."""

    kind: str
    text: str
    policy_id: str
    product_id: str
    since: datetime
    due: date | None = None


@dataclass(frozen=True)
class Readiness:
    """Whether a product may be exported; ``reason`` is one sentence when not."""

    product: ProductSummary
    ready: bool
    reason: str


@dataclass(frozen=True)
class PackageView:
    """An exported package (发布包)."""

    id: str
    policy_id: str
    filename: str
    sha256: str
    bytes: int
    at: datetime
    by: str
    target_name: str
    products: tuple[str, ...]


@dataclass(frozen=True)
class Check:
    """One line of the doctor: what was looked at, whether it is all right, and a sentence."""

    name: str
    ok: bool
    text: str


@dataclass(frozen=True)
class Health:
    """What the doctor found."""

    checks: tuple[Check, ...] = field(default=())

    @property
    def ok(self) -> bool:
        """Tell whether everything is all right."""
        return all(check.ok for check in self.checks)
