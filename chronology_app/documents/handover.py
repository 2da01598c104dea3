"""The handover page: what a new worker must not have to ask again.

What was tried, what was asked, what was promised, what each child already said in exact words, and
what is open. Source: Ofsted, In the child's time (2014), signposting 12 and 14 (start again at a
change of worker).
"""

from __future__ import annotations

from collections.abc import Iterator

from chronology_app.analysis.following import (
    BREACHES,
    CHALLENGES,
    OVERSIGHT,
    PRE_PROCEEDINGS,
    REQUESTS,
    SAID_DONE,
    SERVICES,
    Following,
    Item,
    follow,
)
from chronology_app.analysis.plan_state import plan_states
from chronology_app.documents.blocks import Block, Document, Heading, Row, Table
from chronology_app.documents.frame import Draft, basis, scaled
from chronology_app.documents.options import ExportOptions
from chronology_app.documents.references import event_references
from chronology_app.documents.running_plan import plan_name, rests_on_free, state_words
from chronology_app.errors import WrongUseError
from chronology_app.model import Change, ChildWords, Event, Person, Plan, SettingsRow
from chronology_app.model.codes import PlanResult
from chronology_app.model.view import CaseView
from chronology_app.settings import load_settings

_CHANGES = (("plan.column.needed", 64.0), ("plan.column.by_when", 32.0),
            ("handover.column.stands", 44.0), ("handover.column.next", 40.0))  # fmt: skip
_ITEMS = (("handover.column.what", 70.0), ("handover.column.stands", 110.0))
_SAID = (("handover.column.date", 34.0), ("handover.column.words", 76.0),
         ("handover.column.asked", 34.0), ("handover.column.where", 36.0))  # fmt: skip
#: The parts in the order of the page, with what is open first.
_PARTS = (SERVICES, SAID_DONE, REQUESTS, CHALLENGES, OVERSIGHT, BREACHES, PRE_PROCEEDINGS)


def build_handover(view: CaseView, options: ExportOptions) -> Document:
    """Build the handover page of a case, or of one child.

    Errors: WrongUseError for a member of the family as its reader.
    """
    draft = Draft(view, options)
    if draft.reader is not None:
        raise WrongUseError("error.handover_reader")
    settings = load_settings(rows=view.of(SettingsRow))
    found = follow(draft.view, settings, options.cut_off)
    blocks: list[Block] = [draft.paragraph(draft.words.say("handover.intro"), "lead")]
    blocks += _open_changes(draft)
    for part in _PARTS:
        blocks += _of_part(draft, found, part)
    said: dict[str, Event] = {}
    for child in draft.selection.children:
        blocks += _child(draft, child, said)
    blocks += _dates(draft)
    undated = sum(event.date is None for event in said.values())
    blocks += basis(draft, len(said), undated)
    return draft.document("handover", blocks)


def _open_changes(draft: Draft) -> Iterator[Block]:
    words, day = draft.words, draft.options.cut_off
    rows = []
    plans = [plan for plan in draft.view.of(Plan)
             if not (plan.ended and plan.ended.latest and plan.ended.latest < day)]  # fmt: skip
    for plan in plans:
        for state in plan_states(draft.view, plan.id, day):
            change = state.change
            if state.code == PlanResult.DONE or not _concerns(draft, change):
                continue
            due = words.date(change.by_when) if change.by_when else change.by_when_words
            coming = [r for r in change.review_on if r.latest and r.latest >= day]
            shown = "; ".join(words.date(one) for one in coming)
            needed = change.needed if len(plans) < 2 else words.say(
                "handover.of_plan", needed=change.needed, plan=plan_name(draft, plan)
            )  # fmt: skip
            rows.append(Row((needed, due, state_words(words, state), shown), (change.id,)))
    yield draft.heading("handover.heading.changes")
    if rows:
        yield Table(scaled(draft, _CHANGES), tuple(rows), words.say("handover.table.changes"))
    else:
        yield draft.paragraph(words.say("handover.no_changes"))


def _concerns(draft: Draft, change: Change) -> bool:
    wanted = {child.id for child in draft.selection.children}
    return not change.child_ids or bool(wanted & set(change.child_ids))


def _of_part(draft: Draft, found: Following, part: str) -> Iterator[Block]:
    """Yield what belongs to a part, open things first; what is classed is not told."""
    words = draft.words
    items = [one for one in found.items.get(part, ()) if draft.selection.may_print(one.record)]
    yield draft.heading(f"handover.heading.{part}")
    if not items:
        yield draft.paragraph(words.say(f"handover.none.{part}"))
        return
    rows = tuple(_item(draft, one) for one in items)
    yield Table(scaled(draft, _ITEMS), rows, words.say(f"handover.heading.{part}"))


def _item(draft: Draft, one: Item) -> Row:
    language = draft.words.language
    kind = draft.words.label("follow_kind", one.part)
    if not rests_on_free(draft, one.event_ids):
        return Row((kind, draft.words.say("plan.rests_on_kept")), (one.record.id,))
    title = one.title.strip() or kind
    free = {event.id for event in draft.selection.events}
    ids = (one.record.id, *(i for i in one.event_ids if i in free))
    return Row((title, one.text(language)), ids)


def _child(draft: Draft, child: Person, said: dict[str, Event]) -> Iterator[Block]:
    """Yield what a child has already said, in exact words, so that it need not be asked again."""
    words = draft.words
    events = {event.id: event for event in draft.selection.events}
    found = [
        (events[one.event_id], one)
        for one in draft.view.of(ChildWords)
        if one.child_id == child.id and one.event_id in events and draft.selection.may_print(one)
    ]
    order = {event_id: n for n, event_id in enumerate(events)}
    found.sort(key=lambda pair: order[pair[0].id])
    yield Heading(words.say("handover.heading.child", name=child.name), 1)
    if not found:
        yield draft.paragraph(words.say("handover.none.words", name=child.name))
        return
    rows = []
    for event, one in found:
        said[event.id] = event
        asked = ". ".join(part for part in (one.asked_by, one.how_asked) if part)
        where = "\n".join(event_references(draft.selection, event, words))
        exact = one.words.strip('“”" ')
        rows.append(Row((words.event_date(event), f"“{exact}”", asked, where), (event.id, one.id)))
    yield Table(scaled(draft, _SAID), tuple(rows), words.say("handover.table.words"))


def _dates(draft: Draft) -> Iterator[Block]:
    """Yield what is due next: reviews of plans and of changes."""
    words, day = draft.words, draft.options.cut_off
    coming = [
        (when, one.id, words.say("handover.plan_review"))
        for one in draft.view.of(Plan)
        if (when := one.next_review) and when.latest and when.latest >= day
    ]
    coming += [
        (change.by_when, change.id, change.needed)
        for change in draft.view.of(Change)
        if change.by_when and change.by_when.latest and change.by_when.latest >= day
        and _concerns(draft, change)
    ]  # fmt: skip
    yield draft.heading("handover.heading.dates")
    if not coming:
        yield draft.paragraph(words.say("handover.none.dates"))
    for when, record_id, told in sorted(coming, key=lambda row: row[0].sort_key):
        line = words.say("handover.date", date=words.date(when), words=told)
        yield draft.paragraph(line, "bullet", (record_id,))
