"""An authority's school terms: how a setting holds them, and what dates become of them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from chronology_app.errors import BadValueError
from chronology_app.model import SettingsRow
from chronology_app.reading.dates import NO_TERMS, SchoolTerms, SchoolYear, find_dates
from chronology_app.settings import load_settings
from chronology_app.wording import has
from tests.chronology_app.reading import texts

YEAR = {
    "source": "Example Council, term dates, published 1 March 2018",
    "autumn": {
        "first": "2019-09-03",
        "last": "2019-12-20",
        "half_term": ["2019-10-28", "2019-11-01"],
    },
    "spring": {"first": "2020-01-06", "last": "2020-04-03"},
}
TERMS = SchoolTerms.of({"2019-20": YEAR})


def setting(name: str, value: str, version: int) -> SettingsRow:
    return SettingsRow(
        id=f"{version}",
        case_id="",
        name=name,
        value=value,
        version=version,
        changed_by="A. Person",
        changed_at=datetime(2026, 1, 5, tzinfo=UTC),
    )


def read(line: str, terms: SchoolTerms = TERMS, day: date | None = None) -> list[tuple[str, str]]:
    return [(m.text, m.edtf) for m in find_dates([line], contexts=[day], terms=terms)]


@pytest.mark.parametrize(
    ("line", "text", "known", "unknown"),
    [
        (
            "Late often in autumn term 2019.",
            "autumn term 2019",
            "2019-09-03/2019-12-20",
            "2019-09/2019-12",
        ),
        (
            "Tired in spring term 2019/20.",
            "spring term 2019/20",
            "2020-01-06/2020-04-03",
            "2020-01/2020-03",
        ),
        (
            "Away at October half term 2019.",
            "October half term 2019",
            "2019-10-28/2019-11-01",
            "2019-10~",
        ),
        (
            "No visit since the autumn term 2019.",
            "since the autumn term 2019",
            "2019-09-03/..",
            "2019-09/..",
        ),
        (
            "Due by the end of autumn term 2019.",
            "by the end of autumn term 2019",
            "../2019-12-20",
            "../2019-12",
        ),
        ("In the summer term 2020 he rang.", "summer term 2020", *["2020-04/2020-07"] * 2),
        ("Away at February half term 2020.", "February half term 2020", *["2020-02~"] * 2),
    ],
)
def test_a_term_is_its_own_days_where_they_are_known_and_else_its_months(
    line: str, text: str, known: str, unknown: str
) -> None:
    assert read(line) == [(text, known)]
    assert read(line, NO_TERMS) == [(text, unknown)]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("He stayed away over the half term.", "2019-10-28/2019-11-01"),
        ("She has been drinking since about half term.", "2019-10-28/.."),
    ],
)
def test_plain_half_term_is_that_of_the_term_around_the_entry(line: str, value: str) -> None:
    assert [edtf for _, edtf in read(line, day=date(2019, 11, 20))] == [value]


@pytest.mark.parametrize(
    ("day", "line", "value"),
    [
        (date(2021, 10, 7), "Away over the half term.", "2021-10~"),
        (date(2021, 12, 7), "Better before half term.", "../2021-10~"),
        (date(2022, 1, 7), "Worse after half-term.", "2021-10~/.."),
        (date(2022, 1, 7), "Will stay with gran over half term.", "2022-02~"),
        (date(2022, 6, 7), "At half term he was seen.", "2022-05~"),
        (date(2022, 6, 7), "He sees her every half term.", None),
        (date(2022, 6, 7), "The half-terms are shared.", None),
    ],
)
def test_half_term_without_the_authoritys_dates_is_about_a_month(
    day: date, line: str, value: str | None
) -> None:
    assert [edtf for _, edtf in read(line, NO_TERMS, day)] == ([value] if value else [])


def test_terms_come_from_the_casebook_over_the_authoritys_file(tmp_path: Path) -> None:
    file = tmp_path / "authority.toml"
    file.write_text(
        '[school_terms."2018-19"]\nsource = "Example"\nspring = {first = 2019-01-07, '
        "last = 2019-04-05}\n",
        encoding="utf-8",
    )
    year = SchoolYear.of("2019-20", YEAR)
    row = setting(year.setting, json.dumps(year.value()), 1)
    found = SchoolTerms.of_settings(load_settings(file, [row]))
    assert [y.name for y in found.years] == ["2018-19", "2019-20"]
    assert found.years[1] == year
    gone = setting(year.setting, "null", 2)
    assert len(SchoolTerms.of_settings(load_settings(file, [row, gone])).years) == 1


def test_none_are_shipped() -> None:
    assert SchoolTerms.of_settings(load_settings()) == NO_TERMS


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("2019", YEAR, "year"),
        ("2019-21", YEAR, "year"),
        ("2019-20", "soon", "year"),
        ("2019-20", {**YEAR, "source": " "}, "source"),
        ("2019-20", {**YEAR, "spring": "January to April"}, "dates"),
        ("2019-20", {**YEAR, "spring": {"first": "2020-01-06"}}, "dates"),
        ("2019-20", {**YEAR, "spring": {"first": "2020-04-06", "last": "2020-01-06"}}, "order"),
        ("2019-20", {**YEAR, "spring": {"first": "2019-01-06", "last": "2019-04-06"}}, "order"),
        (
            "2019-20",
            {**YEAR, "autumn": {**YEAR["autumn"], "half_term": ["2019-10-28"]}},  # type: ignore[dict-item]
            "half_term",
        ),
        (
            "2019-20",
            {**YEAR, "autumn": {**YEAR["autumn"], "half_term": ["2020-10-28", "2020-11-01"]}},  # type: ignore[dict-item]
            "half_term",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(name: str, value: Any, code: str) -> None:
    with pytest.raises(BadValueError) as error:
        SchoolTerms.of({name: value})
    assert error.value.message_id == f"error.school_terms.{code}"
    assert has(error.value.message_id)


def test_a_season_in_a_row_of_a_schools_sheet_is_its_term() -> None:
    rows = texts.table(
        ("Pupil", "Period", "Present", "Remarks"),
        ("Maya", "Spring 2019", "70", "Attendance 61%, late 27 times, letter sent"),
    )
    [in_school] = texts.read(rows, agency="school").suggestions
    [elsewhere] = texts.read(rows, agency="police").suggestions
    assert in_school.date is not None
    assert (in_school.date.edtf, in_school.date.text) == ("2019-01/2019-03", "Spring 2019")
    assert elsewhere.date is not None
    assert elsewhere.date.edtf == "2019-21"
