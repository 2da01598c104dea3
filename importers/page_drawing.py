"""Draws pages of foreign PDFs and pictures in a limited process, and finds quoted words on them.

The child is `page_child`; what goes between the two is in `page_lines`. Which page to show, and
what to keep of it, is left to the screen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chronology_app.errors import ImportFileError
from chronology_app.programs import ProcessAnswer, module_command, run_limited
from importers.page_lines import (
    DrawnPages,
    DrawRequest,
    FoundWords,
    PageImage,
    PageLimits,
    PageRequest,
    Quote,
    Rect,
    parse_answer,
    write_request,
)

__all__ = [
    "PAGE_FORMATS",
    "PICTURE_FORMATS",
    "DrawnPages",
    "FoundWords",
    "PageImage",
    "PageLimits",
    "Quote",
    "Rect",
    "draw_page",
    "draw_pages",
    "find_on_page",
]

#: Formats (as `Source.format` names them) that have pages to draw.
PICTURE_FORMATS = frozenset({"bmp", "gif", "image", "jpeg", "jpg", "png", "tif", "tiff", "webp"})
PAGE_FORMATS = PICTURE_FORMATS | {"pdf"}
#: The signal that ends a process which has used up its processor time (Linux and macOS).
_SIGXCPU = 24
_WIDTHS = range(1, 20_001)


def draw_page(
    data: bytes,
    media_format: str,
    page: int,
    width_px: int,
    *,
    quotes: Sequence[Quote | str] = (),
    password: str | None = None,
    limits: PageLimits | None = None,
) -> PageImage:
    """Draw one page, from 1, as it is displayed, and find the words of quotes on it.

    `width_px` is the width wanted; the answer is narrower where a page is too large for the limit,
    or a picture smaller.
    Errors: ImportFileError "encrypted", "wrong_password", "damaged", "page_damaged", "too_large",
    "timed_out", "no_such_page", "no_pages" or "unknown_format", each with its sentence.
    """
    drawn = draw_pages(
        data, media_format, {page: quotes}, width_px, password=password, limits=limits
    )
    return _the_page(drawn, page)


def draw_pages(
    data: bytes,
    media_format: str,
    pages: Mapping[int, Sequence[Quote | str]],
    width_px: int,
    *,
    password: str | None = None,
    limits: PageLimits | None = None,
) -> DrawnPages:
    """Draw several pages in one process: page number -> quotes to find on that page.

    A page that cannot be drawn is named in `refused` and hinders no other.
    Errors: as `draw_page`, for what concerns the whole file.
    """
    if width_px not in _WIDTHS:
        raise ValueError(width_px)
    return _run(data, media_format, pages, width_px, password, limits or PageLimits())


def find_on_page(
    data: bytes,
    page: int,
    quote: Quote | str,
    *,
    password: str | None = None,
    limits: PageLimits | None = None,
) -> tuple[Rect, ...]:
    """Return where the words of a quote stand on a page of a PDF, a rectangle for each line.

    Ligatures, hyphens at line ends and runs of white space make no difference. Words that are not
    on that page give nothing; words that stand there more than once give all their places, unless
    the quote's passage tells one from another.
    Errors: as `draw_page`.
    """
    drawn = _run(data, "pdf", {page: (quote,)}, 0, password, limits or PageLimits())
    return _the_page(drawn, page).found[0].rects


def _run(
    data: bytes,
    media_format: str,
    pages: Mapping[int, Sequence[Quote | str]],
    width_px: int,
    password: str | None,
    limits: PageLimits,
) -> DrawnPages:
    request = DrawRequest(
        media_format=media_format,
        pages=tuple(
            PageRequest(page=page, quotes=tuple(map(_quote, quotes)))
            for page, quotes in pages.items()
        ),
        width_px=width_px,
        password=password,
        limits=limits,
    )
    _check_request(data, request)
    answer = run_limited(
        module_command("importers.page_child"),
        write_request(data, request),
        wall_seconds=limits.wall_seconds,
        output_bytes=limits.answer_bytes,
    )
    _check_end(answer)
    return parse_answer(answer.output, request)


def _quote(quote: Quote | str) -> Quote:
    return Quote(words=quote) if isinstance(quote, str) else quote


def _check_request(data: bytes, request: DrawRequest) -> None:
    if request.media_format not in PAGE_FORMATS:
        raise _refusal("unknown_format")
    if not data:
        raise _refusal("damaged")
    if len(data) > request.limits.file_bytes:
        raise _refusal("too_large")
    if len(request.pages) > request.limits.drawn_pages:
        raise ValueError(len(request.pages))


def _check_end(answer: ProcessAnswer) -> None:
    if answer.timed_out or answer.code == -_SIGXCPU:
        raise _refusal("timed_out")
    if answer.too_much:
        raise _refusal("too_large")
    if answer.code != 0:
        raise _refusal("damaged")


def _the_page(drawn: DrawnPages, page: int) -> PageImage:
    if page in drawn.refused:
        raise _refusal(drawn.refused[page], page=page, count=drawn.page_count)
    return drawn.images[0]


def _refusal(code: str, **params: object) -> ImportFileError:
    return ImportFileError(code, f"pages.{code}", **params)
