"""The assessment summary: what was scored, with which evidence, and how it moved.

A page section for each way of scoring and child, carer or family: the chart, the numbers in a
table, and what each last score rests on. Numbers only: a tool's own words stay in the tool.
"""

from __future__ import annotations

from collections.abc import Iterator

from chronology_app.analysis.instruments import area_label, instrument_label, number_words
from chronology_app.analysis.score_words import (
    course_title,
    direction_words,
    figures,
    scale_words,
    target_words,
)
from chronology_app.analysis.scores import AreaCourse, Course, Point, courses
from chronology_app.documents.blocks import Block, Document, Figure, Row, Table
from chronology_app.documents.frame import Draft, basis, scaled, usable_width_mm
from chronology_app.documents.options import ExportOptions
from chronology_app.documents.references import event_references
from chronology_app.layout.score_chart import chart_height
from chronology_app.model import Assessment, Event, SettingsRow
from chronology_app.model.links import linked_events
from chronology_app.model.view import CaseView
from chronology_app.settings import Settings, load_settings

_NUMBERS = (("assessment.column.area", 46.0), ("assessment.column.baseline", 34.0),
            ("assessment.column.now", 34.0), ("assessment.column.moved", 32.0),
            ("assessment.column.target", 34.0))  # fmt: skip
_RESTS = (("assessment.column.area", 40.0), ("assessment.column.score", 22.0),
          ("assessment.column.parent", 26.0), ("assessment.column.evidence", 92.0))  # fmt: skip
_SCORINGS = (("assessment.column.date", 36.0), ("assessment.column.purpose", 30.0),
             ("assessment.column.scorer", 50.0), ("assessment.column.note", 64.0))  # fmt: skip


def build_assessment(view: CaseView, options: ExportOptions) -> Document:
    """Build the assessment summary of a case, or of one child with the family's own scores."""
    draft = Draft(view, options)
    settings = load_settings(rows=view.of(SettingsRow))
    shown: dict[str, Event] = {}
    blocks: list[Block] = [draft.paragraph(draft.words.say("assessment.intro"), "lead")]
    found = printable_courses(draft)
    if not found:
        blocks.append(draft.paragraph(draft.words.say("assessment.nothing")))
    for course in found:
        blocks += _course(draft, course, settings, shown)
    blocks += basis(draft, len(shown), sum(event.date is None for event in shown.values()))
    return draft.document("assessment", blocks)


def printable_courses(draft: Draft) -> tuple[Course, ...]:
    """Return the courses of the document's children, carers and family on its day.

    A scoring that is only known through events that are kept back is left out: the number would
    tell what the event says. So is one of a later day.
    """
    selection = draft.selection
    free = {event.id for event in selection.events}
    wanted = {child.id for child in selection.children}
    people = {person.id: person for person in draft.view.people}
    day = draft.options.cut_off

    def is_shown(one: Assessment) -> bool:
        person = people.get(one.person_id or "")
        if person is not None and person.is_child and person.id not in wanted:
            return False
        is_later = one.on.earliest is not None and one.on.earliest > day
        return not is_later and not _is_kept_back(linked_events(one), free)

    return courses(draft.view, day, is_shown)


def _is_kept_back(event_ids: Iterator[str], free: set[str]) -> bool:
    ids = tuple(event_ids)
    return bool(ids) and not any(i in free for i in ids)


def _course(
    draft: Draft, course: Course, settings: Settings, shown: dict[str, Event]
) -> Iterator[Block]:
    words, language = draft.words, draft.words.language
    who = next((p.name for p in draft.view.people if p.id == course.person_id), "")
    yield draft.heading("assessment.heading", name=course_title(course, who, settings, language))
    scale = scale_words(course.instrument, language)
    ids = tuple(one.id for one in course.assessments)
    yield draft.paragraph(words.say("assessment.scale", scale=scale), record_ids=ids)
    if course.instrument.rights:
        yield draft.paragraph(course.instrument.rights, "note")
    yield from chart_blocks(draft, course, settings)
    rows = tuple(_numbers(draft, course, area, settings) for area in course.areas)
    yield Table(scaled(draft, _NUMBERS), rows, words.say("assessment.table.numbers"))
    for area, trigger in course.triggers:
        label = area_label(course.instrument, area.area.code, settings, language)
        number = number_words(trigger.at, course.instrument.unit)
        line = words.say("assessment.asked", number=number, area=label, words=trigger.words)
        yield draft.paragraph(line, "bullet", ids)
    if course.due is not None:
        name = "was_due" if course.is_due else "due"
        yield draft.paragraph(words.say(f"assessment.{name}", date=words.date(course.due)))
    yield from _rests_on(draft, course, settings, shown)
    yield _scorings(draft, course)


def chart_blocks(draft: Draft, course: Course, settings: Settings) -> Iterator[Block]:
    """Yield a course's charts, so many areas on a page."""
    language = draft.words.language
    width = usable_width_mm(draft.options.page_size, landscape=False)
    who = next((p.name for p in draft.view.people if p.id == course.person_id), "")
    name = instrument_label(course.instrument, settings, language)
    told = {"name": name, "who": who or draft.words.say("assessment.family"),
            "scale": scale_words(course.instrument, language)}  # fmt: skip
    ids = tuple(one.id for one in course.assessments)
    for figure in figures(course, who, settings, language):
        numbers = "; ".join(
            ", ".join(part for part in (row.label, row.moved, row.direction) if part)
            for row in figure.rows
        )
        alt = f"{draft.words.say('assessment.chart_alt', **told)} {numbers}."
        yield Figure(
            figure, alt, draft.words.say("assessment.chart_caption", **told), width,
            chart_height(len(figure.rows)), ids,
        )  # fmt: skip


def _numbers(draft: Draft, course: Course, area: AreaCourse, settings: Settings) -> Row:
    words, language = draft.words, draft.words.language
    label = area_label(course.instrument, area.area.code, settings, language)
    moved = direction_words(course, area, language)
    cells = (label, _dated(draft, course, area.baseline), _dated(draft, course, area.now), moved,
             target_words(course, area, language) or words.say("assessment.no_target"))  # fmt: skip
    ids = dict.fromkeys(p.assessment.id for p in (area.baseline, area.now, area.target) if p)
    return Row(cells, tuple(ids))


def _dated(draft: Draft, course: Course, point: Point | None) -> str:
    if point is None:
        return ""
    number = number_words(point.score.value, course.instrument.unit)
    return f"{number} ({draft.words.date(point.on)})"


def _rests_on(
    draft: Draft, course: Course, settings: Settings, shown: dict[str, Event]
) -> Iterator[Block]:
    """Yield what each area's last score rests on, and the parent's own score beside it."""
    words, language, unit = draft.words, draft.words.language, course.instrument.unit
    events = {event.id: event for event in draft.selection.events}
    rows: list[Row] = []
    before: tuple[object, ...] = ()
    for area in course.areas:
        if area.now is None:
            continue
        score = area.now.score
        own = [events[i] for i in score.event_ids if i in events]
        shown.update({event.id: event for event in own})
        lines = [_event(draft, event) for event in own] or [words.say("assessment.no_evidence")]
        if score.note.strip() and len(own) == len(score.event_ids):
            lines.append(score.note.strip())
        theirs = score.parent_value
        # Evidence that was given for a scoring as a whole is told once.
        same = (area.now.assessment.id, score.event_ids, score.note.strip())
        if rows and score.event_ids and same == before:
            lines = [words.say("assessment.same_evidence")]
        before = same
        rows.append(Row(
            (area_label(course.instrument, area.area.code, settings, language),
             number_words(score.value, unit),
             words.say("assessment.not_given") if theirs is None else number_words(theirs, unit),
             "\n".join(lines)),
            (area.now.assessment.id, *(event.id for event in own)),
        ))  # fmt: skip
    yield draft.heading("assessment.heading.rests", 2)
    yield Table(scaled(draft, _RESTS), tuple(rows), words.say("assessment.table.rests"))


def _event(draft: Draft, event: Event) -> str:
    words = draft.words
    where = "; ".join(event_references(draft.selection, event, words))
    return words.say("plan.event", date=words.event_date(event), fact=draft.event_words(event),
                     where=where)  # fmt: skip


def _scorings(draft: Draft, course: Course) -> Table:
    words = draft.words
    free = {event.id for event in draft.selection.events}
    rows = tuple(
        Row((
            words.date(one.on), words.label("score_purpose", one.purpose or "none"),
            "\n".join(part for part in (one.scorer, one.parent and words.say(
                "assessment.parent_by", name=one.parent)) if part),
            one.note if all(i in free for i in linked_events(one)) else "",
        ), (one.id,))
        for one in course.assessments
    )  # fmt: skip
    return Table(scaled(draft, _SCORINGS), rows, words.say("assessment.table.scorings"))
