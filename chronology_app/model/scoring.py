"""Ways of scoring, as data, and what was scored: names and labels, never a tool's words."""

from __future__ import annotations

from dataclasses import dataclass, field

from chronology_app.dates import FuzzyDate
from chronology_app.model.base import LATER, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One thing that an instrument scores."""

    code: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """At this score, or beyond it on the poor side, the authority's own rule asks for something."""

    #: An area's code; empty: any area.
    area: str = ""
    at: float
    #: What is to be done then, in the authority's words.
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument(Record):
    """One version of a way of scoring. An edit of one that was used makes a record of its own."""

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
    triggers: tuple[Trigger, ...] = field(default=(), metadata=LATER)
    #: What stands behind a number, e.g. "%"; empty: nothing.
    unit: str = field(default="", metadata=LATER)
    #: Score again after so many weeks; 0: no reminder.
    again_weeks: int = field(default=0, metadata=LATER)
    #: Who owns the tool and what may be kept of it.
    rights: str = field(default="", metadata=LATER)
    #: No new scores are made with it.
    is_closed: bool = field(default=False, metadata=LATER)


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
    #: Who gave the parents' own scores.
    parent: str = field(default="", metadata=LATER)
    note: str = field(default="", metadata=LATER)
