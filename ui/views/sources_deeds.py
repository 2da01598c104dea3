"""What is done with a source: corrected, copied, its problems settled, typed off, made an event.

Where the source is shown, and which one, is the screen's; the forms are in `source_dialogs`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from chronology_app.casefile import Casebook
from chronology_app.model import Person, Source
from chronology_app.store.source_users import CitingEvent
from importers.page_drawing import Rect
from ui.desk import Desk
from ui.dialogs.dialog import Dialog
from ui.dialogs.source_dialogs import EditSource, EventOfWords, Transcribe, settle_dialog
from ui.presenters.source_text import Span
from ui.presenters.sources import ProblemLine, SourceDetails, class_of, copy_name, words_of
from ui.widgets.page_view import cut_out
from ui.words import say


class SourceDeeds(QObject):
    """Asks what is needed for each deed and has it carried out."""

    def __init__(self, screen: QWidget, desk: Desk) -> None:
        super().__init__(screen)
        self._screen = screen
        self.desk = desk

    def edit(self, source: Source) -> None:
        """Say something else of a source."""

        def store(dialog: Dialog, changes: dict[str, Any]) -> None:
            self._store(
                dialog, lambda book, case_id: book.change_source(case_id, source.id, changes)
            )

        EditSource(self._screen, source, store).open()

    def copy(self, source: Source) -> None:
        """Ask where to save a copy of the original outside the casebook."""
        asked = QFileDialog(self._screen, say("sources_screen.copy_title"))
        asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asked.selectFile(copy_name(source))
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.fileSelected.connect(lambda name: self.save_copy(source.id, Path(name)))
        asked.open()

    def save_copy(self, source_id: str, out: Path) -> None:
        """Save a copy of a source; a picture without the place where it was taken."""
        from ui.jobs.copies import CopyReport, save_copy

        def done(report: CopyReport) -> None:
            sentence = (
                "sources_screen.copied_stripped" if report.stripped else "sources_screen.copied"
            )
            self.desk.tell(say(sentence, file=report.file.name))

        self.desk.start_job(
            say("sources_screen.copying"),
            lambda job, book, case_id: save_copy(book, case_id, source_id, out),
            done,
            owner=self._screen,
        )

    def settle(self, line: ProblemLine) -> None:
        """Ask what was done about a problem, and settle it."""

        def store(dialog: Dialog, given: dict[str, Any]) -> None:
            note = given["note"]
            self._store(dialog, lambda book, case_id: book.settle_problem(case_id, line.id, note))

        settle_dialog(self._screen, line.text, store).open()

    def reopen(self, problem_id: str) -> None:
        """Open a settled problem again."""
        self.desk.change(
            self._screen, lambda book, case_id: book.unsettle_problem(case_id, problem_id)
        )

    def transcribe(self, source: Source, page: int, part: Rect, drawn: QImage) -> None:
        """Ask what stands in a part of a page; `drawn` is the whole page."""

        def store(dialog: Dialog, given: dict[str, Any]) -> None:
            self._store(
                dialog,
                lambda book, case_id: book.add_transcription(
                    case_id, source.id, page, (*part,), given["text"]
                ),
            )

        Transcribe(self._screen, cut_out(drawn, part), store).open()

    def add_event(self, found: SourceDetails, spans: list[Span]) -> None:
        """Make an event of chosen words of a source."""
        if not spans:
            self.desk.tell(say("sources_screen.select_words"), "know")
            return

        def load(book: Casebook, case_id: str) -> tuple[Person, ...]:
            return book.queries.records(Person, case_id)

        self.desk.ask(self._screen, load, lambda people: self._ask_event(found, spans, people))

    def cite(self, event: CitingEvent, spans: list[Span]) -> None:
        """Let an event rest on chosen words of the source as well."""
        if not spans:
            self.desk.tell(say("sources_screen.select_words"), "know")
            return

        def command(book: Casebook, case_id: str) -> list[object]:
            return [
                book.add_citation(case_id, event.account_id, one.passage_id, one.start, one.end)
                for one in spans
            ]

        self.desk.change(
            self._screen, command, lambda _: self.desk.tell(say("sources_screen.cited"))
        )

    def _ask_event(
        self, found: SourceDetails, spans: list[Span], people: tuple[Person, ...]
    ) -> None:
        words = [(span.passage_id, span.start, span.end) for span in spans]

        def store(dialog: Dialog, fields: dict[str, Any]) -> None:
            self._store(
                dialog,
                lambda book, case_id: book.add_event(case_id, words, fields),
                lambda: self.desk.tell(say("sources_screen.event_made")),
            )

        quote, record_class = words_of(found, spans), class_of(found, spans)
        EventOfWords(self._screen, found.source, quote, record_class, people, store).open()

    def _store(
        self,
        dialog: Dialog,
        command: Callable[[Casebook, str], object],
        then: Callable[[], object] | None = None,
    ) -> None:
        """Have a command carried out and close its dialog; an error is said inside it."""

        def done(_: object) -> None:
            dialog.accept()
            if then is not None:
                then()

        dialog.set_busy(True)
        self.desk.change(dialog, command, done, dialog.show_problem)
