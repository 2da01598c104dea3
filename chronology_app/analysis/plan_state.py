"""Where each change of a plan stands on a day: reviews so far, what is overdue, what it rests on.

Only dates and reviews are compared; whether a change is good enough is for people to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chronology_app.dates import FuzzyDate
from chronology_app.model import Change, Event, Plan, Review
from chronology_app.model.codes import EventStatus, PlanResult
from chronology_app.model.view import CaseView

#: What a change's state is where no review has said anything.
OPEN, OVERDUE = "open", "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeState:
    """One change as it stands on a day."""

    change: Change
    #: Oldest first.
    reviews: tuple[Review, ...] = ()
    #: Its last review's result, `OPEN` or `OVERDUE`.
    code: str = OPEN
    #: Its day is past and no review has said that it is done.
    is_overdue: bool = False
    #: Its day may be past, because only a month or a year is known.
    may_be_overdue: bool = False
    #: Events that it rests on, in order of date; and those that no longer stand.
    events: tuple[Event, ...] = ()
    withdrawn_ids: tuple[str, ...] = ()

    @property
    def last(self) -> Review | None:
        """The newest review."""
        return self.reviews[-1] if self.reviews else None


def changes_of_plan(view: CaseView, plan_id: str) -> tuple[Change, ...]:
    """Return a plan's changes in their order."""
    rows = (change for change in view.of(Change) if change.plan_id == plan_id)
    return tuple(sorted(rows, key=lambda change: change.position))


def plan_states(view: CaseView, plan_id: str, today: date) -> tuple[ChangeState, ...]:
    """Return how each change of a plan stands on a day, in the plan's order."""
    reviews: dict[str, list[Review]] = defaultdict(list)
    for review in view.of(Review):
        reviews[review.change_id].append(review)
    order = {event.id: n for n, event in enumerate(view.events)}
    return tuple(
        _state(view, change, reviews[change.id], order, today)
        for change in changes_of_plan(view, plan_id)
    )


def _state(
    view: CaseView, change: Change, reviews: Iterable[Review], order: dict[str, int], today: date
) -> ChangeState:
    # What is found later the same day counts: the store keeps the order in which they came.
    said = tuple(sorted(reviews, key=lambda review: review.on.place_key))
    last = said[-1].result if said else ""
    is_done = last == PlanResult.DONE
    first_day, last_day = _edges(change.by_when)
    is_overdue = not is_done and last_day is not None and last_day < today
    may_be = not is_done and not is_overdue and first_day is not None and first_day < today
    rows = [view.by_id[i] for i in change.why_event_ids if i in view.by_id]
    standing = [e for e in rows if isinstance(e, Event) and e.status != EventStatus.REMOVED]
    there = {event.id for event in standing}
    return ChangeState(
        change=change, reviews=said, code=last or (OVERDUE if is_overdue else OPEN),
        is_overdue=is_overdue, may_be_overdue=may_be,
        events=tuple(sorted(standing, key=lambda event: order.get(event.id, len(order)))),
        withdrawn_ids=tuple(i for i in change.why_event_ids if i not in there),
    )  # fmt: skip


def running_plan(plans: Iterable[Plan], on: date) -> Plan | None:
    """Return the newest plan that runs on a day; where none does, the newest of all."""
    rows = sorted(plans, key=lambda plan: (_runs(plan, on), _edges(plan.started)[0] or date.min))
    return rows[-1] if rows else None


def _runs(plan: Plan, on: date) -> bool:
    starts, ends = _edges(plan.started)[0], _edges(plan.ended)[1]
    return (starts is None or starts <= on) and (ends is None or ends >= on)


def _edges(when: FuzzyDate | None) -> tuple[date | None, date | None]:
    return (when.earliest, when.latest) if when else (None, None)
