"""The type scale and the spacing, in points and in pixels at a text size of 100 %.

Every length grows with the text size that the user chose; Qt itself takes care of the screen's.
"""

from __future__ import annotations

#: Steps of the type scale in points: name -> (size, is bold).
TYPE = {
    "small": (9.0, False),
    "body": (10.0, False),
    "strong": (10.0, True),
    "lead": (11.5, False),
    "heading": (12.5, True),
    "title": (16.0, True),
    "display": (21.0, True),
}
#: Spacing in pixels.
SPACE = {"hair": 2, "tight": 4, "small": 8, "medium": 12, "large": 20, "page": 32}
#: The smallest side of anything that can be pressed (WCAG 2.2, 2.5.8: 24 px).
TARGET = 28
#: Text sizes that the user may choose, in per cent.
TEXT_SIZES = (100, 125, 150, 175, 200)


def points(step: str, text_size: int) -> float:
    """Return the size of a step of the type scale in points at a text size in per cent."""
    return TYPE[step][0] * text_size / 100


def pixels(space: str, text_size: int) -> int:
    """Return a spacing in pixels; gaps grow half as fast as text, so that pages keep their room."""
    return round(SPACE[space] * (1 + (text_size - 100) / 200))


def target(text_size: int) -> int:
    """Return the height of a control in pixels at a text size in per cent."""
    return round(TARGET * (1 + (text_size - 100) / 125))
