"""PDF files: blocks in reading order with page and line, and what a page does not say."""

from __future__ import annotations

import io
import itertools

import pypdf
import pytest
from pypdf.annotations import FreeText

from chronology_app.errors import ImportFileError
from importers import pdf
from importers.base import ImportOptions, Limits
from tests.importers.builders import Shown, assemble, pdf_file
from tests.importers.helpers import codes, read, texts


def lines(*rows: str, top: float = 780, step: float = 14, size: float = 11) -> list[Shown]:
    """Set rows of text one below the other."""
    return [(60, top - step * n, size, False, row) for n, row in enumerate(rows)]


FULL = "The family support worker went to the flat and was let in by the grandmother who said"


def test_lines_of_a_paragraph_are_one_block_with_its_first_line() -> None:
    page = lines(FULL, "that all was well.") + lines(FULL, "that tea was late.", top=720)
    result = read(pdf_file([page]))
    assert [(p.locator.page, p.locator.line, p.kind) for p in result.passages] == [
        (1, 1, "block"),
        (1, 3, "block"),
    ]
    assert texts(result)[0] == f"{FULL}\nthat all was well."


def test_bold_lines_are_headings_apart_from_their_text() -> None:
    page: list[Shown] = [(60, 780, 11, True, "02/03/2020 Home visit"), *lines(FULL, FULL, top=766)]
    assert [p.kind for p in read(pdf_file([page])).passages] == ["heading", "block"]


def test_larger_lines_are_headings() -> None:
    page: list[Shown] = [(60, 780, 16, False, "Report"), *lines(FULL, FULL, top=750)]
    assert [p.kind for p in read(pdf_file([page])).passages] == ["heading", "block"]


def test_a_heading_of_two_lines_is_one_heading() -> None:
    title = [*lines("Chronology prepared for the child", "protection conference", step=20, size=16)]
    result = read(pdf_file([[*title, *lines(FULL, FULL, FULL, top=720)]]))
    assert texts(result, "heading") == ["Chronology prepared for the child\nprotection conference"]


def test_a_page_all_in_bold_has_no_headings() -> None:
    page: list[Shown] = [(60, 780 - 14 * n, 11, True, FULL) for n in range(4)]
    assert {p.kind for p in read(pdf_file([page])).passages} == {"block"}


def test_a_short_last_line_ends_its_paragraph_without_extra_space() -> None:
    page = lines(FULL, "and left.", FULL, "and rang.")
    assert len(read(pdf_file([page])).passages) == 2


def test_columns_do_not_run_into_each_other() -> None:
    left = [(50.0, 700.0 - 14 * n, 11.0, False, f"left column row {n}") for n in range(4)]
    right = [(320.0, 700.0 - 14 * n, 11.0, False, f"right column row {n}") for n in range(4)]
    result = read(pdf_file([[*left, *right]]))
    assert [text.count("\n") for text in texts(result)] == [3, 3]


def test_lines_that_come_back_on_every_page_are_headers_and_footers() -> None:
    pages = [
        [
            (60.0, 810.0, 9.0, False, "Patient: Example NHS number on file"),
            *lines(f"{FULL} {n}", FULL, f"Entry {n}."),
            (60.0, 30.0, 9.0, False, f"Confidential - page {n} of 3"),
        ]
        for n in (1, 2, 3)
    ]
    result = read(pdf_file(pages))
    assert len(texts(result, "header")) == 3
    assert texts(result, "footer")[2] == "Confidential - page 3 of 3"


def test_the_same_words_elsewhere_on_pages_are_no_header() -> None:
    pages = [lines("What this means", "for the child", f"{FULL} {n}", FULL, FULL) for n in (1, 2)]
    pages[1][0] = (60, 780, 11, False, "What that means")
    assert texts(read(pdf_file(pages)), "header") == []


@pytest.mark.parametrize("turned", [0, None])
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_turned_pages_keep_their_blocks(rotate: int, turned: int | None) -> None:
    page = lines(FULL, "and more.", top=700) + lines("Next.", top=640)
    result = read(pdf_file([page], rotate=rotate, turned=turned))
    assert texts(result) == [f"{FULL}\nand more.", "Next."]


EDGES = (50, 130, 220, 430, 540)
ROWS = [
    [["Date"], ["Source"], ["Event"], ["Action"]],
    [["12.3.18"], ["Health", "visiting"], ["Review, speech behind and", "weight low."], ["Weigh"]],
    [["6 March -", "April 2019"], ["SLT"], ["Therapy, attended 2 of 6, no", "reason."], ["Later"]],
]


def ruled(
    rows: list[list[list[str]]], *, by_line: bool, rules: str = "lines"
) -> tuple[list[Shown], str]:
    """Set a table of cells, each a list of lines; return its text and its rules.

    Rules are drawn as lines, as narrow boxes, or as boxes with a shade inside each cell.
    """
    y, shown, levels = 760.0, [], [772.0]
    for row in rows:
        height = max(len(cell) for cell in row)
        cells = [
            (float(EDGES[n] + 4), y - 12 * k, 9.0, False, text)
            for n, cell in enumerate(row)
            for k, text in enumerate(cell)
        ]
        shown += sorted(cells, key=lambda item: (-item[1], item[0])) if by_line else cells
        y -= 12 * height + 8
        levels.append(y + 12)
    low = levels[-1]
    if rules != "lines":
        marks = [f"{EDGES[0]} {at} {EDGES[-1] - EDGES[0]} 0.5 re f" for at in levels]
        marks += [f"{at} {low} 0.5 {772 - low} re f" for at in EDGES]
        if rules == "shades":
            marks += [
                f"0.9 g {left + 5.4} {bottom + 1} {right - left - 10.8} {top - bottom - 2} re f 0 g"
                for left, right in itertools.pairwise(EDGES)
                for top, bottom in itertools.pairwise(levels)
            ]
    else:
        marks = [f"{EDGES[0]} {at} m {EDGES[-1]} {at} l S" for at in levels]
        marks += [f"{at} {low} m {at} 772 l S" for at in EDGES]
    return shown, "\n".join(marks)


def cells_of(data: bytes) -> list[tuple[int | None, int | None, int | None, str]]:
    return [
        (p.locator.table, p.locator.row, p.locator.column, p.text)
        for p in read(data).passages
        if p.kind == "cell"
    ]


@pytest.mark.parametrize("by_line", [True, False])
@pytest.mark.parametrize("drawn", ["lines", "boxes", "shades"])
def test_the_cells_of_a_ruled_table_are_read_as_cells(by_line: bool, drawn: str) -> None:
    shown, rules = ruled(ROWS, by_line=by_line, rules=drawn)
    expected = [
        (1, row, column, "\n".join(cell))
        for row, cells in enumerate(ROWS, start=1)
        for column, cell in enumerate(cells, start=1)
    ]
    assert cells_of(pdf_file([shown], drawn=[rules])) == expected


def test_a_table_that_goes_on_over_the_page_keeps_its_number() -> None:
    shown, rules = ruled(ROWS, by_line=True)
    footer: Shown = (60, 30, 9, False, "page 1 of 2")
    data = pdf_file([[*shown, footer], [*shown, footer]], drawn=[rules, rules])
    places = {(table, row) for table, row, _, _ in cells_of(data)}
    assert places == {(1, row) for row in range(1, 7)}


def test_text_between_tables_makes_two_of_them() -> None:
    shown, rules = ruled(ROWS, by_line=True)
    between: Shown = (60, 600, 9, False, "A second table follows on the next page.")
    data = pdf_file([[*shown, between], shown], drawn=[rules, rules])
    assert {table for table, *_ in cells_of(data)} == {1, 2}


def test_merged_cells_take_the_place_of_their_first() -> None:
    rows = [[["Date"], ["A"], ["B"], ["C"]], [["over"], [], [], ["end"]]]
    shown, rules = ruled(rows, by_line=True)
    kept = [rule for rule in rules.split("\n") if not rule.startswith(("130 ", "220 "))]
    kept += ["130 752 m 130 772 l S", "220 752 m 220 772 l S"]
    wide: Shown = (180, 740, 9, False, "wide")
    data = pdf_file([[*shown, wide]], drawn=["\n".join(kept)])
    assert cells_of(data)[4:] == [(1, 2, 1, "over wide"), (1, 2, 4, "end")]


def test_rules_between_groups_of_columns_make_no_rows() -> None:
    shown = [
        (60.0 + 100 * column, 740.0 - 14 * row, 9.0, False, f"r{row}c{column}")
        for row in range(20)
        for column in range(3)
    ]
    marks = [f"50 {y} m 350 {y} l S" for y in (760, 450, 440)]
    marks += [f"{x} 440 m {x} 760 l S" for x in (50, 150, 250, 350)]
    assert cells_of(pdf_file([shown], drawn=["\n".join(marks)])) == []


def test_underlines_and_a_frame_make_no_table() -> None:
    drawn = "40 40 515 760 re S\n60 690 m 300 690 l S\n60 650 m 300 650 l S"
    assert cells_of(pdf_file([lines(FULL, FULL, top=700)], drawn=[drawn])) == []


def test_the_hyphen_at_the_end_of_a_line_stays_on_its_line() -> None:
    result = read(pdf_file([lines("The worker asked for an inter-", "preter to be booked.")]))
    assert texts(result) == ["The worker asked for an inter-\npreter to be booked."]


def test_a_page_without_text_is_named() -> None:
    writer = pypdf.PdfWriter(io.BytesIO(pdf_file([lines("Page one.")])))
    picture = pypdf.PdfReader(io.BytesIO(pdf_file([[]]))).pages[0]
    stream = pypdf.generic.DecodedStreamObject()
    stream.set_data(b"0 0 0 rg 50 50 400 400 re f")
    picture[pypdf.generic.NameObject("/Contents")] = stream
    writer.add_page(picture)
    result = read(_written(writer))
    assert [(n.code, n.params) for n in result.notes] == [("page_without_text", {"page": "2"})]


def test_an_empty_page_is_no_problem() -> None:
    assert codes(read(pdf_file([lines("Page one."), []]))) == []


def test_a_file_of_empty_pages_says_so() -> None:
    assert codes(read(pdf_file([[]]))) == ["nothing_found"]


def test_annotations_and_attached_files_are_read() -> None:
    writer = pypdf.PdfWriter(io.BytesIO(pdf_file([lines("Report.")])))
    writer.add_annotation(0, FreeText(text="Check the date", rect=(50, 50, 200, 100)))
    writer.add_attachment("list.csv", b"a,b")
    result = read(_written(writer))
    comment = result.passages[-1]
    assert (comment.kind, comment.text, comment.locator.page) == ("comment", "Check the date", 1)
    assert [(item.name, item.data) for item in result.attachments] == [("list.csv", b"a,b")]


def test_form_fields_are_read_with_what_was_ticked() -> None:
    states = "/AP << /N << /Yes 7 0 R /Off 7 0 R >> >>"
    widget = "<< /Type /Annot /Subtype /Widget /Rect [50 700 200 720] /P 3 0 R"
    result = read(
        assemble(
            [
                "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R 5 0 R 6 0 R] >> >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
                "/Annots [4 0 R 5 0 R 6 0 R] >>",
                f"{widget} /FT /Tx /T (Name) /V (Robin Example) >>",
                f"{widget} /FT /Btn /T (Known to police) /V /Yes /AS /Yes {states} >>",
                f"{widget} /FT /Btn /T (Known to GP) /V /Off /AS /Off {states} >>",
                "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 0 >>\n"
                "stream\n\nendstream",
            ]
        )
    )
    assert [(p.text, p.locator.part) for p in result.passages] == [
        ("Robin Example", "field 1"),
        ("\u2611 Known to police", "field 2"),
        ("\u2610 Known to GP", "field 3"),
    ]


def test_a_password_is_asked_for_and_used() -> None:
    writer = pypdf.PdfWriter(io.BytesIO(pdf_file([lines("Hidden words.")])))
    writer.encrypt("open sesame", algorithm="AES-256")
    data = _written(writer)
    for password, code in ((None, "encrypted"), ("wrong", "wrong_password")):
        with pytest.raises(ImportFileError) as refusal:
            read(data, password=password)
        assert refusal.value.code == code
    assert texts(read(data, password="open sesame")) == ["Hidden words."]


def test_metadata_gives_title_author_date_and_pages() -> None:
    writer = pypdf.PdfWriter(io.BytesIO(pdf_file([lines("x"), lines("y")])))
    writer.add_metadata({"/Title": "Record", "/Author": "A", "/CreationDate": "D:20210304091500Z"})
    metadata = read(_written(writer)).metadata
    assert metadata["title"] == "Record"
    assert metadata["created"] == "2021-03-04T09:15:00"
    assert metadata["pages"] == "2"


def test_a_page_drawn_full_of_characters_is_refused() -> None:
    limits = Limits(page_characters=50)
    with pytest.raises(ImportFileError) as refusal:
        pdf.read(pdf_file([lines(FULL)]), ImportOptions(limits=limits))
    assert refusal.value.code == "too_large"


def test_a_broken_pdf_is_refused() -> None:
    with pytest.raises(ImportFileError) as refusal:
        read(b"%PDF-1.7\n" + b"junk " * 50)
    assert refusal.value.code == "damaged"


def _written(writer: pypdf.PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
