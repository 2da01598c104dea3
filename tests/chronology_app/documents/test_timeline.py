"""The timeline's law: nothing is drawn without a row, no row without a mark; and its choices."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from chronology_app.analysis.cumulative import build_cumulative
from chronology_app.documents.blocks import Figure, Paragraph, Table
from chronology_app.documents.options import ExportOptions
from chronology_app.documents.timeline import build_timeline, build_timeline_figure
from chronology_app.documents.timeline_words import longest_gap
from chronology_app.documents.types_asked import find_type
from chronology_app.errors import BadValueError, UnknownRecordError
from chronology_app.layout.frame import place_figure
from chronology_app.layout.timeline import Lane, Mark
from chronology_app.model import Case, Person
from chronology_app.model.view import view_of
from chronology_app.wording import say
from tests.factories import TODAY, day, make, make_event, sample_sources, sample_view
from tests.random_family import random_view

MOST_MM = {"A4": 138, "A3": 222}


def options(**fields):
    return ExportOptions(today=TODAY, **fields)


def parts_of(document):
    """Return each figure with the numbers of its rows, and those that it says stand elsewhere."""
    found = []
    for block in document.blocks:
        if isinstance(block, Figure):
            found.append((block, [], {}))
        elif isinstance(block, Table) and found and block.columns[0].heading == "No.":
            found[-1][1].extend(int(row.cells[0]) for row in block.rows)
        elif isinstance(block, Paragraph) and found:
            for part, words in re.findall(r"part (\d+): ([\d, –]+)", block.words):
                found[-1][2][int(part)] = named(words)
    return found


def named(label):
    words = re.sub(r"^\d+ of ", "", label)
    found = set()
    for first, last in re.findall(r"(\d+)(?:–(\d+))?", words):
        found |= set(range(int(first), int(last or first) + 1))
    return found


@pytest.mark.parametrize("page", ["A4", "A3"])
@pytest.mark.parametrize("seed", range(8))
def test_every_mark_has_a_row_beneath_it_and_every_row_a_mark(seed, page):
    view = random_view(seed, TODAY)
    document = build_timeline_figure(view, options(page_size=page))
    parts = parts_of(document)
    for figure, rows, elsewhere in parts:
        placed = place_figure(figure.drawing, figure.width_mm)
        drawn = set()
        for lane in placed.timeline.lanes:
            for row in lane.rows:
                for mark in row.all:
                    assert set(mark.numbers) <= named(mark.label)
                    drawn |= set(mark.numbers)
        assert rows == sorted(set(rows))
        assert drawn == set(rows).union(*elsewhere.values())
        for part, others in elsewhere.items():
            assert others <= set(parts[part - 1][1])
        assert placed.height == figure.height_mm <= MOST_MM[page]
    numbers = [number for _, rows, _ in parts for number in rows]
    assert sorted(numbers) == list(range(1, len(view.confirmed) + 1))


@pytest.mark.parametrize("seed", range(6))
def test_every_row_gives_the_event_of_its_number_in_order_of_date(seed):
    view = random_view(seed, TODAY, most=40)
    document = build_timeline(view, options())
    by_fact = {event.fact: event for event in view.confirmed}
    order = [event.fact for event in view.confirmed]
    for table in document.tables[:-1]:
        for row in table.rows:
            assert order[int(row.cells[0]) - 1] == row.cells[2]
            assert row.record_ids[0] == by_fact[row.cells[2]].id
            assert all(row.cells[n].strip() for n in (1, 5))


@pytest.mark.parametrize("seed", range(6))
def test_the_curves_end_where_the_cumulative_figures_do(seed):
    view = random_view(seed, TODAY, most=60)
    counted = {
        (row.child, row.type): row for row in build_cumulative(view, TODAY)
        if row.measure == "events"
    }  # fmt: skip
    undated = {
        (row.child, row.type): row.value for row in build_cumulative(view, TODAY)
        if row.measure == "undated"
    }  # fmt: skip
    lanes = {
        lane.title: lane
        for figure in build_timeline(view, options()).figures
        for lane in figure.drawing.lanes
    }
    checked = 0
    for (child, code), row in counted.items():
        curve = next((c for c in lanes[child].curves if c.code == code), None)
        if curve is not None:
            less = undated.get((child, code), 0)
            assert len(curve.at_most) == row.at_most - less
            assert len(curve.at_least) == row.at_least - less
            checked += 1
    assert checked or not view.children or not view.confirmed


def test_a_crowded_figure_has_parts_that_say_which_they_are():
    rows = [
        row
        for n in range(700)
        for row in make_event(
            f"e{n}", (date(2019, 1, 1) + timedelta(days=n)).isoformat(), "Seen.",
            children=("nia",), concerns=("physical",), source="notes",
        )
    ]  # fmt: skip
    document = build_timeline(sample_view(*rows), options(child="Nia Hollins"))
    parts = [figure.drawing.part for figure in document.figures]
    assert len(parts) > 2
    assert parts[0].startswith(f"Part 1 of {len(parts)}: 1 January 2019 to ")
    assert len({figure.drawing.first for figure in document.figures}) > 1
    for figure in document.figures:
        assert figure.alt_text.startswith(figure.drawing.part)
        assert "Nia Hollins: " in figure.alt_text or "Family" in figure.alt_text


def test_time_without_any_event_has_no_part_and_is_said():
    def burst(year):
        return [
            row
            for n in range(200)
            for row in make_event(
                f"e{year}-{n}", (date(year, 2, 1) + timedelta(days=n // 2)).isoformat(), "Seen.",
                children=("k",), concerns=("physical",), source="notes",
            )
        ]  # fmt: skip

    child = make(Person, id="k", name="Child k", role="child", born=day("2010-01-01"))
    view = view_of(make(Case), [child, *sample_sources(), *burst(2010), *burst(2021)])
    document = build_timeline(view, options())
    text = "\n".join(part.words for part in document.parts())
    assert "that time has no part of its own" in text
    assert all(figure.record_ids for figure in document.figures)


def test_the_alternative_text_says_who_when_how_many_of_which_type_and_the_gap():
    (figure,) = build_timeline(sample_view(), options(child="Owen Hollins")).figures
    assert "from 1 September 2017 to 1 April 2022 with 2 lanes" in figure.alt_text
    assert "Owen Hollins: 6 events (Strengths 1, medical 1, nutritional 1," in figure.alt_text
    assert "Longest time without a recorded event: 20 July 2019 to 31 October 2020." in (
        figure.alt_text
    )
    assert "Family and adults: 1 event (Other events 1). 1 without a date." in figure.alt_text


def test_the_longest_gap_counts_no_day_on_which_an_event_may_lie():
    def mark(first, last):
        return Mark("e", "physical", date.fromisoformat(first), date.fromisoformat(last), 1)

    wide, late = mark("2019-01-01", "2020-12-31"), mark("2021-02-01", "2021-02-01")
    early = mark("2019-06-01", "2019-06-01")
    lane = Lane("Nia", "", date(2019, 1, 1), date(2022, 1, 1), marks=(late, early, wide))
    assert longest_gap(lane) == (date(2021, 1, 1), date(2021, 1, 31))
    assert longest_gap(Lane("Nia", "", date(2019, 1, 1), date(2022, 1, 1), marks=(wide,))) is None


# --- choices ---------------------------------------------------------------------------------


def test_one_type_keeps_its_row_and_the_strengths_and_nothing_else():
    document = build_timeline(sample_view(), options(concern_type="medical"))
    rows = {row.code for figure in document.figures for row in figure.drawing.rows}
    assert rows == {"strength", "medical"}
    assert document.figures[0].drawing.title.endswith(": medical")
    text = "\n".join(part.words for part in document.parts())
    assert "Concerns of one type only: medical." in text
    assert "without a coat" not in text


def test_a_period_begins_and_ends_on_its_days_and_knows_the_level_before_it():
    period = options(date_from=date(2021, 1, 1), date_to=date(2021, 12, 31))
    (figure,) = build_timeline(sample_view(), period).figures
    assert (figure.drawing.first, figure.drawing.last) == (period.date_from, period.date_to)
    nia = figure.drawing.lanes[0]
    assert [band.code for band in nia.bands] == ["child_in_need", "child_protection"]
    assert nia.is_cut


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"date_from": date(1990, 1, 1), "date_to": date(1990, 2, 1), "concern_type": "medical"},
         "medical; from 1 January 1990; until 1 February 1990"),
        ({"date_from": date(2021, 1, 1), "date_to": date(2020, 1, 1)}, "ends before it begins"),
    ],
)  # fmt: skip
def test_a_choice_that_leaves_nothing_is_refused_in_a_sentence(asked, sentence):
    view = view_of(make(Case), [*sample_sources(), *make_event(
        "a", "2021-01-01", "Seen.", source="notes")])  # fmt: skip
    with pytest.raises(BadValueError) as refused:
        build_timeline(view, options(**asked))
    assert sentence in say(refused.value.message_id, "en", **refused.value.params)


def test_a_child_who_is_not_in_the_case_is_refused():
    with pytest.raises(UnknownRecordError):
        build_timeline(sample_view(), options(child="Nobody"))


def test_a_type_is_known_by_code_label_and_welsh_label():
    view = random_view(1, TODAY)
    assert find_type(view, "supervision", "en") == "supervision"
    assert find_type(view, " Supervision and Guidance ", "en") == "supervision"
    assert find_type(view, say("type.physical", "cy"), "cy") == "physical"
    with pytest.raises(BadValueError) as refused:
        find_type(view, "weather", "en")
    assert "supervision and guidance" in refused.value.params["known"]


def test_a_case_without_any_dated_event_stands_in_the_tray():
    rows = [
        row for n in range(5) for row in make_event(f"u{n}", None, "Seen.", source="notes")
    ]  # fmt: skip
    (figure,) = build_timeline(view_of(make(Case), [*sample_sources(), *rows]), options()).figures
    (lane,) = figure.drawing.lanes
    assert lane.undated == {"other": (1, 2, 3, 4, 5)}
    assert figure.drawing.has_tray
