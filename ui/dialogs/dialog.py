"""The base of all dialogs: a title, a body, one row of buttons, and errors said inside it.

What a dialog asks and does is in its own module.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from chronology_app.errors import ChronologyError
from ui import errors
from ui.theme.style import set_look, theme
from ui.widgets.basics import Banner, button, label, scrolled
from ui.widgets.form import Field, Form
from ui.words import say

#: So many letters that were typed are asked about before they are lost.
_MANY_LETTERS = 10


class Dialog(QDialog):
    """A window that asks for something. It stays open while its work is done, and on an error."""

    #: Whether Esc, Cancel and the window's cross ask before typed words are lost.
    asks_before_loss = False

    def __init__(self, parent: QWidget, title: str, accept: str, intro: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.banner = Banner(closable=False)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.space("small"))
        self.accept_button = button(accept, self.on_accept, "primary")
        self.accept_button.setDefault(True)
        self.cancel_button = button(say("shell.cancel"), self.reject)
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(20, 16, 20, 12)
        if intro:
            inside.addWidget(label(intro, "muted", wraps=True))
        inside.addLayout(self.body, 1)
        foot = self._foot_frame = QFrame()
        set_look(foot, "foot")
        self.foot = QHBoxLayout(foot)
        self.foot.setContentsMargins(20, 10, 20, 10)
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel_button)
        self.foot.addWidget(self.accept_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(20, 8, 20, 0)
        top.addWidget(self.banner)
        layout.addLayout(top)
        self._inner = inner
        self._opened: dict[QWidget, str] = {}
        self._area = scrolled(inner)
        layout.addWidget(self._area, 1)
        layout.addWidget(foot)
        self.set_width(520)

    def set_width(self, pixels: int, height: int = 0) -> None:
        """Give the dialog a size at a text size of 100 %; it never grows over the screen."""
        room = self.screen().availableGeometry()
        grow = 1 + (theme.text_size - 100) / 150
        width = min(round(pixels * grow), room.width() - 40)
        self.setMinimumWidth(min(width, 420))
        wanted = height or self.sizeHint().height()
        self.resize(width, min(round(wanted * (grow if height else 1)), room.height() - 60))

    def fit(self) -> None:
        """Grow to what the body needs, up to the screen."""
        room = self.screen().availableGeometry()
        inner, area = self._inner, self._area
        needed = inner.heightForWidth(self.width()) if inner.hasHeightForWidth() else 0
        needed = max(needed, inner.sizeHint().height())
        rest = self.sizeHint().height() - area.sizeHint().height()
        self.resize(self.width(), min(needed + rest + 12, room.height() - 60))

    def setVisible(self, visible: bool) -> None:  # noqa: N802
        """Let Tab go through the body before the buttons, and begin with the body's first field."""
        if visible and not self.isVisible():
            self._order_focus()
            self._opened = self._written()
        super().setVisible(visible)

    def reject(self) -> None:
        """Close; typed words are lost only once somebody has said so."""
        leave = super().reject
        if self.asks_before_loss and self.isVisible() and self._letters_lost() >= _MANY_LETTERS:
            Sure(self, say("dialog.lose"), say("dialog.lose.text"), say("dialog.lose.yes"),
                 leave).open()  # fmt: skip
        else:
            leave()

    def _written(self) -> dict[QWidget, str]:
        """Return what stands in each field that can be written in; never a passphrase."""
        lines: dict[QWidget, str] = {
            one: one.text() for one in self._inner.findChildren(QLineEdit)
            if not one.isReadOnly() and one.echoMode() == QLineEdit.EchoMode.Normal
        }  # fmt: skip
        texts: dict[QWidget, str] = {
            one: one.toPlainText() for one in self._inner.findChildren(QPlainTextEdit)
            if not one.isReadOnly()
        }  # fmt: skip
        return {**lines, **texts}

    def _letters_lost(self) -> int:
        changed = (
            words.strip() for one, words in self._written().items()
            if words != self._opened.get(one, "")
        )  # fmt: skip
        return sum(map(len, changed))

    def _order_focus(self) -> None:
        body = [one for one in self._tab_stops() if not self._foot_frame.isAncestorOf(one)]
        if not body:
            return
        last = body[-1]
        for n in range(self.foot.count()):
            item = self.foot.itemAt(n)
            one = item.widget() if item is not None else None
            if one is not None:
                QWidget.setTabOrder(last, one)
                last = one
        if self.focusWidget() is None:
            first = next((one for one in body if one.isVisibleTo(self)), None)
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tab_stops(self) -> list[QWidget]:
        """Return the widgets that Tab comes to, shown or not, in its order."""
        found: list[QWidget] = []
        one = self.nextInFocusChain()
        while one is not None and one is not self:
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None:
                found.append(one)
            one = one.nextInFocusChain()
        return found

    def on_accept(self) -> None:
        """Do what the dialog is for; the base only closes it."""
        self.accept()

    def set_busy(self, busy: bool) -> None:
        """Show that the work is being done; nothing can be asked twice."""
        self.accept_button.setEnabled(not busy)
        self.setCursor(Qt.CursorShape.BusyCursor if busy else Qt.CursorShape.ArrowCursor)

    def show_problem(self, problem: BaseException | str) -> None:
        """Say what went wrong; what was typed stays."""
        self.set_busy(False)
        sentence = problem if isinstance(problem, str) else errors.sentence(problem)
        self.banner.show_message("must", sentence)
        if isinstance(problem, BaseException) and not isinstance(
            problem, (ChronologyError, OSError)
        ):
            from ui.dialogs.error_window import show_fault

            show_fault(self, problem)


class FormDialog(Dialog):
    """A dialog that is one form: `on_values` is called with what was typed, once it is complete."""

    asks_before_loss = True

    def __init__(
        self,
        parent: QWidget,
        title: str,
        accept: str,
        fields: Sequence[Field],
        on_values: Callable[[FormDialog, dict[str, Any]], None],
        *,
        intro: str = "",
        values: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(parent, title, accept, intro)
        self.form = Form(fields, values)
        self._on_values = on_values
        self.body.addWidget(self.form)
        self.fit()

    def on_accept(self) -> None:
        """Check that dates are understood and what is needed was typed, then hand it over."""
        if self.form.check_dates() and self.form.check_needed():
            self.banner.hide()
            self._on_values(self, self.form.values())


class Sure(Dialog):
    """Asks whether something is to be done; `on_yes` is called when it is."""

    def __init__(
        self, parent: QWidget, title: str, text: str, yes: str, on_yes: Callable[[], object]
    ) -> None:
        super().__init__(parent, title, yes, text)
        self._on_yes = on_yes
        self.cancel_button.setFocus()
        self.fit()

    def on_accept(self) -> None:
        """Do it and close."""
        self.accept()
        self._on_yes()
