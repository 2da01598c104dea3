"""Dates in hostile text: time that grows with length alone, offsets and values that always hold."""

from __future__ import annotations

import time
from datetime import date
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology_app.dates import FuzzyDate
from chronology_app.reading.dates import DateMention, find_dates
from chronology_app.reading.dates.grammar import GRAMMAR

_SHORT, _LONG = 800, 3_200
#: Four times the text in four times the time is linear, sixteen times is not; between them lies
#: room for a busy machine.
_MOST_TIMES_SLOWER = 10
#: Below this a measurement says nothing of growth.
_LEAST_SECONDS = 0.004

RUNS = [
    "1",
    "1 ",
    "1/",
    "1.",
    "1-",
    "1, ",
    "12/3, ",
    "12/3 and ",
    "12/03/",
    "XX/",
    "**/05/",
    "the ",
    "the the the last ",
    ",",
    "[",
    "(?)",
    "]",
    " ",
    "\t",
    "?",
    "~",
    "- ",
    "5 and ",
    "5 May ",
    "5 May and ",
    "5th and ",
    "May ",
    "Monday ",
    "on Monday or ",
    "2019/",
    "2019 to ",
    "from early ",
    "at least until the ",
    "first week of the ",
    "half term ",
    "3 weeks ago ",
    "in the following ",
    "week commencing ",
    "mis y ",
    "a",
    "é",
    "x",
]


def _seconds(text: str) -> float:
    best = 9.0
    for _ in range(2):
        began = time.process_time()
        find_dates([text], date(2020, 5, 5))
        best = min(best, time.process_time() - began)
    return best


@pytest.mark.parametrize("unit", RUNS, ids=[repr(unit) for unit in RUNS])
def test_reading_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    short, long = ((unit * (size // len(unit) + 1))[:size] for size in (_SHORT, _LONG))
    slow = _seconds(long)
    if slow > _LEAST_SECONDS:
        assert slow < _MOST_TIMES_SLOWER * max(_seconds(short), _LEAST_SECONDS / 4)


@pytest.mark.parametrize("rule", GRAMMAR, ids=lambda rule: rule.name)
def test_no_pattern_is_slow_on_a_near_miss_of_its_own_example(rule: object) -> None:
    words = rule.expect[0]  # type: ignore[attr-defined]
    text = (words[:-1] + "§ ") * 60
    began = time.process_time()
    find_dates([text], date(2020, 5, 5))
    assert time.process_time() - began < 1.0


_WORDS = sorted(set(chain.from_iterable(rule.example.split() for rule in GRAMMAR)))
_SIGNS = [
    "(",
    ")",
    "[",
    "]",
    "/",
    "-",
    "–",
    ",",
    ".",
    ":",
    "'",
    "’",
    "?",
    "~",
    "§",
    "\u00a0",
    "٣",
    "²",
]


@given(
    st.lists(st.sampled_from(_WORDS + _SIGNS), max_size=18).map(" ".join),
    st.sampled_from([None, date(2020, 2, 29), date(1, 1, 1), date(9999, 12, 31)]),
)
def test_words_of_all_rules_in_any_order_hold_their_offsets_and_values(
    line: str, day: date | None
) -> None:
    _check([line], find_dates([line], day))
    _check([line], find_dates([line], contexts=[day]))


@given(st.text(alphabet="0123456789/.-–xX*? \u0660", max_size=40))
def test_any_run_of_figures_holds(line: str) -> None:
    _check([line], find_dates([line]))


@given(st.lists(st.text(max_size=50), max_size=5))
def test_any_lines_hold(lines: list[str]) -> None:
    _check(lines, find_dates(lines))


def _check(lines: list[str], mentions: list[DateMention]) -> None:
    reached = (1, 0)
    for m in mentions:
        assert reached <= (m.line, m.start) < (m.line, m.end)
        reached = (m.line, m.end)
        assert lines[m.line - 1][m.start : m.end] == m.text
        FuzzyDate.parse(m.edtf, m.text, m.modifier)
        for other in m.alternatives:
            FuzzyDate.parse(other)
