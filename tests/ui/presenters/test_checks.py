"""Findings as the screen shows them: each in words, with why it is there and where it leads."""

from __future__ import annotations

from chronology_app.model import Finding
from chronology_app.wording import has
from tests import factories
from tests.chronology_app.analysis.test_quality_checks import everything
from ui.places import Place
from ui.presenters.checks import build_findings, build_line, levels


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


#: Check -> the names of what shows it and what mends it.
DEEDS = {
    "no_source": ("chronology", "import"), "no_outcome": ("chronology", "action"),
    "no_impact": ("events", "impact"), "no_impact_of_key": ("chronology", "impact"),
    "father_missing": ("people", "entry"), "no_strengths": ("events", "entry"),
    "single_agency": ("events", "import"), "child_unseen": ("people", "entry"),
    "child_unheard": ("people", "entry"), "starts_after_birth": ("events", "import"),
    "need_without_plan": ("events", "plans"), "spell_edges": ("chronology", "person"),
    "copied_text": ("events", "fact"), "opinion": ("chronology", "fact"),
    "compound": ("chronology", "fact"),
}  # fmt: skip


def test_each_finding_is_shown_and_mended_where_its_record_is():
    found = everything()
    lines = {one.key: build_line(one, factories.sample_view(), {}, "en") for one in found}
    for one in found:
        line = lines[one.key]
        if one.check in DEEDS:
            assert (line.show_name, line.mend and line.mend.name) == DEEDS[one.check], one.check
        for name in (
            f"checks.open.{line.show_name}",
            f"checks.mend.{line.mend and line.mend.name}",
        ):
            assert has(name, "cy") or name.endswith((".", ".None"))
        if line.mend is not None:
            assert (line.mend.place is None) != (line.mend.action == "")
    places = [line.mend.place for line in lines.values() if line.mend and line.mend.place]
    fields = {place.wishes["mend"] for place in places if place.screen == "chronology"}
    assert fields <= {"date", "source", "action", "fact", "court_wording", "event", "merge"}


def test_two_records_that_say_opposite_things_are_shown_together_and_one_is_opened():
    (pair,) = [one for one in everything() if one.message_id == "check.contradiction.attended"]
    line = build_line(pair, factories.sample_view(), {}, "en")
    assert line.show.wishes["event_ids"] == pair.event_ids
    assert line.mend.place.record_id in pair.event_ids


def test_a_place_that_is_gone_back_to_mends_nothing_again():
    place = Place("chronology", "e1", {"mend": "date", "words": "Undated"})
    assert place.lasting == Place("chronology", "e1", {"words": "Undated"})
