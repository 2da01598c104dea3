"""The checks of a plan: each kind of finding beside a near one that is none, levels, dates."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology_app.analysis.plan_checks import LEVELS, PlanEntry, PlanText, check_plan
from chronology_app.analysis.plan_checks.days import impossible_days
from chronology_app.analysis.plan_checks.entry import MOST_READ
from chronology_app.analysis.plan_checks.marks import is_empty
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
    ("who", "no_owner", "THE CORE GROUP", "LEE AND PETE SANDS"),
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
    # States of mind and of parenting, beside something that can be seen.
    ("needed", "vague_verb", "Lee to have insight into the impact of neglect",
     "Lee knows which foods choke a baby and cuts them up"),
    ("needed", "vague_verb", "Be a better parent and put Tom first",
     "Lee puts Tom to bed before he opens a can"),
    ("needed", "vague_verb", "Tom's needs will be met consistently",
     "Tom has clean clothes for school"),
    ("needed", "vague_verb", "To continue with current arrangements",
     "Tom still sleeps at his nan's on Fridays"),
    ("needed", "vague_verb", "Lee must show he can make positive changes",
     "Lee must be sober when Tom is there"),
    ("needed", "vague_verb", "Good routines are embedded", "Teeth brushed, bags packed, coats on"),
    ("needed", "vague_verb", "Lee to be more responsible as a parent",
     "Tom is a child first: he is not responsible for his mother"),
    ("needed", "vague_verb", "Ann to be emotionally warm towards the baby",
     "Ann to be home when the baby wakes, warm milk ready"),
    ("needed", "activity", "Lee to contact the housing office", "Lee to stop smoking by the cot"),
    ("needed", "vague_verb", "Hygiene.", "Tom at school"),
    ("needed", "vague_verb", "Good food at home", "Good food in the fridge: milk, fruit, bread"),
    # A bare number counts nothing.
    ("needed", "vague_verb", "Improve home conditions, 100%", "Attendance to improve to 95%"),
    ("target", "no_measure", "Improved routines 1", "Eight nights of ten"),
    ("target", "no_measure", "100% better parenting", "Attendance 95%"),
    ("target", "no_measure", "No concerns", "No smoking in the house"),
    ("measure", "no_measure", "Professional judgement (1)", "8 visits by Ann"),
    ("measure", "no_measure", "Professional judgement, Lee.", "Lee writes it down"),
    ("measure", "no_measure", "Through core groups and direct work",
     "Tom's drawings on the faces chart"),
    # Who is nobody, and who is somebody after all.
    ("who", "no_owner", "Mum's Support Network", "Mum's sister"),
    ("who", "no_owner", "us", "Me"),
    # What may be weighs more than a name or a day.
    ("consequence_no_change", "vague_consequence", "Legal advice may be considered, Lee.",
     "Lee may not stay the night; Ann asks the court for an order"),
    ("consequence_no_change", "vague_consequence",
     "Further action will be considered, which may include court on 1 May 2024 or not",
     "In May 2024 Ann takes it to court"),
    ("consequence_no_change", "vague_consequence",
     "If nothing changes by 3 May 2024, further action",
     "If nothing changes by 3 May 2024, Ann rings the council's lawyers that day"),
    ("consequence_no_change", "vague_consequence", "Potential removal of the child",
     "Contact is at the centre only"),
    ("consequence_no_change", "no_consequence", "This will be reviewed at conference",
     "An initial conference is called"),
    ("consequence_no_change", "no_consequence", "asdf qwer", "Nan has Tom"),
    ("consequence_no_change", "vague_consequence", "Escalate to senior management",
     "Ann goes to the head of the service that week"),
    ("consequence_no_change", "no_consequence", "Tom will remain on the register",
     "Tom moves to his nan's"),
    ("consequence_no_change", "vague_consequence", "There will be consequences for Lee",
     "Contact supported by Lee only"),
    ("contingency", "vague_contingency", "Alternative care",
     "Alternative: Nan's, with the travel cot"),
    ("contingency", "vague_contingency", "Someone from the family", "Grandad Ted"),
    ("consequence_no_change", "no_consequence", "Lee knows what will happen",
     "A judge decides where the twins live"),
    ("measure", "no_measure", "Parents will tell us", "Ann's text each Sunday"),
    ("contingency", "vague_contingency", "Usual safeguarding procedures", "Ring 999"),
    ("contingency", "vague_contingency", "Lee to seek support as needed",
     "Lee rings his sister when needed"),
    # The heading, or the clause before the main one, is not the matter itself.
    ("needed", "activity", "Attend: a course about sleep",
     "Attend: Tom is at school by 8.50 every morning"),
    ("needed", "activity", "Lee is to undertake sessions about relapse",
     "After the course ends, Tom is in bed by half past seven"),
    ("target", "no_measure", "Appointments are going well",
     "The midwife sees Ann at all of the remaining appointments"),
    # A day that no calendar has.
    ("by_when", "open_date", "30 February 2024", "29 February 2024"),
    ("by_when", "open_date", "2024-99-99", "2024-09-09"),
    ("by_when", "open_date", "31/06/2024", "30/06/2024"),
    ("by_when", "open_date", "By June 31st", "By June 30th"),
    ("by_when", "open_date", "The next step", "Tonight"),
    ("by_when", "open_date", "In the next while", "Within a fortnight"),
    ("by_when", "open_date", "On a day that suits", "4pm on Friday"),
    ("by_when", "open_date", "The review of the case", "The review conference"),
    ("by_when", "open_date", "Before Tom's views are known", "Before Tom's first birthday"),
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
        ({"needed": "x"}, "vague_verb", "serious"),
        ({"baseline": "n/a"}, "no_baseline", "serious"),
        ({"who": "-"}, "no_owner", "serious"),
        ({"by_when": "tbc", "due": None}, "no_date", "serious"),
        ({"by_when": "30 February 2024"}, "open_date", "serious"),
        ({"target": "x", "measure": "n/a"}, "no_measure", "serious"),
        ({"consequence_no_change": "Nothing."}, "no_consequence", "serious"),
        ({"consequence_limited": "N.A."}, "no_limited", "should"),
        ({"contingency": "xx"}, "no_contingency", "should"),
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


def test_a_name_of_a_child_is_known_in_small_letters_too():
    entry = replace(SOUND, who="tom", children=("Tom Ashdown",))
    assert found(entry) == {}


def test_of_a_very_long_text_only_the_first_part_is_looked_at_and_that_is_said():
    words = "Tom is in bed by eight. "
    long = replace(SOUND, needed=words * (MOST_READ // len(words) + 1) + "Lee is lazy.")
    assert found(long) == {(1, "long_text"): "note"}
    (only,) = check_plan(PlanText(entries=(long,)), SETTINGS)
    assert only.field == "needed"
    assert str(MOST_READ) in only.sentence()
    assert found(replace(long, needed="Tom is in bed by eight. Lee is lazy.")) == {
        (1, "verdict"): "serious"
    }


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("2024-13-01", False), ("2024/13/01", False), ("0 May 2024", False), ("Sept 31", False),
        ("2024-25", True), ("2024-06", True), ("29 February", True), ("29.2.2023", False),
        ("40 Marlow Road", True), ("45 may come", True), ("May 40 visits", True), ("3/4/24", True),
    ],
)  # fmt: skip
def test_the_shape_of_a_date_is_told_from_a_day(text, is_one):
    assert (impossible_days(text) == []) is is_one


@pytest.mark.parametrize("text", ["", " x ", "XXX", "n/a", "N.A.", "Nothing.", "...", "1", "tba"])
def test_what_is_filled_in_for_the_forms_sake_is_empty(text):
    assert is_empty(text)


@pytest.mark.parametrize("text", ["Nan", "Lee", "8/10", "4/6/27", "999", "No drink"])
def test_short_words_are_not_empty(text):
    assert not is_empty(text)


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
