"""FuzzyDate: a date as known, never finer than the words it came from.

Owns the record, its order and how two dates compare; reading EDTF text is `edtf`.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import total_ordering
from typing import Literal

from chronology_app.dates.edtf import Span, bounds_of, read_spans
from chronology_app.errors import DateValueError

Precision = Literal["day", "month", "season", "year", "decade", "range", "set", "open", "unknown"]

#: What may stand beside a value: "early 2022" is 2022 with ``early``. In order within one period.
MODIFIERS = ("start", "early", "mid", "late", "end")

_EXACT_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MODIFIER_RANK = {None: 0} | {name: rank for rank, name in enumerate(MODIFIERS, 1)}
#: Which part of its period a modifier names: where the part begins and ends. For the order only.
_THIRD = Fraction(1, 3)
_PARTS = {
    "start": (Fraction(0), _THIRD),
    "early": (Fraction(0), _THIRD),
    "mid": (_THIRD, 2 * _THIRD),
    "late": (2 * _THIRD, Fraction(1)),
    "end": (Fraction(5, 6), Fraction(1)),
}
_LAST_PLACE = 99_999_999


@total_ordering
@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """A date value with its original words and its bounds; make one with `parse`.

    Two are equal only when value, words and modifier are; the order ignores none of these.
    """

    #: The value, EDTF text exactly as given.
    edtf: str
    #: The words of the source, or nothing.
    text: str = ""
    #: One of `MODIFIERS`, or None. It says more than the value, but never narrows the bounds.
    modifier: str | None = None
    #: First possible day, included; None when the start is open or the year is unknown.
    earliest: date | None = None
    #: Last possible day, included; None when the end is open or the year is unknown.
    latest: date | None = None

    @classmethod
    def parse(cls, edtf: str, text: str = "", modifier: str | None = None) -> FuzzyDate:
        """Return the date for an EDTF text; nothing is put right on the way.

        Errors: DateValueError for a day that does not exist, an interval that runs backwards, a
        text outside the subset of `edtf`, or an unknown modifier.
        """
        if modifier not in _MODIFIER_RANK:
            raise DateValueError(value=str(modifier))
        earliest, latest = bounds_of(read_spans(edtf))
        return cls(edtf, text, modifier, earliest, latest)

    @property
    def sort_key(self) -> str:
        """The place in the order, as one text that sorts alike in Python and in a database.

        Shape: `place_key`, then ``EDTF WORDS``. Compare bytewise (SQLite's own order; PostgreSQL
        ``COLLATE "C"``).
        """
        words = hashlib.blake2b(self.text.encode("utf-8", "surrogatepass"), digest_size=16)
        return f"{self.place_key} {self.edtf} {words.hexdigest()}"

    @property
    def place_key(self) -> str:
        """The place in time alone: equal for two dates that differ in their words only.

        Shape: ``PLACE OPEN WIDTH MODIFIER``. Dates stand at their first possible day (open
        starts: at their end day), and those with no known year come last. A modifier moves a date
        to the first day of the part that it names, "late June" to 21 June, although the bounds
        stay those of the whole. From one day the wider date comes before the finer one, because a
        chronology reads from the whole to its part: "2018", "May 2018", "1 May 2018". Then start,
        early, mid, late, end.
        """
        first, last = self._named_part
        place = _number(first or last)
        closed = 0 if first is None else 1
        width = _LAST_PLACE - _number(last)
        return f"{place:08d} {closed} {width:08d} {_MODIFIER_RANK.get(self.modifier, 9)}"

    def __lt__(self, other: object) -> bool:
        """Order by `sort_key`."""
        if not isinstance(other, FuzzyDate):
            return NotImplemented
        return self.sort_key < other.sort_key

    @property
    def _named_part(self) -> Span:
        """First and last day of the part that the modifier names; without one, the bounds."""
        if self.modifier is None or self.earliest is None or self.latest is None:
            return self.earliest, self.latest
        begins, ends = _PARTS[self.modifier]
        days = (self.latest - self.earliest).days + 1
        first = self.earliest + timedelta(int(begins * days))
        return first, max(first, self.earliest + timedelta(int(ends * days) - 1))

    @property
    def precision(self) -> Precision:
        """How fine the value is: the smallest named period that surely holds it."""
        edtf = self.edtf
        if edtf[0] in "[{":
            return "set"
        if "/" in edtf:
            is_open = "" in (ends := edtf.split("/")) or ".." in ends
            return "open" if is_open else "range"
        return _precision_of_one(edtf.rstrip("~?%"))

    @property
    def day(self) -> date | None:
        """The one day that is meant, or None when the value is not an exact day."""
        return self.earliest if _EXACT_DAY.fullmatch(self.edtf) else None

    @property
    def is_approximate(self) -> bool:
        """Whether any part is marked as approximate (``~`` or ``%``)."""
        return "~" in self.edtf or "%" in self.edtf

    @property
    def is_uncertain(self) -> bool:
        """Whether any part is marked as questioned (``?`` or ``%``)."""
        return "?" in self.edtf or "%" in self.edtf

    @property
    def spans(self) -> tuple[Span, ...]:
        """First and last day of each member of a set, in the order written; else one span."""
        if self.edtf[0] in "[{":
            return read_spans(self.edtf)
        return ((self.earliest, self.latest),)

    def overlaps(self, other: FuzzyDate) -> bool:
        """Say whether some day may belong to both; the days between members of a set do not."""
        return any(_meet(mine, theirs) for mine in self.spans for theirs in other.spans)

    def definitely_before(self, other: FuzzyDate) -> bool:
        """Say whether every day of this date comes before every day of the other."""
        if self.latest is None or other.earliest is None:
            return False
        return self.latest < other.earliest


def _number(day: date | None) -> int:
    return day.year * 10_000 + day.month * 100 + day.day if day else _LAST_PLACE


def _precision_of_one(edtf: str) -> Precision:
    year, _, rest = edtf.partition("-")
    if "X" in year:
        return "decade" if "X" not in year[:3] else "unknown"
    month, _, day = rest.partition("-")
    if not month or "X" in month:
        return "year"
    if int(month) > 20:
        return "season"
    return "day" if day and "X" not in day else "month"


def _meet(mine: Span, theirs: Span) -> bool:
    starts_in_time = mine[0] is None or theirs[1] is None or mine[0] <= theirs[1]
    ends_in_time = mine[1] is None or theirs[0] is None or theirs[0] <= mine[1]
    return starts_in_time and ends_in_time
