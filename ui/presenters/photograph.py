"""What is said of photographs before they are kept, and what a picture tells of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chronology_app.model import Person
from chronology_app.model.codes import Consent, RecordClass, Sensitivity
from ui.words import date_words, label, say

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook, Changed
    from importers.page_drawing import PageImage
    from ui.jobs.beside import Job
    from ui.jobs.importing import FileReport
    from ui.jobs.photographs import PhotographFacts

#: The width of the preview, in points of the screen.
PREVIEW_WIDTH = 480


@dataclass(frozen=True, slots=True)
class Preview:
    """A picture as it can be looked at, and its facts."""

    file: Path
    facts: PhotographFacts
    image: PageImage


def load_children(book: Casebook, case_id: str) -> tuple[Person, ...]:
    """Return the children of the case in the family's order."""
    people = sorted(book.queries.records(Person, case_id), key=lambda one: one.position)
    return tuple(one for one in people if one.is_child)


def read_preview(file: Path) -> Preview:
    """Read a picture's facts and draw it, both in the box. Errors: ImportFileError, OSError."""
    from importers.files import read_bytes
    from importers.page_drawing import draw_page
    from ui.jobs.photographs import read_facts

    data = read_bytes(file)
    facts = read_facts(data, file.name)
    return Preview(file, facts, draw_page(data, facts.format, 1, PREVIEW_WIDTH))


def fact_lines(facts: PhotographFacts) -> tuple[tuple[str, str], ...]:
    """Return what is told of a picture: tone and sentence, the place first."""
    place = (
        ("should", "entry.photo.has_location")
        if facts.has_location
        else ("know", "entry.photo.no_place")
    )
    lines = [(place[0], say(place[1]))]
    if facts.taken_on is not None:
        date = date_words(facts.taken_on)
        time = facts.taken_at or ""
        lines.append(("know", say("entry.photo.camera_says", date=f"{date} {time}".strip())))
    lines.append(("know", say("entry.photo.size", width=facts.width, height=facts.height)))
    return tuple(lines)


def consent_choices() -> list[tuple[str, str]]:
    """Return what can be said of consent; nothing is chosen beforehand."""
    found = [("", say("entry.photo.choose_consent"))]
    for code in Consent:
        words = label("consent", code)
        found.append((code.value, words[:1].upper() + words[1:]))
    return found


def find_wrong(values: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return the field that must be mended, and the sentence; None when all can be kept."""
    if not values["consent"]:
        return "consent", say("entry.photo.need_consent")
    if values["consent"] == Consent.GIVEN and not values["consent_by"].strip():
        return "consent_by", say("entry.photo.need_consent_by")
    if values["consent"] == Consent.NOT_GIVEN and not values["consent_by"].strip():
        return "consent_by", say("entry.photo.need_reason")
    return None


def keep_photographs(
    job: Job,
    book: Casebook,
    case_id: str,
    files: Sequence[Path],
    values: Mapping[str, Any],
    language: str,
    changed: Callable[[Changed], None],
) -> tuple[FileReport, ...]:
    """Keep pictures of one occasion, each with the same words. Errors: BadValueError."""
    from ui.jobs.photographs import PhotographDetails, add_photograph

    event = {"fact": _fact(values), "kind": "observation"} if values["makes_event"] else None
    details = PhotographDetails(
        taken_by=values["taken_by"],
        of_what=values["of_what"],
        taken_on=values["taken_on"],
        consent=values["consent"],
        consent_by=values["consent_by"],
        child_ids=tuple(values["children"]),
        agency=values["agency"],
        record_class=RecordClass(values["record_class"]),
        sensitivity=Sensitivity(values["sensitivity"]),
        event=event,
    )
    reports = []
    for number, file in enumerate(files):
        job.check()
        job.progress(number, len(files), file.name)
        reports.append(
            add_photograph(book, case_id, file, details, language=language, changed=changed)
        )
    return tuple(reports)


def _fact(values: Mapping[str, Any]) -> str:
    return say("entry.photo.fact", what=" ".join(values["of_what"].split()))
