"""Tasks 22 to 24 of docs/tasks.md: signing off, the court's chronology, and what came after."""

from __future__ import annotations

import re

import docx

from chronology_app.model import SignOff
from chronology_app.store.queries import Queries
from tests.desktop import prepared
from tests.desktop.prepared import CASE_ID
from tests.desktop.week import Week

LATER = "Owen seen at breakfast club; he was cheerful."


def sign_off(week: Week) -> None:
    """Sign as the one who prepared the record, then as the manager who checked it."""
    hands = week.hands
    week.go("Documents")
    for kind, name, post in (
        ("prepared", prepared.WORKER, "Social worker"),
        ("checked by manager", "Olwen Pryce", "Team manager"),
    ):
        hands.command("Sign…", "Ctrl+Shift+s")
        hands.dialog("Sign")
        hands.pick("As", kind)
        hands.fill("Name", name)
        hands.fill("Post", post)
        hands.fill("What is signed", "The whole record")
        hands.push("Sign…")
        hands.see_gone(("dialog",))

    def signed(queries: Queries) -> list[SignOff]:
        found = list(queries.records(SignOff, CASE_ID))
        return found if len(found) == 2 else []

    signatures = week.kept("two signatures", signed)
    assert {(s.kind, s.name, s.post) for s in signatures} == {
        ("prepared", prepared.WORKER, "Social worker"), ("manager", "Olwen Pryce", "Team manager"),
    }  # fmt: skip
    assert all(s.event_count for s in signatures)


def export_chronology(week: Week) -> None:
    """Meet the stop at a protected address, withhold it, and write the document."""
    hands, out = week.hands, week.folder / "court.docx"
    week.go("Documents")
    hands.command("Write a document", "Alt+1")
    kinds = hands.see("list", "What to write")
    hands.choose_row(kinds, hands.row_where(kinds, lambda words: "Court chronology" in words))
    hands.see("list", "What must be decided first")
    save = hands.see("push button", "Save…")
    assert "enabled" not in save.states
    hands.pick("Protected details", "Print a bracket in their place")
    hands.see_words(r"^\d+ rows · about")
    hands.see_usable("Save…")
    hands.command("Save…", "Ctrl+s")
    hands.dialog(re.compile("Save|chronology", re.I))
    hands.fill("File", str(out))
    hands.push("Save")
    hands.see_gone(("dialog",))

    def logged(queries: Queries) -> bool:
        return any(entry.command == "export" for entry in queries.history(CASE_ID))

    week.kept("the export's entry", logged, seconds=20)
    document = docx.Document(str(out))
    text = "\n".join(cell.text for t in document.tables for row in t.rows for cell in row.cells)
    assert "dental appointment" in text
    assert prepared.ADDRESS not in text
    assert "withheld" in text


def see_changes(week: Week) -> None:
    """Add an entry after the export, and find it counted among what has changed since."""
    hands = week.hands
    hands.do("Add", "New entry", "Ctrl+n")
    hands.dialog("Quick entry")
    hands.fill("What I saw or heard", LATER)
    hands.tick("Owen Hollins")
    hands.push("Sign and save")
    hands.see_gone(("dialog",))
    week.go("Documents")
    hands.command("Recent exports", "Alt+2")
    exports = hands.see("list", "Recent exports")
    hands.row_where(exports, lambda words: "1 added" in words)
