"""Protected details are found however they are written, and only for who must not learn them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology_app.documents.protected import must_not_learn, watched_details
from chronology_app.documents.redact import withhold_text
from chronology_app.model import Case, Person, ProtectedDetail, Release
from chronology_app.model.codes import ProtectedKind
from chronology_app.model.view import view_of
from tests.factories import make


def _view(kind, value, *extra, **fields):
    return view_of(make(Case), [
        make(Person, id="kerry", name="Kerry Ann Hollins", role="mother", aliases=("Kerry",)),
        make(Person, id="lee", name="Lee Marlow", role="father", aliases=("Mr Marlow",)),
        make(ProtectedDetail, id="detail", kind=kind, value=value, **fields),
        *extra,
    ])  # fmt: skip


def _is_found(kind, value, text, **fields):
    (watched,) = watched_details(_view(kind, value, **fields), "court")
    return watched.is_in(text)


ADDRESS = "3 Quarry Bank, Penhelyg, SY99 4ZZ"


@pytest.mark.parametrize(
    "text",
    [
        "Seen at 3 Quarry Bank, Penhelyg, SY99 4ZZ today.",
        "at 3 QUARRY BANK PENHELYG SY994ZZ",
        "3, quarry-bank",
        "moved to Quarry Bank in May",
        "postcode sy99 4zz only",
        "postcode SY994ZZ.",
        "3 Quarry\nBank",
        "3\u00a0Quarry\u00adBank".replace("\u00ad", " "),
        "３ Ｑｕａｒｒｙ Ｂａｎｋ",
    ],
)
def test_an_address_is_found_in_any_writing_and_by_its_parts(text):
    assert _is_found(ProtectedKind.ADDRESS, ADDRESS, text)


@pytest.mark.parametrize("text", ["the quarry banked up", "Penhelyg market", "13 Quarrybankside"])
def test_words_that_only_resemble_an_address_are_left_alone(text):
    assert not _is_found(ProtectedKind.ADDRESS, ADDRESS, text)


def test_an_address_without_commas_is_found_by_house_and_street():
    value = "14 Long Meadow Road Penhelyg SY99 4ZZ"
    assert _is_found(ProtectedKind.ADDRESS, value, "seen at 14 Long Meadow Road")
    assert not _is_found(ProtectedKind.ADDRESS, value, "a long road")


@pytest.mark.parametrize(
    "text",
    [
        "01632 960 123",
        "(01632) 960123",
        "+44 1632 960123",
        "0044 (0)1632 960-123",
        "tel:01632960123",
    ],
)
def test_a_number_is_found_with_any_spacing_and_country_code(text):
    assert _is_found(ProtectedKind.NUMBER, "01632 960123", f"Call {text} after six.")


def test_a_refuge_is_found_by_its_name_and_by_its_street():
    value = "Alder House, 3 Tanner Walk, Penhelyg"
    for text in ("went to Alder House", "at 3 Tanner Walk", "near Tanner walk"):
        assert _is_found(ProtectedKind.REFUGE, value, text)
    assert not _is_found(ProtectedKind.REFUGE, value, "a house with an alder")


def test_a_way_of_writing_too_short_to_mean_anything_is_not_looked_for():
    assert not _is_found(ProtectedKind.ADDRESS, "3 Quarry Bank", "3 children", variants=("3",))
    assert _is_found(ProtectedKind.NUMBER, "47", "number 47")


def test_a_name_is_found_by_first_and_last_and_by_the_last_alone():
    value = "Mrs Margaret Anne Toller"
    for text in ("margaret toller rang", "Mrs TOLLER", "Tóller"):
        assert _is_found(ProtectedKind.REFERRER, value, text)
    assert not _is_found(ProtectedKind.REFERRER, value, "Margaret rang")


def test_a_last_name_that_the_family_shares_is_not_taken_alone():
    value = "Joan Marlow"
    assert not _is_found(ProtectedKind.FOSTER_CARER, value, "Lee Marlow came")
    assert _is_found(ProtectedKind.FOSTER_CARER, value, "with Joan  Marlow")


GAPS = st.lists(st.sampled_from([" ", "  ", ", ", "-", ".\n", "\u00a0", "\u200b", "\t", "/"]),
                min_size=2, max_size=2)  # fmt: skip


@given(GAPS, st.booleans(), st.sampled_from(["", "at ", "(", "\u201c"]))
def test_no_gap_case_or_neighbour_hides_an_address_and_withholding_removes_it(gaps, upper, before):
    words = "3{}Quarry{}Bank".format(*gaps)
    text = f"Seen {before}{words.upper() if upper else words}, then home."
    watched = watched_details(_view(ProtectedKind.ADDRESS, ADDRESS), "court")
    assert watched[0].is_in(text)
    cleaned = withhold_text(text, watched, "en")
    assert "[address withheld]" in cleaned
    assert not watched[0].is_in(cleaned)
    assert cleaned.endswith(", then home.")


def test_places_are_given_in_characters_of_the_text():
    (watched,) = watched_details(_view(ProtectedKind.NUMBER, "01632 960123"), "court")
    text = "Call +44 1632 960 123 now"
    assert [text[a:b] for a, b in watched.find(text)] == ["+44 1632 960 123"]


@pytest.mark.parametrize(
    ("profile", "withheld_from", "kept"),
    [
        ("local_authority", (), False),
        ("local_authority", ("Lee Marlow",), False),
        ("court", (), True),
        ("court", ("Lee Marlow",), True),
        ("Lee Marlow", ("Lee Marlow",), True),
        ("mr marlow", ("Lee Marlow",), True),
        ("Lee Marlow", ("Mr Marlow",), True),
        ("Kerry Ann Hollins", ("Lee Marlow",), False),
        ("Kerry Ann Hollins", (), True),
        ("Somebody Else", ("Lee Marlow",), True),
        ("Kerry Hollins", ("Lee Marlow",), False),
        ("Kerry Ann Hollins", ("Kerry Hollins",), True),
        ("Lee Marlow", ("Leigh Marlowe",), True),
    ],
)
def test_who_must_not_learn_it(profile, withheld_from, kept):
    view = _view(ProtectedKind.ADDRESS, ADDRESS, withheld_from=withheld_from)
    assert must_not_learn(view, view.of(ProtectedDetail)[0], profile) is kept


def test_a_recorded_release_lets_it_out_for_that_profile_only():
    release = make(Release, record_id="detail", profile="court")
    view = _view(ProtectedKind.ADDRESS, ADDRESS, release, withheld_from=("Lee Marlow",))
    assert not watched_details(view, "court")
    assert watched_details(view, "Lee Marlow")
