"""The people file."""

import json

import pytest

from chronology_app.errors import BadValueError
from chronology_app.model.codes import ProtectedKind
from ui.jobs.people_file import build_people, read_people

ADA = {"name": "Ada Example", "role": "child", "born": "2018-05-02", "aliases": ["Ada"]}
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
        ({**ADA, "protected": [{"kind": "shoe", "value": "x"}]}, "people.bad_protected"),
        (
            {**ADA, "protected": [{"kind": "school", "value": "x", "withheld_from": ["Z"]}]},
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
