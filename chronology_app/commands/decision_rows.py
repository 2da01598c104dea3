"""Decisions as the command line and the screens give them: read, checked, what they come to.

What a decision is about is found in `review`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from chronology_app.commands.fields import check_fields
from chronology_app.errors import BadValueError
from chronology_app.model import Record
from chronology_app.model.codes import ConfirmedHow


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about one suggestion, or about words that nothing was suggested for."""

    do: str
    id: str | None = None
    file: str | None = None
    quote: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    #: What the person had before them, a `ConfirmedHow` code; empty where that was not said.
    how: str = ""

    @classmethod
    def parse(cls, plain: Mapping[str, Any]) -> Decision:
        """Read a decision as `review --decisions` gives it. Errors: BadValueError."""
        unknown = sorted(set(plain) - {"id", "do", "file", "quote", "fields", "reason", "how"})
        if unknown:
            raise BadValueError("error.decision_field", field=unknown[0])
        do, fields = plain.get("do"), plain.get("fields") or {}
        if do not in ("accept", "edit", "reject", "merge", "add", "split"):
            raise BadValueError("error.decision_do", value=str(do))
        words = [plain.get(name) for name in ("id", "file", "quote", "reason")]
        if not isinstance(fields, dict) or any(not isinstance(w or "", str) for w in words):
            raise BadValueError("error.decision_shape")
        if ("parts" in fields) != (do == "split") or (do == "split" and len(fields) > 1):
            raise BadValueError("error.split_parts")
        check_fields(fields)
        how = plain.get("how") or ""
        if how and how not in set(ConfirmedHow):
            raise BadValueError("error.decision_field_value", field="how")
        if not words[0] and not (words[1] and words[2]):
            raise BadValueError("error.decision_about_nothing")
        return cls(do, words[0] or None, words[1], words[2] or "", fields, words[3] or "", how)

    def in_batch(self) -> Decision:
        """Return it as one of many that are carried out together."""
        unseen = self.do == "accept" and not self.fields and not self.how
        return replace(self, how=ConfirmedHow.BATCH.value) if unseen else self

    @property
    def confirmed_how(self) -> str:
        """How its event is confirmed: as was said, else as the decision itself shows."""
        if self.how:
            return self.how
        if self.do == "add":
            return ConfirmedHow.BY_HAND.value
        is_changed = bool(self.fields) and self.do in ("accept", "edit", "split")
        return ConfirmedHow.EDITED.value if is_changed else ""


@dataclass(frozen=True, slots=True)
class Result:
    """What a decision comes to: what to store, and what it is called in the audit log."""

    command: str
    records: tuple[Record, ...]
    suggestion_id: str | None
    event_id: str | None
    #: All the events that it made.
    event_ids: tuple[str, ...] = ()
    #: How it was confirmed, for the audit log.
    how: str = ""


def parse_all(plain: Iterable[Mapping[str, Any]]) -> list[Decision | BadValueError]:
    """Read decisions; one that cannot be read gives its error in its place."""
    found: list[Decision | BadValueError] = []
    for item in plain:
        try:
            found.append(Decision.parse(item))
        except BadValueError as problem:
            found.append(problem)
    return found
