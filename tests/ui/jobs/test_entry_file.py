"""An entry from its JSON object: everything given is kept in its words and in the event."""

from __future__ import annotations

import json

import pytest

from chronology_app.errors import BadValueError
from ui.jobs.entry_file import build_entry

NAMES = ("Nia Hollins", "Owen Hollins", "Kerry Hollins")
ROW = {
    "author": "Ruth Ames",
    "date": "2024-03-05",
    "seen_or_heard": "Owen opened the door.",
    "form": "visit",
    "children": ["Owen Hollins"],
    "people": [
        {"name": "Owen Hollins", "part": "seen_alone"},
        {"name": "Nia Hollins", "part": "not_seen", "why": "at school"},
        {"name": "Kerry Hollins"},
    ],
    "concerns": [
        {"child": "Owen Hollins", "type": "nutritional", "weight": "high"},
        {"child": "Owen Hollins", "type": "physical"},
    ],
    "strengths": [{"words": "The beds were clean."}],
    "level_of_concern": "some",
    "result": "Seen again on Friday.",
    "place": "Home",
    "corrects": "0" * 32,
}


def test_the_words_that_are_kept_hold_everything_that_was_given():
    typed = build_entry(ROW, NAMES, "entry.json")
    assert typed.text.splitlines() == [
        "Owen opened the door.",
        "Strength: The beds were clean.",
        "Result: Seen again on Friday.",
        "Place: Home",
        "Seen alone: Owen Hollins",
        "Not seen: Nia Hollins (at school)",
        "Present: Kerry Hollins",
        "Concern for Owen Hollins: nutritional (high)",
        "Concern for Owen Hollins: physical",
        "Level of concern: some",
        "About: Owen Hollins",
    ]


def test_the_event_has_every_field():
    typed = build_entry(ROW, NAMES, "entry.json")
    assert (typed.form_code, typed.corrects_id) == ("visit", "0" * 32)
    fields = typed.fields
    assert fields["people"][2] == {"name": "Kerry Hollins", "part": "present"}
    assert (fields["concerns"], fields["strengths"]) == (ROW["concerns"], ROW["strengths"])
    assert (fields["significance"], fields["result"]) == ("some", "Seen again on Friday.")
    assert json.loads(typed.form["concerns"]) == ROW["concerns"]
    assert typed.form["seen_or_heard"] == "Owen opened the door."


def test_a_short_list_of_who_was_seen_is_enough():
    row = {"author": "R", "date": "2024", "seen_or_heard": "Visited.",
           "seen": {"Nia Hollins": "not_seen"}, "why_not_seen": "At school."}  # fmt: skip
    typed = build_entry(row, NAMES, "entry.json")
    assert typed.fields["people"] == [
        {"name": "Nia Hollins", "part": "not_seen", "why": "At school."}
    ]
    assert typed.text.splitlines() == [
        "Visited.", "Not seen, because: At school.", "Not seen: Nia Hollins",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"people": [{"name": "Nobody"}]}, {"people": ["Nia Hollins"]}, {"concerns": [{}]},
        {"concerns": [{"child": "Nobody", "type": "physical"}]}, {"strengths": ["Clean"]},
        {"strengths": [{"child": "Nia Hollins"}]}, {"form": 3}, {"colour": "red"},
    ],
    ids=str,
)  # fmt: skip
def test_a_field_that_cannot_be_read_is_named(wrong):
    with pytest.raises(BadValueError):
        build_entry({**ROW, **wrong}, NAMES, "entry.json")
