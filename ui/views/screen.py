"""What every screen is: it shows a part of the case, keeps itself up to date, and can be gone to.

What a screen shows and does is in its presenter; where it stands is the main window's business.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.places import Place
from ui.theme.style import Restyled, set_look, theme
from ui.widgets.plain import plain_tip
from ui.words import say


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done on one screen: its words are the message id `words`."""

    words: str
    keys: str
    icon: str = ""
    #: Other keys for the same, separated by blanks.
    more_keys: str = ""


class Screen(QWidget):
    """A screen. Subclasses fill `kinds`, `COMMANDS`, `refresh` and `show_place`.

    `refresh` is called when the screen is first shown for a case, and again, while it is visible,
    whenever records of one of its `kinds` changed (hidden: when it is shown next).
    """

    #: Its name in `screens.SCREENS`.
    name = ""
    #: Tables of the records it shows ("event", "person" ...); empty: every change.
    kinds: frozenset[str] = frozenset()
    #: What can be done on it, by id; the keyboard sheet lists them.
    COMMANDS: dict[str, Command] = {}

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.commands: dict[str, QAction] = {}
        self._is_stale = True
        # Many changes in a row (an import) are one refresh.
        self._refresh_soon = QTimer(self)
        self._refresh_soon.setSingleShot(True)
        self._refresh_soon.timeout.connect(self._refresh_if_seen)
        self.setAccessibleName(say(f"screen.{self.name}"))
        set_look(self, "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        desk.records_changed.connect(self._on_records_changed)
        desk.case_changed.connect(self._on_case_changed)

    # --- to be said by each screen ---------------------------------------------------------

    def refresh(self) -> None:
        """Ask for what the screen shows and show it. No case: never called."""

    def clear(self) -> None:
        """Forget everything shown: the window shows another case, or none."""

    def show_place(self, place: Place) -> None:
        """Go to the record, and follow the wishes, of a place on this screen."""

    def first_focus(self) -> QWidget:
        """Return the widget that has the focus when somebody comes here."""
        return self

    # --- what all screens do alike ---------------------------------------------------------

    def page(self) -> QVBoxLayout:
        """Return an empty page layout with the usual margins."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        return layout

    def add_command(self, name: str, on_triggered: Callable[[], object]) -> QAction:
        """Make an action of one of `COMMANDS`, with its keys, living as long as the screen."""
        command = self.COMMANDS[name]
        action = QAction(say(command.words), self)
        action.setShortcuts(
            [QKeySequence(keys) for keys in (command.keys, *command.more_keys.split()) if keys]
        )
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        if command.keys:
            tip = say("shell.with_keys", words=action.text(), keys=command.keys)
            action.setToolTip(plain_tip(tip))
        if command.icon:
            Restyled(self, lambda: action.setIcon(theme.icon(command.icon)))
        action.triggered.connect(lambda: on_triggered())
        self.commands[name] = action
        self.addAction(action)
        return action

    def menu_actions(self) -> Sequence[QAction]:
        """Return the actions that the window's menu offers while the screen is shown."""
        return list(self.commands.values())

    def _on_records_changed(self, changed: object) -> None:
        kinds: frozenset[str] = getattr(changed, "kinds", frozenset())
        if not self.kinds or not kinds or self.kinds & kinds:
            self._is_stale = True
            if not self._refresh_soon.isActive():
                self._refresh_soon.start(self.desk.refresh_delay)

    def _on_case_changed(self) -> None:
        self._is_stale = True
        self.clear()
        self._refresh_if_seen()

    def _refresh_if_seen(self) -> None:
        if self._is_stale and self.isVisible() and self.desk.case is not None:
            self._is_stale = False
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Bring the screen up to date before it is seen."""
        super().showEvent(event)
        leave_drops_to_window(self)
        self._refresh_if_seen()


def leave_drops_to_window(widget: QWidget) -> None:
    """Let files that are dropped on a field go to the window, which imports them.

    A field would take a file's address for text.
    """
    for kind in (QLineEdit, QPlainTextEdit, QTextEdit):
        for field in widget.findChildren(kind):
            field.setAcceptDrops(False)
