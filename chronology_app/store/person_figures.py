"""What the record of a case says of one person, as counts and days; read in a few short questions.

The events themselves are in `chronology_lines`; the words for the figures are for the screens.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, func, select

from chronology_app.dates import FuzzyDate
from chronology_app.store.mapper import read_date
from chronology_app.store.pages import stands
from chronology_app.store.tables import TABLES

_EVENT, _PART = TABLES["event"].c, TABLES["event_person"].c


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
    of_person = _events_of(case_id, person_id)
    years = connection.execute(_with(of_person, _year(_EVENT.date_earliest),
                                     _year(_EVENT.date_latest), _count(), func.count(
                                         _EVENT.date_edtf.distinct())).group_by(
        _year(_EVENT.date_earliest), _year(_EVENT.date_latest))).all()  # fmt: skip
    by_year: Counter[int] = Counter()
    across = undated = 0
    for earliest, latest, count, dates in years:
        if earliest and earliest == latest:
            by_year[int(earliest)] += count
        elif dates:
            across += count
        else:
            undated += count
    parts = connection.execute(_with(of_person, _PART.part, _count()).group_by(_PART.part)).all()
    lasts = {part: _edge(connection, of_person.where(_PART.part == part), False)
             for part, _ in parts}  # fmt: skip
    return PersonFigures(
        person_id=person_id,
        event_count=sum(by_year.values()) + across + undated,
        by_year=tuple(sorted(by_year.items())),
        across_years=across,
        undated=undated,
        first=_edge(connection, of_person, True),
        last=_edge(connection, of_person, False),
        parts={part: count for part, count in parts},
        last_by_part={part: found for part, found in lasts.items() if found},
    )


def _events_of(case_id: str, person_id: str) -> Select[Any]:
    joined = TABLES["event"].join(TABLES["event_person"], _PART.event_id == _EVENT.id)
    return (
        select(_EVENT.id)
        .select_from(joined)
        .where(_PART.case_id == case_id, _PART.person_id == person_id, stands())
    )


def _with(query: Select[Any], *columns: Any) -> Select[Any]:
    return query.with_only_columns(*columns, maintain_column_froms=True)


def _count() -> Any:
    return func.count(_EVENT.id.distinct())


def _year(column: Any) -> Any:
    return func.substr(column, 1, 4)


def _edge(connection: Connection, query: Select[Any], is_first: bool) -> DatedEvent | None:
    """Return the first or last dated event of a query."""
    order = _EVENT.date_sort.asc() if is_first else _EVENT.date_sort.desc()
    columns = (_EVENT.id, _EVENT.date_edtf, _EVENT.date_text, _EVENT.date_modifier)
    dated = _with(query, *columns).where(_EVENT.date_sort.is_not(None))
    row = connection.execute(dated.order_by(order, _EVENT.id).limit(1)).first()
    when = read_date(row[1], row[2], row[3]) if row else None
    return DatedEvent(row[0], when) if row and when else None
