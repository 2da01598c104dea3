"""Reads what a photograph tells of itself, and makes the copy of it that tells nothing.

Runs in the box and for a photograph only: what a picture shows, a person says. Which bytes of a
file tell something is `image_strip`.
"""

from __future__ import annotations

import importlib
import io
import re
import struct

from PIL import Image

from chronology_app.errors import ImportFileError
from chronology_app.model.sources import Attachment, ReadResult
from importers.base import ImportOptions, PassageList
from importers.image_strip import ORIENTATION, without_location

name = "image"
media_type = "image/*"

#: The library's name of a format -> ours; a telephone's double picture is a JPEG with more.
_FORMATS = {"JPEG": "jpeg", "MPO": "jpeg", "PNG": "png", "TIFF": "tiff", "WEBP": "webp"}
_LATE = ("Jpeg", "Mpo", "Png", "Tiff", "WebP")
_BROKEN = (OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, struct.error)
#: Lists of tags in EXIF, and the tags that say when a picture was taken, the surest first.
_EXIF, _PLACE = 0x8769, 0x8825
_TAKEN = ((_EXIF, 0x9003), (_EXIF, 0x9004), (None, 0x0132))
_MOMENT = re.compile(r"(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d)(?::\d\d)?")
#: Words in embedded XMP that give a place.
_PLACE_WORDS = (b"GPSLatitude", b"GPSLongitude")


def prepare() -> None:
    """Load the parts of the picture library that it loads late."""
    for module in _LATE:
        importlib.import_module(f"PIL.{module}ImagePlugin")
    Image.preinit()
    # Nothing here unpacks a picture: its size on paper is no danger.
    Image.MAX_IMAGE_PIXELS = None


def read(data: bytes, options: ImportOptions) -> ReadResult:
    """Return no passages but the facts of a picture, and for a copy the copy's bytes.

    Metadata: "width" and "height" as seen, "pages", "orientation", "taken" (ISO date and time as
    the camera had it), "has_location" ("yes"). Errors: ImportFileError "format_photograph" for a
    picture of another kind, "damaged".
    """
    found = PassageList(options)
    picture = _open(data)
    media_format = _FORMATS[picture.format or ""]
    try:
        orientation = _tell(picture, data, found)
    except _BROKEN as cause:
        raise ImportFileError("damaged") from cause
    if options.purpose == "copy":
        copy = without_location(data, media_format, orientation)
        _check_copy(copy)
        found.attachments.append(
            Attachment(name="copy", media_type=f"image/{media_format}", data=copy)
        )
    return ReadResult(
        format=media_format,
        media_type=f"image/{media_format}",
        passages=(),
        attachments=tuple(found.attachments),
        metadata=found.metadata,
    )


def _open(data: bytes) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "TIFF", "WEBP"))
    except _BROKEN as cause:
        raise ImportFileError("damaged") from cause
    return picture


def _tell(picture: Image.Image, data: bytes, found: PassageList) -> int:
    """Put down the facts and return the orientation (EXIF, 1 is upright)."""
    tags = picture.getexif()
    orientation = tags.get(ORIENTATION, 1)
    orientation = orientation if isinstance(orientation, int) and 1 <= orientation <= 8 else 1
    width, height = picture.size if orientation < 5 else reversed(picture.size)
    pages = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
    for name_, value in (("width", width), ("height", height), ("pages", pages),
                         ("orientation", orientation), ("taken", _taken(tags))):  # fmt: skip
        found.tell(name_, value)
    if tags.get_ifd(_PLACE) or any(words in data for words in _PLACE_WORDS):
        found.tell("has_location", "yes")
    return orientation


def _taken(tags: Image.Exif) -> str:
    """Return when the camera says the picture was taken; nothing where it had no clock set."""
    for listed, tag in _TAKEN:
        value = (tags.get_ifd(listed) if listed else tags).get(tag, "")
        moment = _MOMENT.match(str(value).strip("\x00 "))
        if moment and moment[1] > "1900" and moment[2] != "00":
            year, month, day, hour, minute = moment.groups()
            return f"{year}-{month}-{day}T{hour}:{minute}"
    return ""


def _check_copy(copy: bytes) -> None:
    """Refuse to give out a copy that still tells a place, or is no picture any more."""
    tags = _open(copy).getexif()
    if tags.get_ifd(_PLACE) or any(words in copy for words in _PLACE_WORDS):
        raise ImportFileError("damaged")
