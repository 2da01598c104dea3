"""Pages that an assessor fills: the four questions, and worries, strengths and what must happen."""

from __future__ import annotations

from dataclasses import dataclass

from chronology_app.dates import FuzzyDate
from chronology_app.model.base import Record
from chronology_app.model.codes import RecordClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An assessor's words to one question, and the events that they rest on."""

    #: "scale", "type", "impact" or "reasons".
    question: str
    words: str
    event_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FourQuestions(Record):
    """One child's page; signed once `signed_by` holds a name."""

    child_id: str
    on: FuzzyDate
    answers: tuple[Answer, ...] = ()
    signed_by: str = ""
    post: str = ""
    record_class: RecordClass = RecordClass.ORDINARY


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLine:
    """A line of the page."""

    words: str
    event_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOnScale:
    """Where somebody puts things from 0 to 10, and what would move it up by one."""

    who: str
    value: float
    up_by_one: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorriesPage(Record):
    """What we are worried about, what is going well, what must happen; on one day."""

    on: FuzzyDate
    by: str = ""
    #: Empty: the whole family.
    child_ids: tuple[str, ...] = ()
    worries: tuple[PageLine, ...] = ()
    strengths: tuple[PageLine, ...] = ()
    must_happen: tuple[PageLine, ...] = ()
    places: tuple[PlaceOnScale, ...] = ()
    #: The child's own words and pictures (sources that hold a photograph of a drawing).
    child_words: str = ""
    picture_ids: tuple[str, ...] = ()
    record_class: RecordClass = RecordClass.ORDINARY


@dataclass(frozen=True, slots=True, kw_only=True)
class ResearchNote(Record):
    """A finding of research in own words, with where it stands and how far it carries."""

    #: A code of the shipped library, or "own." and a number.
    code: str
    words: str
    reference: str
    year: int
    #: The kind of study, e.g. "review of studies".
    study: str = ""
    limits: str = ""
    checked_by: str = ""
    checked_on: FuzzyDate | None = None
