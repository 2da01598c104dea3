"""What reviews found about a change, the newest first, and how one is recorded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chronology_app.model import Change
from ui.desk import Desk
from ui.dialogs.dialog import Sure
from ui.models.lines import Line, LinesView
from ui.presenters.plans import Plans
from ui.widgets.basics import button, label
from ui.widgets.flow import flow
from ui.words import date_words, say


class ReviewsTab(QWidget):
    """The reviews of one change."""

    def __init__(self, desk: Desk, on_new: Callable[[], object]) -> None:
        super().__init__()
        self._desk = desk
        self._found = Plans()
        self._change: Change | None = None
        self.list = LinesView(say("plans.reviews"))
        self.list.opened.connect(lambda _: self.on_correct())
        self.list.chosen.connect(lambda _: self._enable())
        self._words = label("", wraps=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.new_button = button(say("plans.review.new"), on_new, "primary", "plus")
        self.correct_button = button(say("plans.review.change"), self.on_correct,
                                     icon="pencil-line")  # fmt: skip
        self.remove_button = button(say("plans.review.remove"), self.on_remove, icon="trash-2")
        buttons = flow(self.new_button, self.correct_button, self.remove_button)
        layout = QVBoxLayout(self)
        layout.addWidget(buttons)
        layout.addWidget(self.list, 2)
        layout.addWidget(self._words, 1)

    def show_change(self, found: Plans, change: Change | None) -> None:
        """Show the reviews of a change."""
        self._found, self._change = found, change
        rows = found.reviews(change.id) if change else ()
        self.list.set_lines(
            [Line(row.review_id, row.title, row.text, row.icon, row.tone) for row in rows]
        )
        self._enable()

    def _enable(self) -> None:
        rows = self._found.reviews(self._change.id) if self._change else ()
        row = next((one for one in rows if one.review_id == self.list.key), None)
        self._words.setText(f"{row.title}\n{row.text}" if row else say("plans.reviews.none"))
        for one in (self.correct_button, self.remove_button):
            one.setEnabled(row is not None)

    def on_correct(self) -> None:
        """Correct the chosen review."""
        review = self._found.review(self.list.key)
        if review is not None and self._change is not None:
            from ui.dialogs.plan import ask_review

            ask_review(self.window(), self._desk, self._found, self._change, review, lambda: None)

    def on_remove(self) -> None:
        """Take the chosen review away, once that is confirmed."""
        review = self._found.review(self.list.key)
        if review is None:
            return
        review_id = review.id

        def remove() -> None:
            self._desk.change(self, lambda book, case_id: book.remove_review(case_id, review_id))

        sure = say("plans.review.remove.sure", day=date_words(review.on))
        Sure(self.window(), say("plans.review.remove"), sure,
             say("plans.review.remove.yes"), remove).open()  # fmt: skip
