"""What of a case a whole room may see, at a conference or in court."""

from __future__ import annotations

from chronology_app.model import Event, Factor
from chronology_app.model.codes import RecordClass
from chronology_app.model.view import CaseView


def without_kept_back(view: CaseView) -> CaseView:
    """Return a case without the events that a class keeps back, and what rests on them alone."""
    events = tuple(e for e in view.of(Event) if e.record_class == RecordClass.ORDINARY)
    kept = {e.id for e in view.of(Event)} - {e.id for e in events}
    if not kept:
        return view
    factors = tuple(
        f for f in view.of(Factor) if not f.event_ids or not kept.issuperset(f.event_ids)
    )
    return CaseView(view.case, view.records | {Event: events, Factor: factors})
