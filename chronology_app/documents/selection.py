"""Which events a document may hold, and which are kept back.

Owns the rule that only individually confirmed, ordinary or released matter is printed; the gate
checks the result again from the blocks.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from chronology_app.documents.options import ExportOptions
from chronology_app.documents.protected import released_ids
from chronology_app.errors import UnknownRecordError
from chronology_app.model import (
    Account,
    Analysis,
    Citation,
    Event,
    ObservedImpact,
    Person,
    Record,
    Strength,
)
from chronology_app.model.codes import EventStatus, RecordClass
from chronology_app.model.view import CaseView


@dataclass(frozen=True)
class Selection:
    """What one export may print of a case."""

    view: CaseView
    options: ExportOptions

    @cached_property
    def children(self) -> tuple[Person, ...]:
        """The children asked for. Errors: UnknownRecordError."""
        if self.options.child is None:
            return self.view.children
        wanted = self.options.child.strip().casefold()
        found = tuple(
            child
            for child in self.view.children
            if wanted in (child.name.casefold(), *(a.casefold() for a in child.aliases))
        )
        if not found:
            raise UnknownRecordError("error.unknown_child", name=self.options.child)
        return found[:1]

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events to print, in order of date; undated ones last."""
        return tuple(e for e in self._asked_for if self._is_free(e))

    @cached_property
    def dated(self) -> tuple[Event, ...]:
        """The events to print that have a date."""
        return tuple(e for e in self.events if e.date is not None)

    @cached_property
    def undated(self) -> tuple[Event, ...]:
        """The events to print that have none."""
        return tuple(e for e in self.events if e.date is None)

    @cached_property
    def kept_back(self) -> tuple[str, ...]:
        """Ids of the events asked for that may not be printed."""
        free = {event.id for event in self.events}
        return tuple(e.id for e in self._asked_for if e.id not in free)

    @cached_property
    def observed(self) -> dict[str, list[ObservedImpact]]:
        """Event id -> what was observed in each child, as far as it may be printed."""
        found: dict[str, list[ObservedImpact]] = defaultdict(list)
        for impact in self.view.of(ObservedImpact):
            if self.may_print(impact):
                found[impact.event_id].append(impact)
        return found

    @cached_property
    def analyses(self) -> dict[str, list[Analysis]]:
        """Event id -> the signed analyses that rest on it and on nothing that is kept back.

        Summaries of earlier history and of the involvement are not about one event.
        """
        printed = {event.id for event in self.events}
        found: dict[str, list[Analysis]] = defaultdict(list)
        for analysis in self.view.of(Analysis):
            is_about_events = analysis.kind == "analysis" and self.may_print(analysis)
            if is_about_events and printed.issuperset(analysis.event_ids):
                for event_id in analysis.event_ids:
                    found[event_id].append(analysis)
        return found

    def accounts(self, event: Event) -> tuple[Account, ...]:
        """Return the accounts of an event that may be named, the headline one first."""
        return tuple(a for a in self.view.accounts.get(event.id, ()) if self._account_is_free(a))

    def citations(self, owner_id: str) -> tuple[Citation, ...]:
        """Return the citations of an account or impact that may be named."""
        return tuple(c for c in self.view.citations.get(owner_id, ()) if self._citation_is_free(c))

    def is_free(self, record: Record | None) -> bool:
        """Say whether a record has no class that keeps it back, or was released."""
        if record is None or record.id in self._released:
            return record is not None
        return getattr(record, "record_class", RecordClass.ORDINARY) == RecordClass.ORDINARY

    def may_print(self, record: Record) -> bool:
        """Say whether a record is free and every passage that it rests on is.

        For records with citations of their own: impacts, strengths, a child's words, analyses.
        """
        if record.id in self._released:
            return True
        citations = self.view.citations.get(record.id, ())
        return self.is_free(record) and all(self._citation_is_free(c) for c in citations)

    def strengths(self, event: Event) -> tuple[Strength, ...]:
        """Return the strengths of an event that may be printed."""
        return tuple(s for s in self.view.strengths.get(event.id, ()) if self.may_print(s))

    @cached_property
    def _released(self) -> frozenset[str]:
        return released_ids(self.view, self.options.profile)

    @cached_property
    def _asked_for(self) -> tuple[Event, ...]:
        wanted = {child.id for child in self.children} if self.options.child else None
        return tuple(
            e
            for e in self.view.events
            if may_fall_in(e, self.options.date_from, self.options.date_to, self.options.cut_off)
            and (wanted is None or self._concerns(e, wanted))
        )

    def _concerns(self, event: Event, wanted: set[str]) -> bool:
        """Say whether an event is about one of these children, or about no child in particular."""
        named = {child.id for child in self.view.children_of(event)}
        return not named or bool(named & wanted)

    def may_rest_on(self, event_id: str) -> bool:
        """Say whether words may be printed that rest on an event, of whichever child and time.

        One that was removed keeps back what its class and source would; one that is not there any
        more keeps everything back, because nobody can tell.
        """
        event = self.view.by_id.get(event_id)
        if not isinstance(event, Event) or event.status == EventStatus.ACCEPTED_UNREAD:
            return False
        return self._has_free_source(event)

    def _is_free(self, event: Event) -> bool:
        return event.status == EventStatus.CONFIRMED and self._has_free_source(event)

    def _has_free_source(self, event: Event) -> bool:
        """Say whether neither an event nor what it is known from is kept back."""
        if not self.is_free(event):
            return False
        accounts = self.view.accounts.get(event.id, ())
        return not accounts or event.id in self._released or self._account_is_free(accounts[0])

    def _account_is_free(self, account: Account) -> bool:
        source = self.view.by_id.get(account.source_id)
        if account.event_id in self._released:
            return True
        return self.is_free(source) and all(
            self._citation_is_free(c) for c in self.view.citations.get(account.id, ())
        )

    def _citation_is_free(self, citation: Citation) -> bool:
        passage = self.view.passage(citation.passage_id)
        return self.is_free(passage) and self.is_free(self.view.by_id.get(passage.source_id))


def may_fall_in(
    event: Event, first: date | None, last: date | None, as_of: date | None = None
) -> bool:
    """Say whether an event may have happened in a span of days, both ends included.

    Undated events may always: they are never dropped.
    """
    if event.date is None:
        return True
    begins, ends = event.date.earliest, event.date.latest
    limit = min((d for d in (last, as_of) if d), default=None)
    is_after = first is not None and ends is not None and ends < first
    is_before = limit is not None and begins is not None and begins > limit
    return not (is_after or is_before)
