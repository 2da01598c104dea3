"""The stretch of time that a screen shows, at any width and zoom, and the lines of its time axis.

Where marks stand in it is `marks`; unlike `timeline`, which places a printed figure once, both are
asked for every frame.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

#: The narrowest and the widest view, in days.
LEAST_DAYS, MOST_DAYS = 14.0, 45_000.0
#: Steps of the time axis: (days that one step must be given room for, name, how many of them).
_STEPS = (
    (7, "day", 7), (31, "month", 1), (92, "month", 3), (183, "month", 6), (366, "year", 1),
    (731, "year", 2), (1_827, "year", 5), (3_653, "year", 10), (9_132, "year", 25),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Viewport:
    """The stretch of time that is shown: its first day (proleptic ordinal) and days per pixel."""

    first: float
    days_per_px: float
    width_px: int

    @classmethod
    def fitting(cls, first: float, last: float, width_px: int) -> Viewport:
        """Return the view that shows these days with a little room on both sides."""
        room = max((last - first) * 0.02, 3.0)
        days = max(last - first + 2 * room, LEAST_DAYS)
        return cls((first + last - days) / 2, days / max(width_px, 1), max(width_px, 1))

    @property
    def last(self) -> float:
        """The day at the right edge."""
        return self.first + self.days_per_px * self.width_px

    def x(self, day: float) -> float:
        """Return where a day stands, in pixels from the left edge."""
        return (day - self.first) / self.days_per_px

    def day(self, x: float) -> float:
        """Return the day that stands at a pixel."""
        return self.first + x * self.days_per_px

    def zoomed(self, factor: float, at_px: float) -> Viewport:
        """Return the view `factor` times as near; the day under `at_px` stays where it is."""
        least, most = LEAST_DAYS / self.width_px, MOST_DAYS / self.width_px
        per_px = min(max(self.days_per_px / factor, least), most)
        return replace(self, first=self.day(at_px) - at_px * per_px, days_per_px=per_px)

    def moved(self, px: float) -> Viewport:
        """Return the view moved to the right by so many pixels."""
        return replace(self, first=self.first + px * self.days_per_px)

    def resized(self, width_px: int) -> Viewport:
        """Return the view on another width: the same days, nearer or farther."""
        width = max(width_px, 1)
        return Viewport(self.first, self.days_per_px * self.width_px / width, width)

    def showing(self, first: float, last: float) -> Viewport:
        """Return the view moved so far that these days can be seen, if they cannot already."""
        if self.first <= first and last <= self.last:
            return self
        middle = (first + last) / 2
        return replace(self, first=middle - self.days_per_px * self.width_px / 2)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the time axis: its day, and which step it begins ("day" "month" "year")."""

    day: date
    step: str


def build_ticks(view: Viewport, room_px: float) -> tuple[Tick, ...]:
    """Return the lines of the time axis, at least `room_px` apart, from left to right."""
    wanted = room_px * view.days_per_px
    _, step, count = next((s for s in _STEPS if s[0] >= wanted), _STEPS[-1])
    first = date.fromordinal(_held(view.first))
    last = date.fromordinal(_held(view.last))
    found: list[Tick] = []
    day = _begin(first, step, count)
    while day <= last:
        found.append(Tick(day, step))
        if (following := _next(day, step, count)) is None:
            break
        day = following
    return tuple(found)


def _held(day: float) -> int:
    """Return the nearest day that the calendar has."""
    return int(min(max(day, 1.0), float(date.max.toordinal())))


def _begin(day: date, step: str, count: int) -> date:
    if step == "day":
        return date.fromordinal(max(1, day.toordinal() - day.weekday()))
    if step == "month":
        return date(day.year, (day.month - 1) // count * count + 1, 1)
    return date(max(1, day.year // count * count), 1, 1)


def _next(day: date, step: str, count: int) -> date | None:
    try:
        if step == "day":
            return date.fromordinal(day.toordinal() + count)
        if step == "month":
            months = day.year * 12 + day.month - 1 + count
            return date(months // 12, months % 12 + 1, 1)
        return date(day.year + count, 1, 1)
    except (ValueError, OverflowError):
        return None
