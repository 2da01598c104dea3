"""The export gate: looks at everything that is about to leave and stops what must not.

Owns the reasons for a stop and the list that the worker is given; finding protected words is
`protected`, replacing them is `redact`. A stop never repeats the protected words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from chronology_app.documents.blocks import Document, Part
from chronology_app.documents.folding import fold
from chronology_app.documents.protected import Watched, released_ids, watched_details
from chronology_app.errors import ExportRefusedError
from chronology_app.model import (
    Account,
    Analysis,
    Assessment,
    Breach,
    Change,
    ChildWords,
    Citation,
    Escalation,
    Event,
    Factor,
    FourQuestions,
    InformationRequest,
    ObservedImpact,
    Outcome,
    Oversight,
    Passage,
    Plan,
    PreProceedings,
    PreProceedingsStep,
    Record,
    Reply,
    Review,
    SaidDone,
    ServiceOffer,
    Strength,
    WorriesPage,
)
from chronology_app.model.codes import EventStatus, RecordClass
from chronology_app.model.links import linked_events
from chronology_app.model.view import CaseView
from chronology_app.wording import label, say
from chronology_app.wording.dates import date_words

#: Records of one event with words, and often citations, of their own.
WORDED: tuple[type[Record], ...] = (ObservedImpact, ChildWords, Strength, Reply, Outcome)
#: Records of the team's work, in whose words anything may be repeated.
TYPED: tuple[type[Record], ...] = (
    Plan, Change, Review, Breach, Escalation, Oversight, InformationRequest, ServiceOffer, SaidDone,
    PreProceedings, PreProceedingsStep, Factor, FourQuestions, WorriesPage, Assessment, Analysis,
)  # fmt: skip
#: So many words in the same order are quoted; fewer may be chance ("the home was visited").
_QUOTED_WORDS = 5
#: So many where nothing but the words tells that they are a quotation.
_LONG_QUOTE = 7
_StopKey = tuple[str, str | None, str | None]
#: Event id -> each record that keeps words of it back, with the runs of words that only it has.
_KeptWords = dict[str, list[tuple[Record, frozenset[tuple[str, ...]]]]]


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
    kept_words = _find_kept_words(view, released)
    quotes = _Quotes(view, released)
    stops: dict[_StopKey, Stop] = {}
    whole: list[str] = []
    for part in parts:
        whole.append(part.words)
        for stop in (*_stops_of(view, part, watched, released, kept_words), *quotes.stops(part)):
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
    view: CaseView,
    part: Part,
    watched: tuple[Watched, ...],
    released: frozenset[str],
    kept_words: _KeptWords,
) -> Iterator[Stop]:
    for record_id in part.record_ids:
        yield from _record_stops(view, record_id, released)
    yield from _word_stops(view, part, kept_words)
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
        if _is_classed(behind) and not released & {behind.id, record.id}:
            yield _class_stop(view, record, behind)


def _word_stops(view: CaseView, part: Part, kept_words: _KeptWords) -> Iterator[Stop]:
    """Yield a stop for each event that is told in the words of a record that is kept back.

    An event may have an account that is kept back beside one that is not; it may be printed, but
    not with words that only the former has. So may a change of a plan that rests on the event.
    """
    linked = (i for known in part.record_ids for i in linked_events(view.by_id.get(known)))
    ids = dict.fromkeys((*part.record_ids, *linked))
    kept = [(i, told) for i in ids for told in kept_words.get(i, ())]
    printed = _runs(part.words) if kept else frozenset()
    for event_id, (behind, runs) in kept:
        if printed & runs:
            yield _class_stop(view, view.by_id[event_id], behind)


class _Quotes:
    """Finds words that are kept back where somebody typed them into a record that links no event.

    A plan or a promise may repeat advice word for word. Only long runs count that stand nowhere in
    what is free: shorter ones are everyday words.
    """

    def __init__(self, view: CaseView, released: frozenset[str]) -> None:
        self._view = view
        self._free: list[str] = []
        self._kept: dict[tuple[str, ...], tuple[Event, Record]] = {}
        owners = _owners_by_event(view)
        for event in view.of(Event):
            kept, free = _told(view, owners[event.id], released)
            is_kept = _is_classed(event) and event.id not in released
            if is_kept:
                kept.append((event, event.fact))
            elif not kept:
                free.append(event.fact)
            self._free += free
            if event.id not in released:
                for behind, words in kept:
                    for run in _runs(words, _LONG_QUOTE):
                        self._kept.setdefault(run, (event, behind))

    @cached_property
    def _free_runs(self) -> frozenset[tuple[str, ...]]:
        return frozenset().union(*(_runs(words, _LONG_QUOTE) for words in self._free))

    def stops(self, part: Part) -> Iterator[Stop]:
        """Yield a stop for each event whose kept-back words a part repeats without naming it."""
        if not self._kept or not any(
            isinstance(self._view.by_id.get(i), TYPED) for i in part.record_ids
        ):
            return
        found = [run for run in _runs(part.words, _LONG_QUOTE) if run in self._kept]
        for run in found:
            if run not in self._free_runs:
                event, behind = self._kept[run]
                yield _class_stop(self._view, event, behind)


def _owners_by_event(view: CaseView) -> dict[str, list[Record]]:
    owners: dict[str, list[Record]] = defaultdict(list)
    kinds: tuple[type[Record], ...] = (Account, *WORDED)
    for kind in kinds:
        for record in view.of(kind):
            owners[getattr(record, "event_id", "")].append(record)
    return owners


def _find_kept_words(view: CaseView, released: frozenset[str]) -> _KeptWords:
    """Return, by event, the runs of words that only its kept-back records have."""
    owners = _owners_by_event(view)
    found: _KeptWords = {}
    for event in view.of(Event):
        kept, free = _told(view, owners[event.id], released)
        if _is_classed(event):
            kept.append((event, event.fact))
        if kept and event.id not in released:
            free_runs = frozenset().union(*map(_runs, free))
            found[event.id] = [(behind, _runs(words) - free_runs) for behind, words in kept]
    return found


def _told(
    view: CaseView, owners: Iterable[Record], released: frozenset[str]
) -> tuple[list[tuple[Record, str]], list[str]]:
    """Return the words of what is kept back, each with the record that classes it; and the rest."""
    kept: list[tuple[Record, str]] = []
    free: list[str] = []
    for owner in owners:
        texts = [c.quote for c in view.citations.get(owner.id, ())]
        texts.append(str(getattr(owner, "words", "")))
        classed = [
            behind
            for behind in _behind(view, owner)
            if _is_classed(behind) and not released & {behind.id, owner.id}
        ]
        if classed:
            kept += [(classed[0], words) for words in texts]
        else:
            free += texts
    return kept, free


def _runs(words: str, length: int = _QUOTED_WORDS) -> frozenset[tuple[str, ...]]:
    """Return every run of so many words that two texts share it only by quoting."""
    folded = [word for word in map(fold, words.split()) if word]
    last = len(folded) - length + 1
    return frozenset(tuple(folded[n : n + length]) for n in range(last))


def _is_classed(record: Record) -> bool:
    own = getattr(record, "record_class", RecordClass.ORDINARY)
    return own != RecordClass.ORDINARY


def _class_stop(view: CaseView, record: Record, behind: Record) -> Stop:
    code = str(getattr(behind, "record_class", RecordClass.ORDINARY))
    return _stop(view, "gate.classed", record, class_code=label("record_class", code))


def _behind(view: CaseView, record: Record) -> Iterator[Record]:
    """Yield a record and everything that it rests on or that its reference would name."""
    yield record
    owners = [record.id]
    if isinstance(record, Account):
        yield from _if_there(view, record.event_id)
        yield from _if_there(view, record.source_id)
    elif isinstance(record, Event):
        headline = view.accounts.get(record.id, ())[:1]
        yield from headline
        for account in headline:
            yield from _if_there(view, account.source_id)
            owners.append(account.id)
    for owner in owners:
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
