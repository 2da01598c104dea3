"""Asks for a date to look at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.dialogs.dialog import FormDialog
from ui.widgets.form import Field
from ui.words import say


def ask_date(parent: QWidget, go: Callable[[date, date], object]) -> None:
    """Ask for a date, exact or not, and go to its first and last day."""

    def on_values(dialog: FormDialog, given: dict[str, Any]) -> None:
        when = given["when"]
        first, last = when.earliest or when.latest, when.latest or when.earliest
        if first is None or last is None:
            dialog.form.show_wrong("when", say("shell.date_not_understood"))
            return
        dialog.accept()
        go(first, last)

    fields = (Field("when", "time.date", "date", is_needed=True),)
    FormDialog(parent, say("time.go_to_date"), say("time.go"), fields, on_values).open()
