"""What is typed in quick entry: kept, restored, checked and made into an entry and its event."""

from pathlib import Path

import pytest

from chronology_app.casefile import Casebook
from chronology_app.errors import BadValueError
from chronology_app.model import (
    Account,
    Case,
    ChildWords,
    Citation,
    Concern,
    Entry,
    Event,
    EventPerson,
    Passage,
    Person,
    Strength,
)
from chronology_app.store.keys import KdfCost
from ui.presenters import quick_entry as entry
from ui.presenters.quick_entry import Draft, Said


@pytest.fixture
def book(tmp_path: Path):
    path = tmp_path / "a.casebook"
    with Casebook.create(path, "words", by="Ruth Ames", cost=lambda: KdfCost(8, 1)) as opened:
        opened.add_case(Case(id="c", reference="R-1"))
        people = [
            Person(id="nia", name="Nia Hollins", role="child", position=1),
            Person(id="owen", name="Owen Hollins", role="child", position=2),
            Person(id="dean", name="Dean Hollins", role="father", position=3),
        ]
        opened.set_people("c", people)
        yield opened


FULL = Draft(
    seen_or_heard="Kitchen clean.\nNia has a graze on her knee.",
    children=("nia", "owen"),
    when="3 May 2022",
    edtf="2022-05-03",
    time="3.30pm",
    said=(Said("nia", "I fell off the wall.", "me", "What happened to your knee?"),
          Said("owen", "She did.")),
    parts={"nia": ("seen", "seen_alone"), "owen": ("seen",), "dean": ("not_seen",)},
    why={"dean": "at work"},
    action="Told the health visitor.",
    concerns={"nia": ("physical", "supervision")},
    level="some",
    strength="Kerry had cleaned the wound.",
    place="Home",
    others="A neighbour",
    author="Ruth Ames",
    post="Social worker",
)  # fmt: skip


def test_all_that_is_typed_becomes_a_signed_entry_and_an_event_that_cites_it(book):
    entry.save_entry(book, "c", FULL)
    queries = book.queries
    (event,) = queries.records(Event, "c")
    assert event.status == "confirmed"
    assert (event.kind, event.time, event.date.edtf) == ("visit", "15:30", "2022-05-03")
    assert event.action == "Told the health visitor."
    (kept,) = queries.records(Entry, "c")
    assert (kept.author, kept.post) == ("Ruth Ames", "Social worker")
    concerns = {(one.child_id, one.type, one.weight) for one in queries.records(Concern, "c")}
    assert concerns == {("nia", "physical", "some"), ("nia", "supervision", "some")}
    words = {(one.child_id, one.words, one.asked_by) for one in queries.records(ChildWords, "c")}
    assert words == {("nia", "I fell off the wall.", "me"), ("owen", "She did.", "")}
    parts = {(p.person_id, p.part, p.why) for p in queries.records(EventPerson, "c")}
    assert {("dean", "not_seen", "at work"), ("nia", "seen_alone", "")} <= parts
    assert [one.words for one in queries.records(Strength, "c")] == ["Kerry had cleaned the wound."]
    (account,) = queries.records(Account, "c")
    cited = queries.by_ids(Passage, "c", [c.passage_id for c in queries.records(Citation, "c")])
    assert {one.source_id for one in cited.values()} == {account.source_id}
    assert not list(book.verify().problems)


def test_everything_typed_stands_in_the_text_that_is_kept(book):
    entry.save_entry(book, "c", FULL)
    (kept,) = book.queries.records(Entry, "c")
    text = "\n".join(one.text for one in book.queries.passages("c", kept.source_id))
    for words in ("Kitchen clean.", "graze on her knee", "I fell off the wall.", "What happened",
                  "at work", "health visitor", "cleaned the wound", "Home", "neighbour",
                  "3 May 2022", "15:30", "Seen alone: Nia Hollins"):  # fmt: skip
        assert words in text
    assert kept.fields["seen_or_heard"] == FULL.seen_or_heard


def test_a_draft_comes_back_as_it_was_typed_and_goes_when_it_is_saved(book):
    book.remember("c", entry.draft_name("visit"), entry.write_draft(FULL))
    start = entry.load_start(book, "c", "visit")
    assert start.is_left_behind
    assert start.draft == FULL
    entry.save_entry(book, "c", start.draft)
    again = entry.load_start(book, "c", "visit")
    assert not again.is_left_behind
    assert (again.draft.author, again.draft.post) == ("Ruth Ames", "Social worker")


def test_a_draft_that_cannot_be_saved_stays(book):
    bad = entry.Draft(seen_or_heard="Seen.", author="A", when="2022-05", edtf="2022-05",
                      level="no such level")  # fmt: skip
    book.remember("c", entry.draft_name("visit"), entry.write_draft(bad))
    with pytest.raises((BadValueError, ValueError)):
        entry.save_entry(book, "c", bad)
    assert entry.load_start(book, "c", "visit").draft.seen_or_heard == "Seen."
    assert not book.queries.records(Event, "c")


def test_a_card_has_a_draft_and_a_form_of_its_own(book):
    card = Draft(choice="low_level_concern", seen_or_heard="Owen was tired.", children=("owen",),
                 when="today", edtf="2022-05-03", author="Ruth Ames")  # fmt: skip
    book.remember("c", entry.draft_name("concern_card"), entry.write_draft(card))
    assert not entry.load_start(book, "c", "visit").is_left_behind
    assert entry.load_start(book, "c", "concern_card").draft == card
    entry.save_entry(book, "c", card)
    (kept,) = book.queries.records(Entry, "c")
    assert kept.form == "low_level_concern"


def test_a_correction_begins_with_what_was_signed_and_leaves_it_as_it_was(book):
    entry.save_entry(book, "c", FULL)
    (first,) = book.queries.records(Entry, "c")
    start = entry.load_start(book, "c", "visit", first.id)
    assert start.draft.seen_or_heard == FULL.seen_or_heard
    assert start.draft.parts == FULL.parts
    assert start.draft.corrects == first.id
    half = entry.replace(start.draft, action="Half a sen")
    book.remember("c", entry.draft_name("visit", first.id), entry.write_draft(half))
    assert entry.load_start(book, "c", "visit", first.id).draft == half
    assert not entry.load_start(book, "c", "visit").is_left_behind
    newer = entry.replace(start.draft, seen_or_heard="Nia has a graze on her elbow.")
    entry.save_entry(book, "c", newer)
    kept = {one.id: one for one in book.queries.records(Entry, "c")}
    assert len(kept) == 2
    assert kept[first.id] == first
    (second,) = (one for one in kept.values() if one.id != first.id)
    assert second.corrects_id == first.id


def test_one_part_brings_and_excludes_others():
    assert entry.toggle_part((), "seen_alone") == ("seen", "seen_alone")
    assert entry.toggle_part(("seen", "seen_alone"), "seen") == ()
    assert entry.toggle_part(("seen", "seen_alone"), "seen_alone") == ("seen",)
    assert entry.toggle_part(("seen", "spoken_to"), "not_seen") == ("not_seen",)
    assert entry.toggle_part(("not_seen",), "spoken_to") == ("spoken_to",)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"seen_or_heard": " ", "said": ()}, "seen_or_heard"),
        ({"when": "soonish", "edtf": ""}, "when"),
        ({"time": "teatime"}, "time"),
        ({"said": (Said("", "Hello"),)}, "said"),
        ({"author": ""}, "author"),
    ],
)
def test_what_is_missing_is_named_with_its_field(change, field):
    wrong = entry.find_wrong(entry.replace(FULL, **change))
    assert wrong is not None
    assert wrong.field == field
    assert entry.find_wrong(FULL) is None


def test_words_that_mean_another_day_tomorrow_are_kept_as_the_day():
    from datetime import date

    from ui.presenters.dates import understand_date

    when = understand_date("yesterday", date(2022, 5, 4)).date
    assert entry.words_of_date("yesterday", when) == "3 May 2022"
    about = understand_date("summer 2019", date(2022, 5, 4)).date
    assert entry.words_of_date("summer 2019", about) == "summer 2019"
