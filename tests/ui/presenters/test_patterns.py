"""The patterns screen's lines: everything that a hit rests on is there, in words."""

from __future__ import annotations

from datetime import UTC, datetime

from chronology_app.analysis.patterns import build_patterns
from chronology_app.model import Finding
from chronology_app.settings import load_settings
from tests.factories import make, make_event, sample_view
from ui.presenters.patterns import build_lines, patterns_of
from ui.presenters.timeline_lanes import build_brackets


def records():
    child = sample_view().children[0].id
    for n, day in enumerate(("2021-02-01", "2021-06-01", "2021-09")):
        yield from make_event(f"r{n}", day, f"Referral {n}.", kind="referral", children=(child,))


def test_a_hit_is_told_with_its_events_rule_and_span():
    found = build_lines(sample_view(*records()))
    lines = [line for line in found.lines if line.pattern == "repeat_referrals"]
    line = next(line for line in lines if len(line.events) == 3)
    assert [event.event_id for event in line.events] == ["r0", "r1", "r2"]
    assert [event.is_uncertain for event in line.events] == [False, False, True]
    assert line.children == sample_view().children[0].name
    assert "2021" in line.span
    assert line.rule
    assert not line.is_dismissed
    assert "repeat_referrals" in patterns_of(found, with_dismissed=False)


def test_a_hit_that_was_set_aside_is_listed_only_when_asked_for_and_has_no_bracket():
    view = sample_view(*records())
    hits = [h for h in build_patterns(view, load_settings()) if h.pattern == "repeat_referrals"]
    aside = [
        make(
            Finding, id=f"f{n}", key=hit.key, decision="dismissed", reason="Two were one call.",
            by="R. Ames", decided_at=datetime(2024, 1, 2, tzinfo=UTC),
        )
        for n, hit in enumerate(hits)
    ]  # fmt: skip
    found = build_lines(sample_view(*records(), *aside))
    line = next(line for line in found.lines if line.key == hits[0].key)
    assert line.is_dismissed
    assert "Two were one call." in line.dismissed
    assert "repeat_referrals" not in patterns_of(found, with_dismissed=False)
    assert "repeat_referrals" in patterns_of(found, with_dismissed=True)
    for view, there in ((sample_view(*records()), True), (sample_view(*records(), *aside), False)):
        brackets = build_brackets(view)[view.children[0].id]
        assert ("repeat_referrals" in {bracket.code for bracket in brackets}) is there


def test_brackets_of_a_lane_never_lie_on_each_other():
    view = sample_view(*records())
    brackets = build_brackets(view)[view.children[0].id]
    assert len(brackets) > 1
    for one in brackets:
        for other in brackets:
            if one is not other and one.line == other.line:
                assert one.last < other.first or other.last < one.first
