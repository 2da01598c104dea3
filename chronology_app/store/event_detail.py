"""All that belongs to one event: what a person reads who opens it.

The many events of a chronology are in `chronology_lines`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from chronology_app.errors import UnknownRecordError
from chronology_app.model import (
    Account,
    Analysis,
    AuditEntry,
    ChildWords,
    Citation,
    Concern,
    Entry,
    Event,
    EventPerson,
    LikelyImpact,
    NeedConcerned,
    ObservedImpact,
    Outcome,
    Passage,
    Record,
    Release,
    Reply,
    Source,
    SpellMark,
    Strength,
    Suggestion,
)
from chronology_app.store import audit
from chronology_app.store.mapper import mapping
from chronology_app.store.tables import ACTION_CHANGE
from chronology_app.store.writer import stored

R = TypeVar("R", bound=Record)
Signed = TypeVar("Signed", LikelyImpact, Analysis)


@dataclass(frozen=True, slots=True)
class CitedWords:
    """A citation with the passage that it quotes."""

    citation: Citation
    passage: Passage


@dataclass(frozen=True, slots=True)
class AccountDetail:
    """What one source says of the event."""

    account: Account
    source: Source
    #: In reading order.
    cited: tuple[CitedWords, ...]
    #: The entry typed by hand that the source is, if it is one.
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class ObservedDetail:
    """An observed impact with the words that it rests on."""

    impact: ObservedImpact
    cited: tuple[CitedWords, ...]


@dataclass(frozen=True, slots=True)
class EventDetail:
    """One event with all that belongs to it; everything as records, nothing in words yet."""

    event: Event
    #: The headline account first.
    accounts: tuple[AccountDetail, ...]
    people: tuple[EventPerson, ...]
    concerns: tuple[Concern, ...]
    strengths: tuple[Strength, ...]
    child_words: tuple[ChildWords, ...]
    needs: tuple[NeedConcerned, ...]
    observed_impacts: tuple[ObservedDetail, ...]
    #: Id of a child's words or a strength -> the words of a source that it rests on.
    cited: Mapping[str, tuple[CitedWords, ...]]
    #: Also those that rest on other events besides.
    likely_impacts: tuple[LikelyImpact, ...]
    spell_marks: tuple[SpellMark, ...]
    replies: tuple[Reply, ...]
    outcomes: tuple[Outcome, ...]
    #: Signed words about it: analyses, and why its date or class was changed or it was removed
    #: (`commands.event_changes.Why`).
    analyses: tuple[Analysis, ...]
    #: The decisions that let this event leave the casebook although it is classed.
    releases: tuple[Release, ...]
    #: What was suggested and became this event, with the reasons.
    suggestions: tuple[Suggestion, ...]
    #: The steps of the log that touched the event or something of it, oldest first, without
    #: what else they touched; `history.history_lines` says them in words.
    history: tuple[AuditEntry, ...]


def event_detail(connection: Connection, case_id: str, event_id: str) -> EventDetail:
    """Return an event with all that belongs to it. Errors: UnknownRecordError."""
    found = _Detail(connection, case_id, event_id)
    event = found.event
    people, concerns = found.of(EventPerson), found.of(Concern)
    strengths, child_words = found.of(Strength), found.of(ChildWords)
    needs, marks = found.of(NeedConcerned), found.of(SpellMark)
    replies, outcomes = found.of(Reply), found.of(Outcome)
    accounts = sorted(found.of(Account), key=lambda a: a.id != event.headline_account_id)
    observed = found.of(ObservedImpact)
    owners = (*accounts, *observed, *child_words, *strengths)
    cited = found.cited([record.id for record in owners])
    sources = found.by_id(Source, {account.source_id for account in accounts})
    entries = {e.source_id: e for e in found.where(Entry, source_id=sources)}
    return EventDetail(
        event=event,
        accounts=tuple(
            AccountDetail(a, sources[a.source_id], cited[a.id], entries.get(a.source_id))
            for a in accounts
        ),
        people=people,
        concerns=concerns,
        strengths=strengths,
        child_words=child_words,
        needs=needs,
        observed_impacts=tuple(ObservedDetail(impact, cited[impact.id]) for impact in observed),
        cited={r.id: cited[r.id] for r in (*child_words, *strengths) if r.id in cited},
        likely_impacts=found.naming(LikelyImpact),
        spell_marks=marks,
        replies=replies,
        outcomes=outcomes,
        analyses=found.naming(Analysis),
        releases=found.where(Release, record_id=[event.id]),
        suggestions=tuple(found.by_id(Suggestion, event.suggestion_ids).values()),
        history=found.history(),
    )


class _Detail:
    """Reads what belongs to one event, and remembers what it has read."""

    def __init__(self, connection: Connection, case_id: str, event_id: str) -> None:
        self._connection = connection
        self._case_id = case_id
        event = stored(connection, Event, case_id, [event_id]).get(event_id)
        if event is None:
            raise UnknownRecordError(value=event_id)
        self.event = event
        self._read: list[str] = [event_id]

    def of(self, cls: type[R]) -> tuple[R, ...]:
        """Return the records of a class that name the event, as they were added."""
        return self.where(cls, event_id=[self.event.id])

    def where(self, cls: type[R], **columns: Iterable[str]) -> tuple[R, ...]:
        """Return the records of a class that have one of these values in a column."""
        how = mapping(cls)
        query = select(how.table).where(how.table.c.case_id == self._case_id)
        for name, values in columns.items():
            query = query.where(how.table.c[name].in_(list(values)))
        return self._noted(how.record(row) for row in self._connection.execute(query))

    def by_id(self, cls: type[R], ids: Iterable[str]) -> Mapping[str, R]:
        """Return records by their ids; these do not count as the event's own."""
        return stored(self._connection, cls, self._case_id, ids)

    def cited(self, owner_ids: list[str]) -> Mapping[str, tuple[CitedWords, ...]]:
        """Return the citations of records, in reading order."""
        citations = self.where(Citation, owner_id=owner_ids)
        passages = self.by_id(Passage, {citation.passage_id for citation in citations})
        words = [CitedWords(citation, passages[citation.passage_id]) for citation in citations]
        found: dict[str, tuple[CitedWords, ...]] = defaultdict(tuple)
        for one in sorted(words, key=_place):
            found[one.citation.owner_id] += (one,)
        return found

    def naming(self, cls: type[Signed]) -> tuple[Signed, ...]:
        """Return the signed words that rest on the event; their list of events is a text."""
        how = mapping(cls)
        columns = how.table.c
        query = select(how.table).where(
            columns.case_id == self._case_id, columns.event_ids.contains(self.event.id)
        )
        found = (how.record(row) for row in self._connection.execute(query))
        return self._noted(record for record in found if self.event.id in record.event_ids)

    def history(self) -> tuple[AuditEntry, ...]:
        """Return the steps that touched one of the records read so far."""
        columns = ACTION_CHANGE.c
        query = select(columns.number).where(
            columns.case_id == self._case_id, columns.record_id.in_(self._read)
        )
        numbers = sorted(set(self._connection.scalars(query)))
        return tuple(audit.entries_of(self._connection, self._case_id, numbers))

    def _noted(self, records: Iterable[R]) -> tuple[R, ...]:
        found = tuple(records)
        self._read += [record.id for record in found]
        return found


def _place(one: CitedWords) -> tuple[Any, ...]:
    return one.passage.source_id, one.passage.index, one.citation.start
