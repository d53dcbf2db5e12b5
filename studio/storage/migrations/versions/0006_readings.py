"""Keep how words are said that a voice reads wrongly, for the whole department."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Create ``readings``."""
    op.create_table(
        "readings",
        sa.Column("word", sa.String(16), nullable=False),
        sa.Column("said", sa.String(120), nullable=False),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("word", name="pk_readings"),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name="fk_readings_by_people"),
    )


def downgrade() -> None:
    """Drop ``readings``."""
    op.drop_table("readings")
