"""What was exported: what, when, for whom, and what has changed in the record since."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.models.lines import Line, LinesView
from ui.presenters.documents import KIND_ICONS
from ui.presenters.documents_records import ExportLine, Records
from ui.theme.style import set_look
from ui.widgets.basics import EmptyState, button, label
from ui.widgets.flow import FlowLayout
from ui.words import say


class ExportsPage(QWidget):
    """Recent exports, newest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._records = Records()
        #: SHA-256 -> where a file was written while this window was open; kept nowhere else.
        self._written: dict[str, str] = {}
        desk.wrote.connect(self._on_wrote)
        self.list = LinesView(say("docs.exports"))
        self.list.chosen.connect(lambda key: self._show())
        self.list.opened.connect(lambda key: self._on_changes())
        foot = QFrame()
        set_look(foot, "foot")
        self._detail = label("", wraps=True)
        self._changes = button(say("docs.show_changes"), self._on_changes, icon="list-ordered")
        self._again = button(say("docs.write_again"), self._on_again, icon="refresh-cw")
        self._open = button(say("docs.open_file"), self._on_open, icon="external-link")
        self._copy = button(say("docs.copy_digest"), self._on_copy, icon="copy")
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for one in (self._changes, self._again, self._open, self._copy):
            flow.addWidget(one)
        below = QVBoxLayout(foot)
        below.setContentsMargins(16, 8, 16, 10)
        below.addWidget(self._detail)
        below.addWidget(buttons)
        shown = QWidget()
        layout = QVBoxLayout(shown)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.list, 1)
        layout.addWidget(foot)
        self._stack = QStackedWidget()
        self._stack.addWidget(shown)
        self._stack.addWidget(
            EmptyState("file-text", say("docs.no_exports.title"), say("docs.no_exports.text"))
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def show_records(self, records: Records) -> None:
        """Show the exports of a case."""
        self._records = records
        self.list.set_lines([
            Line(str(one.number), one.title, f"{one.detail} · {one.since}",
                 "triangle-alert" if one.is_old else KIND_ICONS.get(one.kind, "file"),
                 "should" if one.is_old else "")
            for one in records.exports
        ])  # fmt: skip
        self._stack.setCurrentIndex(0 if records.exports else 1)
        self._show()

    @property
    def chosen(self) -> ExportLine | None:
        """The export that is chosen."""
        return next((o for o in self._records.exports if str(o.number) == self.list.key), None)

    def _show(self) -> None:
        one = self.chosen
        if one is None:
            return
        digest = say("docs.digest", digest=one.sha256)
        self._detail.setText(f"{one.title}. {one.detail}. {one.since}\n{digest}")
        self._changes.setEnabled(bool(one.event_ids))
        self._again.setEnabled(bool(one.wishes))
        path = self._written.get(one.sha256)
        self._open.setVisible(bool(path and Path(path).exists()))

    def _on_wrote(self, digest: str, path: str) -> None:
        self._written[digest] = path
        self._show()

    def _on_changes(self) -> None:
        one = self.chosen
        if one is not None and one.event_ids:
            self.desk.go("chronology", one.event_ids[0], event_ids=one.event_ids,
                         words=say("docs.changed_since", kind=one.title))  # fmt: skip

    def _on_again(self) -> None:
        if (one := self.chosen) is not None:
            self.desk.go("documents", one.kind, again=dict(one.wishes))

    def _on_open(self) -> None:
        if (one := self.chosen) is not None and (path := self._written.get(one.sha256)):
            QDesktopServices.openUrl(QUrl.fromLocalFile(path))

    def _on_copy(self) -> None:
        if (one := self.chosen) is not None:
            QGuiApplication.clipboard().setText(one.sha256)
            self.desk.tell(say("docs.digest_copied"))
