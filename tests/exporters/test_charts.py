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
from chronology_app.layout.timeline import Band, Mark, place_timeline
from chronology_app.model.codes import ConcernType, Level
from exporters import charts
from exporters.chart_style import LEVELS, MARKS, reach_of
from exporters.charts import draw_figure, write_figure
from tests.factories import TODAY, sample_view


@pytest.fixture(scope="module")
def figure():
    return build_timeline(sample_view(), ExportOptions(today=TODAY)).figures[0].drawing


def test_a_png_has_the_size_asked_for(figure):
    picture = Image.open(io.BytesIO(draw_figure(figure, "png", 254, 127, dpi=100)))
    assert picture.size == (1000, 500)


@pytest.mark.parametrize(
    ("ending", "start"), [("png", b"\x89PNG"), ("pdf", b"%PDF"), ("svg", b"<?")]
)
def test_every_format_is_written_and_repeats_byte_for_byte(figure, tmp_path, ending, start):
    target = tmp_path / f"timeline.{ending}"
    write_figure(figure, target, 267, 138)
    first = target.read_bytes()
    assert first.startswith(start)
    write_figure(figure, target, 267, 138)
    assert target.read_bytes() == first


def test_an_svg_is_well_formed(figure):
    assert etree.fromstring(draw_figure(figure, "svg", 200, 100)).tag.endswith("svg")


def test_names_with_dollars_and_other_alphabets_are_names(figure):
    lane = replace(figure.lanes[0], title="Nia $x^2$ Ŵyn Ŷ", subtitle="$\\frac")
    assert draw_figure(replace(figure, lanes=(lane,)), "svg", 200, 80)


def test_pyplot_is_never_loaded(figure):
    draw_figure(figure, "png", 100, 60)
    assert "matplotlib.pyplot" not in sys.modules


def test_every_type_has_a_colour_and_a_shape_of_its_own():
    codes = [*ConcernType, "strength", "other"]
    marks = [MARKS[code] for code in codes]
    assert len({colour for colour, _ in marks}) == len(codes)
    assert len({shape for _, shape in marks}) == len(codes)


def test_levels_of_help_grow_darker_so_that_grey_tells_them_apart():
    def lightness(level):
        shade = LEVELS[level].lstrip("#")
        red, green, blue = (int(shade[n : n + 2], 16) for n in (0, 2, 4))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    rising = [lightness(level) for level in list(Level)[:7]]
    assert rising == sorted(rising, reverse=True)
    assert all(a - b >= 10 for a, b in zip(rising, rising[1:], strict=False))


def test_two_thousand_events_and_own_types_are_drawn(figure):
    day = date(2014, 6, 1)
    marks = tuple(
        Mark(str(n), row.code, day + timedelta(days=n), day + timedelta(days=n + n % 5))
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
    ticks = list(charts._ticks(span.first, span.last))
    assert len(ticks) <= 24
    assert draw_figure(span, "png", 120, 60)


def test_the_legend_lists_the_levels_that_can_be_seen_with_their_numbers(figure):
    day, last = figure.first, figure.last
    bands = (
        Band("early_help", "early help", day, day + timedelta(days=400)),
        Band("proceedings", "proceedings", last, last),
    )
    lanes = (replace(figure.lanes[0], bands=bands),)
    shown = replace(figure, lanes=lanes)
    handles = charts._legend_handles(shown, place_timeline(shown, 40), 180)
    labels = [handle.get_label() for handle in handles]
    assert "2 early help" in labels
    assert not any("proceedings" in label for label in labels)


def test_a_number_keeps_clear_of_the_widest_shape():
    assert all(reach_of(shape) * 2 >= 1 for _, shape in MARKS.values())
    assert reach_of("D") > 2**0.5 / 2
