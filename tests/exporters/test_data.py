"""Data out and in again: the same records, nothing classed, other forms understood."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from chronology_app.documents.gate import check_parts
from chronology_app.documents.options import LOCAL_AUTHORITY, ExportOptions
from chronology_app.errors import BadValueError
from chronology_app.model import (
    RECORD_CLASSES,
    Account,
    Case,
    Change,
    Citation,
    Concern,
    Event,
    EventPerson,
    Instrument,
    Locator,
    NeedConcerned,
    Passage,
    Person,
    Plan,
    Source,
    SpanRef,
    Strength,
    Suggestion,
)
from chronology_app.model.codes import RecordClass
from chronology_app.model.view import view_of
from exporters.data import build_data, read_lines, read_record, record_name
from exporters.data_forms import event_date, read_data, read_locator
from exporters.score_forms import read_scores
from exporters.work_forms import read_plan
from tests.factories import TODAY, make, sample_people, sample_view

OPTIONS = ExportOptions(today=TODAY, profile=LOCAL_AUTHORITY)


def _everything():
    """Return a case with one record of every class."""
    case = make(Case)
    return view_of(case, [make(kind, id=f"id-{n}") for n, kind in enumerate(RECORD_CLASSES)
                          if kind is not Case])  # fmt: skip


def test_every_record_comes_back_as_it_was():
    view = _everything()
    data = build_data(view, OPTIONS)
    found = read_data(data.text.splitlines(), view)
    assert not data.kept_back
    assert not found.problems
    wanted = {record.id: record for record in (view.case, *view.by_id.values())}
    assert {record.id: record for record in found.records} == wanted
    assert len(found.records) == len(RECORD_CLASSES)


def test_records_come_in_an_order_in_which_each_can_be_stored():
    names = [json.loads(line.text)["record"] for line in build_data(sample_view(), OPTIONS).lines]
    order = [record_name(kind) for kind in RECORD_CLASSES]
    assert [order.index(name) for name in names] == sorted(order.index(name) for name in names)


def test_an_event_line_also_carries_the_fields_that_the_command_line_promises():
    lines = [json.loads(line.text) for line in build_data(sample_view(), OPTIONS).lines]
    event = next(line for line in lines if line["record"] == "event" and line["id"] == "e09")
    assert event["children"] == ["Nia Hollins", "Owen Hollins", "Tess Marlow"]
    assert event["neglect_types"] == ["supervision"]
    assert event["date"]["earliest"] == "2021-05-06"
    assert event["citations"][0]["quote"] == "Children alone at home from 18:40 until 21:10."
    undated = next(line for line in lines if line.get("id") == "e10")
    assert undated["date"]["edtf"] is None


def test_what_is_classed_stays_with_all_that_hangs_on_it():
    data = build_data(sample_view(), OPTIONS)
    assert "threshold" not in data.text
    assert "Legal planning" not in data.text
    assert {"e11", "legal", "e11-account", "e11-passage"} <= set(data.kept_back)


def test_suggestions_that_quote_a_classed_passage_stay():
    passage = make(Passage, id="secret", source_id="notes", index=7, text="Counsel advised.",
                   record_class=RecordClass.LEGAL_ADVICE)  # fmt: skip
    span = SpanRef(passage_index=7, locator=Locator(), start=0, end=7, quote="Counsel")
    waiting = make(Suggestion, id="waiting", source_id="notes", fact="Counsel advised.",
                   spans=(span,))  # fmt: skip
    data = build_data(sample_view(passage, waiting), OPTIONS)
    assert {"secret", "waiting"} <= set(data.kept_back)
    assert "Counsel" not in data.text


def test_for_a_party_protected_details_stay_and_their_words_stop_the_export():
    options = replace(OPTIONS, profile="Lee Marlow")
    view = sample_view()
    data = build_data(view, options)
    assert "address" in data.kept_back
    assert not check_parts(view, data.parts(), options.profile, allow_unread=True)
    leak = make(Passage, id="leak", source_id="notes", text='Seen at 3 Quarry\nBank, "home".')
    view = sample_view(leak)
    parts = build_data(view, options).parts()
    (stop,) = check_parts(view, parts, options.profile, allow_unread=True)
    assert stop.record_id == "leak"


def test_data_holds_events_accepted_unread_and_says_so():
    view = sample_view()
    data = build_data(view, OPTIONS)
    assert '"accepted_unread"' in data.text
    assert not check_parts(view, data.parts(), LOCAL_AUTHORITY, allow_unread=True)


def test_broken_lines_are_named_by_their_number():
    for lines in (["{}", "not json"], ["{}", "[1]"]):
        with pytest.raises(BadValueError) as refused:
            list(read_lines(lines))
        assert refused.value.params == {"line": 2}
    for line in ({"record": "spaceship", "fields": {}}, {"record": "person", "fields": {"x": 1}}):
        with pytest.raises(BadValueError):
            read_record(4, line)


# --- events in the contract's form -----------------------------------------------------------

LINE = {
    "id": "D001", "edtf": "2019-03-04/2019-03-10", "modifier": "week commencing",
    "summary": "Nia was late on four days.", "children": ["Nia Hollins"], "agency": "school",
    "kind": "attendance", "neglect_types": ["educational"], "strength": True,
    "impact": {"Nia Hollins": ["education"]}, "class": "ordinary",
    "mentions": [
        {"file": "log.xlsx", "locator": "sheet Nia, row 2, column 4", "quote": "Late 4 days",
         "recorded_by": "school"},
        {"file": "hv.pdf", "locator": {"page": 3}, "quote": "often late",
         "recorded_by": "health_visiting"},
    ],
}  # fmt: skip


def _of(records, kind):
    return [record for record in records if isinstance(record, kind)]


def test_an_event_line_becomes_an_event_with_accounts_and_citations():
    found = read_data([json.dumps(LINE)], view_of(make(Case), sample_people()))
    (event,) = _of(found.records, Event)
    assert (event.id, event.fact) == ("D001", "Nia was late on four days.")
    assert (event.date.edtf, event.date.text) == ("2019-03-04/2019-03-10", "week commencing")
    assert [a.recorded_by for a in _of(found.records, Account)] == ["school", "health_visiting"]
    passages = {p.id: p for p in _of(found.records, Passage)}
    for citation in _of(found.records, Citation):
        passage = passages[citation.passage_id]
        assert passage.text[citation.start : citation.end] == citation.quote
    assert [c.type for c in _of(found.records, Concern)] == ["educational"]
    assert [(n.child_id, n.need) for n in _of(found.records, NeedConcerned)] == [
        ("nia", "education")
    ]
    assert len(_of(found.records, Strength)) == 1


def test_read_twice_it_gives_the_same_records():
    view = view_of(make(Case), sample_people())
    assert read_data([json.dumps(LINE)], view) == read_data([json.dumps(LINE)], view)


def test_a_child_whom_the_case_does_not_know_is_made_once_and_not_lost():
    line = {**LINE, "children": ["Ffion Parry"], "impact": {"Ffion Parry": ["health"]}}
    records = read_data([json.dumps(line)], view_of(make(Case), [])).records
    (child,) = _of(records, Person)
    assert (child.name, child.is_child) == ("Ffion Parry", True)
    assert records.index(child) < records.index(_of(records, EventPerson)[0])


def test_words_are_looked_for_in_the_originals_and_named_where_they_are_not_found():
    source = make(Source, id="s", file_name="log.xlsx")
    passage = make(Passage, id="p", source_id="s", text="Nia: Late 4 days out of 5")
    view = view_of(make(Case), [*sample_people(), source])

    def find(found_source, quote):
        start = passage.text.find(quote)
        return (passage, start, start + len(quote)) if start >= 0 else None

    line = {**LINE, "mentions": LINE["mentions"][:1]}
    (citation,) = _of(read_data([json.dumps(line)], view, find).records, Citation)
    assert (citation.passage_id, citation.quote) == ("p", "Late 4 days")
    line = {**line, "mentions": [{**LINE["mentions"][0], "quote": "never written"}]}
    found = read_data([json.dumps(line)], view, find)
    assert not _of(found.records, Citation)
    assert found.problems[0].params == {"event": "D001", "file": "log.xlsx"}


def test_dates_may_be_given_as_an_object_as_text_or_not_at_all():
    assert event_date({"date": {"edtf": "2022", "modifier": "early", "text": "early 2022"}}) == (
        event_date({"edtf": "2022", "modifier": "early"})
        and replace(event_date({"edtf": "2022", "modifier": "early"}), text="early 2022")
    )
    assert event_date({"date": "2022-05"}).edtf == "2022-05"
    assert event_date({"date": {"edtf": None}}) is None
    assert event_date({"edtf": "2022-05-06", "modifier": "exact"}).text == ""


def test_an_event_that_cannot_be_read_is_named_by_its_line():
    for line in ({"id": "x"}, {**LINE, "edtf": "soon"}, {**LINE, "class": "secretive"}):
        with pytest.raises(BadValueError) as refused:
            read_data(["", json.dumps(line)], view_of(make(Case), []))
        assert refused.value.params["line"] == 2


@pytest.mark.parametrize(
    ("words", "locator"),
    [
        ("paragraph 7, under heading 'x'", Locator(paragraph=7)),
        ("sheet Nia, row 2, column 4", Locator(sheet="Nia", row=2, column=4)),
        ("", Locator()),
        ({"page": 3, "line": 4}, Locator(page=3, line=4)),
    ],
)
def test_places_are_read_from_words_and_objects(words, locator):
    assert read_locator(words) == locator


def test_the_development_case_is_read_whole(shared):
    file = shared / "cases" / "development" / "gold_events.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines()
    found = read_data(lines, view_of(make(Case), []))
    assert len(_of(found.records, Event)) == len(lines)
    mentions = sum(len(json.loads(line)["mentions"]) for line in lines)
    assert len(_of(found.records, Citation)) == mentions


# --- plans and scores ------------------------------------------------------------------------


def test_a_plan_becomes_its_changes_in_order():
    view = view_of(make(Case), sample_people())
    plan, first, second = read_plan({
        "plan": "Child protection plan of 2021-01-20",
        "entries": [
            {"change_needed": "Three meals a day", "why": ["e02"], "children": ["Nia Hollins"],
             "by_when": "2021-04-01", "consequence_no_change": "Legal advice sought",
             "review": ["2021-02-01", "2021-03-01"]},
            {"change_needed": "An adult is always there"},
        ],
    }, view)  # fmt: skip
    assert isinstance(plan, Plan)
    assert (plan.kind, plan.started.edtf) == ("child_protection", "2021-01-20")
    assert isinstance(first, Change)
    assert (first.child_ids, first.why_event_ids) == (("nia",), ("e02",))
    assert [d.edtf for d in first.review_on] == ["2021-02-01", "2021-03-01"]
    assert (second.position, second.consequence_no_change) == (1, "")


@pytest.mark.parametrize("found", [None, {}, {"entries": [{}]}, {"entries": ["x"]}, 3])
def test_a_plan_of_another_shape_is_refused(found):
    with pytest.raises(BadValueError):
        read_plan(found, view_of(make(Case), []))


def test_scores_become_an_instrument_with_its_direction_and_assessments():
    records = read_scores({
        "home": [{"date": "2021-01-12", "scale": "1 (best) - 5 (worst)", "areas": {"warmth": 2}}],
        "strengths": [{"date": "2022-02", "scale": "-3 (serious) to +2 (clear strength)",
                       "domains": {"safety": -2}, "evidence": ["e01"]}],
        "note": "Words beside the figures are left alone.",
    }, view_of(make(Case), sample_people()))  # fmt: skip
    home, strengths = _of(records, Instrument)
    assert (home.minimum, home.maximum, home.high_is_good) == (1, 5, False)
    assert (strengths.minimum, strengths.maximum, strengths.high_is_good) == (-3, 2, True)
    assert records[-1].scores[0].event_ids == ("e01",)


@pytest.mark.parametrize(
    "found",
    [None, [], {"x": [{}]}, {"x": [3]}, {"x": [{"date": "2021", "areas": {"a": "high"}}]},
     {"x": [{"date": "soon", "areas": {"a": 1}}]}, {"x": []}],
)  # fmt: skip
def test_scores_of_another_shape_are_refused(found):
    with pytest.raises(BadValueError):
        read_scores(found, view_of(make(Case), []))
