"""Colours as people with other colour vision, and a grey printer, see them; and how far apart.

Matrices: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based Model for
Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009, severity 1.0, for linear RGB.
Distance: CIEDE2000 (CIE 142-2001), as set out by G. Sharma, W. Wu, E. Dalal, 2005.
"""

from __future__ import annotations

from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

VISION = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}  # fmt: skip
_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750),
        (0.0193339, 0.1191920, 0.9503041))  # fmt: skip
_WHITE = (0.95047, 1.0, 1.08883)


def _times(matrix, vector):
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def _linear(colour):
    parts = (int(colour.lstrip("#")[n : n + 2], 16) / 255 for n in (0, 2, 4))
    return tuple(p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)


def lab(colour: str, vision: str = "usual") -> tuple[float, float, float]:
    """Return a "#RRGGBB" colour in CIELAB (D65) as somebody with a kind of vision sees it."""
    seen = (min(max(part, 0.0), 1.0) for part in _times(VISION[vision], _linear(colour)))
    x, y, z = (
        t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116
        for t in (a / b for a, b in zip(_times(_XYZ, tuple(seen)), _WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def lightness(colour: str) -> float:
    """Return L* from 0, black, to 100, white: what a grey printer keeps of a colour."""
    return lab(colour)[0]


def _hue(b: float, a: float) -> float:
    return degrees(atan2(b, a)) % 360 if a or b else 0.0


def distance(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """Return the CIEDE2000 difference of two colours in CIELAB; about 1 can just be seen."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (hypot(a1, b1) + hypot(a2, b2)) / 2
    g = 0.5 * (1 - sqrt(mean**7 / (mean**7 + 25.0**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2, h1, h2 = hypot(a1, b1), hypot(a2, b2), _hue(b1, a1), _hue(b2, a2)
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    big = 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    far = abs(h1 - h2) > 180
    hue = (h1 + h2) if not c1 * c2 else (((h1 + h2 + 360) / 2) % 360 if far else (h1 + h2) / 2)
    t = (
        1 - 0.17 * cos(radians(hue - 30)) + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6)) - 0.20 * cos(radians(4 * hue - 63))
    )  # fmt: skip
    s_l = 1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2)
    s_c, s_h = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    r = (
        -sin(radians(60 * exp(-(((hue - 275) / 25) ** 2))))
        * 2
        * sqrt(chroma**7 / (chroma**7 + 25.0**7))
    )
    parts = ((l2 - l1) / s_l, (c2 - c1) / s_c, big / s_h)
    return sqrt(sum(part * part for part in parts) + r * parts[1] * parts[2])


def nearest(colours: dict[str, str], vision: str) -> tuple[float, tuple[str, str]]:
    """Return the least distance among named colours, and between which."""
    return min(
        (distance(lab(colours[a], vision), lab(colours[b], vision)), (a, b))
        for a, b in combinations(sorted(colours), 2)
    )
