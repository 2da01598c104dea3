"""The assessment summary: numbers, evidence, and nothing that rests only on what is kept back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chronology_app.documents.assessment import build_assessment
from chronology_app.documents.blocks import Figure
from chronology_app.documents.gate import check_document
from chronology_app.documents.options import LOCAL_AUTHORITY, ExportOptions
from chronology_app.model import Assessment, Instrument, Score, Trigger
from tests.chronology_app.documents.letter_case import text
from tests.factories import TODAY, day, make, sample_scores, sample_view


def built(*extra, rows=None, **fields):
    view = sample_view(*(sample_scores() if rows is None else rows), *extra)
    return view, build_assessment(view, ExportOptions(today=TODAY, **fields))


def test_each_area_has_its_numbers_its_direction_and_what_it_rests_on():
    view, told = built(profile=LOCAL_AUTHORITY)
    words = text(told)
    for part in ("Care at home", "From 1 to 5", "4 (20 April 2019)", "3 (10 June 2021)",
                 "better by 1", "poorer by 2", "Owen seen with untreated dental decay",
                 "Kerry Hollins", "Ruth Ames"):  # fmt: skip
        assert part.casefold() in words.casefold(), part
    # What is privileged or unread is no evidence on paper.
    assert "threshold is met" not in words
    assert "late for school" not in words
    assert {"e11", "e12"} <= set(told.kept_back)
    assert check_document(view, told, LOCAL_AUTHORITY) == ()


def test_the_chart_says_in_words_what_it_shows():
    _, told = built()
    (figure,) = [block for block in told.blocks if isinstance(block, Figure)]
    for part in ("Care at home", "4 → 3", "better by 1", "Better is higher up"):
        assert part in figure.alt_text


def test_a_score_that_rests_only_on_what_is_kept_back_is_not_printed():
    only = make(Assessment, id="secret", instrument_id="care", instrument_version=1,
                person_id="owen", on=day("2021-06-20"), scorer="Counsel's own",
                scores=(Score(area="food", value=1, event_ids=("e11",)),))  # fmt: skip
    _, told = built(only)
    assert "Counsel's own" not in text(told)
    assert "3 (10 June 2021)" in text(told)


def test_a_note_beside_evidence_that_is_kept_back_is_not_printed():
    rows = [
        replace(row, note="As the lawyers said.", scores=tuple(
            replace(score, note="As counsel advised.") for score in row.scores))
        if row.id == "last" else row for row in sample_scores()
    ]  # fmt: skip
    _, told = built(rows=rows)
    assert "lawyers" not in text(told)
    # Teeth rests on an ordinary event alone, food on one that is kept back as well.
    assert text(told).count("As counsel advised.") == 1


def test_scores_of_a_later_day_and_of_other_children_are_left_out():
    _, told = built(child="Nia Hollins")
    assert "No scores are recorded" in text(told)
    later = make(Assessment, id="later", instrument_id="care", instrument_version=1,
                 person_id="owen", on=day("2099-01-01"),
                 scores=(Score(area="food", value=1),))  # fmt: skip
    _, told = built(later)
    assert "2099" not in text(told)


def test_what_the_authority_asks_for_is_printed_with_its_number():
    rule = Trigger(area="teeth", at=4, words="Ask the dentist for a report.")
    rows = [replace(r, triggers=(rule,)) if isinstance(r, Instrument) else r
            for r in sample_scores()]  # fmt: skip
    _, told = built(rows=rows)
    assert "Ask the dentist for a report." in text(told)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_an_empty_case_is_said_plainly(language):
    view, told = built(rows=[], language=language)
    assert check_document(view, told, "court") == ()
    assert len(text(told)) > 50
