"""Records as the plain lines that the command line prints; the shapes are a contract."""

from __future__ import annotations

from typing import Any

from chronology_app.model import Account, Event, Source
from chronology_app.model.view import CaseView
from chronology_app.reading.lines import date_object
from exporters.data import event_fields


def event_line(view: CaseView, event: Event) -> dict[str, Any]:
    """Return an event in the contract's form, with what a court marks and every account."""
    accounts = view.accounts.get(event.id, ())
    return {
        **event_fields(view, event),
        "court_wording": event.court_wording,
        "significance": event.significance,
        "key": event.key,
        "relied_on": event.relied_on,
        "accounts": [_account(account) for account in accounts],
    }


def source_line(source: Source, passages: int, suggestions: int) -> dict[str, Any]:
    """Return a source without its bytes."""
    return {
        "id": source.id,
        "file": source.name,
        "kind": str(source.kind),
        "title": source.citation_title,
        "format": source.format,
        "size_bytes": source.size_bytes,
        "sha256": source.sha256,
        "agency": source.agency,
        "class": str(source.record_class),
        "received": date_object(source.received, None),
        "document_date": date_object(source.document_date, None),
        "outcome": str(source.outcome),
        "parent": source.parent_id,
        "pages": source.pages,
        "passages": passages,
        "suggestions": suggestions,
    }


def _account(account: Account) -> dict[str, Any]:
    return {
        "id": account.id,
        "source": account.source_id,
        "agency": account.agency,
        "recorded_by": account.recorded_by,
        "author": account.author,
        "date": date_object(account.date, None),
        "time": account.time,
        "evidence": str(account.evidence),
    }
