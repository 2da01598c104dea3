"""What a person's changes to a confirmed event come to: records to store and to take away (pure).

Which commands there are is in `event_commands`; what an event is first built of is in `decisions`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from chronology_app.commands.family import Family
from chronology_app.commands.fields import read_code, read_date, read_time
from chronology_app.commands.shapes import check_shapes
from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError
from chronology_app.model import (
    Analysis,
    ChildWords,
    Concern,
    Event,
    EventPerson,
    Record,
    Strength,
)
from chronology_app.model.codes import EventStatus, Part, RecordClass
from chronology_app.store.event_detail import EventDetail

R = TypeVar("R", bound=Record)

#: What can be changed, and which change it is called in the log when nothing else is changed.
CHANGES: Mapping[str, str] = {
    "fact": "wording", "court_wording": "wording", "kind": "kind", "key": "marks",
    "relied_on": "marks", "significance": "significance", "class": "class", "action": "action",
    "result": "action", "date": "date", "time": "date", "children": "children",
    "neglect_types": "concerns", "concerns": "concerns", "weight": "concerns",
    "strength": "concerns", "strengths": "concerns", "people": "people",
    "child_words": "child_words",
}  # fmt: skip
#: Why, in a person's own words; kept as a signed note beside the event.
_REASONS = ("date_reason", "class_reason")
#: Only these may be taken away by giving None.
_MAY_BE_NONE = ("date", "time", "significance")


class Why(StrEnum):
    """What a signed note about an event gives the reason of: the `kind` of its `Analysis`."""

    DATE_CHANGED = "date_changed"
    CLASS_CHANGED = "class_changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class EventChange:
    """What a change comes to."""

    #: What it is called in the log.
    command: str
    event: Event
    #: Records beside the event.
    put: tuple[Record, ...]
    remove: tuple[Record, ...]


def build_change(
    detail: EventDetail, changes: Mapping[str, Any], family: Family, *, by: str, at: datetime
) -> EventChange:
    """Build what these changes of an event come to.

    `changes`: fields as in a decision (`CHANGES`), with `date_reason` and `class_reason`; a field
    that is left out stays as it is. Errors: BadValueError, UnknownRecordError for a person.
    """
    _check(changes)
    build = _Changing(detail, changes, family)
    event = build.event()
    notes = build.notes(event, by, at)
    build.people()
    build.concerns()
    build.strengths()
    build.child_words()
    groups = {CHANGES[name] for name in changes if name in CHANGES}
    command = f"change_event_{groups.pop()}" if len(groups) == 1 else "change_event"
    return EventChange(command, event, (*notes, *build.put), tuple(build.remove))


def note(event: Event, why: Why, words: str, by: str, at: datetime) -> Analysis:
    """Return a person's signed reason for what was done to an event."""
    return Analysis(
        case_id=event.case_id, kind=why.value, words=words.strip(), event_ids=(event.id,),
        signed_by=by, signed_at=at, record_class=event.record_class,
    )  # fmt: skip


def rests_alone(detail: EventDetail, source_id: str) -> bool:
    """Say whether an event stands and is just what one source says: nothing was added to it."""
    added = (detail.replies, detail.outcomes, detail.releases, detail.needs,
             detail.observed_impacts, detail.likely_impacts, detail.analyses)  # fmt: skip
    sources = {told.source.id for told in detail.accounts}
    stands = detail.event.status != EventStatus.REMOVED
    return stands and sources == {source_id} and not any(added)


def _check(changes: Mapping[str, Any]) -> None:
    unknown = sorted(set(changes) - set(CHANGES) - set(_REASONS))
    if unknown:
        raise BadValueError("error.change_field", field=unknown[0])
    for name in _REASONS:
        if not isinstance(changes.get(name) or "", str):
            raise BadValueError("error.decision_field_value", field=name)
    check_shapes({name: value for name, value in changes.items() if name not in _REASONS})
    for name, value in changes.items():
        if value is None and name in CHANGES and name not in _MAY_BE_NONE:
            raise BadValueError("error.decision_field_value", field=name)
    if "fact" in changes and not changes["fact"].strip():
        raise BadValueError("error.fact_empty")


class _Changing:
    """The changes of one event, and what each of them stores or takes away."""

    def __init__(self, detail: EventDetail, changes: Mapping[str, Any], family: Family) -> None:
        self._detail = detail
        self._changes = changes
        self._family = family
        self._id: dict[str, Any] = {"case_id": detail.event.case_id, "event_id": detail.event.id}
        self.put: list[Record] = []
        self.remove: list[Record] = []

    def event(self) -> Event:
        """Return the event itself as it will stand."""
        changes = self._changes
        same = ("fact", "court_wording", "kind", "key", "relied_on", "significance", "action",
                "result")  # fmt: skip
        fields = {name: changes[name] for name in same if name in changes}
        if "significance" in fields:
            fields["significance"] = fields["significance"] or None
        if "date" in changes:
            fields["date"] = read_date(changes["date"], self._detail.event.date)
        if "time" in changes:
            fields["time"] = read_time(changes["time"])
        if "class" in changes:
            fields["record_class"] = read_code(RecordClass, changes["class"], "class")
        return replace(self._detail.event, **fields)

    def notes(self, event: Event, by: str, at: datetime) -> list[Analysis]:
        """Return the reasons for another date or class. Errors: BadValueError: none was given."""
        before = self._detail.event
        notes = []
        told = [d.account.date for d in self._detail.accounts]
        if event.date != before.date:
            words = str(self._changes.get("date_reason") or "")
            if words.strip():
                notes.append(note(event, Why.DATE_CHANGED, words, by, at))
            elif not any(_same_value(event.date, date) for date in told):
                raise BadValueError("error.date_reason")
        if event.record_class != before.record_class:
            words = str(self._changes.get("class_reason") or "")
            if not words.strip():
                raise BadValueError("error.class_reason")
            # What was said of privileged matter is no less so than the matter was.
            kept = event if event.record_class != RecordClass.ORDINARY else before
            notes.append(note(kept, Why.CLASS_CHANGED, words, by, at))
        return notes

    def people(self) -> None:
        """Change whom the event is about, and who took which part in it."""
        detail, changes = self._detail, self._changes
        if "children" in changes:
            wanted = [self._family.child(name) for name in dict.fromkeys(changes["children"])]
            there = [p for p in detail.people if p.part == Part.SUBJECT]
            self._sync(there, [self._part(child.id, Part.SUBJECT) for child in wanted], _part_key)
            self._let_go({p.person_id for p in there} - {child.id for child in wanted})
        if "people" in changes:
            parts = {}
            for item in changes["people"]:
                part = read_code(Part, item.get("part") or Part.PRESENT, "people")
                who = self._family.get(item["name"]).id
                parts[who, part] = self._part(who, part, str(item.get("why") or ""))
            # Whom it is about is said by `children`.
            there = [p for p in detail.people if p.part != Part.SUBJECT]
            told = [p for p in parts.values() if p.part != Part.SUBJECT]
            self._sync(there, told, _part_key)

    def concerns(self) -> None:
        """Change which types of concern it is for which child, and of what weight."""
        changes, there = self._changes, self._detail.concerns
        weights = changes.get("weight") or {}
        if "concerns" in changes:
            wanted = [
                (self._family.child(c["child"]).id, c["type"], c.get("weight") or "")
                for c in changes["concerns"]
            ]
            if not {child for child, _, _ in wanted} <= set(self._subjects()):
                raise BadValueError("error.concern_child")
        elif "neglect_types" in changes:
            known = {(c.child_id, c.type): c.weight for c in there}
            wanted = [
                (child, name, weights.get(name, known.get((child, name), "")))
                for child in self._subjects()
                for name in dict.fromkeys(changes["neglect_types"])
            ]
        elif "weight" in changes:
            wanted = [(c.child_id, c.type, weights.get(c.type, c.weight)) for c in there]
        else:
            return
        self._sync(
            [c for c in there if c not in self.remove],
            [Concern(**self._id, child_id=c, type=t, weight=w) for c, t, w in wanted],
            lambda concern: (concern.child_id, concern.type),
        )

    def strengths(self) -> None:
        """Change what strengths it shows."""
        changes, there = self._changes, self._detail.strengths
        if "strengths" in changes:
            wanted = [
                Strength(
                    **self._id, words=s["words"],
                    child_id=self._family.child(s["child"]).id if s.get("child") else None,
                    person_id=self._family.get(s["person"]).id if s.get("person") else None,
                )
                for s in changes["strengths"]
            ]  # fmt: skip
        elif "strength" in changes:
            given = changes["strength"]
            words = given if isinstance(given, str) else there[0].words if there else ""
            wanted = [Strength(**self._id, words=words)] if given else []
        else:
            return
        self._sync(there, wanted, lambda s: (s.words, s.child_id, s.person_id))

    def child_words(self) -> None:
        """Change what a child said, and who asked how."""
        if "child_words" not in self._changes:
            return
        if not isinstance(self._changes["child_words"], list):
            raise BadValueError("error.decision_field_value", field="child_words")
        wanted = [
            ChildWords(
                **self._id, child_id=self._family.child(w["child"]).id, words=w["words"],
                asked_by=str(w.get("asked_by") or ""), how_asked=str(w.get("how_asked") or ""),
            )
            for w in self._changes["child_words"]
        ]  # fmt: skip
        self._sync(self._detail.child_words, wanted, lambda w: (w.child_id, w.words))

    def _sync(self, there: Sequence[R], wanted: Sequence[R], key: Callable[[R], object]) -> None:
        """Let the wanted records stand for those that are there; the same ones keep their ids."""
        known = {key(record): record for record in there}
        kept = set()
        for record in wanted:
            same = known.get(key(record))
            if same is not None:
                kept.add(same.id)
                record = replace(record, id=same.id)
            self.put.append(record)
        for record in there:
            if record.id not in kept:
                resting = self._detail.cited.get(record.id, ())
                self.remove += [record, *(cited.citation for cited in resting)]

    def _let_go(self, gone: set[str]) -> None:
        """Take away the concerns of children whom the event is no longer about.

        Errors: BadValueError when words, impact or a spell of such a child hang on it.
        """
        detail = self._detail
        hanging = set()
        if "child_words" not in self._changes:
            hanging |= {words.child_id for words in detail.child_words}
        hanging |= {need.child_id for need in detail.needs}
        hanging |= {mark.child_id for mark in detail.spell_marks}
        hanging |= {impact.child_id for impact in detail.likely_impacts}
        hanging |= {observed.impact.child_id for observed in detail.observed_impacts}
        if hanging & gone:
            raise BadValueError("error.child_still_told")
        self.remove += [c for c in detail.concerns if c.child_id in gone]

    def _subjects(self) -> list[str]:
        if "children" in self._changes:
            return [self._family.child(name).id for name in self._changes["children"]]
        return [p.person_id for p in self._detail.people if p.part == Part.SUBJECT]

    def _part(self, who: str, part: str, why: str = "") -> EventPerson:
        return EventPerson(**self._id, person_id=who, part=part, why=why)


def _part_key(record: EventPerson) -> tuple[str, str]:
    return record.person_id, record.part


def _same_value(one: FuzzyDate | None, other: FuzzyDate | None) -> bool:
    if one is None or other is None:
        return one is other
    return (one.edtf, one.modifier) == (other.edtf, other.modifier)
