"""Pictures are drawn the right way up, in plain colours, page by page."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from chronology_app.errors import ImportFileError
from importers.page_lines import DrawnPages, DrawRequest, PageImage, PageLimits, PageRequest
from importers.page_picture import draw, prepare

RED, WHITE = (200, 20, 20), (255, 255, 255)


def picture(kind: str, *, orientation: int = 1, pages: int = 1, mode: str = "RGB") -> bytes:
    """Return a picture of 20 x 10, red in its top left quarter, white elsewhere."""
    image = Image.new("RGB", (20, 10), WHITE)
    image.paste(RED, (0, 0, 10, 5))
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = orientation
    more: dict[str, object] = {"exif": exif} if orientation != 1 else {}
    if pages > 1:
        more |= {"save_all": True, "append_images": [image] * (pages - 1)}
    if kind == "JPEG":
        more |= {"quality": 100, "subsampling": 0}
    image.convert(mode).save(out, kind, **more)
    return out.getvalue()


def drawn(data: bytes, page: int = 1, width: int = 20, **limits: int) -> DrawnPages:
    prepare()
    request = DrawRequest(
        media_format="image",
        pages=(PageRequest(page=page),),
        width_px=width,
        limits=PageLimits(**limits),  # type: ignore[arg-type]
    )
    return draw(data, request)


def spot(image: PageImage, x: int, y: int) -> tuple[int, ...]:
    place = 3 * (y * image.width + x)
    return tuple(image.rgb[place : place + 3])


def is_red(image: PageImage, x: int, y: int) -> bool:
    red, green, _ = spot(image, x, y)
    return red > 150 and green < 120


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF"])
def test_every_kind_of_picture_is_drawn(kind: str) -> None:
    (image,) = drawn(picture(kind)).images
    assert (image.width, image.height, image.rotation) == (20, 10, 0)
    assert is_red(image, 3, 2)
    assert not is_red(image, 16, 2)
    assert not is_red(image, 3, 8)


#: Orientation -> where the corner that was top left is shown, and the turn that is told.
CORNERS = {
    1: ("top left", 0),
    2: ("top right", 0),
    3: ("bottom right", 180),
    4: ("bottom left", 180),
    5: ("top left", 90),
    6: ("top right", 90),
    7: ("bottom right", 270),
    8: ("bottom left", 270),
}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
@pytest.mark.parametrize("orientation", sorted(CORNERS))
def test_a_picture_is_turned_as_its_camera_says(kind: str, orientation: int) -> None:
    (image,) = drawn(picture(kind, orientation=orientation)).images
    corner, rotation = CORNERS[orientation]
    assert image.rotation == rotation
    assert (image.width, image.height) == ((20, 10) if orientation < 5 else (10, 20))
    x = 2 if "left" in corner else image.width - 3
    y = 2 if "top" in corner else image.height - 3
    assert [is_red(image, x, y), is_red(image, image.width - 1 - x, y)] == [True, False]
    assert not is_red(image, x, image.height - 1 - y)


def test_each_page_of_a_fax_is_a_page_and_no_other_frames_are() -> None:
    assert drawn(picture("TIFF", pages=3), page=3).page_count == 3
    assert drawn(picture("TIFF", pages=3), page=4).refused == {4: "no_such_page"}
    assert drawn(picture("GIF", pages=3)).page_count == 1


def test_a_wide_picture_is_made_smaller_and_a_small_one_is_left() -> None:
    assert drawn(picture("PNG"), width=8).images[0].height == 4
    assert drawn(picture("PNG"), width=500).images[0].width == 20
    small = drawn(picture("PNG"), drawn_pixels=50).images[0]
    assert small.width * small.height <= 50


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "I", "CMYK"])
def test_every_depth_of_colour_keeps_dark_dark_and_light_light(mode: str) -> None:
    image = Image.new("L", (20, 10), 255)
    image.paste(0, (0, 0, 10, 10))
    if mode in ("I;16", "I"):
        image = image.convert("I").point(lambda value: value * 256)
    out = io.BytesIO()
    kind = "TIFF" if mode in ("I", "CMYK") else "PNG"
    image.convert(mode).save(out, kind)
    (shown,) = drawn(out.getvalue()).images
    assert max(spot(shown, 2, 2)) < 40
    assert min(spot(shown, 17, 2)) > 220


def test_what_is_see_through_is_shown_on_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(out, "PNG")
    assert set(drawn(out.getvalue()).images[0].rgb) == {255}


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    assert drawn(picture("PNG"), picture_pixels=199).refused == {1: "too_large"}


def test_what_is_left_of_a_cut_picture_is_shown() -> None:
    out = io.BytesIO()
    noise = bytes((n * 7919) % 251 for n in range(60 * 60 * 3))
    Image.frombytes("RGB", (60, 60), noise).save(out, "JPEG")
    whole = out.getvalue()
    assert drawn(whole[: len(whole) * 2 // 3], width=60).images


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n", b"II*\x00", b"GIF89a", b"junk"])
def test_a_broken_picture_is_refused(data: bytes) -> None:
    with pytest.raises(ImportFileError) as refusal:
        drawn(data)
    assert refusal.value.code == "damaged"
