"""The plan as the chair, the court and the authority read it: change by change, with evidence.

Sources: Ofsted, In the child's time (2014), 52-54: specific, timed, measurable, with what follows
if nothing changes; Working Together 2023 on child protection plans.
"""

from __future__ import annotations

from collections.abc import Iterator

from chronology_app.analysis.plan_state import ChangeState
from chronology_app.documents.blocks import Block, Column, Document, Heading, Row, Table
from chronology_app.documents.frame import Draft, basis, scaled
from chronology_app.documents.options import ExportOptions
from chronology_app.documents.plan_parts import PlanDraft, plan_draft
from chronology_app.documents.running_plan import baseline_words, state_words
from chronology_app.model import Change
from chronology_app.model.view import CaseView

_IN_SHORT = (("plan.column.number", 12.0), ("plan.column.needed", 74.0),
             ("plan.column.whom", 34.0), ("plan.column.by_when", 30.0),
             ("plan.column.state", 30.0))  # fmt: skip
_VIEWS = ("child_view", "parent_view")
_PARTS = (("plan.column.part", 46.0), ("plan.column.words", 134.0))


def build_plan(view: CaseView, options: ExportOptions) -> Document:
    """Build the plan asked for, or the one that runs. Errors: UnknownRecordError for none."""
    one = plan_draft(Draft(view, options))
    draft, states = one.draft, one.states()
    blocks: list[Block] = [
        *one.facts("kind", "children", "started", "ended", "lead", "author", "agreed_by",
                   "next_review"),
        *one.notes(),
        draft.heading("plan.heading.in_short"),
    ]  # fmt: skip
    if not one.changes:
        blocks.append(one.line(draft.words.say("plan.no_changes")))
    else:
        blocks.append(_in_short(one, states))
    for number, change in enumerate(one.changes, 1):
        blocks += _change(one, number, change, states[change.id])
    linked = one.events(tuple(i for change in one.changes for i in change.why_event_ids))
    undated = sum(event.date is None for event in linked)
    blocks += basis(draft, len(linked), undated)
    return draft.document("plan", blocks)


def _in_short(one: PlanDraft, states: dict[str, ChangeState]) -> Table:
    words = one.draft.words
    rows = tuple(
        Row(
            (str(number), change.needed, one.names(change, is_short=True), one.due_words(change),
             state_words(one.draft.words, states[change.id])),
            (change.id,),
        )
        for number, change in enumerate(one.changes, 1)
    )  # fmt: skip
    return Table(scaled(one.draft, _IN_SHORT), rows, words.say("plan.table.in_short"))


def _change(one: PlanDraft, number: int, change: Change, state: ChangeState) -> list[Block]:
    words = one.draft.words
    title = words.say("plan.heading.change", number=number, needed=change.needed)
    behind = (*change.why_event_ids, *(i for review in state.reviews for i in review.event_ids))
    ids = (change.id, *(review.id for review in state.reviews),
           *(event.id for event in one.events(behind)))  # fmt: skip
    rows = tuple(Row((name, told), ids) for name, told in _parts(one, change, state))
    columns: tuple[Column, ...] = scaled(one.draft, _PARTS)
    return [
        Heading(title, 1, record_ids=(change.id,)),
        Table(columns, rows, words.say("plan.table.change", number=number)),
    ]


def _parts(one: PlanDraft, change: Change, state: ChangeState) -> Iterator[tuple[str, str]]:
    """Yield each part with its words; what nobody has written is said to be missing."""
    words = one.draft.words
    due = "\n".join(part for part in (one.due_words(change), *one.child_time(change)) if part)
    values = (
        ("for", one.names(change)),
        ("why", _why(one, change)),
        ("baseline", baseline_words(one.draft, change)),
        ("target", change.target),
        ("measure", change.measure),
        ("who", change.who),
        ("help", change.help),
        ("by_when", due),
        ("review_on", "; ".join(words.date(day) for day in change.review_on)),
        ("consequence_no_change", change.consequence_no_change),
        ("consequence_limited", change.consequence_limited),
        ("decided_by", one.decision(change)),
        ("contingency", change.contingency),
        ("child_view", change.child_view),
        ("parent_view", change.parent_view),
        ("reviews", "\n".join(one.review_words(review) for review in state.reviews)),
    )
    for name, told in values:
        if name in _VIEWS and one.draft.reader is not None and not told.strip():
            # What the other parent, or a child, thinks is not the reader's to be told here.
            continue
        missing = "plan.no_review" if name == "reviews" else "plan.missing"
        yield words.say(f"plan.part.{name}"), told.strip() or words.say(missing)


def _why(one: PlanDraft, change: Change) -> str:
    """Return the events that a change rests on, with their number; those kept back are not told."""
    lines = one.event_lines(change.why_event_ids)
    if not lines:
        return ""
    return "\n".join((one.draft.words.say("plan.why", count=len(lines)), *lines))
