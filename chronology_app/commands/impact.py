"""Builds the three kinds of impact, each only from what a person gave, and citations.

The event that the impact belongs to is built in `decisions`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from chronology_app.commands.family import Family
from chronology_app.commands.fields import Told, words_of
from chronology_app.commands.quotes import Span
from chronology_app.errors import BadValueError, UnknownRecordError
from chronology_app.model import (
    Citation,
    Event,
    LikelyImpact,
    NeedConcerned,
    ObservedImpact,
    Record,
    new_id,
)


def build_citations(case_id: str, owner_id: str, spans: Iterable[Span]) -> tuple[Citation, ...]:
    """Build the citations of a record that rests on these words."""
    return tuple(
        Citation(
            case_id=case_id, owner_id=owner_id, passage_id=span.passage.id,
            start=span.start, end=span.end, quote=span.quote,
        )
        for span in spans
    )  # fmt: skip


def build_impact(
    told: Told, event: Event, cited: Sequence[Citation], family: Family, at: datetime
) -> list[Record]:
    """Build the impact of an event. `cited`: what the event rests on, for an impact without quote.

    Errors: BadValueError, UnknownRecordError for a person or a quote.
    """
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
                need=words_of(item, "likely_impact", "need"),
                words=words_of(item, "likely_impact"),
                signed_by=words_of(item, "likely_impact", "signed_by"),
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
    told: Told, item: dict[str, Any], event: Event, cited: Sequence[Citation], family: Family
) -> list[Record]:
    """An observed impact rests on words of its own, or else on those of the event."""
    impact = ObservedImpact(
        case_id=event.case_id,
        event_id=event.id,
        child_id=family.child(item.get("child")).id,
        need=words_of(item, "observed_impact", "need"),
        words=words_of(item, "observed_impact"),
    )
    quote = item.get("quote")
    if not quote:
        return [impact, *(replace(c, id=new_id(), owner_id=impact.id) for c in cited)]
    spans = told.basis.find(str(quote))
    if not spans:
        raise UnknownRecordError("error.quote_not_found", file=told.basis.source.file_name)
    return [impact, *build_citations(event.case_id, impact.id, spans)]
