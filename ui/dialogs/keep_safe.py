"""Backs the open casebook up, and checks that everything in it is as it was written."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from chronology_app.errors import FolderError
from ui.dialogs.dialog import Dialog, FormDialog
from ui.dialogs.open_casebook import FileLine, documents_folder
from ui.models.lines import Line, LinesView
from ui.presenters.safety import Verified, verified
from ui.widgets.basics import label
from ui.widgets.form import Field
from ui.words import language, say

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook
    from ui.main_window import MainWindow

ENDING = ".backup"


def back_up(window: MainWindow) -> None:
    """Ask where the backup shall be and write it."""
    book = window.desk.book
    assert book is not None
    name = f"{book.path.stem} {date.today():%Y-%m-%d}{ENDING}"

    kinds = f"{say('safe.backups')} (*{ENDING})"

    def choose() -> FileLine:
        return FileLine(
            lambda parent, now: QFileDialog.getSaveFileName(parent, title, now, kinds)[0]
        )

    title = say("action.back_up")
    fields = (Field("file", "safe.file", choose, "safe.file.help", is_needed=True),)
    values = {"file": str(Path(documents_folder()) / name)}
    FormDialog(
        window, say("safe.back_up.title"), say("safe.back_up"), fields,
        lambda dialog, given: _write(window, dialog, Path(given["file"])), values=values,
    ).open()  # fmt: skip


def _write(window: MainWindow, dialog: FormDialog, out: Path) -> None:
    book = window.desk.book
    assert book is not None
    if out.exists():
        dialog.form.show_wrong("file", say("safe.exists"))
        return
    dialog.set_busy(True)

    def work(one: Casebook) -> str:
        if not out.parent.is_dir():
            raise FolderError(path=str(out.parent))
        return one.backup(out).sha256

    def done(digest: str) -> None:
        dialog.accept()
        window.tell("done", say("safe.backed_up", file=out.name, digest=digest[:16]))

    book.ask(dialog, work, done, dialog.show_problem)


class VerifyWindow(Dialog):
    """Says what checking the casebook found."""

    def __init__(self, window: MainWindow, found: Verified) -> None:
        super().__init__(window, say("action.verify"), say("shell.close"))
        self.banner.show_message("done" if found.is_fine else "must", found.sentence)
        self.body.addWidget(label(found.counted, "muted", wraps=True))
        self.list = LinesView(say("safe.heads"))
        lines = [Line("", say("safe.problems"))] if found.problems else []
        lines += [Line(f"p{n}", words, icon="circle-alert", tone="must")
                  for n, words in enumerate(found.problems)]  # fmt: skip
        lines.append(Line("", say("safe.heads")))
        lines += [Line(f"h{n}", name, head) for n, (name, head) in enumerate(found.heads)]
        self.list.set_lines(lines)
        self.list.setMinimumHeight(180)
        self.body.addWidget(self.list, 1)
        self.cancel_button.hide()
        self.set_width(680, 520)


def verify(window: MainWindow) -> None:
    """Check every record, original and quote against the log, beside the window."""
    book = window.desk.book
    assert book is not None
    window.tell("know", say("safe.verifying"))

    def done(found: Verified) -> None:
        window.banner.dismiss()
        VerifyWindow(window, found).open()

    book.ask(window, lambda one: verified(one, language()), done, window.show_error)
