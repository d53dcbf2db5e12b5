"""Keep why a policy no longer in force was exported."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Create the table ``lapsed_exports``."""
    op.create_table(
        "lapsed_exports",
        sa.Column("package_id", sa.String(32), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("package_id", name="pk_lapsed_exports"),
        sa.ForeignKeyConstraint(["package_id"], ["packages.id"], name="fk_lapsed_exports_package_id_packages"),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name="fk_lapsed_exports_by_people"),
    )


def downgrade() -> None:
    """Drop the table ``lapsed_exports``."""
    op.drop_table("lapsed_exports")
