"""All that the running chronology shows of every event, in a few questions however long it is.

One page with full dates is in `pages`; all of one event is in `event_detail`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, bindparam, select

from chronology_app.dates import FuzzyDate
from chronology_app.model.codes import EventStatus, Role
from chronology_app.store.connection import raw_rows
from chronology_app.store.mapper import read_date
from chronology_app.store.tables import TABLES

#: How many lines come at a time, so that a screen can draw the first while the rest are built.
CHUNK = 2_000
#: How many ids one question may name.
_MANY = 500
#: How much of a date's sort text is its place in time; its words follow and order nothing.
_PLACE = 21
#: What a set of days begins with: its bounds say less than its members.
_SETS = ("[", "{")

Texts = tuple[str, ...]
Row = tuple[Any, ...]
#: Undated ones last; then by place in time, time of day, words, id.
Order = tuple[bool, str, str, str, str]


class ChronologyLine(NamedTuple):
    """One event as the chronology shows it. Codes and ids only; nothing is in words yet.

    A tuple, because twenty thousand of them are made in one go.
    """

    event_id: str
    date_edtf: str | None
    #: As the source wrote it.
    date_text: str | None
    date_modifier: str | None
    #: First and last possible day as YYYY-MM-DD; None where that end is open or unknown.
    earliest: str | None
    latest: str | None
    time: str | None
    kind: str
    fact: str
    court_wording: str
    action: str
    result: str
    key: bool
    relied_on: bool
    status: str
    significance: str | None
    record_class: str
    confirmed_by: str
    #: How it was confirmed, a `ConfirmedHow` code; empty when that was not recorded.
    confirmed_how: str
    #: In the family's order.
    child_ids: Texts
    concern_types: Texts
    strength: bool
    #: Whether a child's own words belong to it.
    child_words: bool
    account_count: int
    #: Of the accounts, the headline account's first, each once.
    agencies: Texts
    recorded_by: Texts
    evidence: Texts
    authors: Texts
    source_ids: Texts
    #: Two accounts give dates of which no day can belong to both.
    has_conflict: bool

    @property
    def date(self) -> FuzzyDate | None:
        """The headline date; None: undated."""
        return _date(self.date_edtf, self.date_text, self.date_modifier)

    @property
    def is_date_uncertain(self) -> bool:
        """Whether the date itself is marked approximate or questioned, or is one of several."""
        edtf = self.date_edtf or ""
        return edtf.startswith(_SETS) or any(mark in edtf for mark in "?~%")


@lru_cache(maxsize=2_048)
def _date(edtf: str | None, words: str | None, modifier: str | None) -> FuzzyDate | None:
    return read_date(edtf, words, modifier)


def _columns(name: str, *columns: str) -> Select[Any]:
    table = TABLES[name].c
    query = select(*(table[column] for column in columns))
    return query.where(table.case_id == bindparam("case_id"))


_EVENT = TABLES["event"].c
_EVENTS = _columns(
    "event", "id", "date_edtf", "date_text", "date_modifier", "date_earliest", "date_latest",
    "time", "kind", "fact", "court_wording", "action", "result", "key", "relied_on", "status",
    "significance", "record_class", "confirmed_by", "confirmed_how", "date_sort",
    "headline_account_id",
)  # fmt: skip
_ACCOUNTS = _columns(
    "account", "event_id", "id", "agency", "recorded_by", "evidence", "author", "source_id",
    "time", "date_edtf", "date_earliest", "date_latest",
)  # fmt: skip
#: Where these columns stand in the rows.
_ID, _TIME, _KEY, _SORT, _HEADLINE = 0, 6, 12, 19, 20
_ACCOUNT_TIME, _ACCOUNT_DATE = 7, 8
#: What is told of accounts: agency, recorder, evidence, author, source.
_TOLD = slice(2, 7)


def chronology_lines(
    connection: Connection, case_id: str, *, removed: bool = False
) -> Iterator[tuple[ChronologyLine, ...]]:
    """Give every event that stands (or every removed one), in the order of `CaseView.events`.

    Shape: tuples of at most `CHUNK` lines. Everything is read before the first comes.
    """
    ask = _Ask(connection, case_id)
    chosen = _EVENT.status == EventStatus.REMOVED.value
    rows = ask.rows(_EVENTS.where(chosen if removed else ~chosen))
    order, line = _shown(ask)
    rows.sort(key=order)
    for at in range(0, len(rows), CHUNK):
        yield tuple([line(row) for row in rows[at : at + CHUNK]])


def lines_of(
    connection: Connection, case_id: str, event_ids: Iterable[str]
) -> tuple[ChronologyLine, ...]:
    """Return the lines of these events, as far as they are there and stand, in the same order."""
    found: list[tuple[Order, ChronologyLine]] = []
    wanted = list(dict.fromkeys(event_ids))
    for at in range(0, len(wanted), _MANY):
        ask = _Ask(connection, case_id, wanted[at : at + _MANY])
        rows = ask.rows(_EVENTS.where(_EVENT.status != EventStatus.REMOVED.value), "id")
        order, line = _shown(ask)
        found += [(order(row), line(row)) for row in rows]
    found.sort(key=itemgetter(0))
    return tuple(line for _, line in found)


def _shown(ask: _Ask) -> tuple[Callable[[Row], Order], Callable[[Row], ChronologyLine]]:
    """Return what gives an event's row its place, and what turns it into its line."""
    accounts = ask.grouped(_ACCOUNTS)
    children = ask.children()
    subjects = ask.values("event_person", "person_id", children)
    types = ask.values("concern", "type")
    strengths = ask.values("strength", "id")
    words = ask.values("child_words", "id")

    def line(row: Row) -> ChronologyLine:
        event_id = row[_ID]
        told, count, conflict = _of_accounts(accounts.get(event_id, ()), row[_HEADLINE])
        whose = subjects.get(event_id, ())
        return ChronologyLine(  # type: ignore[call-arg]  # as many as there are fields
            *row[:_KEY], row[_KEY] == 1, row[_KEY + 1] == 1, *row[_KEY + 2 : _SORT],
            whose if len(whose) < 2 else tuple(sorted(whose, key=children.__getitem__)),
            types.get(event_id, ()), event_id in strengths, event_id in words,
            count, *told, conflict,
        )  # fmt: skip

    return lambda row: _order(row, accounts.get(row[_ID], ())), line


def _order(row: Row, accounts: Sequence[Row]) -> Order:
    """Return an event's place: by date, on one day by the time that any account gives."""
    sort, time = row[_SORT] or "", row[_TIME]
    if not time and sort:
        time = min([a[_ACCOUNT_TIME] for a in accounts if a[_ACCOUNT_TIME]], default="")
    return not sort, sort[:_PLACE], time or "", sort, row[_ID]


def _of_accounts(
    accounts: Sequence[Row], headline: str | None
) -> tuple[tuple[Texts, ...], int, bool]:
    """Return what accounts tell, the headline's first, their number, and whether dates clash."""
    if len(accounts) == 1:
        return _told_once(accounts[0][_TOLD]), 1, False
    in_order = sorted(accounts, key=lambda account: account[1] != headline)
    columns = tuple(zip(*(account[_TOLD] for account in in_order), strict=True)) or ((),) * 5
    told = tuple(tuple(dict.fromkeys(filter(None, column))) for column in columns)
    return told, len(accounts), _clash([account[_ACCOUNT_DATE:] for account in accounts])


@lru_cache(maxsize=4_096)
def _told_once(told: Texts) -> tuple[Texts, ...]:
    return tuple((item,) if item else () for item in told)


def _clash(dates: Sequence[Row]) -> bool:
    dated = [date for date in dates if date[0]]
    if any(edtf.startswith(_SETS) for edtf, _, _ in dated):
        parsed = [FuzzyDate.parse(edtf) for edtf, _, _ in dated]
        return any(not one.overlaps(other) for one, other in combinations(parsed, 2))
    begins = [earliest for _, earliest, _ in dated if earliest]
    ends = [latest for _, _, latest in dated if latest]
    # Stretches of time meet pairwise just when all of them meet.
    return bool(begins and ends) and max(begins) > min(ends)


class _Ask:
    """Reads whole tables of one case, or what they hold for some events."""

    def __init__(
        self, connection: Connection, case_id: str, event_ids: list[str] | None = None
    ) -> None:
        self._connection = connection
        self._case_id = case_id
        self._event_ids = event_ids

    def rows(self, query: Select[Any], key: str | None = None) -> list[Row]:
        """Return the rows; where only some events are asked for, those named in a column."""
        if self._event_ids is not None and key is not None:
            column = next(c for c in query.selected_columns if c.name == key)
            query = query.where(column.in_(self._event_ids))
        return raw_rows(self._connection, query, {"case_id": self._case_id})

    def grouped(self, query: Select[Any]) -> dict[str, tuple[Row, ...]]:
        """Return the rows of each event, whose id is their first column."""
        found: dict[str, tuple[Row, ...]] = {}
        for row in self.rows(query, "event_id"):
            found[row[0]] = (*found[row[0]], row) if row[0] in found else (row,)
        return found

    def values(
        self, name: str, column: str, known: Mapping[str, int] | None = None
    ) -> dict[str, Texts]:
        """Return for each event the different values beside it; with `known` only those."""
        found: dict[str, Texts] = {}
        for event_id, value in self.rows(_columns(name, "event_id", column), "event_id"):
            if known is None or value in known:
                there = found.get(event_id)
                if there is None:
                    found[event_id] = (value,)
                elif value not in there:
                    found[event_id] = (*there, value)
        return found

    def children(self) -> dict[str, int]:
        """Return the ids of the children with their places in the family."""
        table = TABLES["person"].c
        query = _columns("person", "id", "role").order_by(table.position, table.name)
        ids = [who for who, role in self.rows(query) if role.strip().lower() == Role.CHILD]
        return {child: place for place, child in enumerate(ids)}
