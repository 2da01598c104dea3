"""What taking in records from elsewhere may never change of what is there.

An original and its words, a signature and what was filed stay as they are; a newer record beside
them is another record. What loading is as a command is for `casefile` to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import literal, select

from chronology_app.analysis.instruments import scale_of
from chronology_app.errors import BadValueError
from chronology_app.model import (
    Citation,
    Entry,
    FiledDocument,
    Filing,
    FourQuestions,
    Instrument,
    Passage,
    Record,
    Release,
    SignOff,
    Source,
)
from chronology_app.model.codes import RecordClass
from chronology_app.store import audit, blobs
from chronology_app.store.passages import IMPORTS
from chronology_app.store.tables import TABLES, table_name
from chronology_app.store.writer import Step, spoken

_FIXED = (Source, Passage, Entry, Citation, Release, SignOff, Filing, FiledDocument)
#: What a case may hold before records are taken in and still count as empty.
_BARE = ("case", "person", "parentage", "protected_detail", "instrument", "settings_row", "agency")


def check_loaded(step: Step, records: Sequence[Record]) -> None:
    """Refuse records that would change what never changes. `records`: as part of the step's case.

    Errors: BadValueError naming the kind and id.
    """
    groups: dict[type[Record], list[Record]] = defaultdict(list)
    for record in records:
        groups[type(record)].append(record)
    empty = _is_empty(step)
    for kind, group in groups.items():
        there: dict[str, Record] = dict(step.find_many(kind, (record.id for record in group)))
        for record in group:
            known = there.get(record.id)
            if isinstance(record, _FIXED):
                there.setdefault(record.id, record)
            if known is not None:
                _check_known(known, record)
                _check_scale(step, known, record)
            elif isinstance(record, Release) and not empty and record.decided_by != step.by:
                raise _refused("error.load_release", record)
    _check_new_passages(step, [r for r in records if isinstance(r, Passage)])


def sources_without_original(step: Step, records: Sequence[Record]) -> list[str]:
    """Return the ids of new sources whose bytes are not kept here."""
    sources = [record for record in records if isinstance(record, Source)]
    there = step.find_many(Source, (source.id for source in sources))
    new = [source for source in sources if source.id not in there]
    return sorted({s.id for s in new if not blobs.has(step.connection, s.sha256)})


def _check_known(known: Record, record: Record) -> None:
    is_signed = isinstance(known, FourQuestions) and bool(known.signed_by)
    if (isinstance(record, _FIXED) or is_signed) and _content(known) != _content(record):
        raise _refused("error.load_changes", record)
    before = getattr(known, "record_class", RecordClass.ORDINARY)
    after = getattr(record, "record_class", RecordClass.ORDINARY)
    if before != RecordClass.ORDINARY and after == RecordClass.ORDINARY:
        raise _refused("error.load_class", record)


def _check_scale(step: Step, known: Record, record: Record) -> None:
    """A scale keeps its meaning while a score stands on it; another one is a newer version."""
    if not isinstance(known, Instrument) or not isinstance(record, Instrument):
        return
    if scale_of(known) == scale_of(record):
        return
    table = TABLES["assessment"]
    query = select(literal(1)).where(
        table.c.case_id == step.case_id, table.c.instrument_id == known.id
    )
    if step.connection.execute(query.limit(1)).first():
        raise _refused("error.load_changes", record)


def _content(record: Record) -> Record:
    return replace(record, case_id="", row_version=0)


def _check_new_passages(step: Step, passages: Sequence[Passage]) -> None:
    """A file that was imported here has the passages that were read in it, and no others."""
    there = step.find_many(Passage, (passage.id for passage in passages))
    new = [passage for passage in passages if passage.id not in there]
    old_sources = step.find_many(Source, {passage.source_id for passage in new})
    if not old_sources:
        return
    told = audit.params_of(step.connection, step.case_id, IMPORTS)
    imported = {params.get("source_id") for params in told} & set(old_sources)
    for passage in new:
        if passage.source_id in imported:
            raise _refused("error.load_changes", passage)


def _is_empty(step: Step) -> bool:
    for name, table in TABLES.items():
        query = select(literal(1)).where(table.c.case_id == step.case_id).limit(1)
        if name not in _BARE and step.connection.execute(query).first():
            return False
    return True


def _refused(message_id: str, record: Record) -> BadValueError:
    return BadValueError(message_id, kind=spoken(table_name(type(record))), value=record.id)
