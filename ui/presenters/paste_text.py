"""What is said of pasted text, and what of it would be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chronology_app.model import Person
from chronology_app.model.codes import RecordClass, Sensitivity
from ui.words import date_words, say

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook, Changed
    from ui.jobs.beside import Job
    from ui.jobs.importing import FileReport
    from ui.jobs.pasting import PastedText
    from ui.jobs.reading import ReadBy

#: Facts that the preview lists; the rest is counted.
MOST_FACTS = 100


@dataclass(frozen=True, slots=True)
class PastePreview:
    """What reading would find in a text."""

    passages: int
    #: Date in words, and the fact; in the order of the text.
    facts: tuple[tuple[str, str], ...]
    suggestions: int
    #: Whose record it reads like: an agency code.
    agency: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """What became of a paste."""

    report: FileReport
    suggestion_id: str


def load_reading(book: Casebook, case_id: str) -> tuple[tuple[Person, ...], ReadBy]:
    """Return the people whom reading looks for, and the settings that it goes by."""
    from ui.jobs.reading import ReadBy

    people = book.queries.records(Person, case_id)
    return people, ReadBy(book.queries.settings_rows(case_id))


def pasted_of(values: Mapping[str, Any]) -> PastedText:
    """Return the text with what was said of it."""
    from ui.jobs.pasting import PastedText

    return PastedText(
        text=values["text"],
        title=values["title"].strip(),
        agency=values["agency"] or None,
        system=values["system"].strip(),
        record_number=values["record_number"].strip(),
        received=values["received"],
        sensitivity=Sensitivity(values["sensitivity"]),
        record_class=RecordClass(values["record_class"]),
    )


def read_preview(
    values: Mapping[str, Any], people: Sequence[Person], language: str, by: ReadBy | None = None
) -> PastePreview:
    """Return what reading finds, without keeping anything; called in a worker."""
    from importers import plain
    from importers.base import ImportOptions
    from ui import words
    from ui.jobs.pasting import source_text
    from ui.jobs.reading import SHIPPED, read_text

    words.set_language(language)
    pasted = pasted_of(values)
    result = plain.read(pasted.text.encode("utf-8", "replace"), ImportOptions())
    read = read_text(source_text(pasted, result, ""), people, by=by or SHIPPED)
    facts = tuple((date_words(one.date), one.fact) for one in read.suggestions[:MOST_FACTS])
    return PastePreview(len(result.passages), facts, len(read.suggestions), read.agency)


def preview_words(preview: PastePreview) -> str:
    """Return the preview in one sentence."""
    passages = say("entry.paste.lines", count=preview.passages)
    return say("entry.paste.found", lines=passages, count=preview.suggestions)


def keep_pasted(
    job: Job,
    book: Casebook,
    case_id: str,
    values: Mapping[str, Any],
    changed: Callable[[Changed], None],
) -> Pasted:
    """Keep the text, read for suggestions in a worker. Errors: BadValueError, StoppedError."""
    from ui.jobs.beside import Beside
    from ui.jobs.pasting import paste_text

    workplace = Beside(job)
    report = paste_text(book, case_id, pasted_of(values), workplace=workplace, changed=changed)
    return Pasted(report, workplace.first_suggestion if report.suggestions else "")
