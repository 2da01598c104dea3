"""The library of research notes: which fit a child's age and a type of concern, and how old.

Notes are about groups of children; they stand only inside somebody's signed analysis. What a note
says is data (`resources/research.toml`), with a case's own notes laid over it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

import resources
from chronology_app.analysis.months import month_of
from chronology_app.dates import FuzzyDate
from chronology_app.model import Person, ResearchNote
from chronology_app.wording import label, say
from chronology_app.wording.dates import date_words

#: Older than so many years on the document's day, a note is flagged.
OLD_YEARS = 10
#: The age bands in order, each with the months of age from which it begins.
AGES = (("infancy", 0), ("primary", 48), ("adolescence", 132))
#: A case's own notes carry codes that begin so.
OWN = "own."


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One note, shipped or own."""

    code: str
    words: str
    reference: str
    year: int
    #: A code of `study.CODE`, or an own note's words.
    study: str = ""
    limits: str = ""
    ages: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    checked_by: str = ""
    checked_on: FuzzyDate | None = None
    #: The record, where it is the case's own or was checked again in this case.
    record_id: str = ""

    def is_old(self, on: date) -> bool:
        """Say whether it is more than ten years old on a day."""
        return on.year - self.year > OLD_YEARS

    @property
    def is_own(self) -> bool:
        """Say whether somebody added it to this case."""
        return self.code.startswith(OWN)


def library(language: str = "en", own: Iterable[ResearchNote] = ()) -> tuple[Note, ...]:
    """Return the shipped notes in their order, then the case's own ones by code.

    A record with a shipped note's code stands in its place: checked again, perhaps reworded.
    """
    notes = {note.code: note for note in _shipped(language)}
    for record in sorted(own, key=lambda r: _own_order(r.code)):
        notes[record.code] = _laid_over(notes.get(record.code), record)
    return tuple(notes.values())


def find_notes(
    notes: Iterable[Note], *, age: str = "", types: Iterable[str] = (), need: str = ""
) -> tuple[Note, ...]:
    """Return the notes that fit, the nearest first; a part that is not asked for fits any.

    A note without ages, needs or types is about every one of them, and comes after those that name
    what was asked for.
    """
    wanted = ({age} - {""}, set(types), {need} - {""})
    fitting = [
        note
        for note in notes
        if all(not ask or not has or ask & set(has) for ask, has in _asked(note, wanted))
    ]

    def named(note: Note) -> int:
        return sum(bool(ask & set(has)) for ask, has in _asked(note, wanted))

    return tuple(sorted(fitting, key=lambda note: -named(note)))


def _asked(
    note: Note, wanted: tuple[set[str], set[str], set[str]]
) -> Iterable[tuple[set[str], tuple[str, ...]]]:
    return zip(wanted, (note.ages, note.types, note.needs), strict=True)


def age_band(child: Person, on: date) -> str:
    """Return a child's age band on a day, before birth the first; empty: no birth is recorded."""
    born = child.born or child.due
    if born is None or born.latest is None:
        return ""
    months = month_of(on) - month_of(born.latest) - (on.day < born.latest.day)
    return [name for name, first in AGES if first == 0 or months >= first][-1]


def note_words(note: Note, on: date, language: str = "en") -> str:
    """Return a note as it stands in a signed judgement: words, reference, study and limits."""
    study = label("study", note.study, language) if note.study else ""
    parts = [say("research.printed", language, words=note.words.rstrip("."),
                 reference=note.reference.rstrip("."))]  # fmt: skip
    if study:
        parts.append(say("research.printed_study", language, study=study))
    if note.limits:
        parts.append(say("research.printed_limits", language, limits=note.limits.rstrip(".")))
    if note.is_old(on):
        parts.append(say("research.printed_old", language, year=note.year, years=OLD_YEARS))
    return " ".join(parts)


def checked_words(note: Note, language: str = "en") -> str:
    """Return who held a note against its source and when; or that nobody has."""
    if not note.checked_by:
        return say("research.unchecked", language)
    when = date_words(note.checked_on, language) if note.checked_on else ""
    return say("research.checked", language, by=note.checked_by, date=when)


def next_own_code(own: Iterable[ResearchNote]) -> str:
    """Return the code of the next own note."""
    return f"{OWN}{max((_own_order(r.code)[0] for r in own), default=0) + 1}"


def _own_order(code: str) -> tuple[int, str]:
    number = code.removeprefix(OWN)
    return (int(number) if number.isdigit() and code.startswith(OWN) else 0), code


def _laid_over(shipped: Note | None, record: ResearchNote) -> Note:
    base = shipped or Note(code=record.code, words="", reference="", year=record.year)
    return replace(
        base, words=record.words, reference=record.reference, year=record.year,
        study=record.study or base.study, limits=record.limits or base.limits,
        checked_by=record.checked_by, checked_on=record.checked_on, record_id=record.id,
    )  # fmt: skip


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads(resources.path("research.toml").read_text(encoding="utf-8"))


def _shipped(language: str) -> tuple[Note, ...]:
    file = _file()
    checked = FuzzyDate.parse(file["library_checked_on"].isoformat())
    end = "" if language == "en" else f"_{language}"
    return tuple(
        Note(
            code=code, words=row[f"words{end}"], reference=row["reference"], year=row["year"],
            study=row["study"], limits=row[f"limits{end}"], ages=tuple(row["ages"]),
            needs=tuple(row["needs"]), types=tuple(row["types"]),
            checked_by=say("research.library_checked_by", language), checked_on=checked,
        )
        for code, row in file["note"].items()
    )  # fmt: skip
