"""What stands on the chronology screen: the lines loaded, what is chosen, and the rows that follow.

Free of Qt; the screen tells it what was chosen and shows `arranged`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from chronology_app.store.chronology_lines import ChronologyLine
from chronology_app.store.event_detail import AccountDetail
from ui.presenters.chronology import Setting, Touched
from ui.presenters.chronology_columns import BY_CODE, Layout, read_layout
from ui.presenters.chronology_filter import Filter, Sieve, Told, read_filter, told
from ui.presenters.chronology_order import (
    GROUPINGS,
    Arranged,
    Order,
    Segments,
    arrange,
    build_segments,
)
from ui.words import say


@dataclass(frozen=True, slots=True)
class Choices:
    """All that a saved view keeps: filter, order and columns."""

    filter: Filter = field(default_factory=Filter)
    order: Order = field(default_factory=Order)
    layout: Layout = field(default_factory=Layout)

    def as_json(self) -> str:
        """Return the choices as a saved view holds them."""
        order = self.order
        return json.dumps(
            {
                "filter": self.filter.as_data(),
                "order": [order.column, order.is_falling, order.grouping],
                "columns": self.layout.as_data(),
            },
            sort_keys=True,
        )


def read_choices(value: str) -> Choices:
    """Return the choices that a saved view holds; what is not understood is as usual."""
    try:
        data = json.loads(value)
    except ValueError:
        data = {}
    data = data if isinstance(data, dict) else {}
    return Choices(
        read_filter(data.get("filter")), read_order(data.get("order")),
        read_layout(data.get("columns")),
    )  # fmt: skip


def read_order(data: Any) -> Order:
    """Return an order that was kept."""
    if not (isinstance(data, list) and len(data) == 3):
        return Order()
    column, falling, grouping = data
    return Order(
        column if column in BY_CODE else "date",
        falling is True,
        grouping if grouping in GROUPINGS else "none",
    )


def _place(line: ChronologyLine) -> tuple[str | None, ...]:
    return line.date_edtf, line.date_modifier, line.date_text, line.time


class ChronologyState:
    """The lines of one case and what is chosen of them."""

    def __init__(self) -> None:
        self.setting = Setting()
        self.choices = Choices()
        self.arranged = Arranged()
        self._standing: tuple[ChronologyLine, ...] = ()
        self._removed: tuple[ChronologyLine, ...] | None = None
        self._sieve = Sieve((), self.setting)
        self._closed: frozenset[str] = frozenset()
        self._unfolded: dict[str, tuple[AccountDetail, ...]] = {}
        self._kept: list[ChronologyLine] | None = None
        self._segments: tuple[frozenset[str], Segments] | None = None

    # --- what is loaded --------------------------------------------------------------------

    @property
    def lines(self) -> tuple[ChronologyLine, ...]:
        """Every event that stands, and the removed ones where they were asked for."""
        return (*self._standing, *(self._removed or ()))

    @property
    def total(self) -> int:
        """How many events stand."""
        return len(self._standing)

    @property
    def needs_removed(self) -> bool:
        """Whether removed events are asked for and not there yet."""
        return self.choices.filter.wants_removed and self._removed is None

    def set_setting(self, setting: Setting) -> None:
        """Take what lines refer to."""
        self.setting = setting
        self._segments = None

    def set_lines(self, lines: Sequence[ChronologyLine]) -> None:
        """Take the events that stand; what was removed is asked for anew."""
        self._standing = tuple(lines)
        self._removed = None
        self._on_lines()

    def replace_lines(self, touched: Touched) -> bool:
        """Take events as a change left them; False when all have to be loaded to place them."""
        newer = {line.event_id: line for line in touched.lines}
        there = {line.event_id: line for line in self._standing if line.event_id in newer}
        if newer.keys() != there.keys() or self._removed is not None:
            return False
        if any(_place(newer[key]) != _place(line) for key, line in there.items()):
            return False
        gone = touched.event_ids - newer.keys()
        self._standing = tuple(
            newer.get(line.event_id, line) for line in self._standing if line.event_id not in gone
        )
        self._on_lines()
        return True

    def set_removed(self, lines: Sequence[ChronologyLine]) -> None:
        """Take the events that somebody removed."""
        self._removed = tuple(lines)
        self._on_lines()

    def _on_lines(self) -> None:
        self._sieve = Sieve(self.lines, self.setting)
        self._kept = None
        self._segments = None
        there = {line.event_id for line in self.lines} if self._unfolded else set()
        self._unfolded = {key: kept for key, kept in self._unfolded.items() if key in there}

    def line(self, event_id: str) -> ChronologyLine | None:
        """Return a line that is loaded."""
        return next((line for line in self.lines if line.event_id == event_id), None)

    # --- what is chosen --------------------------------------------------------------------

    def choose_filter(self, wanted: Filter) -> None:
        """Show other events."""
        self.choices = replace(self.choices, filter=wanted)
        self._kept = None

    def choose_order(self, order: Order) -> None:
        """Show them in another order; other groups are open."""
        if order.grouping != self.choices.order.grouping:
            self._closed = frozenset()
        self.choices = replace(self.choices, order=order)

    def choose_layout(self, layout: Layout) -> None:
        """Show other columns."""
        self.choices = replace(self.choices, layout=layout)

    def toggle_group(self, key: str) -> None:
        """Close a group that is open, or open it."""
        self._closed ^= {key}

    def close_groups(self, keys: Iterable[str] | None) -> None:
        """Close these groups and open all others; None closes all that are shown."""
        if keys is None:
            keys = set(self.arranged.groups.values())
        self._closed = frozenset(keys)

    def unfold(self, event_id: str, accounts: Sequence[AccountDetail]) -> None:
        """Show the accounts of an event below it."""
        self._unfolded[event_id] = tuple(accounts)

    def fold(self, event_id: str) -> None:
        """Hide the accounts of an event."""
        self._unfolded.pop(event_id, None)

    @property
    def unfolded(self) -> Mapping[str, Sequence[AccountDetail]]:
        """The events whose accounts are shown."""
        return self._unfolded

    # --- what follows ----------------------------------------------------------------------

    def arrange(self) -> Arranged:
        """Work out the rows anew."""
        if self._kept is None:
            self._kept = self._sieve.kept(self.choices.filter)
        self.arranged = arrange(
            self._kept, self.choices.order, self.setting, closed=self._closed,
            unfolded=self._unfolded, segments=self._find_segments(),
        )  # fmt: skip
        return self.arranged

    def _find_segments(self) -> Segments | None:
        if self.choices.order.grouping != "spell":
            return None
        children = self.choices.filter.of("child")
        if self._segments is None or self._segments[0] != children:
            self._segments = (
                children, build_segments(self._standing, self.setting, children - {"-"})
            )  # fmt: skip
        return self._segments[1]

    def reveal(self, event_id: str) -> bool:
        """Have an event shown, opening its group or dropping the filter; say if it is there."""
        if self.line(event_id) is None:
            return False
        if event_id not in self.arranged.groups and event_id not in self.arranged.places:
            self.choose_filter(Filter())
            self.arrange()
        if event_id not in self.arranged.places:
            self._closed -= {self.arranged.groups[event_id]}
            self.arrange()
        return True

    # --- how it is told ----------------------------------------------------------------------

    @property
    def shown_words(self) -> str:
        """How many events are shown, of how many."""
        shown, total = self.arranged.shown, len(self.lines)
        if self.choices.filter.is_empty:
            return say("chron.all_shown", count=total)
        return say("chron.some_shown", shown=f"{shown:,}", count=total)

    @property
    def told(self) -> tuple[Told, ...]:
        """What is filtered by, in words."""
        return tuple(told(self.choices.filter, self.setting))
