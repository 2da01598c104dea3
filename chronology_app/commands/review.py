"""Finds what a decision is about: a waiting suggestion, quoted words in a file, an event.

What an event is built of is in `decisions`; `casefile` stores it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import PurePath

from chronology_app.commands.decision_rows import Decision, Result
from chronology_app.commands.decisions import (
    build_account,
    build_event,
    classed_passages,
    decided,
)
from chronology_app.commands.family import Family
from chronology_app.commands.fields import Basis, Fields, Told
from chronology_app.commands.quotes import SourceText, Span, length, overlap
from chronology_app.commands.splitting import split_basis
from chronology_app.errors import BadValueError, UnknownRecordError
from chronology_app.model import (
    Account,
    Citation,
    Event,
    Passage,
    Person,
    Record,
    Source,
    Suggestion,
)
from chronology_app.model.codes import ConfirmedHow, EventStatus, RecordClass, SuggestionStatus
from chronology_app.store.queries import Queries
from chronology_app.store.writer import Step

#: Of the shorter of two quotes, the share that must be common for them to mean the same words.
_SAME_WORDS = 0.5


class Review:
    """Decisions on one case, one after the other; reads each source once."""

    def __init__(self, queries: Queries, case_id: str) -> None:
        self._queries = queries
        self._case_id = case_id
        self._sources = queries.sources(case_id)
        self._family = Family(queries.records(Person, case_id))
        self._texts: dict[str, SourceText] = {}
        self._passages: dict[str, dict[int, Passage]] = {}
        self._spans: dict[str, tuple[Span, ...]] = {}

    # Most decisions need neither of these two, and in a long case they take a second to read.

    @cached_property
    def _of_source(self) -> dict[str, list[Suggestion]]:
        found: dict[str, list[Suggestion]] = {}
        for suggestion in self._queries.suggestions(self._case_id, None):
            found.setdefault(suggestion.source_id, []).append(suggestion)
        return found

    @cached_property
    def _cited(self) -> dict[str, list[tuple[str, Citation]]]:
        """Passage id -> the citations of accounts in it, each with its event's id."""
        accounts = self._queries.records(Account, self._case_id)
        citations = self._queries.records(Citation, self._case_id)
        found: dict[str, list[tuple[str, Citation]]] = defaultdict(list)
        _note_citations(found, accounts, citations)
        return found

    def resolve(self, decision: Decision, step: Step) -> Result:
        """Build what a decision comes to. Errors: BadValueError, UnknownRecordError."""
        basis = self._basis(decision, step)
        suggestion = basis.suggestion
        if decision.do == "reject":
            if suggestion is None:
                raise UnknownRecordError("error.nothing_suggested", file=basis.source.file_name)
            rejected = decided(
                suggestion, SuggestionStatus.REJECTED, step.by, decision.reason, how=decision.how
            )
            return Result(
                "reject_suggestion", (rejected,), suggestion.id, None, how=decision.how
            )  # fmt: skip
        if decision.do == "merge":
            return self._merge(decision, basis, step)
        if suggestion is None or (not decision.id and "fact" in decision.fields):
            self._refuse_twice(decision, basis, step)
        if decision.do == "split":
            return self._split(decision, basis, step)
        event, records = self._event(decision, basis, decision.fields, step)
        command = "accept_suggestion" if not decision.fields else "edit_suggestion"
        if suggestion is None:
            command = "add_event"
        suggestion_id = suggestion.id if suggestion else None
        return Result(
            command, records, suggestion_id, event.id, (event.id,), decision.confirmed_how
        )  # fmt: skip

    def _event(
        self, decision: Decision, basis: Basis, fields: Fields, step: Step
    ) -> tuple[Event, tuple[Record, ...]]:
        how = decision.confirmed_how
        unread = how == ConfirmedHow.UNREAD
        status = EventStatus.ACCEPTED_UNREAD if unread else EventStatus.CONFIRMED
        event, records = build_event(
            basis, fields, self._family, by=step.by, at=step.at, reason=decision.reason,
            status=status, how=how,
        )  # fmt: skip
        kept = (r for r in records if not self._stays_classed(r, basis.suggestion, step))
        return event, tuple(kept)

    def _split(self, decision: Decision, basis: Basis, step: Step) -> Result:
        """Build an event of each part; the suggestion is decided once, for the first of them."""
        events: list[Event] = []
        records: list[Record] = []
        for part, fields in split_basis(basis, decision.fields):
            event, made = self._event(decision, part, fields, step)
            events.append(event)
            records += [r for r in made if not isinstance(r, Suggestion)]
        suggestion = basis.suggestion
        assert suggestion is not None
        records.append(
            decided(
                suggestion, SuggestionStatus.ACCEPTED, step.by, decision.reason, events[0].id,
                decision.confirmed_how,
            )
        )  # fmt: skip
        ids = tuple(event.id for event in events)
        return Result(
            "split_suggestion", _closest(records), suggestion.id, ids[0], ids,
            decision.confirmed_how,
        )  # fmt: skip

    def _stays_classed(self, record: Record, decided_one: Suggestion | None, step: Step) -> bool:
        """Say whether a passage must keep its class, because something else in it has one."""
        if not isinstance(record, Passage) or record.record_class != RecordClass.ORDINARY:
            return False
        for other in self._of_source.get(record.source_id, ()):
            in_it = any(span.passage_index == record.index for span in other.spans)
            is_other = decided_one is None or other.id != decided_one.id
            if in_it and is_other and self._is_classed(other, step):
                return True
        return False

    def _is_classed(self, suggestion: Suggestion, step: Step) -> bool:
        now = step.get(Suggestion, suggestion.id)
        if now.status == SuggestionStatus.REJECTED:
            return False
        event = step.find(Event, now.event_id) if now.event_id else None
        return (event or now).record_class != RecordClass.ORDINARY

    def note(self, changed: Sequence[Record]) -> None:
        """Take note of new citations, and read sources anew whose passages were classed."""
        if "_cited" in self.__dict__:
            accounts = [r for r in changed if isinstance(r, Account)]
            citations = [r for r in changed if isinstance(r, Citation)]
            _note_citations(self._cited, accounts, citations)
        classed = {r.source_id for r in changed if isinstance(r, Passage)}
        for source_id in classed:
            self._texts.pop(source_id, None)
            self._passages.pop(source_id, None)
        stale = [
            suggestion_id
            for suggestion_id, spans in self._spans.items()
            if any(span.passage.source_id in classed for span in spans)
        ]
        for suggestion_id in stale:
            del self._spans[suggestion_id]

    def accept_unread(self, suggestion: Suggestion, step: Step) -> tuple[Record, ...]:
        """Build the event of a suggestion that nobody has read."""
        basis = self._basis_of(suggestion, self._source(suggestion.source_id))
        return build_event(
            basis, {}, self._family, by=step.by, at=step.at, status=EventStatus.ACCEPTED_UNREAD,
            how=ConfirmedHow.UNREAD,
        )[1]  # fmt: skip

    def _merge(self, decision: Decision, basis: Basis, step: Step) -> Result:
        event = self._target(decision.fields.get("into"), step)
        if basis.suggestion is None:
            self._refuse_same_words(event, basis)
        fields = {k: v for k, v in decision.fields.items() if k != "into"}
        if event.record_class == RecordClass.ORDINARY != Told(basis, fields).record_class():
            raise BadValueError("error.merge_classed")
        account, citations = build_account(basis, fields, event.id)
        records: list[Record] = [account, *citations]
        records += classed_passages(basis, fields, event.record_class)
        suggestion = basis.suggestion
        if suggestion is not None:
            ids = (*event.suggestion_ids, suggestion.id)
            records.append(replace(event, suggestion_ids=ids))
            status = SuggestionStatus.MERGED
            records.append(
                decided(suggestion, status, step.by, decision.reason, event.id, decision.how)
            )
        suggestion_id = suggestion.id if suggestion else None
        return Result(
            "merge_suggestion", tuple(records), suggestion_id, event.id, (event.id,), decision.how
        )  # fmt: skip

    # --- what a decision is about -----------------------------------------------------------

    def _basis(self, decision: Decision, step: Step) -> Basis:
        if decision.id:
            suggestion = step.get(Suggestion, decision.id)
            if suggestion.status != SuggestionStatus.WAITING:
                raise BadValueError("error.already_decided", value=suggestion.id)
            return self._basis_of(suggestion, self._source(suggestion.source_id))
        source, spans = self._quoted(decision.file or "", decision.quote)
        if decision.do != "add":
            best = self._best(source, spans, step)
            if best is not None:
                return self._chosen(self._basis_of(best, source), spans)
        return Basis(self._case_id, source, spans, None, self._finder(source))

    def _quoted(self, file: str, quote: str) -> tuple[Source, tuple[Span, ...]]:
        named = [source for source in self._sources if file in _names(source)]
        if not named:
            raise UnknownRecordError("error.unknown_file", file=file)
        for source in named:
            spans = self._text(source).find(quote)
            if spans:
                return source, spans
        raise UnknownRecordError("error.quote_not_found", file=file)

    @staticmethod
    def _chosen(suggested: Basis, spans: tuple[Span, ...]) -> Basis:
        """Let the quoted words stand as the citation where they hold more than was suggested."""
        if overlap(suggested.spans, spans) == length(spans):
            return suggested
        return replace(suggested, spans=spans)

    def _best(self, source: Source, spans: tuple[Span, ...], step: Step) -> Suggestion | None:
        """Return the waiting suggestion that shares most with these words and least besides."""
        shared: dict[str, int] = {}
        for suggestion in self._of_source.get(source.id, ()):
            own = self._spans_of(suggestion, source)
            common = overlap(own, spans)
            if common and common >= _SAME_WORDS * min(length(own), length(spans)):
                shared[suggestion.id] = common
        # What waited when the review began may have been decided since.
        found = step.find_many(Suggestion, shared).values()
        waiting = [s for s in found if s.status == SuggestionStatus.WAITING]
        return min(waiting, key=lambda s: (-shared[s.id], _quoted_length(s), s.id), default=None)

    def _basis_of(self, suggestion: Suggestion, source: Source) -> Basis:
        spans = self._spans_of(suggestion, source)
        return Basis(self._case_id, source, spans, suggestion, self._finder(source))

    def _spans_of(self, suggestion: Suggestion, source: Source) -> tuple[Span, ...]:
        if suggestion.id not in self._spans:
            passages = self._passages_of(source)
            self._spans[suggestion.id] = tuple(
                Span(passages[s.passage_index], s.start, s.end) for s in suggestion.spans
            )
        return self._spans[suggestion.id]

    def _source(self, source_id: str) -> Source:
        return next(source for source in self._sources if source.id == source_id)

    def _passages_of(self, source: Source) -> dict[int, Passage]:
        if source.id not in self._passages:
            passages = self._queries.passages(self._case_id, source.id)
            self._passages[source.id] = {p.index: p for p in passages}
        return self._passages[source.id]

    def _text(self, source: Source) -> SourceText:
        if source.id not in self._texts:
            self._texts[source.id] = SourceText(list(self._passages_of(source).values()))
        return self._texts[source.id]

    def _finder(self, source: Source) -> Callable[[str], tuple[Span, ...]]:
        """Return what finds words in a source; its text is put together when it is first asked."""
        return lambda words: self._text(source).find(words)

    # --- what it is merged into ---------------------------------------------------------------

    def _target(self, into: object, step: Step) -> Event:
        if isinstance(into, dict):
            return self._event_at(str(into.get("file") or ""), str(into.get("quote") or ""), step)
        if not isinstance(into, str):
            raise BadValueError("error.merge_into_nothing")
        event = step.find(Event, into)
        if event is None:
            suggestion = step.get(Suggestion, into)
            if suggestion.event_id is None:
                raise BadValueError("error.merge_into_undecided", value=into)
            event = step.get(Event, suggestion.event_id)
        return _standing(event)

    def _event_at(self, file: str, quote: str, step: Step) -> Event:
        """Return the event whose account rests on most of these words."""
        _, spans = self._quoted(file, quote)
        shared = self._resting_on(spans)
        events = step.find_many(Event, shared).values()
        standing = [event for event in events if _stands(event)]
        if not standing:
            raise UnknownRecordError("error.no_event_at_quote", file=file)
        return max(standing, key=lambda e: (shared[e.id], e.id))

    def _refuse_twice(self, decision: Decision, basis: Basis, step: Step) -> None:
        """Refuse an event by hand that is there already: decisions may be carried out again."""
        events = step.find_many(Event, self._resting_on(basis.spans)).values()
        for event in events:
            if _stands(event) and _says(event, decision.fields):
                self._refuse_same_words(event, basis)

    def _refuse_same_words(self, event: Event, basis: Basis) -> None:
        if self._resting_on(basis.spans).get(event.id, 0) >= length(basis.spans):
            file = basis.source.file_name
            raise BadValueError("error.event_there", file=file, value=event.id)

    def _resting_on(self, spans: Sequence[Span]) -> dict[str, int]:
        """Return the events whose accounts rest on some of these words, and on how much of them."""
        shared: dict[str, int] = defaultdict(int)
        for span in spans:
            for event_id, citation in self._cited.get(span.passage.id, ()):
                cited = Span(span.passage, citation.start, citation.end)
                shared[event_id] += overlap([cited], [span])
        return {event_id: common for event_id, common in shared.items() if common}


def _note_citations(
    cited: dict[str, list[tuple[str, Citation]]],
    accounts: Sequence[Account],
    citations: Sequence[Citation],
) -> None:
    events = {account.id: account.event_id for account in accounts}
    for citation in citations:
        if citation.owner_id in events:
            noted = events[citation.owner_id], citation
            cited[citation.passage_id].append(noted)


def _closest(records: Sequence[Record]) -> tuple[Record, ...]:
    """Return records so that a passage that two parts class stays as close as one of them says."""
    open_ones = [
        r for r in records if isinstance(r, Passage) and r.record_class == RecordClass.ORDINARY
    ]
    closer = {
        r.id for r in records if isinstance(r, Passage) and r.record_class != RecordClass.ORDINARY
    }
    return tuple(r for r in records if not (r in open_ones and r.id in closer))


def _names(source: Source) -> tuple[str, ...]:
    return (source.file_name, PurePath(source.file_name).name, source.citation_title, source.id)


def _quoted_length(suggestion: Suggestion) -> int:
    return sum(span.end - span.start for span in suggestion.spans)


def _says(event: Event, fields: Fields) -> bool:
    """Say whether an event has the date and fact that a decision gives, where it gives them."""
    given = fields.get("date")
    edtf = given.get("edtf") if isinstance(given, dict) else given
    same_date = "date" not in fields or (event.date.edtf if event.date else None) == edtf
    return same_date and fields.get("fact", event.fact) == event.fact


def _stands(event: Event) -> bool:
    return event.status != EventStatus.REMOVED


def _standing(event: Event) -> Event:
    if not _stands(event):
        raise BadValueError("error.event_removed", value=event.id)
    return event
