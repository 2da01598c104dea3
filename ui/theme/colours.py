"""Every colour of the window, for light and for dark: the one place where one is written down.

How colours become a style sheet is in `style`. The colours of types of concern and levels of help
are those of the printed figures (`exporters.chart_style`), lightened here where dark asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass

from exporters.chart_style import DARK_LEVELS, LEVELS, MARKS


@dataclass(frozen=True, slots=True)
class Tone:
    """A kind of message: its text, its ground and its edge."""

    text: str
    ground: str
    edge: str


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one scheme. Text on its ground has a contrast of at least 4.5 to 1."""

    name: str
    #: Behind everything.
    window: str
    #: Pages, lists and fields.
    surface: str
    #: Headers and every second row.
    raised: str
    text: str
    muted: str
    line: str
    #: Edges of controls: at least 3 to 1 on the surface.
    edge: str
    accent: str
    #: Text on the accent.
    on_accent: str
    accent_soft: str
    selection: str
    #: Text under the pointer or on a selection.
    on_selection: str
    #: The cited words on a page.
    mark: str
    know: Tone
    done: Tone
    should: Tone
    must: Tone

    @property
    def is_dark(self) -> bool:
        """Say whether this is the dark scheme."""
        return self.name == "dark"

    def tone(self, name: str) -> Tone:
        """Return a tone by its name: know, done, should or must."""
        found: Tone = getattr(self, name)
        return found


LIGHT = Palette(
    name="light",
    window="#F3F4F6",
    surface="#FFFFFF",
    raised="#F8F9FA",
    text="#1B2128",
    muted="#535D69",
    line="#D8DCE1",
    edge="#828C98",
    accent="#1D5C9C",
    on_accent="#FFFFFF",
    accent_soft="#E4EDF7",
    selection="#CFE1F4",
    on_selection="#10202F",
    mark="#FFE89A",
    know=Tone("#1F4E79", "#E8F0F8", "#8FB2D4"),
    done=Tone("#1D5F3B", "#E6F4EB", "#8CC3A2"),
    should=Tone("#7A4300", "#FDF2DF", "#DDB071"),
    must=Tone("#96211D", "#FCEBEA", "#DE9B97"),
)

DARK = Palette(
    name="dark",
    window="#15181C",
    surface="#1C2025",
    raised="#22272D",
    text="#E6E9ED",
    muted="#A9B2BD",
    line="#363D46",
    edge="#77828F",
    accent="#7FB5EA",
    on_accent="#0D1B28",
    accent_soft="#20344A",
    selection="#2B4766",
    on_selection="#F2F6FA",
    mark="#6B5A12",
    know=Tone("#A8CBEE", "#1D2C3B", "#40607F"),
    done=Tone("#96D3AE", "#1A2F23", "#3F6B51"),
    should=Tone("#F0BE78", "#37290F", "#77592A"),
    must=Tone("#F5A19C", "#3A1F1E", "#80443F"),
)

SCHEMES = {"light": LIGHT, "dark": DARK}

#: Marks whose printed colour is too dark on a dark ground; as far apart there as in print.
_ON_DARK = {
    "supervision": "#E8E8E8",
    "educational": "#5B6FE0",
    "other": "#B8BDC4",
    "strength": "#2BE39A",
}


def mark_colour(code: str, palette: Palette) -> str:
    """Return the colour of a type of concern, or of a strength; own types take "other"."""
    colour = MARKS.get(code, MARKS["other"])[0]
    return _ON_DARK.get(code, colour) if palette.is_dark else colour


def mark_shape(code: str) -> str:
    """Return the shape of a type of concern as the printed figures name it ("s", "D", "^" ...)."""
    return MARKS.get(code, MARKS["other"])[1]


def level_colours(code: str) -> tuple[str, str]:
    """Return ground and text colour of a band of a level of help, the same in both schemes."""
    return LEVELS.get(code, "#AABBC6"), "#FFFFFF" if code in DARK_LEVELS else "#1B2128"
