"""Checks a whole casebook: the encryption's seals, the logs, every record, original and quote.

Each fault is a message id with figures; nothing is mended here.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, select, text

from chronology_app.errors import ChronologyError, DamagedCasebookError
from chronology_app.model import Passage, Record
from chronology_app.model.serial import digest
from chronology_app.store import audit, blobs, merkle
from chronology_app.store.connection import writing
from chronology_app.store.mapper import mapping
from chronology_app.store.tables import ACTION_CHANGE, AUDIT_ENTRY, CLASSES, TABLES
from chronology_app.store.writer import spoken
from chronology_app.wording import say

#: Each stage stops telling after this many faults of one kind.
_ENOUGH = 100

#: (case id, table, record id)
_Key = tuple[str, str, str]


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
        self.heads: dict[str, str] = {}
        self._last: dict[_Key, str] = {}
        #: What each record was by the log: (number of the step, digest), oldest first.
        self._was: dict[_Key, list[tuple[int, str]]] = defaultdict(list)
        #: Logs with a lawfully erased entry: they no longer tell every earlier state.
        self._erased: set[str] = set()
        self._told: Counter[str] = Counter()

    def add(self, name: str, **params: object) -> None:
        self._told[name] += 1
        if self._told[name] <= _ENOUGH:
            told = {key: str(value) for key, value in params.items()}
            self.problems.append(VerifyProblem(f"verify.{name}", told))

    def run(self, head: str | None) -> VerifyReport:
        stages = (
            self.seals, self.database, lambda: self.logs(head), self.records, self.copies,
            self.originals, self.quotes, self.search,
        )  # fmt: skip
        for stage in stages:
            try:
                stage()
            except DamagedCasebookError:
                self.add("database", detail=getattr(stage, "__name__", "-"))
        return VerifyReport(tuple(self.problems), dict(self.counts), self.heads)

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

    def logs(self, head: str | None) -> None:
        wanted_count, _, wanted_root = (head or "").partition(":")
        found = head is None
        for case_id in audit.log_ids(self.connection):
            roots: merkle.Roots = ()
            count = 0
            for number, leaf in self._leaves(case_id):
                roots = merkle.add_leaf(count, roots, leaf)
                count = number
                if str(count) == wanted_count:
                    found = found or merkle.tree_root(roots).hex() == wanted_root.lower()
            self.counts["log_entries"] += count
            if audit.logged(self.connection, case_id) != (count, merkle.tree_root(roots)):
                self.add("audit_root", log=_log_name(case_id))
            self.heads[case_id] = audit.head(self.connection, case_id)
        if not found:
            self.add("audit_head", head=head)

    def _leaves(self, case_id: str) -> Iterator[tuple[int, bytes]]:
        columns = AUDIT_ENTRY.c
        query = select(AUDIT_ENTRY).where(columns.case_id == case_id).order_by(columns.number)
        for expected, row in enumerate(self.connection.execute(query), start=1):
            if row.number != expected:
                self.add("audit_gap", log=_log_name(case_id), number=expected)
                return
            self._check_entry(case_id, row)
            yield row.number, bytes.fromhex(row.leaf)

    def _check_entry(self, case_id: str, row: object) -> None:
        """An entry whose content was erased lawfully is held by its leaf alone."""
        number, content = getattr(row, "number", 0), getattr(row, "content", None)
        if content is None:
            self.counts["erased_log_entries"] += 1
            self._erased.add(case_id)
            return
        salt = bytes.fromhex(getattr(row, "salt", None) or "")
        told = json.loads(content)
        same = all(told[name] == getattr(row, name, None) for name in ("at", "by", "command"))
        placed = told["case_id"] == case_id and told["number"] == number
        if audit.leaf_of(salt, content).hex() != getattr(row, "leaf", "") or not (same and placed):
            self.add("audit_entry", log=_log_name(case_id), number=number)
        for table, record_id, _, value in told["touched"]:
            self._last[case_id, table, record_id] = value
            self._was[case_id, table, record_id].append((number, value))

    def records(self) -> None:
        missing = {key for key, value in self._last.items() if value}
        for name in TABLES:
            for key, record in self._stored(name):
                self.counts["records"] += 1
                missing.discard(key)
                logged = self._last.get(key)
                if logged is None or logged == "":
                    self.add("record_extra", kind=spoken(name), value=key[2])
                elif record is not None and digest(record) != logged:
                    self.add("record_changed", kind=spoken(name), value=key[2])
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
        query = select(c.case_id, c.table, c.record_id, c.number, c.before)
        for *key, number, before in self.connection.execute(query.where(c.before.is_not(None))):
            self.counts["earlier_states"] += 1
            was = [value for n, value in self._was.get(tuple(key), ()) if n < number]
            if (
                was
                and key[0] not in self._erased
                and hashlib.sha256(before.encode("utf-8")).hexdigest() != was[-1]
            ):
                self.add("copy_changed", kind=spoken(key[1]), value=key[2])

    def originals(self) -> None:
        kept = blobs.ids(self.connection)
        for sha256 in kept:
            self.counts["originals"] += 1
            if blobs.actual_sha256(self.connection, sha256) != sha256:
                self.add("original_changed", value=sha256)
        named = self.connection.scalars(select(TABLES["source"].c.sha256)).all()
        there = set(kept)
        self.counts["sources_without_original"] = sum(sha256 not in there for sha256 in named)

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


def _log_name(case_id: str) -> str:
    return case_id or "-"
