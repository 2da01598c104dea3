"""Makes a casebook with very many events: what a long record looks like on every screen.

Everything in it is invented by a fixed seed, so that two pictures of it are alike.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from chronology_app.casefile import Casebook
from chronology_app.dates import FuzzyDate
from chronology_app.model import (
    Account,
    Case,
    Citation,
    Concern,
    Event,
    EventPerson,
    Locator,
    Passage,
    Person,
    Reason,
    Record,
    Source,
    SpanRef,
    SpellMark,
    Strength,
    Suggestion,
    derived_id,
)
from chronology_app.model.codes import EventStatus
from chronology_app.store.keys import KdfCost

PASSPHRASE = "nine tall herons on the Wye"
CASE_ID = "long-case"
#: Agency, event kind, what it says, and its type of concern; "" is a strength.
_LINES = (
    ("school", "school_concern", "{child} came to school without breakfast and said {they} had "
     "gone to bed without tea.", "nutritional"),
    ("school", "attendance", "Attendance of {child} this half term: 71 per cent.", "educational"),
    ("health_visiting", "health_contact", "{child} weighed; weight on a lower centile than at the "
     "last contact.", "nutritional"),
    ("dental", "missed_appointment", "{child} was not brought to the dental appointment.",
     "medical"),
    ("police", "police_incident", "Officers found {child} alone at home at 21:40.", "supervision"),
    ("childrens_social_care", "visit", "Home visit. Floor covered with rubbish; no bedding on the "
     "bed of {child}.", "physical"),
    ("childrens_social_care", "visit", "Home visit. Kitchen clean, fresh food in the cupboards; "
     "{child} played and showed a drawing.", ""),
    ("family", "observation", "Grandmother reports that {child} is often sent to bed early.",
     "emotional"),
)  # fmt: skip
_CHILDREN = ("Nia Hollins", "Owen Hollins", "Seren Hollins", "Bryn Marsh-Hollins")
_LEVELS = ("early_help", "child_in_need", "child_protection", "child_in_need", "pre_proceedings")


@dataclass(frozen=True)
class _Line:
    """One line of a record: when, what, about whom."""

    day: date
    fact: str
    kind: str
    concern: str
    child: Person

    @property
    def text(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.fact}"

    @property
    def when(self) -> FuzzyDate:
        return FuzzyDate.parse(self.day.isoformat(), f"{self.day:%d/%m/%Y}")


def make_long(path: Path, count: int = 20_000, waiting: int = 300) -> None:
    """Make the casebook at `path` with so many events and so many waiting suggestions."""
    with Casebook.create(path, PASSPHRASE, by="Ruth Ames", cost=lambda: KdfCost(8, 1, 1)) as book:
        book.add_case(Case(id=CASE_ID, reference="LONG-20000", title="Hollins family"))
        people = _people()
        book.set_people(CASE_ID, people)
        batch = book.start_batch(CASE_ID, len(_agencies()))
        chance = random.Random(2026)
        for agency in _agencies():
            lines = [line for line in _LINES if line[0] == agency]
            share = count * len(lines) // len(_LINES)
            _add_source(book, batch.id, agency, lines, share, waiting // 7, people, chance)
        book.finish_batch(batch.id)


def _agencies() -> list[str]:
    return list(dict.fromkeys(line[0] for line in _LINES))


def _people() -> list[Person]:
    children = [
        Person(id=f"child-{n}", name=name, role="child", position=n,
               born=FuzzyDate.parse(f"{2006 + 3 * n}-0{n + 2}-1{n}"))
        for n, name in enumerate(_CHILDREN)
    ]  # fmt: skip
    return [
        *children,
        Person(id="mother", name="Kerry Hollins", role="mother", position=8),
        Person(id="father", name="Dean Hollins", role="father", position=9),
        Person(id="father-2", name="Gareth Marsh", role="father", position=10),
    ]


def _add_source(
    book: Casebook, batch_id: str, agency: str, lines: list[tuple[str, str, str, str]],
    events: int, waiting: int, people: list[Person], chance: random.Random,
) -> None:  # fmt: skip
    facts = []
    for n in range(events + waiting):
        child = people[chance.randrange(4)]
        _, kind, words, concern = lines[n % len(lines)]
        day = date(2009, 1, 5) + timedelta(days=chance.randrange(6200))
        fact = words.format(child=child.name.split()[0], they="they")
        facts.append(_Line(day, fact, kind, concern, child))
    facts.sort(key=lambda f: f.day)
    data = "\n".join(f.text for f in facts).encode("utf-8")
    sha256 = hashlib.sha256(data).hexdigest()
    source = Source(
        case_id=CASE_ID, file_name=f"{agency}.txt", format="txt", media_type="text/plain",
        size_bytes=len(data), sha256=sha256, agency=agency, batch_id=batch_id,
        citation_title=f"Record of {agency.replace('_', ' ')}",
        received=FuzzyDate.parse("2026-10-01"),
    )  # fmt: skip
    passages = [
        Passage(case_id=CASE_ID, source_id=source.id, index=n, locator=Locator(line=n + 1),
                text=f.text, kind="line")
        for n, f in enumerate(facts)
    ]  # fmt: skip
    book.add_source(source, data, passages, (), _suggestions(source, passages, facts, waiting))
    records: list[Record] = []
    for n, (passage, fact) in enumerate(zip(passages[:events], facts, strict=False)):
        records += _event(source, passage, fact, n)
    book.add_records(CASE_ID, records)


def _event(source: Source, passage: Passage, line: _Line, number: int) -> list[Record]:
    when = line.when
    account = Account(case_id=CASE_ID, event_id="", source_id=source.id, agency=source.agency,
                      recorded_by=source.agency, date=when, date_as_written=when.text,
                      evidence=("first_hand", "reported", "opinion")[number % 3])  # fmt: skip
    event = Event(
        case_id=CASE_ID, kind=line.kind, fact=line.fact, date=when, headline_account_id=account.id,
        status=EventStatus.CONFIRMED, key=number % 40 == 0, relied_on=number % 55 == 0,
        significance=("low", "some", "high")[number % 3] if number % 9 == 0 else None,
        confirmed_by="Ruth Ames", confirmed_at=datetime(2026, 10, 2, 9, tzinfo=UTC),
    )  # fmt: skip
    account = replace(account, event_id=event.id)
    start = len(when.text) + 1
    found: list[Record] = [
        event, account,
        Citation(case_id=CASE_ID, owner_id=account.id, passage_id=passage.id, start=start,
                 end=len(passage.text), quote=passage.text[start:]),
        EventPerson(case_id=CASE_ID, event_id=event.id, person_id=line.child.id, part="subject"),
    ]  # fmt: skip
    if line.concern:
        found.append(
            Concern(case_id=CASE_ID, event_id=event.id, child_id=line.child.id, type=line.concern)
        )
    else:
        found.append(Strength(case_id=CASE_ID, event_id=event.id, child_id=line.child.id))
    if line.kind == "visit" and number % 400 == 0:
        level = _LEVELS[(number // 400) % len(_LEVELS)]
        found.append(SpellMark(case_id=CASE_ID, event_id=event.id, child_id=line.child.id,
                               kind="level_of_help", value=level, edge="starts"))  # fmt: skip
    return found


def _suggestions(
    source: Source, passages: list[Passage], facts: list[_Line], waiting: int
) -> list[Suggestion]:
    found = []
    for passage, line in list(zip(passages, facts, strict=True))[-waiting:]:
        start = len(passage.text) - len(line.fact)
        span = SpanRef(passage_index=passage.index, locator=passage.locator, start=start,
                       end=len(passage.text), quote=line.fact)  # fmt: skip
        found.append(Suggestion(
            id=derived_id(source.sha256, str(passage.index)), case_id=CASE_ID,
            source_id=source.id, date=line.when, fact=line.fact, kind=line.kind,
            agency=source.agency, recorded_by=source.agency, children=(line.child.name,),
            concern_types=(line.concern,) if line.concern else (), spans=(span,),
            reasons=(Reason(rule="lexicon", words=line.fact.split(maxsplit=1)[0]),),
        ))  # fmt: skip
    return found
