"""Keep uploads while they are read, newer versions of a source, and which policy succeeds which.

There is no way back behind this migration: a policy made from an upload could not be told from others any more.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create ``former_sources`` and ``uploads``; let a job read an upload."""
    op.create_table(
        "former_sources",
        sa.Column("policy_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("policy_id", "number", name="pk_former_sources"),
        sa.ForeignKeyConstraint(["policy_id"], ["policies.id"], name="fk_former_sources_policy_id_policies"),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name="fk_former_sources_by_people"),
    )
    op.create_table(
        "uploads",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("old_sha256", sa.String(64), nullable=False),
        sa.Column("old_filename", sa.Text(), nullable=False),
        sa.Column("read", sa.Text(), nullable=False),
        sa.Column("kin", sa.Text(), nullable=False),
        sa.Column("policy_id", sa.String(32), nullable=True),
        sa.Column("dismissed", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_uploads"),
        sa.ForeignKeyConstraint(["policy_id"], ["policies.id"], name="fk_uploads_policy_id_policies"),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name="fk_uploads_by_people"),
    )
    op.create_index("ix_uploads_sha256", "uploads", ["sha256"])
    # Not rebuilt, as batches do on SQLite: other tables refer to it. Both databases know this way of adding a reference.
    reference = "CONSTRAINT fk_policies_succeeds_policies REFERENCES policies (id)"
    op.execute(f"ALTER TABLE policies ADD COLUMN succeeds VARCHAR(32) {reference}")
    op.add_column("policies", sa.Column("source_blocks", sa.String(64), nullable=True))
    op.create_index("ix_policies_succeeds", "policies", ["succeeds"])
    with op.batch_alter_table("jobs") as table:
        table.add_column(sa.Column("upload_id", sa.String(32), nullable=True))
        table.alter_column("policy_id", existing_type=sa.String(32), nullable=True)
        table.alter_column("product_id", existing_type=sa.String(32), nullable=True)
        table.create_foreign_key("fk_jobs_upload_id_uploads", "uploads", ["upload_id"], ["id"])
        table.create_index("ix_jobs_upload_id", ["upload_id"])
