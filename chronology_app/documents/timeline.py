"""The timeline: a lane per child, drawn in parts, each with the numbered table of its events.

Owns what stands on which page; the lanes are `timeline_lanes`, dividing them is `layout.parts`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from chronology_app.documents import timeline_words as said
from chronology_app.documents.blocks import Block, Document, Figure, Heading, Table
from chronology_app.documents.frame import Draft, basis, usable_width_mm
from chronology_app.documents.options import ExportOptions
from chronology_app.documents.timeline_lanes import Lanes, build_lanes, row_order
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


def build_timeline(view: CaseView, options: ExportOptions) -> Document:
    """Build the timeline document: each part drawn on a page with its table, then the counts.

    Errors: UnknownRecordError for an unknown child; BadValueError where a choice leaves nothing.
    """
    draft = Draft(view, options)
    parts = _parts(draft)
    blocks: list[Block] = [draft.heading("heading.reading")]
    blocks += [draft.paragraph(line, "bullet") for line in said.reading(draft, parts.figures)]
    blocks += basis(draft, len(parts.lanes.events), sum(_is_undated(parts.lanes)))
    blocks += [draft.paragraph(line, "note") for line in said.notes(draft, list(_empty(parts)))]
    for number, figure in enumerate(parts.figures):
        title = draft.words.say("heading.figure" if number == 0 else "heading.figure_more")
        words = f"{title}: {figure.part}" if figure.part else title
        blocks += [Heading(words, 1, new_page=True), *_blocks(draft, parts.lanes, figure)]
    width = usable_width_mm(options.page_size, landscape=True)
    blocks += [Heading(draft.words.say("heading.shows"), 1, new_page=True)]
    blocks.append(said.summary_table(draft, parts.lanes, width))
    return draft.document("timeline", blocks, landscape=True)


def build_timeline_figure(view: CaseView, options: ExportOptions) -> Document:
    """Build the timeline as figures with their tables alone, for files of their own.

    Errors: as `build_timeline`.
    """
    draft = Draft(view, options)
    parts = _parts(draft)
    blocks: list[Block] = []
    for figure in parts.figures:
        blocks += _blocks(draft, parts.lanes, figure)
    return draft.document("timeline", blocks, landscape=True)


def _blocks(draft: Draft, lanes: Lanes, drawing: TimelineFigure) -> list[Block]:
    width = usable_width_mm(draft.options.page_size, landscape=True)
    ids = tuple(lanes.events[number].id for number in sorted(drawing.numbers))
    figure = Figure(
        drawing=drawing,
        alt_text=said.alt_text(draft, drawing),
        caption=said.caption(draft, drawing),
        width_mm=width,
        height_mm=place_figure(drawing, width).height,
        record_ids=ids,
    )
    table: list[Table] = [said.event_table(draft, lanes, drawing, width)] if ids else []
    return [figure, *table]


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
        return _Parts(lanes, figures)
    named = (
        replace(figure, part=said.part_words(draft, figure, number, count))
        for number, figure in enumerate(figures, 1)
    )
    return _Parts(lanes, tuple(named))


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


def _is_undated(lanes: Lanes) -> Iterator[bool]:
    return (event.date is None for event in lanes.events.values())


def _empty(parts: _Parts) -> Iterator[tuple[date, date]]:
    """Yield first and last day of each time that has no part, because nothing is recorded."""
    for one, other in zip(parts.figures, parts.figures[1:], strict=False):
        if (other.first - one.last).days > 1:
            yield one.last + timedelta(days=1), other.first - timedelta(days=1)
