"""The chronology's lines: complete, in the order of the printed one, quick to read."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from chronology_app.model import Account, ChildWords, Event, Passage, Source
from chronology_app.model.codes import EventStatus
from chronology_app.store import chronology_lines
from tests.chronology_app.casebooks import CASE_ID, FILE
from tests.factories import day, make, make_event


def lines(book, **asked):
    return [
        line for chunk in book.queries.chronology_columns(CASE_ID, **asked) for line in chunk
    ]  # fmt: skip


def add_event(book, event_id, edtf, *others, **fields):
    rows = make_event(event_id, edtf, f"Fact of {event_id}.", source=FILE, **fields)
    place = 1000 + len(book.queries.records(Event, CASE_ID))
    rows = [replace(r, index=place) if isinstance(r, Passage) else r for r in rows]
    book.add_records(CASE_ID, [*rows, *others])


def account(event_id, name, edtf, **fields):
    return make(
        Account, id=name, event_id=event_id, source_id=FILE,
        date=None if edtf is None else day(edtf), **fields,
    )  # fmt: skip


def test_lines_come_in_the_order_of_the_printed_chronology(book, monkeypatch):
    monkeypatch.setattr(chronology_lines, "CHUNK", 7)
    chance = random.Random(4)
    dates = ["2019", "2019-03", "2019-03-01", "2020-03~", "2018-12-31", None, "[2019-03-01,2020]"]
    book.add_records(CASE_ID, [make(Source, id="loose", sha256="")])
    events, accounts = [], []
    for n in range(60):
        when = chance.choice(dates)
        told = day(when, chance.choice(["", "March", "spring"])) if when else None
        status = EventStatus.REMOVED if n % 9 == 0 else EventStatus.CONFIRMED
        time = chance.choice([None, "09:00", "10:30"])
        events.append(
            make(Event, id=f"e{n:03}", fact=f"Event {n}", date=told, time=time, status=status)
        )
        accounts.append(account(f"e{n:03}", f"a{n}", when, time=chance.choice([None, "08:00"])))
    chance.shuffle(events)
    book.add_records(CASE_ID, [*events, *accounts])
    shown = [line.event_id for line in lines(book)]
    assert shown == [event.id for event in book.queries.view(CASE_ID).events]
    removed = {e.id for e in events if e.status == EventStatus.REMOVED}
    assert {line.event_id for line in lines(book, removed=True)} == removed
    assert max(len(chunk) for chunk in book.queries.chronology_columns(CASE_ID)) == 7


def test_a_line_holds_all_that_is_shown_of_an_event(book):
    words = make(ChildWords, event_id="e1", child_id="nia", words="I was hungry")
    add_event(
        book, "e1", "2019-02-11", words, children=("owen", "nia"), concerns=("physical",),
        strength="Fed.", key=True, significance="some", court_wording="Worded.", action="Called.",
        result="Seen.", time="09:15",
    )  # fmt: skip
    (line,) = lines(book)
    (event,) = book.queries.view(CASE_ID).events
    assert line.date == event.date
    assert (line.earliest, line.latest) == ("2019-02-11", "2019-02-11")
    assert line.child_ids == ("nia", "owen")
    assert line.concern_types == ("physical",)
    assert (line.strength, line.child_words, line.key, line.relied_on) == (True, True, True, False)
    for name in ("time", "kind", "fact", "court_wording", "action", "result", "status",
                 "significance", "record_class", "confirmed_by", "confirmed_how"):  # fmt: skip
        assert getattr(line, name) == getattr(event, name), name
    assert line.agencies == ("childrens_social_care",)
    assert line.recorded_by == ("childrens_social_care",)
    assert line.evidence == ("first_hand",)
    assert line.authors == ("R. Ames",)
    assert line.source_ids == (FILE,)
    assert (line.account_count, line.has_conflict) == (1, False)


def test_the_headline_account_is_told_first(book):
    second = account("e1", "second", "2019-02-11", agency="police", author="PC Orme")
    add_event(book, "e1", "2019-02-11", second)
    book.choose_headline(CASE_ID, "e1", "second")
    (line,) = lines(book)
    assert line.agencies == ("police", "childrens_social_care")
    assert line.authors == ("PC Orme", "R. Ames")
    assert line.account_count == 2


@pytest.mark.parametrize(
    ("first", "others", "clash"),
    [
        ("2019-02-11", ["2019-02-12"], True),
        ("2019-02-11", ["2019-02"], False),
        ("2019-02-11", [None], False),
        ("2019-02-11", ["2019-03", "2019"], True),
        ("2019-02", ["2019-01/2019-02-03", "2019-02-02"], False),
        ("2019-02", ["2019-01/2019-02-03", "2019-02-20"], True),
        ("2019-02-11", ["2019-02-10/.."], False),
        ("2019-02-11", ["2019-03-01/.."], True),
        ("2019-02-11", ["[2019-02-01,2019-03-01]"], True),
        ("2019-02-01", ["[2019-02-01,2019-03-01]"], False),
        (None, [None], False),
    ],
)
def test_accounts_whose_dates_cannot_be_the_same_are_marked(book, first, others, clash):
    more = [account("e1", f"other-{n}", edtf) for n, edtf in enumerate(others)]
    add_event(book, "e1", first, *more)
    (line,) = lines(book)
    assert line.has_conflict is clash


@pytest.mark.parametrize(
    ("edtf", "uncertain"),
    [("2019-02~", True), ("2019?", True), ("[2019,2021]", True), ("2019-02", False), (None, False)],
)
def test_a_date_that_is_marked_as_uncertain_is_said_to_be(book, edtf, uncertain):
    add_event(book, "e1", edtf)
    (line,) = lines(book)
    assert line.is_date_uncertain is uncertain


def test_an_empty_case_has_no_lines(book):
    assert lines(book) == []
