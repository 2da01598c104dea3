"""Links events to what rests on them: a change of a plan, a review, a finding, an escalation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chronology_app.commands.book import OpenCasebook
from chronology_app.errors import BadValueError, UnknownRecordError
from chronology_app.model import (
    Change,
    Escalation,
    Event,
    Finding,
    Oversight,
    Record,
    Review,
)
from chronology_app.store.writer import Changed

#: Records that events can be linked to. Signed words are not among them: they stand as signed.
LINKED_KINDS: tuple[type[Record], ...] = (Change, Review, Finding, Escalation, Oversight)


class LinkCommands(OpenCasebook):
    """Commands that say what rests on which events."""

    def link_events(
        self, case_id: str, record_id: str, event_ids: Sequence[str], *, by: str | None = None
    ) -> Changed:
        """Add events to those that a change, review, finding, escalation or oversight rests on.

        Those that it rests on already stay, in their order. Errors: UnknownRecordError for a
        record that is none of these or an event that is not of the case; BadValueError for none.
        """
        if not event_ids:
            raise BadValueError("error.link_none")
        found = self._linked(case_id, record_id)
        with self._step(case_id, "link_events", by) as step:
            for event_id in event_ids:
                step.get(Event, event_id)
            record = step.get(type(found), record_id)
            step.put(_with_events(record, event_ids))
            return step.finish({"record_id": record_id, "count": str(len(event_ids))})

    def _linked(self, case_id: str, record_id: str) -> Record:
        for kind in LINKED_KINDS:
            for record in self.queries.records(kind, case_id):
                if record.id == record_id:
                    return record
        raise UnknownRecordError(value=record_id)


def _with_events(record: Record, event_ids: Sequence[str]) -> Record:
    if isinstance(record, Change):
        ids = tuple(dict.fromkeys((*record.why_event_ids, *event_ids)))
        return replace(record, why_event_ids=ids)
    assert isinstance(record, (Review, Finding, Escalation, Oversight))
    return replace(record, event_ids=tuple(dict.fromkeys((*record.event_ids, *event_ids))))
