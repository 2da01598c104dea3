"""What a photograph tells of itself is read; a copy tells nothing and shows the same points."""

from __future__ import annotations

import contextlib
import io

import pytest
from PIL import Image

from chronology_app.errors import ImportFileError
from importers.base import ImportOptions
from importers.box import read_in_box
from importers.formats import choose_importer
from importers.image_strip import without_location
from tests.importers.pictures import FORMATS, SECRETS, exif, picture, points

PHOTOGRAPH = ImportOptions(file_name="kitchen.jpg", purpose="photograph")
COPY = ImportOptions(file_name="kitchen.jpg", purpose="copy")


def read(data: bytes, options: ImportOptions = PHOTOGRAPH):
    importer = choose_importer(data, options)
    importer.prepare()
    return importer.read(data, options)


@pytest.mark.parametrize("media_format", FORMATS)
def test_a_picture_tells_its_size_its_time_and_whether_it_tells_its_place(media_format):
    told = read(picture(media_format)).metadata
    assert (told["width"], told["height"], told["pages"]) == ("24", "16", "1")
    assert told["taken"] == "2023-06-14T16:59"
    assert told["has_location"] == "yes"
    silent = read(picture(media_format, told=False)).metadata
    assert "taken" not in silent
    assert "has_location" not in silent


def test_a_picture_on_its_side_has_the_size_that_is_seen():
    told = read(picture("jpeg", orientation=6)).metadata
    assert (told["width"], told["height"], told["orientation"]) == ("16", "24", "6")


def test_a_camera_without_a_clock_gives_no_time():
    tags = exif(1)
    tags.get_ifd(0x8769)[0x9003] = "0000:00:00 00:00:00"
    tags[0x0132] = "    :  :     :  :  "
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "jpeg", exif=tags)
    assert "taken" not in read(out.getvalue()).metadata


@pytest.mark.parametrize("orientation", [1, 6, 8])
@pytest.mark.parametrize("media_format", FORMATS)
def test_a_copy_tells_nothing_and_shows_the_same(media_format, orientation):
    original = picture(media_format, orientation=orientation)
    assert any(secret in original for secret in SECRETS)
    (found,) = read(original, COPY).attachments
    copy = found.data
    assert not [secret for secret in SECRETS if secret in copy]
    tags = Image.open(io.BytesIO(copy)).getexif()
    assert tags.get(0x0112, 1) == orientation
    assert not tags.get_ifd(0x8825)
    assert not tags.get_ifd(0x8769)
    assert points(copy) == points(original)
    assert read(copy, COPY).attachments[0].data == copy


def test_what_a_telephone_hides_behind_the_end_of_a_picture_stays_behind():
    original = picture("jpeg")
    film = b"ftypmp42 filmed at 52.5517,-3.1675"
    copy = without_location(original + film + picture("jpeg", seed=2), "jpeg")
    assert film not in copy
    assert copy == without_location(original, "jpeg")


def test_a_picture_drawn_in_several_passes_is_kept_whole():
    out = io.BytesIO()
    Image.open(io.BytesIO(picture("png"))).save(out, "jpeg", progressive=True, exif=exif(1))
    copy = without_location(out.getvalue(), "jpeg")
    assert points(copy) == points(out.getvalue())
    assert b"PENHELYG" not in copy


def test_every_page_of_a_fax_is_kept_and_silent():
    pages = [Image.open(io.BytesIO(picture("png", seed=n))).convert("RGB") for n in (1, 2, 3)]
    out = io.BytesIO()
    pages[0].save(out, "tiff", save_all=True, append_images=pages[1:], exif=exif(1))
    original = out.getvalue()
    assert read(original).metadata["pages"] == "3"
    copy = read(original, COPY).attachments[0].data
    assert len(copy) == len(original)
    assert points(copy) == points(original)
    assert b"PENHELYG" not in copy


def test_colours_keep_their_profile():
    out = io.BytesIO()
    profile = b"a colour profile" * 20
    Image.new("RGB", (8, 8)).save(out, "jpeg", icc_profile=profile, exif=exif(1))
    copy = without_location(out.getvalue(), "jpeg")
    assert Image.open(io.BytesIO(copy)).info["icc_profile"] == profile


@pytest.mark.parametrize("media_format", FORMATS)
def test_a_damaged_picture_is_refused_or_read_and_never_hangs(media_format):
    original = picture(media_format)
    for at in range(0, len(original), max(1, len(original) // 60)):
        torn = original[:at] + bytes([original[at] ^ 0xFF]) + original[at + 1 :]
        for data in (torn, original[:at]):
            with contextlib.suppress(ImportFileError):
                assert len(without_location(data, media_format, 6)) <= len(data) + 100


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "format_heic"),
        (b"GIF89a" + bytes(40), "damaged"),
        (b"%PDF-1.7 and more", "format_photograph"),
        (b"only words", "format_photograph"),
        (b"\xff\xd8\xff\xe0 torn", "damaged"),
    ],
)
def test_what_is_no_photograph_is_refused_in_the_box_with_a_code(data, code):
    with pytest.raises(ImportFileError) as refusal:
        read_in_box(data, PHOTOGRAPH)
    assert refusal.value.code == code


@pytest.mark.parametrize("media_format", FORMATS)
def test_the_box_gives_facts_and_a_copy(media_format):
    original = picture(media_format, orientation=8)
    result = read_in_box(original, COPY)
    assert (result.format, result.passages) == (media_format, ())
    assert points(result.attachments[0].data) == points(original)


def test_a_dropped_picture_is_still_refused_by_the_import():
    for data, code in ((picture("webp"), "format_image"), (picture("jpeg"), "format_image")):
        with pytest.raises(ImportFileError) as refusal:
            choose_importer(data, ImportOptions(file_name="a.jpg"))
        assert refusal.value.code == code
