"""Word documents: the XML as kept, four headings in every table, nothing split or left empty."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import resources
from chronology_app.documents.blocks import Column, PageBreak, Row, Table
from chronology_app.documents.chronology import build_chronology
from chronology_app.documents.impact import build_impact
from chronology_app.documents.options import ExportOptions
from chronology_app.documents.timeline import build_timeline
from exporters.word import build_word
from exporters.word_xml import MOST_ROWS, NS_W, build_tables, legal_text, qn
from tests.factories import TODAY, sample_view

GOLDEN = Path(__file__).parent / "golden"
HEADINGS = ["Serial number", "Date", "Event - detail", "Witness or document reference"]


def _document(build=build_chronology, **options):
    return build(sample_view(), ExportOptions(today=TODAY, **options))


def _opened(document):
    return docx.Document(io.BytesIO(build_word(document)))


def _part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


def _pretty(data):
    root = etree.fromstring(data)
    etree.indent(root)
    return etree.tostring(root, encoding="unicode") + "\n"


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/footer1.xml", "word/header1.xml", "docProps/core.xml"]
)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_chronology_is_as_it_was_looked_at_and_kept(part, language):
    """Run with UPDATE_GOLDEN=1 after a wanted change, and look at the pages again."""
    found = _pretty(_part(build_word(_document(language=language)), part))
    kept = GOLDEN / f"chronology_{language}_{Path(part).name}"
    if os.environ.get("UPDATE_GOLDEN"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(found, encoding="utf-8")
    assert found == kept.read_text(encoding="utf-8")


def test_reopened_it_has_the_four_headings_on_every_table_and_every_row():
    document = _document()
    opened = _opened(document)
    assert len(opened.tables) == 2
    rows = []
    for table in opened.tables:
        assert [cell.text for cell in table.rows[0].cells] == HEADINGS
        rows += [[cell.text for cell in row.cells] for row in table.rows[1:]]
    built = [list(row.cells) for table in document.tables for row in table.rows]
    assert rows == built


def test_long_tables_are_split_and_each_part_repeats_the_header():
    rows = tuple(Row((str(n), "Seen.")) for n in range(1, 2 * MOST_ROWS + 8))
    table = Table((Column("No.", 20), Column("Event", 60)), rows)
    opened = _opened(replace(_document(), blocks=(table,)))
    assert [len(t.rows) - 1 for t in opened.tables] == [MOST_ROWS, MOST_ROWS, 7]
    numbers = [row.cells[0].text for t in opened.tables for row in t.rows[1:]]
    assert numbers == [row.cells[0] for row in rows]
    assert {t.rows[0].cells[1].text for t in opened.tables} == {"Event"}


def test_header_rows_repeat_rows_do_not_split_and_widths_are_fixed():
    body = etree.fromstring(_part(build_word(_document()), "word/document.xml"))
    for table in body.iter(qn("w:tbl")):
        rows = table.findall(qn("w:tr"))
        assert rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
        assert table.find(f"{qn('w:tblPr')}/{qn('w:tblLayout')}").get(qn("w:type")) == "fixed"
        grid = [int(c.get(qn("w:w"))) for c in table.find(qn("w:tblGrid"))]
        for row in rows:
            cells = [int(c.get(qn("w:w"))) for c in row.iter(qn("w:tcW"))]
            assert cells == grid, "no merged and no missing cells"


def test_no_cell_is_empty_and_lines_are_paragraphs():
    table = Table((Column("A", 20), Column("B", 20)), (Row(("", "one\ntwo\n")), Row((" \n ", "x"))))
    (built, _gap) = build_tables(table)
    texts = [[t.text for t in cell.iter(qn("w:t"))] for cell in built.iter(qn("w:tc"))]
    assert texts[2:] == [["–"], ["one", "two"], ["–"], ["x"]]
    assert len(list(built.iter(qn("w:p")))) == 7


@given(st.text(st.characters(codec=None, exclude_characters="\r\n"), max_size=40))
def test_any_text_makes_a_document_that_opens_and_loses_no_character(text):
    table = Table((Column("A", 20), Column("B", 20)), (Row((text, "x")),))
    (built, _gap) = build_tables(table)
    again = etree.fromstring(etree.tostring(built))
    shown = list(again.iter(f"{{{NS_W}}}t"))[2].text or ""
    assert shown == (legal_text(text) if text.strip() else "–")
    assert len(shown) == len(text) or not text.strip()


def test_control_characters_are_shown_as_replaced_never_dropped():
    assert legal_text("a\x00b\ud800c\x0b") == "a\ufffdb\ufffdc\ufffd"


def test_real_headings_language_properties_and_page_fields():
    data = build_word(_document(language="cy"))
    opened = docx.Document(io.BytesIO(data))
    styles = {p.style.name for p in opened.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Case Line"} <= styles
    assert b'w:val="cy-GB"' in _part(data, "word/styles.xml")
    assert opened.core_properties.title == "Cronoleg gwaith cymdeithasol"
    assert opened.core_properties.language == "cy-GB"
    assert opened.core_properties.author == ""
    footer = _part(data, "word/footer1.xml")
    assert b" PAGE " in footer
    assert b" NUMPAGES " in footer


def test_the_font_is_embedded_and_is_the_one_shipped():
    """The embedded part is the font with its first 32 bytes mixed with the key (ECMA-376)."""
    data = build_word(_document())
    table = _part(data, "word/fontTable.xml").decode()
    key = table.split('fontKey="{')[1][:36]
    mask = bytes.fromhex(key.replace("-", ""))[::-1]
    mixed = bytearray(_part(data, "word/fonts/font1.odttf"))
    for position in range(32):
        mixed[position] ^= mask[position % 16]
    shipped = resources.path("fonts", "LiberationSans-Regular.ttf").read_bytes()
    assert hashlib.sha256(mixed).digest() == hashlib.sha256(shipped).digest()


def test_figures_carry_their_words_and_landscape_pages_are_declared():
    document = _document(build_timeline, page_size="A3")
    data = build_word(document)
    body = _part(data, "word/document.xml").decode()
    assert "Timeline from 1 January 2018 to 1 April 2022 with 4 lanes." in body
    assert 'w:orient="landscape"' in body
    assert 'w:w="23811" w:h="16838"' in body
    assert _part(data, "word/media/image1.png").startswith(b"\x89PNG")


def test_a_chapter_begins_a_page_and_a_break_is_a_break():
    document = _document(build_impact)
    document = replace(document, blocks=(*document.blocks, PageBreak()))
    body = _part(build_word(document), "word/document.xml").decode()
    assert body.count("w:pageBreakBefore") == 2
    assert 'w:br w:type="page"' in body


@pytest.mark.parametrize("build", [build_chronology, build_timeline])
def test_the_same_document_gives_the_same_bytes(build):
    assert build_word(_document(build)) == build_word(_document(build))


def test_the_template_is_what_its_maker_makes(tmp_path):
    from resources.word.make_template import make_template

    made = tmp_path / "template.docx"
    make_template(made)
    kept = resources.path("word", "template.docx")
    with zipfile.ZipFile(made) as new, zipfile.ZipFile(kept) as old:
        assert new.namelist() == old.namelist()
        assert all(new.read(name) == old.read(name) for name in new.namelist())
