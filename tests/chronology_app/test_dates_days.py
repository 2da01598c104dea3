"""Reckoning with days never leaves the calendar, and is right inside it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology_app.analysis.checks import build_checks
from chronology_app.analysis.cumulative import build_cumulative
from chronology_app.analysis.patterns import build_patterns
from chronology_app.dates.days import same_day, shifted
from chronology_app.documents.options import ExportOptions
from chronology_app.documents.timeline import build_timeline
from chronology_app.settings import load_settings
from tests import factories
from ui.presenters.timeline_lanes import build_lanes

TODAY = date(2024, 7, 1)


@given(st.dates(), st.integers(-(10**6), 10**6))
def test_a_day_is_shifted_or_stays_at_the_calendars_end(day, days):
    wanted = min(max(day.toordinal() + days, 1), date.max.toordinal())
    assert shifted(day, timedelta(days)).toordinal() == wanted


@pytest.mark.parametrize(
    ("day", "months", "wanted"),
    [
        ("2024-05-31", -3, "2024-02-29"), ("2023-05-31", -3, "2023-02-28"),
        ("2024-02-29", 12, "2025-02-28"), ("2024-12-15", 1, "2025-01-15"),
        ("9999-12-31", 1, "9999-12-31"), ("0001-01-31", -1, "0001-01-01"),
    ],
)  # fmt: skip
def test_the_same_day_some_months_on_is_in_that_month(day, months, wanted):
    assert same_day(date.fromisoformat(day), months) == date.fromisoformat(wanted)


@pytest.mark.parametrize("born", ["0001-01-01", "9999-12-31", "2015-03-31"])
@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31", "0001/9999", "../1900", "2024/.."])
def test_the_ends_of_the_calendar_stop_no_count_and_no_picture(born, on):
    kinds = ("referral", "visit", "child_words", "missed_appointment", "meeting")
    rows = [
        row
        for n, kind in enumerate(kinds)
        for row in factories.make_event(
            f"x{n}", on, "Seen.", kind=kind, children=("k", "nia"), concerns=("physical",),
            spells=(("level_of_help", "child_protection", "starts"),),
        )
    ]  # fmt: skip
    child = factories.make(
        factories.Person, id="k", name="K", role="child", position=9, born=factories.day(born),
        died=factories.day("9999-12-31"),
    )  # fmt: skip
    view = factories.sample_view(child, *rows)
    settings = load_settings()
    assert build_cumulative(view, TODAY)
    build_patterns(view, settings)
    build_checks(view, (), settings, TODAY)
    assert build_lanes(view, TODAY).lanes
    assert build_timeline(view, ExportOptions(today=TODAY)).figures
