"""What of a case's data may leave, and for whom: whole records, and single fields of them.

Owns the rules; the lines are `data`, the words inside them are looked at again by the gate.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

from chronology_app.documents.options import LOCAL_AUTHORITY, ExportOptions
from chronology_app.documents.protected import released_ids, watched_details
from chronology_app.documents.references import source_title
from chronology_app.documents.words import Words
from chronology_app.model import (
    Entry,
    Event,
    FiledDocument,
    Finding,
    ImportBatch,
    ImportProblem,
    Locator,
    Passage,
    Person,
    ProtectedDetail,
    Record,
    Release,
    SavedView,
    SettingsRow,
    SignOff,
    Source,
    Suggestion,
)
from chronology_app.model.codes import RecordClass
from chronology_app.model.events import Analysis
from chronology_app.model.links import linked_events
from chronology_app.model.view import CaseView
from chronology_app.settings import PHRASES

#: Fields that name a record without which this one says nothing, or says too much.
_OWNERS = (
    "event_id", "source_id", "passage_id", "owner_id", "record_id", "headline_account_id",
    "plan_id", "change_id", "pre_proceedings_id",
)  # fmt: skip
#: Records of the authority's own work: guesses, refusals with their reasons, imports, screens.
_OWN_WORK = (Suggestion, ImportBatch, SavedView)
#: Kinds of analyses that say why staff changed or removed an event.
_OWN_NOTES = frozenset({"date_changed", "class_changed", "removed"})
#: Fields that only the authority's own staff may read: notes and reasons may carry advice, names
#: and digests of files are no reader's business.
_OWN_FIELDS: Mapping[type[Record], Mapping[str, Any]] = {
    Person: {"note": ""},
    ProtectedDetail: {"reason": ""},
    Release: {"reason": ""},
    Finding: {"reason": ""},
    Event: {"suggestion_ids": (), "confirmed_how": ""},
    ImportProblem: {"batch_id": None, "raw": "", "settled_by": "", "settled_note": ""},
    FiledDocument: {"sha256": "", "head": ""},
    SignOff: {"head": ""},
}


def find_kept_back(view: CaseView, options: ExportOptions) -> set[str]:
    """Return the ids of all records that stay: those classed, and those that hang on them."""
    released = released_ids(view, options.profile)
    kept = {record.id for record in view.by_id.values() if _is_classed(record)} - released
    kept |= {watched.detail.id for watched in watched_details(view, options.profile, released)}
    kept |= _from_classed_passages(view, kept) - released
    while True:
        hanging = {
            record.id
            for record in view.by_id.values()
            if record.id not in kept | released and _hangs_on(view, record, kept)
        }
        if not hanging:
            return kept
        kept |= hanging


def is_own_work(record: Record, profile: str) -> bool:
    """Say whether a record is the authority's own work, which no other profile is given."""
    is_note = isinstance(record, Analysis) and record.kind in _OWN_NOTES
    # An example beside a phrase may be a sentence of this or of another case.
    is_phrase = isinstance(record, SettingsRow) and record.name.startswith(f"{PHRASES}.")
    own = is_note or is_phrase or isinstance(record, _OWN_WORK)
    return profile != LOCAL_AUTHORITY and own


def open_fields(record: Record, profile: str) -> Record:
    """Return a record with the fields emptied that a profile may not read."""
    if profile == LOCAL_AUTHORITY:
        return record
    changed: dict[str, Any] = dict(_OWN_FIELDS.get(type(record), {}))
    if isinstance(record, Source):
        title = source_title(record, Words("en"))
        changed = {
            "file_name": "", "sha256": "", "batch_id": None, "citation_title": title,
            "system": "", "record_number": "", "brought_by": "",
        }  # fmt: skip
    elif isinstance(record, ImportProblem):
        # The names stay, because a sentence is built from them; of the values only numbers.
        changed["params"] = {k: v if v.isdigit() else "" for k, v in record.params.items()}
    if isinstance(record, (Passage, ImportProblem)):
        changed["locator"] = replace(record.locator, archive_member=None)
    return replace(record, **changed)


def open_source_name(source: Source, profile: str) -> str:
    """Return what data may call a source: its file for the authority, for others its title."""
    if profile == LOCAL_AUTHORITY:
        return source.name
    return source_title(source, Words("en"))


def _is_classed(record: Record) -> bool:
    own = getattr(record, "record_class", RecordClass.ORDINARY)
    return own != RecordClass.ORDINARY


def _from_classed_passages(view: CaseView, kept: set[str]) -> set[str]:
    """Return what repeats a passage that stays: suggestions, problems and entries."""
    passages = [p for p in view.of(Passage) if p.id in kept]
    places = {(p.source_id, p.index) for p in passages}
    sources = {p.source_id for p in passages}
    repeats: tuple[tuple[type[Any], Callable[[Any], bool]], ...] = (
        (Suggestion, lambda s: any((s.source_id, x.passage_index) in places for x in s.spans)),
        (Entry, lambda entry: entry.source_id in sources),
        (ImportProblem, lambda problem: any(_is_at(problem, passage) for passage in passages)),
    )
    return {row.id for kind, is_repeat in repeats for row in view.of(kind) if is_repeat(row)}


def _is_at(problem: ImportProblem, passage: Passage) -> bool:
    """Say whether a problem may be about a passage: same source, and no part of the place differs.

    A problem without a place may be about any part of its file.
    """
    if problem.source_id != passage.source_id:
        return False
    pairs = (
        (getattr(problem.locator, part.name), getattr(passage.locator, part.name))
        for part in fields(Locator)
    )
    return all(mine == theirs for mine, theirs in pairs if None not in (mine, theirs))


def _hangs_on(view: CaseView, record: Record, kept: set[str]) -> bool:
    """Say whether a record belongs to one that stays, or rests on words that stay."""
    if any(getattr(record, name, None) in kept for name in _OWNERS):
        return True
    if any(citation.id in kept for citation in view.citations.get(record.id, ())):
        return True
    # Judgements, plans and other work may tell in their own words what their events say.
    return any(event_id in kept for event_id in linked_events(record))
