"""Who told whom: on what reading suggests, and on an account of an event."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column of text to both; no row that is there changes."""
    for table in ("suggestion", "account"):
        op.add_column(
            table, sa.Column("told_by", sa.Text(), nullable=False, server_default=sa.text("''"))
        )
