"""What a screen says of a proposed wording, and that only a chosen one is decided."""

from __future__ import annotations

from chronology_app.model import SuggestedPerson, Suggestion
from chronology_app.model.codes import ConfirmedHow
from chronology_app.reading.document import PersonHint
from ui.presenters import inbox
from ui.presenters.court_wording import Wordings

PEOPLE = (
    PersonHint(name="Ada Bell", role="child", sex="female"),
    PersonHint(name="Ivy Bell", role="mother"),
)
ONE = Suggestion(
    case_id="c", fact="Late again; Mum told SLT. Home filthy.", children=("Ada Bell",),
    people=(SuggestedPerson(name="Ada Bell", part="subject"),),
)  # fmt: skip


def test_a_proposal_says_what_it_changed_and_what_is_left() -> None:
    found = Wordings(PEOPLE).of_suggestion(ONE)
    assert found.text == "Ada Bell was late again; the mother told SLT. Home filthy."
    assert len(found.changes) == 2
    assert any("“SLT” may mean" in one for one in found.looks)
    assert any("“filthy”: say what was seen" in one for one in found.looks)
    assert not found.is_same


def test_a_field_is_helped_with_the_same_rules() -> None:
    help_with = Wordings(PEOPLE).help_suggestion(ONE)
    assert help_with.propose("Mum slept.").text == "The mother slept."
    assert help_with.looks("The mother slept.") == ()
    assert help_with.looks("He was lazy.") != ()


def test_accepting_alone_accepts_no_wording() -> None:
    plain = inbox.accept("s", ConfirmedHow.SOURCE_SHOWN)
    assert "fields" not in plain
    chosen = inbox.accept("s", ConfirmedHow.SOURCE_SHOWN, {"Ada Bell": ["health"]}, "Worded.")
    assert chosen["fields"] == {"court_wording": "Worded.", "impact": {"Ada Bell": ["health"]}}
