"""What daily work needs: photographs, saved views, where a person was, and more of a source."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

#: Columns of text that is empty where nobody has said anything.
_WORDS = (
    ("source", "system"),
    ("source", "record_number"),
    ("source", "brought_by"),
    ("entry", "form"),
    ("passage", "transcribed_by"),
    ("suggestion", "decided_how"),
    ("event", "confirmed_how"),
)


def upgrade() -> None:
    """Add columns and tables; no row that is there changes."""
    for table, column in _WORDS:
        op.add_column(
            table, sa.Column(column, sa.Text(), nullable=False, server_default=sa.text("''"))
        )
    op.add_column("entry", sa.Column("corrects_id", sa.Text(), nullable=True))
    op.create_index(
        op.f("ix_entry_case_id_corrects_id"), "entry", ["case_id", "corrects_id"], unique=False
    )
    op.add_column("sign_off", sa.Column("review_on", sa.Text(), nullable=True))
    for column in ("unread", "event_count"):
        op.add_column(
            "sign_off",
            sa.Column(column, sa.Integer(), nullable=False, server_default=sa.text("0")),
        )
    op.create_index(
        "uq_source_pasted",
        "source",
        ["case_id", "sha256"],
        unique=True,
        sqlite_where=sa.text("kind = 'pasted'"),
        postgresql_where=sa.text("kind = 'pasted'"),
    )
    op.create_index(
        op.f("ix_action_change_case_id_record_id"),
        "action_change",
        ["case_id", "record_id"],
        unique=False,
    )
    _add_photographs()
    _add_what_screens_keep()


def _add_photographs() -> None:
    op.create_table(
        "photograph",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("taken_by", sa.Text(), nullable=False),
        sa.Column("taken_on_edtf", sa.Text(), nullable=True),
        sa.Column("taken_on_text", sa.Text(), nullable=True),
        sa.Column("taken_on_modifier", sa.Text(), nullable=True),
        sa.Column("taken_on_earliest", sa.Text(), nullable=True),
        sa.Column("taken_on_latest", sa.Text(), nullable=True),
        sa.Column("taken_on_sort", sa.Text(), nullable=True),
        sa.Column("of_what", sa.Text(), nullable=False),
        sa.Column("consent", sa.Text(), nullable=False),
        sa.Column("consent_by", sa.Text(), nullable=False),
        sa.Column("child_ids", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "source_id"],
            ["source.case_id", "source.id"],
            name=op.f("fk_photograph_case_id_source_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_photograph")),
    )
    op.create_index(
        op.f("ix_photograph_case_id_source_id"),
        "photograph",
        ["case_id", "source_id"],
        unique=False,
    )


def _add_what_screens_keep() -> None:
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("screen", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_saved_view")),
    )
    op.create_table(
        "remembered",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "by", "name", name=op.f("pk_remembered")),
    )
