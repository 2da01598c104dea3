"""What each kind of decision builds, and what it refuses."""

from __future__ import annotations

import pytest

from chronology_app.casefile import Casebook
from chronology_app.errors import BadValueError
from chronology_app.model import (
    Account,
    ChildWords,
    Citation,
    Concern,
    Event,
    EventPerson,
    LikelyImpact,
    NeedConcerned,
    ObservedImpact,
    Source,
    SpellMark,
    Strength,
    Suggestion,
)
from chronology_app.model.codes import EventStatus, RecordClass, SuggestionStatus
from tests.chronology_app.casebooks import CASE_ID, FILE, contents


def decide(book: Casebook, do: str, number: int | None = 1, **more: object):
    decision = {"do": do, **more}
    if number is not None:
        decision["id"] = f"{FILE}-s{number}"
    (result,) = book.decide(CASE_ID, [decision])
    return result


def accepted(book: Casebook, number: int | None = 1, do: str = "accept", **more: object) -> Event:
    result = decide(book, do, number, **more)
    assert result.error is None, (result.error.message_id, result.error.params)
    return book.queries.record(Event, CASE_ID, result.event_id)


def test_accepting_builds_what_the_suggestion_said_and_no_impact(book):
    event = accepted(book)
    queries = book.queries
    assert (event.status, event.confirmed_by) == (EventStatus.CONFIRMED, "Ruth Ames")
    assert event.date.edtf == "2020-03-03"
    (account,) = queries.records(Account, CASE_ID)
    assert (account.source_id, account.agency, account.date_as_written) == (
        FILE, "health_visiting", "03/03/2020",
    )  # fmt: skip
    assert event.headline_account_id == account.id
    (citation,) = queries.records(Citation, CASE_ID)
    assert (citation.owner_id, citation.quote[:10]) == (account.id, "03/03/2020")
    people = {(p.person_id, p.part) for p in queries.records(EventPerson, CASE_ID)}
    assert people == {("nia", "subject"), ("kerry", "present")}
    assert [(c.child_id, c.type) for c in queries.records(Concern, CASE_ID)] == [("nia", "medical")]
    for impact in (NeedConcerned, ObservedImpact, LikelyImpact):
        assert queries.records(impact, CASE_ID) == ()


def test_the_suggestion_says_who_decided_why_and_what_became_of_it(book):
    event = accepted(book, reason="Seen in the record")
    suggestion = book.queries.record(Suggestion, CASE_ID, f"{FILE}-s1")
    assert suggestion.status == SuggestionStatus.ACCEPTED
    assert (suggestion.decided_by, suggestion.decided_reason) == ("Ruth Ames", "Seen in the record")
    assert suggestion.event_id == event.id
    assert event.suggestion_ids == (suggestion.id,)


def test_a_strength_a_spell_and_a_childs_words_come_with_the_event(book):
    accepted(book, 3)
    accepted(book, 4)
    accepted(book, 2)
    assert len(book.queries.records(Strength, CASE_ID)) == 1
    marks = {(m.child_id, m.value, m.edge) for m in book.queries.records(SpellMark, CASE_ID)}
    assert marks == {("nia", "child_in_need", "starts"), ("owen", "child_in_need", "starts")}
    (words,) = book.queries.records(ChildWords, CASE_ID)
    assert (words.child_id, words.words) == ("owen", "I only had crisps")


def test_fields_override_the_suggestion(book):
    event = accepted(
        book, 1, "edit",
        fields={
            "date": {"edtf": "2020-03", "modifier": "early", "text": "early March 2020"},
            "time": "09:30", "fact": "Not brought.", "court_wording": "Was not brought.",
            "kind": "missed_appointment", "agency": "gp", "recorded_by": "gp",
            "author": "Dr Lloyd", "evidence": "first_hand", "place": "Surgery",
            "children": ["Owen Hollins"], "neglect_types": ["medical", "emotional"],
            "weight": {"medical": "high"}, "significance": "some", "key": True,
            "relied_on": True, "action": "Letter sent.", "result": "No reply.",
            "class": "third_party", "strength": "Rang to say sorry.",
            "people": [{"name": "Nia", "part": "not_seen", "why": "At school"}],
        },
    )  # fmt: skip
    (account,) = book.queries.records(Account, CASE_ID)
    assert (event.date.edtf, event.date.modifier, event.date.text) == (
        "2020-03", "early", "early March 2020",
    )  # fmt: skip
    assert (event.time, event.kind, event.significance) == ("09:30", "missed_appointment", "some")
    assert (event.key, event.relied_on) == (True, True)
    assert (event.action, event.result) == ("Letter sent.", "No reply.")
    assert event.record_class == RecordClass.THIRD_PARTY
    assert (account.author, account.place, account.evidence) == (
        "Dr Lloyd",
        "Surgery",
        "first_hand",
    )
    parts = {(p.person_id, p.part, p.why) for p in book.queries.records(EventPerson, CASE_ID)}
    assert parts == {("owen", "subject", ""), ("nia", "not_seen", "At school")}
    weights = {(c.child_id, c.type, c.weight) for c in book.queries.records(Concern, CASE_ID)}
    assert weights == {("owen", "medical", "high"), ("owen", "emotional", "")}
    assert book.queries.records(Strength, CASE_ID)[0].words == "Rang to say sorry."


def test_the_same_date_keeps_its_words_and_no_date_makes_it_undated(book):
    same = accepted(book, 1, "edit", fields={"date": "2020-03-03"})
    assert same.date.text == "03/03/2020"
    undated = accepted(book, 2, "edit", fields={"date": None})
    assert undated.date is None
    assert [row.event_id for row in book.queries.page(CASE_ID)] == [same.id, undated.id]


def test_impact_comes_only_when_it_was_given_and_observed_impact_is_cited(book):
    accepted(
        book, 2, "edit",
        fields={
            "impact": {"Owen Hollins": ["health", "education"]},
            "observed_impact": [
                {"child": "Owen", "need": "health", "words": "Hungry.", "quote": "seen  hungry"},
                {"child": "Owen", "need": "health", "words": "Thin."},
            ],
            "likely_impact": [
                {"child": "Owen", "need": "health", "words": "Likely to tire.",
                 "signed_by": "Huw Pyle", "post": "Social worker"},
            ],
        },
    )  # fmt: skip
    needs = {n.need for n in book.queries.records(NeedConcerned, CASE_ID)}
    assert needs == {"health", "education"}
    impacts = {i.words: i.id for i in book.queries.records(ObservedImpact, CASE_ID)}
    quotes = {c.owner_id: c.quote for c in book.queries.records(Citation, CASE_ID)}
    assert quotes[impacts["Hungry."]] == "seen hungry"
    assert quotes[impacts["Thin."]].startswith("10/03/2020")
    (likely,) = book.queries.records(LikelyImpact, CASE_ID)
    assert (likely.signed_by, likely.post) == ("Huw Pyle", "Social worker")
    assert likely.signed_at is not None


def test_a_suggestion_is_found_by_its_file_and_words(book):
    event = accepted(book, None, file=FILE, quote="Owen seen\n  hungry")
    assert event.suggestion_ids == (f"{FILE}-s2",)


def test_words_that_nothing_was_suggested_for_become_an_event_by_hand(book):
    event = accepted(
        book, None, file=FILE, quote="Health visiting record",
        fields={"date": "2020", "children": ["Nia"]},
    )  # fmt: skip
    assert event.suggestion_ids == ()
    assert event.fact == "Health visiting record"
    assert book.queries.records(Citation, CASE_ID)[0].quote == "Health visiting record"
    assert book.queries.history(CASE_ID)[-1].command == "add_event"


def test_adding_does_not_look_for_a_suggestion(book):
    event = accepted(book, None, "add", file=FILE, quote="Owen seen hungry")
    assert event.suggestion_ids == ()
    assert len(book.queries.suggestions(CASE_ID)) == 4


def test_quoted_words_that_run_on_are_cited_passage_by_passage(book):
    accepted(book, None, "add", file=FILE, quote="not brought to her check. 10/03/2020 Owen seen")
    quotes = [c.quote for c in book.queries.records(Citation, CASE_ID)]
    assert quotes == ["not brought to her check.", "10/03/2020 Owen seen"]


def test_typographic_quotes_and_case_do_not_hide_the_words(book):
    event = accepted(book, None, file=FILE, quote='he said "i only had crisps"')
    assert event.suggestion_ids == (f"{FILE}-s2",)


@pytest.mark.parametrize("way", ["event", "suggestion", "words"])
def test_merging_adds_an_account_to_an_event(book, way):
    event = accepted(book)
    into = {
        "event": event.id,
        "suggestion": f"{FILE}-s1",
        "words": {"file": FILE, "quote": "not brought to her check"},
    }[way]
    merged = decide(book, "merge", 2, fields={"into": into})
    assert merged.event_id == event.id
    view = book.queries.view(CASE_ID)
    assert len(view.accounts[event.id]) == 2
    assert view.confirmed[0].suggestion_ids == (f"{FILE}-s1", f"{FILE}-s2")
    assert view.confirmed[0].date.edtf == "2020-03-03"
    suggestion = book.queries.record(Suggestion, CASE_ID, f"{FILE}-s2")
    assert (suggestion.status, suggestion.event_id) == (SuggestionStatus.MERGED, event.id)


def test_a_source_that_is_held_back_holds_its_events_back(book):
    source = book.queries.record(Source, CASE_ID, FILE)
    from dataclasses import replace

    held = replace(source, record_class=RecordClass.LEGAL_ADVICE)
    book.add_records(CASE_ID, [held])
    assert accepted(book).record_class == RecordClass.LEGAL_ADVICE
    freed = accepted(book, 2, "edit", fields={"class": "ordinary"})
    assert freed.record_class == RecordClass.ORDINARY


REFUSED = [
    ({"do": "burn", "id": "x"}, "error.decision_do"),
    ({"do": "accept"}, "error.decision_about_nothing"),
    ({"do": "accept", "file": FILE}, "error.decision_about_nothing"),
    ({"do": "accept", "id": "nothing"}, "error.unknown_record"),
    ({"do": "accept", "id": 7}, "error.decision_shape"),
    ({"do": "accept", "id": f"{FILE}-s1", "extra": 1}, "error.decision_field"),
    ({"do": "accept", "id": f"{FILE}-s1", "fields": {"colour": 1}}, "error.decision_field"),
    ({"do": "accept", "file": "none.txt", "quote": "x"}, "error.unknown_file"),
    ({"do": "accept", "file": FILE, "quote": "never said"}, "error.quote_not_found"),
    ({"do": "reject", "file": FILE, "quote": "Health visiting"}, "error.nothing_suggested"),
    ({"do": "merge", "id": f"{FILE}-s1"}, "error.merge_into_nothing"),
    ({"do": "merge", "id": f"{FILE}-s1", "fields": {"into": f"{FILE}-s2"}},
     "error.merge_into_undecided"),
    ({"do": "merge", "id": f"{FILE}-s1", "fields": {"into": {"file": FILE, "quote": "Kitchen"}}},
     "error.no_event_at_quote"),
]  # fmt: skip
BAD_FIELDS = [
    ({"children": ["Somebody Else"]}, "error.unknown_person"),
    ({"children": ["Kerry Hollins"]}, "error.not_a_child"),
    ({"children": "Nia"}, "error.decision_field_value"),
    ({"children": [1]}, "error.decision_field_value"),
    ({"people": ["Nia"]}, "error.decision_field_value"),
    ({"people": [{"name": "Nia", "part": "hidden"}]}, "error.decision_field_value"),
    ({"date": 2020}, "error.decision_field_value"),
    ({"date": "soon"}, "error.date_value"),
    ({"time": "25:00"}, "error.decision_field_value"),
    ({"class": "secret"}, "error.decision_field_value"),
    ({"significance": "11"}, "error.decision_field_value"),
    ({"weight": {"medical": "heavy"}}, "error.decision_field_value"),
    ({"strength": 3}, "error.decision_field_value"),
    ({"key": "yes"}, "error.decision_field_value"),
    ({"spells": [{"kind": "worker", "value": "A", "edge": "middle"}]},
     "error.decision_field_value"),
    ({"observed_impact": [{"child": "Nia", "need": "health"}]}, "error.decision_field_value"),
    ({"observed_impact": [{"child": "Nia", "need": "health", "words": "x", "quote": "not there"}]},
     "error.quote_not_found"),
    ({"child_words": "Ow", "children": ["Nia", "Owen"]}, "error.whose_words"),
]  # fmt: skip
REFUSED += [({"do": "edit", "id": f"{FILE}-s1", "fields": f}, why) for f, why in BAD_FIELDS]


@pytest.mark.parametrize(("decision", "message_id"), REFUSED)
def test_what_cannot_be_carried_out_is_said_and_changes_nothing(book, decision, message_id):
    before = contents(book)
    head = book.queries.head(CASE_ID)
    (result,) = book.decide(CASE_ID, [decision])
    assert result.error.message_id == message_id
    assert contents(book) == before
    assert book.queries.head(CASE_ID) == head


def test_one_bad_decision_does_not_stop_the_others(book):
    results = book.decide(CASE_ID, [
        {"id": f"{FILE}-s1", "do": "accept"},
        {"id": f"{FILE}-s1", "do": "accept"},
        {"id": f"{FILE}-s2", "do": "reject"},
    ])  # fmt: skip
    assert [r.error.message_id if r.error else None for r in results] == [
        None, "error.already_decided", None,
    ]  # fmt: skip


def test_childrens_words_may_be_given_with_who_asked(book):
    words = [{"child": "Nia", "words": "I am cold", "asked_by": "Teacher", "how_asked": "How?"}]
    accepted(book, 1, "edit", fields={"child_words": words})
    (kept,) = book.queries.records(ChildWords, CASE_ID)
    assert (kept.words, kept.asked_by, kept.how_asked) == ("I am cold", "Teacher", "How?")


def test_spells_may_be_given_for_some_children(book):
    spell = {"kind": "placement", "value": "Aunt", "edge": "starts", "children": ["Owen"]}
    accepted(book, 4, "edit", fields={"spells": [spell]})
    (mark,) = book.queries.records(SpellMark, CASE_ID)
    assert (mark.child_id, mark.value) == ("owen", "Aunt")


def test_a_removed_event_takes_no_further_account(book):
    from dataclasses import replace

    event = accepted(book)
    book.add_records(CASE_ID, [replace(event, status=EventStatus.REMOVED)])
    result = decide(book, "merge", 2, fields={"into": event.id})
    assert isinstance(result.error, BadValueError)
    assert result.error.message_id == "error.event_removed"
    assert book.queries.page(CASE_ID) == ()


def test_decisions_carried_out_twice_make_no_event_twice(book):
    decisions = [
        {"file": FILE, "quote": "Owen seen hungry", "do": "accept"},
        {"file": FILE, "quote": "Health visiting record", "do": "add", "fields": {"date": "2020"}},
        {"file": FILE, "quote": "Health visiting record", "do": "add", "fields": {"date": "2021"}},
        {"file": FILE, "quote": "Kitchen clean", "do": "edit", "fields": {"fact": "Clean."}},
        {"file": FILE, "quote": "Kitchen clean", "do": "add", "fields": {"fact": "Tidy."}},
    ]
    assert [r.error for r in book.decide(CASE_ID, decisions)] == [None] * 5
    again = book.decide(CASE_ID, decisions)
    assert {r.error.message_id for r in again} == {"error.event_there"}
    assert len(book.queries.page(CASE_ID)) == 5
