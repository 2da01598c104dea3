"""What may tell of the same thing: events and waiting suggestions of about the same date.

How two accounts agree is weighed in `analysis.told_twice`; whether they are of one event is for a
person to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from rapidfuzz import fuzz
from sqlalchemy import Connection, or_, select

from chronology_app.analysis.told_twice import (
    CHECK,
    QUOTES,
    Comparison,
    Pair,
    Telling,
    record_ids,
    telling_of,
    tellings_of,
)
from chronology_app.dates import FuzzyDate
from chronology_app.model import Account, Concern, Event, EventPerson, Finding, Suggestion
from chronology_app.model.codes import EventStatus, Role, SuggestionStatus
from chronology_app.reading.matching import Matching
from chronology_app.store.chronology_lines import ChronologyLine, lines_of
from chronology_app.store.mapper import mapping
from chronology_app.store.tables import TABLES
from chronology_app.store.writer import stored

#: Two dates this many days apart may be of one thing: it is often written down the next day.
DAYS = 1
#: More than this nobody reads through.
_MOST_EVENTS, _MOST_SUGGESTIONS = 40, 40
#: So many are weighed field by field: those that a first look at words and children puts first.
_WEIGHED = 200
#: What sharing a child is worth beside the likeness of the words (0 to 100).
_SAME_CHILD = 20.0
#: How many ids one question may name.
_MANY = 500

R = TypeVar("R", Account, EventPerson, Concern)


@dataclass(frozen=True, slots=True)
class OtherAccounts:
    """What may be other accounts of what a suggestion tells, the likeliest first."""

    #: Waiting suggestions.
    suggestions: tuple[Suggestion, ...]
    events: tuple[ChronologyLine, ...]
    #: Id of a suggestion or event -> how it agrees; those that could be compared.
    pairs: Mapping[str, Pair]
    #: Event id -> its accounts, the headline account first.
    tellings: Mapping[str, tuple[Telling, ...]]

    @property
    def alike(self) -> frozenset[str]:
        """Ids of those that look like the same event, unless a person has said they are not."""
        return frozenset(i for i, pair in self.pairs.items() if pair.belongs_together)


def events_near(
    connection: Connection,
    case_id: str,
    when: FuzzyDate,
    child_ids: Iterable[str] = (),
    days: int = DAYS,
) -> tuple[ChronologyLine, ...]:
    """Return the events that stand and may be of a date, or up to `days` beside it, in order.

    With `child_ids` only those about one of these children, or about none.
    """
    children = set(child_ids)
    lines = lines_of(connection, case_id, _ids_near(connection, case_id, when, days))
    return tuple(
        line
        for line in lines
        if not children or not line.child_ids or children.intersection(line.child_ids)
    )


def other_accounts(
    connection: Connection, case_id: str, suggestion: Suggestion, matching: Matching | None = None
) -> OtherAccounts:
    """Return the waiting suggestions and the events that may be what a suggestion tells of.

    Of its own file nothing is compared, as one file seldom tells a thing twice.
    """
    if suggestion.date is None:
        return OtherAccounts((), (), {}, {})
    names = _children(connection, case_id)
    look = _FirstLook(suggestion)
    lines = lines_of(connection, case_id, _ids_near(connection, case_id, suggestion.date, DAYS))
    events = {
        line.event_id: line
        for line in sorted(
            lines, reverse=True,
            key=lambda line: look(line.fact, [names[i] for i in line.child_ids if i in names]),
        )[:_WEIGHED]
    }  # fmt: skip
    waiting = sorted(
        _waiting_near(connection, case_id, suggestion), reverse=True,
        key=lambda other: look(other.fact, other.children),
    )[:_WEIGHED]  # fmt: skip
    comparison = Comparison(_decisions(connection, case_id), matching)
    mine = (telling_of(suggestion),)
    made = {e.id: e for e in stored(connection, Event, case_id, list(events)).values()}
    tellings = _tellings(connection, case_id, made, names)
    pairs = {
        other.id: comparison.compare(mine, (telling_of(other),)) for other in waiting
    } | {
        event.id: comparison.compare(
            mine, tellings.get(event.id, ()), (suggestion.id,), record_ids(event)
        )
        for event in made.values()
    }  # fmt: skip
    found = {record_id: pair for record_id, pair in pairs.items() if pair is not None}

    def place(record_id: str) -> tuple[bool, float]:
        pair = found.get(record_id)
        return (pair.belongs_together, pair.likeness.weight) if pair else (False, -99.0)

    first = sorted(events.values(), key=lambda line: place(line.event_id), reverse=True)
    return OtherAccounts(
        suggestions=tuple(
            sorted(waiting, key=lambda other: place(other.id), reverse=True)[:_MOST_SUGGESTIONS]
        ),
        events=tuple(first[:_MOST_EVENTS]),
        pairs=found,
        tellings=tellings,
    )


class _FirstLook:
    """How alike words and children are, at a glance: which of very many are worth weighing."""

    def __init__(self, suggestion: Suggestion) -> None:
        self._words = suggestion.fact.lower()
        self._children = set(suggestion.children)

    def __call__(self, fact: str, children: Iterable[str]) -> float:
        """Return it as a number; more is more alike."""
        shared = _SAME_CHILD if self._children.intersection(children) else 0.0
        return shared + fuzz.token_set_ratio(self._words, fact.lower())


def _tellings(
    connection: Connection, case_id: str, events: Mapping[str, Event], names: Mapping[str, str]
) -> dict[str, tuple[Telling, ...]]:
    accounts = _of_events(connection, Account, case_id, events)
    subjects = _of_events(connection, EventPerson, case_id, events)
    concerns = _of_events(connection, Concern, case_id, events)
    quotes = _quotes(connection, case_id, [a.id for told in accounts.values() for a in told])
    found = {}
    for event in events.values():
        told = accounts.get(event.id, [])
        first = sorted(told, key=lambda account: account.id != event.headline_account_id)
        whose = {one.person_id for one in subjects.get(event.id, ())}
        children = [name for person_id, name in names.items() if person_id in whose]
        types = [one.type for one in concerns.get(event.id, ())]
        found[event.id] = tellings_of(event, first, quotes, children, types)
    return found


def _of_events(
    connection: Connection, cls: type[R], case_id: str, events: Iterable[str]
) -> dict[str, list[R]]:
    how = mapping(cls)
    found: dict[str, list[R]] = defaultdict(list)
    for ids in _some(events):
        query = select(how.table).where(
            how.table.c.case_id == case_id, how.table.c.event_id.in_(ids)
        )
        for row in connection.execute(query):
            record = how.record(row)
            found[record.event_id].append(record)
    return found


def _quotes(connection: Connection, case_id: str, owners: Iterable[str]) -> dict[str, str]:
    """Return the words that each of these records rests on."""
    citation = TABLES["citation"].c
    found: dict[str, list[str]] = defaultdict(list)
    for ids in _some(owners):
        query = select(citation.owner_id, citation.quote).where(
            citation.case_id == case_id, citation.owner_id.in_(ids)
        )
        for owner, quote in connection.execute(query):
            found[owner].append(quote)
    return {owner: QUOTES.join(words) for owner, words in found.items()}


def _decisions(connection: Connection, case_id: str) -> list[Finding]:
    how = mapping(Finding)
    columns = how.table.c
    query = select(how.table).where(columns.case_id == case_id, columns.key.startswith(f"{CHECK}:"))
    return [how.record(row) for row in connection.execute(query)]


def _some(ids: Iterable[str]) -> Iterable[Sequence[str]]:
    wanted = list(ids)
    return [wanted[at : at + _MANY] for at in range(0, len(wanted), _MANY)]


def _ids_near(connection: Connection, case_id: str, when: FuzzyDate, days: int) -> list[str]:
    event = TABLES["event"].c
    first, last = _stretched(when, days)
    query = select(event.id).where(
        event.case_id == case_id, event.status != EventStatus.REMOVED.value,
        event.date_edtf.is_not(None),
    )  # fmt: skip
    if first:
        query = query.where(or_(event.date_latest >= first, event.date_latest.is_(None)))
    if last:
        query = query.where(or_(event.date_earliest <= last, event.date_earliest.is_(None)))
    return list(connection.scalars(query))


def _waiting_near(connection: Connection, case_id: str, suggestion: Suggestion) -> list[Suggestion]:
    assert suggestion.date is not None
    how = mapping(Suggestion)
    columns = how.table.c
    first, last = _stretched(suggestion.date, DAYS)
    query = select(how.table).where(
        columns.case_id == case_id, columns.status == SuggestionStatus.WAITING.value,
        columns.source_id != suggestion.source_id, columns.date_edtf.is_not(None),
    )  # fmt: skip
    if first:
        query = query.where(columns.date_latest >= first)
    if last:
        query = query.where(columns.date_earliest <= last)
    return [how.record(row) for row in connection.execute(query)]


def _stretched(when: FuzzyDate, days: int) -> tuple[str | None, str | None]:
    """Return the first and last day as they are stored, so many days further."""
    more = timedelta(days=days)
    first = when.earliest - more if when.earliest and when.earliest > date.min + more else None
    last = when.latest + more if when.latest and when.latest < date.max - more else None
    return first.isoformat() if first else None, last.isoformat() if last else None


def _children(connection: Connection, case_id: str) -> dict[str, str]:
    person = TABLES["person"].c
    query = select(person.id, person.name, person.role).where(person.case_id == case_id)
    rows = connection.execute(query.order_by(person.position, person.name))
    return {row.id: row.name for row in rows if row.role.strip().lower() == Role.CHILD}
