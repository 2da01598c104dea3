"""Commands on sources that are there: what a person says of one, and events made of words in it.

Text and bytes of a source never change; how new sources come in is in `source_commands`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from chronology_app.commands.book import OpenCasebook
from chronology_app.commands.decisions import build_event
from chronology_app.commands.family import Family
from chronology_app.commands.fields import Basis, check_fields, read_code
from chronology_app.commands.quotes import SourceText, Span
from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError
from chronology_app.model import Finding, Passage, Person, Record, Source
from chronology_app.model.codes import AgencyCode, ConfirmedHow, RecordClass, Sensitivity
from chronology_app.store.passage_users import classed_besides
from chronology_app.store.writer import Changed, Step

#: What a person may say differently of a source; `class` needs a `class_reason`.
CHANGES = (
    "citation_title", "agency", "received", "document_date", "sensitivity", "class",
)  # fmt: skip
#: The `decision` of the finding that keeps why a source has another class.
CLASS_CHANGED = "class_changed"


class SourceChanges(OpenCasebook):
    """Commands on sources that are there."""

    def change_source(
        self, case_id: str, source_id: str, changes: Mapping[str, Any], *, by: str | None = None
    ) -> Changed:
        """Say something else of a source; what is left out of `changes` stays as it is.

        `changes`: `citation_title`, `agency`, `received` and `document_date` (FuzzyDate or None),
        `sensitivity`, `class` with `class_reason`. Passages of the source's old class take the new
        one; they stay kept back where something else that is classed rests on them. The reason is
        kept as a signed finding about the source.
        Errors: UnknownRecordError; BadValueError for an unknown field or code, an empty title, and
            another class without a reason.
        """
        unknown = sorted(set(changes) - {*CHANGES, "class_reason"})
        if unknown:
            raise BadValueError("error.change_field", field=unknown[0])
        with self._step(case_id, "change_source", by) as step:
            before = step.get(Source, source_id)
            source = _changed(before, changes)
            step.put(source)
            if source.record_class != before.record_class:
                step.put(_why(source, str(changes.get("class_reason") or ""), before, step))
                step.put(*self._reclassed(source, before, step))
            return step.finish({"source_id": source_id})

    def _reclassed(self, source: Source, before: Source, step: Step) -> Sequence[Passage]:
        """Return the passages that take the source's new class."""
        passages = [
            passage
            for passage in self.queries.passages(source.case_id, source.id)
            if passage.record_class == before.record_class
        ]
        held: frozenset[str] = frozenset()
        if source.record_class == RecordClass.ORDINARY:
            held = classed_besides(step.connection, source.case_id, "", passages, with_source=False)
        return [replace(p, record_class=source.record_class) for p in passages if p.id not in held]

    def add_event(
        self,
        case_id: str,
        words: Sequence[tuple[str, int, int]],
        fields: Mapping[str, Any],
        *,
        by: str | None = None,
    ) -> Changed:
        """Make a confirmed event of words in one source that a person chose.

        `words`: passage id, start and end (exclusive) of each stretch, in reading order.
        `fields`: as in a decision. No passage loses its class by this.
        Errors: UnknownRecordError; BadValueError for no words, words of several sources or outside
            their passage, or a field that cannot be read.
        """
        check_fields(fields)
        with self._step(case_id, "add_event", by) as step:
            spans = _spans(step, words)
            source = step.get(Source, spans[0].passage.source_id)
            text = SourceText(self.queries.passages(case_id, source.id))
            basis = Basis(case_id, source, spans, None, text.find)
            family = Family(self.queries.records(Person, case_id))
            made, built = build_event(basis, fields, family, by=step.by, at=step.at)
            by_hand = replace(made, confirmed_how=ConfirmedHow.BY_HAND)
            step.put(*(by_hand if r is made else r for r in built if not _releases(r)))
            return step.finish({"event_id": made.id})


def _changed(source: Source, changes: Mapping[str, Any]) -> Source:
    given: dict[str, Any] = {}
    if "citation_title" in changes:
        given["citation_title"] = str(changes["citation_title"] or "").strip()
        if not given["citation_title"]:
            raise BadValueError("error.source_title")
    for name in ("received", "document_date"):
        if name in changes:
            if not isinstance(changes[name], FuzzyDate | None):
                raise BadValueError("error.decision_field_value", field=name)
            given[name] = changes[name]
    for name, field, kind in (
        ("agency", "agency", AgencyCode),
        ("sensitivity", "sensitivity", Sensitivity),
        ("class", "record_class", RecordClass),
    ):
        if name in changes:
            given[field] = read_code(kind, changes[name], name)
    return replace(source, **given)


def _why(source: Source, reason: str, before: Source, step: Step) -> Finding:
    """Return the signed reason for another class."""
    if not reason.strip():
        raise BadValueError("error.source_class_reason")
    return Finding(
        case_id=source.case_id,
        key=f"source_class:{source.id}:{before.record_class}:{source.record_class}",
        decision=CLASS_CHANGED,
        reason=reason.strip(),
        by=step.by,
        decided_at=step.at,
    )


def _spans(step: Step, words: Sequence[tuple[str, int, int]]) -> tuple[Span, ...]:
    """Return the words in their passages. Errors: BadValueError, UnknownRecordError."""
    found = []
    for passage_id, start, end in words:
        passage = step.get(Passage, passage_id)
        if not 0 <= start < end <= len(passage.text):
            raise BadValueError("error.citation_place")
        found.append(Span(passage, start, end))
    if not found:
        raise BadValueError("error.event_words")
    if len({span.passage.source_id for span in found}) > 1:
        raise BadValueError("error.citation_source")
    return tuple(found)


def _releases(record: Record) -> bool:
    return isinstance(record, Passage) and record.record_class == RecordClass.ORDINARY
