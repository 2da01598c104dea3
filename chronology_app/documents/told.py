"""Which of the team's own work a document knows of: up to its day, of its children, for its reader.

What was recorded later is not known yet; what is another child's is left out where one child is
asked for; a named person is not told what is another grown-up's own matter. Classes and sources
are the selection's and the gate's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from chronology_app.analysis.factors import adults_of
from chronology_app.dates import FuzzyDate
from chronology_app.documents.options import COURT, LOCAL_AUTHORITY, ExportOptions
from chronology_app.documents.protected import person_called
from chronology_app.model import (
    Assessment,
    Breach,
    Change,
    Escalation,
    Factor,
    InformationRequest,
    Oversight,
    Person,
    PreProceedings,
    PreProceedingsStep,
    Record,
    Review,
    SaidDone,
    ServiceOffer,
)
from chronology_app.model.view import CaseView

#: Kind -> the day from which it is known.
_BEGINS: Mapping[type[Record], str] = {
    Review: "on", Breach: "on", Escalation: "raised_on", Oversight: "on",
    InformationRequest: "asked_on", ServiceOffer: "offered_on", SaidDone: "said_on",
    PreProceedings: "started", PreProceedingsStep: "on",
}  # fmt: skip
#: Kind -> (a later day of it, what is not known before that day).
_LATER: Mapping[type[Record], tuple[tuple[str, Mapping[str, Any]], ...]] = {
    Breach: (("answered_on", {"answer": "", "answered_by": "", "answered_on": None}),),
    Escalation: (
        ("replied_on",
         {"reply": "", "replied_by": "", "replied_on": None, "result": "", "outcome": ""}),
    ),
    Oversight: (("done_on", {"done": "", "done_on": None}),),
    InformationRequest: (
        ("answered_on", {"answer": "", "answered_on": None, "state": "waiting"}),
    ),
    ServiceOffer: (
        ("answered_on", {"answer": "", "answered_on": None}),
        ("started", {"started": None, "attended": None, "missed": None, "cancelled": None}),
        ("ended", {"ended": None, "ended_how": "", "after": "", "attended": None, "missed": None,
                   "cancelled": None}),
    ),
    SaidDone: (
        ("done_on", {"done": "", "done_on": None, "done_event_ids": ()}),
        ("changed_on", {"changed": "", "changed_on": None, "changed_event_ids": ()}),
    ),
    PreProceedings: (("ended", {"ended": None, "ended_how": "", "ended_why": ""}),),
}  # fmt: skip
#: Every kind that may be narrowed.
_WORK: tuple[type[Record], ...] = (*_BEGINS, Change, Factor, Assessment)
#: What staff ask of one another: no named person of the family is told.
_STAFF = (Escalation, Oversight, InformationRequest)


@dataclass(frozen=True)
class Told:
    """Day, children and reader of one document."""

    view: CaseView
    day: date
    #: The one child asked for; None: every child.
    child: Person | None
    #: The member of the family who reads it; None: the authority, the court with every party.
    reader: Person | None

    def narrowed(self) -> CaseView:
        """Return the case with the work that the document knows of."""
        known = {
            kind: tuple(
                k for one in self.view.of(kind) if (k := self._known(kind, one)) is not None
            )
            for kind in _WORK
        }
        gone = {
            one.id
            for kind in (Change, PreProceedings)
            for one in self.view.of(kind)
            if one.id not in {k.id for k in known[kind]}
        }
        for kind in (Review, Breach, PreProceedingsStep) if gone else ():
            known[kind] = tuple(one for one in known[kind] if not gone & set(_hangs_on(one)))
        if all(_is_same(rows, self.view.of(kind)) for kind, rows in known.items()):
            return self.view
        return CaseView(self.view.case, {**self.view.records, **known})

    def _known(self, kind: type[Record], one: Record) -> Record | None:
        begins = _BEGINS.get(kind)
        if begins and self._is_later(getattr(one, begins)):
            return None
        if not self._is_of_child(one) or not self._is_for_reader(one):
            return None
        one = self._without_views(one)
        for name, unknown in _LATER.get(kind, ()):
            if self._is_later(getattr(one, name)):
                one = replace(one, **unknown)
        if isinstance(one, InformationRequest):
            chased = tuple(on for on in one.chased if not self._is_later(on))
            one = one if chased == one.chased else replace(one, chased=chased)
        return one

    def _is_later(self, on: FuzzyDate | None) -> bool:
        return on is not None and on.earliest is not None and on.earliest > self.day

    def _is_of_child(self, one: Record) -> bool:
        if self.child is None:
            return True
        if isinstance(one, ServiceOffer):
            family = {self.child.id, *adults_of(self.view, self.child.id)}
            return not one.person_ids or bool(family & set(one.person_ids))
        if isinstance(one, SaidDone | PreProceedings | Change):
            return not one.child_ids or self.child.id in one.child_ids
        return True

    def _is_for_reader(self, one: Record) -> bool:
        if self.reader is None:
            return True
        if isinstance(one, _STAFF):
            return False
        if isinstance(one, ServiceOffer):
            return self._is_own(one.person_ids)
        if isinstance(one, SaidDone | Factor | Assessment):
            return self._is_own((one.person_id,) if one.person_id else ())
        return True

    def _is_own(self, person_ids: Iterable[str]) -> bool:
        """Say whether it names nobody, the reader, or a child of whom a grown-up reads."""
        assert self.reader is not None
        told = {self.reader.id}
        if not self.reader.is_child:
            told |= {child.id for child in self.view.children}
        named = set(person_ids)
        return not named or bool(named & told)

    def _without_views(self, one: Record) -> Record:
        """Leave out what others said of a change: it is for them to say it to the reader."""
        if self.reader is None or not isinstance(one, Change):
            return one
        unsaid: dict[str, Any] = {}
        parents = [p for p in self.view.people if not p.is_child and p.role in _PARENTS]
        if one.parent_view and (self.reader.is_child or len(parents) > 1):
            unsaid["parent_view"] = ""
        if one.child_view and one.child_ids != (self.reader.id,):
            unsaid["child_view"] = ""
        return replace(one, **unsaid) if unsaid else one


_PARENTS = ("mother", "father")


def _is_same(rows: tuple[Record, ...], before: tuple[Record, ...]) -> bool:
    return len(rows) == len(before) and all(a is b for a, b in zip(rows, before, strict=True))


def _hangs_on(one: Record) -> tuple[str, ...]:
    """Return the ids without which a record of the team's work means nothing."""
    if isinstance(one, Review | Breach):
        return (one.change_id,)
    return (one.pre_proceedings_id,) if isinstance(one, PreProceedingsStep) else ()


def told_view(
    view: CaseView, options: ExportOptions, children: Callable[[], tuple[Person, ...]]
) -> CaseView:
    """Return a case with the work that a document of these options knows of.

    `children`: returns the children asked for; called only where one is. Errors: those of it.
    """
    child = children()[0] if options.child is not None else None
    return Told(view, options.cut_off, child, reader_of(view, options)).narrowed()


def reader_of(view: CaseView, options: ExportOptions) -> Person | None:
    """Return the member of the family for whom a document is; None: it is for no single person."""
    if options.profile in (COURT, LOCAL_AUTHORITY):
        return None
    found = person_called(view.people, options.profile)
    return found if found is not None and found.role != "professional" else None
