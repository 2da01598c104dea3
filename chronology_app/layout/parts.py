"""Divides a crowded figure into parts: by stretches of time, then by lanes, until numbers fit.

A part is a figure of its own. Time in which no lane has an event gets no part; what is shown is
shown on the same scale in each part.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from chronology_app.layout.numbered import is_range
from chronology_app.layout.timeline import (
    GAP,
    Lane,
    TimelineFigure,
    place_lane,
    place_timeline,
    scale_of,
)

#: Months of a stretch, from the longest; None: the whole time.
_STRETCHES = (None, 120, 60, 36, 24, 12, 6, 3, 1)
#: No figure is divided into more stretches of time than a reader can follow, or than leave this
#: many events to each on the average: one crowded month is no reason to tear years apart.
_MOST_STRETCHES, _LEAST_EVENTS = 12, 30
#: A figure is crowded where more than this share of its marks is drawn as one with so many
#: others, or stands under a range of numbers that has more than are meant.
_CROWDED, _MANY = 0.15, 6
#: Tracks that the rows of a lane may have, from the roomiest.
_TRACKS = (3, 2, 1)


@dataclass(frozen=True, slots=True)
class Room:
    """The room for lanes on a page, in millimetres."""

    width: float
    height: float


def divide(figure: TimelineFigure, room: Room) -> tuple[TimelineFigure, ...]:
    """Return the parts of a figure, by time and within a time by lanes; at least one."""
    best = [figure]
    most = min(_MOST_STRETCHES, 1 + len(figure.numbers) // _LEAST_EVENTS)
    for months in _STRETCHES:
        stretches = list(_stretches(figure, months))
        if len(stretches) > most:
            break
        best = stretches
        if _crowding(stretches, room) <= _CROWDED:
            break
    parts = [part for stretch in best for part in _by_lanes(stretch, room)]
    return tuple(parts)


def _crowding(stretches: list[TimelineFigure], room: Room) -> float:
    """Return the share of marks that can hardly be told apart."""
    marks = [
        mark
        for figure in stretches
        for lane in place_timeline(figure, room.width).lanes
        for row in lane.rows
        for mark in (*row.marks, *row.bars)
    ]
    whole = sum(len(mark.numbers) for mark in marks)
    vague = sum(
        len(m.numbers) for m in marks if len(m.numbers) > _MANY or is_range(m.label, len(m.numbers))
    )
    return vague / whole if whole else 0.0


def _stretches(figure: TimelineFigure, months: int | None) -> Iterator[TimelineFigure]:
    """Yield the figure in stretches of so many months, those left out that have no event."""
    windows = [(figure.first, figure.last)]
    if months is not None:
        windows = list(_windows(figure.first, figure.last, months))
    cut = [_within(figure, first, last) for first, last in windows]
    kept = [part for part in cut if any(lane.marks for lane in part.lanes)] or [figure]
    for part in kept:
        # Undated events have the last numbers: they stand in the tray of the last stretch.
        yield part if part is kept[-1] else _without_tray(part)


def _windows(first: date, last: date, months: int) -> Iterator[tuple[date, date]]:
    """Yield stretches that begin with a calendar year, quarter or month."""
    month = first.year * 12 + (first.month - 1) // min(months, 12) * min(months, 12)
    while (start := _month(month)) <= last:
        end = _month(month + months) - timedelta(days=1)
        if end >= first:
            yield max(start, first), min(end, last)
        month += months


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _within(figure: TimelineFigure, first: date, last: date) -> TimelineFigure:
    """Return a figure of a stretch of time: what touches it, each mark with all of its days."""
    lanes = tuple(
        replace(
            lane,
            first=max(lane.first, first),
            last=min(lane.last, last),
            is_cut=lane.is_cut or lane.first < first,
            marks=tuple(m for m in lane.marks if m.first <= last and m.last >= first),
            bands=tuple(b for b in lane.bands if b.first <= last and b.last >= first),
            months=tuple(m for m in lane.months if first.replace(day=1) <= m.first <= last),
        )
        for lane in figure.lanes
        if (lane.first <= last and lane.last >= first)
        or any(m.first <= last and m.last >= first for m in lane.marks)
        or lane.undated
    )
    return replace(figure, first=first, last=last, lanes=lanes)


def _without_tray(figure: TimelineFigure) -> TimelineFigure:
    lanes = (replace(lane, undated={}) for lane in figure.lanes)
    kept = tuple(lane for lane in lanes if lane.marks or lane.first <= lane.last)
    return replace(figure, lanes=kept)


def _by_lanes(figure: TimelineFigure, room: Room) -> list[TimelineFigure]:
    """Return the figure on as many pages as its lanes need, with curves where they cost nothing.

    They cost a further page, or tracks that would tell marks apart.
    """
    plain = _grouped(figure, room)
    curved = _grouped(replace(figure, has_curves=True), room)
    is_free = [p.tracks for p in plain] == [p.tracks for p in curved] and all(
        place_timeline(part, room.width).height <= room.height for part in curved
    )
    return curved if is_free else plain


def _grouped(figure: TimelineFigure, room: Room) -> list[TimelineFigure]:
    groups: list[list[Lane]] = [[]]
    tracks, used = [_TRACKS[0]], 0.0
    for lane in figure.lanes:
        own, height = _fitting(figure, lane, room)
        if groups[-1] and used + height > room.height:
            groups.append([])
            tracks.append(_TRACKS[0])
            used = 0.0
        groups[-1].append(lane)
        tracks[-1] = min(tracks[-1], own)
        used += height + GAP
    return [
        replace(figure, lanes=tuple(lanes), tracks=own)
        for lanes, own in zip(groups, tracks, strict=True)
    ]


def _fitting(figure: TimelineFigure, lane: Lane, room: Room) -> tuple[int, float]:
    """Return the most tracks with which a lane fits a page on its own, and its height so."""
    scale = scale_of(figure, room.width)
    for tracks in _TRACKS:
        placed = place_lane(replace(figure, tracks=tracks), lane, scale, 0.0)
        if placed.bottom <= room.height:
            break
    return tracks, placed.bottom
