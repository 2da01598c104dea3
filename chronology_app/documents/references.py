"""How a document names where a fact comes from: title, place in the record, date of the entry.

Never prints a file name, a path or a hash.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath

from chronology_app.dates import FuzzyDate
from chronology_app.documents.selection import Selection
from chronology_app.documents.words import Words
from chronology_app.model import Citation, Entry, Event, Locator, Source
from chronology_app.model.codes import SourceKind

_LOOKS_LIKE_A_FILE = re.compile(
    r"[\\/]|\.(?:docx?|pdf|xlsx?|csv|eml|msg|txt|rtf|odt|html?|zip|png|jpe?g)\b|[0-9a-f]{32,}",
    re.IGNORECASE,
)
#: The parts of a locator that are printed, from the widest to the finest.
_PLACES = ("sheet", "page", "table", "row", "paragraph", "line")


def event_references(selection: Selection, event: Event, words: Words) -> tuple[str, ...]:
    """Return one reference for each place in the record that an event rests on."""
    references: list[str] = []
    for account in selection.accounts(event):
        source = selection.view.source(account.source_id)
        entry_date = account.recorded_on or account.date or event.date
        for place in _places(selection, selection.citations(account.id), words) or [""]:
            references.append(_reference(selection, source, place, entry_date, words))
    return tuple(dict.fromkeys(references))


def citation_references(
    selection: Selection, owner_id: str, when: FuzzyDate | None, words: Words
) -> tuple[str, ...]:
    """Return the references of a record that has citations of its own, such as an impact."""
    references = []
    for citation in selection.citations(owner_id):
        source = selection.view.source(selection.view.passage(citation.passage_id).source_id)
        place = _places(selection, [citation], words)[0]
        references.append(_reference(selection, source, place, when, words))
    return tuple(dict.fromkeys(references))


def source_title(source: Source, words: Words) -> str:
    """Return what is printed for a source; whose record it is where it has no usable title."""
    title = source.citation_title.strip()
    stem = PurePath(source.file_name).stem
    names_file = bool(stem) and stem.casefold() in title.casefold() and re.search(r"[\d_]", stem)
    if title and not names_file and not _LOOKS_LIKE_A_FILE.search(title):
        return title
    agency = words.label("agency", source.agency)
    if source.document_date:
        return words.say("source.dated", agency=agency, date=words.date(source.document_date))
    return words.say("source.undated", agency=agency)


def place_words(locator: Locator, words: Words) -> str:
    """Return the place of a passage as a reader finds it: sheet, page, row or paragraph."""
    named = [
        words.say(f"place.{name}", value=value)
        for name in _PLACES
        if (value := getattr(locator, name)) is not None and _is_needed(locator, name)
    ]
    return ", ".join(named)


def _is_needed(locator: Locator, name: str) -> bool:
    """Say whether a reader needs this part: a page or row makes what lies inside it superfluous."""
    if name in ("paragraph", "line"):
        return locator.page is None and locator.row is None
    return not (name == "table" and locator.page is not None)


def _places(selection: Selection, citations: Iterable[Citation], words: Words) -> list[str]:
    found = [
        place_words(selection.view.passage(citation.passage_id).locator, words)
        for citation in citations
    ]
    return list(dict.fromkeys(found))


def _reference(
    selection: Selection, source: Source, place: str, when: FuzzyDate | None, words: Words
) -> str:
    title = _entry_title(selection, source, words) or source_title(source, words)
    named = ", ".join(part for part in (title, place) if part)
    if source.kind == SourceKind.ENTRY or when is None:
        return named
    return words.say("reference.entry", source=named, date=words.date(when))


def _entry_title(selection: Selection, source: Source, words: Words) -> str:
    """Return who wrote an entry and when; empty for a source that is no entry."""
    if source.kind != SourceKind.ENTRY:
        return ""
    entry = next((e for e in selection.view.of(Entry) if e.source_id == source.id), None)
    if entry is None:
        return ""
    return words.say("source.entry", author=entry.author, date=words.day(entry.written_at.date()))
