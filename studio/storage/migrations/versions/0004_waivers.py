"""Keep which clauses no product need mention, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the table ``waivers``."""
    op.create_table(
        "waivers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.String(32), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.String(64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_waivers"),
        sa.ForeignKeyConstraint(["policy_id"], ["policies.id"], name="fk_waivers_policy_id_policies"),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name="fk_waivers_by_people"),
    )
    op.create_index("ix_waivers_policy_id", "waivers", ["policy_id"])


def downgrade() -> None:
    """Drop the table ``waivers``."""
    op.drop_table("waivers")
