"""Initials on a screen that a room can read: no way of writing a name gets through."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology_app.model import Person, Professional, ProtectedDetail
from tests.factories import TODAY, make, make_event, sample_view
from ui.presenters.initials import Initials, all_names, initials_of
from ui.presenters.timeline_lanes import build_lanes

PEOPLE = [
    make(Person, id="1", name="Siân O'Neill-Marlow", aliases=("Shani", "Big Dee", "the baby")),
    make(Person, id="2", name="Will Price"),
    make(Person, id="3", name="nia hollins"),
    make(Person, id="4", name="Jo Tân", role="mother"),
    make(Person, id="5", name="محمد علي"),
    make(Professional, id="6", name="Ruth Ames"),
]
HIDES = Initials(all_names(PEOPLE))


@pytest.mark.parametrize(
    "written",
    [
        "Siân", "Sian", "SIÂN", unicodedata.normalize("NFD", "Siân"), "sian", "O\u2019Neill",
        "ONeill", "O'Neill Marlow", "Marlow", "Marlows", "Siân\u2019s", "Siân  O'Neill-Marlow",
        "Sian_Marlow.docx", "Sian2", "Shani", "Dee", "Big\nDee", "Nia", "nia", "Hollinses",
        "the Hollins\u2019", "Hollins,", "(Tan)", "WILL", "Will", "Price", "محمد", "Ruth", "AMES",
        "Siân-Marlow", "Siân/Jo",
    ],
)  # fmt: skip
def test_however_a_name_is_written_it_is_hidden(written):
    hidden = HIDES.hide(f"Seen with {written} at noon.")
    bare = "".join(c for c in unicodedata.normalize("NFD", hidden) if not unicodedata.combining(c))
    bare = bare.casefold()
    for name in ("sian", "neill", "marlow", "shani", "dee", "nia", "hollins", "tan", "will",
                 "price", "محمد", "ruth", "ames"):  # fmt: skip
        assert re.search(rf"(?<![^\W\d_]){name}", bare) is None, hidden
    assert hidden.startswith("Seen with ")
    assert hidden.endswith("at noon.")


@pytest.mark.parametrize(
    "words",
    ["She will attend; he may not.", "Niall was mania.",
     "The baby slept.", "A job in Tanzania."],
)  # fmt: skip
def test_ordinary_words_and_parts_of_other_words_stay(words):
    assert HIDES.hide(words) == words


@pytest.mark.parametrize("name", ["", "🙂🙂", "'", "123", "--", "(", "\n"])
def test_there_is_always_something_to_stand_for_a_name(name):
    assert initials_of(name)
    assert initials_of(name) != name
    assert Initials(all_names([make(Person, id="1", name=name)])).hide("Plain words.")


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=8))
def test_no_name_is_left_between_other_words(first, last, alias):
    person = make(Person, id="1", name=f"{first} {last}", aliases=(alias,))
    hidden = Initials(all_names([person])).hide(f"Then {first} {last} came.")
    if re.search(r"[^\W\d_]{2}", unicodedata.normalize("NFC", f"{first} {last}")):
        assert f" {first} {last} " not in hidden


def test_workers_placements_and_protected_details_are_hidden_too():
    spells = (("placement", "Foster home Tull", "starts"), ("worker", "Pat Quill", "starts"))
    timeline = build_lanes(sample_view(
        *make_event("p1", "2021-02-01", "Placed.", children=("nia",), spells=spells),
        make(ProtectedDetail, id="more", value="7 Mill Row", variants=("Mill Row",)),
    ), TODAY)  # fmt: skip
    said = Initials(timeline.names).hide("Foster home Tull, 7 Mill Row; Mill Row; Pat Quill came.")
    assert not re.search("Tull|Mill|Quill|7", said)
    lanes = [lane for lane in timeline.lanes if lane.kind != "family"]
    assert all(lane.initials and lane.initials != lane.title for lane in lanes)
