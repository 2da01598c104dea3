"""The family one by one: persons, births, order, spells; each step can be undone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chronology_app.analysis.spells import build_spells
from chronology_app.casefile import Casebook
from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError, UnknownRecordError
from chronology_app.model import Entry, Event, Parentage, Person, ProtectedDetail, SpellMark
from chronology_app.model.codes import ProtectedKind, SpellKind
from chronology_app.wording import has
from tests.chronology_app.casebooks import CASE_ID, FILE
from tests.chronology_app.commands_undone import assert_undoable


def person(book: Casebook, person_id: str) -> Person:
    return book.queries.record(Person, CASE_ID, person_id)


def expect_child(book: Casebook) -> str:
    unborn = Person(name="Unborn Hollins", role="child", due=FuzzyDate.parse("2023-11-02"))
    book.set_person(CASE_ID, unborn)
    return unborn.id


# --- persons ---------------------------------------------------------------------------------


def test_a_person_is_changed_with_parentage_and_protected_details(book):
    newer = replace(person(book, "owen"), language="Welsh", disability="hearing aid")
    parents = [Parentage(child_id="owen", parent_id="kerry", parental_responsibility=True)]
    hidden = [
        ProtectedDetail(kind=ProtectedKind.SCHOOL, value="Ysgol Heol Las", person_id="owen",
                        withheld_from=("Dean Hollins",))
    ]  # fmt: skip
    assert_undoable(book, lambda: book.set_person(CASE_ID, newer, parents, hidden))
    assert person(book, "owen").language == "Welsh"
    book.set_person(CASE_ID, newer, parents, hidden)
    assert len(book.queries.records(Parentage, CASE_ID)) == 1
    assert len(book.queries.records(ProtectedDetail, CASE_ID)) == 1


def test_a_tie_is_changed_by_its_id_even_when_it_then_says_what_another_says(book):
    rows = [Parentage(id=kind, child_id="nia", parent_id="dean", kind=kind)
            for kind in ("step", "birth")]  # fmt: skip
    book.set_person(CASE_ID, person(book, "nia"), rows)
    book.set_person(CASE_ID, person(book, "nia"), [replace(rows[0], kind="birth")])
    kinds = {row.id: row.kind for row in book.queries.records(Parentage, CASE_ID)}
    assert kinds == {"step": "birth", "birth": "birth"}


def test_a_new_person_comes_last_and_a_known_one_keeps_the_place(book):
    book.set_person(CASE_ID, Person(id="aunt", name="Elin Pugh", role="relative"))
    book.set_person(CASE_ID, replace(person(book, "nia"), note="tall"))
    order = [p.id for p in book.queries.records(Person, CASE_ID)]
    assert order == ["nia", "owen", "kerry", "dean", "aunt"]


def test_a_person_may_be_renamed_but_never_to_somebody_elses_name(book):
    book.set_person(CASE_ID, replace(person(book, "kerry"), name="Kerry Vaughan"))
    assert person(book, "kerry").name == "Kerry Vaughan"
    for name, sentence in (("nia  HOLLINS", "person_there"), ("  ", "person_name")):
        with pytest.raises(BadValueError, match=sentence):
            book.set_person(CASE_ID, replace(person(book, "kerry"), name=name))


def test_what_hangs_on_a_person_goes_only_by_a_command_of_its_own(book):
    row = Parentage(id="p1", child_id="nia", parent_id="dean")
    kept = ProtectedDetail(id="d1", kind=ProtectedKind.ADDRESS, value="3 Quarry Bank")
    book.set_person(CASE_ID, person(book, "nia"), [row], [kept])
    book.set_person(CASE_ID, replace(person(book, "nia"), note="x"))
    assert len(book.queries.records(Parentage, CASE_ID)) == 1
    assert_undoable(book, lambda: book.remove_parentage(CASE_ID, "p1"))
    assert_undoable(book, lambda: book.remove_protected(CASE_ID, "d1"))


@pytest.mark.parametrize(
    ("parentage", "protected", "sentence"),
    [
        ([Parentage(child_id="nia", parent_id="nia")], [], "own_parent"),
        ([], [ProtectedDetail(kind=ProtectedKind.ADDRESS, value=" 3 ")], "protected_words"),
        (
            [],
            [ProtectedDetail(kind=ProtectedKind.ADDRESS, value="3 Quarry Bank", variants=("3",))],
            "protected_words",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(book, parentage, protected, sentence):
    with pytest.raises(BadValueError, match=sentence):
        book.set_person(CASE_ID, person(book, "nia"), parentage, protected)


def test_nobody_descends_from_themselves_however_many_generations_between(book):
    book.set_person(CASE_ID, Person(id="gran", name="Elin Pugh", role="relative"))
    book.set_person(CASE_ID, person(book, "nia"), [Parentage(child_id="nia", parent_id="kerry")])
    gran = [Parentage(child_id="kerry", parent_id="gran")]
    book.set_person(CASE_ID, person(book, "kerry"), gran)
    loop = Parentage(child_id="gran", parent_id="nia")
    with pytest.raises(BadValueError, match="own_ancestor"):
        book.set_person(CASE_ID, person(book, "gran"), [loop])
    book.set_person(CASE_ID, person(book, "gran"), [replace(loop, kind="carer")])


def test_a_death_lies_after_the_birth(book):
    odd = replace(
        person(book, "dean"), born=FuzzyDate.parse("1990"), died=FuzzyDate.parse("1989-12-31")
    )
    with pytest.raises(BadValueError, match="died_before_birth"):
        book.set_person(CASE_ID, odd)


def test_a_child_of_whom_something_is_recorded_stays_a_child(book):
    book.set_person(CASE_ID, replace(person(book, "owen"), role="relative"))
    book.set_person(CASE_ID, replace(person(book, "owen"), role="child"))
    book.add_spell(CASE_ID, ["nia"], "worker", "Elin Pugh", FuzzyDate.parse("2021"))
    with pytest.raises(BadValueError, match="child_used"):
        book.set_person(CASE_ID, replace(person(book, "nia"), role="mother"))


def test_a_person_goes_with_their_parentage_unless_something_rests_on_them(book):
    row = Parentage(child_id="nia", parent_id="dean")
    book.set_person(CASE_ID, person(book, "dean"), [row])
    assert_undoable(book, lambda: book.remove_person(CASE_ID, "dean"))
    assert book.queries.records(Parentage, CASE_ID) == ()
    book.decide(CASE_ID, [{"id": f"{FILE}-s1", "do": "accept"}])
    with pytest.raises(BadValueError, match="person_used") as refused:
        book.remove_person(CASE_ID, "nia")
    assert refused.value.params["name"] == "Nia Hollins"


def test_the_order_of_the_family_is_the_users(book):
    assert_undoable(book, lambda: book.move_person(CASE_ID, "dean", 0))
    assert [p.id for p in book.queries.records(Person, CASE_ID)] == ["dean", "nia", "owen", "kerry"]
    book.move_person(CASE_ID, "nia", 99)
    assert [p.id for p in book.queries.records(Person, CASE_ID)][-1] == "nia"


# --- births ----------------------------------------------------------------------------------


def test_a_child_who_was_expected_is_born_and_keeps_the_due_date_and_the_old_name(book):
    child_id = expect_child(book)
    born = FuzzyDate.parse("2023-10-21")
    assert_undoable(book, lambda: book.record_birth(CASE_ID, child_id, born, "Mali  Hollins"))
    child = person(book, child_id)
    assert (child.name, child.aliases) == ("Mali Hollins", ("Unborn Hollins",))
    assert child.born == born
    assert child.due == FuzzyDate.parse("2023-11-02")


def test_a_birth_is_refused_where_it_cannot_be(book):
    child_id = expect_child(book)
    cases = [
        ("kerry", "2023-10-21", None, "birth_no_child"),
        (child_id, "2030-01-01", None, "birth_ahead"),
        (child_id, "2023-10-21", "Nia Hollins", "person_there"),
    ]
    for who, born, name, sentence in cases:
        with pytest.raises(BadValueError, match=sentence):
            book.record_birth(CASE_ID, who, FuzzyDate.parse(born), name)
    book.record_birth(CASE_ID, child_id, FuzzyDate.parse("2023-10-21"))
    with pytest.raises(BadValueError, match="birth_known"):
        book.record_birth(CASE_ID, child_id, FuzzyDate.parse("2023-10-22"))


# --- spells ----------------------------------------------------------------------------------

PLAN = {
    "child_ids": ["nia", "owen"],
    "kind": "level_of_help",
    "value": "child_protection",
    "starts": FuzzyDate.parse("2021-01", "January 2021"),
    "ends": FuzzyDate.parse("2021-09-14"),
    "author": "Ruth Ames",
    "post": "social worker",
    "how_known": "Minutes of both conferences.",
}


def test_a_spell_is_a_signed_entry_and_an_event_for_each_date(book):
    assert_undoable(book, lambda: book.add_spell(CASE_ID, **PLAN))
    view = book.queries.view(CASE_ID)
    began, ended = view.confirmed
    assert began.fact == "Level of help \u201cchild protection plan\u201d began."
    assert (began.date.edtf, ended.date.edtf) == ("2021-01", "2021-09-14")
    assert {e.confirmed_how for e in view.confirmed} == {"by_hand"}
    (entry,) = view.of(Entry)
    assert (entry.author, entry.post, entry.form) == ("Ruth Ames", "social worker", "spell")
    text = book.queries.original(view.source(entry.source_id).sha256).decode()
    assert "Began: January 2021" in text
    assert "Minutes of both conferences." in text
    quotes = [c.quote for c in view.citations[view.accounts[ended.id][0].id]]
    assert quotes == [
        "Nia Hollins, Owen Hollins: level of help: child protection plan",
        "Ended: 14 September 2021",
    ]
    found = build_spells(view)
    assert found.findings == ()
    assert {(s.child_id, s.value, s.end.edtf) for s in found.spells} == {
        ("nia", "child_protection", "2021-09-14"),
        ("owen", "child_protection", "2021-09-14"),
    }


@pytest.mark.parametrize("kind", ["legal_status", "worker", "placement", "household", "service"])
def test_every_kind_of_spell_can_be_recorded(book, kind):
    book.add_spell(CASE_ID, ["nia"], kind, "Elin Pugh", FuzzyDate.parse("2021"))
    (event,) = book.queries.records(Event, CASE_ID)
    assert "Elin Pugh" in event.fact
    assert event.confirmed_by == "Ruth Ames"


@pytest.mark.parametrize("kind", SpellKind)
def test_every_kind_of_spell_has_words_for_its_beginning_and_end_in_both_languages(kind):
    for edge in ("starts", "ends"):
        ids = (f"family.fact.{kind}.{edge}", f"spell.{kind}")
        assert all(has(message_id, lang) for message_id in ids for lang in ("en", "cy"))


def test_a_spell_is_written_down_in_the_language_of_its_author(book):
    book.add_spell(CASE_ID, ["nia"], "worker", "Elin Puw", FuzzyDate.parse("2021"), language="cy")
    (event,) = book.queries.records(Event, CASE_ID)
    assert event.fact == "Daeth Elin Puw yn weithiwr."
    assert book.verify().fine


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"kind": "weather"}, "spell_kind"),
        ({"value": " "}, "spell_value"),
        ({"value": "platinum"}, "spell_level"),
        ({"child_ids": []}, "spell_child"),
        ({"child_ids": ["kerry"]}, "not_a_child"),
        ({"starts": None, "ends": None}, "spell_date"),
        ({"ends": FuzzyDate.parse("2020-12-31")}, "spell_backwards"),
        ({"evidence": "rumour"}, "decision_field_value"),
    ],
)
def test_a_spell_that_makes_no_sense_is_refused_and_nothing_is_kept(book, wrong, sentence):
    with pytest.raises(BadValueError, match=sentence):
        book.add_spell(CASE_ID, **{**PLAN, **wrong})
    assert book.queries.records(Event, CASE_ID) == ()


def test_a_spell_mark_is_changed_and_removed_and_the_event_stays(book):
    book.add_spell(CASE_ID, ["nia"], "worker", "Elin Pugh", FuzzyDate.parse("2021"))
    (mark,) = book.queries.records(SpellMark, CASE_ID)
    assert_undoable(book, lambda: book.change_spell_mark(CASE_ID, mark.id, value="Elin Puw"))
    with pytest.raises(BadValueError, match="spell_level"):
        book.change_spell_mark(CASE_ID, mark.id, kind="level_of_help")
    with pytest.raises(UnknownRecordError):
        book.change_spell_mark(CASE_ID, mark.id, child_id="nobody")
    assert_undoable(book, lambda: book.remove_spell_mark(CASE_ID, mark.id))
    assert len(book.queries.records(Event, CASE_ID)) == 1
