"""Signatures over the record, and what people decide about problems and findings.

What is found is computed in `analysis.checks`, what came after a signature in `analysis.sign_offs`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from chronology_app.commands.book import OpenCasebook
from chronology_app.errors import BadValueError, UnknownRecordError
from chronology_app.model import Case, Finding, ImportProblem, SettingsRow, SignOff, new_id
from chronology_app.settings import load_settings
from chronology_app.store.screens import standing_counts
from chronology_app.store.writer import Changed

#: Who signs: the one who prepared it, the manager who checked it, the lawyer who checked it.
SIGN_OFF_KINDS = ("prepared", "manager", "legal")
DISMISSED = "dismissed"


class CheckCommands(OpenCasebook):
    """Commands of those who check the record."""

    def sign_off(
        self,
        case_id: str,
        kind: str,
        name: str,
        post: str = "",
        scope: str = "",
        review_on: date | None = None,
        *,
        by: str | None = None,
    ) -> Changed:
        """Sign the record as it stands: the log's head, how many events, how many unread.

        `kind`: one of `SIGN_OFF_KINDS`. Errors: BadValueError for another kind, no name, or a
        review before today.
        """
        if kind not in SIGN_OFF_KINDS:
            raise BadValueError("error.sign_off_kind", value=kind)
        if not name.strip():
            raise BadValueError("error.sign_off_name")
        with self._step(case_id, "sign_off", by) as step:
            if review_on is not None and review_on < step.at.date():
                raise BadValueError("error.sign_off_review")
            step.get(Case, case_id)
            stand, unread = standing_counts(step.connection, case_id)
            (signed,) = step.put(
                SignOff(
                    case_id=case_id, kind=kind, name=name.strip(), post=post, signed_at=step.at,
                    scope=scope, head=self.queries.head(case_id), review_on=review_on,
                    unread=unread, event_count=stand,
                )
            )  # fmt: skip
            return step.finish({"sign_off_id": signed.id})

    def settle_problem(
        self, case_id: str, problem_id: str, note: str, *, by: str | None = None
    ) -> Changed:
        """Record what a person did about something that could not be read.

        Errors: UnknownRecordError; BadValueError without words.
        """
        return self.settle_problems(case_id, [problem_id], note, by=by)

    def settle_problems(
        self, case_id: str, problem_ids: Sequence[str], note: str, *, by: str | None = None
    ) -> Changed:
        """Record the same about several problems, as one step. Errors: as `settle_problem`."""
        if not note.strip():
            raise BadValueError("error.settle_note")
        with self._step(case_id, "settle_problem", by) as step:
            for problem_id in problem_ids:
                problem = step.get(ImportProblem, problem_id)
                step.put(replace(problem, settled_by=step.by, settled_note=note.strip()))
            return step.finish({"count": str(len(problem_ids))})

    def unsettle_problem(self, case_id: str, problem_id: str, *, by: str | None = None) -> Changed:
        """Open a settled problem again. Errors: UnknownRecordError."""
        with self._step(case_id, "unsettle_problem", by) as step:
            problem = step.get(ImportProblem, problem_id)
            step.put(replace(problem, settled_by="", settled_note=""))
            return step.finish({"problem_id": problem_id})

    def dismiss_finding(
        self, case_id: str, key: str, reason: str, *, by: str | None = None
    ) -> Changed:
        """Set a finding aside with a reason; it stays in the list, marked.

        `key`: the finding's own. Errors: BadValueError without a reason.
        """
        if not reason.strip():
            raise BadValueError("error.dismiss_reason")
        known = self._finding(case_id, key)
        version = load_settings(rows=self.queries.records(SettingsRow, case_id)).version
        with self._step(case_id, "dismiss_finding", by) as step:
            step.get(Case, case_id)
            step.put(
                Finding(
                    id=known.id if known else new_id(), case_id=case_id, key=key,
                    decision=DISMISSED, reason=reason.strip(), by=step.by, decided_at=step.at,
                    settings_version=version,
                )
            )  # fmt: skip
            return step.finish()

    def restore_finding(self, case_id: str, key: str, *, by: str | None = None) -> Changed:
        """Take a finding up again that was set aside. Errors: UnknownRecordError."""
        known = self._finding(case_id, key)
        if known is None:
            raise UnknownRecordError(value=key)
        with self._step(case_id, "restore_finding", by) as step:
            step.remove(step.get(Finding, known.id))
            return step.finish()

    def _finding(self, case_id: str, key: str) -> Finding | None:
        findings = self.queries.records(Finding, case_id)
        return next((finding for finding in findings if finding.key == key), None)
