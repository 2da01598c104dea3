"""Commands by which a person decides on suggestions, and types an entry.

What a decision comes to is built in `review` and `decisions`, an entry in `entries`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from chronology_app.commands.book import OpenCasebook
from chronology_app.commands.decision_rows import Decision, parse_all
from chronology_app.commands.entries import TypedEntry, build_entry
from chronology_app.commands.event_changes import Why, note, rests_alone
from chronology_app.commands.family import Family
from chronology_app.commands.review import Review
from chronology_app.errors import BadValueError, ChronologyError, UnknownRecordError
from chronology_app.model import Account, Case, Entry, Passage, Person, Record, Source, new_id
from chronology_app.model.codes import EventStatus
from chronology_app.store import blobs
from chronology_app.store.passages import params_for
from chronology_app.store.writer import Changed, Step
from chronology_app.wording import say


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of one decision: `changed`, or the `error` that left everything as it was."""

    position: int
    changed: Changed | None = None
    suggestion_id: str | None = None
    event_id: str | None = None
    #: All the events that it made; a split makes several.
    event_ids: tuple[str, ...] = ()
    error: ChronologyError | None = None


class DecisionCommands(OpenCasebook):
    """Commands on suggestions and entries."""

    def add_entry(self, case_id: str, entry: TypedEntry, *, by: str | None = None) -> Changed:
        """Keep an entry typed by hand: its text as a source, and a confirmed event citing it.

        One that corrects an earlier entry stands beside it. The event of the earlier one is
        removed with that reason, unless more than that entry hangs on it: then a person merges.
        Errors: BadValueError, UnknownRecordError for a person or an entry who is not in the case.
        """
        family = Family(self.queries.records(Person, case_id))
        with self._step(case_id, "add_entry", by) as step:
            step.get(Case, case_id)
            corrected = step.get(Entry, entry.corrects_id) if entry.corrects_id else None
            built = build_entry(entry, family, case_id=case_id, by=step.by, at=step.at)
            blobs.add(step.connection, built.data)
            step.put(*built.records)
            told = {"event_id": built.event.id, **_typed_params(built.records)}
            if corrected is not None:
                step.command = "correct_entry"
                told["corrects_id"] = corrected.id
                self._replace_corrected(corrected, step)
            return step.finish(told)

    def _replace_corrected(self, entry: Entry, step: Step) -> None:
        accounts = self.queries.records(Account, step.case_id)
        for event_id in {a.event_id for a in accounts if a.source_id == entry.source_id}:
            detail = self.queries.event_detail(step.case_id, event_id)
            if rests_alone(detail, entry.source_id):
                step.put(replace(detail.event, status=EventStatus.REMOVED))
                words = say("events.corrected")
                step.put(note(detail.event, Why.REMOVED, words, step.by, step.at))

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
        one undo takes all of them back, and what is accepted as it stands is marked so.
        """
        batch_id = new_id() if bulk else None
        self.queries.case(case_id)
        review = Review(self.queries, case_id)
        rows = parse_all(decisions)
        if bulk:
            rows = [row.in_batch() if isinstance(row, Decision) else row for row in rows]
        return tuple(
            self._decide_one(case_id, review, position, row, batch_id, by)
            for position, row in enumerate(rows)
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
                ids = {
                    "suggestion_id": found.suggestion_id, "event_id": found.event_id,
                    "how": found.how,
                }  # fmt: skip
                params = {name: value for name, value in ids.items() if value}
                changed = step.finish(params, batch_id=batch_id)
        except (BadValueError, UnknownRecordError) as problem:
            return Decided(position, error=problem)
        review.note(found.records)
        return Decided(
            position, changed, found.suggestion_id, found.event_id, event_ids=found.event_ids
        )  # fmt: skip

    def accept_all(self, case_id: str, *, by: str | None = None) -> Changed:
        """Accept every waiting suggestion unread: one step; no court document holds such events."""
        review = Review(self.queries, case_id)
        with self._step(case_id, "accept_all", by) as step:
            waiting = self.queries.suggestions(case_id)
            built = [review.accept_unread(suggestion, step) for suggestion in waiting]
            step.put(*(record for records in built for record in records))
            return step.finish({"count": str(len(waiting))})


def _typed_params(records: Sequence[Record]) -> dict[str, str]:
    source = next(record for record in records if isinstance(record, Source))
    return params_for(source.id, [record for record in records if isinstance(record, Passage)])
