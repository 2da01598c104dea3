"""A case as it stood at an earlier entry of its log."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chronology_app.casefile import Casebook
from chronology_app.errors import UndoRefusedError, WrongUseError
from chronology_app.model import Case, Event, Person
from chronology_app.store.keys import KdfCost


def records_of(view):
    return {record.id: record for rows in view.records.values() for record in rows} | {
        view.case.id: view.case
    }


@pytest.fixture
def book(tmp_path: Path):
    path = tmp_path / "a.casebook"
    cost = KdfCost(memory_kib=8, passes=1)
    with Casebook.create(path, "words", by="A", cost=lambda: cost) as opened:
        opened.add_case(Case(id="c", reference="R-1"))
        yield opened


STEPS = st.lists(
    st.tuples(st.sampled_from("add change remove undo redo title".split()), st.integers(0, 3)),
    min_size=1,
    max_size=8,
)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_every_earlier_state_comes_back(book, steps):
    states = {}

    def note():
        states[int(book.queries.head("c").split(":")[0])] = (
            records_of(book.queries.view("c")),
            book.queries.head("c"),
        )

    note()
    for do, number in steps:
        act(book, do, number)
        note()
    for count, (records, head) in states.items():
        assert records_of(book.queries.view_at("c", count)) == records
        assert book.queries.head_at("c", count) == head


def act(book, do, number):
    event = Event(id=f"e{number}", case_id="c", kind="visit", fact="seen")
    there = {e.id: e for e in book.queries.records(Event, "c")}
    if do == "add" and event.id not in there:
        book.add_records("c", [event])
    elif do == "change" and event.id in there:
        book.add_records("c", [replace(there[event.id], fact=there[event.id].fact + "!")])
    elif do == "remove" and event.id in there:
        book.remove_records("c", [there[event.id]])
    elif do == "title":
        book.change_case(replace(book.queries.case("c"), title=f"T{number}"))
    elif do in ("undo", "redo"):
        with suppress(UndoRefusedError):
            getattr(book, do)("c")


def test_a_number_that_the_log_never_had_is_refused(book):
    book.set_people("c", [Person(name="Ada", role="child")])
    for count in (0, 99):
        with pytest.raises(WrongUseError):
            book.queries.view_at("c", count)
