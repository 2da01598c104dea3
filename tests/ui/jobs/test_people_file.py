"""The people file."""

import json

import pytest

from chronology_app.errors import BadValueError
from chronology_app.model.codes import ProtectedKind
from chronology_app.wording import say
from ui.jobs.people_file import build_people, read_people

ADA = {"name": "Ada Example", "role": "child", "born": "2018-05-02", "aliases": ["Ada"]}
DETAIL = {"kind": "address", "value": "1 Elm Row"}
MUM = {"name": "Mia Example", "role": "mother"}


def test_people_keep_their_order_dates_and_other_names():
    found = build_people([ADA, MUM])
    assert [p.name for p in found.people] == ["Ada Example", "Mia Example"]
    assert found.people[0].born.edtf == "2018-05-02"
    assert found.people[0].aliases == ("Ada",)
    assert found.people[0].is_child
    assert [p.position for p in found.people] == [1, 2]


def test_parents_and_protected_details_point_to_people():
    child = {
        **ADA,
        "parents": [{"name": "Mia Example", "parental_responsibility": True}],
        "protected": [
            {"kind": "address", "value": "1 Elm Row", "withheld_from": ["Mia Example"]},
        ],
    }
    found = build_people([child, MUM])
    assert found.parentage[0].parent_id == found.people[1].id
    assert found.parentage[0].parental_responsibility is True
    assert found.protected[0].kind == ProtectedKind.ADDRESS
    assert found.protected[0].withheld_from == ("Mia Example",)


@pytest.mark.parametrize(
    ("row", "message_id"),
    [
        ({"role": "child"}, "people.no_name"),
        ({**ADA, "shoe": 1}, "people.unknown_field"),
        ({**ADA, "aliases": "Ada"}, "people.bad_aliases"),
        ({**ADA, "born": "31/02/2018"}, "people.bad_date"),
        ({**ADA, "parents": [{"name": "Nobody"}]}, "people.unknown_parent"),
        ({**ADA, "protected": [{"kind": "address"}]}, "people.empty_protected"),
        ({**ADA, "protected": [{"kind": "shoe", "value": "1 Elm Row"}]}, "people.bad_protected"),
        (
            {**ADA, "protected": [{**DETAIL, "withheld_from": ["Z"]}]},
            "people.unknown_withheld",
        ),
    ],
)
def test_a_bad_row_is_named(row, message_id):
    with pytest.raises(BadValueError) as caught:
        build_people([row])
    assert caught.value.message_id == message_id


def test_one_person_twice_is_refused():
    with pytest.raises(BadValueError) as caught:
        build_people([ADA, MUM, ADA])
    assert caught.value.params == {"name": "Ada Example"}


@pytest.mark.parametrize("text", ["", "{", "{}", '["Ada"]', "\x00"])
def test_a_file_of_another_shape_is_refused(tmp_path, text):
    file = tmp_path / "people.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadValueError):
        read_people(file)


def test_a_byte_order_mark_does_no_harm(tmp_path):
    file = tmp_path / "people.json"
    file.write_text(json.dumps([ADA]), encoding="utf-8-sig")
    assert len(read_people(file).people) == 1


NO_LIST = ["Mia Example", 5, None, True, {"a": 1}, [["Mia Example"]], [5], [None], [""]]


@pytest.mark.parametrize("value", NO_LIST, ids=repr)
@pytest.mark.parametrize(
    ("field", "message_id"),
    [
        ("aliases", "people.bad_aliases"),
        ("parents", "people.bad_objects"),
        ("protected", "people.bad_objects"),
        ("variants", "people.bad_list"),
        ("withheld_from", "people.bad_list"),
    ],
)
def test_a_list_must_be_a_list_of_the_right_things(field, message_id, value):
    row = {**ADA, field: value}
    if message_id == "people.bad_list":
        row = {**ADA, "protected": [{**DETAIL, field: value}]}
    with pytest.raises(BadValueError) as caught:
        build_people([row, MUM])
    assert caught.value.message_id == message_id
    sentence = say(message_id, **caught.value.params)
    assert "Ada Example" in sentence


@pytest.mark.parametrize("value", ["3", "-- --", "a.", "é1", "\u200b\u00ad"])
def test_a_detail_that_would_be_found_everywhere_is_refused(value):
    with pytest.raises(BadValueError) as caught:
        build_people([{**ADA, "protected": [{**DETAIL, "value": value}]}])
    assert caught.value.message_id == "people.short_protected"
    assert value not in say(caught.value.message_id, **caught.value.params)


@pytest.mark.parametrize(
    "row",
    [
        {**ADA, "role": 3},
        {**ADA, "note": ["x"]},
        {**ADA, "born": ["2018"]},
        {**ADA, "protected": [{**DETAIL, "value": 7700900123}]},
        {**ADA, "protected": [{**DETAIL, "kind": None}]},
        {**ADA, "protected": [{**DETAIL, "withheld": ["Mia Example"]}]},
        {**ADA, "parents": [{"name": 3}]},
        {**ADA, "parents": [{"name": "Mia Example", "parental_responsibility": "yes"}]},
    ],
    ids=repr,
)
def test_wrong_values_and_misspelt_keys_are_named_and_never_guessed(row):
    with pytest.raises(BadValueError) as caught:
        build_people([row, MUM])
    assert say(caught.value.message_id, **caught.value.params)


@pytest.mark.parametrize(
    "text",
    ['[{"name": "Ada", "name": "Mia", "role": "child"}]', "[" * 100_000, '[{"name": NaN}]'],
    ids=["twice", "nested", "nan"],
)
def test_json_that_cannot_be_trusted_is_refused(tmp_path, text):
    file = tmp_path / "people.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadValueError) as caught:
        read_people(file)
    assert "people.json" in say(caught.value.message_id, **caught.value.params)
