"""What the timeline on the screen shows: lanes, strips, marks, curves and gaps, as arrays.

How it is made from a case is `timeline_lanes`; where marks stand at a zoom is `layout.marks`; how
they look is the screen's business.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from chronology_app.layout.growth import Gap, Growth, Months, find_gaps
from chronology_app.layout.marks import Marks

STRENGTH, OTHER = "strength", "other"
#: The key of the family's own lane.
FAMILY = "family"


@dataclass(frozen=True, slots=True)
class StripBand:
    """A spell or factor as a band: its value and words, and its first and last day as ordinals."""

    code: str
    words: str
    first: int
    last: int
    #: False where an edge is not known to the day, or nothing says that it ended.
    has_start: bool = True
    has_end: bool = True
    event_id: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """The bands of one kind of one person."""

    #: A `SpellKind` code, or "risk" or "protective".
    kind: str
    words: str
    bands: tuple[StripBand, ...]


@dataclass(frozen=True)
class LaneRow:
    """The marks of one type in one lane, in order of time; arrays run alongside."""

    code: str
    marks: Marks
    event_ids: tuple[str, ...]
    #: 0 to 3: how much significance a person gave the event; 1 where nobody did.
    weights: np.ndarray
    #: 1: open at its beginning, 2: at its end; such a date is drawn faded on that side.
    open_ends: np.ndarray
    #: Events of this type without a date.
    undated: tuple[str, ...] = ()
    #: Of a child's concerns, whether each counts for the child: 0 no, 1 perhaps, 2 surely.
    counts: np.ndarray | None = None

    @property
    def may_count(self) -> np.ndarray:
        """Which events count, or may count, for whom the lane is."""
        return self._at_least(1)

    @property
    def surely_counts(self) -> np.ndarray:
        """Which events surely count for whom the lane is."""
        return self._at_least(2)

    def _at_least(self, how_sure: int) -> np.ndarray:
        if self.counts is None:
            return np.ones(len(self.event_ids), dtype=np.bool_)
        return self.counts >= how_sure

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Event id -> its number in the row."""
        return {event_id: number for number, event_id in enumerate(self.event_ids)}


@dataclass(frozen=True, slots=True)
class Bracket:
    """A pattern over a lane: its printed name, its span as ordinals, and what it rests on."""

    code: str
    words: str
    first: int
    last: int
    event_ids: tuple[str, ...] = ()
    #: Names the hit, so that the list of patterns can be opened at it.
    key: str = ""
    #: On which line of the lane's brackets it stands, from the top: none lies on another.
    line: int = 0


@dataclass(frozen=True)
class Lane:
    """One child's lane, an adult's, or that of the family."""

    #: The person's id, or `FAMILY`.
    key: str
    #: "child", "adult" or "family".
    kind: str
    title: str
    subtitle: str
    strips: tuple[Strip, ...]
    rows: tuple[LaneRow, ...]
    #: Ordinals; None where it is not known.
    born: int | None = None
    died: int | None = None
    #: What stands for the name while initials are shown.
    initials: str = ""
    brackets: tuple[Bracket, ...] = ()
    gap_weeks: int = 0
    #: How the concerns of any type have added up, an event counted once; None: not counted.
    whole: Growth | None = None

    @cached_property
    def count(self) -> int:
        """How many different events stand in the lane, undated ones included."""
        return len({i for row in self.rows for i in (*row.event_ids, *row.undated)})

    @property
    def bracket_lines(self) -> int:
        """How many lines the lane's brackets take."""
        return max((bracket.line + 1 for bracket in self.brackets), default=0)

    @property
    def undated(self) -> tuple[str, ...]:
        """The lane's events without a date, each once."""
        return tuple(dict.fromkeys(i for row in self.rows for i in row.undated))

    @cached_property
    def concerns(self) -> tuple[LaneRow, ...]:
        """The rows of types of concern."""
        return tuple(r for r in self.rows if r.code not in (STRENGTH, OTHER) and r.event_ids)

    @cached_property
    def growths(self) -> tuple[Growth, ...]:
        """How each type of concern has added up; only a child's lane has them."""
        if self.kind != "child":
            return ()
        return tuple(
            Growth.of(r.code, r.marks.first[r.may_count], r.marks.last[r.surely_counts])
            for r in self.concerns
            if r.may_count.any()
        )

    @cached_property
    def months(self) -> Months | None:
        """The months with a concern of any type; None where the lane counts none."""
        if self.kind != "child" or not self.concerns:
            return None
        return Months.of(
            np.concatenate([r.marks.first[r.may_count] for r in self.concerns]),
            np.concatenate([r.marks.last[r.may_count] for r in self.concerns]),
            np.concatenate([r.surely_counts[r.may_count] for r in self.concerns]),
        )

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """The long stretches without any entry; only a child's lane shows them."""
        if self.kind != "child" or not self.rows:
            return ()
        first = np.concatenate([r.marks.first for r in self.rows])
        last = np.concatenate([r.marks.last for r in self.rows])
        return find_gaps(first, last, self.gap_weeks)


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event as the list beside the timeline shows it."""

    event_id: str
    #: First and last possible day as ordinals; None: undated.
    first: float | None
    last: float | None
    date: str
    what: str
    fact: str
    key: bool = False


@dataclass(frozen=True)
class Timeline:
    """All that the timeline shows of a case."""

    lanes: tuple[Lane, ...]
    #: (code, words) of every row that some lane has, strengths first.
    kinds: tuple[tuple[str, str], ...]
    #: First and last day that something is known of, as ordinals.
    first: int
    last: int
    event_count: int = 0
    #: The first day of the first event.
    first_event: int = 0
    #: Every event in order of time, undated ones last.
    lines: tuple[EventLine, ...] = ()
    #: Every way of writing somebody's name, and the initials that can stand for it.
    names: tuple[tuple[str, str], ...] = ()
    #: Protected details with what stands for them: a room sees none.
    protected: tuple[tuple[str, str], ...] = ()
    #: What a whole room may see, without what a class keeps back; None: all of it.
    room: Timeline | None = None

    @cached_property
    def by_id(self) -> dict[str, EventLine]:
        """Every event's line by its id."""
        return {line.event_id: line for line in self.lines}
