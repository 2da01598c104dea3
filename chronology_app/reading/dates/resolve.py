"""Turns drafts into mentions: fills in what is understood, refuses what nothing supports.

Owns missing years and months, doubts and kinds; where an expression leans is `anchors`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from chronology_app.dates import FuzzyDate
from chronology_app.errors import DateValueError
from chronology_app.reading.dates.anchors import Anchor, Anchors, anchor_of, is_dated, is_story
from chronology_app.reading.dates.finishing import doubt_days, kind_of, place_nth, week_around
from chronology_app.reading.dates.lending import Lender
from chronology_app.reading.dates.parts import DateMention, Draft, Relative
from chronology_app.reading.dates.pointing import SMALL_UNITS, point, point_named
from chronology_app.reading.dates.school import (
    half_term_part,
    place_half_term,
    resolve_school_days,
)
from chronology_app.reading.dates.support import (
    asks_ahead,
    is_supported,
    looks_ahead,
)
from chronology_app.reading.dates.terms import SchoolTerms

#: How many lines back "last week" and "that weekend" may look for their date.
_SPEECH_REACH = 1
_STORY_REACH = 6
#: How many neighbours on each side may support a weak word.
_AROUND = 12


_EXACT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
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
        self._lender = Lender(number, line, drafts, anchors)

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
        anchor = self._lender.fill(position, draft)
        if any(part.day and not part.month for part in draft.parts()):
            return None
        if draft.is_weak and draft.first.is_year_free and draft.rule in ("season", "term"):
            return None
        resolve_school_days(draft, self._terms)
        place_nth(draft)
        doubt_days(draft)
        kind = kind_of(draft, is_filled=anchor is not None)
        if draft.month_from is not None:
            kind = "relative"
        if draft.offset is not None:
            return self._offset_mention(draft, draft.offset)
        return self._build(draft, draft.edtf(), draft.modifier, kind, anchor)

    def _offset_mention(self, draft: Draft, offset: Relative) -> DateMention | None:
        base = anchor_of(self._number, draft.start, draft.edtf(), draft.modifier, story=True)
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
        beside = self._lender.following(position) if not draft.open else None
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
            value = week_around(value, draft.week)
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
        look = self._lender.look(draft) if draft.open != "before" else ""
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
        anchor = anchor_of(self._number, mention.start, mention.edtf, mention.modifier, story=story)
        if anchor:
            pointed = mention.kind == "relative"
            dated = is_dated(self._line, mention.start)
            self._anchors.add(replace(anchor, is_pointed=pointed, is_dated=dated))
