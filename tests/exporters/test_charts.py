"""Figures: all three formats, repeatable, with shapes that black and white can tell apart."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from datetime import date, timedelta

import pytest
from lxml import etree
from PIL import Image

from chronology_app.documents.options import ExportOptions
from chronology_app.documents.timeline import build_timeline
from chronology_app.layout.frame import place_figure, ticks
from chronology_app.layout.timeline import Band, Mark
from exporters import charts
from exporters.charts import draw_figure
from tests.factories import TODAY, sample_view


@pytest.fixture(scope="module")
def figure():
    return build_timeline(sample_view(), ExportOptions(today=TODAY)).figures[0].drawing


def test_a_png_has_the_size_asked_for(figure):
    picture = Image.open(io.BytesIO(draw_figure(figure, "png", 254, 254, dpi=100)))
    assert picture.size == (1000, 1000)


@pytest.mark.parametrize(
    ("ending", "start"), [("png", b"\x89PNG"), ("pdf", b"%PDF"), ("svg", b"<?")]
)
def test_every_format_is_drawn_and_repeats_byte_for_byte(figure, ending, start):
    first = draw_figure(figure, ending, 267, 138)
    assert first.startswith(start)
    assert draw_figure(figure, ending, 267, 138) == first


def test_an_svg_is_well_formed(figure):
    assert etree.fromstring(draw_figure(figure, "svg", 200, 100)).tag.endswith("svg")


def test_names_with_dollars_and_other_alphabets_are_names(figure):
    lane = replace(figure.lanes[0], title="Nia $x^2$ Ŵyn Ŷ", subtitle="$\\frac")
    assert draw_figure(replace(figure, lanes=(lane,)), "svg", 200, 80)


def test_pyplot_is_never_loaded(figure):
    draw_figure(figure, "png", 100, 60)
    assert "matplotlib.pyplot" not in sys.modules


def test_two_thousand_events_and_own_types_are_drawn(figure):
    day = date(2014, 6, 1)
    marks = tuple(
        Mark(str(n), row.code, day + timedelta(days=n), day + timedelta(days=n + n % 5), n + 1)
        for n in range(400)
        for row in figure.rows
    )
    crowded = replace(figure, lanes=tuple(replace(lane, marks=marks) for lane in figure.lanes))
    assert draw_figure(crowded, "png", 390, 222, dpi=60)


def test_a_figure_without_lanes_or_marks_is_still_a_figure(figure):
    assert draw_figure(replace(figure, lanes=(), rows=()), "png", 100, 60)


@pytest.mark.parametrize("days", [0, 20, 900, 40_000])
def test_short_and_long_times_have_their_ticks(figure, days):
    span = replace(figure, last=figure.first + timedelta(days=days))
    found = list(ticks(span.first, span.last))
    assert 0 < len(found) <= 26
    assert draw_figure(span, "png", 120, 60)


def test_the_legend_lists_the_levels_that_can_be_seen_with_their_numbers(figure):
    day, last = figure.first, figure.last
    bands = (
        Band("early_help", "early help", day, day + timedelta(days=400)),
        Band("proceedings", "proceedings", last + timedelta(days=9), last + timedelta(days=20)),
    )
    lanes = (replace(figure.lanes[0], bands=bands),)
    shown = replace(figure, lanes=lanes)
    entries = [one.entry for one in place_figure(shown, 267).legend]
    assert [e.label for e in entries if e.kind == "band"] == ["early help"]
    assert charts._level_label("early_help", "early help") == "2 early help"
