"""What a form changed in a suggestion becomes the fields of a decision, and nothing else does."""

from __future__ import annotations

from dataclasses import replace

from chronology_app.dates import FuzzyDate
from chronology_app.model import Locator, Person, Reason, SpanRef, SuggestedPerson, Suggestion
from ui.presenters.inbox_edit import (
    add_fields,
    changed_fields,
    part_fact,
    parts_by_name,
    parts_of,
    split_fields,
    types_in,
    values_of,
)

QUOTE = "17/05/2022 Ada was not brought; the floor was wet. Food was on the table."
ONE = Suggestion(
    case_id="c",
    date=FuzzyDate.parse("2022-05-17", "17/05/2022"),
    time="09:30",
    fact="Ada was not brought.",
    kind="missed_appointment",
    children=("Ada Bell",),
    people=(SuggestedPerson(name="Ada Bell", part="subject"), SuggestedPerson(name="Ivy Bell")),
    concern_types=("medical", "physical"),
    reasons=(
        Reason(rule="type_medical", words="not brought"),
        Reason(rule="type_physical", words="floor was wet"),
    ),
    spans=(SpanRef(passage_index=0, locator=Locator(), start=0, end=len(QUOTE), quote=QUOTE),),
)


def test_a_form_that_nobody_touched_changes_nothing() -> None:
    assert changed_fields(values_of(ONE), values_of(ONE)) == {}


SEEN = replace(
    ONE,
    people=(
        SuggestedPerson(name="Ada Bell", part="subject"),
        SuggestedPerson(name="Ada Bell", part="seen_alone"),
        SuggestedPerson(name="Eli Bell", part="not_seen", why="he was asleep"),
        SuggestedPerson(name="Ada Bell", part="seen"),
        SuggestedPerson(name="Jo", role="partner", is_new=True),
    ),
)


def test_parts_in_another_order_are_no_change() -> None:
    parts = [
        {"name": "Ada Bell", "part": "seen", "why": ""},
        {"name": "Ada Bell", "part": "seen_alone", "why": ""},
        {"name": "Eli Bell", "part": "not_seen", "why": "he was asleep"},
    ]
    before = values_of(SEEN)
    assert changed_fields({**before, "people": parts}, before) == {}
    assert changed_fields({**before, "people": parts[:2]}, before) == {"people": parts[:2]}


def test_who_was_new_has_a_part_once_the_family_knows_them() -> None:
    named = [one["name"] for one in values_of(SEEN)["people"]]
    assert "Jo" not in named
    jo = Person(id="jo", name="Jo Tams", role="partner", aliases=("Jo",))
    known = values_of(SEEN, people=(jo,))["people"]
    assert known[-1] == {"name": "Jo Tams", "part": "present", "why": ""}


def test_only_what_was_changed_is_decided() -> None:
    values = {**values_of(ONE), "kind": "visit", "children": ("Ada Bell", "Eli Bell"), "time": ""}
    assert changed_fields(values, values_of(ONE)) == {
        "kind": "visit", "children": ["Ada Bell", "Eli Bell"], "time": "",
    }  # fmt: skip


def test_a_corrected_date_keeps_the_words_of_the_source() -> None:
    values = {**values_of(ONE), "date": FuzzyDate.parse("2022-05-18", "18 May 2022")}
    fields = changed_fields(values, values_of(ONE))
    assert fields == {"date": {"edtf": "2022-05-18", "text": "17/05/2022"}}


def test_a_date_taken_away_is_decided_to_be_none() -> None:
    values = {**values_of(ONE), "date": None}
    assert changed_fields(values, values_of(ONE)) == {"date": {"edtf": None}}


def test_the_same_date_in_other_words_is_no_change() -> None:
    values = {**values_of(ONE), "date": FuzzyDate.parse("2022-05-17", "17 May 2022")}
    assert changed_fields(values, values_of(ONE)) == {}


def test_a_childs_words_go_to_the_child_who_is_known_to_have_spoken() -> None:
    one = replace(ONE, child_words="I was hungry")
    assert values_of(one)["child_words"][0]["child"] == "Ada Bell"
    two = replace(one, children=("Ada Bell", "Eli Bell"))
    assert values_of(two)["child_words"][0]["child"] == ""
    heard = replace(two, reasons=(Reason(rule="child_words_by", words="Eli Bell"),))
    assert values_of(heard)["child_words"][0]["child"] == "Eli Bell"


def test_words_that_nothing_was_suggested_for_give_all_that_is_filled_in() -> None:
    values = {**values_of(None, "The floor was wet.", "school"), "children": ("Ada Bell",)}
    fields = add_fields(values)
    assert fields["fact"] == "The floor was wet."
    assert fields["recorded_by"] == "school"
    assert fields["date"] == {"edtf": None}
    assert "time" not in fields
    assert "court_wording" not in fields


def test_parts_of_people_leave_out_whom_it_is_about() -> None:
    people = [{"name": "Ada", "part": "subject"}, {"name": "Ivy", "part": "not_seen", "why": "out"}]
    assert parts_by_name(people) == {"Ivy": {"not_seen": "out"}}


def test_a_quote_is_cut_at_sentences_and_semicolons_and_a_date_stays_with_its_sentence() -> None:
    assert parts_of(QUOTE) == [
        "17/05/2022 Ada was not brought;", "the floor was wet.", "Food was on the table.",
    ]  # fmt: skip
    assert parts_of("One fact only") == ["One fact only"]
    assert all(part in QUOTE for part in parts_of(QUOTE))


def test_a_part_begins_as_a_sentence() -> None:
    assert part_fact("the floor was wet;") == "The floor was wet."
    assert part_fact("") == ""


def test_a_type_goes_to_the_part_in_whose_words_it_was_found() -> None:
    assert types_in(ONE, "Ada was not brought;") == ("medical",)
    assert types_in(ONE, "the floor was wet.") == ("physical",)


def test_parts_become_fields_with_the_words_that_they_cite() -> None:
    part = {
        "quote": "the floor was wet.", "fact": "The floor was wet.", "date": ONE.date,
        "kind": "observation", "children": ("Ada Bell",), "neglect_types": ("physical",),
    }  # fmt: skip
    assert split_fields([part], values_of(ONE)) == [
        {
            "quote": "the floor was wet.", "fact": "The floor was wet.",
            "date": {"edtf": "2022-05-17", "text": "17/05/2022"}, "kind": "observation",
            "children": ["Ada Bell"], "neglect_types": ["physical"],
        }
    ]  # fmt: skip
