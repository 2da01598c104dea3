"""Places the chart of what was scored: a row for each area, better always higher up.

Everything is in millimetres from the upper left corner, y grows downwards; a window and a sheet of
paper draw the same lines, marks and words. Numbers stand beside the marks, so that no colour and
no direction has to be guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

LEFT, RIGHT, HEAD, ROW, FOOT = 58.0, 42.0, 9.0, 17.0, 6.0
#: Above and below a row's scale.
_PAD = 4.2
_WORDS_PT, _NUMBER_PT, _SMALL_PT = 8.0, 7.0, 6.2
#: From the middle of a mark to the middle of its number.
_NUMBER_MM = 2.7
#: Letters of a label on one line, and lines of a label.
_LABEL_LETTERS, _LABEL_LINES = 22, 3
#: Dates closer together than this are not both written.
_DATES_APART_MM = 21.0
#: Numbers closer together than this are not both written.
_APART_MM = 4.5
#: Roles: "grid", "target", "line"; "scored", "parent"; "better", "worse", "soft", "".
Role = str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreMark:
    """One score: its day, its number, and how it is written."""

    day: date
    value: float
    label: str
    is_parent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRow:
    """One area."""

    label: str
    marks: tuple[ScoreMark, ...]
    target: float | None = None
    #: E.g. "4 → 2" and "better by 2"; the target's words below.
    moved: str = ""
    direction: str = ""
    target_words: str = ""
    #: "better", "worse" or "".
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreFigure:
    """A chart as data: what to draw, in words and numbers."""

    title: str
    #: The number at the top of each row, and at its foot, as written.
    best_words: str
    poorest_words: str
    best: float
    poorest: float
    rows: tuple[ScoreRow, ...]
    first: date
    last: date
    #: Days on which something was scored, each as written below the chart.
    days: tuple[tuple[date, str], ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Every word and number that the chart shows."""
        found = [self.title, self.best_words, self.poorest_words, *(told for _, told in self.days)]
        for row in self.rows:
            found += [row.label, row.moved, row.direction, row.target_words]
            found += [mark.label for mark in row.marks]
        return tuple(words for words in found if words)


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    role: Role


@dataclass(frozen=True, slots=True)
class PlacedScore:
    """A mark; a parent's own score has a shape of its own."""

    x: float
    y: float
    role: Role


@dataclass(frozen=True, slots=True)
class PlacedWords:
    """Words; y is their middle, `most` the room that they have."""

    x: float
    y: float
    text: str
    points: float
    most: float
    align: str = "left"
    role: Role = ""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class PlacedChart:
    """All that is to be drawn, and how high it is."""

    width: float
    height: float
    lines: tuple[PlacedLine, ...]
    marks: tuple[PlacedScore, ...]
    words: tuple[PlacedWords, ...]


def chart_height(rows: int, *, has_title: bool = True) -> float:
    """Return the height of a chart of so many rows."""
    return (HEAD if has_title else 0.0) + ROW * rows + FOOT


def place_chart(figure: ScoreFigure, width: float, *, has_title: bool = True) -> PlacedChart:
    """Place a chart in a width; rows have a fixed height."""
    lines: list[PlacedLine] = []
    marks: list[PlacedScore] = []
    words = [PlacedWords(0, 3, figure.title, 9.5, width, bold=True)] if has_title else []
    room = width - LEFT - RIGHT
    for number, row in enumerate(figure.rows):
        top = (HEAD if has_title else 0.0) + ROW * number
        _place_row(figure, row, top, room, lines, marks, words)
    height = chart_height(len(figure.rows), has_title=has_title)
    words += _dates(figure, room, height - FOOT + 1.5)
    return PlacedChart(width, height, tuple(lines), tuple(marks), tuple(words))


def _place_row(
    figure: ScoreFigure, row: ScoreRow, top: float, room: float, lines: list[PlacedLine],
    marks: list[PlacedScore], words: list[PlacedWords],
) -> None:  # fmt: skip
    high, low = top + _PAD, top + ROW - _PAD
    right = LEFT + room

    def y(value: float) -> float:
        span = figure.poorest - figure.best
        return high + (low - high) * (value - figure.best) / span

    for at, told in ((high, figure.best_words), (low, figure.poorest_words)):
        lines.append(PlacedLine(((LEFT, at), (right, at)), "grid"))
        words.append(PlacedWords(LEFT - 1.5, at, told, _SMALL_PT, 22, "right", "soft"))
    words.extend(_label(row.label, top + ROW / 2))
    if row.target is not None:
        lines.append(PlacedLine(((LEFT, y(row.target)), (right, y(row.target))), "target"))
    scored = [(_x(figure, mark.day, room), y(mark.value), mark) for mark in row.marks]
    own = [(a, b) for a, b, mark in scored if not mark.is_parent]
    if len(own) > 1:
        lines.append(PlacedLine(tuple(own), "line"))
    theirs = {a: b for a, b, mark in scored if mark.is_parent}
    ours = {a: b for a, b, mark in scored if not mark.is_parent}
    reached = {False: float("-inf"), True: float("-inf")}
    for a, b, mark in scored:
        marks.append(PlacedScore(a, b, "parent" if mark.is_parent else "scored"))
        if a - reached[mark.is_parent] >= _APART_MM or mark is row.marks[-1]:
            reached[mark.is_parent] = a
            # Of two numbers on one day the better one's stands above, so that both can be read.
            other = (ours if mark.is_parent else theirs).get(a)
            is_below = mark.is_parent if other is None or other == b else b > other
            side = _NUMBER_MM if is_below else -_NUMBER_MM
            words.append(PlacedWords(a, b + side, mark.label, _NUMBER_PT, 12, "center"))
    _say_moved(row, top, right + 6, words)


def _label(words: str, middle: float) -> list[PlacedWords]:
    """Return an area's label on as many lines as it needs; past the third it is cut, and said so.

    The table beside the chart holds every label whole.
    """
    lines = wrap(words, _LABEL_LETTERS, max_lines=_LABEL_LINES, placeholder="…") or [words]
    first = middle - 3.4 * (len(lines) - 1) / 2
    return [
        PlacedWords(0, first + 3.4 * n, line, _WORDS_PT, LEFT - 20, bold=True)
        for n, line in enumerate(lines)
    ]


def _dates(figure: ScoreFigure, room: float, y: float) -> list[PlacedWords]:
    """Return the dates below a chart: the first, the last, and those between with room."""
    placed = [(_x(figure, day, room), told) for day, told in figure.days]
    if not placed:
        return []
    end = placed[-1][0]
    found: list[tuple[float, str]] = []
    for x, told in placed[:-1]:
        has_room = not found or x - found[-1][0] >= _DATES_APART_MM
        if has_room and end - x >= _DATES_APART_MM:
            found.append((x, told))
    found.append(placed[-1])
    return [PlacedWords(x, y, told, _SMALL_PT, _DATES_APART_MM, "center", "soft")
            for x, told in found]  # fmt: skip


def _say_moved(row: ScoreRow, top: float, x: float, words: list[PlacedWords]) -> None:
    told = [(row.moved, "", True), (row.direction, row.tone, False), (row.target_words, "", False)]
    shown = [one for one in told if one[0]]
    first = top + ROW / 2 - 4.0 * (len(shown) - 1) / 2
    for n, (text, role, bold) in enumerate(shown):
        at = first + 4.0 * n
        words.append(PlacedWords(x, at, text, _WORDS_PT, RIGHT - 6, "left", role, bold))


def _x(figure: ScoreFigure, day: date, room: float) -> float:
    """Return a day's place; one day alone stands at the left."""
    days = (figure.last - figure.first).days
    inside = room - 22
    return LEFT + 11 + (inside * (day - figure.first).days / days if days else 0.0)


def first_and_last(days: Sequence[date]) -> tuple[date, date]:
    """Return the ends of a chart's time."""
    return min(days), max(days)
