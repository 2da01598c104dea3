"""Where the people of a family stand when it is drawn: generations, couples, lines of descent.

Owns positions only, in sides of a person's symbol; symbols, words and colours belong to what draws.
Nothing is assumed that is not recorded: partners are those who are parents of the same child.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from chronology_app.layout.genogram_family import Family
from chronology_app.layout.genogram_lines import Drawing
from chronology_app.layout.genogram_shapes import (
    ABOVE,
    BLOCK_GAP,
    CELL,
    GAP,
    LABEL,
    SYMBOL,
    CoupleLine,
    DescentLine,
    Genogram,
    Member,
    Outline,
    Spot,
    Tie,
)

__all__ = [
    "ABOVE",
    "CELL",
    "GAP",
    "LABEL",
    "SYMBOL",
    "CoupleLine",
    "DescentLine",
    "Genogram",
    "Member",
    "Outline",
    "Spot",
    "Tie",
    "build_genogram",
]

#: How often rows are moved towards their parents and children; odd: the parents have the last word.
_SWEEPS = 9


def build_genogram(
    members: Sequence[Member],
    ties: Iterable[Tie] = (),
    households: Sequence[Iterable[str]] = (),
) -> Genogram:
    """Place a family. `members` in the family's order: brothers and sisters keep it.

    Shape: every member has a spot, no two cells overlap, and every tie between two members is in
    exactly one descent line. Ties that go round in a circle are drawn too.
    """
    family = Family(members, ties)
    if not family.ids:
        return Genogram()
    rows = family.rows()
    xs = _place_across(family, rows)
    drawing = Drawing(family, rows, xs)
    return drawing.genogram(households)


def _place_across(family: Family, rows: list[list[list[str]]]) -> dict[str, float]:
    """Return the middle of each person, neighbours at least a cell and a gap apart."""
    xs = {i: 0.0 for i in family.ids}
    for row in rows:
        _spread(row, xs, [0.0] * len(row))
    for sweep in range(_SWEEPS):
        downward = sweep % 2 == 0
        near = family.parents if downward else family.children
        for row in rows if downward else reversed(rows):
            _spread(row, xs, [_wish(block, xs, near) for block in row])
    tied = [x for i, x in xs.items() if i not in family.loose]
    middle = (min(tied) + max(tied)) / 2 if tied else 0.0
    for row in rows:
        if row[0][0] in family.loose:
            _spread(row, xs, [middle] * len(row))
    left = min(xs.values()) - CELL / 2 - GAP
    return {i: x - left for i, x in xs.items()}


def _wish(block: list[str], xs: Mapping[str, float], near: Mapping[str, set[str]]) -> float:
    """Return where the middle of a block would stand best."""
    middle = (xs[block[0]] + xs[block[-1]]) / 2
    wishes = []
    for person in block:
        found = [xs[i] for i in near.get(person, ())]
        if found:
            wishes.append((min(found) + max(found)) / 2 + middle - xs[person])
    return sum(wishes) / len(wishes) if wishes else middle


def _spread(row: list[list[str]], xs: dict[str, float], wishes: list[float]) -> None:
    """Put the blocks of a row as near to their wishes as their order and width allow."""
    widths = [len(block) * (CELL + GAP) + BLOCK_GAP for block in row]
    starts, total = [], 0.0
    for width in widths:
        starts.append(total)
        total += width
    wanted = [wish - width / 2 - start
              for wish, width, start in zip(wishes, widths, starts, strict=True)]  # fmt: skip
    for block, start, shift in zip(row, starts, _rising(wanted), strict=True):
        for n, person in enumerate(block):
            xs[person] = start + shift + BLOCK_GAP / 2 + (n + 0.5) * (CELL + GAP)


def _rising(values: Sequence[float]) -> list[float]:
    """Return the never falling numbers that are nearest to these (pool adjacent violators)."""
    pools: list[tuple[float, int]] = []
    for value in values:
        mean, size = value, 1
        while pools and pools[-1][0] > mean:
            before, count = pools.pop()
            mean = (mean * size + before * count) / (size + count)
            size += count
        pools.append((mean, size))
    return [mean for mean, size in pools for _ in range(size)]
