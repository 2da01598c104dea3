"""What the chronology screen knows of a case, and the words in which it shows one event.

Which events are shown and in which order is in `chronology_filter` and `chronology_order`; all of
one event is in `chronology_detail`.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from chronology_app.dates import FuzzyDate, age_on
from chronology_app.model import (
    Account,
    ChildWords,
    Concern,
    EventPerson,
    Person,
    Record,
    SavedView,
    Source,
    SpellMark,
    Strength,
)
from chronology_app.model.codes import EventStatus, RecordClass
from chronology_app.store.chronology_lines import ChronologyLine
from chronology_app.wording.dates import age_words
from ui.words import date_words, label, language, say

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook, Changed

#: Name of the screen in `SavedView` and in what is remembered.
SCREEN = "chronology"
#: How many lines fill the largest screen.
FIRST = 60
#: Records that a line tells of, and that name their event.
_OF_EVENTS = (Account, EventPerson, Concern, Strength, ChildWords)
#: So many changed records at most are looked up one by one.
_FEW = 200


@dataclass(frozen=True, slots=True)
class Child:
    """A child as the chronology needs it."""

    id: str
    name: str
    #: The first name, where no brother or sister has the same one.
    short: str
    born: FuzzyDate | None = None
    due: FuzzyDate | None = None

    def age(self, on: FuzzyDate | None) -> str:
        """Return the age on a date in words; empty where neither birth nor date is known."""
        if on is None or (self.born is None and self.due is None):
            return ""
        return _age(self.born, self.due, on, language())


@lru_cache(maxsize=4_096)
def _age(born: FuzzyDate | None, due: FuzzyDate | None, on: FuzzyDate, code: str) -> str:
    return age_words(age_on(born, due, on), code)


@dataclass(frozen=True, slots=True)
class Setting:
    """What the lines of a chronology refer to."""

    case_id: str = ""
    #: In the family's order.
    children: tuple[Child, ...] = ()
    #: Person id -> name, for everybody.
    people: Mapping[str, str] = field(default_factory=dict)
    #: Source id -> title.
    titles: Mapping[str, str] = field(default_factory=dict)
    marks: tuple[SpellMark, ...] = ()
    views: tuple[SavedView, ...] = ()

    def child(self, child_id: str) -> Child:
        """Return a child; somebody who is no child any more is known by name only."""
        found = next((one for one in self.children if one.id == child_id), None)
        if found is not None:
            return found
        name = self.people.get(child_id, child_id)
        return Child(child_id, name, name)


# --- loading: on the casebook's thread -----------------------------------------------------------


def load_setting(book: Casebook, case_id: str) -> Setting:
    """Return what the lines of a case refer to."""
    queries = book.queries
    people = queries.records(Person, case_id)
    views = [v for v in queries.records(SavedView, case_id) if v.screen == SCREEN]
    return Setting(
        case_id=case_id,
        children=_children(people),
        people={person.id: person.name for person in people},
        titles={source.id: source_name(source) for source in queries.sources(case_id)},
        marks=queries.records(SpellMark, case_id),
        views=tuple(sorted(views, key=lambda view: view.name.casefold())),
    )


def load_first(book: Casebook, case_id: str) -> tuple[ChronologyLine, ...]:
    """Return the first screenful in order of date: there long before all lines are."""
    rows = book.queries.page(case_id, 0, FIRST)
    return book.queries.chronology_lines(case_id, [row.event_id for row in rows])


def load_lines(book: Casebook, case_id: str) -> tuple[ChronologyLine, ...]:
    """Return every event that stands, by date; undated ones last."""
    found: list[ChronologyLine] = []
    with _not_collecting():
        for chunk in book.queries.chronology_columns(case_id):
            found += chunk
    return tuple(found)


@contextmanager
def _not_collecting() -> Iterator[None]:
    """Look for no garbage meanwhile: of many lines made in one go none is, and looking is slow."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def load_removed(book: Casebook, case_id: str) -> tuple[ChronologyLine, ...]:
    """Return every event that somebody removed."""
    chunks = book.queries.chronology_columns(case_id, removed=True)
    return tuple(line for chunk in chunks for line in chunk)


@dataclass(frozen=True, slots=True)
class Touched:
    """Some events as a change left them; those that do not stand any more have no line."""

    event_ids: frozenset[str]
    lines: tuple[ChronologyLine, ...]


def _table(cls: type[Record]) -> str:
    """Return the name of a record class in what a change touched."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


def load_touched(book: Casebook, case_id: str, changed: Changed) -> Touched | None:
    """Return the events that a change touched; None when it is not clear which they are."""
    if len(changed.touched) > _FEW:
        return None
    tables = {_table(cls): cls for cls in _OF_EVENTS}
    ids: dict[str, list[str]] = {name: [] for name in ("event", *tables)}
    for record in changed.touched:
        if record.table in ids:
            ids[record.table].append(record.id)
    found = set(ids["event"])
    for name, cls in tables.items():
        there = book.queries.by_ids(cls, case_id, ids[name]) if ids[name] else {}
        found |= {record.event_id for record in there.values()}  # type: ignore[attr-defined]
        # What was taken away names its event no more.
        if len(there) < len(ids[name]) and not found:
            return None
    return Touched(frozenset(found), book.queries.chronology_lines(case_id, found))


def _children(people: Iterable[Person]) -> tuple[Child, ...]:
    found = [person for person in people if person.is_child]
    first = [_first_name(person) for person in found]
    return tuple(
        Child(p.id, p.name, name if first.count(name) == 1 else p.name, p.born, p.due)
        for p, name in zip(found, first, strict=True)
    )


def _first_name(person: Person) -> str:
    return (person.name.split() or [person.name])[0]


def source_name(source: Source) -> str:
    """Return how a source is named on the screen: its title, else its file's name."""
    return source.citation_title or source.file_name or say("chron.source_unnamed")


# --- one line in words ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mark:
    """Something about an event that stands out: a word, an icon and a tone, never colour alone."""

    code: str
    words: str
    icon: str = ""
    #: "know", "done", "should", "must" or none.
    tone: str = ""


def line_date(line: ChronologyLine) -> str:
    """Return the date in words, never finer than it is known, with the time of day."""
    words = date_words(line.date)
    return say("chron.date_time", date=words, time=line.time) if line.time else words


def line_children(line: ChronologyLine, setting: Setting) -> tuple[str, ...]:
    """Return the children whom the event is about, each with the age on its date."""
    on = line.date
    found = []
    for child_id in line.child_ids:
        child = setting.child(child_id)
        age = child.age(on)
        found.append(say("chron.child_age", name=child.short, age=age) if age else child.short)
    return tuple(found)


def labels(group: str, codes: Iterable[str]) -> str:
    """Return the labels of codes as a list."""
    return ", ".join(label(group, code) for code in codes)


def line_marks(line: ChronologyLine) -> tuple[Mark, ...]:
    """Return what stands out of an event, what must be seen to first."""
    found = []
    if line.status == EventStatus.REMOVED:
        found.append(Mark("removed", say("chron.mark.removed"), "trash-2", "must"))
    if line.record_class != RecordClass.ORDINARY:
        found.append(Mark("class", label("class", line.record_class), "lock", "must"))
    if line.status == EventStatus.ACCEPTED_UNREAD:
        found.append(Mark("unread", say("chron.mark.unread"), "eye-off", "should"))
    if line.has_conflict:
        found.append(Mark("conflict", say("chron.mark.conflict"), "triangle-alert", "should"))
    if line.key:
        found.append(Mark("key", say("chron.mark.key"), "star", "know"))
    if line.relied_on:
        found.append(Mark("relied_on", say("chron.mark.relied_on"), "bookmark", "know"))
    if line.strength:
        found.append(Mark("strength", say("chron.mark.strength"), "sprout", "done"))
    if line.child_words:
        found.append(Mark("child_words", say("chron.mark.child_words"), "message-square-quote"))
    if line.account_count > 1:
        words = say("chron.mark.accounts", count=line.account_count)
        found.append(Mark("accounts", words, "link"))
    return tuple(found)


def line_sources(line: ChronologyLine, setting: Setting) -> str:
    """Return the titles of the sources that say it."""
    return ", ".join(setting.titles.get(source_id, "") for source_id in line.source_ids)


def copied(lines: Iterable[ChronologyLine], setting: Setting) -> str:
    """Return lines as text for the clipboard: date, fact and source, parted by tabs."""
    rows = (
        (line_date(line), " ".join(line.fact.split()), line_sources(line, setting))
        for line in lines
    )
    return "\n".join("\t".join(row) for row in rows)
