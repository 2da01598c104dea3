"""The timeline: a lane per child, drawn, and the same in a table and in words.

Owns what the lanes show; where things go is `layout.timeline`, how they look is the exporters'.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from chronology_app.analysis.spells import Spell, Spells, build_spells
from chronology_app.dates import FuzzyDate
from chronology_app.documents.blocks import (
    Block,
    Column,
    Document,
    Figure,
    Heading,
    Row,
    Table,
)
from chronology_app.documents.frame import Draft, basis, usable_width_mm
from chronology_app.documents.options import ExportOptions
from chronology_app.layout.timeline import Age, Band, Lane, Mark, RowKind, TimelineFigure
from chronology_app.model import Event, Person
from chronology_app.model.codes import ConcernType, SpellKind
from chronology_app.model.view import CaseView

STRENGTH, OTHER = "strength", "other"
_COLUMNS = (("who", 28.0), ("what", 36.0), ("number", 14.0), ("when", 102.0))
#: Height of a row of marks in millimetres, at best and at least; of all that is around the lanes.
_ROW_MM, _LEAST_ROW_MM, _AROUND_MM = 5.2, 3.3, 30.0
#: The height that a heading and a caption leave on a landscape page.
_MOST_MM = {"A4": 138.0, "A3": 222.0}


@dataclass(frozen=True)
class _Shown:
    """What one lane shows: each row's events in order of date."""

    lane: Lane
    #: (row code, event), undated ones included.
    marks: tuple[tuple[str, Event], ...]
    levels: tuple[Spell, ...] = ()


def build_timeline(view: CaseView, options: ExportOptions) -> Document:
    """Build the timeline document: the lanes drawn on as many pages as they need, then a table."""
    draft = Draft(view, options)
    lanes = _lanes(draft)
    groups = _pages(lanes, _row_count(lanes), options.page_size)
    blocks: list[Block] = [draft.heading("heading.reading")]
    blocks += [draft.paragraph(draft.words.say(f"timeline.read_{n}"), "bullet") for n in range(5)]
    if any(shown.lane.is_cut for shown in lanes):
        blocks.append(draft.paragraph(draft.words.say("timeline.read_cut"), "bullet"))
    blocks += basis(draft, len(draft.selection.events), len(draft.selection.undated))
    for number, group in enumerate(groups):
        title = draft.words.say("heading.figure" if number == 0 else "heading.figure_more")
        blocks.append(Heading(title, 1, new_page=True))
        blocks.append(_figure(draft, lanes, group, _MOST_MM[options.page_size]))
    width = usable_width_mm(options.page_size, landscape=True)
    blocks += [Heading(draft.words.say("heading.shows"), 1, new_page=True)]
    blocks += [_table(draft, lanes, width)]
    return draft.document("timeline", blocks, landscape=True)


def build_timeline_figure(view: CaseView, options: ExportOptions) -> Document:
    """Build the timeline as one figure, as high as its lanes need, for a file of its own."""
    draft = Draft(view, options)
    lanes = _lanes(draft)
    return draft.document("timeline", [_figure(draft, lanes, lanes, float("inf"))], landscape=True)


def _figure(draft: Draft, lanes: list[_Shown], group: list[_Shown], most_mm: float) -> Figure:
    """Return the figure of some lanes; all figures of a document have the same rows and years."""
    drawing = replace(_drawing(draft, lanes), lanes=tuple(shown.lane for shown in group))
    names = draft.words.listed([shown.lane.title for shown in group])
    until = draft.words.day(draft.options.cut_off)
    rows = sum(_lane_rows(shown, len(drawing.rows)) for shown in group)
    return Figure(
        drawing=drawing,
        alt_text=_alt_text(draft, group, drawing),
        caption=draft.words.say("timeline.caption", names=names, date=until),
        width_mm=usable_width_mm(draft.options.page_size, landscape=True),
        height_mm=min(most_mm, _AROUND_MM + rows * _ROW_MM),
        record_ids=tuple(dict.fromkeys(event.id for s in group for _, event in s.marks)),
    )


def _pages(lanes: list[_Shown], rows: int, page_size: str) -> list[list[_Shown]]:
    """Return the lanes in groups, each of which fits a page with rows that can still be read."""
    most = (_MOST_MM[page_size] - _AROUND_MM) / _LEAST_ROW_MM
    groups: list[list[_Shown]] = [[]]
    used = 0.0
    for shown in lanes:
        need = _lane_rows(shown, rows)
        if groups[-1] and used + need > most:
            groups.append([])
            used = 0.0
        groups[-1].append(shown)
        used += need
    return groups


def _row_count(lanes: list[_Shown]) -> int:
    return len({row for shown in lanes for row, _ in shown.marks})


def _lane_rows(shown: _Shown, rows: int) -> float:
    """Return a lane's height in rows: its marks, its level of help, its ages and the gap."""
    return (rows if shown.lane.rows is None else len(shown.lane.rows)) + 2.7


# --- lanes -----------------------------------------------------------------------------------


def _lanes(draft: Draft) -> list[_Shown]:
    spells = build_spells(draft.view, draft.selection.events)
    lanes = [_child_lane(draft, child, spells) for child in draft.selection.children]
    cut = _cut(draft, [shown.lane.first for shown in lanes])
    if cut:
        lanes = [_cut_lane(draft, shown, *cut) for shown in lanes]
    family = [e for e in draft.selection.events if not draft.view.children_of(e)]
    if family:
        first = min((shown.lane.first for shown in lanes), default=draft.options.cut_off)
        lanes.append(_family_lane(draft, family, first))
    return lanes


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


def _cut_lane(draft: Draft, shown: _Shown, start: date, first_event: date) -> _Shown:
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


def _child_lane(draft: Draft, child: Person, spells: Spells) -> _Shown:
    marks = tuple(
        (row, event)
        for event in draft.selection.events
        if child in draft.view.children_of(event)
        for row in _rows_of(draft, event, child)
    )
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
        marks=tuple(_marks(marks, end)),
        bands=tuple(_bands(draft, levels, min(first, end))),
        ages=tuple(_ages(born, end)),
        undated=_undated(marks),
    )
    return _Shown(lane, marks, levels)


def _family_lane(draft: Draft, events: list[Event], first: date) -> _Shown:
    marks = tuple((row, event) for event in events for row in _rows_of(draft, event, None))
    end = draft.options.cut_off
    lane = Lane(
        title=draft.words.say("timeline.family"),
        subtitle=draft.words.say("timeline.family_sub"),
        first=min(_first_day(marks) or end, first),
        last=end,
        marks=tuple(_marks(marks, end)),
        undated=_undated(marks),
        rows=tuple(_row_order({row for row, _ in marks})),
    )
    return _Shown(lane, marks)


def _rows_of(draft: Draft, event: Event, child: Person | None) -> list[str]:
    """Return the rows on which an event stands: its concerns for the child, strengths, other."""
    rows = [
        concern.type
        for concern in draft.view.concerns.get(event.id, ())
        if child is None or concern.child_id == child.id
    ]
    strengths = draft.selection.strengths(event)
    if any(s.child_id is None or child is None or s.child_id == child.id for s in strengths):
        rows.append(STRENGTH)
    return list(dict.fromkeys(rows)) or [OTHER]


def _marks(marks: Iterable[tuple[str, Event]], end: date) -> Iterable[Mark]:
    for row, event in marks:
        if event.date:
            last = event.date.latest or end
            first = event.date.earliest or last
            yield Mark(event.id, row, min(first, end), min(last, end))


def _undated(marks: Iterable[tuple[str, Event]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row, event in marks:
        if event.date is None:
            counts[row] = counts.get(row, 0) + 1
    return counts


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
        birthday = date(start.year + years, start.month, min(start.day, 28))
        if birthday <= end:
            yield Age(birthday, str(years))


def _first_day(marks: Iterable[tuple[str, Event]]) -> date | None:
    days = [e.date.earliest for _, e in marks if e.date and e.date.earliest]
    return min(days, default=None)


def _is_kept_back_before(draft: Draft, day: date) -> bool:
    """Say whether something is recorded before a day that this document may not show."""
    kept = (draft.view.by_id[event_id] for event_id in draft.selection.kept_back)
    return any(
        isinstance(event, Event) and event.date and (event.date.earliest or day) < day
        for event in kept
    )


# --- figure, table and alternative text ------------------------------------------------------


def _drawing(draft: Draft, lanes: list[_Shown]) -> TimelineFigure:
    used = {row for shown in lanes for row, _ in shown.marks}
    rows = [RowKind(code, _row_label(draft, code)) for code in _row_order(used)]
    end = draft.options.cut_off
    first = draft.options.date_from or min((s.lane.first for s in lanes), default=end)
    say = draft.words.say
    return TimelineFigure(
        title=draft.view.case.title or say("title.timeline"),
        first=first,
        last=draft.options.date_to or end,
        rows=tuple(rows),
        lanes=tuple(shown.lane for shown in lanes),
        undated_label=say("timeline.undated"),
        uncertain_label=say("timeline.uncertain"),
        count_label=say("timeline.count"),
        age_label=say("timeline.age"),
        strip_label=say("timeline.level"),
    )


def _row_order(used: set[str]) -> list[str]:
    """Return the rows that any lane uses: strengths on top, then concerns, then the rest."""
    known = [STRENGTH, *(str(code) for code in ConcernType)]
    own = sorted(used - set(known) - {OTHER})
    return [row for row in (*known, *own, OTHER) if row in used]


def _row_label(draft: Draft, code: str) -> str:
    if code == STRENGTH:
        return draft.words.say("timeline.strengths")
    if code == OTHER:
        return draft.words.say("timeline.other")
    return draft.words.label("type", code)


def _table(draft: Draft, lanes: list[_Shown], width: float) -> Table:
    scale = width / sum(mm for _, mm in _COLUMNS)
    columns = tuple(
        Column(draft.words.say(f"timeline.{code}"), mm * scale) for code, mm in _COLUMNS
    )
    rows = [row for shown in lanes for row in _table_rows(draft, shown)]
    return Table(columns, tuple(rows), draft.words.say("table.timeline"), is_small=True)


def _table_rows(draft: Draft, shown: _Shown) -> Iterable[Row]:
    for spell in shown.levels:
        level = draft.words.label("level", spell.value)
        what = draft.words.say("timeline.level_row", level=level)
        yield Row((shown.lane.title, what, "", _spell_words(draft, spell)), spell.event_ids)
    for code in _row_order({row for row, _ in shown.marks}):
        events = [event for row, event in shown.marks if row == code]
        ids = tuple(event.id for event in events)
        label = _row_label(draft, code)
        yield Row((shown.lane.title, label, str(len(events)), _dates(draft, events)), ids)


def _dates(draft: Draft, events: list[Event]) -> str:
    dated = [draft.words.date(e.date) for e in events if e.date]
    undated = sum(e.date is None for e in events)
    words = "; ".join(dict.fromkeys(dated))
    if not undated:
        return words
    if not words:
        return draft.words.say("timeline.only_undated", count=undated)
    return draft.words.say("timeline.with_undated", dates=words, count=undated)


def _spell_words(draft: Draft, spell: Spell) -> str:
    words = draft.words
    if spell.start and spell.end:
        return words.say("timeline.span", first=words.date(spell.start), last=words.date(spell.end))
    if spell.start:
        return words.say("timeline.goes_on", first=words.date(spell.start))
    if spell.end:
        return words.say("timeline.ended", last=words.date(spell.end))
    return words.date(None)


def _alt_text(draft: Draft, lanes: list[_Shown], drawing: TimelineFigure) -> str:
    said = [
        draft.words.say(
            "timeline.alt_lane", count=len({e.id for _, e in s.marks}), name=s.lane.title
        )
        for s in lanes
    ]
    return draft.words.say(
        "timeline.alt",
        first=draft.words.day(drawing.first),
        last=draft.words.day(drawing.last),
        lanes=draft.words.say("timeline.alt_lanes", count=len(lanes)),
        rows=" ".join(said),
    )
