"""The review report: what each change looks like now, on which evidence, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator

from chronology_app.analysis.plan_state import ChangeState
from chronology_app.documents.assessment import chart_blocks, printable_courses
from chronology_app.documents.blocks import Block, Document, Heading, Row, Table
from chronology_app.documents.frame import Draft, basis, scaled
from chronology_app.documents.options import ExportOptions
from chronology_app.documents.plan_parts import PlanDraft, plan_draft
from chronology_app.documents.running_plan import (
    closed,
    rests_on_free,
    said_of,
    state_words,
)
from chronology_app.model import Breach, Change, Review, SettingsRow
from chronology_app.model.view import CaseView
from chronology_app.settings import load_settings

_CHANGES = (("plan.column.needed", 52.0), ("plan.column.by_when", 28.0),
            ("plan.column.state", 28.0), ("review.column.now", 44.0),
            ("review.column.since", 28.0))  # fmt: skip
_REVIEWS = (("review.column.on", 28.0), ("review.column.result", 28.0),
            ("review.column.now", 40.0), ("review.column.evidence", 50.0),
            ("review.column.decided", 34.0))  # fmt: skip


def build_review(view: CaseView, options: ExportOptions) -> Document:
    """Build the review report of a plan. Errors: UnknownRecordError when there is no plan."""
    one = plan_draft(Draft(view, options))
    draft, states = one.draft, one.states()
    rows = [states[change.id] for change in one.changes]
    blocks: list[Block] = [
        *one.facts("kind", "children", "started", "lead", "next_review"), *one.notes(),
        draft.heading("review.heading.changes"),
    ]  # fmt: skip
    if rows:
        table = tuple(_row(one, state) for state in rows)
        blocks.append(
            Table(scaled(draft, _CHANGES), table, draft.words.say("review.table.changes"))
        )
    else:
        blocks.append(one.line(draft.words.say("plan.no_changes")))
    blocks += _overdue(one, rows)
    for number, state in enumerate(rows, 1):
        blocks += _of_change(one, number, state)
    blocks += _scores(one)
    shown = {event.id: event for state in rows for review in state.reviews
             for event in one.events(review.event_ids)}  # fmt: skip
    blocks += basis(draft, len(shown), sum(event.date is None for event in shown.values()))
    return draft.document("review", blocks)


def _scores(one: PlanDraft) -> Iterator[Block]:
    """Yield the charts of what was scored; nothing where nothing was."""
    draft = one.draft
    found = printable_courses(draft)
    if not found:
        return
    settings = load_settings(rows=draft.view.of(SettingsRow))
    yield draft.heading("review.heading.scores")
    for course in found:
        yield from chart_blocks(draft, course, settings)


def _row(one: PlanDraft, state: ChangeState) -> Row:
    words, last = one.draft.words, state.last
    since = words.date(last.since) if last and last.since else ""
    now = said_of(one.draft, last, last.now) if last else ""
    cells = (state.change.needed, one.due_words(state.change), state_words(one.draft.words, state),
             now or words.say("review.not_reviewed" if last is None else "review.not_said"),
             since)  # fmt: skip
    return Row(cells, (state.change.id, *((last.id,) if last else ())))


def _overdue(one: PlanDraft, states: list[ChangeState]) -> Iterator[Block]:
    """Yield what is past its day, with for how long; nothing where nothing is."""
    draft, day = one.draft, one.draft.options.cut_off
    late = [state for state in states if state.is_overdue]
    if not late:
        return
    yield draft.heading("review.heading.overdue")
    for state in late:
        due = state.change.by_when
        assert due is not None
        assert due.latest is not None
        weeks = (day - due.latest).days // 7
        line = draft.words.say("review.overdue", needed=state.change.needed,
                               date=draft.words.date(due), count=weeks)  # fmt: skip
        yield draft.paragraph(line, "bullet", (state.change.id,))
        follows = state.change.consequence_no_change.strip()
        if follows:
            agreed = draft.words.say("review.agreed_consequence", words=follows)
            yield draft.paragraph(agreed, record_ids=(state.change.id,))


def _of_change(one: PlanDraft, number: int, state: ChangeState) -> Iterator[Block]:
    draft, change = one.draft, state.change
    title = draft.words.say("plan.heading.change", number=number, needed=change.needed)
    yield Heading(title, 2, record_ids=(change.id,))
    for name in ("baseline", "target", "consequence_no_change"):
        told = str(getattr(change, name)).strip() or draft.words.say("plan.missing")
        line = draft.words.say(
            "review.line", name=draft.words.say(f"review.part.{name}"), words=told
        )
        yield draft.paragraph(line, record_ids=(change.id,))
    yield from _breaches(one, change)
    if not state.reviews:
        yield draft.paragraph(draft.words.say("plan.no_review"), record_ids=(change.id,))
        return
    rows = tuple(_review(one, review) for review in state.reviews)
    summary = draft.words.say("review.table.reviews", number=number)
    yield Table(scaled(draft, _REVIEWS), rows, summary)


def _breaches(one: PlanDraft, change: Change) -> Iterator[Block]:
    """Yield what of a change was not kept, with the answer, oldest first."""
    draft = one.draft
    found = [
        breach for breach in draft.view.of(Breach)
        if breach.change_id == change.id and draft.selection.may_print(breach)
    ]  # fmt: skip
    for breach in sorted(found, key=lambda breach: breach.on.place_key):
        told, answer = breach.words, breach.answer.strip() or draft.words.say("agreement.no_answer")
        if not rests_on_free(draft, breach.event_ids):
            told = answer = draft.words.say("plan.rests_on_kept")
        line = draft.words.say("review.breach", date=draft.words.date(breach.on),
                               words=closed(told), answer=closed(answer))  # fmt: skip
        ids = (breach.id, change.id, *(event.id for event in one.events(breach.event_ids)))
        yield draft.paragraph(line, "bullet", ids)


def _review(one: PlanDraft, review: Review) -> Row:
    words = one.draft.words
    events = one.events(review.event_ids)
    evidence = "\n".join(one.event_lines(review.event_ids)) or words.say("review.no_evidence")
    found = words.label("plan_result", review.result)
    since = words.say("plan.since", date=words.date(review.since)) if review.since else ""
    parts = (
        said_of(one.draft, review, review.decided),
        said_of(one.draft, review, review.note),
        review.by,
    )
    decided = "\n".join(dict.fromkeys(part for part in parts if part.strip()))
    return Row(
        (words.date(review.on), "\n".join(part for part in (found, since) if part),
         said_of(one.draft, review, review.now), evidence, decided),
        (review.id, review.change_id, *(event.id for event in events)),
    )  # fmt: skip
