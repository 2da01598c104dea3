"""The documents of a plan: which plan, its evidence, dates as a child lives them, breaches."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chronology_app.analysis.readability import measure
from chronology_app.documents.agreement import build_agreement
from chronology_app.documents.blocks import Heading, Paragraph
from chronology_app.documents.gate import check_document
from chronology_app.documents.options import ExportOptions
from chronology_app.documents.plan import build_plan
from chronology_app.documents.plan_child import build_child_plan
from chronology_app.documents.plan_parents import build_parents_plan
from chronology_app.documents.plan_review import build_review
from chronology_app.errors import UnknownRecordError
from chronology_app.model import Change, Plan, Review
from chronology_app.settings import load_settings
from chronology_app.wording import say
from tests.factories import TODAY, day, make, sample_plan, sample_view

ALL = (build_plan, build_parents_plan, build_child_plan, build_review, build_agreement)


def _options(**fields):
    return ExportOptions(**{"today": TODAY, **fields})


def _words(document) -> str:
    return "\n".join(part.words for part in document.parts())


@pytest.mark.parametrize("build", ALL)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_each_document_goes_through_the_gate_in_both_languages(build, language):
    view = sample_view(*sample_plan())
    document = build(view, _options(language=language))
    assert check_document(view, document, "court") == ()
    words = _words(document)
    assert "{" not in words
    # An event that nobody has read, and one of legal advice, are never told.
    assert "late for school" not in words
    assert "threshold" not in words


@pytest.mark.parametrize("build", ALL)
def test_without_a_plan_or_with_another_title_there_is_a_sentence(build):
    with pytest.raises(UnknownRecordError) as caught:
        build(sample_view(), _options())
    assert caught.value.message_id == "error.no_plan"
    with pytest.raises(UnknownRecordError) as caught:
        build(sample_view(*sample_plan()), _options(plan="Another plan"))
    assert "Another plan" in say(caught.value.message_id, **caught.value.params)


def test_the_plan_counts_its_evidence_and_says_what_nobody_has_written():
    document = build_plan(sample_view(*sample_plan()), _options())
    words = _words(document)
    assert "1 event of the record shows it:" in words
    assert "March 2019: Nia and Owen were hungry on arrival." in words
    rows = {row.cells[0]: row.cells[1] for row in document.tables[2].rows}
    missing = say("documents.plan.missing")
    assert rows["How it was at the start"] == missing
    assert rows["If nothing changes"] == missing
    assert rows["Reviews so far"] == say("documents.plan.no_review")
    short = document.tables[0]
    assert [row.cells[4] for row in short.rows] == ["partly done; overdue", "to be done"]
    assert [row.cells[2] for row in short.rows] == ["Nia and Owen", "Owen"]


def test_a_date_is_said_as_each_child_lives_it_and_never_foretold():
    words = _words(build_plan(sample_view(*sample_plan()), _options(today=date(2021, 2, 1))))
    assert "Nia will be 7 years 1 month old." in words
    assert "The 23 weeks until then are 6 % of Nia's life by that day." in words
    # Owen's birth is known to the month alone, which is enough at the end of a month; and no more.
    assert "Owen will be 3 years 9 months old." in words
    assert "Owen will be 5 years old." in words
    past = _words(build_plan(sample_view(*sample_plan()), _options()))
    assert "Nia was 7 years 1 month old." in past


def test_a_review_before_the_plan_and_a_plan_that_ended_are_said_plainly():
    early = make(Review, id="early", change_id="teeth", on=day("2020-12-01"), result="partly")
    rows = [
        replace(one, ended=day("2021-12-01")) if isinstance(one, Plan) else one
        for one in sample_plan()
    ]
    words = _words(build_review(sample_view(*rows, early), _options()))
    assert "1 review is recorded with a day before the plan began." in words
    assert "This plan ended on 1 December 2021." in words


def test_a_parents_page_holds_every_question_in_their_words_where_there_are_some():
    document = build_parents_plan(sample_view(*sample_plan()), _options(profile="Kerry Hollins"))
    assert document.large_type
    pages = [b for b in document.blocks if isinstance(b, Heading) and b.level == 1 and b.new_page]
    assert len(pages) == 2
    headings = [b.text for b in document.blocks if isinstance(b, Heading) and b.level == 2]
    for name in ("worry", "seen", "needed", "help", "by_when", "measure", "consequence_no_change"):
        assert headings.count(say(f"documents.parents.heading.{name}")) == 2
    assert headings.count(say("documents.parents.heading.disagree")) == 3
    words = _words(document)
    assert "Nia and Owen eat each morning." in words
    assert "Nia and Owen have breakfast every day." not in words
    assert "Who decides this: Huw Pyle, team manager, on 14 July 2021." in words
    assert "Nia was 7 years 1 month old then." in words
    before = build_parents_plan(
        sample_view(*sample_plan()), _options(profile="Kerry Hollins", as_of=None,
                                              today=date(2021, 4, 1))
    )  # fmt: skip
    assert "Nia will be 7 years 1 month old then." in _words(before)


def test_the_programs_own_words_for_parents_are_read_at_eleven():
    bare = [make(Plan, id="plan", child_ids=("nia",)),
            make(Change, id="c", needed="Nia eats.", child_ids=("nia",))]  # fmt: skip
    for build in (build_parents_plan, build_child_plan):
        document = build(sample_view(*bare), _options())
        text = "\n\n".join(b.words for b in document.blocks if isinstance(b, Paragraph))
        found = measure(text, "en", load_settings())
        assert found.words > 60
        assert found.reading_age <= 11
        assert found.longer_than(25) == ()


def test_a_child_reads_only_words_that_were_written_for_a_child():
    view = sample_view(*sample_plan())
    words = _words(build_child_plan(view, _options(child="Nia Hollins")))
    assert "You have breakfast." in words
    assert "On 4 of 5 mornings" not in words
    assert "conference" not in words
    assert "Owen's teeth" not in words
    # The change is for two children: nobody says whose words it keeps.
    assert "I like toast" not in words
    alone = [replace(one, child_ids=("nia",)) if isinstance(one, Change) and one.id == "meals"
             else one for one in sample_plan()]  # fmt: skip
    words = _words(build_child_plan(sample_view(*alone), _options(child="Nia Hollins")))
    assert "You said: I like toast." in words
    other = _words(build_child_plan(view, _options(child="Tess Marlow")))
    assert say("documents.young.not_for_child") in other


def test_an_agreement_shows_each_breach_with_its_answer_or_that_there_is_none():
    document = build_agreement(sample_view(*sample_plan()), _options())
    table = next(t for t in document.tables if len(t.columns) == 4)
    first, second = table.rows
    assert "Nobody was at home." in first.cells[2]
    assert "Children alone at home" in first.cells[2]
    assert "After 2 days" in first.cells[3]
    assert second.cells[3] == say("documents.agreement.no_answer")
    assert "e09" in first.record_ids
    signatures = document.tables[-1]
    assert [row.cells[0] for row in signatures.rows][:3] == [
        "Kerry Hollins", "Dean Hollins", "Lee Marlow",
    ]  # fmt: skip
    assert all(set(row.cells[1]) == {"."} for row in signatures.rows)


def test_a_written_agreement_comes_before_another_plan_and_a_title_before_both():
    agreed = [make(Plan, id="wa", kind="written_agreement", title="Agreement",
                   started=day("2021-11-01")),
              make(Change, id="term", plan_id="wa", needed="An adult is at home.")]  # fmt: skip
    view = sample_view(*sample_plan(), *agreed)
    assert "An adult is at home." in _words(build_agreement(view, _options()))
    named = _words(build_agreement(view, _options(plan="plan of January 2021")))
    assert "An adult is at home." not in named


def test_a_protected_address_in_a_plan_stops_it_for_who_must_not_learn_it():
    leak = make(Change, id="leak", position=2, needed="Nia sleeps in a bed at 3 quarry bank.")
    view = sample_view(*sample_plan(), leak)
    for build in ALL[:2]:
        stops = check_document(view, build(view, _options(profile="Lee Marlow")), "Lee Marlow")
        assert {stop.detail_id for stop in stops} == {"address"}
        free = build(view, _options(profile="Kerry Hollins"))
        assert check_document(view, free, "Kerry Hollins") == ()
