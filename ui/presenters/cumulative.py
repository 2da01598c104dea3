"""What the screen of cumulative figures shows: tables of counts, each with the events behind it.

How the figures are counted is in `analysis.cumulative`. A cell shows what is certain and what is
possible ("3–5"); nothing is added up here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from chronology_app.analysis.cumulative import (
    DISPUTED,
    FAMILY,
    NOT_FOUND,
    STRENGTH,
    CumulativeRow,
    build_cumulative,
)
from chronology_app.analysis.disputes import disputed_events, not_found_events
from chronology_app.analysis.measure_words import measure_words
from chronology_app.dates import FuzzyDate
from chronology_app.model import Event
from chronology_app.model.codes import EventStatus
from chronology_app.model.view import CaseView
from chronology_app.wording import label, say
from chronology_app.wording.dates import date_words

#: The tables, in the order of their choice.
MAIN, LEVELS, LEVEL_MONTHS, YEARS, AGES = TABLES = (
    "main", "levels", "level_months", "years", "ages",
)  # fmt: skip
_MAIN = (
    "events", "undated", "months_with_concern", "share_of_life", "longest_run", "longest_gap",
    "first_concern", "last_concern", "recorded_elsewhere", "family_only",
)  # fmt: skip
#: Strengths stand in the columns of the same kind of figure.
_BESIDE = {"strengths": "events", "months_with_strength": "months_with_concern"}
_PREFIX = {
    LEVELS: "events:", LEVEL_MONTHS: "months_with_concern:", YEARS: "events_in_year:",
    AGES: "events_at_age:",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be counted: up to and from which day, and what is left out."""

    as_of: date
    since: date | None = None
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A measure: its short heading, and its rule."""

    code: str
    words: str
    rule: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure. `text` is empty where there is none."""

    text: str = ""
    #: What a screen reader says: type, measure and figure.
    spoken: str = ""
    event_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A type of concern, or the strengths."""

    code: str
    words: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of one choice in one of the `TABLES`."""

    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()

    @property
    def as_text(self) -> str:
        """The table with its headings as lines of cells, for another program."""
        heads = ["", *(column.words for column in self.columns)]
        lines = [heads, *([row.words, *(cell.text for cell in row.cells)] for row in self.rows)]
        return "\n".join("\t".join(line) for line in lines)


@dataclass(frozen=True, slots=True)
class EventWords:
    """An event behind a figure, in words."""

    event_id: str
    date: str
    what: str
    fact: str
    is_uncertain: bool = False


@dataclass(frozen=True)
class Cumulative:
    """All figures of a case."""

    #: (child's id or `FAMILY`, name), in the family's order, the family last.
    choices: tuple[tuple[str, str], ...] = ()
    tables: dict[tuple[str, str], Table] = field(default_factory=dict)
    events: dict[str, EventWords] = field(default_factory=dict)
    #: What was counted and what was not, in sentences.
    told: tuple[str, ...] = ()

    def table(self, choice: str, name: str) -> Table:
        """Return a table; an empty one where nothing is counted."""
        return self.tables.get((choice, name), Table())

    def tables_of(self, choice: str) -> tuple[str, ...]:
        """Return the tables that have a figure for a choice; the main one always."""
        return tuple(name for name in TABLES if name == MAIN or self.table(choice, name).rows)

    def lines(self, cell: Cell) -> tuple[EventWords, ...]:
        """Return the events behind a cell, in order of date."""
        return tuple(self.events[i] for i in cell.event_ids if i in self.events)


def read_cumulative(
    path: Path, key: bytes, case_id: str, asked: Asked, language: str
) -> Cumulative:
    """Read a case and count it; made for a worker process."""
    from chronology_app.commands.reading_book import ReadingBook

    with ReadingBook(path, key) as book:
        view = book.queries.view(case_id)
    return count_case(view, asked, language)


def count_case(view: CaseView, asked: Asked, language: str = "en") -> Cumulative:
    """Count a case: what nobody keeps back and somebody has confirmed."""
    rows = build_cumulative(
        view, asked.as_of, view.ordinary, without=asked.without, since=asked.since
    )
    names = {child.id: child.name for child in view.children}
    choices = (*names.items(), (FAMILY, say("measure.family", language)))
    used = dict.fromkeys(event_id for row in rows for event_id in row.event_ids)
    tables = {
        (choice, name): _table(name, choice, [r for r in rows if r.child_id == choice], language)
        for choice, _ in choices
        for name in TABLES
    }
    events = {e.id: _event_words(e, view, language) for e in view.ordinary if e.id in used}
    return Cumulative(choices, tables, events, tuple(_told(view, asked, language)))


def _told(view: CaseView, asked: Asked, language: str) -> Iterable[str]:
    """Yield what is not among the figures, and how many."""
    unread = sum(event.status == EventStatus.ACCEPTED_UNREAD for event in view.events)
    if unread:
        yield say("added.unread", language, count=unread)
    out = {DISPUTED: disputed_events, NOT_FOUND: not_found_events}
    ordinary = {event.id for event in view.ordinary}
    for code in asked.without:
        yield say(f"added.left_out.{code}", language, count=len(out[code](view) & ordinary))


# --- tables ----------------------------------------------------------------------------------


def _table(name: str, choice: str, rows: Sequence[CumulativeRow], language: str) -> Table:
    found: dict[tuple[str, str], CumulativeRow] = {}
    for row in rows:
        if (code := _column_of(name, row.measure)) is not None:
            found[row.type, code] = row
    used = {code for _, code in found}
    codes = [code for code in _MAIN if code in used] if name == MAIN else _in_order(found, name)
    columns = tuple(_column(name, code, choice, language) for code in codes)
    types = list(dict.fromkeys(kind for kind, _ in found))
    return Table(columns, tuple(_row(kind, columns, found, language) for kind in types))


def _column_of(name: str, measure: str) -> str | None:
    """Return the column in which a measure stands in a table; None: in none."""
    if measure != "family_only":
        measure = measure.removeprefix("family_")
    if name == MAIN:
        measure = _BESIDE.get(measure, measure)
        return measure if measure in _MAIN else None
    prefix = _PREFIX[name]
    return measure.removeprefix(prefix) if measure.startswith(prefix) else None


def _in_order(found: dict[tuple[str, str], CumulativeRow], name: str) -> list[str]:
    """Return years and ages by number, levels by their first event."""
    codes = list(dict.fromkeys(code for _, code in found))
    return sorted(codes, key=int) if name in (YEARS, AGES) else codes


def _column(name: str, code: str, choice: str, language: str) -> Column:
    whose = "family" if choice == FAMILY else "child"
    if name == MAIN:
        rule = f"added.rule.{code}"
        return Column(code, say(f"added.column.{code}", language), say(rule, language))
    words = label("level", code, language) if name in (LEVELS, LEVEL_MONTHS) else code
    return Column(code, words, say(f"added.rule.{whose}.{name}", language))


def _row(
    kind: str,
    columns: Sequence[Column],
    found: dict[tuple[str, str], CumulativeRow],
    language: str,
) -> Row:
    words = label("type", kind, language)
    words = words[:1].upper() + words[1:]
    cells = (_cell(words, column, found.get((kind, column.code)), language) for column in columns)
    return Row(kind, words, tuple(cells))


def _cell(kind: str, column: Column, row: CumulativeRow | None, language: str) -> Cell:
    if row is None:
        nothing = say("added.spoken_none", language, type=kind, measure=column.words)
        return Cell(spoken=nothing)
    text = figure_words(row, language)
    measure = measure_words(row.measure, language)
    is_told_apart = row.type == STRENGTH or ":" in row.measure
    told = measure[:1].lower() + measure[1:] if is_told_apart else column.words
    spoken = say("added.spoken", language, type=kind, measure=told, figure=text)
    return Cell(text, spoken, row.event_ids)


def figure_words(row: CumulativeRow, language: str = "en") -> str:
    """Return a figure with its bounds: "3", "3–5", "12.5 %", or the days of a first or last one."""
    if row.earliest is not None and row.latest is not None:
        first, last = (_day_words(day, language) for day in (row.earliest, row.latest))
        return first if first == last else say("added.between", language, first=first, last=last)
    if row.measure == "share_of_life":
        least, most = f"{row.at_least:.1%}", f"{row.at_most:.1%}"
    else:
        least, most = f"{row.at_least:g}", f"{row.at_most:g}"
    return least if least == most else f"{least}–{most}"


def _day_words(day: date, language: str) -> str:
    return date_words(FuzzyDate.parse(day.isoformat()), language)


def _event_words(event: Event, view: CaseView, language: str) -> EventWords:
    accounts = view.accounts.get(event.id, ())
    agency = label("agency", accounts[0].agency, language) if accounts else ""
    kind = label("kind", event.kind, language)
    when = date_words(event.date, language) if event.date else say("time.undated", language)
    what = " · ".join(part for part in (kind, agency) if part)
    exact = event.date is not None and event.date.earliest == event.date.latest
    return EventWords(event.id, when, what, event.fact, not exact)
