"""The casebook: the only writer. Each command is one audited step and returns what it changed.

What an event is built of is in `commands`; how records are kept is in `store`; what the steps are
called in words is in `history`; opening, keys and safety are in `commands.book`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from chronology_app.commands.assessing_commands import AssessingCommands
from chronology_app.commands.check_commands import CheckCommands
from chronology_app.commands.decision_commands import Decided
from chronology_app.commands.entries import TypedEntry
from chronology_app.commands.family_commands import FamilyCommands
from chronology_app.commands.following_commands import FollowingCommands, privileged
from chronology_app.commands.impact_commands import ImpactCommands
from chronology_app.commands.link_commands import LinkCommands
from chronology_app.commands.loading import sorted_for_loading
from chronology_app.commands.people import update_people
from chronology_app.commands.phrase_commands import PhraseCommands
from chronology_app.commands.plan_commands import PlanCommands
from chronology_app.commands.reading_book import ReadingBook
from chronology_app.commands.scoring_commands import ScoringCommands
from chronology_app.commands.screen_commands import ScreenCommands
from chronology_app.commands.source_commands import SourceCommands
from chronology_app.commands.threshold_commands import ThresholdCommands
from chronology_app.commands.together_commands import MadeOne, TogetherCommands
from chronology_app.errors import BadValueError
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
    "BackupContents", "Casebook", "Changed", "Decided", "LastStep", "MadeOne", "ReadingBook",
    "TypedEntry", "VerifyProblem", "VerifyReport", "restore",
]  # fmt: skip


class Casebook(
    TogetherCommands, ImpactCommands, FamilyCommands,
    SourceCommands, CheckCommands, LinkCommands, ScreenCommands, PhraseCommands,
    ThresholdCommands, PlanCommands, FollowingCommands, AssessingCommands,
    ScoringCommands,
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
            step.put(*map(privileged, records))
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
            loaded = sorted_for_loading(case, map(privileged, records))
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
        choices: Mapping[str, str] | None = None,
        by: str | None = None,
    ) -> Changed:
        """Write into the case's log what left the casebook; `head` is the log's head before it.

        `choices`: what was asked for besides, such as one child or a span of days, by name.
        """
        params = {
            **(choices or {}),
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
