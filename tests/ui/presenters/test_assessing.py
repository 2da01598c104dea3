"""The assessment pages: the record's part with its links, and what was typed read into records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chronology_app.errors import BadValueError
from chronology_app.model import Case, FourQuestions, PageLine, PlaceOnScale, WorriesPage
from chronology_app.model.view import view_of
from tests.chronology_app.documents.letter_case import family
from tests.factories import day, make
from ui.presenters.assessing import FACTORS, PAGES, QUESTIONS_PAGE, REFERRAL, WORRIES, build_page
from ui.presenters.assessing_words import four_questions, places_text, read_places, worries_page

ON = date(2025, 3, 20)


def page(kind, child="owen", view=None, language="en"):
    return build_page(view or family(), child, kind, ON, language)


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_page_is_filled_and_each_link_leads_to_an_entry_that_may_be_seen(kind, language):
    view = family()
    found = page(kind, view=view, language=language)
    ordinary = {event.id for event in view.ordinary}
    for line in found.record:
        assert line.words
        assert set(line.event_ids) <= ordinary
    keys = [line.key for line in found.record if line.key]
    assert len(keys) == len(set(keys))
    assert bool(found.record) is (kind != FACTORS)


def test_no_child_is_an_empty_page_and_an_unknown_one_is_the_first():
    assert build_page(view_of(make(Case), []), "", QUESTIONS_PAGE, ON).is_empty
    assert page(QUESTIONS_PAGE, "nobody").child_id == "nia"


def test_a_signed_page_is_shown_as_signed_and_a_newer_unsigned_one_before_an_older():
    signed = page(QUESTIONS_PAGE, "owen")
    assert signed.is_signed
    assert signed.state == "Signed by Ruth Ames, 1 March 2025. It stands as signed."
    assert dict(signed.written)["scale"] == "It comes back each term."
    draft = page(QUESTIONS_PAGE, "nia")
    assert not draft.is_signed
    again = make(FourQuestions, id="fq3", child_id="owen", on=day("2025-03-10"))
    assert not page(QUESTIONS_PAGE, "owen", family(again)).is_signed


def test_each_question_has_its_part_of_the_record():
    found = page(QUESTIONS_PAGE)
    parts = {line.field for line in found.record if line.key}
    assert parts == {"scale", "type", "impact", "reasons"}


def test_strengths_shown_are_those_that_are_counted():
    lines = [line for line in page(WORRIES).record if line.field == "strengths"]
    assert {i for line in lines for i in line.event_ids} == {"e04", "n4"}


def test_places_are_shown_newest_first_with_the_one_before():
    pages = [
        make(WorriesPage, id=f"w{n}", on=day(on), child_ids=("owen",),
             places=(PlaceOnScale(who="Mam", value=value),))
        for n, (on, value) in enumerate((("2025-02-01", 4.0), ("2025-01-01", 3.0)))
    ]  # fmt: skip
    lines = [x.words for x in page(WORRIES, view=family(*pages)).record if x.field == "places"]
    assert lines == ["Mam: 4 (before: 3)", "Mam: 3"]


def test_both_kinds_of_factor_stand_apart():
    found = page(FACTORS, "nia")
    assert [one.factor.id for one in found.risk] == ["f1", "f4"]
    assert [one.factor.id for one in found.protective] == ["f2"]
    assert "No family nearby." in found.risk[0].text


def test_a_referrals_words_and_earlier_referrals_are_there():
    found = page(REFERRAL)
    assert dict(found.written) == {"asked": "A conference for all three.", "consent": ""}
    assert any("no outcome recorded" in line.text for line in found.record)


# --- reading what was typed ------------------------------------------------------------------


def test_places_are_read_as_they_are_written():
    text = "Mam: 4; a bed for Nia\nSocial worker: 2.5"
    assert places_text(read_places(text)) == text
    assert read_places("\n \n") == ()
    assert read_places("Nia:3,5")[0].value == 3.5


@pytest.mark.parametrize("line", ["Mam", "Mam: many", ": 4", "Mam 4", "Mam: -1"])
def test_a_line_that_is_no_place_is_refused_with_its_words(line):
    with pytest.raises(BadValueError) as caught:
        read_places(f"Nia: 3\n{line}")
    assert caught.value.params["line"] == line


def test_an_answer_keeps_its_links_and_gains_those_of_lines_that_stand_in_it():
    kept = page(QUESTIONS_PAGE).kept
    links = {"12 entries": ("e01",), "gone": ("e02",)}
    found = four_questions(kept, "owen", {"scale": "Much: 12 entries", "type": " "}, links, ON)
    assert [a.question for a in found.answers] == ["scale"]
    assert found.answers[0].event_ids == ("n1", "e01")
    assert found.id == kept.id
    assert four_questions(None, "owen", {}, {}, ON).id != kept.id


def test_a_page_of_another_day_is_a_new_one_and_keeps_its_links():
    kept = make(WorriesPage, id="w", on=day("2025-01-01"), child_ids=("owen",),
                worries=(PageLine(words="Hungry.", event_ids=("n1",)),))  # fmt: skip
    typed = {"worries": "Hungry.\nCold.", "places": "Mam: 4"}
    found = worries_page(kept, "owen", typed, (), {"Cold.": ("n6",)}, "Ruth Ames", ON)
    assert found.id != "w"
    assert [line.event_ids for line in found.worries] == [("n1",), ("n6",)]
    today = replace(kept, on=day("2025-03-20"))
    assert worries_page(today, "owen", typed, (), {}, "Ruth Ames", ON).id == "w"
