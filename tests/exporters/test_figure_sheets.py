"""Figures with their tables on paper: every row is printed once, each sheet says which it is."""

from __future__ import annotations

import io
import re

import pypdfium2
import pytest
from lxml import etree
from PIL import Image

from chronology_app.documents.options import ExportOptions
from chronology_app.documents.timeline import build_timeline_figure
from exporters.figure_sheets import _wrapped, draw_sheets, write_sheets
from exporters.kinds import export
from tests.factories import TODAY, make_event, sample_view

LONG = "Nia said that the kitchen was cold and that nobody had come to the school. " * 40


@pytest.fixture(scope="module")
def document():
    rows = [
        row
        for n in range(30)
        for row in make_event(
            f"m{n}", f"2021-03-{n % 28 + 1:02}", f"Marked fact {n}.", children=("nia",),
            concerns=("physical",), source="notes",
        )
    ]  # fmt: skip
    long = make_event("long", "2021-05-01", LONG, children=("nia",), source="notes")
    return build_timeline_figure(sample_view(*rows, *long), ExportOptions(today=TODAY))


def _words(pdf):
    pages = [page.get_textpage().get_text_range() for page in pdf]
    return [re.sub(r"\s+", " ", page) for page in pages]


def test_a_pdf_holds_the_figure_and_every_row_once_on_numbered_pages(document):
    (data,) = draw_sheets(document, "pdf")
    pdf = pypdfium2.PdfDocument(data)
    pages = _words(pdf)
    whole = " ".join(pages)
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert "Date as recorded" in page
    for n in range(30):
        assert len(re.findall(rf"Marked fact {n}\.", whole)) == 1
    assert whole.count("the kitchen was cold") == 40
    assert [round(x / 72 * 25.4) for x in pdf[0].get_size()] == [297, 210]
    for page in pdf:
        width, height = page.get_size()
        for item in page.get_objects(max_depth=1):
            left, bottom, right, top = item.get_bounds()
            assert (left, bottom) >= (-1, -1)
            assert right <= width + 1
            assert top <= height + 1


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_each_sheet_is_a_file_that_says_what_it_shows(document, tmp_path, ending):
    target = tmp_path / f"figure.{ending}"
    files = write_sheets(document, target)
    assert [file.name for file in files[:3]] == [
        f"figure.{ending}", f"figure-2.{ending}", f"figure-3.{ending}",
    ]  # fmt: skip
    assert sorted(files) == sorted(tmp_path.iterdir())
    words = document.figures[0].alt_text
    if ending == "png":
        assert Image.open(target).text["Description"] == words
    else:
        assert words in "".join(etree.parse(target).getroot().itertext())


def test_the_same_figure_gives_the_same_bytes():
    small = build_timeline_figure(sample_view(), ExportOptions(today=TODAY))
    for ending in ("pdf", "svg"):
        assert draw_sheets(small, ending) == draw_sheets(small, ending)


def test_a_figure_without_events_is_one_sheet(tmp_path):
    view = sample_view()
    bare = type(view)(view.case, {})
    done = export(bare, "timeline", ExportOptions(today=TODAY), tmp_path / "bare.png")
    assert (done.rows, done.further) == (0, ())
    assert Image.open(io.BytesIO((tmp_path / "bare.png").read_bytes())).size[0] > 2000


@pytest.mark.parametrize("words", ["", "one", "a longer sentence of several words", "x" * 90])
def test_lines_keep_to_their_column_and_lose_nothing(words):
    lines = list(_wrapped(words, 20.0))
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    assert all(len(line) < 20 for line in lines)
