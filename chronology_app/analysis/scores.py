"""What was scored over time: where each area began, where it is now, and where it is to come to.

Numbers are compared only within one scale: after an edit that changed it, the old scores stay a
course of their own. Better and worse say in which direction a number moved on its scale, no more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from chronology_app.analysis.instruments import newest, scale_of
from chronology_app.dates import FuzzyDate
from chronology_app.dates.days import shifted
from chronology_app.model import Area, Assessment, Instrument, Score, Trigger
from chronology_app.model.view import CaseView

BASELINE, TARGET, NOW = PURPOSES = ("baseline", "target", "now")
ONCE, BETTER, WORSE, SAME, UNORDERED = ("once", "better", "worse", "same", "unordered")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One area's score in one assessment."""

    assessment: Assessment
    score: Score

    @property
    def on(self) -> FuzzyDate:
        """When it was scored."""
        return self.assessment.on


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaCourse:
    """One area over time, with the numbers that are compared."""

    area: Area
    #: What was scored, oldest first, targets left out.
    points: tuple[Point, ...] = ()
    #: The assessment that was marked as the baseline, else the first.
    baseline: Point | None = None
    now: Point | None = None
    target: Point | None = None
    #: "once" (nothing to compare), "better", "worse", "same", or "unordered": two numbers whose
    #: days do not tell which came first.
    direction: str = ONCE
    #: By how much the number moved; its sign is that of the number.
    difference: float = 0.0
    #: None where there is no target.
    is_reached: bool | None = None
    triggers: tuple[Trigger, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """All that was scored of one child, carer or family on one scale."""

    #: The newest version of the scale that was used.
    instrument: Instrument
    person_id: str | None
    #: Oldest first, targets among them.
    assessments: tuple[Assessment, ...]
    areas: tuple[AreaCourse, ...]
    #: When to score again; None: no reminder, or the scale is no longer in use.
    due: FuzzyDate | None = None
    is_due: bool = False
    #: A newer version has another scale: these numbers stand for themselves.
    is_old: bool = False

    @property
    def key(self) -> str:
        """Name the course among those of a case."""
        return f"{self.instrument.id}:{self.person_id or ''}"

    @property
    def last(self) -> Assessment | None:
        """The last scoring that is no target."""
        return next((a for a in reversed(self.assessments) if a.purpose != TARGET), None)

    @property
    def triggers(self) -> tuple[tuple[AreaCourse, Trigger], ...]:
        """What the authority's own rule asks for at the numbers of now."""
        return tuple((area, trigger) for area in self.areas for trigger in area.triggers)


def courses(
    view: CaseView, today: date, keep: Callable[[Assessment], bool] = lambda _: True
) -> tuple[Course, ...]:
    """Return what was scored, a course for each scale and person, by name.

    Left out: what `keep` does not keep, and an assessment whose way of scoring is not there.
    """
    instruments = {one.id: one for one in view.of(Instrument)}
    rows: dict[tuple[object, str], list[Assessment]] = defaultdict(list)
    for one in view.of(Assessment):
        instrument = instruments.get(one.instrument_id)
        if instrument is not None and keep(one):
            rows[scale_of(instrument), one.person_id or ""].append(one)
    latest = newest(instruments.values())
    made = [
        _course(sorted(found, key=_place), instruments, latest, today) for found in rows.values()
    ]
    order = {person.id: n for n, person in enumerate(view.people)}
    return tuple(sorted(made, key=lambda c: (
        c.is_old, c.instrument.label.casefold(), order.get(c.person_id or "", -1), c.key
    )))  # fmt: skip


def _place(one: Assessment) -> tuple[str, str]:
    return one.on.sort_key, one.id


def _course(
    rows: list[Assessment],
    instruments: dict[str, Instrument],
    latest: dict[str, Instrument],
    today: date,
) -> Course:
    instrument = max((instruments[row.instrument_id] for row in rows), key=lambda i: i.version)
    current = latest[instrument.code]
    is_old = scale_of(current) != scale_of(instrument)
    shown = instrument if is_old else current
    due = None if is_old or current.is_closed else _due(rows, current)
    return Course(
        instrument=instrument,
        person_id=rows[0].person_id,
        assessments=tuple(rows),
        areas=tuple(_area(area, rows, shown) for area in _areas(rows, shown, instruments)),
        due=due,
        is_due=due is not None and due.latest is not None and due.latest <= today,
        is_old=is_old,
    )


def _areas(
    rows: Iterable[Assessment], shown: Instrument, instruments: dict[str, Instrument]
) -> tuple[Area, ...]:
    """Return the areas now in use, then those that only older versions had."""
    scored = {score.area for row in rows for score in row.scores}
    known = {a.code: a for row in rows for a in instruments[row.instrument_id].areas}
    known |= {area.code: area for area in shown.areas}
    first = [area for area in shown.areas if area.code in scored]
    there = {area.code for area in first}
    rest = sorted(scored - there)
    return (*first, *(known.get(code, Area(code=code, label=code)) for code in rest))


def _area(area: Area, rows: list[Assessment], instrument: Instrument) -> AreaCourse:
    found = [
        Point(assessment=row, score=score)
        for row in rows for score in row.scores if score.area == area.code
    ]  # fmt: skip
    points = [one for one in found if one.assessment.purpose != TARGET]
    targets = [one for one in found if one.assessment.purpose == TARGET]
    marked = [one for one in points if one.assessment.purpose == BASELINE]
    baseline = marked[-1] if marked else points[0] if points else None
    now = points[-1] if points else None
    target = targets[-1] if targets else None
    difference, direction = _moved(instrument, baseline, now)
    return AreaCourse(
        area=area, points=tuple(points), baseline=baseline, now=now, target=target,
        direction=direction, difference=difference,
        is_reached=None if now is None or target is None
        else _is_at_least(instrument, now.score.value, target.score.value),
        triggers=tuple(
            trigger for trigger in instrument.triggers
            if now and trigger.area in ("", area.code)
            and _is_at_least(instrument, trigger.at, now.score.value)
        ),
    )  # fmt: skip


def _moved(instrument: Instrument, baseline: Point | None, now: Point | None) -> tuple[float, str]:
    if baseline is None or now is None or baseline is now:
        return 0.0, ONCE
    difference = round(now.score.value - baseline.score.value, 9)
    if not difference:
        return 0.0, SAME
    if not baseline.on.definitely_before(now.on):
        return 0.0, UNORDERED
    return difference, BETTER if (difference > 0) == instrument.high_is_good else WORSE


def _is_at_least(instrument: Instrument, value: float, bar: float) -> bool:
    """Say whether a value is as good as the bar, or better."""
    return value >= bar if instrument.high_is_good else value <= bar


def _due(rows: Iterable[Assessment], instrument: Instrument) -> FuzzyDate | None:
    last = next((row for row in reversed(list(rows)) if row.purpose != TARGET), None)
    if last is None or not instrument.again_weeks or last.on.latest is None:
        return None
    day = shifted(last.on.latest, timedelta(weeks=instrument.again_weeks))
    return FuzzyDate.parse(day.isoformat())
