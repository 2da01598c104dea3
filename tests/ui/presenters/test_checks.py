"""Findings as the screen shows them: each in words, with why it is there and where it leads."""

from __future__ import annotations

from chronology_app.model import Finding
from tests import factories
from ui.presenters.checks import build_findings, levels


def view(*extra):
    undated = factories.make_event("u1", None, "Reads to Owen.")
    return factories.sample_view(*undated, *extra)


def test_an_undated_event_is_found_says_why_and_leads_to_the_chronology():
    lines = [one for one in build_findings(view()).lines if one.check == "undated"]
    line = next(one for one in lines if one.place_id == "u1")
    assert line.screen == "chronology"
    assert "Reads to Owen." in line.sentence
    assert len(line.why) >= 2


def test_what_is_set_aside_is_kept_with_its_reason_and_not_counted():
    before = build_findings(view())
    line = next(one for one in before.lines if one.check == "undated")
    aside = factories.make(
        Finding, key=line.key, decision="dismissed", reason="asked the school", by="Ruth Ames"
    )
    after = build_findings(view(aside))
    kept = next(one for one in after.lines if one.key == line.key)
    assert after.open_count == before.open_count - 1
    assert "Ruth Ames" in kept.dismissed
    assert kept not in after.of_level(kept.level, with_dismissed=False)
    assert kept in after.of_level(kept.level, with_dismissed=True)


def test_levels_come_the_gravest_first():
    shown = list(levels(build_findings(view()), with_dismissed=False))
    assert shown == [name for name in ("serious", "should", "note") if name in shown]
