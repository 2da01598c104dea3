"""Full-text search over passages and events, inside the encrypted file.

The only module that knows how the index works: a server's database would have its own. What is
indexed are folded words; the text that a hit shows is read from its record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, insert, select, text

from chronology_app.model import Event, Passage, Record
from chronology_app.store.tables import SEARCH_LINE, table_name

_TERM = re.compile(r'"([^"]*)"|(\S+)')
_SEARCHED = ("passage", "event")


@dataclass(frozen=True, slots=True)
class Match:
    """A record that holds the words, best first."""

    case_id: str
    table: str
    record_id: str


def learn(connection: Connection, records: Iterable[Record]) -> None:
    """Put passages and events into the index; others are passed over."""
    found = [(record, _words(record)) for record in records]
    texts = [(record, words) for record, words in found if words.strip()]
    if not texts:
        return
    last = connection.scalar(text("SELECT coalesce(max(line), 0) FROM search_line")) or 0
    lines, words = [], []
    for line, (record, said) in enumerate(texts, start=last + 1):
        name = table_name(type(record))
        lines.append(
            {"line": line, "case_id": record.case_id, "table": name, "record_id": record.id}
        )
        words.append({"line": line, "words": said})
    connection.execute(insert(SEARCH_LINE), lines)
    connection.execute(text("INSERT INTO search_index(rowid, words) VALUES (:line, :words)"), words)


def forget(connection: Connection, case_id: str, table: str, ids: Sequence[str]) -> None:
    """Take records out of the index, whether or not they are in it."""
    if table not in _SEARCHED:
        return
    columns = SEARCH_LINE.c
    lines: list[int] = []
    for at in range(0, len(ids), 500):
        query = select(columns.line).where(
            columns.case_id == case_id, columns.table == table,
            columns.record_id.in_(ids[at : at + 500]),
        )  # fmt: skip
        lines += connection.scalars(query)
    if lines:
        rows = [{"gone": line} for line in lines]
        connection.execute(text("DELETE FROM search_index WHERE rowid = :gone"), rows)
        connection.execute(delete(SEARCH_LINE).where(columns.line == bindparam("gone")), rows)


def find(
    connection: Connection, query: str, case_id: str | None = None, limit: int = 200
) -> list[Match]:
    """Return the records that hold all the words of a query, best first.

    Words in double quotes must stand together; a word that ends in * stands for all that begin
    so. Accents and case do not matter. A query without words finds nothing.
    """
    terms = [(phrase or word).replace('"', " ").strip() for phrase, word in _TERM.findall(query)]
    wanted = " AND ".join(_wanted(term) for term in terms if any(c.isalnum() for c in term))
    if not wanted:
        return []
    sql = (
        'SELECT l.case_id, l."table", l.record_id FROM search_index i'
        " JOIN search_line l ON l.line = i.rowid"
        " WHERE search_index MATCH :wanted AND (:case_id IS NULL OR l.case_id = :case_id)"
        " ORDER BY i.rank, l.line LIMIT :limit"
    )
    params = {"wanted": wanted, "case_id": case_id, "limit": limit}
    return [Match(*row) for row in connection.execute(text(sql), params)]


def _wanted(term: str) -> str:
    if term.endswith("*"):
        return f'"{term.rstrip("*").strip()}"*'
    return f'"{term}"'


def _words(record: Record) -> str:
    if isinstance(record, Passage):
        return record.text
    if isinstance(record, Event):
        return "\n".join((record.fact, record.court_wording, record.action, record.result))
    return ""
