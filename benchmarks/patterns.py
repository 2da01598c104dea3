"""Measures how cumulative figures and patterns grow with the number of events of one case.

Prints JSON: microseconds per event at each size, and beside them the plain way of one rule, a
search of all pairs of referrals, at the smallest. Run: ``python benchmarks/patterns.py
[--sizes 1000,10000,100000]``. The case is an invented one in memory, made alike at each size.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from chronology_app.analysis.cumulative import build_cumulative  # noqa: E402
from chronology_app.analysis.patterns import build_patterns  # noqa: E402
from chronology_app.analysis.patterns.days import add_months  # noqa: E402
from chronology_app.analysis.patterns.ground import Ground, Line  # noqa: E402
from chronology_app.dates import FuzzyDate  # noqa: E402
from chronology_app.model import (  # noqa: E402
    Account,
    Case,
    Concern,
    Event,
    EventPerson,
    Person,
    Record,
)
from chronology_app.model.codes import ConcernType, Kind  # noqa: E402
from chronology_app.model.view import CaseView, view_of  # noqa: E402
from chronology_app.settings import Settings, load_settings  # noqa: E402

SIZES = (1_000, 10_000, 100_000)
CHILDREN = 5
YEARS = 18
#: So much more an event may cost at the largest size than at the one before it.
LIMIT_GROWTH = 2.0
LIMIT_SECONDS = 60.0
_FACTS = (
    "Home visit made; kitchen untidy and little food.",
    "Child in need plan ended.",
    "Initial child in need meeting held.",
    "Children made subject to child protection plans.",
    "Mother agreed to keep the next appointment.",
    "New social worker allocated.",
    "Social worker left.",
    "Attended two of five sessions.",
    "Home clean and meal cooking.",
)


def measure(sizes: tuple[int, ...]) -> dict[str, Any]:
    """Time both at each size, and all pairs at the smallest."""
    started = time.perf_counter()
    settings = load_settings()
    rows = [_measured(count, settings) for count in sizes]
    growth = {
        name: round(rows[-1][f"{name}_us_per_event"] / rows[-2][f"{name}_us_per_event"], 2)
        for name in ("cumulative", "patterns")
    } if len(rows) > 1 else {}  # fmt: skip
    seconds = time.perf_counter() - started
    return {
        "sizes": rows,
        "pairs_at_smallest": _pairs(make_view(sizes[0])),
        "growth_of_last_step": growth,
        "limit_growth": LIMIT_GROWTH,
        "seconds": round(seconds, 1),
        "limit_seconds": LIMIT_SECONDS,
        "within": seconds <= LIMIT_SECONDS and max(growth.values(), default=0.0) <= LIMIT_GROWTH,
    }


def _measured(count: int, settings: Settings) -> dict[str, Any]:
    view = make_view(count)
    # The view's own paths are laid before the clock runs: both analyses share them.
    view.ordinary, view.accounts, view.event_people, view.concerns  # noqa: B018
    last = date(2006 + YEARS, 1, 1)
    cumulative = _seconds(lambda: build_cumulative(view, last))
    hits: list[Any] = []
    patterns = _seconds(lambda: hits.extend(build_patterns(view, settings)))
    return {
        "events": count,
        "hits": len(hits),
        "cumulative_seconds": round(cumulative, 3),
        "patterns_seconds": round(patterns, 3),
        "cumulative_us_per_event": round(1e6 * cumulative / count, 1),
        "patterns_us_per_event": round(1e6 * patterns / count, 1),
    }


def _seconds(work: Any) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def make_view(count: int) -> CaseView:
    """Return an invented case: events of all kinds over eighteen years, some dates uncertain."""
    chance = random.Random(count)  # noqa: S311
    rows: list[Record] = [
        Person(id=f"child{n}", case_id="c", name=f"Child {n}", role="child", position=n,
               born=FuzzyDate.parse(f"{2006 + n}-05-01"))
        for n in range(CHILDREN)
    ]  # fmt: skip
    kinds, types = list(Kind), list(ConcernType)
    for n in range(count):
        when = date(2006, 1, 1) + timedelta(days=chance.randrange(YEARS * 365))
        edtf = when.isoformat() if chance.random() < 0.9 else when.isoformat()[:7]
        kind = chance.choice(kinds)
        key = f"e{n:06}"
        rows.append(
            Event(id=key, case_id="c", kind=kind, fact=chance.choice(_FACTS),
                  date=FuzzyDate.parse(edtf), headline_account_id=f"a{n}")
        )  # fmt: skip
        agency = chance.choice(("childrens_social_care", "school", "health_visiting", "police"))
        rows.append(
            Account(id=f"a{n}", case_id="c", event_id=key, source_id="s", agency=agency,
                    recorded_by=agency)
        )  # fmt: skip
        for child in chance.sample(range(CHILDREN), chance.randint(0, CHILDREN)):
            rows.append(
                EventPerson(id=f"p{n}-{child}", case_id="c", event_id=key,
                            person_id=f"child{child}", part="subject")
            )  # fmt: skip
            if chance.random() < 0.3:
                rows.append(
                    Concern(id=f"k{n}-{child}", case_id="c", event_id=key,
                            child_id=f"child{child}", type=chance.choice(types))
                )  # fmt: skip
    return view_of(Case(id="c", case_id="c", reference="B1"), rows)


def _pairs(view: CaseView) -> dict[str, Any]:
    """Time one rule both ways: all pairs of dated events within a year, and by bisection."""
    dated = [e.date for e in view.ordinary if e.date and e.date.earliest]
    days = [d.earliest.toordinal() for d in dated if d.earliest]

    def plain() -> None:
        sum(b <= add_months(a, 12) for a, b in combinations(days, 2))

    ground = Ground(view, load_settings(), None)

    def ours() -> None:
        line = Line(ground.rows)
        for row in line.rows:
            line.count_from(row.first, add_months(row.last, 12))

    return {
        "events": len(days),
        "all_pairs_seconds": round(_seconds(plain), 4),
        "bisection_seconds": round(_seconds(ours), 4),
    }


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--out")
    arguments = parser.parse_args()
    sizes = tuple(int(size) for size in arguments.sizes.split(","))
    text = json.dumps(measure(sizes), indent=1)
    if arguments.out:
        Path(arguments.out).write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
