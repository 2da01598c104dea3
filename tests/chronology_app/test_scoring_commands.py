"""Commands on scoring: what is kept, what is refused and why, and that every step can be undone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chronology_app.errors import BadValueError, UnknownRecordError
from chronology_app.model import Area, Assessment, Instrument, Score, Trigger
from tests.chronology_app.casebooks import CASE_ID, contents
from tests.factories import day, make

CARE = make(
    Instrument, id="any", code="care", label=" Care ", minimum=1.0, maximum=5.0, step=0.5,
    high_is_good=False, subject="child",
    areas=(Area(code="food", label="Food"), Area(code="teeth", label="Teeth")),
)  # fmt: skip


def scoring(value=3.0, area="food", **fields):
    fields = {"id": "s1", "on": day("2021-05-05"), "person_id": "nia", **fields}
    fields.setdefault("scores", (Score(area=area, value=value),))
    return make(Assessment, instrument_id="care", instrument_version=1, **fields)


def held(book, kind=Instrument):
    return book.queries.records(kind, CASE_ID)


def kept_way(book, one=CARE):
    book.set_instrument(CASE_ID, one)
    return max((i for i in held(book) if i.code == one.code), key=lambda i: i.version)


def test_one_that_was_scored_with_keeps_its_definition(book):
    first = kept_way(book)
    assert first.label == "Care"
    # Nothing was scored with it: an edit is the same version still.
    wider = kept_way(book, replace(first, maximum=9.0))
    assert (wider.id, wider.version) == (first.id, 1)
    book.set_assessment(CASE_ID, scoring(8.0), wider)
    newer = kept_way(book, replace(wider, maximum=5.0))
    assert (newer.version, newer.id != wider.id) == (2, True)
    assert {one.version: one.maximum for one in held(book)} == {1: 9.0, 2: 5.0}
    (one,) = held(book, Assessment)
    assert (one.instrument_id, one.instrument_version) == (wider.id, 1)


def test_reminders_rules_and_closing_belong_to_no_score_and_make_no_version(book):
    first = kept_way(book)
    book.set_assessment(CASE_ID, scoring(), first)
    rule = (Trigger(at=4.0, words="Talk to the manager."),)
    newer = kept_way(book, replace(first, again_weeks=12, triggers=rule, is_closed=True))
    assert (newer.id, newer.again_weeks, newer.is_closed) == (first.id, 12, True)
    assert len(held(book)) == 1


@pytest.mark.parametrize(("given", "error"), [
    ({"value": 6.0}, "score.scale"), ({"value": 2.3}, "score.scale"),
    ({"area": "sleep"}, "score.area"), ({"scores": ()}, "score.none"),
    ({"person_id": None}, "score.child"), ({"person_id": "kerry"}, "score.child"),
    ({"purpose": "hope"}, "score.purpose"),
    ({"scores": (Score(area="food", value=2.0), Score(area="food", value=3.0))},
     "instrument.twice"),
    ({"scores": (Score(area="food", value=2.0, parent_value=0.0),)}, "score.scale"),
])  # fmt: skip
def test_what_is_no_score_is_refused_and_nothing_of_it_stays(book, given, error):
    way = kept_way(book)
    before = contents(book)
    with pytest.raises(BadValueError) as caught:
        book.set_assessment(CASE_ID, scoring(**given), way)
    assert caught.value.message_id == f"error.{error}"
    assert contents(book) == before


def test_evidence_must_be_there_and_one_that_was_withdrawn_later_stays_linked(book):
    way = kept_way(book)
    lost = scoring(scores=(Score(area="food", value=2.0, event_ids=("nothing",)),))
    with pytest.raises((BadValueError, UnknownRecordError)):
        book.set_assessment(CASE_ID, lost, way)
    assert held(book, Assessment) == ()


def test_family_and_carer_scales_take_nobody_else(book):
    family = kept_way(book, replace(CARE, code="home", label="Home", subject="family"))
    with pytest.raises(BadValueError, match="family"):
        book.set_assessment(CASE_ID, scoring(), family)
    book.set_assessment(CASE_ID, scoring(person_id=None), family)
    carer = kept_way(book, replace(CARE, code="mood", label="Mood", subject="carer"))
    with pytest.raises(BadValueError, match="carer"):
        book.set_assessment(CASE_ID, scoring(id="s2"), carer)
    book.set_assessment(CASE_ID, scoring(id="s2", person_id="kerry"), carer)


def test_a_shipped_way_of_scoring_comes_into_the_case_with_its_first_score(book):
    assert held(book) == ()
    book.set_assessment(CASE_ID, scoring(), CARE)
    assert [one.label for one in held(book)] == ["Care"]
    book.undo(CASE_ID)
    assert held(book) == held(book, Assessment) == ()
    book.redo(CASE_ID)
    assert len(held(book)) == len(held(book, Assessment)) == 1


def test_a_series_is_one_step_and_all_or_nothing(book):
    way = kept_way(book)
    rows = [scoring(n % 5 + 1.0, id=f"r{n}") for n in range(20)]
    book.set_assessments(CASE_ID, rows, way)
    assert len(held(book, Assessment)) == 20
    book.undo(CASE_ID)
    assert held(book, Assessment) == ()
    with pytest.raises(BadValueError):
        book.set_assessments(CASE_ID, [*rows, scoring(7.0, id="bad")], way)
    with pytest.raises(BadValueError):
        book.set_assessments(CASE_ID, [], way)
    assert held(book, Assessment) == ()


def test_one_that_was_used_is_not_taken_away_and_names_are_not_given_twice(book):
    way = kept_way(book)
    with pytest.raises(BadValueError) as caught:
        book.set_instrument(CASE_ID, replace(CARE, code="other", label="care"))
    assert caught.value.message_id == "error.instrument.name_taken"
    book.set_assessment(CASE_ID, scoring(), way)
    with pytest.raises(BadValueError) as caught:
        book.remove_instrument(CASE_ID, way.id)
    assert caught.value.message_id == "error.instrument.used"
    book.remove_assessment(CASE_ID, "s1")
    book.remove_instrument(CASE_ID, way.id)
    assert held(book) == ()
    book.undo(CASE_ID)
    book.undo(CASE_ID)
    assert len(held(book, Assessment)) == 1
