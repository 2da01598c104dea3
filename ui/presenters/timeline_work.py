"""The lane of the team's own work on the timeline: plans, pre-proceedings, services, answers."""

from __future__ import annotations

from datetime import date

from chronology_app.analysis.following import follow
from chronology_app.analysis.work_days import STRIPS, WorkDay, latest_day, work_days
from chronology_app.model import SettingsRow
from chronology_app.model.view import CaseView
from chronology_app.settings import Settings, load_settings
from chronology_app.wording import say
from ui.presenters.timeline import Lane, Strip, StripBand

WORK = "work"


def work_lane(
    view: CaseView, today: date, language: str, settings: Settings | None = None
) -> Lane | None:
    """Return the lane; None where nothing of the sort is recorded."""
    settings = settings or load_settings(rows=view.of(SettingsRow))
    days = work_days(view, follow(view, settings, today).clocks, language)
    strips = []
    for name in STRIPS:
        bands = tuple(
            band for day in days if day.strip == name and (band := _band(day, today)) is not None
        )
        if bands:
            strips.append(Strip(name, say(f"work.strip.{name}", language), bands))
    if not strips:
        return None
    title, sub = say("work.lane", language), say("work.lane_sub", language)
    return Lane(WORK, "family", title, sub, tuple(strips), ())


def _band(day: WorkDay, today: date) -> StripBand | None:
    first = (day.since.earliest or day.since.latest) if day.since else None
    last = latest_day(day, today)
    if first is None or last is None:
        return None
    event_id = next(iter(day.event_ids), "")
    start, stop = first.toordinal(), max(last, first).toordinal()
    return StripBand(day.code, day.words, start, stop, True, day.until is not None, event_id)
