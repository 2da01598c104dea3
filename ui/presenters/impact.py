"""What the impact screen shows: the matrix by child, need and year, and the pages beside it.

How counts are made is in `analysis.impact_matrix`; the pages' lines are in `impact_pages`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from chronology_app.analysis.child_page import PageBuilder
from chronology_app.analysis.family_history import build_family_history
from chronology_app.analysis.impact_matrix import KINDS, UNDATED, ImpactMatrix, build_matrix
from chronology_app.analysis.spells import build_spells
from chronology_app.model.codes import ImpactKind
from chronology_app.model.view import CaseView
from chronology_app.wording import label, say
from ui.presenters.impact_lines import ImpactLine, LineMaker, heading
from ui.presenters.impact_pages import Pages

#: The two choices that are no child.
ALL, FAMILY = "all", "family"
#: The columns after the years.
UNDATED_COLUMN, WHOLE_COLUMN = "undated", "whole"


@dataclass(frozen=True, slots=True)
class Figure:
    """One count of a cell: at least and at most."""

    at_least: int = 0
    at_most: int = 0

    @property
    def short(self) -> str:
        """The number as the cell shows it: "3", "1-2" with a dash, or nothing."""
        if not self.at_most:
            return ""
        if self.at_least == self.at_most:
            return str(self.at_most)
        return f"{self.at_least}–{self.at_most}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A need of a child in one column: a figure for each kind, and the ids behind them."""

    figures: tuple[Figure, Figure, Figure]
    item_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A need of a child, or with an empty need the child's name above its needs."""

    child_id: str
    child: str
    need: str = ""
    words: str = ""
    cells: tuple[Cell, ...] = ()

    @property
    def is_heading(self) -> bool:
        """Say whether it only names the child."""
        return not self.need


@dataclass(frozen=True, slots=True)
class Column:
    """A year, or one of the two columns after the years."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to look at: all children, one of them, or the family's history."""

    key: str
    words: str
    #: A sentence more: the child's age, how much is recorded and how much is missing.
    text: str


@dataclass(frozen=True)
class Impact:
    """All that the screen shows of a case."""

    choices: tuple[Choice, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[MatrixRow, ...] = ()
    #: Item id -> its lines.
    lines: Mapping[str, tuple[ImpactLine, ...]] = field(default_factory=dict)
    #: Choice -> the lines of its page.
    pages: Mapping[str, tuple[ImpactLine, ...]] = field(default_factory=dict)
    #: How many of each kind there are in all.
    totals: tuple[int, int, int] = (0, 0, 0)
    has_children: bool = False

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to show a matrix of."""
        return not self.has_children

    def rows_of(self, choice: str) -> tuple[MatrixRow, ...]:
        """Return the rows of a choice; one child alone needs no name above its needs."""
        if choice == ALL:
            several = sum(row.is_heading for row in self.rows) > 1
            return tuple(row for row in self.rows if several or not row.is_heading)
        return tuple(r for r in self.rows if r.child_id == choice and not r.is_heading)


def read_impact(path: Path, key: bytes, case_id: str, today: date, language: str) -> Impact:
    """Read a case and build what the screen shows; made for a worker process."""
    from chronology_app.commands.reading_book import ReadingBook

    with ReadingBook(path, key) as book:
        view = book.queries.view(case_id)
    return build_impact_screen(view, today, language)


def build_impact_screen(view: CaseView, today: date, language: str = "en") -> Impact:
    """Build what the screen shows of a case, from the events that stand."""
    matrix = build_matrix(view, today)
    spells = build_spells(view)
    make = LineMaker(view, language)
    words = Pages(make, matrix, today)
    builder = PageBuilder(view, matrix, spells, today)
    pages = [builder.build(child) for child in view.children]
    choices = [Choice(ALL, say("impacts.all", language), say("impacts.all_text", language))]
    for page in pages:
        text = ". ".join((
            words.age(page.child),
            say("impacts.entries", language, count=len(page.event_ids)),
            say("impacts.gaps", language, count=len(page.missing)),
        ))  # fmt: skip
        choices.append(Choice(page.child.id, page.child.name, text))
    choices.append(
        Choice(FAMILY, say("impacts.family", language), say("impacts.family_text", language))
    )
    told = {page.child.id: words.child(page) for page in pages}
    return Impact(
        choices=tuple(choices),
        columns=_columns(matrix, language),
        rows=tuple(_rows(view, matrix, language)),
        lines={item.id: tuple(make.of_item(item)) for item in matrix.items.values()},
        pages={**told, FAMILY: words.family(build_family_history(view, spells))},
        totals=_totals(matrix),
        has_children=bool(view.children),
    )


def _totals(matrix: ImpactMatrix) -> tuple[int, int, int]:
    one, two, three = (sum(i.kind == kind for i in matrix.items.values()) for kind in KINDS)
    return one, two, three


def _columns(matrix: ImpactMatrix, language: str) -> tuple[Column, ...]:
    found = [Column(str(year), str(year)) for year in matrix.years]
    if matrix.has_undated:
        found.append(Column(UNDATED_COLUMN, say("impacts.column.undated", language)))
    return (*found, Column(WHOLE_COLUMN, say("impacts.column.whole", language)))


def _rows(view: CaseView, matrix: ImpactMatrix, language: str) -> Iterable[MatrixRow]:
    for child in view.children:
        yield MatrixRow(child.id, child.name)
        for need in matrix.needs:
            words = label("need", need, language)
            words = words[:1].upper() + words[1:]
            cells = tuple(_cells(matrix, child.id, need))
            yield MatrixRow(child.id, child.name, need, words, cells)


def _cells(matrix: ImpactMatrix, child_id: str, need: str) -> Iterable[Cell]:
    places: list[int | None] = [*matrix.years]
    if matrix.has_undated:
        places.append(UNDATED)
    for place in places:
        counts = [matrix.count(child_id, need, place, kind) for kind in KINDS]
        yield _cell(counts)
    yield _cell([matrix.whole(child_id, need, kind) for kind in KINDS])


def _cell(counts) -> Cell:  # type: ignore[no-untyped-def]
    one, two, three = (Figure(count.at_least, count.at_most) for count in counts)
    return Cell((one, two, three), tuple(i for count in counts for i in count.possible))


# --- in words ------------------------------------------------------------------------------------


def figure_words(figure: Figure, language: str = "en") -> str:
    """Return a figure as it is spoken: "2", or "at least 1, at most 2"."""
    if figure.at_least == figure.at_most:
        return str(figure.at_most)
    return say("impacts.bounds", language, least=figure.at_least, most=figure.at_most)


def cell_words(row: MatrixRow, column: Column, cell: Cell, language: str = "en") -> str:
    """Return what a screen reader says of a cell: child, need, year and the three counts."""
    counts = [
        say("impacts.count", language, kind=say(f"impacts.kind.{kind}", language),
            figure=figure_words(figure, language))
        for kind, figure in zip(KINDS, cell.figures, strict=True)
    ]  # fmt: skip
    return say(
        "impacts.cell", language, child=row.child, need=row.words, year=column.words,
        counts="; ".join(counts),
    )  # fmt: skip


def cell_lines(found: Impact, cell: Cell, language: str = "en") -> tuple[ImpactLine, ...]:
    """Return the lines behind a cell, a group for each kind, so that kinds are never mixed."""
    groups: dict[ImpactKind, list[ImpactLine]] = {kind: [] for kind in KINDS}
    counts = dict(zip(KINDS, cell.figures, strict=True))
    start = 0
    for kind in KINDS:
        most = counts[kind].at_most
        for item_id in cell.item_ids[start : start + most]:
            groups[kind] += found.lines[item_id]
        start += most
    lines: list[ImpactLine] = []
    for kind, group in groups.items():
        if group:
            name = say(f"impacts.kind.{kind}", language)
            figure = figure_words(counts[kind], language)
            lines += [heading(say("impacts.count", language, kind=name, figure=figure)), *group]
    return tuple(lines)
