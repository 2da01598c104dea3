"""The page of one child: what is recorded of this child, and what is not."""

from __future__ import annotations

from datetime import date

from chronology_app.analysis.child_page import PageBuilder, build_child_page
from chronology_app.analysis.impact_matrix import build_matrix
from chronology_app.analysis.spells import build_spells
from chronology_app.model import (
    Case,
    ChildWords,
    EventPerson,
    NeedConcerned,
    ObservedImpact,
    Person,
    Strength,
)
from chronology_app.model.view import view_of
from tests.factories import day, make, make_event, sample_people, sample_view

AS_OF = date(2022, 6, 30)


def page_of(view, child_id="nia", as_of=AS_OF):
    matrix, spells = build_matrix(view, as_of), build_spells(view, view.events)
    child = next(one for one in view.children if one.id == child_id)
    return build_child_page(view, matrix, spells, child, as_of)


def page(*extra, **more):
    return page_of(view_of(make(Case), [*sample_people(), *extra]), **more)


def said(event, words="I was hungry", child="nia", **more):
    return make(ChildWords, id=f"{event}-words", event_id=event, child_id=child, words=words,
                **more)  # fmt: skip


def part(event, name, child="nia"):
    return make(EventPerson, id=f"{event}-{name}", event_id=event, person_id=child, part=name)


def codes(found):
    return [one.code for one in found.missing]


def test_the_life_line_is_birth_spells_and_moves_in_order():
    spells = (("placement", "Foster home", "starts"), ("service", "Breakfast club", "starts"),
              ("worker", "Ruth Ames", "starts"), ("school", "Brynmelyn", "starts"))  # fmt: skip
    found = page(
        *make_event("m", "2016-05", "Moved to Penhelyg.", children=("nia",), kind="move"),
        *make_event("p", "2020-01-05", "Placed.", children=("nia",), spells=spells),
        *make_event("q", "2021-01-05", "Home.", children=("nia",),
                    spells=(("placement", "Foster home", "ends"),)),
    )  # fmt: skip
    told = [(step.code, step.value) for step in found.life]
    assert told == [("born", ""), ("move", ""), ("placement", "Foster home"),
                    ("school", "Brynmelyn"), ("service", "Breakfast club")]  # fmt: skip
    placed = found.life[2]
    assert (placed.start.edtf, placed.end.edtf) == ("2020-01-05", "2021-01-05")
    assert placed.event_ids == ("p", "q")


def test_a_move_that_begins_a_spell_is_told_once():
    found = page(*make_event("m", "2016-05", "Moved.", children=("nia",), kind="move",
                             spells=(("area", "Glanrhyd", "starts"),)))  # fmt: skip
    assert [step.code for step in found.life] == ["born", "area"]


def test_a_child_not_yet_born_has_the_day_that_is_expected():
    view = view_of(make(Case), [make(Person, id="b", name="Baby", due=day("2022-08-01"))])
    assert [step.code for step in page_of(view, "b").life] == ["due"]


def test_needs_hold_tags_and_impact_apart():
    found = page(
        *make_event("a", "2020", "Seen.", children=("nia",)),
        make(NeedConcerned, id="t", event_id="a", child_id="nia", need="health"),
        make(ObservedImpact, id="o", event_id="a", child_id="nia", need="education"),
    )
    by_need = {one.need: one for one in found.needs}
    assert [e.id for e in by_need["health"].concerned] == ["a"]
    assert not by_need["health"].observed
    assert [o.id for o in by_need["education"].observed] == ["o"]
    assert not by_need["education"].concerned
    assert by_need["identity"].is_empty


def test_own_words_come_in_order_and_entries_about_words_are_not_lost():
    found = page(
        *make_event("b", "2021", "Seen.", children=("nia",)),
        *make_event("a", "2020", "Seen.", children=("nia",)),
        *make_event("c", "2019", "Nia talked of school.", children=("nia",), kind="child_words"),
        said("b"), said("a", asked_by="Mr Orme", how_asked="How was breakfast?"),
    )  # fmt: skip
    assert [event.id for event, _ in found.words] == ["a", "b"]
    assert found.words[0][1].asked_by == "Mr Orme"
    assert [event.id for event in found.told_without_words] == ["c"]


def test_who_heard_the_child_is_who_asked_or_who_wrote_it_down():
    found = page(
        *make_event("a", "2020-01-01", "Seen.", children=("nia",), agency="school"),
        *make_event("b", "2020-02-01", "Seen.", children=("nia",), agency="school"),
        *make_event("c", "2020-03-01", "Seen.", children=("nia",), agency="police"),
        *make_event("d", "2020-04-01", "Seen.", children=("nia",), agency="police"),
        said("a", asked_by="Mrs  Bell."), said("b", asked_by="Mrs Bell"),
        said("c", asked_by="not recorded"), part("c", "spoken_to"), part("d", "seen"),
    )  # fmt: skip
    heard = [(one.name, one.agency, one.event_ids) for one in found.heard]
    assert heard == [("Mrs Bell", "school", ("a", "b")), ("R. Ames", "police", ("c",))]


def test_strengths_are_the_childs_own_and_those_shared():
    found = page(
        *make_event("a", "2020", "Shared.", children=("nia", "owen"), strength="Cooked."),
        *make_event("b", "2020", "Of the home.", strength="Warm home."),
        *make_event("c", "2020", "Of Owen.", children=("owen",), strength="Plays."),
        *make_event("d", "2020", "Of Nia.", children=("nia", "owen")),
        make(Strength, id="own", event_id="d", child_id="nia", words="Reads."),
        make(Strength, id="his", event_id="d", child_id="owen", words="Swims."),
    )
    assert [strength.id for _, strength in found.strengths] == ["a-strength", "b-strength", "own"]


def test_a_child_with_nothing_recorded_is_told_so_plainly():
    found = page()
    assert codes(found) == ["entries", "own_words", "alone", "observed", "strength", "needs"]
    assert len(found.missing[-1].needs) == 7


def test_what_is_there_is_not_missing():
    found = page(
        *make_event("a", "2022-05-01", "Seen.", children=("nia",), strength="Reads."),
        part("a", "seen_alone"), said("a"),
        make(ObservedImpact, id="o", event_id="a", child_id="nia", need="health"),
    )  # fmt: skip
    assert codes(found) == ["needs"]
    assert "health" not in found.missing[0].needs


def test_own_words_long_ago_are_missed_from_six_whole_months_on():
    rows = [*make_event("a", "2021-12-31", "Seen.", children=("nia",)), said("a")]
    assert "own_words_since" not in codes(page(*rows, as_of=date(2022, 6, 30)))
    late = page(*rows, as_of=date(2022, 7, 1))
    assert [one.months for one in late.missing if one.code == "own_words_since"] == [6]


def test_words_of_an_uncertain_date_are_as_late_as_they_may_be():
    rows = [*make_event("a", "2021/2022", "Seen.", children=("nia",)), said("a")]
    assert "own_words_since" not in codes(page(*rows))


def test_no_words_are_missed_of_a_child_who_does_not_speak_yet():
    assert "own_words" not in codes(page(child_id="tess", as_of=date(2022, 3, 13)))
    assert "own_words" in codes(page(child_id="tess", as_of=date(2022, 3, 14)))


def test_the_sample_family_has_a_page_for_each_child():
    view = sample_view()
    builder = PageBuilder(view, build_matrix(view, AS_OF), build_spells(view), AS_OF)
    pages = [builder.build(child) for child in view.children]
    assert [one.child.id for one in pages] == ["nia", "owen", "tess"]
    assert [said.id for _, said in pages[0].words] == ["words-1"]
    assert [one.name for one in pages[0].heard] == ["PC Orme"]
    for one in pages:
        assert len(one.event_ids) == len([e for e in view.events if one.child
                                          in view.children_of(e)])  # fmt: skip
