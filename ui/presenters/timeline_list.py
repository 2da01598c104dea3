"""What the list beside the timeline holds, and what lanes and marks say of themselves in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from chronology_app.dates import FuzzyDate
from chronology_app.layout.growth import find_gaps
from chronology_app.wording import say
from chronology_app.wording.dates import date_words
from ui.presenters.timeline import EventLine, Lane, LaneRow, Timeline

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ListFilter:
    """What the list is narrowed to; nothing said keeps every event."""

    #: Types that no lane shows, and (lane's key, type) that one lane does not show.
    hidden_kinds: frozenset[str] = frozenset()
    hidden_in_lane: frozenset[tuple[str, str]] = frozenset()
    #: First and last day of the stretch of time in view, as ordinals; None: all time.
    stretch: tuple[float, float] | None = None
    #: Only these events; None: all.
    only: frozenset[str] | None = None

    def shows(self, lane: str, code: str) -> bool:
        """Say whether a lane shows a row of marks."""
        return code not in self.hidden_kinds and (lane, code) not in self.hidden_in_lane


class ListedEvents:
    """The events of a timeline as arrays, so that a filter is quick for any number of them."""

    def __init__(self, timeline: Timeline) -> None:
        self.lines = timeline.lines
        self._first = np.array([_day(line.first) for line in self.lines], dtype=np.float64)
        self._last = np.array([_day(line.last) for line in self.lines], dtype=np.float64)
        numbers = self.numbers = {line.event_id: n for n, line in enumerate(self.lines)}
        #: ((lane's key, type), the numbers of the events of that row), undated ones included.
        self._rows = tuple(
            ((lane.key, row.code), _numbers_of(row, numbers))
            for lane in timeline.lanes
            for row in lane.rows
        )

    def filtered(self, wanted: ListFilter) -> Counts:
        """Return the numbers of the events that a filter keeps, in order.

        An event stays while any lane shows any of its types; an undated one stands on no stretch.
        """
        kept = np.zeros(len(self.lines), dtype=bool)
        for (lane, code), numbers in self._rows:
            if wanted.shows(lane, code):
                kept[numbers] = True
        if wanted.stretch is not None:
            first, last = wanted.stretch
            kept &= (self._first <= last) & (self._last >= first)
        if wanted.only is not None:
            among = np.zeros_like(kept)
            among[[self.numbers[i] for i in wanted.only if i in self.numbers]] = True
            kept &= among
        return np.flatnonzero(kept)


def _day(day: float | None) -> float:
    # Every comparison with "not a number" is false.
    return float("nan") if day is None else day


def _numbers_of(row: LaneRow, numbers: dict[str, int]) -> Counts:
    found = (numbers[i] for i in (*row.event_ids, *row.undated) if i in numbers)
    return np.fromiter(found, dtype=np.int64)


def describe_line(line: EventLine, language: str) -> str:
    """Return an event of the list in one sentence for a screen reader."""
    words = f"{line.date}. {line.what}. {line.fact}"
    return say("list.key_event", language, words=words) if line.key else words


def describe_mark(lane: str, kind: str, line: EventLine, language: str) -> str:
    """Return a mark of one event in words: lane, type, date and fact."""
    return say("list.mark.one", language, lane=lane, kind=kind, date=line.date, fact=line.fact)


def describe_marks(
    lane: str, kind: str, count: int, days: tuple[float, float], language: str
) -> str:
    """Return a point or bar of several events in words: how many, lane and type, first to last.

    `days` are the first and last possible day of any of them, as ordinals.
    """
    return say(
        "list.mark.many", language, count=count, lane=lane, kind=kind,
        first=_day_words(days[0], language), last=_day_words(days[1], language),
    )  # fmt: skip


def describe_lane(lane: Lane, kinds: dict[str, str], language: str) -> str:
    """Return a lane's figures in words: events, each type, months with a concern, longest gap.

    `kinds` gives the words of each type. Months are counted as the lane draws them.
    """
    parts = [say("time.events", language, count=lane.count)]
    for row in lane.rows:
        count = len(row.event_ids) + len(row.undated)
        kind = kinds.get(row.code, row.code)
        parts.append(say("list.lane.type", language, kind=kind, count=count))
    if lane.undated:
        parts.append(say("time.undated_count", language, count=len(lane.undated)))
    months = lane.months
    if months is not None:
        sure = int(months.is_sure.sum())
        parts.append(say("list.lane.months", language, count=sure))
        if maybe := len(months.is_sure) - sure:
            parts.append(say("list.lane.months_maybe", language, count=maybe))
    if gap := _longest_gap(lane, language):
        parts.append(gap)
    return "; ".join(parts)


def _longest_gap(lane: Lane, language: str) -> str:
    """Return the longest stretch of a lane without an entry, from a week on."""
    if not lane.rows:
        return ""
    first = np.concatenate([row.marks.first for row in lane.rows])
    last = np.concatenate([row.marks.last for row in lane.rows])
    gaps = find_gaps(first, last, 1)
    if not gaps:
        return ""
    longest = max(gaps, key=lambda gap: gap.end - gap.first)
    return say(
        "list.lane.gap", language, count=longest.weeks,
        first=_day_words(longest.first, language), last=_day_words(longest.end - 1, language),
    )  # fmt: skip


def _day_words(day: float, language: str) -> str:
    """Return the words of a day that is given as an ordinal."""
    held = min(max(int(day), 1), date.max.toordinal())
    return date_words(FuzzyDate.parse(date.fromordinal(held).isoformat()), language)
