"""What a proposal may never do, whatever the fact: for words of all rules in any order."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronology_app.reading.court import Around, find_marks, propose_court_wording
from chronology_app.reading.court.text import find_quoted
from chronology_app.reading.court.words import shipped_court_words
from tests.chronology_app.reading.texts import FAMILY

_ROWS = shipped_court_words()
_KEPT = re.compile(
    r"(?<![\w'’])(?:no|not|never|nor|without|may|might|would|could|should|will|cannot|didn't|won't"
    r"|alleged|reportedly|apparently|if|\d[\d/:.]*)(?![\w'’])",
    re.I,
)
_KEYS = [
    *_ROWS.of_table("abbreviation"), *_ROWS.of_table("abbreviation_role"),
    *_ROWS.of_table("relative"), *_ROWS.of_table("short"), *_ROWS.of_table("slang"),
    *_ROWS.of_table("family"), *_ROWS.of_table("ambiguous"), *_ROWS.of_table("verdict"),
]  # fmt: skip
_PLAIN = """I me my we us he she He She his Her they Seen seen Was was Said said told asked that not
no never may might would could 3 14/05/2022 10:30 the a an by to with and but , . ; : ( ) " ' “ ”
Owen Maya Leanne OK Nan Joyce home visit feel have visited alone late again weighed brought Not
without if alleged s47 S.17 Kettle's mum's HVs DNA's — - / & @ x2 child Child""".split()
_FACTS = st.lists(st.sampled_from(_KEYS + _PLAIN * 6), max_size=14).flatmap(
    lambda words: st.lists(
        st.sampled_from((" ", " ", " ", " ", ". ", "", "\n")),
        min_size=len(words), max_size=len(words),
    ).map(lambda gaps: "".join(w + g for w, g in zip(words, gaps, strict=True)))
)  # fmt: skip
_AROUND = st.builds(
    Around,
    people=st.just(FAMILY),
    children=st.sampled_from([(), ("Owen Kettle",), ("Owen Kettle", "Fern Adair")]),
    named=st.sampled_from([(), ("Owen Kettle",), ("Owen Kettle", "Leanne Kettle")]),
    author=st.sampled_from(["", "H. Sorby", "Joyce Kettle", "R. Ames"]),
    agency=st.sampled_from(["other", "school", "health_visiting", "childrens_social_care"]),
    is_pronoun_known=st.booleans(),
)


def _rebuild(fact: str, changes) -> str:  # type: ignore[no-untyped-def]
    parts, at = [], 0
    for change in changes:
        assert at <= change.start <= change.end
        assert fact[change.start : change.end] == change.old
        parts += [fact[at : change.start], change.new]
        at = change.end
    return "".join([*parts, fact[at:]])


@settings(max_examples=250, deadline=None)
@given(fact=_FACTS, around=_AROUND)
def test_only_what_is_listed_changes_and_nothing_of_weight_is_lost(
    fact: str, around: Around
) -> None:
    found = propose_court_wording(fact, around)
    assert _rebuild(fact, found.changes) == found.text
    for change in found.changes:
        lost = [w.casefold() for w in _KEPT.findall(change.old)]
        kept = [w.casefold() for w in _KEPT.findall(change.new)]
        assert [w for w in lost if w not in kept] == [], change
        for start, end in find_quoted(fact):
            assert change.end <= start or change.start >= end
    for mark in found.marks:
        assert found.text[mark.start : mark.end] == mark.words


@settings(max_examples=250, deadline=None)
@given(fact=_FACTS, around=_AROUND)
def test_the_wording_of_a_wording_is_itself(fact: str, around: Around) -> None:
    text = propose_court_wording(fact, around).text
    assert propose_court_wording(text, around).text == text


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_at_all_can_be_worded(text: str) -> None:
    found = propose_court_wording(text, Around(people=FAMILY))
    assert _rebuild(text, found.changes) == found.text
    find_marks(text, FAMILY)


@pytest.mark.parametrize("stretch", ['"', "'", "I ", "a.", "HV/", "s.", "DNA ", "@", "x_", "'s ",
                                     "Seen. ", "A" * 50, "- ", "I said my "])  # fmt: skip
def test_time_grows_with_the_length_only(stretch: str) -> None:
    text = stretch * (20_000 // len(stretch))
    begin = time.process_time()
    propose_court_wording(text, Around(people=FAMILY, author="H. Sorby"))
    assert time.process_time() - begin < 2.0
