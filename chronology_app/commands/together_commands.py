"""Commands by which several accounts become one event, or two records are kept apart.

Which records look alike is found in `analysis.told_twice`; a person decides, always.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chronology_app.analysis.told_twice import apart_key
from chronology_app.commands.account_commands import AccountCommands
from chronology_app.commands.check_commands import DISMISSED
from chronology_app.commands.decision_commands import DecisionCommands
from chronology_app.commands.event_commands import EventCommands
from chronology_app.errors import BadValueError, ChronologyError
from chronology_app.model import Case, Event, Finding, new_id
from chronology_app.model.codes import ConfirmedHow
from chronology_app.store.writer import Changed


@dataclass(frozen=True, slots=True)
class MadeOne:
    """The event that several accounts became, and every step that this took."""

    event_id: str
    changed: tuple[Changed, ...]


class TogetherCommands(DecisionCommands, EventCommands, AccountCommands):
    """Commands on records that are of one event, or not."""

    def make_one(
        self, case_id: str, suggestion_ids: Sequence[str], event_ids: Sequence[str] = (),
        head_id: str = "", *, seen: Collection[str] = (),
        fields: Mapping[str, Any] | None = None, by: str | None = None,
    ) -> MadeOne:  # fmt: skip
        """Make waiting suggestions and events the accounts of one event; one undo takes it back.

        The first event stays, and the others are merged into it; without an event the first
        suggestion is accepted, with `fields` as in its decision, and the others become its
        accounts. `head_id`: the record whose date and time head the event, one of those given;
        empty: that of the event that stays. `seen`: suggestions that the person had before them
        with their source. What cannot be done leaves everything as it was.
        Errors: BadValueError, UnknownRecordError: as `decide` and `merge_events`; BadValueError
            for fewer than two records, or a head that is none of them.
        """
        records = [*suggestion_ids, *event_ids]
        if len(set(records)) < 2:
            raise BadValueError("error.one_of_one")
        if head_id and head_id not in records:
            raise BadValueError("error.head_not_among")
        work = _MakeOne(self, case_id, by, frozenset(seen), dict(fields or {}))
        try:
            with self.together():
                event_id = work.carry_out(suggestion_ids, event_ids, head_id)
        except ChronologyError:
            if work.changed:
                self.undo(case_id, by=by)  # type: ignore[attr-defined]  # the casebook has it
            raise
        return MadeOne(event_id, tuple(work.changed))

    def keep_apart(
        self,
        case_id: str,
        pairs: Sequence[tuple[str, str]],
        reason: str = "",
        *,
        by: str | None = None,
    ) -> Changed:
        """Say of each pair of records, events or suggestions, that they are not the same event.

        Nobody is asked about these pairs again; `restore_finding` takes it back.
        Errors: BadValueError for no pair, or a record with itself.
        """
        if not pairs or any(one == other for one, other in pairs):
            raise BadValueError("error.apart_from_itself")
        known = {finding.key: finding for finding in self.queries.records(Finding, case_id)}
        with self._step(case_id, "keep_apart", by) as step:
            step.get(Case, case_id)
            for key in dict.fromkeys(apart_key(one, other) for one, other in pairs):
                there = known.get(key)
                step.put(
                    Finding(
                        id=there.id if there else new_id(), case_id=case_id, key=key,
                        decision=DISMISSED, reason=reason.strip(), by=step.by, decided_at=step.at,
                    )
                )  # fmt: skip
            return step.finish()


class _MakeOne:
    """Does one after the other what makes several records one event."""

    def __init__(
        self, book: TogetherCommands, case_id: str, by: str | None, seen: frozenset[str],
        fields: dict[str, Any],
    ) -> None:  # fmt: skip
        self._book = book
        self._case_id = case_id
        self._by = by
        self._seen = seen
        self._fields = fields
        #: The steps taken so far.
        self.changed: list[Changed] = []
        self._accounts: dict[str, str] = {}

    def carry_out(
        self, suggestion_ids: Sequence[str], event_ids: Sequence[str], head_id: str
    ) -> str:
        """Return the id of the event that they became. Errors: see `make_one`."""
        for event_id in event_ids:
            event = self._book.queries.record(Event, self._case_id, event_id)
            self._accounts[event_id] = event.headline_account_id or ""
        waiting = list(dict.fromkeys(suggestion_ids))
        into = event_ids[0] if event_ids else self._accept(waiting.pop(0))
        for suggestion_id in waiting:
            self._merge(suggestion_id, into)
        for event_id in dict.fromkeys(event_ids[1:]):
            self.changed.append(self._book.merge_events(self._case_id, into, event_id, by=self._by))
        self._head(into, head_id)
        return into

    def _accept(self, suggestion_id: str) -> str:
        row = {"id": suggestion_id, "do": "accept", "fields": self._fields}
        return self._decide(suggestion_id, row)

    def _merge(self, suggestion_id: str, into: str) -> None:
        self._decide(suggestion_id, {"id": suggestion_id, "do": "merge", "fields": {"into": into}})

    def _decide(self, suggestion_id: str, row: dict[str, Any]) -> str:
        was_seen = suggestion_id in self._seen
        how = ConfirmedHow.SOURCE_SHOWN if was_seen else ConfirmedHow.BATCH
        rows = [{**row, "how": how.value}]
        (found,) = self._book.decide(self._case_id, rows, by=self._by)
        if found.error is not None:
            raise found.error
        assert found.changed is not None
        assert found.event_id is not None
        self.changed.append(found.changed)
        made = next(touched for touched in found.changed.touched if touched.table == "account")
        self._accounts[suggestion_id] = made.id
        return found.event_id

    def _head(self, event_id: str, head_id: str) -> None:
        """Let the event carry the date of the chosen record's account."""
        event = self._book.queries.record(Event, self._case_id, event_id)
        account_id = self._accounts.get(head_id, "")
        if not account_id or account_id == event.headline_account_id:
            return
        self.changed.append(
            self._book.choose_headline(self._case_id, event_id, account_id, by=self._by)
        )
