"""Builds one invented history: people, events and the notes of what was planted in it.

Owns the records and the side notes for the oracle; which events stand in it is for the cards.
"""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from chronology_app.dates import FuzzyDate
from chronology_app.model import (
    Account,
    Case,
    Citation,
    Concern,
    Event,
    EventPerson,
    Parentage,
    Passage,
    Person,
    Record,
    Source,
    SpellMark,
    Strength,
)
from chronology_app.model.view import CaseView, view_of
from tests.factories import make

CSC = "childrens_social_care"
LEVEL = "level_of_help"
WORKER = "worker"
#: A fact that says nothing to any rule.
PLAIN = "Entry for the file."
When = date | str | None
DAY = timedelta(1)


def months_after(day: date, months: int) -> date:
    """Return the same day of the month so many months on, or that month's last day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def working_days_after(day: date, count: int) -> date:
    """Return the day that lies so many working days (Monday to Friday) after a day."""
    while count:
        day += timedelta(1)
        count -= day.weekday() < 5
    return day


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What a card says by hand of one rule: a hit that must be there, or one that must not be."""

    pattern: str
    rule: str
    #: None: not about one child.
    child: str | None
    #: Wanted: all stand in the hit. Not wanted: no hit may hold any of them (none given: no hit).
    events: tuple[str, ...] = ()
    is_wanted: bool = True
    #: None: not told.
    start: date | None = None
    end: date | None = None
    is_certain: bool | None = None


@dataclass(frozen=True)
class History:
    """One history with its notes."""

    seed: int
    card: str
    view: CaseView
    #: Event id -> what its words say, e.g. "seen", "drift", ("attended", 5, 6).
    says: dict[str, frozenset[Any]]
    claims: tuple[Claim, ...]


Card = Callable[["Builder"], None]


def cards_of(make_card: Callable[[str], Card], names: str) -> dict[str, Card]:
    """Return the cards that one maker gives for some names."""
    return {f"{make_card.__name__} {name}": make_card(name) for name in names.split()}


@dataclass
class Builder:
    """A history in the making; `child` is the one that most cards are about."""

    seed: int
    rng: Random
    start: date
    children: list[str] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with no records."""
        self.rows: list[Record] = []
        self.says: dict[str, set[Any]] = defaultdict(set)
        self._count = 0

    @property
    def child(self) -> str:
        """The child that the card is about."""
        return self.children[0]

    def day(self, days: int) -> date:
        """Return a day so many days after the beginning of the history."""
        return self.start + timedelta(days)

    def month_day(self, days: int) -> date:
        """Return a day about so many days on that every month has, so that months go back too."""
        day = self.day(days)
        return day.replace(day=min(day.day, 28))

    def new_id(self, what: str) -> str:
        """Return an id that no other record has."""
        self._count += 1
        return f"{what}{self._count}"

    def add(self, cls: type[Record], **fields: Any) -> str:
        """Add a record with an id of its own and return the id."""
        key = fields.setdefault("id", self.new_id(cls.__name__.lower()))
        self.rows.append(make(cls, **fields))
        return str(key)

    def person(self, key: str, role: str, born: str | None = None, **fields: Any) -> str:
        """Add a person; a child joins `children`."""
        name = f"{key.capitalize()} Ardwell"
        when = FuzzyDate.parse(born) if born else None
        self.add(Person, id=key, name=name, role=role, born=when, position=len(self.rows), **fields)
        if role == "child":
            self.children.append(key)
        return key

    def family(self, children: int) -> None:
        """Add a mother, a father who is named in the background, and children born before it."""
        for n in range(children):
            self.person(f"child{n}", "child", months_after(self.start, -20 - 17 * n).isoformat())
        self.add(Source, id="source", agency=CSC)
        self.person("mother", "mother")
        self.person("father", "father", sex="male")
        for child in self.children:
            self.add(Parentage, child_id=child, parent_id="father")

    def event(
        self,
        when: When,
        kind: str = "observation",
        children: Iterable[str] | None = None,
        *,
        concerns: Sequence[str] = (),
        weight: str = "",
        agency: str = CSC,
        fact: str = PLAIN,
        quote: str = "",
        strength: bool = False,
        marks: Iterable[tuple[str, str, str]] = (),
        part: str = "subject",
        adults: Iterable[str] = (),
        says: Iterable[Any] = (),
        **fields: Any,
    ) -> str:
        """Add an event and return its id; `children` are by default the card's child alone.

        `marks` are (spell kind, value, edge), for each of the children.
        """
        key = self.new_id("e")
        named = [self.child] if children is None else list(children)
        text = when.isoformat() if isinstance(when, date) else when
        on = FuzzyDate.parse(text) if text else None
        account = self.new_id("a")
        self.rows += [
            make(Event, id=key, kind=kind, fact=fact, date=on, headline_account_id=account,
                 **fields),
            make(Account, id=account, event_id=key, source_id="source", date=on, agency=agency,
                 recorded_by=agency),
        ]  # fmt: skip
        if quote:
            passage = self.add(Passage, text=quote)
            self.add(Citation, owner_id=account, passage_id=passage, end=len(quote), quote=quote)
        for person in adults:
            self.add(EventPerson, event_id=key, person_id=person, part="present")
        for child in named:
            self.add(EventPerson, event_id=key, person_id=child, part=part)
            for name in concerns:
                self.add(Concern, event_id=key, child_id=child, type=name, weight=weight)
            for mark, value, edge in marks:
                self.add(SpellMark, event_id=key, child_id=child, kind=mark, value=value, edge=edge)
        if strength:
            self.add(Strength, event_id=key, words="Shared a meal.")
        if says:
            self.says[key] |= set(says)
        return key

    def level(self, when: When, value: str, edge: str = "starts", **fields: Any) -> str:
        """Add a decision that begins or ends a level of help."""
        return self.event(when, "decision", marks=[(LEVEL, value, edge)], **fields)

    def worker(self, when: When, value: str, edge: str = "starts", **fields: Any) -> str:
        """Add an event of no telling kind at which a worker begins or ends."""
        return self.event(when, "observation", marks=[(WORKER, value, edge)], **fields)

    def background(self, days: int, every: int = 75) -> None:
        """Add entries of several agencies in turn with all the children; every other a strength."""
        agencies = ("school", "health_visiting", "gp", CSC)
        last = 0
        for n, at in enumerate(range(0, days + every, every)):
            last = at
            self.event(self.day(at), "positive" if n % 2 == 0 else "observation", self.children,
                       agency=agencies[n % 4], adults=["father", "mother"])  # fmt: skip
        if last < days:
            self.event(self.day(days), children=self.children, agency="school")

    def want(self, pattern: str, rule: str, *events: str, **fields: Any) -> None:
        """Claim a hit, by default for the card's child and with certain dates."""
        fields = {"child": self.child, "is_certain": True} | fields
        self.claims.append(Claim(pattern=pattern, rule=rule, events=events, **fields))

    def never(self, pattern: str, rule: str, *events: str, **fields: Any) -> None:
        """Claim that no hit of a rule may hold these events, for the card's child by default."""
        fields = {"child": self.child} | fields
        self.claims.append(
            Claim(pattern=pattern, rule=rule, events=events, is_wanted=False, **fields)
        )

    def done(self, card: str) -> History:
        """Return the history."""
        self.rng.shuffle(self.rows)
        view = view_of(make(Case, title="Ardwell family"), self.rows)
        says = {key: frozenset(value) for key, value in self.says.items()}
        return History(self.seed, card, view, says, tuple(self.claims))
