"""The tables. Portable types only, so that the same schema serves SQLite and PostgreSQL.

Rows of ``interpretation_versions``, ``brief_versions``, ``theme_versions``, ``publication_versions``, ``former_sources``, ``waivers``,
``revisions``, ``events``, ``confirmations``, ``packages``, ``lapsed_exports`` and ``audit`` are only ever added, never changed.
"""

import hashlib
from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

HEAD = "0010"
"""The newest migration; a database at this revision needs none."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator):
    """A point in time: kept in UTC, always returned with its time zone (SQLite would drop it)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect) -> datetime | None:
        """Turn any zoned moment into UTC; a naive one is refused."""
        if value is None:
            return None
        utc = in_utc(value)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect) -> datetime | None:
        """Give a stored moment its time zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def in_utc(moment: datetime) -> datetime:
    """Return the same moment in UTC.

    Raises:
        ValueError: it has no time zone, so nobody could say when it was.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC)


def text_digest(text: str) -> str:
    """Return the sha256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


ID = String(32)
SHA256 = String(64)

people = Table(
    "people",
    metadata,
    Column("id", ID, primary_key=True),
    Column("account", String(64), nullable=False, unique=True),
    Column("name", String(64), nullable=False),
    Column("post", String(64), nullable=False),
    Column("roles", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
)

throttles = Table(
    "throttles",
    metadata,
    Column("account", String(64), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_failure_at", Moment, nullable=False),
)

unsaved = Table(
    "unsaved",
    metadata,
    Column("person_id", ID, ForeignKey("people.id"), primary_key=True),
    Column("place", String(200), primary_key=True),
    Column("text", Text, nullable=False),
    Column("instead_of", Text, nullable=True),
    Column("at", Moment, nullable=False),
)
"""What a person has typed somewhere and not saved yet; ``instead_of`` are the words that were saved there when they began, if known."""


readings = Table(
    "readings",
    metadata,
    Column("word", String(16), primary_key=True),
    Column("said", String(120), nullable=False),
    Column("by", ID, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
)
"""How words are said that a voice reads wrongly, for the whole department."""

tokens = Table(
    "tokens",
    metadata,
    Column("token_sha256", SHA256, primary_key=True),
    Column("person_id", ID, ForeignKey("people.id"), nullable=False, index=True),
    Column("expires_at", Moment, nullable=False),
)

policies = Table(
    "policies",
    metadata,
    Column("id", ID, primary_key=True),
    Column("source_sha256", SHA256, nullable=False, index=True),
    Column("old_sha256", SHA256, nullable=False),
    Column("old_filename", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("search_text", Text, nullable=False),
    Column("upload_issues", Text, nullable=False),
    Column("uploaded_by", ID, ForeignKey("people.id"), nullable=False),
    Column("uploaded_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("archived", Boolean, nullable=False),
    Column("succeeds", ID, ForeignKey("policies.id"), nullable=True, index=True),
    Column("source_blocks", SHA256, nullable=True),
)
"""``succeeds`` is the policy this one takes the place of; ``source_blocks`` the digest of its source as read, among the parts."""

former_sources = Table(
    "former_sources",
    metadata,
    Column("policy_id", ID, ForeignKey("policies.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("sha256", SHA256, nullable=False),
    Column("filename", Text, nullable=False),
    Column("by", ID, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
)
"""The files a policy was read from before they were replaced by a newer version: who replaced them, and when."""

waivers = Table(
    "waivers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("policy_id", ID, ForeignKey("policies.id"), nullable=False, index=True),
    Column("ref", Text, nullable=False),
    Column("text_sha256", SHA256, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", ID, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
)
"""Clauses no product need mention, and why; an empty ``reason`` takes an earlier one back. One holds while its words do."""

uploads = Table(
    "uploads",
    metadata,
    Column("id", ID, primary_key=True),
    Column("sha256", SHA256, nullable=False, index=True),
    Column("filename", Text, nullable=False),
    Column("old_sha256", String(64), nullable=False),
    Column("old_filename", Text, nullable=False),
    Column("read", Text, nullable=False),
    Column("kin", Text, nullable=False),
    Column("policy_id", ID, ForeignKey("policies.id"), nullable=True),
    Column("dismissed", Boolean, nullable=False),
    Column("by", ID, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
)
"""Files on their way into the library: ``read`` is what reading yielded, as JSON, empty as long as it goes on; ``policy_id`` is
set once a policy was made of it."""

parts = Table(
    "parts",
    metadata,
    Column("digest", SHA256, primary_key=True),
    Column("content", Text, nullable=False),
)
"""Large parts of interpretations that seldom change (document, facts, differences), each kept once."""

interpretation_versions = Table(
    "interpretation_versions",
    metadata,
    Column("policy_id", ID, ForeignKey("policies.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("digest", SHA256, nullable=False),
    Column("content", Text, nullable=False),
    Column("by", ID, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("what", Text, nullable=False),
    Column("settled", Integer, nullable=False),
    Column("open", Integer, nullable=False),
)

publication_versions = Table(
    "publication_versions",
    metadata,
    Column("policy_id", ID, ForeignKey("policies.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("content", Text, nullable=False),
    Column("by", ID, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
)

products = Table(
    "products",
    metadata,
    Column("id", ID, primary_key=True),
    Column("policy_id", ID, ForeignKey("policies.id"), nullable=False),
    Column("generator", String(64), nullable=False),
    Column("audience", String(64), nullable=False),
    Column("current_revision", Integer, nullable=False),
    Column("created_by", ID, ForeignKey("people.id"), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("removed_at", Moment, nullable=True),
    UniqueConstraint("policy_id", "generator", "audience"),
)

brief_versions = Table(
    "brief_versions",
    metadata,
    Column("product_id", ID, ForeignKey("products.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("content", Text, nullable=False),
    Column("by", ID, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
)

theme_versions = Table(
    "theme_versions",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("label", Text, nullable=False),
    Column("digest", SHA256, nullable=False),
    Column("content", Text, nullable=False),
    Column("offered", Boolean, nullable=False),
    Column("by", ID, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
)
"""The themes departments made: each change, and each decision to offer one for new products or not, is a version."""

revisions = Table(
    "revisions",
    metadata,
    Column("product_id", ID, ForeignKey("products.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("digest", SHA256, nullable=False),
    Column("provenance", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("issues", Text, nullable=False),
    Column("contributors", Text, nullable=False),
    Column("interpretation_version", Integer, nullable=False),
    Column("built_by", ID, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("product_id", ID, ForeignKey("products.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("revision", SHA256, nullable=False),
    Column("action", String(32), nullable=False),
    Column("actor", ID, ForeignKey("people.id"), nullable=False),
    Column("actor_name", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    Column("note", Text, nullable=False),
)

confirmations = Table(
    "confirmations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("product_id", ID, ForeignKey("products.id"), nullable=False, index=True),
    Column("issue_key", SHA256, nullable=False),
    Column("revision_number", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", ID, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
)

comments = Table(
    "comments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("product_id", ID, ForeignKey("products.id"), nullable=False, index=True),
    Column("revision_number", Integer, nullable=False),
    Column("segment", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("by", ID, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("resolved_by", ID, ForeignKey("people.id"), nullable=True),
    Column("resolved_at", Moment, nullable=True),
)

requests = Table(
    "requests",
    metadata,
    Column("id", ID, primary_key=True),
    Column("policy_id", ID, ForeignKey("policies.id"), nullable=False, index=True),
    Column("item", String(200), nullable=False),
    Column("wanted", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("closed", Boolean, nullable=False),
    Column("by", ID, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
)
"""What the assistant was asked for: ``item`` is a key point or question, ``wanted`` the kinds of wording as a JSON list,
``outcome`` what came of it as JSON, empty until there is an answer; ``closed`` once a person has decided on all of it."""

jobs = Table(
    "jobs",
    metadata,
    Column("id", ID, primary_key=True),
    Column("policy_id", ID, ForeignKey("policies.id"), nullable=True, index=True),
    Column("product_id", ID, ForeignKey("products.id"), nullable=True, index=True),
    Column("upload_id", ID, ForeignKey("uploads.id"), nullable=True, index=True),
    Column("request_id", ID, ForeignKey("requests.id"), nullable=True, index=True),
    Column("state", String(16), nullable=False, index=True),
    Column("share", Float, nullable=False),
    Column("doing", Text, nullable=False),
    Column("error", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("cancel_requested", Boolean, nullable=False),
    Column("worker", String(128), nullable=False),
    Column("heartbeat_at", Moment, nullable=True),
    Column("by", ID, ForeignKey("people.id"), nullable=False),
    Column("queued_at", Moment, nullable=False),
    Column("started_at", Moment, nullable=True),
    Column("finished_at", Moment, nullable=True),
)
"""Background work: making the product ``product_id`` of ``policy_id``, reading the file of ``upload_id``, or asking the assistant for
``request_id``."""

packages = Table(
    "packages",
    metadata,
    Column("id", ID, primary_key=True),
    Column("policy_id", ID, ForeignKey("policies.id"), nullable=False, index=True),
    Column("filename", Text, nullable=False),
    Column("sha256", SHA256, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("target_name", Text, nullable=False),
    Column("products", Text, nullable=False),
    Column("by", ID, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
)

lapsed_exports = Table(
    "lapsed_exports",
    metadata,
    Column("package_id", ID, ForeignKey("packages.id"), primary_key=True),
    Column("told", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", ID, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
)
"""Packages of policies no longer in force: what the exporter was told of the policy, and why it was exported all the same."""

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("actor", ID, nullable=False),
    Column("action", String(64), nullable=False),
    Column("subject", String(128), nullable=False),
    Column("detail", Text, nullable=False),
    Column("previous", SHA256, nullable=False, unique=True),
    Column("digest", SHA256, nullable=False),
)

audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("digest", SHA256, nullable=False),
)
"""One row: the last link of the audit chain. Locking it puts writers in line on any database."""
