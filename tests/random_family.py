"""An invented family of any size whose events have dates of every kind, from a seed."""

from __future__ import annotations

import random
from datetime import date, timedelta

from chronology_app.model import Case, Person
from chronology_app.model.codes import ConcernType
from chronology_app.model.view import CaseView
from tests.factories import day, make, make_event, sample_sources, view_of

TYPES = [*map(str, ConcernType), "own_type"]


def random_view(seed: int, today: date, *, most: int = 120) -> CaseView:
    """Return an invented family of any size up to a day, with dates of every kind."""
    dice = random.Random(seed)
    children = [f"k{n}" for n in range(dice.choice((0, 1, 3, 8)))]
    years = dice.choice((1, 5, 18))
    start = today - timedelta(days=365 * years)
    rows = [
        make(Person, id=key, name=f"Child {key}", role="child", position=n,
             born=dice.choice((day((start + timedelta(days=90 * n)).isoformat()), None)))
        for n, key in enumerate(children)
    ]  # fmt: skip
    for n in range(dice.randint(0, most)):
        when = (start + timedelta(days=dice.randrange(365 * years))).isoformat()
        edtf = dice.choice((when, when, when, when[:7], when[:4], f"../{when}", f"{when}/..", None))
        about = tuple(sorted(dice.sample(children, dice.randint(0, len(children)))))
        rows += make_event(
            f"e{n}", edtf, f"Fact {n}.", children=about, source="notes",
            concerns=tuple(dice.sample(TYPES, dice.randint(0, 2))),
            strength="Good." if dice.random() < 0.2 else "",
        )  # fmt: skip
    return view_of(make(Case), [*rows, *sample_sources()])
