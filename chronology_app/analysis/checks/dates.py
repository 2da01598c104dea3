"""Checks of dates: accounts that conflict, events told twice, undated, ambiguous, in doubt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from chronology_app.analysis.checks.finding import (
    NOTE,
    SERIOUS,
    SHOULD,
    Found,
    Scope,
    of_event,
    of_suggestion,
    short,
)
from chronology_app.analysis.told_twice import CHECK, find_told_twice
from chronology_app.dates import FuzzyDate
from chronology_app.model import Account, Analysis, Event, Suggestion
from chronology_app.model.codes import ConfirmedHow, EventStatus, SuggestionStatus
from chronology_app.model.view import CaseView
from chronology_app.reading.matching import are_times_apart
from chronology_app.wording import has

#: Doubts of a suggestion that are not about its date, or that the check of undated events covers.
_OTHER_DOUBTS = ("no_date", "protected_detail")
#: The kind of the signed note in which a person says why an event has another date.
DATE_CHANGED = "date_changed"


def find_conflicting_dates(scope: Scope) -> Found:
    """Accounts of one event whose dates cannot both be right, unless a person chose one."""
    settled = _settled_dates(scope.view)
    for event in scope.view.events:
        dated = [a for a in scope.view.accounts.get(event.id, ()) if a.date is not None]
        if any(_apart(one, other) for one, other in combinations(dated, 2)):
            dates = tuple(dict.fromkeys(account.date for account in dated))
            of = [f"{account.id} {account.date.edtf}" for account in dated if account.date]
            params: dict[str, object] = {"dates": dates}
            note = settled.get(event.id)
            if note is None:
                yield of_event("conflicting_dates", SERIOUS, event, of=of, params=params)
                continue
            params |= {"by": note.signed_by, "words": note.words}
            yield of_event(
                "conflicting_dates", NOTE, event, of=of, params=params,
                doubts=("check.conflicting_dates.settled",),
            )  # fmt: skip


def _settled_dates(view: CaseView) -> dict[str, Analysis]:
    """Return the newest signed reason for each event whose date a person corrected."""
    notes = sorted((a for a in view.of(Analysis) if a.kind == DATE_CHANGED), key=_signed)
    return {event_id: note for note in notes for event_id in note.event_ids}


def _signed(analysis: Analysis) -> str:
    return analysis.signed_at.isoformat()


def _apart(one: Account, other: Account) -> bool:
    return one.date is not None and other.date is not None and not one.date.overlaps(other.date)


def find_conflicting_times(scope: Scope) -> Found:
    """Accounts of one event whose days can be the same and whose times of day cannot."""
    for event in scope.view.events:
        timed = [a for a in scope.view.accounts.get(event.id, ()) if a.time]
        if any(_times_apart(one, other) for one, other in combinations(timed, 2)):
            of = [f"{account.id} {account.time}" for account in timed]
            times = tuple(dict.fromkeys(account.time for account in timed))
            yield of_event("conflicting_times", NOTE, event, of=of, params={"times": times})


def _times_apart(one: Account, other: Account) -> bool:
    if not one.time or not other.time or _apart(one, other):
        return False
    return are_times_apart(one.time, other.time)


def find_told(scope: Scope) -> Found:
    """Two events that look like one; under the pair's key a person says that they are not."""
    for pair in find_told_twice(scope.view):
        event, other = scope.view.by_id[pair.one.id], scope.view.by_id[pair.other.id]
        assert isinstance(event, Event)
        assert isinstance(other, Event)
        params = {"other": short(other.fact), "date": event.date or ""}
        found = of_event(CHECK, NOTE, event, params=params)
        yield replace(found, key=pair.key, event_ids=(event.id, other.id))


def find_undated(scope: Scope) -> Found:
    """Events without a date."""
    for event in scope.view.events:
        if event.date is None or event.date.precision == "unknown":
            yield of_event("undated", SHOULD, event)


def find_ambiguous(scope: Scope) -> Found:
    """Dates that can be read in two ways: those that wait, and those that nobody looked at."""
    for several in scope.view.events:
        if several.date is not None and several.date.precision == "set":
            yield of_event("ambiguous_date", SHOULD, several, params={"dates": (several.date,)})
    for suggestion, event in _not_looked_at(scope):
        if suggestion.date is None or not suggestion.date_alternatives:
            continue
        others = (FuzzyDate.parse(edtf) for edtf in suggestion.date_alternatives)
        params = {"dates": (suggestion.date, *others)}
        if event is None:
            yield of_suggestion("ambiguous_date", SHOULD, suggestion, params=params)
        elif suggestion.date.precision != "set":
            yield of_event("ambiguous_date", SHOULD, event, params=params)


def find_doubtful(scope: Scope) -> Found:
    """Dates about which reading the source left a doubt that nobody has looked at."""
    for suggestion, event in _not_looked_at(scope):
        codes = [code for code in suggestion.doubts if code not in _OTHER_DOUBTS]
        doubts = [f"doubt.{code}" for code in codes if has(f"doubt.{code}")]
        if not codes:
            continue
        params = {"date": suggestion.date or ""}
        if event is None:
            yield of_suggestion("doubtful_date", SHOULD, suggestion, params=params, doubts=doubts)
        else:
            yield of_event("doubtful_date", SHOULD, event, params=params, doubts=doubts)


def _not_looked_at(scope: Scope) -> Iterator[tuple[Suggestion, Event | None]]:
    """Yield what waits, and what became of an event although nobody looked at its date."""
    for suggestion in scope.suggestions:
        if suggestion.status == SuggestionStatus.WAITING:
            yield suggestion, None
        elif suggestion.status == SuggestionStatus.ACCEPTED:
            event = scope.view.by_id.get(suggestion.event_id or "")
            if isinstance(event, Event) and _as_suggested(event, suggestion):
                yield suggestion, event


def _as_suggested(event: Event, suggestion: Suggestion) -> bool:
    """Say whether an event has its suggestion's date and was not read with its source beside it."""
    if event.status == EventStatus.REMOVED:
        return False
    unread = event.status == EventStatus.ACCEPTED_UNREAD
    unread = unread or event.confirmed_how in (ConfirmedHow.BATCH, ConfirmedHow.UNREAD)
    same = (event.date and event.date.edtf) == (suggestion.date and suggestion.date.edtf)
    return unread and same
