"""Keeps where each person was on each screen, and counts what stands: for screens and signatures.

Where a person was is no record: it is not logged, not undone and leaves in no export.
"""

from __future__ import annotations

from sqlalchemy import Connection, case, delete, func, insert, select

from chronology_app.model.codes import EventStatus
from chronology_app.store.tables import REMEMBERED, TABLES

_R = REMEMBERED.c


def remember(connection: Connection, case_id: str, by: str, name: str, value: str) -> None:
    """Keep a value under a name for one person; an empty one is forgotten."""
    same = delete(REMEMBERED).where(_R.case_id == case_id, _R.by == by, _R.name == name)
    connection.execute(same)
    if value:
        kept = insert(REMEMBERED).values(case_id=case_id, by=by, name=name, value=value)
        connection.execute(kept)


def find_remembered(connection: Connection, case_id: str, by: str, name: str) -> str:
    """Return what was kept for a person under a name; empty when nothing was."""
    query = select(_R.value).where(_R.case_id == case_id, _R.by == by, _R.name == name)
    return connection.scalar(query) or ""


def standing_counts(connection: Connection, case_id: str) -> tuple[int, int]:
    """Return how many events stand, and how many of them were accepted unread."""
    columns = TABLES["event"].c
    unread = case((columns.status == EventStatus.ACCEPTED_UNREAD.value, 1), else_=0)
    query = select(func.count(), func.coalesce(func.sum(unread), 0)).where(
        columns.case_id == case_id, columns.status != EventStatus.REMOVED.value
    )
    stand, not_read = connection.execute(query).one()
    return stand, not_read
