"""Let a product be taken off its policy's list; nothing of it is deleted."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Note when a product was removed."""
    op.add_column("products", sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Forget which products were removed: they are listed again."""
    op.drop_column("products", "removed_at")
