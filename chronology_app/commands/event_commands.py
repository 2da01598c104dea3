"""Commands on confirmed events: change, confirm after reading, remove and bring back.

How events come about is in `decisions`; their accounts are in `account_commands`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chronology_app.commands.book import OpenCasebook
from chronology_app.commands.event_changes import Why, build_change, note
from chronology_app.commands.family import Family
from chronology_app.errors import BadValueError, UnknownRecordError
from chronology_app.model import Account, Event, Passage, Person
from chronology_app.model.codes import ConfirmedHow, EventStatus, RecordClass
from chronology_app.store.event_detail import EventDetail
from chronology_app.store.passage_users import classed_besides
from chronology_app.store.writer import Changed, Step

#: How an event is confirmed that stood unread before.
_READ = (ConfirmedHow.SOURCE_SHOWN, ConfirmedHow.EDITED, ConfirmedHow.BY_HAND)


class EventCommands(OpenCasebook):
    """Commands on events."""

    def change_event(
        self, case_id: str, event_id: str, changes: Mapping[str, Any], *, by: str | None = None
    ) -> Changed:
        """Change a confirmed event in place; what its sources say stays as they say it.

        `changes`: fields as in a decision; those left out stay. A list takes the place of the
        whole list: "children" (names or ids), "people" (parts besides whom it is about),
        "concerns" [{"child", "type", "weight"}] or "neglect_types" for all the children,
        "strengths" [{"words", "child", "person"}] or "strength", "child_words". Children that go
        take their concerns along. "date" and "time" correct the headline only, and the accounts
        keep theirs; a date that no account gives needs "date_reason", another "class" needs
        "class_reason". None takes a date, time or significance away. A change that changes
        nothing is no step: its number is 0.
        Errors: UnknownRecordError; BadValueError for a field that cannot be read, a reason that is
            missing, or a child with words, impact or a spell in the event.
        """
        with self._step(case_id, "change_event", by) as step:
            detail = _standing_detail(self.queries.event_detail(case_id, event_id))
            family = Family(self.queries.records(Person, case_id))
            change = build_change(detail, changes, family, by=step.by, at=step.at)
            step.command = change.command
            step.put(change.event, *change.put, *_classed_passages(step, detail, change.event))
            step.remove(*change.remove)
            if not step.check():
                return Changed(change.command, case_id, 0)
            return step.finish({"event_id": event_id, "fields": " ".join(sorted(changes))})

    def confirm_event(
        self,
        case_id: str,
        event_id: str,
        how: str = ConfirmedHow.SOURCE_SHOWN,
        *,
        by: str | None = None,
    ) -> Changed:
        """Confirm an event that was accepted unread or in one batch, after reading its source.

        Errors: UnknownRecordError; BadValueError for another `how` or a removed event.
        """
        if how not in _READ:
            raise BadValueError("error.decision_field_value", field="how")
        with self._step(case_id, "confirm_event", by) as step:
            event = standing(step.get(Event, event_id))
            step.put(
                replace(
                    event, status=EventStatus.CONFIRMED, confirmed_by=step.by,
                    confirmed_at=step.at, confirmed_how=ConfirmedHow(how).value,
                )
            )  # fmt: skip
            return step.finish({"event_id": event_id})

    def remove_event(
        self, case_id: str, event_id: str, reason: str, *, by: str | None = None
    ) -> Changed:
        """Take an event out of the chronology. It is kept, with all its records and the reason.

        Errors: UnknownRecordError; BadValueError without a reason, or when it is removed already.
        """
        if not reason.strip():
            raise BadValueError("error.removal_reason")
        with self._step(case_id, "remove_event", by) as step:
            event = standing(step.get(Event, event_id))
            unread = event.status == EventStatus.ACCEPTED_UNREAD
            how = ConfirmedHow.UNREAD.value if unread else event.confirmed_how
            step.put(replace(event, status=EventStatus.REMOVED, confirmed_how=how))
            step.put(note(event, Why.REMOVED, reason, step.by, step.at))
            return step.finish({"event_id": event_id})

    def restore_event(self, case_id: str, event_id: str, *, by: str | None = None) -> Changed:
        """Bring a removed event back as it was; what nobody had read is again unread.

        Errors: UnknownRecordError; BadValueError when it was not removed, or has no account any
        more because it was merged into another event.
        """
        with self._step(case_id, "restore_event", by) as step:
            event = step.get(Event, event_id)
            if event.status != EventStatus.REMOVED:
                raise BadValueError("error.event_not_removed")
            if not self.queries.event_detail(case_id, event_id).accounts:
                raise BadValueError("error.event_merged_away")
            unread = event.confirmed_how == ConfirmedHow.UNREAD
            status = EventStatus.ACCEPTED_UNREAD if unread else EventStatus.CONFIRMED
            step.put(replace(event, status=status))
            return step.finish({"event_id": event_id})

    def choose_headline(
        self, case_id: str, event_id: str, account_id: str, *, by: str | None = None
    ) -> Changed:
        """Let an event carry the date and time of one of its accounts."""
        with self._step(case_id, "choose_headline", by) as step:
            event, account = step.get(Event, event_id), step.get(Account, account_id)
            if account.event_id != event.id:
                raise UnknownRecordError(value=account_id)
            step.put(with_headline(event, account))
            return step.finish({"event_id": event_id})


def with_headline(event: Event, account: Account) -> Event:
    """Return an event with the date and time of one of its accounts."""
    return replace(
        event, headline_account_id=account.id, date=account.date, time=account.time
    )  # fmt: skip


def standing(event: Event) -> Event:
    """Return an event that stands. Errors: BadValueError: it was removed."""
    if event.status == EventStatus.REMOVED:
        raise BadValueError("error.event_removed", value=event.id)
    return event


def _standing_detail(detail: EventDetail) -> EventDetail:
    standing(detail.event)
    return detail


def _classed_passages(step: Step, detail: EventDetail, event: Event) -> list[Passage]:
    """Return the cited passages with the class that their event was given.

    One stays classed as long as anything else that is classed rests on it.
    """
    before, after = detail.event.record_class, event.record_class
    if before == after:
        return []
    cited = [words for account in detail.accounts for words in account.cited]
    passages = list({words.passage.id: words.passage for words in cited}.values())
    if after == RecordClass.ORDINARY:
        passages = [passage for passage in passages if passage.record_class == before]
        held = classed_besides(step.connection, step.case_id, event.id, passages)
        passages = [passage for passage in passages if passage.id not in held]
    return [replace(passage, record_class=after) for passage in passages]
