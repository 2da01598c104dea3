"""The columns of the chronology: what stands in each; which are shown, how wide, in which order.

What is shown is kept as codes and numbers; the words come from `chronology`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from chronology_app.store.chronology_lines import ChronologyLine
from ui.presenters.chronology import (
    Setting,
    labels,
    line_children,
    line_date,
    line_marks,
    line_sources,
)
from ui.words import label, say

Words = Callable[[ChronologyLine, Setting], str]

#: Widths at a text size of 100 %, in pixels.
_LEAST, _MOST = 48, 900


@dataclass(frozen=True, slots=True)
class Column:
    """One column; its heading is the message ``chron.column.CODE``."""

    code: str
    width: int
    words: Words
    #: Shown unless somebody chose otherwise.
    is_usual: bool = False
    #: What F2 does in it: "" nothing, "line" (several lines), "choice", "menu", "dialog", "flag".
    edit: str = ""
    #: For a choice: the group of its codes' labels.
    group: str = ""

    @property
    def heading(self) -> str:
        """The heading in words."""
        return say(f"chron.column.{self.code}")


def _yes(flag: bool) -> str:  # noqa: FBT001
    return say("chron.yes") if flag else ""


COLUMNS = (
    Column("date", 128, lambda line, _: line_date(line), True, "dialog"),
    Column("children", 106, lambda line, s: "\n".join(line_children(line, s)), True, "menu"),
    Column("fact", 320, lambda line, _: line.fact, True, "line"),
    Column("agency", 106, lambda line, _: labels("agency", line.agencies), True, "menu"),
    Column("kind", 116, lambda line, _: label("kind", line.kind), False, "choice", "kind"),
    Column("types", 122, lambda line, _: labels("type", line.concern_types), True, "menu"),
    Column("marks", 124, lambda line, _: ", ".join(m.words for m in line_marks(line)), True),
    Column("evidence", 112, lambda line, _: labels("evidence", line.evidence)),
    Column("significance", 112, lambda line, _: _label("significance", line.significance), False,
           "choice", "significance"),
    Column("key", 72, lambda line, _: _yes(line.key), False, "flag"),
    Column("relied_on", 84, lambda line, _: _yes(line.relied_on), False, "flag"),
    Column("recorded_by", 124, lambda line, _: labels("agency", line.recorded_by)),
    Column("authors", 124, lambda line, _: ", ".join(line.authors)),
    Column("source", 160, line_sources),
    Column("accounts", 84, lambda line, _: str(line.account_count)),
    Column("action", 180, lambda line, _: line.action),
    Column("result", 180, lambda line, _: line.result),
    Column("status", 112, lambda line, _: label("status", line.status)),
    Column("how", 124, lambda line, _: how_words(line.confirmed_how)),
    Column("confirmed_by", 124, lambda line, _: line.confirmed_by),
    Column("class", 112, lambda line, _: label("class", line.record_class)),
)  # fmt: skip
BY_CODE = {column.code: column for column in COLUMNS}
CODES = tuple(BY_CODE)


def _label(group: str, code: str | None) -> str:
    return label(group, code) if code else ""


def how_words(code: str) -> str:
    """Return in words how an event was confirmed."""
    return say(f"chron.how.{code}") if code else say("chron.how.unknown")


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns are shown, in which order, and how wide at a text size of 100 %."""

    order: tuple[str, ...] = CODES
    shown: frozenset[str] = frozenset(column.code for column in COLUMNS if column.is_usual)
    #: Only those that somebody changed.
    widths: Mapping[str, int] = field(default_factory=dict)

    def width(self, code: str) -> int:
        """Return the width of a column."""
        return self.widths.get(code, BY_CODE[code].width)

    def with_width(self, code: str, width: int) -> Layout:
        """Return the layout with another width of a column."""
        return replace(self, widths={**self.widths, code: max(_LEAST, min(_MOST, width))})

    def moved(self, code: str, steps: int) -> Layout:
        """Return the layout with a column moved to the left (below 0) or right."""
        order = [one for one in self.order if one != code]
        at = max(0, min(len(order), self.order.index(code) + steps))
        return replace(self, order=(*order[:at], code, *order[at:]))

    def with_shown(self, code: str, is_shown: bool) -> Layout:  # noqa: FBT001
        """Return the layout with a column shown or hidden; one column always stays."""
        shown = self.shown | {code} if is_shown else self.shown - {code}
        return replace(self, shown=shown) if shown else self

    def as_data(self) -> dict[str, Any]:
        """Return what can be kept as JSON."""
        return {
            "order": list(self.order), "shown": sorted(self.shown), "widths": dict(self.widths),
        }  # fmt: skip


def read_layout(data: object) -> Layout:
    """Return a layout that was kept; what is not understood is left as usual."""
    if not isinstance(data, dict):
        return Layout()
    order = [code for code in _texts(data.get("order")) if code in BY_CODE]
    order = list(dict.fromkeys(order))
    # A column that a newer version brought stands where it usually does.
    for place, code in enumerate(CODES):
        if code not in order:
            order.insert(min(place, len(order)), code)
    shown = frozenset(code for code in _texts(data.get("shown")) if code in BY_CODE)
    widths = data.get("widths")
    found = Layout(tuple(order), shown or Layout().shown)
    for code, width in widths.items() if isinstance(widths, dict) else ():
        if code in BY_CODE and isinstance(width, int):
            found = found.with_width(code, width)
    return found


def _texts(data: object) -> list[str]:
    return [item for item in data if isinstance(item, str)] if isinstance(data, list) else []
