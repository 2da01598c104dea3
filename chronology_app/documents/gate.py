"""The export gate: looks at everything that is about to leave and stops what must not.

Owns the reasons for a stop and the list that the worker is given; finding protected words is
`protected`, replacing them is `redact`. A stop never repeats the protected words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from chronology_app.documents.blocks import Document, Part
from chronology_app.documents.protected import Watched, released_ids, watched_details
from chronology_app.errors import ExportRefusedError
from chronology_app.model import (
    Account,
    Citation,
    Event,
    Passage,
    Record,
)
from chronology_app.model.codes import EventStatus, RecordClass
from chronology_app.model.view import CaseView
from chronology_app.wording import label, say
from chronology_app.wording.dates import date_words

_StopKey = tuple[str, str | None, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One thing that must be decided before a document may leave.

    The sentence is ``say(stop.message_id, language, **stop.params)``; it names the kind of the
    detail and where it stands, never its words.
    """

    #: "gate.classed", "gate.unread" or "gate.protected".
    message_id: str
    #: The record that would be printed, where it is known.
    record_id: str | None = None
    #: The protected detail that was found; release this record to let it out.
    detail_id: str | None = None
    params: dict[str, object]


def check_document(view: CaseView, document: Document, profile: str) -> tuple[Stop, ...]:
    """Return every reason why a document may not leave for a profile; empty: it may."""
    return check_parts(view, document.parts(), profile)


def check_parts(
    view: CaseView, parts: Iterable[Part], profile: str, *, allow_unread: bool = False
) -> tuple[Stop, ...]:
    """Return every reason why these words may not leave for a profile.

    `allow_unread`: for data, which is no document and may hold events accepted unread.
    """
    released = released_ids(view, profile)
    watched = watched_details(view, profile, released)
    stops: dict[_StopKey, Stop] = {}
    whole: list[str] = []
    for part in parts:
        whole.append(part.words)
        for stop in _stops_of(view, part, watched, released):
            if allow_unread and stop.message_id == "gate.unread":
                continue
            stops.setdefault((stop.message_id, stop.record_id, stop.detail_id), stop)
    found = {stop.detail_id for stop in stops.values()}
    for detail in watched:
        if detail.detail.id not in found and detail.is_in("\n".join(whole)):
            stop = _protected_stop(view, Part(""), detail)
            stops[stop.message_id, None, detail.detail.id] = stop
    return tuple(stops.values())


def require_free(stops: tuple[Stop, ...]) -> None:
    """Raise where anything was stopped. Errors: ExportRefusedError with the list."""
    if stops:
        raise ExportRefusedError(stops)


def _stops_of(
    view: CaseView, part: Part, watched: tuple[Watched, ...], released: frozenset[str]
) -> Iterator[Stop]:
    for record_id in part.record_ids:
        yield from _record_stops(view, record_id, released)
    for detail in watched:
        if detail.is_in(part.words):
            yield _protected_stop(view, part, detail)


def _record_stops(view: CaseView, record_id: str, released: frozenset[str]) -> Iterator[Stop]:
    record = view.by_id.get(record_id)
    if record is None:
        return
    if isinstance(record, Event) and record.status != EventStatus.CONFIRMED:
        yield _stop(view, "gate.unread", record)
    for behind in _behind(view, record):
        record_class = getattr(behind, "record_class", RecordClass.ORDINARY)
        if record_class != RecordClass.ORDINARY and not released & {behind.id, record.id}:
            name = label("record_class", str(record_class))
            yield _stop(view, "gate.classed", record, class_code=name)


def _behind(view: CaseView, record: Record) -> Iterator[Record]:
    """Yield a record and everything that its reference would name."""
    yield record
    if isinstance(record, Account):
        event = view.by_id.get(record.event_id)
        if event:
            yield event
        yield from _if_there(view, record.source_id)
    if isinstance(record, (Account, Event)):
        owner = record.id if isinstance(record, Account) else record.headline_account_id or ""
        for citation in view.citations.get(owner, ()):
            yield from _behind_citation(view, citation)


def _behind_citation(view: CaseView, citation: Citation) -> Iterator[Record]:
    for passage in _if_there(view, citation.passage_id):
        yield passage
        if isinstance(passage, Passage):
            yield from _if_there(view, passage.source_id)


def _if_there(view: CaseView, record_id: str) -> Iterator[Record]:
    record = view.by_id.get(record_id)
    if record is not None:
        yield record


def _protected_stop(view: CaseView, part: Part, detail: Watched) -> Stop:
    """Return the stop of a detail; the record is named where the words belong to one."""
    records = [view.by_id[i] for i in part.record_ids if i in view.by_id]
    events = [record for record in records if isinstance(record, Event)]
    record = events[0] if len(events) == 1 else next(iter(records), None)
    kind = label("protected_kind", str(detail.detail.kind))
    stop = _stop(view, "gate.protected", record, detail_id=detail.detail.id, kind=kind)
    return stop if len(events) == 1 else replace(stop, message_id="gate.protected_elsewhere")


def _stop(
    view: CaseView,
    message_id: str,
    record: Record | None,
    detail_id: str | None = None,
    **params: object,
) -> Stop:
    event = view.by_id.get(record.event_id) if isinstance(record, Account) else record
    is_event = isinstance(event, Event)
    return Stop(
        message_id=message_id if is_event else f"{message_id}_elsewhere",
        record_id=record.id if record else None,
        detail_id=detail_id,
        params={**params, "place": _day_of(event) if isinstance(event, Event) else ""},
    )


def _day_of(event: Event) -> str:
    """Return the date by which the worker can look an event up."""
    return date_words(event.date) if event.date else say("gate.undated")
