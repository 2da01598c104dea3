"""Tasks 3 and 21 of docs/tasks.md: what a person types after a visit, and a low-level concern."""

from __future__ import annotations

from chronology_app.model import ChildWords, Entry, Event
from chronology_app.store.queries import Queries
from tests.desktop import prepared
from tests.desktop.week import Week

SEEN = "Home visit. Nia was in the kitchen making toast for Owen; no adult was awake."
SAID = "Mum sleeps in the day so I do breakfast"
NOTICED = "Owen wore the same shirt as on Monday and Tuesday."


def enter_visit(week: Week) -> None:
    """Type what was seen on a visit, with a child's exact words, and sign it."""
    hands = week.hands
    hands.do("Add", "New entry", "Ctrl+n")
    hands.dialog("Quick entry")
    hands.fill("What I saw or heard", SEEN)
    for child in prepared.CHILDREN:
        hands.tick(child)
    hands.fill("When", "9 September 2022")
    hands.fill("Time", "17:30")
    hands.pick("Words 1: which child", "Nia Hollins")
    hands.fill("Words 1: word for word", SAID)
    hands.fill("Words 1: asked by", "Ruth Ames")
    hands.fill("Words 1: how asked", "What happens in the mornings?")
    hands.tick("Nia Hollins: Seen alone")
    hands.fill("What I did, and what happens next", "Spoke with Kerry; visit again on Friday.")
    hands.tick("Nia: Supervision and guidance")
    hands.push("Sign and save")
    hands.see_gone(("dialog",))

    def signed(queries: Queries) -> Entry | None:
        entries = queries.records(Entry, prepared.CASE_ID)
        return next((e for e in entries if e.date.edtf == "2022-09-09"), None)

    entry = week.kept("the visit", signed)
    assert (entry.author, entry.time, form_of(entry)) == (prepared.WORKER, "17:30", "visit")
    said = week.kept("the child's words", lambda q: q.records(ChildWords, prepared.CASE_ID))
    assert [(w.words, w.asked_by) for w in said] == [(SAID, "Ruth Ames")]
    event = week.kept("the event", lambda q: event_of(q, entry.source_id))
    assert SEEN in event.fact


def log_concern(week: Week) -> None:
    """Log a low-level concern on the short form."""
    hands = week.hands
    hands.do("Add", "Concern card", "Ctrl+Shift+c")
    hands.dialog("Concern card or low-level concern")
    hands.pick("Form", "Low-level concern")
    hands.fill("What I noticed", NOTICED)
    hands.tick("Owen Hollins")
    hands.push("Sign and save")
    hands.see_gone(("dialog",))

    def signed(queries: Queries) -> Entry | None:
        entries = queries.records(Entry, prepared.CASE_ID)
        return next((e for e in entries if form_of(e) == "low_level_concern"), None)

    entry = week.kept("the concern", signed)
    assert NOTICED in week.kept("its event", lambda q: event_of(q, entry.source_id)).fact


def form_of(entry: Entry) -> str:
    """Return the form that an entry was typed in."""
    return entry.form or entry.fields.get("form", "")


def event_of(queries: Queries, source_id: str) -> Event | None:
    """Return the event that an account in a source tells of."""
    view = queries.view(prepared.CASE_ID)
    return next(
        (e for e in view.events if any(a.source_id == source_id for a in view.accounts[e.id])), None
    )
