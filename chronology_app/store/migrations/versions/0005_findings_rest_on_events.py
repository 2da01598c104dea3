"""A finding that a person takes up can point to events of the record."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a list of events to findings; no row that is there points to any."""
    op.add_column(
        "finding",
        sa.Column("event_ids", sa.Text(), nullable=False, server_default=sa.text("'[]'")),
    )
