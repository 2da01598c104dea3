"""Builds the records of an event from a suggestion or quoted words and what a person decided.

Which suggestion or words a decision means is found by `review`; `casefile` stores the result.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from chronology_app.commands.quotes import Span
from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError, UnknownRecordError
from chronology_app.model import (
    Account,
    ChildWords,
    Citation,
    Concern,
    Event,
    EventPerson,
    LikelyImpact,
    NeedConcerned,
    ObservedImpact,
    Passage,
    Person,
    Record,
    Source,
    SpellMark,
    Strength,
    Suggestion,
    new_id,
)
from chronology_app.model.codes import (
    EventStatus,
    Evidence,
    Part,
    RecordClass,
    Significance,
    SuggestionStatus,
)

E = TypeVar("E", bound=StrEnum)
Fields = Mapping[str, Any]

#: Every field that a decision may set.
FIELDS = frozenset(
    "date time fact court_wording kind agency recorded_by author evidence place children people "
    "neglect_types strength class significance key relied_on action result child_words impact "
    "observed_impact likely_impact spells weight into".split()
)
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True)
class Basis:
    """What an event is built from: words of one source, and perhaps a suggestion about them."""

    case_id: str
    source: Source
    spans: tuple[Span, ...]
    suggestion: Suggestion | None
    #: Finds other words of the same source; nothing found: no spans.
    find: Callable[[str], tuple[Span, ...]]


class Family:
    """The people of a case by full name or alias."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._by_name: dict[str, Person] = {}
        listed = list(people)
        for person in listed:
            for alias in person.aliases:
                self._by_name.setdefault(_name_key(alias), person)
        # A full name counts before anybody's alias.
        self._by_name.update({_name_key(person.name): person for person in reversed(listed)})

    def find(self, name: str) -> Person | None:
        """Return the person of this name, or None."""
        return self._by_name.get(_name_key(name))

    def get(self, name: object) -> Person:
        """Return the person of this name. Errors: UnknownRecordError."""
        found = self.find(name) if isinstance(name, str) else None
        if found is None:
            raise UnknownRecordError("error.unknown_person", name=str(name))
        return found

    def child(self, name: object) -> Person:
        """Return the child of this name. Errors: UnknownRecordError."""
        found = self.get(name)
        if not found.is_child:
            raise UnknownRecordError("error.not_a_child", name=str(name))
        return found


def build_event(
    basis: Basis,
    fields: Fields,
    family: Family,
    *,
    by: str,
    at: datetime,
    reason: str = "",
    status: EventStatus = EventStatus.CONFIRMED,
) -> tuple[Event, tuple[Record, ...]]:
    """Build a confirmed event with its first account, and all that was decided with it.

    Shape: (event, every record of it, the event and the decided suggestion among them).
    Impact is built only from `fields`: accepting an event never accepts its impact.
    Errors: BadValueError for a field that cannot be read, UnknownRecordError for a person.
    """
    check_fields(fields)
    told = _Told(basis, fields)
    event = _event(told, by, at, status)
    account, citations = build_account(basis, fields, event.id)
    event = replace(event, headline_account_id=account.id)
    children = [family.child(name) for name in told.names("children")]
    records: list[Record] = [event, account, *citations]
    records += _people(told, event, children, family)
    records += _concerns(told, event, children)
    records += _strengths(told, event)
    records += _child_words(told, event, children, family)
    records += _spells(told, event, children, family)
    records += _impact(told, event, citations, family, at)
    records += classed_passages(basis, fields, event.record_class)
    if basis.suggestion is not None:
        records.append(decided(basis.suggestion, SuggestionStatus.ACCEPTED, by, reason, event.id))
    return event, tuple(records)


def build_account(
    basis: Basis, fields: Fields, event_id: str
) -> tuple[Account, tuple[Citation, ...]]:
    """Build what one source says of an event, with the words that it rests on."""
    told = _Told(basis, fields)
    when = told.date()
    account = Account(
        case_id=basis.case_id,
        event_id=event_id,
        source_id=basis.source.id,
        agency=told.text("agency", basis.source.agency),
        recorded_by=told.text("recorded_by", basis.source.agency),
        author=told.text("author"),
        date=when,
        date_as_written=when.text if when else "",
        time=told.time(),
        place=told.text("place"),
        evidence=told.text("evidence", Evidence.REPORTED),
    )
    return account, _citations(basis.case_id, account.id, basis.spans)


def classed_passages(
    basis: Basis, fields: Fields, record_class: RecordClass
) -> tuple[Passage, ...]:
    """Return the cited passages with the class that their event has now.

    What is legal advice as an event is so as a passage too, or the words would leave with the
    data. Only an explicit decision makes a passage ordinary, and only where the suggestion that
    it settles had classed it.
    """
    passages = list({span.passage.id: span.passage for span in basis.spans}.values())
    if record_class == RecordClass.ORDINARY:
        proposed = basis.suggestion.record_class if basis.suggestion else record_class
        settled = fields.get("class") == RecordClass.ORDINARY and proposed != record_class
        passages = [p for p in passages if settled and p.record_class == proposed]
    return tuple(
        replace(p, record_class=record_class) for p in passages if p.record_class != record_class
    )


def decided(
    suggestion: Suggestion, status: SuggestionStatus, by: str, reason: str,
    event_id: str | None = None,
) -> Suggestion:  # fmt: skip
    """Return a suggestion as it stands after a person's decision."""
    return replace(
        suggestion, status=status, decided_by=by, decided_reason=reason, event_id=event_id
    )


def check_fields(fields: Fields) -> None:
    """Refuse a field that no decision has. Errors: BadValueError."""
    unknown = sorted(set(fields) - FIELDS)
    if unknown:
        raise BadValueError("error.decision_field", field=unknown[0])


class _Told:
    """The decision's fields over the suggestion's."""

    def __init__(self, basis: Basis, fields: Fields) -> None:
        self.basis = basis
        self.fields = fields
        self.suggestion = basis.suggestion

    def given(self, name: str, kind: type) -> Any:
        """Return a field of the decision, None when it was not given."""
        value = self.fields.get(name)
        if value is not None and not isinstance(value, kind):
            raise BadValueError("error.decision_field_value", field=name)
        return value

    def text(self, name: str, default: str = "") -> str:
        value = self.given(name, str)
        return str(value if value is not None else getattr(self.suggestion, name, default))

    def flag(self, name: str) -> bool:
        return bool(self.given(name, bool))

    def names(self, name: str, suggested: str = "") -> list[str]:
        value = self.given(name, list)
        if value is None:
            return list(getattr(self.suggestion, suggested or name, ()))
        if not all(isinstance(item, str) for item in value):
            raise BadValueError("error.decision_field_value", field=name)
        return list(dict.fromkeys(value))

    def items(self, name: str) -> list[dict[str, Any]]:
        value = self.given(name, list) or []
        if not all(isinstance(item, dict) for item in value):
            raise BadValueError("error.decision_field_value", field=name)
        return list(value)

    def time(self) -> str | None:
        if "time" not in self.fields:
            return self.suggestion.time if self.suggestion else None
        value = self.given("time", str)
        if value is not None and not _TIME.fullmatch(value):
            raise BadValueError("error.decision_field_value", field="time")
        return value or None

    def date(self) -> FuzzyDate | None:
        suggested = self.suggestion.date if self.suggestion else None
        if "date" not in self.fields:
            return suggested
        value = self.fields["date"]
        if isinstance(value, dict):
            edtf, words = value.get("edtf"), value.get("text")
            modifier = value.get("modifier")
        else:
            edtf, words, modifier = value, None, None
        if edtf is None:
            return None
        if not isinstance(edtf, str):
            raise BadValueError("error.decision_field_value", field="date")
        same = suggested is not None and suggested.edtf == edtf
        if not isinstance(value, dict) and same:
            return suggested
        kept = suggested.text if same and suggested is not None else ""
        return FuzzyDate.parse(edtf, words if words is not None else kept, modifier)

    def record_class(self) -> RecordClass:
        """The class that was decided, else the strictest word of suggestion, words and source."""
        if self.fields.get("class") is not None:
            return _code(RecordClass, self.fields["class"], "class")
        found = [self.suggestion.record_class] if self.suggestion else []
        found += [span.passage.record_class for span in self.basis.spans]
        found.append(self.basis.source.record_class)
        kept_back = (c for c in found if c != RecordClass.ORDINARY)
        return next(kept_back, RecordClass.ORDINARY)


def _event(told: _Told, by: str, at: datetime, status: EventStatus) -> Event:
    suggestion = told.suggestion
    significance = told.given("significance", str)
    quoted = " ".join(" ".join(span.quote for span in told.basis.spans).split())
    return Event(
        case_id=told.basis.case_id,
        kind=told.text("kind", "observation"),
        fact=told.text("fact") or quoted,
        court_wording=told.given("court_wording", str) or "",
        date=told.date(),
        time=told.time(),
        key=told.flag("key"),
        relied_on=told.flag("relied_on"),
        status=status,
        significance=_code(Significance, significance, "significance") if significance else None,
        record_class=told.record_class(),
        confirmed_by=by,
        confirmed_at=at,
        action=told.given("action", str) or "",
        result=told.given("result", str) or "",
        suggestion_ids=(suggestion.id,) if suggestion else (),
    )


def _citations(case_id: str, owner_id: str, spans: Iterable[Span]) -> tuple[Citation, ...]:
    return tuple(
        Citation(
            case_id=case_id, owner_id=owner_id, passage_id=span.passage.id,
            start=span.start, end=span.end, quote=span.quote,
        )
        for span in spans
    )  # fmt: skip


def _people(
    told: _Told, event: Event, children: Sequence[Person], family: Family
) -> list[EventPerson]:
    parts: dict[tuple[str, str], str] = {(child.id, Part.SUBJECT): "" for child in children}
    if told.given("people", list) is not None:
        for item in told.items("people"):
            part = _code(Part, item.get("part", Part.PRESENT), "people")
            parts[family.get(item.get("name")).id, part] = str(item.get("why") or "")
    elif told.suggestion:
        for named in told.suggestion.people:
            person = family.find(named.name)
            if person is not None:
                parts.setdefault((person.id, named.part), "")
    return [
        EventPerson(case_id=event.case_id, event_id=event.id, person_id=who, part=part, why=why)
        for (who, part), why in parts.items()
    ]


def _concerns(told: _Told, event: Event, children: Sequence[Person]) -> list[Concern]:
    weights = told.given("weight", dict) or {}
    for weight in weights.values():
        _code(Significance, weight, "weight")
    return [
        Concern(case_id=event.case_id, event_id=event.id, child_id=child.id, type=concern,
                weight=weights.get(concern, ""))
        for child in children
        for concern in told.names("neglect_types", "concern_types")
    ]  # fmt: skip


def _strengths(told: _Told, event: Event) -> list[Strength]:
    given = told.fields.get("strength")
    if given is None:
        given = told.suggestion.strength if told.suggestion else False
    if not isinstance(given, (bool, str)):
        raise BadValueError("error.decision_field_value", field="strength")
    words = given if isinstance(given, str) else ""
    return [Strength(case_id=event.case_id, event_id=event.id, words=words)] if given else []


def _child_words(
    told: _Told, event: Event, children: Sequence[Person], family: Family
) -> list[ChildWords]:
    given = told.fields.get("child_words")
    if isinstance(given, list):
        return [
            ChildWords(
                case_id=event.case_id, event_id=event.id, child_id=family.child(i.get("child")).id,
                words=_words_of(i, "child_words"), asked_by=str(i.get("asked_by") or ""),
                how_asked=str(i.get("how_asked") or ""),
            )
            for i in told.items("child_words")
        ]  # fmt: skip
    words = told.text("child_words")
    if words and len(children) == 1:
        child_id = children[0].id
        return [ChildWords(case_id=event.case_id, event_id=event.id, child_id=child_id,
                           words=words)]  # fmt: skip
    if given:
        # Words that are put into the wrong child's mouth would be worse than none.
        raise BadValueError("error.whose_words")
    return []


def _spells(
    told: _Told, event: Event, children: Sequence[Person], family: Family
) -> list[SpellMark]:
    if told.given("spells", list) is None:
        suggested = told.suggestion.spells if told.suggestion else ()
        marks = [(s.kind, s.value, s.edge, children) for s in suggested]
    else:
        marks = []
        for item in told.items("spells"):
            named = item.get("children")
            whose = [family.child(n) for n in named] if isinstance(named, list) else children
            kind, value, edge = (_words_of(item, "spells", k) for k in ("kind", "value", "edge"))
            marks.append((kind, value, edge, whose))
    if any(edge not in ("starts", "ends") for _, _, edge, _ in marks):
        raise BadValueError("error.decision_field_value", field="spells")
    return [
        SpellMark(case_id=event.case_id, event_id=event.id, child_id=child.id,
                  kind=kind, value=value, edge=edge)
        for kind, value, edge, whose in marks
        for child in whose
    ]  # fmt: skip


def _impact(
    told: _Told, event: Event, cited: Sequence[Citation], family: Family, at: datetime
) -> list[Record]:
    records: list[Record] = []
    for name, needs in (told.given("impact", dict) or {}).items():
        child = family.child(name)
        for need in needs:
            records.append(NeedConcerned(case_id=event.case_id, event_id=event.id,
                                         child_id=child.id, need=need))  # fmt: skip
    for item in told.items("observed_impact"):
        records += _observed(told, item, event, cited, family)
    for item in told.items("likely_impact"):
        records.append(
            LikelyImpact(
                case_id=event.case_id, event_ids=(event.id,),
                child_id=family.child(item.get("child")).id,
                need=_words_of(item, "likely_impact", "need"),
                words=_words_of(item, "likely_impact"),
                signed_by=_words_of(item, "likely_impact", "signed_by"),
                post=str(item.get("post") or ""), signed_at=_signed_at(item, at),
                research=str(item.get("research") or ""),
            )
        )  # fmt: skip
    return records


def _signed_at(item: dict[str, Any], at: datetime) -> datetime:
    """Return when a judgement was signed, where that was not now."""
    given = item.get("signed_at")
    if not given:
        return at
    try:
        return datetime.fromisoformat(given)
    except (TypeError, ValueError) as cause:
        raise BadValueError("error.decision_field_value", field="likely_impact") from cause


def _observed(
    told: _Told, item: dict[str, Any], event: Event, cited: Sequence[Citation], family: Family
) -> list[Record]:
    """An observed impact rests on words of its own, or else on those of the event."""
    impact = ObservedImpact(
        case_id=event.case_id,
        event_id=event.id,
        child_id=family.child(item.get("child")).id,
        need=_words_of(item, "observed_impact", "need"),
        words=_words_of(item, "observed_impact"),
    )
    quote = item.get("quote")
    if not quote:
        return [impact, *(replace(c, id=new_id(), owner_id=impact.id) for c in cited)]
    spans = told.basis.find(str(quote))
    if not spans:
        raise UnknownRecordError("error.quote_not_found", file=told.basis.source.file_name)
    return [impact, *_citations(event.case_id, impact.id, spans)]


def _words_of(item: Mapping[str, Any], field: str, name: str = "words") -> str:
    value = item.get(name)
    if not isinstance(value, str) or not value:
        raise BadValueError("error.decision_field_value", field=f"{field}: {name}")
    return value


def _code(kind: type[E], value: object, field: str) -> E:
    try:
        return kind(str(value))
    except ValueError:
        raise BadValueError("error.decision_field_value", field=field) from None


def _name_key(name: str) -> str:
    return " ".join(name.split()).casefold()
