"""Plans, scores and what is followed through: what later versions ask of them, and new records."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

#: Table, column, type, and what rows that are there have in it (None: nothing).
_COLUMNS = (
    ("instrument", "triggers", sa.Text(), "'[]'"),
    ("instrument", "unit", sa.Text(), "''"),
    ("instrument", "again_weeks", sa.Integer(), "0"),
    ("instrument", "rights", sa.Text(), "''"),
    ("instrument", "is_closed", sa.Boolean(), "0"),
    ("assessment", "parent", sa.Text(), "''"),
    ("assessment", "note", sa.Text(), "''"),
    ("plan", "child_ids", sa.Text(), "'[]'"),
    ("plan", "lead", sa.Text(), "''"),
    ("plan", "contact", sa.Text(), "''"),
    ("plan", "agreed_by", sa.Text(), "''"),
    ("plan", "disagree", sa.Text(), "''"),
    ("plan", "next_review_edtf", sa.Text(), None),
    ("plan", "next_review_text", sa.Text(), None),
    ("plan", "next_review_modifier", sa.Text(), None),
    ("plan", "next_review_earliest", sa.Text(), None),
    ("plan", "next_review_latest", sa.Text(), None),
    ("plan", "next_review_sort", sa.Text(), None),
    ("plan", "ended_why", sa.Text(), "''"),
    ("change", "by_when_words", sa.Text(), "''"),
    ("change", "help", sa.Text(), "''"),
    ("change", "decided_on_edtf", sa.Text(), None),
    ("change", "decided_on_text", sa.Text(), None),
    ("change", "decided_on_modifier", sa.Text(), None),
    ("change", "decided_on_earliest", sa.Text(), None),
    ("change", "decided_on_latest", sa.Text(), None),
    ("change", "decided_on_sort", sa.Text(), None),
    ("change", "needs", sa.Text(), "'[]'"),
    ("change", "types", sa.Text(), "'[]'"),
    ("change", "other_words", sa.Text(), "'[]'"),
    ("review", "now", sa.Text(), "''"),
    ("review", "since_edtf", sa.Text(), None),
    ("review", "since_text", sa.Text(), None),
    ("review", "since_modifier", sa.Text(), None),
    ("review", "since_earliest", sa.Text(), None),
    ("review", "since_latest", sa.Text(), None),
    ("review", "since_sort", sa.Text(), None),
    ("review", "decided", sa.Text(), "''"),
    ("escalation", "raised_with", sa.Text(), "''"),
    ("escalation", "replied_by", sa.Text(), "''"),
    ("escalation", "due_edtf", sa.Text(), None),
    ("escalation", "due_text", sa.Text(), None),
    ("escalation", "due_modifier", sa.Text(), None),
    ("escalation", "due_earliest", sa.Text(), None),
    ("escalation", "due_latest", sa.Text(), None),
    ("escalation", "due_sort", sa.Text(), None),
    ("escalation", "result", sa.Text(), "''"),
    ("escalation", "record_class", sa.Text(), "'ordinary'"),
    ("oversight", "kind", sa.Text(), "'oversight'"),
    ("oversight", "to", sa.Text(), "''"),
    ("oversight", "done_on_edtf", sa.Text(), None),
    ("oversight", "done_on_text", sa.Text(), None),
    ("oversight", "done_on_modifier", sa.Text(), None),
    ("oversight", "done_on_earliest", sa.Text(), None),
    ("oversight", "done_on_latest", sa.Text(), None),
    ("oversight", "done_on_sort", sa.Text(), None),
    ("oversight", "record_class", sa.Text(), "'ordinary'"),
    ("information_request", "kind", sa.Text(), "'information'"),
    ("information_request", "ground", sa.Text(), "''"),
    ("information_request", "chased", sa.Text(), "'[]'"),
    ("information_request", "state", sa.Text(), "''"),
    ("information_request", "event_ids", sa.Text(), "'[]'"),
    ("information_request", "record_class", sa.Text(), "'ordinary'"),
)


def upgrade() -> None:
    """Add columns and tables; no row that is there changes."""
    for table, column, kind, default in _COLUMNS:
        there = sa.text(default) if default is not None else None
        op.add_column(
            table, sa.Column(column, kind, nullable=default is None, server_default=there)
        )
    _add_breach()
    _add_service_offer()
    _add_said_done()
    _add_pre_proceedings()
    _add_pre_proceedings_step()
    _add_four_questions()
    _add_worries_page()
    _add_research_note()


def _add_breach() -> None:
    op.create_table(
        "breach",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Text(), nullable=False),
        sa.Column("on_edtf", sa.Text(), nullable=True),
        sa.Column("on_text", sa.Text(), nullable=True),
        sa.Column("on_modifier", sa.Text(), nullable=True),
        sa.Column("on_earliest", sa.Text(), nullable=True),
        sa.Column("on_latest", sa.Text(), nullable=True),
        sa.Column("on_sort", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("event_ids", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_on_edtf", sa.Text(), nullable=True),
        sa.Column("answered_on_text", sa.Text(), nullable=True),
        sa.Column("answered_on_modifier", sa.Text(), nullable=True),
        sa.Column("answered_on_earliest", sa.Text(), nullable=True),
        sa.Column("answered_on_latest", sa.Text(), nullable=True),
        sa.Column("answered_on_sort", sa.Text(), nullable=True),
        sa.Column("answered_by", sa.Text(), nullable=False),
        sa.Column("record_class", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_breach")),
        sa.ForeignKeyConstraint(
            ["case_id", "change_id"],
            ["change.case_id", "change.id"],
            name=op.f("fk_breach_case_id_change_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
    )
    op.create_index(
        op.f("ix_breach_case_id_change_id"), "breach", ["case_id", "change_id"], unique=False
    )


def _add_service_offer() -> None:
    op.create_table(
        "service_offer",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("person_ids", sa.Text(), nullable=False),
        sa.Column("offered_on_edtf", sa.Text(), nullable=True),
        sa.Column("offered_on_text", sa.Text(), nullable=True),
        sa.Column("offered_on_modifier", sa.Text(), nullable=True),
        sa.Column("offered_on_earliest", sa.Text(), nullable=True),
        sa.Column("offered_on_latest", sa.Text(), nullable=True),
        sa.Column("offered_on_sort", sa.Text(), nullable=True),
        sa.Column("offered_by", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_on_edtf", sa.Text(), nullable=True),
        sa.Column("answered_on_text", sa.Text(), nullable=True),
        sa.Column("answered_on_modifier", sa.Text(), nullable=True),
        sa.Column("answered_on_earliest", sa.Text(), nullable=True),
        sa.Column("answered_on_latest", sa.Text(), nullable=True),
        sa.Column("answered_on_sort", sa.Text(), nullable=True),
        sa.Column("started_edtf", sa.Text(), nullable=True),
        sa.Column("started_text", sa.Text(), nullable=True),
        sa.Column("started_modifier", sa.Text(), nullable=True),
        sa.Column("started_earliest", sa.Text(), nullable=True),
        sa.Column("started_latest", sa.Text(), nullable=True),
        sa.Column("started_sort", sa.Text(), nullable=True),
        sa.Column("ended_edtf", sa.Text(), nullable=True),
        sa.Column("ended_text", sa.Text(), nullable=True),
        sa.Column("ended_modifier", sa.Text(), nullable=True),
        sa.Column("ended_earliest", sa.Text(), nullable=True),
        sa.Column("ended_latest", sa.Text(), nullable=True),
        sa.Column("ended_sort", sa.Text(), nullable=True),
        sa.Column("ended_how", sa.Text(), nullable=False),
        sa.Column("attended", sa.Integer(), nullable=True),
        sa.Column("missed", sa.Integer(), nullable=True),
        sa.Column("cancelled", sa.Integer(), nullable=True),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("change_id", sa.Text(), nullable=True),
        sa.Column("event_ids", sa.Text(), nullable=False),
        sa.Column("record_class", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_service_offer")),
        sa.ForeignKeyConstraint(
            ["case_id", "change_id"],
            ["change.case_id", "change.id"],
            name=op.f("fk_service_offer_case_id_change_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
    )
    op.create_index(
        op.f("ix_service_offer_case_id_change_id"),
        "service_offer",
        ["case_id", "change_id"],
        unique=False,
    )


def _add_said_done() -> None:
    op.create_table(
        "said_done",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.Column("change_id", sa.Text(), nullable=True),
        sa.Column("child_ids", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("said_on_edtf", sa.Text(), nullable=True),
        sa.Column("said_on_text", sa.Text(), nullable=True),
        sa.Column("said_on_modifier", sa.Text(), nullable=True),
        sa.Column("said_on_earliest", sa.Text(), nullable=True),
        sa.Column("said_on_latest", sa.Text(), nullable=True),
        sa.Column("said_on_sort", sa.Text(), nullable=True),
        sa.Column("said_event_ids", sa.Text(), nullable=False),
        sa.Column("done", sa.Text(), nullable=False),
        sa.Column("done_on_edtf", sa.Text(), nullable=True),
        sa.Column("done_on_text", sa.Text(), nullable=True),
        sa.Column("done_on_modifier", sa.Text(), nullable=True),
        sa.Column("done_on_earliest", sa.Text(), nullable=True),
        sa.Column("done_on_latest", sa.Text(), nullable=True),
        sa.Column("done_on_sort", sa.Text(), nullable=True),
        sa.Column("done_event_ids", sa.Text(), nullable=False),
        sa.Column("changed", sa.Text(), nullable=False),
        sa.Column("changed_on_edtf", sa.Text(), nullable=True),
        sa.Column("changed_on_text", sa.Text(), nullable=True),
        sa.Column("changed_on_modifier", sa.Text(), nullable=True),
        sa.Column("changed_on_earliest", sa.Text(), nullable=True),
        sa.Column("changed_on_latest", sa.Text(), nullable=True),
        sa.Column("changed_on_sort", sa.Text(), nullable=True),
        sa.Column("changed_event_ids", sa.Text(), nullable=False),
        sa.Column("record_class", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_said_done")),
        sa.ForeignKeyConstraint(
            ["case_id", "change_id"],
            ["change.case_id", "change.id"],
            name=op.f("fk_said_done_case_id_change_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "person_id"],
            ["person.case_id", "person.id"],
            name=op.f("fk_said_done_case_id_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
    )
    op.create_index(
        op.f("ix_said_done_case_id_change_id"), "said_done", ["case_id", "change_id"], unique=False
    )
    op.create_index(
        op.f("ix_said_done_case_id_person_id"), "said_done", ["case_id", "person_id"], unique=False
    )


def _add_pre_proceedings() -> None:
    op.create_table(
        "pre_proceedings",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("started_edtf", sa.Text(), nullable=True),
        sa.Column("started_text", sa.Text(), nullable=True),
        sa.Column("started_modifier", sa.Text(), nullable=True),
        sa.Column("started_earliest", sa.Text(), nullable=True),
        sa.Column("started_latest", sa.Text(), nullable=True),
        sa.Column("started_sort", sa.Text(), nullable=True),
        sa.Column("child_ids", sa.Text(), nullable=False),
        sa.Column("plan_id", sa.Text(), nullable=True),
        sa.Column("extended_to_edtf", sa.Text(), nullable=True),
        sa.Column("extended_to_text", sa.Text(), nullable=True),
        sa.Column("extended_to_modifier", sa.Text(), nullable=True),
        sa.Column("extended_to_earliest", sa.Text(), nullable=True),
        sa.Column("extended_to_latest", sa.Text(), nullable=True),
        sa.Column("extended_to_sort", sa.Text(), nullable=True),
        sa.Column("extended_why", sa.Text(), nullable=False),
        sa.Column("ended_edtf", sa.Text(), nullable=True),
        sa.Column("ended_text", sa.Text(), nullable=True),
        sa.Column("ended_modifier", sa.Text(), nullable=True),
        sa.Column("ended_earliest", sa.Text(), nullable=True),
        sa.Column("ended_latest", sa.Text(), nullable=True),
        sa.Column("ended_sort", sa.Text(), nullable=True),
        sa.Column("ended_how", sa.Text(), nullable=False),
        sa.Column("ended_why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_pre_proceedings")),
        sa.ForeignKeyConstraint(
            ["case_id", "plan_id"],
            ["plan.case_id", "plan.id"],
            name=op.f("fk_pre_proceedings_case_id_plan_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
    )
    op.create_index(
        op.f("ix_pre_proceedings_case_id_plan_id"),
        "pre_proceedings",
        ["case_id", "plan_id"],
        unique=False,
    )


def _add_pre_proceedings_step() -> None:
    op.create_table(
        "pre_proceedings_step",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("pre_proceedings_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("on_edtf", sa.Text(), nullable=True),
        sa.Column("on_text", sa.Text(), nullable=True),
        sa.Column("on_modifier", sa.Text(), nullable=True),
        sa.Column("on_earliest", sa.Text(), nullable=True),
        sa.Column("on_latest", sa.Text(), nullable=True),
        sa.Column("on_sort", sa.Text(), nullable=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("event_ids", sa.Text(), nullable=False),
        sa.Column("record_class", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_pre_proceedings_step")),
        sa.ForeignKeyConstraint(
            ["case_id", "pre_proceedings_id"],
            ["pre_proceedings.case_id", "pre_proceedings.id"],
            name=op.f("fk_pre_proceedings_step_case_id_pre_proceedings_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
    )
    op.create_index(
        op.f("ix_pre_proceedings_step_case_id_pre_proceedings_id"),
        "pre_proceedings_step",
        ["case_id", "pre_proceedings_id"],
        unique=False,
    )


def _add_four_questions() -> None:
    op.create_table(
        "four_questions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Text(), nullable=False),
        sa.Column("on_edtf", sa.Text(), nullable=True),
        sa.Column("on_text", sa.Text(), nullable=True),
        sa.Column("on_modifier", sa.Text(), nullable=True),
        sa.Column("on_earliest", sa.Text(), nullable=True),
        sa.Column("on_latest", sa.Text(), nullable=True),
        sa.Column("on_sort", sa.Text(), nullable=True),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("record_class", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_four_questions")),
        sa.ForeignKeyConstraint(
            ["case_id", "child_id"],
            ["person.case_id", "person.id"],
            name=op.f("fk_four_questions_case_id_child_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
    )
    op.create_index(
        op.f("ix_four_questions_case_id_child_id"),
        "four_questions",
        ["case_id", "child_id"],
        unique=False,
    )


def _add_worries_page() -> None:
    op.create_table(
        "worries_page",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("on_edtf", sa.Text(), nullable=True),
        sa.Column("on_text", sa.Text(), nullable=True),
        sa.Column("on_modifier", sa.Text(), nullable=True),
        sa.Column("on_earliest", sa.Text(), nullable=True),
        sa.Column("on_latest", sa.Text(), nullable=True),
        sa.Column("on_sort", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("child_ids", sa.Text(), nullable=False),
        sa.Column("worries", sa.Text(), nullable=False),
        sa.Column("strengths", sa.Text(), nullable=False),
        sa.Column("must_happen", sa.Text(), nullable=False),
        sa.Column("places", sa.Text(), nullable=False),
        sa.Column("child_words", sa.Text(), nullable=False),
        sa.Column("picture_ids", sa.Text(), nullable=False),
        sa.Column("record_class", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_worries_page")),
    )


def _add_research_note() -> None:
    op.create_table(
        "research_note",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("study", sa.Text(), nullable=False),
        sa.Column("limits", sa.Text(), nullable=False),
        sa.Column("checked_by", sa.Text(), nullable=False),
        sa.Column("checked_on_edtf", sa.Text(), nullable=True),
        sa.Column("checked_on_text", sa.Text(), nullable=True),
        sa.Column("checked_on_modifier", sa.Text(), nullable=True),
        sa.Column("checked_on_earliest", sa.Text(), nullable=True),
        sa.Column("checked_on_latest", sa.Text(), nullable=True),
        sa.Column("checked_on_sort", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_research_note")),
    )
