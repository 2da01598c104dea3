"""A suggestion as the line of JSON that scripts and tests read.

Owns the names of the keys, which are a contract; printing the line belongs to the command line.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from chronology_app.dates import FuzzyDate
from chronology_app.model import Locator, RawPassage, SuggestedPerson, Suggestion
from chronology_app.reading.court import CourtWording
from chronology_app.reading.document import NotProposed


def suggestion_line(
    suggestion: Suggestion, file_name: str, wording: CourtWording | None = None
) -> dict[str, Any]:
    """Return a suggestion in its contract form.

    Shape: `date` is always an object (undated: `edtf` null); `citations` is never empty; a
    locator holds only the parts that are used. `court_wording` is only proposed; it is there
    where it was asked for.
    """
    return {
        "record": "suggestion",
        "id": suggestion.id,
        "status": str(suggestion.status),
        "date": date_object(suggestion.date, suggestion.date_kind),
        "time": suggestion.time,
        "fact": suggestion.fact,
        "kind": suggestion.kind,
        "agency": suggestion.agency,
        "recorded_by": suggestion.recorded_by,
        "author": suggestion.author,
        "evidence": str(suggestion.evidence),
        "told_by": suggestion.told_by,
        "children": list(suggestion.children),
        "people": [_person_object(person) for person in suggestion.people],
        "neglect_types": list(suggestion.concern_types),
        "impact": {child: list(needs) for child, needs in suggestion.needs.items()},
        "strength": suggestion.strength,
        "class": str(suggestion.record_class),
        "child_words": suggestion.child_words,
        "spells": [{"kind": s.kind, "value": s.value, "edge": s.edge} for s in suggestion.spells],
        "citations": [
            {
                "file": file_name,
                "locator": locator_object(span.locator),
                "start": span.start,
                "end": span.end,
                "quote": span.quote,
            }
            for span in suggestion.spans
        ],
        "reasons": [{"rule": r.rule, "words": r.words} for r in suggestion.reasons],
        "doubts": list(suggestion.doubts),
        "date_alternatives": list(suggestion.date_alternatives),
        "duplicates": list(suggestion.duplicates),
        **({"court_wording": wording_object(wording)} if wording is not None else {}),
    }


def wording_object(wording: CourtWording) -> dict[str, Any]:
    """Return a proposed court wording in its contract form; places of changes are in the fact."""
    return {
        "text": wording.text,
        "changes": [
            {
                "from": change.old,
                "to": change.new,
                "rule": change.rule,
                "start": change.start,
                "end": change.end,
                "reason": change.reason,
            }
            for change in wording.changes
        ],
        "to_complete": [
            {
                "words": mark.words,
                "kind": mark.kind,
                "start": mark.start,
                "end": mark.end,
                "instead": list(mark.instead),
                "reason": mark.advice,
            }
            for mark in wording.marks
        ],
    }


def _person_object(person: SuggestedPerson) -> dict[str, Any]:
    found: dict[str, Any] = {"name": person.name, "part": str(person.part)}
    if person.why:
        found["why"] = person.why
    return found | ({"role": person.role, "new": True} if person.is_new else {})


def not_proposed_line(left_out: NotProposed, passage: RawPassage, file_name: str) -> dict[str, Any]:
    """Return a stretch that was read and not put forward, in its contract form."""
    return {
        "record": "not_proposed",
        "file": file_name,
        "locator": locator_object(passage.locator),
        "start": left_out.start,
        "end": left_out.end,
        "quote": passage.text[left_out.start : left_out.end],
        "reasons": [{"rule": left_out.code, "words": left_out.words}],
    }


def date_object(date: FuzzyDate | None, kind: str | None) -> dict[str, Any]:
    """Return a date in its contract form; an undated fact has null values."""
    if date is None:
        return dict.fromkeys(("edtf", "modifier", "text", "earliest", "latest", "kind"))
    return {
        "edtf": date.edtf,
        "modifier": date.modifier,
        "text": date.text,
        "earliest": date.earliest.isoformat() if date.earliest else None,
        "latest": date.latest.isoformat() if date.latest else None,
        "kind": kind,
    }


def locator_object(locator: Locator) -> dict[str, Any]:
    """Return the parts of a locator that are used."""
    return {name: value for name, value in asdict(locator).items() if value is not None}
