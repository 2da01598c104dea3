"""Makes the histories: one for each card, and random ones that only the oracle can judge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from chronology_app.model.codes import EventStatus, Kind
from tests.histories import cards_answers, cards_help, cards_record, cards_visits
from tests.histories.builder import WORKER, Builder, History

CARDS = cards_record.CARDS | cards_answers.CARDS | cards_help.CARDS | cards_visits.CARDS
_TYPES = ("medical", "nutritional", "emotional", "educational", "physical", "supervision")
_AGENCIES = ("childrens_social_care", "school", "gp", "police", "health_visiting")
_LEVELS = ("early_help", "child_in_need", "child_protection", "pre_proceedings", "closed")


def histories(count: int = 260, seed: int = 0) -> Iterator[History]:
    """Yield so many histories: the cards one after the other, then random ones."""
    names = list(CARDS)
    for n in range(count):
        own = seed * 10_000 + n
        rng = Random(own)
        begin = date(2010, 1, 1) + timedelta(rng.randrange(3000))
        builder = Builder(own, rng, begin)
        if n < len(names):
            CARDS[names[n]](builder)
            yield builder.done(names[n])
        else:
            _random(builder)
            yield builder.done("random")


def _random(b: Builder) -> None:
    """Fill a history at random: 3 to 12 years, about 40 to 90 events, no two on one day."""
    b.family(b.rng.randint(1, 5))
    length = b.rng.randint(3 * 365, 12 * 365)
    days = sorted(b.rng.sample(range(length), b.rng.randint(40, 90)))
    level: dict[tuple[str, ...], str] = {}
    workers: list[str] = []
    begun = 0
    for n in days:
        who = tuple(sorted(b.rng.sample(b.children, b.rng.randint(0, len(b.children)))))
        roll = b.rng.random()
        if roll < 0.08:
            whom = tuple(b.children)
            value = b.rng.choice(_LEVELS)
            held = level.get(whom)
            if held and b.rng.random() < 0.4:
                b.level(b.day(n), level.pop(whom), "ends", children=whom)
            elif held != value:
                level[whom] = value
                b.level(b.day(n), value, children=whom)
        elif roll < 0.12:
            workers.append(f"Worker {begun}")
            begun += 1
            b.event(b.day(n), children=b.children, marks=[(WORKER, workers[-1], "starts")])
        elif roll < 0.15 and workers:
            b.event(b.day(n), children=b.children,
                    marks=[(WORKER, workers.pop(0), "ends")])  # fmt: skip
        else:
            _anything(b, b.day(n), who)
    b.event(b.day(length), "positive", b.children, adults=["father"])


def _anything(b: Builder, on: date, who: tuple[str, ...]) -> None:
    """Add an event of any kind; some are of a month, undated, removed or not confirmed."""
    rng = b.rng
    when: date | str | None = on
    roll = rng.random()
    if roll < 0.12:
        when = f"{on:%Y-%m}"
    elif roll < 0.15:
        when = None
    status = EventStatus.CONFIRMED
    if rng.random() < 0.06:
        status = rng.choice([EventStatus.REMOVED, EventStatus.ACCEPTED_UNREAD])
    kind = rng.choice([k.value for k in Kind if k not in (Kind.CHANGE_OF_WORKER, Kind.POSITIVE)])
    concerns = rng.sample(_TYPES, rng.choice([0, 0, 1, 1, 2]))
    part = "subject"
    if kind == "visit":
        part = rng.choice(["seen", "seen_alone", "spoken_to", "not_seen", "subject"])
    b.event(
        when, "positive" if rng.random() < 0.06 else kind, who, concerns=concerns, part=part,
        weight="highest" if rng.random() < 0.1 else "", agency=rng.choice(_AGENCIES),
        action="Advice given." if rng.random() < 0.2 else "", status=status,
    )  # fmt: skip
