"""Says which events a party disputes, and which a court did not find."""

from __future__ import annotations

from collections.abc import Iterable

from chronology_app.model import Outcome, Reply
from chronology_app.model.codes import OutcomeCode, ReplyAnswer
from chronology_app.model.view import CaseView

#: Answers by which an event is in dispute; a missing reply is none.
DISPUTES = frozenset({ReplyAnswer.PARTLY, ReplyAnswer.DENIED, ReplyAnswer.NO_ADMISSION})
#: Outcomes by which an event is not found.
NOT_FOUND = frozenset({OutcomeCode.NOT_FOUND, OutcomeCode.NOT_PURSUED})


def disputed_events(view: CaseView) -> set[str]:
    """Return the ids of events of which some party's last answer is none of acceptance."""
    last: dict[tuple[str, str], Reply] = {}
    for reply in sorted(view.of(Reply), key=_answered):
        last[reply.event_id, reply.party] = reply
    return {reply.event_id for reply in last.values() if reply.answer in DISPUTES}


def not_found_events(view: CaseView) -> set[str]:
    """Return the ids of events whose last outcome is that they were not found or not pursued."""
    last: dict[str, Outcome] = {}
    for outcome in sorted(view.of(Outcome), key=_decided):
        last[outcome.event_id] = outcome
    return _ids(outcome for outcome in last.values() if outcome.code in NOT_FOUND)


def _ids(outcomes: Iterable[Outcome]) -> set[str]:
    return {outcome.event_id for outcome in outcomes}


def _answered(reply: Reply) -> tuple[str, str]:
    return reply.answered_on.sort_key if reply.answered_on else "", reply.id


def _decided(outcome: Outcome) -> tuple[str, str]:
    return outcome.decided_on.sort_key if outcome.decided_on else "", outcome.id
