"""The order of the chronology: sorted, in groups, with accounts unfolded."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from chronology_app.model import SpellMark
from tests.ui.presenters.chronology_setting import SETTING, line
from ui.presenters.chronology import Setting
from ui.presenters.chronology_order import (
    AccountRow,
    Arranged,
    GroupRow,
    Order,
    arrange,
    build_segments,
)

LINES = (
    line("a", "2021-02-03", fact="Beds were missing."),
    line("b", "2021-11", fact="Attendance 70 per cent.", child_ids=("owen",), key=True),
    line("c", "2021-12-30/2022-01-02", fact="Christmas."),
    line("d", "2022-05-06", fact="Clean kitchen.", significance="high"),
    line("e", None, fact="Undated note."),
)


def ids(arranged: Arranged) -> list[str]:
    return [
        f"[{row.title}]" if isinstance(row, GroupRow)
        else row.line.event_id + "+" if isinstance(row, AccountRow)
        else row.event_id
        for row in arranged.rows
    ]  # fmt: skip


def test_the_order_is_by_date_with_undated_events_in_a_group_at_the_end() -> None:
    found = arrange(LINES, Order(), SETTING)
    assert ids(found) == ["a", "b", "c", "d", "[Undated]", "e"]
    assert found.places["e"] == 5
    assert found.shown == 5
    falling = arrange(LINES, Order(is_falling=True), SETTING)
    assert ids(falling) == ["d", "c", "b", "a", "[Undated]", "e"]


def test_any_column_sorts_and_those_alike_stay_in_order_of_date() -> None:
    assert ids(arrange(LINES, Order("fact"), SETTING))[:4] == ["b", "a", "c", "d"]
    assert ids(arrange(LINES, Order("children"), SETTING))[:4] == ["a", "c", "d", "b"]
    assert ids(arrange(LINES, Order("key"), SETTING))[:4] == ["b", "a", "c", "d"]
    assert ids(arrange(LINES, Order("marks"), SETTING))[:4] == ["b", "a", "c", "d"]
    assert ids(arrange(LINES, Order("significance"), SETTING))[:4] == ["d", "a", "b", "c"]
    for column in ("agency", "kind", "types", "evidence", "source", "how", "class",
                   "status", "recorded_by", "authors", "accounts", "confirmed_by", "action",
                   "result", "relied_on"):  # fmt: skip
        assert ids(arrange(LINES, Order(column), SETTING))[:4] == ["a", "b", "c", "d"]


def test_a_date_in_two_years_stands_in_neither_of_them() -> None:
    found = arrange(LINES, Order(grouping="year"), SETTING)
    assert ids(found) == [
        "[2021]", "a", "b", "[2021 to 2022]", "c", "[2022]", "d", "[Undated]", "e",
    ]  # fmt: skip


def test_a_closed_group_shows_its_heading_and_number_only() -> None:
    found = arrange(LINES, Order(grouping="year"), SETTING, closed=frozenset({"2021"}))
    assert ids(found)[:3] == ["[2021]", "[2021 to 2022]", "c"]
    heading = found.rows[0]
    assert isinstance(heading, GroupRow)
    assert (heading.count, heading.is_open) == (2, False)
    assert "a" not in found.places
    assert found.groups["a"] == "2021"
    assert found.shown == 5


def test_unfolded_accounts_stand_below_their_event() -> None:
    accounts: Any = [SimpleNamespace(account=None), SimpleNamespace(account=None)]
    found = arrange(LINES, Order(), SETTING, unfolded={"b": accounts})
    assert ids(found)[:5] == ["a", "b", "b+", "b+", "c"]
    assert found.places["c"] == 4


def spells(*marks: tuple[str, str, str, str]) -> Setting:
    made = tuple(
        SpellMark(case_id="case", event_id=event, child_id=child, kind="level_of_help",
                  value=value, edge=edge)
        for event, child, value, edge in marks
    )  # fmt: skip
    return Setting("case", SETTING.children, SETTING.people, SETTING.titles, made)


def test_levels_of_help_are_headings_with_the_children_who_had_them() -> None:
    setting = spells(
        ("a", "nia", "early_help", "starts"), ("a", "owen", "early_help", "starts"),
        ("d", "nia", "child_protection", "starts"),
    )  # fmt: skip
    lines = (line("z", "2020-01-01"), *LINES)
    found = arrange(lines, Order(grouping="spell"), setting,
                    segments=build_segments(lines, setting))  # fmt: skip
    headings = [row.title for row in found.rows if isinstance(row, GroupRow)]
    assert headings == [
        "No level of help recorded",
        "Early help (Nia, Owen), from 3 February 2021",
        "Child protection plan (Nia) · early help (Owen), from 6 May 2022",
        "Undated",
    ]
    owen = build_segments(lines, setting, ["owen"])
    assert owen.place(LINES[3])[1] == "Early help (Owen), from 3 February 2021"


def test_a_date_that_spans_a_change_of_level_is_put_under_none_of_them() -> None:
    setting = spells(("d", "nia", "child_protection", "starts"))
    segments = build_segments(LINES, setting)
    assert segments.place(line("x", "2022"))[1].startswith("Date not exact enough")
    assert segments.place(line("y", "2022-06"))[1].startswith("Child protection")
