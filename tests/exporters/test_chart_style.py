"""What people with other colour vision and grey printers keep of the figures' marks and bands."""

from __future__ import annotations

import pytest

from chronology_app.model.codes import ConcernType, Level
from exporters.chart_style import LEVELS, MARKS, hatch_of, level_number, reach_of
from tests.colour_vision import VISION, distance, lightness, nearest
from ui.theme.colours import DARK, LIGHT, level_colours, mark_colour, mark_shape

#: The least difference of two marks' colours (CIEDE2000), and of neighbouring levels in L*.
LEAST_APART, LEAST_LIGHTNESS = 10, 5
CODES = [*map(str, ConcernType), "strength", "other"]
PALETTES = {
    "print": {code: MARKS[code][0] for code in CODES},
    "light": {code: mark_colour(code, LIGHT) for code in CODES},
    "dark": {code: mark_colour(code, DARK) for code in CODES},
}


def test_the_measure_of_distance_is_the_published_one():
    """The first and the last pair of the test data of Sharma, Wu and Dalal (2005)."""
    pairs = [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ]
    for one, other, known in pairs:
        assert distance(one, other) == pytest.approx(known, abs=1e-4)


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("palette", PALETTES)
def test_marks_are_apart_for_every_kind_of_sight(palette, vision):
    least, pair = nearest(PALETTES[palette], vision)
    assert least >= LEAST_APART, pair


def test_every_row_has_a_shape_of_its_own_for_grey():
    assert len({MARKS[code][1] for code in CODES}) == len(CODES)
    assert len({mark_shape(code) for code in CODES}) == len(CODES)


def test_levels_of_help_grow_darker_so_that_grey_tells_them_apart():
    rising = [LEVELS["closed"], *(LEVELS[level] for level in list(Level)[:7])]
    steps = [lightness(a) - lightness(b) for a, b in zip(rising, rising[1:], strict=False)]
    assert min(steps) >= LEAST_LIGHTNESS
    assert [level_colours(str(level))[0] for level in list(Level)[:7]] == rising[1:]


def test_every_level_has_a_number_and_those_off_the_scale_a_hatch():
    numbers = [level_number(code) for code in LEVELS]
    assert len(set(numbers)) == len(LEVELS)
    hatches = [hatch_of(code) for code in ("special_guardianship", "adopted", "an own level")]
    assert all(hatches)
    assert len(set(hatches)) == 3
    assert not hatch_of("child_protection")


def test_a_number_keeps_clear_of_the_widest_shape():
    assert all(reach_of(shape) * 2 >= 1 for _, shape in MARKS.values())
    assert reach_of("D") > 2**0.5 / 2
