"""What the inbox asks and decides, on a casebook; and how a suggestion is said in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from chronology_app.casefile import Casebook
from chronology_app.model import (
    Event,
    NeedConcerned,
    Person,
    Reason,
    SuggestedPerson,
    Suggestion,
)
from chronology_app.model.codes import ConfirmedHow, RecordClass, SuggestionStatus
from tests.desktop import prepared
from ui.jobs.not_proposed import stored_text
from ui.presenters import inbox
from ui.presenters.inbox_left_out import build_left_out, find_left_out
from ui.presenters.inbox_queue import Queue
from ui.presenters.inbox_words import build_words, newcomers_of, other_words, reasons_of

CASE = prepared.CASE_ID


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("inbox") / "week.casebook"
    prepared.make_prepared(path)
    return path


@pytest.fixture
def book(made: Path, tmp_path: Path) -> Iterator[Casebook]:
    for end in ("", ".keys"):
        (tmp_path / f"week.casebook{end}").write_bytes(Path(f"{made}{end}").read_bytes())
    path = tmp_path / "week.casebook"
    with Casebook.open(path, prepared.PASSPHRASE, by=prepared.WORKER) as opened:
        yield opened


def find(book: Casebook, words: str) -> Suggestion:
    return next(s for s in book.queries.suggestions(CASE) if words in s.fact)


def event_of(book: Casebook, suggestion: Suggestion) -> Event:
    now = book.queries.record(Suggestion, CASE, suggestion.id)
    assert now.event_id
    return book.queries.record(Event, CASE, now.event_id)


def test_accepting_never_accepts_needs_and_says_that_the_source_was_shown(book: Casebook) -> None:
    one = find(book, "Officers collected")
    assert one.needs
    inbox.carry_out(book, CASE, [inbox.accept(one.id, ConfirmedHow.SOURCE_SHOWN, {})])
    assert event_of(book, one).confirmed_how == ConfirmedHow.SOURCE_SHOWN
    assert book.queries.records(NeedConcerned, CASE) == ()


def test_ticked_needs_are_tagged_and_taken_back_with_the_same_step(book: Casebook) -> None:
    one = find(book, "Officers collected")
    child, needs = next(iter(one.needs.items()))
    decision = inbox.accept(one.id, ConfirmedHow.SOURCE_SHOWN, {child: list(needs[:1])})
    inbox.carry_out(book, CASE, [decision])
    tags = book.queries.records(NeedConcerned, CASE)
    assert [tag.need for tag in tags] == list(needs[:1])
    assert event_of(book, one).confirmed_how == ConfirmedHow.SOURCE_SHOWN
    book.undo(CASE)
    assert book.queries.records(NeedConcerned, CASE) == ()
    assert find(book, "Officers collected").status == SuggestionStatus.WAITING


def test_a_compound_one_becomes_two_events_with_their_own_words(book: Casebook) -> None:
    one = find(book, "not brought to her check")
    parts = [
        {"quote": "Nia was not brought to her check;", "fact": "Nia was not brought.",
         "date": {"edtf": "2022-05-17", "text": "17/05/2022"}, "kind": "missed_appointment",
         "children": ["Nia Hollins"], "neglect_types": ["medical"]},
        {"quote": "the kitchen floor was wet and dirty.", "fact": "The floor was wet.",
         "date": {"edtf": "2022-05-17", "text": "17/05/2022"}, "kind": "observation",
         "children": ["Nia Hollins", "Owen Hollins"], "neglect_types": ["physical"]},
    ]  # fmt: skip
    found = inbox.carry_out(book, CASE, [inbox.split(one.id, parts)])[0]
    assert found.error is None
    quotes = [
        book.queries.event_detail(CASE, event_id).accounts[0].cited[0].citation.quote
        for event_id in found.event_ids
    ]
    assert quotes == [part["quote"] for part in parts]


def test_two_that_wait_become_one_event_and_one_undo_takes_both_back(book: Casebook) -> None:
    first, second = find(book, "Owen collected from school"), find(book, "Officers collected")
    decisions = [
        inbox.accept(first.id, ConfirmedHow.SOURCE_SHOWN),
        inbox.merge(second.id, first.id, ConfirmedHow.BATCH),
    ]
    found = inbox.carry_out(book, CASE, decisions, together=True)
    assert [one.error for one in found] == [None, None]
    assert len(book.queries.event_detail(CASE, event_of(book, first).id).accounts) == 2
    book.undo(CASE)
    assert find(book, "Officers collected").event_id is None


def test_words_that_were_not_put_forward_become_an_event_that_cites_them(book: Casebook) -> None:
    source = next(s for s in book.queries.sources(CASE) if s.agency == "school")
    passages = book.queries.passages(CASE, source.id)
    quote = passages[0].text.split(" ", 1)[0]
    fields = {"fact": "An entry was made.", "date": {"edtf": "2022-01-10"}, "kind": "observation"}
    found = inbox.carry_out(book, CASE, [inbox.add(source.id, quote, fields)])[0]
    assert found.error is None
    assert found.event_id
    detail = book.queries.event_detail(CASE, found.event_id)
    assert detail.accounts[0].cited[0].citation.quote == quote
    assert detail.event.confirmed_how == ConfirmedHow.BY_HAND


def test_what_was_left_out_is_found_again_with_the_reason(book: Casebook) -> None:
    source = next(s for s in book.queries.sources(CASE) if s.agency == "school")
    passages = book.queries.passages(CASE, source.id)
    people = book.queries.records(Person, CASE)
    found = build_left_out(find_left_out(stored_text(source, passages), people), passages)
    assert found
    texts = {passage.id: passage.text for passage in passages}
    for one in found:
        assert " ".join(texts[one.span.passage_id][one.span.start : one.span.end].split()) == (
            one.words
        )
        assert one.sentence


def test_other_accounts_are_of_about_the_same_day_and_children(book: Casebook) -> None:
    case = inbox.load_inbox(book, CASE)
    one = find(book, "Owen collected from school")
    others = inbox.load_others(book, CASE, one, case.people)
    assert ["Officers collected" in other.fact for other in others] == [True]
    assert "Police" in other_words(others[0])
    bruise = find(book, "Bruise on her left cheek")
    events = inbox.load_others(book, CASE, bruise, case.people)
    assert [other.is_event for other in events] == [True]
    assert "bruise" in events[0].fact


def test_an_event_is_found_by_its_words(book: Casebook) -> None:
    assert len(inbox.find_events(book, CASE, "dental", 10)) == 1
    assert len(inbox.find_events(book, CASE, "2021", 3)) == 3
    assert inbox.find_events(book, CASE, "dental spaceship", 10) == ()


def test_the_place_is_kept_and_nonsense_is_forgotten(book: Casebook) -> None:
    inbox.keep_place(book, CASE, {"id": "x", "drafts": {"x": {"fact": "Half \u2014 typed"}}})
    kept = inbox.read_kept(inbox.load_inbox(book, CASE).kept)
    assert kept["drafts"]["x"]["fact"] == "Half \u2014 typed"
    assert inbox.read_kept("{") == {}
    assert inbox.read_kept("[]") == {}


def test_reasons_given_before_are_offered_again_the_most_frequent_first(book: Casebook) -> None:
    waiting = book.queries.suggestions(CASE)[:3]
    for one, why in zip(waiting, ("Somebody else", "Twice", "Twice"), strict=True):
        inbox.carry_out(book, CASE, [inbox.reject(one.id, why)])
    assert inbox.load_reasons(book, CASE) == ("Twice", "Somebody else")


def test_the_queue_holds_all_that_waits(book: Casebook) -> None:
    queue = Queue()
    queue.load(inbox.load_inbox(book, CASE))
    assert len(queue.order) == 50
    assert [file.waiting for file in queue.files() if file.waiting] == [3, 1, 46]


def test_a_suggestion_is_said_with_its_doubts_class_and_why(book: Casebook) -> None:
    one = replace(
        find(book, "Officers collected"), doubts=("day_month_swapped",),
        date_alternatives=("2022-06-14", "2022-07-14"), record_class=RecordClass.LEGAL_ADVICE,
    )  # fmt: skip
    source = inbox.load_inbox(book, CASE).sources[one.source_id]
    words = build_words(one, source)
    assert words.date == "14 June 2022"
    assert words.as_written == "In the source: 14/06/2022"
    assert words.doubts[0].startswith("Day and month may have been swapped")
    assert "14 July 2022" in words.doubts[1]
    assert ("Legal advice", "must") in words.tags
    assert any("reaches no document" in said for _, said in words.rows)
    assert words.place.startswith("Police log")


def test_each_person_is_named_once_with_all_parts_and_why_somebody_was_not_seen(
    book: Casebook,
) -> None:
    one = replace(
        find(book, "Officers collected"),
        people=(
            SuggestedPerson(name="Nia Hollins", part="seen"),
            SuggestedPerson(name="Nia Hollins", part="spoken_to"),
            SuggestedPerson(name="Owen Hollins", part="not_seen", why="he was asleep"),
            SuggestedPerson(name="Owen Hollins", part="subject"),
        ),
    )
    source = inbox.load_inbox(book, CASE).sources[one.source_id]
    rows = dict(build_words(one, source).rows)
    assert rows["People"] == "Nia Hollins (seen, spoken to); Owen Hollins (not seen: he was asleep)"


def test_newcomers_are_those_whom_the_case_does_not_know_by_any_name(book: Casebook) -> None:
    one = replace(
        find(book, "Officers collected"),
        people=(
            SuggestedPerson(name="Jo Tams", role="partner", is_new=True),
            SuggestedPerson(name="Rees", role="PC", is_new=True),
            SuggestedPerson(name="Rees", role="PC", part="seen", is_new=True),
            SuggestedPerson(name="Kerry Hollins"),
        ),
    )
    case = inbox.load_inbox(book, CASE)
    found = newcomers_of(one, case.known_names)
    assert [(who.words, who.is_at_work) for who in found] == [
        ("Jo Tams (partner)", False), ("PC Rees", True),
    ]  # fmt: skip
    assert newcomers_of(one, case.known_names | {"jo tams", "pc rees"}) == ()


def test_one_rule_is_told_once_with_all_its_words() -> None:
    one = Suggestion(
        case_id="c",
        reasons=(
            Reason(rule="type_physical", words="dirty"),
            Reason(rule="type_physical", words="wet"),
            Reason(rule="a_rule_of_tomorrow", words=""),
        ),
    )
    told = reasons_of(one)
    assert [reason.words for reason in told] == [("dirty", "wet"), ()]
    assert told[0].sentence == "Type of concern: physical."
    assert told[1].sentence == "A rule of tomorrow"
