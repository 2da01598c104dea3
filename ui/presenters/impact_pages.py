"""The page of a child and the chapter of the family's history, as lines in words.

What belongs to them is gathered by `analysis.child_page` and `analysis.family_history`; where
nothing is recorded the lines say so and how to record it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from chronology_app.analysis.child_page import ChildPage, Heard, LifeStep, Missing, NeedPart
from chronology_app.analysis.family_history import (
    AdultPart,
    EarlierChild,
    FamilyHistory,
    Help,
    Told,
)
from chronology_app.analysis.impact_matrix import ImpactMatrix
from chronology_app.dates import FuzzyDate, age_on
from chronology_app.model import ChildWords, Event, Factor, Person
from chronology_app.model.codes import SpellKind
from chronology_app.wording.dates import age_words
from ui.presenters.impact_lines import ImpactLine, LineMaker, heading, note

_PLURAL = " · "


class Pages:
    """Says pages and the chapter in words."""

    def __init__(self, make: LineMaker, matrix: ImpactMatrix, as_of: date) -> None:
        self._make, self._matrix, self._as_of = make, matrix, as_of
        self._say = make.say
        self._names = {person.id: person.name for person in make.view.people}

    # --- a child ---------------------------------------------------------------------------

    def child(self, page: ChildPage) -> tuple[ImpactLine, ...]:
        """Return the page of one child."""
        return tuple(
            line
            for part in (
                self._life(page), self._needs(page.needs), self._own_words(page),
                self._strengths(page), self._heard(page), self._missing(page),
            )
            for line in part
        )  # fmt: skip

    def age(self, child: Person) -> str:
        """Return a child's age on the day, or what is known of it; empty without a birth date."""
        if child.died is not None:
            return self._say("impacts.life.died")
        if not (child.born or child.due):
            return self._say("time.birth_unknown")
        today = FuzzyDate.parse(self._as_of.isoformat())
        return age_words(age_on(child.born, child.due, today), self._make.language)

    def _section(self, name: str, lines: Sequence[ImpactLine], **more: object) -> list[ImpactLine]:
        """Return a part under its heading; an empty one says so and how to record it."""
        found = list(lines) or [note(self._say(f"impacts.none.{name}", **more), "gap")]
        return [heading(self._say(f"impacts.part.{name}")), *found]

    def _life(self, page: ChildPage) -> list[ImpactLine]:
        lines = [self._step(number, step) for number, step in enumerate(page.life)]
        return self._section("life", lines)

    def _step(self, number: int, step: LifeStep) -> ImpactLine:
        events = [e for i in step.event_ids if isinstance(e := self._make.view.by_id.get(i), Event)]
        if not step.is_spell:
            words = self._say(f"impacts.life.{step.code}")
            if events:
                return self._make.of_event(events[0], f"life {number}", about=(words,))
            return note(self._say("impacts.life.day", date=self._make.date(step.start), what=words))
        value = step.value
        if step.code == SpellKind.LEVEL_OF_HELP:
            value = self._make.label("level", step.value)
        words = self._say("impacts.life.spell", kind=self._make.label("spell", step.code),
                          value=value)  # fmt: skip
        return self._spell_line(f"life {number}", words, step.start, step.end, events)

    def _spell_line(
        self, key: str, words: str, start: FuzzyDate | None, end: FuzzyDate | None,
        events: Sequence[Event],
    ) -> ImpactLine:  # fmt: skip
        """Return the line of something that went on; it leads to its first event."""
        if start and end:
            head = self._say("impacts.from_to", first=self._make.date(start),
                             last=self._make.date(end))  # fmt: skip
        elif start:
            head = self._say("impacts.from", date=self._make.date(start))
        elif end:
            head = self._say("impacts.until", date=self._make.date(end))
        else:
            head = self._say("time.undated")
        if not events:
            return ImpactLine(key, head, words)
        line = self._make.of_event(events[0], key, words=words)
        return replace(line, head=head)

    def _needs(self, parts: Iterable[NeedPart]) -> Iterator[ImpactLine]:
        yield heading(self._say("impacts.part.needs"))
        for part in parts:
            name = self._make.label("need", part.need)
            if part.is_empty:
                yield note(self._say("impacts.need_empty", need=name), "gap")
                continue
            counts = [self._say("impacts.concerned", count=len(part.concerned))]
            counts.append(self._say("impacts.observed", count=len(part.observed)))
            counts.append(self._say("impacts.likely", count=len(part.likely)))
            yield note(self._say("impacts.need_counts", need=name, counts=_PLURAL.join(counts)))
            for record in (*part.observed, *part.likely):
                yield from self._make.of_item(self._matrix.items[record.id], with_need=True)

    def _own_words(self, page: ChildPage) -> list[ImpactLine]:
        lines = [self._said(event, said) for event, said in page.words]
        about = self._say("impacts.words_told")
        lines += [
            self._make.of_event(event, f"told {event.id}", about=(about,),
                                icon="message-square-quote")
            for event in page.told_without_words
        ]  # fmt: skip
        return self._section("words", lines)

    def _said(self, event: Event, said: ChildWords) -> ImpactLine:
        asked = [
            self._say(f"impacts.{name}", words=words.rstrip("."))
            for name, words in (("asked_by", said.asked_by), ("how_asked", said.how_asked))
            if words.strip()
        ]
        exact = said.words.strip('“”" ')
        return self._make.of_event(
            event, said.id, words=f"“{exact}”", owner_id=said.id, who=_PLURAL.join(asked),
            icon="message-square-quote",
        )  # fmt: skip

    def _strengths(self, page: ChildPage) -> list[ImpactLine]:
        lines = []
        for event, strength in page.strengths:
            about = "" if strength.child_id else self._say("impacts.of_family")
            lines.append(
                self._make.of_event(
                    event, f"{strength.id} {page.child.id}", about=(about,),
                    words=strength.words.strip(), owner_id=strength.id, icon="sprout",
                )
            )  # fmt: skip
        return self._section("strengths", lines)

    def _heard(self, page: ChildPage) -> list[ImpactLine]:
        lines = [line for one in page.heard for line in self._listener(one)]
        return self._section("heard", lines)

    def _listener(self, one: Heard) -> Iterator[ImpactLine]:
        agency = self._make.label("agency", one.agency)
        who = f"{one.name}, {agency}" if one.name else agency
        yield note(self._say("impacts.heard", count=len(one.event_ids), who=who))
        for event_id in one.event_ids:
            event = self._make.view.by_id[event_id]
            assert isinstance(event, Event)
            key = f"heard {one.name} {one.agency} {event_id}"
            yield self._make.of_event(event, key, look="under")

    def _missing(self, page: ChildPage) -> list[ImpactLine]:
        lines = [note(self.gap(one, page.child), "gap") for one in page.missing]
        nothing = note(self._say("impacts.missing.nothing"))
        return [heading(self._say("impacts.part.missing")), *(lines or [nothing])]

    def gap(self, missing: Missing, child: Person) -> str:
        """Return what the record does not hold of a child, and how to record it."""
        needs = ", ".join(self._make.label("need", code).lower() for code in missing.needs)
        return self._say(
            f"impacts.missing.{missing.code}", name=child.name, count=missing.months, needs=needs
        )

    # --- the family ------------------------------------------------------------------------

    def family(self, found: FamilyHistory) -> tuple[ImpactLine, ...]:
        """Return the chapter of the family's history."""
        return tuple(
            line
            for part in (
                self._childhoods(found), self._before(found), self._earlier(found),
                self._hardship(found), self._help(found),
            )
            for line in part
        )  # fmt: skip

    def _childhoods(self, found: FamilyHistory) -> Iterator[ImpactLine]:
        yield heading(self._say("impacts.part.childhoods"))
        if not found.adults:
            yield note(self._say("impacts.none.adults"), "gap")
        for part in found.adults:
            if not part.is_empty:
                yield from self._adult(part)
        empty = [self._adult_words(part.adult) for part in found.adults if part.is_empty]
        if empty:
            yield note(self._say("impacts.none.adult", names="; ".join(empty)), "gap")

    def _adult(self, part: AdultPart) -> Iterator[ImpactLine]:
        yield note(self._adult_words(part.adult))
        yield from self._told(part.childhood, f"young {part.adult.id}")
        for factor in part.factors:
            yield self._factor(factor)

    def _adult_words(self, adult: Person) -> str:
        role = self._make.label("role", adult.role.strip()) if adult.role.strip() else ""
        return self._say("impacts.adult", name=adult.name, role=role) if role else adult.name

    def _told(self, told: Iterable[Told], key: str) -> Iterator[ImpactLine]:
        for one in told:
            about = () if one.is_certain else (self._say("impacts.perhaps"),)
            yield self._make.of_event(one.event, f"{key} {one.event.id}", about=about)

    def _factor(self, factor: Factor) -> ImpactLine:
        name = self._make.label("factor", factor.code)
        words = ": ".join(part for part in (name, factor.words.strip()) if part)
        kind = self._say(
            f"impacts.factor.{'protective' if factor.kind == 'protective' else 'risk'}"
        )
        events = [
            e for i in factor.event_ids if isinstance(e := self._make.view.by_id.get(i), Event)
        ]
        words = self._say("impacts.factor_words", kind=kind, words=words)
        return self._spell_line(f"factor {factor.id}", words, factor.since, factor.until, events)

    def _before(self, found: FamilyHistory) -> list[ImpactLine]:
        lines = [*self._told(found.before_first_birth, "before")]
        told = self._section("before", lines)
        if found.undated:
            told.append(note(self._say("impacts.undated_adults")))
            told += [self._make.of_event(e, f"undated {e.id}") for e in found.undated]
        return told

    def _earlier(self, found: FamilyHistory) -> list[ImpactLine]:
        lines = [line for one in found.earlier_children for line in self._earlier_child(one)]
        return self._section("earlier", lines)

    def _earlier_child(self, one: EarlierChild) -> Iterator[ImpactLine]:
        person = one.person
        known = [self._make.label("role", person.role)] if person.role.strip() else []
        if person.born:
            known.append(self._say("time.born", date=self._make.date(person.born)))
        if one.parents:
            names = ", ".join(parent.name for parent in one.parents)
            known.append(self._say("impacts.child_of", names=names))
        yield note(self._say("impacts.earlier", name=person.name, known=_PLURAL.join(known)))
        if not one.events:
            yield note(self._say("impacts.none.earlier_events", name=person.name), "gap")
        for event in one.events:
            yield self._make.of_event(event, f"earlier {person.id} {event.id}", look="under")

    def _hardship(self, found: FamilyHistory) -> list[ImpactLine]:
        lines = [self._factor(factor) for factor in found.other_factors]
        lines += [self._make.of_event(e, f"hardship {e.id}") for e in found.hardship_events]
        return self._section("hardship", lines)

    def _help(self, found: FamilyHistory) -> list[ImpactLine]:
        lines = [self._service(number, one) for number, one in enumerate(found.help)]
        lines += [self._make.of_event(e, f"service {e.id}") for e in found.help_events]
        told = self._section("help", lines)
        told.append(heading(self._say("impacts.part.missed")))
        if not found.missed:
            told.append(note(self._say("impacts.none.missed")))
        return [*told, *(self._make.of_event(e, f"missed {e.id}") for e in found.missed)]

    def _service(self, number: int, one: Help) -> ImpactLine:
        events = [e for i in one.event_ids if isinstance(e := self._make.view.by_id.get(i), Event)]
        names = ", ".join(self._names[i] for i in one.child_ids)
        words = self._say("impacts.service", name=one.name, names=names)
        return self._spell_line(f"help {number}", words, one.start, one.end, events)
