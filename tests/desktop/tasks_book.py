"""Tasks 1, 2 and 11 to 13 of docs/tasks.md: a casebook of one's own, and the family in it."""

from __future__ import annotations

import re

from chronology_app.model import Entry, Parentage, Person, ProtectedDetail, SpellMark
from chronology_app.store.queries import Queries
from tests.desktop import prepared
from tests.desktop.hands import FIELDS
from tests.desktop.prepared import CASE_ID
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


def add_family(week: Week) -> None:
    """Make the case and add its people: the parents, then each child with its parents."""
    hands, path = week.hands, week.folder / "own.casebook"
    hands.push("New case")
    hands.dialog("New case")
    hands.fill("Reference", "OWN-1")
    hands.fill("Name of the case", "Marsh family")
    hands.push("Make the case")
    hands.see_gone(("dialog",))
    week.go("People")
    _add_person(week, "Gwen Marsh", "mother")
    _add_person(week, "Lee Marsh", "father")
    _add_person(week, "Ada Marsh", "child", born="2 May 2018", parents=("Gwen Marsh", "Lee Marsh"))
    _add_person(week, "Bryn Marsh", "child", born="August 2020", parents=("Gwen Marsh",))

    def family(queries: Queries) -> tuple[list[Person], list[Parentage]] | None:
        case = queries.cases()[0]
        people = queries.records(Person, case.id)
        ties = queries.records(Parentage, case.id)
        return (list(people), list(ties)) if len(people) == 4 and len(ties) == 3 else None

    people, ties = kept_in(path, SECOND, "the family", family, 10.0)
    names = {person.id: person.name for person in people}
    assert {(names[t.child_id], names[t.parent_id]) for t in ties} == {
        ("Ada Marsh", "Gwen Marsh"), ("Ada Marsh", "Lee Marsh"), ("Bryn Marsh", "Gwen Marsh"),
    }  # fmt: skip
    assert {p.name: p.born.edtf for p in people if p.born} == {
        "Ada Marsh": "2018-05-02", "Bryn Marsh": "2020-08",
    }  # fmt: skip


def protect_address(week: Week) -> None:
    """Mark an address that the father must not learn."""
    hands = week.hands
    _choose_person(week, "Kerry Hollins")
    hands.command("Protect a detail", "p")
    hands.dialog("Protect a detail")
    hands.pick("What it is", "address")
    hands.fill("The words to keep back", prepared.ADDRESS)
    hands.tick(prepared.FATHER)
    hands.fill("Reason", "Non-molestation order")
    hands.push("Save")
    hands.see_gone(("dialog",))

    def protected(queries: Queries) -> tuple[ProtectedDetail, ...]:
        return queries.records(ProtectedDetail, CASE_ID)

    (detail,) = week.kept("the protected address", protected)
    assert (detail.value, detail.withheld_from) == (prepared.ADDRESS, (prepared.FATHER,))


def record_birth(week: Week) -> None:
    """Add a child who is due, then record the birth."""
    hands = week.hands
    week.go("People")
    _add_person(week, "Baby Hollins", "child", due="3 March 2023", parents=("Kerry Hollins",))
    _choose_person(week, "Baby Hollins")
    hands.command("Record the birth", "b")
    hands.dialog("Record the birth")
    hands.fill("Born", "27 February 2023")
    hands.fill("Name", "Mali Hollins")
    hands.push("Record the birth")
    hands.see_gone(("dialog",))

    def born(queries: Queries) -> Person | None:
        people = queries.records(Person, CASE_ID)
        return next((p for p in people if p.name == "Mali Hollins"), None)

    child = week.kept("the child", born)
    assert child.born is not None
    assert child.due is not None
    assert (child.born.edtf, child.due.edtf) == ("2023-02-27", "2023-03-03")
    assert "Baby Hollins" in child.aliases


def record_level(week: Week) -> None:
    """Record that a child is on a child protection plan from a day on."""
    hands = week.hands
    _choose_person(week, re.compile("^Nia Hollins"))
    hands.command("Record what began", "s")
    hands.dialog("Record what began")
    hands.pick("What", "level of help")
    hands.pick("Level of help", "child protection plan")
    hands.fill("Began", "14 September 2022")
    hands.fill("How this is known", "Minutes of the conference")
    hands.push("Save")
    hands.see_gone(("dialog",))

    def marked(queries: Queries) -> SpellMark | None:
        marks = queries.records(SpellMark, CASE_ID)
        return next((m for m in marks if m.value == "child_protection"), None)

    mark = week.kept("the level of help", marked)
    assert (mark.child_id, mark.edge) == ("nia", "starts")
    entries = week.kept("its entry", lambda q: q.records(Entry, CASE_ID))
    assert any(e.author == prepared.WORKER and e.date.edtf == "2022-09-14" for e in entries)


def _add_person(
    week: Week, name: str, role: str, born: str = "", due: str = "", parents: tuple[str, ...] = ()
) -> None:
    hands = week.hands
    hands.push("Add a person")
    hands.dialog("Add a person")
    hands.fill("Name", name)
    hands.write_choice("Role in the family", role)
    if born:
        hands.fill("Born", born)
    if due:
        hands.fill("Due date", due)
    for parent in parents:
        hands.tick(re.compile(f"^{parent} "))
    hands.push("Add")
    hands.see_gone(("dialog",))
    hands.see("list item", re.compile(f"^{name}"))


def _choose_person(week: Week, name: str | re.Pattern[str]) -> None:
    week.go("People")
    wanted = name if isinstance(name, re.Pattern) else re.compile(f"^{name}")
    people = week.hands.see("list", "People of the case")
    row = week.hands.row_where(people, lambda words: bool(wanted.search(words)))
    week.hands.choose_row(people, row)
