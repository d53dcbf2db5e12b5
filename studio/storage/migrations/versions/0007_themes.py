"""Keep the themes departments made, every version of each."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Create the table ``theme_versions``."""
    op.create_table(
        "theme_versions",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("offered", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", "version", name="pk_theme_versions"),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name="fk_theme_versions_by_people"),
    )


def downgrade() -> None:
    """Drop the table ``theme_versions``."""
    op.drop_table("theme_versions")
