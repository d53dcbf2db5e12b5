"""Keep which words were saved where somebody began to type others."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the column ``unsaved.instead_of``."""
    op.add_column("unsaved", sa.Column("instead_of", sa.Text(), nullable=True))


def downgrade() -> None:
    """Forget it."""
    op.drop_column("unsaved", "instead_of")
