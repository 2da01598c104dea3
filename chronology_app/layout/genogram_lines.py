"""The rows and lines of a family drawing whose people stand side by side already.

Who belongs to whom is in `genogram_family`, where people stand across in `genogram`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chronology_app.layout.genogram_family import PAIRING, Family, Union
from chronology_app.layout.genogram_shapes import (
    ABOVE,
    BELOW,
    CELL,
    GAP,
    LABEL,
    RAIL,
    SYMBOL,
    CoupleLine,
    DescentLine,
    Genogram,
    Outline,
    Point,
    Spot,
)

#: How far apart two lines arrive at one symbol.
_ENTRY = 0.34


@dataclass(frozen=True, slots=True)
class _Rail:
    """A level line below a row."""

    key: object
    row: int
    first: float
    last: float


class Drawing:
    """Rows, rails and lines of a family whose people stand side by side already."""

    def __init__(
        self, family: Family, rows: list[list[list[str]]], xs: Mapping[str, float]
    ) -> None:
        self._family = family
        self._rows = [[i for block in row for i in block] for row in rows]
        self._xs = xs
        self._row = {i: n for n, row in enumerate(self._rows) for i in row}
        self._entries = self._entry_points()
        self._levels, self._depth = self._rail_levels()
        self._tops = self._row_tops()

    def genogram(self, households: Sequence[Iterable[str]]) -> Genogram:
        """Return everything with its place."""
        spots = {i: Spot(self._xs[i], self._tops[n], n) for i, n in self._row.items()}
        couples = tuple(
            CoupleLine(pair, is_ended, self._couple_points(pair))
            for pair, is_ended in self._family.couples.items()
        )
        descents = tuple(
            DescentLine(child, union.parents, union.kind, union.is_ended,
                        tuple(self._descent_points(union, child)))
            for union in self._family.unions
            for child in union.children
        )  # fmt: skip
        points = [p for c in couples for p in c.points]
        points += [p for line in descents for p in line.points]
        right = max([s.cell[2] for s in spots.values()] + [x for x, _ in points])
        bottom = self._tops[-1] + SYMBOL + LABEL + BELOW + self._depth[len(self._rows) - 1] * RAIL
        outlines = tuple(_outlines(spots, households))
        return Genogram(right + GAP, bottom + ABOVE / 2, spots, couples, descents, outlines)

    # --- rails ---------------------------------------------------------------------------

    def _rail_levels(self) -> tuple[dict[object, int], dict[int, int]]:
        """Return rail -> level, and row -> number of levels; rails of one level never meet."""
        levels: dict[object, int] = {}
        depth = dict.fromkeys(range(len(self._rows)), 0)
        for rails in (self._couple_rails(), self._union_rails()):
            base = dict(depth)
            taken: dict[tuple[int, int], float] = {}
            for rail in sorted(rails, key=lambda r: (r.row, r.first, r.last)):
                level = base[rail.row]
                while taken.get((rail.row, level), float("-inf")) >= rail.first - GAP / 2:
                    level += 1
                taken[rail.row, level] = rail.last
                levels[rail.key] = level
                depth[rail.row] = max(depth[rail.row], level + 1)
        return levels, depth

    def _couple_rails(self) -> list[_Rail]:
        rails = []
        for pair in self._family.couples:
            if not self._is_beside(pair):
                ends = [self._xs[i] for i in pair]
                row = max(self._row[i] for i in pair)
                rails.append(_Rail(pair, row, min(ends) - CELL, max(ends) + CELL))
        return rails

    def _union_rails(self) -> list[_Rail]:
        rails = []
        for union in self._family.unions:
            ends = [self._source_x(union), *(self._entries[union, c] for c in union.children)]
            room = CELL if self._goes_far(union) else 0.0
            row = max(self._row[i] for i in union.parents)
            rails.append(_Rail(union, row, min(ends) - room, max(ends) + room))
        return rails

    def _goes_far(self, union: Union) -> bool:
        row = max(self._row[i] for i in union.parents)
        return any(self._row[child] != row + 1 for child in union.children)

    def _row_tops(self) -> list[float]:
        tops, y = [], ABOVE
        for n in range(len(self._rows)):
            tops.append(y)
            y += SYMBOL + LABEL + BELOW + self._depth[n] * RAIL + ABOVE
        return tops

    def _rail_y(self, key: object, row: int) -> float:
        return self._tops[row] + SYMBOL + LABEL + BELOW + self._levels[key] * RAIL

    def _entry_points(self) -> dict[tuple[Union, str], float]:
        """Return where each line arrives at a child: birth in the middle, others beside it."""
        arriving: dict[str, list[Union]] = defaultdict(list)
        for union in self._family.unions:
            for child in union.children:
                arriving[child].append(union)
        found = {}
        for child, unions in arriving.items():
            unions.sort(key=lambda u: PAIRING.index(u.kind) if u.kind in PAIRING else 9)
            for n, union in enumerate(unions):
                aside = (n + 1) // 2 * _ENTRY * (-1 if n % 2 else 1)
                found[union, child] = self._xs[child] + max(-1.3, min(1.3, aside))
        return found

    # --- lines ---------------------------------------------------------------------------

    def _is_beside(self, pair: tuple[str, ...]) -> bool:
        one, other = pair
        if self._row[one] != self._row[other]:
            return False
        row = self._rows[self._row[one]]
        return abs(row.index(one) - row.index(other)) == 1

    def _couple_points(self, pair: tuple[str, str]) -> tuple[Point, ...]:
        left, right = sorted(pair, key=lambda i: self._xs[i])
        one, other = ((self._xs[i], self._tops[self._row[i]] + SYMBOL / 2) for i in (left, right))
        start, end = (one[0] + SYMBOL / 2, one[1]), (other[0] - SYMBOL / 2, other[1])
        if self._is_beside(pair):
            return start, end
        rail = self._rail_y(pair, max(self._row[i] for i in pair))
        # Down beside the words of the one, along below everybody, up beside the other's.
        beside = (one[0] + (CELL + GAP) / 2, other[0] - (CELL + GAP) / 2)
        return (start, (beside[0], start[1]), (beside[0], rail),
                (beside[1], rail), (beside[1], end[1]), end)  # fmt: skip

    def _source_x(self, union: Union) -> float:
        return sum(self._xs[i] for i in union.parents) / len(union.parents)

    def _source(self, union: Union) -> Point:
        """Return where the line to the children leaves a parent or couple."""
        row = max(self._row[i] for i in union.parents)
        x = self._source_x(union)
        if len(union.parents) == 1:
            # It runs behind the person's words.
            return x, self._tops[row] + SYMBOL
        if self._is_beside(union.parents):
            return x, self._tops[row] + SYMBOL / 2
        pair = (union.parents[0], union.parents[1])
        return x, self._rail_y(pair, row)

    def _descent_points(self, union: Union, child: str) -> Iterator[Point]:
        row, to = max(self._row[i] for i in union.parents), self._row[child]
        x, y = self._source(union)
        rail, entry = self._rail_y(union, row), self._entries[union, child]
        yield x, y
        yield x, rail
        if to <= row:
            # A circle in the ties: the line goes back up through a gap.
            x = self._gap_near(entry, range(to, row + 1))
        elif to == row + 1:
            x = entry
        else:
            x = self._gap_near(entry, [row + 1])
        yield x, rail
        for between in range(row + 2, to):
            yield x, self._channel(between)
            x = self._gap_near(entry, [between])
            yield x, self._channel(between)
        yield x, self._channel(to)
        yield entry, self._channel(to)
        yield entry, self._tops[to]

    def _channel(self, row: int) -> float:
        return self._tops[row] - ABOVE / 3

    def _gap_near(self, x: float, rows: Iterable[int]) -> float:
        """Return the nearest place across that meets nobody of these rows."""
        half = CELL / 2
        people = [self._xs[i] for row in rows for i in self._rows[row]]
        edges = [x, *(p + side * (half + GAP / 2) for p in people for side in (-1, 1))]
        free = [e for e in edges if all(abs(e - p) >= half for p in people)]
        return min(free, key=lambda e: abs(e - x))


def _outlines(spots: Mapping[str, Spot], households: Sequence[Iterable[str]]) -> Iterator[Outline]:
    """Give one frame for a household where it holds nobody else, else one for each run of people.

    A person in two households stands in frames of both.
    """
    for number, member_ids in enumerate(households):
        members = [i for i in dict.fromkeys(member_ids) if i in spots]
        if not members:
            continue
        whole = _frame([spots[i] for i in members], number)
        if not any(_meets(whole, spot.cell) for i, spot in spots.items() if i not in members):
            yield Outline(number, whole)
            continue
        for run in _runs(spots, set(members)):
            yield Outline(number, _frame(run, number))


def _runs(spots: Mapping[str, Spot], members: set[str]) -> Iterator[list[Spot]]:
    run: list[Spot] = []
    for person in sorted(spots, key=lambda i: (spots[i].row, spots[i].x)):
        spot = spots[person]
        if run and (person not in members or spot.row != run[-1].row):
            yield run
            run = []
        if person in members:
            run.append(spot)
    if run:
        yield run


def _frame(spots: Sequence[Spot], number: int) -> tuple[float, float, float, float]:
    """Return a frame around cells; those of several households lie inside one another."""
    room = max(0.06, 0.2 - 0.06 * (number % 3))
    cells = [spot.cell for spot in spots]
    return (
        min(c[0] for c in cells) - room, min(c[1] for c in cells) - room,
        max(c[2] for c in cells) + room, max(c[3] for c in cells) + room,
    )  # fmt: skip


def _meets(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
