"""Checks of what came in: accepted unread, waiting suggestions, what an import did not read."""

from __future__ import annotations

from collections import defaultdict

from chronology_app.analysis.checks.finding import (
    NOTE,
    SERIOUS,
    SHOULD,
    Found,
    Scope,
    make_finding,
    of_event,
)
from chronology_app.model import ImportProblem, Source
from chronology_app.model.codes import EventStatus, SuggestionStatus

#: Notes that only tell how a file was read; the importers' own list.
INFORMATION_CODES = frozenset(
    "building_blocks comment_found encoding_guessed hidden_rows hidden_sheet hidden_text "
    "html_body_read misnamed picture_described quoted_lines small_pictures tracked_deletion "
    "tracked_insertions two_bodies_alike".split()
)


def find_unread(scope: Scope) -> Found:
    """Events that were accepted without their source being shown."""
    for event in scope.view.events:
        if event.status == EventStatus.ACCEPTED_UNREAD:
            yield of_event("accepted_unread", SERIOUS, event)


def find_waiting(scope: Scope) -> Found:
    """One finding for each source, because the inbox goes through them together."""
    groups: dict[str, list[str]] = defaultdict(list)
    for suggestion in scope.suggestions:
        if suggestion.status == SuggestionStatus.WAITING:
            groups[suggestion.source_id].append(suggestion.id)
    for source_id, ids in groups.items():
        source = scope.view.by_id.get(source_id)
        if isinstance(source, Source):
            params = {"count": len(ids), "title": source.citation_title or source.file_name}
            yield make_finding("unreviewed", SHOULD, "source", source, of=ids, params=params)


def find_problems(scope: Scope, *, information: bool) -> Found:
    """Things that were not read, or not surely; what only tells how a file was read comes last."""
    check, level = ("import_note", NOTE) if information else ("import_problem", SHOULD)
    for problem in scope.view.of(ImportProblem):
        if not problem.settled_by and (problem.code in INFORMATION_CODES) == information:
            source = scope.view.by_id.get(problem.source_id or "")
            title = source.citation_title if isinstance(source, Source) else ""
            params: dict[str, object] = {"problem": problem, "title": title}
            yield make_finding(check, level, "import_problem", problem, params=params)
