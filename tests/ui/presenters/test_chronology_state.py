"""What is chosen on the chronology, what a change touched, and what is loaded of a casebook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from chronology_app.casefile import Casebook
from tests.desktop import prepared
from tests.ui.presenters.chronology_setting import SETTING, line
from ui.presenters.chronology import Touched, load_first, load_lines, load_setting, load_touched
from ui.presenters.chronology_columns import Layout
from ui.presenters.chronology_detail import build_detail, load_detail, target_of
from ui.presenters.chronology_edit import (
    account_choices,
    changes_of,
    merge_into,
    rename_view,
    values_of,
)
from ui.presenters.chronology_filter import Filter
from ui.presenters.chronology_order import Order
from ui.presenters.chronology_state import Choices, ChronologyState, read_choices

CASE = prepared.CASE_ID


@pytest.fixture
def book(week_book: Path) -> Iterator[Casebook]:
    with Casebook.open(week_book, prepared.PASSPHRASE, by=prepared.WORKER) as found:
        yield found


@pytest.fixture
def state(book: Casebook) -> ChronologyState:
    found = ChronologyState()
    found.set_setting(load_setting(book, CASE))
    found.set_lines(load_lines(book, CASE))
    found.arrange()
    return found


def find(state: ChronologyState, words: str) -> str:
    return next(one.event_id for one in state.lines if words in one.fact)


# --- what is chosen ----------------------------------------------------------------------------


def small() -> ChronologyState:
    state = ChronologyState()
    state.set_setting(SETTING)
    state.set_lines([line("a"), line("b", "2023-01-01", child_ids=("owen",)), line("c", None)])
    state.arrange()
    return state


def test_it_says_plainly_how_many_are_shown() -> None:
    state = small()
    assert state.shown_words == "3 events"
    state.choose_filter(Filter({"child": frozenset({"owen"})}))
    state.arrange()
    assert state.shown_words == "1 of 3 events shown"


def test_going_to_an_event_opens_its_group_or_drops_the_filter() -> None:
    state = small()
    state.choose_order(Order(grouping="year"))
    state.close_groups({"2022"})
    state.arrange()
    assert state.reveal("a")
    assert "a" in state.arranged.places
    state.choose_filter(Filter({"child": frozenset({"owen"})}))
    state.arrange()
    assert state.reveal("c")
    assert state.choices.filter.is_empty
    assert not state.reveal("nobody")


def test_a_view_keeps_filter_order_and_columns() -> None:
    chosen = Choices(
        Filter({"child": frozenset({"owen"})}), Order("fact", True, "year"),
        Layout().with_width("fact", 500),
    )  # fmt: skip
    assert read_choices(chosen.as_json()) == chosen
    assert read_choices("[]") == Choices()
    assert read_choices("{") == Choices()
    assert read_choices('{"order": ["gone", 1, "gone"]}').order == Order()


def test_a_touched_event_takes_its_place_anew_only_where_its_date_stays() -> None:
    state = small()
    newer = line("a", key=True)
    assert state.replace_lines(Touched(frozenset({"a"}), (newer,)))
    assert state.line("a") == newer
    moved = Touched(frozenset({"a"}), (line("a", "2020-01-01"),))
    assert not state.replace_lines(moved)
    assert not state.replace_lines(Touched(frozenset({"new"}), (line("new"),)))
    assert state.replace_lines(Touched(frozenset({"b"}), ()))
    assert state.line("b") is None


# --- what is loaded ----------------------------------------------------------------------------


def test_the_first_screenful_is_the_beginning_of_all(book: Casebook) -> None:
    everything = load_lines(book, CASE)
    assert load_first(book, CASE) == everything
    assert len(everything) == 5


def test_a_change_names_its_events(book: Casebook, state: ChronologyState) -> None:
    visit = find(state, "kitchen was clean")
    changed = book.change_event(CASE, visit, {"key": True})
    touched = load_touched(book, CASE, changed)
    assert touched is not None
    assert touched.event_ids == {visit}
    assert touched.lines[0].key
    more = book.change_event(CASE, visit, {"concerns": [{"child": "nia", "type": "physical"}]})
    assert load_touched(book, CASE, more).event_ids == {visit}  # type: ignore[union-attr]


def test_what_cannot_be_traced_is_loaded_whole(book: Casebook, state: ChronologyState) -> None:
    bruise = find(state, "bruise")
    changed = book.change_event(CASE, bruise, {"concerns": []})
    assert load_touched(book, CASE, changed) is None


# --- one event ---------------------------------------------------------------------------------


def test_the_pane_tells_everything_of_an_event(book: Casebook, state: ChronologyState) -> None:
    detail = load_detail(book, CASE, find(state, "dental"))
    blocks = build_detail(detail, state.setting)
    words = [block.words for block in blocks]
    assert blocks[0].words == "20 May 2021"
    assert "2 accounts" in words
    assert any(block.look == "warning" for block in blocks)
    assert any("Written as “21/05/2021”" in one for one in words)
    assert any(b.name == "Owen Hollins, 4 years" and "medical" in b.words for b in blocks)
    links = [block for block in blocks if block.look == "link"]
    assert [link.target.source_id for link in links if link.target] == [
        account.source.id for account in detail.accounts
    ]
    cited = detail.accounts[0].cited[0].citation
    target = target_of(detail.accounts[0])
    assert (target.passage_id, target.start, target.end) == (
        cited.passage_id, cited.start, cited.end
    )  # fmt: skip


def test_only_what_was_changed_is_changed(book: Casebook, state: ChronologyState) -> None:
    bruise = find(state, "bruise")
    detail = load_detail(book, CASE, bruise)
    before = values_of(detail, state.setting)
    assert changes_of(before, before, detail) == {}
    after = {
        **before, "fact": "Bruise on the left cheek.", "significance": "high",
        "children": ("nia", "owen"), "concerns": before["concerns"] | {("owen", "emotional")},
        "strength": True, "strength_words": "Kerry called the doctor",
    }  # fmt: skip
    changes = changes_of(before, after, detail)
    assert "kind" not in changes
    book.change_event(CASE, bruise, changes)
    again = values_of(load_detail(book, CASE, bruise), state.setting)
    assert again == after


def test_a_child_that_goes_takes_its_concerns_along(book: Casebook, state: ChronologyState) -> None:
    detail = load_detail(book, CASE, find(state, "dental"))
    before = values_of(detail, state.setting)
    after = {**before, "children": ("nia",)}
    changes = changes_of(before, after, detail)
    assert changes == {"children": ["nia"], "concerns": []}
    book.change_event(CASE, detail.event.id, changes)


def test_the_accounts_are_offered_with_their_dates(book: Casebook, state: ChronologyState) -> None:
    detail = load_detail(book, CASE, find(state, "dental"))
    assert [words.split(":")[0] for _, words in account_choices(detail)] == [
        "20 May 2021", "21 May 2021",
    ]  # fmt: skip
    book.choose_headline(CASE, detail.event.id, account_choices(detail)[1][0])
    assert "21 May 2021" in build_detail(
        load_detail(book, CASE, detail.event.id), state.setting
    )[0].words  # fmt: skip


def test_the_pane_tells_the_times_and_places_that_accounts_do_not_share(
    book: Casebook, state: ChronologyState
) -> None:
    event_id = find(state, "dental")
    told = ("09:15", "Clinic"), ("10:40", "")
    accounts = [one.account for one in load_detail(book, CASE, event_id).accounts]
    book.add_records(
        CASE,
        [replace(a, time=time, place=place)
         for a, (time, place) in zip(accounts, told, strict=True)],
    )  # fmt: skip
    blocks = build_detail(load_detail(book, CASE, event_id), state.setting)
    words = [block.words for block in blocks]
    assert "The accounts give different times: 09:15 / 10:40" in words
    assert not any("places" in said for said in words), "only one of them names a place"
    assert not any("is about" in said for said in words)
    book.change_event(CASE, event_id, {"children": ["nia", "owen"]})
    blocks = build_detail(load_detail(book, CASE, event_id), state.setting)
    said = [block.words for block in blocks if "is about" in block.words]
    assert any("The account of Dental service is about Owen Hollins" in words for words in said)


def test_merged_events_are_one_with_all_accounts(book: Casebook, state: ChronologyState) -> None:
    into, other = find(state, "kitchen"), find(state, "bruise")
    merge_into(book, CASE, into, (into, other))
    assert len(load_detail(book, CASE, into).accounts) == 2
    assert other not in {one.event_id for one in load_lines(book, CASE)}


def test_a_view_is_renamed_without_a_second_one(book: Casebook) -> None:
    book.save_view(CASE, "chronology", "Owen", Choices().as_json())
    view = load_setting(book, CASE).views[0]
    rename_view(book, CASE, view.id, "Owen only", view.value)
    assert [v.name for v in load_setting(book, CASE).views] == ["Owen only"]
    view = load_setting(book, CASE).views[0]
    rename_view(book, CASE, view.id, "OWEN ONLY", view.value)
    assert [v.name for v in load_setting(book, CASE).views] == ["OWEN ONLY"]
