"""What goes between a drawn page's box and its owner: one line of JSON and bytes, both ways.

In: what to draw, then the file. Out: what was drawn and found, then the pixels of all pages.
Starting and limiting the process is left to `page_drawing`, doing the work to `page_child`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, NamedTuple

from chronology_app.errors import ImportFileError
from importers.base import Limits

#: Outcome codes of a whole file; any other answer is a damaged one.
FILE_CODES = frozenset(
    {"damaged", "encrypted", "no_pages", "timed_out", "too_large", "wrong_password"}
)
#: Outcome codes of one page among others.
PAGE_CODES = frozenset({"no_such_page", "page_damaged", "too_large"})
_ROTATIONS = (0, 90, 180, 270)
_CHANNELS = 3
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError)


class PageRefusal(Exception):
    """Inside the box: a page cannot be drawn, for the reason that the code names."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class Rect(NamedTuple):
    """A part of a page as it is displayed: shares of its width and height, from the top left."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLimits(Limits):
    """How much the drawing of pages may ask for, beside what any box may."""

    #: Pixels of one drawn page; a larger one is drawn smaller.
    drawn_pixels: int = 24_000_000
    #: Pixels of a picture as its file holds it. A page of A3 at 600 dots an inch has 70 million.
    picture_pixels: int = 150_000_000
    #: Pages drawn in one run.
    drawn_pages: int = 12
    answer_bytes: int = 320 * 1024 * 1024
    cpu_seconds: int = 30
    wall_seconds: float = 45.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words to find on a page.

    With its passage's text a quote is told from the same words elsewhere on the page:
    `passage[start:start + len(words)] == words`.
    """

    words: str
    passage: str = ""
    start: int = 0
    #: The number of the passage's first line on the page, from 1, where it is known.
    line: int | None = None


@dataclass(frozen=True, slots=True)
class FoundWords:
    """Where the words of one quote stand; empty when they are not on the page."""

    rects: tuple[Rect, ...] = ()
    #: How often the words stand there. More than once: nothing told one place from another.
    times: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRequest:
    """One page to draw and the words to find on it."""

    page: int
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawRequest:
    """What one run of the box is to do."""

    #: "pdf", or anything else for a picture.
    media_format: str
    pages: tuple[PageRequest, ...]
    #: The width of each drawn page; 0: find words only.
    width_px: int
    password: str | None = None
    limits: PageLimits = field(default_factory=PageLimits)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageImage:
    """One page as it is displayed."""

    page: int
    #: Pixels; both 0 when only words were asked for.
    width: int
    height: int
    #: Three bytes a pixel (red, green, blue), row by row from the top, nothing between rows.
    rgb: bytes = field(repr=False)
    page_count: int
    #: How far the page was turned clockwise to be displayed: 0, 90, 180 or 270. Already done.
    rotation: int
    #: One answer for each quote asked for, in that order.
    found: tuple[FoundWords, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPages:
    """The pages that could be drawn, and why others could not."""

    page_count: int
    images: tuple[PageImage, ...] = ()
    #: Outcome codes by page.
    refused: dict[int, str] = field(default_factory=dict)


def write_request(data: bytes, request: DrawRequest) -> bytes:
    """Return what the child reads."""
    return json.dumps(asdict(request)).encode("ascii") + b"\n" + data


def parse_request(request: bytes) -> tuple[bytes, DrawRequest]:
    """Return the file's bytes and what is asked; the opposite of `write_request`."""
    head, _, data = request.partition(b"\n")
    stated: dict[str, Any] = json.loads(head)
    stated["limits"] = PageLimits(**stated["limits"])
    stated["pages"] = tuple(
        PageRequest(page=item["page"], quotes=tuple(Quote(**quote) for quote in item["quotes"]))
        for item in stated["pages"]
    )
    return data, DrawRequest(**stated)


def write_answer(drawn: DrawnPages) -> Sequence[bytes]:
    """Return the head, and the pixels of each page."""
    head = {
        "page_count": drawn.page_count,
        "refused": list(drawn.refused.items()),
        "pages": [
            [image.page, image.width, image.height, image.rotation, list(map(_told, image.found))]
            for image in drawn.images
        ],
    }
    return [_line(head), *(image.rgb for image in drawn.images)]


def write_refusal(code: str) -> Sequence[bytes]:
    """Return the answer that tells why a file is refused."""
    return [_line({"code": code})]


def parse_answer(output: bytes, request: DrawRequest) -> DrawnPages:
    """Build what was drawn from the child's answer, of which nothing is trusted.

    Errors: ImportFileError with the child's code; "damaged" when the answer breaks the rules.
    """
    line, _, pixels = output.partition(b"\n")
    try:
        head = json.loads(line)
        if "code" not in head:
            return _parse_drawn(head, pixels, request)
        code = head["code"] if head["code"] in FILE_CODES else "damaged"
    except _BROKEN as cause:
        raise ImportFileError("damaged", "pages.damaged") from cause
    raise ImportFileError(code, f"pages.{code}")


def _line(head: dict[str, Any]) -> bytes:
    return json.dumps(head, separators=(",", ":")).encode("ascii") + b"\n"


def _told(found: FoundWords) -> list[Any]:
    return [found.times, [[round(share, 7) for share in rect] for rect in found.rects]]


def _parse_drawn(head: dict[str, Any], pixels: bytes, request: DrawRequest) -> DrawnPages:
    count = _whole(head["page_count"], 1, 2**31)
    asked = {item.page: item for item in request.pages}
    refused = {_whole(page, -(2**31), 2**31): _page_code(code) for page, code in head["refused"]}
    images, place = [], 0
    for item in head["pages"]:
        image = _parse_image(item, count, asked, request)
        size = image.width * image.height * _CHANNELS
        images.append(replace(image, rgb=pixels[place : place + size]))
        place += size
    told = [image.page for image in images] + list(refused)
    if place != len(pixels) or sorted(told) != sorted(asked):
        raise ValueError(place)
    return DrawnPages(page_count=count, images=tuple(images), refused=refused)


def _parse_image(
    item: list[Any], count: int, asked: dict[int, PageRequest], request: DrawRequest
) -> PageImage:
    page, width, height, rotation, found = item
    least = 1 if request.width_px else 0
    quotes = asked[page].quotes
    if rotation not in _ROTATIONS or len(found) != len(quotes):
        raise ValueError(rotation)
    image = PageImage(
        page=_whole(page, 1, count),
        width=_whole(width, least, request.width_px),
        height=_whole(height, least, request.limits.drawn_pixels),
        rgb=b"",
        page_count=count,
        rotation=rotation,
        found=tuple(map(_parse_found, found)),
    )
    if image.width * image.height > request.limits.drawn_pixels:
        raise ValueError(width)
    return image


def _parse_found(item: list[Any]) -> FoundWords:
    times, rects = item
    return FoundWords(tuple(_parse_rect(rect) for rect in rects), _whole(times, 0, 2**31))


def _parse_rect(item: list[Any]) -> Rect:
    rect = Rect(*(float(share) for share in item))
    if not (0 <= rect.left < rect.right <= 1 and 0 <= rect.top < rect.bottom <= 1):
        raise ValueError(item)
    return rect


def _page_code(code: object) -> str:
    return code if isinstance(code, str) and code in PAGE_CODES else "page_damaged"


def _whole(value: object, least: int, most: int) -> int:
    if type(value) is not int or not least <= value <= most:
        raise ValueError(value)
    return value
