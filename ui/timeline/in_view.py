"""What is in view of the timeline, thing by thing and in words, for those who do not see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ui.presenters.timeline_list import describe_lane, describe_mark
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
    stops: tuple[Stop, ...] = ()


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
    chosen = next((n for n, one in enumerate(found) if scene.stop in one.stops), 0)
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
    parts: list[tuple[float, float, Any]] = [
        (x - half, x + half, placed.members(n)) for n, x in enumerate(placed.x.tolist())
    ]
    parts += [(x0, x1, placed.bar_members(n)) for n, (x0, x1) in enumerate(placed.bars.tolist())]
    kinds, by_id = dict(scene.timeline.kinds), scene.timeline.by_id
    assert row.row is not None
    for x0, x1, numbers in sorted(parts, key=lambda part: part[0]):
        a, b = max(x0, 0.0), min(x1, float(scene.view.width_px))
        if a >= b:
            continue
        stops = tuple(scene.stop_at(row, n) for n in numbers.tolist())
        lines = [by_id[stop.event_id] for stop in stops]
        days = min(s.first for s in stops), max(s.last for s in stops)
        code = row.row.code
        name = describe_mark(
            scene.name_of(place.lane), kinds.get(code, code), lines, days, language()
        )
        box = (round(left + a), row.top, max(round(b - a), 1), row.height)
        yield Thing(name, box, stops=stops)
