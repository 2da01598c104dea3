"""Commands on the family one by one: persons, births, their order, and the spells of each child.

People from a list, by name, are brought up to date in `people`; an event's own marks come with its
decision in `decisions`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chronology_app.commands.book import OpenCasebook
from chronology_app.commands.family import Family
from chronology_app.commands.family_checks import (
    as_known,
    check_beside,
    check_person,
    named,
    placed,
)
from chronology_app.commands.spells import SpellWords, build_spell, check_value
from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError
from chronology_app.model import (
    Case,
    ChildWords,
    Concern,
    LikelyImpact,
    NeedConcerned,
    ObservedImpact,
    Parentage,
    Person,
    ProtectedDetail,
    Record,
    SpellMark,
)
from chronology_app.store import blobs
from chronology_app.store.passages import params_for
from chronology_app.store.writer import Changed, Step, StillUsedError

#: Records that only a child of the case has.
_OF_CHILDREN: tuple[type[Record], ...] = (
    Concern, ChildWords, NeedConcerned, ObservedImpact, LikelyImpact, SpellMark,
)  # fmt: skip


class FamilyCommands(OpenCasebook):
    """Commands on the family."""

    def set_person(
        self,
        case_id: str,
        person: Person,
        parentage: Sequence[Parentage] = (),
        protected: Sequence[ProtectedDetail] = (),
        *,
        by: str | None = None,
    ) -> Changed:
        """Add a person or store a newer state of one, known by id.

        `parentage` and `protected` are added or brought up to date; none goes because it is left
        out. A new person without a place comes last. Errors: BadValueError for an empty name or
        one that another person has, a death before the birth, somebody who would descend from
        themselves, a protected detail without words, and for a child of whom something is recorded
        becoming none; UnknownRecordError.
        """
        there = self._family_records(case_id)
        people = [record for record in there if isinstance(record, Person)]
        person = placed(person, people)
        check_person(person, people)
        check_beside(there, parentage, protected)
        self._check_still_child(person, people)
        newer = as_known(there, parentage, protected)
        with self._step(case_id, "set_person", by) as step:
            step.get(Case, case_id)
            step.put(person, *newer)
            return step.finish({"person_id": person.id})

    def remove_person(self, case_id: str, person_id: str, *, by: str | None = None) -> Changed:
        """Take away a person whom nothing rests on, with the parentage that names them.

        Errors: UnknownRecordError; BadValueError when an event, a protected detail or anything
        else names the person.
        """
        with self._step(case_id, "remove_person", by) as step:
            person = step.get(Person, person_id)
            parentage = [
                row
                for row in self.queries.records(Parentage, case_id)
                if person_id in (row.child_id, row.parent_id)
            ]
            step.remove(person, *parentage)
            try:
                return step.finish({"person_id": person_id})
            except StillUsedError as cause:
                raise BadValueError(
                    "error.person_used", name=person.name, kind=cause.params["kind"]
                ) from cause

    def remove_parentage(
        self, case_id: str, parentage_id: str, *, by: str | None = None
    ) -> Changed:
        """Take away that somebody is a child's parent or carer. Errors: UnknownRecordError."""
        with self._step(case_id, "remove_parentage", by) as step:
            row = step.get(Parentage, parentage_id)
            step.remove(row)
            return step.finish({"person_id": row.child_id})

    def remove_protected(self, case_id: str, detail_id: str, *, by: str | None = None) -> Changed:
        """Stop protecting a detail: from now on it may be printed. Errors: UnknownRecordError."""
        with self._step(case_id, "remove_protected", by) as step:
            step.remove(step.get(ProtectedDetail, detail_id))
            return step.finish({"detail_id": detail_id})

    def move_person(
        self, case_id: str, person_id: str, position: int, *, by: str | None = None
    ) -> Changed:
        """Put a person at a place in the family's order, counted from 0; the others move up."""
        people = list(self._people(case_id))
        with self._step(case_id, "move_person", by) as step:
            moved = step.get(Person, person_id)
            rest = [person for person in people if person.id != person_id]
            rest.insert(max(position, 0), moved)
            step.put(*(replace(person, position=n) for n, person in enumerate(rest, 1)))
            return step.finish({"person_id": person_id})

    def record_birth(
        self,
        case_id: str,
        person_id: str,
        born: FuzzyDate,
        name: str | None = None,
        *,
        by: str | None = None,
    ) -> Changed:
        """Let a child who was expected be born; the due date stays, an old name is an alias.

        Errors: UnknownRecordError; BadValueError for one who is no child or is born already, for
        a birth that lies ahead, and for a name that somebody else has.
        """
        with self._step(case_id, "record_birth", by) as step:
            child = step.get(Person, person_id)
            if not child.is_child:
                raise BadValueError("error.birth_no_child", name=child.name)
            if child.born is not None:
                raise BadValueError("error.birth_known", name=child.name)
            if born.earliest is not None and born.earliest > step.at.date():
                raise BadValueError("error.birth_ahead")
            newer = named(replace(child, born=born), name)
            check_person(newer, self._people(case_id))
            step.put(newer)
            return step.finish({"person_id": person_id})

    # --- spells ----------------------------------------------------------------------------

    def add_spell(
        self,
        case_id: str,
        child_ids: Sequence[str],
        kind: str,
        value: str,
        starts: FuzzyDate | None,
        ends: FuzzyDate | None = None,
        author: str = "",
        post: str = "",
        how_known: str = "",
        *,
        evidence: str = "reported",
        agency: str = "childrens_social_care",
        record_class: str = "ordinary",
        language: str = "en",
        by: str | None = None,
    ) -> Changed:
        """Record a spell by hand: a signed entry that says it, and a confirmed event per date.

        `kind`: a `SpellKind`; `value`: a level code, or a name; `how_known`: in the author's
        words. `author`: who signs; empty: who acts. `language`: of the entry.
        Errors: BadValueError for an unknown kind, level or evidence, no child, no date, an end
            before its start; UnknownRecordError.
        """
        family = self._people(case_id)
        with self._step(case_id, "add_spell", by) as step:
            step.get(Case, case_id)
            children = [_child(step, child_id) for child_id in child_ids]
            words = SpellWords(
                kind=kind, value=value, starts=starts, ends=ends, author=author or step.by,
                post=post, how_known=how_known, evidence=evidence, agency=agency,
                record_class=record_class, language=language,
            )  # fmt: skip
            built = build_spell(words, children, Family(family), case_id, step.by, step.at)
            blobs.add(step.connection, built.data)
            step.put(*built.records)
            return step.finish(params_for(built.source.id, built.passages))

    def change_spell_mark(
        self,
        case_id: str,
        mark_id: str,
        *,
        value: str | None = None,
        kind: str | None = None,
        child_id: str | None = None,
        by: str | None = None,
    ) -> Changed:
        """Change what an event begins or ends, or for which child.

        Errors: UnknownRecordError, BadValueError for an unknown kind or level, or no child.
        """
        with self._step(case_id, "change_spell_mark", by) as step:
            mark = step.get(SpellMark, mark_id)
            newer = replace(
                mark,
                value=mark.value if value is None else value,
                kind=mark.kind if kind is None else kind,
                child_id=mark.child_id if child_id is None else child_id,
            )
            check_value(newer.kind, newer.value)
            _child(step, newer.child_id)
            step.put(newer)
            return step.finish({"event_id": mark.event_id})

    def remove_spell_mark(self, case_id: str, mark_id: str, *, by: str | None = None) -> Changed:
        """Let an event begin or end nothing here; the event stays. Errors: UnknownRecordError."""
        with self._step(case_id, "remove_spell_mark", by) as step:
            mark = step.get(SpellMark, mark_id)
            step.remove(mark)
            return step.finish({"event_id": mark.event_id})

    def _check_still_child(self, person: Person, people: Sequence[Person]) -> None:
        """One of whom something is recorded as a child stays a child of the case."""
        known = next((one for one in people if one.id == person.id), None)
        if person.is_child or known is None or not known.is_child:
            return
        for kind in _OF_CHILDREN:
            rows = self.queries.records(kind, known.case_id)
            if any(getattr(row, "child_id", None) == person.id for row in rows):
                raise BadValueError("error.child_used", name=known.name)

    def _people(self, case_id: str) -> tuple[Person, ...]:
        return self.queries.records(Person, case_id)

    def _family_records(self, case_id: str) -> list[Record]:
        kinds: tuple[type[Record], ...] = (Person, Parentage, ProtectedDetail)
        return [record for cls in kinds for record in self.queries.records(cls, case_id)]


def _child(step: Step, child_id: str) -> Person:
    child = step.get(Person, child_id)
    if not child.is_child:
        raise BadValueError("error.not_a_child", name=child.name)
    return child
