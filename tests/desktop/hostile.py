"""Makes a casebook whose every name, title and text tries to be more than words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from chronology_app.casefile import Casebook
from chronology_app.model import Case, Parentage, Person
from tests.desktop import prepared

#: A picture to load, HTML, a key, a tab, and a sign that turns the reading direction round.
HOSTILE = '<img src="file:///etc/hostname"><b>bold</b> &Quit\tCtrl+Q \N{RIGHT-TO-LEFT OVERRIDE}txt'


def make_hostile(path: Path, *, children: int = 3, adults: int = 3) -> None:
    """Make the casebook at `path`, with its keys beside it."""
    reference = f"R {HOSTILE}"
    with Casebook.create(
        path, prepared.PASSPHRASE, by=prepared.WORKER, cost=prepared.cheap
    ) as book:
        book.add_case(Case(id=prepared.CASE_ID, reference=reference, title=f"T {HOSTILE}"))
        book.set_people(prepared.CASE_ID, *_family(children, adults))
        batch = book.start_batch(prepared.CASE_ID, 1)
        known = prepared.CONFIRMED
        lines = [f"{line} {HOSTILE}" for line in known.lines] * 2
        for number in (1, 2):
            file = replace(known, name=f"{number} {HOSTILE}.txt", title=f"{number} {HOSTILE}",
                           lines=(*lines, f"page {number}"))  # fmt: skip
            prepared.add_sample(book, batch.id, file)
        book.finish_batch(batch.id)
        waiting = book.queries.suggestions(prepared.CASE_ID)
        some = [s.id for s in waiting][: len(waiting) // 2]
        book.decide(prepared.CASE_ID, [{"id": one, "do": "accept"} for one in some])


def _family(children: int, adults: int) -> tuple[list[Person], list[Parentage]]:
    people = [
        Person(id=f"c{n}", name=f"Nia{n} {HOSTILE}", role="child", aliases=(f"Nia {HOSTILE}",),
               position=n)
        for n in range(children)
    ]  # fmt: skip
    people += [
        Person(id=f"a{n}", name=f"Kerry{n} {HOSTILE}", role="mother" if n == 0 else HOSTILE,
               position=children + n)
        for n in range(adults)
    ]  # fmt: skip
    parentage = [
        Parentage(child_id=f"c{n}", parent_id="a0", parental_responsibility=True)
        for n in range(children)
    ]
    return people, parentage
