"""The taxonomy agrees with the codes, and levels are called what a country called them then."""

from __future__ import annotations

from datetime import date

import pytest

from chronology_app.errors import BadValueError
from chronology_app.model.codes import AgencyCode, ConcernType, Kind, Level, Need
from chronology_app.taxonomy import shipped_taxonomy, taxonomy_of
from chronology_app.wording import LANGUAGES, has, is_draft

TAXONOMY = shipped_taxonomy()


def test_orders_hold_every_code_once() -> None:
    for order, codes in (
        (TAXONOMY.types, ConcernType), (TAXONOMY.needs, Need), (TAXONOMY.kinds, Kind),
        (TAXONOMY.agencies, AgencyCode), (TAXONOMY.levels, Level),
    ):  # fmt: skip
        assert sorted(order) == sorted(str(code) for code in codes)


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        ("kind", Kind),
        ("type", ConcernType),
        ("need", Need),
        ("level", Level),
        ("agency", AgencyCode),
    ],
)
def test_every_code_has_a_label_in_both_languages(group: str, codes: type[Kind]) -> None:
    for code in codes:
        for language in LANGUAGES:
            assert has(f"{group}.{code}", language), (group, code, language)
        assert is_draft(f"{group}.{code}", "cy")


@pytest.mark.parametrize("country", ["england", "wales"])
def test_every_level_has_one_name_on_any_day(country: str) -> None:
    for level in Level:
        for day in (date(2005, 1, 1), date(2016, 4, 5), date(2016, 4, 6), date(2026, 6, 1)):
            names = [
                row
                for row in TAXONOMY.level_names
                if (row.level, row.country) == (level, country)
                and (row.holds_from or date.min) <= day <= (row.holds_until or date.max)
            ]
            assert len(names) == 1, (level, day)
            assert TAXONOMY.level_name(level, country, day, "cy") == names[0].name_cy


def test_names_change_with_country_and_date() -> None:
    day = date(2022, 1, 1)
    assert TAXONOMY.level_name("child_protection", "wales", day) == "Child protection register"
    assert TAXONOMY.level_name("early_help", "england", day) == "Early help"
    assert TAXONOMY.level_name("early_help", "england", date(2026, 1, 1)) == "Family Help"


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(BadValueError):
        TAXONOMY.level_name("nowhere", "england", date(2022, 1, 1))


def test_a_taxonomy_with_a_part_missing_is_refused() -> None:
    with pytest.raises(BadValueError):
        taxonomy_of({"types": {"order": []}})


@pytest.mark.parametrize(
    ("role", "agency"),
    [
        ("health visitor", "health_visiting"),
        ("designated safeguarding lead", "school"),
        ("social worker 2, agency", "childrens_social_care"),
        ("paternal aunt", "family"),
        ("astronaut", None),
    ],
)
def test_a_role_tells_the_agency(role: str, agency: str | None) -> None:
    assert TAXONOMY.agency_of_role(role) == agency
