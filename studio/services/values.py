"""What Studio shows the interface of people, tasks and files: frozen values, ready to draw. Names of people are already written out.

Of policies see ``policy_values``, of products ``product_values``.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from generators.model import Issue
from studio.reviewing import Role


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
class IssueView:
    """An issue (问题) with its key and, when a person confirmed it, who did, when and why."""

    key: str
    issue: Issue
    confirmed_by: str = ""
    confirmed_at: datetime | None = None
    reason: str = ""


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
