"""Draws pictures (photographs, scans, faxes of several pages) in the box, the right way up.

Nothing is found on a picture: it holds no words. What it tells of place and time is left out.
"""

from __future__ import annotations

import importlib
import io
import struct
from typing import cast

from PIL import Image, ImageFile

from chronology_app.errors import ImportFileError
from importers.page_lines import (
    DrawnPages,
    DrawRequest,
    FoundWords,
    PageImage,
    PageRefusal,
    PageRequest,
)

_FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "GIF", "BMP")
#: Parts of the library that it loads in the middle of its work.
_LATE = ("ImageOps", "MpoImagePlugin", "PngImagePlugin", "TiffImagePlugin", "WebPImagePlugin")
_ORIENTATION = 0x0112
#: What each orientation of a picture asks for (EXIF 2.3, tag 0x0112), and how far that turns it.
_TURNS = {
    2: (Image.Transpose.FLIP_LEFT_RIGHT, 0),
    3: (Image.Transpose.ROTATE_180, 180),
    4: (Image.Transpose.FLIP_TOP_BOTTOM, 180),
    5: (Image.Transpose.TRANSPOSE, 90),
    6: (Image.Transpose.ROTATE_270, 90),
    7: (Image.Transpose.TRANSVERSE, 270),
    8: (Image.Transpose.ROTATE_90, 270),
}
#: From this orientation on a picture lies on its side.
_LYING = 5
_WHITE = (255, 255, 255, 255)
_DEEP = ("I;16", "I;16L", "I;16B", "I;16N", "I", "F")
#: What the picture library raises for a broken picture.
_BROKEN = (OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, struct.error)


def prepare() -> None:
    """Load the parts of the picture library that it loads late."""
    for name in _LATE:
        importlib.import_module(f"PIL.{name}")
    Image.preinit()
    Image.MAX_IMAGE_PIXELS = None  # our own limit is tested before a picture is unpacked
    ImageFile.LOAD_TRUNCATED_IMAGES = True  # what is left of a cut picture is shown


def draw(data: bytes, request: DrawRequest) -> DrawnPages:
    """Draw the pages asked for; only the pages of a TIFF count, not the frames of a moving one."""
    images, refused = [], {}
    try:
        picture = Image.open(io.BytesIO(data), formats=_FORMATS)
        count = int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1
    except _BROKEN as cause:
        raise ImportFileError("damaged") from cause
    if not 0 < count <= request.limits.pages:
        raise PageRefusal("too_large")
    for asked in request.pages:
        try:
            images.append(_draw(picture, count, asked, request))
        except PageRefusal as refusal:
            refused[asked.page] = refusal.code
        except _BROKEN:
            refused[asked.page] = "page_damaged"
    return DrawnPages(page_count=count, images=tuple(images), refused=refused)


def _draw(
    picture: ImageFile.ImageFile, count: int, asked: PageRequest, request: DrawRequest
) -> PageImage:
    if not 1 <= asked.page <= count:
        raise PageRefusal("no_such_page")
    if count > 1:
        picture.seek(asked.page - 1)
    if picture.width * picture.height > request.limits.picture_pixels:
        raise PageRefusal("too_large")
    orientation = picture.getexif().get(_ORIENTATION, 1)
    width, height, rgb = 0, 0, b""
    if request.width_px:
        # The library turns a TIFF by itself.
        shown = _shown(picture, 1 if picture.format == "TIFF" else orientation, request)
        (width, height), rgb = shown.size, shown.tobytes()
    return PageImage(
        page=asked.page,
        width=width,
        height=height,
        rgb=rgb,
        page_count=count,
        rotation=_TURNS.get(orientation, (None, 0))[1],
        found=(FoundWords(),) * len(asked.quotes),
    )


def _shown(picture: ImageFile.ImageFile, orientation: int, request: DrawRequest) -> Image.Image:
    """Return the picture the right way up, no wider than asked for, in three colours."""
    turn = _TURNS.get(orientation, (None, 0))[0]
    lying = turn is not None and orientation >= _LYING
    wide, high = (picture.height, picture.width) if lying else picture.size
    most = (request.limits.drawn_pixels / (wide * high)) ** 0.5
    scale = min(1.0, request.width_px / wide, most)
    across, down = max(1, int(wide * scale)), max(1, int(high * scale))
    size = (down, across) if lying else (across, down)
    picture.draft("RGB", size)  # a JPEG is unpacked no larger than needed
    plain = _plain(picture)
    if plain.size != size:
        plain = plain.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    whole = _on_white(plain)
    return whole if turn is None else whole.transpose(turn)


def _plain(picture: Image.Image) -> Image.Image:
    """Return a picture whose colours can be mixed: no palette, one byte a colour."""
    if picture.mode in _DEEP:
        deep = picture.convert("F")
        brightest = max(float(value) for value in cast(tuple[float, float], deep.getextrema()))
        factor = 255 / brightest if brightest > 255 else 1.0
        return deep.point(lambda value: value * factor + 0.0).convert("L")
    if picture.mode in ("RGB", "RGBA", "L", "LA"):
        picture.load()
        return picture
    if picture.mode == "1":
        return picture.convert("L")
    see_through = picture.mode in ("PA", "La", "RGBa") or "transparency" in picture.info
    return picture.convert("RGBA" if see_through else "RGB")


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGBA", "LA"):
        ground = Image.new("RGBA", picture.size, _WHITE)
        return Image.alpha_composite(ground, picture.convert("RGBA")).convert("RGB")
    return picture.convert("RGB")
