"""Plans: what must change for a child, what follows if it does not, and what reviews found."""

from __future__ import annotations

from dataclasses import dataclass, field

from chronology_app.dates import FuzzyDate
from chronology_app.model.base import LATER, Record
from chronology_app.model.codes import RecordClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Record):
    """A plan for the children at one level of help."""

    #: "early_help", "child_in_need", "child_protection", "written_agreement" or own.
    kind: str
    title: str = ""
    started: FuzzyDate | None = None
    ended: FuzzyDate | None = None
    author: str = ""
    #: The children whom it is for; empty: every child of the case.
    child_ids: tuple[str, ...] = field(default=(), metadata=LATER)
    #: Who leads it, and whom the parents can reach, with how.
    lead: str = field(default="", metadata=LATER)
    contact: str = field(default="", metadata=LATER)
    #: Who agreed to it or signed it, in words with days.
    agreed_by: str = field(default="", metadata=LATER)
    #: What a parent can do who disagrees; empty: the usual sentence.
    disagree: str = field(default="", metadata=LATER)
    next_review: FuzzyDate | None = field(default=None, metadata=LATER)
    ended_why: str = field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherWords:
    """A field of a change in words for another reader; where there are none, its own stand."""

    #: "parents" or "young_person".
    reader: str
    #: "en" or "cy".
    language: str
    #: A field of `Change`, or "worry" (what we are worried about) or "seen" (what we have seen).
    part: str
    words: str


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
    #: The date as it was written, where it cannot be read as one ("ongoing").
    by_when_words: str = field(default="", metadata=LATER)
    #: With which help.
    help: str = field(default="", metadata=LATER)
    #: When it is decided what follows; by whom is `decided_by`.
    decided_on: FuzzyDate | None = field(default=None, metadata=LATER)
    #: Needs and types of concern that the change answers.
    needs: tuple[str, ...] = field(default=(), metadata=LATER)
    types: tuple[str, ...] = field(default=(), metadata=LATER)
    other_words: tuple[OtherWords, ...] = field(default=(), metadata=LATER)


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
    #: How it is now, measured as the change says.
    now: str = field(default="", metadata=LATER)
    #: Since when it has lasted.
    since: FuzzyDate | None = field(default=None, metadata=LATER)
    #: What was decided, e.g. that the consequence follows.
    decided: str = field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach(Record):
    """A term of a plan or agreement that was not kept, and the answer to it."""

    change_id: str
    on: FuzzyDate
    words: str
    event_ids: tuple[str, ...] = ()
    #: What the authority did, when and who.
    answer: str = ""
    answered_on: FuzzyDate | None = None
    answered_by: str = ""
    record_class: RecordClass = RecordClass.ORDINARY
