"""A wording for a court is proposed beside a fact: each rule, and what is left to a person."""

from __future__ import annotations

from typing import Any

import pytest

from chronology_app.model import Reason, SuggestedPerson, Suggestion
from chronology_app.reading.court import (
    Around,
    CourtWords,
    change_sentence,
    mark_sentence,
    propose_court_wording,
    propose_for,
)
from chronology_app.settings import load_settings
from tests.chronology_app.reading.texts import FAMILY

OWEN, LEANNE, MAYA = "Owen Kettle", "Leanne Kettle", "Maya Rose Kettle"
ONE_CHILD: dict[str, Any] = {"children": (OWEN,), "named": (OWEN,)}


def worded(fact: str, words: CourtWords | None = None, **known: Any) -> str:
    return propose_court_wording(fact, Around(people=FAMILY, **known), words).text


def marked(fact: str, **known: Any) -> list[tuple[str, str]]:
    found = propose_court_wording(fact, Around(people=FAMILY, **known)).marks
    return [(mark.words, mark.kind) for mark in found]


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ("ICPC held, NFA by CSC.",
         "Initial child protection conference held, no further action by children's social care."),
        ("SW told the EDT.", "The social worker told the emergency duty team."),
        ("SW visit. An HT rang.", "Social worker visit. A head teacher rang."),
        ("Two SWs visited; the SW's car.", "Two social workers visited; the social worker's car."),
        ("U/a visit, approx. 3 wks late.", "Unannounced visit, approximately 3 weeks late."),
        ("Seen at the appt. SW present.", "Seen at the appointment. The social worker present."),
        ("Owen DNA the appt.", "Owen did not attend the appointment."),
        ("Appt was DNA. A DNA. DNA letter sent.",
         "Appointment was not attended. An appointment not attended. Non-attendance letter sent."),
        ("A DNA test was ordered.", "A DNA test was ordered."),
        ("The s47 and S.17 enquiries.", "The section 47 and section 17 enquiries."),
        ("MGM rang twice; her MGF too.",
         "The maternal grandmother rang twice; her maternal grandfather too."),
        ("child in need (CIN) plan; CIN visit", "child in need (CIN) plan; CIN visit"),
        ("B&B with Marks&Co", "B&B with Marks&Co"),
    ],
)  # fmt: skip
def test_abbreviations_are_spelt_out(fact: str, expected: str) -> None:
    assert worded(fact) == expected


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ("Mum rang. His mum and Owen's dad came.",
         "The mother rang. His mother and Owen's father came."),
        ("Nan, aunty and the kids", "The grandmother, the aunt and the children"),
        ("Auntie Carol and Nan Joyce came.", "Aunt Carol and Joyce Kettle came."),
        ("step-mum & birth dad", "The stepmother and the birth father"),
        ("The lads had nits.", "The boys had head lice."),
        ("her own mum", "her own mother"),
        ("Owen calls him dad.", "Owen calls him dad."),
        ("Phone call from mum; called Dad.", "Phone call from the mother; called the father."),
    ],
)  # fmt: skip
def test_everyday_words_become_those_of_a_document(fact: str, expected: str) -> None:
    assert worded(fact) == expected


def test_whose_record_it_is_settles_what_an_abbreviation_means() -> None:
    assert worded("BF since birth.", agency="health_visiting") == "Breastfeeding since birth."
    assert worded("IP in the kitchen.", agency="police") == "Injured party in the kitchen."
    assert worded("HV advised dad.") == "The health visitor advised the father."
    assert worded("Unannounced HV.") == "Unannounced home visit."


def test_what_may_mean_several_things_is_pointed_at_and_stays() -> None:
    found = propose_court_wording("Discussed with HV.")
    assert (found.text, found.changes) == ("Discussed with HV.", ())
    assert [mark.instead for mark in found.marks] == [("health visitor", "home visit")]
    assert "“health visitor” or “home visit”" in mark_sentence(found.marks[0])
    assert marked("The XQZ team.") == [("XQZ", "abbreviation")]


def test_initials_that_are_also_a_word_are_pointed_at() -> None:
    assert worded("OK was hungry.") == "OK was hungry."
    assert marked("OK was hungry.") == [("OK", "abbreviation")]


def test_a_nickname_stays_in_another_persons_name() -> None:
    assert worded("Nan Joyce Price rang.") == "Grandmother Joyce Price rang."


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ("I visited. Mum told me of my visit.",
         "The social worker visited. The mother told the social worker of the social worker's "
         "visit."),
        ("I feel sad. I also have not seen it.",
         "The social worker feels sad. The social worker also has not seen it."),
        ("I've rung. I'll ring. I will ring.",
         "The social worker has rung. The social worker will ring. The social worker will ring."),
        ("PC Lee and I have called.", "PC Lee and the social worker have called."),
        ("Mum told me that I was late.",
         "The mother told the social worker that the social worker was late."),
        ("Stage I of the plan.", "Stage I of the plan."),
    ],
)  # fmt: skip
def test_the_writer_is_named_by_post(fact: str, expected: str) -> None:
    assert worded(fact, author="H. Sorby") == expected


@pytest.mark.parametrize(
    "fact",
    ["Owen said I want to go home.", "I visited and feel worried.", "I xyzzy daily.",
     "My mum left.", "I, with others, went."],
)  # fmt: skip
def test_where_it_is_not_sure_who_i_is_the_words_stay(fact: str) -> None:
    assert marked(fact, author="H. Sorby")[0][1] == "writer"
    assert fact.split()[-1] in worded(fact, author="H. Sorby")


def test_an_unknown_writer_is_never_guessed() -> None:
    assert worded("I visited.") == "I visited."
    assert worded("I visited.", author="Duty team, the council") == "I visited."
    assert worded("I visited.", author="R. Ames, duty") == "R. Ames visited."
    assert worded("I visited.", author="Joyce Kettle") == "Joyce Kettle visited."


def test_an_organisation_speaks_of_itself_as_we() -> None:
    assert worded("We rang; Mum told us.", agency="school") == (
        "School staff rang; the mother told school staff."
    )
    assert marked("We rang.", agency="childrens_social_care") == [("We", "writer")]
    assert marked("We did a joint visit.", agency="school") == [("We", "writer")]


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ("Seen alone in bedroom.", "Owen Kettle was seen alone in bedroom."),
        ("Was late again.", "Owen Kettle was late again."),
        ("17/05/2022 Not brought.", "17/05/2022 Owen Kettle was not brought."),
        ("WNB to dentist.", "Owen Kettle was not brought to dentist."),
        ("Child seen alone. Said hello.", "Owen Kettle was seen alone. Owen Kettle said hello."),
        ("He was late. He was tired.", "Owen Kettle was late. He was tired."),
    ],
)  # fmt: skip
def test_a_missing_subject_is_named_where_only_one_is_possible(fact: str, expected: str) -> None:
    assert worded(fact, **ONE_CHILD) == expected


@pytest.mark.parametrize(
    ("fact", "known"),
    [
        ("Seen alone in bedroom.", {"children": (OWEN, MAYA), "named": (OWEN, MAYA)}),
        ("Seen alone in bedroom. Leanne out.", {"children": (OWEN,), "named": (OWEN, LEANNE)}),
        ("Seen alone in bedroom.", {}),
        ("Said he was hungry.", ONE_CHILD),
        ("Attended the clinic.", ONE_CHILD),
    ],
)
def test_where_several_are_possible_nobody_is_put_in(fact: str, known: dict[str, Any]) -> None:
    assert worded(fact, **known) == fact
    assert marked(fact, **known)[0][1] == "subject"


def test_a_pronoun_is_named_only_by_evidence() -> None:
    assert worded("She said Owen slept.", **ONE_CHILD) == "She said Owen slept."
    assert marked("She said Owen slept.", **ONE_CHILD) == [("She", "pronoun")]
    known = {**ONE_CHILD, "is_pronoun_known": True}
    assert worded("His coat was wet.", **known) == "Owen Kettle's coat was wet."


@pytest.mark.parametrize("fact", ["Late booking.", "Child protection plan made.", "Seen: all.",
                                  "Home visit.", "Absent father."])  # fmt: skip
def test_what_only_looks_like_a_missing_subject_stays(fact: str) -> None:
    assert worded(fact, **ONE_CHILD) == fact
    assert marked(fact, **ONE_CHILD) == []


@pytest.mark.parametrize(
    "quoted",
    ['"Mum hit me, I was DNA"', "“kids r filthy HV”", "'I told my mum SW'", '"Mum never came'],
)
def test_quoted_words_are_never_touched(quoted: str) -> None:
    text = worded(f"He told dad {quoted}", author="H. Sorby")
    assert text.endswith(quoted)
    assert all(kind == "pronoun" for _, kind in marked(f"He told dad {quoted}"))


def test_a_childs_words_stay_without_marks() -> None:
    around = Around(people=FAMILY, child_words=("my mum is SW",))
    assert propose_court_wording("Wrote my mum is SW today", around).text.endswith(
        "my mum is SW today"
    )


def test_welsh_is_left_as_it_is() -> None:
    fact = "Cyrhaeddodd Owen yn lân ac yn hapus, wedi cael brecwast gyda HV."
    assert worded(fact) == fact


def test_words_of_judgement_stay_and_are_pointed_at() -> None:
    fact = "The home was filthy and she failed to engage."
    found = propose_court_wording(fact)
    assert found.text == fact
    assert [(m.words, m.group) for m in found.marks] == [
        ("filthy", "seen"), ("failed to engage", "asked_done"),
    ]  # fmt: skip
    assert "what was seen" in mark_sentence(found.marks[0])


def test_each_change_says_what_and_why() -> None:
    (change,) = propose_court_wording("Mum rang.").changes
    assert (change.old, change.new, change.rule) == ("Mum", "The mother", "family")
    assert change_sentence(change).startswith("“Mum” → “The mother”")


def test_an_authority_changes_rows_and_style() -> None:
    values = {
        **load_settings().get("court_words"),
        "style": {"parents": "name", "people": "first_name", "author": "name"},
        "slang": {"bairn": "child"},
        "verdict": {"spotless": "ours"},
    }
    words = CourtWords.of_values(values)
    text = worded("I saw Mum. Seen alone by a bairn.", words, author="H. Sorby", **ONE_CHILD)
    assert text == "Hana Sorby saw Leanne Kettle. Owen was seen alone by a child."
    found = propose_court_wording("A spotless home.", words=words)
    assert mark_sentence(found.marks[0]).endswith("say what was seen, said or done instead.")


def test_a_suggestion_brings_what_is_known_around_it() -> None:
    suggestion = Suggestion(
        case_id="c", fact="She was seen by me.", children=("Fern Adair",), author="H. Sorby",
        people=(SuggestedPerson(name="Fern Adair", part="subject"),),
        reasons=(Reason(rule="child_pronoun", words="She"),),
    )  # fmt: skip
    assert propose_for(suggestion, FAMILY).text == "Fern Adair was seen by the social worker."
