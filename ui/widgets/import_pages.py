"""The three pages of an import: choosing, while it goes on, and its report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QProgressBar, QVBoxLayout, QWidget

from chronology_app.model.codes import ImportOutcome
from ui.background import Job
from ui.presenters import import_files as presenter
from ui.presenters.import_files import FileLook, ImportEnd
from ui.presenters.import_report import ReportLine
from ui.theme.style import theme
from ui.widgets.basics import button, label
from ui.widgets.flow import flow
from ui.widgets.import_list import Row, RowsTable
from ui.widgets.import_wishes import WishesForm
from ui.words import say

if TYPE_CHECKING:
    from ui.dialogs.import_files import ImportWindow

_TONES = {
    ImportOutcome.IMPORTED: "done",
    ImportOutcome.WITH_PROBLEMS: "should",
    ImportOutcome.REFUSED: "must",
    ImportOutcome.ALREADY_THERE: "know",
}


class ChoosePage(QWidget):
    """The list of files, and what is said of them."""

    def __init__(self, owner: ImportWindow) -> None:
        super().__init__()
        names = ("file", "kind", "size", "state")
        self.table = RowsTable(
            say("import_screen.files"),
            [say(f"import_screen.column.{name}") for name in names],
            (9, 4, 3, 8),
        )
        self.looking = label("", "muted")
        self.wishes = WishesForm()
        self.pictures = button(
            say("import_screen.photographs"), owner.add_as_photographs, icon="camera"
        )
        self.remove = button(say("import_screen.remove"),
                             lambda: owner.remove_file(self.table.current_key()))  # fmt: skip
        buttons = flow(
            button(say("import_screen.add_files"), owner.add_more, icon="plus"),
            button(say("import_screen.add_folder"), lambda: owner.add_more(folder=True)),
            self.remove,
            self.pictures,
        )
        left = QVBoxLayout()
        left.addWidget(label(say("import_screen.intro"), "muted", wraps=True))
        left.addWidget(self.table, 1)
        left.addWidget(self.looking)
        left.addWidget(buttons)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(theme.space("large"))
        self._halves.addLayout(left, 3)
        self._halves.addWidget(self.wishes, 2)
        for keys in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            shortcut = QShortcut(QKeySequence(keys), self.table.view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self.remove.click)
        self.table.view.activated.connect(lambda: self.wishes.choose_file(self.table.current_key()))
        self._files: tuple[Path, ...] = ()

    def show_files(self, looks: Sequence[FileLook], waiting: int) -> None:
        """Show the files as far as they were looked at."""
        self.table.set_rows([self._row(look) for look in looks])
        files = tuple(look.path for look in looks)
        if files != self._files:
            self._files = files
            self.wishes.set_files(files)
        self.looking.setText(
            say("import_screen.looking", done=len(looks) - waiting, count=len(looks))
            if waiting
            else ""
        )
        self.looking.setVisible(bool(waiting))
        self.remove.setEnabled(bool(looks))
        self.pictures.setVisible(any(look.is_picture for look in looks))

    @staticmethod
    def _row(look: FileLook) -> Row:
        if not look.sha256 and not look.code:
            return Row(look.path, (look.path.name, "", "", ""), "know")
        tone, words = presenter.state_words(look)
        size = presenter.size_words(look.size)
        cells = (look.path.name, presenter.format_words(look), size, words)
        return Row(look.path, cells, tone)

    def set_wide(self, wide: bool) -> None:
        """Put list and form beside or below one another."""
        ways = QBoxLayout.Direction
        self._halves.setDirection(ways.LeftToRight if wide else ways.TopToBottom)


class RunningPage(QWidget):
    """How far the import is, and the way to stop it."""

    def __init__(self, owner: ImportWindow) -> None:
        super().__init__()
        self._job: Job | None = None
        self.text = label("", "lead", wraps=True)
        self.count = label("", "muted")
        self.bar = QProgressBar()
        self.bar.setAccessibleName(say("import_screen.job"))
        self.stop = button(say("import_screen.stop"), self._on_stop, icon="x")
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.space("medium"))
        layout.addStretch(1)
        layout.addWidget(label(say("import_screen.running"), wraps=True))
        layout.addWidget(self.bar)
        layout.addWidget(self.count)
        layout.addWidget(self.text)
        layout.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(2)

    def follow(self, job: Job, count: int) -> None:
        """Show how far a job is."""
        self._job = job
        self.bar.setRange(0, count)
        self.stop.setEnabled(True)
        self.stop.setText(say("import_screen.stop"))
        self.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        job.moved.connect(self._show)
        self._show()

    def _show(self) -> None:
        job = self._job
        if job is None:
            return
        self.bar.setValue(job.done)
        self.text.setText(job.text)
        self.count.setText(
            say("import_screen.progress_of", done=job.done, count=self.bar.maximum())
        )

    def _on_stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.stop.setEnabled(False)
            self.stop.setText(say("import_screen.stopping"))


class ReportPage(QWidget):
    """What became of each file, and where to go from here."""

    def __init__(self, owner: ImportWindow) -> None:
        super().__init__()
        self.summary = label("", "heading", wraps=True)
        self.suggestions = label("", "muted", wraps=True)
        names = ("file", "outcome", "found", "told")
        self.table = RowsTable(
            say("import_screen.report_title"),
            [say(f"import_screen.report.{name}") for name in names],
            (5, 2, 2, 8),
        )
        self.inbox = button(say("import_screen.to_inbox"), owner.go_to_inbox, "primary", "inbox")
        self.problems = button(
            say("import_screen.to_problems"), owner.go_to_problems, icon="list-checks"
        )
        self.back = button(say("import_screen.take_back"), owner.take_back, icon="undo-2")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.summary)
        layout.addWidget(self.suggestions)
        layout.addWidget(self.table, 1)
        layout.addWidget(
            flow(
                self.inbox,
                self.problems,
                self.back,
                button(say("import_screen.save_report"), owner.save_report, icon="save"),
            )
        )

    def show_end(self, end: ImportEnd) -> None:
        """Show the report of an import."""
        self.summary.setText(presenter.summary_words(end))
        self.suggestions.setText(say("import_screen.report.suggestions", count=end.suggestions))
        self.table.set_rows(
            [_report_row(number, line) for number, line in enumerate(presenter.report_lines(end))]
        )
        self.inbox.setVisible(bool(end.suggestions))
        self.problems.setVisible(bool(end.problems))
        self.back.setEnabled(end.undo is not None and bool(end.reports))


def _report_row(number: int, line: ReportLine) -> Row:
    found = str(line.suggestions or "")
    cells = (line.file, presenter.outcome_words(line.outcome), found, " ".join(line.sentences))
    return Row(number, cells, _TONES[line.outcome])
