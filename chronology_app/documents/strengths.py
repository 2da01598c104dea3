"""The strengths that a document tells beside its concerns, as they are counted everywhere.

An event shows a strength where one is recorded with it, or where its kind is a positive.
"""

from __future__ import annotations

from collections.abc import Iterator

from chronology_app.documents.frame import Draft
from chronology_app.model import Event
from chronology_app.model.codes import Kind

#: An event, the words of its strength, and the records that the words rest on.
Told = tuple[Event, str, tuple[str, ...]]


def told_strengths(draft: Draft) -> Iterator[Told]:
    """Yield the strengths of the document's children that may be printed, in order of date."""
    wanted = {child.id for child in draft.selection.children}
    for event in draft.selection.events:
        told = [
            strength
            for strength in draft.selection.strengths(event)
            if strength.child_id is None or strength.child_id in wanted
        ]
        for strength in told:
            own = "" if draft.is_reworded(event) else strength.words.strip()
            yield event, own or draft.event_words(event), (event.id, strength.id)
        if not told and event.kind == Kind.POSITIVE and not draft.view.strengths.get(event.id):
            yield event, draft.event_words(event), (event.id,)
