"""Doubts about dates that stand out of order among their neighbours."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology_app.dates import FuzzyDate
from chronology_app.model import Locator, RawPassage
from chronology_app.reading.document import PersonHint, SourceText
from chronology_app.reading.sequence import doubt_order
from chronology_app.reading.suggest import read_source
from chronology_app.reading.when import When
from chronology_app.wording import has


def when(words: str) -> When:
    day, month, year = words.split("/")
    edtf = f"{year}-{month}-{day}"
    return When(FuzzyDate.parse(edtf, words), "full", "entry_date_line", words)


def doubts(*words: str, limit: date | None = None) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    found = doubt_order([when(one) for one in words], limit)
    return [(w.doubts, w.alternatives) for w in found if w]


FINE: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


def test_dates_in_order_are_not_doubted_forwards_or_backwards() -> None:
    days = ["01/02/2021", "03/02/2021", "03/02/2021", "09/02/2021", "01/03/2021"]
    assert doubts(*days) == doubts(*days[::-1]) == [FINE] * 5


def test_a_date_out_of_order_is_shown_and_the_last_years_slip_offered() -> None:
    found = doubts("20/12/2020", "28/12/2020", "04/01/2020", "11/01/2021", "20/01/2021")
    assert found[2] == (("out_of_sequence",), ("2021-01-04",))
    assert found[:2] + found[3:] == [FINE] * 4


def test_a_date_that_fits_the_other_way_round_may_be_swapped() -> None:
    found = doubts("02/05/2021", "03/05/2021", "05/04/2021", "05/05/2021", "09/05/2021")
    assert found[2] == (("out_of_sequence", "day_month_swapped"), ("2021-05-04",))


def test_a_list_backwards_in_time_is_doubted_alike() -> None:
    found = doubts("09/05/2021", "05/05/2021", "05/04/2021", "03/05/2021", "02/05/2021")
    assert found[2] == (("out_of_sequence", "day_month_swapped"), ("2021-05-04",))


def test_a_date_after_the_document_that_fits_swapped_is_shown() -> None:
    found = doubts("05/11/2021", limit=date(2021, 6, 10))
    assert found == [(("after_document", "day_month_swapped"), ("2021-05-11",))]


def test_a_list_without_order_or_with_few_dates_is_left_alone() -> None:
    assert doubts("01/05/2021", "01/01/2021", "01/03/2021") == [FINE] * 3
    muddled = ["05/05/2021", "01/01/2021", "04/04/2021", "02/02/2021", "06/06/2021", "03/03/2021"]
    assert doubts(*muddled) == [FINE] * 6


@given(st.lists(st.dates(date(2000, 1, 1), date(2030, 12, 31)), max_size=30))
def test_doubting_never_changes_a_date(days: list[date]) -> None:
    given_dates = [when(f"{day:%d/%m/%Y}") for day in days]
    found = doubt_order(given_dates)
    assert [w.date for w in found if w] == [w.date for w in given_dates]
    for one in found:
        assert one is not None
        assert all(FuzzyDate.parse(other) for other in one.alternatives)


@pytest.mark.parametrize("code", ["out_of_sequence", "day_month_swapped", "after_document"])
def test_every_doubt_has_a_sentence(code: str) -> None:
    assert has(f"doubt.{code}")


def test_the_doubt_reaches_the_suggestion_with_what_else_the_date_may_be() -> None:
    lines = []
    for day in ("02/05/2021", "03/05/2021", "05/04/2021", "05/05/2021", "09/05/2021"):
        lines += [f"{day} Home visit", "Lowri was hungry and dirty and the house was filthy."]
    passages = tuple(
        RawPassage(index=i, text=line, locator=Locator(page=1, paragraph=i + 1))
        for i, line in enumerate(lines)
    )
    text = SourceText(file_name="notes.txt", sha256="00", passages=passages)
    people = [PersonHint(name="Lowri Cadwgan", role="child", born="2019-03-01")]
    found = read_source(text, people).suggestions
    doubted = [s for s in found if "out_of_sequence" in s.doubts]
    assert [(s.date.edtf, s.date_alternatives) for s in doubted if s.date] == [
        ("2021-04-05", ("2021-05-04",))
    ]


def test_each_sheet_is_a_list_of_its_own() -> None:
    passages = []
    for sheet, days in (("A", ("02/05/2021", "03/06/2021")), ("B", ("04/01/2021", "05/02/2021"))):
        rows = [("Date", "Event"), *((day, "Lowri was hungry and dirty.") for day in days)]
        for row, cells in enumerate(rows, 1):
            for column, words in enumerate(cells, 1):
                place = Locator(sheet=sheet, row=row, column=column)
                passages.append(RawPassage(index=len(passages), text=words, locator=place))
    text = SourceText(file_name="log.xlsx", sha256="00", passages=tuple(passages))
    people = [PersonHint(name="Lowri Cadwgan", role="child", born="2019-03-01")]
    found = read_source(text, people).suggestions
    assert len(found) == 4
    assert not any("out_of_sequence" in s.doubts for s in found)


@pytest.mark.parametrize(
    ("metadata", "day"),
    [
        ({"sent": "2021-06-10T09:00:00+00:00"}, date(2021, 6, 10)),
        ({"created": "2013-12-23T23:15:00", "modified": "2013-12-23"}, None),
        ({}, None),
    ],
)
def test_only_a_message_tells_the_day_of_its_document(
    metadata: dict[str, str], day: date | None
) -> None:
    text = SourceText(file_name="a", sha256="00", passages=(), metadata=metadata)
    assert text.document_day == day
