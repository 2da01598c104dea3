"""What a hostile record holds: the calendar's edges, names that are none, words that are code."""

from __future__ import annotations

import pytest

from chronology_app.analysis.checks import build_checks
from chronology_app.analysis.cumulative import build_cumulative
from chronology_app.analysis.patterns import build_patterns
from chronology_app.model import Case, Change, ChildWords, EventPerson, Person, Plan
from chronology_app.settings import load_settings
from tests.factories import TODAY, day, make, make_event, sample_people, sample_sources, view_of

SETTINGS = load_settings()
LEVEL = "level_of_help"


def analyse(*records, people=None):
    """Return all that is said of a case, in both languages."""
    view = view_of(make(Case), [*(people or sample_people()), *sample_sources(), *records])
    hits = [hit for on in (None, TODAY) for hit in build_patterns(view, SETTINGS, on)]
    found = build_checks(view, (), SETTINGS, TODAY)
    assert all(row.at_least <= row.at_most for row in build_cumulative(view, TODAY))
    return [one.sentence(language) for one in (*hits, *found) for language in ("en", "cy")]


EDGES = ["0001", "0001-01-01", "9999", "9999-12-31", "0001/9999", "../9999-12-31", "0001-01-01/.."]


@pytest.mark.parametrize("edge", EDGES)
def test_days_that_stand_for_none_break_no_analysis(edge):
    """Databases write 0001-01-01 and 9999-12-31 where nothing is known."""
    people = [
        make(Person, id="nia", name="Nia Hollins", born=day(edge)),
        make(Person, id="owen", name="Owen Hollins", due=day(edge), died=day(edge)),
        make(Person, id="lee", name="Lee Marlow", role="father"),
    ]
    spells = ((LEVEL, "child_protection", "starts"),)
    ends = ((LEVEL, "child_protection", "ends"),)
    assert analyse(
        *make_event("e1", edge, "Referral.", children=("nia", "owen"), kind="referral",
                    concerns=("physical",), significance="highest", spells=spells),
        *make_event("e2", "2020-02-29", "Plan.", children=("nia",), concerns=("physical",),
                    spells=spells, source="hv", kind="decision"),
        *make_event("e3", edge, "Seen alone.", children=("nia",), kind="visit", spells=ends),
        make(EventPerson, id="p", event_id="e2", person_id="nia", part="seen_alone"),
        make(Plan, id="plan", started=day(edge)),
        make(Change, id="change", plan_id="plan", by_when=day(edge), review_on=(day(edge),)),
        make(Change, id="more", plan_id="plan", by_when=day("2010/9999"), child_ids=("nia",)),
        people=people,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["", "  ", "{name} {0}", "%s", "a\nb\x00", "\u202eabc", "(.*"])
def test_a_name_may_be_anything(name):
    people = [
        make(Person, id="nia", name=name, aliases=("", " ")),
        make(Person, id="kerry", name=name, role="mother", aliases=(" ", name)),
        make(Person, id="lee", name=name, role="father"),
    ]
    events = [
        make_event(f"e{n}", f"2020-0{n}-01", f"Mother agreed {name}.", children=("nia",),
                   concerns=("physical",), kind="referral")
        for n in range(1, 6)
    ]  # fmt: skip
    assert analyse(*[row for rows in events for row in rows], people=people)


def test_every_child_whose_words_were_recorded_before_birth_is_told_of_in_whatever_order():
    event = make_event("e1", "2013-01-05", "They spoke.", children=("nia", "owen"))
    said = [
        make(ChildWords, id=f"said-{child}", event_id="e1", child_id=child)
        for child in ("nia", "owen")
    ]
    told = [analyse(*event, *order) for order in (said, said[::-1])]
    assert told[0] == told[1]
    assert sum("Nia Hollins" in words for words in told[0]) >= 1
    assert sum("Owen Hollins" in words for words in told[0]) >= 1
