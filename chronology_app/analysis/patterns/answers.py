"""No answer recorded: a concern of the highest weight, or a breached agreement, without one."""

from __future__ import annotations

from collections.abc import Iterator

from chronology_app.analysis.patterns.days import add_working_days
from chronology_app.analysis.patterns.ground import Dated, Found, Ground, Line
from chronology_app.analysis.patterns.steps import Steps
from chronology_app.model import Breach, Change, Escalation, Oversight, Plan, Review

_HIGHEST = "highest"
_AGENCIES = frozenset({"childrens_social_care", "police", "court"})
_KINDS = frozenset({"visit", "meeting", "assessment", "decision", "legal_step"})


def find(ground: Ground, _steps: Steps) -> Iterator[Found]:
    """Yield each concern or breach of the sort after which no answer is recorded in time."""
    days = int(ground.thresholds("missed_opportunity")["working_days"])
    pointed = _pointed_to(ground)
    family = [row for row in ground.unnamed if _may_answer(row)]
    breaches = _reviewed_breaches(ground)
    yield from _recorded_breaches(ground, days)
    answered = _answered_breaches(ground)
    for child, own in ground.of_child.items():
        answers = Line([*(row for row in own if _may_answer(row)), *family])
        for row in own:
            # A breach that is recorded with its answer is told by that record.
            breached = row.id not in answered and _is_breach(ground, row, breaches)
            rules = {"concern": _is_highest(ground, row, child), "agreement_breached": breached}
            for rule in (name for name, holds in rules.items() if holds):
                state = _unanswered(ground, row, answers, days, pointed)
                if state is not None:
                    is_read = rule != "concern" and row.id not in breaches
                    yield Found(
                        rule=rule, child=child, events=(row,), is_certain=state,
                        params={"days": days}, read=frozenset({row.id} if is_read else ()),
                    )  # fmt: skip


def _recorded_breaches(ground: Ground, days: int) -> Iterator[Found]:
    """Yield each breach that somebody recorded and no answer was recorded to in time."""
    known = {row.id: row for row in ground.rows}
    changes = {change.id: change for change in ground.view.of(Change)}
    for breach in ground.view.of(Breach):
        first, last = breach.on.earliest, breach.on.latest
        if first is None or last is None or breach.change_id not in changes:
            continue
        soonest = add_working_days(first.toordinal(), days)
        until = add_working_days(last.toordinal(), days)
        answered = breach.answered_on
        said = answered.earliest.toordinal() if answered and answered.earliest else None
        is_answered = bool(breach.answer.strip()) and (said is None or said <= until)
        end = said if said is not None and not is_answered else ground.as_of
        if is_answered or ground.as_of <= until:
            continue
        rows = [known[key] for key in breach.event_ids if key in known]
        yield Found(
            rule="agreement_breached", child=None, about=breach.id,
            children=changes[breach.change_id].child_ids,
            events=tuple(sorted(rows, key=lambda row: row.order)),
            span=(first.toordinal(), end), is_certain=soonest == until,
            params={"days": days},
        )  # fmt: skip


def _may_answer(row: Dated) -> bool:
    return row.agency in _AGENCIES and row.kind in _KINDS


def _pointed_to(ground: Ground) -> frozenset[str]:
    view = ground.view
    escalated = (key for note in view.of(Escalation) for key in note.event_ids)
    overseen = (key for note in view.of(Oversight) for key in note.event_ids)
    return frozenset((*escalated, *overseen))


def _reviewed_breaches(ground: Ground) -> frozenset[str]:
    """Return the events of reviews that found a change of a written agreement not done."""
    view = ground.view
    agreements = {plan.id for plan in view.of(Plan) if plan.kind == "written_agreement"}
    changes = {change.id for change in view.of(Change) if change.plan_id in agreements}
    broken = (r for r in view.of(Review) if r.change_id in changes and r.result == "not_done")
    return frozenset(key for review in broken for key in review.event_ids)


def _answered_breaches(ground: Ground) -> frozenset[str]:
    """Return the events of breaches that somebody recorded."""
    return frozenset(i for breach in ground.view.of(Breach) for i in breach.event_ids)


def _is_highest(ground: Ground, row: Dated, child: str) -> bool:
    concerns = [c for c in ground.view.concerns.get(row.id, ()) if c.child_id == child]
    if not concerns:
        return False
    return row.event.significance == _HIGHEST or any(c.weight == _HIGHEST for c in concerns)


def _is_breach(ground: Ground, row: Dated, breaches: frozenset[str]) -> bool:
    return row.id in breaches or ground.words.fact_tells("breach_words", row.event)


def _unanswered(
    ground: Ground, row: Dated, answers: Line, days: int, pointed: frozenset[str]
) -> bool | None:
    """Return whether the want of an answer is certain; None where there is one, or still time."""
    event = row.event
    if event.action.strip() or event.result.strip() or row.id in pointed:
        return None
    until = add_working_days(row.last, days)
    if ground.as_of <= until:
        return None
    soonest = add_working_days(row.first, days)
    may = False
    for answer in answers.between(row.first, until):
        if answer is row:
            continue
        may = True
        if answer.first >= row.last and answer.last <= soonest:
            return None
    return not may
