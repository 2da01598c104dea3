"""What becomes of the records of two events that are one, and of an account that is none of it.

Which commands there are is in `account_commands`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from operator import attrgetter
from typing import Any

from chronology_app.commands.decisions import build_event
from chronology_app.commands.family import Family
from chronology_app.commands.fields import Basis
from chronology_app.commands.quotes import SourceText, Span
from chronology_app.errors import BadValueError
from chronology_app.model import (
    Account,
    Citation,
    Event,
    Passage,
    Record,
    Suggestion,
)
from chronology_app.model.codes import EventStatus, Part, RecordClass, SuggestionStatus
from chronology_app.store.event_detail import AccountDetail, EventDetail

#: What makes two records of an event the same, by the list of an `EventDetail` that holds them.
_SAME = {
    "people": attrgetter("person_id", "part"),
    "concerns": attrgetter("child_id", "type"),
    "strengths": attrgetter("words", "child_id", "person_id"),
    "child_words": attrgetter("child_id", "words"),
    "needs": attrgetter("child_id", "need"),
    "spell_marks": attrgetter("child_id", "kind", "value", "edge"),
}


def merged(into: EventDetail, gone: EventDetail) -> tuple[Record, ...]:
    """Return what changes when an event turns out to be another one.

    Its accounts with their citations go over, and whatever else the other lacks; the rest stays
    with it, removed. The headline is the other's still.
    Errors: BadValueError when it is not ordinary and the other is, when it is unread and the other
        is not, or when a party or a court has answered it.
    """
    _check_merge(into, gone)
    event = replace(
        into.event,
        suggestion_ids=tuple(dict.fromkeys((*into.event.suggestion_ids,
                                            *gone.event.suggestion_ids))),
    )  # fmt: skip
    removed = replace(gone.event, status=EventStatus.REMOVED, headline_account_id=None)
    moved: list[Any] = [d.account for d in gone.accounts]
    moved += [observed.impact for observed in gone.observed_impacts]
    for name, same in _SAME.items():
        there = {same(record) for record in getattr(into, name)}
        moved += [record for record in getattr(gone, name) if same(record) not in there]
    suggestions = [replace(s, event_id=event.id) for s in gone.suggestions]
    passages = _classed(gone, event.record_class)
    return (
        event, removed, *(replace(record, event_id=event.id) for record in moved),
        *suggestions, *passages,
    )  # fmt: skip


def _check_merge(into: EventDetail, gone: EventDetail) -> None:
    if into.event.id == gone.event.id:
        raise BadValueError("error.merge_with_itself")
    if into.event.record_class == RecordClass.ORDINARY != gone.event.record_class:
        raise BadValueError("error.merge_classed")
    if into.event.status == EventStatus.CONFIRMED != gone.event.status:
        raise BadValueError("error.merge_unread")
    if gone.replies or gone.outcomes:
        raise BadValueError("error.merge_answered")


def _classed(gone: EventDetail, record_class: RecordClass) -> Iterable[Passage]:
    """What one event keeps back, every passage of its accounts keeps back."""
    if record_class == RecordClass.ORDINARY:
        return ()
    cited = [words.passage for account in gone.accounts for words in account.cited]
    passages = {passage.id: passage for passage in cited}.values()
    return [
        replace(passage, record_class=record_class)
        for passage in passages
        if passage.record_class == RecordClass.ORDINARY
    ]


def split_off(
    detail: EventDetail, account_id: str, passages: Sequence[Passage], family: Family,
    *, by: str, at: datetime,
) -> tuple[Event, tuple[Record, ...]]:  # fmt: skip
    """Return the event that an account is by itself, and every record that changes.

    `passages`: those of the account's source. What was suggested of these words is believed again;
    without a suggestion it is about the same children, in the words that are cited.
    Errors: BadValueError when it is the only account.
    """
    if len(detail.accounts) < 2:
        raise BadValueError("error.only_account")
    told = next(d for d in detail.accounts if d.account.id == account_id)
    spans = tuple(Span(c.passage, c.citation.start, c.citation.end) for c in told.cited)
    suggestion = _suggested(detail, told)
    basis = Basis(
        detail.event.case_id, told.source, spans, suggestion, SourceText(tuple(passages)).find
    )
    event, built = build_event(basis, _fields(detail, suggestion, family), family, by=by, at=at)
    event = replace(
        event, headline_account_id=account_id, date=told.account.date, time=told.account.time,
        status=detail.event.status, confirmed_how=detail.event.confirmed_how,
        record_class=detail.event.record_class,
    )  # fmt: skip
    # The account and its citations are there already, and so is their passages' class.
    made = [r for r in built if not isinstance(r, (Event, Account, Citation, Passage, Suggestion))]
    records: list[Record] = [event, *made, replace(told.account, event_id=event.id)]
    if suggestion is not None:
        status = SuggestionStatus.ACCEPTED
        records.append(replace(suggestion, status=status, event_id=event.id, decided_by=by))
    return event, (*records, _without(detail, told, suggestion))


def _fields(detail: EventDetail, suggestion: Suggestion | None, family: Family) -> dict[str, Any]:
    if suggestion is not None:
        return {}
    subjects = [p.person_id for p in detail.people if p.part == Part.SUBJECT]
    return {"kind": detail.event.kind, "children": [i for i in subjects if family.find(i)]}


def _suggested(detail: EventDetail, told: AccountDetail) -> Suggestion | None:
    """Return the suggestion that became this account: the one that quotes the same words."""
    words = [(c.passage.index, c.citation.start, c.citation.end) for c in told.cited]
    for suggestion in detail.suggestions:
        quoted = [(span.passage_index, span.start, span.end) for span in suggestion.spans]
        if suggestion.source_id == told.source.id and sorted(quoted) == sorted(words):
            return suggestion
    return None


def _without(detail: EventDetail, told: AccountDetail, suggestion: Suggestion | None) -> Event:
    """Return the event that is left; it takes the headline of its next account when it must."""
    event = detail.event
    if suggestion is not None:
        ids = tuple(i for i in event.suggestion_ids if i != suggestion.id)
        event = replace(event, suggestion_ids=ids)
    if event.headline_account_id == told.account.id:
        left = next(d.account for d in detail.accounts if d.account.id != told.account.id)
        event = replace(
            event, headline_account_id=left.id, date=left.date, time=left.time
        )  # fmt: skip
    return event
