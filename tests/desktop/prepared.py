"""Makes the casebook that the tasks are done in: an invented family at the start of a busy week.

What waits in it is read by the program's own reading; what is confirmed was decided by commands.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from chronology_app.casefile import Casebook
from chronology_app.dates import FuzzyDate
from chronology_app.model import (
    Case,
    ImportProblem,
    Locator,
    Parentage,
    Passage,
    Person,
    RawPassage,
    Source,
)
from chronology_app.reading.document import SourceText
from chronology_app.store.keys import KdfCost
from ui.jobs.reading import read_text

PASSPHRASE = "eleven grey geese on the Teifi"
WORKER = "Ruth Ames"
REFERENCE = "WK-25"
CASE_ID = "working-week"
#: Stands in a confirmed event; task 11 protects it from the father, task 23 meets it.
ADDRESS = "3 Quarry Bank"
CHILDREN = ("Nia Hollins", "Owen Hollins")
FATHER = "Dean Hollins"
#: A sentence of two facts, and what each says.
COMPOUND = "17/05/2022 Nia was not brought to her check; the kitchen floor was wet and dirty."
#: One event as two agencies recorded it.
FIRST_ACCOUNT = "14/06/2022 Owen collected from school by police, no adult at home."
SECOND_ACCOUNT = "14/06/2022 Officers collected Owen from school, no adult at home."


@dataclass(frozen=True)
class SampleFile:
    """One file of the prepared casebook."""

    name: str
    title: str
    agency: str
    lines: tuple[str, ...]


def _school_days() -> tuple[str, ...]:
    said = (
        "Nia came to school without breakfast.", "Owen's clothes were dirty and too small.",
        "Nia was hungry and asked for food.", "Owen was late; nobody answered the telephone.",
    )  # fmt: skip
    days = [date(2022, 1, 10) + timedelta(days=n) for n in range(70)]
    school_days = [day for day in days if day.weekday() < 5][:46]
    return tuple(f"{day:%d/%m/%Y} {said[n % len(said)]}" for n, day in enumerate(school_days))


CONFIRMED = SampleFile(
    "social_work_notes.txt", "Social work record", "childrens_social_care",
    (
        f"03/02/2021 Referral: the family has moved to {ADDRESS}; no beds for the children.",
        "10/03/2021 Home visit by social worker. Nia has a bruise on her left cheek. Kerry said "
        "Nia fell from the sofa.",
        "12/04/2021 Home visit. The kitchen was clean, food in the cupboards.",
        "20/05/2021 Owen was not brought to his dental appointment.",
        "May 2021 Child in need plan began.",
    ),
)  # fmt: skip
HEALTH = SampleFile(
    "health_visitor_log.txt", "Health visiting record", "health_visiting",
    (
        "11/03/2021 Nia seen at clinic. Bruise on her left cheek; Dean said Owen hit her with a "
        "toy.",
        COMPOUND,
        FIRST_ACCOUNT,
    ),
)  # fmt: skip
POLICE = SampleFile("police_log.txt", "Police log", "police", (SECOND_ACCOUNT,))
#: What the dentist says of an event that the social worker dates a day earlier.
DENTIST = SampleFile(
    "dental_letter.txt", "Letter of the dentist", "dental",
    ("21/05/2021 Owen was not brought to his dental appointment.",),
)  # fmt: skip
SCHOOL = SampleFile("school_log.txt", "Concern log of the school", "school", _school_days())


def cheap() -> KdfCost:
    """Return costs that no casebook of a user's has."""
    return KdfCost(8, 1, 1)


def make_prepared(path: Path) -> None:
    """Make the casebook at `path`, with its keys beside it."""
    with Casebook.create(path, PASSPHRASE, by=WORKER, cost=cheap) as book:
        book.add_case(Case(id=CASE_ID, reference=REFERENCE, title="Hollins family"))
        book.set_people(CASE_ID, *_family())
        files = (CONFIRMED, DENTIST, HEALTH, POLICE, SCHOOL)
        batch = book.start_batch(CASE_ID, len(files))
        ids = [add_sample(book, batch.id, file) for file in files]
        book.finish_batch(batch.id)
        _confirm(book, ids[0], ids[1])


def _family() -> tuple[list[Person], list[Parentage]]:
    people = [
        Person(id="nia", name="Nia Hollins", role="child", aliases=("Nia",), position=1,
               born=FuzzyDate.parse("2014-05-02"), sex="female"),
        Person(id="owen", name="Owen Hollins", role="child", aliases=("Owen",), position=2,
               born=FuzzyDate.parse("2016-08-19"), sex="male"),
        Person(id="kerry", name="Kerry Hollins", role="mother", aliases=("Kerry",), position=3),
        Person(id="dean", name=FATHER, role="father", aliases=("Dean",), position=4),
    ]  # fmt: skip
    parentage = [
        Parentage(child_id=child, parent_id=parent, parental_responsibility=True)
        for child in ("nia", "owen")
        for parent in ("kerry", "dean")
    ]
    return people, parentage


def add_sample(book: Casebook, batch_id: str, file: SampleFile) -> str:
    """Import a file as the program would; return its source's id."""
    data = "\n".join(file.lines).encode("utf-8")
    sha256 = hashlib.sha256(data).hexdigest()
    source = Source(
        case_id=CASE_ID, file_name=file.name, format="txt", media_type="text/plain",
        size_bytes=len(data), sha256=sha256, citation_title=file.title, agency=file.agency,
        received=FuzzyDate.parse("2022-09-01"), batch_id=batch_id,
    )  # fmt: skip
    raw = tuple(
        RawPassage(index=n, locator=Locator(line=n + 1), text=text, kind="line")
        for n, text in enumerate(file.lines)
    )
    text = SourceText(file_name=file.name, sha256=sha256, passages=raw, agency=file.agency)
    read = read_text(text, book.queries.records(Person, CASE_ID))
    passages = [
        Passage(case_id=CASE_ID, source_id=source.id, index=r.index, locator=r.locator,
                text=r.text, kind=r.kind)
        for r in raw
    ]  # fmt: skip
    problems = []
    if file is SCHOOL:
        problems.append(ImportProblem(case_id=CASE_ID, source_id=source.id, batch_id=batch_id,
                                      code="empty_page", locator=Locator(page=2)))  # fmt: skip
    suggestions = [replace(s, case_id=CASE_ID) for s in read.suggestions]
    book.add_source(source, data, passages, problems, suggestions)
    return source.id


def _confirm(book: Casebook, source_id: str, second_id: str) -> None:
    """Confirm the first file's suggestions; the second's is an account of the last event."""
    waiting = book.queries.suggestions(CASE_ID)
    first = [s for s in waiting if s.source_id == source_id]
    second = next(s for s in waiting if s.source_id == second_id)
    book.decide(CASE_ID, [{"id": s.id, "do": "accept"} for s in first])
    same = next(s for s in first if "dental" in s.fact)
    book.decide(CASE_ID, [{"id": second.id, "do": "merge", "fields": {"into": same.id}}])
