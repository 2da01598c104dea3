"""The checks of quality: each found where it is present, silent where it is just absent."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime

import pytest

from chronology_app.analysis.checks import CHECKS, LEVELS, CheckFinding, build_checks
from chronology_app.errors import BadValueError
from chronology_app.model import (
    Account,
    Case,
    Change,
    ChildWords,
    Citation,
    Escalation,
    EventPerson,
    Factor,
    Finding,
    LikelyImpact,
    NeedConcerned,
    ObservedImpact,
    Parentage,
    Person,
    Plan,
    Record,
    Review,
    SettingsRow,
    SignOff,
    Strength,
)
from chronology_app.model.view import view_of
from chronology_app.settings import load_settings
from tests.factories import day, make, make_event, sample_people, sample_sources

TODAY = date(2022, 4, 1)
LEVEL = "level_of_help"


def findings(check: str, *records: Record, people: list[Record] | None = None, **fields):
    """Return what one check finds; `people` stands for the sample family."""
    family = sample_people() if people is None else people
    rows = [*family, *sample_sources(), *records]
    settings = load_settings(rows=[r for r in records if isinstance(r, SettingsRow)])
    found = build_checks(view_of(make(Case), rows), (), settings, **{"today": TODAY} | fields)
    return [one for one in found if one.check == check]


def event(key: str, edtf: str | None, fact: str = "Home visited.", /, **fields) -> list[Record]:
    return make_event(key, edtf, fact, **{"source": "notes"} | fields)


def part(event_id: str, person: str, code: str) -> EventPerson:
    return make(EventPerson, id=f"{event_id}-{person}-{code}", event_id=event_id,
                person_id=person, part=code)  # fmt: skip


def concerns(count: int, child: str = "nia", **fields) -> list[Record]:
    return [
        record
        for n in range(count)
        for record in event(f"c{n}", f"2021-0{n + 1}-04", children=(child,),
                            concerns=("physical",), **fields)
    ]  # fmt: skip


def setting(name: str, value: object) -> SettingsRow:
    return make(SettingsRow, id=name, name=f"checks.{name}", value=json.dumps(value))


# --- what an event leads to and rests on ------------------------------------------------------


def test_an_event_without_any_citation_has_no_source():
    cited = event("e1", "2021-03-04")
    bare = [record for record in cited if not isinstance(record, Citation)]
    assert findings("no_source", *cited) == []
    (found,) = findings("no_source", *bare)
    assert (found.level, found.record_id) == ("serious", "e1")
    (aside,) = findings("no_source", *bare, make(Finding, key=found.key))
    assert aside.is_dismissed


REFERRAL = event("r1", "2021-03-04", "School made a referral.", children=("nia",), kind="referral")


def test_a_referral_without_action_result_or_later_decision_has_no_outcome():
    (found,) = findings("no_outcome", *REFERRAL)
    assert (found.level, found.event_ids) == ("should", ("r1",))
    assert "No outcome is recorded: School made" in found.sentence()
    (aside,) = findings("no_outcome", *REFERRAL, make(Finding, key=found.key))
    assert aside.is_dismissed


@pytest.mark.parametrize(
    "answer",
    [
        event("d1", "2021-04-15", kind="decision", children=("nia",)),
        event("d1", "2021-03-04", kind="assessment", children=("nia", "owen")),
        event("d1", "2021-03-20", kind="meeting"),
        [make(Escalation, event_ids=("r1",))],
    ],
    ids=["on the last day", "the same day", "about no child", "escalated"],
)
def test_what_answers_a_referral(answer):
    assert findings("no_outcome", *REFERRAL, *answer) == []


@pytest.mark.parametrize(
    "other",
    [
        event("d1", "2021-04-16", kind="decision", children=("nia",)),
        event("d1", "2021-03-10", kind="decision", children=("owen",)),
        event("d1", "2021-03-03", kind="decision", children=("nia",)),
        event("d1", "2021-03-10", kind="visit", children=("nia",)),
    ],
    ids=["a day late", "another child", "before", "a visit"],
)
def test_what_does_not_answer_a_referral(other):
    assert [f.record_id for f in findings("no_outcome", *REFERRAL, *other)] == ["r1"]


@pytest.mark.parametrize(
    ("fact", "count"),
    [
        ("School made a referral; no further action, letter sent.", 0),
        ("Police called at night; the father was arrested.", 0),
        ("School made a referral; an assessment was agreed.", 0),
        ("School referred to children's social care.", 1),
        ("Neighbour called; no assessment was agreed.", 1),
    ],
)
def test_a_fact_that_tells_what_came_of_it_has_its_outcome(fact, count):
    told = event("r1", "2021-03-04", fact, children=("nia",), kind="referral")
    assert len(findings("no_outcome", *told)) == count


def test_an_action_a_result_or_days_still_to_come_leave_a_referral_alone():
    known = event("r1", "2021-03-04", kind="referral", children=("nia",), action="Visited.")
    assert findings("no_outcome", *known) == []
    assert findings("no_outcome", *REFERRAL, today=date(2021, 4, 14)) == []
    assert len(findings("no_outcome", *REFERRAL, today=date(2021, 4, 15))) == 1


def test_a_concern_of_weight_needs_an_answer_and_a_slight_one_does_not():
    weighty = event("e1", "2021-03-04", children=("nia",), concerns=("physical",),
                    significance="highest")  # fmt: skip
    (found,) = findings("no_outcome", *weighty)
    assert "concern of weight" in found.sentence()
    slight = event("e1", "2021-03-04", children=("nia",), concerns=("physical",),
                   significance="some")  # fmt: skip
    assert findings("no_outcome", *slight) == []


def test_a_child_with_concerns_and_no_impact_is_named_once_with_all_the_events():
    (found,) = findings("no_impact", *concerns(3))
    assert (found.level, found.record_table, found.record_id) == ("serious", "person", "nia")
    assert found.event_ids == ("c0", "c1", "c2")
    assert found.sentence() == "3 concerns are recorded for Nia Hollins, and no impact."
    assert findings("no_impact", *concerns(3), make(Finding, key=found.key))[0].is_dismissed
    tag = make(NeedConcerned, event_id="c0")
    assert len(findings("no_impact", *concerns(3), tag)) == 1, "a tag is no impact"
    for impact in (make(ObservedImpact, event_id="c1"), make(LikelyImpact, event_ids=("c2",))):
        assert findings("no_impact", *concerns(3), impact) == []
        other = replace(impact, child_id="owen")
        assert len(findings("no_impact", *concerns(3), other)) == 1


def test_a_key_event_or_one_relied_on_needs_an_impact_of_its_own():
    marked = concerns(1, key=True)
    (found,) = findings("no_impact_of_key", *marked)
    assert found.event_ids == ("c0",)
    assert findings("no_impact_of_key", *marked, make(Finding, key=found.key))[0].is_dismissed
    assert len(findings("no_impact_of_key", *concerns(1, relied_on=True))) == 1
    assert findings("no_impact_of_key", *concerns(1)) == []
    assert findings("no_impact_of_key", *marked, make(ObservedImpact, event_id="c0")) == []


# --- how a fact is worded ---------------------------------------------------------------------


def test_a_fact_that_supposes_is_opinion_unless_it_is_quoted_or_recorded_as_opinion():
    supposed = event("e1", "2021-03-04", "Kerry was probably asleep.")
    (found,) = findings("opinion", *supposed)
    assert "“probably”" in found.sentence()
    assert findings("opinion", *supposed, make(Finding, key=found.key))[0].is_dismissed
    assert findings("opinion", *event("e1", "2021", 'Kerry said "he is probably out".')) == []
    as_opinion = [replace(r, evidence="opinion") if isinstance(r, Account) else r for r in supposed]
    assert findings("opinion", *as_opinion) == []
    assert findings("opinion", *supposed, setting("opinion.words", [])) == []


@pytest.mark.parametrize(
    ("fact", "is_compound"),
    [
        ("On 3 March she was late; on 5 March she was absent.", True),
        ("Late on 03/03/2021 and again late on 05/03/2021.", True),
        ("Seen on 3 March. A visit on 03.04.2021 was missed.", True),
        ("Absent from 3 March to 9 March.", False),
        ("Born 3 April 2015. Weighed on 5 May.", False),
        ('She said "on 3 March, on 5 March and on 7 March".', False),
        ("One thing. Two things. Three things. Four things.", True),
        ("One thing. Two things. Three things.", False),
    ],
)
def test_several_dated_things_or_sentences_may_be_several_facts(fact, is_compound):
    found = findings("compound", *event("e1", "2021-03-04", fact))
    assert [one.level for one in found] == (["note"] if is_compound else [])
    for one in found:
        aside = findings("compound", *event("e1", "2021-03-04", fact), make(Finding, key=one.key))
        assert aside[0].is_dismissed


LONG = "The kitchen was clean and there was food in the cupboards and the fridge."


def test_a_long_sentence_that_stands_in_events_of_different_days_is_copied():
    one, other = event("e1", "2021-03-04", LONG), event("e2", "2021-05-04", f"Visit. {LONG}")
    (found,) = findings("copied_text", *one, *other)
    assert found.event_ids == ("e1", "e2")
    assert "2 events of different days" in found.sentence()
    assert findings("copied_text", *one, *other, make(Finding, key=found.key))[0].is_dismissed


@pytest.mark.parametrize(
    "other",
    [
        event("e2", "2021-03-04", LONG),
        event("e2", "2021-03", LONG),
        event("e2", None, LONG),
        event("e2", "2021-05-04", "The kitchen was clean and there was food in the fridge."),
        event("e2", "2021-05-04", "The kitchen was clean."),
    ],
    ids=["same day", "perhaps the same day", "undated", "other words", "short"],
)
def test_the_same_day_other_words_or_a_short_sentence_are_not_copied(other):
    assert findings("copied_text", *event("e1", "2021-03-04", LONG), *other) == []


def test_two_events_of_one_passage_are_not_copied_text():
    other = event("e2", "2021-05-04", LONG)
    joined = [replace(r, passage_id="e1-passage") if isinstance(r, Citation) else r for r in other]
    assert findings("copied_text", *event("e1", "2021-03-04", LONG), *joined) == []


# --- what cannot be so ------------------------------------------------------------------------


def test_seen_and_not_seen_on_one_day_contradict():
    seen = [*event("e1", "2021-03-04"), part("e1", "nia", "seen")]
    unseen = [*event("e2", "2021-03-04"), part("e2", "nia", "not_seen")]
    (found,) = findings("contradiction", *seen, *unseen)
    assert (found.level, set(found.event_ids)) == ("serious", {"e1", "e2"})
    assert "Nia Hollins is recorded as seen and as not seen (4 March 2021)" in found.sentence()
    assert findings("contradiction", *seen, *unseen, make(Finding, key=found.key))[0].is_dismissed


@pytest.mark.parametrize(
    ("when", "person", "fields"),
    [
        ("2021-03-05", "nia", {}),
        ("2021-03", "nia", {}),
        ("2021-03-04", "owen", {}),
        ("2021-03-04", "nia", {"kind": "health_contact"}),
        ("2021-03-04", "nia", {"time": "17:00"}),
    ],
    ids=["another day", "an uncertain day", "another child", "another kind", "another time"],
)
def test_another_day_child_kind_or_time_does_not_contradict(when, person, fields):
    seen = [*event("e1", "2021-03-04", time="09:00"), part("e1", "nia", "seen")]
    unseen = [*event("e2", when, **fields), part("e2", person, "not_seen")]
    assert findings("contradiction", *seen, *unseen) == []


def test_one_event_contradicts_itself_only_by_seeing_whom_it_did_not_see():
    both = [*event("e1", "2021-03-04"), part("e1", "nia", "not_seen")]
    assert findings("contradiction", *both, part("e1", "nia", "spoken_to")) == []
    assert len(findings("contradiction", *both, part("e1", "nia", "seen_alone"))) == 1


def test_an_appointment_kept_and_missed_with_one_agency_contradicts():
    kept = event("e1", "2021-03-04", kind="health_contact", agency="gp", children=("nia",))
    missed = event("e2", "2021-03-04", kind="missed_appointment", agency="gp", children=("nia",))
    (found,) = findings("contradiction", *kept, *missed)
    assert "kept and as not kept" in found.sentence()
    dental = event("e2", "2021-03-04", kind="missed_appointment", agency="dental",
                   children=("nia",))  # fmt: skip
    assert findings("contradiction", *kept, *dental) == []


def test_nobody_is_seen_after_death_or_named_before_the_pregnancy():
    people = [replace(p, died=day("2021-02-01")) if p.id == "lee" else p for p in sample_people()]
    at = event("e1", "2021-03-04")
    (found,) = findings("contradiction", *at, part("e1", "lee", "present"), people=people)
    assert "Lee Marlow" in found.sentence()
    assert findings("contradiction", *at, part("e1", "lee", "subject"), people=people) == []
    same_month = event("e1", "2021-02")
    assert findings("contradiction", *same_month, part("e1", "lee", "present"), people=people) == []
    # Tess was born on 14 March 2020; 294 days before that is 25 May 2019.
    assert len(findings("contradiction", *event("e1", "2019-05-24", children=("tess",)))) == 1
    assert findings("contradiction", *event("e1", "2019-05-25", children=("tess",))) == []


def test_what_was_recorded_before_it_happened_is_out_of_sequence():
    def recorded(on: str) -> list[Record]:
        return [
            replace(r, recorded_on=day(on)) if isinstance(r, Account) else r
            for r in event("e1", "2021-03-04")
        ]

    (found,) = findings("out_of_sequence", *recorded("2021-03-03"))
    assert (found.level, found.event_ids) == ("serious", ("e1",))
    assert "(3 March 2021) before it happened (4 March 2021)" in found.sentence()
    aside = findings("out_of_sequence", *recorded("2021-03-03"), make(Finding, key=found.key))
    assert aside[0].is_dismissed
    assert findings("out_of_sequence", *recorded("2021-03-04")) == []
    assert findings("out_of_sequence", *recorded("2021-03")) == []


def test_a_child_seen_before_its_birth_and_an_event_ahead_are_out_of_sequence():
    seen = part("e1", "tess", "seen")
    (found,) = findings("out_of_sequence", *event("e1", "2020-03-13"), seen)
    assert "Tess Marlow is recorded as seen or heard before" in found.sentence()
    assert findings("out_of_sequence", *event("e1", "2020-03-14"), seen) == []
    named = event("e1", "2020-03-13", children=("tess",))
    assert findings("out_of_sequence", *named) == [], "a pregnancy may be recorded"
    (ahead,) = findings("out_of_sequence", *event("e1", "2022-04-02"))
    assert "ahead of today" in ahead.sentence()
    assert findings("out_of_sequence", *event("e1", "2022-04")) == []


def test_what_ends_before_it_begins_is_out_of_sequence():
    plan = make(Plan, id="p1", started=day("2021-03-04"), ended=day("2021-03-03"))
    (found,) = findings("out_of_sequence", plan)
    assert (found.record_table, found.record_id) == ("plan", "p1")
    assert findings("out_of_sequence", replace(plan, ended=day("2021-03-04"))) == []
    factor = make(Factor, since=day("2021"), until=day("2020"))
    assert [f.record_id for f in findings("out_of_sequence", factor)] == ["kerry"]


def test_an_end_without_a_beginning_is_named_with_the_child():
    ends = event("e1", "2021-03-04", children=("nia",), spells=((LEVEL, "child_in_need", "ends"),))
    (found,) = findings("spell_edges", *ends)
    assert found.sentence().startswith("Nia Hollins: ")
    assert "child in need" in found.sentence().lower()
    assert findings("spell_edges", *ends, make(Finding, key=found.key))[0].is_dismissed
    starts = event("e0", "2021-03", children=("nia",), spells=((LEVEL, "child_in_need", "starts"),))
    assert findings("spell_edges", *starts, *ends) == []


# --- whom the record knows --------------------------------------------------------------------


def test_a_record_of_one_agency_alone_is_named_from_five_events_on():
    records = [r for n in range(5) for r in event(f"e{n}", "2021", agency="school")]
    (found,) = findings("single_agency", *records)
    assert (found.record_table, len(found.event_ids)) == ("case", 5)
    assert "one agency: school" in found.sentence().lower()
    assert findings("single_agency", *records, make(Finding, key=found.key))[0].is_dismissed
    assert findings("single_agency", *records[: -len(records) // 5]) == []
    assert findings("single_agency", *records, *event("x", "2021", agency="police")) == []


def test_a_child_known_to_one_agency_alone_is_named_though_the_family_is_not():
    records = [r for n in range(5) for r in event(f"e{n}", "2021", children=("nia",))]
    (found,) = findings("single_agency", *records, *event("x", "2021", agency="police"))
    assert found.record_id == "nia"


def test_a_child_with_concerns_and_no_strength_is_named_from_five_on():
    (found,) = findings("no_strengths", *concerns(5))
    assert (found.record_id, found.level, len(found.event_ids)) == ("nia", "should", 5)
    assert findings("no_strengths", *concerns(5), make(Finding, key=found.key))[0].is_dismissed
    assert findings("no_strengths", *concerns(4)) == []
    for strength in (
        [make(Strength, event_id="c0", child_id="nia")],
        event("s", "2021", kind="positive"),
        event("s", "2021", children=("nia",), strength="Cooked."),
    ):
        assert findings("no_strengths", *concerns(5), *strength) == []
    of_owen = make(Strength, event_id="c0", child_id="owen")
    assert len(findings("no_strengths", *concerns(5), of_owen)) == 1


def family(*people: tuple[str, str]) -> list[Record]:
    return [make(Person, id=name.lower(), name=f"{name} Orme", role=role) for name, role in people]


CHILD, MOTHER, FATHER = ("Bea", "child"), ("Jan", "mother"), ("Rhys", "father")


def test_a_child_of_whom_no_father_is_recorded_is_named():
    (found,) = findings("father_missing", people=family(CHILD, MOTHER))
    assert found.sentence() == "No father is recorded for Bea Orme."
    aside = make(Finding, key=found.key)
    assert findings("father_missing", aside, people=family(CHILD, MOTHER))[0].is_dismissed
    grandfather = ("Huw", "maternal grandfather")
    assert len(findings("father_missing", people=family(CHILD, MOTHER, grandfather))) == 1
    assert findings("father_missing", people=family(CHILD, MOTHER, FATHER)) == []


def test_parentage_tells_whose_father_is_missing():
    people = family(CHILD, ("Tom", "child"), MOTHER, FATHER)
    known = [make(Parentage, child_id="tom", parent_id=p) for p in ("jan", "rhys")]
    only_mother = make(Parentage, child_id="bea", parent_id="jan")
    (found,) = findings("father_missing", *known, only_mother, people=people)
    assert found.record_id == "bea"


@pytest.mark.parametrize("role", ["father", "stepfather", "mother's partner"])
def test_a_father_or_partner_in_no_event_or_never_asked_is_named(role):
    people = family(CHILD, MOTHER, ("Rhys", role), ("Dai", "father"))
    asked = [*event("e1", "2021", "Dai Orme came."), part("e1", "dai", "seen")]
    assert [f.record_id for f in findings("father_missing", *asked, people=people)] == ["rhys"]
    named = event("e2", "2021", "Rhys was said to be away.")
    (found,) = findings("father_missing", *asked, *named, people=people)
    assert "Rhys Orme is named in 1 event" in found.sentence()
    seen = part("e2", "rhys", "spoken_to")
    assert findings("father_missing", *asked, *named, seen, people=people) == []


def test_a_father_in_no_event_is_named_where_nobody_is_marked_as_seen_either():
    (found,) = findings("father_missing", *event("e1", "2021"), people=family(CHILD, FATHER))
    assert found.sentence() == "Rhys Orme is in no event."
    assert findings("father_missing", people=family(CHILD, FATHER)) == [], "nothing recorded yet"


def test_where_nobody_is_marked_as_seen_nothing_is_said_of_who_was_asked():
    named = event("e2", "2021", "Rhys was said to be away.")
    assert findings("father_missing", *named, people=family(CHILD, MOTHER, FATHER)) == []


def seen_on(when: str, child: str = "nia", code: str = "seen") -> list[Record]:
    return [*event(f"s{child}{when}", when), part(f"s{child}{when}", child, code)]


def test_a_child_last_seen_weeks_before_the_end_of_the_record_is_named():
    others = [*seen_on("2021-06-01", "owen"), *seen_on("2021-06-01", "tess")]
    (found,) = findings("child_unseen", *others, *seen_on("2021-04-05"))
    assert (found.record_id, found.level) == ("nia", "serious")
    assert "8 weeks before the end" in found.sentence()
    aside = make(Finding, key=found.key)
    assert findings("child_unseen", *others, *seen_on("2021-04-05"), aside)[0].is_dismissed
    assert findings("child_unseen", *others, *seen_on("2021-04-06")) == []
    (never,) = findings("child_unseen", *others)
    assert "nowhere recorded as seen" in never.sentence()
    assert findings("child_unseen", *event("e1", "2021", children=("nia",))) == []
    words = make(ChildWords, event_id="e1", child_id="owen")
    assert findings("child_unseen", *event("e1", "2021"), words) == [], "no visit marks it"


def test_a_child_old_enough_to_speak_is_to_be_heard():
    spoken = seen_on("2021-06-01", "owen", "spoken_to")
    assert [f.record_id for f in findings("child_unheard", *spoken)] == ["nia"], "Tess is one"
    words = make(ChildWords, event_id="sowen2021-06-01", child_id="nia")
    assert findings("child_unheard", *spoken, words) == []
    (found,) = findings("child_unheard", *spoken)
    assert findings("child_unheard", *spoken, make(Finding, key=found.key))[0].is_dismissed


def test_a_chronology_that_starts_long_after_the_eldest_was_born_says_so():
    """Nia, the eldest, was born on 2 May 2014."""
    (found,) = findings("starts_after_birth", *event("e1", "2014-11-03"))
    assert (found.level, found.record_table) == ("note", "case")
    aside = make(Finding, key=found.key)
    assert findings("starts_after_birth", *event("e1", "2014-11-03"), aside)[0].is_dismissed
    assert findings("starts_after_birth", *event("e1", "2014-11-02")) == []
    assert findings("starts_after_birth", *event("e1", None)) == []


# --- plans and signatures ---------------------------------------------------------------------

PLAN = make(Plan, id="p1", started=day("2021-01-01"))


def change(**fields) -> Change:
    known = {"id": "ch1", "plan_id": "p1", "needed": "A warm bed for each child.",
             "review_on": (day("2021-06-01"), day("2021-09-01"), day("2022-09-01"))}  # fmt: skip
    return make(Change, **known | fields)


def review(on: str) -> Review:
    return make(Review, change_id="ch1", on=day(on), result="partly")


def test_a_review_day_that_is_past_without_a_review_is_named():
    (found,) = findings("review_past", PLAN, change())
    assert (found.record_table, found.record_id) == ("change", "ch1")
    assert "reviewed by 1 September 2021" in found.sentence()
    assert findings("review_past", PLAN, change(), make(Finding, key=found.key))[0].is_dismissed
    assert findings("review_past", PLAN, change(), review("2021-08-18")) == []
    assert len(findings("review_past", PLAN, change(), review("2021-08-17"))) == 1
    ended = replace(PLAN, ended=day("2021-05-01"))
    assert findings("review_past", ended, change()) == []
    assert findings("review_past", PLAN, change(review_on=(day("2022-04-01"),))) == []


def test_a_plan_that_no_longer_fits_the_record_is_named():
    name = "plan_out_of_step"
    gone = event("e1", "2021", status="removed")
    (found,) = findings(name, PLAN, change(why_event_ids=("e1",)), *gone)
    assert "taken out" in found.sentence()
    assert findings(name, PLAN, change(why_event_ids=("e1",)), *event("e1", "2021")) == []
    (found,) = findings(name, PLAN, change(), review("2020-12-31"))
    assert "31 December 2020" in found.sentence()
    assert findings(name, PLAN, change(), review("2021")) == []
    spells = (("level_of_help", "child_protection", "starts"),)
    closed = (("level_of_help", "child_protection", "ends"),)
    left = [*event("s", "2021-01-01", children=("nia",), spells=spells),
            *event("t", "2021-07-01", children=("nia",), spells=closed)]  # fmt: skip
    (found,) = findings(name, PLAN, change(child_ids=("nia",)), *left)
    assert "Nia" in found.sentence()
    assert findings(name, replace(PLAN, ended=day("2021-07-01")), change(child_ids=("nia",)),
                    *left) == []  # fmt: skip
    assert findings(name, PLAN, change(child_ids=("nia",)), *left[: len(left) // 2]) == []


def test_a_need_that_a_change_names_is_answered():
    touched = [*event("e1", "2021", children=("nia",)), make(NeedConcerned, event_id="e1")]
    assert findings("need_without_plan", PLAN, change(), *touched)
    assert findings("need_without_plan", PLAN, change(needs=("health",)), *touched) == []
    other = change(needs=("health",), child_ids=("owen",))
    assert findings("need_without_plan", PLAN, other, *touched)


def test_a_signature_past_its_review_is_named_until_somebody_signs_again():
    signed = make(SignOff, kind="manager", name="Huw Pyle", signed_at=datetime(2021, 1, 1),
                  review_on=date(2022, 3, 31))  # fmt: skip
    (found,) = findings("review_past", signed)
    assert "Huw Pyle" in found.sentence()
    again = replace(signed, id="x", signed_at=datetime(2022, 1, 1), review_on=None)
    assert findings("review_past", signed, again) == []
    assert findings("review_past", replace(signed, review_on=TODAY)) == []


def test_a_need_that_no_change_of_a_current_plan_rests_on_is_named():
    touched = [*event("e1", "2021", children=("nia",)), make(NeedConcerned, event_id="e1")]
    (found,) = findings("need_without_plan", *touched)
    assert (found.record_id, found.event_ids) == ("nia", ("e1",))
    assert "these needs of Nia Hollins: health" in found.sentence().replace("Health", "health")
    aside = make(Finding, key=found.key)
    assert findings("need_without_plan", *touched, aside)[0].is_dismissed
    answers = change(why_event_ids=("e1",))
    assert findings("need_without_plan", *touched, PLAN, answers) == []
    for_owen = replace(answers, child_ids=("owen",))
    assert len(findings("need_without_plan", *touched, PLAN, for_owen)) == 1
    over = replace(PLAN, ended=day("2022-03-31"))
    assert len(findings("need_without_plan", *touched, over, answers)) == 1


def test_where_help_has_ended_no_plan_is_looked_for():
    touched = [*event("e1", "2021", children=("nia",)), make(NeedConcerned, event_id="e1")]
    closed = event("e2", "2022", children=("nia",), spells=((LEVEL, "closed", "starts"),))
    assert findings("need_without_plan", *touched, *closed) == []
    again = event("e3", "2022-03", children=("nia",), spells=((LEVEL, "child_in_need", "starts"),))
    assert len(findings("need_without_plan", *touched, *closed, *again)) == 1


# --- all of them ------------------------------------------------------------------------------


def test_many_of_a_kind_are_told_as_one_with_all_their_events():
    records = [r for n in range(4) for r in event(f"e{n}", None)]
    assert len(findings("undated", *records, setting("group_above", 4))) == 4
    (found,) = findings("undated", *records, setting("group_above", 3))
    assert found.event_ids == ("e0", "e1", "e2", "e3")
    assert found.sentence() == "4 events alike. The first: This event has no date: Home visited."
    assert found.why("cy")
    (aside,) = findings("undated", *records, setting("group_above", 3),
                        make(Finding, key=found.key))  # fmt: skip
    assert aside.is_dismissed
    one = findings("undated", *records)[0]
    left = findings("undated", *records, setting("group_above", 3), make(Finding, key=one.key))
    assert len(left) == 4, "what is set aside stays, and three are not too many"


@pytest.mark.parametrize(("name", "value"), [("no_outcome.days", '"soon"'), ("compound.dates", -1)])
def test_a_threshold_that_is_no_number_is_refused(name, value):
    with pytest.raises(BadValueError, match="check_setting"):
        findings("no_outcome", setting(name, value))


def everything() -> list[CheckFinding]:
    bare = [r for r in event("n1", "2021-03-04", LONG) if not isinstance(r, Citation)]
    records = [
        *bare, *event("n2", "2021-08-04", f"{LONG} Probably. On 3 March. On 5 March."),
        *REFERRAL, *concerns(6, key=True), part("c0", "nia", "seen"), part("c0", "nia", "not_seen"),
        *event("w", "2021-02-02", children=("nia",), concerns=("medical",), significance="high"),
        *event("b", "2019-01-01"), part("b", "tess", "seen"), *event("f", "2023"),
        *event("x", "2021", children=("nia",), spells=(("worker", "R. Ames", "ends"),)),
        make(NeedConcerned, event_id="c1"), PLAN, change(),
        make(Plan, id="p2", started=day("2021"), ended=day("2020")),
        make(SignOff, kind="manager", name="H. Pyle", signed_at=datetime(2021, 1, 1),
             review_on=date(2021, 3, 1)),
        *seen_on("2021-06-01", "owen", "spoken_to"), *seen_on("2020-06-01", "nia", "spoken_to"),
        *event("k", "2021-03-04", kind="health_contact", children=("owen",)),
        *event("m", "2021-03-04", kind="missed_appointment", children=("owen",)),
        *event("s", "2021", "One thing. Two things. Three things. Four things."),
    ]  # fmt: skip
    rows = [*family(CHILD, ("Rhys", "father")), *sample_people(), *sample_sources(), *records]
    return list(build_checks(view_of(make(Case), rows), (), load_settings(), TODAY))


def test_every_finding_has_words_in_both_languages_a_key_of_its_own_and_a_level():
    found = everything()
    quality = {
        "no_source", "contradiction", "out_of_sequence", "no_impact", "child_unseen",
        "child_unheard", "no_outcome", "no_impact_of_key", "father_missing", "no_strengths",
        "single_agency", "need_without_plan", "review_past", "spell_edges", "copied_text",
        "opinion", "compound", "starts_after_birth",
    }  # fmt: skip
    assert quality <= {one.check for one in found} <= set(CHECKS)
    assert len({one.key for one in found}) == len(found)
    assert [LEVELS.index(one.level) for one in found] == sorted(
        LEVELS.index(one.level) for one in found
    )
    for one in found:
        for language in ("en", "cy"):
            assert one.sentence(language)
            assert len(one.why(language)) >= 2
            assert "{" not in one.sentence(language)
        assert one.why("cy") != one.why("en")
