"""The plan that is running for the children of a document, its changes, and what reviews found.

Owns which plan that is and in whose words a change is told; each document says it in its own form.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from chronology_app.analysis.plan_state import OPEN, OVERDUE, ChangeState
from chronology_app.dates import FuzzyDate
from chronology_app.documents.frame import Draft
from chronology_app.documents.words import Words, capital
from chronology_app.errors import UnknownRecordError
from chronology_app.model import Change, ChildWords, Event, Person, Plan, PreProceedings, Review
from chronology_app.model.codes import Part, PlanResult

#: The kinds of plan, the most far-reaching first; own kinds come after them. An agreement is made
#: beside a plan, and has a paper of its own.
_ORDER = ("pre_proceedings", "child_protection", "child_in_need", "early_help", "written_agreement")


def running_plan(draft: Draft) -> Plan | None:
    """Return the plan that runs on the document's day for its children; None: none does.

    The one that open pre-proceedings name, else the most far-reaching, else the one begun last.
    """
    wanted = {child.id for child in draft.selection.children}
    day = draft.options.cut_off
    running = [
        plan
        for plan in draft.view.of(Plan)
        if _runs(plan.started, plan.ended, day)
        and (not plan.child_ids or wanted & set(plan.child_ids))
    ]
    named = {
        one.plan_id
        for one in draft.view.of(PreProceedings)
        if one.plan_id and _runs(one.started, one.ended, day)
    }

    def key(plan: Plan) -> tuple[bool, int, str, str]:
        place = _ORDER.index(plan.kind) if plan.kind in _ORDER else len(_ORDER)
        began = plan.started.sort_key if plan.started else ""
        return plan.id in named, -place, began, plan.id

    return max(running, key=key, default=None)


def plan_asked_for(draft: Draft) -> Plan | None:
    """Return the plan that the options name, else the one that runs; None: none does.

    Errors: UnknownRecordError for a name that no plan has.
    """
    wanted = draft.options.plan.strip().casefold()
    if not wanted:
        return running_plan(draft)
    named = [
        plan
        for plan in draft.view.of(Plan)
        if wanted in (plan.id, plan.title.strip().casefold(), plan.kind)
    ]
    if not named:
        raise UnknownRecordError("error.no_such_plan", name=draft.options.plan)
    return max(named, key=lambda plan: (plan.started.sort_key if plan.started else "", plan.id))


def other_running_plans(draft: Draft, shown: Plan) -> tuple[Plan, ...]:
    """Return the other plans that run for the document's children on its day."""
    wanted = {child.id for child in draft.selection.children}
    day = draft.options.cut_off
    return tuple(
        plan
        for plan in draft.view.of(Plan)
        if plan.id != shown.id
        and _runs(plan.started, plan.ended, day)
        and (not plan.child_ids or wanted & set(plan.child_ids))
    )


def plan_name(draft: Draft, plan: Plan) -> str:
    """Return what a plan is called: its title, or its kind."""
    return plan.title.strip() or capital(draft.words.label("plan_kind", plan.kind))


def is_done(draft: Draft, change: Change) -> bool:
    """Say whether the latest review found a change done."""
    review = latest_review(draft, change)
    return review is not None and review.result == PlanResult.DONE


def baseline_words(draft: Draft, change: Change) -> str:
    """Return how it was at the start, and how the latest review found it, each for its own day."""
    parts = [closed(change.baseline)]
    review = latest_review(draft, change)
    if review is not None and review.now.strip():
        since = said_of(draft, review, review.now)
        parts.append(draft.words.say("plan.since_then", date=draft.words.date(review.on),
                                     words=closed(since)))  # fmt: skip
    return "\n".join(part for part in parts if part)


def _runs(started: FuzzyDate | None, ended: FuzzyDate | None, day: date) -> bool:
    has_begun = started is None or started.earliest is None or started.earliest <= day
    return has_begun and not (ended and ended.latest and ended.latest <= day)


def changes_of(draft: Draft, plan: Plan) -> tuple[Change, ...]:
    """Return the plan's changes that concern a child of the document, in their order."""
    wanted = {child.id for child in draft.selection.children}
    found = (
        change
        for change in draft.view.of(Change)
        if change.plan_id == plan.id and (not change.child_ids or wanted & set(change.child_ids))
    )
    return tuple(sorted(found, key=lambda change: (change.position, change.id)))


def children_of(draft: Draft, change: Change) -> tuple[Person, ...]:
    """Return the children of the document whom a change is for."""
    children = draft.selection.children
    return tuple(c for c in children if not change.child_ids or c.id in change.child_ids)


def closed(words: str) -> str:
    """Return words that end as a sentence does: a full stop is added where nothing closes them."""
    told = words.strip()
    return told + "." if told and (told[-1].isalnum() or told[-1] in ")%") else told


def part_words(draft: Draft, change: Change, part: str, reader: str = "") -> str:
    """Return a part of a change in the words for a reader; else the change's own words."""
    if reader:
        for other in change.other_words:
            if (other.reader, other.language, other.part) == (
                reader, draft.options.language, part,
            ) and other.words.strip():  # fmt: skip
                return other.words.strip()
        # Plain words in the other language are nearer to the reader than those of the trade.
        for other in change.other_words:
            if (other.reader, other.part) == (reader, part) and other.words.strip():
                return other.words.strip()
    return str(getattr(change, part, "")).strip()


def why_events(draft: Draft, change: Change) -> tuple[Event, ...]:
    """Return the events behind a change that may be printed, in order of date."""
    behind = set(change.why_event_ids)
    return tuple(event for event in draft.selection.events if event.id in behind)


def confided(draft: Draft) -> frozenset[str]:
    """Return the events in which a child was seen alone, or that keep a child's exact words.

    A parent is told of them only in words that somebody chose for the parent: it must stay with the
    worker, and with the child, what a child is known to have said.
    """
    alone = (p.event_id for parts in draft.view.event_people.values() for p in parts
             if p.part == Part.SEEN_ALONE)  # fmt: skip
    return frozenset((*alone, *(said.event_id for said in draft.view.of(ChildWords))))


def rests_on_free(draft: Draft, event_ids: Iterable[str]) -> bool:
    """Say whether words may be printed that rest on these events: none of them is kept back.

    Also one of another child, or outside of the time asked for, keeps them back.
    """
    return all(draft.selection.may_rest_on(event_id) for event_id in event_ids)


def said_of(draft: Draft, review: Review, words: str) -> str:
    """Return what was typed of a review, unless an event that it rests on is kept back."""
    if not words.strip() or rests_on_free(draft, review.event_ids):
        return words.strip()
    return draft.words.say("plan.rests_on_kept")


def latest_review(draft: Draft, change: Change) -> Review | None:
    """Return what the latest review up to the document's day found of a change."""
    day = draft.options.cut_off
    found = [
        review
        for review in draft.view.of(Review)
        if review.change_id == change.id and not (review.on.earliest and review.on.earliest > day)
    ]
    return max(found, key=lambda review: (review.on.sort_key, review.id), default=None)


def state_words(words: Words, state: ChangeState) -> str:
    """Return where a change stands; overdue is said beside what the last review found."""
    is_plain = state.code in (OPEN, OVERDUE)
    told = words.label("plan_state" if is_plain else "plan_result", state.code)
    if state.is_overdue and state.code != OVERDUE:
        return words.say("plan.and_overdue", words=told)
    return words.say("plan.maybe_overdue", words=told) if state.may_be_overdue else told
