"""In which order the chronology stands: sorted by a column, in groups, accounts unfolded below.

Which events are shown at all is in `chronology_filter`; levels of help come from `analysis.spells`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from chronology_app.analysis.spells import Spell, build_spells
from chronology_app.dates import FuzzyDate
from chronology_app.model import Case, Event
from chronology_app.model.codes import EventStatus, SpellKind
from chronology_app.model.view import view_of
from chronology_app.store.chronology_lines import ChronologyLine
from chronology_app.store.event_detail import AccountDetail
from ui.presenters.chronology import Setting, line_sources
from ui.words import date_words, label, say

#: How the lines can be put together; the words are ``chron.group.NAME``.
GROUPINGS = ("none", "year", "spell")
_SIGNIFICANCE = {"highest": 0, "high": 1, "some": 2, "low": 3}
_UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The heading of a group."""

    key: str
    title: str
    count: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class AccountRow:
    """What one source says of the event above."""

    line: ChronologyLine
    detail: AccountDetail

    @property
    def is_headline(self) -> bool:
        """Whether the event carries this account's date."""
        return self.detail.account.event_id == self.line.event_id and self.is_first

    is_first: bool = False


Row = GroupRow | ChronologyLine | AccountRow


@dataclass(frozen=True, slots=True)
class Order:
    """By which column, which way round, and in which groups."""

    column: str = "date"
    is_falling: bool = False
    grouping: str = "none"


@dataclass(frozen=True, slots=True)
class Arranged:
    """The rows as they stand on the screen."""

    rows: tuple[Row, ...] = ()
    #: Event id -> number of its row; those in closed groups are not here.
    places: Mapping[str, int] = field(default_factory=dict)
    #: Event id -> key of its group, for those that stand in one.
    groups: Mapping[str, str] = field(default_factory=dict)
    #: Events that the filter left, in closed groups too.
    shown: int = 0


def arrange(
    lines: Sequence[ChronologyLine],
    order: Order,
    setting: Setting,
    *,
    closed: frozenset[str] = frozenset(),
    unfolded: Mapping[str, Sequence[AccountDetail]] | None = None,
    segments: Segments | None = None,
) -> Arranged:
    """Put lines (in order of date) into the order that was chosen.

    `closed`: keys of groups that show only their heading. `unfolded`: event id -> accounts shown
    below the event. Undated events are a group of their own at the end.
    """
    dated = [line for line in lines if line.date_edtf is not None]
    undated = [line for line in lines if line.date_edtf is None]
    build = _Building(closed, unfolded or {})
    for key, title, group in _groups(_sorted(dated, order, setting), order, segments):
        build.add(key, title, group)
    if undated:
        build.add(_UNDATED, say("chron.group_undated"), _sorted(undated, order, setting))
    return build.done(len(lines))


class _Building:
    """Collects rows and notes where they stand."""

    def __init__(
        self, closed: frozenset[str], unfolded: Mapping[str, Sequence[AccountDetail]]
    ) -> None:
        self._closed = closed
        self._unfolded = unfolded
        self._rows: list[Row] = []
        self._places: dict[str, int] = {}
        self._groups: dict[str, str] = {}

    def add(self, key: str, title: str, lines: Sequence[ChronologyLine]) -> None:
        if key:
            is_open = key not in self._closed
            self._rows.append(GroupRow(key, title, len(lines), is_open))
            self._groups.update(dict.fromkeys([line.event_id for line in lines], key))
            if not is_open:
                return
        if not self._unfolded:
            start = len(self._rows)
            self._rows += lines
            self._places.update({line.event_id: n for n, line in enumerate(lines, start)})
            return
        for line in lines:
            self._places[line.event_id] = len(self._rows)
            self._rows.append(line)
            for number, detail in enumerate(self._unfolded.get(line.event_id, ())):
                self._rows.append(AccountRow(line, detail, not number))

    def done(self, shown: int) -> Arranged:
        return Arranged(tuple(self._rows), self._places, self._groups, shown)


# --- sorting -----------------------------------------------------------------------------------


def _sorted(lines: list[ChronologyLine], order: Order, setting: Setting) -> list[ChronologyLine]:
    """Return lines in the order of a column; those alike stay in order of date."""
    if order.column == "date":
        return lines[::-1] if order.is_falling else lines
    return sorted(lines, key=_key(order.column, setting), reverse=order.is_falling)


def _key(column: str, setting: Setting) -> Callable[[ChronologyLine], Any]:
    """Return what a column sorts by; what has nothing there comes last."""
    if column == "children":
        places = {child.id: n for n, child in enumerate(setting.children)}
        return lambda line: tuple(places.get(c, 99) for c in line.child_ids) or (99,)
    if column == "fact":
        return lambda line: line.fact.casefold()
    if column == "significance":
        return lambda line: _SIGNIFICANCE.get(line.significance or "", 9)
    if column in ("key", "relied_on"):
        return lambda line: not getattr(line, column)
    if column == "accounts":
        return lambda line: -line.account_count
    if column == "marks":
        return _weight
    if column == "source":
        return lambda line: _last_if_empty(line_sources(line, setting).casefold())
    return _by_label(column)


def _last_if_empty(words: str) -> tuple[bool, str]:
    return (not words, words)


def _weight(line: ChronologyLine) -> tuple[bool, ...]:
    """Return the sort key of the marks: what a person must see to comes first."""
    return (
        line.record_class == "ordinary", line.status != EventStatus.ACCEPTED_UNREAD,
        not line.has_conflict, not line.key, not line.relied_on, not line.strength,
    )  # fmt: skip


#: Column -> its field, and the group of labels by which its codes are sorted.
_FIELDS = {
    "agency": ("agencies", "agency"), "recorded_by": ("recorded_by", "agency"),
    "kind": ("kind", "kind"), "types": ("concern_types", "type"),
    "evidence": ("evidence", "evidence"), "status": ("status", "status"),
    "class": ("record_class", "class"), "how": ("confirmed_how", ""),
    "confirmed_by": ("confirmed_by", ""), "authors": ("authors", ""),
    "action": ("action", ""), "result": ("result", ""),
}  # fmt: skip


def _by_label(column: str) -> Callable[[ChronologyLine], Any]:
    name, group = _FIELDS[column]
    known: dict[Any, tuple[bool, str]] = {}

    def key(line: ChronologyLine) -> tuple[bool, str]:
        value = getattr(line, name)
        found = known.get(value)
        if found is None:
            codes = value if isinstance(value, tuple) else (value,) if value else ()
            words = ", ".join(label(group, code) if group else code for code in codes)
            found = known[value] = _last_if_empty(words.casefold())
        return found

    return key


# --- groups ------------------------------------------------------------------------------------

_Group = tuple[str, str, list[ChronologyLine]]


def _groups(
    lines: list[ChronologyLine], order: Order, segments: Segments | None
) -> Iterable[_Group]:
    """Return dated lines in groups, each with key and title; ("", "", all) without groups."""
    if order.grouping == "year":
        return _grouped(lines, _year, order)
    if order.grouping == "spell" and segments is not None:
        return _grouped(lines, segments.place, order)
    return [("", "", lines)] if lines else []


def _grouped(
    lines: list[ChronologyLine],
    place: Callable[[ChronologyLine], tuple[str, str]],
    order: Order,
) -> list[_Group]:
    found: dict[str, _Group] = {}
    for line in lines:
        key, title = place(line)
        there = found.get(key)
        if there is None:
            found[key] = (key, title, [line])
        else:
            there[2].append(line)
    falling = order.column == "date" and order.is_falling
    return [found[key] for key in sorted(found, reverse=falling)]


def _year(line: ChronologyLine) -> tuple[str, str]:
    """Return the year; a date that may lie in several has a group of its own, not one of them."""
    first = (line.earliest or line.latest or "")[:4]
    last = (line.latest or line.earliest or "")[:4]
    if line.earliest is None or line.latest is None:
        side = "before" if line.earliest is None else "after"
        return f"{first} {side}", say(f"chron.year.{side}", year=first) if first else line_years()
    if first == last:
        return first, first
    return f"{first}-{last}", say("chron.years", first=first, last=last)


def line_years() -> str:
    """Return the heading of dates that name no year at all."""
    return say("chron.year_unknown")


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch of time in which every child's level of help stays the same."""

    #: First day as YYYY-MM-DD; "" at the very beginning.
    start: str
    title: str


class Segments:
    """The levels of help over time, as headings for the chronology."""

    def __init__(self, segments: Sequence[_Segment]) -> None:
        self._segments = segments
        self._starts = [segment.start for segment in segments]

    def place(self, line: ChronologyLine) -> tuple[str, str]:
        """Return key and title of the stretch in which an event lies, if one surely does."""
        first = self._number(line.earliest or line.latest or "")
        last = self._number(line.latest or line.earliest or "")
        open_end = line.earliest is None or line.latest is None
        if first == last and not open_end:
            return f"{first:05d}", self._segments[first].title
        return f"{first:05d}~", say("chron.spell_unsure")

    def _number(self, day: str) -> int:
        return max(0, bisect_right(self._starts, day) - 1)


def build_segments(
    lines: Iterable[ChronologyLine], setting: Setting, child_ids: Iterable[str] = ()
) -> Segments:
    """Return the levels of help of the children (of some of them, when named) over time."""
    wanted = set(child_ids)
    children = [c for c in setting.children if not wanted or c.id in wanted]
    spells = [
        spell for spell in _spells(lines, setting)
        if spell.kind == SpellKind.LEVEL_OF_HELP and any(c.id == spell.child_id for c in children)
    ]  # fmt: skip
    names = {child.id: child.short for child in children}
    steps = sorted({edge for spell in spells for edge in (_edge(spell.start), _edge(spell.end))})
    points = {_edge(when): when for s in spells for when in (s.start, s.end) if when}
    found: list[_Segment] = []
    levels: list[str] = [""]
    for start in ["", *(step for step in steps if step)]:
        words = _levels(start, spells, names)
        if words != levels[-1] or not found:
            found.append(_Segment(start, _titled(words, points.get(start))))
            levels.append(words)
    return Segments(found)


def _spells(lines: Iterable[ChronologyLine], setting: Setting) -> tuple[Spell, ...]:
    marked = {mark.event_id for mark in setting.marks}
    events = [
        Event(id=line.event_id, case_id=setting.case_id, kind=line.kind, fact="", date=line.date)
        for line in lines
        if line.event_id in marked and line.status == EventStatus.CONFIRMED
    ]
    case = Case(id=setting.case_id, reference="")
    return build_spells(view_of(case, setting.marks), events).spells


def _edge(when: FuzzyDate | None) -> str:
    day = when and (when.earliest or when.latest)
    return day.isoformat() if day else ""


def _levels(day: str, spells: Iterable[Spell], names: Mapping[str, str]) -> str:
    """Return the levels on a day in words: each level with the children who had it."""
    found: dict[str, list[str]] = {}
    for spell in spells:
        end = _edge(spell.end)
        has_begun = spell.start is None or _edge(spell.start) <= day
        if has_begun and (not end or day < end) and (day or spell.start is None):
            whose = found.setdefault(spell.value, [])
            if names[spell.child_id] not in whose:
                whose.append(names[spell.child_id])
    order = list(names.values())
    parts = [
        say("chron.level_of", level=label("level", level), names=", ".join(
            sorted(whose, key=order.index)))
        for level, whose in found.items()
    ]  # fmt: skip
    return " · ".join(sorted(parts))


def _titled(levels: str, since: FuzzyDate | None) -> str:
    words = levels[:1].upper() + levels[1:] if levels else say("chron.no_level")
    return say("chron.level_since", levels=words, date=date_words(since)) if since else words
