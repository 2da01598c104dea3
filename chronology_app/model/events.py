"""What happened, who says so, whom it concerns, and what it did to each child."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from chronology_app.dates import FuzzyDate
from chronology_app.model.base import LATER, Record
from chronology_app.model.codes import (
    EventStatus,
    Evidence,
    OutcomeCode,
    RecordClass,
    ReplyAnswer,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """One thing that happened, confirmed by a person; 1-n accounts say so."""

    kind: str
    #: The case-file fact: neutral words, no analysis.
    fact: str
    #: What a court document prints instead, when somebody has worded it.
    court_wording: str = ""
    #: The headline date, chosen by a command from an account. None: undated.
    date: FuzzyDate | None = None
    #: HH:MM, as the headline account has it.
    time: str | None = None
    headline_account_id: str | None = None
    key: bool = False
    relied_on: bool = False
    status: EventStatus = EventStatus.CONFIRMED
    #: A `Significance` code; set by a person.
    significance: str | None = None
    record_class: RecordClass = RecordClass.ORDINARY
    confirmed_by: str = ""
    confirmed_at: datetime | None = None
    #: Action taken and outcome, as recorded.
    action: str = ""
    result: str = ""
    suggestion_ids: tuple[str, ...] = ()
    #: How it was confirmed: a `ConfirmedHow` code, or empty where that was not recorded.
    confirmed_how: str = field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Record):
    """What one source says of an event."""

    event_id: str
    source_id: str
    #: Who acted.
    agency: str = "other"
    #: Whose record says so.
    recorded_by: str = "other"
    author: str = ""
    date: FuzzyDate | None = None
    date_as_written: str = ""
    time: str | None = None
    time_as_written: str = ""
    recorded_on: FuzzyDate | None = None
    place: str = ""
    evidence: str = Evidence.REPORTED
    #: The account of the person who told this one (hearsay chain).
    told_by_id: str | None = None
    #: Who told whom before it was written down, nearest to the event first, in words.
    told_by: str = field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPerson(Record):
    """A person's part in an event."""

    event_id: str
    person_id: str
    part: str
    #: Why somebody was not seen.
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern(Record):
    """An event is a concern of one type for one child."""

    event_id: str
    child_id: str
    type: str
    #: A `Significance` code or empty; set by a person.
    weight: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength(Record):
    """An event shows a strength; `child_id` empty means the whole family."""

    event_id: str
    child_id: str | None = None
    person_id: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildWords(Record):
    """A child's exact words, and by whom and how they were asked."""

    event_id: str
    child_id: str
    words: str
    asked_by: str = ""
    how_asked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedConcerned(Record):
    """A tag: this event touches this need. Never printed as impact."""

    event_id: str
    child_id: str
    need: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservedImpact(Record):
    """What the event was seen to do to one child. Has citations of its own."""

    event_id: str
    child_id: str
    need: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyImpact(Record):
    """A professional's signed judgement of what the events are likely to do to one child."""

    event_ids: tuple[str, ...]
    child_id: str
    need: str
    words: str
    signed_by: str
    post: str = ""
    signed_at: datetime
    #: Research relied on, as a citation in own words.
    research: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellMark(Record):
    """A confirmed event begins or ends a level of help, worker, placement ... for one child."""

    event_id: str
    child_id: str
    #: A `SpellKind` code.
    kind: str
    #: A level code, or a name.
    value: str
    #: "starts" or "ends".
    edge: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Record):
    """A party's answer to an event or allegation, in the party's own words."""

    event_id: str
    party: str
    answer: ReplyAnswer
    words: str = ""
    where: str = ""
    answered_on: FuzzyDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Record):
    """What a court made of an event or allegation."""

    event_id: str
    code: OutcomeCode
    by: str
    decided_on: FuzzyDate | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis(Record):
    """Somebody's signed and dated words about a set of events."""

    #: "analysis", "earlier_history" (a person's summary of listed events before the two-year
    #: focus of a court chronology), "involvement" (length of the authority's involvement); or why
    #: an event was changed: "date_changed", "class_changed", "removed". Those are not printed.
    kind: str
    words: str
    event_ids: tuple[str, ...]
    signed_by: str
    post: str = ""
    signed_at: datetime
    child_id: str | None = None
    record_class: RecordClass = RecordClass.ORDINARY


@dataclass(frozen=True, slots=True, kw_only=True)
class Release(Record):
    """A named person's recorded decision that something classed or protected may go out."""

    #: The record released: an event, source, passage, note or protected detail.
    record_id: str
    #: For whom: an export profile, or "anyone".
    profile: str
    decided_by: str
    decided_at: datetime
    reason: str
