"""What the parts of the timeline share: what is shown, the view in time, the chosen event.

Where lanes and rows stand from top to bottom is worked out here; where marks stand in time is
`layout.lanes`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from chronology_app.layout.lanes import PlacedMarks, Viewport
from ui.presenters.timeline import Lane, LaneRow, Strip, Timeline
from ui.theme.style import theme


@dataclass(frozen=True, slots=True)
class RowPlace:
    """A row of marks or a strip of bands with its top and height in pixels."""

    lane: int
    top: int
    height: int
    row: LaneRow | None = None
    strip: Strip | None = None


@dataclass(frozen=True, slots=True)
class LanePlace:
    """A lane with its top and bottom in pixels, and what is in it."""

    lane: Lane
    top: int
    bottom: int
    rows: tuple[RowPlace, ...]
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """A mark that the keyboard can go to: where it is and what it stands for."""

    lane: int
    code: str
    event_id: str
    first: float
    last: float


class Scene(QObject):
    """The timeline as it is shown now."""

    #: The view in time changed.
    moved = Signal()
    #: Lanes were laid out anew.
    laid_out = Signal()
    #: Another event is chosen: its id, or an empty text.
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.timeline = Timeline((), (), 0, 1)
        self.view = Viewport(0.0, 10.0, 100)
        self.hidden_kinds: set[str] = set()
        self.closed_lanes: set[str] = set()
        self.places: tuple[LanePlace, ...] = ()
        self.height = 0
        self.stop: Stop | None = None
        self._has_view = False
        self._placed: dict[tuple[int, str], PlacedMarks] = {}

    # --- what is shown ---------------------------------------------------------------------

    def set_timeline(self, timeline: Timeline) -> None:
        """Show another state of the case; the view in time stays, except the first time."""
        self.timeline = timeline
        if not self._has_view and timeline.lanes:
            self._has_view = True
            first = max(timeline.first, timeline.first_event)
            self.view = Viewport.fitting(first, timeline.last, self.view.width_px)
        self.lay_out()
        if self.stop and not any(one.event_id == self.stop.event_id for one in self.stops()):
            self.choose(None)

    def forget(self) -> None:
        """Show nothing: the window shows another case."""
        self._has_view = False
        self.hidden_kinds.clear()
        self.closed_lanes.clear()
        self.choose(None)
        self.set_timeline(Timeline((), (), 0, 1))

    @property
    def mark(self) -> int:
        """The side of an ordinary mark in pixels."""
        return round(13 * (0.5 + theme.text_size / 200))

    @property
    def head_width(self) -> int:
        """The width of the column that names the lanes, in pixels."""
        return round(150 * (0.3 + 0.7 * theme.text_size / 100))

    @property
    def head_height(self) -> int:
        """The height of the line above each lane that names it, in pixels."""
        return theme.target + 4

    def lay_out(self) -> None:
        """Work out where lanes and rows stand from top to bottom."""
        row, gap = self.mark + 9, round(self.mark * 0.8)
        strip, head = round(self.mark * 1.7), self.head_height
        places, top = [], gap // 2
        for number, lane in enumerate(self.timeline.lanes):
            is_closed = (lane.person_id or "family") in self.closed_lanes
            rows, y = [], top + head
            if not is_closed:
                for one in lane.strips:
                    rows.append(RowPlace(number, y, strip, strip=one))
                    y += strip + 2
                for line in lane.rows:
                    if line.code not in self.hidden_kinds:
                        rows.append(RowPlace(number, y, row, row=line))
                        y += row
            bottom = y + (0 if is_closed else 6)
            places.append(LanePlace(lane, top, bottom, tuple(rows), is_closed))
            top = bottom + gap
        self.places, self.height = tuple(places), top
        self._placed.clear()
        self.laid_out.emit()

    # --- the view in time ------------------------------------------------------------------

    def set_view(self, view: Viewport) -> None:
        """Look at another stretch of time."""
        self.view = view
        self._placed.clear()
        self.moved.emit()

    def set_width(self, width_px: int) -> None:
        """Show the same days on another width."""
        if width_px != self.view.width_px:
            if self._has_view:
                self.set_view(self.view.resized(width_px))
            else:
                self.view = Viewport(self.view.first, self.view.days_per_px, max(width_px, 1))

    def fit(self) -> None:
        """Show the whole time."""
        self.set_view(Viewport.fitting(self.timeline.first, self.timeline.last, self.view.width_px))

    def placed(self, place: RowPlace) -> PlacedMarks:
        """Return where a row's marks stand now; worked out once for each view."""
        assert place.row is not None
        key = (place.lane, place.row.code)
        if key not in self._placed:
            self._placed[key] = place.row.marks.placed(self.view, self.mark * 0.9)
        return self._placed[key]

    # --- the chosen event ------------------------------------------------------------------

    def choose(self, stop: Stop | None) -> None:
        """Choose a mark, or none, and bring it into view."""
        self.stop = stop
        if stop is not None:
            view = self.view.showing(stop.first, stop.last)
            if view is not self.view:
                self.set_view(view)
        self.chosen.emit(stop.event_id if stop else "")

    def choose_event(self, event_id: str) -> bool:
        """Choose the first mark of an event; say whether there is one."""
        found = next((one for one in self.stops() if one.event_id == event_id), None)
        if found is not None:
            self.choose(found)
        return found is not None

    def stops(self, lane: int | None = None) -> Iterator[Stop]:
        """Give the marks that can be seen with the present filter, lane by lane, row by row."""
        for place in self.places:
            for row_place in place.rows:
                if row_place.row is not None and lane in (None, row_place.lane):
                    yield from self.row_stops(row_place)

    @staticmethod
    def row_stops(place: RowPlace) -> Iterator[Stop]:
        """Give the marks of one row in order of time."""
        row = place.row
        assert row is not None
        for number, event_id in enumerate(row.event_ids):
            first, last = float(row.marks.first[number]), float(row.marks.last[number])
            yield Stop(place.lane, row.code, event_id, first, last)

    def neighbour(self, step: int) -> Stop | None:
        """Return the next (1) or previous (-1) mark of the lane in time; None at its end."""
        if self.stop is None:
            return self._earliest()
        here = self.stop
        found = sorted(self.stops(here.lane), key=_in_time)
        at = next((n for n, one in enumerate(found) if one == here), None)
        if at is None:
            return None
        at += step
        while 0 <= at < len(found) and found[at].event_id == here.event_id:
            at += step
        return found[at] if 0 <= at < len(found) else None

    def _earliest(self) -> Stop | None:
        """Return the first mark in time of the first lane that has one."""
        for number in range(len(self.places)):
            if found := min(self.stops(number), key=_in_time, default=None):
                return found
        return None

    def beside(self, step: int) -> Stop | None:
        """Return the mark nearest in time on the next (1) or previous (-1) row that has one."""
        if self.stop is None:
            return self._earliest()
        here = self.stop
        rows = [r for p in self.places for r in p.rows if r.row is not None and r.row.event_ids]
        at = next((n for n, r in enumerate(rows)
                   if r.row and (r.lane, r.row.code) == (here.lane, here.code)), None)  # fmt: skip
        if at is None or not 0 <= at + step < len(rows):
            return None
        middle = (here.first + here.last) / 2
        return min(
            self.row_stops(rows[at + step]), key=lambda s: abs((s.first + s.last) / 2 - middle)
        )


def _in_time(stop: Stop) -> tuple[float, float, str, str]:
    return (stop.first + stop.last) / 2, stop.first, stop.event_id, stop.code
