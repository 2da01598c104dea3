"""Which events a filter leaves, what it offers, and how it is told."""

from __future__ import annotations

import json

import pytest

from chronology_app.dates import FuzzyDate
from tests.ui.presenters.chronology_setting import SETTING, line
from ui.presenters.chronology_filter import NONE, Filter, Sieve, choices, read_filter, told

LINES = (
    line("visit", "2021-02-03", agencies=("childrens_social_care",), child_ids=("nia", "owen")),
    line("log", "2022-03-04", concern_types=("nutritional",), fact="Hungry; asked for FOOD."),
    line("police", "2022-06", agencies=("police", "school"), child_ids=("owen",),
         concern_types=("supervision",), has_conflict=True, account_count=2),
    line("good", "2023", kind="positive", strength=True, child_ids=()),
    line("old", None, status="accepted_unread", confirmed_how="", action="Food bank"),
    line("gone", "2020-01-01", status="removed"),
)  # fmt: skip
SIEVE = Sieve(LINES, SETTING)


def kept(wanted: Filter) -> list[str]:
    return [one.event_id for one in SIEVE.kept(wanted)]


def chosen(**facets: str) -> Filter:
    found = Filter()
    for name, values in facets.items():
        found = found.with_choice(name.rstrip("_"), values.split())
    return found


def test_nothing_chosen_leaves_all_that_stands() -> None:
    assert kept(Filter()) == ["visit", "log", "police", "good", "old"]


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        (chosen(child="owen"), ["visit", "police"]),
        (chosen(child=NONE), ["good"]),
        (chosen(agency="police"), ["police"]),
        (chosen(agency="police childrens_social_care"), ["visit", "police"]),
        (chosen(type="nutritional supervision", child="nia"), ["log"]),
        (chosen(kind="positive"), ["good"]),
        (chosen(shows="strength"), ["good"]),
        (chosen(shows=NONE), ["visit", "old"]),
        (chosen(status="accepted_unread"), ["old"]),
        (chosen(status="removed"), ["gone"]),
        (chosen(how="unknown"), ["old"]),
        (chosen(mark="conflict"), ["police"]),
        (chosen(mark="undated"), ["old"]),
        (Filter(text="food"), ["log", "old"]),
        (Filter(text="asked FOOD"), ["log"]),
    ],
)
def test_a_choice_leaves_what_has_one_of_its_values(wanted: Filter, left: list[str]) -> None:
    assert kept(wanted) == left


def test_a_time_leaves_what_may_lie_in_it_and_nothing_undated() -> None:
    june = FuzzyDate.parse("2022-06-15")
    assert kept(Filter(since=june)) == ["police", "good"]
    assert kept(Filter(until=june)) == ["visit", "log", "police"]
    assert kept(Filter(since=june, until=june)) == ["police"]


def test_only_what_occurs_can_be_chosen_with_its_number() -> None:
    found = {c.value: (c.words, c.count) for c in choices("child", LINES, SETTING)}
    assert found == {
        "nia": ("Nia Hollins", 4), "owen": ("Owen Hollins", 2), NONE: ("No child named", 1),
    }  # fmt: skip
    assert [c.value for c in choices("child", LINES, SETTING)] == ["nia", "owen", NONE]


def test_removed_events_can_be_asked_for_before_they_are_loaded() -> None:
    offered = [c.value for c in choices("status", LINES[:4], SETTING)]
    assert offered == ["confirmed", "removed"]


def test_what_is_filtered_is_told_and_can_be_dropped_one_by_one() -> None:
    wanted = Filter(chosen(child="owen", mark="key").chosen, FuzzyDate.parse("2022"), None, "food")
    said = list(told(wanted, SETTING))
    assert [one.words for one in said] == [
        "Child: Owen Hollins", "Marked: Key", "From 2022 on", "Words: food",
    ]  # fmt: skip
    assert "child" not in said[0].without.chosen
    assert said[2].without.since is None
    assert said[3].without.text == ""


def test_a_filter_is_kept_and_comes_back() -> None:
    wanted = Filter(chosen(child="owen").chosen, FuzzyDate.parse("2022", "in 2022"), None, "food")
    assert read_filter(json.loads(json.dumps(wanted.as_data()))) == wanted
    assert read_filter({"since": ["never", ""], "child": 3, "text": 4}) == Filter()
    assert read_filter(None) == Filter()


def test_only_named_events_are_shown_and_said_to_be_so() -> None:
    lines = [line("a"), line("b")]
    wanted = Filter(only=frozenset({"a"}), only_words="Changed since: Court chronology")
    assert not wanted.is_empty
    assert wanted.as_data() == {}
    assert [one.event_id for one in Sieve(lines, SETTING).kept(wanted)] == ["a"]
    (shown,) = told(wanted, SETTING)
    assert shown.words == "Changed since: Court chronology"
    assert shown.without.is_empty
