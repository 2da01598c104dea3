"""What was only asked, denied, feared, planned or supposed is no concern; hearsay stays hearsay."""

from __future__ import annotations

import pytest

from tests.chronology_app.reading.texts import prose, read


def _types(text: str) -> set[str]:
    found = read(prose("# 14/05/2022 - Home visit - H. Sorby", text))
    return {code for one in found.suggestions for code in one.concern_types}


@pytest.mark.parametrize(
    "text",
    [
        "If Leanne drinks again the children may be left alone.",
        "Maya may have been hungry.",
        "Would Owen be left alone at night?",
        "There is no evidence that Owen was left alone.",
        "I asked whether Owen had been left alone overnight.",
        "Leanne disputes that Owen was hungry at school.",
        "Owen denied that he was hungry.",
        "Leanne agreed not to leave the children unsupervised.",
        "Neither child was hungry or dirty.",
        "It is not known how Owen was left alone.",
        "Allegation that Owen was hit by Paul was unfounded.",
        "Unclear whether Owen was left alone.",
        "Owen could be left home alone next week when Leanne starts work.",
        "Risk that Fern could be left with soaked nappy.",
    ],
)
def test_what_was_not_told_as_having_happened_is_no_concern(text: str) -> None:
    assert _types(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Owen asked if he could stay because he was hungry.",
        "Leanne denied this but Owen was hungry.",
        "Speech unclear, no lunch with him on Monday.",
        "Owen could be heard crying from hunger, left alone.",
        "Maya would be left home alone most weekends.",
        "When asked if all was well, Owen said he was hungry.",
        "Leanne admitted she had left Owen alone overnight.",
    ],
)
def test_what_is_told_beside_a_question_or_denial_stays_a_concern(text: str) -> None:
    assert _types(text)


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("Nan Joyce told me that Paul left Owen alone all night.", "reported"),
        ("Leanne said the house was freezing.", "reported"),
        ("Neighbour rang: children screaming, left alone since Friday.", "reported"),
        ("Owen told his teacher he was hungry.", "reported"),
        ("Owen was hungry and had no coat when I saw him.", "first_hand"),
        ('Maya said "there was no tea".', "first_hand"),
        ("I think Owen is frightened of Paul.", "opinion"),
    ],
)
def test_what_an_adult_told_the_writer_is_reported(text: str, evidence: str) -> None:
    found = read(prose("# 14/05/2022 - Home visit - H. Sorby", text))
    assert [one.evidence for one in found.suggestions] == [evidence]
