"""Pasting text from another record system as a source, seeing what would be read of it.

What reading finds is told by `presenters.paste_text`; how the text is kept is `jobs.pasting`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QLineEdit,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from chronology_app.model import Person
from chronology_app.model.codes import ImportOutcome
from ui.background import Ticket
from ui.dialogs.dialog import Dialog
from ui.presenters import paste_text as presenter
from ui.presenters.import_files import agency_choices, class_choices, sensitivity_choices
from ui.presenters.paste_text import Pasted, PastePreview
from ui.theme.style import theme
from ui.widgets.basics import label
from ui.widgets.form import Field, Form
from ui.widgets.plain import plain_tip
from ui.widgets.text_field import TextField
from ui.words import label as code_label
from ui.words import language, say

if TYPE_CHECKING:
    from ui.jobs.reading import ReadBy
    from ui.main_window import MainWindow

#: Nothing typed for so long: what would be read is looked up anew.
_PREVIEW_AFTER_MS = 500
#: A longer text is kept as well, but not read twice only to be looked at.
_PREVIEW_CHARACTERS = 200_000


def open_paste_text(window: MainWindow) -> None:
    """Open the form, with what the clipboard holds already in it."""
    window.desk.ask(
        window, presenter.load_reading, lambda found: PasteDialog(window, *found).open()
    )


def _fields() -> tuple[Field, ...]:
    return (
        Field("system", "entry.paste.system", placeholder_id="entry.paste.system.example"),
        Field("record_number", "entry.paste.number"),
        Field("agency", "import_screen.agency", "choice", choices=agency_choices()),
        Field("received", "import_screen.received", "date"),
        Field("title", "import_screen.doc_title", help_id="entry.paste.title.help"),
        Field("sensitivity", "import_screen.sensitivity", "choice", choices=sensitivity_choices()),
        Field("record_class", "import_screen.record_class", "choice", choices=class_choices(),
              help_id="import_screen.record_class.help"),
    )  # fmt: skip


class PasteDialog(Dialog):
    """The text and what would be read of it on the left, what is said of it on the right."""

    asks_before_loss = True

    def __init__(
        self, window: MainWindow, people: Sequence[Person], by: ReadBy | None = None
    ) -> None:
        super().__init__(window, say("entry.paste.title"), say("entry.paste.keep"))
        self._window, self._people, self._by = window, tuple(people), by
        self._book = window.desk.book
        self._asked: Ticket | None = None
        self.form = Form(_fields())
        for widget in self.form.widgets.values():
            if isinstance(widget, QComboBox):
                widget.setSizeAdjustPolicy(
                    QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
                )
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(theme.space("large"))
        self._halves.addWidget(self._text_side(), 3)
        self._halves.addWidget(self._form_side(), 2)
        self.body.addLayout(self._halves, 1)
        self._soon = QTimer(self, interval=_PREVIEW_AFTER_MS, singleShot=True)
        self._soon.timeout.connect(self._look)
        self.text.textChanged.connect(self._soon.start)
        self.form.changed.connect(self._on_said)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.on_accept)
        tip = say("shell.with_keys", words=self.accept_button.text(), keys="Ctrl+Enter")
        self.accept_button.setToolTip(plain_tip(tip))
        self.set_width(980, 640)
        self.text.take(QGuiApplication.clipboard().text())
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.text.selectAll()

    def _text_side(self) -> QWidget:
        self.text = TextField()
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(140)
        self.text.setPlaceholderText(say("entry.paste.here"))
        self.text.setAccessibleName(say("entry.paste.text"))
        title = label(say("entry.paste.text"), "strong")
        title.setBuddy(self.text)
        self.told = label(say("entry.paste.nothing"), "muted", wraps=True)
        self.found = QListWidget()
        self.found.setAccessibleName(say("entry.paste.preview"))
        self.found.setWordWrap(True)
        self.found.setMinimumHeight(110)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        for part, stretch in (
            (title, 0), (self.text, 3), (label(say("entry.paste.preview"), "strong"), 0),
            (self.told, 0), (self.found, 2),
        ):  # fmt: skip
            layout.addWidget(part, stretch)
        return side

    def _form_side(self) -> QWidget:
        self.pasted_by = QLineEdit(self._window.desk.by)
        self.pasted_by.setReadOnly(True)
        self.pasted_by.setAccessibleName(say("entry.paste.by"))
        title = label(say("entry.paste.by"), "strong")
        title.setBuddy(self.pasted_by)
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("tight"))
        layout.addWidget(title)
        layout.addWidget(self.pasted_by)
        layout.addSpacing(theme.space("tight"))
        layout.addWidget(self.form, 1)
        return side

    # --- what would be read -----------------------------------------------------------------

    def _on_said(self, name: str) -> None:
        if name in ("agency", "received", "title"):
            self._soon.start()

    def _look(self) -> None:
        values = {"text": self.text.toPlainText(), **self.form.values()}
        if self._asked is not None:
            self._asked.cancel()
        if not values["text"].strip() or len(values["text"]) > _PREVIEW_CHARACTERS:
            empty = not values["text"].strip()
            self.told.setText(say("entry.paste.nothing" if empty else "entry.paste.long"))
            self.found.clear()
            return
        self.told.setText(say("entry.paste.looking"))
        self._asked = self._window.program.background.compute(
            presenter.read_preview, values, self._people, language(), self._by,
            done=self._show_preview, failed=self.show_problem, owner=self,
        )  # fmt: skip

    def _show_preview(self, preview: PastePreview) -> None:
        words = presenter.preview_words(preview)
        if not self.form.value("agency"):
            agency = code_label("agency", preview.agency)
            words += " " + say("entry.paste.reads_like", agency=agency)
        self.told.setText(words)
        self.found.clear()
        for date, fact in preview.facts:
            self.found.addItem(say("entry.paste.fact", date=date, fact=fact))
        left = preview.suggestions - len(preview.facts)
        if left:
            self.found.addItem(say("entry.paste.more", count=left))

    # --- keeping ----------------------------------------------------------------------------

    def on_accept(self) -> None:
        """Keep the text as a source and go to its first suggestion."""
        values = {"text": self.text.toPlainText(), **self.form.values()}
        if not values["text"].strip():
            self.show_problem(say("entry.paste.nothing"))
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        wrong = bool(getattr(self.form.widgets["received"], "is_wrong", False))
        self.form.show_wrong("received", say("import_screen.date_unclear") if wrong else "")
        if wrong or self._book is None or not self.accept_button.isEnabled():
            return
        changed = self._book.tell_changed
        self.banner.hide()
        self.set_busy(True)
        self._window.desk.start_job(
            say("entry.paste.job"),
            lambda job, book, case_id: presenter.keep_pasted(job, book, case_id, values, changed),
            self._on_kept,
            self.show_problem,
            self,
        )

    def _on_kept(self, pasted: Pasted) -> None:
        self.set_busy(False)
        report = pasted.report
        if report.outcome == ImportOutcome.ALREADY_THERE:
            self.banner.show_message(
                "know", report.sentence, (say("entry.paste.show_source"), self._show_source(report))
            )
            return
        problem = report.outcome == ImportOutcome.WITH_PROBLEMS
        self._window.desk.tell(report.sentence, "should" if problem else "done")
        self.accept()
        if pasted.suggestion_id:
            self._window.desk.go("inbox", pasted.suggestion_id)
        else:
            self._window.desk.go("sources", report.source_id)

    def _show_source(self, report):  # type: ignore[no-untyped-def]
        def show() -> None:
            self.reject()
            self._window.desk.go("sources", report.source_id)

        return show

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put text and form beside or below one another, as there is room."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        wide = event.size().width() >= 760 * theme.text_size / 100
        self._halves.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
