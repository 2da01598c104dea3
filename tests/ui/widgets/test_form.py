"""Shows that a form gives what was typed, also other words than a choice offers."""

from __future__ import annotations

from tests.desktop.inside import Inside
from ui.widgets.field_group import WordChoice
from ui.widgets.form import Field, Form

ROLES = [("child", "child"), ("mother", "mother")]


def test_other_words_than_a_choice_offers_are_kept(inside: Inside):
    form = Form([Field("role", "person.role", lambda: WordChoice(ROLES))], {"role": "mother"})
    assert form.value("role") == "mother"
    form.widgets["role"].setEditText("great-aunt")
    assert form.value("role") == "great-aunt"
    form.set_value("role", "neighbour")
    assert form.values() == {"role": "neighbour"}
