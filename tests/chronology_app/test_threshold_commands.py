"""Thresholds: set within bounds, undone, taken away by the usual number, and looked by."""

from __future__ import annotations

import pytest

from chronology_app.errors import BadValueError
from chronology_app.model import SettingsRow
from chronology_app.settings import load_settings
from chronology_app.thresholds import build_thresholds, checked
from chronology_app.wording import has
from tests.chronology_app.casebooks import CASE_ID
from tests.chronology_app.commands_undone import assert_undoable

GAP, MONTHS = "timeline.gap_weeks", "patterns.drift.plan_months"


def rows(book):
    return book.queries.records(SettingsRow, CASE_ID)


def held(book):
    return {one.name: one for one in build_thresholds(rows(book))}


def test_every_number_has_words_and_stands_within_its_bounds():
    for one in build_thresholds():
        assert one.least <= one.value <= one.most, one.name
        assert one.value == one.usual
        for language in ("en", "cy"):
            assert has(f"threshold.{one.name}", language), one.name


def test_numbers_are_set_as_one_step_kept_with_who_and_where_and_taken_back(book):
    wanted = {GAP: 26, MONTHS: 12}
    assert_undoable(book, lambda: book.set_thresholds(CASE_ID, wanted, " Partnership, May 2026 "))
    assert load_settings(rows=rows(book)).get(GAP) == 26
    one = held(book)[MONTHS]
    assert (one.value, one.usual, one.source) == (12, 15, "Partnership, May 2026")
    assert one.changed_by


def test_the_usual_number_takes_the_choice_away(book):
    book.set_thresholds(CASE_ID, {GAP: 26})
    assert_undoable(book, lambda: book.set_thresholds(CASE_ID, {GAP: 13}))
    assert rows(book) == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (MONTHS, 0), (MONTHS, -3), (MONTHS, 2.5), (MONTHS, True), (MONTHS, "12"),
        (MONTHS, 10**9), (MONTHS, float("nan")), ("patterns.course.persistent_percent", 101),
        ("patterns.words.family_words", 3), ("lexicon.anything", 3), ("", 1),
    ],
)  # fmt: skip
def test_what_is_no_number_or_out_of_bounds_is_refused(name, value):
    with pytest.raises(BadValueError, match="threshold"):
        checked(name, value)


def test_nothing_changed_is_said(book):
    with pytest.raises(BadValueError, match="nothing"):
        book.set_thresholds(CASE_ID, {GAP: 13})
    with pytest.raises(BadValueError, match="value"):
        book.set_thresholds(CASE_ID, {GAP: 13, MONTHS: 0})
    assert rows(book) == ()


def test_a_number_with_a_fraction_stays_one():
    assert checked("patterns.course.worsening_times", 2) == 2.0
    assert isinstance(checked("patterns.course.worsening_times", 2), float)
    assert isinstance(checked(MONTHS, 12.0), int)
