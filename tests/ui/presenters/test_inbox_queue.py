"""The inbox's list keeps its order and its place while suggestions go out and come back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from chronology_app.dates import FuzzyDate
from chronology_app.model import Locator, Source, SpanRef, Suggestion
from chronology_app.model.codes import SuggestionStatus
from ui.presenters.inbox import InboxCase
from ui.presenters.inbox_queue import Queue, Wishes


def suggestion(name: str, source: str = "a", place: int = 0, **fields: Any) -> Suggestion:
    span = SpanRef(passage_index=place, locator=Locator(), start=0, end=4, quote="Word")
    when = fields.pop("day", "2022-01-01")
    return Suggestion(
        id=name, case_id="c", source_id=source, spans=(span,),
        date=FuzzyDate.parse(when) if when else None, **fields,
    )  # fmt: skip


def queue(*waiting: Suggestion, totals: dict[str, int] | None = None) -> Queue:
    sources = {name: Source(id=name, case_id="c", citation_title=name.upper()) for name in "abc"}
    found: dict[str, int] = {}
    for one in waiting:
        found[one.source_id] = found.get(one.source_id, 0) + 1
    made = Queue()
    made.load(InboxCase(sources=sources, waiting=waiting, totals=totals or found))
    return made


def three() -> Queue:
    return queue(
        suggestion("2", place=2, day="2022-01-01"),
        suggestion("1", place=1, day="2022-01-03"),
        suggestion("3", "b", day="2022-01-02"),
    )


def test_the_order_is_that_of_the_sources_or_that_of_the_dates() -> None:
    made = three()
    assert made.order == ["1", "2", "3"]
    made.choose(Wishes(by_date=True))
    assert made.order == ["2", "3", "1"]


def test_undated_ones_come_last_by_date() -> None:
    made = queue(suggestion("1", day=""), suggestion("2", place=1))
    made.choose(Wishes(by_date=True))
    assert made.order == ["2", "1"]


def test_the_next_one_is_shown_when_one_is_decided() -> None:
    made = three()
    made.take(["1"])
    assert made.current_id == "2"
    assert made.position == (1, 2)


def test_what_was_skipped_comes_round_again() -> None:
    made = three()
    made.step(1)
    made.take(["2"])
    made.take(["3"])
    assert made.current_id == "1"


def test_what_could_not_be_decided_comes_back_and_is_shown() -> None:
    made = three()
    made.take(["1"])
    made.put_back(["1"])
    assert made.current_id == "1"
    assert made.order == ["1", "2", "3"]


def test_a_decision_on_its_way_is_not_loaded_again() -> None:
    made = three()
    made.take(["1"])
    made.load(made.case)
    assert made.order == ["2", "3"]
    made.settle(["1"])
    made.update([replace(suggestion("1"), status=SuggestionStatus.ACCEPTED)])
    assert made.order == ["2", "3"]


def test_what_was_taken_back_waits_again() -> None:
    made = three()
    made.take(["1"])
    made.settle(["1"])
    assert made.update([suggestion("1", place=1)]) == ["1"]
    made.show_again(["1"])
    assert made.current_id == "1"


def test_one_decided_elsewhere_gives_place_to_the_one_after_it() -> None:
    made = three()
    made.step(1)
    made.update([replace(suggestion("2"), status=SuggestionStatus.REJECTED)])
    assert made.current_id == "3"


def test_filters_want_agency_child_type_strength_and_doubts() -> None:
    made = queue(
        suggestion("1", recorded_by="police", children=("Ada Bell",)),
        suggestion("2", place=1, concern_types=("physical",), doubts=("no_date",)),
        suggestion("3", place=2, strength=True, doubts=("protected_detail",)),
    )
    for wishes, found in (
        (Wishes(agency="police"), ["1"]),
        (Wishes(child="Ada Bell"), ["1"]),
        (Wishes(type="physical"), ["2"]),
        (Wishes(type="strength"), ["3"]),
        (Wishes(doubts=True), ["2"]),
        (Wishes(source_id="b"), []),
    ):
        made.choose(wishes)
        assert made.order == found


def test_going_to_one_that_the_filter_hides_clears_the_filter() -> None:
    made = three()
    made.choose(Wishes(source_id="b", by_date=True))
    assert made.go("1")
    assert made.wishes == Wishes(by_date=True)
    assert not made.go("nobody")


def test_wishes_are_remembered_and_what_is_unknown_is_left_out() -> None:
    wishes = Wishes(child="Ada Bell", doubts=True)
    assert Wishes.of(wishes.plain()) == wishes
    assert Wishes.of({"child": 7, "doubts": "yes", "colour": "red"}) == Wishes()


def test_files_say_how_far_they_are_and_lead_to_the_next() -> None:
    made = queue(
        suggestion("1"), suggestion("2", place=1), suggestion("3", "c"), totals={"a": 5, "c": 1}
    )
    progress = made.progress()
    assert progress is not None
    assert (progress.decided, progress.total) == (3, 5)
    assert made.next_file() == "c"
    made.show_file("c")
    assert made.current_id == "3"
    assert made.next_file() == "a"


def test_a_file_that_is_done_leads_on_although_nothing_is_shown() -> None:
    made = queue(suggestion("1"), suggestion("3", "c"))
    made.choose(Wishes(source_id="a"))
    made.take(["1"])
    assert made.current is None
    assert made.next_file() == "c"
    made.show_file("c")
    assert made.wishes.source_id == "c"
    assert made.current_id == "3"
