"""About the program: version, licences, and what has not been reviewed."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from PySide6 import __version__ as qt_version
from PySide6.QtWidgets import QPlainTextEdit

import resources
from ui.dialogs.dialog import Dialog
from ui.widgets.basics import label
from ui.words import say

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def program_version() -> str:
    """Return the program's version; "-" where it is not installed as a package."""
    try:
        return version("chronology")
    except PackageNotFoundError:
        return "-"


def open_about(window: MainWindow) -> None:
    """Show what the program is and on what terms its parts come."""
    dialog = Dialog(window, say("action.about"), say("shell.close"))
    dialog.body.addWidget(label(say("shell.program"), "title"))
    told = say("about.version", version=program_version(), qt=qt_version)
    dialog.body.addWidget(label(told, "muted", wraps=True))
    for name in ("about.offline", "about.welsh", "about.rules"):
        dialog.body.addWidget(label(say(name), wraps=True))
    dialog.body.addWidget(label(say("about.licences"), "strong"))
    shown = QPlainTextEdit(_licences())
    shown.setReadOnly(True)
    shown.setTabChangesFocus(True)
    shown.setAccessibleName(say("about.licences"))
    shown.setMinimumHeight(160)
    dialog.body.addWidget(shown, 1)
    dialog.cancel_button.hide()
    dialog.set_width(620, 560)
    dialog.open()


def _licences() -> str:
    parts = [("icons", "LICENSE"), ("fonts", "OFL.txt")]
    texts = [resources.path(*part).read_text(encoding="utf-8").strip() for part in parts]
    return "\n\n---\n\n".join([say("about.qt"), *texts])
