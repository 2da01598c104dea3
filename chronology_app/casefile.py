"""The casebook: the only writer. Each command is one audited step and returns what it changed.

What an event is built of is in `commands`; how records are kept is in `store`; what the steps are
called in words is in `history`; opening, keys and safety are in `commands.book`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from chronology_app.commands.account_commands import AccountCommands
from chronology_app.commands.check_commands import CheckCommands
from chronology_app.commands.entries import TypedEntry, build_entry
from chronology_app.commands.event_commands import EventCommands
from chronology_app.commands.family import Family
from chronology_app.commands.family_commands import FamilyCommands
from chronology_app.commands.impact_commands import ImpactCommands
from chronology_app.commands.loading import sorted_for_loading
from chronology_app.commands.people import update_people
from chronology_app.commands.reading_book import ReadingBook
from chronology_app.commands.review import Decision, Review, parse_all
from chronology_app.commands.screen_commands import ScreenCommands
from chronology_app.commands.source_commands import SourceCommands
from chronology_app.errors import BadValueError, ChronologyError, UnknownRecordError
from chronology_app.history import step_name
from chronology_app.model import (
    Case,
    ImportBatch,
    ImportProblem,
    Parentage,
    Passage,
    Person,
    ProtectedDetail,
    Record,
    Source,
    Suggestion,
    new_id,
)
from chronology_app.model.codes import BatchStatus
from chronology_app.model.serial import canonical_json
from chronology_app.store import blobs, undo
from chronology_app.store.audit import LastStep, last_step
from chronology_app.store.backup import BackupContents, restore
from chronology_app.store.connection import store_errors
from chronology_app.store.fixed import check_loaded, sources_without_original
from chronology_app.store.passages import params_for
from chronology_app.store.verify import VerifyProblem, VerifyReport
from chronology_app.store.writer import Changed

__all__ = [
    "BackupContents", "Casebook", "Changed", "Decided", "LastStep", "ReadingBook", "TypedEntry",
    "VerifyProblem", "VerifyReport", "restore",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of one decision: `changed`, or the `error` that left everything as it was."""

    position: int
    changed: Changed | None = None
    suggestion_id: str | None = None
    event_id: str | None = None
    error: ChronologyError | None = None


class Casebook(
    EventCommands, AccountCommands, ImpactCommands, FamilyCommands, SourceCommands, CheckCommands,
    ScreenCommands,
):  # fmt: skip
    """One open casebook. Use it on one thread, best in a ``with`` block."""

    @property
    def last_step(self) -> LastStep:
        """Number and time of the newest step: shows a person that this is an older file."""
        with store_errors(self.path):
            return last_step(self._book.connection)

    # --- cases and people ----------------------------------------------------------------------

    def add_case(self, case: Case, *, by: str | None = None) -> Changed:
        """Add a case. Errors: BadValueError when its reference is taken or empty."""
        case = replace(case, case_id=case.id)
        self._check_reference(case)
        with self._step(case.id, "add_case", by) as step:
            step.put(case)
            changed = step.finish(undoable=False)
            self._note_in_book("add_case", {"case_id": case.id}, by)
        return changed

    def change_case(self, case: Case, *, by: str | None = None) -> Changed:
        """Store a case's newer state. Errors: UnknownRecordError, BadValueError."""
        self._check_reference(case)
        with self._step(case.id, "change_case", by) as step:
            step.get(Case, case.id)
            step.put(case)
            return step.finish()

    def set_people(
        self,
        case_id: str,
        people: Sequence[Person],
        parentage: Sequence[Parentage] = (),
        protected: Sequence[ProtectedDetail] = (),
        *,
        by: str | None = None,
    ) -> Changed:
        """Add people or bring them up to date by name; who is known keeps the same id.

        Nobody goes because the list leaves them out.
        """
        there = [
            record
            for cls in (Person, Parentage, ProtectedDetail)
            for record in self.queries.records(cls, case_id)
        ]
        with self._step(case_id, "set_people", by) as step:
            step.get(Case, case_id)
            step.put(*update_people(there, people, parentage, protected))
            return step.finish({"count": str(len(people))})

    # --- imports ---------------------------------------------------------------------------

    def start_batch(
        self, case_id: str, file_count: int = 0, *, by: str | None = None
    ) -> ImportBatch:
        """Begin an import: all its files are one step to undo."""
        batch = ImportBatch(
            case_id=case_id, started_at=self._clock(), by=by or self.by, file_count=file_count
        )
        with self._step(case_id, "start_import", by) as step:
            step.get(Case, case_id)
            step.put(batch)
            step.finish({"count": str(file_count)}, batch_id=batch.id)
        return batch

    def add_source(
        self,
        source: Source,
        data: bytes,
        passages: Sequence[Passage] = (),
        problems: Sequence[ImportProblem] = (),
        suggestions: Sequence[Suggestion] = (),
        *,
        by: str | None = None,
    ) -> Changed:
        """Keep a file with its bytes and all that was found in it: one transaction.

        Errors: BadValueError when the bytes are not those the source names, or when the same file
            is there already; FolderError.
        """
        case_id = source.case_id
        suggestions = [replace(s, source_id=source.id) for s in suggestions]
        with self._step(case_id, "import_file", by) as step:
            step.get(Case, case_id)
            if self.queries.find_source(case_id, source.sha256) and source.parent_id is None:
                raise BadValueError("error.source_there")
            if blobs.add(step.connection, data) != source.sha256:
                raise BadValueError("error.source_bytes")
            step.put(source, *passages, *problems, *suggestions)
            counts = {
                **params_for(source.id, passages),
                "passages": str(len(passages)),
                "problems": str(len(problems)),
                "suggestions": str(len(suggestions)),
            }
            return step.finish(counts, batch_id=source.batch_id)

    def finish_batch(
        self, batch_id: str, status: BatchStatus = BatchStatus.DONE, *, by: str | None = None
    ) -> Changed:
        """End an import: done, or stopped by the user."""
        batch = self.queries.batch(batch_id)
        with self._step(batch.case_id, "finish_import", by or batch.by) as step:
            step.put(replace(step.get(ImportBatch, batch_id), status=status))
            return step.finish({"status": status.value}, batch_id=batch_id)

    def add_entry(self, case_id: str, entry: TypedEntry, *, by: str | None = None) -> Changed:
        """Keep an entry typed by hand: its text as a source, and a confirmed event citing it.

        Errors: BadValueError, UnknownRecordError for a person who is not in the case.
        """
        family = Family(self.queries.records(Person, case_id))
        with self._step(case_id, "add_entry", by) as step:
            step.get(Case, case_id)
            built = build_entry(entry, family, case_id=case_id, by=step.by, at=step.at)
            blobs.add(step.connection, built.data)
            step.put(*built.records)
            return step.finish({"event_id": built.event.id, **_typed_params(built.records)})

    # --- review ----------------------------------------------------------------------------

    def decide(
        self,
        case_id: str,
        decisions: Iterable[Mapping[str, Any]],
        *,
        by: str | None = None,
        bulk: bool = False,
    ) -> tuple[Decided, ...]:
        """Carry out decisions in order, each an audited step of its own.

        One that cannot be carried out changes nothing and is reported in its place. With `bulk`,
        one undo takes all of them back.
        """
        batch_id = new_id() if bulk else None
        self.queries.case(case_id)
        review = Review(self.queries, case_id)
        return tuple(
            self._decide_one(case_id, review, position, decision, batch_id, by)
            for position, decision in enumerate(parse_all(decisions))
        )

    def _decide_one(
        self, case_id: str, review: Review, position: int, decision: Decision | BadValueError,
        batch_id: str | None, by: str | None,
    ) -> Decided:  # fmt: skip
        if isinstance(decision, BadValueError):
            return Decided(position, error=decision)
        try:
            with self._step(case_id, "", by) as step:
                found = review.resolve(decision, step)
                step.command = found.command
                step.put(*found.records)
                ids = {"suggestion_id": found.suggestion_id, "event_id": found.event_id}
                params = {name: value for name, value in ids.items() if value}
                changed = step.finish(params, batch_id=batch_id)
        except (BadValueError, UnknownRecordError) as problem:
            return Decided(position, error=problem)
        review.note(found.records)
        return Decided(position, changed, found.suggestion_id, found.event_id)

    def accept_all(self, case_id: str, *, by: str | None = None) -> Changed:
        """Accept every waiting suggestion unread: one step; no court document holds such events."""
        review = Review(self.queries, case_id)
        with self._step(case_id, "accept_all", by) as step:
            waiting = self.queries.suggestions(case_id)
            built = [review.accept_unread(suggestion, step) for suggestion in waiting]
            step.put(*(record for records in built for record in records))
            return step.finish({"count": str(len(waiting))})

    # --- other records ---------------------------------------------------------------------

    def add_records(
        self,
        case_id: str,
        records: Sequence[Record],
        *,
        command: str = "add_records",
        by: str | None = None,
    ) -> Changed:
        """Add records, or store newer versions of them, as one step."""
        with self._step(case_id, command, by) as step:
            step.put(*records)
            return step.finish({"count": str(len(records))})

    def remove_records(
        self, case_id: str, records: Sequence[Record], *, by: str | None = None
    ) -> Changed:
        """Take records away, as one step. Errors: StillUsedError when another points to one."""
        with self._step(case_id, "remove_records", by) as step:
            step.remove(*(step.get(type(record), record.id) for record in records))
            return step.finish({"count": str(len(records))})

    def load(
        self,
        case_id: str,
        records: Iterable[Record],
        originals: Mapping[str, bytes] | None = None,
        *,
        by: str | None = None,
    ) -> Changed:
        """Take in records with their own ids, as `export data` writes them: one step.

        They become part of this case. A case among them gives its title, country and authority.
        `originals` are bytes by SHA-256; a source without them is kept as it is. Who signed a
        record stays its signer; the log says who loaded it.
        Errors: UnknownRecordError when a record points to one that is not there; BadValueError
            when one would change an original, a signature, a filing or a decided class, or is
            a release that somebody else decided, into a case that is not empty.
        """
        with self._step(case_id, "load", by) as step:
            case = step.get(Case, case_id)
            loaded = sorted_for_loading(case, records)
            for data in (originals or {}).values():
                blobs.add(step.connection, data)
            check_loaded(step, loaded)
            params = {"count": str(len(loaded)), "loaded_by": step.by}
            if absent := sources_without_original(step, loaded):
                params["without_original"] = canonical_json(absent)
            step.put(*loaded)
            return step.finish(params)

    def record_export(
        self,
        case_id: str,
        *,
        kind: str,
        profile: str,
        sha256: str,
        size: int,
        head: str,
        by: str | None = None,
    ) -> Changed:
        """Write into the case's log what left the casebook; `head` is the log's head before it."""
        params = {
            "kind": kind, "profile": profile, "sha256": sha256, "size": str(size), "head": head,
        }  # fmt: skip
        with self._step(case_id, "export", by) as step:
            step.get(Case, case_id)
            return step.finish(params, undoable=False)

    # --- undo ------------------------------------------------------------------------------

    def undo(self, case_id: str, *, by: str | None = None) -> Changed:
        """Take back this person's last step in this case. Errors: UndoRefusedError, saying why."""
        with self._step(case_id, "undo", by) as step:
            return undo.undo(step)

    def redo(self, case_id: str, *, by: str | None = None) -> Changed:
        """Do again what this person undid last in this case. Errors: UndoRefusedError."""
        with self._step(case_id, "redo", by) as step:
            return undo.redo(step)

    def next_undo(self, case_id: str, *, by: str | None = None, language: str = "en") -> str | None:
        """Return in words the step that `undo` would take back; None when there is none."""
        with store_errors(self.path):
            found = undo.next_undo(self._book.connection, case_id, by or self.by)
        return step_name(found.command, found.params, found.steps, language) if found else None

    def next_redo(self, case_id: str, *, by: str | None = None, language: str = "en") -> str | None:
        """Return in words the step that `redo` would do again; None when there is none."""
        with store_errors(self.path):
            found = undo.next_redo(self._book.connection, case_id, by or self.by)
        return step_name(found.command, found.params, found.steps, language) if found else None

    def _check_reference(self, case: Case) -> None:
        if not case.reference.strip():
            raise BadValueError("error.case_reference_empty")
        known = self.queries.find_case(case.reference)
        if known is not None and known.id != case.id:
            raise BadValueError("error.case_reference_taken", reference=case.reference)


def _typed_params(records: Sequence[Record]) -> dict[str, str]:
    source = next(record for record in records if isinstance(record, Source))
    return params_for(source.id, [record for record in records if isinstance(record, Passage)])
