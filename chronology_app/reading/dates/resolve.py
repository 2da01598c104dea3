"""Turns drafts into mentions: fills in what is understood, refuses what nothing supports.

Owns missing years and months, doubts and kinds; where an expression leans is `anchors`.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date, timedelta

from chronology_app.dates import FuzzyDate
from chronology_app.errors import DateValueError
from chronology_app.reading.dates.anchors import Anchor, Anchors, is_dated, is_story
from chronology_app.reading.dates.filling import Look, complete, share_parts, weekday_fits
from chronology_app.reading.dates.parts import ONE, SPAN, DateMention, Draft, Part, Relative
from chronology_app.reading.dates.pointing import SMALL_UNITS, point, point_named
from chronology_app.reading.dates.readers import is_impossible
from chronology_app.reading.dates.school import (
    half_term_part,
    place_half_term,
    resolve_school_days,
)
from chronology_app.reading.dates.support import (
    asks_ahead,
    is_recurring,
    is_supported,
    looks_ahead,
)
from chronology_app.reading.dates.terms import SchoolTerms
from chronology_app.reading.dates.vocabulary import nth_weekday

#: How many lines back "last week" and "that weekend" may look for their date.
_SPEECH_REACH = 1
_STORY_REACH = 6
#: How many dates further on in a line may lend their year when none goes before.
_LATER_DATES = 6
#: So many years from the date before, a number after a month is taken for its year.
_NEAR_YEARS = 2
#: How many neighbours on each side may support a weak word.
_AROUND = 12
_NEXT_TO = re.compile(
    r"[\s,(]*(?:and|or|on|in|to|from|until|at|then)?[\s,(]*(?:from|on|in|the)?\s*"
)


_EXACT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
#: What stands between a date and words that say it again: "in October - 4 months ago".
_AGAIN = re.compile(r"\s*[,(–—-]\s*(?:i\.?e\.?\s+|some\s+|that\s+is\s+)?")


class LineResolver:
    """Resolves the drafts of one line, in order."""

    def __init__(
        self,
        number: int,
        line: str,
        drafts: list[Draft],
        anchors: Anchors,
        terms: SchoolTerms,
    ) -> None:
        """Take the line (counted from 1), its drafts, the dates read before and the terms."""
        self._terms = terms
        self._number = number
        self._line = line
        self._drafts = drafts
        self._anchors = anchors

    def mentions(self) -> list[DateMention]:
        """Return the mentions of the line and leave their dates behind as anchors."""
        found = []
        for position, draft in enumerate(self._drafts):
            mention = self._mention(position, draft)
            if mention is not None:
                found.append(mention)
                self._remember(mention)
                self._anchors.take_heading(self._line, mention)
        return found

    def _mention(self, position: int, draft: Draft) -> DateMention | None:
        if draft.is_weak:
            around = self._drafts[max(0, position - _AROUND) : position + _AROUND]
            if not is_supported(self._line, draft, around):
                return None
        if draft.relative is not None:
            return self._relative_mention(position, draft)
        anchor = self._fill(position, draft)
        if any(part.day and not part.month for part in draft.parts()):
            return None
        if draft.is_weak and draft.first.is_year_free and draft.rule in ("season", "term"):
            return None
        resolve_school_days(draft, self._terms)
        _place_nth(draft)
        _check(draft)
        kind = _kind_of(draft, is_filled=anchor is not None)
        if draft.month_from is not None:
            kind = "relative"
        if draft.offset is not None:
            return self._offset_mention(draft, draft.offset)
        return self._build(draft, draft.edtf(), draft.modifier, kind, anchor)

    def _offset_mention(self, draft: Draft, offset: Relative) -> DateMention | None:
        base = _anchor(self._number, draft.start, draft.edtf(), draft.modifier, story=True)
        pointed = point(offset, base) if base else None
        if pointed is None:
            return None
        return self._build(draft, pointed[0], pointed[1], "relative", base)

    def _relative_mention(self, position: int, draft: Draft) -> DateMention | None:
        relative = draft.relative
        if relative is None:
            return None
        if relative.unit == "weekend" and relative.count is None:
            ahead = asks_ahead(self._line, draft)
            draft.relative = relative = replace(relative, count=0) if ahead else relative
        if relative.unit == "half_term":
            return self._half_term_mention(draft)
        if relative.unit in ("named_month", "named_feast"):
            return self._named_mention(draft, relative)
        if relative.unit == "term" and not draft.modifier:
            return None
        if relative.unit == "term" and draft.modifier == "start":
            relative = replace(relative, which=1)
        beside = self._following(position) if not draft.open else None
        if beside and (beside.is_exact or relative.unit not in SMALL_UNITS):
            return self._build(draft, beside.edtf, draft.modifier, "relative", beside)
        if around := self._roughly(position, relative):
            return self._build(draft, around.edtf, None, "relative", around)
        anchor = self._anchor_for(draft)
        if anchor is None:
            return None
        if relative.unit == "weekday" and relative.count is None:
            anchor = self._weekday_anchor(draft, anchor)
        pointed = point(relative, anchor)
        if pointed is None:
            return None
        value, modifier = pointed
        if draft.others:
            value = self._either(value, draft, anchor)
        if draft.week and _EXACT.fullmatch(value):
            value = _week_around(value, draft.week)
        edtf = f"../{value}" if draft.open == "before" else value
        if draft.open == "after":
            edtf = f"{value}/.."
        if "/" in value and draft.open:
            first, last = value.split("/")
            edtf = f"../{last}" if draft.open == "before" else f"{first}/.."
        kind = "context" if relative.unit == "term" else "relative"
        return self._build(draft, edtf, draft.modifier or modifier, kind, anchor)

    def _roughly(self, position: int, relative: Relative) -> Anchor | None:
        """Return the date that "in April 2021, almost 2 years ago" only says again, roughly."""
        if not position or not relative.is_spoken or (relative.count or -1) >= 0:
            return None
        if relative.unit not in ("month", "year") or not self._anchors.latest_here:
            return None
        before, here = self._anchors.latest_here, self._drafts[position - 1]
        gap = self._line[here.end : self._drafts[position].start]
        if before.start != here.start or not _AGAIN.fullmatch(gap):
            return None
        value = before.edtf.rstrip("~?%")
        if "/" in value or value[0] in "[{":
            return None
        fineness = 1 if relative.unit == "year" else 2
        return replace(before, edtf="-".join(value.split("-")[:fineness]) + "~")

    def _either(self, value: str, draft: Draft, anchor: Anchor) -> str:
        """Return "Monday or Tuesday" as one of the two days."""
        rest = (point(other, anchor) for other in draft.others)
        values = [value, *(found[0] for found in rest if found)]
        return f"[{','.join(dict.fromkeys(values))}]" if "/" not in "".join(values) else value

    def _named_mention(self, draft: Draft, relative: Relative) -> DateMention | None:
        """Read "last September" and "the following Easter"."""
        anchor = self._anchor_for(draft)
        if anchor is None:
            return None
        draft.members = [(point_named(relative, draft.first, anchor), None)]
        return self._build(draft, draft.edtf(), draft.modifier, "relative", anchor)

    def _half_term_mention(self, draft: Draft) -> DateMention | None:
        """Read plain "half term" as that of the nearest term."""
        anchor = self._anchors.for_period(self._number)
        if anchor is None:
            return None
        governs = self._anchors.governs(anchor)
        look = self._look(draft) if draft.open != "before" else ""
        draft.term, year = place_half_term(anchor, look=look, is_entry=governs)
        draft.members, draft.is_half_term = [(half_term_part(draft.term, year), None)], True
        resolve_school_days(draft, self._terms)
        return self._build(draft, draft.edtf(), draft.modifier, "context", anchor)

    def _anchor_for(self, draft: Draft) -> Anchor | None:
        relative = draft.relative
        if relative is None:
            return None
        if relative.is_spoken:
            reach = 0 if relative.unit == "day" else _SPEECH_REACH
            return self._anchors.for_speech(self._number, reach)
        if relative.unit in ("month", "year", "season", "term", "named_month", "named_feast"):
            return self._anchors.for_period(self._number)
        anchor = self._anchors.for_day(self._number, bare=draft.rule in ("weekend", "weekday"))
        if anchor is None or not draft.is_weak or self._anchors.governs(anchor):
            return anchor
        near = self._number - anchor.line <= _STORY_REACH
        return anchor if near and anchor.is_exact else None

    def _weekday_anchor(self, draft: Draft, anchor: Anchor) -> Anchor:
        """In a dated entry a bare weekday is the last one, or the next where the words look on."""
        if draft.relative is None:
            return anchor
        if not self._anchors.governs(anchor) and draft.open != "before":
            return anchor
        ahead = looks_ahead(self._line, draft)
        if draft.rule == "weekday" and draft.open == "before":
            ahead = True
        gap = (anchor.first.weekday() - (draft.relative.which or 0)) % 7
        day = anchor.first - timedelta(days=gap if not ahead or not gap else gap - 7)
        return replace(anchor, first=day, last=day)

    def _fill(self, position: int, draft: Draft) -> Anchor | None:
        """Fill in missing months and years; return the anchor that lent them, if any did."""
        share_parts(draft)
        if draft.month_from is not None:
            return self._fill_pointed_month(draft, draft.month_from)
        if not any(part.is_year_free for part in draft.parts()):
            return None
        if draft.year_from is not None:
            return self._fill_pointed_year(draft, draft.year_from)
        if not draft.open and is_recurring(self._line, draft):
            return None
        if again := self._named_again(draft):
            return again
        anchor = self._following(position) or self._anchors.for_year(self._number)
        anchor = anchor or self._later_in_line(position)
        if anchor is None:
            return None
        if _take_likely_year(draft, anchor):
            return anchor
        look = self._look(draft)
        is_entry = self._anchors.governs(anchor)
        lead = complete(draft.first, anchor, is_entry=is_entry, look=look)
        if look != "ahead" and not is_entry and self._lies_after_writing(lead):
            lead = replace(lead, year=(lead.year or anchor.first.year) - 1)
        rest = [(replace(first, year=None), last) for first, last in draft.members[1:]]
        draft.members = [(lead, draft.members[0][1]), *rest]
        share_parts(draft)
        return anchor

    def _named_again(self, draft: Draft) -> Anchor | None:
        """Take "6th" for the 6 February that went before."""
        part = draft.first
        at_head = not self._line[: draft.start].strip(" -•*")
        if (
            draft.rule != "ordinal_day"
            or at_head
            or draft.shape != ONE
            or not part.day
            or part.weekday
        ):
            return None
        known = self._anchors.named_again(part.day)
        if known:
            draft.members = [(replace(part, year=known.first.year, month=known.first.month), None)]
        return known

    def _look(self, draft: Draft) -> Look:
        if draft.open == "after":
            return "back"
        return "ahead" if looks_ahead(self._line, draft) else ""

    def _lies_after_writing(self, part: Part) -> bool:
        """Say whether a date as filled in would come after the document's own date."""
        written = self._anchors.entry.first if self._anchors.entry else self._anchors.written
        if written is None or part.year is None or part.year < written.year or part.day:
            return False
        return (part.year, part.month_of_year()) > (written.year, written.month)

    def _fill_pointed_year(self, draft: Draft, relative: Relative) -> Anchor | None:
        """Fill in the year of "2 January this year" and "in March of that year"."""
        if relative.is_spoken:
            anchor = self._anchors.for_speech(self._number, _STORY_REACH)
        else:
            anchor = self._anchors.for_period(self._number)
        pointed = point(relative, anchor) if anchor else None
        if pointed is None:
            return None
        year = int(pointed[0][:4])
        draft.members = [
            (replace(first, year=year), last and replace(last, year=year))
            for first, last in draft.members
        ]
        return anchor

    def _fill_pointed_month(self, draft: Draft, relative: Relative) -> Anchor | None:
        """Fill in the month of "the 5th of last month"."""
        if relative.is_spoken:
            anchor = self._anchors.for_speech(self._number, _STORY_REACH)
        else:
            anchor = self._anchors.for_period(self._number)
        pointed = point(relative, anchor) if anchor else None
        if pointed is None or not _MONTH.fullmatch(pointed[0]):
            return None
        year, month = (int(digits) for digits in pointed[0].split("-"))
        draft.members = [(replace(draft.first, year=year, month=month), None)]
        return anchor

    def _following(self, position: int) -> Anchor | None:
        """Return the next date when it stands right beside ("mother's day, on 27 March 2022")."""
        if position + 1 >= len(self._drafts):
            return None
        following = self._drafts[position + 1]
        gap = self._line[self._drafts[position].end : following.start]
        if len(gap) > 14 or not _NEXT_TO.fullmatch(gap):
            return None
        return self._anchor_from(following)

    def _later_in_line(self, position: int) -> Anchor | None:
        nearby = self._drafts[position + 1 : position + 1 + _LATER_DATES]
        later = (self._anchor_from(draft) for draft in nearby)
        return next((anchor for anchor in later if anchor), None)

    def _anchor_from(self, draft: Draft) -> Anchor | None:
        dated = next((part for part in draft.parts() if part.year), None)
        if draft.relative or draft.is_weak:
            return None
        if dated is None and draft.first.day and draft.first.month:
            dated = self._with_year(draft.first)
        if dated is None:
            return None
        lead = replace(draft, members=[(dated, None)], shape=ONE, open="", week="")
        return _anchor(self._number, draft.start, lead.edtf(), None, story=True)

    def _with_year(self, part: Part) -> Part | None:
        anchor = self._anchors.for_year(self._number)
        if anchor is None:
            return None
        return complete(part, anchor, is_entry=self._anchors.governs(anchor))

    def _build(
        self, draft: Draft, edtf: str, modifier: str | None, kind: str, anchor: Anchor | None
    ) -> DateMention | None:
        try:
            FuzzyDate.parse(edtf)
        except DateValueError:
            return None
        return DateMention(
            self._number,
            draft.start,
            draft.end,
            self._line[draft.start : draft.end],
            edtf,
            modifier,
            kind,
            (anchor.line or None) if anchor else None,
            draft.rule,
            tuple(draft.doubts),
            tuple(draft.alternatives),
        )

    def _remember(self, mention: DateMention) -> None:
        story = is_story(self._line, mention.start, mention.end)
        anchor = _anchor(self._number, mention.start, mention.edtf, mention.modifier, story=story)
        if anchor:
            pointed = mention.kind == "relative"
            dated = is_dated(self._line, mention.start)
            self._anchors.add(replace(anchor, is_pointed=pointed, is_dated=dated))


def _anchor(
    line: int, start: int, edtf: str, modifier: str | None, *, story: bool
) -> Anchor | None:
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


def _week_around(value: str, week: str) -> str:
    """Return the week that begins or ends on a day."""
    day = date.fromisoformat(value)
    first = day - timedelta(days=6) if week == "ending" else day
    return f"{first}/{first + timedelta(days=6)}"


def _take_likely_year(draft: Draft, anchor: Anchor) -> bool:
    """Read the number of "Sept 16" as a year where that lies beside the date that goes before."""
    year = draft.year_maybe
    if year is None or draft.shape != ONE or abs(year - anchor.first.year) > _NEAR_YEARS:
        return False
    days = [other for other in draft.alternatives if other.startswith("XXXX")]
    draft.alternatives = [f"{anchor.first.year}{day[4:]}" for day in days]
    draft.members = [(replace(draft.first, year=year), None)]
    return True


def _place_nth(draft: Draft) -> None:
    """Put the day in the place of "the last Friday in May 2019"."""
    year, month = draft.first.year, draft.first.month
    if draft.nth is None or year is None or month is None or draft.shape != ONE:
        return
    which, weekday, is_weekend = draft.nth
    day = nth_weekday(year, month, weekday, which)
    if day.month != month:
        return
    first = Part(day.year, day.month, day.day)
    last = day + timedelta(days=1)
    draft.members = [(first, Part(last.year, last.month, last.day) if is_weekend else None)]
    draft.shape = SPAN if is_weekend else ONE


def _check(draft: Draft) -> None:
    """Widen days that do not exist to their month, and note weekdays that do not agree."""
    if draft.shape != ONE:
        _widen_ends(draft)
    for part in draft.parts():
        if is_impossible(part) and draft.shape == ONE:
            _widen_impossible(draft, part)
        elif part.weekday is not None and part.exact() and not weekday_fits(part):
            draft.doubts.append("weekday_differs")
            draft.alternatives.extend(_days_with_weekday(part))


def _widen_impossible(draft: Draft, part: Part) -> None:
    draft.doubts.append("impossible_date")
    if part.year and part.month:
        last = calendar.monthrange(part.year, part.month)[1]
        day = date(part.year, part.month, last)
        draft.alternatives.extend([f"{day}", f"{day + timedelta(days=1)}"])
    draft.members = [(replace(part, day=None, weekday=None), None)]


def _widen_ends(draft: Draft) -> None:
    """Keep only the month of a day that does not exist, in a range or a list."""
    if not any(is_impossible(part) for part in draft.parts()):
        return
    draft.doubts.append("impossible_date")
    draft.members = [(_month_of(first), last and _month_of(last)) for first, last in draft.members]


def _month_of(part: Part) -> Part:
    return replace(part, day=None, weekday=None) if is_impossible(part) else part


def _days_with_weekday(part: Part) -> list[str]:
    day = part.exact()
    if day is None or part.weekday is None:
        return []
    gap = (part.weekday - day.weekday() + 3) % 7 - 3
    return [f"{day + timedelta(days=gap)}"]


def _kind_of(draft: Draft, *, is_filled: bool) -> str:
    if is_filled or any(part.is_year_free for part in draft.parts()):
        return "context"
    if draft.shape != ONE or draft.open or draft.week in ("commencing", "ending"):
        return "range"
    part = draft.first
    if part.feast:
        return "partial" if part.edtf().endswith("~") else "full"
    return "full" if part.day or "impossible_date" in draft.doubts else "partial"
