"""Scores from a file: whose they are, on which scale, and what is refused with its reason."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from chronology_app.errors import BadValueError
from chronology_app.model import Assessment, Case, Instrument
from chronology_app.model.view import view_of
from exporters.score_forms import read_scores
from tests.factories import CASE_ID, make, sample_people


def read(found, *more):
    records = read_scores(found, view_of(make(Case), [*sample_people(), *more]))
    ways = [one for one in records if isinstance(one, Instrument)]
    return ways, [one for one in records if isinstance(one, Assessment)]


FULL = {"home visit": {
    "label": "Home visit", "minimum": 0, "maximum": 4, "step": 0.5, "high_is_good": True,
    "areas": [{"code": "food", "label": "Food"}, "Sleep"], "again_weeks": 8, "unit": " points",
    "rights": "Ours.", "triggers": [{"area": "food", "at": 1, "words": "Tell the manager."}],
    "scores": [
        {"date": "2021-01-12", "child": "Owen", "purpose": "baseline", "scorer": "Ruth Ames",
         "parent": "Kerry Hollins", "note": "At tea time.", "areas": {
             "food": {"value": 1.5, "parent": 3, "note": "Bread.", "events": ["e02"]},
             "Sleep": 2}},
    ],
}}  # fmt: skip


def test_the_whole_form_is_read():
    (way,), (one,) = read(FULL)
    assert (way.label, way.minimum, way.maximum, way.step) == ("Home visit", 0, 4, 0.5)
    assert (way.subject, way.again_weeks, way.unit, way.rights) == ("child", 8, " points", "Ours.")
    assert way.triggers[0].words == "Tell the manager."
    assert (one.person_id, one.purpose, one.parent) == ("owen", "baseline", "Kerry Hollins")
    food, sleep = one.scores
    assert (food.value, food.parent_value, food.event_ids) == (1.5, 3, ("e02",))
    assert (food.note, sleep.value) == ("Bread.", 2)


def test_the_same_file_gives_the_same_records():
    assert read(FULL) == read(json.loads(json.dumps(FULL)))


def test_a_known_way_of_scoring_is_used_with_its_own_areas():
    (way,), (one,) = read({"NCFAS-G": [{"date": "2022-03", "scores": {"Environment": -2}}]})
    assert (way.code, way.high_is_good, len(way.areas)) == ("ncfas_g", True, 8)
    assert (one.scores[0].area, one.person_id) == ("environment", None)


def test_a_changed_scale_of_the_case_is_a_newer_version():
    (way,), _ = read(FULL)
    wider = {"home visit": {**FULL["home visit"], "maximum": 10}}
    (newer,), (one,) = read(wider, way)
    assert (newer.version, newer.maximum, one.instrument_id) == (2, 10, newer.id)
    (same,), _ = read(FULL, replace(way, case_id=CASE_ID))
    assert same.id == way.id


def test_rows_of_children_and_of_the_family_are_scales_of_their_own():
    rows = [
        {"date": "2021", "areas": {"a": 1}},
        {"date": "2022", "child": "Nia", "areas": {"a": 2}},
    ]
    ways, found = read({"mixed": rows})
    assert sorted(way.subject for way in ways) == ["child", "family"]
    assert {one.person_id for one in found} == {None, "nia"}


@pytest.mark.parametrize(("change", "error"), [
    ({"areas": {"food": 9}}, "error.score.scale"),
    ({"areas": {"food": 1.2}}, "error.score.scale"),
    ({"areas": {"food": {"value": 1, "parent": 7}}}, "error.score.scale"),
    ({"child": "Nobody Known"}, "error.score.person"),
    ({"purpose": "hope"}, "error.score.purpose"),
    ({"areas": {"food": "two"}}, "error.scores_shape"),
    ({"areas": {"food": True}}, "error.scores_shape"),
    ({"date": "soon"}, "error.scores_shape"),
])  # fmt: skip
def test_what_cannot_be_kept_is_refused_with_its_reason(change, error):
    way = FULL["home visit"]
    row = {**way["scores"][0], **change}
    with pytest.raises(BadValueError) as caught:
        read({"home visit": {**way, "scores": [row]}})
    assert caught.value.message_id == error


@pytest.mark.parametrize("change", [{"triggers": [{"at": "x", "words": "y"}]}, {"areas": [3.5, {}]},
                                    {"minimum": "low"}, {"step": "half"}])  # fmt: skip
def test_a_definition_of_another_shape_is_refused(change):
    with pytest.raises(BadValueError):
        read({"home visit": {**FULL["home visit"], **change}})


@pytest.mark.parametrize(
    ("scale", "high_is_good"),
    [
        ("1 (best) - 5 (worst)", False),
        ("-3 (serious problem) to +2 (clear strength)", True),
        ("0 (not good) to 10 (good)", True),
        ("1 (high concern) to 5 (no concern)", True),
        ("1 (no strengths) to 5 (many)", True),
        ("1 best - 5 worst", False),
        ("0 = poor to 10 = good", True),
        ("1 (low risk) to 5 (high risk)", False),
        ("1-5 (1 best)", False),
        ("1–5 (5 = worst)", False),
        ("0/10", True),
    ],
)
def test_the_words_at_both_ends_say_which_is_better(scale, high_is_good):
    (way,), _ = read({"own": [{"date": "2021-01-12", "scale": scale, "areas": {"food": 2}}]})
    assert way.high_is_good is high_is_good
    assert way.minimum < 2 <= way.maximum


@pytest.mark.parametrize("scale", ["stars", "good to bad", "1 (best) to 5 (best)"])
def test_a_scale_that_cannot_be_read_is_refused_and_never_made_up(scale):
    with pytest.raises(BadValueError) as caught:
        read({"own": [{"date": "2021-01-12", "scale": scale, "areas": {"food": 2}}]})
    assert caught.value.message_id == "error.scores_scale"


def test_two_scorings_of_one_day_are_both_kept():
    rows = [{"date": "2021-01-12", "scorer": "Health visitor", "areas": {"food": 7}},
            {"date": "2021-01-12", "scorer": "School", "areas": {"food": 2}}]  # fmt: skip
    _, made = read({"own": rows})
    assert len({one.id for one in made}) == 2
    assert [one.scores[0].value for one in made] == [7, 2]


WITHOUT_END = {"date": "2021", "areas": {"food": 10**400}}


@pytest.mark.parametrize("found", [{"own": {"rows": []}}, {"own": [WITHOUT_END]}])
def test_another_shape_or_a_number_without_end_is_refused(found):
    with pytest.raises(BadValueError) as caught:
        read(found)
    assert caught.value.message_id == "error.scores_shape"
