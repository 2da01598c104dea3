"""Asks where a file shall be written; one that is there already is replaced only when told so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.dialogs.dialog import FormDialog
from ui.dialogs.open_casebook import FileLine
from ui.widgets.form import Field
from ui.words import say


def ask_file(
    parent: QWidget,
    title: str,
    default: Path,
    ending: str,
    on_file: Callable[[FormDialog, Path], object],
) -> None:
    """Ask for a path with an ending (".docx"); `on_file` closes the dialog when it is done."""

    def choose() -> FileLine:
        return FileLine(
            lambda near, now: QFileDialog.getSaveFileName(
                near, title, now, f"*{ending}",
                options=QFileDialog.Option.DontConfirmOverwrite,
            )[0]
        )  # fmt: skip

    def on_values(dialog: FormDialog, given: dict[str, Any]) -> None:
        path = Path(given["file"]).expanduser()
        if path.suffix.lower() != ending:
            path = path.with_name(path.name + ending)
        if not path.parent.is_dir():
            dialog.form.show_wrong("file", say("save.no_folder", folder=str(path.parent)))
        elif path.exists() and not given["replace"]:
            dialog.form.set_visible("replace", True)
            dialog.form.show_wrong("file", say("save.exists"))
            dialog.fit()
        else:
            on_file(dialog, path)

    fields = (
        Field("file", "save.file", choose, is_needed=True),
        Field("replace", "save.replace", "check"),
    )
    dialog = FormDialog(
        parent, title, say("shell.save"), fields, on_values, values={"file": str(default)}
    )
    dialog.form.set_visible("replace", False)
    dialog.set_width(620)
    dialog.fit()
    dialog.open()
