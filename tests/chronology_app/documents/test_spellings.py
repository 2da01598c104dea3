"""Everyday ways of writing a protected detail are found; what only resembles it is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology_app.documents.folding import find_needle, fold, fold_short, needle
from chronology_app.documents.protected import watched_details
from chronology_app.documents.redact import withhold_text
from chronology_app.model import Case, Person, ProtectedDetail
from chronology_app.model.codes import ProtectedKind as Kind
from chronology_app.model.view import view_of
from tests.factories import make


def _watched(kind, value, **fields):
    view = view_of(make(Case), [
        make(Person, id="kerry", name="Kerry Ann Hollins", role="mother"),
        make(Person, id="lee", name="Lee Marlow", role="father"),
        make(ProtectedDetail, id="detail", kind=kind, value=value, **fields),
    ])  # fmt: skip
    return watched_details(view, "court")


ADDRESS = "14 Elm Road, Penhelyg, SY9 9ZZ"

FOUND = [
    (Kind.ADDRESS, ADDRESS, [
        "14 Elm Rd", "14 ELM RD.", "the Elm Rd flat", "14 Elm Roads", "14 Elm Road's door",
        "Elm\u00adRoad", "14 Elm\u200bRoad", "14\u00a0Elm\u00a0Road", "14 Elm R\u200boad",
        "14 Elm-\nRoad", "14 Elm\nRd", "14ElmRoad", "x_14 Elm Road", "No14 Elm Road",
        "number 14 in Elm Rd", "14, Elm Road", "sy9 9 zz", "SY99ZZ", "SY9 9ZZThe home",
        "SY9 9ZZ2", "postcodeSY9 9ZZ", "EastSY99ZZnow",
    ]),
    (Kind.ADDRESS, "14 Elm Rd", ["14 Elm Road", "Elm Road"]),
    (Kind.ADDRESS, "9 Vine Cl", ["9 Vine Close", "Vine Close"]),
    (Kind.ADDRESS, "9 Vine Gardens", ["9 Vine Gdns", "vine gdn"]),
    (Kind.ADDRESS, "Flat 3, 14, Elm Road, Penhelyg, SY9 9ZZ", ["14 Elm Rd", "Elm Road",
                                                              "Flat 3, 14 Elm Road"]),
    (Kind.ADDRESS, "Flat 3\n14 Elm Road\nPenhelyg\nSY9 9ZZ", ["14 Elm Rd", "Elm Road",
                                                             "Flat 3, 14 Elm Road, Penhelyg"]),
    (Kind.ADDRESS, "Rose Cottage, Mill Lane, Penhelyg", ["Rose Cottage", "Mill Ln", "rose cott",
                                                         "Rose Cottage in Mill Lane"]),
    (Kind.ADDRESS, "Rose Cottage Mill Lane Penhelyg", ["Rose Cottage", "Mill Lane"]),
    (Kind.ADDRESS, "Plas Newydd, Penhelyg, SY9 9ZZ", ["Plas Newydd", "plas-newydd"]),
    (Kind.ADDRESS, "Awelon, Ffordd Las, Penhelyg", ["Awelon", "Ffordd Las"]),
    (Kind.ADDRESS, "27 Kingsway Penhelyg", ["27 Kingsway", "27, Kingsway"]),
    (Kind.ADDRESS, "3 Heol y Bryn, Penhelyg", ["3 Heol y Bryn", "Heol-y-Bryn"]),
    (Kind.PLACEMENT, "Bryn Glas Children's Home, Penhelyg", ["Bryn Glas", "Bryn Glas home"]),
    (Kind.ADDRESS, "27 Kingsway, Penhelyg", ["27 Kingsway", "27, Kingsway", "in Kingsway"]),
    (Kind.ADDRESS, "14-16 Elm Road, Penhelyg", ["14 Elm Road", "16 Elm Rd", "14-16 Elm Road",
                                                "14 – 16 Elm Rd", "Elm Road"]),
    (Kind.ADDRESS, "The Willows, 9 St. John's Road, Penhelyg", [
        "9 St John’s Road", "9 Saint Johns Road", "St Johns Rd", "The Willows"]),
    (Kind.ADDRESS, "12 Church Lane", ["Church Ln"]),
    (Kind.NUMBER, "07700 900123", ["+44 (0) 7700 900123", "07700-900-123", "07700 900\n123",
                                   "07700 900 123x4", "0044 7700900123", "7700900123"]),
    (Kind.NUMBER, "Tel 07700 900123 (mobile)", ["07700 900123", "+447700900123"]),
    (Kind.NUMBER, "07700 900123 / 07700 900456", ["07700 900123", "07700900456"]),
    (Kind.NUMBER, "07700 900123 07700 900456", ["07700 900123", "07700900456"]),
    (Kind.FOSTER_CARER, "Sandra Henderson", [
        "Mrs Henderson", "the Hendersons", "Henderson's", "Hendersons’ home", "HENDERSON",
        "S Henderson", "Hen\u00adderson", "Hender-\nson", "Henderson, Sandra", "SHenderson",
        "shenderson@example.org", "sandra.henderson@example.org", "home@henderson-care.example"]),
    (Kind.FOSTER_CARER, "Henderson, Sandra", ["Sandra Henderson", "Mrs Henderson"]),
    (Kind.FOSTER_CARER, "Mr and Mrs Henderson", ["the Hendersons", "Mrs Henderson"]),
    (Kind.FOSTER_CARER, "Sandra Henderson, 4 Mill Lane", ["Mrs Henderson", "4 Mill Ln"]),
    (Kind.ADOPTER, "Anne Okoro-Smythe", ["Ms Okoro", "Mrs Smythe", "Okoro Smythe"]),
    (Kind.REFERRER, "Joan O’Neil", ["Joan ONeil", "Mrs O'Neil", "Oneil"]),
    (Kind.SCHOOL, "St Mary's Primary School", [
        "St Mary's", "St Marys Primary", "Saint Mary's Primary School",
        "ST MARYS PRIMARY SCHOOL", "St. Mary’s Primary School's"]),
    (Kind.SCHOOL, "Penhelyg Primary School", ["Penhelyg Primary", "Penhelyg School"]),
    (Kind.REFUGE, "Hope House Refuge", ["Hope House", "the refuge at Hope Hse"]),
    (Kind.REFUGE, "Oakwood Refuge, Penhelyg", ["stays at Oakwood"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "value", "text"), [(k, v, text) for k, v, texts in FOUND for text in texts]
)
def test_it_is_found_and_withholding_leaves_nothing_of_it(kind, value, text):
    watched = _watched(kind, value)
    assert watched[0].is_in(text)
    cleaned = withhold_text(f"Seen: {text}, then home.", watched, "en")
    assert "withheld]" in cleaned
    assert not watched[0].is_in(cleaned)
    assert cleaned.startswith("Seen: ")
    assert cleaned.endswith(", then home.")


LEFT_ALONE = [
    (Kind.ADDRESS, ADDRESS, ["Penhelyg", "the road", "14 days", "an elm by the road",
                             "helm roadside", "SY9 9Z"]),
    (Kind.ADDRESS, "Flat 3, 14, Elm Road, Penhelyg", ["Flat 3", "Penhelyg", "3 and 14"]),
    (Kind.ADDRESS, "Rose Cottage, Mill Lane, Penhelyg", ["the cottage", "a rose", "Penhelyg"]),
    (Kind.ADDRESS, "Penhelyg, Gwynedd", ["Penhelyg", "Gwynedd"]),
    (Kind.PLACEMENT, "Bryn Glas Children's Home, Penhelyg", ["a children's home", "Penhelyg"]),
    (Kind.ADDRESS, "12 The Close, Penhelyg", ["close to tears", "Close", "closely"]),
    (Kind.ADDRESS, "1 E Road, E1 6AN", ["the 16 and over"]),
    (Kind.NUMBER, "Tel 07700 900123 (mobile)", ["a mobile", "tel", "07700 900124"]),
    (Kind.SCHOOL, "Penhelyg Primary School", ["Penhelyg", "a primary school", "School"]),
    (Kind.SCHOOL, "St Mary's Primary School", ["Mary", "primary school", "St David's Primary"]),
    (Kind.REFUGE, "Hope House Refuge", ["the refuge", "a house", "hope"]),
    (Kind.REFUGE, "Penhelyg Refuge, Mill Lane, Penhelyg", ["in Penhelyg"]),
    (Kind.FOSTER_CARER, "Sandra Henderson", ["Sandra rang", "Hendersonville", "hend@example.org"]),
    (Kind.FOSTER_CARER, "Kerry Marlow-Pugh", ["Kerry said", "Lee Marlow", "lmarlow@example.org"]),
    (Kind.REFERRER, "Sandra Henderson, 4 Mill Lane", ["the lane"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "value", "text"), [(k, v, text) for k, v, texts in LEFT_ALONE for text in texts]
)
def test_words_that_only_resemble_it_are_left_alone(kind, value, text):
    (watched,) = _watched(kind, value)
    assert not watched.is_in(text)
    assert withhold_text(text, (watched,), "en") == text


def test_other_ways_given_by_hand_count_unless_they_are_a_town_or_a_name_of_the_family():
    (watched,) = _watched(
        Kind.ADDRESS, ADDRESS, variants=("the blue door", "Penhelyg", "Kerry", "Road")
    )
    assert watched.is_in("the Blue Door")
    for text in ("Penhelyg", "Kerry came", "on the road"):
        assert not watched.is_in(text)


def test_something_is_always_looked_for():
    (watched,) = _watched(Kind.REFERRER, "Lee")
    assert watched.is_in("Lee rang")


LONG_AND_SHORT = [
    ("road", "rd"), ("street", "st"), ("saint", "st"), ("avenue", "ave"), ("close", "cl"),
    ("lane", "ln"), ("drive", "dr"), ("court", "ct"), ("gardens", "gdns"), ("terrace", "terr"),
    ("crescent", "cres"), ("place", "pl"), ("square", "sq"), ("house", "hse"), ("park", "pk"),
]  # fmt: skip
NAMES = st.text("abcdefghijkmnopqrtuvwxyz", min_size=4, max_size=9).map(str.capitalize)
GAPS = st.sampled_from([" ", "  ", ", ", "\n", "\u00a0", "\u200b", "-", ". ", "\t"])


@given(NAMES, st.sampled_from(LONG_AND_SHORT), GAPS, st.booleans(), st.booleans())
def test_short_and_long_forms_are_the_same_in_both_directions(name, pair, gap, swap, upper):
    written, looked_for = pair[::-1] if swap else pair
    text = f"at 7{gap}{name}{gap}{written}, today"
    text = text.upper() if upper else text
    wanted = needle(f"7 {name} {looked_for}")
    places = list(find_needle(wanted, text))
    assert places
    start, end = places[0]
    assert fold_short(text[start:end]) == wanted.short


@given(st.text(max_size=40), st.text(max_size=40))
def test_every_place_lies_in_the_text_and_folds_to_what_was_looked_for(text, words):
    wanted = needle(words)
    for start, end in find_needle(wanted, text):
        assert 0 <= start < end <= len(text)
        found = text[start:end]
        assert wanted.plain in fold(found) or wanted.short in fold_short(found)


@given(st.text(max_size=60))
def test_folding_is_stable(text):
    assert fold(fold(text)) == fold(text)
