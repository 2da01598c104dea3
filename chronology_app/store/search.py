"""Full-text search over passages, events and the team's own work, inside the encrypted file.

The only module that knows how the index works: a server's database would have its own. What is
indexed are folded words; the text that a hit shows is read from its record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, insert, select, text

from chronology_app.model import (
    Assessment,
    Breach,
    Change,
    Escalation,
    Event,
    Factor,
    FourQuestions,
    InformationRequest,
    Oversight,
    Passage,
    Plan,
    PreProceedingsStep,
    Record,
    Review,
    SaidDone,
    ServiceOffer,
    WorriesPage,
)
from chronology_app.store.tables import SEARCH_LINE, table_name

_TERM = re.compile(r'"([^"]*)"|(\S+)')
#: Record class -> the fields whose words are found; a tuple of lines has words of its own.
_WORDS: dict[type[Record], tuple[str, ...]] = {
    Passage: ("text",),
    Event: ("fact", "court_wording", "action", "result"),
    Plan: ("title", "lead", "agreed_by", "disagree", "ended_why"),
    Change: (
        "needed", "baseline", "target", "measure", "who", "help", "consequence_no_change",
        "consequence_limited", "contingency", "decided_by", "child_view", "parent_view",
        "other_words",
    ),
    Review: ("now", "decided", "note"),
    Breach: ("words", "answer"),
    Assessment: ("note", "scores"),
    Escalation: ("about", "reply", "outcome"),
    Oversight: ("decided", "done"),
    InformationRequest: ("asked", "answer"),
    ServiceOffer: ("name", "before", "after"),
    SaidDone: ("said", "done", "changed"),
    PreProceedingsStep: ("words",),
    FourQuestions: ("answers",),
    WorriesPage: ("worries", "strengths", "must_happen", "child_words"),
    Factor: ("words",),
}  # fmt: skip
_SEARCHED = frozenset(table_name(kind) for kind in _WORDS)


@dataclass(frozen=True, slots=True)
class Match:
    """A record that holds the words, best first."""

    case_id: str
    table: str
    record_id: str


def learn(connection: Connection, records: Iterable[Record]) -> None:
    """Put records that have words into the index; others are passed over."""
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
    found: list[str] = []
    for name in _WORDS.get(type(record), ()):
        value = getattr(record, name)
        if isinstance(value, str):
            found.append(value)
        else:
            # Lines, answers and scores: each has its words, a score has a note.
            found += [getattr(one, "words", "") or getattr(one, "note", "") for one in value]
    return "\n".join(filter(None, found))


def words_of(record: Record) -> str:
    """Return the words of a record by which it is found; for all but a passage on one line."""
    return _words(record) if isinstance(record, Passage) else " ".join(_words(record).split())
