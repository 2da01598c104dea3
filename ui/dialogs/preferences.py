"""Preferences of this machine: look, text size and language. Seen at once, kept at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chronology_app.wording import LANGUAGES
from ui.dialogs.dialog import FormDialog
from ui.preferences import SCHEMES
from ui.theme.metrics import TEXT_SIZES
from ui.widgets.form import Field
from ui.words import say

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def open_preferences(window: MainWindow) -> None:
    """Ask how the program shall look and in which language it shall speak."""
    now = window.program.preferences
    fields = (
        Field("scheme", "prefs.scheme", "choice",
              choices=[(code, say(f"prefs.scheme.{code}")) for code in SCHEMES]),
        Field("text_size", "prefs.text_size", "choice", "prefs.text_size.help",
              choices=[(str(size), say("prefs.per_cent", size=size)) for size in TEXT_SIZES]),
        Field("language", "prefs.language", "choice", "prefs.language.help",
              choices=[(code, say(f"prefs.language.{code}")) for code in LANGUAGES]),
    )  # fmt: skip

    def on_values(dialog: FormDialog, given: dict[str, Any]) -> None:
        dialog.accept()
        program = window.program
        program.prefer(
            scheme=given["scheme"], text_size=int(given["text_size"]), language=given["language"]
        )

    nearest = min(TEXT_SIZES, key=lambda size: abs(size - now.text_size))
    values = {"scheme": now.scheme, "text_size": str(nearest), "language": now.language}
    FormDialog(
        window, say("prefs.title"), say("shell.save"), fields, on_values,
        intro=say("prefs.intro"), values=values,
    ).open()  # fmt: skip
