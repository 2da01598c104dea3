"""The people of a case as the people screen shows them: who there is, in which order, how old.

Owns what is loaded and the lists; a person's fields are in `people_fields`, ties and spells in
`people_family`, the drawing in `people_genogram`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from chronology_app.analysis.spells import Spells, build_spells
from chronology_app.dates import FuzzyDate, age_on
from chronology_app.model import (
    Agency,
    Case,
    Event,
    Parentage,
    Person,
    Professional,
    ProtectedDetail,
    Record,
    SpellMark,
)
from chronology_app.model.view import view_of
from chronology_app.wording.dates import age_words
from ui.words import date_words, label, language, say

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook
    from chronology_app.store.person_figures import PersonFigures


@dataclass(frozen=True, slots=True)
class People:
    """The people of a case and what belongs to them."""

    #: In the family's order.
    people: tuple[Person, ...] = ()
    parentage: tuple[Parentage, ...] = ()
    protected: tuple[ProtectedDetail, ...] = ()
    marks: tuple[SpellMark, ...] = ()
    #: The events that begin or end something, by id.
    events: dict[str, Event] = field(default_factory=dict)
    spells: Spells = field(default_factory=lambda: Spells((), ()))
    professionals: tuple[Professional, ...] = ()
    agencies: tuple[Agency, ...] = ()

    @property
    def children(self) -> tuple[Person, ...]:
        """The children of the case, in the family's order."""
        return tuple(person for person in self.people if person.is_child)

    @property
    def adults(self) -> tuple[Person, ...]:
        """Everybody else of the family, in its order."""
        return tuple(person for person in self.people if not person.is_child)

    def find(self, person_id: str) -> Person | None:
        """Return a person by id."""
        return next((person for person in self.people if person.id == person_id), None)

    def name(self, person_id: str) -> str:
        """Return a person's name; empty for nobody known."""
        found = self.find(person_id)
        return found.name if found else ""

    def find_professional(self, record_id: str) -> Professional | None:
        """Return a professional by id."""
        return next((one for one in self.professionals if one.id == record_id), None)

    def with_person(self, newer: Person) -> People:
        """Return the same with a person as somebody is just typing it."""
        people = tuple(newer if person.id == newer.id else person for person in self.people)
        return replace(self, people=people)


def load_people(book: Casebook, case_id: str) -> People:
    """Load the people of a case with parentage, protected details, spells and professionals."""
    queries = book.queries
    marks = queries.records(SpellMark, case_id)
    events = queries.by_ids(Event, case_id, list({mark.event_id for mark in marks}))
    people = queries.records(Person, case_id)
    return build_people(
        queries.case(case_id), people, queries.records(Parentage, case_id),
        queries.records(ProtectedDetail, case_id), marks, events,
        queries.records(Professional, case_id), queries.records(Agency, case_id),
    )  # fmt: skip


def build_people(
    case: Case,
    people: Sequence[Person],
    parentage: Sequence[Parentage] = (),
    protected: Sequence[ProtectedDetail] = (),
    marks: Sequence[SpellMark] = (),
    events: dict[str, Event] | None = None,
    professionals: Sequence[Professional] = (),
    agencies: Sequence[Agency] = (),
) -> People:
    """Put the records together and derive the spells of each child."""
    found = events or {}
    records: list[Record] = [*people, *marks, *found.values()]
    return People(
        people=tuple(sorted(people, key=lambda p: (p.position, p.name))),
        parentage=tuple(parentage),
        protected=tuple(protected),
        marks=tuple(marks),
        events=found,
        spells=build_spells(view_of(case, records)),
        professionals=tuple(sorted(professionals, key=lambda p: p.name.casefold())),
        agencies=tuple(agencies),
    )


def load_figures(book: Casebook, case_id: str, person_id: str) -> PersonFigures:
    """Load what the events say of one person."""
    return book.queries.person_figures(case_id, person_id)


# --- the list ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line of the list of people; without an id it is the heading of a group."""

    record_id: str
    title: str
    subtitle: str = ""
    #: "child", "adult", "professional"; headings have the group they head.
    group: str = ""

    @property
    def is_heading(self) -> bool:
        """Say whether it heads a group."""
        return not self.record_id


def build_list(found: People, today: date) -> tuple[ListRow, ...]:
    """Return the list: children first, then adults, then professionals; each with a heading."""
    rows: list[ListRow] = []
    groups: tuple[tuple[str, Iterable[ListRow]], ...] = (
        ("child", (_person_row(p, "child", today) for p in found.children)),
        ("adult", (_person_row(p, "adult", today) for p in found.adults)),
        ("professional", (_professional_row(p, found) for p in found.professionals)),
    )
    for group, members in groups:
        listed = list(members)
        if listed:
            rows.append(ListRow("", say(f"person.group.{group}"), group=group))
            rows += listed
    return tuple(rows)


def _person_row(person: Person, group: str, today: date) -> ListRow:
    parts = [life_words(person, today)]
    if group == "adult":
        parts.insert(0, role_words(person.role))
    return ListRow(person.id, person.name, " · ".join(filter(None, parts)), group)


def _professional_row(one: Professional, found: People) -> ListRow:
    place = agency_name(one, found)
    return ListRow(one.id, one.name, " · ".join(filter(None, (one.post, place))), "professional")


def agency_name(one: Professional, found: People) -> str:
    """Return the name of a professional's organisation, or what sort of agency it is."""
    known = next((a for a in found.agencies if a.id == one.agency_id), None)
    if known is not None and known.name:
        return known.name
    return "" if one.agency == "other" else label("agency", one.agency)


def role_words(role: str) -> str:
    """Return a role as it is shown; words that were given stay as they are."""
    return label("role", role.strip()) if role.strip() else ""


def life_words(person: Person, today: date) -> str:
    """Return the age, that somebody died, or when a child is expected; empty: not recorded."""
    if person.died is not None:
        return say("person.died_on", date=date_words(person.died))
    if person.born is None:
        return say("person.due_on", date=date_words(person.due)) if person.due else ""
    now = FuzzyDate.parse(today.isoformat())
    age = age_on(person.born, person.due, now)
    if age.unit == "unknown":
        return say("person.born_on", date=date_words(person.born))
    return age_words(age, language())


def is_unborn(person: Person) -> bool:
    """Say whether a person is a child who is expected and not born."""
    return person.born is None and person.due is not None


# --- who is there already ------------------------------------------------------------------------


def find_same(found: People, names: Iterable[str], but: str = "") -> tuple[Person, str] | None:
    """Return somebody who has one of these names, and that name; `but`: the person who is typed.

    A first name alone is nobody's: brothers and sisters often share an alias with a cousin.
    """
    wanted = {_key(name): name for name in names if _key(name)}
    for person in found.people:
        if person.id == but:
            continue
        for name in (person.name, *person.aliases):
            if _key(name) in wanted:
                return person, wanted[_key(name)]
    return None


def same_words(same: tuple[Person, str] | None) -> str:
    """Return the sentence that says who is there already; empty for nobody."""
    if same is None:
        return ""
    person, name = same
    if _key(person.name) == _key(name):
        return say("person.there_already", name=person.name, role=role_words(person.role))
    return say("person.there_as_alias", name=person.name, alias=name)


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def place_after_move(found: People, person_id: str, step: int) -> int | None:
    """Return the new place (from 0) of a person moved up (-1) or down (1) in their group.

    None: the person is at the end already, or nobody known.
    """
    person = found.find(person_id)
    if person is None:
        return None
    group = found.children if person.is_child else found.adults
    at = group.index(person)
    if not 0 <= at + step < len(group):
        return None
    return found.people.index(group[at + step])
