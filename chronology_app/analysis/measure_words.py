"""Says in words what a cumulative figure counts and what was left out of it."""

from __future__ import annotations

from chronology_app.analysis.cumulative import FAMILY, CumulativeRow
from chronology_app.wording import label, say

#: Measures that are told apart by something else than a level of help.
_BY_NUMBER = ("events_in_year", "events_at_age", "family_events_in_year")


def measure_words(measure: str, language: str = "en") -> str:
    """Return the printed name of a measure, e.g. of ``events:child_in_need``."""
    name, _, part = measure.partition(":")
    if not part:
        return say(f"measure.{name}", language)
    if name in _BY_NUMBER:
        return say(f"measure.{name}", language, number=part)
    return say(f"measure.{name}_at", language, level=label("level", part, language))


def whose_words(row: CumulativeRow, language: str = "en") -> str:
    """Return whose figure it is: the child's name, or the words for the family."""
    return say("measure.family", language) if row.child_id == FAMILY else row.child


def without_words(row: CumulativeRow, language: str = "en") -> str:
    """Return what was left out, in words; empty: nothing."""
    return "; ".join(say(f"measure.without.{code}", language) for code in row.without)
