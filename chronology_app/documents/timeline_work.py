"""The team's own work as a table beside the timeline: plans, services, answers by date."""

from __future__ import annotations

from chronology_app.analysis.following import follow
from chronology_app.analysis.work_days import WorkDay, work_days
from chronology_app.documents.blocks import Block, Column, Heading, Row, Table
from chronology_app.documents.frame import Draft
from chronology_app.documents.running_plan import rests_on_free
from chronology_app.model import ServiceOffer, SettingsRow
from chronology_app.settings import load_settings

_SHARES = (("work.column.date", 0.22), ("work.column.kind", 0.2), ("work.column.what", 0.58))
#: What staff asked of one another and of agencies is for the authority's own reading.
_OWN = frozenset(("challenge", "reply", "oversight", "request"))


def work_table(draft: Draft, width_mm: float) -> list[Block]:
    """Return the heading and table; nothing where no such work is recorded."""
    view, words = draft.view, draft.words
    settings = load_settings(rows=view.of(SettingsRow))
    clocks = follow(view, settings, draft.options.cut_off).clocks
    day = draft.options.cut_off
    days = [
        one for one in work_days(view, clocks, words.language)
        if one.since is None or one.since.earliest is None or one.since.earliest <= day
        if draft.is_own or one.code not in _OWN
        # Of these days only a service has words that somebody typed.
        if not isinstance(one.record, ServiceOffer) or rests_on_free(draft, one.record.event_ids)
    ]  # fmt: skip
    if not days:
        return []
    columns = tuple(Column(words.say(name), share * width_mm) for name, share in _SHARES)
    rows = tuple(
        Row((_dates(draft, one), words.say(f"work.strip.{one.strip}"), one.words), (one.record.id,))
        for one in days
    )
    heading = Heading(words.say("work.heading"), 1, new_page=True)
    return [heading, Table(columns, rows, words.say("work.table"))]


def _dates(draft: Draft, one: WorkDay) -> str:
    words = draft.words
    first = words.date(one.since) if one.since else ""
    if one.until is None:
        return words.say("work.since", date=first)
    last = words.date(one.until)
    return first if first == last else words.say("work.from_to", first=first, last=last)
