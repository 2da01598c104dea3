"""Searching the timeline, and initials in place of names."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from chronology_app.model import Person
from tests.factories import make, make_event, sample_view
from ui.presenters.initials import Initials, all_names, initials_of
from ui.presenters.timeline_find import Finder
from ui.presenters.timeline_lanes import build_lanes


def timeline():
    extra = (
        *make_event("f1", "2021-03-04", "No anorak on a frosty morning at Ysgol y Bryn."),
        *make_event("f2", "2021-05-04", "Anorak too small, Tŷ Gwyn nursery says."),
        *make_event("f3", None, "An anorak was lent."),
    )
    return build_lanes(sample_view(*extra), date(2024, 7, 1))


def test_all_words_must_be_there_in_any_case_and_without_accents():
    finder = Finder(timeline())
    assert finder.find("ANORAK") == ("f1", "f2")
    assert finder.find("anorak ty gwyn") == ("f2",)
    assert finder.find("anorak zebra") == ()
    assert finder.find("  ") == ()
    assert finder.find("anorak", shown={"f1"}) == ("f1",)


FAMILY = [
    make(Person, id="a", name="Nia Hollins", aliases=("Nee",)),
    make(Person, id="b", name="Owen Marsh-Hollins"),
]


def test_every_way_of_writing_a_name_becomes_initials():
    hide = Initials(all_names(FAMILY)).hide
    assert hide("Nia and OWEN MARSH-HOLLINS; Nee's coat, Mrs Hollins.") == (
        "N and OMH; N's coat, Mrs H."
    )
    assert hide("Niall owns a horse.") == "Niall owns a horse."
    assert initials_of("Owen Marsh-Hollins") == "OMH"
    assert Initials(()).hide("Nia") == "Nia"


@given(st.text(max_size=60))
def test_no_full_name_is_left_in_any_text(text):
    hidden = Initials(all_names(FAMILY)).hide(f"{text} Nia Hollins {text}")
    assert "Nia Hollins" not in hidden
