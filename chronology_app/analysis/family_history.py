"""The family before and around the children: own childhoods, earlier children, hardship, help.

Owns which records belong to it. It goes by dates, people and codes and never by what words may
mean, so what an entry only tells ("she was in care herself") belongs to it through its people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chronology_app.analysis.spells import Spell, Spells
from chronology_app.dates import FuzzyDate
from chronology_app.dates.ages import birthday
from chronology_app.model import Account, Event, Factor, Parentage, Person
from chronology_app.model.codes import AgencyCode, Kind, Role, SpellKind
from chronology_app.model.view import CaseView
from chronology_app.taxonomy import shipped_taxonomy

#: A childhood ends with the day of this birthday.
GROWN_UP = 18
#: Parents whose other children are earlier children; a carer's are not.
_KIN = ("birth", "adoptive")
#: Roles that name a child who is not one of the case: all words of the role are among these. Whose
#: child it is may be said too, but somebody's brother is not a child of the family.
_CHILDREN = frozenset("child son daughter stepson stepdaughter".split())
_SIBLINGS = frozenset(
    "sibling brother sister half-sibling half-brother half-sister step-sibling step-brother "
    "step-sister stepbrother stepsister".split()
)
_WHICH = frozenset("half step earlier older elder eldest adult previous first second full".split())
#: Roles that are an adult's of the family whatever other words mean.
_FAMILY = frozenset((Role.MOTHER, Role.FATHER, Role.CARER, Role.RELATIVE))
_WHOSE = frozenset("of the mother father mother's father's".split())


@dataclass(frozen=True, slots=True)
class Told:
    """An event of the family's history."""

    event: Event
    #: Whether its date surely lies there; False: it may.
    is_certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AdultPart:
    """What is recorded of one adult's earlier life."""

    adult: Person
    #: Events that name the adult, before he or she was grown up.
    childhood: tuple[Told, ...] = ()
    #: Risk and protective factors in the adult's life, in order of time.
    factors: tuple[Factor, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is recorded."""
        return not (self.childhood or self.factors)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierChild:
    """A child of this family who is not one of the case."""

    person: Person
    #: Those of the family who are recorded as parents.
    parents: tuple[Person, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """A service over a time, for one or more of the children."""

    name: str
    start: FuzzyDate | None = None
    end: FuzzyDate | None = None
    child_ids: tuple[str, ...] = ()
    event_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyHistory:
    """The chapter of the family's history."""

    #: In the family's order; people who are there because of their work are none.
    adults: tuple[AdultPart, ...]
    #: About no child of the case, before the first of them was born; childhoods are not repeated.
    before_first_birth: tuple[Told, ...]
    #: About an adult of the family and no child, without a date: it may belong anywhere.
    undated: tuple[Event, ...]
    earlier_children: tuple[EarlierChild, ...]
    #: Factors in the lives of the children and of anyone else who is no adult of the family.
    other_factors: tuple[Factor, ...]
    #: Moves and contacts with housing.
    hardship_events: tuple[Event, ...]
    help: tuple[Help, ...]
    #: Events of a service that begin or end none of these.
    help_events: tuple[Event, ...]
    missed: tuple[Event, ...]


def build_family_history(view: CaseView, spells: Spells) -> FamilyHistory:
    """Gather the chapter from the events that stand; `spells`: of the same case."""
    return _Chapter(view, spells).build()


class _Chapter:
    """The chapter while it is gathered."""

    def __init__(self, view: CaseView, spells: Spells) -> None:
        self._view, self._spells = view, spells
        self._children = {child.id for child in view.children}
        self._earlier = tuple(self._earlier_children())
        earlier = {one.id for one in self._earlier}
        ties = view.of(Parentage)
        self._tied = {i for tie in ties for i in (tie.child_id, tie.parent_id)}
        self._tied |= {factor.person_id for factor in view.of(Factor)}
        self._adults = tuple(
            p for p in view.people
            if p.id not in self._children | earlier and self._is_family(p)
        )  # fmt: skip
        self._named: dict[str, list[Event]] = defaultdict(list)
        for event in view.events:
            parts = view.event_people.get(event.id, ())
            for person_id in dict.fromkeys(part.person_id for part in parts):
                self._named[person_id].append(event)

    def build(self) -> FamilyHistory:
        """Gather it, from the adults to the help."""
        adults = tuple(self._adult(adult) for adult in self._adults)
        childhood = {told.event.id for part in adults for told in part.childhood}
        adult_ids = {adult.id for adult in self._adults}
        service = tuple(e for e in self._view.events if e.kind == Kind.SERVICE)
        help_ = tuple(self._help())
        in_spells = {event_id for one in help_ for event_id in one.event_ids}
        return FamilyHistory(
            adults=adults,
            before_first_birth=tuple(self._before(childhood)),
            undated=tuple(self._undated()),
            earlier_children=tuple(self._earlier_child(child) for child in self._earlier),
            other_factors=_in_time(
                f for f in self._view.of(Factor) if f.person_id not in adult_ids
            ),
            hardship_events=tuple(e for e in self._view.events if self._is_hardship(e)),
            help=help_,
            help_events=tuple(e for e in service if e.id not in in_spells),
            missed=tuple(e for e in self._view.events if e.kind == Kind.MISSED_APPOINTMENT),
        )

    # --- adults ----------------------------------------------------------------------------

    def _is_family(self, person: Person) -> bool:
        """Say whether somebody belongs to the family: by a tie, a factor or the role's words."""
        if person.id in self._tied:
            return True
        role = shipped_taxonomy().agency_of_role(person.role)
        return role == AgencyCode.FAMILY or person.role.strip().lower() in _FAMILY

    def _adult(self, adult: Person) -> AdultPart:
        childhood = []
        for event in self._named[adult.id]:
            certain = _was_young(adult, event.date)
            if certain is not None:
                childhood.append(Told(event, certain))
        factors = _in_time(f for f in self._view.of(Factor) if f.person_id == adult.id)
        return AdultPart(adult=adult, childhood=tuple(childhood), factors=factors)

    def _before(self, told: set[str]) -> Iterator[Told]:
        first = _first_birth(self._view.children)
        if first is None or first.earliest is None:
            return
        for event in self._view.events:
            when = event.date
            if event.id in told or self._is_about_child(event) or when is None:
                continue
            if when.latest is not None and when.latest < first.earliest:
                yield Told(event)
            elif when.earliest is not None and first.latest and when.earliest < first.latest:
                yield Told(event, is_certain=False)

    def _undated(self) -> Iterator[Event]:
        adults = {adult.id for adult in self._adults}
        for event in self._view.events:
            if event.date is None or (event.date.earliest is None and event.date.latest is None):
                named = {p.person_id for p in self._view.event_people.get(event.id, ())}
                if not self._is_about_child(event) and (named & adults or not named):
                    yield event

    def _is_about_child(self, event: Event) -> bool:
        return bool(self._view.children_of(event))

    # --- earlier children ------------------------------------------------------------------

    def _earlier_children(self) -> Iterator[Person]:
        """Yield children of the family who are not of the case.

        They are a parent's other children, or have a role that says so; no parent of the case's
        own children is one.
        """
        ties = self._view.of(Parentage)
        parents = {t.parent_id for t in ties if t.child_id in self._children and t.kind in _KIN}
        theirs = {t.child_id for t in ties if t.parent_id in parents} - self._children - parents
        for person in self._view.people:
            if person.id in self._children | parents:
                continue
            if person.id in theirs or _is_child_role(person.role):
                yield person

    def _earlier_child(self, child: Person) -> EarlierChild:
        tied = {t.parent_id for t in self._view.of(Parentage) if t.child_id == child.id}
        return EarlierChild(
            person=child,
            parents=tuple(p for p in self._view.people if p.id in tied),
            events=tuple(self._named[child.id]),
        )

    # --- hardship and help -----------------------------------------------------------------

    def _is_hardship(self, event: Event) -> bool:
        if event.kind == Kind.MOVE:
            return True
        return any(_is_housing(one) for one in self._view.accounts.get(event.id, ()))

    def _help(self) -> Iterator[Help]:
        """Yield the services; one that began and ended alike for several children is one."""
        groups: dict[tuple[str, str, str], list[Spell]] = defaultdict(list)
        for spell in self._spells.spells:
            if spell.kind == SpellKind.SERVICE:
                key = (spell.value, _edtf(spell.start), _edtf(spell.end))
                groups[key].append(spell)
        order = [child.id for child in self._view.children]
        for spells in sorted(groups.values(), key=lambda group: _spell_order(group[0])):
            one = spells[0]
            children = {spell.child_id for spell in spells}
            yield Help(
                name=one.value, start=one.start, end=one.end,
                child_ids=tuple(i for i in order if i in children),
                event_ids=tuple(dict.fromkeys(sorted(i for s in spells for i in s.event_ids))),
            )  # fmt: skip


def _is_child_role(role: str) -> bool:
    words = set(role.strip().lower().replace("(", " ").replace(")", " ").split())
    is_child = bool(words & _CHILDREN) and words <= _CHILDREN | _WHICH | _WHOSE
    return is_child or (bool(words & _SIBLINGS) and words <= _SIBLINGS | _WHICH)


def _was_young(adult: Person, when: FuzzyDate | None) -> bool | None:
    """Say whether an adult was surely (True) or perhaps (False) not grown up; None: no, or unknown.

    From the birth on; without a recorded birth nothing is known.
    """
    born = adult.born
    if born is None or born.earliest is None or born.latest is None or when is None:
        return None
    if when.earliest is None or when.earliest >= birthday(born.latest, GROWN_UP):
        return None
    if when.latest is not None and when.latest < born.earliest:
        return None
    return when.latest is not None and when.latest < birthday(born.earliest, GROWN_UP)


def _first_birth(children: Iterable[Person]) -> FuzzyDate | None:
    """Return the earliest recorded birth of the children; one not yet born has none."""
    born = [child.born for child in children if child.born and child.born.earliest]
    return min(born, default=None, key=lambda when: when.place_key)


def _is_housing(account: Account) -> bool:
    return AgencyCode.HOUSING in (account.agency, account.recorded_by)


def _in_time(factors: Iterable[Factor]) -> tuple[Factor, ...]:
    def key(factor: Factor) -> tuple[str, str, str]:
        when = factor.since or factor.until
        return when.sort_key if when else "9", factor.code, factor.id

    return tuple(sorted(factors, key=key))


def _edtf(when: FuzzyDate | None) -> str:
    return when.edtf if when else ""


def _spell_order(spell: Spell) -> tuple[str, str]:
    when = spell.start or spell.end
    return when.sort_key if when else "9", spell.value
