"""What was scored in words and as a chart: from where to where, the target, what is asked for.

Better and poorer say which way a number went on its scale; nothing is said of anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chronology_app.analysis.instruments import area_label, instrument_label, number_words
from chronology_app.analysis.scores import SAME, AreaCourse, Course, Point
from chronology_app.dates import FuzzyDate
from chronology_app.layout.score_chart import ScoreFigure, ScoreMark, ScoreRow, first_and_last
from chronology_app.model import Instrument
from chronology_app.settings import Settings
from chronology_app.wording import say
from chronology_app.wording.dates import date_words


def scale_words(one: Instrument, language: str) -> str:
    """Return a scale's ends and which of them is best."""
    least, most = number_words(one.minimum, one.unit), number_words(one.maximum, one.unit)
    return say(f"scores.scale.{'high' if one.high_is_good else 'low'}", language,
               least=least, most=most)  # fmt: skip


def course_title(course: Course, who: str, settings: Settings, language: str) -> str:
    """Return what was scored and of whom."""
    name = instrument_label(course.instrument, settings, language)
    if course.is_old:
        name = f"{name} ({say('scores.older', language)})"
    return say("scores.course_title", language, name=name,
               who=who or say("scores.family", language))  # fmt: skip


def moved_words(course: Course, area: AreaCourse) -> str:
    """Return the numbers from the baseline to now; one alone where nothing is compared."""
    unit = course.instrument.unit
    if area.now is None:
        return ""
    now = number_words(area.now.score.value, unit)
    if area.baseline is None or area.baseline is area.now:
        return now
    return f"{number_words(area.baseline.score.value, unit)} → {now}"


def direction_words(course: Course, area: AreaCourse, language: str) -> str:
    """Return whether the number came nearer to the best end, and by how much."""
    number = number_words(abs(area.difference), course.instrument.unit)
    return say(f"score_direction.{area.direction}", language, number=number)


def target_words(course: Course, area: AreaCourse, language: str) -> str:
    """Return the target and whether it is reached; empty where there is none."""
    if area.target is None:
        return ""
    number = number_words(area.target.score.value, course.instrument.unit)
    name = {None: "target", True: "target_reached", False: "target_not_reached"}[area.is_reached]
    return say(f"scores.{name}", language, number=number)


def figures(
    course: Course, who: str, settings: Settings, language: str, most_rows: int = 11
) -> tuple[ScoreFigure, ...]:
    """Return a course's charts, so many areas in each; areas without a known day are left out."""
    one = course.instrument
    rows = [(area, _marks(course, area.points)) for area in course.areas]
    days = [mark.day for _, marks in rows for mark in marks]
    if not days:
        return ()
    first, last = first_and_last(days)
    dated = tuple((day, _day_words(day, language)) for day in sorted(set(days)))
    best, poorest = (one.maximum, one.minimum) if one.high_is_good else (one.minimum, one.maximum)
    shown = [_row(course, area, marks, settings, language) for area, marks in rows if marks]
    title = course_title(course, who, settings, language)
    return tuple(
        ScoreFigure(
            title=title,
            best_words=say("scores.best", language, number=number_words(best, one.unit)),
            poorest_words=say("scores.poorest", language, number=number_words(poorest, one.unit)),
            best=best, poorest=poorest, first=first, last=last, days=dated,
            rows=tuple(shown[at : at + most_rows]),
        )
        for at in range(0, len(shown), most_rows)
    )  # fmt: skip


def _row(
    course: Course,
    area: AreaCourse,
    marks: tuple[ScoreMark, ...],
    settings: Settings,
    language: str,
) -> ScoreRow:
    return ScoreRow(
        label=area_label(course.instrument, area.area.code, settings, language),
        marks=marks,
        target=area.target.score.value if area.target else None,
        moved=moved_words(course, area),
        direction=direction_words(course, area, language),
        target_words=target_words(course, area, language),
        tone=area.direction if area.direction not in (SAME, "once") else "",
    )


def _day_words(day: date, language: str) -> str:
    return date_words(FuzzyDate.parse(day.isoformat()), language)


def _marks(course: Course, points: Sequence[Point]) -> tuple[ScoreMark, ...]:
    unit = course.instrument.unit
    found: list[ScoreMark] = []
    for point in points:
        day = point.on.earliest or point.on.latest
        if day is None:
            continue
        theirs = point.score.parent_value
        if theirs is not None:
            label = number_words(theirs, unit)
            found.append(ScoreMark(day=day, value=theirs, label=label, is_parent=True))
        value = point.score.value
        found.append(ScoreMark(day=day, value=value, label=number_words(value, unit)))
    return tuple(found)
