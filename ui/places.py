"""Where a window can go: a screen, and perhaps a record on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """A screen, a record on it, and what else the screen wants to know (a filter, a span)."""

    screen: str
    record_id: str = ""
    wishes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def lasting(self) -> Place:
        """The place as it is gone back to: what was to be mended there is not begun again."""
        kept = {name: value for name, value in self.wishes.items() if name != "mend"}
        return Place(self.screen, self.record_id, kept)
