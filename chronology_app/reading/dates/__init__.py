"""Finds dates in prose as people in the United Kingdom write them, and what each means.

Owns the reading of dates only: times, people and events are found elsewhere in `reading`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chronology_app.reading.dates.finder import find_dates as _find
from chronology_app.reading.dates.parts import DateMention
from chronology_app.reading.dates.terms import NO_TERMS, SchoolTerms, SchoolYear, Term

__all__ = ["NO_TERMS", "DateMention", "SchoolTerms", "SchoolYear", "Term", "find_dates"]


def find_dates(
    lines: Sequence[str],
    reference_date: date | None = None,
    contexts: Sequence[date | None] | None = None,
    terms: SchoolTerms = NO_TERMS,
) -> list[DateMention]:
    """Return the dates of a text, line by line, in order.

    `lines` are the paragraphs of one document. `contexts` gives for each line the date of the
    entry or heading that governs it: a missing year, "yesterday" and "on Monday" are counted from
    there unless the sentence has a nearer date. Without it a line that begins with a full date
    governs those below it. `reference_date` governs everything that nothing else does.
    `terms` are the school terms of the authority: with them "autumn term 2019" is from its first
    to its last day, without them its months.
    A value is never finer than its words; what cannot be resolved keeps X for its year.
    """
    return _find(lines, reference_date, contexts, terms)
