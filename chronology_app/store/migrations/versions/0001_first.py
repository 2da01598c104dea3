"""The first shape of a casebook: all records, originals, audit logs, undo and search."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "action",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("batch_id", sa.Text(), nullable=True),
        sa.Column("reverses", sa.Integer(), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("case_id", "number", name=op.f("pk_action")),
    )
    op.create_index(
        op.f("ix_action_case_id_batch_id"), "action", ["case_id", "batch_id"], unique=False
    )
    op.create_index(op.f("ix_action_case_id_by"), "action", ["case_id", "by"], unique=False)
    op.create_table(
        "action_change",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("table", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after_digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "number", "position", name=op.f("pk_action_change")),
    )
    op.create_table(
        "agency",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_agency")),
    )
    op.create_table(
        "audit_entry",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("salt", sa.Text(), nullable=True),
        sa.Column("leaf", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "number", name=op.f("pk_audit_entry")),
    )
    op.create_table(
        "audit_log",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("roots", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_audit_log")),
    )
    op.create_table(
        "blob",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "position", name=op.f("pk_blob")),
    )
    op.create_table(
        "case",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("first_involved_edtf", sa.Text(), nullable=True),
        sa.Column("first_involved_text", sa.Text(), nullable=True),
        sa.Column("first_involved_modifier", sa.Text(), nullable=True),
        sa.Column("first_involved_earliest", sa.Text(), nullable=True),
        sa.Column("first_involved_latest", sa.Text(), nullable=True),
        sa.Column("first_involved_sort", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_case")),
        sa.UniqueConstraint("reference", name=op.f("uq_case_reference")),
    )
    op.create_table(
        "escalation",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("raised_by", sa.Text(), nullable=False),
        sa.Column("raised_on_edtf", sa.Text(), nullable=True),
        sa.Column("raised_on_text", sa.Text(), nullable=True),
        sa.Column("raised_on_modifier", sa.Text(), nullable=True),
        sa.Column("raised_on_earliest", sa.Text(), nullable=True),
        sa.Column("raised_on_latest", sa.Text(), nullable=True),
        sa.Column("raised_on_sort", sa.Text(), nullable=True),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("replied_on_edtf", sa.Text(), nullable=True),
        sa.Column("replied_on_text", sa.Text(), nullable=True),
        sa.Column("replied_on_modifier", sa.Text(), nullable=True),
        sa.Column("replied_on_earliest", sa.Text(), nullable=True),
        sa.Column("replied_on_latest", sa.Text(), nullable=True),
        sa.Column("replied_on_sort", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("event_ids", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_escalation")),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("fact", sa.Text(), nullable=False),
        sa.Column("court_wording", sa.Text(), nullable=False),
        sa.Column("date_edtf", sa.Text(), nullable=True),
        sa.Column("date_text", sa.Text(), nullable=True),
        sa.Column("date_modifier", sa.Text(), nullable=True),
        sa.Column("date_earliest", sa.Text(), nullable=True),
        sa.Column("date_latest", sa.Text(), nullable=True),
        sa.Column("date_sort", sa.Text(), nullable=True),
        sa.Column("time", sa.Text(), nullable=True),
        sa.Column("headline_account_id", sa.Text(), nullable=True),
        sa.Column("key", sa.Boolean(), nullable=False),
        sa.Column("relied_on", sa.Boolean(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("significance", sa.Text(), nullable=True),
        sa.Column("record_class", sa.Text(), nullable=False),
        sa.Column("confirmed_by", sa.Text(), nullable=False),
        sa.Column("confirmed_at", sa.Text(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("suggestion_ids", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_event")),
    )
    op.create_index(
        op.f("ix_event_case_id_headline_account_id"),
        "event",
        ["case_id", "headline_account_id"],
        unique=False,
    )
    op.create_index(
        "ix_event_order", "event", ["case_id", "date_sort", "time", "id", "status"], unique=False
    )
    op.create_table(
        "finding",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.Text(), nullable=False),
        sa.Column("settings_version", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_finding")),
    )
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("file_count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_import_batch")),
    )
    op.create_table(
        "information_request",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("asked_on_edtf", sa.Text(), nullable=True),
        sa.Column("asked_on_text", sa.Text(), nullable=True),
        sa.Column("asked_on_modifier", sa.Text(), nullable=True),
        sa.Column("asked_on_earliest", sa.Text(), nullable=True),
        sa.Column("asked_on_latest", sa.Text(), nullable=True),
        sa.Column("asked_on_sort", sa.Text(), nullable=True),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("due_edtf", sa.Text(), nullable=True),
        sa.Column("due_text", sa.Text(), nullable=True),
        sa.Column("due_modifier", sa.Text(), nullable=True),
        sa.Column("due_earliest", sa.Text(), nullable=True),
        sa.Column("due_latest", sa.Text(), nullable=True),
        sa.Column("due_sort", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_on_edtf", sa.Text(), nullable=True),
        sa.Column("answered_on_text", sa.Text(), nullable=True),
        sa.Column("answered_on_modifier", sa.Text(), nullable=True),
        sa.Column("answered_on_earliest", sa.Text(), nullable=True),
        sa.Column("answered_on_latest", sa.Text(), nullable=True),
        sa.Column("answered_on_sort", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_information_request")),
    )
    op.create_table(
        "instrument",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("minimum", sa.Float(), nullable=False),
        sa.Column("maximum", sa.Float(), nullable=False),
        sa.Column("step", sa.Float(), nullable=False),
        sa.Column("high_is_good", sa.Boolean(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("areas", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_instrument")),
    )
    op.create_table(
        "meta",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_meta")),
    )
    op.create_table(
        "oversight",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("on_edtf", sa.Text(), nullable=True),
        sa.Column("on_text", sa.Text(), nullable=True),
        sa.Column("on_modifier", sa.Text(), nullable=True),
        sa.Column("on_earliest", sa.Text(), nullable=True),
        sa.Column("on_latest", sa.Text(), nullable=True),
        sa.Column("on_sort", sa.Text(), nullable=True),
        sa.Column("decided", sa.Text(), nullable=False),
        sa.Column("due_edtf", sa.Text(), nullable=True),
        sa.Column("due_text", sa.Text(), nullable=True),
        sa.Column("due_modifier", sa.Text(), nullable=True),
        sa.Column("due_earliest", sa.Text(), nullable=True),
        sa.Column("due_latest", sa.Text(), nullable=True),
        sa.Column("due_sort", sa.Text(), nullable=True),
        sa.Column("done", sa.Text(), nullable=False),
        sa.Column("event_ids", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_oversight")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("born_edtf", sa.Text(), nullable=True),
        sa.Column("born_text", sa.Text(), nullable=True),
        sa.Column("born_modifier", sa.Text(), nullable=True),
        sa.Column("born_earliest", sa.Text(), nullable=True),
        sa.Column("born_latest", sa.Text(), nullable=True),
        sa.Column("born_sort", sa.Text(), nullable=True),
        sa.Column("due_edtf", sa.Text(), nullable=True),
        sa.Column("due_text", sa.Text(), nullable=True),
        sa.Column("due_modifier", sa.Text(), nullable=True),
        sa.Column("due_earliest", sa.Text(), nullable=True),
        sa.Column("due_latest", sa.Text(), nullable=True),
        sa.Column("due_sort", sa.Text(), nullable=True),
        sa.Column("died_edtf", sa.Text(), nullable=True),
        sa.Column("died_text", sa.Text(), nullable=True),
        sa.Column("died_modifier", sa.Text(), nullable=True),
        sa.Column("died_earliest", sa.Text(), nullable=True),
        sa.Column("died_latest", sa.Text(), nullable=True),
        sa.Column("died_sort", sa.Text(), nullable=True),
        sa.Column("sex", sa.Text(), nullable=False),
        sa.Column("ethnicity", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("religion", sa.Text(), nullable=False),
        sa.Column("disability", sa.Text(), nullable=False),
        sa.Column("interpreter", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_person")),
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
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
        sa.Column("author", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_plan")),
    )
    op.create_table(
        "proceedings",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("court", sa.Text(), nullable=False),
        sa.Column("numbers", sa.Text(), nullable=False),
        sa.Column("child_ids", sa.Text(), nullable=False),
        sa.Column("issued_edtf", sa.Text(), nullable=True),
        sa.Column("issued_text", sa.Text(), nullable=True),
        sa.Column("issued_modifier", sa.Text(), nullable=True),
        sa.Column("issued_earliest", sa.Text(), nullable=True),
        sa.Column("issued_latest", sa.Text(), nullable=True),
        sa.Column("issued_sort", sa.Text(), nullable=True),
        sa.Column("relevant_date_edtf", sa.Text(), nullable=True),
        sa.Column("relevant_date_text", sa.Text(), nullable=True),
        sa.Column("relevant_date_modifier", sa.Text(), nullable=True),
        sa.Column("relevant_date_earliest", sa.Text(), nullable=True),
        sa.Column("relevant_date_latest", sa.Text(), nullable=True),
        sa.Column("relevant_date_sort", sa.Text(), nullable=True),
        sa.Column("order_sought", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_proceedings")),
    )
    op.create_table(
        "release",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_release")),
    )
    op.create_table(
        "search_line",
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("table", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("line", name=op.f("pk_search_line")),
        sa.UniqueConstraint(
            "case_id", "table", "record_id", name=op.f("uq_search_line_case_id_table_record_id")
        ),
    )
    op.create_table(
        "settings_row",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_settings_row")),
    )
    op.create_table(
        "sign_off",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_sign_off")),
    )
    op.create_table(
        "analysis",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("event_ids", sa.Text(), nullable=False),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.Text(), nullable=False),
        sa.Column("child_id", sa.Text(), nullable=True),
        sa.Column("record_class", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "child_id"],
            ["person.case_id", "person.id"],
            name=op.f("fk_analysis_case_id_child_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_analysis")),
    )
    op.create_index(
        op.f("ix_analysis_case_id_child_id"), "analysis", ["case_id", "child_id"], unique=False
    )
    op.create_table(
        "assessment",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("instrument_id", sa.Text(), nullable=False),
        sa.Column("instrument_version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.Column("on_edtf", sa.Text(), nullable=True),
        sa.Column("on_text", sa.Text(), nullable=True),
        sa.Column("on_modifier", sa.Text(), nullable=True),
        sa.Column("on_earliest", sa.Text(), nullable=True),
        sa.Column("on_latest", sa.Text(), nullable=True),
        sa.Column("on_sort", sa.Text(), nullable=True),
        sa.Column("scorer", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("scores", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "person_id"],
            ["person.case_id", "person.id"],
            name=op.f("fk_assessment_case_id_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_assessment")),
    )
    op.create_index(
        op.f("ix_assessment_case_id_person_id"),
        "assessment",
        ["case_id", "person_id"],
        unique=False,
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("needed", sa.Text(), nullable=False),
        sa.Column("why_event_ids", sa.Text(), nullable=False),
        sa.Column("child_ids", sa.Text(), nullable=False),
        sa.Column("baseline", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("by_when_edtf", sa.Text(), nullable=True),
        sa.Column("by_when_text", sa.Text(), nullable=True),
        sa.Column("by_when_modifier", sa.Text(), nullable=True),
        sa.Column("by_when_earliest", sa.Text(), nullable=True),
        sa.Column("by_when_latest", sa.Text(), nullable=True),
        sa.Column("by_when_sort", sa.Text(), nullable=True),
        sa.Column("consequence_no_change", sa.Text(), nullable=False),
        sa.Column("consequence_limited", sa.Text(), nullable=False),
        sa.Column("contingency", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("child_view", sa.Text(), nullable=False),
        sa.Column("parent_view", sa.Text(), nullable=False),
        sa.Column("review_on", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "plan_id"],
            ["plan.case_id", "plan.id"],
            name=op.f("fk_change_case_id_plan_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_change")),
    )
    op.create_index(
        op.f("ix_change_case_id_plan_id"), "change", ["case_id", "plan_id"], unique=False
    )
    op.create_table(
        "child_words",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("child_id", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("how_asked", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "child_id"],
            ["person.case_id", "person.id"],
            name=op.f("fk_child_words_case_id_child_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "event_id"],
            ["event.case_id", "event.id"],
            name=op.f("fk_child_words_case_id_event_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_child_words")),
    )
    op.create_index(
        op.f("ix_child_words_case_id_child_id"),
        "child_words",
        ["case_id", "child_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_child_words_case_id_event_id"),
        "child_words",
        ["case_id", "event_id"],
        unique=False,
    )
    op.create_table(
        "concern",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("child_id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("weight", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "child_id"],
            ["person.case_id", "person.id"],
            name=op.f("fk_concern_case_id_child_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "event_id"],
            ["event.case_id", "event.id"],
            name=op.f("fk_concern_case_id_event_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_concern")),
    )
    op.create_index(
        op.f("ix_concern_case_id_child_id"), "concern", ["case_id", "child_id"], unique=False
    )
    op.create_index(
        op.f("ix_concern_case_id_event_id"), "concern", ["case_id", "event_id"], unique=False
    )
    op.create_table(
        "deadline",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("proceedings_id", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("due", sa.Text(), nullable=False),
        sa.Column("due_time", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("done_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id", "proceedings_id"],
            ["proceedings.case_id", "proceedings.id"],
            name=op.f("fk_deadline_case_id_proceedings_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_deadline")),
    )
    op.create_index(
        op.f("ix_deadline_case_id_proceedings_id"),
        "deadline",
        ["case_id", "proceedings_id"],
        unique=False,
    )
    op.create_table(
        "event_person",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "event_id"],
            ["event.case_id", "event.id"],
            name=op.f("fk_event_person_case_id_event_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "person_id"],
            ["person.case_id", "person.id"],
            name=op.f("fk_event_person_case_id_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_event_person")),
    )
    op.create_index(
        op.f("ix_event_person_case_id_event_id"),
        "event_person",
        ["case_id", "event_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_event_person_case_id_person_id"),
        "event_person",
        ["case_id", "person_id"],
        unique=False,
    )
    op.create_table(
        "factor",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("since_edtf", sa.Text(), nullable=True),
        sa.Column("since_text", sa.Text(), nullable=True),
        sa.Column("since_modifier", sa.Text(), nullable=True),
        sa.Column("since_earliest", sa.Text(), nullable=True),
        sa.Column("since_latest", sa.Text(), nullable=True),
        sa.Column("since_sort", sa.Text(), nullable=True),
        sa.Column("until_edtf", sa.Text(), nullable=True),
        sa.Column("until_text", sa.Text(), nullable=True),
        sa.Column("until_modifier", sa.Text(), nullable=True),
        sa.Column("until_earliest", sa.Text(), nullable=True),
        sa.Column("until_latest", sa.Text(), nullable=True),
        sa.Column("until_sort", sa.Text(), nullable=True),
        sa.Column("event_ids", sa.Text(), nullable=False),
        sa.Column("record_class", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "person_id"],
            ["person.case_id", "person.id"],
            name=op.f("fk_factor_case_id_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_factor")),
    )
    op.create_index(
        op.f("ix_factor_case_id_person_id"), "factor", ["case_id", "person_id"], unique=False
    )
    op.create_table(
        "hearing",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("proceedings_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("on_edtf", sa.Text(), nullable=True),
        sa.Column("on_text", sa.Text(), nullable=True),
        sa.Column("on_modifier", sa.Text(), nullable=True),
        sa.Column("on_earliest", sa.Text(), nullable=True),
        sa.Column("on_latest", sa.Text(), nullable=True),
        sa.Column("on_sort", sa.Text(), nullable=True),
        sa.Column("time", sa.Text(), nullable=True),
        sa.Column("before", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "proceedings_id"],
            ["proceedings.case_id", "proceedings.id"],
            name=op.f("fk_hearing_case_id_proceedings_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_hearing")),
    )
    op.create_index(
        op.f("ix_hearing_case_id_proceedings_id"),
        "hearing",
        ["case_id", "proceedings_id"],
        unique=False,
    )
    op.create_table(
        "likely_impact",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("event_ids", sa.Text(), nullable=False),
        sa.Column("child_id", sa.Text(), nullable=False),
        sa.Column("need", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.Text(), nullable=False),
        sa.Column("research", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "child_id"],
            ["person.case_id", "person.id"],
            name=op.f("fk_likely_impact_case_id_child_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_likely_impact")),
    )
    op.create_index(
        op.f("ix_likely_impact_case_id_child_id"),
        "likely_impact",
        ["case_id", "child_id"],
        unique=False,
    )
    op.create_table(
        "need_concerned",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("child_id", sa.Text(), nullable=False),
        sa.Column("need", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "child_id"],
            ["person.case_id", "person.id"],
            name=op.f("fk_need_concerned_case_id_child_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "event_id"],
            ["event.case_id", "event.id"],
            name=op.f("fk_need_concerned_case_id_event_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_need_concerned")),
    )
    op.create_index(
        op.f("ix_need_concerned_case_id_child_id"),
        "need_concerned",
        ["case_id", "child_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_need_concerned_case_id_event_id"),
        "need_concerned",
        ["case_id", "event_id"],
        unique=False,
    )
    op.create_table(
        "observed_impact",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("child_id", sa.Text(), nullable=False),
        sa.Column("need", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "child_id"],
            ["person.case_id", "person.id"],
            name=op.f("fk_observed_impact_case_id_child_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "event_id"],
            ["event.case_id", "event.id"],
            name=op.f("fk_observed_impact_case_id_event_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_observed_impact")),
    )
    op.create_index(
        op.f("ix_observed_impact_case_id_child_id"),
        "observed_impact",
        ["case_id", "child_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_observed_impact_case_id_event_id"),
        "observed_impact",
        ["case_id", "event_id"],
        unique=False,
    )
    op.create_table(
        "outcome",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("decided_on_edtf", sa.Text(), nullable=True),
        sa.Column("decided_on_text", sa.Text(), nullable=True),
        sa.Column("decided_on_modifier", sa.Text(), nullable=True),
        sa.Column("decided_on_earliest", sa.Text(), nullable=True),
        sa.Column("decided_on_latest", sa.Text(), nullable=True),
        sa.Column("decided_on_sort", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "event_id"],
            ["event.case_id", "event.id"],
            name=op.f("fk_outcome_case_id_event_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_outcome")),
    )
    op.create_index(
        op.f("ix_outcome_case_id_event_id"), "outcome", ["case_id", "event_id"], unique=False
    )
    op.create_table(
        "parentage",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("parental_responsibility", sa.Boolean(), nullable=True),
        sa.Column("since_edtf", sa.Text(), nullable=True),
        sa.Column("since_text", sa.Text(), nullable=True),
        sa.Column("since_modifier", sa.Text(), nullable=True),
        sa.Column("since_earliest", sa.Text(), nullable=True),
        sa.Column("since_latest", sa.Text(), nullable=True),
        sa.Column("since_sort", sa.Text(), nullable=True),
        sa.Column("until_edtf", sa.Text(), nullable=True),
        sa.Column("until_text", sa.Text(), nullable=True),
        sa.Column("until_modifier", sa.Text(), nullable=True),
        sa.Column("until_earliest", sa.Text(), nullable=True),
        sa.Column("until_latest", sa.Text(), nullable=True),
        sa.Column("until_sort", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id", "child_id"],
            ["person.case_id", "person.id"],
            name=op.f("fk_parentage_case_id_child_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "parent_id"],
            ["person.case_id", "person.id"],
            name=op.f("fk_parentage_case_id_parent_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_parentage")),
    )
    op.create_index(
        op.f("ix_parentage_case_id_child_id"), "parentage", ["case_id", "child_id"], unique=False
    )
    op.create_index(
        op.f("ix_parentage_case_id_parent_id"), "parentage", ["case_id", "parent_id"], unique=False
    )
    op.create_table(
        "party",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("proceedings_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.Column("representative", sa.Text(), nullable=False),
        sa.Column("representative_firm", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "person_id"],
            ["person.case_id", "person.id"],
            name=op.f("fk_party_case_id_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "proceedings_id"],
            ["proceedings.case_id", "proceedings.id"],
            name=op.f("fk_party_case_id_proceedings_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_party")),
    )
    op.create_index(
        op.f("ix_party_case_id_person_id"), "party", ["case_id", "person_id"], unique=False
    )
    op.create_index(
        op.f("ix_party_case_id_proceedings_id"),
        "party",
        ["case_id", "proceedings_id"],
        unique=False,
    )
    op.create_table(
        "professional",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("agency_id", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("registration_number", sa.Text(), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id", "person_id"],
            ["person.case_id", "person.id"],
            name=op.f("fk_professional_case_id_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_professional")),
    )
    op.create_index(
        op.f("ix_professional_case_id_person_id"),
        "professional",
        ["case_id", "person_id"],
        unique=False,
    )
    op.create_table(
        "protected_detail",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("variants", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.Column("withheld_from", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "person_id"],
            ["person.case_id", "person.id"],
            name=op.f("fk_protected_detail_case_id_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_protected_detail")),
    )
    op.create_index(
        op.f("ix_protected_detail_case_id_person_id"),
        "protected_detail",
        ["case_id", "person_id"],
        unique=False,
    )
    op.create_table(
        "reply",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("where", sa.Text(), nullable=False),
        sa.Column("answered_on_edtf", sa.Text(), nullable=True),
        sa.Column("answered_on_text", sa.Text(), nullable=True),
        sa.Column("answered_on_modifier", sa.Text(), nullable=True),
        sa.Column("answered_on_earliest", sa.Text(), nullable=True),
        sa.Column("answered_on_latest", sa.Text(), nullable=True),
        sa.Column("answered_on_sort", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id", "event_id"],
            ["event.case_id", "event.id"],
            name=op.f("fk_reply_case_id_event_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_reply")),
    )
    op.create_index(
        op.f("ix_reply_case_id_event_id"), "reply", ["case_id", "event_id"], unique=False
    )
    op.create_table(
        "source",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("citation_title", sa.Text(), nullable=False),
        sa.Column("maker", sa.Text(), nullable=False),
        sa.Column("document_date_edtf", sa.Text(), nullable=True),
        sa.Column("document_date_text", sa.Text(), nullable=True),
        sa.Column("document_date_modifier", sa.Text(), nullable=True),
        sa.Column("document_date_earliest", sa.Text(), nullable=True),
        sa.Column("document_date_latest", sa.Text(), nullable=True),
        sa.Column("document_date_sort", sa.Text(), nullable=True),
        sa.Column("received_edtf", sa.Text(), nullable=True),
        sa.Column("received_text", sa.Text(), nullable=True),
        sa.Column("received_modifier", sa.Text(), nullable=True),
        sa.Column("received_earliest", sa.Text(), nullable=True),
        sa.Column("received_latest", sa.Text(), nullable=True),
        sa.Column("received_sort", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("sensitivity", sa.Text(), nullable=False),
        sa.Column("record_class", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Text(), nullable=True),
        sa.Column("supersedes_id", sa.Text(), nullable=True),
        sa.Column("batch_id", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id", "batch_id"],
            ["import_batch.case_id", "import_batch.id"],
            name=op.f("fk_source_case_id_batch_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "parent_id"],
            ["source.case_id", "source.id"],
            name=op.f("fk_source_case_id_parent_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "supersedes_id"],
            ["source.case_id", "source.id"],
            name=op.f("fk_source_case_id_supersedes_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_source")),
    )
    op.create_index(
        op.f("ix_source_case_id_batch_id"), "source", ["case_id", "batch_id"], unique=False
    )
    op.create_index(
        op.f("ix_source_case_id_parent_id"), "source", ["case_id", "parent_id"], unique=False
    )
    op.create_index(
        op.f("ix_source_case_id_supersedes_id"),
        "source",
        ["case_id", "supersedes_id"],
        unique=False,
    )
    op.create_index(
        "uq_source_file",
        "source",
        ["case_id", "sha256"],
        unique=True,
        sqlite_where=sa.text("kind = 'file' AND sha256 <> '' AND parent_id IS NULL"),
        postgresql_where=sa.text("kind = 'file' AND sha256 <> '' AND parent_id IS NULL"),
    )
    op.create_index(
        "uq_source_inside",
        "source",
        ["case_id", "sha256", "parent_id"],
        unique=True,
        sqlite_where=sa.text("kind = 'file' AND sha256 <> '' AND parent_id IS NOT NULL"),
        postgresql_where=sa.text("kind = 'file' AND sha256 <> '' AND parent_id IS NOT NULL"),
    )
    op.create_table(
        "spell_mark",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("child_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("edge", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "child_id"],
            ["person.case_id", "person.id"],
            name=op.f("fk_spell_mark_case_id_child_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "event_id"],
            ["event.case_id", "event.id"],
            name=op.f("fk_spell_mark_case_id_event_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_spell_mark")),
    )
    op.create_index(
        op.f("ix_spell_mark_case_id_child_id"), "spell_mark", ["case_id", "child_id"], unique=False
    )
    op.create_index(
        op.f("ix_spell_mark_case_id_event_id"), "spell_mark", ["case_id", "event_id"], unique=False
    )
    op.create_table(
        "strength",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("child_id", sa.Text(), nullable=True),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "child_id"],
            ["person.case_id", "person.id"],
            name=op.f("fk_strength_case_id_child_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "event_id"],
            ["event.case_id", "event.id"],
            name=op.f("fk_strength_case_id_event_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "person_id"],
            ["person.case_id", "person.id"],
            name=op.f("fk_strength_case_id_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_strength")),
    )
    op.create_index(
        op.f("ix_strength_case_id_child_id"), "strength", ["case_id", "child_id"], unique=False
    )
    op.create_index(
        op.f("ix_strength_case_id_event_id"), "strength", ["case_id", "event_id"], unique=False
    )
    op.create_index(
        op.f("ix_strength_case_id_person_id"), "strength", ["case_id", "person_id"], unique=False
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("date_edtf", sa.Text(), nullable=True),
        sa.Column("date_text", sa.Text(), nullable=True),
        sa.Column("date_modifier", sa.Text(), nullable=True),
        sa.Column("date_earliest", sa.Text(), nullable=True),
        sa.Column("date_latest", sa.Text(), nullable=True),
        sa.Column("date_sort", sa.Text(), nullable=True),
        sa.Column("date_as_written", sa.Text(), nullable=False),
        sa.Column("time", sa.Text(), nullable=True),
        sa.Column("time_as_written", sa.Text(), nullable=False),
        sa.Column("recorded_on_edtf", sa.Text(), nullable=True),
        sa.Column("recorded_on_text", sa.Text(), nullable=True),
        sa.Column("recorded_on_modifier", sa.Text(), nullable=True),
        sa.Column("recorded_on_earliest", sa.Text(), nullable=True),
        sa.Column("recorded_on_latest", sa.Text(), nullable=True),
        sa.Column("recorded_on_sort", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("told_by_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id", "event_id"],
            ["event.case_id", "event.id"],
            name=op.f("fk_account_case_id_event_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "source_id"],
            ["source.case_id", "source.id"],
            name=op.f("fk_account_case_id_source_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "told_by_id"],
            ["account.case_id", "account.id"],
            name=op.f("fk_account_case_id_told_by_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_account")),
    )
    op.create_index(
        op.f("ix_account_case_id_event_id"), "account", ["case_id", "event_id"], unique=False
    )
    op.create_index(
        op.f("ix_account_case_id_source_id"), "account", ["case_id", "source_id"], unique=False
    )
    op.create_index(
        op.f("ix_account_case_id_told_by_id"), "account", ["case_id", "told_by_id"], unique=False
    )
    op.create_table(
        "entry",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("written_at", sa.Text(), nullable=False),
        sa.Column("date_edtf", sa.Text(), nullable=True),
        sa.Column("date_text", sa.Text(), nullable=True),
        sa.Column("date_modifier", sa.Text(), nullable=True),
        sa.Column("date_earliest", sa.Text(), nullable=True),
        sa.Column("date_latest", sa.Text(), nullable=True),
        sa.Column("date_sort", sa.Text(), nullable=True),
        sa.Column("time", sa.Text(), nullable=True),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "source_id"],
            ["source.case_id", "source.id"],
            name=op.f("fk_entry_case_id_source_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_entry")),
    )
    op.create_index(
        op.f("ix_entry_case_id_source_id"), "entry", ["case_id", "source_id"], unique=False
    )
    op.create_table(
        "filing",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("filed_at", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("hearing_id", sa.Text(), nullable=True),
        sa.Column("for_hearing", sa.Text(), nullable=False),
        sa.Column("served_on", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "hearing_id"],
            ["hearing.case_id", "hearing.id"],
            name=op.f("fk_filing_case_id_hearing_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_filing")),
    )
    op.create_index(
        op.f("ix_filing_case_id_hearing_id"), "filing", ["case_id", "hearing_id"], unique=False
    )
    op.create_table(
        "import_problem",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=True),
        sa.Column("batch_id", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("locator", sa.Text(), nullable=False),
        sa.Column("params", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("settled_by", sa.Text(), nullable=False),
        sa.Column("settled_note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "batch_id"],
            ["import_batch.case_id", "import_batch.id"],
            name=op.f("fk_import_problem_case_id_batch_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "source_id"],
            ["source.case_id", "source.id"],
            name=op.f("fk_import_problem_case_id_source_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_import_problem")),
    )
    op.create_index(
        op.f("ix_import_problem_case_id_batch_id"),
        "import_problem",
        ["case_id", "batch_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_import_problem_case_id_source_id"),
        "import_problem",
        ["case_id", "source_id"],
        unique=False,
    )
    op.create_table(
        "order",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("proceedings_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("made_on_edtf", sa.Text(), nullable=True),
        sa.Column("made_on_text", sa.Text(), nullable=True),
        sa.Column("made_on_modifier", sa.Text(), nullable=True),
        sa.Column("made_on_earliest", sa.Text(), nullable=True),
        sa.Column("made_on_latest", sa.Text(), nullable=True),
        sa.Column("made_on_sort", sa.Text(), nullable=True),
        sa.Column("hearing_id", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "hearing_id"],
            ["hearing.case_id", "hearing.id"],
            name=op.f("fk_order_case_id_hearing_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "proceedings_id"],
            ["proceedings.case_id", "proceedings.id"],
            name=op.f("fk_order_case_id_proceedings_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_order")),
    )
    op.create_index(
        op.f("ix_order_case_id_hearing_id"), "order", ["case_id", "hearing_id"], unique=False
    )
    op.create_index(
        op.f("ix_order_case_id_proceedings_id"),
        "order",
        ["case_id", "proceedings_id"],
        unique=False,
    )
    op.create_table(
        "passage",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("index", sa.Integer(), nullable=False),
        sa.Column("locator", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("record_class", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "source_id"],
            ["source.case_id", "source.id"],
            name=op.f("fk_passage_case_id_source_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_passage")),
        sa.UniqueConstraint(
            "case_id", "source_id", "index", name=op.f("uq_passage_case_id_source_id_index")
        ),
    )
    op.create_index(
        op.f("ix_passage_case_id_source_id"), "passage", ["case_id", "source_id"], unique=False
    )
    op.create_table(
        "review",
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
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("event_ids", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "change_id"],
            ["change.case_id", "change.id"],
            name=op.f("fk_review_case_id_change_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_review")),
    )
    op.create_index(
        op.f("ix_review_case_id_change_id"), "review", ["case_id", "change_id"], unique=False
    )
    op.create_table(
        "suggestion",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("date_edtf", sa.Text(), nullable=True),
        sa.Column("date_text", sa.Text(), nullable=True),
        sa.Column("date_modifier", sa.Text(), nullable=True),
        sa.Column("date_earliest", sa.Text(), nullable=True),
        sa.Column("date_latest", sa.Text(), nullable=True),
        sa.Column("date_sort", sa.Text(), nullable=True),
        sa.Column("date_kind", sa.Text(), nullable=True),
        sa.Column("time", sa.Text(), nullable=True),
        sa.Column("fact", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("children", sa.Text(), nullable=False),
        sa.Column("people", sa.Text(), nullable=False),
        sa.Column("concern_types", sa.Text(), nullable=False),
        sa.Column("needs", sa.Text(), nullable=False),
        sa.Column("strength", sa.Boolean(), nullable=False),
        sa.Column("record_class", sa.Text(), nullable=False),
        sa.Column("spans", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("duplicates", sa.Text(), nullable=False),
        sa.Column("spells", sa.Text(), nullable=False),
        sa.Column("child_words", sa.Text(), nullable=False),
        sa.Column("doubts", sa.Text(), nullable=False),
        sa.Column("date_alternatives", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_reason", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id", "event_id"],
            ["event.case_id", "event.id"],
            name=op.f("fk_suggestion_case_id_event_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "source_id"],
            ["source.case_id", "source.id"],
            name=op.f("fk_suggestion_case_id_source_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_suggestion")),
    )
    op.create_index(
        op.f("ix_suggestion_case_id_event_id"), "suggestion", ["case_id", "event_id"], unique=False
    )
    op.create_index(
        op.f("ix_suggestion_case_id_source_id"),
        "suggestion",
        ["case_id", "source_id"],
        unique=False,
    )
    op.create_index("ix_suggestion_status", "suggestion", ["case_id", "status"], unique=False)
    op.create_table(
        "citation",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Text(), nullable=False),
        sa.Column("passage_id", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "passage_id"],
            ["passage.case_id", "passage.id"],
            name=op.f("fk_citation_case_id_passage_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_citation")),
    )
    op.create_index(
        op.f("ix_citation_case_id_passage_id"), "citation", ["case_id", "passage_id"], unique=False
    )
    op.create_index("ix_citation_owner", "citation", ["case_id", "owner_id"], unique=False)
    op.create_table(
        "direction",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("proceedings_id", sa.Text(), nullable=False),
        sa.Column("order_id", sa.Text(), nullable=True),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("due_edtf", sa.Text(), nullable=True),
        sa.Column("due_text", sa.Text(), nullable=True),
        sa.Column("due_modifier", sa.Text(), nullable=True),
        sa.Column("due_earliest", sa.Text(), nullable=True),
        sa.Column("due_latest", sa.Text(), nullable=True),
        sa.Column("due_sort", sa.Text(), nullable=True),
        sa.Column("done_on_edtf", sa.Text(), nullable=True),
        sa.Column("done_on_text", sa.Text(), nullable=True),
        sa.Column("done_on_modifier", sa.Text(), nullable=True),
        sa.Column("done_on_earliest", sa.Text(), nullable=True),
        sa.Column("done_on_latest", sa.Text(), nullable=True),
        sa.Column("done_on_sort", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id", "order_id"],
            ["order.case_id", "order.id"],
            name=op.f("fk_direction_case_id_order_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "proceedings_id"],
            ["proceedings.case_id", "proceedings.id"],
            name=op.f("fk_direction_case_id_proceedings_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_direction")),
    )
    op.create_index(
        op.f("ix_direction_case_id_order_id"), "direction", ["case_id", "order_id"], unique=False
    )
    op.create_index(
        op.f("ix_direction_case_id_proceedings_id"),
        "direction",
        ["case_id", "proceedings_id"],
        unique=False,
    )
    op.create_table(
        "filed_document",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("filing_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("settings_version", sa.Text(), nullable=False),
        sa.Column("prepared_on_edtf", sa.Text(), nullable=True),
        sa.Column("prepared_on_text", sa.Text(), nullable=True),
        sa.Column("prepared_on_modifier", sa.Text(), nullable=True),
        sa.Column("prepared_on_earliest", sa.Text(), nullable=True),
        sa.Column("prepared_on_latest", sa.Text(), nullable=True),
        sa.Column("prepared_on_sort", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id", "filing_id"],
            ["filing.case_id", "filing.id"],
            name=op.f("fk_filed_document_case_id_filing_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_filed_document")),
    )
    op.create_index(
        op.f("ix_filed_document_case_id_filing_id"),
        "filed_document",
        ["case_id", "filing_id"],
        unique=False,
    )
    op.create_table(
        "page_map",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("filed_document_id", sa.Text(), nullable=False),
        sa.Column("passage_id", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "filed_document_id"],
            ["filed_document.case_id", "filed_document.id"],
            name=op.f("fk_page_map_case_id_filed_document_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "passage_id"],
            ["passage.case_id", "passage.id"],
            name=op.f("fk_page_map_case_id_passage_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_page_map")),
    )
    op.create_index(
        op.f("ix_page_map_case_id_filed_document_id"),
        "page_map",
        ["case_id", "filed_document_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_page_map_case_id_passage_id"), "page_map", ["case_id", "passage_id"], unique=False
    )
