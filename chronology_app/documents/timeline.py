"""The timeline: a lane per child, drawn in parts, each with the numbered table of its events.

Owns what stands on which page; the lanes are `timeline_lanes`, dividing them is `layout.parts`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from chronology_app.dates.days import shifted
from chronology_app.documents import timeline_words as said
from chronology_app.documents.blocks import Block, Document, Figure, Heading
from chronology_app.documents.frame import Draft, basis, usable_width_mm
from chronology_app.documents.options import ExportOptions
from chronology_app.documents.timeline_lanes import Lanes, build_lanes, row_order
from chronology_app.documents.timeline_work import work_table
from chronology_app.layout.frame import place_figure, room_of
from chronology_app.layout.parts import divide
from chronology_app.layout.timeline import RowKind, TimelineFigure
from chronology_app.model.view import CaseView

#: The height that a heading and a caption leave on a landscape page, in millimetres.
_MOST_MM = {"A4": 138.0, "A3": 222.0}
#: Entries of a legend besides its rows and levels of help.
_OTHER_ENTRIES = 5


@dataclass(frozen=True)
class _Parts:
    """The lanes, and the figures that show them."""

    lanes: Lanes
    figures: tuple[TimelineFigure, ...]
    #: First and last day of the whole.
    first: date
    last: date


def build_timeline(view: CaseView, options: ExportOptions) -> Document:
    """Build the timeline document: each part drawn on a page with its table, then the counts.

    Errors: UnknownRecordError for an unknown child; BadValueError where a choice leaves nothing.
    """
    draft = Draft(view, options)
    parts = _parts(draft)
    blocks: list[Block] = [draft.heading("heading.reading")]
    blocks += [draft.paragraph(line, "bullet") for line in said.reading(draft, parts.figures)]
    undated = sum(event.date is None for event in parts.lanes.events.values())
    blocks += basis(draft, len(parts.lanes.events), 0)
    notes = said.notes(draft, undated, list(_empty(parts)))
    blocks += [draft.paragraph(line, "note") for line in notes]
    for number, shown in enumerate(_blocks(draft, parts)):
        title = draft.words.say("heading.figure" if number == 0 else "heading.figure_more")
        part = parts.figures[number].part
        blocks += [Heading(f"{title}: {part}" if part else title, 1, new_page=True), *shown]
    width = usable_width_mm(options.page_size, landscape=True)
    blocks += [Heading(draft.words.say("heading.shows"), 1, new_page=True)]
    blocks.append(said.summary_table(draft, parts.lanes, width))
    blocks += work_table(draft, width)
    return draft.document("timeline", blocks, landscape=True)


def build_timeline_figure(view: CaseView, options: ExportOptions) -> Document:
    """Build the timeline as figures with their tables alone, for files of their own.

    Errors: as `build_timeline`.
    """
    draft = Draft(view, options)
    parts = _parts(draft)
    blocks = [block for shown in _blocks(draft, parts) for block in shown]
    return draft.document("timeline", blocks, landscape=True)


def _blocks(draft: Draft, parts: _Parts) -> Iterator[list[Block]]:
    """Yield each part's figure with the rows of what is drawn there first, and where others are.

    An event has one row, however many lanes and parts it is drawn in.
    """
    width = usable_width_mm(draft.options.page_size, landscape=True)
    listed: dict[int, int] = {}
    for part, drawing in enumerate(parts.figures, 1):
        new = sorted(drawing.numbers - listed.keys())
        elsewhere: dict[int, list[int]] = {}
        for number in sorted(drawing.numbers & listed.keys()):
            elsewhere.setdefault(listed[number], []).append(number)
        listed |= dict.fromkeys(new, part)
        shown: list[Block] = [_figure(draft, parts.lanes, drawing)]
        if elsewhere:
            shown.append(draft.paragraph(said.elsewhere(draft, elsewhere), "note"))
        if new:
            shown.append(said.event_table(draft, parts.lanes, drawing, new, width))
        yield shown


def _figure(draft: Draft, lanes: Lanes, drawing: TimelineFigure) -> Figure:
    width = usable_width_mm(draft.options.page_size, landscape=True)
    ids = tuple(lanes.events[number].id for number in sorted(drawing.numbers))
    return Figure(
        drawing=drawing,
        alt_text=said.alt_text(draft, drawing),
        caption=said.caption(draft, drawing),
        width_mm=width,
        height_mm=place_figure(drawing, width).height,
        record_ids=ids,
    )


def _parts(draft: Draft) -> _Parts:
    lanes = build_lanes(draft)
    whole = _whole(draft, lanes)
    size = draft.options.page_size
    levels = {band.code for lane in whole.lanes for band in lane.bands}
    room = room_of(
        usable_width_mm(size, landscape=True), _MOST_MM[size], tray=whole.has_tray,
        entries=len(whole.rows) + len(levels) + _OTHER_ENTRIES,
    )  # fmt: skip
    figures = divide(whole, room)
    count = len(figures)
    if count == 1:
        return _Parts(lanes, figures, whole.first, whole.last)
    named = (
        replace(figure, part=said.part_words(draft, figure, number, count))
        for number, figure in enumerate(figures, 1)
    )
    return _Parts(lanes, tuple(named), whole.first, whole.last)


def _whole(draft: Draft, lanes: Lanes) -> TimelineFigure:
    used = {row for shown in lanes.shown for row, _ in shown.marks}
    end = draft.options.cut_off
    births = (shown.lane.first for shown in lanes.shown)
    last = min(draft.options.date_to or end, end)
    return TimelineFigure(
        title=said.title(draft),
        first=min(draft.options.date_from or min(births, default=end), last),
        last=last,
        rows=tuple(RowKind(code, said.row_label(draft, code)) for code in row_order(used)),
        lanes=tuple(shown.lane for shown in lanes.shown),
        words_of=said.figure_words(draft),
        has_tray=any(shown.lane.undated for shown in lanes.shown),
    )


def _empty(parts: _Parts) -> Iterator[tuple[date, date]]:
    """Yield first and last day of each time that has no part, because nothing is recorded."""
    day = timedelta(days=1)
    reached = parts.first
    for first, last in dict.fromkeys((figure.first, figure.last) for figure in parts.figures):
        if first > reached:
            yield reached, shifted(first, -day)
        reached = shifted(last, day)
    if reached <= parts.last:
        yield reached, parts.last
