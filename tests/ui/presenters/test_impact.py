"""What the impact screen says: three counts apart, the words behind them, gaps said plainly."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from chronology_app.analysis.impact_matrix import KINDS
from chronology_app.model import (
    Case,
    ChildWords,
    EventPerson,
    Factor,
    LikelyImpact,
    NeedConcerned,
    ObservedImpact,
    Person,
)
from chronology_app.model.codes import EventStatus, RecordClass
from chronology_app.model.view import view_of
from chronology_app.wording import label
from tests.factories import (
    day,
    make,
    make_event,
    sample_people,
    sample_sources,
    sample_view,
)
from ui.presenters.impact import (
    ALL,
    FAMILY,
    Figure,
    build_impact_screen,
    cell_lines,
    cell_words,
)

TODAY = date(2022, 6, 30)


def screen(*extra):
    rows = [*sample_people(), *sample_sources(), *extra]
    return build_impact_screen(view_of(make(Case), rows), TODAY)


def planted():
    return screen(
        *make_event("a", "2020-03-04", "Came without a coat.", children=("nia",), source="hv"),
        *make_event("b", "2019-11/2020-02", "Was cold.", children=("nia",), source="school",
                    record_class=RecordClass.THIRD_PARTY),
        make(NeedConcerned, id="t1", event_id="a", child_id="nia", need="health"),
        make(NeedConcerned, id="t2", event_id="b", child_id="nia", need="health"),
        make(ObservedImpact, id="o", event_id="a", child_id="nia", need="health",
             words="Shivered all morning."),
        make(LikelyImpact, id="l", event_ids=("a", "b"), child_id="nia", need="health",
             words="Is likely to be ill often.", post="Social worker", research="Own reading.",
             signed_at=datetime(2020, 5, 1)),
    )  # fmt: skip


def cell_of(found, child, need, column):
    at = [one.code for one in found.columns].index(column)
    row = next(row for row in found.rows if (row.child_id, row.need) == (child, need))
    return row, found.columns[at], row.cells[at]


def words_of(found, key):
    return [line.spoken for line in found.pages[key]]


@pytest.mark.parametrize(
    ("figure", "short"),
    [(Figure(), ""), (Figure(2, 2), "2"), (Figure(0, 1), "0–1"), (Figure(1, 3), "1–3")],
)
def test_a_figure_is_a_number_or_two_bounds_or_nothing(figure, short):
    assert figure.short == short


def test_a_cell_says_child_need_year_and_the_three_counts():
    words = cell_words(*cell_of(planted(), "nia", "health", "2020"))
    assert words == (
        "Nia Hollins, Health, 2020: Need concerned: at least 1, at most 2; Observed impact: 1; "
        "Likely impact: 1"
    )


def test_the_words_behind_a_cell_stand_kind_by_kind_and_are_as_many_as_it_says():
    found = planted()
    _, _, cell = cell_of(found, "nia", "health", "2020")
    lines = cell_lines(found, cell)
    groups: list[list[str]] = []
    for line in lines:
        if line.look == "heading":
            groups.append([line.head])
        elif line.look == "entry":
            groups[-1].append(line.words)
    assert groups == [
        ["Need concerned: at least 1, at most 2", "Was cold.", "Came without a coat."],
        ["Observed impact: 1", "Shivered all morning."],
        ["Likely impact: 1", "Is likely to be ill often."],
    ]


def test_every_line_says_when_what_where_and_who_and_leads_there():
    found = planted()
    (line,) = found.lines["o"]
    assert line.head == "4 March 2020 · Observed impact"
    assert line.foot == ("Health visiting record, page 2 · R. Ames, Children's social care")
    assert (line.event_id, line.source_id, line.passage_id) == ("a", "hv", "a-passage")
    assert line.end > line.start


def test_a_judgement_is_signed_and_lists_what_it_rests_on():
    judged, *under = planted().lines["l"]
    assert judged.head == "Signed 1 May 2020 · Likely impact"
    assert judged.foot == "Ruth Ames, Social worker · Research: Own reading."
    assert [(line.event_id, line.look) for line in under] == [("b", "under"), ("a", "under")]
    assert len({line.key for line in (judged, *under)}) == 3


def test_what_is_not_ordinary_or_was_not_read_is_marked_and_a_judgement_on_it_too():
    found = planted()
    (line,) = found.lines["b nia health"]
    assert line.cautions == (label("class", "third_party"),)
    assert found.lines["l"][0].cautions == line.cautions
    assert found.lines["o"][0].cautions == ()
    unread = screen(
        *make_event("u", "2020", "Seen.", children=("nia",), status=EventStatus.ACCEPTED_UNREAD),
        make(NeedConcerned, id="t", event_id="u", child_id="nia", need="health"),
    )
    assert unread.lines["u nia health"][0].cautions == ("Accepted unread",)


def test_one_child_alone_has_no_name_above_its_needs():
    found = planted()
    assert not any(row.is_heading for row in found.rows_of("nia"))
    assert sum(row.is_heading for row in found.rows_of(ALL)) == 3
    one = build_impact_screen(view_of(make(Case), [make(Person, id="nia")]), TODAY)
    assert [row.is_heading for row in one.rows_of(ALL)] == [False] * 7


def test_totals_can_be_recounted_from_the_last_column():
    found = planted()
    whole = [0, 0, 0]
    for row in found.rows:
        for n, figure in enumerate(row.cells[-1].figures if row.cells else ()):
            whole[n] += figure.at_most
    assert tuple(whole) == found.totals == (2, 1, 1)


def test_a_child_with_nothing_recorded_is_told_so_with_how_to_record_it():
    words = words_of(screen(), "owen")
    assert any(one.startswith("No entry is about Owen Hollins") for one in words)
    assert any("seen alone" in one for one in words)
    assert any("No observed impact is recorded for Owen" in one for one in words)
    assert sum(": nothing is recorded" in one for one in words) == 7


def test_own_words_say_who_asked_and_how():
    found = screen(
        *make_event("a", "2022-03-04", "Nia spoke.", children=("nia",), source="school"),
        make(ChildWords, id="w", event_id="a", child_id="nia", asked_by="Mrs Bell",
             how_asked="How was it?"),
        make(EventPerson, id="p", event_id="a", person_id="nia", part="spoken_to"),
    )  # fmt: skip
    line = next(line for line in found.pages["nia"] if line.key == "w")
    assert line.words == "“I was hungry”"
    assert "Asked by Mrs Bell · How: How was it?" in line.foot
    assert "Mrs Bell, Children's social care: 1 time" in words_of(found, "nia")


def test_the_familys_chapter_says_what_is_not_recorded_and_shows_what_is():
    empty = words_of(screen(), FAMILY)
    assert any("No earlier child is recorded" in one for one in empty)
    assert any("No service is recorded" in one for one in empty)
    found = screen(
        make(Factor, id="f", kind="risk", code="debt", words="Rent.", since=day("2019")),
        make(Person, id="ada", name="Ada Hollins", role="half-sister", born=day("2009")),
        *make_event("h", "2018", "Arrears.", agency="housing"),
    )
    told = words_of(found, FAMILY)
    assert any("From 2019. Risk factor: Debt: Rent" in one for one in told)
    assert any("Ada Hollins" in one and "2009" in one for one in told)
    assert any("Arrears" in one for one in told)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_sentence_can_be_said_of_the_invented_family(language):
    found = build_impact_screen(sample_view(), TODAY, language)
    assert [choice.key for choice in found.choices] == [ALL, "nia", "owen", "tess", FAMILY]
    for row in found.rows:
        for column, cell in zip(found.columns, row.cells, strict=False):
            assert cell_words(row, column, cell, language)
            assert len([x for x in cell_lines(found, cell, language) if x.look == "entry"]) == sum(
                figure.at_most for figure in cell.figures
            )
    for page in found.pages.values():
        keys = [line.key for line in page if line.key]
        assert len(keys) == len(set(keys))
    assert len(KINDS) == len(found.totals)


def test_without_children_there_is_nothing_to_show():
    assert build_impact_screen(view_of(make(Case), []), TODAY).is_empty
