"""Commands on what is followed through: breaches, challenges, requests, services, steps."""

from __future__ import annotations

from dataclasses import replace

from chronology_app.commands.book import OpenCasebook
from chronology_app.commands.plan_commands import require_events
from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError
from chronology_app.model import (
    Breach,
    Change,
    Escalation,
    InformationRequest,
    Oversight,
    Person,
    Plan,
    PreProceedings,
    PreProceedingsStep,
    Record,
    SaidDone,
    ServiceOffer,
)
from chronology_app.model.codes import RecordClass
from chronology_app.model.links import linked_events
from chronology_app.store.writer import Changed, Step

#: What can be followed through, with the names of its first and later dates: a later one never
#: lies before the first.
_DATES: dict[type[Record], tuple[tuple[str, str], ...]] = {
    Breach: (("on", "answered_on"),),
    Escalation: (("raised_on", "replied_on"), ("raised_on", "due")),
    Oversight: (("on", "done_on"),),
    InformationRequest: (("asked_on", "answered_on"), ("asked_on", "due")),
    ServiceOffer: (("offered_on", "answered_on"), ("offered_on", "started"), ("started", "ended")),
    SaidDone: (("said_on", "done_on"), ("said_on", "changed_on")),
    PreProceedings: (("started", "extended_to"), ("started", "ended")),
    PreProceedingsStep: (),
}
#: What must hold words.
_NEEDED: dict[type[Record], tuple[str, ...]] = {
    Breach: ("words",), Escalation: ("about", "raised_by"), Oversight: ("decided", "by"),
    InformationRequest: ("asked", "agency"), ServiceOffer: ("name",), SaidDone: ("said",),
    PreProceedings: (), PreProceedingsStep: ("code",),
}  # fmt: skip
_COUNTS = ("attended", "missed", "cancelled")
#: The step whose words are advice of a lawyer.
_PRIVILEGED = "legal_planning_meeting"


class FollowingCommands(OpenCasebook):
    """Commands that keep what is followed through."""

    def set_followed(self, case_id: str, record: Record, *, by: str | None = None) -> Changed:
        """Add one thing that is followed through, or store its newer state.

        The words of a legal planning meeting are legal advice unless they were classed otherwise.
        Errors: BadValueError without the words that it needs, for dates in disorder, a count below
            nought or an event that was removed; UnknownRecordError.
        """
        record = replace(record, case_id=case_id)
        kind = type(record)
        if kind not in _DATES:
            raise BadValueError("error.not_followed")
        for name in _NEEDED[kind]:
            if not str(getattr(record, name)).strip():
                raise BadValueError(f"error.followed.{name}")
        _check_dates(record)
        if any((getattr(record, name, None) or 0) < 0 for name in _COUNTS):
            raise BadValueError("error.followed.count")
        record = privileged(record)
        with self._step(case_id, f"set_{_name(kind)}", by) as step:
            there = step.find(kind, record.id)
            _check_links(step, record, there)
            step.put(record)
            return step.finish({"record_id": record.id})

    def remove_followed(
        self, case_id: str, kind: type[Record], record_id: str, *, by: str | None = None
    ) -> Changed:
        """Take one away; pre-proceedings go with their steps. Errors: UnknownRecordError."""
        with self._step(case_id, f"remove_{_name(kind)}", by) as step:
            record = step.get(kind, record_id)
            if isinstance(record, PreProceedings):
                steps = self.queries.records(PreProceedingsStep, case_id)
                step.remove(*(one for one in steps if one.pre_proceedings_id == record_id))
            step.remove(record)
            return step.finish({"record_id": record_id})


def privileged(record: Record) -> Record:
    """Return a record as it is kept: a legal planning meeting is legal advice.

    Whoever classed it otherwise has decided; what nobody classed is not open by accident.
    """
    if not isinstance(record, PreProceedingsStep) or record.code != _PRIVILEGED:
        return record
    if record.record_class != RecordClass.ORDINARY:
        return record
    return replace(record, record_class=RecordClass.LEGAL_ADVICE)


def _name(kind: type[Record]) -> str:
    return {
        Breach: "breach", Escalation: "challenge", Oversight: "oversight",
        InformationRequest: "request", ServiceOffer: "service", SaidDone: "said_done",
        PreProceedings: "pre_proceedings", PreProceedingsStep: "pre_proceedings_step",
    }[kind]  # fmt: skip


def _check_dates(record: Record) -> None:
    for first, last in _DATES[type(record)]:
        one: FuzzyDate | None = getattr(record, first)
        other: FuzzyDate | None = getattr(record, last)
        if one is None or other is None:
            continue
        if other.latest and one.earliest and other.latest < one.earliest:
            raise BadValueError(f"error.followed.{last}")


def _check_links(step: Step, record: Record, there: Record | None) -> None:
    known = set(linked_events(there))
    require_events(step, (i for i in linked_events(record) if i not in known))
    for name, kind in (
        ("change_id", Change), ("plan_id", Plan), ("pre_proceedings_id", PreProceedings),
        ("person_id", Person),
    ):  # fmt: skip
        if target := getattr(record, name, None):
            step.get(kind, target)
    for name in ("child_ids", "person_ids"):
        for person_id in getattr(record, name, ()):
            step.get(Person, person_id)
