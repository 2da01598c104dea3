"""The sample case to look round in, and the tour: what each screen is for, one step at a time.

The sample casebook lies in a private folder that goes when the program is left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ui import sample_folder
from ui.background import Job
from ui.places import Place
from ui.presenters.who import name_of_user
from ui.theme.style import set_look, theme
from ui.widgets.basics import button, label
from ui.words import say

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook
    from ui.main_window import MainWindow

#: The tour: screen to show (empty: the one that is shown) and the message ids' last part.
STEPS = (
    ("", "start"), ("sources", "sources"), ("inbox", "inbox"), ("chronology", "chronology"),
    ("timeline", "timeline"), ("people", "people"), ("checks", "checks"),
    ("documents", "documents"), ("", "entry"), ("", "end"),
)  # fmt: skip


def open_sample(window: MainWindow) -> None:
    """Make the sample casebook beside the window, open it, and offer the tour."""
    program = window.program
    if any(job.title == say("tour.job") for job in program.background.jobs):
        return
    folder = sample_folder.make()
    program.app.aboutToQuit.connect(lambda: sample_folder.remove(folder))
    path = folder / "sample.casebook"
    by = name_of_user()
    window.tell("know", say("tour.making"))

    def work(job: Job) -> None:
        from ui.jobs.demo import make_sample_book

        job.process(make_sample_book, path, by)

    def opener() -> Casebook:
        from chronology_app.casefile import Casebook
        from ui.jobs.demo import PASSPHRASE

        return Casebook.open(path, PASSPHRASE, by=by)

    def done(_: None) -> None:
        window.banner.dismiss()
        program.open_book(window, path, by, opener, window.show_error, lambda: _lead(window))

    program.background.start(say("tour.job"), work, done, window.show_error, window)


def _lead(window: MainWindow) -> None:
    """Begin the tour once the casebook has said which cases it holds, and one is shown."""
    book = window.desk.book
    if book is not None:
        book.ask(window, lambda _: None, lambda _: open_tour(window), window.show_error)


class Tour(QFrame):
    """A panel at the window's foot that leads from screen to screen; the screens stay in use."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._at = 0
        set_look(self, "banner_know")
        self._title = label("", "heading")
        self._text = label("", wraps=True)
        self._count = label("", "muted")
        self._back = button(say("tour.back"), lambda: self.go(-1), icon="arrow-left")
        self._next = button(say("tour.next"), lambda: self.go(1), "primary", "arrow-right")
        self._close = button(say("tour.close"), self.end, "quiet", "x")
        buttons = QHBoxLayout()
        buttons.addWidget(self._count, 1)
        for one in (self._back, self._next, self._close):
            buttons.addWidget(one)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 12, 10)
        layout.setSpacing(theme.space("tight"))
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addLayout(buttons)
        self.setAccessibleName(say("action.tour"))

    def begin(self) -> None:
        """Show the first step."""
        self._at = 0
        # Shown first: what is hidden takes no focus.
        self.show()
        self._show()

    def go(self, step: int) -> None:
        """Go to the next (1) or the previous (-1) step; after the last one the tour ends."""
        if self._at + step >= len(STEPS):
            self.end()
            return
        self._at = max(0, self._at + step)
        self._show()

    def end(self) -> None:
        """Leave the tour."""
        self._window.program.prefer_quietly(toured=True)
        self.hide()
        screen = self._window.screen_shown
        (screen.first_focus() if screen else self._window.welcome).setFocus()

    def _show(self) -> None:
        screen, name = STEPS[self._at]
        if screen and self._window.desk.case is not None:
            self._window.go(Place(screen))
        self._title.setText(say(f"tour.{name}.title"))
        self._text.setText(say(f"tour.{name}.text"))
        self._count.setText(say("tour.count", number=self._at + 1, count=len(STEPS)))
        self._back.setEnabled(self._at > 0)
        is_last = self._at == len(STEPS) - 1
        self._next.setText(say("tour.done" if is_last else "tour.next"))
        self._next.setFocus(Qt.FocusReason.OtherFocusReason)
        self._window.program.announce(self, f"{self._title.text()}. {self._text.text()}")


def open_tour(window: MainWindow) -> None:
    """Lead through the screens; with nothing open, on the sample case."""
    if window.desk.case is None:
        open_sample(window)
        return
    tour = getattr(window, "tour", None)
    if tour is None:
        tour = Tour(window)
        window.tour = tour
        window.add_foot(tour)
    tour.begin()
