"""Undo takes from the audit log what a step left: its own note of that goes."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the column away; nothing is lost, since the log holds each record's digest."""
    op.drop_column("action_change", "after_digest")
