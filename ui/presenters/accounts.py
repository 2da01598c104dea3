"""Accounts of one event in words: what agrees, what differs, and what hangs together.

Which accounts look alike is found in `analysis.told_twice`; merging is the casebook's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from chronology_app.analysis.told_twice import (
    Group,
    Pair,
    Telling,
    build_groups,
    event_tellings,
    find_told_twice,
)
from chronology_app.dates import FuzzyDate
from chronology_app.model import Event
from chronology_app.model.view import CaseView
from chronology_app.reading.matching import Told
from ui.words import date_words, label, say

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook
    from chronology_app.store.writer import Changed

#: Levels of agreement that are said as what agrees.
_AGREES = {
    "date": {"same_day": "day", "same_period": "period"},
    "kind": {"same": "kind"},
    "agency": {"same": "agency", "told": "agency_told"},
    "types": {"same": "types", "shared": "types_shared"},
}
#: Fields whose difference is a contradiction that a person should see.
_CONFLICTS = frozenset({"date", "time", "children", "place"})


@dataclass(frozen=True, slots=True)
class Member:
    """One record that may be of the event: a waiting suggestion, or an event with its accounts."""

    id: str
    is_event: bool
    #: The date and time that it would give the event.
    date: FuzzyDate | None
    time: str | None
    fact: str
    accounts: tuple[Telling, ...]
    #: How it agrees with another one of them; None for the first.
    pair: Pair | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """What of two accounts agrees and what differs, in words; empty: nothing."""

    agrees: str
    differs: str
    #: They contradict each other in day, time, children or place.
    is_conflict: bool


# --- in words ------------------------------------------------------------------------------------


def agreement_of(pair: Pair) -> Agreement:
    """Say how two accounts agree and differ."""
    one, other = pair.one, pair.other
    if one.told is None or other.told is None:
        return Agreement("", "", is_conflict=False)
    levels = {found.field: found.level for found in pair.likeness.agreements}
    same = _alike(one.told, other.told, levels)
    differs = {name: (a, b) for name, a, b in _differences(one, other, levels) if a and b}
    said = [say(f"accounts.differ.{name}", one=a, other=b) for name, (a, b) in differs.items()]
    return Agreement(
        agrees=say("accounts.agrees", things=_and(same)) if same else "",
        differs=say("accounts.differs", things=_and(said)) if said else "",
        is_conflict=bool(_CONFLICTS & set(differs)),
    )


def _and(things: Sequence[str]) -> str:
    return ", ".join(things)


def _alike(one: Told, other: Told, levels: dict[str, str]) -> list[str]:
    found = []
    for name in ("date", "time", "children", "kind", "agency", "types"):
        level = levels.get(name, "")
        if name == "time" and one.time and one.time == other.time:
            found.append(say("accounts.same.time"))
        elif name == "children" and level == "same":
            found.append(say("accounts.same.children", count=len(set(one.children))))
        elif level in _AGREES.get(name, {}):
            found.append(say(f"accounts.same.{_AGREES[name][level]}"))
    return found + _words(levels)


def _words(levels: dict[str, str]) -> list[str]:
    if levels.get("words") == "very_alike":
        return [say("accounts.same.words_nearly")]
    if levels.get("words") in ("alike", "somewhat"):
        return [say("accounts.same.words_alike")]
    if levels.get("shared") in ("many", "several"):
        return [say("accounts.same.words_shared")]
    return []


def _differences(
    one: Telling, other: Telling, levels: dict[str, str]
) -> Iterable[tuple[str, str, str]]:
    """Give what differs: the field, and what each of the two says."""
    first, second = one.told, other.told
    assert first is not None
    assert second is not None
    if levels.get("date") in ("day_beside", "period_beside", "within"):
        name = "exactness" if levels["date"] == "within" else "date"
        yield name, date_words(first.date), date_words(second.date)
    if first.time != second.time:
        yield "time", first.time or "", second.time or ""
    if levels.get("children") in ("shared", "different"):
        yield "children", _and(list(first.children)), _and(list(second.children))
    if one.place.casefold() != other.place.casefold():
        yield "place", one.place, other.place
    if levels.get("kind") in ("kin", "different"):
        yield "kind", label("kind", first.kind), label("kind", second.kind)
    if levels.get("types") == "different":
        one_types, other_types = (
            _and([label("type", code) for code in told.types]) for told in (first, second)
        )
        yield "types", one_types, other_types


def when_words(when: FuzzyDate | None, time: str | None) -> str:
    """Return a date in words, with its time."""
    words = date_words(when)
    return say("accounts.date_time", date=words, time=time) if time else words


def account_title(telling: Telling) -> str:
    """Return whose record an account is, with date and time as they stand there."""
    who = _capital(label("agency", telling.recorded_by))
    when = when_words(telling.when, telling.time)
    words = say("accounts.account", who=who, date=when)
    return say("accounts.at_place", words=words, place=telling.place) if telling.place else words


def member_title(member: Member) -> str:
    """Return whose records a member is made of, its date, and whether it is confirmed."""
    codes = dict.fromkeys(telling.recorded_by for telling in member.accounts)
    who = ", ".join(_capital(label("agency", code)) for code in codes)
    state = say("accounts.is_event" if member.is_event else "accounts.is_waiting")
    when = when_words(member.date, member.time)
    return say("accounts.member", who=who, date=when, state=state)


def account_count(members: Iterable[Member]) -> int:
    """Return how many accounts these records hold."""
    return sum(max(1, len(member.accounts)) for member in members)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# --- what is chosen ------------------------------------------------------------------------------


def dates_of(members: Sequence[Member]) -> list[tuple[str, str]]:
    """Return what may head the event: (id of the record, its date in words), each date once."""
    found: dict[tuple[str | None, str | None], tuple[str, str]] = {}
    for member in members:
        if member.date is not None:
            key = member.date.edtf, member.time
            found.setdefault(key, (member.id, _date_choice(member)))
    return list(found.values())


def _date_choice(member: Member) -> str:
    who = member.accounts[0].recorded_by if member.accounts else "other"
    when = when_words(member.date, member.time)
    return say("accounts.date_of", date=when, who=_capital(label("agency", who)))


def wordings_of(members: Sequence[Member]) -> list[tuple[str, str]]:
    """Return the events among these: (id, the fact that would stay)."""
    return [(member.id, member.fact) for member in members if member.is_event]


def pairs_among(ids: Collection[str]) -> list[tuple[str, str]]:
    """Return every pair of these records."""
    return list(combinations(ids, 2))


# --- events told twice ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TwiceGroup:
    """Events that may be one, the first by date first."""

    members: tuple[Member, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The events' ids: they name the group."""
        return tuple(member.id for member in self.members)


def group_words(group: TwiceGroup) -> str:
    """Return a group on two lines: how many accounts, when and whose; what the first says."""
    first = group.members[0]
    codes = dict.fromkeys(
        telling.recorded_by for member in group.members for telling in member.accounts
    )
    title = say(
        "accounts.twice.group", count=account_count(group.members),
        date=when_words(first.date, first.time), who=_and([label("agency", c) for c in codes]),
    )  # fmt: skip
    return f"{title}\n{first.fact}"


def read_told_twice(path: Path, key: bytes, case_id: str) -> tuple[TwiceGroup, ...]:
    """Read a case and look for events told twice; made for a worker process."""
    from chronology_app.commands.reading_book import ReadingBook

    with ReadingBook(path, key) as book:
        return build_told_twice(book.queries.view(case_id))


def build_told_twice(view: CaseView) -> tuple[TwiceGroup, ...]:
    """Return the events of a case that look like one told twice, by date."""
    order = [event.id for event in view.events]
    return tuple(_group(view, group) for group in build_groups(find_told_twice(view), order))


def _group(view: CaseView, group: Group) -> TwiceGroup:
    return TwiceGroup(tuple(_member(view, group, n) for n in range(len(group.ids))))


def _member(view: CaseView, group: Group, number: int) -> Member:
    """Return one of a group, compared with the first of those before it that it looks like."""
    event = view.by_id[group.ids[number]]
    assert isinstance(event, Event)
    before = set(group.ids[:number])
    pairs = [pair for pair in group.pairs if pair.other.id == event.id and pair.one.id in before]
    return Member(
        id=event.id, is_event=True, date=event.date, time=event.time, fact=event.fact,
        accounts=event_tellings(view, event), pair=pairs[0] if pairs else None,
    )  # fmt: skip


# --- deciding ------------------------------------------------------------------------------------


def make_one_event(
    book: Casebook, case_id: str, event_ids: Sequence[str], head_id: str
) -> tuple[Changed, ...]:
    """Make events one; the first keeps its wording. Errors: see `make_one`."""
    return book.make_one(case_id, (), event_ids, head_id).changed


def keep_apart(book: Casebook, case_id: str, ids: Collection[str]) -> Changed:
    """Say that these records are not the same event, each with each other."""
    return book.keep_apart(case_id, pairs_among(ids))
