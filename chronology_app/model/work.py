"""What was tried and measured: instruments, scores, plans, changes, reviews, oversight."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from chronology_app.dates import FuzzyDate
from chronology_app.model.base import LATER, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One thing that an instrument scores."""

    code: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument(Record):
    """A way of scoring, as data: names and short labels only, never a licensed tool's words."""

    code: str
    label: str
    minimum: float
    maximum: float
    step: float
    high_is_good: bool
    #: "child", "family" or "carer".
    subject: str
    areas: tuple[Area, ...] = ()
    #: Rises with each edit; scores keep the version they were made with.
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One area's score in an assessment."""

    area: str
    value: float
    event_ids: tuple[str, ...] = ()
    #: The parent's own score beside it.
    parent_value: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Record):
    """One scoring with an instrument."""

    instrument_id: str
    instrument_version: int
    #: The child, carer or (empty) the family.
    person_id: str | None = None
    on: FuzzyDate
    scorer: str = ""
    #: "baseline", "target", "now" or empty.
    purpose: str = ""
    scores: tuple[Score, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Record):
    """A plan for the children at one level of help."""

    #: "early_help", "child_in_need", "child_protection", "written_agreement" or own.
    kind: str
    title: str = ""
    started: FuzzyDate | None = None
    ended: FuzzyDate | None = None
    author: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Record):
    """A change that a plan needs, and what follows if it does not come."""

    plan_id: str
    position: int = 0
    needed: str
    why_event_ids: tuple[str, ...] = ()
    child_ids: tuple[str, ...] = ()
    baseline: str = ""
    target: str = ""
    measure: str = ""
    who: str = ""
    by_when: FuzzyDate | None = None
    consequence_no_change: str = ""
    consequence_limited: str = ""
    contingency: str = ""
    decided_by: str = ""
    child_view: str = ""
    parent_view: str = ""
    review_on: tuple[FuzzyDate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Record):
    """What a review found about one change."""

    change_id: str
    on: FuzzyDate
    #: "done", "partly", "not_done" or "slipped_back".
    result: str
    event_ids: tuple[str, ...] = ()
    note: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Record):
    """A pattern or check that a person has dismissed or taken up. Findings are recomputed."""

    #: Names the finding: rule code and the ids it rests on.
    key: str
    #: "dismissed" or "taken_up".
    decision: str
    reason: str
    by: str
    decided_at: datetime
    settings_version: str = ""
    #: Events that a person has linked to it.
    event_ids: tuple[str, ...] = field(default=(), metadata=LATER)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Oversight(Record):
    """A manager's oversight: what was decided, and whether it was done."""

    by: str
    on: FuzzyDate
    decided: str
    due: FuzzyDate | None = None
    done: str = ""
    event_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationRequest(Record):
    """Information asked of an agency, and the answer."""

    agency: str
    asked: str
    asked_on: FuzzyDate
    asked_by: str = ""
    due: FuzzyDate | None = None
    answer: str = ""
    answered_on: FuzzyDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff(Record):
    """A signature over a state of the record."""

    #: "prepared", "manager" or "legal".
    kind: str
    name: str
    post: str = ""
    signed_at: datetime
    scope: str = ""
    #: The audit head that was signed; events confirmed since are counted from it.
    head: str = ""
    #: The day by which it is to be looked at again.
    review_on: date | None = field(default=None, metadata=LATER)
    #: How many standing events had been accepted unread, and how many stood, when it was signed.
    unread: int = field(default=0, metadata=LATER)
    event_count: int = field(default=0, metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView(Record):
    """A choice of columns, filters and order that a person keeps under a name."""

    #: The screen that it is for, e.g. "chronology".
    screen: str
    name: str
    #: What the screen keeps, as JSON; only the screen knows what it means.
    value: str
    by: str
