"""The people of a case as lists and forms: who is there, what is typed, what is stored of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from chronology_app.casefile import Casebook, TypedEntry
from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError
from chronology_app.model import Agency, Case, Parentage, Person, Professional, ProtectedDetail
from chronology_app.model.codes import ProtectedKind
from chronology_app.store.person_figures import PersonFigures
from tests.chronology_app.casebooks import cheap
from ui.presenters import people_family as family
from ui.presenters import people_fields as fields
from ui.presenters import people_spells as spells
from ui.presenters.people import (
    build_list,
    build_people,
    find_same,
    life_words,
    load_figures,
    load_people,
    place_after_move,
    same_words,
)
from ui.presenters.people_genogram import build_family_drawing
from ui.presenters.people_record import record_lines

CASE = "c"
TODAY = date(2022, 6, 1)
DAY = FuzzyDate.parse


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Casebook]:
    with Casebook.create(tmp_path / "a.casebook", "words", by="Ruth Ames", cost=cheap) as opened:
        opened.add_case(Case(id=CASE, reference="R-1"))
        opened.set_people(CASE, _people(), _parentage())
        yield opened


def _people() -> list[Person]:
    return [
        Person(id="owen", name="Owen Hollins", role="child", position=2, born=DAY("2016-08")),
        Person(id="nia", name="Nia Hollins", role="child", position=1, aliases=("Nia",),
               born=DAY("2014-05-02"), sex="female"),
        Person(id="kerry", name="Kerry Hollins", role="mother", position=3),
        Person(id="dean", name="Dean Hollins", role="father", position=4, died=DAY("2021")),
        Person(id="lee", name="Lee Marlow", role="mother's partner", position=5, sex="male"),
    ]  # fmt: skip


def _parentage() -> list[Parentage]:
    ties = [Parentage(child_id="nia", parent_id=p, parental_responsibility=True)
            for p in ("kerry", "dean")]  # fmt: skip
    ties += [Parentage(child_id="owen", parent_id=p) for p in ("kerry", "lee")]
    ties.append(Parentage(child_id="nia", parent_id="lee", kind="step", until=DAY("2021")))
    return ties


def _found():
    return build_people(Case(id=CASE, reference="R-1"), _people(), _parentage())


# --- the list ------------------------------------------------------------------------------------


def test_children_come_first_in_the_familys_order_then_adults_then_professionals():
    found = build_people(
        Case(id=CASE, reference="R-1"),
        _people(),
        professionals=[Professional(name="Huw Pyle", post="Team manager")],
    )
    rows = build_list(found, TODAY)
    assert [row.title for row in rows] == [
        "Children", "Nia Hollins", "Owen Hollins", "Adults", "Kerry Hollins", "Dean Hollins",
        "Lee Marlow", "Professionals", "Huw Pyle",
    ]  # fmt: skip
    assert [rows[1].subtitle, rows[5].subtitle, rows[8].subtitle] == [
        "8 years", "father · died 2021", "Team manager",
    ]  # fmt: skip


def test_an_expected_child_shows_the_due_date_and_nobody_gets_an_age_that_is_not_known():
    unborn = Person(name="Unborn", role="child", due=DAY("2022-11-02"))
    assert life_words(unborn, TODAY) == "due 2 November 2022"
    assert life_words(Person(name="X", role="mother"), TODAY) == ""


def test_somebody_is_noticed_by_name_or_alias_but_not_by_themselves():
    found = _found()
    assert "There is already" in same_words(find_same(found, ["nia  hollins"]))
    assert "with the name Nia" in same_words(find_same(found, ["Nia"]))
    assert find_same(found, ["Nia Hollins"], but="nia") is None
    assert same_words(find_same(found, ["", "Tess"])) == ""


def test_a_person_moves_among_their_own_group_only(book):
    found = load_people(book, CASE)
    assert place_after_move(found, "nia", -1) is None
    assert place_after_move(found, "owen", 1) is None
    place = place_after_move(found, "nia", 1)
    book.move_person(CASE, "nia", place)
    names = [p.id for p in load_people(book, CASE).people]
    assert names == ["owen", "nia", "kerry", "dean", "lee"]


# --- a person's own fields -----------------------------------------------------------------------


def test_only_what_was_typed_is_stored_beside_what_others_changed_meanwhile(book):
    person = load_people(book, CASE).find("nia")
    base = fields.values_of(person, "who")
    typed = base | {"aliases": "Nia, Ni,Nia H", "born": DAY("2014-05-03"), "note": "  "}
    changes = fields.changes_of(base, typed)
    assert changes == {"aliases": ("Nia", "Ni", "Nia H"), "born": DAY("2014-05-03")}
    fields.save_person(book, CASE, "nia", {"language": "Welsh"})
    fields.save_person(book, CASE, "nia", changes)
    stored = load_people(book, CASE).find("nia")
    assert (stored.language, stored.aliases) == ("Welsh", ("Nia", "Ni", "Nia H"))
    book.undo(CASE)
    assert load_people(book, CASE).find("nia").aliases == ("Nia",)


def test_names_on_one_line_are_taken_apart_as_they_were_put_together():
    for names in ((), ("Nia",), ("Nia", "Ni"), ("Hollins, Nia",), ("Hollins, Nia", "Ni")):
        assert fields.split_names(fields.join_names(names)) == names


def test_blanks_around_stored_words_are_no_change():
    assert fields.changes_of({"note": " a "}, {"note": "a"}) == {}


def test_a_new_child_gets_its_parents_in_the_same_step(book):
    child = fields.person_from(
        {
            "name": " Tess Hollins ",
            "role": "child",
            "aliases": "Tess",
            "born": None,
            "due": DAY("2022-11"),
            "sex": "",
        }
    )
    fields.add_person(book, CASE, child, ("kerry",), True)
    found = load_people(book, CASE)
    assert found.find(child.id).name == "Tess Hollins"
    tie = next(t for t in found.parentage if t.child_id == child.id)
    assert (tie.parent_id, tie.kind, tie.parental_responsibility) == ("kerry", "birth", True)
    book.undo(CASE)
    assert load_people(book, CASE).find(child.id) is None


def test_an_adult_has_no_due_date():
    adult = fields.person_from({"name": "Jo", "role": "carer", "due": DAY("2022-11")})
    assert adult.due is None


# --- professionals -------------------------------------------------------------------------------


def test_a_professional_is_kept_with_an_organisation_that_is_made_once(book):
    typed = {"name": "Huw Pyle", "post": "Head", "agency": "school",
             "organisation": "Ysgol Heol Las"}  # fmt: skip
    fields.save_professional(book, CASE, "p1", typed)
    fields.save_professional(book, CASE, "p2", typed | {"name": "Ann Rees"})
    found = load_people(book, CASE)
    assert [a.name for a in found.agencies] == ["Ysgol Heol Las"]
    assert {p.agency_id for p in found.professionals} == {found.agencies[0].id}
    assert fields.professional_values(found.professionals[0], found.agencies)["post"] == "Head"
    fields.save_professional(book, CASE, "p1", {"organisation": ""})
    assert load_people(book, CASE).find_professional("p1").agency_id is None
    assert book.next_undo(CASE) == "Changed a professional"


def test_two_professionals_of_one_agency_have_two_names(book):
    fields.save_professional(book, CASE, "p1", {"name": "Huw Pyle", "agency": "school"})
    with pytest.raises(BadValueError) as refused:
        fields.save_professional(book, CASE, "p2", {"name": "huw pyle", "agency": "school"})
    assert refused.value.message_id == "error.professional_there"
    with pytest.raises(BadValueError):
        fields.save_professional(book, CASE, "p3", {"name": " "})
    fields.remove_professional(book, CASE, "p1")
    assert load_people(book, CASE).professionals == ()


def test_an_organisation_goes_along_to_another_kind_of_agency(book):
    book.add_records(CASE, [Agency(id="a", case_id=CASE, code="school", name="Heol Las")])
    fields.save_professional(
        book, CASE, "p1", {"name": "X Y", "agency": "school", "organisation": "heol las"}
    )
    assert load_people(book, CASE).find_professional("p1").agency_id == "a"
    fields.save_professional(book, CASE, "p1", {"agency": "early_years"})
    found = load_people(book, CASE)
    named = {(a.code, a.name) for a in found.agencies if a.id != "a"}
    assert named == {("early_years", "Heol Las")}


# --- family --------------------------------------------------------------------------------------


def test_half_brothers_and_sisters_follow_from_the_recorded_parents():
    found = _found()
    ties = {t.person_id: t.kind for t in family.siblings(found, "nia")}
    assert ties == {"owen": "half"}
    assert "Owen Hollins: half-brother or half-sister through Kerry Hollins" in (
        family.sibling_lines(found, "nia")
    )


def test_nothing_is_said_of_a_second_parent_who_is_not_recorded():
    ties = [Parentage(child_id="nia", parent_id="kerry"),
            Parentage(child_id="owen", parent_id="kerry"),
            Parentage(child_id="owen", parent_id="lee")]  # fmt: skip
    found = build_people(Case(id=CASE, reference="R-1"), _people(), ties)
    assert [t.kind for t in family.siblings(found, "nia")] == ["sibling"]


def test_ties_are_listed_from_both_sides():
    found = _found()
    rows = family.parentage_rows(found, "nia")
    assert [row.cells for row in rows] == [
        ("Kerry Hollins", "birth parent", "yes", ""),
        ("Dean Hollins", "birth parent", "yes", ""),
        ("Lee Marlow", "step-parent", "not recorded", "until 2021"),
    ]
    assert [r.cells[1] for r in family.parentage_rows(found, "lee")] == [
        "stepchild",
        "child by birth",
    ]


def test_a_tie_is_changed_and_the_change_undone(book):
    row = next(t for t in load_people(book, CASE).parentage if t.kind == "step")
    values = family.parentage_values(row) | {"responsibility": "no", "kind": "carer"}
    family.save_parentage(book, CASE, row, values)
    newer = {t.id: t for t in load_people(book, CASE).parentage}[row.id]
    assert (newer.kind, newer.parental_responsibility, newer.until) == ("carer", False, row.until)
    book.undo(CASE)
    assert {t.id: t for t in load_people(book, CASE).parentage}[row.id].kind == "step"


# --- spells --------------------------------------------------------------------------------------


def _spell(book, kind, value, starts, ends=None, children=("nia",)):
    spells.add_spell(book, CASE, {
        "children": children, "kind": kind, "level": value, "value": value, "members": (),
        "starts": starts and DAY(starts), "ends": ends and DAY(ends), "author": "Ruth Ames",
    })  # fmt: skip


def test_spells_are_listed_with_the_events_they_rest_on(book):
    _spell(book, "level_of_help", "child_in_need", "2021-05")
    _spell(book, "level_of_help", "child_protection", "2021-11-02")
    rows = spells.spell_rows(load_people(book, CASE), "nia")
    assert [row.cells for _, row in rows] == [
        ("level of help", "child protection plan", "2 November 2021", "no end recorded"),
        ("level of help", "child in need", "May 2021", "2 November 2021, when the next began"),
    ]
    assert all(row.leads_to == spell.start_event_id for spell, row in rows)


def test_a_spell_is_changed_in_both_its_marks_at_once(book):
    _spell(book, "placement", "Mrs Bell", "2021-05", "2021-09")
    found = load_people(book, CASE)
    marks = spells.marks_of(found, spells.spell_rows(found, "nia")[0][0])
    assert [m.edge for m in marks] == ["starts", "ends"]
    spells.change_spell(book, CASE, marks, "placement", "Mrs Beale")
    newer = load_people(book, CASE)
    assert [s.value for s in newer.spells.of("nia", "placement")] == ["Mrs Beale"]
    assert newer.spells.findings == ()
    book.undo(CASE)
    assert [m.value for m in load_people(book, CASE).marks] == ["Mrs Bell", "Mrs Bell"]
    spells.remove_spell(book, CASE, marks)
    gone = load_people(book, CASE)
    assert (gone.marks, gone.spells.spells) == ((), ())


def test_an_end_is_recorded_and_what_does_not_fit_is_said(book):
    _spell(book, "service", "Home-Start", "2021-05")
    spell = load_people(book, CASE).spells.of("nia", "service")[0]
    spells.end_spell(book, CASE, spell, DAY("2021-09-01"), "Ruth Ames", "letter")
    _spell(book, "worker", "Huw Pyle", None, "2021-09")
    found = load_people(book, CASE)
    assert found.spells.of("nia", "service")[0].end == DAY("2021-09-01")
    lines = spells.finding_lines(found, "nia")
    assert [sentence for sentence, _ in lines] == [
        "An end is recorded for “Huw Pyle”, but no beginning."
    ]
    assert lines[0][1].event_ids


def test_a_household_holds_its_children_and_the_adults_whom_its_words_name(book):
    value = spells.household_value("3 Quarry Bank", ("Kerry Hollins",))
    _spell(book, "household", value, "2021-02", children=("nia", "owen"))
    found = load_people(book, CASE)
    (home,) = spells.households(found)
    assert home.member_ids == ("nia", "owen", "kerry")
    assert spells.household_line(found, "nia") == (
        "3 Quarry Bank, with Kerry Hollins, together with Owen Hollins"
    )
    assert spells.household_line(found, "dean") == ""


# --- protected details ---------------------------------------------------------------------------


def test_a_protected_detail_is_kept_changed_and_shown_on_both_sides(book):
    detail = family.new_protected(CASE, "kerry")
    values = {
        "kind": "address",
        "value": "3 Quarry Bank",
        "variants": "3 Quarry  Bk\n\n",
        "withheld_from": ("Dean Hollins",),
        "others": "Jo Bell",
        "reason": "Threats.",
    }
    family.save_protected(book, CASE, detail, values)
    found = load_people(book, CASE)
    (stored,) = found.protected
    assert stored.variants == ("3 Quarry Bk",)
    assert family.protected_values(stored, found) == values | {"variants": "3 Quarry Bk"}
    assert family.protected_rows(found, "kerry")[0].cells == (
        "address", "3 Quarry Bank", "Dean Hollins and Jo Bell", "Threats.",
    )  # fmt: skip
    assert family.protected_rows(found, "dean")[0].cells[1] == "3 Quarry Bank (of Kerry Hollins)"
    assert family.protected_rows(found, "nia") == ()


def test_a_detail_kept_from_nobody_by_name_is_kept_from_everybody():
    detail = ProtectedDetail(kind=ProtectedKind.SCHOOL, value="Heol Las", person_id="nia")
    assert family.withheld_words(detail) == "everybody outside the authority"


# --- what the record says ------------------------------------------------------------------------


def test_events_are_counted_by_year_and_no_year_is_made_up(book):
    for when in ("2020-01-05", "2020-11", "2021-02-03", "2020-12/2021-01"):
        _spell(book, "service", f"S {when}", when)
    figures = load_figures(book, CASE, "nia")
    assert figures.by_year == ((2020, 2), (2021, 1))
    assert (figures.across_years, figures.event_count, figures.undated) == (1, 4, 0)
    assert (figures.first.date.edtf, figures.last.date.edtf) == ("2020-01-05", "2021-02-03")
    book.remove_event(CASE, figures.last.event_id, "entered twice")
    assert load_figures(book, CASE, "nia").event_count == 3


def test_nobody_in_the_record_is_said_plainly():
    lines = record_lines(PersonFigures("lee"), is_child=False)
    assert [line.words for line in lines] == ["0 events"]


def test_a_child_seen_alone_leads_to_the_event(book):
    parts = [{"name": "Nia Hollins", "part": "seen_alone"}]
    told = {"fact": "Nia seen alone at school.", "kind": "visit", "children": ["Nia Hollins"],
            "people": parts}  # fmt: skip
    entry = TypedEntry("Ruth Ames", "Nia seen alone at school.", DAY("2022-03-04"), fields=told)
    book.add_entry(CASE, entry)
    figures = load_figures(book, CASE, "nia")
    lines = {line.title: line for line in record_lines(figures, is_child=True)}
    assert lines["Seen alone"].words == "1 event, the last: 4 March 2022"
    assert lines["Seen alone"].event_id == figures.last.event_id
    assert lines["Spoken to"].words == "not recorded"


# --- the drawing ---------------------------------------------------------------------------------


def test_symbols_say_what_is_recorded_and_the_legend_says_what_is_drawn():
    found = _found()
    drawing = build_family_drawing(found, TODAY)
    symbols = {i: node.symbol for i, node in drawing.nodes.items()}
    assert symbols == {"nia": "circle", "owen": "diamond", "kerry": "circle", "dean": "square",
                       "lee": "square"}  # fmt: skip
    signs = [line.sign for line in drawing.legend]
    assert signs == ["square", "circle", "diamond", "case_child", "died", "couple", "ended"]
    assert "birth parent: Kerry Hollins, Dean Hollins" in drawing.nodes["nia"].spoken
    assert drawing.lone_parents == {"lee"}


def test_a_person_is_drawn_as_just_typed_and_an_expected_child_as_such():
    found = _found()
    child = found.find("owen")
    typed = fields.drafted(child, {"name": "", "born": None, "due": DAY("2022-11")})
    drawing = build_family_drawing(found.with_person(typed), TODAY)
    assert drawing.nodes["owen"].symbol == "triangle"
    assert drawing.nodes["owen"].name == "Owen Hollins"


def test_professionals_among_the_persons_are_not_drawn():
    people = [*_people(), Person(id="x", name="Huw Pyle", role="Professional")]
    found = build_people(Case(id=CASE, reference="R-1"), people)
    assert "x" not in build_family_drawing(found, TODAY).nodes
