"""What a person made of the record: findings decided, signatures, views kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from chronology_app.model.base import LATER, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Record):
    """A pattern or check that a person has dismissed or taken up. Findings are recomputed."""

    #: Names the finding: rule code and the ids it rests on.
    key: str
    #: "dismissed" or "taken_up".
    decision: str
    reason: str
    by: str
    decided_at: datetime
    settings_version: str = ""
    #: Events that a person has linked to it.
    event_ids: tuple[str, ...] = field(default=(), metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff(Record):
    """A signature over a state of the record."""

    #: "prepared", "manager" or "legal".
    kind: str
    name: str
    post: str = ""
    signed_at: datetime
    scope: str = ""
    #: The audit head that was signed; events confirmed since are counted from it.
    head: str = ""
    #: The day by which it is to be looked at again.
    review_on: date | None = field(default=None, metadata=LATER)
    #: How many standing events had been accepted unread, and how many stood, when it was signed.
    unread: int = field(default=0, metadata=LATER)
    event_count: int = field(default=0, metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView(Record):
    """A choice of columns, filters and order that a person keeps under a name."""

    #: The screen that it is for, e.g. "chronology".
    screen: str
    name: str
    #: What the screen keeps, as JSON; only the screen knows what it means.
    value: str
    by: str
