"""Quick entry: one form for what was seen or heard, made to be typed after a visit, by keyboard.

The same form, shorter, is the concern card and the log of low-level concerns. What its fields
mean, and how it is saved, is in `presenters.quick_entry`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QTextCursor

from chronology_app.dates import FuzzyDate
from ui.dialogs.dialog import Dialog
from ui.presenters import quick_entry as entry
from ui.presenters.quick_entry import Draft, Start
from ui.theme.style import theme
from ui.widgets.basics import button
from ui.widgets.entry_form import EntryForm
from ui.words import date_words, say

if TYPE_CHECKING:
    from ui.main_window import MainWindow

#: A draft is kept when nothing was typed for so long, and at the latest after so many keys.
_KEEP_AFTER_MS = 800


def open_quick_entry(window: MainWindow) -> None:
    """Open the form, or bring the one that is open already to the front."""
    _open(window, "visit")


def open_concern_card(window: MainWindow) -> None:
    """Open the short form: a concern card or a low-level concern (S29)."""
    _open(window, "concern_card")


def open_correction(window: MainWindow, entry_id: str) -> None:
    """Open the form with an earlier entry in it; saved, it is a new entry that refers to it."""
    _open(window, "visit", entry_id)


def _open(window: MainWindow, choice: str, corrects: str = "") -> None:
    is_card = choice in entry.CARDS
    for known in window.findChildren(QuickEntry):
        if known.is_card == is_card and known.isVisible() and not corrects:
            known.raise_()
            known.activateWindow()
            return
    window.desk.ask(
        window,
        lambda book, case_id: entry.load_start(book, case_id, choice, corrects),
        lambda start: QuickEntry(window, start).begin(),
    )


class QuickEntry(Dialog):
    """The form in a window of its own, beside which the case can be read."""

    def __init__(self, window: MainWindow, start: Start) -> None:
        self.is_card = start.draft.choice in entry.CARDS
        name = "card" if self.is_card else "entry"
        super().__init__(window, say(f"entry.{name}.title"), say("entry.save"))
        self.setModal(False)
        self._window = window
        self._book, self._case_id = window.desk.book, window.desk.case_id
        self._start = start
        self._is_saving = False
        self._has_typed = False
        self._doubted: set[str] = set()
        self.form = EntryForm(start, today=date.today())
        self.body.addWidget(self.form, 1)
        self.accept_button.setDefault(False)
        self.accept_button.setToolTip(say("entry.save_key"))
        self.cancel_button.setText(say("entry.close"))
        self.cancel_button.setToolTip(say("entry.close_key"))
        self.next_button = button(
            say("entry.save_next"), self.on_save_next, tip=say("entry.save_next_key")
        )
        self.foot.insertWidget(self.foot.indexOf(self.accept_button), self.next_button)
        self._keep_soon = QTimer(self, interval=_KEEP_AFTER_MS, singleShot=True)
        self._keep_soon.timeout.connect(self._keep_draft)
        self._add_keys()
        self.form.changed.connect(self._on_changed)
        window.desk.case_changed.connect(self._on_case_changed)
        self.set_width(620 if self.is_card else 1040, 660 if self.is_card else 690)

    def _add_keys(self) -> None:
        for keys, deed in (
            ("Ctrl+Return", self.on_accept), ("Ctrl+Enter", self.on_accept),
            ("Ctrl+Shift+Return", self.on_save_next), ("Ctrl+Shift+Enter", self.on_save_next),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(deed)
        self.form.children_ticks.add_shortcuts(self)

    def begin(self) -> None:
        """Show the form with what there is, ready to be typed into."""
        start = self._start
        self._fill(start.draft)
        if start.is_left_behind:
            self._offer_draft()
        elif start.draft.corrects:
            self.banner.show_message("know", say("entry.correcting"))
        if start.is_left_behind and not start.draft.corrects:
            # Whoever comes back to half a sentence goes on with it.
            self.form.seen_or_heard.moveCursor(QTextCursor.MoveOperation.End)
        self.form.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self.show()

    def _fill(self, draft: Draft) -> None:
        if not draft.when and not self._start.is_left_behind:
            today = FuzzyDate.parse(date.today().isoformat())
            draft = replace(draft, when=date_words(today), edtf=today.edtf)
        self.form.set_value(draft)
        self._keep_soon.stop()
        self._has_typed = self._start.is_left_behind

    def _offer_draft(self) -> None:
        self.banner.show_message(
            "know", say("entry.draft_found"), (say("entry.begin_anew"), self._begin_anew)
        )

    def _begin_anew(self) -> None:
        """Let the draft go for an empty form, or for the earlier entry as it was signed."""
        self.banner.hide()
        draft, window = self.form.value(), self._window
        self._start = replace(self._start, is_left_behind=False)
        self.form.set_value(replace(draft, seen_or_heard="", action="", strength="", others="",
                                    said=(), why={}))  # fmt: skip
        self._keep_draft()
        if draft.corrects:
            self._has_typed = False
            self.reject()
            open_correction(window, draft.corrects)
            return
        self._fill(self._next_draft(draft))
        self.form.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    # --- keeping what is typed --------------------------------------------------------------

    def _on_changed(self) -> None:
        self._has_typed = True
        if self._keep_soon.isActive():
            return
        self._keep_soon.start()

    def _keep_draft(self) -> None:
        self._keep_soon.stop()
        draft = self.form.value()
        if self._book is None or not self._book.is_open:
            return
        text = entry.write_draft(draft)
        name = entry.draft_name(draft.choice, draft.corrects)
        self._book.ask(
            None, lambda book: book.remember(self._case_id, name, text),
            lambda _: None, self._window.show_error,
        )  # fmt: skip

    def reject(self) -> None:
        """Close; what is half typed stays in the casebook and is offered next time."""
        if self._is_saving:
            return
        if self._has_typed:
            if self.form.value().is_worth_keeping:
                self._window.desk.tell(say("entry.draft_kept"), "know")
            self._keep_draft()
        super().reject()

    def _on_case_changed(self) -> None:
        if self.isVisible() and self._window.desk.case_id != self._case_id:
            self._is_saving = False
            self.reject()

    # --- saving -----------------------------------------------------------------------------

    def on_accept(self) -> None:
        """Save and close."""
        self._save(self._saved)

    def on_save_next(self) -> None:
        """Save and begin the next entry."""
        self._save(self._saved_next)

    def _save(self, done) -> None:  # type: ignore[no-untyped-def]
        if self._is_saving or self._book is None:
            return
        draft = self.form.value()
        self.form.clear_wrong()
        wrong = entry.find_wrong(draft)
        if wrong is None:
            wrong = self._new_doubt(draft)
        if wrong is not None:
            self.form.show_wrong(wrong.field, wrong.sentence)
            self._window.program.announce(self.form, wrong.sentence)
            return
        self.banner.hide()
        self._keep_soon.stop()
        self._set_saving(True)
        self._book.change(
            self,
            lambda book: entry.save_entry(book, self._case_id, draft),
            lambda _: done(draft),
            self._on_failed,
        )

    def _new_doubt(self, draft: Draft) -> entry.Wrong | None:
        doubt = entry.find_doubt(draft, self._start)
        if doubt is None or doubt.field in self._doubted:
            return None
        self._doubted.add(doubt.field)
        return doubt

    def _set_saving(self, saving: bool) -> None:
        self._is_saving = saving
        self.set_busy(saving)
        self.next_button.setEnabled(not saving)

    def _on_failed(self, problem: BaseException) -> None:
        self._set_saving(False)
        self._keep_draft()
        self.show_problem(problem)

    def _saved(self, draft: Draft) -> None:
        self._set_saving(False)
        self._window.desk.tell(self._saved_words(draft))
        self._keep_soon.stop()
        self.accept()

    def _saved_next(self, draft: Draft) -> None:
        self._set_saving(False)
        self._doubted.clear()
        self._start = replace(self._start, is_left_behind=False)
        self._fill(self._next_draft(draft))
        words = self._saved_words(draft)
        self.banner.show_message("done", words)
        self._window.program.announce(self.form, words)
        self.form.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _next_draft(self, draft: Draft) -> Draft:
        """Return an empty form of the same kind, day and author."""
        only = self._start.children
        return Draft(
            choice=draft.choice, when=draft.when if draft.edtf else "", edtf=draft.edtf,
            modifier=draft.modifier, author=draft.author, post=draft.post, agency=draft.agency,
            children=(only[0].id,) if len(only) == 1 else (),
        )  # fmt: skip

    @staticmethod
    def _saved_words(draft: Draft) -> str:
        return say("entry.saved", kind=entry.choice_words(draft.choice),
                   date=date_words(draft.date))  # fmt: skip

    # --- size -------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put the two halves beside or below one another, as there is room."""
        super().resizeEvent(event)
        self.form.set_wide(event.size().width() >= 860 * theme.text_size / 100)
