"""How a document names where a fact comes from: title, place in the record, date of the entry.

Never prints a file name, a path or a hash.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import PurePath

from chronology_app.dates import FuzzyDate
from chronology_app.documents.selection import Selection
from chronology_app.documents.words import Words
from chronology_app.model import Citation, Entry, Event, Locator, Passage, Photograph, Source
from chronology_app.model.codes import SourceKind

_LOOKS_LIKE_A_FILE = re.compile(
    r"[\\/]|\.(?:docx?|pdf|xlsx?|csv|eml|msg|txt|rtf|odt|html?|zip|png|jpe?g)\b|[0-9a-f]{32,}",
    re.IGNORECASE,
)
#: A source, its places there, the date of the entry.
_Cited = tuple[Source, list[str], FuzzyDate | None]
#: Forms of entries that are not simply called a note.
_NAMED_FORMS = frozenset({"concern_card", "low_level_concern", "phone_call"})
#: The parts of a locator that are printed, from the widest to the finest.
_PLACES = ("sheet", "page", "table", "row", "paragraph", "line")


def event_references(
    selection: Selection, event: Event, words: Words, *, every_date: bool = False
) -> tuple[str, ...]:
    """Return one reference for each source that an event rests on, with its places there.

    `every_date`: name the entry's date also where it is the day that the row says already, as a
    reader needs who follows one row of a court's chronology.
    """
    row_day = None if every_date else _day(event)
    return _joined(selection, row_day, _cited(selection, event, words), words)


def references_by_source(
    selection: Selection, events: Iterable[Event], words: Words
) -> dict[str, list[tuple[Event, str]]]:
    """Return, for each source's title, the events that rest on it with date and place."""
    found: dict[str, list[tuple[Event, str]]] = {}
    for event in events:
        for source, places, entry_date in _cited(selection, event, words):
            said = words.date(entry_date)
            if places:
                said = words.say("reference.at", date=said, place=words.listed(places))
            title = _own_title(selection, source, words) or source_title(source, words)
            found.setdefault(title, []).append((event, said))
    return found


def citation_references(
    selection: Selection, owner_id: str, event: Event, words: Words
) -> tuple[str, ...]:
    """Return the references of a record that has citations of its own, such as an impact."""
    cited = []
    for citation in selection.citations(owner_id):
        source = selection.view.source(selection.view.passage(citation.passage_id).source_id)
        cited.append((source, _places(selection, source, [citation], words), event.date))
    return _joined(selection, _day(event), cited, words)


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


def _cited(selection: Selection, event: Event, words: Words) -> Iterator[_Cited]:
    """Yield each account's source, its places there, and the date of the entry."""
    for account in selection.accounts(event):
        source = selection.view.source(account.source_id)
        places = _places(selection, source, selection.citations(account.id), words)
        yield source, places, account.recorded_on or account.date or event.date


def _places(
    selection: Selection, source: Source, citations: Iterable[Citation], words: Words
) -> list[str]:
    """Return where the words stand; an entry typed by hand is short and needs no place."""
    if _is_entry(source):
        return []
    passages = (selection.view.passage(citation.passage_id) for citation in citations)
    found = [_place(passage, words) for passage in passages]
    return [place for place in dict.fromkeys(found) if place]


def _place(passage: Passage, words: Words) -> str:
    """Return a passage's place; of words that a person typed from a page, also who did."""
    place = place_words(passage.locator, words)
    if not passage.transcribed_by:
        return place
    return words.say("place.transcribed", place=place, by=passage.transcribed_by)


def _joined(
    selection: Selection, row_day: date | None, cited: Iterable[_Cited], words: Words
) -> tuple[str, ...]:
    """Return each source and entry once, with all its places."""
    found: dict[tuple[str, str], list[str]] = {}
    for source, places, entry_date in cited:
        own = _own_title(selection, source, words)
        title = own or _numbered_title(source, words)
        entry = "" if own or _is_entry(source) else _entry_words(entry_date, row_day, words)
        found.setdefault((title, entry), []).extend(places)
    return tuple(
        _reference(title, places, entry, words) for (title, entry), places in found.items()
    )


def _numbered_title(source: Source, words: Words) -> str:
    """Return a source's title; of text copied from a record system, with its number there."""
    title = source_title(source, words)
    number = ", ".join(part for part in (source.system, source.record_number) if part)
    if not source.record_number or _LOOKS_LIKE_A_FILE.search(number):
        return title
    return words.say("source.numbered", title=title, number=number)


def _reference(title: str, places: list[str], entry: str, words: Words) -> str:
    named = ", ".join(part for part in (title, words.listed(list(dict.fromkeys(places)))) if part)
    return words.say("reference.dated", source=named, entry=entry) if entry else named


def _day(event: Event) -> date | None:
    return event.date.day if event.date else None


def _entry_words(when: FuzzyDate | None, row_day: date | None, words: Words) -> str:
    """Return the date of an entry; empty for the very day that the row says already."""
    if when is None or (when.day and when.day == row_day):
        return ""
    sentence = "reference.entry" if when.day else "reference.entry_dated"
    return words.say(sentence, date=words.date(when))


def _own_title(selection: Selection, source: Source, words: Words) -> str:
    """Return who wrote an entry or took a photograph, and when; empty for any other source."""
    if not _is_entry(source):
        return _photograph_title(selection, source, words)
    entry = next((e for e in selection.view.of(Entry) if e.source_id == source.id), None)
    if entry is None:
        return ""
    return _entry_title(selection, entry, words)


def _entry_title(selection: Selection, entry: Entry, words: Words) -> str:
    """Return by whom and when an entry was written, in which form, and which one it corrects."""
    form = f"source.entry.{entry.form}" if entry.form in _NAMED_FORMS else "source.entry"
    author = ", ".join(part for part in (entry.author, entry.post.strip()) if part)
    title = words.say(form, author=author, date=words.day(entry.written_at.date()))
    earlier = selection.view.by_id.get(entry.corrects_id or "")
    if not isinstance(earlier, Entry):
        return title
    return words.say("source.correction", title=title, date=words.day(earlier.written_at.date()))


def _photograph_title(selection: Selection, source: Source, words: Words) -> str:
    rows = selection.view.of(Photograph)
    photograph = next((row for row in rows if row.source_id == source.id), None)
    if photograph is None:
        return ""
    title = source_title(source, words)
    if photograph.taken_on is None:
        return words.say("source.photograph_undated", title=title, by=photograph.taken_by)
    taken = words.date(photograph.taken_on)
    return words.say("source.photograph", title=title, by=photograph.taken_by, date=taken)


def _is_entry(source: Source) -> bool:
    return source.kind == SourceKind.ENTRY
