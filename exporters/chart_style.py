"""The look of the timeline's marks and bands: colours, shapes and shades.

Marks differ by colour and by shape, levels of help by shade, so that grey is enough to read them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Only its name is needed: windows take colours from here and start without numpy.
    from chronology_app.layout.timeline import TimelineFigure

#: Okabe and Ito's colours, each with a shape of its own. For usual sight, protanopia,
#: deuteranopia and tritanopia any two are at least 10 apart (CIEDE2000; a test simulates it).
MARKS = {
    "strength": ("#009E73", "*"),
    "medical": ("#D55E00", "P"),
    "nutritional": ("#E69F00", "o"),
    "emotional": ("#CC79A7", "D"),
    "educational": ("#0072B2", "s"),
    "physical": ("#56B4E9", "^"),
    "supervision": ("#000000", "X"),
    "other": ("#6A6A6A", "."),
}
#: For an authority's own types: dark enough for a thin line on white.
_OWN_MARKS = (("#882255", "h"), ("#999933", "v"), ("#44AA99", "p"), ("#661100", "<"))
#: Shades of the levels of help, from the least to the most; others take the middle one.
LEVELS = {
    "closed": "#FFFFFF",
    "universal": "#EDF1F4",
    "early_help": "#D6E0E8",
    "child_in_need": "#C2D1DC",
    "child_protection": "#93AEC2",
    "pre_proceedings": "#6789A3",
    "proceedings": "#456A85",
    "looked_after": "#2A4C66",
    "special_guardianship": "#B9C7AE",
    "adopted": "#8FA37F",
}
#: Levels off the scale from the least help to the most; grey alone would not tell them apart.
_HATCHED = {"special_guardianship": "....", "adopted": "xxxx"}
_OWN_HATCH = "|||"
DARK_LEVELS = {"pre_proceedings", "proceedings", "looked_after"}


def level_number(code: str) -> str:
    """Return the number by which a level is known in black and white; own levels have none."""
    return str(list(LEVELS).index(code)) if code in LEVELS else ""


def hatch_of(code: str) -> str:
    """Return the hatch of a level of help; empty where its shade and number are enough."""
    return _HATCHED.get(code, "" if code in LEVELS else _OWN_HATCH)


def reach_of(shape: str) -> float:
    """Return how far a shape reaches from its middle, as a share of its nominal size."""
    return {"D": 0.71, "*": 0.68, "P": 0.55, "X": 0.55}.get(shape, 0.52)


def mark_of(code: str, figure: TimelineFigure) -> tuple[str, str]:
    """Return the colour and shape of a row; an authority's own types take the spare ones."""
    if code in MARKS:
        return MARKS[code]
    own = [row.code for row in figure.rows if row.code not in MARKS]
    return _OWN_MARKS[own.index(code) % len(_OWN_MARKS)]


def shade_of(level: str) -> str:
    """Return the shade of a level of help; an authority's own levels share a middle one."""
    return LEVELS.get(level, "#AABBC6")
