"""Where the people of a family stand when it is drawn: generations, couples, lines of descent.

Owns positions only, in sides of a person's symbol; symbols, words and colours belong to what draws.
Nothing is assumed that is not recorded: partners are those who are parents of the same child.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

Point = tuple[float, float]
Side = str

#: A person's place: the symbol in the middle on top, room for the words below it.
CELL, LABEL, SYMBOL = 3.1, 2.0, 1.0
#: Room between two neighbours, and more between two who are no couple.
GAP, BLOCK_GAP = 0.4, 0.3
#: Room above a row for lines that arrive, below it before the first rail, and for each rail.
ABOVE, BELOW, RAIL = 0.9, 0.2, 0.35
#: How far apart two lines arrive at one symbol.
_ENTRY = 0.34
#: Odd, so that the last word is the parents'.
_SWEEPS = 9
#: Kinds of parentage whose two parents are drawn as a couple.
_PAIRING = ("birth", "adoptive")
#: Persons without any tie stand in rows of at least so many.
_LOOSE = 4


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


def build_genogram(
    members: Sequence[Member],
    ties: Iterable[Tie] = (),
    households: Sequence[Iterable[str]] = (),
) -> Genogram:
    """Place a family. `members` in the family's order: brothers and sisters keep it.

    Shape: every member has a spot, no two cells overlap, and every tie between two members is in
    exactly one descent line. Ties that go round in a circle are drawn too.
    """
    family = _Family(members, ties)
    if not family.ids:
        return Genogram()
    rows = family.rows()
    xs = _place_across(family, rows)
    drawing = _Drawing(family, rows, xs)
    return drawing.genogram(households)


# --- who belongs to whom -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Union:
    """One parent or couple, and their children of one kind."""

    parents: tuple[str, ...]
    children: tuple[str, ...]
    kind: str
    is_ended: bool


class _Family:
    """The ties of a family, and the generations that follow from them."""

    def __init__(self, members: Sequence[Member], ties: Iterable[Tie]) -> None:
        self.ids = list(dict.fromkeys(member.id for member in members))
        self.sex = {member.id: member.sex for member in members}
        known = set(self.ids)
        seen: dict[tuple[str, str, str], Tie] = {}
        for tie in ties:
            if tie.child_id in known and tie.parent_id in known and tie.child_id != tie.parent_id:
                seen.setdefault((tie.child_id, tie.parent_id, tie.kind), tie)
        self.ties = list(seen.values())
        self.couples = self._couples()
        self.unions = self._unions()
        tied = {i for tie in self.ties for i in (tie.child_id, tie.parent_id)}
        self.loose = [i for i in self.ids if i not in tied]
        self.children: dict[str, set[str]] = defaultdict(set)
        parents: dict[str, set[str]] = defaultdict(set)
        kin: dict[str, set[str]] = defaultdict(set)
        for tie in self.ties:
            self.children[tie.parent_id].add(tie.child_id)
            (kin if tie.kind in _PAIRING else parents)[tie.child_id].add(tie.parent_id)
        #: Those below whom a child stands: by birth or adoption, where such are recorded.
        self.parents = {i: kin[i] or parents[i] for i in self.ids}

    def _couples(self) -> dict[tuple[str, str], bool]:
        """Return who are parents together -> whether an end of it is recorded."""
        ended: dict[tuple[str, str], bool] = {}
        groups: dict[tuple[str, str], list[Tie]] = defaultdict(list)
        for tie in self.ties:
            if tie.kind in _PAIRING:
                groups[tie.child_id, tie.kind].append(tie)
        for (child, _), group in groups.items():
            for one, other in combinations(group[:2], 2):
                pair = self._pair(one.parent_id, other.parent_id)
                if child not in pair:
                    is_ended = one.is_ended or other.is_ended
                    ended[pair] = ended.get(pair, False) or is_ended
        return ended

    def _pair(self, one: str, other: str) -> tuple[str, str]:
        """Return two partners, the man on the left; else in the family's order."""
        if self.sex[other] == "male" != self.sex[one]:
            return other, one
        if self.sex[one] == "male" != self.sex[other]:
            return one, other
        return (one, other) if self.ids.index(one) < self.ids.index(other) else (other, one)

    def _unions(self) -> list[_Union]:
        """Return every tie in exactly one union."""
        groups: dict[tuple[str, str], list[Tie]] = defaultdict(list)
        for tie in self.ties:
            groups[tie.child_id, tie.kind].append(tie)
        children: dict[tuple[tuple[str, ...], str, bool], list[str]] = defaultdict(list)
        for (child, kind), group in groups.items():
            left = list(group)
            for one, other in combinations(group, 2):
                pair = self._pair(one.parent_id, other.parent_id)
                if one in left and other in left and pair in self.couples:
                    is_ended = kind not in _PAIRING and (one.is_ended and other.is_ended)
                    children[pair, kind, is_ended].append(child)
                    left = [tie for tie in left if tie not in (one, other)]
            for tie in left:
                is_ended = tie.is_ended and kind not in _PAIRING
                children[(tie.parent_id,), kind, is_ended].append(child)
        return [
            _Union(parents, tuple(sorted(found, key=self.ids.index)), kind, is_ended)
            for (parents, kind, is_ended), found in children.items()
        ]

    # --- generations ---------------------------------------------------------------------

    def rows(self) -> list[list[list[str]]]:
        """Return the generations from the oldest; each is blocks of partners in order."""
        rank = self._ranks()
        used = sorted(set(rank.values()))
        rows = [[i for i in self.ids if rank.get(i) == value] for value in used]
        blocks = [self._blocks(row) for row in rows]
        _order_blocks(blocks, self.parents, self.children)
        for row in blocks:
            self._sort_siblings(row)
        size = max([_LOOSE, *(len(row) for row in rows)])
        for start in range(0, len(self.loose), size):
            blocks.append([[i] for i in self.loose[start : start + size]])
        return blocks

    def _sort_siblings(self, row: list[list[str]]) -> None:
        """Let brothers and sisters without a partner keep the family's order among themselves."""
        places: dict[frozenset[str], list[int]] = defaultdict(list)
        for n, block in enumerate(row):
            if len(block) == 1 and self.parents[block[0]]:
                places[frozenset(self.parents[block[0]])].append(n)
        for group in places.values():
            sorted_blocks = sorted((row[n] for n in group), key=lambda b: self.ids.index(b[0]))
            for n, block in zip(group, sorted_blocks, strict=True):
                row[n] = block

    def _ranks(self) -> dict[str, int]:
        tied = [i for i in self.ids if i not in set(self.loose)]
        edges = _without_circles(tied, self.children)
        pairs = [pair for pair in self.couples if not _is_above(pair, edges)]
        rank = dict.fromkeys(tied, 0)
        for _ in range(len(tied) + 1):
            before = dict(rank)
            for parent, child in edges:
                rank[child] = max(rank[child], rank[parent] + 1)
            for one, other in pairs:
                rank[one] = rank[other] = max(rank[one], rank[other])
            if rank == before:
                break
        return _pulled_down(rank, edges, pairs)

    def _blocks(self, row: list[str]) -> list[list[str]]:
        """Return the people of a row with partners side by side."""
        here = set(row)
        partners: dict[str, list[str]] = {i: [] for i in row}
        for one, other in self.couples:
            if one in here and other in here:
                partners[one].append(other)
                partners[other].append(one)
        blocks, placed = [], set[str]()
        for person in row:
            if person not in placed:
                group = _reach(person, partners)
                placed |= group
                blocks.append(self._chain([i for i in row if i in group], partners))
        return blocks

    def _chain(self, group: list[str], partners: Mapping[str, list[str]]) -> list[str]:
        """Order partners: who has most stands in the middle, a man left of a woman."""
        middle = max(group, key=lambda i: len(partners[i]))
        if len(group) == 2:
            return list(self._pair(*group))
        others = [i for i in group if i != middle]
        near = [i for i in others if i in partners[middle]]
        half = len(near) // 2 if len(near) > 1 else 0
        far = [i for i in others if i not in near]
        return [*near[:half], middle, *near[half:], *far]


def _without_circles(ids: Sequence[str], children: Mapping[str, set[str]]) -> list[tuple[str, str]]:
    """Return the edges from parents to children, leaving out those that close a circle."""
    edges: list[tuple[str, str]] = []
    below: dict[str, set[str]] = defaultdict(set)
    for parent in ids:
        for child in sorted(children.get(parent, ()), key=list(ids).index):
            if parent not in _reach(child, below):
                edges.append((parent, child))
                below[parent].add(child)
    return edges


def _reach(start: str, onward: Mapping[str, Iterable[str]]) -> set[str]:
    found, todo = {start}, [start]
    while todo:
        for following in onward.get(todo.pop(), ()):
            if following not in found:
                found.add(following)
                todo.append(following)
    return found


def _is_above(pair: tuple[str, str], edges: Sequence[tuple[str, str]]) -> bool:
    below: dict[str, list[str]] = defaultdict(list)
    for parent, child in edges:
        below[parent].append(child)
    one, other = pair
    return other in _reach(one, below) or one in _reach(other, below)


def _pulled_down(
    rank: dict[str, int], edges: Sequence[tuple[str, str]], pairs: Sequence[tuple[str, str]]
) -> dict[str, int]:
    """Return the generations with everybody as near to their own children as can be."""
    joined: dict[str, list[str]] = defaultdict(list)
    for one, other in pairs:
        joined[one].append(other)
        joined[other].append(one)
    for person in sorted(rank, key=lambda i: -rank[i]):
        group = _reach(person, joined)
        room = [rank[child] - 1 for parent, child in edges if parent in group]
        if room and min(room) > rank[person]:
            for member in group:
                rank[member] = min(room)
    return rank


def _order_blocks(
    rows: list[list[list[str]]],
    parents: Mapping[str, set[str]],
    children: Mapping[str, set[str]],
) -> None:
    """Order the blocks of each row by where their parents, then their children, stand."""
    for sweep in range(_SWEEPS):
        downward = sweep % 2 == 0
        place = _places(rows)
        near = parents if downward else children
        for row in rows if downward else reversed(rows):
            place |= _places([row])
            row.sort(key=_mean_place(row, place, near))
            place |= _places([row])


def _places(rows: Iterable[list[list[str]]]) -> dict[str, float]:
    """Return where each stands in its row, from 0 on the left to 1 on the right."""
    found = {}
    for row in rows:
        people = [i for block in row for i in block]
        for n, person in enumerate(people):
            found[person] = (n + 0.5) / len(people)
    return found


def _mean_place(
    row: list[list[str]], place: Mapping[str, float], near: Mapping[str, set[str]]
) -> Callable[[list[str]], float]:
    def key(block: list[str]) -> float:
        found = [place[i] for person in block for i in near.get(person, ()) if i in place]
        own = [place[person] for person in block]
        return sum(found) / len(found) if found else sum(own) / len(own)

    return key


# --- across --------------------------------------------------------------------------------------


def _place_across(family: _Family, rows: list[list[list[str]]]) -> dict[str, float]:
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


# --- down, and the lines -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Rail:
    """A level line below a row."""

    key: object
    row: int
    first: float
    last: float


class _Drawing:
    """Rows, rails and lines of a family whose people stand side by side already."""

    def __init__(
        self, family: _Family, rows: list[list[list[str]]], xs: Mapping[str, float]
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

    def _goes_far(self, union: _Union) -> bool:
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

    def _entry_points(self) -> dict[tuple[_Union, str], float]:
        """Return where each line arrives at a child: birth in the middle, others beside it."""
        arriving: dict[str, list[_Union]] = defaultdict(list)
        for union in self._family.unions:
            for child in union.children:
                arriving[child].append(union)
        found = {}
        for child, unions in arriving.items():
            unions.sort(key=lambda u: _PAIRING.index(u.kind) if u.kind in _PAIRING else 9)
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

    def _source_x(self, union: _Union) -> float:
        return sum(self._xs[i] for i in union.parents) / len(union.parents)

    def _source(self, union: _Union) -> Point:
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

    def _descent_points(self, union: _Union, child: str) -> Iterator[Point]:
        row, to = max(self._row[i] for i in union.parents), self._row[child]
        x, y = self._source(union)
        rail, entry = self._rail_y(union, row), self._entries[union, child]
        yield x, y
        yield x, rail
        passed = range(row + 1, to) if to > row else range(to, row + 1)
        x = entry
        if to <= row:
            # A circle in the ties: the line goes back up through a gap.
            x = self._gap_near(entry, passed)
            yield x, rail
        for between in passed if to > row else ():
            gap = self._gap_near(x, [between])
            level = rail if between == row + 1 and gap != x else self._channel(between)
            yield x if level != rail else gap, level
            yield gap, level
            x = gap
        if to == row + 1:
            yield x, rail
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
