"""Commands on confirmed events, their accounts and impact: done, undone, done again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from chronology_app.casefile import Casebook
from chronology_app.commands.event_changes import CHANGES
from chronology_app.errors import BadValueError, UnknownRecordError
from chronology_app.history import history_lines
from chronology_app.model import (
    Account,
    Analysis,
    Assessment,
    Change,
    Citation,
    Event,
    Instrument,
    LikelyImpact,
    NeedConcerned,
    ObservedImpact,
    Passage,
    Plan,
    Reply,
    Score,
    SpellMark,
    Suggestion,
)
from chronology_app.model.codes import EventStatus, RecordClass, SuggestionStatus
from chronology_app.wording import has
from tests.chronology_app.casebooks import CASE_ID, FILE, TEXT, contents
from tests.factories import make

OWEN = f"{FILE}-s2"
NIA = f"{FILE}-s1"


def decide(book: Casebook, suggestion: str = OWEN, **more: object) -> str:
    (done,) = book.decide(CASE_ID, [{"id": suggestion, "do": "accept", **more}])
    assert done.error is None, (done.error.message_id, done.error.params)
    return done.event_id


def detail(book: Casebook, event_id: str):
    return book.queries.event_detail(CASE_ID, event_id)


def records(book: Casebook, kind: type):
    return book.queries.records(kind, CASE_ID)


def headline(book: Casebook, event_id: str) -> Account:
    return detail(book, event_id).accounts[0].account


# --- every command goes back and forth ----------------------------------------------------------


def _change(**changes: object) -> Callable[[Casebook], object]:
    return lambda book: book.change_event(CASE_ID, _first(book), changes)


def _first(book: Casebook) -> str:
    return next(e.id for e in records(book, Event) if e.suggestion_ids == (OWEN,))


def _second(book: Casebook) -> str:
    return next(e.id for e in records(book, Event) if e.suggestion_ids == (NIA,))


def _merged_account(book: Casebook) -> Account:
    return next(a for a in records(book, Account) if a.event_id == _third(book))


def _third(book: Casebook) -> str:
    return next(e.id for e in records(book, Event) if len(e.suggestion_ids) == 2)


def _observed(book: Casebook) -> str:
    return records(book, ObservedImpact)[0].id


COMMANDS: dict[str, Callable[[Casebook], object]] = {
    "wording": _change(fact="Owen was hungry.", court_wording="Owen presented as hungry."),
    "date": _change(date={"edtf": "2020-03-11", "text": "11/3"}, date_reason="School register."),
    "class": _change(**{"class": "third_party", "class_reason": "About a neighbour."}),
    "children": _change(children=["Nia Hollins", "Owen Hollins"]),
    "one child": lambda book: book.change_event(CASE_ID, _third(book), {"children": ["nia"]}),
    "concerns": _change(concerns=[{"child": "owen", "type": "medical", "weight": "high"}]),
    "types": _change(neglect_types=["medical", "nutritional"], weight={"medical": "some"}),
    "strengths": _change(strengths=[{"words": "He was fed.", "child": "owen"}]),
    "strength": _change(strength="He was fed."),
    "people": _change(people=[{"name": "Dean Hollins", "part": "not_seen", "why": "Away."}]),
    "words": _change(child_words=[{"child": "owen", "words": "I had crisps", "asked_by": "HV"}]),
    "many": _change(kind="visit", key=True, relied_on=True, significance="high", action="Called."),
    "confirm": lambda book: book.confirm_event(CASE_ID, _first(book)),
    "remove": lambda book: book.remove_event(CASE_ID, _first(book), "Another family."),
    "merge": lambda book: book.merge_events(CASE_ID, _first(book), _second(book)),
    "split": lambda book: book.split_account(CASE_ID, _merged_account(book).id),
    "cite": lambda book: book.add_citation(
        CASE_ID, headline(book, _first(book)).id, f"{FILE}-0", 0, 6
    ),
    "tag": lambda book: book.tag_need(CASE_ID, _first(book), "owen", "health"),
    "untag": lambda book: book.untag_need(CASE_ID, _first(book), "owen", "identity"),
    "observe": lambda book: book.add_observed_impact(
        CASE_ID, _first(book), "owen", "health", "Pale.", [(f"{FILE}-2", 0, 10)]
    ),
    "judge": lambda book: book.add_likely_impact(
        CASE_ID, [_first(book), _second(book)], "owen", "health", "Will tire.", signed_by="R Ames"
    ),
    "drop impact": lambda book: book.remove_impact(CASE_ID, _observed(book)),
}  # fmt: skip


@pytest.fixture
def decided(book):
    """Return a casebook with three events; one has two accounts, one a tag and an impact."""
    first, _ = decide(book), decide(book, NIA)
    third = decide(book, f"{FILE}-s3")
    merge = {"id": f"{FILE}-s4", "do": "merge", "fields": {"into": third}}
    assert book.decide(CASE_ID, [merge])[0].error is None
    book.tag_need(CASE_ID, first, "owen", "identity")
    book.add_observed_impact(CASE_ID, first, "owen", "health", "Seen hungry.")
    return book


def test_every_command_can_be_taken_back_and_done_again(decided):
    before = contents(decided)
    for name, command in COMMANDS.items():
        changed = command(decided)
        after = contents(decided)
        assert after != before, name
        assert changed.number == len(decided.queries.history(CASE_ID)), name
        words = decided.next_undo(CASE_ID)
        assert "_" not in words
        decided.undo(CASE_ID)
        assert contents(decided) == before, name
        assert decided.next_redo(CASE_ID) == words
        decided.redo(CASE_ID)
        assert contents(decided) == after, name
        decided.undo(CASE_ID)
    assert decided.verify().fine


# --- changing -----------------------------------------------------------------------------------


def test_a_change_leaves_everything_else_as_it_was(book):
    event_id = decide(book)
    before = detail(book, event_id)
    book.change_event(CASE_ID, event_id, {"fact": "Owen was hungry."})
    after = detail(book, event_id)
    assert after.event.fact == "Owen was hungry."
    for name in ("accounts", "people", "concerns", "strengths", "child_words", "spell_marks"):
        assert getattr(after, name) == getattr(before, name), name
    assert book.queries.search("hungry")


def test_a_change_to_what_is_there_is_no_step(book):
    event_id = decide(book)
    count = len(book.queries.history(CASE_ID))
    changed = book.change_event(
        CASE_ID, event_id, {"children": ["Owen Hollins"], "neglect_types": ["nutritional"]}
    )
    assert (changed.number, len(book.queries.history(CASE_ID))) == (0, count)
    assert book.next_undo(CASE_ID) == "Accepted a suggestion"


def test_a_corrected_date_keeps_what_the_source_says(book):
    event_id = decide(book)
    with pytest.raises(BadValueError, match="date_reason"):
        book.change_event(CASE_ID, event_id, {"date": "2020-03-11"})
    fields = {"date": "2020-03-11", "date_reason": "The school's register.", "time": "08:50"}
    book.change_event(CASE_ID, event_id, fields)
    shown = detail(book, event_id)
    assert (shown.event.date.edtf, shown.event.time) == ("2020-03-11", "08:50")
    account = shown.accounts[0].account
    assert (account.date.edtf, account.date_as_written) == ("2020-03-10", "10/03/2020")
    assert [(a.kind, a.words, a.signed_by) for a in shown.analyses] == [
        ("date_changed", "The school's register.", "Ruth Ames")
    ]
    book.change_event(CASE_ID, event_id, {"date": "2020-03-10"})
    assert detail(book, event_id).event.date.edtf == "2020-03-10"
    book.change_event(CASE_ID, event_id, {"date": None, "date_reason": "Nobody knows."})
    assert detail(book, event_id).event.date is None


def test_children_that_go_take_their_concerns_along(book):
    event_id = decide(book, NIA)
    book.change_event(CASE_ID, event_id, {"children": ["Nia Hollins", "Owen Hollins"]})
    assert {p.person_id for p in detail(book, event_id).people if p.part == "subject"} == {
        "nia", "owen",
    }  # fmt: skip
    assert [c.child_id for c in detail(book, event_id).concerns] == ["nia"], "no concern is assumed"
    book.change_event(CASE_ID, event_id, {"children": ["owen"]})
    assert detail(book, event_id).concerns == ()
    assert ("kerry", "present") in {(p.person_id, p.part) for p in detail(book, event_id).people}


def test_a_child_whose_words_are_in_an_event_stays_in_it(book):
    event_id = decide(book)
    assert detail(book, event_id).child_words
    with pytest.raises(BadValueError, match="child_still_told"):
        book.change_event(CASE_ID, event_id, {"children": ["Nia Hollins"]})


def test_concerns_are_changed_child_by_child_and_keep_their_ids(book):
    event_id = decide(book, f"{FILE}-s3", fields={"neglect_types": ["medical"]})
    before = {(c.child_id, c.type): c.id for c in detail(book, event_id).concerns}
    assert set(before) == {("nia", "medical"), ("owen", "medical")}
    concerns = [{"child": "Nia Hollins", "type": "medical", "weight": "high"},
                {"child": "owen", "type": "physical"}]  # fmt: skip
    book.change_event(CASE_ID, event_id, {"concerns": concerns})
    after = {(c.child_id, c.type): (c.id, c.weight) for c in detail(book, event_id).concerns}
    assert after.keys() == {("nia", "medical"), ("owen", "physical")}
    assert after["nia", "medical"] == (before["nia", "medical"], "high")
    book.change_event(CASE_ID, event_id, {"neglect_types": ["medical"]})
    weights = {c.child_id: c.weight for c in detail(book, event_id).concerns}
    assert weights == {"nia": "high", "owen": ""}
    book.change_event(CASE_ID, event_id, {"weight": {"medical": "low"}})
    assert {c.weight for c in detail(book, event_id).concerns} == {"low"}
    with pytest.raises(BadValueError, match="concern_child"):
        book.change_event(CASE_ID, event_id, {"children": ["nia"], "concerns": concerns})


def test_a_child_goes_with_its_words_when_both_are_taken_out(book):
    event_id = decide(book)
    book.change_event(CASE_ID, event_id, {"children": ["nia"], "child_words": []})
    assert detail(book, event_id).child_words == ()


def test_words_and_parts_that_go_take_their_citations_along(book):
    event_id = decide(book, fields={"strength": "Fed at school."})
    (words,) = detail(book, event_id).child_words
    (strength,) = detail(book, event_id).strengths
    for owner in (words, strength):
        book.add_citation(CASE_ID, owner.id, f"{FILE}-2", 0, 10)
    shown = detail(book, event_id)
    assert {k: [c.citation.quote for c in v] for k, v in shown.cited.items()} == {
        words.id: [TEXT[2][:10]], strength.id: [TEXT[2][:10]],
    }  # fmt: skip
    count = len(records(book, Citation))
    book.change_event(CASE_ID, event_id, {"child_words": [], "strength": False})
    assert len(records(book, Citation)) == count - 2
    assert detail(book, event_id).cited == {}


def test_a_class_needs_a_reason_and_keeps_the_words_as_closely(book):
    event_id = decide(book)
    with pytest.raises(BadValueError, match="class_reason"):
        book.change_event(CASE_ID, event_id, {"class": "legal_advice"})
    why = {"class_reason": "Counsel's note."}
    book.change_event(CASE_ID, event_id, {"class": "legal_advice", **why})
    passage = book.queries.record(Passage, CASE_ID, f"{FILE}-2")
    assert passage.record_class == RecordClass.LEGAL_ADVICE
    (reason,) = detail(book, event_id).analyses
    assert (reason.kind, reason.record_class) == ("class_changed", RecordClass.LEGAL_ADVICE)
    book.change_event(CASE_ID, event_id, {"class": "ordinary", "class_reason": "A slip."})
    passage = book.queries.record(Passage, CASE_ID, f"{FILE}-2")
    assert passage.record_class == RecordClass.ORDINARY
    assert detail(book, event_id).analyses[-1].record_class == RecordClass.LEGAL_ADVICE


@pytest.mark.parametrize("holder", ["event", "suggestion", "source"])
def test_words_stay_classed_while_something_else_classed_rests_on_them(book, holder):
    event_id = decide(book)
    book.change_event(CASE_ID, event_id, {"class": "third_party", "class_reason": "Neighbour."})
    if holder == "event":
        words = {"do": "add", "file": FILE, "quote": "Owen seen hungry", "fields": {"fact": "x"}}
        assert book.decide(CASE_ID, [words])[0].error is None
    elif holder == "suggestion":
        (other,) = [s for s in book.queries.suggestions(CASE_ID) if s.id == NIA]
        spans = book.queries.record(Suggestion, CASE_ID, OWEN).spans
        classed = make(Suggestion, id="more", source_id=FILE, record_class="third_party",
                       spans=spans, fact=other.fact)  # fmt: skip
        book.add_records(CASE_ID, [classed])
    else:
        (source,) = book.queries.sources(CASE_ID)
        book.add_records(CASE_ID, [replace(source, record_class=RecordClass.THIRD_PARTY)])
    book.change_event(CASE_ID, event_id, {"class": "ordinary", "class_reason": "A slip."})
    passage = book.queries.record(Passage, CASE_ID, f"{FILE}-2")
    assert passage.record_class == RecordClass.THIRD_PARTY


@pytest.mark.parametrize(
    "changes",
    [
        {"colour": "red"}, {"fact": "  "}, {"fact": None}, {"kind": "party"}, {"key": None},
        {"date": "31/02/2020", "date_reason": "x"}, {"time": "25:00"}, {"significance": "huge"},
        {"children": ["Kerry Hollins"]}, {"children": ["Nobody"]}, {"child_words": "Hungry"},
        {"people": [{"name": "Nobody"}]}, {"date_reason": 7}, {"neglect_types": "medical"},
    ],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_read_is_refused_and_changes_nothing(book, changes):
    event_id = decide(book)
    before = contents(book)
    with pytest.raises((BadValueError, UnknownRecordError)):
        book.change_event(CASE_ID, event_id, changes)
    assert contents(book) == before


def test_each_group_of_changes_has_a_name_of_its_own(book):
    assert all(has(f"command.change_event_{group}") for group in CHANGES.values())
    event_id = decide(book)
    book.change_event(CASE_ID, event_id, {"key": True})
    assert book.next_undo(CASE_ID) == "Changed how an event is marked"
    book.change_event(CASE_ID, event_id, {"key": False, "kind": "visit"})
    assert book.next_undo(CASE_ID) == "Changed an event"


# --- confirming, removing, bringing back --------------------------------------------------------


def test_an_unread_event_is_confirmed_by_who_read_it(book):
    book.accept_all(CASE_ID)
    event_id = _first(book)
    book.confirm_event(CASE_ID, event_id, by="Huw Pyle")
    event = book.queries.record(Event, CASE_ID, event_id)
    assert (event.status, event.confirmed_by, event.confirmed_how) == (
        EventStatus.CONFIRMED, "Huw Pyle", "source_shown",
    )  # fmt: skip
    with pytest.raises(BadValueError):
        book.confirm_event(CASE_ID, event_id, "unread")


@pytest.mark.parametrize("unread", [True, False])
def test_a_removed_event_is_kept_and_comes_back_as_it_was(book, unread):
    if unread:
        book.accept_all(CASE_ID)
    event_id = _first(book) if unread else decide(book)
    before = detail(book, event_id)
    with pytest.raises(BadValueError, match="removal_reason"):
        book.remove_event(CASE_ID, event_id, " ")
    with pytest.raises(BadValueError, match="event_not_removed"):
        book.restore_event(CASE_ID, event_id)
    book.remove_event(CASE_ID, event_id, "It is about another family.")
    after = detail(book, event_id)
    assert after.event.status == EventStatus.REMOVED
    assert after.accounts == before.accounts
    assert [(a.kind, a.words) for a in after.analyses] == [
        ("removed", "It is about another family.")
    ]
    assert event_id not in {e.id for e in book.queries.view(CASE_ID).events}
    for refused in (
        lambda: book.change_event(CASE_ID, event_id, {"key": True}),
        lambda: book.remove_event(CASE_ID, event_id, "Again."),
        lambda: book.confirm_event(CASE_ID, event_id),
        lambda: book.tag_need(CASE_ID, event_id, "owen", "health"),
    ):
        with pytest.raises(BadValueError, match="event_removed"):
            refused()
    book.restore_event(CASE_ID, event_id)
    assert detail(book, event_id).event.status == before.event.status


# --- accounts -----------------------------------------------------------------------------------


def test_two_events_become_one_with_both_accounts(book):
    into = decide(book, fields={"people": [{"name": "Kerry Hollins"}]})
    gone = decide(
        book, NIA,
        fields={"neglect_types": ["medical"], "strength": "Kerry rang.", "people": [
            {"name": "Kerry Hollins"}, {"name": "Dean Hollins", "part": "spoken_to"}]},
    )  # fmt: skip
    book.tag_need(CASE_ID, gone, "nia", "health")
    book.add_observed_impact(CASE_ID, gone, "nia", "health", "Unwell.")
    book.merge_events(CASE_ID, into, gone)
    shown = detail(book, into)
    assert [d.account.date.edtf for d in shown.accounts] == ["2020-03-10", "2020-03-03"]
    assert all(d.cited for d in shown.accounts)
    assert (shown.event.date.edtf, shown.event.fact) == ("2020-03-10", TEXT[2])
    assert shown.event.suggestion_ids == (OWEN, NIA)
    assert {(p.person_id, p.part) for p in shown.people} == {
        ("owen", "subject"), ("kerry", "present"), ("nia", "subject"), ("dean", "spoken_to"),
    }  # fmt: skip
    assert {(c.child_id, c.type) for c in shown.concerns} == {
        ("owen", "nutritional"), ("nia", "medical"),
    }  # fmt: skip
    assert [s.words for s in shown.strengths] == ["Kerry rang."]
    assert len(shown.needs) == len(shown.observed_impacts) == 1
    left = detail(book, gone)
    assert left.event.status == EventStatus.REMOVED
    assert (left.accounts, left.event.headline_account_id) == ((), None)
    assert {s.event_id for s in shown.suggestions} == {into}
    with pytest.raises(BadValueError, match="event_merged_away"):
        book.restore_event(CASE_ID, gone)
    assert book.verify().fine


def test_what_named_the_event_that_goes_names_the_other(book):
    into, gone = decide(book), decide(book, NIA)
    plan = make(Plan, case_id=CASE_ID)
    instrument = make(Instrument, case_id=CASE_ID)
    score = Score(area="home", value=2.0, event_ids=(gone,))
    book.add_records(
        CASE_ID,
        [
            make(LikelyImpact, id="judged", event_ids=(gone, into), child_id="owen"),
            make(Analysis, id="said", event_ids=(gone,)),
            plan,
            make(Change, id="change", plan_id=plan.id, why_event_ids=(gone,)),
            instrument,
            make(Assessment, id="scored", instrument_id=instrument.id, scores=(score,)),
        ],
    )
    book.merge_events(CASE_ID, into, gone)
    found = {r.id: r for kind in (LikelyImpact, Analysis, Change, Assessment)
             for r in records(book, kind)}  # fmt: skip
    assert found["judged"].event_ids == found["said"].event_ids == (into,)
    assert found["change"].why_event_ids == (into,)
    assert found["scored"].scores[0].event_ids == (into,)


def test_events_that_may_not_be_merged_are_refused(book):
    into, gone = decide(book), decide(book, NIA)
    with pytest.raises(BadValueError, match="merge_with_itself"):
        book.merge_events(CASE_ID, into, into)
    book.add_records(CASE_ID, [make(Reply, event_id=gone)])
    with pytest.raises(BadValueError, match="merge_answered"):
        book.merge_events(CASE_ID, into, gone)
    book.undo(CASE_ID)
    book.change_event(CASE_ID, gone, {"class": "legal_advice", "class_reason": "Counsel."})
    with pytest.raises(BadValueError, match="merge_classed"):
        book.merge_events(CASE_ID, into, gone)
    book.merge_events(CASE_ID, gone, into)
    passage = book.queries.record(Passage, CASE_ID, f"{FILE}-2")
    assert passage.record_class == RecordClass.LEGAL_ADVICE


def test_an_unread_event_is_not_merged_into_a_read_one(book):
    into = decide(book)
    book.accept_all(CASE_ID)
    with pytest.raises(BadValueError, match="merge_unread"):
        book.merge_events(CASE_ID, into, _second(book))


def test_an_account_becomes_an_event_again(book):
    into = decide(book)
    merge = {"id": f"{FILE}-s4", "do": "merge", "fields": {"into": into}}
    book.decide(CASE_ID, [merge])
    account = next(a for a in records(book, Account) if a.id != headline(book, into).id)
    with pytest.raises(UnknownRecordError):
        book.split_account(CASE_ID, "none")
    changed = book.split_account(CASE_ID, account.id)
    event_id = changed.touched[0].id
    made = detail(book, event_id)
    assert (made.event.fact, made.event.date.edtf) == (TEXT[4], "2020-05-04")
    assert [d.account.id for d in made.accounts] == [account.id] == [made.event.headline_account_id]
    assert {m.child_id for m in records(book, SpellMark) if m.event_id == event_id} == {
        "nia", "owen",
    }  # fmt: skip
    (suggestion,) = made.suggestions
    assert (suggestion.event_id, suggestion.status) == (event_id, SuggestionStatus.ACCEPTED)
    left = detail(book, into)
    assert left.event.suggestion_ids == (OWEN,)
    assert len(left.accounts) == 1
    with pytest.raises(BadValueError, match="only_account"):
        book.split_account(CASE_ID, account.id)


def test_an_event_whose_headline_is_split_off_takes_its_next_account(book):
    event_id = decide(book)
    words = {"do": "merge", "file": FILE, "quote": "Kitchen clean",
             "fields": {"into": event_id, "date": "2020-04"}}  # fmt: skip
    assert book.decide(CASE_ID, [words])[0].error is None
    first = headline(book, event_id)
    changed = book.split_account(CASE_ID, first.id)
    left = detail(book, event_id).event
    assert left.date.edtf == "2020-04"
    assert left.headline_account_id != first.id
    made = detail(book, changed.touched[0].id)
    assert made.event.date.edtf == "2020-03-10"
    assert {p.person_id for p in made.people if p.part == "subject"} == {"owen"}


def test_citations_keep_to_their_source_and_place(book):
    event_id = decide(book)
    account = headline(book, event_id)
    book.add_records(CASE_ID, [make(Passage, id="elsewhere", source_id=FILE, index=50)])
    for place in ((0, 0), (-1, 3), (5, 3), (0, 9999)):
        with pytest.raises(BadValueError, match="citation_place"):
            book.add_citation(CASE_ID, account.id, f"{FILE}-0", *place)
    with pytest.raises(UnknownRecordError):
        book.add_citation(CASE_ID, "none", f"{FILE}-0", 0, 3)
    (only,) = detail(book, event_id).accounts[0].cited
    with pytest.raises(BadValueError, match="last_citation"):
        book.remove_citation(CASE_ID, only.citation.id)
    book.add_citation(CASE_ID, account.id, f"{FILE}-0", 0, 6)
    assert [w.citation.quote for w in detail(book, event_id).accounts[0].cited] == [
        "Health", TEXT[2],
    ]  # fmt: skip
    book.remove_citation(CASE_ID, only.citation.id)
    assert len(detail(book, event_id).accounts[0].cited) == 1


def test_classed_words_do_not_come_under_an_ordinary_event(book):
    event_id, other = decide(book), decide(book, NIA)
    book.change_event(CASE_ID, other, {"class": "legal_advice", "class_reason": "Counsel."})
    with pytest.raises(BadValueError, match="citation_classed"):
        book.add_citation(CASE_ID, headline(book, event_id).id, f"{FILE}-1", 0, 5)
    book.add_citation(CASE_ID, headline(book, other).id, f"{FILE}-0", 0, 6)
    passage = book.queries.record(Passage, CASE_ID, f"{FILE}-0")
    assert passage.record_class == RecordClass.LEGAL_ADVICE


# --- impact -------------------------------------------------------------------------------------


def test_needs_are_tagged_once_and_taken_away(book):
    event_id = decide(book)
    book.tag_need(CASE_ID, event_id, "owen", "health")
    assert book.tag_need(CASE_ID, event_id, "owen", "health").number == 0
    assert [n.need for n in records(book, NeedConcerned)] == ["health"]
    with pytest.raises(UnknownRecordError, match="not_a_child"):
        book.tag_need(CASE_ID, event_id, "kerry", "health")
    with pytest.raises(BadValueError):
        book.tag_need(CASE_ID, event_id, "owen", "wealth")
    book.untag_need(CASE_ID, event_id, "owen", "health")
    assert book.untag_need(CASE_ID, event_id, "owen", "health").number == 0


def test_an_observed_impact_rests_on_its_words_or_those_of_the_event(book):
    event_id = decide(book)
    book.add_observed_impact(CASE_ID, event_id, "owen", "health", "Hungry.")
    book.add_observed_impact(CASE_ID, event_id, "owen", "health", "Thin.", [(f"{FILE}-2", 0, 10)])
    quotes = {o.impact.words: [w.citation.quote for w in o.cited]
              for o in detail(book, event_id).observed_impacts}  # fmt: skip
    assert quotes == {"Hungry.": [TEXT[2]], "Thin.": [TEXT[2][:10]]}
    with pytest.raises(BadValueError, match="impact_words"):
        book.add_observed_impact(CASE_ID, event_id, "owen", "health", " ")
    for impact in detail(book, event_id).observed_impacts:
        book.remove_impact(CASE_ID, impact.impact.id)
    assert len(records(book, Citation)) == 1


def test_a_judgement_is_signed_and_rests_on_events(book):
    event_id = decide(book)
    signed = {"signed_by": "Ruth Ames", "post": "Social worker", "research": "Own words."}
    book.add_likely_impact(CASE_ID, [event_id, event_id], "owen", "health", "Will tire.", **signed)
    (impact,) = records(book, LikelyImpact)
    assert (impact.event_ids, impact.signed_by, impact.research) == (
        (event_id,), "Ruth Ames", "Own words.",
    )  # fmt: skip
    for events, name in (([], "Ruth Ames"), ([event_id], " ")):
        with pytest.raises(BadValueError, match="judgement_incomplete"):
            book.add_likely_impact(CASE_ID, events, "owen", "health", "Tired.", signed_by=name)
    book.remove_impact(CASE_ID, impact.id)
    assert records(book, LikelyImpact) == ()


def test_the_log_says_what_was_done_and_nothing_of_what_was_said(book):
    event_id = decide(book)
    book.change_event(CASE_ID, event_id, {"date": "2020-03-12", "date_reason": "A diary entry."})
    entry = book.queries.history(CASE_ID)[-1]
    assert entry.params == {"event_id": event_id, "fields": "date date_reason"}
    assert history_lines([entry])[0].sentence == "Corrected the date or time of an event"
