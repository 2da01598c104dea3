"""Help, keys, tour, preferences: for every screen, and nothing of a case in what is kept."""

from __future__ import annotations

import json

import pytest

import resources
from tests.desktop import prepared
from ui.actions import ACTIONS
from ui.dialogs.help import PAGES, page_text
from ui.dialogs.keyboard_sheet import sheet_lines
from ui.dialogs.sample import STEPS, open_sample, open_tour
from ui.jobs import demo
from ui.preferences import Preferences, load_preferences, preferences_file, save_preferences
from ui.screens import BY_NAME, SCREENS


def test_every_screen_has_a_help_page_and_every_link_of_one_leads_to_another():
    assert {screen.name for screen in SCREENS} <= set(PAGES)
    for name in PAGES:
        text = page_text(name, "cy")
        assert text.startswith("# ")
        links = [part.split(")")[0] for part in text.split("](")[1:]]
        assert set(links) <= set(PAGES)


def test_every_page_of_the_help_is_in_its_list():
    pages = {file.stem for file in resources.path("help", "en").glob("*.md")}
    assert pages == set(PAGES)


def test_the_tour_goes_only_to_screens_that_there_are():
    assert {screen for screen, _ in STEPS if screen} <= set(BY_NAME)


def test_the_keyboard_sheet_names_every_key_of_the_window(inside):
    shown = " ".join(line.text for line in sheet_lines(inside.window))
    for spec in ACTIONS:
        assert not spec.keys or spec.keys.split("+")[-1] in shown


def test_no_two_actions_of_the_window_have_the_same_keys():
    keys = [spec.keys for spec in (*ACTIONS, *SCREENS) if spec.keys]
    assert len(keys) == len(set(keys))


def test_the_sample_case_is_made_once_and_the_tour_begins_on_it(inside, monkeypatch):
    made = []

    def make(path, by):
        made.append(by)
        prepared.make_prepared(path)

    monkeypatch.setattr(demo, "make_sample_book", make)
    monkeypatch.setattr(demo, "PASSPHRASE", prepared.PASSPHRASE)
    open_sample(inside.window)
    open_sample(inside.window)
    inside.wait_for("the tour", lambda: getattr(inside.window, "tour", None))
    inside.settle()
    assert len(made) == 1
    assert inside.window.tour.isVisible()
    assert inside.window.tour.isAncestorOf(inside.window.focusWidget())
    assert inside.window.desk.case is not None
    assert not inside.window.banner.isVisible()


def test_the_tour_leads_from_screen_to_screen_and_ends(week):
    open_tour(week.window)
    tour = week.window.tour
    for step in range(1, len(STEPS)):
        tour.go(1)
        if STEPS[step][0]:
            assert week.window.screen_shown.name == STEPS[step][0]
        week.settle()
    tour.go(1)
    assert not tour.isVisible()
    assert load_preferences().toured


def test_another_language_makes_the_window_anew_on_the_same_case(week):
    program = week.program
    program.prefer(language="cy")
    week.settle()
    (window,) = program.windows
    week.wait_for("the case", lambda: window.desk.case)
    assert window.desk.case_id == prepared.CASE_ID
    assert "Mewnflwch" in window.side_bar.list.item(0).text()
    week.window = window
    program.prefer(language="en")
    week.settle()
    week.window = program.windows[-1]


@pytest.mark.parametrize("words", ["", "[]", "{", '{"scheme": 3, "text_size": 9000}'])
def test_damaged_preferences_are_the_default(words, monkeypatch, tmp_path):
    monkeypatch.setenv("CHRONOLOGY_CONFIG", str(tmp_path))
    preferences_file().write_text(words, encoding="utf-8")
    assert load_preferences() == Preferences()


def test_preferences_are_kept_and_hold_only_codes_and_numbers(monkeypatch, tmp_path):
    monkeypatch.setenv("CHRONOLOGY_CONFIG", str(tmp_path / "new"))
    wanted = Preferences(scheme="dark", text_size=150, language="cy", width=900, height=700)
    save_preferences(wanted)
    assert load_preferences() == wanted
    assert set(json.loads(preferences_file().read_text())) == set(wanted.__dict__)
