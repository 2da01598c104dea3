"""Every pair of text and ground can be read; every icon is shipped; sizes grow and never shrink."""

from __future__ import annotations

import re

import pytest

import resources
from ui.actions import ACTIONS
from ui.screens import SCREENS
from ui.theme import metrics
from ui.theme.colours import DARK, LIGHT, level_colours, mark_colour


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 counts it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read_on_its_ground(palette):
    pairs = [
        (text, ground)
        for text in (palette.text, palette.muted, palette.accent)
        for ground in (palette.window, palette.surface, palette.raised)
    ]
    pairs += [
        (palette.on_accent, palette.accent), (palette.on_selection, palette.selection),
        (palette.text, palette.accent_soft), (palette.text, palette.mark),
    ]  # fmt: skip
    pairs += [(t.text, t.ground) for t in map(palette.tone, ("know", "done", "should", "must"))]
    assert {pair: contrast(*pair) for pair in pairs if contrast(*pair) < 4.5} == {}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_and_marks_stand_out_from_their_ground(palette):
    assert contrast(palette.edge, palette.surface) >= 3
    assert contrast(palette.accent, palette.surface) >= 3
    for code in ("strength", "medical", "educational", "supervision"):
        assert contrast(mark_colour(code, palette), palette.surface) >= 3


@pytest.mark.parametrize(
    "level",
    ["early_help", "child_in_need", "child_protection", "pre_proceedings", "proceedings",
     "looked_after", "closed", "own"],
)  # fmt: skip
def test_the_words_on_a_band_can_be_read(level):
    ground, ink = level_colours(level)
    # Large shapes with short words: 3 to 1 is what WCAG asks of them at least.
    assert contrast(ground, ink) >= 3


def test_every_icon_that_the_window_names_is_shipped():
    named = {spec.icon for spec in (*ACTIONS, *SCREENS) if spec.icon}
    root = resources.path("icons").parent.parent
    for file in (root / "ui").rglob("*.py"):
        for line in re.findall(r"icon(?:_button)?[^\n]*", file.read_text(encoding="utf-8")):
            named |= set(re.findall(r'icon="([a-z0-9-]+)"', line))
    there = {file.stem for file in resources.path("icons").glob("*.svg")}
    assert named - there == set()


def test_sizes_grow_with_the_text():
    for step in metrics.TYPE:
        assert metrics.points(step, 200) == 2 * metrics.points(step, 100)
    sizes = [metrics.target(size) for size in metrics.TEXT_SIZES]
    assert sizes == sorted(sizes)
    assert sizes[0] >= 24
