"""Spells from confirmed events, and what does not fit."""

from __future__ import annotations

from chronology_app.analysis.spells import build_spells
from chronology_app.model import Case
from chronology_app.model.codes import EventStatus
from chronology_app.model.view import view_of
from tests.factories import make, make_event, sample_people, sample_view

LEVEL = "level_of_help"


def _spells(*marks, child="nia"):
    """Build the spells of one child from (event id, date, value, edge, ...)."""
    rows = list(sample_people())
    for key, edtf, *edges in marks:
        spells = tuple((kind, value, edge) for kind, value, edge in edges)
        rows += make_event(key, edtf, "Step.", children=(child,), spells=spells)
    return build_spells(view_of(make(Case), rows))


def _told(found, child="nia", kind=LEVEL):
    return [
        (s.value, s.start and s.start.edtf, s.end and s.end.edtf) for s in found.of(child, kind)
    ]


def test_a_beginning_and_an_end_make_a_spell():
    found = _spells(
        ("a", "2020-01-06", (LEVEL, "early_help", "starts")),
        ("b", "2020-05-04", (LEVEL, "early_help", "ends")),
    )
    assert _told(found) == [("early_help", "2020-01-06", "2020-05-04")]
    assert found.spells[0].event_ids == ("a", "b")
    assert not found.findings


def test_the_next_level_ends_the_one_before_without_a_finding():
    found = _spells(
        ("a", "2020-01-06", (LEVEL, "child_in_need", "starts")),
        ("b", "2020-05-04", (LEVEL, "child_protection", "starts")),
    )
    assert _told(found) == [
        ("child_in_need", "2020-01-06", "2020-05-04"),
        ("child_protection", "2020-05-04", None),
    ]
    assert found.spells[0].end_is_implied
    assert not found.findings


def test_workers_may_overlap():
    found = _spells(
        ("a", "2020-01-06", ("worker", "Ruth Ames", "starts")),
        ("b", "2020-02-03", ("worker", "Huw Pyle", "starts")),
        ("c", "2020-03-02", ("worker", "Ruth Ames", "ends")),
    )
    assert _told(found, kind="worker") == [
        ("Ruth Ames", "2020-01-06", "2020-03-02"),
        ("Huw Pyle", "2020-02-03", None),
    ]


def test_two_different_ends_are_a_finding_that_names_both():
    found = _spells(
        ("a", "2020-01-06", (LEVEL, "early_help", "starts")),
        ("b", "2020-05-04", (LEVEL, "early_help", "ends")),
        ("c", "2020-06-01", (LEVEL, "early_help", "ends")),
    )
    (finding,) = found.findings
    assert (finding.code, finding.event_ids) == ("conflicting_ends", ("b", "c"))
    assert _told(found) == [("early_help", "2020-01-06", "2020-05-04")]


def test_the_same_end_recorded_twice_is_no_finding():
    found = _spells(
        ("a", "2020-01-06", (LEVEL, "early_help", "starts")),
        ("b", "2020-05-04", (LEVEL, "early_help", "ends")),
        ("c", "2020-05-04", (LEVEL, "early_help", "ends")),
    )
    assert not found.findings


def test_an_end_without_a_beginning_is_kept_and_named():
    found = _spells(("a", "2020-05-04", (LEVEL, "early_help", "ends")))
    assert _told(found) == [("early_help", None, "2020-05-04")]
    assert [f.code for f in found.findings] == ["end_without_start"]


def test_a_beginning_while_it_goes_on_is_named_and_makes_no_second_spell():
    found = _spells(
        ("a", "2020-01-06", (LEVEL, "early_help", "starts")),
        ("b", "2020-02-03", (LEVEL, "early_help", "starts")),
    )
    assert _told(found) == [("early_help", "2020-01-06", None)]
    assert [f.code for f in found.findings] == ["started_twice"]


def test_an_undated_edge_is_named():
    found = _spells(("a", None, (LEVEL, "early_help", "starts")))
    assert [f.code for f in found.findings] == ["undated_edge"]


def test_one_event_that_ends_and_begins_closes_before_it_opens():
    found = build_spells(sample_view())
    assert _told(found) == [
        ("child_in_need", "2019-04-02", "2021-01-20"),
        ("child_protection", "2021-01-20", None),
    ]


def test_events_that_nobody_read_begin_nothing():
    rows = make_event(
        "a", "2020-01-06", "Step.", children=("nia",), spells=((LEVEL, "early_help", "starts"),),
        status=EventStatus.ACCEPTED_UNREAD,
    )  # fmt: skip
    assert not build_spells(view_of(make(Case), [*sample_people(), *rows])).spells
