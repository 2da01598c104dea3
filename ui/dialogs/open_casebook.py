"""Opens, makes and recovers a casebook; shows its recovery code and changes its passphrase.

How keys work is in `store.keys`; which window shows what is the program's business.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget
from shiboken6 import isValid

from ui.dialogs.dialog import Dialog, FormDialog
from ui.presenters.who import name_of_user
from ui.widgets.basics import button, label
from ui.widgets.clipboard import copy_secret
from ui.widgets.form import Field
from ui.words import say

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook
    from ui.main_window import MainWindow

ENDING = ".casebook"


class FileLine(QWidget):
    """A line for a file's path with a button that lets one choose it."""

    def __init__(self, choose: Callable[[QWidget, str], str]) -> None:
        super().__init__()
        self.line = QLineEdit()
        self._choose = choose
        self.choose_button = button(say("book.choose"), self._on_choose)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.choose_button)
        self.setFocusProxy(self.line)

    def value(self) -> str:
        """Return the path as typed."""
        return self.line.text().strip()

    def set_value(self, path: str) -> None:
        """Show a path."""
        self.line.setText(path)

    def setAccessibleName(self, name: str) -> None:  # noqa: N802
        """Name the line, which is what has the focus."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def _on_choose(self) -> None:
        if found := self._choose(self, self.value()):
            self.line.setText(found)


def documents_folder() -> str:
    """Return the user's own folder for documents, or their home where there is no such folder."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return place if place and Path(place).is_dir() else str(Path.home())


def _old_file() -> FileLine:
    def choose(parent: QWidget, now: str) -> str:
        kinds = f"{say('book.casebooks')} (*{ENDING})"
        return QFileDialog.getOpenFileName(
            parent, say("action.open_book"), now or documents_folder(), kinds
        )[0]

    return FileLine(choose)


def _new_file() -> FileLine:
    def choose(parent: QWidget, now: str) -> str:
        kinds = f"{say('book.casebooks')} (*{ENDING})"
        return QFileDialog.getSaveFileName(
            parent, say("action.new_book"), now or documents_folder(), kinds
        )[0]

    return FileLine(choose)


_BY = Field("by", "book.by", is_needed=True, help_id="book.by.help")
_OPEN = (
    Field("file", "book.file", _old_file, is_needed=True),
    Field("secret", "book.passphrase", "passphrase", is_needed=True),
    _BY,
)
_MAKE = (
    Field("file", "book.new_file", _new_file, "book.new_file.help", is_needed=True),
    Field("secret", "book.passphrase", "passphrase", "book.passphrase.help", is_needed=True),
    Field("again", "book.passphrase_again", "passphrase", is_needed=True),
    _BY,
)
_RECOVER = (
    Field("file", "book.file", _old_file, is_needed=True),
    Field("secret", "book.recovery_code", help_id="book.recovery_code.help", is_needed=True),
    Field("new", "book.new_passphrase", "passphrase", is_needed=True),
    Field("again", "book.passphrase_again", "passphrase", is_needed=True),
    _BY,
)


def open_casebook(window: MainWindow) -> None:
    """Ask for a casebook and its passphrase and open it."""
    open_casebook_file(window, _newest_casebook())


def _newest_casebook() -> Path | None:
    """Return the casebook among the user's documents that was worked in last, if there is one.

    Looked for each time: preferences keep no path, which may name a family.
    """
    try:
        found = [
            (file.stat().st_mtime, file) for file in Path(documents_folder()).glob(f"*{ENDING}")
        ]
    except OSError:
        return None
    return max(found)[1] if found else None


def open_casebook_file(window: MainWindow, file: Path | None) -> None:
    """Ask for the passphrase of a casebook and open it."""
    values = {"file": str(file) if file else "", "by": name_of_user()}
    dialog = FormDialog(
        window, say("book.open.title"), say("book.open"), _OPEN,
        lambda dialog, given: _open(window, dialog, given), values=values,
    )  # fmt: skip
    if file is not None:
        dialog.form.widgets["secret"].setFocus(Qt.FocusReason.OtherFocusReason)
    dialog.open()


def make_casebook(window: MainWindow) -> None:
    """Ask where a new casebook shall be, and for its passphrase; then show its recovery code."""
    dialog = FormDialog(
        window, say("book.make.title"), say("book.make"), _MAKE,
        lambda dialog, given: _make(window, dialog, given),
        intro=say("book.make.intro"), values={"by": name_of_user(), "file": _free_file()},
    )  # fmt: skip
    dialog.open()


def _free_file() -> str:
    """Return a place for a new casebook that can be taken as it stands."""
    numbers = ("", *(f" {number}" for number in range(2, 100)))
    names = (f"{say('book.first_name')}{number}{ENDING}" for number in numbers)
    places = (Path(documents_folder(), name) for name in names)
    return next((str(place) for place in places if not place.exists()), "")


def _whole_path(typed: str) -> Path:
    """Return the path of a typed file; a name alone means the user's own documents."""
    path = Path(typed).expanduser()
    return path if path.is_absolute() else Path(documents_folder(), path)


def recover_casebook(window: MainWindow) -> None:
    """Open a casebook with its recovery code and give it a new passphrase."""
    dialog = FormDialog(
        window, say("book.recover.title"), say("book.recover"), _RECOVER,
        lambda dialog, given: _recover(window, dialog, given),
        intro=say("book.recover.intro"), values={"by": name_of_user()},
    )  # fmt: skip
    dialog.open()


def _open(window: MainWindow, dialog: FormDialog, given: dict[str, Any]) -> None:
    path, secret, by = _whole_path(given["file"]), given["secret"], given["by"].strip()

    def opener() -> Casebook:
        from chronology_app.casefile import Casebook

        return Casebook.open(path, secret, by=by)

    _begin(window, dialog, path, by, opener)


def _make(window: MainWindow, dialog: FormDialog, given: dict[str, Any]) -> None:
    path = _whole_path(given["file"])
    if path.suffix.lower() != ENDING:
        path = path.with_name(path.name + ENDING)
    if not _same(dialog, given["secret"], given["again"]):
        return
    by = given["by"].strip()

    def opener() -> Casebook:
        from chronology_app.casefile import Casebook

        return Casebook.create(path, given["secret"], by=by)

    # A casebook that was made is shown with its code, also when the dialog was closed meanwhile.
    _begin(window, dialog, path, by, opener, lambda: show_recovery_code(window), can_stop=False)


def _recover(window: MainWindow, dialog: FormDialog, given: dict[str, Any]) -> None:
    if not _same(dialog, given["new"], given["again"]):
        return
    path, by = _whole_path(given["file"]), given["by"].strip()

    def opener() -> Casebook:
        from chronology_app.casefile import Casebook

        book = Casebook.open(path, given["secret"].strip(), by=by)
        try:
            book.change_passphrase(given["new"])
        except BaseException:
            book.close()
            raise
        return book

    def done() -> None:
        window.tell("done", say("book.recovered"))

    # Its passphrase is a new one by then, whether the dialog is still there or not.
    _begin(window, dialog, path, by, opener, done, can_stop=False)


def _same(dialog: FormDialog, first: str, again: str) -> bool:
    if first == again:
        return True
    dialog.form.show_wrong("again", say("book.not_the_same"))
    return False


def _begin(
    window: MainWindow,
    dialog: FormDialog,
    path: Path,
    by: str,
    opener: Callable[[], Casebook],
    done: Callable[[], None] = lambda: None,
    *,
    can_stop: bool = True,
) -> None:
    """Open in the dialog's window; closing the dialog meanwhile stops it, where it can be."""
    dialog.set_busy(True)

    def on_done() -> None:
        if isValid(dialog):
            dialog.accept()
        done()

    def failed(problem: BaseException) -> None:
        (dialog.show_problem if isValid(dialog) else window.show_error)(problem)

    owner = dialog if can_stop else None
    window.program.open_book(window, path, by, opener, failed, on_done, owner)


# --- keys ------------------------------------------------------------------------------------


class RecoveryCode(Dialog):
    """Shows the code that opens a casebook when its passphrase is lost."""

    def __init__(self, window: MainWindow, code: str) -> None:
        super().__init__(
            window, say("book.code.title"), say("book.code.done"), say("book.code.text")
        )
        shown = QLineEdit(code)
        shown.setReadOnly(True)
        shown.setAccessibleName(say("book.recovery_code"))
        self.body.addWidget(label(say("book.recovery_code"), "strong"))
        self.body.addWidget(shown)
        copy = button(say("book.code.copy"), self._copy, icon="copy")
        self.foot.insertWidget(0, copy)
        self._code = code
        self.cancel_button.hide()
        self.set_width(640)
        self.fit()

    def _copy(self) -> None:
        copy_secret(self._code)
        self.banner.show_message("done", say("book.code.copied"))


def show_recovery_code(window: MainWindow) -> None:
    """Show the open casebook's recovery code; that it was shown is written into its log."""
    assert window.desk.book is not None
    window.desk.book.ask(
        window,
        lambda book: book.recovery_code(),
        lambda code: RecoveryCode(window, code).open(),
        window.show_error,
    )


_PASSPHRASE = (
    Field("new", "book.new_passphrase", "passphrase", "book.passphrase.help", is_needed=True),
    Field("again", "book.passphrase_again", "passphrase", is_needed=True),
)


def change_passphrase(window: MainWindow) -> None:
    """Ask for a new passphrase of the open casebook."""
    FormDialog(
        window, say("action.change_passphrase"), say("book.change"), _PASSPHRASE,
        lambda dialog, given: _change(window, dialog, given),
    ).open()  # fmt: skip


def _change(window: MainWindow, dialog: FormDialog, given: dict[str, Any]) -> None:
    if not _same(dialog, given["new"], given["again"]):
        return
    assert window.desk.book is not None
    dialog.set_busy(True)

    def done(_: object) -> None:
        dialog.accept()
        window.tell("done", say("book.passphrase_changed"))

    window.desk.book.change(
        dialog, lambda book: book.change_passphrase(given["new"]), done, dialog.show_problem
    )
