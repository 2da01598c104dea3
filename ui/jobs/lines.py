"""Records as the plain lines that the command line prints; the shapes are a contract."""

from __future__ import annotations

from typing import Any

from chronology_app.dates import FuzzyDate
from chronology_app.model import (
    Account,
    Citation,
    Event,
    Person,
    Source,
)
from chronology_app.model.serial import to_plain
from chronology_app.model.view import CaseView


def date_line(value: FuzzyDate | None, kind: str | None = None) -> dict[str, Any]:
    """Return a date as an object; undated: every field None."""
    if value is None:
        return dict.fromkeys(("edtf", "modifier", "text", "earliest", "latest", "kind"))
    return {
        "edtf": value.edtf,
        "modifier": value.modifier,
        "text": value.text,
        "earliest": to_plain(value.earliest),
        "latest": to_plain(value.latest),
        "kind": kind or value.precision,
    }


def event_line(view: CaseView, event: Event) -> dict[str, Any]:
    """Return an event with its people, concerns and citations in the contract's form."""
    accounts = view.accounts.get(event.id, ())
    first = accounts[0] if accounts else None
    return {
        "id": event.id,
        "status": str(event.status),
        "date": date_line(event.date),
        "time": event.time,
        "fact": event.fact,
        "court_wording": event.court_wording,
        "kind": event.kind,
        "agency": first.agency if first else "other",
        "recorded_by": first.recorded_by if first else "other",
        "evidence": str(first.evidence) if first else None,
        "children": [child.name for child in view.children_of(event)],
        "people": _people(view, event),
        "neglect_types": _types(view, event),
        "impact": _needs(view, event),
        "strength": bool(view.strengths.get(event.id)),
        "class": str(event.record_class),
        "significance": event.significance,
        "key": event.key,
        "relied_on": event.relied_on,
        "citations": [line for account in accounts for line in _citations(view, account)],
        "accounts": [_account(view, account) for account in accounts],
        "reasons": [],
        "duplicates": [],
    }


def source_line(source: Source, passages: int, suggestions: int) -> dict[str, Any]:
    """Return a source without its bytes."""
    return {
        "id": source.id,
        "file": source.file_name,
        "kind": str(source.kind),
        "title": source.citation_title,
        "format": source.format,
        "size_bytes": source.size_bytes,
        "sha256": source.sha256,
        "agency": source.agency,
        "class": str(source.record_class),
        "received": date_line(source.received),
        "document_date": date_line(source.document_date),
        "outcome": str(source.outcome),
        "parent": source.parent_id,
        "pages": source.pages,
        "passages": passages,
        "suggestions": suggestions,
    }


def _people(view: CaseView, event: Event) -> list[dict[str, str]]:
    lines = []
    for row in view.event_people.get(event.id, ()):
        person = view.by_id.get(row.person_id)
        if isinstance(person, Person):
            lines.append({"name": person.name, "part": row.part, "why": row.why})
    return lines


def _types(view: CaseView, event: Event) -> list[str]:
    return list(dict.fromkeys(c.type for c in view.concerns.get(event.id, ())))


def _needs(view: CaseView, event: Event) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in view.needs_concerned.get(event.id, ()):
        child = view.by_id.get(row.child_id)
        if isinstance(child, Person):
            found.setdefault(child.name, []).append(row.need)
    return found


def _account(view: CaseView, account: Account) -> dict[str, Any]:
    return {
        "id": account.id,
        "source": account.source_id,
        "agency": account.agency,
        "recorded_by": account.recorded_by,
        "author": account.author,
        "date": date_line(account.date),
        "time": account.time,
        "evidence": str(account.evidence),
    }


def _citations(view: CaseView, account: Account) -> list[dict[str, Any]]:
    return [_citation(view, citation) for citation in view.citations.get(account.id, ())]


def _citation(view: CaseView, citation: Citation) -> dict[str, Any]:
    passage = view.passage(citation.passage_id)
    source = view.source(passage.source_id)
    place = {key: value for key, value in to_plain(passage.locator).items() if value is not None}
    return {
        "file": source.file_name,
        "locator": place,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "passage": passage.id,
    }
