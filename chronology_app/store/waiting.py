"""What waits for a person: suggestions file by file, problems, events that nobody has read.

What has been decided is in `chronology_lines` and `event_detail`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from chronology_app.model.codes import EventStatus, SuggestionStatus
from chronology_app.store.tables import TABLES


@dataclass(frozen=True, slots=True)
class WaitingCounts:
    """How much of a case waits for a person."""

    #: Suggestions that nobody has decided on.
    suggestions: int = 0
    #: Import problems that nobody has settled.
    problems: int = 0
    #: Events accepted unread: no court document holds them.
    unread: int = 0
    #: Source id -> its waiting suggestions; sources without any are left out.
    by_source: dict[str, int] = field(default_factory=dict)
    #: Source id -> all its suggestions, decided or not.
    suggested_by_source: dict[str, int] = field(default_factory=dict)


def waiting_counts(connection: Connection, case_id: str) -> WaitingCounts:
    """Return how much of a case waits, in three questions."""
    suggestion, problem = TABLES["suggestion"].c, TABLES["import_problem"].c
    event = TABLES["event"].c
    by_status = connection.execute(
        select(suggestion.source_id, suggestion.status, func.count())
        .where(suggestion.case_id == case_id)
        .group_by(suggestion.source_id, suggestion.status)
    ).all()
    waiting: dict[str, int] = {}
    suggested: dict[str, int] = {}
    for source_id, status, count in by_status:
        suggested[source_id] = suggested.get(source_id, 0) + count
        if status == SuggestionStatus.WAITING.value:
            waiting[source_id] = count
    problems = select(func.count()).where(problem.case_id == case_id, problem.settled_by == "")
    unread = select(func.count()).where(
        event.case_id == case_id, event.status == EventStatus.ACCEPTED_UNREAD.value
    )
    return WaitingCounts(
        suggestions=sum(waiting.values()),
        problems=connection.scalar(problems) or 0,
        unread=connection.scalar(unread) or 0,
        by_source=waiting,
        suggested_by_source=suggested,
    )
