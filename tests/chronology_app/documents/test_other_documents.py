"""The full chronology, the impact chapters, the timeline and the workbook's sheets."""

from __future__ import annotations

from datetime import date

import pytest

from chronology_app.documents.blocks import Heading
from chronology_app.documents.full_chronology import ALL_COLUMNS, build_full_chronology
from chronology_app.documents.impact import build_impact
from chronology_app.documents.options import ExportOptions
from chronology_app.documents.sheets import build_workbook
from chronology_app.documents.timeline import build_timeline, build_timeline_figure
from chronology_app.errors import BadValueError
from chronology_app.model import (
    Analysis,
    Case,
    ChildWords,
    EventPerson,
    Parentage,
    Person,
    Strength,
)
from chronology_app.model.view import view_of
from tests.factories import (
    TODAY,
    make,
    make_event,
    sample_people,
    sample_sources,
    sample_view,
)


def _options(**fields):
    return ExportOptions(today=TODAY, **fields)


def _text(document):
    return "\n".join(part.words for part in document.parts())


def _headings(document):
    return [block.text for block in document.blocks if isinstance(block, Heading)]


# --- full chronology -------------------------------------------------------------------------


def test_the_full_chronology_prints_the_case_file_fact_with_ages_and_types():
    document = build_full_chronology(sample_view(), _options(profile="local_authority"))
    text = _text(document)
    assert "Tess was not brought to her eight-week check." in text
    assert "Tess\N{NO-BREAK SPACE}12\N{NO-BREAK SPACE}weeks" in text
    assert "supervision and guidance" in text
    assert "Kerry had cooked for the week." in text


def test_outside_the_authority_the_court_wording_stands_for_every_other_word():
    rows = make_event("far", "2021-07-07", "Seen at the refuge.", children=("nia",),
                      strength="Calm at the refuge.", source="notes",
                      court_wording="Seen at a place of safety.")  # fmt: skip
    said = make(ChildWords, id="far-said", event_id="far", child_id="nia", words="refuge is nice")
    view = sample_view(*rows, said)
    for build in (build_full_chronology, build_impact):
        text = _text(build(view, _options()))
        assert "Seen at a place of safety." in text
        assert "refuge" not in text
        assert "refuge" in _text(build(view, _options(profile="local_authority")))


def test_a_childs_words_stay_exact_where_the_court_wording_repeats_them():
    rows = make_event("far", "2021-07-07", "Seen.", children=("nia",), source="notes",
                      court_wording="Nia said: I like it here.")  # fmt: skip
    said = make(ChildWords, id="far-said", event_id="far", child_id="nia", words="I like it here")
    assert "“I like it here”" in _text(build_impact(sample_view(*rows, said), _options()))


def test_a_strength_without_words_is_said_to_be_recorded():
    bare = make(Strength, id="bare", event_id="e01")
    cells = [c for t in build_full_chronology(sample_view(bare), _options()).tables
             for row in t.rows for c in row.cells]  # fmt: skip
    assert "strength recorded" in cells
    assert "yes" not in cells


def test_a_first_name_that_two_people_have_is_no_name_on_its_own():
    twin = make(Person, id="other", name="Nia Marlow", role="aunt", position=9)
    text = _text(build_full_chronology(sample_view(twin), _options()))
    assert "Nia Hollins 4 years" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Owen\N{NO-BREAK SPACE}" in text


def test_columns_can_be_chosen_and_stand_in_the_order_asked_for():
    document = build_full_chronology(sample_view(), _options(columns=("source", "event")))
    headings = [column.heading for column in document.tables[0].columns]
    assert headings == ["No.", "Source", "Event"]


def test_observed_impact_and_signed_analysis_can_be_switched_on():
    free = make(Analysis, words="The pattern came back.", event_ids=("e07", "e09"))
    bound = make(Analysis, words="Counsel thinks so.", event_ids=("e09", "e11"))
    told = make(Analysis, kind="earlier_history", words="Two early years.", event_ids=("e01",))
    options = _options(columns=("event", "impact", "analysis"))
    text = _text(build_full_chronology(sample_view(free, bound, told), options))
    assert "Nia Hollins: Nia was shaking" in text
    assert "The pattern came back. (Ruth Ames)" in text
    assert "Counsel" not in text
    assert "early years" not in text


def test_an_unknown_column_is_refused_with_the_known_ones():
    with pytest.raises(BadValueError) as refused:
        build_full_chronology(sample_view(), _options(columns=("colour",)))
    assert "evidence" in refused.value.params["columns"]


@pytest.mark.parametrize(("page_size", "width"), [("A4", 267), ("A3", 390)])
def test_columns_fill_the_page_whichever_are_chosen(page_size, width):
    for codes in ((), ("event",), tuple(c.code for c in ALL_COLUMNS)):
        options = _options(columns=codes, page_size=page_size)
        table = build_full_chronology(sample_view(), options).tables[0]
        assert sum(column.width_mm for column in table.columns) == pytest.approx(width)


def test_usual_columns_in_which_nothing_is_recorded_are_left_out_and_named():
    rows = make_event("only", "2021-01-01", "Seen.", children=("nia",), source="notes")
    view = view_of(make(Case), [*sample_people(), *sample_sources(), *rows])
    document = build_full_chronology(view, _options())
    headings = [column.heading for column in document.tables[0].columns]
    assert headings == ["No.", "Date", "Event", "Children and age", "Agency", "Evidence", "Source"]
    assert "recorded in them: time, type of concern, strength, action taken and outcome." in _text(
        document
    )


# --- impact ----------------------------------------------------------------------------------


def test_each_child_has_a_chapter_and_later_ones_begin_a_page():
    document = build_impact(sample_view(), _options())
    chapters = [b for b in document.blocks if isinstance(b, Heading) and b.level == 1][:3]
    assert [c.text for c in chapters] == [
        "Impact on Nia Hollins", "Impact on Owen Hollins", "Impact on Tess Marlow",
    ]  # fmt: skip
    assert [c.new_page for c in chapters] == [False, True, True]


def test_observed_and_likely_impact_are_apart_and_labelled():
    document = build_impact(sample_view(), _options())
    assert "Observed impact" in _headings(document)
    assert "Likely impact (professional judgement)" in _headings(document)
    text = _text(document)
    assert "Nia was shaking and would not let go of the officer's hand." in text
    assert "Owen is likely to go on having pain when he eats." in text
    assert "Ruth Ames, Social worker, 1 March 2022" in text


def test_a_need_that_is_only_concerned_is_never_printed_as_impact():
    document = build_impact(sample_view(), _options(child="Tess Marlow"))
    assert not document.tables
    assert "health" not in _text(document)


def test_own_words_are_printed_exactly_and_who_asked():
    text = _text(build_impact(sample_view(), _options(child="Nia Hollins")))
    assert "“I put a chair against the door”" in text
    assert "PC Orme. What happened?" in text


def test_what_the_record_does_not_say_is_said_plainly():
    text = _text(build_impact(sample_view(), _options()))
    assert "No observed impact on Tess Marlow has been recorded." in text
    assert "No words of Owen Hollins’s own have been recorded." in text
    assert "impact on these needs of Nia Hollins: health, education, identity," in text


def _strengths_of(child, *records):
    document = build_impact(sample_view(*records), _options(child=child))
    return _text(document)


def test_a_familys_strength_is_a_childs_only_near_that_child():
    def own(key, edtf, who):
        return [*make_event(key, edtf, f"Fact {key}.", source="notes", strength=f"Good {key}."),
                make(EventPerson, id=f"{key}-p", event_id=key, person_id=who,
                     part="present")]  # fmt: skip

    rows = [
        make(Parentage, id="tie", child_id="tess", parent_id="lee"),
        *own("early", "2019-01-01", "lee"),
        *own("carried", "2019-08-01", "lee"),
        *own("other", "2021-01-01", "dean"),
    ]
    text = _strengths_of("Tess Marlow", *rows)
    assert "Good carried." in text
    assert "Good early." not in text
    assert "Good other." not in text
    assert "2 further strengths, recorded for the whole family, stand in the full" in text
    assert "further strength" not in _strengths_of("Tess Marlow")


# --- timeline --------------------------------------------------------------------------------


def _drawn_lanes(view, **options):
    document = build_timeline(view, _options(**options))
    return [lane for figure in document.figures for lane in figure.drawing.lanes]


def test_a_lane_per_child_from_birth_and_one_for_the_family():
    lanes = _drawn_lanes(sample_view())
    assert [lane.title for lane in lanes] == [
        "Nia Hollins", "Owen Hollins", "Tess Marlow", "Family and adults",
    ]  # fmt: skip
    assert [lane.first for lane in lanes[:3]] == [
        date(2018, 1, 1), date(2018, 1, 1), date(2020, 3, 14),
    ]  # fmt: skip
    assert [age.label for age in lanes[2].ages] == ["0", "1", "2"]


def test_empty_years_before_the_first_event_are_left_out_and_said():
    document = build_timeline(sample_view(), _options())
    figure = document.figures[0].drawing
    assert figure.first == date(2018, 1, 1)
    lanes = _drawn_lanes(sample_view())
    assert [lane.is_cut for lane in lanes] == [True, True, False, False]
    assert lanes[0].subtitle == "born 2 May 2014; nothing recorded before 11 February 2019"
    assert lanes[2].subtitle == "born 14 March 2020"
    assert lanes[0].ages[0].label == "4"
    assert "A broken left edge" in _text(document)


def test_nothing_is_said_of_the_time_before_where_something_is_kept_back():
    rows = make_event("secret", "2016-01-05", "Advice.", children=("nia",), source="legal",
                      record_class="legal_advice")  # fmt: skip
    figure = build_timeline(sample_view(*rows), _options()).figures[0].drawing
    assert figure.lanes[0].subtitle == "born 2 May 2014"


def test_a_figure_without_many_empty_years_begins_at_the_first_birth():
    rows = make_event("soon", "2015-01-05", "Seen.", children=("nia",), source="notes")
    figure = build_timeline(sample_view(*rows), _options()).figures[0].drawing
    assert figure.first == date(2014, 5, 2)
    assert not any(lane.is_cut for lane in figure.lanes)


def test_strengths_stand_on_top_and_undated_events_in_the_tray():
    figure = build_timeline(sample_view(), _options()).figures[0].drawing
    assert figure.rows[0].code == "strength"
    assert figure.rows[-1].code == "other"
    assert _drawn_lanes(sample_view())[-1].undated == {"other": (10,)}


def test_a_level_whose_beginning_is_not_known_has_a_broken_edge():
    tess = _drawn_lanes(sample_view())[2]
    assert [(band.code, band.is_exact) for band in tess.bands] == [
        ("child_in_need", False), ("child_protection", True),
    ]  # fmt: skip


def test_the_table_and_the_alternative_text_say_what_the_figure_shows():
    document = build_timeline(sample_view(), _options())
    rows = [row.cells for row in document.tables[-1].rows]
    assert ("Nia Hollins", "nutritional", "1", "2") in rows
    assert ("Family and adults", "Other events", "1", "10") in rows
    (figure,) = document.figures
    assert "Timeline from 1 January 2018 to 1 April 2022 with 4 lanes." in figure.alt_text
    counts = "medical 1, supervision and guidance 1, Other events 2"
    assert f"Tess Marlow: 4 events ({counts})." in figure.alt_text


def test_lanes_that_would_be_too_low_to_read_go_on_to_further_pages():
    view = sample_view()
    more = [make(Person, id=f"k{n}", name=f"Child {n}", role="child", position=n) for n in range(6)]
    events = [
        row
        for n in range(6)
        for row in make_event(f"k-{n}", "2020-01-02", "Seen.", children=(f"k{n}",), source="notes")
    ]
    document = build_timeline(sample_view(*more, *events), _options())
    assert len(document.figures) > 1
    lanes = [lane.title for figure in document.figures for lane in figure.drawing.lanes]
    assert len(lanes) == len(view.children) + 6 + 1
    assert len({(f.drawing.first, f.drawing.last, f.drawing.rows) for f in document.figures}) == 1
    alone = build_timeline_figure(sample_view(*more, *events), _options())
    assert [f.drawing for f in alone.figures] == [f.drawing for f in document.figures]


def test_a_case_without_children_or_events_still_builds():
    view = sample_view()
    bare = type(view)(view.case, {})
    for build in (build_timeline, build_impact, build_full_chronology):
        assert _text(build(bare, _options()))


# --- workbook --------------------------------------------------------------------------------


def test_the_workbook_holds_events_figures_and_sources_but_nothing_kept_back():
    workbook = build_workbook(sample_view(), _options())
    chronology, cumulative, sources, about = workbook.sheets
    assert len(chronology.rows) == 10
    assert [row.cells[0] for row in sources.rows] == [
        "Health visiting record", "School log", "Case notes",
    ]  # fmt: skip
    assert any(row.cells[3] == 3 for row in cumulative.rows)
    assert about.rows
    assert "threshold" not in " ".join(part.words for part in workbook.parts())


def test_the_figures_name_their_events_by_number_on_the_first_sheet():
    chronology, cumulative, *_ = build_workbook(sample_view(), _options()).sheets
    row = next(r for r in cumulative.rows if r.cells[:3] == ("Nia Hollins", "physical", "Events"))
    assert row.cells[-1] == "1"
    assert chronology.rows[0].record_ids[0] == row.record_ids[0]
