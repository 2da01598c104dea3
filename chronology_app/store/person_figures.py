"""What the record of a case says of one person, as counts and days; read in a few short questions.

The events themselves are in `chronology_lines`; the words for the figures are for the screens.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select

from chronology_app.dates import FuzzyDate
from chronology_app.store.mapper import read_date
from chronology_app.store.pages import stands
from chronology_app.store.tables import TABLES

_EVENT, _PART = TABLES["event"].c, TABLES["event_person"].c
#: How many events one question names. Events and parts are read apart: joined, they took half a
#: minute for a person in 5,000 of 20,000 events, read apart 50 ms.
_MANY = 500
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_DATES = select(
    _EVENT.id, _EVENT.date_edtf, _EVENT.date_text, _EVENT.date_modifier, _EVENT.date_earliest,
    _EVENT.date_latest, _EVENT.date_sort,
).where(_EVENT.case_id == bindparam("case_id"), _EVENT.id.in_(_IDS), stands())  # fmt: skip


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """An event by its id, with its date."""

    event_id: str
    date: FuzzyDate


@dataclass(frozen=True, slots=True)
class PersonFigures:
    """What the events that stand say of one person: whole events, each counted once."""

    person_id: str
    event_count: int = 0
    #: (year, events), oldest first; years without an event are left out.
    by_year: tuple[tuple[int, int], ...] = ()
    #: Events whose date may lie in one of several years.
    across_years: int = 0
    undated: int = 0
    first: DatedEvent | None = None
    last: DatedEvent | None = None
    #: Part (a `Part` code) -> events in which the person has it.
    parts: dict[str, int] = field(default_factory=dict)
    #: Part -> the latest dated event in which the person has it.
    last_by_part: dict[str, DatedEvent] = field(default_factory=dict)


def person_figures(connection: Connection, case_id: str, person_id: str) -> PersonFigures:
    """Return what the events of a case that stand say of a person; nobody known: no events."""
    query = select(_PART.event_id, _PART.part).where(
        _PART.case_id == case_id, _PART.person_id == person_id
    )
    parts: dict[str, set[str]] = defaultdict(set)
    for event_id, part in connection.execute(query):
        parts[event_id].add(part)
    rows = list(_dates(connection, case_id, parts))
    by_part: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        for part in parts[row.id]:
            by_part[part].append(row)
    years = Counter(_year(row) for row in rows)
    lasts = {part: _last(group) for part, group in by_part.items()}
    return PersonFigures(
        person_id=person_id,
        event_count=len(rows),
        by_year=tuple(sorted((int(y), n) for y, n in years.items() if y.isdigit())),
        across_years=years[_ACROSS],
        undated=years[_UNDATED],
        first=_edge(rows, min),
        last=_last(rows),
        parts={part: len(group) for part, group in by_part.items()},
        last_by_part={part: found for part, found in lasts.items() if found},
    )


_ACROSS, _UNDATED = "across", "undated"


def _dates(connection: Connection, case_id: str, event_ids: Iterable[str]) -> Iterator[Any]:
    """Give the dates of those of the events that stand."""
    wanted = list(event_ids)
    for start in range(0, len(wanted), _MANY):
        some = wanted[start : start + _MANY]
        yield from connection.execute(_DATES, {"case_id": case_id, "ids": some})


def _year(row: Any) -> str:
    """Return the one year of an event, or that there are several, or none."""
    if row.date_edtf is None:
        return _UNDATED
    earliest, latest = (row.date_earliest or "")[:4], (row.date_latest or "")[:4]
    return earliest if earliest and earliest == latest else _ACROSS


def _last(rows: Iterable[Any]) -> DatedEvent | None:
    return _edge(rows, max)


def _edge(rows: Iterable[Any], choose: Any) -> DatedEvent | None:
    """Return the first (`min`) or last (`max`) dated event."""
    dated = [row for row in rows if row.date_sort is not None]
    if not dated:
        return None
    row = choose(dated, key=lambda one: (one.date_sort, one.id))
    when = read_date(row.date_edtf, row.date_text, row.date_modifier)
    return DatedEvent(row.id, when) if when else None
