"""The team's own work as stretches and days: plans, services, pre-proceedings, what was answered.

For the timeline, on the screen and on paper. Nothing is told here in words that somebody typed: a
stretch says what it is, and the records say the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chronology_app.analysis.following import Clock
from chronology_app.dates import FuzzyDate
from chronology_app.model import (
    Breach,
    Change,
    Escalation,
    InformationRequest,
    Oversight,
    Plan,
    PreProceedingsStep,
    Record,
    Review,
    ServiceOffer,
)
from chronology_app.model.codes import RecordClass
from chronology_app.model.links import linked_events
from chronology_app.model.view import CaseView
from chronology_app.wording import label, say

PLANS, PRE_PROCEEDINGS, SERVICES, ANSWERS = STRIPS = (
    "plans", "pre_proceedings", "services", "answers",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDay:
    """A stretch of time, or one day, of the team's work."""

    strip: str
    code: str
    words: str
    since: FuzzyDate | None
    until: FuzzyDate | None
    record: Record
    event_ids: tuple[str, ...] = ()


def work_days(view: CaseView, clocks: tuple[Clock, ...], language: str) -> tuple[WorkDay, ...]:
    """Return the team's work in order of time; what a class keeps back is left out."""
    found = [
        day
        for day in (*_plans(view, language), *_weeks(clocks, language), *_services(view),
                    *_answers(view, language))
        if getattr(day.record, "record_class", RecordClass.ORDINARY) == RecordClass.ORDINARY
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda day: day.since.sort_key if day.since else ""))


def _plans(view: CaseView, language: str) -> Iterator[WorkDay]:
    for plan in view.of(Plan):
        if plan.started is not None:
            yield WorkDay(
                strip=PLANS, code=plan.kind, words=label("plan_kind", plan.kind, language),
                since=plan.started, until=plan.ended, record=plan,
            )  # fmt: skip


def _weeks(clocks: tuple[Clock, ...], language: str) -> Iterator[WorkDay]:
    for clock in clocks:
        ends = FuzzyDate.parse(clock.ends.isoformat()) if clock.ends else None
        words = say("work.weeks", language, limit=clock.limit)
        yield WorkDay(
            strip=PRE_PROCEEDINGS, code="pre_proceedings", words=words,
            since=clock.record.started, until=clock.record.ended or ends, record=clock.record,
        )  # fmt: skip


def _services(view: CaseView) -> Iterator[WorkDay]:
    for one in view.of(ServiceOffer):
        ended = one.ended or (one.offered_on if one.answer == "declined" else None)
        yield WorkDay(
            strip=SERVICES, code=one.answer or "offered", words=one.name,
            since=one.started or one.offered_on, until=ended, record=one, event_ids=one.event_ids,
        )  # fmt: skip


def _answers(view: CaseView, language: str) -> Iterator[WorkDay]:
    def of_day(code: str, words: str, on: FuzzyDate | None, record: Record) -> Iterator[WorkDay]:
        if on is not None:
            yield WorkDay(
                strip=ANSWERS, code=code, words=words, since=on, until=on, record=record,
                event_ids=tuple(linked_events(record)),
            )  # fmt: skip

    there = {change.id for change in view.of(Change)}
    for review in view.of(Review):
        if review.change_id in there:
            result = label("plan_result", review.result, language)
            yield from of_day("review", say("work.review", language, result=result), review.on,
                              review)  # fmt: skip
    for breach in view.of(Breach):
        yield from of_day("breach", say("work.breach", language), breach.on, breach)
        yield from of_day("answer", say("work.answer", language), breach.answered_on, breach)
    for one in view.of(Escalation):
        yield from of_day("challenge", say("work.challenge", language), one.raised_on, one)
        yield from of_day("reply", say("work.reply", language), one.replied_on, one)
    for seen in view.of(Oversight):
        words = label("oversight_kind", seen.kind, language)
        yield from of_day("oversight", words, seen.on, seen)
    for asked in view.of(InformationRequest):
        agency = label("agency", asked.agency, language)
        words = say(f"work.asked.{asked.kind}", language, agency=agency)
        yield from of_day("request", words, asked.asked_on, asked)
    for step in view.of(PreProceedingsStep):
        yield from of_day("step", label("pre_step", step.code, language), step.on, step)


def latest_day(day: WorkDay, today: date) -> date | None:
    """Return the last day of a stretch; one without an end goes on until today."""
    if day.until is None:
        return today
    return day.until.latest or day.until.earliest
