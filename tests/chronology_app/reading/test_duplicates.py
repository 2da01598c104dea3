"""The same fact in two files is linked; facts of one file, or of other days, are not."""

from __future__ import annotations

from time import perf_counter

from chronology_app.dates import FuzzyDate
from chronology_app.model import Suggestion
from chronology_app.reading.duplicates import link_duplicates


def fact(name: str, source: str, day: str, words: str, **more: object) -> Suggestion:
    return Suggestion(
        id=name,
        source_id=source,
        date=FuzzyDate.parse(day),
        fact=words,
        kind="police_incident",
        children=("Maya Rose Kettle",),
        **more,  # type: ignore[arg-type]
    )


WORDS = "Maya found alone in the road by a passer-by, mother drunk"
OTHER = "Passer-by found Maya on the road alone while mother was drunk"


def linked(*facts: Suggestion) -> list[tuple[str, ...]]:
    return [f.duplicates for f in link_duplicates(facts)]


def test_the_same_fact_in_two_files_is_linked_both_ways() -> None:
    rows = linked(fact("1", "a", "2022-05-01", WORDS), fact("2", "b", "2022-05-01", OTHER))
    assert rows == [("2",), ("1",)]


def test_a_day_before_or_after_still_counts() -> None:
    rows = linked(fact("1", "a", "2022-05-01", WORDS), fact("2", "b", "2022-05-02", OTHER))
    assert rows == [("2",), ("1",)]


def test_one_files_facts_and_other_days_are_not_linked() -> None:
    rows = linked(
        fact("1", "a", "2022-05-01", WORDS),
        fact("2", "a", "2022-05-01", OTHER),
        fact("3", "b", "2022-06-01", OTHER),
    )
    assert rows == [(), (), ()]


def test_different_matters_on_one_day_are_not_linked() -> None:
    rows = linked(
        fact("1", "a", "2022-05-01", WORDS),
        Suggestion(
            id="2", source_id="b", date=FuzzyDate.parse("2022-05-01"),
            fact="Owen praised for his reading", kind="positive", children=("Owen Kettle",),
        ),
    )  # fmt: skip
    assert rows == [(), ()]


def test_undated_facts_are_left_alone() -> None:
    assert linked(Suggestion(id="1", fact=WORDS), Suggestion(id="2", fact=WORDS)) == [(), ()]


def test_many_facts_of_one_day_are_compared_quickly() -> None:
    rows = [
        fact(f"{n}", f"file {n % 2}", "2022-05-01", f"Word{n} told at number{n}.")
        for n in range(3000)
    ]
    twin = fact("twin", "file 2", "2022-05-01", "Word7 told at number7.")
    started = perf_counter()
    last = link_duplicates([*rows, twin])[-1]
    assert perf_counter() - started < 5
    assert "7" in last.duplicates


def test_accounts_a_day_apart_carry_the_doubt_and_keep_their_dates() -> None:
    first, second = link_duplicates(
        [fact("1", "a", "2022-05-01", WORDS), fact("2", "b", "2022-05-02", OTHER)]
    )
    assert (first.doubts, first.date_alternatives) == (
        ("other_account_day_beside",),
        ("2022-05-02",),
    )
    assert (second.doubts, second.date_alternatives) == (
        ("other_account_day_beside",),
        ("2022-05-01",),
    )
    assert [s.date.edtf for s in (first, second) if s.date] == ["2022-05-01", "2022-05-02"]
