"""A sheet of numbers over time: which column is what, which rows can be taken in, which cannot.

Nothing is guessed in a number or a date: a row that cannot be read is named with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from chronology_app.analysis.instruments import is_on_scale, number_words
from chronology_app.dates import FuzzyDate
from chronology_app.model import Assessment, Instrument, Score, derived_id
from ui.jobs.series import SheetTable
from ui.presenters.dates import understand_date
from ui.presenters.scoring import read_number
from ui.words import say

#: A cell that names a day, whether or not there is such a day.
_WHOLE_DAY = re.compile(r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}")
#: Rows looked at for a guess at what a column holds.
_LOOKED_AT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesWishes:
    """What a person said of a sheet; columns count from 0."""

    instrument: Instrument
    date_column: int
    #: Area code -> column.
    columns: Mapping[str, int]
    person_id: str = ""
    scorer: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What of a sheet can be taken in."""

    assessments: tuple[Assessment, ...]
    #: Rows that cannot, each with its number and the reason.
    problems: tuple[str, ...]
    #: How many rows were taken in before.
    known: int = 0


def column_names(table: SheetTable, date_column: int, today: date) -> list[str]:
    """Return a name for each column: its letter, and the words above its numbers."""
    start = first_row(table, date_column, today)
    heads: tuple[str, ...] = table.rows[start - 1][1] if start else ()
    found = []
    for n in range(table.columns):
        words = " ".join(heads[n].split()) if n < len(heads) else ""
        letter = _letter(n)
        found.append(say("series.column", letter=letter, name=words) if words
                     else say("series.column_bare", letter=letter))  # fmt: skip
    return found


def _letter(column: int) -> str:
    words = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        words = chr(ord("A") + rest) + words
    return words


def first_row(table: SheetTable, date_column: int, today: date) -> int:
    """Return the place of the first row with a date: what stands above it are headings."""
    for n, (_, cells) in enumerate(table.rows):
        if _date(_cell(cells, date_column), today) is not None:
            return n
    return 0


def guess_columns(table: SheetTable, today: date) -> tuple[int, tuple[int, ...]]:
    """Return the column that holds the most dates, and those that hold mostly numbers."""
    rows = [cells for _, cells in table.rows[:_LOOKED_AT]]
    dates = [
        sum(_date(_cell(cells, n), today) is not None and _number(_cell(cells, n)) is None
            for cells in rows)
        for n in range(table.columns)
    ]  # fmt: skip
    best = dates.index(max(dates)) if dates else 0
    dated = [cells for cells in rows if _date(_cell(cells, best), today) is not None]
    numbers = [
        n for n in range(table.columns)
        if n != best and dated and 2 * sum(_number(_cell(c, n)) is not None for c in dated)
        >= len(dated)
    ]  # fmt: skip
    return best, tuple(numbers)


def take_series(
    table: SheetTable, wishes: SeriesWishes, case_id: str, known: Sequence[str], today: date
) -> Taken:
    """Return what can be taken in; `known`: ids of scorings that the case already holds."""
    start = first_row(table, wishes.date_column, today)
    found: dict[str, Assessment] = {}
    problems: list[str] = []
    held = 0
    for number, cells in table.rows[start:]:
        words = _cell(cells, wishes.date_column)
        typed = {area: _cell(cells, n) for area, n in wishes.columns.items()}
        if not words and not any(typed.values()):
            continue
        when = _date(words, today)
        if when is None:
            problems.append(say("series.no_date", row=number, words=words))
            continue
        told = list(_wrong(typed, wishes.instrument))
        problems += [say("series.row", row=number, words=one) for one in told]
        if told or not any(typed.values()):
            problems += [] if told else [say("series.no_number", row=number)]
            continue
        one = _assessment(wishes, case_id, when, typed)
        if one.id in found:
            problems.append(say("series.twice", row=number))
        elif one.id in known:
            held += 1
        else:
            found[one.id] = one
    return Taken(tuple(found.values()), tuple(problems), held)


def _assessment(
    wishes: SeriesWishes, case_id: str, when: FuzzyDate, typed: Mapping[str, str]
) -> Assessment:
    way = wishes.instrument
    scores = tuple(
        Score(area=area, value=value)
        for area, words in typed.items() if (value := _number(words, way.unit)) is not None
    )  # fmt: skip
    parts = [f"{score.area}={score.value}" for score in scores]
    # The same row of the same sheet is never taken in twice.
    made = derived_id("series", case_id, way.code, wishes.person_id, when.edtf, *parts)
    return Assessment(
        id=made, case_id=case_id, instrument_id=way.id, instrument_version=way.version,
        person_id=wishes.person_id or None, on=when, scorer=wishes.scorer.strip(), scores=scores,
    )  # fmt: skip


def _wrong(typed: Mapping[str, str], way: Instrument) -> Iterator[str]:
    labels = {area.code: area.label for area in way.areas}
    for area, words in typed.items():
        if not words:
            continue
        value = _number(words, way.unit)
        if value is None:
            yield say("series.not_a_number", area=labels[area], words=words)
        elif not is_on_scale(way, value):
            yield say("series.off_scale", area=labels[area], number=number_words(value),
                      least=number_words(way.minimum), most=number_words(way.maximum),
                      step=number_words(way.step))  # fmt: skip


def _cell(cells: Sequence[str], column: int) -> str:
    return " ".join(cells[column].split()) if column < len(cells) else ""


def _date(words: str, today: date) -> FuzzyDate | None:
    """Return the date of a cell; a time of day behind it, as sheets write one, is left out."""
    bare = words.removesuffix("00:00:00").removesuffix("00:00").strip()
    found = understand_date(bare, today).date if bare else None
    if found is not None and _WHOLE_DAY.fullmatch(bare) and found.precision != "day":
        # A day that the calendar does not have is no month either.
        return None
    return replace(found, text=words) if found is not None else None


def _number(words: str, unit: str = "") -> float | None:
    try:
        return read_number(words, unit)
    except ValueError:
        return None
