"""The one style sheet, made from a palette and a text size, and the rest of the look.

Which colours there are is in `colours`; widgets ask for a look by their `look` property
("primary", "quiet", "title", "muted" ...), never by a style of their own.
"""

from __future__ import annotations

import sys
from string import Template

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QWidget

import resources
from ui.theme import icons, metrics
from ui.theme.colours import DARK, LIGHT, SCHEMES, Palette

#: Families of a bare Linux machine that read worse than the font we ship.
_POOR_FAMILIES = {"DejaVu Sans", "Sans Serif", "Sans", "Bitstream Vera Sans", ""}

_SHEET = Template((resources.path("style.qss")).read_text(encoding="utf-8"))


class Theme(QObject):
    """The look in force. Widgets that paint themselves ask it and repaint when it changes."""

    #: The scheme or the text size is another one.
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.palette: Palette = LIGHT
        #: In per cent.
        self.text_size = 100

    def apply(self, app: QApplication, scheme: str, text_size: int) -> None:
        """Give the whole program a look; `scheme` is "light", "dark" or "system"."""
        if scheme == "system":
            scheme = "dark" if _system_is_dark(app) else "light"
        self.palette = SCHEMES[scheme]
        self.text_size = text_size
        # Without a sheet in between Qt works out every widget's look several times over.
        app.setStyleSheet("")
        if app.style().objectName() != "fusion":
            app.setStyle("Fusion")
        app.setPalette(_qt_palette(self.palette))
        app.setFont(self.font("body"))
        app.setStyleSheet(build_sheet(self.palette, text_size))
        self.changed.emit()

    def font(self, step: str = "body") -> QFont:
        """Return the font of a step of the type scale."""
        font = QFont(_family())
        font.setPointSizeF(metrics.points(step, self.text_size))
        font.setBold(metrics.TYPE[step][1])
        return font

    def colour(self, role: str) -> QColor:
        """Return a colour of the palette by its name."""
        return QColor(getattr(self.palette, role))

    def space(self, name: str) -> int:
        """Return a spacing in pixels."""
        return metrics.pixels(name, self.text_size)

    def icon(self, name: str, role: str = "text") -> QIcon:
        """Return an icon in the scheme's colour."""
        return icons.icon(name, self.palette, role)

    @property
    def icon_size(self) -> QSize:
        """The size of an icon beside words."""
        return QSize(18, 18) * (self.text_size / 100)

    @property
    def target(self) -> int:
        """The height of a control in pixels."""
        return metrics.target(self.text_size)


#: The look in force, one for the program.
theme = Theme()


class Restyled(QObject):
    """Calls a function now and whenever the look changes, as long as a widget lives."""

    def __init__(self, widget: QWidget, restyle) -> None:  # type: ignore[no-untyped-def]
        super().__init__(widget)
        self._restyle = restyle
        theme.changed.connect(self._on_changed)
        restyle()

    def _on_changed(self) -> None:
        self._restyle()


def set_look(widget: QWidget, look: str) -> None:
    """Give a widget one of the style sheet's looks and have it drawn anew."""
    if widget.property("look") == look:
        return
    widget.setProperty("look", look)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))


def build_sheet(palette: Palette, text_size: int) -> str:
    """Return the style sheet for a palette and a text size in per cent."""
    values: dict[str, object] = {
        name: getattr(palette, name)
        for name in (
            "window", "surface", "raised", "text", "muted", "line", "edge", "accent", "on_accent",
            "accent_soft", "selection", "on_selection",
        )
    }  # fmt: skip
    for name in ("know", "done", "should", "must"):
        tone = palette.tone(name)
        values |= {f"{name}_text": tone.text, f"{name}_ground": tone.ground}
        values[f"{name}_edge"] = tone.edge
    values |= {f"pt_{step}": f"{metrics.points(step, text_size):g}pt" for step in metrics.TYPE}
    values |= {f"px_{name}": f"{metrics.pixels(name, text_size)}px" for name in metrics.SPACE}
    inner = metrics.target(text_size) - 10
    values["px_inner"] = f"{inner}px"
    values["px_target"] = f"{metrics.target(text_size)}px"
    values["px_tick"] = f"{max(16, round(16 * text_size / 100))}px"
    shade = "dark" if palette.is_dark else "light"
    for name in ("check", "chevron-down", "chevron-up", "minus"):
        file = resources.path("icons", "controls", f"{name}-{shade}.svg")
        values[f"img_{name.replace('-', '_')}"] = f'url("{file.as_posix()}")'
    return _SHEET.substitute(values)


def _qt_palette(palette: Palette) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: palette.window,
        QPalette.ColorRole.WindowText: palette.text,
        QPalette.ColorRole.Base: palette.surface,
        QPalette.ColorRole.AlternateBase: palette.raised,
        QPalette.ColorRole.Text: palette.text,
        QPalette.ColorRole.Button: palette.surface,
        QPalette.ColorRole.ButtonText: palette.text,
        QPalette.ColorRole.ToolTipBase: palette.raised,
        QPalette.ColorRole.ToolTipText: palette.text,
        QPalette.ColorRole.PlaceholderText: palette.muted,
        QPalette.ColorRole.Highlight: palette.selection,
        QPalette.ColorRole.HighlightedText: palette.on_selection,
        QPalette.ColorRole.Link: palette.accent,
        QPalette.ColorRole.Accent: palette.accent,
    }
    found = QPalette()
    for role, colour in roles.items():
        found.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        found.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.edge))
    found.setColor(
        QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText, QColor(palette.edge)
    )
    return found


def _system_is_dark(app: QApplication) -> bool:
    ground = app.styleHints().colorScheme()
    return ground.name == "Dark"


_chosen_family = ""


def _family() -> str:
    """Return the system's own font, or the one we ship where the system has only a poor one."""
    global _chosen_family  # noqa: PLW0603
    if not _chosen_family:
        family = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
        if sys.platform.startswith("linux") and family in _POOR_FAMILIES:
            for file in sorted(resources.path("fonts").glob("*.ttf")):
                QFontDatabase.addApplicationFont(str(file))
            family = "Liberation Sans"
        _chosen_family = family
    return _chosen_family


__all__ = ["DARK", "LIGHT", "Restyled", "Theme", "build_sheet", "set_look", "theme"]
