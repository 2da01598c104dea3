"""The rules on what is recorded: referrals, appointments, agreements, answers, balance, course."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from chronology_app.model import (
    Assessment,
    Change,
    Escalation,
    Instrument,
    Oversight,
    Plan,
    Review,
)
from tests.histories.builder import months_after
from tests.histories.oracle import (
    Ev,
    Expected,
    Facts,
    hit_of,
    is_over,
    merged,
    sure,
)

#: Agreement, concern, whether it surely is a pair, and whether no other concern could be its.
_Pair = tuple[Ev, Ev, bool, bool]
_ANSWERING_KINDS = {"visit", "meeting", "assessment", "decision", "legal_step"}
_ANSWERING_AGENCIES = {"childrens_social_care", "police", "court"}


def windows(events: list[Ev], months: int, least: int) -> Iterator[tuple[list[Ev], bool]]:
    """Yield every largest set that may lie within so many months, and whether `least` surely do."""
    sets = []
    for edge in events:
        until = months_after(edge.last, months)
        sets.append([e for e in events if e.last >= edge.last and e.first <= until])
    for found in sets:
        ids = {e.id for e in found}
        if len(found) < least or any(ids < {e.id for e in other} for other in sets):
            continue
        yield found, _surely(found, months, least)


def _surely(found: list[Ev], months: int, least: int) -> bool:
    """Say whether `least` of them lie within the months on any of their possible days."""
    return any(
        sum(e.first >= edge.first and e.last <= months_after(edge.first, months) for e in found)
        >= least
        for edge in found
    )


def repeat_referrals(facts: Facts) -> Iterator[Expected]:
    for child in facts.child_ids:
        referrals = [e for e in facts.of(child) if e.kind == "referral"]
        hits = merged(
            (hit_of("repeat_referrals", "within", child, found, is_certain=is_sure)
             for found, is_sure in windows(referrals, 12, 2)), 12,
        )  # fmt: skip
        yield from hits
        ids = {e.id for e in referrals}
        if len(referrals) >= 3 and not any(ids <= set(h.events) for h in hits):
            certain = True if all(e.is_exact for e in referrals) else None
            yield hit_of("repeat_referrals", "in_all", child, referrals, is_certain=certain)


def missed_appointments(facts: Facts) -> Iterator[Expected]:
    for child in [*facts.child_ids, None]:
        count = "count" if child else "count_parents"
        told = [e for e in facts.of(child) if e.kind in ("missed_appointment", "health_contact")]
        counts = {e.id: _missed(e) for e in told}
        missed = [e for e in told if counts[e.id][0]]
        hits = []
        for found, _ in windows(missed, 12, 1):
            if sum(counts[e.id][0] for e in found) >= 3:
                is_sure = any(
                    sum(counts[e.id][0] for e in found
                        if e.first >= edge.first and e.last <= months_after(edge.first, 12)) >= 3
                    for edge in found
                )  # fmt: skip
                hits.append(hit_of("missed_appointments", count, child, found, is_certain=is_sure))
        hits = merged(hits, 12)
        yield from hits
        yield from _share(told, counts, child, hits)


def _missed(event: Ev) -> tuple[int, int]:
    """Return how many appointments of an event were missed, and how many there were."""
    told = event.has("attended")
    if told and event.kind == "missed_appointment":
        return told[2] - told[1], told[2]
    if event.kind == "missed_appointment":
        return (0, 0) if "cancelled" in event.says else (1, 1)
    return 0, 1


def _share(
    told: list[Ev], counts: dict[str, tuple[int, int]], child: str | None, held: list[Expected]
) -> Iterator[Expected]:
    found = []
    rule = "share" if child else "share_parents"
    # Windows of twelve months that begin or end with an appointment, at first possible days.
    spans = [(e.first, months_after(e.first, 12)) for e in told]
    spans += [(o.first, e.first) for e in told for o in told if _is_first_within(o, e, told)]
    for since, until in spans:
        inside = [e for e in told if since <= e.first <= until]
        missed = [e for e in inside if counts[e.id][0]]
        lost = sum(counts[e.id][0] for e in inside)
        total = sum(counts[e.id][1] for e in inside)
        ids = {e.id for e in missed}
        if total < 4 or lost < 2 or lost * 4 <= total or any(ids <= set(h.events) for h in held):
            continue
        exact = all(e.is_exact for e in inside)
        # Which of the appointments kept belong to the hit, and so its span, is not told.
        found.append(
            hit_of("missed_appointments", rule, child, missed, is_certain=True if exact else None)
        )
    for hit in merged(found, 12):
        yield Expected(
            pattern=hit.pattern, rule=hit.rule, child=child, events=hit.events,
            is_certain=hit.is_certain,
        )  # fmt: skip


def _is_first_within(one: Ev, end: Ev, told: list[Ev]) -> bool:
    """Say whether one is the first appointment of the twelve months that end with another."""
    inside = [e for e in told if e.first <= end.first <= months_after(e.first, 12)]
    return one.first == min(e.first for e in inside)


def same_concern(facts: Facts) -> Iterator[Expected]:
    for child in facts.child_ids:
        events = facts.of(child)
        nearest: dict[str, _Pair] = {}
        for said in events:
            if not _is_agreement(said, child):
                continue
            found = _first_back(said, events, child)
            if found:
                # Of several agreements before one concern the nearest counts: later ones overwrite.
                nearest[found[0].id] = (said, *found)
        pairs = [p for p in nearest.values() if not _corroborated(p[0], p[1], events, child)]
        yield from _pair_groups(sorted(pairs, key=lambda p: p[0].first), child)


def _is_agreement(event: Ev, child: str) -> bool:
    says = event.is_strength or "agreement" in event.says
    return says and not event.types.get(child)


def _first_back(said: Ev, events: list[Ev], child: str) -> tuple[Ev, bool, bool] | None:
    """Return the first concern after an agreement of a type recorded before it.

    With it: whether it surely is one, and whether no other concern could be the first.
    """
    found = []
    for later in events:
        may = later.last > said.first and later.first <= said.last + timedelta(84)
        if not may or later is said:
            continue
        is_after = later.first > said.last and later.last <= said.first + timedelta(84)
        known = [e for e in events if _told_before(e, later, said, child)]
        if known:
            is_sure = any(
                e.last < said.first and said.last <= months_after(e.first, 12) for e in known
            )
            found.append((later, is_after and is_sure, is_after))
    if not found:
        return None
    concern, is_sure, is_after = found[0]
    return concern, is_sure, is_after or len(found) == 1


def _told_before(earlier: Ev, later: Ev, said: Ev, child: str) -> bool:
    shared = later.types.get(child, frozenset()) & earlier.types.get(child, frozenset())
    before = earlier.first < said.last and earlier is not later
    return bool(shared) and before and said.first <= months_after(earlier.last, 12)


def _corroborated(said: Ev, concern: Ev, events: list[Ev], child: str) -> bool:
    """Say whether two agencies recorded an improvement since the last concern before it."""
    earlier = [e.first for e in events if e.types.get(child) and e.first < said.first]
    since = max([said.first - timedelta(84), *earlier])
    seen = [e for e in events if since <= e.first < concern.first and e.last < concern.last]
    return len({e.agency for e in seen if e.is_strength or e is said}) >= 2


def _pair_groups(pairs: list[_Pair], child: str) -> Iterator[Expected]:
    groups: list[list[_Pair]] = []
    for pair in pairs:
        if groups and pair[0].first <= months_after(groups[-1][-1][1].last, 12):
            groups[-1].append(pair)
        else:
            groups.append([pair])
    for group in groups:
        if len(group) >= 2:
            both = [e for pair in group for e in pair[:2]]
            if not all(pair[3] for pair in pairs):
                # Which concern is the earliest after an agreement is not told where one is of a
                # month: that there is a hit is all that can be said.
                yield Expected(pattern="agreed_unchanged", rule="same_concern", child=child,
                               events=())  # fmt: skip
                continue
            yield hit_of("agreed_unchanged", "same_concern", child, both,
                         is_certain=sure([p[2] for p in group], 2))  # fmt: skip


def attended_no_change(facts: Facts) -> Iterator[Expected]:
    tools = {i.id: i for i in facts.view.of(Instrument)}
    for child in facts.child_ids:
        for event in facts.of(child):
            told = event.has("attended")
            if not told or event.kind not in ("service", "positive") or told[1] * 5 < told[2] * 4:
                continue
            if any(_unchanged(facts, tools[key], event, child) for key in tools):
                yield Expected(pattern="agreed_unchanged", rule="attended_no_change", child=child,
                               events=(event.id,))  # fmt: skip


def _unchanged(facts: Facts, tool: Instrument, event: Ev, child: str) -> bool:
    rows = [a for a in facts.view.of(Assessment) if a.instrument_id == tool.id and a.on.earliest
            and (a.person_id or child) == child]  # fmt: skip
    before = [a for a in rows if a.on.earliest and a.on.earliest <= event.first
              and event.first <= months_after(a.on.earliest, 6)]  # fmt: skip
    after = [a for a in rows if a.on.earliest and event.last < a.on.earliest
             <= months_after(event.last, 6)]  # fmt: skip
    if not before or not after:
        return False
    was = {s.area: s.value for s in max(before, key=lambda a: a.on).scores}
    now = {s.area: s.value for s in max(after, key=lambda a: a.on).scores}
    sign = 1 if tool.high_is_good else -1
    return not any(sign * (now[area] - was[area]) > 0 for area in was if area in now)


def missed_opportunity(facts: Facts) -> Iterator[Expected]:
    for child in facts.child_ids:
        for event in facts.of(child):
            breach = "breach" in event.says
            for rule, holds in (
                ("concern", child in event.highest),
                ("agreement_breached", breach),
            ):
                if not holds or event.is_answered:
                    continue
                days = range((event.last - event.first).days + 1)
                on = [event.first + timedelta(n) for n in days]
                # Where the day looked at may lie within the days, the text leaves it open.
                due = [d for d in on if is_over(d, facts.as_of, 10)]
                if any(not _answers(facts, d, child, True, event.id) for d in due):
                    never = not any(_answers(facts, d, child, False, event.id) for d in on)
                    yield hit_of("missed_opportunity", rule, child, [event],
                                 is_certain=never, is_settled=due == on)  # fmt: skip
        yield from _reviews_not_done(facts, child)


def _reviews_not_done(facts: Facts, child: str) -> Iterator[Expected]:
    agreements = {p.id for p in facts.view.of(Plan) if p.kind == "written_agreement"}
    changes = {c.id: c for c in facts.view.of(Change) if c.plan_id in agreements}
    for review in facts.view.of(Review):
        change = changes.get(review.change_id)
        if review.result != "not_done" or not change or child not in change.child_ids:
            continue
        on = review.on.earliest
        assert on is not None
        if is_over(on, facts.as_of, 10) and not _answers(facts, on, child, True, *review.event_ids):
            yield Expected(pattern="missed_opportunity", rule="agreement_breached", child=child,
                           events=review.event_ids)  # fmt: skip


def _answers(facts: Facts, on: date, child: str, surely: bool, *own: str) -> bool:
    """Say whether what happened on a day was answered: on some or on any of the answers' days."""
    pointing = [*facts.view.of(Escalation), *facts.view.of(Oversight)]
    if any(set(own) & set(row.event_ids) for row in pointing):
        return True
    return any(
        e.id not in own
        and e.kind in _ANSWERING_KINDS
        and e.agency in _ANSWERING_AGENCIES
        and (child in e.children or not e.children)
        and (e.first if surely else e.last) >= on
        and not is_over(on, e.last if surely else max(e.first, on), 10)
        for e in facts.events
    )


RULES = (
    repeat_referrals, missed_appointments, same_concern, attended_no_change, missed_opportunity,
)  # fmt: skip
