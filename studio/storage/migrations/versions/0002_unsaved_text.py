"""Keep what a person has typed and not saved yet."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the table ``unsaved``."""
    op.create_table(
        "unsaved",
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "place", name="pk_unsaved"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_unsaved_person_id_people"),
    )


def downgrade() -> None:
    """Drop the table ``unsaved``."""
    op.drop_table("unsaved")
