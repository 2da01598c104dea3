"""Tasks 14 to 19 and 25 of docs/tasks.md: reading the case, and putting it right."""

from __future__ import annotations

import re

from chronology_app.model import Event, ImportProblem, SavedView
from chronology_app.store.queries import Queries
from tests.desktop.hands import FIELDS
from tests.desktop.prepared import CASE_ID, SCHOOL
from tests.desktop.screen import wait_for
from tests.desktop.week import Week

VIEW = "Nia at school"
_TABLE = "Events of the case"


def find_bruise(week: Week) -> None:
    """Find each agency's words about a bruise, and go to the words in their source."""
    hands = week.hands
    hands.do("Edit", "Search", "Ctrl+f")
    hands.fill("Search this case", "bruise")
    hands.reach(FIELDS, "Search this case")
    hands.keys.press("Enter")
    found = hands.see("list", "Search results")
    hands.row_where(found, lambda words: "Health visiting record, line 1" in words)
    hands.row_where(found, lambda words: "Social work record, line 2" in words)
    hands.open_row(found, lambda words: "Health visiting record, line 1" in words)
    hands.see("filler", "Source")
    hands.see("label", "Health visiting record")
    text = hands.see(FIELDS, "Text of the source")
    assert "Bruise on her left cheek" in hands.tree.text(text)


def filter_and_save(week: Week) -> None:
    """Show only what the school recorded of one child, and keep the view under a name."""
    hands = week.hands
    week.go("Chronology")
    hands.see("table", _TABLE)
    hands.choose_in_menu("Child", re.compile("^Nia Hollins"))
    hands.choose_in_menu("Agency", re.compile("^school"))
    shown = hands.see("label", re.compile(r"^\d+ of \d+ events shown$"))
    hands.reach("table", _TABLE)
    hands.command("Save this view", "v")
    hands.dialog("Save this view")
    hands.fill("Name of the view", VIEW)
    hands.push("Save")
    hands.see_gone(("dialog",))

    def saved(queries: Queries) -> SavedView | None:
        views = queries.records(SavedView, CASE_ID)
        return next((v for v in views if v.name == VIEW), None)

    assert week.kept("the view", saved).screen == "chronology"
    hands.reach("table", _TABLE)
    hands.command("Clear the filter", "x")
    hands.see("label", re.compile(r"^\d+ events$"))
    hands.choose_in_menu("Views", re.compile(f"^{VIEW}"))
    hands.see("label", shown.name)
    hands.reach("table", _TABLE)
    hands.command("Clear the filter", "x")


def change_fact(week: Week) -> None:
    """Change a fact where it stands, undo it, redo it."""
    hands = week.hands
    before, after = "The kitchen was clean", "The kitchen was clean and warm"
    table = _show_table(week)
    hands.choose_row(table, hands.row_where(table, lambda words: before in words))
    hands.walk_to("Right", before)
    hands.keys.press("F2")
    hands.program.wait_focus("What happened")
    hands.keys.press("Ctrl+a")
    hands.keys.type(f"Home visit. {after}, food in the cupboards.")
    hands.keys.press("Ctrl+Enter")
    week.kept("the change", lambda q: _fact(q, after))
    hands.do("Edit", "Undo", "Ctrl+z")
    week.kept("the fact as it was", lambda q: _fact(q, before) and not _fact(q, after))
    hands.do("Edit", "Redo", "Ctrl+Shift+z")
    week.kept("the change again", lambda q: _fact(q, after))
    log = week.kept("the log", lambda q: [entry.command for entry in q.history(CASE_ID)])
    assert log[-2:] == ["undo", "redo"]


def settle_dates(week: Week) -> None:
    """Let an event carry the date of the account that is right."""
    hands = week.hands
    week.go("Checks")
    checks = hands.see("list", "Checks")
    hands.choose_row(checks, hands.row_where(checks, lambda words: "Conflicting dates" in words))
    hands.command("Go there", "o")
    hands.reach("table", _TABLE)
    hands.command("Date", "d")
    hands.dialog("Date of the event")
    hands.pick("Date shown", "21 May 2021: Dental service")
    hands.push("Save")
    hands.see_gone(("dialog",))
    event = week.kept("the chosen date", lambda q: _fact(q, "dental appointment"))
    assert event.date is not None
    assert event.date.edtf == "2021-05-21"


def settle_problem(week: Week) -> None:
    """Say what was done about something that an import could not read."""
    hands = week.hands
    week.go("Checks")
    checks = hands.see("list", "Checks")
    hands.choose_row(checks, hands.row_where(checks, lambda words: SCHOOL.title in words
                                             and "Import problems" in words))  # fmt: skip
    hands.command("Settle…", "s")
    hands.dialog("Settle")
    hands.fill("What was done about it", "The page is blank on paper as well.")
    hands.push("Settle…")
    hands.see_gone(("dialog",))

    def settled(queries: Queries) -> ImportProblem | None:
        problems = queries.records(ImportProblem, CASE_ID)
        return next((p for p in problems if p.settled_by), None)

    assert "blank on paper" in week.kept("the settled problem", settled).settled_note


def use_timeline(week: Week) -> None:
    """Zoom, go from an event to its source, and come back."""
    hands = week.hands
    week.go("Timeline")
    lanes = hands.see("list", re.compile("^Timeline:"))
    wait_for("the focus on the lanes", lambda: "focused" in hands.tree.node(lanes.path).states)
    hands.see("label", re.compile(r"^\d+ events$"))
    hands.command("Zoom in", "Plus")
    hands.command("Zoom in", "Plus")
    hands.keys.press("Right")
    wait_for("an event on the lanes", lambda: hands.tree.description(lanes))
    hands.keys.press("Enter")
    hands.see("filler", "Source")
    hands.do("Go to", "Back", "Alt+Left")
    hands.see("list", re.compile("^Timeline:"))


def find_help(week: Week) -> None:
    """Read what a screen is for, and the sheet of all keys."""
    hands = week.hands
    week.go("Checks")
    hands.do("Help", "Help on this screen", "F1")
    hands.dialog("Help")
    hands.see("list", "Pages")
    hands.leave()
    hands.see_gone(("dialog",))
    hands.do("Help", "Keyboard sheet", "Ctrl+Slash")
    hands.dialog("Keyboard sheet")
    sheet = hands.see("list", "Keyboard sheet")
    hands.row_where(sheet, lambda words: words.startswith("On this screen: Checks"))
    hands.fill("Filter the keys", "settle")
    hands.row_where(hands.see("list", "Keyboard sheet"), lambda words: "Settle" in words)
    hands.leave()
    hands.see_gone(("dialog",))


def _show_table(week: Week):  # type: ignore[no-untyped-def]
    week.go("Chronology")
    return week.hands.see("table", _TABLE)


def _fact(queries: Queries, words: str) -> Event | None:
    return next((e for e in queries.view(CASE_ID).events if words in e.fact), None)
