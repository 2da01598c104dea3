"""What is in view of the timeline, thing by thing and in words, for those who do not see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from ui.presenters.timeline_list import Counts, describe_lane, describe_mark, describe_marks
from ui.timeline.scene import LanePlace, RowPlace, Scene, Stop
from ui.words import language

#: So many heads and marks are things at a time.
MOST = 500


@dataclass(frozen=True, slots=True)
class Thing:
    """A lane's head or a mark: its words, where it stands in the lanes, what it stands for."""

    name: str
    #: Left, top, width and height in pixels of the lanes.
    box: tuple[int, int, int, int]
    #: The lane's key of a head, otherwise empty.
    lane: str = ""
    description: str = ""
    is_closed: bool = False
    #: A mark's row, and the numbers in it of what the mark stands for.
    row: RowPlace | None = None
    numbers: Counts = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def stops(self, scene: Scene) -> list[Stop]:
        """Return what a mark stands for."""
        return [scene.stop_at(self.row, n) for n in self.numbers.tolist()] if self.row else []

    def holds(self, scene: Scene, stop: Stop | None) -> bool:
        """Say whether a mark stands, alone or among others, for a stop."""
        if stop is None or self.row is None or self.row.row is None:
            return False
        row = self.row.row
        if (scene.order[self.row.lane], row.code) != (stop.lane, stop.code):
            return False
        return bool((self.numbers == row.numbers.get(stop.event_id, -1)).any())


def things_in_view(scene: Scene, top: int, bottom: int) -> list[Thing]:
    """Return every lane's head, and the marks in view between two heights, in reading order.

    There are at most `MOST`; of more, those about the chosen mark.
    """
    found: list[Thing] = []
    for place in scene.places:
        found.append(_head(scene, place))
        for row in place.rows:
            if row.row is not None and row.top < bottom and row.top + row.height > top:
                found += _marks(scene, place, row)
    if len(found) <= MOST:
        return found
    chosen = next((n for n, one in enumerate(found) if one.holds(scene, scene.stop)), 0)
    first = min(max(0, chosen - MOST // 2), len(found) - MOST)
    return found[first : first + MOST]


def _head(scene: Scene, place: LanePlace) -> Thing:
    lane = place.lane
    return Thing(
        scene.name_of(lane), (0, place.top, scene.head_width, scene.head_height), lane.key,
        describe_lane(lane, dict(scene.timeline.kinds), language()), place.is_closed,
    )  # fmt: skip


def _marks(scene: Scene, place: LanePlace, row: RowPlace) -> Iterator[Thing]:
    """Give a row's points and bars in view, by where they begin."""
    placed, half, left = scene.placed(row), scene.mark / 2, scene.head_width
    parts: list[tuple[float, float, Counts]] = [
        (x - half, x + half, placed.members(n)) for n, x in enumerate(placed.x.tolist())
    ]
    parts += [(x0, x1, placed.bar_members(n)) for n, (x0, x1) in enumerate(placed.bars.tolist())]
    kinds, by_id = dict(scene.timeline.kinds), scene.timeline.by_id
    assert row.row is not None
    for x0, x1, numbers in sorted(parts, key=lambda part: part[0]):
        a, b = max(x0, 0.0), min(x1, float(scene.view.width_px))
        if a >= b:
            continue
        code, lane = row.row.code, scene.name_of(place.lane)
        kind = kinds.get(code, code)
        if len(numbers) == 1:
            line = by_id[row.row.event_ids[int(numbers[0])]]
            said = replace(line, fact=scene.said(line.fact))
            name = describe_mark(lane, kind, said, language())
        else:
            marks = row.row.marks
            days = float(marks.first[numbers].min()), float(marks.last[numbers].max())
            name = describe_marks(lane, kind, len(numbers), days, language())
        box = (round(left + a), row.top, max(round(b - a), 1), row.height)
        yield Thing(name, box, row=row, numbers=numbers)
