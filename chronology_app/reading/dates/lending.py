"""Lends a date the year and month that its words leave open: from beside it, above or below.

Owns which date of a line lends; the order of those above is `anchors`, the arithmetic `filling`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from chronology_app.reading.dates.anchors import Anchor, Anchors, anchor_of
from chronology_app.reading.dates.filling import Look, complete, share_parts
from chronology_app.reading.dates.finishing import take_likely_year
from chronology_app.reading.dates.parts import ONE, Draft, Part, Relative
from chronology_app.reading.dates.pointing import point
from chronology_app.reading.dates.support import is_recurring, looks_ahead, tells_past

#: How many lines back "in March of that year" may look for its date.
_STORY_REACH = 6
#: How many dates further on in a line may lend their year when none goes before.
_LATER_DATES = 6
_NEXT_TO = re.compile(
    r"[\s,(]*(?:and|or|on|in|to|from|until|at|then)?[\s,(]*(?:from|on|in|the)?\s*"
)
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


class Lender:
    """Fills in the drafts of one line."""

    def __init__(self, number: int, line: str, drafts: list[Draft], anchors: Anchors) -> None:
        """Take the line (counted from 1), its drafts and the dates read before."""
        self._number = number
        self._line = line
        self._drafts = drafts
        self._anchors = anchors

    def look(self, draft: Draft) -> Look:
        """Say whether the words of a draft look back or ahead."""
        if draft.open == "after":
            return "back"
        if looks_ahead(self._line, draft):
            return "ahead"
        return "back" if draft.first.feast and tells_past(self._line, draft) else ""

    def fill(self, position: int, draft: Draft) -> Anchor | None:
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
        anchor = self.following(position) or self._anchors.for_year(self._number)
        anchor = anchor or self._later_in_line(position)
        if anchor is None:
            return None
        if take_likely_year(draft, anchor):
            return anchor
        look = self.look(draft)
        is_entry = self._anchors.governs(anchor)
        lead = complete(draft.first, anchor, is_entry=is_entry, look=look)
        if look != "ahead" and not is_entry and self._lies_after_writing(lead):
            lead = replace(lead, year=(lead.year or anchor.first.year) - 1)
        rest = [(replace(first, year=None), last) for first, last in draft.members[1:]]
        draft.members = [(lead, draft.members[0][1]), *rest]
        share_parts(draft)
        return anchor

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

    def following(self, position: int) -> Anchor | None:
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
        return anchor_of(self._number, draft.start, lead.edtf(), None, story=True)

    def _with_year(self, part: Part) -> Part | None:
        anchor = self._anchors.for_year(self._number)
        if anchor is None:
            return None
        return complete(part, anchor, is_entry=self._anchors.governs(anchor))
