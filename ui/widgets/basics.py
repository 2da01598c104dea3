"""Small parts that every screen is built of: labels, buttons, tags, banners, empty states.

How they look is in the style sheet; what they say comes from wording.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.theme.icons import picture
from ui.theme.style import Restyled, set_look, theme
from ui.widgets.plain import plain_face, plain_tip
from ui.words import say

#: The icon beside a message of each tone: shape as well as colour.
TONE_ICONS = {
    "know": "info", "done": "circle-check-big", "should": "triangle-alert", "must": "circle-alert",
}  # fmt: skip


def label(text: str = "", look: str = "", *, wraps: bool = False) -> QLabel:
    """Return a label with one of the style sheet's looks; its text can be selected by keyboard."""
    found = QLabel(text)
    if look:
        set_look(found, look)
    found.setWordWrap(wraps)
    found.setTextFormat(Qt.TextFormat.PlainText)
    return found


def tag(text: str, tone: str = "") -> QLabel:
    """Return a small framed word; `tone` is "know", "done", "should", "must" or none."""
    found = label(text, f"tag_{tone}" if tone else "tag")
    found.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return found


def _is_enter(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return is_enter and held == Qt.KeyboardModifier.NoModifier


class Button(QPushButton):
    """A push button that Enter presses, too: of itself Qt would press the dialog's first one."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take Enter as Space; a key that is held down counts once."""
        if not _is_enter(event):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()


class ToolButton(QToolButton):
    """A tool button that Enter presses, too, or whose menu it opens."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take Enter as Space; a key that is held down counts once."""
        if not _is_enter(event):
            super().keyPressEvent(event)
        elif event.isAutoRepeat():
            return
        elif self.popupMode() == QToolButton.ToolButtonPopupMode.InstantPopup:
            self.showMenu()
        else:
            self.click()


def button(
    text: str, on_click: Callable[[], object], look: str = "", icon: str = "", tip: str = ""
) -> QPushButton:
    """Return a push button; with a `tip`, that is its tool tip."""
    found = Button(text)
    found.setAutoDefault(False)
    if look:
        set_look(found, look)
    if icon:
        role = "on_accent" if look == "primary" else "text"

        def restyle() -> None:
            found.setIcon(theme.icon(icon, role))
            found.setIconSize(theme.icon_size)

        Restyled(found, restyle)
    if tip:
        found.setToolTip(plain_tip(tip))
    found.clicked.connect(lambda: on_click())
    return found


def icon_button(name: str, icon: str, on_click: Callable[[], object] | None = None) -> QToolButton:
    """Return a button that shows only an icon; `name` is read out and is its tool tip."""
    found = ToolButton()
    set_look(found, "quiet")
    found.setAccessibleName(name)
    found.setToolTip(plain_tip(name))
    found.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def restyle() -> None:
        found.setIcon(theme.icon(icon))
        found.setIconSize(theme.icon_size)
        found.setMinimumSize(QSize(theme.target, theme.target))

    Restyled(found, restyle)
    if on_click is not None:
        found.clicked.connect(lambda: on_click())
    return found


def let_clear(line: QLineEdit) -> None:
    """Give a line a button that clears it, and that button a name."""
    line.setClearButtonEnabled(True)
    for one in line.findChildren(QToolButton):
        one.setAccessibleName(say("shell.clear_field"))


class Choice(QComboBox):
    """A combo box that screen readers on Linux can name.

    There Qt gives its value for its name and leaves the name to a label; where none is seen, an
    unseen one stands in.
    """

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """See to it that something names the box."""
        super().showEvent(event)
        parent, name = self.parentWidget(), self.accessibleName()
        if parent is None or not name:
            return
        beside = parent.findChildren(QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if not any(one.buddy() is self for one in beside):
            unseen = QLabel(name, parent)
            unseen.setBuddy(self)
            unseen.hide()


def keep_tab_order(holder: QWidget, widgets: Sequence[QWidget]) -> None:
    """Let Tab come to widgets that were made late where their holder stands, not at the end."""
    # Qt moves a holder to its focus proxy; and only what Tab comes to can be gone on from.
    holder.setFocusProxy(None)  # type: ignore[arg-type]
    before = holder.previousInFocusChain()
    while (
        before is not None
        and before is not holder
        and (
            holder.isAncestorOf(before)
            or before.focusProxy() is not None
            or not before.focusPolicy() & Qt.FocusPolicy.TabFocus
        )
    ):
        before = before.previousInFocusChain()
    for widget in widgets if before is not None and before is not holder else ():
        assert before is not None
        QWidget.setTabOrder(before, widget)
        before = widget


def rule() -> QFrame:
    """Return a thin line between two parts."""
    found = QFrame()
    set_look(found, "rule")
    return found


def row(*items: QWidget | QLayout | int | None, margins: int = 0, space: str = "small") -> QWidget:
    """Return widgets side by side; a number is a stretch, None is left out."""
    return _laid_out(QHBoxLayout(), items, margins, space)


def column(
    *items: QWidget | QLayout | int | None, margins: int = 0, space: str = "small"
) -> QWidget:
    """Return widgets one below the other; a number is a stretch, None is left out."""
    return _laid_out(QVBoxLayout(), items, margins, space)


def _laid_out(
    layout: QBoxLayout, items: Iterable[QWidget | QLayout | int | None], margins: int, space: str
) -> QWidget:
    found = QWidget()
    layout.setContentsMargins(margins, margins, margins, margins)
    layout.setSpacing(theme.space(space))
    for item in items:
        if isinstance(item, QWidget):
            layout.addWidget(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        elif item is not None:
            layout.addStretch(item)
    found.setLayout(layout)
    return found


def scrolled(inner: QWidget, *, sideways: bool = False) -> QScrollArea:
    """Return a widget that scrolls when it is taller than its place; sideways only where asked."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    if not sideways:
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    set_look(inner, "page")
    area.setWidget(inner)
    return area


class Banner(QFrame):
    """A message across a screen, with an icon, perhaps a button, and a way to close it."""

    closed = Signal()

    def __init__(self, *, closable: bool = True) -> None:
        super().__init__()
        self._icon = QLabel()
        self._text = label(wraps=True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button = button("", self._on_button)
        self._action: Callable[[], object] | None = None
        self._close = icon_button(say("shell.close_message"), "x", self.dismiss)
        self._close.setVisible(closable)
        self._closable = closable
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 6, 6, 6)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._button)
        layout.addWidget(self._close)
        self._tone = "know"
        Restyled(self, self._restyle)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._text.text()

    def show_message(
        self, tone: str, sentence: str, action: tuple[str, Callable[[], object]] | None = None
    ) -> None:
        """Show a sentence; `action` is the words and the deed of a button beside it."""
        self._tone = tone
        self._text.setText(sentence)
        self.setAccessibleName(sentence)
        self._action = action[1] if action else None
        self._button.setVisible(action is not None)
        if action:
            self._button.setText(plain_face(action[0]))
        set_look(self, f"banner_{tone}")
        self._restyle()
        self.show()

    def dismiss(self) -> None:
        """Close the message."""
        self.hide()
        self.closed.emit()

    def _on_button(self) -> None:
        if self._action is not None:
            self._action()

    def _restyle(self) -> None:
        colour = theme.palette.tone(self._tone).text
        self._icon.setPixmap(_tone_picture(TONE_ICONS[self._tone], colour))


def _tone_picture(name: str, colour: str, side: int = 20):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    return picture(name, replace(theme.palette, muted=colour), side)


class Remarks(QWidget):
    """Sentences below a field, each with the icon of its tone, and how it could be put."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[tuple[str, str, str], ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.space("hair"))
        self._lines: list[tuple[QWidget, QLabel, QLabel]] = []
        Restyled(self, self._restyle)
        self.hide()

    def show_rows(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Show (tone, what, how) each; none hides everything."""
        self.rows = tuple(rows)
        while len(self._lines) < len(self.rows):
            self._lines.append(self._make_line())
        for n, (line, _, words) in enumerate(self._lines):
            line.setVisible(n < len(self.rows))
            if n < len(self.rows):
                _, what, how = self.rows[n]
                words.setText(f"{what}\n{how}" if how else what)
        self._restyle()
        self.setVisible(bool(self.rows))

    def _make_line(self) -> tuple[QWidget, QLabel, QLabel]:
        icon, words = QLabel(), label("", "small", wraps=True)
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(words, 1)
        self._layout.addWidget(line)
        return line, icon, words

    def _restyle(self) -> None:
        for (_, icon, _), (tone, _, _) in zip(self._lines, self.rows, strict=False):
            icon.setPixmap(_tone_picture(TONE_ICONS[tone], theme.palette.tone(tone).text, 16))


class EmptyState(QWidget):
    """What a screen shows when there is nothing yet: why, and what to do next."""

    def __init__(self, icon: str, title: str, text: str, *buttons: QPushButton) -> None:
        super().__init__()
        self._icon_name = icon
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._title = label(title, "heading", wraps=True)
        self._text = label(text, "muted", wraps=True)
        for one in (self._title, self._text):
            one.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setSpacing(theme.space("medium"))
        for one in (self._icon, self._title, self._text):
            layout.addWidget(one)
        layout.addWidget(row(1, *buttons, 1))
        inner.setMaximumWidth(560)
        whole = QVBoxLayout(self)
        whole.addStretch(1)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(inner, 10)
        line.addStretch(1)
        whole.addLayout(line)
        whole.addStretch(2)
        Restyled(self, self._restyle)

    def set_words(self, title: str, text: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._text.setText(text)

    def _restyle(self) -> None:
        self._icon.setPixmap(picture(self._icon_name, theme.palette, 44))
