"""The impact on each child: what was observed and what is judged likely, each said to be so.

Needs merely concerned by an event are tags and never printed. What the record does not say is
said plainly. Source: Children Act 1989 s31(3B), the impact of harm on the child concerned.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TypeVar

from chronology_app.dates import FuzzyDate
from chronology_app.dates.days import shifted
from chronology_app.documents.blocks import Block, Document, Heading, Row, Table
from chronology_app.documents.frame import Draft, basis, scaled
from chronology_app.documents.options import ExportOptions
from chronology_app.documents.references import citation_references, event_references
from chronology_app.model import (
    ChildWords,
    Event,
    LikelyImpact,
    ObservedImpact,
    Parentage,
    Person,
    Strength,
)
from chronology_app.model.codes import Kind, Need, Part
from chronology_app.model.view import CaseView

R = TypeVar("R")

#: Forty weeks before the birth.
_PREGNANCY = timedelta(days=280)
#: Widths of the tables' columns in millimetres.
_OBSERVED = (("impact.date", 34.0), ("impact.need", 36.0), ("impact.observed", 66.0),
             ("impact.reference", 44.0))  # fmt: skip
_LIKELY = (("impact.need", 36.0), ("impact.likely", 62.0), ("impact.rests_on", 46.0),
           ("impact.signed", 36.0))  # fmt: skip
_WORDS = (("impact.date", 34.0), ("impact.words", 62.0), ("impact.asked", 40.0),
          ("impact.reference", 44.0))  # fmt: skip
_STRENGTHS = (("impact.date", 34.0), ("impact.strength", 98.0), ("impact.reference", 48.0))


def build_impact(view: CaseView, options: ExportOptions) -> Document:
    """Build a chapter for the child asked for, or for each child in the family's order."""
    draft = Draft(view, options)
    events = {event.id: event for event in draft.selection.events}
    intro = f"{draft.words.say('impact.intro')} {draft.words.say('references.row')}"
    blocks: list[Block] = [draft.paragraph(intro, "lead")]
    for number, child in enumerate(draft.selection.children):
        title = draft.words.say("heading.impact_child", name=child.name)
        blocks.append(Heading(title, 1, new_page=number > 0))
        blocks += _Chapter(draft, child, events).blocks()
    undated = sum(event.date is None for event in events.values())
    blocks += basis(draft, len(events), undated)
    one = "title.impact_one" if len(draft.selection.children) == 1 else ""
    return draft.document("impact", blocks, title_id=one)


def child_blocks(draft: Draft, child: Person, events: dict[str, Event]) -> list[Block]:
    """Return a child's chapter as it stands in this document, for others to print.

    `events`: those that may be printed, by id, in order of date.
    """
    return _Chapter(draft, child, events).blocks()


class _Chapter:
    """One child's chapter."""

    def __init__(self, draft: Draft, child: Person, events: dict[str, Event]) -> None:
        self._draft, self._child, self._events = draft, child, events
        self._missing: list[str] = []
        self._needs: set[str] = set()

    def blocks(self) -> list[Block]:
        """Return observed and likely impact, own words, strengths, and what is missing."""
        blocks = [
            *self._section("observed", _OBSERVED, self._observed()),
            *self._section("likely", _LIKELY, self._likely()),
            *self._section("words", _WORDS, self._own_words(), "heading.child_words"),
            *self._section("strengths", _STRENGTHS, self._strengths()),
            *self._elsewhere(),
        ]
        self._note_needs()
        if not any(self._is_about(event) for event in self._events.values()):
            self._miss("events")
        if self._missing:
            blocks.append(self._draft.heading("heading.missing", 2))
            blocks += [self._draft.paragraph(line, "bullet") for line in self._missing]
        return blocks

    def _section(
        self,
        code: str,
        columns: tuple[tuple[str, float], ...],
        rows: list[Row],
        heading: str = "",
    ) -> list[Block]:
        name = self._child.name
        if not rows:
            self._miss(code)
            return []
        say = self._draft.words.say
        table = Table(
            scaled(self._draft, columns),
            tuple(rows),
            say(f"table.{code}", name=name),
        )
        return [self._draft.heading(heading or f"heading.{code}", 2, name=name), table]

    def _miss(self, code: str) -> None:
        self._missing.append(self._draft.words.say(f"missing.{code}", name=self._child.name))

    def _note_needs(self) -> None:
        words = self._draft.words
        left = [words.label("need", code) for code in Need if code not in self._needs]
        if self._needs and left:
            self._missing.append(
                words.say("missing.needs", name=self._child.name, needs=words.listed(left))
            )

    # --- rows --------------------------------------------------------------------------------

    def _observed(self) -> list[Row]:
        found = [
            (self._events[event_id], impact)
            for event_id in self._events
            for impact in self._draft.selection.observed.get(event_id, ())
            if impact.child_id == self._child.id
        ]
        return [self._observed_row(event, impact) for event, impact in self._in_order(found)]

    def _observed_row(self, event: Event, impact: ObservedImpact) -> Row:
        self._needs.add(impact.need)
        own = citation_references(self._draft.selection, impact.id, event, self._draft.words)
        return Row(
            (
                self._date_and_age(event.date),
                self._draft.words.label("need", impact.need),
                impact.words,
                "\n".join(own) or self._references(event),
            ),
            (event.id, impact.id),
        )

    def _likely(self) -> list[Row]:
        asked_for = [
            impact
            for impact in self._draft.view.of(LikelyImpact)
            if impact.child_id == self._child.id and self._draft.selection.may_print(impact)
        ]
        order = list(Need)
        asked_for.sort(
            key=lambda i: (order.index(Need(i.need)) if i.need in order else 99, i.signed_at)
        )
        return [self._likely_row(impact) for impact in asked_for]

    def _likely_row(self, impact: LikelyImpact) -> Row:
        """Return a judgement with all events that it rests on; the gate looks at each of them."""
        self._needs.add(impact.need)
        words = self._draft.words
        rests = [
            words.say("impact.rest", date=words.date(e.date), fact=self._draft.event_words(e))
            for event_id in impact.event_ids
            if (e := self._events.get(event_id))
        ]
        judgement = impact.words
        if impact.research:
            judgement += "\n" + words.say("impact.research", research=impact.research)
        by = ", ".join(part for part in (impact.signed_by, impact.post) if part)
        signed = words.say("impact.signed_on", by=by, date=words.day(impact.signed_at.date()))
        return Row(
            (words.label("need", impact.need), judgement, "\n".join(rests), signed),
            (impact.id, *impact.event_ids),
        )

    def _own_words(self) -> list[Row]:
        found = [
            (self._events[said.event_id], said)
            for said in self._draft.view.of(ChildWords)
            if said.child_id == self._child.id
            and said.event_id in self._events
            and self._draft.selection.may_print(said)
        ]
        return [
            Row(
                (
                    self._date_and_age(event.date),
                    self._said(event, said),
                    ". ".join(part for part in (said.asked_by, said.how_asked) if part),
                    self._references(event),
                ),
                (event.id, said.id),
            )
            for event, said in self._in_order(found)
        ]

    def _said(self, event: Event, said: ChildWords) -> str:
        """Return a child's words exactly, or the court wording where that does not repeat them."""
        exact = said.words.strip('“”" ')
        if self._draft.is_reworded(event) and exact not in event.court_wording:
            return event.court_wording.strip()
        return f"“{exact}”"

    def _strengths(self) -> list[Row]:
        found: list[tuple[Event, Strength | None]] = [
            (event, strength)
            for event in self._events.values()
            for strength in self._draft.selection.strengths(event)
            if self._concerns_child(event, strength)
        ]
        found += [(event, None) for event in self._events.values() if self._is_positive(event)]
        return [
            Row(
                (
                    self._date_and_age(event.date),
                    self._strength_words(event, strength),
                    self._references(event),
                ),
                (event.id, strength.id) if strength else (event.id,),
            )
            for event, strength in self._in_order(found)
        ]

    def _is_positive(self, event: Event) -> bool:
        """Say whether an event about this child counts as a strength by its kind alone."""
        has_own = bool(self._draft.view.strengths.get(event.id))
        return event.kind == Kind.POSITIVE and not has_own and self._is_about(event)

    def _strength_words(self, event: Event, strength: Strength | None) -> str:
        if self._draft.is_reworded(event):
            return event.court_wording.strip()
        own = strength.words.strip() if strength else ""
        return own or self._draft.event_words(event)

    def _concerns_child(self, event: Event, strength: Strength) -> bool:
        """Say whether a strength is this child's: its own, or the family's and near this child.

        Near: from the pregnancy on, and of an event that is about this child or, where it is about
        no child, names a parent or carer of this child.
        """
        if strength.child_id is not None:
            return strength.child_id == self._child.id
        if not self._may_be_conceived(event.date):
            return False
        parts = self._draft.view.event_people.get(event.id, ())
        about = {p.person_id for p in parts if p.part == Part.SUBJECT} & self._children_ids
        if about:
            return self._child.id in about
        named = {strength.person_id, *(p.person_id for p in parts)}
        return bool(named & self._parent_ids(event.date))

    @property
    def _children_ids(self) -> set[str]:
        return {child.id for child in self._draft.view.children}

    def _parent_ids(self, when: FuzzyDate | None) -> set[str]:
        """Return the child's parents and carers, as far as they may have been that on a date."""
        return {
            tie.parent_id
            for tie in self._draft.view.of(Parentage)
            if tie.child_id == self._child.id
            and not (when and tie.since and when.definitely_before(tie.since))
            and not (when and tie.until and tie.until.definitely_before(when))
        }

    def _may_be_conceived(self, when: FuzzyDate | None) -> bool:
        born = self._child.born or self._child.due
        if when is None or when.latest is None or born is None or born.earliest is None:
            return True
        return when.latest >= shifted(born.earliest, -_PREGNANCY)

    def _elsewhere(self) -> list[Block]:
        """Return the sentence that says how many strengths of the whole family are not here."""
        about_others = {
            event.id
            for event in self._events.values()
            if self._draft.view.children_of(event) and not self._is_about(event)
        }
        count = sum(
            strength.child_id is None and not self._concerns_child(event, strength)
            for event in self._events.values()
            if event.id not in about_others
            for strength in self._draft.selection.strengths(event)
        )
        if not count:
            return []
        said = self._draft.words.say("impact.elsewhere", count=count, name=self._child.name)
        return [self._draft.paragraph(said, "note")]

    def _is_about(self, event: Event) -> bool:
        return self._child in self._draft.view.children_of(event)

    def _in_order(self, found: list[tuple[Event, R]]) -> list[tuple[Event, R]]:
        places = {event_id: place for place, event_id in enumerate(self._events)}
        return sorted(found, key=lambda pair: places[pair[0].id])

    def _date_and_age(self, when: FuzzyDate | None) -> str:
        age = self._draft.words.age(self._child, when)
        words = self._draft.words.date(when)
        return f"{words}\n({age})" if age else words

    def _references(self, event: Event) -> str:
        return "\n".join(event_references(self._draft.selection, event, self._draft.words))
