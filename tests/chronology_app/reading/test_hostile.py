"""Hostile text and settings: time that grows with length alone, and refusals in words."""

from __future__ import annotations

import time

import pytest

from chronology_app.errors import BadValueError
from chronology_app.model import RawPassage
from chronology_app.reading.court import CourtWords
from chronology_app.reading.lexicon import Lexicon
from chronology_app.reading.matching import Matching
from tests.chronology_app.reading.texts import prose, read, table

_SHORT, _LONG = 1_200, 4_800
#: Four times the text may take four times the time, not sixteen; with room for a busy machine.
_MOST_TIMES_SLOWER = 9
#: Below this a measurement says nothing of growth.
_LEAST_SECONDS = 0.15

RUNS = [
    "\n",
    "JB ",
    "Mr ",
    "...",
    "!?",
    "no ",
    "late ",
    "etc. ",
    "Maya and ",
    "Seen: Maya, ",
    "Mum said Dad said ",
    "J. Bell (School Nurse), ",
]


def _of(unit: str, size: int) -> tuple[RawPassage, ...]:
    words = (unit * (size // len(unit) + 1))[:size]
    if len(unit) > 3 and unit[0].isupper():
        return table(["Date", "Child", "Notes"], ["12/03/2021", "Maya", words])
    return prose(words)


def _seconds(unit: str, size: int) -> float:
    began = time.process_time()
    read(_of(unit, size))
    return time.process_time() - began


@pytest.mark.parametrize("unit", RUNS, ids=repr)
def test_reading_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    slow = _seconds(unit, _LONG)
    if slow > _LEAST_SECONDS:
        # What is loaded once, or a collection of garbage, is no growth: the second time counts.
        slow = min(slow, _seconds(unit, _LONG))
        assert slow < _MOST_TIMES_SLOWER * max(_seconds(unit, _SHORT), _LEAST_SECONDS / 8)


def test_a_phrase_with_many_gaps_is_refused() -> None:
    with pytest.raises(BadValueError):
        Lexicon.of({"concern": {"physical": {"plain": ["the " + ".. the " * 9 + ".. end"]}}})


@pytest.mark.parametrize("rows", [[1], [{"long": 5}], [{"short": "SW"}]])
def test_court_words_of_another_shape_are_refused(rows: list[object]) -> None:
    with pytest.raises(BadValueError):
        CourtWords.of_values({"context": rows})


@pytest.mark.parametrize("pair", [[1e400, 1], [float("nan"), 1], [5, 1e-320], [-1, 1], [1, 0]])
def test_a_weight_that_is_no_number_is_refused(pair: list[float]) -> None:
    with pytest.raises(BadValueError):
        Matching.of({"field": {"words": {"alike": pair}}, "threshold": 1})
