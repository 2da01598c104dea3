"""The export gate stops what must not leave, names it, and never repeats it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chronology_app.documents.blocks import (
    Column,
    Document,
    Heading,
    Paragraph,
    Row,
    Run,
    Table,
)
from chronology_app.documents.chronology import build_chronology
from chronology_app.documents.full_chronology import build_full_chronology
from chronology_app.documents.gate import check_document, require_free
from chronology_app.documents.impact import build_impact
from chronology_app.documents.options import ExportOptions
from chronology_app.documents.redact import withhold
from chronology_app.documents.timeline import build_timeline
from chronology_app.errors import ExportRefusedError
from chronology_app.model import Analysis, LikelyImpact, Release
from chronology_app.wording import say
from tests.factories import TODAY, make, make_event, sample_view

BUILDERS = (build_chronology, build_full_chronology, build_impact, build_timeline)
LEAK = make_event(
    "leak", "2021-08-02", "Kerry was seen at 3 quarry bank.", children=("nia",), source="notes",
    concerns=("physical",),
)  # fmt: skip


def _options(profile="court", **fields):
    return ExportOptions(today=TODAY, profile=profile, **fields)


@pytest.mark.parametrize("build", BUILDERS)
def test_a_clean_document_goes_through(build):
    view = sample_view()
    assert check_document(view, build(view, _options()), "court") == ()


def test_a_protected_detail_stops_a_document_for_who_must_not_learn_it():
    view = sample_view(*LEAK)
    document = build_chronology(view, _options())
    (stop,) = check_document(view, document, "court")
    assert (stop.record_id, stop.detail_id) == ("leak", "address")
    assert check_document(view, document, "Lee Marlow")
    assert not check_document(view, document, "Kerry Hollins")
    assert not check_document(view, document, "local_authority")


def test_the_stop_names_event_and_kind_and_never_the_protected_words():
    view = sample_view(*LEAK)
    (stop,) = check_document(view, build_chronology(view, _options()), "court")
    sentence = say(stop.message_id, "en", **stop.params)
    assert "2 August 2021" in sentence
    assert "address" in sentence
    assert "quarry" not in sentence.casefold()
    assert "quarry" not in repr(stop).casefold()


def test_headings_headers_figures_and_column_heads_are_read_too():
    view = sample_view()
    base = build_timeline(view, _options())
    for changed in (
        replace(base, title="At 3 Quarry Bank"),
        replace(base, header="SY99 4ZZ"),
        replace(base, blocks=(Heading("3 Quarry Bank"),)),
        replace(base, blocks=(Table((Column("SY99 4ZZ", 20),), ()),)),
        replace(base, blocks=(Paragraph((Run("3 Quarry "), Run("Bank", "strong"))),)),
        replace(base, blocks=(replace(base.figures[0], alt_text="3 Quarry Bank"),)),
    ):
        (stop,) = check_document(view, changed, "court")
        assert stop.message_id == "gate.protected_elsewhere"


def test_a_detail_split_over_two_cells_is_found():
    table = Table((), (Row(("3 Quarry", "Bank"), ("e01",)),))
    document = replace(build_chronology(sample_view(), _options()), blocks=(table,))
    assert check_document(sample_view(), document, "court")


def test_classed_and_unread_events_are_stopped_if_a_builder_lets_them_through():
    view = sample_view()
    table = Table((), (Row(("Advice",), ("e11",)), Row(("Late",), ("e12",))))
    document = replace(build_chronology(view, _options()), blocks=(table,))
    ids = {stop.message_id: stop.record_id for stop in check_document(view, document, "court")}
    assert ids == {"gate.classed": "e11", "gate.unread": "e12"}


@pytest.mark.parametrize("build", BUILDERS)
def test_nothing_classed_or_unread_is_ever_built(build):
    document = build(sample_view(), _options("local_authority"))
    words = " ".join(part.words for part in document.parts())
    assert "threshold" not in words
    assert "Owen late for school" not in words
    assert set(document.kept_back) == {"e11", "e12"}


def test_an_event_that_rests_on_a_classed_source_is_kept_back():
    event = make_event("x", "2021-02-02", "Advice given.", children=("nia",), source="legal")
    document = build_chronology(sample_view(*event), _options())
    assert "x" in document.kept_back


def test_words_that_rest_on_a_kept_back_event_stop_the_document():
    likely = make(LikelyImpact, id="bad", event_ids=("e11",), child_id="nia")
    view = sample_view(likely)
    stops = check_document(view, build_impact(view, _options()), "court")
    assert [stop.message_id for stop in stops] == ["gate.classed"]
    own = make(Analysis, kind="involvement", event_ids=("e12",))
    view = sample_view(own)
    stops = check_document(view, build_chronology(view, _options()), "court")
    assert [stop.message_id for stop in stops] == ["gate.unread"]


def test_a_recorded_release_lets_a_classed_event_out_for_its_profile():
    release = make(Release, record_id="e11", profile="court")
    source = make(Release, record_id="legal", profile="court")
    view = sample_view(release, source)
    document = build_chronology(view, _options())
    assert "e11" not in document.kept_back
    assert check_document(view, document, "court") == ()
    assert "e11" in build_chronology(view, _options("Kerry Hollins")).kept_back


def test_withholding_brackets_the_words_and_satisfies_the_gate():
    view = sample_view(*LEAK)
    document = withhold(build_chronology(view, _options()), view, "court")
    words = " ".join(part.words for part in document.parts())
    assert "seen at [address withheld]." in words
    assert "uarry" not in words
    assert check_document(view, document, "court") == ()
    assert view.by_id["leak"].fact.endswith("bank.")


def test_withholding_reaches_styled_runs_figures_and_welsh():
    view = sample_view()
    base = build_timeline(view, _options(language="cy"))
    split = Paragraph((Run("at 3 Quarry "), Run("Bank", "strong"), Run(" now")))
    named = replace(base.figures[0].drawing, title="3 Quarry Bank")
    figure = replace(base.figures[0], drawing=named)
    document = withhold(replace(base, blocks=(split, figure)), view, "court")
    assert document.blocks[0].words == "at [cyfeiriad heb ei ddatgelu] now"
    assert document.figures[0].drawing.title == "[cyfeiriad heb ei ddatgelu]"


def test_stops_are_raised_with_their_list():
    view = sample_view(*LEAK)
    stops = check_document(view, build_chronology(view, _options()), "court")
    with pytest.raises(ExportRefusedError) as refused:
        require_free(stops)
    assert refused.value.stops == stops
    require_free(())


def test_documents_are_frozen():
    document = build_chronology(sample_view(), _options())
    assert isinstance(document, Document)
    with pytest.raises(AttributeError):
        document.title = "x"
