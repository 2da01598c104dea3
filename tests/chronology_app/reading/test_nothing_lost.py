"""Every word of a source is quoted by a suggestion or named as left out; harm is never left out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronology_app.model import RawPassage
from chronology_app.reading.document import Reading
from tests.chronology_app.reading.texts import lines, prose, read, table

SENTENCES = (
    'Maya told me "Dad hit me with a belt".',
    "Owen was playing with his cars",
    "The kitchen floor was covered in rubbish.",
    "Ms Kettle said that she would ring back next week.",
    "Minutes circulated by business support.",
    "12/05/2022",
    "Home visit 12/05/2022",
    "Present: Hana Sorby, Gwen Pryce",
    "Analysis: this is a pattern.",
    "14/05/2022 16:10 - Home visit - H. Sorby",
    "Date of visit: 3.5.22     Date recorded: 9.5.22",
    "Type: Home visit",
    "On 3 May Fern was weighed and on 9 May she was seen again.",
    "From: Joyce Kettle",
)


def missing(passages: tuple[RawPassage, ...], found: Reading) -> list[str]:
    """Return the words of the passages that are neither quoted nor named as left out."""
    rows = {p.index: list(p.text) for p in passages}
    spans = [(s.passage_index, s.start, s.end) for x in found.suggestions for s in x.spans]
    spans += [(left.passage_index, left.start, left.end) for left in found.not_proposed]
    for index, start, end in spans:
        rows[index][start:end] = " " * (end - start)
    return [word for row in rows.values() for word in re.findall(r"\w+", "".join(row))]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), max_size=6))
def test_every_word_is_quoted_or_named_as_left_out(rows: list[list[str]]) -> None:
    text = [" ".join(row) for row in rows]
    titled = [f"# {row}" if number % 2 else row for number, row in enumerate(text)]
    for passages in (lines(*text), prose(*titled), table(("Date", "Event", "Action"), *rows)):
        assert missing(passages, read(passages)) == []


NOTE = (
    "12/05/2022 Home visit",
    "Maya met me at the door and we sat in the front room.",
    "The kitchen floor was sticky and the bin was full.",
    'Maya told me "Dad hit me with a belt".',
    "She has bruises to both arms.",
    "Fern smelt strongly of urine.",
    "Ms Kettle had been drinking.",
    "She had two black eyes.",
    "The beds were clean and Owen was well fed.",
)


def facts(*rows: str) -> str:
    return " | ".join(s.fact for s in read(lines(*rows)).suggestions)


@pytest.mark.parametrize("sentence", NOTE[3:])
def test_harm_concern_words_and_strength_are_put_forward_however_late(sentence: str) -> None:
    assert sentence in facts(*NOTE)


def test_what_a_child_said_on_a_line_of_its_own_is_put_forward() -> None:
    words = 'Maya said "I make the toast for Owen because Mum is asleep."'
    found = read(lines("12/05/2022 Home visit", "We talked.", words))
    [told] = [s for s in found.suggestions if s.child_words]
    assert told.child_words.startswith("I make the toast for Owen because Mum is asleep")


def test_a_sentence_that_weighs_too_little_is_named_so() -> None:
    found = read(lines("12/05/2022 Home visit", "Owen was hungry.", "The door is blue."))
    [left] = [n for n in found.not_proposed if n.code == "below_threshold"]
    assert left.passage_index == 2
