"""The rules on the whole record: the child of whom little is told, balance, and the course."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from chronology_app.model import Parentage
from tests.histories.builder import months_after
from tests.histories.oracle import Ev, Expected, Facts, hit_of


def lost_child(facts: Facts) -> Iterator[Expected]:
    if not facts.events:
        return
    begins = {}
    for person in facts.view.children:
        born = person.born.earliest if person.born and person.born.earliest else date.min
        begins[person.id] = max(born, facts.events[0].first)
    for child, since in begins.items():
        siblings = [c for c in begins if c != child]
        rates = [_rate(facts, c, max(since, begins[c])) for c in siblings]
        entries = sum(e.first >= since for c in siblings for e in facts.of(c))
        own = _rate(facts, child, since)
        months = (facts.as_of - since).days / 30.44
        if months < 5 or entries < 10 or not sum(rates):
            continue
        share = own / (sum(rates) / len(rates))
        # A sibling born later has months of its own: how they are counted moves the share a little.
        same = len({max(since, b) for b in begins.values()}) == 1
        settled = months > 7 and (same or not 0.4 < share < 0.6)
        if share < 0.5 or not settled:
            own_ids = tuple(e.id for e in facts.of(child))
            yield Expected(pattern="lost_child", rule="share", child=child, events=own_ids,
                           is_settled=settled)  # fmt: skip


def _rate(facts: Facts, child: str, since: date) -> float:
    days = (facts.as_of - since).days + 1
    return sum(e.first >= since for e in facts.of(child)) / max(days, 1)


def one_sided(facts: Facts) -> Iterator[Expected]:
    stretches: list[list[Ev]] = [[]]
    for event in facts.events:
        if event.is_strength:
            stretches.append([])
        elif event.children:
            stretches[-1].append(event)
    for found in stretches:
        if len(found) >= 5 and max(e.last for e in found) >= months_after(found[0].first, 6):
            exact = all(e.is_exact for e in facts.events)
            yield hit_of(
                "one_sided", "no_strength", None, found, is_certain=True if exact else None
            )
    named = {p for e in facts.events for p in e.parts}
    men = {p.id for p in facts.view.people if p.sex == "male"}
    fathers = {p.parent_id for p in facts.view.of(Parentage) if p.parent_id in men}
    fathers |= {p.id for p in facts.view.people if p.role == "father"}
    for person in sorted(fathers):
        if person not in named:
            yield Expected(pattern="one_sided", rule="father_without_entry", child=None, events=())
    if len(facts.events) >= 5 and len({e.agency for e in facts.events}) == 1:
        yield Expected(pattern="one_sided", rule="one_agency", child=None, events=())


def course(facts: Facts) -> Iterator[Expected]:
    for child in facts.child_ids:
        held = [e for e in facts.of(child) if e.types.get(child)]
        with_one = sorted({e.first.year * 12 + e.first.month for e in held})
        if len(with_one) < 4:
            continue
        first, last = with_one[0], with_one[-1]
        count = last - first + 1
        half = count // 2
        early = sum(m < first + half for m in with_one)
        late = sum(m > last - half for m in with_one)
        episodes = 1 + sum(b - a - 1 >= 3 for a, b in pairwise(with_one))
        holds = {
            "persistent": count >= 12 and len(with_one) * 2 >= count,
            "episodic": episodes >= 3,
            "worsening": late >= 1.5 * early and late >= early + 2,
        }
        exact = all(e.is_exact for e in held)
        for rule in (r for r, is_so in holds.items() if is_so):
            yield hit_of("course", rule, child, held, is_certain=True if exact else None)


RULES = (lost_child, one_sided, course)
