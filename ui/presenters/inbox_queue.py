"""Which suggestion is shown, which comes next, and how far a file is: the inbox's list.

What is decided goes out of the list at once; what could not be decided, or was taken back, comes
back in. Asking and deciding themselves are in `inbox`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from chronology_app.model import Source, Suggestion
from chronology_app.model.codes import SuggestionStatus
from ui.presenters.inbox import InboxCase

#: Doubts that say nothing about whether the suggestion is right.
NOT_DOUBTS = frozenset({"protected_detail"})


@dataclass(frozen=True, slots=True)
class Wishes:
    """Which suggestions are wanted, and in which order; an empty text wants all."""

    source_id: str = ""
    #: Whose record says so.
    agency: str = ""
    #: A child's full name.
    child: str = ""
    #: A type of concern, or "strength".
    type: str = ""
    #: Only those with doubts about the date.
    doubts: bool = False
    #: By date; otherwise as they stand in the sources.
    by_date: bool = False

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Wishes:
        """Read wishes as they were remembered; what is not known is left out."""
        known: dict[str, Any] = {
            one.name: plain[one.name]
            for one in fields(cls)
            if isinstance(plain.get(one.name), type(one.default))
        }
        return cls(**known)

    def plain(self) -> dict[str, Any]:
        """Return them as they are remembered."""
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def filters(self) -> int:
        """How many filters are set, the file apart."""
        return sum(map(bool, (self.agency, self.child, self.type, self.doubts)))

    def wants(self, suggestion: Suggestion) -> bool:
        """Say whether a suggestion is wanted, in whichever file it stands."""
        return (
            self.agency in ("", suggestion.recorded_by)
            and (not self.child or self.child in suggestion.children)
            and self._wants_type(suggestion)
            and (not self.doubts or has_doubts(suggestion))
        )

    def _wants_type(self, suggestion: Suggestion) -> bool:
        if self.type == "strength":
            return suggestion.strength
        return not self.type or self.type in suggestion.concern_types


def has_doubts(suggestion: Suggestion) -> bool:
    """Say whether something about a suggestion's date is to be looked at."""
    return bool(set(suggestion.doubts) - NOT_DOUBTS) or bool(suggestion.date_alternatives)


@dataclass(frozen=True, slots=True)
class FileProgress:
    """How far one file is."""

    source: Source
    waiting: int
    total: int

    @property
    def decided(self) -> int:
        """How many of its suggestions somebody has decided on."""
        return max(0, self.total - self.waiting)


class Queue:
    """The waiting suggestions in the chosen order, and the one that is shown."""

    def __init__(self) -> None:
        self.case = InboxCase()
        self.wishes = Wishes()
        #: What waits, by id; the decisions on their way are not among them.
        self.waiting: dict[str, Suggestion] = {}
        #: Decided, and not yet known to be written.
        self.pending: dict[str, Suggestion] = {}
        #: The wanted ones in their order.
        self.order: list[str] = []
        #: The one that is shown; empty: none.
        self.current_id = ""
        self._places: dict[str, int] = {}

    # --- what there is ---------------------------------------------------------------------

    def load(self, case: InboxCase) -> None:
        """Take a case as it stands now; the one shown stays where it still waits."""
        self.case = case
        self._places = {source_id: n for n, source_id in enumerate(case.sources)}
        self.waiting = {s.id: s for s in case.waiting if s.id not in self.pending}
        self._sort()

    def choose(self, wishes: Wishes) -> None:
        """Want others, or another order."""
        self.wishes = wishes
        self._sort()

    def _sort(self, near: str = "") -> None:
        """Put in order what is wanted; where the one shown has gone, show what came after it."""
        before, at = self.order, self._index(near or self.current_id)
        wanted = [s for s in self.waiting.values() if self._is_wanted(s)]
        self.order = [s.id for s in sorted(wanted, key=self._key)]
        if self.current_id not in self.order:
            there = set(self.order)
            after = (i for i in before[at:] if i in there) if at >= 0 else iter(())
            self.current_id = next(after, self.order[0] if self.order else "")

    def _is_wanted(self, suggestion: Suggestion) -> bool:
        is_in = self.wishes.source_id in ("", suggestion.source_id)
        return is_in and self.wishes.wants(suggestion)

    def _key(self, suggestion: Suggestion) -> tuple[Any, ...]:
        first = suggestion.spans[0] if suggestion.spans else None
        place = (
            self._places.get(suggestion.source_id, len(self._places)),
            first.passage_index if first else 0,
            first.start if first else 0,
            suggestion.id,
        )
        if not self.wishes.by_date:
            return place
        when = suggestion.date
        return (when is None, when.sort_key if when else "", suggestion.time or "", *place)

    def _index(self, suggestion_id: str) -> int:
        return self.order.index(suggestion_id) if suggestion_id in self.order else -1

    # --- the one shown ---------------------------------------------------------------------

    @property
    def current(self) -> Suggestion | None:
        """The suggestion that is shown; None: nothing wanted waits."""
        return self.waiting.get(self.current_id)

    @property
    def position(self) -> tuple[int, int]:
        """The number of the one shown, from 1, and how many are wanted."""
        return self._index(self.current_id) + 1, len(self.order)

    def go(self, suggestion_id: str) -> bool:
        """Show this one, whatever the filter; say whether it waits."""
        if suggestion_id not in self.waiting:
            return False
        if suggestion_id not in self.order:
            self.wishes = Wishes(by_date=self.wishes.by_date)
        self.current_id = suggestion_id
        self._sort()
        return True

    def step(self, steps: int) -> bool:
        """Show another one, so many further; say whether there is one."""
        at = self._index(self.current_id) + steps
        if self.current_id and 0 <= at < len(self.order):
            self.current_id = self.order[at]
            return True
        return False

    def coming(self, count: int = 2) -> list[Suggestion]:
        """Return those that come after the one shown, to be made ready."""
        at = self._index(self.current_id) + 1
        return [self.waiting[one] for one in self.order[at : at + count]]

    def of_source(self, source_id: str) -> list[Suggestion]:
        """Return what waits of one source."""
        return [one for one in self.waiting.values() if one.source_id == source_id]

    # --- deciding --------------------------------------------------------------------------

    def take(self, ids: Iterable[str]) -> None:
        """Take out what is being decided; the next one is shown."""
        gone = set(ids)
        self.pending |= {i: self.waiting.pop(i) for i in gone if i in self.waiting}
        if self.current_id in gone:
            at = self._index(self.current_id)
            after = [i for i in self.order[at:] if i not in gone]
            before = [i for i in self.order[:at] if i not in gone]
            # What was skipped comes round again.
            self.current_id = (after or before or [""])[0]
        self.order = [i for i in self.order if i not in gone]

    def settle(self, ids: Iterable[str]) -> None:
        """Take note that decisions are written."""
        for one in ids:
            self.pending.pop(one, None)

    def put_back(self, ids: Iterable[str]) -> None:
        """Bring back what could not be decided, and show the first of it."""
        back = {i: self.pending.pop(i) for i in ids if i in self.pending}
        self.waiting |= back
        self._show_first_of(list(back))

    def update(self, suggestions: Iterable[Suggestion]) -> list[str]:
        """Take suggestions as they stand now; return the ids of those that wait again."""
        back: list[str] = []
        for one in suggestions:
            waits = one.status == SuggestionStatus.WAITING
            if waits and one.id not in self.pending:
                back += [one.id] if one.id not in self.waiting else []
                self.waiting[one.id] = one
            elif not waits:
                self.waiting.pop(one.id, None)
        self._sort()
        return back

    def show_again(self, ids: list[str]) -> None:
        """Show the first of these that wait again."""
        self._show_first_of(ids)

    def _show_first_of(self, ids: list[str]) -> None:
        self._sort()
        there = [one for one in self.order if one in ids]
        if there:
            self.current_id = there[0]
        elif ids:
            self.go(ids[0])

    # --- files -----------------------------------------------------------------------------

    def files(self) -> list[FileProgress]:
        """Return every file that something was suggested for, with how far it is."""
        waiting: dict[str, int] = {}
        for one in self.waiting.values():
            waiting[one.source_id] = waiting.get(one.source_id, 0) + 1
        return [
            FileProgress(source, waiting.get(source_id, 0), self.case.totals.get(source_id, 0))
            for source_id, source in self.case.sources.items()
            if self.case.totals.get(source_id)
        ]

    def progress(self) -> FileProgress | None:
        """Return how far the file is whose suggestion is shown, or that is chosen."""
        shown = self.current.source_id if self.current else self.wishes.source_id
        return next((one for one in self.files() if one.source.id == shown), None)

    def next_file(self) -> str:
        """Return the file after this one in which something waits; empty: none but this one."""
        shown = self.current.source_id if self.current else self.wishes.source_id
        ids = list(self.case.sources)
        at = ids.index(shown) + 1 if shown in ids else 0
        waits = {one.source_id for one in self.waiting.values() if self.wishes.wants(one)}
        return next((i for i in ids[at:] + ids[:at] if i in waits and i != shown), "")

    def show_file(self, source_id: str) -> None:
        """Go to the first suggestion of a file; where one file is chosen, choose this one."""
        if self.wishes.source_id:
            from dataclasses import replace

            self.choose(replace(self.wishes, source_id=source_id))
        first = next((i for i in self.order if self.waiting[i].source_id == source_id), "")
        if first:
            self.current_id = first
