"""The page on reading tells the grammar as it is."""

from __future__ import annotations

from chronology_app.reading.dates.__main__ import rules_table
from tests.conftest import ROOT

_BEGIN, _END = "<!-- rules -->\n", "<!-- end of rules -->"


def test_the_table_of_rules_on_the_page_is_the_grammar() -> None:
    page = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    assert page.split(_BEGIN)[1].split(_END)[0] == rules_table()


def test_the_page_names_every_doubt_about_a_date() -> None:
    page = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    for code in (
        "impossible_date",
        "day_month_swapped",
        "weekday_differs",
        "out_of_sequence",
        "after_document",
        "day_or_year",
        "day_or_fraction",
        "date_from_age",
    ):
        assert f"`{code}`" in page
