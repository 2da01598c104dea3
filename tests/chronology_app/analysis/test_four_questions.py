"""The four questions: counts that can be recounted, links that lead somewhere, nothing hidden."""

from __future__ import annotations

from datetime import date

import pytest

from chronology_app.analysis.factors import codes_for, factor_codes, factors_of
from chronology_app.analysis.four_questions import QUESTIONS, build_four_questions
from chronology_app.analysis.patterns import build_patterns
from chronology_app.model import Event, Finding, Person
from chronology_app.model.view import view_of
from chronology_app.settings import load_settings
from chronology_app.wording import has
from tests.chronology_app.documents.letter_case import family
from tests.factories import make, sample_view

ON = date(2025, 3, 20)


def asked(view, name, **fields):
    child = next(c for c in view.children if c.id == name)
    return {q.code: q.facts for q in build_four_questions(view, child, ON, **fields)}


def test_all_four_are_there_in_order_for_a_child_with_nothing_recorded():
    view = view_of(sample_view().case, [make(Person, id="nia")])
    found = asked(view, "nia")
    assert tuple(found) == QUESTIONS
    assert all(fact.is_empty for facts in found.values() for fact in facts)
    assert all(fact.sentence("cy") for facts in found.values() for fact in facts)


@pytest.mark.parametrize("child", ["nia", "owen", "tess"])
def test_counts_are_those_of_the_events_linked(child):
    view = family()
    found = asked(view, child)
    whole = found["scale"][0]
    own = [e for e in view.ordinary
           if any(c.child_id == child for c in view.concerns.get(e.id, ()))]  # fmt: skip
    assert set(whole.event_ids) == {e.id for e in own}
    assert whole.params["count"] == len(own)
    for facts in found.values():
        for fact in facts:
            assert all(isinstance(view.by_id[i], Event) for i in fact.event_ids)
            assert "{" not in fact.sentence()


def test_unread_and_classed_events_are_behind_no_figure():
    view = family()
    behind = {i for c in view.children for facts in asked(view, c.id).values()
              for f in facts for i in f.event_ids}  # fmt: skip
    assert not {"e11", "e12"} & behind


def test_factors_of_a_parent_of_another_child_are_left_out():
    view = family()
    assert [f.id for f in factors_of(view, "owen", "risk")] == ["f1", "f4"]
    assert {f.id for f in factors_of(view, "tess", "risk")} == {"f1", "f3", "f4"}
    assert [f.id for f in factors_of(view, "nia", "protective")] == ["f2"]


def test_patterns_stand_under_reasons_unless_somebody_set_them_aside():
    view = family()
    hits = build_patterns(view, load_settings(), ON)
    assert hits
    shown = [f for f in asked(view, "owen", hits=hits)["reasons"] if f.is_pattern]
    assert shown
    aside = [make(Finding, id=f"x{n}", key=hit.key) for n, hit in enumerate(hits)]
    again = build_patterns(family(*aside), load_settings(), ON)
    assert not [f for f in asked(view, "owen", hits=again)["reasons"] if f.is_pattern]


def test_every_factor_has_a_name_in_both_languages_and_a_kind():
    for one in factor_codes():
        assert has(f"factor.{one.code}", "en"), one.code
        assert has(f"factor.{one.code}", "cy"), one.code
        assert one.kind in ("risk", "protective")
    assert codes_for("protective", is_child=True)[0] == "trusted_adult"
    assert codes_for("risk", is_child=False)[0] == "lone_carer"
    assert len({one.code for one in factor_codes()}) == len(factor_codes())
