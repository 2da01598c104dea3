"""What a family drawing is made of: who is to be placed, and the places and lines that come of it.

Where everybody stands is worked out in `genogram` and the modules beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Point = tuple[float, float]
Side = str

#: A person's place: the symbol in the middle on top, room for the words below it.
CELL, LABEL, SYMBOL = 3.1, 2.0, 1.0
#: Room between two neighbours, and more between two who are no couple.
GAP, BLOCK_GAP = 0.4, 0.3
#: Room above a row for lines that arrive, below it before the first rail, and for each rail.
ABOVE, BELOW, RAIL = 0.9, 0.2, 0.35
#: How far apart two lines arrive at one symbol.


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody to be placed; "male" stands on the left of a couple, as is usual."""

    id: str
    sex: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """Somebody is a child's parent or carer; `kind` as in `Parentage`."""

    child_id: str
    parent_id: str
    kind: str = "birth"
    is_ended: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a person stands: `x` is the middle, `y` the top of the symbol."""

    x: float
    y: float
    row: int

    @property
    def cell(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the symbol with its words."""
        return (self.x - CELL / 2, self.y, self.x + CELL / 2, self.y + SYMBOL + LABEL)


@dataclass(frozen=True, slots=True)
class CoupleLine:
    """The line between two parents of the same child."""

    ids: tuple[str, str]
    #: An end is recorded for one of the two.
    is_ended: bool
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class DescentLine:
    """The line from one parent, or from a couple, to a child."""

    child_id: str
    parent_ids: tuple[str, ...]
    kind: str
    is_ended: bool
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A frame around some who live together: number of the household, left, top, right, bottom."""

    household: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Genogram:
    """A family as it is drawn."""

    width: float = 0.0
    height: float = 0.0
    spots: dict[str, Spot] = field(default_factory=dict)
    couples: tuple[CoupleLine, ...] = ()
    descents: tuple[DescentLine, ...] = ()
    outlines: tuple[Outline, ...] = ()

    def find_neighbour(self, person_id: str, side: Side) -> str | None:
        """Return who stands next on a side ("left" "right" "up" "down"); None: nobody."""
        here = self.spots.get(person_id)
        if here is None:
            return next(iter(self.in_order()), None)
        others = [(i, s) for i, s in self.spots.items() if _is_on(here, s, side)]
        if not others:
            return None
        return min(others, key=lambda p: (abs(p[1].row - here.row), abs(p[1].x - here.x)))[0]

    def in_order(self) -> tuple[str, ...]:
        """Return everybody as they are read: row by row, from the left."""
        return tuple(sorted(self.spots, key=lambda i: (self.spots[i].row, self.spots[i].x)))


def _is_on(here: Spot, there: Spot, side: Side) -> bool:
    if side in ("left", "right"):
        apart = there.x - here.x if side == "right" else here.x - there.x
        return there.row == here.row and apart > 0
    return there.row > here.row if side == "down" else there.row < here.row
