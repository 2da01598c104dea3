"""The letter before proceedings: to one parent, in plain words, with nothing that is kept back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chronology_app.analysis.readability import measure
from chronology_app.documents.gate import check_document
from chronology_app.documents.letter import build_letter
from chronology_app.errors import UnknownRecordError
from chronology_app.model import Case, Change, Person, ProtectedDetail, Review
from chronology_app.model.view import view_of
from tests.chronology_app.documents.letter_case import family, ids, options, section, text
from tests.factories import day, make, make_event, sample_people, sample_view

KERRY, LEE = "Kerry Hollins", "Lee Marlow"


def letter(view=None, **fields):
    return build_letter(view or family(), options(**({"profile": KERRY} | fields)))


def in_country(view, country):
    return replace(view, case=replace(view.case, country=country))


def test_it_is_addressed_to_the_parent_named_and_holds_all_that_the_outline_asks():
    told = letter()
    words = text(told)
    assert "Dear Kerry Hollins," in words
    worries = section(told, "What we are worried about")
    assert "We are worried that the children are hungry." in worries
    assert "18 November 2024: No food in the kitchen but a loaf." in worries
    assert "6 of 11 visits" in section(told, "What has been done to help")
    must = section(told, "What must be different")
    assert "14 April 2025 (ages then: Nia, 10" in must
    assert "Huw Pyle decides on 15 April." in must
    assert "By when: soon" in must
    assert "Please ask us about:\nHow it was at the start, and since\nHow it needs to be" in must
    assert "within 16 weeks" in section(told, "How quickly")
    assert "Law Society" in section(told, "Get advice")
    assert "Ruth Ames, social worker, 01597 000 123" in section(told, "Who to speak to")


def test_the_family_meeting_must_be_offered_in_england_since_the_rule_holds_and_not_in_wales():
    england = in_country(family(), "england")
    must, may = "we must offer your family a meeting", "Your family can ask for a meeting"
    now = letter(england, today=date(2026, 4, 1))
    assert must in section(now, "A meeting for your family")
    before = letter(england, today=date(2025, 4, 1))
    wales = letter(in_country(family(), "wales"), today=date(2026, 4, 1))
    for other in (before, wales):
        assert may in section(other, "A meeting for your family")
        assert must not in text(other)
    assert "Told at home." in section(now, "A meeting for your family")


def test_what_is_classed_unread_or_removed_is_neither_told_nor_behind_a_word():
    told = letter()
    assert not {"e11", "e12", "legal-step"} & ids(told)
    for words in ("threshold is met", "Owen late", "Counsel", "named in advice"):
        assert words not in text(told)
    assert {"e11", "e12"} <= set(told.kept_back)
    assert "named in advice" not in text(letter(child="Tess Marlow"))
    assert "3 times" not in section(told, "What we are worried about")
    assert check_document(family(), told, KERRY) == ()


def test_an_address_that_the_other_parent_must_not_learn_stops_the_letter_to_him_only():
    row = make_event("leak", "2025-02-10", "No food at 3 Quarry Bank.", source="notes")
    change = make(Change, id="c9", plan_id="plan", needed="Food.", why_event_ids=("leak",))
    view = family(*row, change)
    for profile, stopped in ((LEE, True), (KERRY, False)):
        told = letter(view, profile=profile)
        assert "leak" in ids(told)
        assert bool(check_document(view, told, profile)) is stopped


def test_words_of_judgement_are_counted_but_not_read_out():
    worries = section(letter(), "What we are worried about")
    assert "4 entries" in worries
    assert "bad mother" not in worries


def test_help_for_the_other_parent_is_told_only_to_that_parent():
    assert "help with drinking" not in text(letter())
    assert "help with drinking" in text(letter(profile=LEE))


def test_an_interpreter_is_offered_to_whoever_needs_one_and_nobody_else():
    people = [row for row in sample_people() if isinstance(row, Person)]
    kerry = next(p for p in people if p.name == KERRY)
    for spoken, needs in (("Polish", True), ("English", False), ("Welsh", False), ("", False)):
        others = [p for p in people if p is not kerry]
        view = view_of(make(Case, country="england"), [*others, replace(kerry, language=spoken)])
        assert ("who speaks your language (Polish)" in text(letter(view))) is needs
        assert ("Your language" in text(letter(view))) is needs


def test_nothing_recorded_is_said_plainly_and_nobody_named_means_the_parents():
    told = letter(sample_view(), profile="court")
    assert "No help is recorded here." in section(told, "What has been done to help")
    assert "No plan is recorded here yet." in section(told, "What must be different")
    # Kerry's address is kept from Lee: one letter cannot be for both.
    assert "To: each parent, in a letter of their own" in text(told)
    assert KERRY not in text(told)
    open_to_all = sample_view()
    records = {**open_to_all.records, ProtectedDetail: ()}
    told = letter(replace(open_to_all, records=records), profile="court")
    assert "Dear Kerry Hollins, Dean Hollins and Lee Marlow," in text(told)


def test_what_is_done_is_asked_for_no_more_and_a_day_that_is_past_is_not_announced():
    done = make(Review, change_id="c2", on=day("2025-03-18"), result="done")
    told = letter(family(done))
    assert "Owen's teeth" not in section(told, "What must be different")
    assert "1 thing that must be different" in section(told, "What must be different")
    assert "1 April 2025" in section(letter(), "How quickly")
    later = letter(today=date(2025, 5, 2))
    assert "look at this with you on 1 April 2025" not in section(later, "How quickly")


def test_it_speaks_of_the_plan_that_is_asked_for():
    other = make(Change, plan_id="old", needed="The children see a doctor.", child_ids=("nia",))
    told = letter(family(other), plan="child_in_need")
    assert "see a doctor" in text(told)
    assert "three meals" not in text(told)
    with pytest.raises(UnknownRecordError):
        letter(plan="No such plan")


def test_a_letter_about_one_child_holds_only_that_childs_changes():
    told = letter(child="Tess Marlow")
    assert "Owen's teeth" not in text(told)
    assert "three meals" in text(told)


@pytest.mark.parametrize(("language", "own"), [("en", "Dear"), ("cy", "Annwyl")])
def test_both_languages_are_whole(language, own):
    told = letter(language=language)
    assert own in text(told)
    assert told.language == language
    if language == "cy":
        assert "Yr ydym yn poeni bod y plant yn llwglyd." in text(told)
        assert "We offer" not in text(told)


def test_the_letters_own_sentences_can_be_read_at_the_age_of_eleven():
    """With the record's words as plain as they are here, the whole letter is."""
    for country, today in (("england", date(2026, 4, 1)), ("wales", date(2025, 3, 20))):
        told = letter(in_country(family(), country), today=today)
        lines = [b.words for b in told.blocks if getattr(b, "style", "") in ("body", "lead")]
        found = measure("\n\n".join(lines))
        assert found.reading_age <= 11
        assert found.longest.words <= 25


def test_where_no_offer_is_recorded_services_of_the_record_are_told_but_not_another_parents():
    rows = [
        *make_event("s1", "2021-03-01", "Family support visited weekly.", kind="service",
                    children=("nia",), source="notes"),
        *make_event("s2", "2021-03-02", "Dean began a course.", kind="service",
                    children=("dean",), source="notes"),
    ]  # fmt: skip
    told = section(letter(sample_view(*rows)), "What has been done to help")
    assert "1 March 2021: Family support visited weekly." in told
    assert "Dean began a course." not in told


def test_a_last_day_that_has_passed_is_said_to_have_passed():
    assert "was 14 April 2025" in section(letter(today=date(2025, 5, 1)), "How quickly")
    assert "by 14 April 2025" in section(letter(), "How quickly")


def test_where_proceedings_run_it_does_not_say_that_no_court_was_asked():
    asked = make_event("court", "2025-03-01", "Application for care orders issued.", source="notes",
                       children=("nia",),
                       spells=(("level_of_help", "proceedings", "starts"),))  # fmt: skip
    not_yet = "We have not done this yet"
    assert not_yet in text(letter())
    told = text(letter(family(*asked)))
    assert not_yet not in told
    assert "the record tells of proceedings" in told
