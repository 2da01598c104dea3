"""What the grammar has read before it is resolved: parts of dates and drafts of mentions.

Owns these shapes and how a finished draft is written as EDTF; filling in what is missing is
`resolve`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from chronology_app.reading.dates.vocabulary import (
    feast_day,
    feast_is_a_time,
    feast_of_no_year,
)

#: Shapes of a draft: one value, an interval, one of several, all of several.
ONE, SPAN, ANY, ALL = "", "/", "[", "{"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date found in a text.

    `line` counts from 1, `start` and `end` are characters of that line, `end` is not included.
    `kind` is full, partial, range, context or relative. `doubts` are codes a person should look
    at (impossible_date, weekday_differs, day_or_year, day_or_fraction: say ``date.doubt.CODE``);
    `alternatives` are EDTF values that the words could also mean.
    """

    line: int
    start: int
    end: int
    text: str
    edtf: str
    modifier: str | None
    kind: str
    anchor_line: int | None
    rule: str
    doubts: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One date as far as it is written; None is what the words leave open."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    #: EDTF season 21-24, standing in the month's place.
    season: int | None = None
    #: First three digits of a decade.
    decade: str | None = None
    feast: str | None = None
    is_about: bool = False
    #: The whole value where digits are redacted: "2019-XX-05".
    mask: str = ""

    @property
    def is_year_free(self) -> bool:
        """Whether the year is left open."""
        return self.year is None and self.decade is None and not self.mask

    def month_of_year(self) -> int:
        """Return the month in which it lies, for choosing the nearest year."""
        if self.feast:
            return feast_day(self.feast, 2020).month
        if self.season:
            return {21: 4, 22: 7, 23: 10, 24: 12}[self.season]
        return self.month or 6

    def exact(self) -> date | None:
        """Return the one day, when the parts name one that exists."""
        if self.feast and self.year:
            return feast_day(self.feast, self.year)
        if not (self.year and self.month and self.day):
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    @property
    def _moves(self) -> str:
        return "~" if self.feast and feast_of_no_year(self.feast).endswith("~") else ""

    def edtf(self) -> str:
        """Return the EDTF text, with X for a year that nobody knows."""
        mark = "~" if self.is_about or (self.feast and feast_is_a_time(self.feast)) else ""
        if self.mask:
            return self.mask + mark
        if self.decade:
            return f"{self.decade}X{mark}"
        year = f"{self.year:04d}" if self.year else "XXXX"
        if self.feast:
            if not self.year:
                return feast_of_no_year(self.feast).rstrip("~") + (mark or self._moves)
            return f"{feast_day(self.feast, self.year)}{mark}"
        if self.season:
            return f"{year}-{self.season}{mark}"
        if self.day:
            return f"{year}-{self.month or 'XX':0>2}-{self.day:02d}{mark}"
        return f"{year}-{self.month:02d}{mark}" if self.month else f"{year}{mark}"


#: A member of a draft: one date, or a range of dates.
Member = tuple[Part, Part | None]


@dataclass(frozen=True, slots=True)
class Relative:
    """How far from its anchor an expression lies."""

    #: day, workday, weekday, sure_weekday, day_of_week, week, weekend, month, year, season, term,
    #: half_term, school_year, named_month, named_feast.
    unit: str
    #: How many units later (earlier when negative); None when the words do not say.
    count: int | None = 0
    #: Weekday (0 Monday) or season (21-24).
    which: int | None = None
    #: Spoken from the day of writing ("yesterday"), not from the story ("the day before").
    is_spoken: bool = False
    is_about: bool = False
    #: Only a part of the unit is meant ("the end of the week").
    is_part: bool = False


@dataclass(slots=True)
class Draft:
    """A mention while it is being put together; positions are characters of its line."""

    start: int
    end: int
    members: list[Member]
    rule: str
    shape: str = ONE
    modifier: str | None = None
    is_about: bool = False
    is_doubted: bool = False
    #: "before" or "after" for an open end.
    open: str = ""
    #: "commencing", "ending" or "of" for a week named by a day.
    week: str = ""
    relative: Relative | None = None
    #: "... of that year", "... last year": where a written day or month takes its year from.
    year_from: Relative | None = None
    #: "the 5th of last month": where a written day takes its month from.
    month_from: Relative | None = None
    #: "Monday or Tuesday": what else the words may point at.
    others: list[Relative] = field(default_factory=list)
    #: "two days after ..." before a written date: how far from it the mention lies.
    offset: Relative | None = None
    #: "autumn", "spring" or "summer" for a school term; `is_half_term`: for its holiday alone.
    term: str = ""
    is_half_term: bool = False
    #: A span that names one period (a term, a school year): "since" and "end of" may go before it.
    is_period: bool = False
    #: The year that the number of "Sept 19" may be.
    year_maybe: int | None = None
    #: Which weekday of the month is meant, and whether the weekend that begins with it.
    nth: tuple[int, int, bool] | None = None
    #: Weak drafts (a bare year, month, weekday) need support from their neighbours.
    is_weak: bool = False
    doubts: list[str] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)

    @property
    def first(self) -> Part:
        """The first date written."""
        return self.members[0][0]

    @property
    def last(self) -> Part:
        """The last date written."""
        return self.members[-1][1] or self.members[-1][0]

    def parts(self) -> list[Part]:
        """Return every date of the draft in the order written."""
        return [part for member in self.members for part in member if part is not None]

    def edtf(self) -> str:
        """Return the EDTF text of the whole."""
        if self.week in ("commencing", "ending") and (day := self.first.exact()):
            start = day if self.week == "commencing" else day - timedelta(days=6)
            end = start + timedelta(days=6)
            if self.open:
                return f"../{end}" if self.open == "before" else f"{start}/.."
            return f"{start}/{end}"
        core = self._core()
        if not self.open:
            return core
        first, _, last = core.partition("/")
        return f"../{last or first}" if self.open == "before" else f"{first}/.."

    def _core(self) -> str:
        mark = {(True, True): "%", (True, False): "~", (False, True): "?"}.get(
            (self.is_about or self.week == "of", self.is_doubted), ""
        )
        if self.shape == SPAN:
            first, last = self.members[0]
            return f"{_marked(first, mark)}/{_marked(last or first, mark)}"
        if self.shape == ONE:
            return _marked(self.first, mark)
        inner = ",".join(
            f"{_marked(a, mark)}..{_marked(b, mark)}" if b else _marked(a, mark)
            for a, b in self.members
        )
        return f"[{inner}]" if self.shape == ANY else f"{{{inner}}}"


def _marked(part: Part, mark: str) -> str:
    text = part.edtf()
    return text if text[-1] in "~?%" else text + mark
