"""Commands on the accounts of events, and on the words that records rest on.

What an event itself says is changed in `event_commands`.
"""

from __future__ import annotations

from dataclasses import replace

from chronology_app.commands.book import OpenCasebook
from chronology_app.commands.event_commands import standing
from chronology_app.commands.family import Family
from chronology_app.commands.merging import merged, split_off
from chronology_app.errors import BadValueError, UnknownRecordError
from chronology_app.model import (
    Account,
    ChildWords,
    Citation,
    Event,
    ObservedImpact,
    Passage,
    Person,
    Strength,
)
from chronology_app.model.codes import RecordClass
from chronology_app.store.event_users import naming_another
from chronology_app.store.writer import Changed, Step

Owner = Account | ObservedImpact | ChildWords | Strength


class AccountCommands(OpenCasebook):
    """Commands on accounts and citations."""

    def merge_events(
        self, case_id: str, into_id: str, from_id: str, *, by: str | None = None
    ) -> Changed:
        """Say that two events are one: the accounts of one become accounts of the other.

        The headline date, the fact and what else the other says stay; what it lacks goes over. The
        emptied event is kept, removed. Judgements, analyses and plans that named it name the other.
        Errors: UnknownRecordError; BadValueError when one was removed, the one that goes is classed
            or unread and the other is not, or a party or a court has answered it.
        """
        with self._step(case_id, "merge_events", by) as step:
            into = self.queries.event_detail(case_id, into_id)
            gone = self.queries.event_detail(case_id, from_id)
            standing(into.event)
            standing(gone.event)
            step.put(*merged(into, gone))
            step.put(*naming_another(step.connection, case_id, from_id, into_id))
            return step.finish({"event_id": into_id, "from_id": from_id})

    def split_account(self, case_id: str, account_id: str, *, by: str | None = None) -> Changed:
        """Make an account an event of its own again; the event comes first in `touched`.

        Errors: UnknownRecordError; BadValueError when it is its event's only account.
        """
        with self._step(case_id, "split_account", by) as step:
            account = step.get(Account, account_id)
            detail = self.queries.event_detail(case_id, account.event_id)
            standing(detail.event)
            passages = self.queries.passages(case_id, account.source_id)
            family = Family(self.queries.records(Person, case_id))
            event, records = split_off(detail, account_id, passages, family, by=step.by, at=step.at)
            step.put(*records)
            return step.finish({"event_id": event.id, "from_id": detail.event.id})

    def add_citation(
        self,
        case_id: str,
        owner_id: str,
        passage_id: str,
        start: int,
        end: int,
        *,
        by: str | None = None,
    ) -> Changed:
        """Let an account, an observed impact, a child's words or a strength rest on more words.

        `start`, `end`: characters of the passage, end exclusive. An account rests on one source.
        Errors: UnknownRecordError; BadValueError for words of another source, a place outside the
            passage, or classed words under an ordinary event.
        """
        with self._step(case_id, "add_citation", by) as step:
            owner, passage = _owner(step, owner_id), step.get(Passage, passage_id)
            if isinstance(owner, Account) and owner.source_id != passage.source_id:
                raise BadValueError("error.citation_source")
            if not 0 <= start < end <= len(passage.text):
                raise BadValueError("error.citation_place")
            event = standing(step.get(Event, owner.event_id))
            step.put(
                Citation(
                    case_id=case_id, owner_id=owner.id, passage_id=passage.id, start=start,
                    end=end, quote=passage.text[start:end],
                )
            )  # fmt: skip
            step.put(_as_guarded(passage, event))
            return step.finish({"event_id": event.id})

    def remove_citation(self, case_id: str, citation_id: str, *, by: str | None = None) -> Changed:
        """Let a record no longer rest on these words.

        Errors: UnknownRecordError; BadValueError when they are all that an account or an observed
            impact rests on.
        """
        with self._step(case_id, "remove_citation", by) as step:
            citation = step.get(Citation, citation_id)
            owner = _owner(step, citation.owner_id)
            resting = [c for c in self.queries.records(Citation, case_id) if c.owner_id == owner.id]
            if len(resting) == 1 and isinstance(owner, (Account, ObservedImpact)):
                raise BadValueError("error.last_citation")
            step.remove(citation)
            return step.finish({"event_id": owner.event_id})


def _owner(step: Step, owner_id: str) -> Owner:
    found: Owner | None = step.find(Account, owner_id) or step.find(ObservedImpact, owner_id)
    found = found or step.find(ChildWords, owner_id) or step.find(Strength, owner_id)
    if found is not None:
        return found
    raise UnknownRecordError(value=owner_id)


def _as_guarded(passage: Passage, event: Event) -> Passage:
    """Return the passage as closely kept as its event. Errors: BadValueError when it is closer."""
    if event.record_class == RecordClass.ORDINARY != passage.record_class:
        raise BadValueError("error.citation_classed")
    if passage.record_class != RecordClass.ORDINARY:
        return passage
    return replace(passage, record_class=event.record_class)
