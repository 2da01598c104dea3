"""Plans from a file: whose they are, which days, and what is refused with its place."""

from __future__ import annotations

import pytest

from chronology_app.errors import BadValueError
from chronology_app.model import Change, Plan, Review
from chronology_app.model.view import view_of
from chronology_app.wording import say
from exporters.work_forms import read_plan
from tests.factories import Case, make, sample_people

VIEW = view_of(make(Case), sample_people())


def plan(entry=None, **fields):
    first = {"change_needed": "Nia is fed.", "children": ["Nia Hollins"], **(entry or {})}
    return read_plan({"plan": "Plan", "entries": [first], **fields}, VIEW)


def only(kind, records):
    return next(one for one in records if isinstance(one, kind))


@pytest.mark.parametrize(
    ("children", "ids"),
    [
        ("Nia Hollins", ("nia",)),
        (["nia"], ("nia",)),
        (["Nia Hollins", "Owen"], ("nia", "owen")),
        ("all children", ("nia", "owen", "tess")),
        ([], ()),
    ],
)
def test_children_go_by_their_names(children, ids):
    change = only(Change, plan({"children": children}))
    assert set(change.child_ids) == set(ids)
    assert len(change.child_ids) == len(ids)


@pytest.mark.parametrize("name", ["Nea Hollins", "Kerry Hollins", "Hollins", ""])
def test_a_name_that_no_child_has_is_refused_and_stands_for_nobody(name):
    if not name:
        assert only(Change, plan({"children": name})).child_ids == ()
        return
    with pytest.raises(BadValueError) as caught:
        plan({"children": ["Nia Hollins", name]})
    assert name in say(caught.value.message_id, **caught.value.params)
    assert "1" in say(caught.value.message_id, **caught.value.params)
    with pytest.raises(BadValueError):
        plan(children=[name])


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        ({"decided_on": "soon"}, "decided_on"),
        ({"review": ["monthly"]}, "review"),
        ({"reviews": [{"on": "2024-01-02", "result": "done", "since": "after tea"}]}, "since"),
        ({"reviews": [{"on": "one day", "result": "done"}]}, "on"),
        ({"reviews": [{"on": "2024-01-02", "result": "finished"}]}, "finished"),
        ({"reviews": "none"}, "reviews"),
        ({"breaches": [{"on": "2024-01-02", "words": " "}]}, "breaches"),
        ({"parents": "Be kind."}, "parents"),
    ],
)
def test_what_is_no_date_or_no_result_is_named_and_never_dropped(entry, field):
    with pytest.raises(BadValueError) as caught:
        plan(entry)
    assert field in say(caught.value.message_id, **caught.value.params)


def test_words_for_a_day_are_kept_where_they_have_a_place():
    change = only(Change, plan({"by_when": "ongoing", "why": "e01", "review": "2024-01-02"}))
    assert (change.by_when, change.by_when_words, change.why_event_ids) == (
        None,
        "ongoing",
        ("e01",),
    )
    assert [day.edtf for day in change.review_on] == ["2024-01-02"]
    with pytest.raises(BadValueError):
        plan(started="last spring")


def test_two_plans_of_one_title_stay_two():
    one = {"plan": "Plan", "entries": [{"change_needed": "Nia is fed.", "children": ["Nia"]}]}
    two = {"plan": "Plan", "entries": [{"change_needed": "Owen is fed.", "children": ["Owen"]}]}
    records = read_plan([one, two], VIEW)
    assert len({r.id for r in records}) == len(records) == 4
    changes = [r for r in records if isinstance(r, Change)]
    assert len({change.plan_id for change in changes}) == 2
    # A file with the first of them alone gives the same records as before.
    assert only(Plan, read_plan(one, VIEW)).id == only(Plan, records).id


def test_a_review_is_read_whole():
    review = only(Review, plan({"reviews": [{"on": "2024-01-02", "result": "partly",
                                             "now": "Twice.", "events": ["e01"]}]}))  # fmt: skip
    assert (review.result, review.now, review.event_ids) == ("partly", "Twice.", ("e01",))
