"""Keeps the dates already read, so that "the next day" and "5 March" find theirs.

Owns which earlier date an expression leans on; what is made of it is `resolve` and `pointing`.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from chronology_app.dates import FuzzyDate
from chronology_app.errors import DateValueError
from chronology_app.reading.dates.parts import DateMention

#: A span longer than this cannot lend its year.
_LONGEST_LENDER_DAYS = 366
#: How many lines a dated heading found in the text governs.
_HEADING_REACH = 15
#: How many dates of the lines above are kept.
_KEPT = 24
#: So many days before the heading, a date only tells what went before.
_BACKGROUND_DAYS = 31
#: Where the first date of a text is that of the whole: in so many lines, none longer than this.
_TITLE_LINES = 2
_TITLE_WIDTH = 160
_TITLE_REACH = 8

_ATTRIBUTE_LEFT = re.compile(
    r"\b(?:the|this|that|a|an|her|his|their|its|my|our)\s+$", re.IGNORECASE
)
_ATTRIBUTE_RIGHT = re.compile(r"\s+(?!and\b|or\b|to\b|when\b|at\b|in\b|by\b)[A-Za-z]")
_NAMING_LEFT = re.compile(r"\b(?:on|from|until|till|to|between)\s+the\s+$", re.IGNORECASE)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HEAD = re.compile(r"\W*")
_LABEL = re.compile(
    r"(?:^|[\s,;|(])(?:date(?:\s+of\s+\w+)?|sent|received|report\s+dated|dictated|visited\s+on)\s*:\s*$"
    r"|^\W*date(?:\s+of\s+\w+)?\s*:?\s*$",
    re.IGNORECASE,
)
#: "On 5 May 2020 he left": a date that tells, not one that heads.
_IN_PROSE = re.compile(
    r"\b(?:on|by|from|until|till|since|before|after|between|to)\s+(?:the\s+)?$", re.IGNORECASE
)
_WRITTEN_DAY = re.compile(r"(?:[^\W\d_]+\.?,?\s+)?[0-9]")
_DATED = re.compile(r"\bdated?:?\s*$", re.IGNORECASE)
_SIDE_NOTE = re.compile(
    r"\b(?:typed(?:\s+up)?(?:\s+on)?|(?:booked|listed|planned|arranged|scheduled|fixed)\s+(?:for|to)(?:\s+the)?|born(?:\s+(?:on|in))?|d\.?o\.?b\.?:?|dated|date\s+of\s+birth:?|due\s+(?:on|in)?|"
    r"printed(?:\s+on)?:?|expir\w+(?:\s+on)?|since|until|by)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date that others may lean on."""

    line: int
    start: int
    edtf: str
    modifier: str | None
    first: date
    last: date
    #: False for a date that only names something ("the July 2017 order", "born on ...").
    is_story: bool = True
    #: True when it was itself counted from another date.
    is_pointed: bool = False
    #: True for the date of a document: it lends its year within its line.
    is_dated: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether it names days: one, or a few in a row."""
        plain = self.edtf.rstrip("~?%")
        return (self.last - self.first).days <= 7 and plain.count("-") >= 2 and plain[0] != "["

    @property
    def is_day(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last

    @property
    def lends_year(self) -> bool:
        """Whether it lies in one year, near enough."""
        return (self.last - self.first).days <= _LONGEST_LENDER_DAYS


def day_anchor(day: date, line: int) -> Anchor:
    """Return the anchor that one day is for the lines below."""
    return Anchor(line, 0, f"{day}", None, day, day)


def anchor_of(
    line: int, start: int, edtf: str, modifier: str | None, *, story: bool
) -> Anchor | None:
    """Return the anchor that a value is for others, or None where it has no bounds."""
    try:
        value = FuzzyDate.parse(edtf)
    except DateValueError:
        return None
    first, last = value.earliest or value.latest, value.latest or value.earliest
    if value.precision == "open":
        edge = edtf.replace("/", "").replace("..", "")
        edtf = edge
        first, last = FuzzyDate.parse(edge).earliest, FuzzyDate.parse(edge).latest
    return Anchor(line, start, edtf, modifier, first, last, story) if first and last else None


def is_story(line: str, start: int, end: int) -> bool:
    """Say whether a date moves the story on, and does not merely name a document or a birth."""
    left = line[max(0, start - 24) : start]
    if _SIDE_NOTE.search(left):
        return False
    if not _ATTRIBUTE_LEFT.search(left) or _NAMING_LEFT.search(left):
        return True
    return not _ATTRIBUTE_RIGHT.match(line, end)


def is_dated(line: str, start: int) -> bool:
    """Say whether a date is the date of a document ("an order dated ...")."""
    return bool(_DATED.search(line, max(0, start - 8), start))


class Anchors:
    """The dates read so far in one text, and the date that governs each line.

    `entry` is the date of the entry that the caller names for the line, `heading` the full date at
    the beginning of a line above, `reference` what holds when nothing else does.
    """

    def __init__(self, reference: Anchor | None = None) -> None:
        """Begin with nothing read."""
        #: Dates of the line being read, and those of the lines above, both latest first.
        self._here: deque[Anchor] = deque(maxlen=_KEPT)
        self._above: deque[Anchor] = deque(maxlen=_KEPT)
        self.entry: Anchor | None = None
        self.heading: Anchor | None = None
        #: The first date of a text in one of its first lines: weaker than a heading.
        self.title: Anchor | None = None
        #: The document's own date, where a line says "Date: ...": what has happened lies before.
        self.written: date | None = None
        #: Whether a date at the beginning of a line governs those below it.
        self.takes_headings = True
        self.reference = reference

    def add(self, anchor: Anchor) -> None:
        """Keep a date for those that follow."""
        self.begin_line(anchor.line)
        self._here.appendleft(anchor)

    def take_heading(self, line: str, mention: DateMention) -> None:
        """Let a day at the very beginning of a line, or after "Date:", govern from there on."""
        is_day = mention.kind in ("full", "context") and _DAY.fullmatch(mention.edtf)
        if not self.takes_headings or not is_day:
            return
        label = _LABEL.search(line, max(0, mention.start - 24), mention.start)
        if mention.kind == "full" and self._is_title(line, mention):
            self.title = day_anchor(date.fromisoformat(mention.edtf), mention.line)
        if not label and not _HEAD.fullmatch(line, 0, mention.start):
            return
        if mention.kind == "context" and not _WRITTEN_DAY.match(line, mention.start):
            return
        self.heading = day_anchor(date.fromisoformat(mention.edtf), mention.line)
        if label:
            self.written = self.heading.first

    def _is_title(self, line: str, mention: DateMention) -> bool:
        """Say whether a day is the first date of a text and stands in one of its first lines."""
        first = len(self._here) + len(self._above) <= 1 and self.heading is None
        return (
            first
            and not _IN_PROSE.search(line, 0, mention.start)
            and mention.line <= _TITLE_LINES
            and len(line) <= _TITLE_WIDTH
            and is_story(line, mention.start, mention.end)
        )

    def named_again(self, day: int) -> Anchor | None:
        """Return the date last read that falls on such a day of a month: "not brought 6th"."""
        known = (a for a in (*self._here, *self._above) if a.is_day and a.first.day == day)
        return next(known, None)

    def begin_line(self, line: int) -> None:
        """Count the dates of earlier lines as standing above."""
        if self._here and self._here[0].line != line:
            self._above.extendleft(reversed(self._here))
            self._here.clear()

    @property
    def latest_here(self) -> Anchor | None:
        """The date read last in this line."""
        return self._here[0] if self._here else None

    def governs(self, anchor: Anchor) -> bool:
        """Say whether an anchor is the date of writing, not one that the prose mentions."""
        return any(anchor is a for a in (self.entry, self.heading, self.title, self.reference))

    def for_year(self, line: int) -> Anchor | None:
        """Return the date that lends a missing year or month."""
        self.begin_line(line)
        here = [a for a in self._here if a.lends_year]
        above = [a for a in self._above if a.lends_year]
        dated = [a for a in here if a.is_dated]
        story = _story(here)
        if writing := self.entry or self._near_heading(line):
            story = [a for a in story if a.first <= writing.first]
        return _first(
            story,
            dated,
            [self.entry],
            [self._near_heading(line)],
            _story(above),
            here,
            above,
            [self.reference],
        )

    def for_day(self, line: int, *, bare: bool = False) -> Anchor | None:
        """Return the date from which "the next day" counts: the nearest earlier one.

        A heading goes before what lies long before it (background), and for a bare weekday
        before anything above.
        """
        self.begin_line(line)
        above = _story(self._above)
        nearest = [a for a in above if a.line == above[0].line]
        heading = self._near_heading(line) or self._near_title(line)
        if heading and (bare or all(_is_background(a, heading) for a in nearest)):
            nearest = [heading]
        return _first(
            _story(_exact(self._here)),
            _exact(self._here),
            _story(self._here),
            self._here,
            [self.entry],
            _exact(nearest),
            nearest,
            [self.heading],
            [self.reference],
        )

    def for_period(self, line: int) -> Anchor | None:
        """Return the date from which "the following month" counts."""
        self.begin_line(line)
        above = _story(self._above)
        heading = self._near_heading(line) or self._near_title(line)
        if heading and above and _is_background(above[0], heading):
            above = [heading]
        return _first(
            _story(self._here),
            self._here,
            [self.entry],
            above,
            [self.heading],
            [self.reference],
        )

    def for_speech(self, line: int, reach: int) -> Anchor | None:
        """Return the date from which "yesterday" or "a month ago" counts: that of the writing."""
        self.begin_line(line)
        here = [a for a in _exact(self._here) if not a.is_pointed]
        near = [a for a in _story(_exact(self._above)) if a.line >= line - reach]
        return _first(
            [self.entry],
            [self._near_heading(line)],
            _story(here),
            here,
            near,
            [self._near_title(line)],
            [self.reference],
        )

    def _near_title(self, line: int) -> Anchor | None:
        near = self.title and line - self.title.line <= _TITLE_REACH
        return self.title if near else None

    def _near_heading(self, line: int) -> Anchor | None:
        near = self.heading and line - self.heading.line <= _HEADING_REACH
        return self.heading if near else None


def _is_background(anchor: Anchor, heading: Anchor) -> bool:
    return anchor.line > heading.line and (heading.first - anchor.last).days > _BACKGROUND_DAYS


def _story(anchors: Iterable[Anchor]) -> list[Anchor]:
    return [anchor for anchor in anchors if anchor.is_story]


def _exact(anchors: Iterable[Anchor]) -> list[Anchor]:
    return [anchor for anchor in anchors if anchor.is_exact]


def _first(*options: Sequence[Anchor | None]) -> Anchor | None:
    return next((option[0] for option in options if option and option[0]), None)
