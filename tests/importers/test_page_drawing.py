"""Pages are drawn in the box within limits, and every refusal has its sentence."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace

import pypdf
import pytest

from chronology_app.errors import ImportFileError
from chronology_app.wording import LANGUAGES, has, say
from importers import page_drawing
from importers.page_drawing import (
    DrawnPages,
    FoundWords,
    PageImage,
    PageLimits,
    Quote,
    Rect,
    draw_page,
    draw_pages,
    find_on_page,
)
from importers.page_lines import (
    FILE_CODES,
    PAGE_CODES,
    DrawRequest,
    PageRequest,
    parse_answer,
    parse_request,
    write_answer,
    write_request,
)
from tests.importers.builders import pdf_file
from tests.importers.test_page_picture import picture

PAGES = pdf_file([[(60, 700, 20, False, f"page {number}")] for number in range(1, 4)])
SMALL = DrawRequest(
    media_format="pdf",
    pages=(PageRequest(page=2, quotes=(Quote(words="ŵ", passage="a ŵ", start=2, line=1),)),),
    width_px=4,
)
DRAWN = DrawnPages(
    page_count=3,
    images=(
        PageImage(
            page=2,
            width=2,
            height=3,
            rgb=bytes(range(18)),
            page_count=3,
            rotation=90,
            found=(FoundWords((Rect(0.1, 0.25, 0.5, 1.0),), 1),),
        ),
    ),
)


def locked(password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(PAGES))
    writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def code_of(refusal: pytest.ExceptionInfo[ImportFileError]) -> str:
    """Return the code of a refusal whose sentence can be said."""
    error = refusal.value
    assert say(error.message_id, **error.params)
    return error.code


# --- what goes between the two -----------------------------------------------------------------


def test_the_request_survives_the_way_in() -> None:
    request = replace(SMALL, password="ŵ\n", limits=PageLimits(drawn_pixels=7))
    assert parse_request(write_request(b"\x00\nx\xff", request)) == (b"\x00\nx\xff", request)


def test_a_drawn_page_survives_the_way_out() -> None:
    assert parse_answer(b"".join(write_answer(DRAWN)), SMALL) == DRAWN


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"not json\n",
        b"[]\n",
        b"[" * 100_000,
        b'{"page_count":3,"refused":[],"pages":[]}\n',
        b'{"page_count":3,"refused":[[2,"page_damaged"]],"pages":[]}\nrest',
        b'{"page_count":true,"refused":[[2,"page_damaged"]],"pages":[]}\n',
        b'{"page_count":0,"refused":[],"pages":[[2,1,1,0,[[0,[]]]]]}\nabc',
        b'{"page_count":3,"refused":[],"pages":[[2,1,1,45,[[0,[]]]]]}\nabc',
        b'{"page_count":3,"refused":[],"pages":[[2,1,1,0,[]]]}\nabc',
        b'{"page_count":3,"refused":[],"pages":[[2,5,1,0,[[0,[]]]]]}\n' + bytes(15),
        b'{"page_count":3,"refused":[],"pages":[[2,1,1,0,[[0,[]]]]]}\nab',
        b'{"page_count":3,"refused":[],"pages":[[1,1,1,0,[[0,[]]]]]}\nabc',
        b'{"page_count":3,"refused":[],"pages":[[2,-1,-1,0,[[0,[]]]]]}\nabc',
        b'{"page_count":3,"refused":[],"pages":[[2,1,1,0,[[1,[[0,0,2,1]]]]]]}\nabc',
        b'{"page_count":3,"refused":[],"pages":[[2,1,1,0,[[1,[[0,0,NaN,1]]]]]]}\nabc',
        b'{"page_count":3,"refused":[],"pages":[[2,1,1,0,[[1,[[1,0,0,1]]]]]]}\nabc',
        b'{"page_count":3,"refused":[],"pages":[[2,1,1,0,[[0,[]]]],[2,1,1,0,[[0,[]]]]]}\nabcabc',
        b'{"code":"<script>"}\n',
        b'{"code":["damaged"]}\n',
    ],
)
def test_an_answer_that_breaks_the_rules_is_not_believed(answer: bytes) -> None:
    with pytest.raises(ImportFileError) as refusal:
        parse_answer(answer, SMALL)
    assert code_of(refusal) == "damaged"


def test_every_code_has_its_sentence_in_each_language() -> None:
    for code in FILE_CODES | PAGE_CODES | {"unknown_format"}:
        assert all(has(f"pages.{code}", language) for language in LANGUAGES)


# --- drawing -----------------------------------------------------------------------------------


def test_a_page_is_drawn_with_its_words_marked() -> None:
    image = draw_page(PAGES, "pdf", 2, 300, quotes=("page 2", "page 3"))
    assert (image.page, image.width, image.height) == (2, 300, 424)
    assert len(image.rgb) == 300 * 424 * 3
    assert (image.page_count, image.rotation) == (3, 0)
    assert [item.times for item in image.found] == [1, 0]
    assert min(image.rgb) < 60
    assert image.rgb[:3] == b"\xff\xff\xff"


def test_several_pages_are_drawn_at_once_and_a_missing_one_hinders_none() -> None:
    drawn = draw_pages(PAGES, "pdf", {3: (), 1: ("page 1",), 9: ("x",)}, 100)
    assert [image.page for image in drawn.images] == [3, 1]
    assert drawn.images[1].found[0].times == 1
    assert drawn.refused == {9: "no_such_page"}


def test_words_are_found_without_drawing() -> None:
    (rect,) = find_on_page(PAGES, 3, "page 3")
    assert 0 < rect.left < rect.right < 0.5
    assert find_on_page(PAGES, 3, "page 2") == ()


def test_pictures_are_drawn_in_the_same_box() -> None:
    image = draw_page(picture("TIFF", pages=2), "tif", 2, 50, quotes=("x",))
    assert (image.page, image.page_count, image.width) == (2, 2, 20)
    assert image.found == (FoundWords(),)


def test_a_page_that_is_not_there_is_refused_by_its_number() -> None:
    for page in (0, 4, -1):
        with pytest.raises(ImportFileError) as refusal:
            draw_page(PAGES, "pdf", page, 100)
        assert code_of(refusal) == "no_such_page"
        assert refusal.value.params == {"page": page, "count": 3}


def test_a_locked_file_is_drawn_with_its_password_only() -> None:
    data = locked("Llyfr")
    for password, code in ((None, "encrypted"), ("wrong", "wrong_password")):
        with pytest.raises(ImportFileError) as refusal:
            draw_page(data, "pdf", 1, 100, password=password)
        assert code_of(refusal) == code
    assert draw_page(data, "pdf", 1, 100, password="Llyfr", quotes=("page 1",)).found[0].times == 1


@pytest.mark.parametrize(
    ("data", "media_format", "code"),
    [
        (b"", "pdf", "damaged"),
        (b"%PDF-1.4 nothing else", "pdf", "damaged"),
        (PAGES[: len(PAGES) // 3], "pdf", "damaged"),
        (b"no picture", "png", "damaged"),
        (PAGES, "png", "damaged"),
        (PAGES, "docx", "unknown_format"),
    ],
)
def test_what_is_no_page_is_refused(data: bytes, media_format: str, code: str) -> None:
    with pytest.raises(ImportFileError) as refusal:
        draw_page(data, media_format, 1, 100)
    assert code_of(refusal) == code


def test_a_huge_page_is_drawn_smaller_and_a_thin_one_at_all() -> None:
    limits = PageLimits(drawn_pixels=10_000)
    huge = pdf_file([[(60, 700, 20, False, "far")]]).replace(
        b"/MediaBox [0 0 595 842]", b"/MediaBox [0 0 14400 14400]"
    )
    image = draw_page(huge, "pdf", 1, 5000, limits=limits, quotes=("far",))
    assert (image.width, image.height) == (100, 100)
    assert image.found[0].times == 1
    thin = huge.replace(b"14400 14400", b"14400 1")
    assert draw_page(thin, "pdf", 1, 100, limits=limits).height == 1
    tall = huge.replace(b"14400 14400", b"1 14400")
    assert draw_page(tall, "pdf", 1, 100, limits=limits).height <= 10_000


def test_too_many_bytes_pages_or_widths_are_refused() -> None:
    with pytest.raises(ImportFileError) as refusal:
        draw_page(PAGES, "pdf", 1, 100, limits=PageLimits(file_bytes=10))
    assert code_of(refusal) == "too_large"
    with pytest.raises(ImportFileError) as refusal:
        draw_page(PAGES, "pdf", 1, 100, limits=PageLimits(answer_bytes=1000))
    assert code_of(refusal) == "too_large"
    with pytest.raises(ImportFileError) as refusal:
        draw_page(PAGES, "pdf", 1, 100, limits=PageLimits(pages=2))
    assert code_of(refusal) == "too_large"
    with pytest.raises(ValueError, match="13"):
        draw_pages(PAGES, "pdf", {n: () for n in range(13)}, 100)
    for width in (0, -5, 10**6):
        with pytest.raises(ValueError, match=str(width)):
            draw_page(PAGES, "pdf", 1, width)


def test_a_page_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    sleeper = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(page_drawing, "module_command", lambda module: sleeper)
    with pytest.raises(ImportFileError) as refusal:
        draw_page(PAGES, "pdf", 1, 100, limits=PageLimits(wall_seconds=0.2))
    assert code_of(refusal) == "timed_out"


def test_a_crash_is_a_damaged_file(monkeypatch: pytest.MonkeyPatch) -> None:
    crash = [sys.executable, "-c", "import os; os.abort()"]
    monkeypatch.setattr(page_drawing, "module_command", lambda module: crash)
    with pytest.raises(ImportFileError) as refusal:
        draw_page(PAGES, "pdf", 1, 100)
    assert code_of(refusal) == "damaged"


def test_a_filled_form_is_drawn_with_what_was_filled_in() -> None:
    plain = pdf_file([[]])
    form = (
        b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [9 0 R] /DA (/F0 12 Tf 0 g) "
        b"/DR << /Font << /F0 3 0 R >> >> /NeedAppearances true >> >>"
    )
    widget = (
        b"9 0 obj\n<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (WWWWWW) "
        b"/DA (/F0 12 Tf 0 g) /Rect [100 400 400 450] /P 6 0 R >>\nendobj\n"
    )
    data = plain.replace(b"<< /Type /Catalog /Pages 2 0 R >>", form)
    data = data.replace(b"/MediaBox", b"/Annots [9 0 R] /MediaBox").replace(
        b"xref\n0", widget + b"xref\n0"
    )
    assert min(draw_page(plain, "pdf", 1, 200).rgb) == 255
    assert min(draw_page(data, "pdf", 1, 200).rgb) < 128


def test_the_head_of_an_answer_is_one_line_of_json() -> None:
    head, _, pixels = b"".join(write_answer(DRAWN)).partition(b"\n")
    assert json.loads(head)["page_count"] == 3
    assert pixels == bytes(range(18))
