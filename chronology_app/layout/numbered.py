"""Marks with the numbers under which they are looked up, packed so that no number hides another.

Knows nothing of days and lanes: everything is in millimetres. Marks that have no room of their
own are drawn as one, under all their numbers or under the range in which these lie.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

#: Type size of the numbers in points; less cannot be read on paper.
NUMBER_PT = 6.4
#: Width of a mark, the white before its number, and the white between one and the next.
MARK_MM, NUMBER_GAP_MM, BETWEEN_MM = 2.6, 0.5, 0.9
#: Numbers that take more room than this are written as a range; the tray is wider.
LIST_MM, TRAY_MM = 12.0, 18.0
RANGE = "{count}/{first}–{last}"
_EM_MM = NUMBER_PT * 25.4 / 72
_WIDTHS = {" ": 0.28, ",": 0.28, "/": 0.28}


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """One mark, cluster, bar or tray with its numbers, in rising order."""

    numbers: tuple[int, ...]
    label: str
    #: Middle of the mark, and where its number begins.
    x: float
    label_x: float
    y: float
    #: First and last position of what a cluster joins; both ends of a bar.
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class PackedRow:
    """What a row holds, and how many tracks it needs for it."""

    marks: tuple[PlacedMark, ...]
    bars: tuple[PlacedMark, ...]
    tracks: int


@dataclass(slots=True)
class _Group:
    """Marks, or bars, that are drawn as one."""

    is_bar: bool
    x0: float
    x1: float
    total: float
    numbers: list[int] = field(default_factory=list)

    def middle(self) -> float:
        return (self.x0 + self.x1) / 2 if self.is_bar else self.total / len(self.numbers)

    def take(self, x0: float, x1: float, number: int) -> None:
        self.x0, self.x1 = min(self.x0, x0), max(self.x1, x1)
        self.total += (x0 + x1) / 2
        self.numbers.append(number)


def text_mm(words: str, points: float = NUMBER_PT) -> float:
    """Return about how wide a few figures or words are, never less than they are."""
    return sum(_WIDTHS.get(c, 0.57) for c in words) * _EM_MM * points / NUMBER_PT


def number_words(numbers: Sequence[int], pattern: str, most_mm: float = LIST_MM) -> str:
    """Return the numbers, runs joined by a dash; where they are too wide, the range they lie in.

    `pattern`: how "so many of the numbers from ... to ..." is written.
    """
    if len(numbers) == numbers[-1] - numbers[0] + 1 or len(numbers) * 1.5 <= most_mm:
        listed = ", ".join(runs_of(numbers))
        if text_mm(listed) <= most_mm:
            return listed
    return pattern.format(count=len(numbers), first=numbers[0], last=numbers[-1])


def is_range(label: str, count: int) -> bool:
    """Say whether a label names a range that has more numbers than are meant."""
    return count > 1 and not set(label) <= set("0123456789, –")


def runs_of(numbers: Sequence[int]) -> Iterator[str]:
    """Yield "3", "5, 6" or "7–9" for numbers in rising order."""
    start = previous = numbers[0]
    for number in (*numbers[1:], None):
        if number == previous + 1:
            previous = number
            continue
        yield str(start) if start == previous else f"{start}–{previous}"
        if number is not None:
            start = previous = number


def place_tray(numbers: Sequence[int], pattern: str, y: float) -> PlacedMark | None:
    """Return the tray of a row's undated events; None where there are none."""
    if not numbers:
        return None
    rising = tuple(sorted(numbers))
    return PlacedMark(rising, number_words(rising, pattern, TRAY_MM), 0.0, 0.0, y, 0.0, 0.0)


def pack_row(
    spans: Iterable[tuple[float, float, int]], most_tracks: int, pattern: str, top: float,
    track_mm: float,
) -> PackedRow:  # fmt: skip
    """Pack (first, last position, number) into tracks; a date wider than a mark is a bar.

    Where no track has room a mark joins the nearest mark, a bar the nearest bar; only where there
    is none of its kind the row grows by a further track.
    """
    tracks: list[list[_Group]] = []
    ends: list[float] = []
    for x0, x1, number in sorted(spans, key=lambda s: (_left(*s[:2]), s[1], s[2])):
        is_bar = x1 - x0 > MARK_MM
        group, track = _same(tracks, x0, x1) if is_bar else (None, 0)
        if group is None:
            group, track = _find(tracks, ends, is_bar, _left(x0, x1), most_tracks)
        if group is None:
            group = _Group(is_bar, x0, x1, 0.0)
            tracks[track].append(group)
        group.take(x0, x1, number)
        ends[track : track + 1] = [_right(group, pattern)]
    placed = [
        (group.is_bar, _placed(group, pattern, top + (n + 0.5) * track_mm))
        for n, groups in enumerate(tracks)
        for group in groups
    ]
    return PackedRow(
        tuple(mark for is_bar, mark in placed if not is_bar),
        tuple(mark for is_bar, mark in placed if is_bar),
        len(tracks),
    )


def _left(x0: float, x1: float) -> float:
    return x0 if x1 - x0 > MARK_MM else (x0 + x1 - MARK_MM) / 2


def _same(tracks: list[list[_Group]], x0: float, x1: float) -> tuple[_Group | None, int]:
    """Return the bar of the very same days, where it is the last of its track."""
    for n, groups in enumerate(tracks):
        if groups[-1].is_bar and (groups[-1].x0, groups[-1].x1) == (x0, x1):
            return groups[-1], n
    return None, 0


def _find(
    tracks: list[list[_Group]], ends: list[float], is_bar: bool, left: float, most: int
) -> tuple[_Group | None, int]:
    """Return the group to join, or None and the track that has room for a new one."""
    for n, end in enumerate(ends):
        if end + BETWEEN_MM <= left and not _is_last_of_kind(tracks, n, is_bar, most):
            return None, n
    kin = [n for n, groups in enumerate(tracks) if groups[-1].is_bar == is_bar]
    if len(tracks) < most or not kin:
        tracks.append([])
        ends.append(float("-inf"))
        return None, len(tracks) - 1
    nearest = min(kin, key=lambda n: (left - tracks[n][-1].middle(), n))
    return tracks[nearest][-1], nearest


def _is_last_of_kind(tracks: list[list[_Group]], n: int, is_bar: bool, most: int) -> bool:
    """Say whether a track in a full row is the only one that the other kind could still join.

    Taking it would leave the next of that kind nothing to join but a track too many.
    """
    lasts = [groups[-1].is_bar for groups in tracks]
    return len(tracks) > most and lasts[n] != is_bar and lasts.count(lasts[n]) == 1


def _right(group: _Group, pattern: str) -> float:
    return max(group.x1, _label_x(group, pattern) + text_mm(_label(group, pattern)))


def _label(group: _Group, pattern: str) -> str:
    return number_words(sorted(group.numbers), pattern)


def _label_x(group: _Group, pattern: str) -> float:
    """Return where the number begins: right of a mark, inside of a bar that has room for it."""
    if not group.is_bar:
        return group.middle() + MARK_MM / 2 + NUMBER_GAP_MM
    room, width = group.x1 - group.x0, text_mm(_label(group, pattern))
    return group.x0 + (room - width) / 2 if width + 1 <= room else group.x1 + NUMBER_GAP_MM


def _placed(group: _Group, pattern: str, y: float) -> PlacedMark:
    numbers = tuple(sorted(group.numbers))
    label_x = _label_x(group, pattern)
    return PlacedMark(
        numbers, _label(group, pattern), group.middle(), label_x, y, group.x0, group.x1
    )
