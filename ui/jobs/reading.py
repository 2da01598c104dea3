"""Reads one source's passages into suggestions; used by the import and by `read` alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from chronology_app.dates import FuzzyDate
from chronology_app.errors import DateValueError
from chronology_app.model import Person, RawPassage, SettingsRow, Suggestion
from chronology_app.model.codes import RecordClass
from chronology_app.reading.dates import SchoolTerms
from chronology_app.reading.document import NotProposed, PersonHint, SourceText
from chronology_app.reading.lexicon import Lexicon
from chronology_app.reading.suggest import read_source
from chronology_app.settings import load_settings
from chronology_app.taxonomy import Taxonomy, taxonomy_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What reading one source gave."""

    suggestions: tuple[Suggestion, ...]
    not_proposed: tuple[NotProposed, ...]
    agency: str
    document_date: FuzzyDate | None = None
    #: Passage index -> class, for what is not ordinary whether it is suggested or not.
    classed: Mapping[int, RecordClass] = field(default_factory=dict)

    @classmethod
    def nothing(cls, agency: str) -> Read:
        """Return what reading gives where there is no text."""
        return cls(suggestions=(), not_proposed=(), agency=agency)


@dataclass(frozen=True, slots=True)
class ReadBy:
    """Which settings reading goes by, as plain values that may be sent to a worker process."""

    #: What the casebook lays over the shipped values; `Queries.settings_rows`.
    rows: tuple[SettingsRow, ...] = ()
    #: An authority's file between the two.
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """What reading takes from the settings."""

    #: Names exactly these settings.
    version: str
    lexicon: Lexicon
    taxonomy: Taxonomy
    terms: SchoolTerms


SHIPPED = ReadBy()


@lru_cache(maxsize=4)
def reading_rules(by: ReadBy) -> ReadingRules:
    """Build what reading takes from the settings, once for all files read by the same.

    Errors: BadValueError when a setting cannot be read.
    """
    settings = load_settings(by.file, by.rows)
    return ReadingRules(
        settings.version,
        Lexicon.of(settings.get("lexicon", {})),
        taxonomy_of(settings.get("taxonomy", {})),
        SchoolTerms.of_settings(settings),
    )


def read_text(
    text: SourceText,
    people: Sequence[Person],
    mapping: Mapping[str, str] | None = None,
    by: ReadBy = SHIPPED,
) -> Read:
    """Read a source's passages for suggestions about these people, by the settings in force."""
    known = replace(text, passages=with_known_headings(text.passages, mapping or {}))
    rules = reading_rules(by)
    reading = read_source(
        known,
        [hint_of(person) for person in people],
        lexicon=rules.lexicon,
        taxonomy=rules.taxonomy,
        terms=rules.terms,
    )
    return Read(
        suggestions=tuple(replace(s, source_id=text.sha256) for s in reading.suggestions),
        not_proposed=reading.not_proposed,
        agency=reading.agency,
        document_date=_document_date(text.metadata),
        classed=reading.classed,
    )


#: Why words were left out -> the class that their passage has until a person decides.
_LEFT_OUT_CLASSES = {
    "entered_in_error": RecordClass.NOT_THIS_FAMILY,
    "other_family": RecordClass.NOT_THIS_FAMILY,
}


def passage_classes(read: Read) -> dict[int, RecordClass]:
    """Return the class of each passage that is not ordinary, by its index.

    Protection begins with the import: what reading takes for legal advice or another family's
    entry is kept back until a person has decided otherwise.
    """
    found = {
        left.passage_index: _LEFT_OUT_CLASSES[left.code]
        for left in read.not_proposed
        if left.code in _LEFT_OUT_CLASSES
    }
    for suggestion in read.suggestions:
        if suggestion.record_class != RecordClass.ORDINARY:
            found |= {span.passage_index: suggestion.record_class for span in suggestion.spans}
    for index, code in read.classed.items():
        if found.get(index) != RecordClass.LEGAL_ADVICE:
            found[index] = code
    return found


def hint_of(person: Person) -> PersonHint:
    """Return what reading may know of a person."""
    return PersonHint.of_person(person)


def with_known_headings(
    passages: Sequence[RawPassage], mapping: Mapping[str, str]
) -> tuple[RawPassage, ...]:
    """Return passages as reading is to see them: mapped column headings by their usual word.

    Only the row of a table that holds the mapped headings is touched, and only for reading: what
    is stored keeps its own words.
    """
    usual = {key.strip().casefold(): word for key, word in mapping.items()}
    held = Counter(_row_of(p) for p in passages if p.text.strip().casefold() in usual)
    headings = {row for row, count in held.items() if count == max(held.values())}
    return tuple(
        replace(p, text=usual[p.text.strip().casefold()])
        if _row_of(p) in headings and p.text.strip().casefold() in usual
        else p
        for p in passages
    )


def _row_of(passage: RawPassage) -> tuple[object, ...]:
    place = passage.locator
    return (place.sheet, place.table, place.part, place.row)


def _document_date(metadata: Mapping[str, str]) -> FuzzyDate | None:
    for name in ("sent", "modified", "created"):
        value = metadata.get(name, "")[:10]
        try:
            return FuzzyDate.parse(date.fromisoformat(value).isoformat())
        except (ValueError, DateValueError):
            continue
    return None
