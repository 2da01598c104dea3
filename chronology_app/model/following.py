"""What is followed through: challenges, oversight, requests, services, pre-proceedings."""

from __future__ import annotations

from dataclasses import dataclass, field

from chronology_app.dates import FuzzyDate
from chronology_app.model.base import LATER, Record
from chronology_app.model.codes import RecordClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation(Record):
    """A challenge to a decision, the reply and what came of it."""

    raised_by: str
    raised_on: FuzzyDate
    about: str
    reply: str = ""
    replied_on: FuzzyDate | None = None
    outcome: str = ""
    event_ids: tuple[str, ...] = ()
    raised_with: str = field(default="", metadata=LATER)
    replied_by: str = field(default="", metadata=LATER)
    due: FuzzyDate | None = field(default=None, metadata=LATER)
    #: "changed", "not_changed", "taken_further", "withdrawn" or empty.
    result: str = field(default="", metadata=LATER)
    record_class: RecordClass = field(default=RecordClass.ORDINARY, metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Oversight(Record):
    """A manager's oversight: what was decided, and whether it was done."""

    by: str
    on: FuzzyDate
    decided: str
    due: FuzzyDate | None = None
    done: str = ""
    event_ids: tuple[str, ...] = ()
    #: "oversight" or "supervision".
    kind: str = field(default="oversight", metadata=LATER)
    #: Who is to do what was decided.
    to: str = field(default="", metadata=LATER)
    done_on: FuzzyDate | None = field(default=None, metadata=LATER)
    record_class: RecordClass = field(default=RecordClass.ORDINARY, metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationRequest(Record):
    """Information asked of an agency, or its part in a conference, and the answer."""

    agency: str
    asked: str
    asked_on: FuzzyDate
    asked_by: str = ""
    due: FuzzyDate | None = None
    answer: str = ""
    answered_on: FuzzyDate | None = None
    #: "information" or "conference".
    kind: str = field(default="information", metadata=LATER)
    #: On which ground it may be shared, e.g. "section 47", "consent of the mother".
    ground: str = field(default="", metadata=LATER)
    chased: tuple[FuzzyDate, ...] = field(default=(), metadata=LATER)
    #: "waiting", "received", "part", "refused"; a conference: "attended", "report_only", "absent".
    state: str = field(default="", metadata=LATER)
    event_ids: tuple[str, ...] = field(default=(), metadata=LATER)
    record_class: RecordClass = field(default=RecordClass.ORDINARY, metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceOffer(Record):
    """A service that was offered: whether it was taken up, and what was different afterwards."""

    name: str
    agency: str = "other"
    #: For whom.
    person_ids: tuple[str, ...] = ()
    offered_on: FuzzyDate
    offered_by: str = ""
    #: "accepted", "declined" or empty: no answer recorded.
    answer: str = ""
    answered_on: FuzzyDate | None = None
    started: FuzzyDate | None = None
    ended: FuzzyDate | None = None
    #: "completed", "withdrawn_by_family", "withdrawn_by_service", "not_available" or empty.
    ended_how: str = ""
    #: Appointments; None: not recorded. Those cancelled by the service count apart.
    attended: int | None = None
    missed: int | None = None
    cancelled: int | None = None
    #: How it was before and after, measured alike.
    before: str = ""
    after: str = ""
    change_id: str | None = None
    event_ids: tuple[str, ...] = ()
    record_class: RecordClass = RecordClass.ORDINARY


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidDone(Record):
    """What somebody said would be done, what was done, and what changed for the child."""

    person_id: str | None = None
    change_id: str | None = None
    child_ids: tuple[str, ...] = ()
    said: str
    said_on: FuzzyDate | None = None
    said_event_ids: tuple[str, ...] = ()
    done: str = ""
    done_on: FuzzyDate | None = None
    done_event_ids: tuple[str, ...] = ()
    changed: str = ""
    changed_on: FuzzyDate | None = None
    changed_event_ids: tuple[str, ...] = ()
    record_class: RecordClass = RecordClass.ORDINARY


@dataclass(frozen=True, slots=True, kw_only=True)
class PreProceedings(Record):
    """Pre-proceedings for some of the children: when they began, and how they ended."""

    #: The day from which the weeks are counted.
    started: FuzzyDate
    child_ids: tuple[str, ...] = ()
    plan_id: str | None = None
    #: Until when a manager extended it, who and why.
    extended_to: FuzzyDate | None = None
    extended_why: str = ""
    ended: FuzzyDate | None = None
    #: "stepped_down", "proceedings", "moved_away" or empty.
    ended_how: str = ""
    ended_why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreProceedingsStep(Record):
    """One step of pre-proceedings, e.g. the letter or the family group decision-making offer."""

    pre_proceedings_id: str
    #: A code of `resources/pre_proceedings.toml`.
    code: str
    on: FuzzyDate
    #: Who took part or who did it.
    who: str = ""
    words: str = ""
    event_ids: tuple[str, ...] = ()
    #: A legal planning meeting's words are privileged.
    record_class: RecordClass = RecordClass.ORDINARY
