"""Checks a whole casebook: the encryption's seals, the logs, every record, original and quote.

Each fault is a message id with figures; nothing is mended here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, select, text

from chronology_app.errors import ChronologyError, DamagedCasebookError
from chronology_app.model import Passage, Record
from chronology_app.model.codes import SourceKind
from chronology_app.model.serial import digest
from chronology_app.store import blobs, verify_shape
from chronology_app.store.connection import writing
from chronology_app.store.mapper import mapping
from chronology_app.store.passages import Piece, digest_of, piece_of
from chronology_app.store.schema import HEAD
from chronology_app.store.tables import ACTION, ACTION_CHANGE, CLASSES, META, TABLES
from chronology_app.store.undo import text_digest
from chronology_app.store.verify_logs import Key as _Key
from chronology_app.store.verify_logs import Logs
from chronology_app.store.writer import spoken
from chronology_app.wording import say

#: Each stage stops telling after this many faults of one kind.
_ENOUGH = 100


@dataclass(frozen=True, slots=True)
class VerifyProblem:
    """One fault."""

    message_id: str
    params: Mapping[str, str] = field(default_factory=dict)

    def sentence(self, language: str = "en") -> str:
        """Return the fault in words."""
        return say(self.message_id, language, **self.params)


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What verifying found. `counts` says how much was checked, by name."""

    problems: tuple[VerifyProblem, ...]
    counts: Mapping[str, int]
    #: Case id (the casebook's own log: empty) -> head as COUNT:HEX.
    heads: Mapping[str, str]

    @property
    def fine(self) -> bool:
        """Whether everything is as it was written."""
        return not self.problems


class _Verifier:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.problems: list[VerifyProblem] = []
        self.counts: Counter[str] = Counter()
        self._told: Counter[str] = Counter()
        self.logs = Logs(connection, self.counts, self.add)
        #: (case id, source id) -> what its passages say, of those sources whose log tells it.
        self._pieces: dict[tuple[str, str], list[Piece]] = defaultdict(list)
        self._words: dict[tuple[str, str], list[str]] = defaultdict(list)

    def add(self, name: str, **params: object) -> None:
        self._told[name] += 1
        if self._told[name] <= _ENOUGH:
            told = {key: str(value) for key, value in params.items()}
            self.problems.append(VerifyProblem(f"verify.{name}", told))

    def run(self, head: str | None) -> VerifyReport:
        stages = (
            self.seals, self.database, self.tables, lambda: self.logs.read(head), self.about,
            self.records, self.copies, self.actions, self.originals, self.quotes, self.search,
        )  # fmt: skip
        for stage in stages:
            try:
                stage()
            except DamagedCasebookError:
                self.add("database", detail=getattr(stage, "__name__", "-"))
        return VerifyReport(tuple(self.problems), dict(self.counts), self.logs.heads)

    def seals(self) -> None:
        """Every page of the file carries a seal made with the key."""
        for row in self.connection.exec_driver_sql("PRAGMA cipher_integrity_check"):
            self.add("cipher_page", detail=row[0])

    def database(self) -> None:
        for row in self.connection.exec_driver_sql("PRAGMA integrity_check"):
            if row[0] != "ok":
                self.add("database", detail=row[0])
        for row in self.connection.exec_driver_sql("PRAGMA foreign_key_check"):
            self.add("foreign_key", kind=spoken(row[0]))

    def tables(self) -> None:
        for name in verify_shape.differences(self.connection):
            self.add("tables_changed", value=name)

    def about(self) -> None:
        """The casebook's own facts, and which cases it has, are what its log says."""
        facts = {row.name: row.value for row in self.connection.execute(select(META))}
        version = text("SELECT version_num FROM alembic_version")
        versions = self.connection.scalars(version).all()
        # A casebook made by an early version did not write its facts into the log.
        changed = "casebook_id" in self.logs.made and facts != self.logs.made
        if changed or versions != [HEAD]:
            self.add("facts_changed")
        there = set(self.connection.scalars(select(TABLES["case"].c.id)))
        for case_id in sorted(self.logs.cases - there):
            self.add("case_missing", value=case_id)
        for case_id in sorted(there - self.logs.cases):
            self.add("case_unknown", value=case_id)

    def records(self) -> None:
        missing = {key for key, value in self.logs.last.items() if value}
        for name in TABLES:
            for key, record in self._stored(name):
                self.counts["records"] += 1
                missing.discard(key)
                logged = self.logs.last.get(key)
                if logged is None or logged == "":
                    self.add("record_extra", kind=spoken(name), value=key[2])
                elif record is not None and digest(record) != logged:
                    self.add("record_changed", kind=spoken(name), value=key[2])
                if isinstance(record, Passage):
                    self._note_passage(record)
        for _, name, record_id in sorted(missing):
            self.add("record_missing", kind=spoken(name), value=record_id)

    def _stored(self, name: str) -> Iterator[tuple[_Key, Record | None]]:
        how = mapping(CLASSES[name])
        columns = [column.name for column in how.table.columns]
        at_id, at_case = columns.index("id"), columns.index("case_id")
        for row in self.connection.execute(select(how.table)):
            key = (row[at_case], name, row[at_id])
            try:
                yield key, how.record(row)
            except (ChronologyError, ValueError, TypeError, KeyError):
                self.add("record_unreadable", kind=spoken(name), value=row[at_id])
                yield key, None

    def copies(self) -> None:
        """What undo would bring back is what the log says was there before the step."""
        c = ACTION_CHANGE.c
        kept: set[tuple[_Key, int]] = set()
        query = select(c.case_id, c.table, c.record_id, c.number, c.before)
        for case_id, name, record_id, number, before in self.connection.execute(query):
            key = (case_id, name, record_id)
            kept.add((key, number))
            self.counts["earlier_states"] += before is not None
            if text_digest(before) != self.logs.before(key, number):
                self.add("copy_changed", kind=spoken(name), value=record_id)
        told = {(key, number) for key, steps in self.logs.was.items() for number, _ in steps}
        for key, _ in sorted(kept ^ told):
            self.add("copy_changed", kind=spoken(key[1]), value=key[2])

    def actions(self) -> None:
        """Whose step may be undone is what the log says."""
        c = ACTION.c
        for case_id, number, by, command in self.connection.execute(
            select(c.case_id, c.number, c.by, c.command)
        ):
            if self.logs.steps.get((case_id, number)) != (by, command):
                self.add("action_changed", log=case_id or "-", number=number)

    def originals(self) -> None:
        kept = blobs.ids(self.connection)
        for sha256 in kept:
            self.counts["originals"] += 1
            if blobs.actual_sha256(self.connection, sha256) != sha256:
                self.add("original_changed", value=sha256)
        there = set(kept)
        c = TABLES["source"].c
        for case_id, source_id, kind, sha256 in self.connection.execute(
            select(c.case_id, c.id, c.kind, c.sha256)
        ):
            if sha256 in there:
                self._passages(case_id, source_id, kind, sha256)
                continue
            self.counts["sources_without_original"] += 1
            if (case_id, source_id) not in self.logs.without_original:
                self.add("original_missing", value=source_id)

    def _passages(self, case_id: str, source_id: str, kind: str, sha256: str) -> None:
        """The passages of a file are those of its import, those of typed text are its words."""
        wanted = self.logs.passages.get((case_id, source_id))
        found = self._pieces.get((case_id, source_id), [])
        differs = wanted is not None and digest_of(found) != wanted
        if wanted is not None and kind in (SourceKind.ENTRY, SourceKind.PASTED):
            words = "".join(self._words[case_id, source_id])
            typed = blobs.get(self.connection, sha256).decode("utf-8", "replace")
            differs = differs or words.split() != typed.split()
        if differs:
            self.add("passages_changed", value=source_id)

    def _note_passage(self, passage: Passage) -> None:
        key = passage.case_id, passage.source_id
        if key in self.logs.passages and not passage.is_typed_later:
            self._pieces[key].append(piece_of(passage))
            self._words[key].append(passage.text + "\n")

    def quotes(self) -> None:
        """Every citation quotes the very words of its passage."""
        c, p = TABLES["citation"].c, mapping(Passage).table.c
        joined = TABLES["citation"].outerjoin(
            TABLES["passage"], (c.case_id == p.case_id) & (c.passage_id == p.id)
        )
        query = select(c.id, c.start, c.end, c.quote, p.text).select_from(joined)
        for citation_id, start, end, quote, words in self.connection.execute(query):
            self.counts["citations"] += 1
            if words is None:
                self.add("passage_missing", value=citation_id)
            elif words[start:end] != quote:
                self.add("quote_differs", value=citation_id)

    def search(self) -> None:
        check = text("INSERT INTO search_index(search_index) VALUES ('integrity-check')")
        try:
            with writing(self.connection):
                self.connection.execute(check)
        except ChronologyError:
            self.add("search")


def verify(connection: Connection, head: str | None = None) -> VerifyReport:
    """Check everything; `head` (COUNT:HEX) must be how some log began."""
    return _Verifier(connection).run(head)
