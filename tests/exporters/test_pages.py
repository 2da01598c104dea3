"""The pages as a word processor draws them: they open, and their tables keep to the paper."""

from __future__ import annotations

import os
import shutil
import subprocess

import pypdfium2
import pytest

from chronology_app.documents.options import ExportOptions
from exporters.kinds import KINDS, export
from tests.factories import TODAY, make_event, sample_plan, sample_view

WORD_KINDS = [code for code, kind in KINDS.items() if "docx" in kind.endings]


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Return kind -> the opened PDF that LibreOffice makes of its document."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed, so no page can be drawn")
    folder = tmp_path_factory.mktemp("pages")
    more = [
        row
        for n in range(10, 40)
        for row in make_event(f"more-{n}", f"2021-07-{n % 28 + 1:02}", "Seen.", source="notes")
    ]
    for kind in WORD_KINDS:
        view = sample_view(*(more if kind == "chronology" else sample_plan()))
        export(view, kind, ExportOptions(today=TODAY), folder / f"{kind}.docx")
    subprocess.run(
        [
            program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            "--convert-to", "pdf", "--outdir", str(folder),
            *(str(folder / f"{kind}.docx") for kind in WORD_KINDS),
        ],
        check=True, capture_output=True, timeout=120, env={**os.environ, "HOME": str(folder)},
    )  # fmt: skip
    return {kind: pypdfium2.PdfDocument(folder / f"{kind}.pdf") for kind in WORD_KINDS}


def _text(page):
    return page.get_textpage().get_text_range()


@pytest.mark.parametrize("kind", WORD_KINDS)
def test_every_page_has_its_number_of_all_and_stays_on_the_paper(pages, kind):
    document = pages[kind]
    for number, page in enumerate(document, 1):
        assert f"Page {number} of {len(document)}" in _text(page)
        width, height = page.get_size()
        for item in page.get_objects(max_depth=2):
            left, bottom, right, top = item.get_bounds()
            assert left >= -1
            assert bottom >= -1
            assert right <= width + 1
            assert top <= height + 1


def test_the_header_row_stands_on_each_page_of_the_chronology(pages):
    document = pages["chronology"]
    assert "Witness or document" in _text(document[0])
    assert "Witness or document" in _text(document[1])


def test_the_figure_and_its_caption_share_a_page(pages):
    document = pages["timeline"]
    captions = [
        n
        for n, page in enumerate(document)
        if "Tess Marlow and Family and adults, up to" in _text(page)
    ]
    assert captions == [1]
    assert len(document) <= 6
