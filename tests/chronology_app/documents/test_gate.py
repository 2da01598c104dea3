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
from chronology_app.model import (
    Account,
    Analysis,
    Answer,
    Assessment,
    Change,
    ChildWords,
    Citation,
    FourQuestions,
    LikelyImpact,
    ObservedImpact,
    Passage,
    Person,
    Release,
    Score,
    Strength,
)
from chronology_app.model.codes import RecordClass
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


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (make(Change, id="work", why_event_ids=("e11",)), True),
        (make(FourQuestions, id="work", answers=(
            Answer(question="scale", words="", event_ids=("e11",)),)), True),
        # Not linked, but eight words on end can only be a quotation.
        (make(Change, id="work", why_event_ids=("e09",)), True),
        (make(Person, id="work", name="Ann"), False),
        (make(Assessment, id="work", scores=(Score(area="a", value=1, event_ids=("e11",)),)), True),
    ],
)  # fmt: skip
def test_a_plan_may_not_repeat_the_words_of_a_kept_back_event_that_it_links(record, told):
    view = sample_view(record)
    said = Paragraph((Run("As advice was given that the threshold is met, nothing."),), "body",
                     ("work",))  # fmt: skip
    other = Paragraph((Run("Meals every day."),), "body", ("work",))
    document = replace(build_chronology(sample_view(), _options()), blocks=(said, other))
    stops = check_document(view, document, "court")
    assert [stop.message_id for stop in stops] == (["gate.classed"] if told else [])
    assert "advice" not in stops[0].params.get("place", "") if stops else True


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


# --- what rests on words that are kept back ---------------------------------------------------

ADVICE = "The solicitor advised that the evidence for this is weak."


def _second_account(event_id="e09"):
    """Return another account of an ordinary event, from a minute of legal advice."""
    passage = make(Passage, id="advice", source_id="notes", index=40, text=ADVICE,
                   record_class=RecordClass.LEGAL_ADVICE)  # fmt: skip
    return [
        passage,
        make(Account, id="second", event_id=event_id, source_id="notes"),
        _cite("second"),
    ]


def _cite(owner):
    return make(Citation, id=f"advice-{owner}", owner_id=owner, passage_id="advice", start=0,
                end=len(ADVICE), quote=ADVICE)  # fmt: skip


@pytest.mark.parametrize("build", BUILDERS)
@pytest.mark.parametrize("profile", ["court", "local_authority"])
def test_an_event_with_a_second_account_of_advice_is_printed_without_it(build, profile):
    view = sample_view(*_second_account())
    document = build(view, _options(profile))
    assert "solicitor" not in " ".join(part.words for part in document.parts())
    assert "e09" not in document.kept_back
    assert check_document(view, document, profile) == ()


def test_an_event_told_in_the_words_of_a_kept_back_account_is_stopped():
    table = Table((), (Row(("Noted: the evidence for this is WEAK, sadly.",), ("e09",)),))
    view = sample_view(*_second_account())
    document = replace(build_chronology(view, _options()), blocks=(table,))
    (stop,) = check_document(view, document, "court")
    assert (stop.message_id, stop.record_id) == ("gate.classed", "e09")
    view = sample_view(*_second_account(), make(Release, record_id="advice", profile="court"))
    assert check_document(view, document, "court") == ()


def test_words_that_an_open_account_has_too_are_no_reason_to_stop():
    passage = make(Passage, id="open", source_id="notes", index=41, text=ADVICE)
    cited = make(Citation, id="open-cited", owner_id="e09-account", passage_id="open", start=0,
                 end=len(ADVICE), quote=ADVICE)  # fmt: skip
    view = sample_view(*_second_account(), passage, cited)
    table = Table((), (Row((ADVICE,), ("e09",)),))
    document = replace(build_chronology(view, _options()), blocks=(table,))
    assert check_document(view, document, "court") == ()


WORDED = [
    make(ObservedImpact, id="w", event_id="e09", child_id="nia", need="health", words="ZEBRA"),
    make(ChildWords, id="w", event_id="e09", child_id="nia", words="ZEBRA"),
    make(Strength, id="w", event_id="e09", words="ZEBRA"),
    make(LikelyImpact, id="w", event_ids=("e09",), child_id="nia", words="ZEBRA"),
    make(Analysis, id="w", event_ids=("e09",), words="ZEBRA"),
]


@pytest.mark.parametrize("build", BUILDERS)
@pytest.mark.parametrize("record", WORDED, ids=lambda r: type(r).__name__)
def test_what_rests_on_a_kept_back_passage_is_not_printed(build, record):
    columns = ("event", "strength", "impact", "analysis") if build is build_full_chronology else ()
    options = _options(columns=columns)
    free = sample_view(record)
    view = sample_view(record, *_second_account(), _cite("w"))
    document = build(view, options)
    assert "ZEBRA" not in " ".join(part.words for part in document.parts())
    assert check_document(view, document, "court") == ()
    if build in (build_impact, build_full_chronology):
        assert check_document(free, build(free, options), "court") == ()


@pytest.mark.parametrize("record", WORDED, ids=lambda r: type(r).__name__)
def test_the_gate_follows_every_records_own_citations(record):
    view = sample_view(record, *_second_account(), _cite("w"))
    table = Table((), (Row(("ZEBRA",), ("e09", "w")),))
    document = replace(build_chronology(view, _options()), blocks=(table,))
    (stop,) = check_document(view, document, "court")
    assert stop.record_id == "w"
    assert stop.message_id.startswith("gate.classed")
    sentence = say(stop.message_id, "en", **stop.params)
    assert "ZEBRA" not in sentence


def test_a_figure_names_no_reference_of_the_case():
    view = sample_view()
    bare = replace(view, case=replace(view.case, title="", reference="CASE-77"))
    (figure, *_) = build_timeline(bare, _options()).figures
    assert "CASE-77" not in figure.drawing.title
