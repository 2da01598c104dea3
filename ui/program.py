"""The running program: its windows, open casebooks, preferences and work beside them.

What a window looks like is in `main_window`; how the program is started is in `app`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from shiboken6 import isValid

from ui.background import Background, Failed
from ui.main_window import MainWindow
from ui.open_book import OpenBook
from ui.preferences import Preferences, load_preferences, save_preferences
from ui.theme.style import theme
from ui.tidying import Tidier
from ui.words import say, set_language

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook
    from chronology_app.model import Case

#: How long a casebook may take to finish what it was asked.
_CLOSING_SECONDS = 30.0


class Program(QObject):
    """All that the windows share."""

    def __init__(self, app: QApplication, background: Background | None = None) -> None:
        super().__init__()
        self.app = app
        self.background = background or Background()
        self.tidier = Tidier(self.background)
        self.preferences: Preferences = load_preferences()
        self.windows: list[MainWindow] = []
        self.books: dict[Path, OpenBook] = {}
        #: Casebooks that still finish what they were asked before they are closed.
        self._closing: list[OpenBook] = []
        set_language(self.preferences.language)
        theme.apply(app, self.preferences.scheme, self.preferences.text_size)
        app.styleHints().colorSchemeChanged.connect(self._on_system_scheme)

    # --- windows ---------------------------------------------------------------------------

    def new_window(self, book: OpenBook | None = None, case: Case | None = None) -> MainWindow:
        """Open a window, on a casebook or on none."""
        window = MainWindow(self)
        self.windows.append(window)
        window.destroyed.connect(lambda: self._forget_windows())
        width, height = self.preferences.width, self.preferences.height
        room = window.screen().availableGeometry()
        window.resize(min(width or 1280, room.width()), min(height or 800, room.height()))
        if book is not None:
            self.show_book(window, book, case)
        if self.preferences.is_maximised:
            window.showMaximized()
        else:
            window.show()
        return window

    def _forget_windows(self) -> None:
        self.windows = [window for window in self.windows if isValid(window)]

    def may_close(self, window: MainWindow) -> bool:
        """Let a window close, unless work would be stopped and the user thinks better of it."""
        if not self.may_leave(window):
            return False
        self.prefer_quietly(
            width=window.normalGeometry().width() or window.width(),
            height=window.normalGeometry().height() or window.height(),
            is_maximised=window.isMaximized(),
        )
        self.leave_book(window)
        if window in self.windows:
            self.windows.remove(window)
        return True

    def may_leave(self, window: MainWindow) -> bool:
        """Let a window leave its casebook, unless that would stop work that shall go on."""
        book = window.desk.book
        is_last = len([one for one in self.windows if isValid(one) and one.isVisible()]) <= 1
        stopped = list(book.jobs) if book is not None and book.windows == 1 else []
        return not (stopped or (is_last and self.background.jobs)) or self._is_sure(window)

    def _is_sure(self, window: MainWindow) -> bool:
        box = QMessageBox(window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(say("shell.close_while_working"))
        box.setInformativeText(say("shell.close_while_working.text"))
        stop = box.addButton(say("shell.stop_and_close"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(say("shell.go_on_working"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is stop

    def close_all(self) -> None:
        """Close every window; one that may not be closed keeps the program running."""
        for window in list(self.windows):
            window.close()

    # --- casebooks -------------------------------------------------------------------------

    def open_book(
        self,
        window: MainWindow,
        path: Path,
        by: str,
        opener: Callable[[], Casebook],
        failed: Failed,
        done: Callable[[], None] = lambda: None,
        owner: QObject | None = None,
    ) -> None:
        """Open or make a casebook for a window; one that is open already is shared.

        Should the window, or the `owner` that asked, be gone by then, it is closed again.
        """
        known = self.books.get(path.resolve())
        if known is not None:
            self.show_book(window, known)
            if known.by != by:
                window.tell("should", say("shell.open_already", by=known.by))
            done()
            return
        book = OpenBook(self.background, path, by)
        before = [one for one in self._closing if one.path.resolve() == path.resolve()]

        def open_now() -> Casebook:
            for one in before:
                one.wait_closed(_CLOSING_SECONDS)
            return opener()

        def on_open() -> None:
            if not isValid(window) or (owner is not None and not isValid(owner)):
                self._close(book)
                return
            self.books[path.resolve()] = book
            self.background.processes.warm_up()
            self.show_book(window, book)
            done()

        def on_failed(problem: BaseException) -> None:
            if owner is None or isValid(owner):
                failed(problem)

        book.open(open_now, on_open, on_failed)

    def show_book(self, window: MainWindow, book: OpenBook, case: Case | None = None) -> None:
        """Show a casebook in a window, at a case or at its first one."""
        from ui.presenters.overview import load_cases

        if window.desk.book is not None:
            self.leave_book(window)
        book.windows += 1
        window.desk.set_book(book)

        def on_cases(cases: tuple[Case, ...]) -> None:
            if case is not None:
                window.desk.set_case(case)
            window.show_cases(cases)

        book.ask(window, load_cases, on_cases, window.show_error)

    def leave_book(self, window: MainWindow) -> None:
        """Show no casebook in a window; the last window's casebook is closed."""
        book = window.desk.book
        if book is None:
            return
        window.desk.set_book(None)
        book.windows -= 1
        if book.windows == 0:
            self.books = {path: one for path, one in self.books.items() if one is not book}
            self._close(book)

    def _close(self, book: OpenBook) -> None:
        self._closing = [one for one in self._closing if not one.wait_closed(0)]
        book.close()
        if not book.wait_closed(0):
            self._closing.append(book)

    # --- preferences -----------------------------------------------------------------------

    def prefer(self, **values: Any) -> None:
        """Change preferences, keep them, and let every window follow."""
        before = self.preferences.language
        self.prefer_quietly(**values)
        set_language(self.preferences.language)
        theme.apply(self.app, self.preferences.scheme, self.preferences.text_size)
        if self.preferences.language != before:
            self._speak_anew()

    def _speak_anew(self) -> None:
        """Make every window anew in the language that was chosen."""
        for window in list(self.windows):
            self.new_window(window.desk.book, window.desk.case)
            window.close()

    def prefer_quietly(self, **values: Any) -> None:
        """Keep preferences that change nothing on the screen."""
        self.preferences = self.preferences.changed(**values)
        save_preferences(self.preferences)

    def _on_system_scheme(self) -> None:
        if self.preferences.scheme == "system":
            theme.apply(self.app, "system", self.preferences.text_size)

    # --- small services --------------------------------------------------------------------

    @staticmethod
    def after(milliseconds: int, owner: QObject, call: Callable[[], None]) -> None:
        """Call something later, if its owner still lives then."""
        QTimer.singleShot(milliseconds, owner, call)

    @staticmethod
    def announce(widget: QWidget, sentence: str) -> None:
        """Have a screen reader say something without moving the focus."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))

    def end(self) -> None:
        """Close what is open and end all work."""
        self.background.end()
        for book in (*self.books.values(), *self._closing):
            book.is_open = False
            book.close_file(_CLOSING_SECONDS)
        self.tidier.end()
