"""Makes small pictures that tell place, time and device, in every format that is kept."""

from __future__ import annotations

import io
import random

from PIL import Image, PngImagePlugin, TiffImagePlugin

#: In each picture, and in no copy of one.
SECRETS = (b"GPSLatitude", b"PENHELYG CAM", b"2023:06:14", b"Ruth's telephone")
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>52,33.1N</exif:GPSLatitude></x:xmpmeta>'
)
FORMATS = ("jpeg", "png", "webp", "tiff")


def picture(media_format: str, *, orientation: int = 1, told: bool = True, seed: int = 1) -> bytes:
    """Return a picture of random points, 24 by 16; `told`: with place, time and device."""
    rng = random.Random(seed)
    image = Image.frombytes("RGB", (24, 16), rng.randbytes(24 * 16 * 3))
    out = io.BytesIO()
    more: dict[str, object] = {"exif": exif(orientation, told=told)}
    if media_format == "tiff":
        more = {"tiffinfo": tags_of(exif(orientation, told=told))}
    if told and media_format in ("jpeg", "webp"):
        more["xmp"] = XMP
    if told and media_format == "jpeg":
        more["comment"] = b"Ruth's telephone"
    if told and media_format == "png":
        notes = PngImagePlugin.PngInfo()
        notes.add_text("Comment", "Ruth's telephone")
        notes.add_itxt("XML:com.adobe.xmp", XMP.decode())
        more["pnginfo"] = notes
    if media_format == "webp":
        more["lossless"] = True
    image.save(out, media_format, **more)
    return out.getvalue()


def exif(orientation: int, *, told: bool = True) -> Image.Exif:
    """Return EXIF data with an orientation, and, if wished, place, time and device."""
    tags = Image.Exif()
    if orientation != 1:
        tags[0x0112] = orientation
    if told:
        tags[0x010F] = "PENHELYG CAM"
        tags[0x0132] = "2023:06:14 17:05:00"
        tags.get_ifd(0x8769)[0x9003] = "2023:06:14 16:59:30"
        place = tags.get_ifd(0x8825)
        place[1], place[2], place[3], place[4] = "N", (52.0, 33.0, 6.0), "W", (3.0, 10.0, 0.0)
    return tags


def tags_of(told: Image.Exif) -> TiffImagePlugin.ImageFileDirectory_v2:
    """Return EXIF data as the tags of a TIFF, with its lists inside."""
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    for tag, value in told.items():
        tags[tag] = value
    for listed in (0x8769, 0x8825):
        if inside := told.get_ifd(listed):
            tags.tagtype[listed] = 4
            tags[listed] = dict(inside)
    return tags


def points(data: bytes) -> list[bytes]:
    """Return the points of every page of a picture, as they are stored."""
    with Image.open(io.BytesIO(data)) as image:
        pages = []
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            pages.append(image.convert("RGB").tobytes())
        return pages
