"""How dates and ages are printed: never finer than the value, in English and draft Welsh."""

from __future__ import annotations

import pytest
from hypothesis import given

from chronology_app.dates import AgeRange, FuzzyDate
from chronology_app.wording import is_draft
from chronology_app.wording.dates import age_words, date_words
from tests.chronology_app.test_dates_properties import FUZZY

PRINTED = [
    ("2018-05-05", "", None, "5 May 2018"),
    ("2018-05", "", None, "May 2018"),
    ("2018", "", None, "2018"),
    ("2018-06", "", "early", "early June 2018"),
    ("2013", "", "mid", "mid-2013"),
    ("2020-03", "", "end", "the end of March 2020"),
    ("2021", "", "start", "the start of 2021"),
    ("2019-22", "", None, "summer 2019"),
    ("2019-22", "", "late", "late summer 2019"),
    ("2022-10~", "", None, "about October 2022"),
    ("2021-10~", "", "end", "about the end of October 2021"),
    ("2019?", "", None, "2019 (uncertain)"),
    ("2019%", "", None, "about 2019 (uncertain)"),
    ("199X", "", None, "the 1990s"),
    ("20XX", "", None, "between 2000 and 2099"),
    ("201X-05", "", None, "the 2010s (exact date not known)"),
    ("2022-XX-05", "", None, "2022 (month not known)"),
    ("2022-05-XX", "", None, "May 2022 (day not known)"),
    ("XXXX-08-24", "", None, "24 August (year not known)"),
    ("XXXX", "", None, "date not known"),
    ("../..", "", None, "date not known"),
    ("2019-05-04/2019-05-06", "", None, "between 4 and 6 May 2019"),
    ("2019-05-04/2019-05-06", "between 4-6 May 2019", None, "between 4 and 6 May 2019"),
    ("2022-08-15/2022-08-16", "15-16th August 2022", None, "15 to 16 August 2022"),
    (
        "2019-12-29/2020-01-03",
        "from 29 December to 3 January",
        None,
        "29 December 2019 to 3 January 2020",
    ),
    ("2009/2016", "", None, "between 2009 and 2016"),
    ("2018-05~/2019", "", None, "between about May 2018 and 2019"),
    (
        "2019-04/2019-07",
        "end of summer term",
        "end",
        "the end of the period between April and July 2019",
    ),
    ("../2020-03-03", "", None, "on or before 3 March 2020"),
    ("2020-03-03/..", "", None, "on or after 3 March 2020"),
    ("../2024-02", "", "end", "no later than the end of February 2024"),
    ("2022-06/..", "", None, "no earlier than June 2022"),
    ("2014-03-03/2014-03-09", "w/c 3 March 2014", None, "week beginning 3 March 2014"),
    ("2014-03-03/2014-03-09", "", None, "between 3 and 9 March 2014"),
    ("2014-03-03~", "week of 3 March 2014", None, "week of 3 March 2014"),
    ("2014-03-03~", "about 3 March 2014", None, "about 3 March 2014"),
    ("[2022-08-08,2022-08-15]", "", None, "8 or 15 August 2022"),
    ("[2018,2019,2020]", "", None, "2018, 2019 or 2020"),
    ("[..2020]", "", None, "no later than 2020"),
    ("[2020-05-01..]", "", None, "on or after 1 May 2020"),
    ("{2022-08-15..2022-08-16,2022-08-22}", "", None, "15, 16 and 22 August 2022"),
    ("{2023-02-27..2023-02-28,2023-03-03}", "", None, "27 and 28 February and 3 March 2023"),
    ("{2023-03-01..2023-03-13,2023-03-17}", "", None, "1 to 13 and 17 March 2023"),
    ("{2022-12-30,2023-01-02}", "", None, "30 December 2022 and 2 January 2023"),
]

AGES = [
    (AgeRange("years", 5, 5), "5 years"),
    (AgeRange("years", 1, None), "at least 1 year"),
    (AgeRange("years", 3, 4), "3 or 4 years"),
    (AgeRange("years", 0, 2), "up to 2 years"),
    (AgeRange("months", 2, 14), "2 to 14 months"),
    (AgeRange("weeks", 1, 1), "1 week"),
    (AgeRange("weeks", 0, 0), "under 1 week"),
    (AgeRange("weeks", 0, 1, maybe_unborn=True), "up to 1 week, or not yet born"),
    (AgeRange("pregnancy_weeks", 26, 26), "26 weeks of pregnancy"),
    (AgeRange("pregnancy_weeks", 26, 31), "26 to 31 weeks of pregnancy"),
    (AgeRange("not_born"), "not yet born"),
    (AgeRange("unknown"), "age not known"),
]

WELSH = [
    ("2018-05-05", None, "5 Mai 2018"),
    ("2019-22", None, "haf 2019"),
    ("2020-03", "end", "diwedd Mawrth 2020"),
    ("[2022-08-08,2022-08-15]", None, "8 neu 15 Awst 2022"),
    ("../2020-03-03", None, "ar neu cyn 3 Mawrth 2020"),
]


@pytest.mark.parametrize(("edtf", "text", "modifier", "words"), PRINTED)
def test_dates_are_printed_as_fine_as_they_are_known(
    edtf: str, text: str, modifier: str | None, words: str
) -> None:
    assert date_words(FuzzyDate.parse(edtf, text, modifier)) == words


@pytest.mark.parametrize(("age", "words"), AGES)
def test_ages_are_printed_as_ranges_where_they_are(age: AgeRange, words: str) -> None:
    assert age_words(age) == words


@pytest.mark.parametrize(("edtf", "modifier", "words"), WELSH)
def test_welsh_dates_have_welsh_words_and_are_marked_draft(
    edtf: str, modifier: str | None, words: str
) -> None:
    assert date_words(FuzzyDate.parse(edtf, modifier=modifier), "cy") == words
    assert is_draft("date.month.05", "cy")


@given(FUZZY)
def test_every_value_can_be_said_in_both_languages(value: FuzzyDate) -> None:
    for language in ("en", "cy"):
        words = date_words(value, language)
        assert words
        assert "XX" not in words
        assert "{" not in words


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_age_can_be_said(language: str) -> None:
    for unit in ("years", "months", "weeks", "pregnancy_weeks"):
        for low, high in ((0, 0), (0, 3), (1, 1), (2, 3), (2, 9)):
            assert age_words(AgeRange(unit, low, high), language)  # type: ignore[arg-type]
    assert age_words(AgeRange("years", 2, None), language)
