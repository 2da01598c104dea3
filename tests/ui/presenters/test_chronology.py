"""The words in which the chronology shows an event, and its columns."""

from __future__ import annotations

import json

from tests.ui.presenters.chronology_setting import SETTING, line
from ui.presenters.chronology import copied, line_children, line_date, line_marks
from ui.presenters.chronology_columns import BY_CODE, CODES, Layout, read_layout
from ui.words import set_language


def test_a_date_is_never_said_finer_than_it_is_known() -> None:
    assert line_date(line("a", "2022-03-04", time="17:30")) == "4 March 2022, 17:30"
    assert line_date(line("a", "2022-03")) == "March 2022"
    assert line_date(line("a", "2022~")) == "about 2022"
    assert line_date(line("a", None)) == "Undated"


def test_each_child_stands_with_the_age_at_the_date() -> None:
    both = line("a", child_ids=("nia", "owen"))
    assert line_children(both, SETTING) == ("Nia, 7 years", "Owen, 5 years")
    assert line_children(line("a", None), SETTING) == ("Nia",)


def test_an_uncertain_date_gives_no_exact_age() -> None:
    assert line_children(line("a", "2022"), SETTING) == ("Nia, 7 or 8 years",)


def test_what_must_be_seen_to_is_marked_first_and_in_words() -> None:
    marked = line("a", key=True, status="accepted_unread", has_conflict=True, account_count=2,
                  record_class="legal_advice")  # fmt: skip
    marks = line_marks(marked)
    assert [mark.code for mark in marks] == ["class", "unread", "conflict", "key", "accounts"]
    assert all(mark.words and mark.icon for mark in marks)
    assert line_marks(line("a")) == ()


def test_copied_rows_are_date_fact_and_source() -> None:
    lines = [line("a", fact="Came late\nagain."), line("b", None, source_ids=("s2", "s1"))]
    assert copied(lines, SETTING).split("\n") == [
        "4 March 2022\tCame late again.\tConcern log of the school",
        "Undated\tFact b\tPolice log, Concern log of the school",
    ]


def test_every_column_has_a_heading_and_words_in_both_languages() -> None:
    try:
        for language in ("en", "cy"):
            set_language(language)
            for column in BY_CODE.values():
                assert column.heading
                assert isinstance(column.words(line("a"), SETTING), str)
    finally:
        set_language("en")


def test_a_layout_is_kept_and_comes_back() -> None:
    chosen = Layout().with_shown("kind", True).with_width("date", 200).moved("fact", -5)
    again = read_layout(json.loads(json.dumps(chosen.as_data())))
    assert again == chosen
    assert again.order[0] == "fact"


def test_a_layout_that_is_not_understood_is_the_usual_one() -> None:
    assert read_layout("nonsense") == Layout()
    strange = read_layout({"order": ["gone", "fact", "fact"], "shown": ["gone"], "widths": [1]})
    assert set(strange.order) == set(CODES)
    assert len(strange.order) == len(CODES)
    assert strange.shown == Layout().shown


def test_the_last_column_cannot_be_hidden() -> None:
    only = Layout(shown=frozenset({"fact"}))
    assert only.with_shown("fact", False).shown == {"fact"}
