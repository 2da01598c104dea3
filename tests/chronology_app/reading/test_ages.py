"""A child's age in words as the time when the child was that old."""

from __future__ import annotations

import pytest

from chronology_app.dates import FuzzyDate
from chronology_app.model import Locator, RawPassage
from chronology_app.reading.ages import date_of_age
from chronology_app.reading.document import PersonHint, SourceText
from chronology_app.reading.suggest import read_source
from chronology_app.wording import has

BORN = "2019-03-01"


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("She left him alone when Lowri was six weeks old.", "2019-04-12~/2019-04-18~"),
        ("At 27 months she had four words.", "2021-06~"),
        ("He was placed at the age of 3 years.", "2022-03~/2023-02~"),
        ("By 18 months of age her teeth were decayed.", "2020-09~"),
        ("Bruised when the baby was only 10 days old.", "2019-03-11~"),
        ("He was seen at the age of four.", "2023-03~/2024-02~"),
        ("When she was 2/12 she lost weight.", "2019-05~"),
    ],
)
def test_an_age_is_counted_from_the_birth_date_and_stays_uncertain(words: str, edtf: str) -> None:
    when = date_of_age(words, BORN)
    assert when is not None
    assert (when.date.edtf, when.rule) == (edtf, "date_of_age")
    assert when.words in words
    assert when.date.is_approximate
    assert FuzzyDate.parse(edtf)


@pytest.mark.parametrize(
    ("words", "born"),
    [
        ("She waited at the clinic for 3 weeks.", BORN),
        ("At 4 weeks' notice he left.", BORN),
        ("The work was put off by 2 weeks.", BORN),
        ("At the age of 44 he moved.", BORN),
        ("At 27 months she had four words.", None),
        ("At 27 months she had four words.", "2019"),
    ],
)
def test_what_gives_no_age_or_no_birth_date_gives_no_date(words: str, born: str | None) -> None:
    assert date_of_age(words, born) is None


def _read(*lines: str) -> list[tuple[str | None, tuple[str, ...]]]:
    passages = tuple(
        RawPassage(index=i, text=line, locator=Locator(page=1, paragraph=i + 1))
        for i, line in enumerate(lines)
    )
    text = SourceText(file_name="report.txt", sha256="00", passages=passages)
    people = [PersonHint(name="Lowri Cadwgan", role="child", born=BORN)]
    found = read_source(text, people).suggestions
    return [(s.date.edtf if s.date else None, s.doubts) for s in found]


def test_a_fact_with_no_better_date_is_dated_by_the_age_it_names() -> None:
    found = _read(
        "Lowri was found alone in the flat, hungry and dirty, when she was six weeks old."
    )
    assert [edtf for edtf, _ in found] == ["2019-04-12~/2019-04-18~"]
    assert "date_from_age" in found[0][1]


def test_a_written_date_is_better_than_an_age() -> None:
    found = _read(
        "12/06/2021 Home visit",
        "Lowri was found alone in the flat, hungry and dirty. At 27 months she has four words.",
    )
    assert {edtf for edtf, _ in found} == {"2021-06-12"}


def test_the_doubt_and_the_rule_have_sentences() -> None:
    assert has("doubt.date_from_age")
    assert has("rule.date_of_age")
