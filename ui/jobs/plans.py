"""Takes in plans whose evidence is named by the words it cites, as an office hands them over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chronology_app.casefile import Casebook, Changed
from chronology_app.errors import BadValueError
from exporters.work_forms import read_plan
from ui.jobs.analyses import EventFinder


def add_plans(
    book: Casebook, case_id: str, rows: Sequence[Mapping[str, Any]], file: str
) -> Changed:
    """Add plans; events are given by id, or as ``{"file", "quote"}``.

    Errors: BadValueError naming the change (from 1) whose evidence is not in the record.
    """
    view = book.queries.view(case_id)
    found = EventFinder(view)
    plans = [_with_ids(row, found, file) for row in rows]
    return book.add_records(case_id, read_plan(plans, view), command="set_plan")


def _with_ids(row: Mapping[str, Any], found: EventFinder, file: str) -> dict[str, Any]:
    return {
        **row,
        "entries": [
            _entry(entry, number, found, file) for number, entry in enumerate(row["entries"], 1)
        ],
    }


def _entry(entry: Mapping[str, Any], number: int, found: EventFinder, file: str) -> dict[str, Any]:
    def ids(given: Sequence[Any]) -> list[str]:
        events = [found.find(one) for one in given]
        if None in events:
            raise BadValueError("error.plan_unknown_event", file=file, number=number)
        return [event for event in events if event]

    made = dict(entry)
    made["why"] = ids(entry.get("why", ()))
    for part in ("reviews", "breaches"):
        made[part] = [{**row, "events": ids(row.get("events", ()))} for row in entry.get(part, ())]
    return made
