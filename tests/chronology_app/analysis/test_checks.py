"""What a person should look at: each check finds its own, says why, and can be set aside."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chronology_app.analysis.checks import (
    CHECKS,
    DATE_CHANGED,
    INFORMATION_CODES,
    CheckFinding,
    build_checks,
)
from chronology_app.commands.event_changes import Why
from chronology_app.errors import BadValueError
from chronology_app.model import (
    Account,
    Analysis,
    Case,
    Finding,
    ImportProblem,
    Record,
    SettingsRow,
    Suggestion,
)
from chronology_app.model.codes import EventStatus, RecordClass, SuggestionStatus
from chronology_app.model.view import view_of
from chronology_app.settings import load_settings
from importers.notes import INFORMATION
from tests.factories import day, make, make_event, sample_people, sample_sources

#: The checks of single events, dates and imports; what a whole record lacks is tested elsewhere.
OF_EVENTS = {
    "accepted_unread", "conflicting_dates", "undated", "ambiguous_date", "doubtful_date",
    "unreviewed", "conflicting_times", "told_twice", "import_problem", "import_note",
    "verdict_words", "first_person", "plain_words",
}  # fmt: skip


def findings(*records: Record) -> list[CheckFinding]:
    rows = [*sample_people(), *sample_sources(), *records]
    view = view_of(make(Case), rows)
    settings = load_settings(rows=[r for r in records if isinstance(r, SettingsRow)])
    found = build_checks(view, view.of(Suggestion), settings)
    return [finding for finding in found if finding.check in OF_EVENTS]


def waiting(**fields: object) -> Suggestion:
    known = {"source_id": "hv", "fact": "Nia was weighed.", "date": day("2021-03-04"), "id": "s1"}
    return make(Suggestion, **(known | fields))


def of(check: str, found: list[CheckFinding]) -> list[CheckFinding]:
    return [finding for finding in found if finding.check == check]


def test_a_case_in_order_has_no_finding():
    assert findings(*make_event("e1", "2021-03-04", "Home visited.", source="notes")) == []


def test_an_undated_event_is_named_with_its_words():
    (found,) = findings(*make_event("e1", None, "Nia was hungry.", source="notes"))
    assert (found.check, found.level, found.record_id) == ("undated", "should", "e1")
    assert found.sentence() == "This event has no date: Nia was hungry."
    assert found.event_ids == ("e1",)
    assert len(found.why()) == 2


def test_what_was_accepted_unread_must_be_read():
    unread = make_event("e1", "2021", "Seen.", source="notes", status=EventStatus.ACCEPTED_UNREAD)
    removed = make_event("e2", None, "Gone.", source="notes", status=EventStatus.REMOVED)
    (found,) = findings(*unread, *removed)
    assert (found.check, found.level) == ("accepted_unread", "serious")


def test_accounts_conflict_only_when_no_day_fits_both():
    event = make_event("e1", "2021-03-04", "Visit.", source="notes")
    same = make(Account, id="a2", event_id="e1", source_id="hv", date=day("2021-03"))
    other = make(Account, id="a3", event_id="e1", source_id="hv", date=day("2021-04"))
    undated = make(Account, id="a4", event_id="e1", source_id="hv")
    assert findings(*event, same, undated) == []
    (found,) = findings(*event, same, other)
    assert (found.check, found.level) == ("conflicting_dates", "serious")
    assert found.sentence() == (
        "The accounts of this event give dates that cannot both be right "
        "(4 March 2021; March 2021; April 2021): Visit."
    )


def test_a_conflict_that_a_person_settled_with_a_reason_is_only_good_to_know():
    event = make_event("e1", "2021-03-04", "Visit.", source="notes")
    other = make(Account, id="a3", event_id="e1", source_id="hv", date=day("2021-04"))
    note = make(Analysis, kind=Why.DATE_CHANGED.value, event_ids=("e1",), words="A slip.")
    (found,) = findings(*event, other, note)
    assert found.level == "note"
    assert found.why()[-1] == "Ruth Ames chose the date and said why: A slip."
    assert Why.DATE_CHANGED == DATE_CHANGED


def test_a_conflict_set_aside_comes_back_when_another_account_joins():
    event = make_event("e1", "2021-03-04", "Visit.", source="notes")
    other = make(Account, id="a3", event_id="e1", source_id="hv", date=day("2021-04"))
    (first,) = findings(*event, other)
    third = replace(other, id="a4", date=day("2021-05"))
    (second,) = findings(*event, other, third)
    assert first.key != second.key


def test_an_ambiguous_date_is_found_while_it_waits_and_when_nobody_looked_at_it():
    suggestion = waiting(date=day("2021-04-03"), date_alternatives=("2021-03-04",))
    (found, unreviewed) = findings(suggestion)
    assert (found.check, found.record_table, unreviewed.check) == (
        "ambiguous_date", "suggestion", "unreviewed",
    )  # fmt: skip
    assert "(3 April 2021; 4 March 2021)" in found.sentence()
    accepted = replace(suggestion, status=SuggestionStatus.ACCEPTED, event_id="e1")
    event = make_event("e1", "2021-04-03", "Weighed.", source="hv", confirmed_how="batch")
    (found,) = findings(accepted, *event)
    assert (found.check, found.record_id) == ("ambiguous_date", "e1")
    seen = make_event("e1", "2021-04-03", "Weighed.", source="hv", confirmed_how="source_shown")
    assert findings(accepted, *seen) == []


def test_an_event_on_one_of_several_days_is_ambiguous_whoever_confirmed_it():
    event = make_event("e1", "[2021-03-04,2021-04-03]", "Weighed.", source="hv")
    assert [f.check for f in findings(*event)] == ["ambiguous_date"]


def test_a_doubt_about_a_date_gives_its_own_reason():
    found = of("doubtful_date", findings(waiting(doubts=("weekday_differs", "protected_detail"))))
    assert [f.record_id for f in found] == ["s1"]
    assert len(found[0].why()) == 3
    assert of("doubtful_date", findings(waiting(doubts=("no_date", "protected_detail")))) == []


def test_waiting_suggestions_are_one_finding_for_each_source():
    found = findings(waiting(), waiting(id="s2"), waiting(id="s3", source_id="school"))
    assert [f.sentence() for f in found] == [
        "2 suggestions from \u201cHealth visiting record\u201d wait for a decision.",
        "1 suggestion from \u201cSchool log\u201d waits for a decision.",
    ]
    more = findings(waiting(), waiting(id="s2"), waiting(id="s4"))
    assert more[0].key != found[0].key


def test_import_problems_are_told_apart_from_notes_on_how_a_file_was_read():
    lost = make(ImportProblem, id="p1", source_id="hv", code="page_without_text",
                params={"page": "3"})  # fmt: skip
    told = make(ImportProblem, id="p2", source_id="hv", code="html_body_read")
    settled = replace(lost, id="p3", settled_by="Ruth Ames")
    own = replace(told, id="p4", code="from_elsewhere", source_id=None)
    found = findings(told, lost, settled, own)
    assert [(f.check, f.level, f.record_id) for f in found] == [
        ("import_problem", "should", "p1"),
        ("import_problem", "should", "p4"),
        ("import_note", "note", "p2"),
    ]
    assert "Page 3" in found[0].sentence()
    assert "from elsewhere" in found[1].sentence()
    assert set(INFORMATION) == INFORMATION_CODES


def test_what_is_set_aside_is_marked_and_stays():
    event = make_event("e1", None, "Nia was hungry.", source="notes")
    (found,) = findings(*event)
    assert not found.is_dismissed
    decided = make(Finding, key=found.key, reason="No date is known.")
    (marked,) = findings(*event, decided)
    assert marked.is_dismissed
    assert marked.decision.reason == "No date is known."


def test_the_settings_may_give_a_check_another_level():
    event = make_event("e1", None, "Nia was hungry.", source="notes")
    wish = make(SettingsRow, name="checks.levels.undated", value='"serious"')
    assert [f.level for f in findings(*event, wish)] == ["serious"]
    older = replace(wish, value='"must"')
    assert [f.level for f in findings(*event, older)] == ["serious"], "a level's former name"
    with pytest.raises(BadValueError, match="check_level"):
        findings(*event, replace(wish, value='"never"'))


def test_the_gravest_come_first_and_every_check_has_words_in_both_languages():
    lost = make(ImportProblem, id="p1", source_id="hv", code="page_without_text",
                params={"page": "3"})  # fmt: skip
    found = findings(
        *make_event("e1", "[2021-03-04,2021-04-03]", "One.", source="notes"),
        *make_event("e2", "2021", "Two.", source="notes", status=EventStatus.ACCEPTED_UNREAD),
        *make_event("e3", "2021", "Three.", source="notes"),
        make(Account, id="a3", event_id="e3", source_id="hv", date=day("2020"), time="08:00"),
        make(Account, id="a5", event_id="e3", source_id="hv", date=day("2020"), time="12:00"),
        *make_event("e5", "2022-05-03", "Weighed at the clinic.", source="notes"),
        *make_event("e6", "2022-05-03", "Weighed at the clinic.", source="hv"),
        *make_event("e4", None, "Four.", source="notes"),
        *make_event("e7", "2022-06-03", "Mum said that I was filthy.", source="notes"),
        waiting(doubts=("impossible_date",), date=None),
        lost,
        replace(lost, id="p2", code="html_body_read", params={}),
    )
    assert {f.check for f in found} == OF_EVENTS <= set(CHECKS)
    levels = [("serious", "should", "note").index(f.level) for f in found]
    assert levels == sorted(levels)
    for finding in found:
        for language in ("en", "cy"):
            assert finding.sentence(language)
            assert all(finding.why(language))
        assert finding.sentence("cy") != finding.sentence("en")


def test_a_long_fact_is_quoted_only_in_part():
    (found,) = findings(*make_event("e1", None, "Nia " * 80, source="notes"))
    assert len(found.sentence()) < 130
    assert found.sentence().endswith("\u2026")


def test_words_of_judgement_outside_quotation_marks_are_named_with_what_to_say_instead():
    said = make_event("e1", "2021", 'Kerry said "it is filthy" and slept.', source="notes")
    judged = make_event("e2", "2021", "I saw that the home was filthy.", source="notes")
    found, writer = findings(*said, *judged)
    assert (found.check, found.level, found.event_ids) == ("verdict_words", "should", ("e2",))
    assert "“filthy”" in found.sentence()
    assert (writer.check, writer.level, writer.event_ids) == ("first_person", "should", ("e2",))
    assert "“I”" in writer.sentence()
    assert "say what was seen, where" in found.why()[1]
    assert "dywedwch beth a welwyd" in found.why("cy")[1]


def test_everyday_words_and_abbreviations_are_good_to_know():
    (found,) = findings(*make_event("e1", "2021", "Mum told EDT and the QZX.", source="notes"))
    assert (found.check, found.level) == ("plain_words", "note")
    assert all(words in found.sentence() for words in ("“Mum”", "“EDT”", "“QZX”"))
    assert "write “the emergency duty team”" in found.why()[1]


def test_only_the_wording_that_a_court_would_read_is_looked_at():
    worded = make_event(
        "e1", "2021", "Mum was drunk.", source="notes", court_wording="The mother slept."
    )
    kept_back = make_event(
        "e2", "2021", "Filthy home.", source="notes", record_class=RecordClass.LEGAL_ADVICE
    )
    removed = make_event("e3", "2021", "Filthy.", source="notes", status=EventStatus.REMOVED)
    assert findings(*worded, *kept_back, *removed) == []


def test_words_that_somebody_set_aside_come_back_only_when_they_change():
    event = make_event("e1", "2021", "The home was filthy.", source="notes")
    (found,) = findings(*event)
    decided = make(Finding, key=found.key, decision="dismissed")
    assert findings(*event, decided)[0].is_dismissed
    other = make_event("e1", "2021", "The home was filthy and squalid.", source="notes")
    assert not findings(*other, decided)[0].is_dismissed


def test_an_authority_decides_which_words_are_looked_for():
    row = make(SettingsRow, name="court_words.verdict", value='{"filthy": ""}')
    event = make_event("e1", "2021", "The home was filthy.", source="notes")
    assert findings(*event, row) == []
