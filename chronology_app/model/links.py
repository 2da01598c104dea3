"""Which events a record of plans, scores or other work points to."""

from __future__ import annotations

from collections.abc import Iterator

from chronology_app.model.base import Record

#: Fields that hold ids of events.
DIRECT = ("event_ids", "why_event_ids", "said_event_ids", "done_event_ids", "changed_event_ids")
#: Fields that hold lines, each with events of its own.
LINES = ("scores", "answers", "worries", "strengths", "must_happen")


def linked_events(record: Record | None) -> Iterator[str]:
    """Yield the ids of the events that a record points to; an event points to none."""
    for name in DIRECT:
        yield from getattr(record, name, ())
    for name in LINES:
        for line in getattr(record, name, ()):
            yield from line.event_ids
