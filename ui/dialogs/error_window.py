"""Shows a fault of the program: what to do, and a report without a word of any case."""

from __future__ import annotations

import platform
import sys

from PySide6 import __version__ as qt_version
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from ui.dialogs.dialog import Dialog
from ui.traces import report_lines
from ui.widgets.basics import button, label
from ui.words import say


def report(problem: BaseException) -> str:
    """Return what happened: kinds of errors, and places in the program's own code.

    The errors' own texts are left out, because they may hold words of a case.
    """
    head = f"Python {platform.python_version()}, Qt {qt_version}, {platform.system()}"
    return "\n".join([head, *report_lines(problem)])


class ErrorWindow(Dialog):
    """Says that something went wrong in the program, and offers the report."""

    def __init__(self, parent: QWidget | None, problem: BaseException) -> None:
        super().__init__(
            parent,  # type: ignore[arg-type]
            say("fault.title"),
            say("shell.close"),
            say("fault.text"),
        )
        self._report = report(problem)
        shown = QPlainTextEdit(self._report)
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setAccessibleName(say("fault.report"))
        shown.setMinimumHeight(160)
        self.body.addWidget(label(say("fault.report"), "strong"))
        self.body.addWidget(shown, 1)
        self.cancel_button.hide()
        self.foot.insertWidget(0, button(say("fault.copy"), self._copy, icon="copy"))
        self.set_width(640, 460)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)


def show_fault(parent: QWidget | None, problem: BaseException) -> None:
    """Show a fault; one at a time, so that a repeated one does not bury the screen."""
    if sys.stderr is not None:
        print(report(problem), file=sys.stderr)
    if any(
        isinstance(one, ErrorWindow) and one.isVisible() for one in QApplication.topLevelWidgets()
    ):
        return
    ErrorWindow(parent, problem).open()
