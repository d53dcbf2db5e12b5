"""Keep what the assistant was asked for and what came of it.

There is no way back behind this migration: a job that asks the assistant could not be told from others any more.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create ``requests``; let a job ask the assistant."""
    op.create_table(
        "requests",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("policy_id", sa.String(32), nullable=False),
        sa.Column("item", sa.String(200), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_requests"),
        sa.ForeignKeyConstraint(["policy_id"], ["policies.id"], name="fk_requests_policy_id_policies"),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name="fk_requests_by_people"),
    )
    op.create_index("ix_requests_policy_id", "requests", ["policy_id"])
    with op.batch_alter_table("jobs") as table:
        table.add_column(sa.Column("request_id", sa.String(32), nullable=True))
        table.create_foreign_key("fk_jobs_request_id_requests", "requests", ["request_id"], ["id"])
        table.create_index("ix_jobs_request_id", ["request_id"])
