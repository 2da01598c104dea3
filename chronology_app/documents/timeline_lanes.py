"""The lanes of the timeline: which events stand where, under which number.

Owns the numbering and what a lane shows; dividing it over pages is `layout.parts`, the words of
captions and tables are `timeline_words`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from chronology_app.analysis.months import month_of, months_between
from chronology_app.analysis.spells import Spell, Spells, build_spells
from chronology_app.analysis.whose import Lists, first_days, gather
from chronology_app.dates import FuzzyDate
from chronology_app.dates.ages import birthday
from chronology_app.documents.frame import Draft
from chronology_app.documents.selection import Selection
from chronology_app.errors import BadValueError
from chronology_app.layout.timeline import Age, Band, Curve, Lane, Mark, Month
from chronology_app.model import Event, Person
from chronology_app.model.codes import ConcernType, SpellKind

STRENGTH, OTHER = "strength", "other"


@dataclass(frozen=True)
class Shown:
    """What one lane shows: each row's events in order of date."""

    lane: Lane
    #: (row code, event), undated ones included.
    marks: tuple[tuple[str, Event], ...]
    levels: tuple[Spell, ...] = ()


@dataclass(frozen=True)
class Lanes:
    """Every lane, and the events that they show by number."""

    shown: tuple[Shown, ...]
    #: Number -> event, from 1 in order of date, undated ones last.
    events: dict[int, Event]


_Marks = tuple[tuple[str, Event], ...]


@dataclass(frozen=True, slots=True)
class _Concern:
    """A dated event that counts, or may count, under a type of concern in one lane."""

    row: str
    event: Event
    first: date
    last: date
    #: Whether it surely counts here, whatever its date.
    is_sure: bool

    def is_certain(self, end: date) -> bool:
        """Say whether it surely counts and has surely happened by a day."""
        return self.is_sure and _has_happened(self.event, end)


def build_lanes(draft: Draft) -> Lanes:
    """Build the lanes of what was asked for.

    Errors: BadValueError where a choice leaves nothing to show or makes no sense.
    """
    _check(draft)
    children = draft.selection.children
    found = {child.id: tuple(_marks_of(draft, child)) for child in children}
    family = tuple(_marks_of(draft, None))
    drawn = {event.id for marks in (*found.values(), family) for _, event in marks}
    events = dict(enumerate((e for e in draft.selection.events if e.id in drawn), 1))
    if not events:
        _require_something(draft)
    numbers = {event.id: number for number, event in events.items()}
    spells = build_spells(draft.view, _any_time(draft).events)
    counts = gather(draft.view, spells, draft.selection.events).children
    shown = [
        _child_lane(draft, child, found[child.id], numbers, spells, counts[child.id])
        for child in children
    ]
    cut = _cut(draft, [one.lane.first for one in shown])
    if cut:
        shown = [_cut_lane(draft, one, *cut) for one in shown]
    if family:
        first = min((one.lane.first for one in shown), default=draft.options.cut_off)
        shown.append(_family_lane(draft, family, numbers, first))
    return Lanes(tuple(shown), events)


def _check(draft: Draft) -> None:
    first, last = draft.options.date_from, draft.options.date_to
    if first and last and first > last:
        raise BadValueError("figures.error.order", first=str(first), last=str(last))


def _require_something(draft: Draft) -> None:
    """Refuse a figure in which a choice leaves nothing; of a whole case it may be empty."""
    options, words = draft.options, draft.words
    asked = [words.label("type", options.concern_type)] if options.concern_type else []
    if options.child:
        asked.insert(0, options.child)
    if options.date_from:
        asked.append(words.say("figures.since", date=words.day(options.date_from)))
    if options.date_to:
        asked.append(words.say("figures.until", date=words.day(options.date_to)))
    if asked:
        raise BadValueError("figures.error.nothing", asked="; ".join(asked))


def _any_time(draft: Draft) -> Selection:
    """Return what may be printed of any time: a level of help may have begun before the period."""
    return Selection(draft.view, replace(draft.options, date_from=None))


# --- which rows ------------------------------------------------------------------------------


def _marks_of(draft: Draft, child: Person | None) -> Iterator[tuple[str, Event]]:
    for event in draft.selection.events:
        about = _about(draft, event)
        if (child.id in about) if child else not about:
            yield from ((row, event) for row in _rows_of(draft, event, child))


def _about(draft: Draft, event: Event) -> set[str]:
    """Return the ids of the children whom an event names or has a concern for."""
    concerns = draft.view.concerns.get(event.id, ())
    named = {child.id for child in draft.view.children_of(event)}
    return named | {concern.child_id for concern in concerns}


def _rows_of(draft: Draft, event: Event, child: Person | None) -> list[str]:
    """Return the rows on which an event stands: its concerns for the child, strengths, other.

    Of a figure of one type strengths are kept: they are shown beside concerns.
    """
    asked = draft.options.concern_type
    rows = [
        str(concern.type)
        for concern in draft.view.concerns.get(event.id, ())
        if (child is None or concern.child_id == child.id) and asked in ("", concern.type)
    ]
    strengths = draft.selection.strengths(event)
    if any(s.child_id is None or child is None or s.child_id == child.id for s in strengths):
        rows.append(STRENGTH)
    return list(dict.fromkeys(rows)) or ([] if asked else [OTHER])


def row_order(used: set[str]) -> list[str]:
    """Return the rows that any lane uses: strengths on top, then concerns, then the rest."""
    known = [STRENGTH, *(str(code) for code in ConcernType)]
    own = sorted(used - set(known) - {OTHER})
    return [row for row in (*known, *own, OTHER) if row in used]


# --- lanes -----------------------------------------------------------------------------------


def _child_lane(
    draft: Draft, child: Person, marks: _Marks, numbers: dict[str, int], spells: Spells,
    counts: Lists,
) -> Shown:  # fmt: skip
    levels = spells.of(child.id, SpellKind.LEVEL_OF_HELP)
    end = draft.options.cut_off
    born = child.born or child.due
    first = (born and born.earliest) or _first_day(marks) or end
    if born:
        subtitle = draft.words.say("timeline.born", date=draft.words.date(born))
    else:
        subtitle = draft.words.say("timeline.from_record")
    died = child.died.latest if child.died else None
    lane = Lane(
        title=child.name,
        subtitle=subtitle,
        first=min(first, end),
        last=min(died or end, end),
        bands=tuple(_bands(draft, levels, min(first, end))),
        ages=tuple(_ages(born, end)),
    )
    return Shown(
        _filled(lane, marks, numbers, end, (counts, first_days(child, counts)[0])), marks, levels
    )


def _family_lane(draft: Draft, marks: _Marks, numbers: dict[str, int], first: date) -> Shown:
    end = draft.options.cut_off
    lane = Lane(
        title=draft.words.say("timeline.family"),
        subtitle=draft.words.say("timeline.family_sub"),
        first=min(_first_day(marks) or end, first),
        last=end,
    )
    return Shown(_filled(lane, marks, numbers, end), marks)


def _filled(
    lane: Lane, marks: _Marks, numbers: dict[str, int], end: date,
    counted: tuple[Lists, date] | None = None,
) -> Lane:  # fmt: skip
    """Return a lane with its marks, and with what these add up to.

    `counted`: what counts for a child and when the child's time begins; None: all counts surely.
    """
    counts, begins = counted or (None, date.max)
    dated = [(row, event, *_span(event, end, begins)) for row, event in marks if event.date]
    rows = {row for row, *_ in dated if row not in (STRENGTH, OTHER)}
    sure = {row: counts.sureness(row) for row in rows} if counts else {}
    concerns = [
        _Concern(row, event, first, last, is_sure)
        for row, event, first, last in dated
        if row in rows
        if (is_sure := sure[row].get(event.id) if counts else True) is not None
    ]
    marked = sum(row in rows for row, *_ in dated)
    undated: dict[str, tuple[int, ...]] = {}
    for row, event in marks:
        if event.date is None:
            undated[row] = (*undated.get(row, ()), numbers[event.id])
    return replace(
        lane,
        marks=tuple(
            Mark(event.id, row, first, last, numbers[event.id]) for row, event, first, last in dated
        ),
        undated=undated,
        rows=tuple(row_order({row for row, _ in marks})),
        curves=tuple(_curves(concerns, end)),
        months=tuple(_months(concerns, end)),
        has_uncounted=sum(one.is_sure for one in concerns) < marked,
    )


def _span(event: Event, end: date, begins: date) -> tuple[date, date]:
    """Return the first and last day on which a dated event may have happened.

    An open beginning reaches back to the day on which somebody's time begins.
    """
    assert event.date is not None
    last = event.date.latest or end
    first = event.date.earliest or min(begins, last)
    return min(first, end), min(last, end)


def _curves(concerns: Sequence[_Concern], end: date) -> Iterator[Curve]:
    """Yield how each type has added up, as `analysis.cumulative` counts it."""
    for code in row_order({one.row for one in concerns}):
        own = [one for one in concerns if one.row == code]
        least = sorted(one.last for one in own if one.is_certain(end))
        yield Curve(code, tuple(least), tuple(sorted(one.first for one in own)))


def _has_happened(event: Event, end: date) -> bool:
    """Say whether an event has certainly happened by a day: its date or its confirmation says."""
    latest = event.date.latest if event.date else None
    confirmed = event.confirmed_at.date() if event.confirmed_at else None
    return (latest is not None and latest <= end) or (confirmed is not None and confirmed <= end)


def _months(concerns: Sequence[_Concern], end: date) -> Iterator[Month]:
    """Yield the months that have a concern, and those that may have one."""
    possible = {m for one in concerns for m in months_between(one.first, one.last)}
    certain = {
        month_of(one.first)
        for one in concerns
        if one.is_certain(end) and month_of(one.first) == month_of(one.last)
    }
    for month in sorted(possible):
        yield Month(date(month // 12, month % 12 + 1, 1), month in certain)


def _bands(draft: Draft, levels: tuple[Spell, ...], first: date) -> Iterable[Band]:
    end = draft.options.cut_off
    for spell in levels:
        begins = (spell.start.earliest if spell.start else None) or first
        ends = (spell.end.latest if spell.end else None) or end
        edges = [edge for edge in (spell.start, spell.end) if edge]
        exact = spell.start is not None and all(edge.day for edge in edges)
        label = draft.words.label("level", spell.value)
        yield Band(spell.value, label, min(begins, end), min(ends, end), exact)


def _ages(born: FuzzyDate | None, end: date) -> Iterable[Age]:
    """Yield the birthdays up to a day; for a birth known only to a period, from its first day."""
    if born is None or born.earliest is None:
        return
    start = born.earliest
    for years in range(end.year - start.year + 1):
        day = birthday(start, years)
        if day <= end:
            yield Age(day, str(years))


def _first_day(marks: _Marks) -> date | None:
    days = [e.date.earliest for _, e in marks if e.date and e.date.earliest]
    return min(days, default=None)


# --- empty years -----------------------------------------------------------------------------


def _cut(draft: Draft, births: list[date]) -> tuple[date, date] | None:
    """Return the first day of a figure that leaves out empty years, and that of the first event.

    None where no more than a third of the time stands empty before the first event of anybody.
    """
    days = [event.date.earliest for event in draft.selection.dated if event.date]
    known = [day for day in days if day]
    if draft.options.date_from or not births or not known or len(known) < len(days):
        return None
    first, begins = min(known), min(births)
    end = draft.options.date_to or draft.options.cut_off
    start = date(max(first.year - 1, 1), 1, 1)
    is_empty = (first - begins) * 3 > (end - begins)
    return (start, first) if is_empty and start > begins else None


def _cut_lane(draft: Draft, shown: Shown, start: date, first_event: date) -> Shown:
    """Return a lane from the first day of the figure, and say of an earlier birth what is left."""
    lane = shown.lane
    if lane.first >= start:
        return shown
    subtitle = lane.subtitle
    if not _is_kept_back_before(draft, first_event):
        first = draft.words.day(first_event)
        subtitle = draft.words.say("timeline.born_cut", born=subtitle, first=first)
    bands = tuple(
        replace(band, first=max(band.first, start)) for band in lane.bands if band.last >= start
    )
    ages = tuple(age for age in lane.ages if age.on >= start)
    cut = replace(lane, first=start, subtitle=subtitle, bands=bands, ages=ages, is_cut=True)
    return replace(shown, lane=cut)


def _is_kept_back_before(draft: Draft, day: date) -> bool:
    """Say whether something is recorded before a day that this document may not show."""
    kept = (draft.view.by_id[event_id] for event_id in draft.selection.kept_back)
    return any(
        isinstance(event, Event) and event.date and (event.date.earliest or day) < day
        for event in kept
    )
