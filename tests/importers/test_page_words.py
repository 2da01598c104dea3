"""Quoted words are found where they stand on the page as displayed, or not at all."""

from __future__ import annotations

import pytest

from importers.page_lines import DrawRequest, FoundWords, PageImage, PageRequest, Quote
from importers.page_pdf import draw
from tests.importers.builders import assemble, pdf_file
from tests.importers.helpers import read


def look(data: bytes, *quotes: Quote | str, page: int = 1, width: int = 0) -> PageImage:
    """Draw in this process."""
    asked = tuple(Quote(words=item) if isinstance(item, str) else item for item in quotes)
    request = DrawRequest(
        media_format="pdf", pages=(PageRequest(page=page, quotes=asked),), width_px=width
    )
    return draw(data, request).images[0]


def found(data: bytes, *quotes: Quote | str) -> tuple[FoundWords, ...]:
    return look(data, *quotes).found


def times(data: bytes, *quotes: Quote | str) -> list[int]:
    return [item.times for item in found(data, *quotes)]


LINES = [
    (60, 700, 11, False, "The kitchen floor was sticky and the child was neg-"),
    (60, 686, 11, False, "lected: no food was seen.  She   said it was \x93well-known\x94."),
    (60, 640, 11, False, "Nil to report."),
    (60, 620, 11, False, "Second row, seen again."),
    (60, 600, 11, False, "Nil to report."),
]
PAGE = pdf_file([LINES])


def dark(image: PageImage) -> set[tuple[int, int]]:
    return {
        (n % image.width, n // image.width)
        for n in range(image.width * image.height)
        if image.rgb[3 * n] < 128
    }


def inside(image: PageImage, spots: set[tuple[int, int]], number: int) -> set[tuple[int, int]]:
    rects = image.found[number].rects
    return {
        (x, y)
        for x, y in spots
        if any(
            rect.left * image.width - 1 <= x <= rect.right * image.width
            and rect.top * image.height - 1 <= y <= rect.bottom * image.height
            for rect in rects
        )
    }


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_rectangles_cover_the_very_words_however_the_page_is_turned(rotate: int) -> None:
    shown = [(200, 500, 20, False, "Kitchen"), (200, 400, 20, False, "garden")]
    image = look(pdf_file([shown], rotate=rotate), "Kitchen", "garden", width=400)
    spots = dark(image)
    first, second = inside(image, spots, 0), inside(image, spots, 1)
    assert image.rotation == rotate
    assert (image.width > image.height) == (rotate in (90, 270))
    assert first
    assert second
    assert not first & second
    assert first | second == spots


def test_a_cropped_page_is_measured_as_it_is_displayed() -> None:
    whole = pdf_file([[(200, 500, 20, False, "Kitchen")]])
    data = whole.replace(
        b"/MediaBox [0 0 595 842]", b"/CropBox [150 450 450 550]/MediaBox [0 0 595 842]"
    )
    image = look(data, "Kitchen", width=400)
    spots = dark(image)
    assert (image.width, image.height) == (400, 133)
    assert inside(image, spots, 0) == spots != set()


def test_words_outside_the_displayed_part_are_not_marked() -> None:
    whole = pdf_file([[(200, 500, 20, False, "Kitchen"), (20, 20, 9, False, "cut off")]])
    data = whole.replace(
        b"/MediaBox [0 0 595 842]", b"/CropBox [150 450 450 550]/MediaBox [0 0 595 842]"
    )
    assert found(data, "cut off") == (FoundWords(),)


def test_a_word_divided_at_the_end_of_a_line_is_marked_on_both_lines() -> None:
    for words in ("neglected", "neg-\nlected", "neg- lected"):
        (item,) = found(PAGE, words)
        assert item.times == 1
        assert len(item.rects) == 2


def test_white_space_quotation_marks_and_hyphens_make_no_difference() -> None:
    assert times(PAGE, "seen. She said", "seen.\nShe  said", '"well-known"', "wellknown") == [1] * 4


def test_letters_and_numbers_do() -> None:
    assert times(PAGE, "the kitchen", "she said", "no food seen", "") == [0] * 4


def test_no_part_of_a_word_is_taken_for_a_word() -> None:
    assert times(PAGE, "port", "ee", "hen floor", "to report") == [0, 0, 0, 2]


def test_a_passage_that_stands_twice_is_told_apart_by_its_line() -> None:
    passages = [item for item in read(PAGE, "a.pdf").passages if "Nil" in item.text]
    block = passages[0]
    assert len(passages) >= 1
    alone = Quote(words="Nil to report.", passage="Nil to report.", line=5)
    (last,) = found(PAGE, alone)
    (both,) = found(PAGE, "Nil to report.")
    assert last.times == 1
    assert both.times == 2
    assert last.rects == both.rects[1:]
    assert block.locator.line == 3


def test_a_passage_tells_which_of_its_words_are_meant() -> None:
    text = "\n".join(line[4] for line in LINES[2:])
    second = Quote(words="Nil to report.", passage=text, start=text.rindex("Nil"), line=3)
    first = Quote(words="Nil to report.", passage=text, start=0, line=3)
    assert [item.times for item in found(PAGE, first, second)] == [1, 1]
    one, two = (item.rects[0].top for item in found(PAGE, first, second))
    assert one < two


def test_every_passage_that_was_read_is_found_again() -> None:
    rules = "\n".join(
        [f"60 {y} m 500 {y} l S" for y in (760, 720, 680)]
        + [f"{x} 680 m {x} 760 l S" for x in (60, 150, 500)]
    )
    cells = [
        (64, 748, 9, False, "3 May 2021"),
        (154, 748, 9, False, "Floor sticky;"),
        (154, 736, 9, False, "no food seen."),
        (64, 708, 9, False, "4 May 2021"),
        (154, 708, 9, False, "Seen at school"),
        (154, 696, 9, False, "and well."),
        (60, 600, 11, False, "Signed."),
    ]
    data = pdf_file([cells], drawn=[rules])
    passages = read(data, "a.pdf").passages
    assert [item.kind for item in passages].count("cell") == 4
    quotes = [
        Quote(words=item.text, passage=item.text, line=item.locator.line) for item in passages
    ]
    assert [item.times for item in found(data, *quotes)] == [1] * len(passages)


def test_ligatures_are_the_letters_they_stand_for() -> None:
    width = "/Widths [500 500 500]"
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        "3 beginbfchar <61> <FB01> <62> <0074> <63> <0065> endbfchar\n"
        "endcmap end end"
    )
    stream = "BT /F0 20 Tf 100 100 Td (abc) Tj ET"
    data = assemble(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R "
            f"/FirstChar 97 /LastChar 99 {width} >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] "
            "/Resources << /Font << /F0 3 0 R >> >> /Contents 5 0 R >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
            f"<< /Length {len(to_unicode)} >>\nstream\n{to_unicode}\nendstream",
        ]
    )
    assert read(data, "a.pdf").passages[0].text.startswith(("\ufb01", "fi"))
    assert times(data, "fite", "\ufb01te") == [1, 1]


def test_an_accent_written_apart_is_the_same_letter() -> None:
    data = pdf_file([[(60, 700, 11, False, "Si\xe2n said")]])
    assert times(data, "Siân", "Sia\u0302n") == [1, 1]
    assert times(data, "Sian") == [0]


def test_a_passage_is_found_though_a_character_of_it_cannot_be_stored() -> None:
    data = pdf_file([[(60, 700, 11, False, "mark \x01 here")]])
    (passage,) = read(data, "a.pdf").passages
    assert "\ufffd" in passage.text
    assert times(data, Quote(words=passage.text, passage=passage.text)) == [1]
