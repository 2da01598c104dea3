"""An event line is looked at before anything is built: shapes, codes, never a crash."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chronology_app.errors import BadValueError
from chronology_app.model import Case, Event, SettingsRow
from chronology_app.model.view import view_of
from chronology_app.wording import say
from exporters.data_forms import read_data
from tests.factories import make, sample_people

LINE = {
    "id": "D1", "date": {"edtf": "2019-03-04"}, "fact": "Nia was late.", "kind": "attendance",
    "agency": "school", "recorded_by": "school", "evidence": "reported", "status": "confirmed",
    "class": "ordinary", "children": ["Nia Hollins"], "neglect_types": ["educational"],
    "impact": {"Nia Hollins": ["education"]}, "people": [{"name": "Ada Pugh", "part": "present"}],
    "time": "09:10", "strength": False, "significance": "low",
    "citations": [{"file": "log.csv", "locator": {"row": 2}, "quote": "late", "start": 0}],
}  # fmt: skip
VIEW = view_of(make(Case), sample_people())


def _read(view=VIEW, /, **changed):
    return read_data(["", json.dumps({**LINE, **changed})], view)


def _line_refused(**changed):
    """Return the number of the line that was refused; None: it was read."""
    try:
        _read(**changed)
    except BadValueError as refused:
        return refused.params["line"]
    return None


def test_a_line_as_it_is_written_is_read():
    found = _read()
    assert any(isinstance(record, Event) for record in found.records)
    for name in ("time", "citations", "people", "impact", "significance", "date"):
        assert _read(**{name: None}).records


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("children", [5]), ("children", "Nia Hollins"), ("children", [None]), ("children", [""]),
        ("children", {"a": 1}), ("neglect_types", "physical"), ("neglect_types", [["physical"]]),
        ("citations", [{"quote": ["late"]}]), ("citations", ["late"]), ("citations", "late"),
        ("citations", [{"file": 3}]), ("citations", [{"locator": 3}]), ("mentions", 7),
        ("people", ["Ada Pugh"]), ("people", [{"part": "seen"}]), ("people", [{"name": 5}]),
        ("impact", ["health"]), ("impact", {"Nia Hollins": "health"}), ("impact", {"Nia": [5]}),
        ("date", 2019), ("date", {"edtf": 2019}), ("time", "quarter past"), ("time", 910),
        ("fact", ["a"]), ("fact", ""), ("id", 5), ("id", ""), ("id", None), ("kind", ["visit"]),
        ("class", True), ("status", 1), ("agency", {}), ("significance", 3),
    ],
)  # fmt: skip
def test_a_field_of_the_wrong_shape_is_named_with_its_line(field, value):
    with pytest.raises(BadValueError) as refused:
        _read(**{field: value})
    assert refused.value.message_id == "error.data_field"
    assert refused.value.params == {"line": 2, "field": field}
    assert "Line 2" in say("error.data_field", **refused.value.params)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "party"), ("agency", "bakery"), ("recorded_by", "bakery"),
        ("evidence", "rumour"), ("status", "maybe"), ("class", "secretive"),
        ("significance", "huge"), ("neglect_types", ["boredom"]),
        ("impact", {"Nia Hollins": ["fun"]}), ("people", [{"name": "Ada", "part": "chief"}]),
        ("citations", [{"file": "a.csv", "quote": "x", "recorded_by": "bakery"}]),
    ],
)  # fmt: skip
def test_a_code_that_nobody_knows_is_refused(field, value):
    with pytest.raises(BadValueError) as refused:
        _read(**{field: value})
    assert refused.value.message_id == "error.data_code"
    assert refused.value.params["line"] == 2
    assert say("error.data_code", **refused.value.params).startswith("Line 2")


def test_a_code_of_the_settings_is_known():
    kinds = make(SettingsRow, name="taxonomy.kinds.order", value='["party"]')
    assert _read(view_of(make(Case), [kinds]), kind="party").records


def test_names_given_twice_and_absurd_nesting_are_refused():
    for text in ('{"id": "a", "id": "b"}', "[" * 100_000):
        with pytest.raises(BadValueError) as refused:
            read_data(["", text], VIEW)
        assert refused.value.params == {"line": 2}


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["name", "edtf", "quote", "row", "Nia Hollins"]), inner)
    ),
    max_leaves=4,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(LINE)), ANY)
def test_whatever_stands_in_a_field_it_is_read_or_refused_with_its_line(field, value):
    assert _line_refused(**{field: value}) in (None, 2)
