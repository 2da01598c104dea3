"""Who belongs to whom in a family drawing: couples, unions, generations, and the order in each.

Where they stand across is in `genogram`, the lines between them in `genogram_lines`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from chronology_app.layout.genogram_shapes import Member, Tie

#: Odd, so that the last word is the parents'.
_SWEEPS = 9
#: Kinds of parentage whose two parents are drawn as a couple.
PAIRING = ("birth", "adoptive")
#: Persons without any tie stand in rows of at least so many.
_LOOSE = 4


@dataclass(frozen=True, slots=True)
class Union:
    """One parent or couple, and their children of one kind."""

    parents: tuple[str, ...]
    children: tuple[str, ...]
    kind: str
    is_ended: bool


class Family:
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
            (kin if tie.kind in PAIRING else parents)[tie.child_id].add(tie.parent_id)
        #: Those below whom a child stands: by birth or adoption, where such are recorded.
        self.parents = {i: kin[i] or parents[i] for i in self.ids}

    def _couples(self) -> dict[tuple[str, str], bool]:
        """Return who are parents together -> whether an end of it is recorded."""
        ended: dict[tuple[str, str], bool] = {}
        groups: dict[tuple[str, str], list[Tie]] = defaultdict(list)
        for tie in self.ties:
            if tie.kind in PAIRING:
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

    def _unions(self) -> list[Union]:
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
                    is_ended = kind not in PAIRING and (one.is_ended and other.is_ended)
                    children[pair, kind, is_ended].append(child)
                    left = [tie for tie in left if tie not in (one, other)]
            for tie in left:
                is_ended = tie.is_ended and kind not in PAIRING
                children[(tie.parent_id,), kind, is_ended].append(child)
        return [
            Union(parents, tuple(sorted(found, key=self.ids.index)), kind, is_ended)
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
