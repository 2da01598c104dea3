"""The checks of a plan: each kind of finding beside a near one that is none, levels, dates."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology_app.analysis.plan_checks import LEVELS, PlanEntry, PlanText, check_plan
from chronology_app.analysis.plan_checks.word_lists import PlanWords
from chronology_app.analysis.plan_checks.wording import object_to
from chronology_app.dates import FuzzyDate
from chronology_app.settings import load_settings
from chronology_app.wording import has

SETTINGS = load_settings()
WORDS = PlanWords(SETTINGS, ("Tom Ashdown", "Lee Ashdown"))

#: Field, kind, poor words, and sound words of the same field.
PAIRS = [
    ("needed", "vague_verb", "Routines to improve", "Tom is in bed by eight on school nights"),
    ("needed", "vague_verb", "Parents to engage with the plan",
     "Lee opens the door at each agreed visit so that Tom is seen"),
    ("needed", "activity", "Lee to attend the asthma clinic",
     "Tom gets his inhaler twice a day; Lee goes to the asthma clinic"),
    ("needed", "activity", "Referral to a parenting programme",
     "Tom attends nursery five mornings a week"),
    ("target", "no_measure", "Better attendance", "On time on 95 of 100 days, from the register"),
    ("baseline", "no_baseline", "Poor home conditions", "Tom sleeps on the sofa in his coat"),
    ("baseline", "no_baseline", "See assessment", "He missed four of six clinics"),
    ("who", "no_owner", "All professionals", "Health visitor; Lee"),
    ("who", "no_owner", "Parents", "Lee, and the family support worker on Tuesdays"),
    ("who", "no_owner", "All Professionals Involved With Her", "Sian Holt With Lee"),
    ("who", "no_owner", "THE CORE GROUP AND DSLS", "LEE AND PETE SANDS"),
    ("by_when", "open_date", "Ongoing", "by the review on 4 June 2024"),
    ("by_when", "open_date", "as soon as possible", "within four weeks"),
    ("consequence_no_change", "vague_consequence", "Legal advice",
     "The team manager holds a legal planning meeting within 10 working days"),
    ("consequence_no_change", "no_consequence", "To be discussed", "Letter before proceedings"),
    ("contingency", "vague_contingency", "Alternative carers to be explored",
     "Tom's nan takes them that evening"),
    ("needed", "vague_verb", "Lee to reduce his alcohol use",
     "Lee has no drink on days when his children use the house"),
    ("needed", "activity", "Lee to take part in the stay and play group",
     "Tom plays with other children at the stay and play group twice a week"),
    ("measure", "no_measure", "Professional judgement", "The school's list each Friday"),
    ("measure", "no_measure", "To be monitored at core groups",
     "Ann looks in the fridge on visits"),
    ("baseline", "no_baseline", "Long history of disguised compliance", "Tom wore wet socks"),
    ("contingency", "vague_contingency", "Review as needed", "Ann reviews it that day with Lee"),
    ("needed", "verdict", "Lee is a narcissist", "Lee knocks before he comes in"),
    ("who", "hard_words", "Lee; the IRO", "Lee; DC Ann Holt"),
    ("needed", "verdict", "Lee is lazy and never up", "Lee is up and dressed before Tom"),
    ("who", "hard_words", "Lee; LPM chair", "Lee; chair of the meeting with lawyers"),
    ("needed", "hard_words", "Tom has attuned caregiving", "Lee answers Tom when he calls"),
]  # fmt: skip


def kinds(field, text):
    return {objection.kind for objection in object_to(field, text, WORDS)}


@pytest.mark.parametrize(("field", "kind", "poor", "sound"), PAIRS)
def test_poor_words_are_found_and_sound_ones_beside_them_are_not(field, kind, poor, sound):
    assert kind in kinds(field, poor)
    assert kinds(field, sound) == set()


def test_a_long_sentence_is_hard_to_read():
    assert "hard_reading" in kinds("needed", " ".join(["Tom", "is", "up"] * 9))


SOUND = PlanEntry(
    number=1, needed="Tom is in bed by eight on school nights", baseline="Up until midnight in May",
    target="By eight on nine of ten school nights, from the diary", who="Lee Ashdown",
    by_when="2024-06-04", due=FuzzyDate.parse("2024-06-04"),
    consequence_no_change="Legal planning meeting within 10 working days",
    consequence_limited="Nan stays two nights a week until June",
    contingency="Nan takes Tom that evening", children=("Tom Ashdown",), why=("e1", "e2"),
    reviews=(FuzzyDate.parse("2024-06-04"),),
)  # fmt: skip


def found(*entries, **plan):
    return {
        (f.entry, f.check): f.level for f in check_plan(PlanText(entries=entries, **plan), SETTINGS)
    }


def test_a_sound_entry_has_no_finding():
    assert found(SOUND, children=("Tom Ashdown",)) == {}


@pytest.mark.parametrize(
    ("change", "check", "level"),
    [
        ({"by_when": "", "due": None}, "no_date", "serious"),
        ({"by_when": "ongoing", "due": None}, "open_date", "serious"),
        ({"who": ""}, "no_owner", "serious"),
        ({"target": ""}, "no_measure", "serious"),
        ({"consequence_no_change": ""}, "no_consequence", "serious"),
        ({"consequence_limited": ""}, "no_limited", "should"),
        ({"consequence_limited": "Further action"}, "limited_vague", "should"),
        ({"contingency": ""}, "no_contingency", "should"),
        ({"baseline": ""}, "no_baseline", "serious"),
        ({"why": ()}, "no_evidence", "serious"),
        ({"why": ("e1",)}, "single_event", "note"),
        ({"children": ()}, "no_child", "should"),
        ({"reviews": ()}, "no_review", "should"),
        ({"reviews": (FuzzyDate.parse("2024-07"),)}, "review_after_due", "should"),
        ({"needed": "Bedtimes to improve"}, "vague_but_measured", "should"),
        ({"needed": "What must be different for the child?"}, "question", "serious"),
    ],
)
def test_what_is_missing_is_found(change, check, level):
    assert found(replace(SOUND, **change)) == {(1, check): level}


def test_a_baseline_that_tells_nothing_is_not_said_to_be_missing():
    none, vague = (
        check_plan(PlanText(entries=(replace(SOUND, baseline=words),)), SETTINGS)[0]
        for words in ("", "See assessment")
    )
    assert none.check == vague.check == "no_baseline"
    assert "See assessment" in vague.sentence()
    assert none.sentence() != vague.sentence()


def test_dates_that_contradict_the_plan_are_found():
    began = FuzzyDate.parse("2024-07-01")
    assert found(SOUND, started=began) == {
        (1, "due_before_plan"): "serious", (1, "review_before_plan"): "serious",
    }  # fmt: skip
    ended = FuzzyDate.parse("2024-05-01")
    assert found(SOUND, ended=ended) == {(1, "due_after_plan"): "should"}
    # A month that may hold the day is no contradiction.
    assert found(SOUND, started=FuzzyDate.parse("2024-06")) == {}


def test_of_the_whole_plan_a_child_without_a_change_a_language_and_one_sentence_for_all():
    assert found(SOUND, children=("Tom Ashdown", "Ada Ashdown")) == {
        (0, "child_without_change"): "serious"
    }
    assert found(SOUND, parents_read=("cy",)) == {(0, "other_language"): "should"}
    three = [replace(SOUND, number=n) for n in (1, 2, 3)]
    assert found(*three) == {(0, "same_consequence"): "note"}


def test_every_finding_has_its_reason_and_a_better_wording_in_both_languages():
    from chronology_app.analysis.plan_checks import _LEVEL

    for check, level in _LEVEL.items():
        assert level in LEVELS
        for language in ("en", "cy"):
            assert has(f"plan_check.{check}", language)
            assert has(f"plan_check.{check}.better", language)


@given(
    st.text(max_size=200), st.sampled_from(["needed", "target", "who", "by_when", "contingency"])
)
def test_any_words_are_looked_at(text, field):
    list(object_to(field, text, WORDS))
