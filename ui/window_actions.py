"""What the window's own actions do: back and forth, undo, look, closing, taking dropped files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ui.places import Place
from ui.theme.metrics import TEXT_SIZES
from ui.theme.style import theme
from ui.words import say

if TYPE_CHECKING:
    from ui.main_window import MainWindow

CASEBOOK_ENDING = ".casebook"


def undo(window: MainWindow) -> None:
    """Take back this person's last step in the case."""
    window.desk.change(window, lambda book, case_id: book.undo(case_id))


def redo(window: MainWindow) -> None:
    """Do again what this person undid last in the case."""
    window.desk.change(window, lambda book, case_id: book.redo(case_id))


def focus_search(window: MainWindow) -> None:
    """Go to the search box."""
    window.search.setFocus()
    window.search.selectAll()


def show_history(window: MainWindow) -> None:
    """Show the case's log."""
    window.go(Place("history"))


def show_lexicon(window: MainWindow) -> None:
    """Show the words that reading looks for."""
    window.go(Place("lexicon"))


def go_back(window: MainWindow) -> None:
    """Go back to where the window was."""
    window.go_back()


def go_forward(window: MainWindow) -> None:
    """Go forward again."""
    window.go_forward()


def new_window(window: MainWindow) -> None:
    """Open another window on the same casebook."""
    window.program.new_window(window.desk.book, window.desk.case)


def close_book(window: MainWindow) -> None:
    """Close the casebook in this window."""
    if window.program.may_leave(window):
        window.program.leave_book(window)


def close_program(window: MainWindow) -> None:
    """Close every window."""
    window.program.close_all()


def larger_text(window: MainWindow) -> None:
    """Take the next larger text size."""
    _step_text(window, 1)


def smaller_text(window: MainWindow) -> None:
    """Take the next smaller text size."""
    _step_text(window, -1)


def _step_text(window: MainWindow, step: int) -> None:
    sizes = list(TEXT_SIZES)
    now = min(range(len(sizes)), key=lambda n: abs(sizes[n] - theme.text_size))
    size = sizes[max(0, min(len(sizes) - 1, now + step))]
    window.program.prefer(text_size=size)


def switch_scheme(window: MainWindow) -> None:
    """Change between light and dark."""
    window.program.prefer(scheme="light" if theme.palette.is_dark else "dark")


def toggle_side_bar(window: MainWindow) -> None:
    """Show the side bar with words or with icons only."""
    window.side_bar.set_narrow(not window.side_bar.is_narrow)


def take_files(window: MainWindow, names: list[str]) -> None:
    """Open the casebook among dropped files, or begin to import them into the case."""
    files = [Path(name) for name in names]
    casebook = next((file for file in files if file.suffix.lower() == CASEBOOK_ENDING), None)
    if casebook is not None:
        from ui.dialogs.open_casebook import open_casebook_file

        open_casebook_file(window, casebook)
    elif window.desk.case is None:
        window.tell("should", say("shell.drop_needs_case"))
    elif files:
        from ui.dialogs.import_files import import_dropped

        import_dropped(window, files)
