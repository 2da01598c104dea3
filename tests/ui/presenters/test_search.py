"""What a search says: where the words stand, as they stand there."""

from __future__ import annotations

from pathlib import Path

import pytest

from chronology_app.casefile import Casebook
from chronology_app.model import (
    Answer,
    Area,
    Assessment,
    Breach,
    Change,
    Escalation,
    Factor,
    FourQuestions,
    InformationRequest,
    Instrument,
    Oversight,
    PageLine,
    Person,
    Plan,
    PreProceedings,
    PreProceedingsStep,
    Review,
    SaidDone,
    Score,
    ServiceOffer,
    WorriesPage,
)
from chronology_app.store.search import _SEARCHED
from tests.desktop import prepared
from tests.factories import day, make
from ui.presenters.search import WORK_SCREENS, load_search, wider
from ui.screens import BY_NAME


def found(week_book: Path, words: str):
    with Casebook.open(week_book, prepared.PASSPHRASE, by="test") as book:
        return load_search(book, prepared.CASE_ID, words)


def test_events_and_passages_that_hold_the_words_lead_to_their_places(week_book):
    result = found(week_book, "bruise")
    assert result.event_count == len(result.events) >= 1
    assert {hit.screen for hit in result.events} == {"chronology"}
    hit = result.passages[0]
    assert hit.screen == "sources"
    assert "bruise" in hit.title.casefold()
    assert hit.end - hit.start == len("bruise")


def test_nothing_found_is_an_empty_result(week_book):
    assert found(week_book, "zebra").passage_count == 0


def test_other_forms_of_a_word_are_found_after_the_word_itself(week_book):
    exact = found(week_book, '"bruise"')
    other = found(week_book, "bruised")
    assert [hit.key for hit in other.passages] == [hit.key for hit in exact.passages]
    assert other.passages[0].end - other.passages[0].start == len("bruise")


def test_a_word_with_a_star_leads_to_where_it_stands(week_book):
    hit = found(week_book, "bru*").passages[0]
    assert hit.start > 0
    assert hit.end - hit.start == len("bruise")


def test_an_event_says_whose_records_tell_of_it(week_book):
    hit = next(hit for hit in found(week_book, "dental").events)
    assert "children's social care, dental service" in hit.text.lower()


@pytest.mark.parametrize(
    ("typed", "sought"),
    [("bruise", "bruis*"), ("dirty kitchen", "dirty* kitchen*"), ("hit", "hit"),
     ('"cold flat"', '"cold flat"'), ("bru*", "bru*"), ("12/03/2021", "12/03/2021")],
)  # fmt: skip
def test_only_plain_long_words_are_widened(typed, sought):
    assert wider(typed) == sought


def test_an_event_that_was_taken_out_is_found_in_its_source_only(week_book):
    with Casebook.open(week_book, prepared.PASSPHRASE, by="test") as book:
        before = load_search(book, prepared.CASE_ID, "sofa")
        (hit,) = before.events
        book.remove_event(prepared.CASE_ID, hit.record_id, "Told twice")
        after = load_search(book, prepared.CASE_ID, "sofa")
    assert after.events == ()
    assert after.passages == before.passages


# --- the team's own work


def _keep_all(book: Casebook, child: str) -> None:
    """Keep one record of each kind of work; each holds the word zanzibar."""
    case, on = prepared.CASE_ID, day("2021-01-20")
    book.set_plan(case, make(Plan, id="p", title="zanzibar", kind="child_in_need", started=on,
                             child_ids=(child,)))  # fmt: skip
    book.set_change(case, make(Change, id="c", plan_id="p", needed="zanzibar"))
    book.set_review(case, make(Review, id="r", change_id="c", on=on, result="partly",
                               now="zanzibar"))  # fmt: skip
    book.set_followed(case, make(PreProceedings, id="pp", started=on, child_ids=(child,)))
    for row in (
        make(Breach, change_id="c", on=on, words="zanzibar"),
        make(Escalation, about="zanzibar", raised_by="A", raised_on=on),
        make(Oversight, kind="oversight", by="A", on=on, decided="zanzibar"),
        make(InformationRequest, kind="information", agency="school", asked="zanzibar",
             asked_on=on),
        make(ServiceOffer, name="zanzibar", offered_on=on),
        make(SaidDone, said="zanzibar", said_on=on),
        make(PreProceedingsStep, pre_proceedings_id="pp", code="letter", on=on, words="zanzibar"),
    ):  # fmt: skip
        book.set_followed(case, row)
    book.set_four_questions(case, make(FourQuestions, child_id=child, on=on, answers=(
        Answer(question="scale", words="zanzibar"),)))  # fmt: skip
    book.set_worries_page(case, make(WorriesPage, on=on, child_ids=(child,), worries=(
        PageLine(words="zanzibar"),)))  # fmt: skip
    book.set_factor(case, make(Factor, person_id=child, code="own", words="zanzibar"))
    way = make(Instrument, code="w", label="W", minimum=0.0, maximum=4.0, step=1.0,
               high_is_good=True, subject="family", areas=(Area(code="a", label="A"),))  # fmt: skip
    book.set_assessment(case, make(Assessment, instrument_id=way.id, on=on, note="zanzibar",
                                   instrument_version=1, scores=(Score(area="a", value=2.0),)),
                        way)  # fmt: skip


def test_every_kind_of_work_is_found_and_leads_to_a_screen_that_shows_it(week_book):
    with Casebook.open(week_book, prepared.PASSPHRASE, by="test") as book:
        child = next(p.id for p in book.queries.records(Person, prepared.CASE_ID) if p.is_child)
        _keep_all(book, child)
        hits = load_search(book, prepared.CASE_ID, "zanzibar").work
    assert {hit.key.partition(":")[0] for hit in hits} == set(WORK_SCREENS)
    assert set(WORK_SCREENS) == set(_SEARCHED) - {"event", "passage"}
    assert {hit.screen for hit in hits} <= set(BY_NAME)
    for hit in hits:
        assert "zanzibar" in hit.title
        assert hit.text
        assert (hit.record_id == child) is bool(hit.page)
