"""Commands on plans: plans, the changes they need, and what reviews found."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from chronology_app.commands.book import OpenCasebook
from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError
from chronology_app.model import (
    Breach,
    Change,
    Event,
    Person,
    Plan,
    PreProceedings,
    Record,
    Review,
    SaidDone,
    ServiceOffer,
)
from chronology_app.model.codes import EventStatus, PlanResult
from chronology_app.store.writer import Changed, Step


class PlanCommands(OpenCasebook):
    """Commands on plans."""

    def set_plan(self, case_id: str, plan: Plan, *, by: str | None = None) -> Changed:
        """Add a plan, or store its newer state.

        Errors: BadValueError without a kind, or when it ends before it starts; UnknownRecordError
            for a child who is not of the case.
        """
        plan = replace(plan, case_id=case_id, title=plan.title.strip(), kind=plan.kind.strip())
        if not plan.kind:
            raise BadValueError("error.plan_kind")
        if _is_before(plan.ended, plan.started):
            raise BadValueError("error.plan_ends_early")
        with self._step(case_id, "set_plan", by) as step:
            _require(step, Person, plan.child_ids)
            step.put(plan)
            return step.finish({"plan_id": plan.id})

    def remove_plan(self, case_id: str, plan_id: str, *, by: str | None = None) -> Changed:
        """Take a plan away with its changes, their reviews and breaches."""
        changes = self._changes(case_id, plan_id)
        ids = {change.id for change in changes}
        with self._step(case_id, "remove_plan", by) as step:
            plan = step.get(Plan, plan_id)
            self._let_go(step, ids)
            step.remove(*self._hanging(case_id, ids), *changes)
            for one in self.queries.records(PreProceedings, case_id):
                if one.plan_id == plan_id:
                    step.put(replace(one, plan_id=None))
            step.remove(plan)
            return step.finish({"plan_id": plan_id})

    def set_change(self, case_id: str, change: Change, *, by: str | None = None) -> Changed:
        """Add a change at the end of its plan, or store its newer state in its place.

        Errors: BadValueError without words or when it rests on an event that was removed, where
            that is news; UnknownRecordError for a plan, child or event that is not of the case.
        """
        change = replace(change, case_id=case_id, needed=change.needed.strip())
        if not change.needed:
            raise BadValueError("error.change_empty")
        with self._step(case_id, "set_change", by) as step:
            step.get(Plan, change.plan_id)
            _require(step, Person, change.child_ids)
            there = step.find(Change, change.id)
            known = there.why_event_ids if there else ()
            require_events(step, (i for i in change.why_event_ids if i not in known))
            if there is None:
                last = max((c.position for c in self._changes(case_id, change.plan_id)), default=-1)
                change = replace(change, position=last + 1)
            step.put(change)
            return step.finish({"plan_id": change.plan_id, "change_id": change.id})

    def move_change(
        self, case_id: str, change_id: str, steps: int, *, by: str | None = None
    ) -> Changed:
        """Move a change up (negative) or down among those of its plan; at the end it stays."""
        with self._step(case_id, "move_change", by) as step:
            change = step.get(Change, change_id)
            rows = list(self._changes(case_id, change.plan_id))
            at = next(n for n, row in enumerate(rows) if row.id == change_id)
            to = min(max(at + steps, 0), len(rows) - 1)
            if to == at:
                return Changed("move_change", case_id, 0)
            rows.insert(to, rows.pop(at))
            step.put(*(replace(row, position=n) for n, row in enumerate(rows) if row.position != n))
            return step.finish({"change_id": change_id})

    def remove_change(self, case_id: str, change_id: str, *, by: str | None = None) -> Changed:
        """Take a change away with its reviews and breaches."""
        with self._step(case_id, "remove_change", by) as step:
            change = step.get(Change, change_id)
            self._let_go(step, {change_id})
            step.remove(*self._hanging(case_id, {change_id}), change)
            return step.finish({"change_id": change_id})

    def set_review(self, case_id: str, review: Review, *, by: str | None = None) -> Changed:
        """Keep what a review found about a change, or correct it.

        Errors: BadValueError for an unknown result, a review before its plan began, or a change
            that lasts since after the review; UnknownRecordError.
        """
        review = replace(review, case_id=case_id)
        if review.result not in tuple(PlanResult):
            raise BadValueError("error.review_result")
        if _is_before(review.on, review.since):
            raise BadValueError("error.review_since")
        with self._step(case_id, "set_review", by) as step:
            change = step.get(Change, review.change_id)
            plan = step.get(Plan, change.plan_id)
            if _is_before(review.on, plan.started):
                raise BadValueError("error.review_before_plan")
            there = step.find(Review, review.id)
            known = there.event_ids if there else ()
            require_events(step, (i for i in review.event_ids if i not in known))
            step.put(review)
            return step.finish({"change_id": change.id, "review_id": review.id})

    def remove_review(self, case_id: str, review_id: str, *, by: str | None = None) -> Changed:
        """Take away what a review found. Errors: UnknownRecordError."""
        with self._step(case_id, "remove_review", by) as step:
            step.remove(step.get(Review, review_id))
            return step.finish({"review_id": review_id})

    def _hanging(self, case_id: str, change_ids: Container[str]) -> Iterator[Record]:
        """Yield what belongs to changes: reviews and breaches."""
        for review in self.queries.records(Review, case_id):
            if review.change_id in change_ids:
                yield review
        for breach in self.queries.records(Breach, case_id):
            if breach.change_id in change_ids:
                yield breach

    def _let_go(self, step: Step, change_ids: Container[str]) -> None:
        """Keep services and what was said; they belong to no change any more."""
        for offer in self.queries.records(ServiceOffer, step.case_id):
            if offer.change_id in change_ids:
                step.put(replace(offer, change_id=None))
        for said in self.queries.records(SaidDone, step.case_id):
            if said.change_id in change_ids:
                step.put(replace(said, change_id=None))

    def _changes(self, case_id: str, plan_id: str) -> tuple[Change, ...]:
        rows = (c for c in self.queries.records(Change, case_id) if c.plan_id == plan_id)
        return tuple(sorted(rows, key=lambda change: change.position))


def require_events(step: Step, event_ids: Iterable[str]) -> None:
    """See to it that events are of the case and stand.

    Errors: UnknownRecordError; BadValueError for one that was removed.
    """
    for event_id in event_ids:
        if step.get(Event, event_id).status == EventStatus.REMOVED:
            raise BadValueError("error.event_removed", value=event_id)


def _require(step: Step, kind: type[Record], ids: Iterable[str]) -> None:
    for record_id in ids:
        step.get(kind, record_id)


def _is_before(one: FuzzyDate | None, other: FuzzyDate | None) -> bool:
    """Say whether a date certainly lies before another."""
    if one is None or other is None or one.latest is None or other.earliest is None:
        return False
    return one.latest < other.earliest
