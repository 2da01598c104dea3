"""Lines of an invented family for the tests of the chronology."""

from __future__ import annotations

from typing import Any

from chronology_app.dates import FuzzyDate
from chronology_app.store.chronology_lines import ChronologyLine
from ui.presenters.chronology import Child, Setting

SETTING = Setting(
    case_id="case",
    children=(
        Child("nia", "Nia Hollins", "Nia", FuzzyDate.parse("2014-05-02")),
        Child("owen", "Owen Hollins", "Owen", FuzzyDate.parse("2016-08-19")),
    ),
    people={"nia": "Nia Hollins", "owen": "Owen Hollins", "kerry": "Kerry Hollins"},
    titles={"s1": "Concern log of the school", "s2": "Police log"},
)


def line(event_id: str, when: str | None = "2022-03-04", **fields: Any) -> ChronologyLine:
    """Return a line; what a test does not name is of no account to it."""
    date = FuzzyDate.parse(when) if when else None
    plain: dict[str, Any] = {
        "date_text": "", "date_modifier": None, "time": None, "kind": "visit",
        "fact": f"Fact {event_id}", "court_wording": "", "action": "", "result": "", "key": False,
        "relied_on": False, "status": "confirmed", "significance": None,
        "record_class": "ordinary", "confirmed_by": "Ruth Ames", "confirmed_how": "source_shown",
        "child_ids": ("nia",), "concern_types": (), "strength": False, "child_words": False,
        "account_count": 1, "agencies": ("school",), "recorded_by": ("school",),
        "evidence": ("first_hand",), "authors": (), "source_ids": ("s1",), "has_conflict": False,
    }  # fmt: skip
    return ChronologyLine(
        event_id=event_id,
        date_edtf=when,
        earliest=date.earliest.isoformat() if date and date.earliest else None,
        latest=date.latest.isoformat() if date and date.latest else None,
        **{**plain, **fields},
    )
