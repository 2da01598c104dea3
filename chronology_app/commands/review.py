"""Finds what a decision is about: a waiting suggestion, quoted words in a file, an event.

What an event is built of is in `decisions`; `casefile` stores it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any

from chronology_app.commands.decisions import (
    build_account,
    build_event,
    classed_passages,
    decided,
)
from chronology_app.commands.family import Family
from chronology_app.commands.fields import Basis, Fields, Told, check_fields
from chronology_app.commands.quotes import SourceText, Span, length, overlap
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
from chronology_app.model.codes import EventStatus, RecordClass, SuggestionStatus
from chronology_app.store.queries import Queries
from chronology_app.store.writer import Step

#: Of the shorter of two quotes, the share that must be common for them to mean the same words.
_SAME_WORDS = 0.5


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about one suggestion, or about words that nothing was suggested for."""

    do: str
    id: str | None = None
    file: str | None = None
    quote: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""

    @classmethod
    def parse(cls, plain: Mapping[str, Any]) -> Decision:
        """Read a decision as `review --decisions` gives it. Errors: BadValueError."""
        unknown = sorted(set(plain) - {"id", "do", "file", "quote", "fields", "reason"})
        if unknown:
            raise BadValueError("error.decision_field", field=unknown[0])
        do, fields = plain.get("do"), plain.get("fields") or {}
        if do not in ("accept", "edit", "reject", "merge", "add"):
            raise BadValueError("error.decision_do", value=str(do))
        words = [plain.get(name) for name in ("id", "file", "quote", "reason")]
        if not isinstance(fields, dict) or any(not isinstance(w or "", str) for w in words):
            raise BadValueError("error.decision_shape")
        check_fields(fields)
        if not words[0] and not (words[1] and words[2]):
            raise BadValueError("error.decision_about_nothing")
        return cls(do, words[0] or None, words[1], words[2] or "", fields, words[3] or "")


@dataclass(frozen=True, slots=True)
class Result:
    """What a decision comes to: what to store, and what it is called in the audit log."""

    command: str
    records: tuple[Record, ...]
    suggestion_id: str | None
    event_id: str | None


class Review:
    """Decisions on one case, one after the other; reads each source once."""

    def __init__(self, queries: Queries, case_id: str) -> None:
        self._queries = queries
        self._case_id = case_id
        self._sources = queries.sources(case_id)
        self._family = Family(queries.records(Person, case_id))
        self._texts: dict[str, SourceText] = {}
        self._passages: dict[str, dict[int, Passage]] = {}
        self._of_source: dict[str, list[Suggestion]] = {}
        self._spans: dict[str, tuple[Span, ...]] = {}
        #: Passage id -> the citations of accounts in it, each with its event's id.
        self._cited: dict[str, list[tuple[str, Citation]]] = defaultdict(list)
        self._note_citations(queries.records(Account, case_id), queries.records(Citation, case_id))
        for suggestion in queries.suggestions(case_id, None):
            self._of_source.setdefault(suggestion.source_id, []).append(suggestion)

    def resolve(self, decision: Decision, step: Step) -> Result:
        """Build what a decision comes to. Errors: BadValueError, UnknownRecordError."""
        basis = self._basis(decision, step)
        suggestion = basis.suggestion
        if decision.do == "reject":
            if suggestion is None:
                raise UnknownRecordError("error.nothing_suggested", file=basis.source.file_name)
            rejected = decided(suggestion, SuggestionStatus.REJECTED, step.by, decision.reason)
            return Result("reject_suggestion", (rejected,), suggestion.id, None)
        if decision.do == "merge":
            return self._merge(decision, basis, step)
        if suggestion is None or (not decision.id and "fact" in decision.fields):
            self._refuse_twice(decision, basis, step)
        event, records = build_event(
            basis, decision.fields, self._family, by=step.by, at=step.at, reason=decision.reason
        )
        records = tuple(r for r in records if not self._stays_classed(r, suggestion, step))
        command = "accept_suggestion" if not decision.fields else "edit_suggestion"
        if suggestion is None:
            command = "add_event"
        return Result(command, records, suggestion.id if suggestion else None, event.id)

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
        self._note_citations(
            [r for r in changed if isinstance(r, Account)],
            [r for r in changed if isinstance(r, Citation)],
        )
        for source_id in {r.source_id for r in changed if isinstance(r, Passage)}:
            self._texts.pop(source_id, None)
            self._passages.pop(source_id, None)
            for suggestion in self._of_source.get(source_id, ()):
                self._spans.pop(suggestion.id, None)

    def accept_unread(self, suggestion: Suggestion, step: Step) -> tuple[Record, ...]:
        """Build the event of a suggestion that nobody has read."""
        basis = self._basis_of(suggestion, self._source(suggestion.source_id))
        return build_event(
            basis, {}, self._family, by=step.by, at=step.at, status=EventStatus.ACCEPTED_UNREAD
        )[1]

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
            records.append(decided(suggestion, status, step.by, decision.reason, event.id))
        suggestion_id = suggestion.id if suggestion else None
        return Result("merge_suggestion", tuple(records), suggestion_id, event.id)

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
        return Basis(self._case_id, source, spans, None, self._text(source).find)

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
        return Basis(self._case_id, source, spans, suggestion, self._text(source).find)

    def _spans_of(self, suggestion: Suggestion, source: Source) -> tuple[Span, ...]:
        if suggestion.id not in self._spans:
            self._text(source)
            passages = self._passages[source.id]
            self._spans[suggestion.id] = tuple(
                Span(passages[s.passage_index], s.start, s.end) for s in suggestion.spans
            )
        return self._spans[suggestion.id]

    def _source(self, source_id: str) -> Source:
        return next(source for source in self._sources if source.id == source_id)

    def _text(self, source: Source) -> SourceText:
        if source.id not in self._texts:
            passages = self._queries.passages(self._case_id, source.id)
            self._passages[source.id] = {p.index: p for p in passages}
            self._texts[source.id] = SourceText(passages)
        return self._texts[source.id]

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

    def _note_citations(self, accounts: Sequence[Account], citations: Sequence[Citation]) -> None:
        events = {account.id: account.event_id for account in accounts}
        for citation in citations:
            if citation.owner_id in events:
                noted = events[citation.owner_id], citation
                self._cited[citation.passage_id].append(noted)


def parse_all(plain: Iterable[Mapping[str, Any]]) -> list[Decision | BadValueError]:
    """Read decisions; one that cannot be read gives its error in its place."""
    found: list[Decision | BadValueError] = []
    for item in plain:
        try:
            found.append(Decision.parse(item))
        except BadValueError as problem:
            found.append(problem)
    return found


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
