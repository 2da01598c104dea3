"""Finds what is told more than once: accounts that agree so well that they may be of one event.

Owns what of an event is compared, and which pairs a person has said are not the same; how much an
agreement weighs is in `reading.matching`. A person decides, always; nothing is merged here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product

from chronology_app.dates import FuzzyDate
from chronology_app.dates.days import shifted
from chronology_app.model import Account, Event, Finding, Suggestion, derived_id
from chronology_app.model.view import CaseView
from chronology_app.reading.duplicates import are_comparable, pairs_near, told_of
from chronology_app.reading.matching import Likeness, Matching, Told, shipped_matching

#: The check that lists such pairs; the keys of what people decide about them begin with it.
CHECK = "told_twice"
#: It is often written down the next day.
_DAY = timedelta(days=1)
#: What parts the quotes of one account.
QUOTES = " … "


@dataclass(frozen=True, slots=True)
class Telling:
    """One account as it is compared and shown: a suggestion, or what a source says of an event."""

    #: The suggestion or the event.
    id: str
    source_id: str
    #: As it is compared; an undated account has its event's date. None: nothing is dated.
    told: Told | None
    #: As they stand there.
    when: FuzzyDate | None
    time: str | None
    fact: str
    recorded_by: str
    #: The account of an event; empty: a suggestion.
    account_id: str = ""
    place: str = ""

    @property
    def date(self) -> FuzzyDate | None:
        """The date by which it is compared."""
        return self.told.date if self.told else None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that were compared, by those of their accounts that are likeliest the same."""

    one: Telling
    other: Telling
    likeness: Likeness
    #: Names the pair: under it a person says that they are not the same.
    key: str
    is_alike: bool
    #: A person has said that they are not the same.
    is_apart: bool = False

    @property
    def belongs_together(self) -> bool:
        """Whether they look alike and nobody has said that they are not the same."""
        return self.is_alike and not self.is_apart


@dataclass(frozen=True, slots=True)
class Group:
    """Records that hang together pair by pair, in the order of their dates."""

    ids: tuple[str, ...]
    pairs: tuple[Pair, ...]


# --- what is compared ----------------------------------------------------------------------------


def telling_of(suggestion: Suggestion) -> Telling:
    """Return a suggestion as it is compared."""
    return Telling(
        id=suggestion.id, source_id=suggestion.source_id,
        told=told_of(suggestion) if suggestion.date else None,
        when=suggestion.date, time=suggestion.time, fact=suggestion.fact,
        recorded_by=suggestion.recorded_by,
    )  # fmt: skip


def tellings_of(
    event: Event, accounts: Sequence[Account], quotes: Mapping[str, str],
    children: Sequence[str], types: Sequence[str],
) -> tuple[Telling, ...]:  # fmt: skip
    """Return the accounts of an event as they are compared, in their order.

    `quotes`: account id -> the words that it rests on. The headline account stands for what a
    person has said of the event: its fact, its date. `children`: full names.
    """

    def build(account: Account) -> Telling:
        is_first = account.id == event.headline_account_id or len(accounts) == 1
        when = event.date if is_first else account.date
        when = when or account.date or event.date
        fact = event.fact if is_first else quotes.get(account.id) or event.fact
        time = (event.time if is_first else None) or account.time
        told = None if when is None else Told(
            words=fact, date=when, time=time, kind=event.kind, agency=account.agency,
            recorded_by=account.recorded_by, children=children, types=types,
        )  # fmt: skip
        return Telling(
            id=event.id, source_id=account.source_id, told=told, when=account.date,
            time=account.time, fact=quotes.get(account.id) or event.fact,
            recorded_by=account.recorded_by, account_id=account.id, place=account.place,
        )  # fmt: skip

    return tuple(build(account) for account in accounts)


class Comparison:
    """Compares records under weights, and knows what people have said is not the same."""

    def __init__(self, findings: Iterable[Finding] = (), matching: Matching | None = None) -> None:
        self._matching = matching or shipped_matching()
        self._apart = {finding.key for finding in findings if is_apart(finding)}

    def compare(
        self, one: Sequence[Telling], other: Sequence[Telling],
        ids: Sequence[str] = (), other_ids: Sequence[str] = (),
    ) -> Pair | None:  # fmt: skip
        """Return how two records agree; None: no two of their accounts can be compared.

        `ids`, `other_ids`: the records and what they were suggested as, the record first.
        """
        found = [
            (self._matching.compare(a.told, b.told), a, b)
            for a, b in product(one, other)
            if a.told and b.told and a.source_id != b.source_id and _are_near(a.told, b.told)
        ]
        if not found:
            return None
        likeness, a, b = max(found, key=lambda each: each[0].weight)
        return self.pair(likeness, a, b, ids or (a.id,), other_ids or (b.id,))

    def likeness(self, one: Told, other: Told) -> Likeness:
        """Return how two accounts agree."""
        return self._matching.compare(one, other)

    def is_alike(self, likeness: Likeness) -> bool:
        """Say whether they agree clearly enough to be shown as one event."""
        return self._matching.is_alike(likeness)

    def pair(
        self, likeness: Likeness, one: Telling, other: Telling,
        ids: Sequence[str], other_ids: Sequence[str],
    ) -> Pair:  # fmt: skip
        """Return a compared pair with what a person has said of it."""
        keys = [apart_key(a, b) for a, b in product(ids, other_ids)]
        said = next((key for key in keys if key in self._apart), "")
        alike = self._matching.is_alike(likeness)
        return Pair(one, other, likeness, said or keys[0], alike, bool(said))


def apart_key(one_id: str, other_id: str) -> str:
    """Return the key under which a person says that two records are not the same."""
    return f"{CHECK}:{derived_id(*sorted((one_id, other_id)))}"


def is_apart(finding: Finding) -> bool:
    """Say whether somebody has said here that two records are not the same."""
    return finding.key.startswith(f"{CHECK}:") and finding.decision == "dismissed"


def without_apart(
    suggestions: Iterable[Suggestion], findings: Iterable[Finding]
) -> Iterator[Suggestion]:
    """Give suggestions without those look-alikes that a person has said are not the same."""
    apart = {finding.key for finding in findings if is_apart(finding)}
    for one in suggestions:
        kept = tuple(other for other in one.duplicates if apart_key(one.id, other) not in apart)
        yield one if kept == one.duplicates else replace(one, duplicates=kept)


def record_ids(event: Event) -> tuple[str, ...]:
    """Return an event's id and those of the suggestions that it was made of."""
    return (event.id, *event.suggestion_ids)


# --- a whole case --------------------------------------------------------------------------------


def find_told_twice(view: CaseView, matching: Matching | None = None) -> tuple[Pair, ...]:
    """Return the pairs of events that look like one event told twice, in the order of their dates.

    Events of one source, and accounts more than a day apart, are not compared. Also those of which
    a person has said that they are not the same, marked.
    """
    comparison = Comparison(view.of(Finding), matching)
    best: dict[tuple[str, str], tuple[Likeness, Telling, Telling]] = {}
    for one, other in pairs_near(tuple(_tellings(view))):
        if one.id == other.id or one.told is None or other.told is None:
            continue
        likeness = comparison.likeness(one.told, other.told)
        key = (min(one.id, other.id), max(one.id, other.id))
        if comparison.is_alike(likeness) and (
            key not in best or likeness.weight > best[key][0].weight
        ):
            best[key] = (likeness, one, other)
    events = {event.id: event for event in view.events}
    place = {event_id: n for n, event_id in enumerate(events)}
    found = [
        comparison.pair(how, a, b, record_ids(events[a.id]), record_ids(events[b.id]))
        for how, a, b in (_in_order(each, place) for each in best.values())
    ]
    return tuple(sorted(found, key=lambda pair: (place[pair.one.id], place[pair.other.id])))


def _in_order(
    found: tuple[Likeness, Telling, Telling], place: Mapping[str, int]
) -> tuple[Likeness, Telling, Telling]:
    how, one, other = found
    return (how, one, other) if place[one.id] <= place[other.id] else (how, other, one)


def event_tellings(view: CaseView, event: Event) -> tuple[Telling, ...]:
    """Return the accounts of an event of a case as they are compared."""
    accounts = view.accounts.get(event.id, ())
    quotes = {
        account.id: QUOTES.join(one.quote for one in view.citations.get(account.id, ()))
        for account in accounts
    }
    children = [child.name for child in view.children_of(event)]
    types = [concern.type for concern in view.concerns.get(event.id, ())]
    return tellings_of(event, accounts, quotes, children, types)


def _tellings(view: CaseView) -> Iterator[Telling]:
    for event in view.events:
        yield from event_tellings(view, event)


def build_groups(pairs: Iterable[Pair], order: Sequence[str]) -> tuple[Group, ...]:
    """Put together what belongs together pair by pair; `order`: the records' ids by date."""
    kept = [pair for pair in pairs if pair.belongs_together]
    head: dict[str, str] = {}

    def find(record_id: str) -> str:
        while head.setdefault(record_id, record_id) != record_id:
            record_id = head[record_id]
        return record_id

    for pair in kept:
        head[find(pair.other.id)] = find(pair.one.id)
    members: dict[str, list[str]] = defaultdict(list)
    for record_id in order:
        if record_id in head:
            members[find(record_id)].append(record_id)
    return tuple(
        Group(tuple(ids), tuple(pair for pair in kept if find(pair.one.id) == first))
        for first, ids in members.items()
    )


def _are_near(one: Told, other: Told) -> bool:
    first, second = one.date, other.date
    return are_comparable(first, second) and _meet(first, second) and _meet(second, first)


def _meet(first: FuzzyDate, second: FuzzyDate) -> bool:
    """Say whether the first begins no more than a day after the second has ended."""
    if first.earliest is None or second.latest is None or second.latest == date.max:
        return True
    return first.earliest <= shifted(second.latest, _DAY)
