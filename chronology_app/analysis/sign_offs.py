"""Says of each signature over the record what came after it, and when it is to be looked at again.

Owns the comparison with the log; what a signature holds is `model.work.SignOff`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from chronology_app.model import (
    AuditEntry,
    Citation,
    Event,
    LikelyImpact,
    SignOff,
    TouchedRecord,
)
from chronology_app.model.codes import EventStatus
from chronology_app.model.view import CaseView
from chronology_app.wording import say


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffState:
    """A signature and what came after it."""

    sign_off: SignOff
    #: Ids of events; one that was added since and changed again counts as added only.
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    #: Records taken away since of which nothing tells any more to which event they belonged.
    unplaced: int = 0
    #: What else was changed: codes of `AREAS`, in their order.
    beside: tuple[str, ...] = ()
    #: False: the log does not tell what was signed, as when it was loaded from another casebook.
    known: bool = True
    #: The review date has passed and nobody has signed in this way since.
    overdue: bool = False

    @property
    def stands(self) -> bool:
        """Whether what was signed is still what is there."""
        events = self.added or self.changed or self.removed or self.unplaced
        return self.known and not events and not self.beside

    def sentence(self, language: str = "en") -> str:
        """Return what came after, in words."""
        if not self.known:
            return say("sign_off.after_unknown", language)
        if self.stands:
            return say("sign_off.stands", language)
        words = []
        if self.added or self.changed or self.removed or self.unplaced:
            counts = {name: len(getattr(self, name)) for name in ("added", "changed", "removed")}
            words.append(say("sign_off.after", language, **counts, other=self.unplaced))
        if self.beside:
            words.append(beside_sentence(self.beside, language))
        return " ".join(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What came after a state of the log: ids of events, and what cannot be placed."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unplaced: int = 0
    #: What else was changed: codes of `AREAS`, in their order.
    beside: tuple[str, ...] = ()
    #: Sources were added: told apart, because most documents print only those that events cite.
    new_sources: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether all events, and what is printed with them, are as they were."""
        return not (self.added or self.changed or self.removed or self.unplaced or self.beside)


@dataclass(frozen=True, slots=True)
class SignOffs:
    """All signatures, newest first."""

    states: tuple[SignOffState, ...]
    #: The next review that is not past; None where none is arranged.
    next_review: date | None

    @property
    def overdue(self) -> tuple[SignOffState, ...]:
        """Those whose review date has passed."""
        return tuple(state for state in self.states if state.overdue)


def build_sign_offs(
    view: CaseView, history: Sequence[AuditEntry], today: date | None = None
) -> SignOffs:
    """Compare every signature with what the case's log tells of the steps since.

    `history`: the whole log of the case, oldest first. A change that was undone counts as one.
    """
    on = today or date.today()
    signed = sorted(view.of(SignOff), key=lambda s: (s.signed_at, s.id), reverse=True)
    log = _Log(view, history)
    states = tuple(log.state(sign_off, _is_overdue(sign_off, signed, on)) for sign_off in signed)
    ahead = [s.review_on for s in _newest(signed) if s.review_on and s.review_on >= on]
    return SignOffs(states, min(ahead, default=None))


def build_since(
    view: CaseView, history: Sequence[AuditEntry], counts: Iterable[int]
) -> tuple[Since, ...]:
    """Return what came after each of these numbers of log entries, in the order asked."""
    log = _Log(view, history)
    return tuple(log.since(count) for count in counts)


def beside_sentence(areas: Sequence[str], language: str = "en") -> str:
    """Return in words what was changed beside the events; `areas`: codes of `AREAS`."""
    named = ", ".join(say(f"sign_off.beside.{area}", language) for area in areas)
    return say("sign_off.beside", language, areas=named)


def overdue_sign_offs(view: CaseView, today: date) -> tuple[SignOff, ...]:
    """Return the signatures whose review date has passed and that nobody renewed, newest first."""
    signed = sorted(view.of(SignOff), key=lambda s: (s.signed_at, s.id), reverse=True)
    return tuple(s for s in _newest(signed) if s.review_on is not None and s.review_on < today)


def _newest(signed: Iterable[SignOff]) -> list[SignOff]:
    """Return the newest signature of each kind and scope: a later one renews an earlier one."""
    found: dict[tuple[str, str], SignOff] = {}
    for sign_off in signed:
        found.setdefault((sign_off.kind, sign_off.scope), sign_off)
    return list(found.values())


def _is_overdue(sign_off: SignOff, signed: Sequence[SignOff], on: date) -> bool:
    past = sign_off.review_on is not None and sign_off.review_on < on
    return past and sign_off in _newest(signed)


class _Log:
    """A case's log as it tells of events."""

    def __init__(self, view: CaseView, history: Sequence[AuditEntry]) -> None:
        self._view = view
        self._history = history
        #: Event id -> number of the first entry that touched it.
        self._first: dict[str, int] = {}
        #: Sign-off id -> the entry that brought it in.
        self._brought: dict[str, AuditEntry] = {}
        for entry in history:
            for touched in entry.touched:
                if touched.table == "event":
                    self._first.setdefault(touched.id, entry.number)
                elif touched.table == "sign_off":
                    self._brought.setdefault(touched.id, entry)

    def state(self, sign_off: SignOff, overdue: bool) -> SignOffState:
        count = self._count(sign_off)
        if count is None:
            return SignOffState(sign_off=sign_off, known=False, overdue=overdue)
        since = self.since(count)
        return SignOffState(
            sign_off=sign_off, added=since.added, changed=since.changed, removed=since.removed,
            unplaced=since.unplaced, beside=since.beside, overdue=overdue,
        )  # fmt: skip

    def since(self, count: int) -> Since:
        """Return what came after the log had so many entries."""
        touched: dict[str, None] = {}
        areas: set[str] = set()
        unplaced = 0
        for entry in self._history:
            if entry.number > count:
                events, lost = self._events_of(entry)
                touched |= dict.fromkeys(events)
                unplaced += lost
                areas |= {_area(one) for one in entry.touched}
        added = [i for i in touched if self._first.get(i, 0) > count and self._stands(i)]
        gone = [i for i in touched if self._first.get(i, 0) <= count and not self._stands(i)]
        changed = [i for i in touched if self._first.get(i, 0) <= count and self._stands(i)]
        return Since(
            added=tuple(added), changed=tuple(changed), removed=tuple(gone), unplaced=unplaced,
            beside=tuple(area for area in AREAS if area in areas),
            new_sources=_NEW_SOURCE in areas,
        )  # fmt: skip

    def _count(self, sign_off: SignOff) -> int | None:
        """Return how many entries the log had when it was signed; None where it was not this log.

        A head that cannot be read is not known either.
        """
        brought = self._brought.get(sign_off.id)
        number = sign_off.head.partition(":")[0]
        if brought is None or brought.command == "load" or not number.isdigit():
            return None
        return int(number) if int(number) < brought.number else None

    def _events_of(self, entry: AuditEntry) -> tuple[list[str], int]:
        """Return the events that a step touched, and how many of its records cannot be placed."""
        named = entry.params.get("event_id", "")
        found = [named] if named in self._first else []
        lost = 0
        for touched in entry.touched:
            if touched.table == "event":
                found.append(touched.id)
            elif touched.table in _OF_EVENTS:
                events = self._of_record(touched.id)
                found += events
                lost += not events and not named and touched.digest == ""
        return found, lost if not found else 0

    def _of_record(self, record_id: str) -> list[str]:
        record = self._view.by_id.get(record_id)
        if isinstance(record, Citation):
            record = self._view.by_id.get(record.owner_id)
        if isinstance(record, LikelyImpact):
            return list(record.event_ids)
        event_id = getattr(record, "event_id", None)
        return [event_id] if event_id else []

    def _stands(self, event_id: str) -> bool:
        event = self._view.by_id.get(event_id)
        return isinstance(event, Event) and event.status != EventStatus.REMOVED


#: Tables whose records say something of an event.
_OF_EVENTS = frozenset(
    "account citation event_person concern strength child_words need_concerned observed_impact "
    "likely_impact spell_mark reply outcome".split()
)
#: What documents print or obey besides events: area -> tables. The words are
#: ``sign_off.beside.AREA``.
AREAS = {
    "case": ("case", "settings_row"),
    "family": ("person", "parentage"),
    "protected": ("protected_detail", "release"),
    "sources": ("source", "passage", "photograph"),
    "judgements": ("analysis",),
}
_AREA_OF = {table: area for area, tables in AREAS.items() for table in tables}
_NEW_SOURCE = "new_source"


def _area(touched: TouchedRecord) -> str:
    """Return the area of a record that is not an event's; empty for one that nothing prints.

    A source with its passages that is new changes no document before an event cites it.
    """
    area = _AREA_OF.get(touched.table, "")
    return _NEW_SOURCE if area == "sources" and touched.row_version == 1 else area
