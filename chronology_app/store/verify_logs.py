"""Reads every audit log, checks each entry and the whole, and gathers what the logs tell.

What is compared with it is for `verify`; how a log is kept is in `audit`.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, Row, select

from chronology_app.store import audit, merkle
from chronology_app.store.passages import IMPORTS
from chronology_app.store.tables import AUDIT_ENTRY

#: (case id, table, record id)
Key = tuple[str, str, str]
Add = Callable[..., None]

_MADE, _CASE, _LOAD = "new_casebook", "add_case", "load"


class Logs:
    """All logs of a casebook. Faults go to `add` by name, with figures."""

    def __init__(self, connection: Connection, counts: Counter[str], add: Add) -> None:
        self._connection = connection
        self._counts = counts
        self._add = add
        #: Case id (the casebook's own log: empty) -> head as COUNT:HEX.
        self.heads: dict[str, str] = {}
        #: What each record is by the log; empty when it was removed.
        self.last: dict[Key, str] = {}
        #: What each record was by the log: (number of the step, digest), oldest first.
        self.was: dict[Key, list[tuple[int, str]]] = defaultdict(list)
        #: (case id, number) -> who did what.
        self.steps: dict[tuple[str, int], tuple[str, str]] = {}
        #: (case id, source id) -> digest over its passages when it was imported.
        self.passages: dict[tuple[str, str], str] = {}
        #: Sources, (case id, source id), that were loaded without their bytes.
        self.without_original: set[tuple[str, str]] = set()
        #: What the log says was written into the casebook when it was made.
        self.made: dict[str, str] = {}
        #: Ids of the cases that were added.
        self.cases: set[str] = set()

    def read(self, head: str | None) -> None:
        """Read and check all of them; `head` must be how some log began."""
        wanted_count, _, wanted_root = (head or "").partition(":")
        found = head is None
        known = audit.log_ids(self._connection)
        for case_id in known:
            roots: merkle.Roots = ()
            count = 0
            for number, leaf in self._leaves(case_id):
                roots = merkle.add_leaf(count, roots, leaf)
                count = number
                if str(count) == wanted_count:
                    found = found or merkle.tree_root(roots).hex() == wanted_root.lower()
            if audit.logged(self._connection, case_id) != (count, merkle.tree_root(roots)):
                self._add("audit_root", log=_log_name(case_id))
            self.heads[case_id] = audit.head(self._connection, case_id)
        if not found:
            self._add("audit_head", head=head)
        for case_id in self._connection.scalars(select(AUDIT_ENTRY.c.case_id).distinct()):
            if case_id not in known:
                self._add("log_unknown", log=_log_name(case_id))
        if self.steps.get(("", 1), ("", ""))[1] != _MADE:
            self._add("book_log_missing")

    def before(self, key: Key, number: int) -> str:
        """Return a record's digest before a step; empty when it was not there."""
        earlier = [value for step, value in self.was.get(key, ()) if step < number]
        return earlier[-1] if earlier else ""

    def _leaves(self, case_id: str) -> Iterator[tuple[int, bytes]]:
        columns = AUDIT_ENTRY.c
        query = select(AUDIT_ENTRY).where(columns.case_id == case_id).order_by(columns.number)
        for expected, row in enumerate(self._connection.execute(query), start=1):
            if row.number != expected:
                self._add("audit_gap", log=_log_name(case_id), number=expected)
                return
            try:
                leaf = bytes.fromhex(row.leaf)
                self._check_entry(case_id, row)
            except (ValueError, KeyError, TypeError):
                self._add("audit_entry", log=_log_name(case_id), number=row.number)
                leaf = b""
            yield row.number, leaf

    def _check_entry(self, case_id: str, row: Row[Any]) -> None:
        """No command erases an entry's content, so one without it is a fault."""
        if row.content is None or row.salt is None:
            self._counts["erased_log_entries"] += 1
            self._add("audit_erased", log=_log_name(case_id), number=row.number)
            return
        told = json.loads(row.content)
        same = all(told[name] == getattr(row, name) for name in ("at", "by", "command"))
        placed = told["case_id"] == case_id and told["number"] == row.number
        leaf = audit.leaf_of(bytes.fromhex(row.salt), row.content).hex()
        if leaf != row.leaf or not (same and placed):
            self._add("audit_entry", log=_log_name(case_id), number=row.number)
        self._gather(case_id, row.number, told)

    def _gather(self, case_id: str, number: int, told: dict[str, Any]) -> None:
        self.steps[case_id, number] = told["by"], told["command"]
        for table, record_id, _, value in told["touched"]:
            self.last[case_id, table, record_id] = value
            self.was[case_id, table, record_id].append((number, value))
        params = told["params"]
        if case_id == "" and number == 1:
            self.made = params
        if case_id == "" and told["command"] == _CASE:
            self.cases.add(params["case_id"])
        if told["command"] in IMPORTS and "passages_sha256" in params:
            self.passages[case_id, params["source_id"]] = params["passages_sha256"]
        if told["command"] == _LOAD:
            absent = json.loads(params.get("without_original", "[]"))
            self.without_original.update((case_id, source_id) for source_id in absent)


def _log_name(case_id: str) -> str:
    return case_id or "-"
