"""Importing files: what will be read, what is said of it, the import beside the window, its report.

The rules are in `presenters.import_files`, the reading in `jobs.importing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from chronology_app.errors import StoppedError
from ui.background import Job
from ui.dialogs.dialog import Dialog
from ui.dialogs.open_casebook import documents_folder
from ui.presenters import import_files as presenter
from ui.presenters.import_files import FileLook, Gathered, ImportEnd
from ui.theme.style import theme
from ui.widgets.import_pages import ChoosePage, ReportPage, RunningPage
from ui.words import say

if TYPE_CHECKING:
    from ui.main_window import MainWindow

#: Files that a worker looks at in one go: small, so that the list fills while one watches.
_LOOKS_AT_ONCE = 12


def choose_files(window: MainWindow) -> None:
    """Ask for files, then show what will be read of them."""
    ask_for_files(window, lambda files: import_dropped(window, files))


def import_dropped(window: MainWindow, files: Sequence[Path]) -> None:
    """Show what will be read of files and folders; nothing is imported yet."""
    for known in window.findChildren(ImportWindow):
        if known.isVisible() and known.is_choosing:
            known.add_paths(files)
            known.raise_()
            return
    ImportWindow(window, files).show()


def ask_for_files(parent: QWidget, done, *, folder: bool = False) -> None:  # type: ignore[no-untyped-def]
    """Ask the system for files, or for a folder; `done` gets their paths."""
    words = "import_screen.choose_folder" if folder else "import_screen.choose"
    dialog = QFileDialog(parent, say(words))
    dialog.setDirectory(documents_folder())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    mode = QFileDialog.FileMode.Directory if folder else QFileDialog.FileMode.ExistingFiles
    dialog.setFileMode(mode)
    dialog.filesSelected.connect(lambda names: done([Path(name) for name in names]))
    dialog.open()


class ImportWindow(Dialog):
    """One import from the choice of files to its report; it goes on when the window is closed."""

    def __init__(self, window: MainWindow, paths: Sequence[Path]) -> None:
        super().__init__(window, say("import_screen.title"), say("import_screen.begin_none"))
        self.setModal(False)
        self.setAcceptDrops(True)
        self._window = window
        self._book, self._case_id = window.desk.book, window.desk.case_id
        self._known: dict[str, str] = {}
        self._looks: dict[Path, FileLook] = {}
        self._waiting: list[Path] = []
        self._is_looking = False
        self._job: Job | None = None
        self._end: ImportEnd | None = None
        self.choose = ChoosePage(self)
        self.running = RunningPage(self)
        self.report = ReportPage(self)
        self.pages = QStackedWidget()
        for page in (self.choose, self.running, self.report):
            self.pages.addWidget(page)
        self.body.addWidget(self.pages, 1)
        self.set_width(1040, 640)
        self._show_files()
        window.desk.case_changed.connect(self._on_case_changed)
        window.desk.ask(self, presenter.load_known, self._on_known)
        window.program.background.beside(
            presenter.load_importing, done=lambda _: None, failed=self.show_problem, owner=self
        )
        self.add_paths(paths)

    @property
    def is_choosing(self) -> bool:
        """Say whether files can still be added."""
        return self._job is None and self._end is None

    # --- what will be read ------------------------------------------------------------------

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Add files and what is in folders to the list."""
        self._window.program.background.compute(
            presenter.gather_files, tuple(paths), done=self._on_gathered,
            failed=self.show_problem, owner=self,
        )  # fmt: skip

    def _on_gathered(self, found: Gathered) -> None:
        new = [file for file in found.files if file not in self._looks]
        self._looks |= {file: FileLook(file) for file in new}
        self._waiting += new
        told = []
        if not found.files:
            told.append(say("import_screen.no_files"))
        if found.left_out:
            told.append(say("import_screen.left_out", count=found.left_out))
        if found.is_cut:
            told.append(say("import_screen.cut", most=presenter.MOST_FILES))
        if told:
            self.banner.show_message("know", " ".join(told))
        self._show_files()
        self._look_on()

    def _look_on(self) -> None:
        if self._is_looking or not self._waiting:
            return
        self._is_looking = True
        some, self._waiting = self._waiting[:_LOOKS_AT_ONCE], self._waiting[_LOOKS_AT_ONCE:]
        self._window.program.background.compute(
            presenter.look_at, tuple(some), done=self._on_looked, failed=self._on_look_failed,
            owner=self,
        )  # fmt: skip

    def _on_looked(self, looks: Sequence[FileLook]) -> None:
        self._is_looking = False
        for look in presenter.with_known(looks, self._known):
            if look.path in self._looks:
                self._looks[look.path] = look
        self._show_files()
        self._look_on()

    def _on_look_failed(self, problem: BaseException) -> None:
        self._is_looking = False
        self._waiting = []
        self.show_problem(problem)

    def _on_known(self, known: dict[str, str]) -> None:
        self._known = known
        looks = presenter.with_known(tuple(self._looks.values()), known)
        self._looks = {look.path: look for look in looks}
        self._show_files()

    def remove_file(self, file: Path | None) -> None:
        """Leave a file out."""
        if file is not None and self._looks.pop(file, None) is not None:
            self._waiting = [one for one in self._waiting if one != file]
            self._show_files()

    def _show_files(self) -> None:
        if not self.is_choosing:
            return
        looks = tuple(self._looks.values())
        busy = self._is_looking or bool(self._waiting)
        self.choose.show_files(looks, len(self._waiting) if busy else 0)
        count = sum(1 for one in looks if one.will_be_read)
        is_ready = bool(count) and not busy
        self.accept_button.setText(
            say("import_screen.begin", count=count) if count else say("import_screen.begin_none")
        )
        self.accept_button.setEnabled(is_ready)
        if looks and not count and not busy:
            self.banner.show_message("should", say("import_screen.none_left"))

    def add_more(self, *, folder: bool = False) -> None:
        """Ask for more files, or a folder of them."""
        ask_for_files(self, self.add_paths, folder=folder)

    def add_as_photographs(self) -> None:
        """Hand the pictures among the files to the form for photographs."""
        from ui.dialogs.photograph import add_photographs

        pictures = [one.path for one in self._looks.values() if one.is_picture]
        for file in pictures:
            self.remove_file(file)
        add_photographs(self._window, pictures)

    # --- the import -------------------------------------------------------------------------

    def on_accept(self) -> None:
        """Begin the import, beside the window."""
        if not self.is_choosing or not self.accept_button.isEnabled() or self._book is None:
            return
        if self.choose.wishes.find_wrong():
            return
        looks = tuple(self._looks.values())
        for_all, for_one = self.choose.wishes.said()
        book = self._book
        self.banner.hide()
        self.accept_button.hide()
        self.cancel_button.setText(say("shell.close"))
        self.pages.setCurrentWidget(self.running)
        self._job = self._window.desk.start_job(
            say("import_screen.job"),
            lambda job, casebook, case_id: presenter.run_import(
                job, casebook, case_id, looks, for_all, for_one, book.tell_changed
            ),
            self._on_end,
            self._on_failed,
            self,
        )
        self.running.follow(self._job, sum(one.will_be_read for one in looks))

    def _on_failed(self, problem: BaseException) -> None:
        self._job = None
        if isinstance(problem, StoppedError):
            self._on_end(ImportEnd((), 0, is_stopped=True))
            return
        self.accept_button.show()
        self.pages.setCurrentWidget(self.choose)
        self._window.desk.ask(self, presenter.load_known, self._on_known)
        self.show()
        self.show_problem(problem)

    def _on_end(self, end: ImportEnd) -> None:
        self._job, self._end = None, end
        self.setWindowTitle(say("import_screen.report_title"))
        self.report.show_end(end)
        self.pages.setCurrentWidget(self.report)
        self.report.inbox.setDefault(bool(end.suggestions))
        summary = presenter.summary_words(end)
        if self.isVisible():
            self.report.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self._window.program.announce(self, summary)
            return
        sentence = say("import_screen.ready", summary=summary)
        self._window.tell("know", sentence)
        self._window.banner.show_message(
            "know", sentence, (say("import_screen.report_title"), self.show)
        )

    # --- after the report -------------------------------------------------------------------

    def go_to_inbox(self) -> None:
        """Close, and go to the first suggestion of this import."""
        found = self._end.suggestion_id if self._end else ""
        self.accept()
        self._window.desk.go("inbox", found)

    def go_to_problems(self) -> None:
        """Close, and go to the checks, where problems are settled."""
        self.accept()
        self._window.desk.go("checks")

    def take_back(self) -> None:
        """Take the whole import back as one step."""
        end, case_id = self._end, self._case_id
        if end is None or end.undo is None or self._book is None:
            return
        undo = end.undo
        self.set_busy(True)
        self._book.change(
            self, lambda book: presenter.take_back(book, case_id, undo), self._on_taken_back,
            self.show_problem,
        )  # fmt: skip

    def _on_taken_back(self, changed: object) -> None:
        if changed is None:
            self.show_problem(say("import_screen.not_last"))
            return
        self._window.desk.tell(say("import_screen.taken_back"))
        self.accept()

    def save_report(self) -> None:
        """Ask where to keep the report as text, without anything of the case."""
        assert self._end is not None
        text = presenter.report_text(self._end)
        dialog = QFileDialog(self, say("import_screen.save_report"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(say("import_screen.text_files"))
        dialog.selectFile(say("import_screen.report_file"))
        dialog.fileSelected.connect(lambda name: self._write_report(Path(name), text))
        dialog.open()

    def _write_report(self, file: Path, text: str) -> None:
        try:
            file.write_text(text, encoding="utf-8")
        except OSError as problem:
            self.show_problem(problem)
        else:
            self.banner.show_message("done", say("import_screen.report_saved"))

    # --- the window -------------------------------------------------------------------------

    def reject(self) -> None:
        """Close; an import that is going on goes on, and its report comes by itself."""
        if self._job is not None:
            self.hide()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Close as Esc does; while the import goes on the window is only hidden."""
        if self._job is not None:
            self.hide()
            event.ignore()
        else:
            super().closeEvent(event)

    def _on_case_changed(self) -> None:
        if self.isVisible() and self._window.desk.case_id != self._case_id:
            self.reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take more files while there is a list to add them to."""
        if event.mimeData().hasUrls() and self.is_choosing:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Add the files that were dropped."""
        event.acceptProposedAction()
        self.add_paths(
            [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put list and form beside or below one another, as there is room."""
        super().resizeEvent(event)
        self.choose.set_wide(event.size().width() >= 800 * theme.text_size / 100)
