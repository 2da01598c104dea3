"""Builds the records of an event from a suggestion or quoted words and what a person decided.

Which suggestion or words a decision means is found by `review`; `casefile` stores the result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from chronology_app.commands.family import Family
from chronology_app.commands.fields import Basis, Fields, Told, check_fields, read_code, words_of
from chronology_app.commands.impact import build_citations, build_impact
from chronology_app.errors import BadValueError
from chronology_app.model import (
    Account,
    ChildWords,
    Citation,
    Concern,
    Event,
    EventPerson,
    Passage,
    Person,
    Record,
    SpellMark,
    Strength,
    Suggestion,
)
from chronology_app.model.codes import (
    EventStatus,
    Evidence,
    Part,
    RecordClass,
    Significance,
    SuggestionStatus,
)


def build_event(
    basis: Basis,
    fields: Fields,
    family: Family,
    *,
    by: str,
    at: datetime,
    reason: str = "",
    status: EventStatus = EventStatus.CONFIRMED,
    how: str = "",
) -> tuple[Event, tuple[Record, ...]]:
    """Build a confirmed event with its first account, and all that was decided with it.

    `how`: what the person had before them, a `ConfirmedHow` code or empty.
    Shape: (event, every record of it, the event and the decided suggestion among them).
    Impact is built only from `fields`: accepting an event never accepts its impact.
    Errors: BadValueError for a field that cannot be read, UnknownRecordError for a person.
    """
    check_fields(fields)
    told = Told(basis, fields)
    event = replace(_event(told, by, at, status), confirmed_how=how)
    account, citations = build_account(basis, fields, event.id)
    event = replace(event, headline_account_id=account.id)
    children = [family.child(name) for name in told.names("children")]
    records: list[Record] = [event, account, *citations]
    records += _people(told, event, children, family)
    records += _concerns(told, event, children, family)
    records += _strengths(told, event, family)
    records += _child_words(told, event, children, family)
    records += _spells(told, event, children, family)
    records += build_impact(told, event, citations, family, at)
    records += classed_passages(basis, fields, event.record_class)
    if basis.suggestion is not None:
        status_now = SuggestionStatus.ACCEPTED
        records.append(decided(basis.suggestion, status_now, by, reason, event.id, how))
    return event, tuple(records)


def build_account(
    basis: Basis, fields: Fields, event_id: str
) -> tuple[Account, tuple[Citation, ...]]:
    """Build what one source says of an event, with the words that it rests on."""
    told = Told(basis, fields)
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
        told_by=told.text("told_by"),
    )
    return account, build_citations(basis.case_id, account.id, basis.spans)


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
        # A guarded address may stand in words beside those that were suggested.
        proposed = {RecordClass.PUBLIC_INTEREST}
        if basis.suggestion is not None:
            proposed.add(basis.suggestion.record_class)
        settled = fields.get("class") == RecordClass.ORDINARY
        passages = [p for p in passages if settled and p.record_class in proposed]
    return tuple(
        replace(p, record_class=record_class) for p in passages if p.record_class != record_class
    )


def decided(
    suggestion: Suggestion, status: SuggestionStatus, by: str, reason: str,
    event_id: str | None = None, how: str = "",
) -> Suggestion:  # fmt: skip
    """Return a suggestion as it stands after a person's decision."""
    return replace(
        suggestion, status=status, decided_by=by, decided_reason=reason, event_id=event_id,
        decided_how=how,
    )  # fmt: skip


def _event(told: Told, by: str, at: datetime, status: EventStatus) -> Event:
    suggestion = told.suggestion
    significance = told.given("significance", str) or None
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
        significance=significance and read_code(Significance, significance, "significance"),
        record_class=told.record_class(),
        confirmed_by=by,
        confirmed_at=at,
        action=told.given("action", str) or "",
        result=told.given("result", str) or "",
        suggestion_ids=(suggestion.id,) if suggestion else (),
    )


def _people(
    told: Told, event: Event, children: Sequence[Person], family: Family
) -> list[EventPerson]:
    parts: dict[tuple[str, str], str] = {(child.id, Part.SUBJECT): "" for child in children}
    if told.given("people", list) is not None:
        for item in told.items("people"):
            part = read_code(Part, item.get("part", Part.PRESENT), "people")
            parts[family.get(item.get("name")).id, part] = str(item.get("why") or "")
    elif told.suggestion:
        for named in told.suggestion.people:
            person = family.find(named.name)
            if person is not None:
                parts.setdefault((person.id, named.part), named.why)
    return [
        EventPerson(case_id=event.case_id, event_id=event.id, person_id=who, part=part, why=why)
        for (who, part), why in parts.items()
    ]


def _concerns(
    told: Told, event: Event, children: Sequence[Person], family: Family
) -> list[Concern]:
    """Each type concerns each of the children, unless it was said which concerns whom."""
    if told.given("concerns", list) is not None:
        found = [
            (family.child(item["child"]), item["type"], item.get("weight") or "")
            for item in told.items("concerns")
        ]
        if not {child.id for child, _, _ in found} <= {child.id for child in children}:
            raise BadValueError("error.concern_child")
    else:
        weights = told.given("weight", dict) or {}
        types = told.names("neglect_types", "concern_types")
        found = [(child, name, weights.get(name, "")) for child in children for name in types]
    return [
        Concern(case_id=event.case_id, event_id=event.id, child_id=child.id, type=name,
                weight=weight)
        for child, name, weight in found
    ]  # fmt: skip


def _strengths(told: Told, event: Event, family: Family) -> list[Strength]:
    items = told.items("strengths")
    if told.given("strengths", list) is None:
        given = told.fields.get("strength")
        if given is None:
            given = told.suggestion.strength if told.suggestion else False
        items = [{"words": given if isinstance(given, str) else ""}] if given else []
    return [
        Strength(
            case_id=event.case_id, event_id=event.id, words=item["words"],
            child_id=family.child(item["child"]).id if item.get("child") else None,
            person_id=family.get(item["person"]).id if item.get("person") else None,
        )
        for item in items
    ]  # fmt: skip


def _child_words(
    told: Told, event: Event, children: Sequence[Person], family: Family
) -> list[ChildWords]:
    given = told.fields.get("child_words")
    if isinstance(given, list):
        return [
            ChildWords(
                case_id=event.case_id, event_id=event.id, child_id=family.child(i.get("child")).id,
                words=words_of(i, "child_words"), asked_by=str(i.get("asked_by") or ""),
                how_asked=str(i.get("how_asked") or ""),
            )
            for i in told.items("child_words")
        ]  # fmt: skip
    words = told.text("child_words")
    by = _speaker(told, children)
    if words and by:
        child_id = by.id
        return [ChildWords(case_id=event.case_id, event_id=event.id, child_id=child_id,
                           words=words)]  # fmt: skip
    if given:
        # Words that are put into the wrong child's mouth would be worse than none.
        raise BadValueError("error.whose_words")
    return []


def _speaker(told: Told, children: Sequence[Person]) -> Person | None:
    """Return the child who spoke: the only one, or the one whom reading heard."""
    if len(children) == 1:
        return children[0]
    if told.fields.get("child_words") or told.suggestion is None:
        return None
    heard = {r.words for r in told.suggestion.reasons if r.rule == "child_words_by"}
    return next((child for child in children if child.name in heard), None)


def _spells(
    told: Told, event: Event, children: Sequence[Person], family: Family
) -> list[SpellMark]:
    if told.given("spells", list) is None:
        suggested = told.suggestion.spells if told.suggestion else ()
        marks = [(s.kind, s.value, s.edge, children) for s in suggested]
    else:
        marks = []
        for item in told.items("spells"):
            named = item.get("children")
            whose = [family.child(n) for n in named] if isinstance(named, list) else children
            kind, value, edge = (words_of(item, "spells", k) for k in ("kind", "value", "edge"))
            marks.append((kind, value, edge, whose))
    if any(edge not in ("starts", "ends") for _, _, edge, _ in marks):
        raise BadValueError("error.decision_field_value", field="spells")
    return [
        SpellMark(case_id=event.case_id, event_id=event.id, child_id=child.id,
                  kind=kind, value=value, edge=edge)
        for kind, value, edge, whose in marks
        for child in whose
    ]  # fmt: skip
