"""What Studio shows the interface of policies: the library, files on their way into it, the record, the interpretation."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from generators.model import Coverage, Interpretation, PolicyDocument
from studio.amending import Kinship
from studio.publishing.publication import Publication
from studio.reading import SourceBlock, Span
from studio.services.product_values import ProductSummary
from studio.services.values import Change


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
