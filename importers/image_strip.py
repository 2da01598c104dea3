"""Takes out of a picture what it tells of place, time and device, and leaves every point of it.

Works on the parts of a file (JPEG, PNG, WebP, TIFF) without unpacking the picture, so that no
point of it changes. Only how far to turn it is kept. Runs in the box; see `image`.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from chronology_app.errors import ImportFileError

ORIENTATION = 0x0112
_UPRIGHT = 1


def without_location(data: bytes, media_format: str, orientation: int = _UPRIGHT) -> bytes:
    """Return a picture's bytes without place, time, device, comments and small previews.

    `media_format`: "jpeg", "png", "webp" or "tiff"; `orientation`: what the copy is to say (EXIF).
    Errors: ImportFileError "damaged" for a file whose parts do not fit together.
    """
    if not 1 <= orientation <= 8:
        orientation = _UPRIGHT
    try:
        return _STRIP[media_format](data, orientation)
    except (struct.error, IndexError, ValueError) as cause:
        raise ImportFileError("damaged") from cause


def _turn_only(orientation: int) -> bytes:
    """Return EXIF data (a TIFF head and one tag) that says nothing but the orientation."""
    tag = struct.pack(">HHIHH", ORIENTATION, 3, 1, orientation, 0)
    return b"MM\x00*" + struct.pack(">IH", 8, 1) + tag + struct.pack(">I", 0)


# --- JPEG ------------------------------------------------------------------------------------

_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
_COMMENT = 0xFE
#: Markers without a length: padding (TEM) and the restarts inside the picture's data.
_BARE = {0x01, *range(0xD0, 0xD8)}


def _strip_jpeg(data: bytes, orientation: int) -> bytes:
    """Keep what draws the picture; drop every application part but colour, and all after its end.

    A second picture or a film that telephones put after the end carries its own place.
    """
    if data[:2] != b"\xff\xd8":
        raise ValueError("start")
    kept = [b"\xff\xd8"]
    if orientation != _UPRIGHT:
        body = b"Exif\x00\x00" + _turn_only(orientation)
        kept.append(b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body)
    for marker, part in _jpeg_parts(data):
        if marker == _EOI:
            break
        if _draws(marker, part):
            kept.append(part)
    return b"".join((*kept, b"\xff\xd9"))


def _jpeg_parts(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 2
    while at < len(data):
        if data[at] != 0xFF:
            raise ValueError("marker")
        while data[at + 1] == 0xFF:
            at += 1
        marker = data[at + 1]
        if marker == _EOI:
            yield marker, b""
            return
        end = at + 2
        if marker not in _BARE:
            end += struct.unpack_from(">H", data, at + 2)[0]
        if end > len(data) or end < at + 2:
            raise ValueError("length")
        if marker == _SOS:
            end = _end_of_scan(data, end)
        yield marker, data[at:end]
        at = end


def _end_of_scan(data: bytes, at: int) -> int:
    """Return where the picture's data end: at the next marker that is no part of them."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] == 0 or data[at + 1] == 0xFF or data[at + 1] in _BARE:
            at += 1 if data[at + 1] == 0xFF else 2
            continue
        return at


def _draws(marker: int, part: bytes) -> bool:
    if marker == _COMMENT:
        return False
    if not 0xE0 <= marker <= 0xEF:
        return True
    body = part[4:]
    # JFIF's own head (without its preview), colour profiles, and how Adobe coded the colours.
    jfif = marker == 0xE0 and body.startswith(b"JFIF\x00") and body[12:14] == b"\x00\x00"
    profile = marker == 0xE2 and body.startswith(b"ICC_PROFILE\x00")
    return jfif or profile or (marker == 0xEE and body.startswith(b"Adobe"))


# --- PNG -------------------------------------------------------------------------------------

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs hIST acTL fcTL fdAT".split()
)


def _strip_png(data: bytes, orientation: int) -> bytes:
    kept = [_PNG]
    at = len(_PNG)
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise ValueError("length")
        if kind in _PNG_KEPT:
            kept.append(data[at:end])
        if kind == b"IHDR" and orientation != _UPRIGHT:
            kept.append(_png_part(b"eXIf", _turn_only(orientation)))
        if kind == b"IEND":
            return b"".join((*kept, _png_part(b"IEND", b"")))
        at = end


def _png_part(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


# --- WebP ------------------------------------------------------------------------------------

_WEBP_KEPT = frozenset(b"VP8 :VP8L:VP8X:ALPH:ANIM:ANMF:ICCP".split(b":"))
#: Bits of the extended head that say "EXIF follows" and "XMP follows".
_EXIF_BIT, _XMP_BIT = 0x08, 0x04


def _strip_webp(data: bytes, orientation: int) -> bytes:
    turned = orientation != _UPRIGHT
    parts = []
    for kind, body in _webp_parts(data):
        if kind == b"VP8X":
            flags = (body[0] & ~(_EXIF_BIT | _XMP_BIT)) | (_EXIF_BIT if turned else 0)
            body = bytes([flags]) + body[1:]
        if kind in _WEBP_KEPT:
            parts.append((kind, body))
    if turned and any(kind == b"VP8X" for kind, _ in parts):
        parts.append((b"EXIF", _turn_only(orientation)))
    packed = b"".join(
        kind + struct.pack("<I", len(body)) + body + b"\x00" * (len(body) % 2)
        for kind, body in parts
    )
    return b"RIFF" + struct.pack("<I", len(packed) + 4) + b"WEBP" + packed


def _webp_parts(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, end = 12, min(len(data), 8 + struct.unpack_from("<I", data, 4)[0])
    while at + 8 <= end:
        kind, length = struct.unpack_from("<4sI", data, at)
        if at + 8 + length > len(data):
            raise ValueError("length")
        yield kind, data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


# --- TIFF ------------------------------------------------------------------------------------

#: How many bytes a value of each type takes.
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
#: Tags that point to a list of tags: EXIF, place, interoperability.
_LISTS = {0x8769, 0x8825, 0xA005}
#: Words, times, names, devices, XMP, IPTC, Photoshop; and lists of tags, emptied with them.
_TOLD = frozenset(
    {0x010D, 0x010E, 0x010F, 0x0110, 0x011D, 0x0131, 0x0132, 0x013B, 0x013C, 0x02BC, 0x8298,
     0x83BB, 0x8649, 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F, *_LISTS}
)  # fmt: skip
#: Points to further pictures inside one page, each with tags of its own (raw camera files).
_SMALLER = 0x014A
_MOST_PAGES = 20_000


def _strip_tiff(data: bytes, orientation: int) -> bytes:
    """Blank the values where they stand, so that no other place in the file moves.

    `orientation` stays as each page has it: its tag is not one of those taken out.
    """
    order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(data[:4])
    if order is None:
        raise ValueError("start")
    copy = bytearray(data)
    seen: set[int] = set()
    at = struct.unpack_from(f"{order}I", data, 4)[0]
    while at and at not in seen and len(seen) < _MOST_PAGES:
        seen.add(at)
        at = _strip_tags(copy, at, order)
    return bytes(copy)


def _strip_tags(copy: bytearray, at: int, order: str) -> int:
    """Take the telling tags out of one list and return where the next page's list is."""
    count = struct.unpack_from(f"{order}H", copy, at)[0]
    first, end = at + 2, at + 2 + 12 * count
    following = struct.unpack_from(f"{order}I", copy, end)[0]
    kept = b""
    for place in range(first, end, 12):
        tag = struct.unpack_from(f"{order}H", copy, place)[0]
        if tag in _TOLD:
            _blank_value(copy, place, order, deep=tag in _LISTS)
        elif tag == _SMALLER:
            raise ValueError("pictures within")
        else:
            kept += bytes(copy[place : place + 12])
    struct.pack_into(f"{order}H", copy, at, len(kept) // 12)
    tail = struct.pack(f"{order}I", following)
    copy[first : end + 4] = (kept + tail).ljust(end + 4 - first, b"\x00")
    return int(following)


def _blank_value(copy: bytearray, place: int, order: str, *, deep: bool) -> None:
    _, kind, count, value = struct.unpack_from(f"{order}HHII", copy, place)
    if deep:
        _blank_list(copy, value, order)
        return
    size = _SIZES.get(kind, 1) * count
    if size > 4:
        _blank(copy, value, size)


def _blank_list(copy: bytearray, at: int, order: str) -> None:
    """Blank a whole list of tags with all values that it points to."""
    count = struct.unpack_from(f"{order}H", copy, at)[0]
    places = range(at + 2, at + 2 + 12 * count, 12)
    if at + 2 + 12 * count > len(copy):
        raise ValueError("length")
    for place in places:
        tag = struct.unpack_from(f"{order}H", copy, place)[0]
        value = struct.unpack_from(f"{order}I", copy, place + 8)[0]
        _blank_value(copy, place, order, deep=tag in _LISTS and value > at)
    _blank(copy, at, 2 + 12 * count)


def _blank(copy: bytearray, at: int, size: int) -> None:
    if at < 8 or at + size > len(copy):
        raise ValueError("place")
    copy[at : at + size] = bytes(size)


_STRIP = {"jpeg": _strip_jpeg, "png": _strip_png, "webp": _strip_webp, "tiff": _strip_tiff}
