"""What the parts of the timeline share: what is shown, the view in time, what is chosen and found.

Where lanes and rows stand from top to bottom is worked out here; where marks stand in time is
`layout.marks`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QObject, Signal

from chronology_app.layout.marks import PlacedMarks
from chronology_app.layout.viewport import Viewport
from ui.presenters.initials import Initials
from ui.presenters.timeline import Bracket, Lane, LaneRow, Strip, Timeline
from ui.theme.style import theme

#: What a row shows.
MARKS, STRIP, CURVE, MONTHS, BRACKETS = "marks", "strip", "curve", "months", "brackets"


@dataclass(frozen=True, slots=True)
class RowPlace:
    """A row of a lane with its top and height in pixels."""

    lane: int
    top: int
    height: int
    kind: str
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

    #: The lane's key and the row's code.
    lane: str
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
    #: Other events are marked, or found by a search: how they are drawn changes.
    marked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.timeline = Timeline((), (), 0, 1)
        self.view = Viewport(0.0, 10.0, 100)
        #: Types that no lane shows, and (lane's key, type) that one lane does not show.
        self.hidden_kinds: set[str] = set()
        self.hidden_in_lane: set[tuple[str, str]] = set()
        self.closed_lanes: set[str] = set()
        #: Keys of lanes that are shown, in order; those that a person moved first.
        self.order: list[str] = []
        self.places: tuple[LanePlace, ...] = ()
        self.height = 0
        self.stop: Stop | None = None
        #: Events that are marked together, and those that a search found.
        self.selected: set[str] = set()
        self.found: frozenset[str] = frozenset()
        self.shows_initials = False
        #: Protected details are hidden, with or without the names.
        self.is_for_a_room = False
        self._initials: Initials | None = None
        self._has_view = False
        self._placed: dict[tuple[int, str], PlacedMarks] = {}

    # --- what is shown ---------------------------------------------------------------------

    def set_timeline(self, timeline: Timeline) -> None:
        """Show another state of the case; the view in time stays, except the first time."""
        self.timeline, self._initials = timeline, None
        if not self._has_view and timeline.lanes:
            self._has_view = True
            first = max(timeline.first, timeline.first_event)
            self.view = Viewport.fitting(first, timeline.last, self.view.width_px)
            self.closed_lanes = {lane.key for lane in timeline.lanes if lane.kind == "adult"}
        known = [lane.key for lane in timeline.lanes]
        self.order = [k for k in self.order if k in known]
        self.order += [k for k in known if k not in self.order]
        self.selected &= set(timeline.by_id)
        self.found &= set(timeline.by_id)
        self.lay_out()
        if self.stop and self.stop.event_id not in timeline.by_id:
            self.choose(None)

    def set_brackets(self, brackets: Mapping[str, tuple[Bracket, ...]]) -> None:
        """Show the patterns over the lanes; they are found after the lanes are shown."""
        lanes = tuple(
            replace(lane, brackets=brackets.get(lane.key, ())) for lane in self.timeline.lanes
        )
        self.set_timeline(replace(self.timeline, lanes=lanes))

    def forget(self) -> None:
        """Show nothing: the window shows another case."""
        self._has_view = False
        self.hidden_kinds.clear()
        self.hidden_in_lane.clear()
        self.closed_lanes.clear()
        self.order.clear()
        self.selected.clear()
        self.found = frozenset()
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
        by_key = {lane.key: lane for lane in self.timeline.lanes}
        gap = round(self.mark * 0.8)
        places, top = [], gap // 2
        for number, key in enumerate(self.order):
            lane = by_key[key]
            is_closed = key in self.closed_lanes
            y = top + self.head_height
            rows = [] if is_closed else list(self._rows(lane, number, y))
            bottom = rows[-1].top + rows[-1].height + 6 if rows else y
            places.append(LanePlace(lane, top, bottom, tuple(rows), is_closed))
            top = bottom + gap
        self.places, self.height = tuple(places), top
        self._placed.clear()
        self.laid_out.emit()

    def _rows(self, lane: Lane, number: int, y: int) -> Iterator[RowPlace]:
        mark = self.mark
        strip = round(mark * 1.6)
        if lane.brackets and self.shows(lane.key, BRACKETS):
            height = round(mark * 1.4) * lane.bracket_lines
            yield RowPlace(number, y, height, BRACKETS)
            y += height + 2
        for one in lane.strips:
            yield RowPlace(number, y, strip, STRIP, strip=one)
            y += strip + 2
        shown = [row for row in lane.rows if self.shows(lane.key, row.code)]
        for row in shown:
            yield RowPlace(number, y, mark + 9, MARKS, row=row)
            y += mark + 9
        if lane.growths:
            yield RowPlace(number, y + 3, round(mark * 3.4), CURVE)
            y += 3 + round(mark * 3.4)
            yield RowPlace(number, y + 2, round(mark * 0.8), MONTHS)

    def shows(self, lane: str, code: str) -> bool:
        """Say whether a lane shows a row."""
        return code not in self.hidden_kinds and (lane, code) not in self.hidden_in_lane

    def move_lane(self, lane: str, step: int) -> bool:
        """Move a lane up (-1) or down (1) among the lanes; say whether it could."""
        at = self.order.index(lane)
        if not 0 <= at + step < len(self.order):
            return False
        self.order.insert(at + step, self.order.pop(at))
        self.lay_out()
        return True

    def name_of(self, lane: Lane) -> str:
        """Return a lane's name, or the initials while names are hidden."""
        return lane.initials if self.shows_initials and lane.initials else lane.title

    def subtitle_of(self, lane: Lane) -> str:
        """Return what stands after a lane's name; a day of birth is hidden with the names."""
        return "" if self.shows_initials and lane.kind == "child" else self.said(lane.subtitle)

    def said(self, words: str) -> str:
        """Return words of the record as they are shown: with names, or with initials."""
        if not (self.shows_initials or self.is_for_a_room):
            return words
        if self._initials is None:
            timeline = self.timeline
            hidden = timeline.names if self.shows_initials else timeline.protected
            self._initials = Initials(hidden)
        return self._initials.hide(words)

    def set_initials(self, shown: bool) -> None:
        """Show initials instead of names, or names again."""
        self.shows_initials, self._initials = shown, None
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

    def fit_selected(self) -> bool:
        """Show the stretch of the marked events, or of the chosen one; say whether there is any."""
        ids = self.selected or ({self.stop.event_id} if self.stop else set())
        lines = [self.timeline.by_id[i] for i in ids if i in self.timeline.by_id]
        firsts = [line.first for line in lines if line.first is not None]
        lasts = [line.last for line in lines if line.last is not None]
        if not firsts or not lasts:
            return False
        self.set_view(Viewport.fitting(min(firsts), max(lasts), self.view.width_px))
        return True

    def placed(self, place: RowPlace) -> PlacedMarks:
        """Return where a row's marks stand now; worked out once for each view."""
        assert place.row is not None
        key = (place.lane, place.row.code)
        if key not in self._placed:
            self._placed[key] = place.row.marks.placed(self.view, self.mark * 0.9)
        return self._placed[key]

    # --- what is marked and found ------------------------------------------------------------

    def mark_events(self, event_ids: Iterable[str], *, add: bool = False) -> None:
        """Mark events together; `add` keeps those that are marked already."""
        self.selected = (self.selected if add else set()) | set(event_ids)
        self.marked.emit()

    def mark_between(self, lane: str, first: float, last: float) -> None:
        """Mark a lane's events that certainly lie between two days, both included."""
        rows = (r for one in self.timeline.lanes if one.key == lane for r in one.rows)
        self.mark_events(
            row.event_ids[n]
            for row in rows
            if self.shows(lane, row.code)
            for n in np.flatnonzero(
                (row.marks.first >= first) & (row.marks.last < last + 1)
            ).tolist()
        )

    def counts_of_marked(self) -> dict[str, int]:
        """Return how many of the marked events stand on a row of each type, in the rows' order."""
        found: dict[str, int] = {}
        for code, _ in self.timeline.kinds:
            ids = {
                event_id
                for lane in self.timeline.lanes
                for row in lane.rows
                if row.code == code
                for event_id in self.selected & row.numbers.keys()
            }
            if ids:
                found[code] = len(ids)
        return found

    def toggle_marked(self, event_id: str) -> None:
        """Mark an event, or take its marking away."""
        self.selected ^= {event_id}
        self.marked.emit()

    def show_found(self, event_ids: Iterable[str]) -> None:
        """Ring the events that a search found."""
        self.found = frozenset(event_ids)
        self.marked.emit()

    def ringed(self, row: LaneRow, lane: str) -> dict[str, np.ndarray]:
        """Return the numbers, in a row, of the marks to be ringed: chosen, marked and found."""
        rings = {}
        if self.stop and self.stop.lane == lane and self.stop.event_id in row.numbers:
            rings["chosen"] = np.array([row.numbers[self.stop.event_id]])
        for name, ids in (("selected", self.selected), ("found", self.found)):
            if ids:
                small, large = sorted((ids, row.numbers.keys()), key=len)
                numbers = [row.numbers[i] for i in small if i in large]
                if numbers:
                    rings[name] = np.array(sorted(numbers))
        return rings

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
        """Choose the first mark of an event; say whether there is one that can be seen."""
        for place in self._mark_places():
            assert place.row is not None
            number = place.row.numbers.get(event_id)
            if number is not None:
                self.choose(self._stop(place, number))
                return True
        return False

    def place_of(self, stop: Stop) -> RowPlace | None:
        """Return the row on which a mark stands now; None where it is hidden."""
        for place in self._mark_places():
            if place.row and (self.order[place.lane], place.row.code) == (stop.lane, stop.code):
                return place
        return None

    def _mark_places(self, lane: str | None = None) -> Iterator[RowPlace]:
        for place in self.places:
            if lane in (None, place.lane.key):
                yield from (r for r in place.rows if r.row is not None and r.row.event_ids)

    def stop_at(self, place: RowPlace, number: int) -> Stop:
        """Return a mark of a row by its number."""
        return self._stop(place, number)

    def _stop(self, place: RowPlace, number: int) -> Stop:
        row = place.row
        assert row is not None
        first, last = float(row.marks.first[number]), float(row.marks.last[number])
        return Stop(self.order[place.lane], row.code, row.event_ids[number], first, last)

    def stops(self, lane: str | None = None) -> Iterator[Stop]:
        """Give the marks that can be seen with the present filter, lane by lane, row by row."""
        for place in self._mark_places(lane):
            assert place.row is not None
            yield from (self._stop(place, n) for n in range(len(place.row.event_ids)))

    def neighbour(self, step: int) -> Stop | None:
        """Return the next (1) or previous (-1) mark of the lane in time; None at its end."""
        if self.stop is None:
            return self._earliest()
        here, best = self.stop, None
        order = [p.row.code for p in self._mark_places(here.lane) if p.row]
        key = _in_time(here, order)
        for place in self._mark_places(here.lane):
            for stop in self._next_stops(place, here, step):
                found = _in_time(stop, order)
                ahead = found > key if step > 0 else found < key
                if ahead and stop.event_id != here.event_id:
                    better = best is None or (found < best[0] if step > 0 else found > best[0])
                    best = (found, stop) if better else best
        return best[1] if best else None

    def _next_stops(self, place: RowPlace, here: Stop, step: int) -> Iterator[Stop]:
        """Give a row's marks from here on to one side, as far as its next different middle."""
        row = place.row
        assert row is not None
        middle, middles = (here.first + here.last) / 2, row.marks.middle
        if step > 0:
            numbers = range(int(np.searchsorted(middles, middle)), len(middles))
        else:
            numbers = range(int(np.searchsorted(middles, middle, side="right")) - 1, -1, -1)
        reached = None
        for number in numbers:
            stop = self._stop(place, number)
            if reached is not None and middles[number] != reached:
                return
            if middles[number] != middle and stop.event_id != here.event_id:
                reached = middles[number]
            yield stop

    def _earliest(self) -> Stop | None:
        """Return the first mark in time of the first lane that has one."""
        for place in self.places:
            stops = [self._stop(r, 0) for r in self._mark_places(place.lane.key)]
            if stops:
                return min(stops, key=lambda s: (s.first + s.last) / 2)
        return None

    def beside(self, step: int) -> Stop | None:
        """Return the mark nearest in time on the next (1) or previous (-1) row that has one."""
        if self.stop is None:
            return self._earliest()
        here, rows = self.stop, list(self._mark_places())
        at = next((n for n, p in enumerate(rows)
                   if p.row and (self.order[p.lane], p.row.code) == (here.lane, here.code)),
                  None)  # fmt: skip
        if at is None or not 0 <= at + step < len(rows):
            return None
        place = rows[at + step]
        assert place.row is not None
        middle = (here.first + here.last) / 2
        return self._stop(place, int(np.abs(place.row.marks.middle - middle).argmin()))


def _in_time(stop: Stop, order: list[str]) -> tuple[float, float, str, int]:
    """Return a mark's place in its lane: by time, then by event, then by row."""
    return ((stop.first + stop.last) / 2, stop.first, stop.event_id, order.index(stop.code))
