"""Scores as they are typed and taken in: numbers, areas, rules, and sheets of numbers over time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology_app.analysis.instruments import number_words
from chronology_app.errors import BadValueError
from chronology_app.model import Area, Instrument, Trigger
from importers.base import ImportOptions
from importers.formats import choose_importer, read_bytes_as
from tests.factories import make, sample_scores, sample_view
from ui.jobs.series import SheetTable, tables_of
from ui.presenters.measures import Measures
from ui.presenters.scoring import (
    TypedScore,
    area_lines,
    new_code,
    read_areas,
    read_number,
    read_triggers,
    scores_of,
    trigger_lines,
    typed_scores,
)
from ui.presenters.series import (
    SeriesWishes,
    column_names,
    guess_columns,
    take_series,
)

TODAY = date(2023, 1, 9)
CARE = next(row for row in sample_scores() if isinstance(row, Instrument))
AREAS = (Area(code="food", label="Food"), Area(code="carer", label="Safety: carer present"))


@pytest.mark.parametrize(("words", "number"), [
    ("3", 3), (" 2,5 ", 2.5), ("−1", -1), ("-1", -1), ("+2", 2), ("91%", 91), ("91 %", 91),  # noqa: RUF001
    ("", None), ("  ", None), ("%", None), ("1,200", 1200), ("12,345.5", 12345.5), ("0,125", 0.125),
])  # fmt: skip
def test_numbers_are_read_as_people_type_them(words, number):
    assert read_number(words) == number


@pytest.mark.parametrize("words", ["three", "3-4", "1e9", "nan", "inf", "1.2.3", "1_000", "9" * 12])
def test_what_is_no_number_is_never_one(words):
    with pytest.raises(ValueError, match=r".*"):
        read_number(words)


@given(st.floats(-1000, 1000).map(lambda n: round(n, 2)))
def test_a_number_that_is_shown_is_read_back_as_it_was(number):
    assert read_number(number_words(number)) == pytest.approx(number)


def test_a_row_without_a_score_of_its_own_is_refused_and_an_empty_one_is_none():
    rows = [TypedScore("food", "Food", "3", "2", " Bread. ", ("e1",)), TypedScore("sleep", "Sleep")]
    (one,) = scores_of(rows)
    assert (one.area, one.value, one.parent_value) == ("food", 3, 2)
    assert (one.note, one.event_ids) == ("Bread.", ("e1",))
    for row, error in ((TypedScore("a", "A", parent="2"), "no_value"),
                       (TypedScore("a", "A", event_ids=("e",)), "no_value"),
                       (TypedScore("a", "A", "often"), "number"),
                       (TypedScore("a", "A", "2", "often"), "number")):  # fmt: skip
        with pytest.raises(BadValueError) as caught:
            scores_of([row])
        assert caught.value.message_id == f"error.score.{error}"
        assert caught.value.params["area"] == "A"


def test_a_scoring_is_shown_as_it_was_typed():
    last = next(row for row in sample_scores() if row.id == "first")
    rows = typed_scores(CARE, ["Food", "Teeth"], last)
    assert [(row.value, row.parent) for row in rows] == [("4", "2"), ("3", "")]
    assert scores_of(rows) == last.scores


def test_areas_keep_their_codes_when_only_a_label_changes():
    assert read_areas(area_lines(replace(CARE, areas=AREAS)), AREAS) == AREAS
    renamed = read_areas("Meals\nSafety: carer present", AREAS)
    assert [(a.code, a.label) for a in renamed][0] == ("food", "Meals")
    moved = read_areas("Safety: carer present\nFood", AREAS)
    assert [a.code for a in moved] == ["carer", "food"]
    more = read_areas("Food\nSafety: carer present\nBed time", AREAS)
    assert [a.code for a in more] == ["food", "carer", "bed_time"]
    fewer = read_areas("Safety: carer present", AREAS)
    assert [a.code for a in fewer] == ["carer"]
    with pytest.raises(BadValueError):
        read_areas("Food\n food ", AREAS)
    assert new_code("Bed time", ["bed_time"]) == "bed_time_2"


def test_rules_are_written_and_read_back():
    rules = (Trigger(at=4, area="carer", words="Talk: to whom?"), Trigger(at=-2, words="Ask."))
    one = replace(CARE, areas=AREAS, minimum=-3, triggers=rules)
    assert read_triggers(trigger_lines(one), AREAS) == rules
    for line in ("Talk to the manager", "4 Sleep: what?", "4 Food:", "4:", "Food 4: x"):
        with pytest.raises(BadValueError) as caught:
            read_triggers(line, AREAS)
        assert caught.value.params["line"] == line


# --- series ------------------------------------------------------------------------------------


def table(text: bytes) -> SheetTable:
    options = ImportOptions(file_name="a.csv")
    (found,) = tables_of(read_bytes_as(choose_importer(text, options), text, options))
    return found


SHEET = (b"Attendance record,,\nDate,Attendance,Remark\n01/09/2022,91%,\n"
         b"w/c 12 September 2022,88.5,\nOctober 2022,n/a,ill\n11/11/2022,120,\n"
         b"not known,80,\n,,\n02/12/2022,79,\n"
         b"02/12/2022,79,\n03/12/2022,,\n")  # fmt: skip
WAY = make(Instrument, id="way", code="att", label="Attendance", minimum=0.0, maximum=100.0,
           step=0.1, high_is_good=True, subject="child", unit="%",
           areas=(Area(code="att", label="Attendance"),))  # fmt: skip


def wishes(**fields):
    return SeriesWishes(instrument=WAY, date_column=0, columns={"att": 1}, person_id="nia",
                        **fields)  # fmt: skip


def test_the_columns_of_dates_and_numbers_are_found_with_their_names():
    sheet = table(SHEET)
    assert guess_columns(sheet, TODAY) == (0, (1,))
    assert column_names(sheet, 0, TODAY) == [
        "Column A: Date", "Column B: Attendance", "Column C: Remark"
    ]  # fmt: skip


def test_rows_are_taken_in_as_they_stand_and_others_are_named_with_the_reason():
    taken = take_series(table(SHEET), wishes(scorer=" School "), "case-1", (), TODAY)
    assert [(one.on.edtf, one.scores[0].value) for one in taken.assessments] == [
        ("2022-09-01", 91), ("2022-09-12/2022-09-18", 88.5), ("2022-12-02", 79),
    ]  # fmt: skip
    assert {one.scorer for one in taken.assessments} == {"School"}
    told = "\n".join(taken.problems)
    for part in ("Row 5: “n/a”", "Row 6: 120", "Row 7: “not known”", "Row 11: no number"):
        assert part in told
    # The second row of the same day and number is the same scoring.
    assert "Row 10 stands in this sheet before" in told
    assert len(taken.problems) == 5
    assert taken.known == 0


def test_a_day_that_the_calendar_does_not_have_is_named_and_no_month():
    sheet = table(b"Date,Attendance\n01/09/2022,91\n31/04/2023,80\n2023-02-29,70\nMay 2023,60\n")
    taken = take_series(sheet, wishes(), "case-1", (), TODAY)
    assert [one.on.edtf for one in taken.assessments] == ["2022-09-01", "2023-05"]
    assert len(taken.problems) == 2


def test_the_same_sheet_is_never_taken_in_twice_but_a_changed_number_is():
    first = take_series(table(SHEET), wishes(), "case-1", (), TODAY)
    ids = [one.id for one in first.assessments]
    again = take_series(table(SHEET), wishes(), "case-1", ids, TODAY)
    assert (again.assessments, again.known) == ((), 4)
    newer = table(SHEET.replace(b"91%", b"92%"))
    assert len(take_series(newer, wishes(), "case-1", ids, TODAY).assessments) == 1


def test_an_empty_sheet_and_one_without_dates_give_nothing_and_no_error():
    empty = SheetTable("", ())
    assert guess_columns(empty, TODAY) == (0, ())
    assert take_series(empty, wishes(), "c", (), TODAY).assessments == ()
    bare = table(b"a,b\n1,2\n3,4\n")
    taken = take_series(bare, wishes(), "c", (), TODAY)
    assert taken.assessments == ()
    assert len(taken.problems) == 3


# --- the screen's words --------------------------------------------------------------------------


def test_a_course_is_told_in_a_line_with_what_is_due_and_asked_for():
    from chronology_app.settings import load_settings

    rule = Trigger(at=4.0, words="Talk to the manager.")
    rows = [replace(r, triggers=(rule,)) if isinstance(r, Instrument) else r
            for r in sample_scores()]  # fmt: skip
    found = Measures(sample_view(*rows), load_settings(), (), {}, date(2022, 1, 1))
    (line,) = found.lines()
    for part in ("Care at home", "Owen"):
        assert part in line.title
    for part in ("last scored 10 June 2021", "1 area better", "1 area worse", "9 December 2021"):
        assert part in line.text
    (course,) = found.courses
    assert any("Talk to the manager." in words for words in found.about(course))
    assert "Food: 4 → 3, better by 1" in found.chart_words(course)
    assert [row.key for row in found.scorings(course)] == ["last", "aim", "first"]
    assert "(parent 2)" in found.scorings(course)[-1].text
