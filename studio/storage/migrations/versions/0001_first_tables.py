"""Create the first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _text(name: str, length: int | None = None) -> sa.Column:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=False)


def _number(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=False)


def _flag(name: str) -> sa.Column:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}_{target}")


def _create(table: str, *items: sa.schema.SchemaItem, key: tuple[str, ...] = ("id",), indexes: tuple[str, ...] = ()) -> None:
    op.create_table(table, *items, sa.PrimaryKeyConstraint(*key, name=f"pk_{table}"))
    for column in indexes:
        op.create_index(f"ix_{table}_{column}", table, [column])


def upgrade() -> None:
    """Create people, policies, products, review, jobs, packages and the audit chain."""
    _people()
    _policies()
    _products()
    _review()
    _work()
    _audit()


def _people() -> None:
    _create(
        "people",
        _text("id", 32),
        _text("account", 64),
        _text("name", 64),
        _text("post", 64),
        _text("roles"),
        _text("password_hash"),
        _flag("disabled"),
        _moment("created_at"),
        sa.UniqueConstraint("account", name="uq_people_account"),
    )
    _create("throttles", _text("account", 64), _number("failures"), _moment("last_failure_at"), key=("account",))
    _create(
        "tokens",
        _text("token_sha256", 64),
        _text("person_id", 32),
        _moment("expires_at"),
        _reference("tokens", "person_id", "people"),
        key=("token_sha256",),
        indexes=("person_id",),
    )


def _policies() -> None:
    _create(
        "policies",
        _text("id", 32),
        _text("source_sha256", 64),
        _text("old_sha256", 64),
        _text("old_filename"),
        _text("title"),
        _text("summary"),
        _text("search_text"),
        _text("upload_issues"),
        _text("uploaded_by", 32),
        _moment("uploaded_at"),
        _moment("updated_at"),
        _flag("archived"),
        _reference("policies", "uploaded_by", "people"),
        indexes=("source_sha256",),
    )
    _create("parts", _text("digest", 64), _text("content"), key=("digest",))
    _create(
        "interpretation_versions",
        _text("policy_id", 32),
        _number("version"),
        _text("digest", 64),
        _text("content"),
        _text("by", 32),
        _moment("at"),
        _text("what"),
        _number("settled"),
        _number("open"),
        _reference("interpretation_versions", "policy_id", "policies"),
        _reference("interpretation_versions", "by", "people"),
        key=("policy_id", "version"),
    )
    _create(
        "publication_versions",
        _text("policy_id", 32),
        _number("version"),
        _text("content"),
        _text("by", 32),
        _moment("at"),
        _reference("publication_versions", "policy_id", "policies"),
        _reference("publication_versions", "by", "people"),
        key=("policy_id", "version"),
    )


def _products() -> None:
    _create(
        "products",
        _text("id", 32),
        _text("policy_id", 32),
        _text("generator", 64),
        _text("audience", 64),
        _number("current_revision"),
        _text("created_by", 32),
        _moment("created_at"),
        _moment("updated_at"),
        _reference("products", "policy_id", "policies"),
        _reference("products", "created_by", "people"),
        sa.UniqueConstraint("policy_id", "generator", "audience", name="uq_products_policy_id"),
    )
    _create(
        "brief_versions",
        _text("product_id", 32),
        _number("version"),
        _text("content"),
        _text("by", 32),
        _moment("at"),
        _reference("brief_versions", "product_id", "products"),
        _reference("brief_versions", "by", "people"),
        key=("product_id", "version"),
    )
    _create(
        "revisions",
        _text("product_id", 32),
        _number("number"),
        _text("digest", 64),
        _text("provenance"),
        _text("content"),
        _text("issues"),
        _text("contributors"),
        _number("interpretation_version"),
        _text("built_by", 32),
        _moment("at"),
        _reference("revisions", "product_id", "products"),
        _reference("revisions", "built_by", "people"),
        key=("product_id", "number"),
    )


def _review() -> None:
    _create(
        "events",
        _text("product_id", 32),
        _number("number"),
        _text("revision", 64),
        _text("action", 32),
        _text("actor", 32),
        _text("actor_name", 64),
        _moment("at"),
        _text("note"),
        _reference("events", "product_id", "products"),
        _reference("events", "actor", "people"),
        key=("product_id", "number"),
    )
    _create(
        "confirmations",
        _number("id"),
        _text("product_id", 32),
        _text("issue_key", 64),
        _number("revision_number"),
        _text("text"),
        _text("reason"),
        _text("by", 32),
        _moment("at"),
        _reference("confirmations", "product_id", "products"),
        _reference("confirmations", "by", "people"),
        indexes=("product_id",),
    )
    _create(
        "comments",
        _number("id"),
        _text("product_id", 32),
        _number("revision_number"),
        _text("segment"),
        _text("text"),
        _text("by", 32),
        _moment("at"),
        sa.Column("resolved_by", sa.String(32), nullable=True),
        _moment("resolved_at", nullable=True),
        _reference("comments", "product_id", "products"),
        _reference("comments", "by", "people"),
        _reference("comments", "resolved_by", "people"),
        indexes=("product_id",),
    )


def _work() -> None:
    _create(
        "jobs",
        _text("id", 32),
        _text("policy_id", 32),
        _text("product_id", 32),
        _text("state", 16),
        sa.Column("share", sa.Float(), nullable=False),
        _text("doing"),
        _text("error"),
        _number("attempts"),
        _flag("cancel_requested"),
        _text("worker", 128),
        _moment("heartbeat_at", nullable=True),
        _text("by", 32),
        _moment("queued_at"),
        _moment("started_at", nullable=True),
        _moment("finished_at", nullable=True),
        _reference("jobs", "policy_id", "policies"),
        _reference("jobs", "product_id", "products"),
        _reference("jobs", "by", "people"),
        indexes=("policy_id", "product_id", "state"),
    )
    _create(
        "packages",
        _text("id", 32),
        _text("policy_id", 32),
        _text("filename"),
        _text("sha256", 64),
        _number("bytes"),
        _text("target_name"),
        _text("products"),
        _text("by", 32),
        _moment("at"),
        _reference("packages", "policy_id", "policies"),
        _reference("packages", "by", "people"),
        indexes=("policy_id",),
    )


def _audit() -> None:
    _create(
        "audit",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        _moment("at"),
        _text("actor", 32),
        _text("action", 64),
        _text("subject", 128),
        _text("detail"),
        _text("previous", 64),
        _text("digest", 64),
        sa.UniqueConstraint("previous", name="uq_audit_previous"),
        key=("number",),
    )
    _create(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        _number("number"),
        _text("digest", 64),
    )
    op.bulk_insert(
        sa.table("audit_head", sa.column("id"), sa.column("number"), sa.column("digest")),
        [{"id": 1, "number": 0, "digest": "0" * 64}],
    )
