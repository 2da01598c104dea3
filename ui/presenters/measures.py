"""What the screen of scores shows: what was scored of whom, how it moved, what is due.

Asked of the casebook are scores, their ways of scoring and the events that they link, never the
whole case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from chronology_app.analysis.instruments import (
    CHILD,
    FAMILY,
    area_label,
    instrument_label,
    number_words,
    offered,
    scale_of,
)
from chronology_app.analysis.score_words import (
    course_title,
    direction_words,
    figures,
    moved_words,
    scale_words,
    target_words,
)
from chronology_app.analysis.scores import BETTER, TARGET, WORSE, AreaCourse, Course, courses
from chronology_app.layout.score_chart import ScoreFigure
from chronology_app.model import Assessment, Case, Instrument, Person, SettingsRow
from chronology_app.model.links import linked_events
from chronology_app.model.view import CaseView
from chronology_app.settings import Settings, load_settings
from ui.presenters.event_choice import EventWords, load_event_words
from ui.words import date_words, label, language, say, upper_first

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A course, or one scoring, in a list."""

    key: str
    title: str
    text: str
    icon: str
    tone: str


@dataclass(frozen=True)
class Measures:
    """All that was scored in a case, with what can be scored with."""

    view: CaseView | None = None
    settings: Settings | None = None
    #: Ways of scoring that can be chosen, those that are closed among them.
    instruments: tuple[Instrument, ...] = ()
    events: Mapping[str, EventWords] = field(default_factory=dict)
    today: date = date.min

    @cached_property
    def courses(self) -> tuple[Course, ...]:
        """What was scored, a course for each scale and person."""
        return courses(self.view, self.today) if self.view else ()

    def course(self, key: str) -> Course | None:
        """Return a course by its key."""
        return next((one for one in self.courses if one.key == key), None)

    def course_of(self, assessment_id: str) -> Course | None:
        """Return the course in which a scoring stands."""
        return next(
            (c for c in self.courses if any(a.id == assessment_id for a in c.assessments)), None
        )

    def course_for(self, one: Instrument, person_id: str) -> Course | None:
        """Return the course of a way of scoring and a person; empty for the family."""
        return next((c for c in self.courses if scale_of(c.instrument) == scale_of(one)
                     and (c.person_id or "") == person_id), None)  # fmt: skip

    def who(self, person_id: str | None) -> str:
        """Return whose scores they are; empty for the family."""
        people = self.view.people if self.view else ()
        return next((p.name for p in people if p.id == person_id), "")

    def title(self, course: Course) -> str:
        """Return what was scored and of whom."""
        assert self.settings is not None
        return course_title(course, self.who(course.person_id), self.settings, language())

    def lines(self) -> tuple[MeasureLine, ...]:
        """Return the lines of the courses."""
        return tuple(self._line(course) for course in self.courses)

    def _line(self, course: Course) -> MeasureLine:
        parts = []
        if (last := course.last) is not None:
            parts.append(say("measures.last", date=date_words(last.on)))
        moved = [area.direction for area in course.areas]
        if counts := self._counts(moved):
            parts.append(counts)
        if course.is_due and course.due is not None:
            parts.append(say("scores.was_due", date=date_words(course.due)))
        if course.triggers:
            parts.append(say("measures.asked", count=len(course.triggers)))
        icon, tone = ("triangle-alert", "must") if course.triggers else (
            ("clock", "should") if course.is_due else ("sliders-horizontal", "")
        )  # fmt: skip
        return MeasureLine(course.key, self.title(course), " · ".join(parts), icon, tone)

    @staticmethod
    def _counts(moved: Iterable[str]) -> str:
        rows = list(moved)
        told = (
            (say(f"measures.{name}", count=rows.count(name)))
            for name in (BETTER, WORSE, "same") if rows.count(name)
        )  # fmt: skip
        return ", ".join(told)

    def about(self, course: Course) -> tuple[str, ...]:
        """Return the lines above a chart: scale, when to score again, what is asked for."""
        tongue = language()
        found = [upper_first(scale_words(course.instrument, tongue)) + "."]
        if course.due is not None:
            name = "scores.was_due" if course.is_due else "scores.due"
            found.append(say(name, date=date_words(course.due)))
        for area, trigger in course.triggers:
            number = number_words(trigger.at, course.instrument.unit)
            found.append(
                say("scores.asked", number=number, area=self.area(course, area),
                    words=trigger.words)
            )  # fmt: skip
        return tuple(found)

    def area(self, course: Course, area: AreaCourse) -> str:
        """Return an area's label."""
        return self.area_name(course.instrument, area.area.code)

    def area_name(self, one: Instrument, code: str) -> str:
        """Return the label of one of a way of scoring's areas."""
        assert self.settings is not None
        return area_label(one, code, self.settings, language())

    def figures(self, course: Course) -> tuple[ScoreFigure, ...]:
        """Return a course's chart, whole."""
        assert self.settings is not None
        who = self.who(course.person_id)
        return figures(course, who, self.settings, language(), most_rows=100)

    def chart_words(self, course: Course) -> str:
        """Return the chart in words, a line for each area."""
        tongue = language()
        lines = []
        for area in course.areas:
            parts = (moved_words(course, area), direction_words(course, area, tongue),
                     target_words(course, area, tongue))  # fmt: skip
            lines.append(f"{self.area(course, area)}: {', '.join(p for p in parts if p)}")
        return "\n".join(lines)

    # --- scorings ----------------------------------------------------------------------------

    def scorings(self, course: Course) -> tuple[MeasureLine, ...]:
        """Return the lines of a course's scorings, the newest first."""
        return tuple(self._scoring(course, one) for one in reversed(course.assessments))

    def _scoring(self, course: Course, one: Assessment) -> MeasureLine:
        count = len(set(linked_events(one)))
        told = say("plans.evidence", count=count) if count else say("plans.no_evidence")
        way = self.instrument_of(one) or course.instrument
        parts = (self.numbers_line(way, one), one.scorer, told, one.note)
        purpose = upper_first(label("score_purpose", one.purpose or "none"))
        is_gone = any(self.events[i].is_gone for i in linked_events(one) if i in self.events)
        icon = "flag" if one.purpose == TARGET else "circle"
        return MeasureLine(
            one.id, f"{date_words(one.on)}: {purpose}", " · ".join(p for p in parts if p), icon,
            "should" if is_gone else "",
        )  # fmt: skip

    def numbers_line(self, way: Instrument, one: Assessment, first: str = "") -> str:
        """Return a scoring's numbers by area, the parent's own beside them."""
        numbers = ", ".join(
            f"{self.area_name(way, s.area)} {number_words(s.value, way.unit)}"
            + (f" ({say('scores.parent', number=number_words(s.parent_value, way.unit))})"
               if s.parent_value is not None else "")
            for s in one.scores
        )  # fmt: skip
        return f"{first}: {numbers}" if first else numbers

    def assessment(self, assessment_id: str) -> Assessment | None:
        """Return a scoring by its id."""
        found = self.view.by_id.get(assessment_id) if self.view else None
        return found if isinstance(found, Assessment) else None

    # --- what can be scored with ---------------------------------------------------------------

    def open_instruments(self) -> tuple[Instrument, ...]:
        """Return the ways of scoring that are in use."""
        return tuple(one for one in self.instruments if not one.is_closed)

    def instrument(self, code: str) -> Instrument | None:
        """Return the newest version of a way of scoring."""
        return next((one for one in self.instruments if one.code == code), None)

    def instrument_of(self, one: Assessment) -> Instrument | None:
        """Return the definition that a scoring was made with."""
        found = self.view.by_id.get(one.instrument_id) if self.view else None
        return found if isinstance(found, Instrument) else None

    def instrument_name(self, one: Instrument) -> str:
        """Return a way of scoring's name."""
        assert self.settings is not None
        return instrument_label(one, self.settings, language())

    def scale(self, one: Instrument) -> str:
        """Return its scale in words."""
        return scale_words(one, language())

    def is_used(self, one: Instrument) -> bool:
        """Say whether something was scored with this version."""
        rows = self.view.of(Assessment) if self.view else ()
        return any(row.instrument_id == one.id for row in rows)

    def is_own(self, one: Instrument) -> bool:
        """Say whether the case holds it: what comes with the program is not taken away."""
        return self.view is not None and one.id in self.view.by_id

    def about_way(self, one: Instrument) -> str:
        """Return a way of scoring in a line: whom it is about, its scale, how it is used."""
        rows = self.view.of(Assessment) if self.view else ()
        ids = {i.id for i in (self.view.of(Instrument) if self.view else ()) if i.code == one.code}
        count = sum(row.instrument_id in ids for row in rows)
        parts = [upper_first(label("score_subject", one.subject)), self.scale(one),
                 say("measures.areas", count=len(one.areas))]  # fmt: skip
        if one.version > 1:
            parts.append(say("measures.version", number=one.version))
        if count:
            parts.append(say("measures.scorings", count=count))
        if one.is_closed:
            parts.append(say("measures.closed"))
        return " · ".join(parts)

    def people_for(self, one: Instrument) -> tuple[tuple[str, str], ...]:
        """Return whom a way of scoring may be about: (id, name)."""
        people = self.view.people if self.view else ()
        if one.subject == FAMILY:
            return (("", say("scores.family")),)
        return tuple((p.id, p.name) for p in people if p.is_child == (one.subject == CHILD))


def load_measures(book: Casebook, case_id: str) -> Measures:
    """Ask for what was scored in a case and what it links."""
    queries = book.queries
    assessments = queries.records(Assessment, case_id)
    own = queries.records(Instrument, case_id)
    rows = queries.settings_rows(case_id)
    settings = load_settings(rows=rows)
    view = CaseView(
        queries.record(Case, case_id, case_id),
        {
            Assessment: assessments, Instrument: own,
            Person: queries.records(Person, case_id), SettingsRow: rows,
        },
    )  # fmt: skip
    ids = list(dict.fromkeys(i for one in assessments for i in linked_events(one)))
    shown = offered(own, queries.instruments_elsewhere(case_id), settings, case_id)
    return Measures(view, settings, shown, load_event_words(book, case_id, ids), date.today())
