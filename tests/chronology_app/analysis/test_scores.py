"""Ways of scoring and courses: what a number may be, which way it went, and what is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology_app.analysis.instruments import (
    area_label,
    copied,
    instrument_label,
    is_on_scale,
    number_words,
    offered,
    require_sound,
    shipped,
)
from chronology_app.analysis.score_words import figures, moved_words, target_words
from chronology_app.analysis.scores import courses
from chronology_app.errors import BadValueError
from chronology_app.layout.score_chart import HEAD, LEFT, ROW, place_chart
from chronology_app.model import Area, Assessment, Case, Instrument, Score, Trigger
from chronology_app.model.view import view_of
from chronology_app.settings import load_settings
from tests.factories import CASE_ID, day, make, sample_scores, sample_view

TODAY = date(2021, 9, 1)
CARE = next(row for row in sample_scores() if isinstance(row, Instrument))


def course(*extra, today=TODAY):
    (found,) = courses(sample_view(*sample_scores(), *extra), today)
    return found


def scored(id_, on, value, **fields):
    fields = {"instrument_id": "care", "instrument_version": 1, "person_id": "owen", **fields}
    return make(Assessment, id=id_, on=day(on), scores=(Score(area="food", value=value),), **fields)


def test_what_comes_with_the_program_can_be_used_and_has_welsh_words():
    settings = load_settings()
    found = shipped(settings, CASE_ID)
    assert len(found) >= 10
    assert {"graded_care_profile_2", "ncfas_g", "attendance", "decayed_teeth"} <= {
        one.code for one in found
    }
    for one in found:
        require_sound(one)
        assert instrument_label(one, settings, "cy")
        assert all(area_label(one, area.code, settings, "cy") for area in one.areas)
    profile = found[0]
    assert area_label(profile, "nutrition", settings, "cy") == "Maeth"
    changed = replace(profile, areas=(Area(code="nutrition", label="Meals"),))
    assert area_label(changed, "nutrition", settings, "cy") == "Meals"


def test_a_number_is_compared_with_the_marked_baseline_and_better_follows_the_scale():
    found = course()
    food, teeth = found.areas
    assert (food.direction, food.difference, moved_words(found, food)) == ("better", -1, "4 → 3")
    assert (teeth.direction, moved_words(found, teeth)) == ("worse", "3 → 5")
    assert (food.is_reached, teeth.is_reached) == (False, None)
    assert "not reached" in target_words(found, food, "en")
    high = replace(CARE, high_is_good=True)
    rows = [high if row.id == "care" else row for row in sample_scores()]
    (turned,) = courses(sample_view(*rows), TODAY)
    assert [area.direction for area in turned.areas] == ["worse", "better"]
    assert turned.areas[0].is_reached is True


def test_one_scoring_alone_is_compared_with_nothing():
    (found,) = courses(sample_view(CARE, scored("only", "2021-05-05", 2)), TODAY)
    assert found.areas[0].direction == "once"
    assert moved_words(found, found.areas[0]) == "2"


def test_scoring_again_is_due_so_many_weeks_after_the_last_that_is_no_target():
    assert course().due.edtf == "2021-12-09"
    assert not course().is_due
    assert course(today=date(2021, 12, 9)).is_due
    closed = replace(CARE, is_closed=True)
    rows = [closed if row.id == "care" else row for row in sample_scores()]
    assert courses(sample_view(*rows), TODAY)[0].due is None
    # A target of a later day moves nothing.
    aim = scored("later", "2022-01-01", 1, purpose="target")
    assert course(aim).due.edtf == "2021-12-09"


def test_a_reminder_past_the_calendars_end_stops_nothing():
    (found,) = courses(sample_view(CARE, scored("far", "9999-12-31", 2)), TODAY)
    assert found.due is not None
    assert not found.is_due


def test_what_the_authority_asks_for_is_named_only_at_or_beyond_its_number():
    rule = Trigger(area="", at=4, words="Talk to the manager.")
    rows = [replace(CARE, triggers=(rule,)) if r.id == "care" else r for r in sample_scores()]
    (found,) = courses(sample_view(*rows), TODAY)
    assert [(area.area.code, t.words) for area, t in found.triggers] == [("teeth", rule.words)]


def test_another_scale_is_another_course_and_the_old_one_asks_for_nothing_more():
    newer = replace(CARE, id="care2", version=2, maximum=10, triggers=())
    more = scored("new", "2021-08-01", 9, instrument_id="care2", instrument_version=2)
    found = courses(sample_view(*sample_scores(), newer, more), TODAY)
    assert [(one.instrument.id, one.is_old) for one in found] == [("care2", False), ("care", True)]
    assert found[1].due is None
    # The same scale under another name goes on as one course, under the newer name.
    renamed = replace(CARE, id="care3", version=3, label="Care")
    more = scored("new", "2021-08-01", 2, instrument_id="care3", instrument_version=3)
    (one,) = courses(sample_view(*sample_scores(), renamed, more), TODAY)
    assert one.instrument.label == "Care"
    assert len(one.assessments) == 4


def test_scores_whose_way_of_scoring_is_gone_are_left_out():
    assert courses(view_of(make(Case), [scored("lost", "2021-01-01", 1)]), TODAY) == ()


@given(st.integers(-50, 50), st.integers(1, 40), st.sampled_from([1.0, 0.5, 0.1, 0.25]),
       st.integers(0, 4000))  # fmt: skip
def test_every_step_of_a_scale_is_on_it_and_half_a_step_is_not(low, size, step, at):
    one = make(Instrument, code="x", label="x", minimum=low, maximum=low + size, step=step,
               high_is_good=True, subject="family", areas=(Area(code="a", label="a"),))  # fmt: skip
    value = low + (at % (round(size / step) + 1)) * step
    assert is_on_scale(one, value)
    assert not is_on_scale(one, value + step / 2)
    assert not is_on_scale(one, low + size + step)


def test_numbers_are_written_as_they_were_scored():
    assert [number_words(n) for n in (3.0, -2.0, 0.1, 88.5)] == ["3", "−2", "0.1", "88.5"]  # noqa: RUF001
    assert number_words(91, "%") == "91%"


@pytest.mark.parametrize(("change", "error"), [
    ({"label": "  "}, "name"), ({"maximum": 1}, "scale"), ({"maximum": float("nan")}, "scale"),
    ({"step": 0}, "step"), ({"step": 3}, "step"), ({"areas": ()}, "areas"),
    ({"areas": (Area(code="a", label=" "),)}, "areas"),
    ({"areas": (Area(code="a", label="Food"), Area(code="b", label="food "))}, "twice"),
    ({"subject": "dog"}, "subject"), ({"again_weeks": -1}, "again"),
    ({"triggers": (Trigger(at=9, words="x"),)}, "trigger"),
    ({"triggers": (Trigger(at=3, area="none", words="x"),)}, "trigger"),
])  # fmt: skip
def test_a_definition_that_cannot_be_used_is_refused_with_its_reason(change, error):
    with pytest.raises(BadValueError) as caught:
        require_sound(replace(CARE, **change))
    assert caught.value.message_id == f"error.instrument.{error}"


def test_the_cases_own_come_before_other_cases_and_those_after_none_twice():
    settings = load_settings()
    own = replace(CARE, id="own", version=2)
    far = [replace(CARE, case_id="other", id="far", code="bath", label="Bath", version=7),
           replace(CARE, case_id="other", id="far2", label="Care elsewhere")]  # fmt: skip
    found = offered([CARE, own], far, settings, CASE_ID)
    codes = [one.code for one in found]
    assert len(set(codes)) == len(codes)
    assert next(one for one in found if one.code == "care").id == "own"
    bath = next(one for one in found if one.code == "bath")
    assert (bath.case_id, bath.version) == (CASE_ID, 1)
    assert bath == copied(far[0], CASE_ID)


# --- the chart -----------------------------------------------------------------------------------


def test_better_is_always_higher_up_whichever_way_the_scale_runs():
    for is_high in (True, False):
        one = replace(CARE, high_is_good=is_high)
        rows = [scored("a", "2021-01-01", 1), scored("b", "2021-03-01", 5)]
        (found,) = courses(sample_view(one, *rows), TODAY)
        (figure,) = figures(found, "Owen", load_settings(), "en")
        first, second = sorted(place_chart(figure, 180).marks, key=lambda mark: mark.x)
        assert (second.y < first.y) is is_high


def test_every_number_lies_in_its_row_and_all_words_of_the_chart_are_told():
    found = course()
    (figure,) = figures(found, "Owen Marlow", load_settings(), "en")
    placed = place_chart(figure, 180)
    for mark in placed.marks:
        assert LEFT < mark.x < placed.width
        assert HEAD < mark.y < placed.height
    food = [mark for mark in placed.marks if mark.y < HEAD + ROW]
    assert {mark.role for mark in food} == {"scored", "parent"}
    drawn = {words.text for words in placed.words}
    assert {"Food", "Teeth", "4 → 3", "20 April 2019", "10 June 2021"} <= drawn
    assert drawn <= set(figure.words)
    bare = place_chart(figure, 180, has_title=False)
    assert figure.title not in {words.text for words in bare.words}
    assert bare.height == placed.height - HEAD


def test_numbers_of_one_day_do_not_stand_on_each_other():
    rows = (Score(area="food", value=3, parent_value=3),)
    one = make(Assessment, id="same", instrument_id="care", instrument_version=1,
               person_id="owen", on=day("2021-01-01"), scores=rows)  # fmt: skip
    (found,) = courses(sample_view(CARE, one), TODAY)
    (figure,) = figures(found, "Owen", load_settings(), "en")
    places = [(w.x, w.y) for w in place_chart(figure, 180).words if w.align == "center"
              and w.text == "3"]  # fmt: skip
    assert len(places) == len(set(places)) == 2


def test_many_areas_are_parted_into_charts_and_undated_scores_are_left_to_the_table():
    areas = tuple(Area(code=f"a{n}", label=f"Area {n} with a rather long name for a label")
                  for n in range(25))  # fmt: skip
    wide = replace(CARE, areas=areas)
    numbers = tuple(Score(area=area.code, value=2) for area in areas)
    one = make(Assessment, id="w", instrument_id="care", instrument_version=1, person_id="owen",
               on=day("2021"), scores=numbers)  # fmt: skip
    (found,) = courses(sample_view(wide, one), TODAY)
    charts = figures(found, "Owen", load_settings(), "en")
    assert [len(chart.rows) for chart in charts] == [11, 11, 3]
    placed = place_chart(charts[0], 180)
    labels = [words for words in placed.words if words.x == 0 and words.text != charts[0].title]
    assert max(len(words.text) for words in labels) <= 23
