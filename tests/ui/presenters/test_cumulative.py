"""The tables of cumulative figures: the command's numbers, each with its events and bounds."""

from __future__ import annotations

from datetime import date

import pytest

from chronology_app.analysis.cumulative import FAMILY, build_cumulative
from tests import factories
from tests.random_family import random_view
from ui.presenters.cumulative import (
    AGES,
    LEVELS,
    MAIN,
    TABLES,
    YEARS,
    Asked,
    Table,
    count_case,
    figure_words,
)

TODAY = date(2024, 7, 1)


def figures(found):
    """Return every cell with a figure by whose, type and the words that it shows."""
    return {
        (choice, row.code, name, column.code): cell
        for (choice, name), table in found.tables.items()
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
        if cell.text
    }


@pytest.mark.parametrize("seed", range(8))
def test_every_figure_of_the_command_stands_in_one_cell_with_its_events(seed):
    view = random_view(seed, TODAY, most=60)
    cells = figures(count_case(view, Asked(TODAY)))
    rows = build_cumulative(view, TODAY, view.ordinary)
    assert len(cells) == len(rows)
    shown = sorted((key[0], key[1], cell.text, cell.event_ids) for key, cell in cells.items())
    assert shown == sorted((r.child_id, r.type, figure_words(r), r.event_ids) for r in rows)


def test_the_events_behind_a_figure_are_in_words_and_uncertain_ones_are_marked():
    rows = factories.make_event("m1", "2021-03", "No coat.", children=("nia",),
                                concerns=("nutritional",))  # fmt: skip
    found = count_case(factories.sample_view(*rows), Asked(TODAY))
    cell = figures(found)["nia", "nutritional", MAIN, "events"]
    line = next(line for line in found.lines(cell) if line.event_id == "m1")
    assert (line.date, line.fact, line.is_uncertain) == ("March 2021", "No coat.", True)
    assert cell.spoken.startswith("Nutritional, events: ")


def test_a_stretch_of_time_is_counted_and_what_is_unread_is_told():
    view = factories.sample_view(
        *factories.make_event("u", "2021-03-01", "No coat.", children=("nia",),
                              concerns=("physical",), status="accepted_unread"),
        *factories.make_event("v", "2022-03-01", "No coat.", children=("nia",),
                              concerns=("physical",)),
    )  # fmt: skip
    found = count_case(view, Asked(date(2022, 12, 31), date(2022, 1, 1), ("disputed",)))
    assert figures(found)["nia", "physical", MAIN, "events"].event_ids == ("v",)
    unread = sum(event.status == "accepted_unread" for event in view.events)
    assert found.told[0].startswith(f"{unread} events")
    assert "disputed" in found.told[1]


def test_years_and_ages_stand_in_order_and_the_family_has_no_ages():
    found = count_case(random_view(1, TODAY), Asked(TODAY))
    for choice, _ in found.choices:
        for name in (YEARS, AGES):
            codes = [int(column.code) for column in found.table(choice, name).columns]
            assert codes == sorted(codes)
    assert not {LEVELS, AGES} & set(found.tables_of(FAMILY))
    assert set(found.tables_of(FAMILY)) <= set(TABLES)


def test_a_table_is_copied_with_its_headings():
    table = count_case(factories.sample_view(), Asked(TODAY)).table("nia", MAIN)
    lines = [line.split("\t") for line in table.as_text.split("\n")]
    assert lines[0][1:] == [column.words for column in table.columns]
    assert [line[0] for line in lines[1:]] == [row.words for row in table.rows]
    assert {len(line) for line in lines} == {len(table.columns) + 1}
    assert Table().as_text == ""
