"""Reads records and what screens and documents ask for; gives frozen dataclasses, never rows.

Nothing is changed here; see `writer`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import (
    Connection,
    Select,
    Table,
    func,
    literal_column,
    select,
)

from chronology_app.dates import FuzzyDate
from chronology_app.errors import UnknownRecordError
from chronology_app.model import (
    RECORD_CLASSES,
    AuditEntry,
    Case,
    Citation,
    Event,
    ImportBatch,
    Instrument,
    Passage,
    Record,
    SettingsRow,
    Source,
    Suggestion,
)
from chronology_app.model.codes import SourceKind, SuggestionStatus
from chronology_app.model.view import CaseView
from chronology_app.store import as_at, audit, blobs, pages, search
from chronology_app.store.chronology_lines import ChronologyLine, chronology_lines, lines_of
from chronology_app.store.event_detail import EventDetail, event_detail
from chronology_app.store.mapper import mapping
from chronology_app.store.near import DAYS, OtherAccounts, events_near, other_accounts
from chronology_app.store.pages import ChronologyRow
from chronology_app.store.person_figures import PersonFigures, person_figures
from chronology_app.store.source_users import CitingEvent, events_citing, first_waiting
from chronology_app.store.tables import CLASSES, TABLES, table_name
from chronology_app.store.waiting import WaitingCounts, waiting_counts
from chronology_app.store.writer import stored

R = TypeVar("R", bound=Record)

_ORDER = {"person": ("position", "name"), "passage": ("source_id", "index")}
#: What a view gives in another way: the case itself, and only those passages that are cited.
_NOT_IN_VIEW = (Case, Passage)


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A passage, an event or a record of the team's own work that holds the words."""

    case_id: str
    #: The record's table, e.g. "passage", "event" or "change".
    table: str
    record: Record
    source: Source | None

    @property
    def text(self) -> str:
        """The words of the passage, the event's fact, or all words of another record."""
        return self.record.fact if isinstance(self.record, Event) else search.words_of(self.record)


def _is_for_every_case(row: SettingsRow) -> bool:
    try:
        value = json.loads(row.value)
    except ValueError:
        return False
    return isinstance(value, dict) and value.get("everywhere") is True


class Queries:
    """All questions that can be asked of an open casebook."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # --- cases -----------------------------------------------------------------------------

    def cases(self) -> tuple[Case, ...]:
        """Return all cases by reference."""
        table = TABLES["case"]
        return self._records(Case, select(table).order_by(table.c.reference))

    def case(self, case_id: str) -> Case:
        """Return a case. Errors: UnknownRecordError."""
        return self.record(Case, case_id, case_id)

    def find_case(self, reference: str) -> Case | None:
        """Return the case with this reference, or None."""
        table = TABLES["case"]
        found = self._records(Case, select(table).where(table.c.reference == reference))
        return found[0] if found else None

    def case_by_reference(self, reference: str) -> Case:
        """Return the case with this reference. Errors: UnknownRecordError."""
        found = self.find_case(reference)
        if found is None:
            raise UnknownRecordError("error.unknown_case", reference=reference)
        return found

    # --- records ---------------------------------------------------------------------------

    def record(self, cls: type[R], case_id: str, record_id: str) -> R:
        """Return one record. Errors: UnknownRecordError."""
        found = stored(self._connection, cls, case_id, [record_id]).get(record_id)
        if found is None:
            raise UnknownRecordError(value=record_id)
        return found

    def records(self, cls: type[R], case_id: str) -> tuple[R, ...]:
        """Return all records of a class of a case, where nothing else orders them as added."""
        table = TABLES[table_name(cls)]
        order = [table.c[name] for name in _ORDER.get(table.name, ())]
        if cls is Citation:
            order = [_place_of_citation(), table.c.start]
        query = select(table).where(table.c.case_id == case_id)
        return self._records(cls, query.order_by(*order, _as_added(table)))

    def settings_rows(self, case_id: str) -> tuple[SettingsRow, ...]:
        """Return the settings that hold in a case: its own, and those kept for every case.

        Of one setting the case's own row counts, otherwise the newest.
        """
        table = TABLES["settings_row"]
        others = self._records(SettingsRow, select(table).where(table.c.case_id != case_id))
        shared = [row for row in others if _is_for_every_case(row)]
        found = {row.name: row for row in sorted(shared, key=lambda row: row.changed_at)}
        found |= {row.name: row for row in self.records(SettingsRow, case_id)}
        return tuple(sorted(found.values(), key=lambda row: (row.version, row.name)))

    def instruments_elsewhere(self, case_id: str) -> tuple[Instrument, ...]:
        """Return the ways of scoring that other cases of the casebook hold."""
        table = TABLES["instrument"]
        query = select(table).where(table.c.case_id != case_id)
        return self._records(Instrument, query.order_by(table.c.version, table.c.id))

    def by_ids(self, cls: type[R], case_id: str, ids: Sequence[str]) -> dict[str, R]:
        """Return those of these records that are there, by id."""
        return stored(self._connection, cls, case_id, ids)

    def view(self, case_id: str) -> CaseView:
        """Return a whole case in memory; of the passages only those that are cited."""
        rows: dict[type[Record], tuple[Record, ...]] = {}
        for cls in RECORD_CLASSES:
            if cls not in _NOT_IN_VIEW:
                rows[cls] = self.records(cls, case_id)
        rows[Passage] = self._cited_passages(case_id)
        return CaseView(self.case(case_id), rows)

    def view_at(self, case_id: str, count: int) -> CaseView:
        """Return a case as it stood when its log had `count` entries. Errors: WrongUseError."""
        return as_at.view_at(self._connection, self.view(case_id), count)

    def head_at(self, case_id: str, count: int) -> str:
        """Return the head that a case's log had when it held `count` entries."""
        return as_at.head_at(self._connection, case_id, count)

    def _cited_passages(self, case_id: str) -> tuple[Passage, ...]:
        passages, citations = TABLES["passage"], mapping(Citation).table
        cited = select(citations.c.passage_id).where(citations.c.case_id == case_id)
        query = select(passages).where(passages.c.case_id == case_id, passages.c.id.in_(cited))
        return self._records(Passage, query.order_by(passages.c.source_id, passages.c.index))

    # --- sources ---------------------------------------------------------------------------

    def sources(self, case_id: str) -> tuple[Source, ...]:
        """Return the files and entries of a case."""
        return self.records(Source, case_id)

    def find_source(self, case_id: str, sha256: str) -> Source | None:
        """Return a file with these bytes, on its own or inside another file, or None."""
        table = TABLES["source"]
        query = select(table).where(
            table.c.case_id == case_id, table.c.sha256 == sha256,
            table.c.kind == SourceKind.FILE.value,
        )  # fmt: skip
        # One that stands on its own comes first.
        found = self._records(Source, query.order_by(table.c.parent_id.is_not(None), table.c.id))
        return found[0] if found else None

    def passages(self, case_id: str, source_id: str) -> tuple[Passage, ...]:
        """Return the passages of a source in reading order."""
        table = TABLES["passage"]
        query = select(table).where(table.c.case_id == case_id, table.c.source_id == source_id)
        return self._records(Passage, query.order_by(table.c.index))

    def original(self, sha256: str) -> bytes:
        """Return the bytes of a source. Errors: UnknownRecordError: they are not kept here."""
        return blobs.get(self._connection, sha256)

    def events_citing(self, case_id: str, source_id: str) -> tuple[CitingEvent, ...]:
        """Return the events that stand and rest on a source, by date; undated ones last."""
        return events_citing(self._connection, case_id, source_id)

    def first_waiting(self, case_id: str, source_id: str) -> str:
        """Return the id of a source's first suggestion that waits, by date; empty for none."""
        return first_waiting(self._connection, case_id, source_id)

    def has_original(self, sha256: str) -> bool:
        """Say whether the bytes of a source are kept here."""
        return blobs.has(self._connection, sha256)

    def batch(self, batch_id: str) -> ImportBatch:
        """Return an import by its id alone. Errors: UnknownRecordError."""
        table = TABLES["import_batch"]
        found = self._records(ImportBatch, select(table).where(table.c.id == batch_id))
        if not found:
            raise UnknownRecordError(value=batch_id)
        return found[0]

    # --- suggestions and events ----------------------------------------------------------------

    def suggestions(
        self, case_id: str, status: str | None = SuggestionStatus.WAITING
    ) -> tuple[Suggestion, ...]:
        """Return the suggestions of a case with this status (None: all), by date."""
        table = TABLES["suggestion"]
        query = select(table).where(table.c.case_id == case_id)
        if status is not None:
            query = query.where(table.c.status == status)
        order = table.c.date_sort.is_(None), table.c.date_sort, table.c.time, table.c.id
        return self._records(Suggestion, query.order_by(*order))

    def event_count(self, case_id: str) -> int:
        """Return how many events stand."""
        table = TABLES["event"].c
        query = select(func.count()).where(table.case_id == case_id, pages.stands())
        return self._connection.scalar(query) or 0

    def page(self, case_id: str, offset: int = 0, limit: int = 50) -> tuple[ChronologyRow, ...]:
        """Return one page of the running chronology: by date, then time; undated events last."""
        return pages.page(self._connection, case_id, offset, limit)

    def chronology_columns(
        self, case_id: str, *, removed: bool = False
    ) -> Iterator[tuple[ChronologyLine, ...]]:
        """Give all that the chronology shows of every event that stands, or was removed.

        Shape: tuples of up to 2,000 lines, in the order of `CaseView.events`. Each line says what
        the file held when the first was asked for.
        """
        return chronology_lines(self._connection, case_id, removed=removed)

    def chronology_lines(
        self, case_id: str, event_ids: Iterable[str]
    ) -> tuple[ChronologyLine, ...]:
        """Return the chronology's lines of some events, as far as these stand, in its order."""
        return lines_of(self._connection, case_id, event_ids)

    def event_detail(self, case_id: str, event_id: str) -> EventDetail:
        """Return one event with all that belongs to it. Errors: UnknownRecordError."""
        return event_detail(self._connection, case_id, event_id)

    def person_figures(self, case_id: str, person_id: str) -> PersonFigures:
        """Return what the events that stand say of a person: counts, first and last, seen."""
        return person_figures(self._connection, case_id, person_id)

    def find_events_near(
        self, case_id: str, when: FuzzyDate, child_ids: Iterable[str] = (), *, days: int = DAYS
    ) -> tuple[ChronologyLine, ...]:
        """Return the events that may be of a date, or up to `days` beside it, in order.

        With `child_ids` only those about one of these children, or about none.
        """
        return events_near(self._connection, case_id, when, child_ids, days)

    def other_accounts(self, case_id: str, suggestion: Suggestion) -> OtherAccounts:
        """Return what may be other accounts of what a suggestion tells, the likeliest first."""
        return other_accounts(self._connection, case_id, suggestion)

    def waiting_counts(self, case_id: str) -> WaitingCounts:
        """Return how much of a case waits for a person: suggestions, problems, unread events."""
        return waiting_counts(self._connection, case_id)

    # --- search and history -----------------------------------------------------------------

    def search(self, query: str, case_id: str | None = None) -> tuple[SearchHit, ...]:
        """Return the records that hold all the words, best first."""
        hits = []
        for match in search.find(self._connection, query, case_id):
            record = self.record(CLASSES[match.table], match.case_id, match.record_id)
            source = (
                self.record(Source, match.case_id, record.source_id)
                if isinstance(record, Passage)
                else None
            )
            hits.append(SearchHit(match.case_id, match.table, record, source))
        return tuple(hits)

    def history(self, case_id: str = "") -> tuple[AuditEntry, ...]:
        """Return a log in order: a case's, or (no case) the casebook's own."""
        return tuple(audit.entries(self._connection, case_id))

    def head(self, case_id: str = "") -> str:
        """Return a log's head as COUNT:HEX."""
        return audit.head(self._connection, case_id)

    def _records(self, cls: type[R], query: Select[Any]) -> tuple[R, ...]:
        how = mapping(cls)
        return tuple(how.record(row) for row in self._connection.execute(query))


def _as_added(table: Table) -> Any:
    """The order in which rows were added; a server's tables would carry a number for it."""
    return literal_column(f'"{table.name}".rowid')


def _place_of_citation() -> Any:
    """The place of a citation's passage in its source: citations come in reading order."""
    citation, passage = TABLES["citation"].c, TABLES["passage"].c
    same = (passage.case_id == citation.case_id) & (passage.id == citation.passage_id)
    return select(passage.index).where(same).scalar_subquery()
