"""Tasks 1 and 2 of docs/tasks.md: a casebook of one's own, and the family in it."""

from __future__ import annotations

from tests.desktop.hands import FIELDS
from tests.desktop.week import Week, kept_in

FIRST, SECOND = "a wet day in Llanfrynach", "two wet days in Talgarth"


def make_and_recover(week: Week) -> None:
    """Make a casebook, note its recovery code, close it, recover it with another passphrase."""
    hands, path = week.hands, week.folder / "own.casebook"
    hands.push("Make a casebook")
    hands.dialog("Make a casebook")
    hands.fill("Where to keep it", str(path))
    hands.fill("Passphrase", FIRST)
    hands.fill("Passphrase again", FIRST)
    hands.fill("Your name", "Ruth Ames")
    hands.push("Make the casebook")
    hands.dialog("Recovery code")
    code = hands.tree.text(hands.see(FIELDS, "Recovery code"))
    hands.push("I have written it down")
    hands.see_gone(("dialog",))
    hands.do("Casebook", "Close the casebook")
    hands.push("Recover a casebook")
    hands.dialog("Recover a casebook")
    hands.fill("Casebook file", str(path))
    hands.fill("Recovery code", code)
    hands.fill("New passphrase", SECOND)
    hands.fill("Passphrase again", SECOND)
    hands.fill("Your name", "Ruth Ames")
    hands.push("Open and set the passphrase")
    hands.see_gone(("dialog",))
    hands.see("push button", "New case")
    assert kept_in(path, SECOND, "nothing yet", lambda q: q.cases() == (), 5.0)
