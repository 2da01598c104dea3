"""Loading data into a case that has its people doubles nobody."""

from __future__ import annotations

import json

from chronology_app.model import (
    Assessment,
    Change,
    Concern,
    EventPerson,
    Parentage,
    Person,
    ProtectedDetail,
    Release,
)
from chronology_app.model.codes import ProtectedKind
from chronology_app.model.serial import to_plain
from exporters.data import record_name
from exporters.data_forms import read_data
from exporters.data_people import map_people
from tests.factories import day, make, make_event, sample_view


def _of(records, kind):
    return [record for record in records if isinstance(record, kind)]


def test_a_person_of_the_same_name_is_mapped_in_every_record():
    event = make_event("new", "2021-02-02", "Seen.", children=("x1",), concerns=("physical",))
    records = [
        make(Person, id="x1", name="NIA  Hollins", role="child"),
        make(Person, id="x2", name="Ada Pugh", role="aunt"),
        *event,
        make(Parentage, id="pa", child_id="x1", parent_id="x2"),
        make(Assessment, id="as", person_id="x1"),
        make(Change, id="ch", child_ids=("x1", "x2")),
    ]
    found = map_people(records, sample_view())
    assert [p.id for p in _of(found, Person)] == ["x2"]
    assert {p.person_id for p in _of(found, EventPerson)} == {"nia"}
    assert {c.child_id for c in _of(found, Concern)} == {"nia"}
    assert _of(found, Assessment)[0].person_id == "nia"
    assert _of(found, Change)[0].child_ids == ("nia", "x2")
    assert (_of(found, Parentage)[0].child_id, _of(found, Parentage)[0].parent_id) == ("nia", "x2")


def test_parentage_and_details_that_say_the_same_are_not_added():
    there = make(Parentage, id="there", child_id="nia", parent_id="kerry")
    detail = {
        "kind": ProtectedKind.ADDRESS, "value": "3 QUARRY BANK, Penhelyg, SY99 4ZZ",
        "person_id": "x2", "withheld_from": ("Lee Marlow",), "variants": ("3 Quarry Bank",),
    }  # fmt: skip
    records = [
        make(Person, id="x1", name="Nia Hollins", role="child"),
        make(Person, id="x2", name="Kerry Hollins", role="mother"),
        make(Parentage, id="same", child_id="x1", parent_id="x2"),
        make(Parentage, id="other", child_id="x1", parent_id="x2", kind="step"),
        make(ProtectedDetail, id="d1", **detail),
        make(ProtectedDetail, id="d2", **{**detail, "withheld_from": ()}),
        make(Release, id="r", record_id="d1"),
    ]
    found = map_people(records, sample_view(there))
    assert [p.id for p in _of(found, Parentage)] == ["other"]
    assert [d.id for d in _of(found, ProtectedDetail)] == ["d2"]
    assert _of(found, Release)[0].record_id == "address"


def test_two_people_of_one_name_and_other_births_are_never_taken_for_one():
    two = [make(Person, id=f"x{n}", name="Nia Hollins", role="child") for n in range(2)]
    assert map_people(two, sample_view()) == tuple(two)
    other = make(Person, id="x", name="Nia Hollins", role="aunt", born=day("1980"))
    assert map_people([other], sample_view()) == (other,)
    vague = make(Person, id="x", name="Nia Hollins", role="child", born=day("2014"))
    assert map_people([vague], sample_view()) == ()


def test_the_same_record_read_again_stays_as_it_is():
    view = sample_view()
    records = tuple(view.by_id.values())
    assert map_people(records, view) == records


def test_reading_data_maps_people_of_records_and_of_event_lines():
    person = make(Person, id="x1", name="Owen Hollins", role="child")
    part = make(EventPerson, id="ep", event_id="e01", person_id="x1")
    lines = [
        json.dumps({"record": record_name(type(r)), "fields": to_plain(r)}) for r in (person, part)
    ]
    lines.append(json.dumps({"id": "E", "fact": "Seen.", "children": ["owen hollins"]}))
    found = read_data(lines, sample_view()).records
    assert not _of(found, Person)
    assert {p.person_id for p in _of(found, EventPerson)} == {"owen"}
