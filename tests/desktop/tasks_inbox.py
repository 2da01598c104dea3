"""Tasks 6 to 10 of docs/tasks.md: what waits in the inbox is decided, one suggestion at a time."""

from __future__ import annotations

import re

from chronology_app.model import Account, Citation, Event, Source, Suggestion
from chronology_app.model.codes import SuggestionStatus
from chronology_app.store.queries import Queries
from tests.desktop import prepared
from tests.desktop.prepared import CASE_ID
from tests.desktop.screen import WaitedTooLongError, wait_for
from tests.desktop.tree import Node
from tests.desktop.week import Week

_FORTY = 40
#: How often a choice is made that the list, filled anew, took back.
_TRIES = 3
_SHOWN = re.compile(r"^Suggestion \d+ of \d+ waiting")


def confirm_forty(week: Week) -> None:
    """Accept forty suggestions of the school's log, each when its source is beside it."""
    hands = week.hands
    week.go("Inbox")
    _open_file(week, prepared.SCHOOL.title)
    panel = hands.see("filler", _SHOWN)
    place = hands.see("label", re.compile("^Line "))
    accept = hands.repeat("Accept", "a")
    for _ in range(_FORTY):
        shown = _wait_beside(week, panel, place)
        accept()
        _wait_other(week, panel, shown)

    def confirmed(queries: Queries) -> list[Event]:
        events = _events_of(queries, prepared.SCHOOL.name)
        return events if len(events) == _FORTY else []

    events = week.kept("forty events", confirmed)
    assert {event.confirmed_how for event in events} == {"source_shown"}
    assert {event.confirmed_by for event in events} == {prepared.WORKER}


def correct_date(week: Week) -> None:
    """Correct the date of a suggestion, then accept it."""
    hands = week.hands
    week.go("Inbox")
    _open_file(week, prepared.HEALTH.title)
    hands.see("filler", re.compile("Bruise on her left cheek"))
    hands.command("Edit", "e")
    hands.see("label", "Correct the suggestion")
    hands.fill("Date", "12 March 2021")
    hands.push(re.compile("^Accept as changed"))

    def corrected(queries: Queries) -> Event | None:
        events = _events_of(queries, prepared.HEALTH.name)
        return next((e for e in events if e.date and e.date.edtf == "2021-03-12"), None)

    event = week.kept("the corrected date", corrected)
    assert event.confirmed_how == "edited"
    account = week.kept("its account", lambda q: q.view(CASE_ID).accounts[event.id])[0]
    assert account.date_as_written == "11/03/2021"


def reject_one(week: Week) -> None:
    """Reject a suggestion, choosing a reason from the list."""
    hands = week.hands
    week.go("Inbox")
    _open_file(week, prepared.SCHOOL.title)
    hands.see("filler", _SHOWN)
    hands.command("Reject", "r")
    reasons = hands.see("list", "Frequent reasons")
    hands.choose_row(reasons, hands.row_where(reasons, lambda words: "Not needed" in words))
    hands.push(re.compile("^Reject  Enter"))

    def rejected(queries: Queries) -> Suggestion | None:
        every = queries.suggestions(CASE_ID, None)
        return next((s for s in every if s.status == SuggestionStatus.REJECTED), None)

    assert "Not needed" in week.kept("the rejection", rejected).decided_reason


def split_one(week: Week) -> None:
    """Make two events of a suggestion that tells of two facts."""
    hands = week.hands
    week.go("Inbox")
    _open_file(week, prepared.HEALTH.title)
    hands.see("filler", re.compile("the kitchen floor was wet"))
    hands.command("Split", "s")
    hands.see(("text",), "Case-file fact, part 2")
    hands.push(re.compile("^Make these events"))

    def parts(queries: Queries) -> list[str]:
        view = queries.view(CASE_ID)
        quotes = [c.quote for c in view.of(Citation) if c.quote.strip(" ;.") in prepared.COMPOUND]
        return quotes if len(set(quotes)) == 2 else []

    assert sorted("kitchen" in quote for quote in week.kept("two events", parts)) == [False, True]


def merge_two(week: Week) -> None:
    """Accept the first agency's account of an event, and merge the second's with it."""
    hands = week.hands
    week.go("Inbox")
    _open_file(week, prepared.HEALTH.title)
    panel = hands.see("filler", re.compile("Owen collected from school"))
    place = hands.see("label", re.compile("^Line "))
    _wait_beside(week, panel, place)
    hands.command("Accept", "a")
    week.kept("the first account", lambda q: _with_words(q, "Owen collected from school"))
    _open_file(week, prepared.POLICE.title)
    hands.see("filler", re.compile("Officers collected Owen"))
    others = hands.see("list", re.compile("^Other accounts"))
    hands.choose_row(others, hands.row_where(others, lambda words: "collected" in words))
    hands.command("Merge", "m")

    def merged(queries: Queries) -> tuple[Account, ...]:
        event = _with_words(queries, "Owen collected from school")
        accounts = queries.view(CASE_ID).accounts[event.id] if event else ()
        return accounts if len(accounts) == 2 else ()

    accounts = week.kept("two accounts of one event", merged)
    assert {account.recorded_by for account in accounts} == {"health_visiting", "police"}


def _open_file(week: Week, title: str) -> None:
    """Choose a file in the inbox by its title, whatever number waits in it.

    The number may change while the list is open; then the file is chosen once more.
    """
    for attempt in range(_TRIES):
        try:
            week.hands.pick("File", wait_for(f"the file {title!r}", lambda: _offered(week, title)))
        except WaitedTooLongError:
            if attempt == _TRIES - 1:
                raise
        else:
            return


def _wait_beside(week: Week, panel: Node, place: Node) -> str:
    """Wait until the source shows the words of the suggestion; return the suggestion's name."""
    tree = week.hands.tree

    def look() -> str | None:
        name, beside = tree.node(panel.path).name, tree.node(place.path).name
        quoted = beside.partition("“")[2].rstrip("”").rstrip("…")
        return name if quoted and quoted in name else None

    return wait_for("the source beside the suggestion", look, pause=0.002)


def _wait_other(week: Week, panel: Node, shown: str) -> None:
    """Wait until another suggestion is shown."""
    tree = week.hands.tree
    wait_for("the next suggestion", lambda: tree.node(panel.path).name != shown, pause=0.002)


def _events_of(queries: Queries, file_name: str) -> list[Event]:
    """Return the events that an account in a file tells of."""
    view = queries.view(CASE_ID)
    source = next(s for s in view.of(Source) if s.file_name == file_name)
    found = {a.event_id for a in view.of(Account) if a.source_id == source.id}
    return [event for event in view.events if event.id in found]


def _with_words(queries: Queries, words: str) -> Event | None:
    return next((e for e in queries.view(CASE_ID).events if words in e.fact), None)


def _offered(week: Week, title: str) -> str:
    """Return the choice of a file as it is offered now; nothing while the list is filled."""
    choices = week.hands.tree.choices(week.hands.see("combo box", "File"))
    return next((choice for choice in choices if choice.startswith(f"{title} (")), "")
