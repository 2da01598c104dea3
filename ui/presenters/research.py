"""What the dialog of research notes shows: those that fit, each in words, old ones flagged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chronology_app.analysis.research import (
    AGES,
    OLD_YEARS,
    Note,
    age_band,
    checked_words,
    find_notes,
    library,
)
from chronology_app.model import Person, ResearchNote
from chronology_app.store.queries import Queries
from chronology_app.wording import label, say


@dataclass(frozen=True, slots=True)
class Notes:
    """The library of a case, and the age band of the child that is asked about."""

    notes: tuple[Note, ...] = ()
    #: The case's own records, by the code of the note that they stand for.
    records: tuple[ResearchNote, ...] = ()
    age: str = ""

    def fitting(self, age: str, concern_type: str, need: str) -> tuple[Note, ...]:
        """Return the notes that fit; an empty text fits any."""
        types = (concern_type,) if concern_type else ()
        return find_notes(self.notes, age=age, types=types, need=need)


def read_notes(
    queries: Queries, case_id: str, child_id: str, today: date, language: str = "en"
) -> Notes:
    """Return the notes of a case, with the age band of a child today."""
    own = queries.records(ResearchNote, case_id)
    children = (p for p in queries.records(Person, case_id) if p.id == child_id)
    child = next(children, None)
    return Notes(library(language, own), tuple(own), age_band(child, today) if child else "")


def study_words(note: Note, language: str = "en") -> str:
    """Return the kind of study: a shipped note's by its code, an own one's as it was written."""
    return label("study", note.study, language) if note.study else ""


def line_words(note: Note, today: date, language: str = "en") -> str:
    """Return what stands below a note in the list: year, kind of study, and whether it is old."""
    study = study_words(note, language)
    if note.is_old(today):
        return say("research.line_old", language, year=note.year, study=study, years=OLD_YEARS)
    return say("research.line", language, year=note.year, study=study)


def detail_words(note: Note, language: str = "en") -> tuple[str, ...]:
    """Return reference, limits and who checked it, a line each."""
    lines = [say("research.reference_line", language, words=note.reference)]
    if note.limits:
        lines.append(say("research.limits_line", language, words=note.limits))
    return (*lines, checked_words(note, language))


def age_choices(language: str = "en") -> list[tuple[str, str]]:
    """Return the age bands to choose from."""
    bands = [(code, say(f"research.ages.{code}", language)) for code, _ in AGES]
    return [("", say("research.any", language)), *bands]


def record_of(note: Note, records: tuple[ResearchNote, ...]) -> ResearchNote:
    """Return the record that stands for a note; of a shipped one, what it would be."""
    held = next((record for record in records if record.code == note.code), None)
    return held or ResearchNote(
        code=note.code, words=note.words, reference=note.reference, year=note.year,
        study=note.study, limits=note.limits,
    )  # fmt: skip
