"""The head of the inbox: which file, which filter, which order, and how far the file is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from chronology_app.model.codes import ConcernType
from ui.presenters.inbox_queue import Queue, Wishes
from ui.presenters.inbox_words import short
from ui.theme.style import Restyled, set_look, theme
from ui.widgets.basics import Choice, ToolButton, button, label
from ui.widgets.flow import flow
from ui.widgets.suggestion_fields import let_narrow
from ui.widgets.suggestion_view import let_shrink
from ui.words import label as code_label
from ui.words import say

#: Below so many pixels (at 100 %) the tools are icons only.
_WITH_WORDS = 860


class InboxHead(QFrame):
    """Shows and changes what is wanted; `wishes_changed` tells the screen."""

    wishes_changed = Signal(object)

    def __init__(self, *tools: QAction) -> None:
        super().__init__()
        set_look(self, "bar")
        self._wishes = Wishes()
        self._is_filling = False
        self._filters: dict[str, QComboBox] = {}
        self._tools = [_tool(action) for action in tools]
        self._build()

    def _build(self) -> None:
        self.files = self._combo("inbox.file")
        let_narrow(self.files)
        self.files.setMinimumContentsLength(14)
        self.files.currentIndexChanged.connect(
            lambda: self._wish(source_id=self.files.currentData() or "")
        )
        self.order = self._combo("inbox.order")
        for value, words in ((False, say("inbox.by_source")), (True, say("inbox.by_date"))):
            self.order.addItem(words, value)
        self.order.currentIndexChanged.connect(
            lambda: self._wish(by_date=bool(self.order.currentData()))
        )
        self.filter_button = ToolButton()
        self.filter_button.setText(say("inbox.filter"))
        self.filter_button.setCheckable(True)
        self.filter_button.toggled.connect(lambda on: self._filter_row.setVisible(on))
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setMaximumWidth(160)
        self._progress.setAccessibleName(say("inbox.progress"))
        self._said = label("", "small", wraps=True)
        line = flow(
            label(say("screen.inbox"), "title"), self.files, self.order, self.filter_button,
            *self._tools, space="small",
        )  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 6)
        layout.setSpacing(theme.space("tight"))
        layout.addWidget(line)
        layout.addWidget(self._build_filters())
        told = QHBoxLayout()
        told.addWidget(self._progress)
        told.addWidget(self._said, 1)
        layout.addLayout(told)
        let_shrink(self)

    def _build_filters(self) -> QWidget:
        for name in ("agency", "child", "type"):
            combo = self._filters[name] = self._combo(f"inbox.filter.{name}")
            combo.currentIndexChanged.connect(self._wisher(name, combo))
        self._doubts = QCheckBox(say("inbox.filter_doubts"))
        self._doubts.toggled.connect(lambda on: self._wish(doubts=on))
        clear = button(say("inbox.filter_clear"), self.clear_filters, "quiet", "x")
        self._filter_row = flow(*self._filters.values(), self._doubts, clear, space="small")
        self._filter_row.hide()
        return self._filter_row

    def _wisher(self, name: str, combo: QComboBox) -> Callable[[], None]:
        return lambda: self._wish(**{name: combo.currentData() or ""})

    def _combo(self, name_id: str) -> QComboBox:
        combo = Choice()
        combo.setAccessibleName(say(name_id))
        combo.setToolTip(say(name_id))
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        combo.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        return combo

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Show the tools as icons where their words have no room."""
        super().resizeEvent(event)
        styles = Qt.ToolButtonStyle
        is_wide = self.width() >= _WITH_WORDS * theme.text_size // 100
        style = styles.ToolButtonTextBesideIcon if is_wide else styles.ToolButtonIconOnly
        for tool in self._tools:
            tool.setToolButtonStyle(style)

    # --- showing ---------------------------------------------------------------------------

    def show_queue(self, queue: Queue) -> None:
        """Show the files with what waits in each, the filters, and how far the file is."""
        self._is_filling = True
        self._wishes = queue.wishes
        self._fill_files(queue)
        self._fill_filters(queue)
        self.order.setCurrentIndex(int(queue.wishes.by_date))
        count = queue.wishes.filters
        words = say("inbox.filter_count", count=count) if count else say("inbox.filter")
        self.filter_button.setText(words)
        if count:
            self.filter_button.setChecked(True)
        self._is_filling = False
        self.show_progress(queue)

    def show_progress(self, queue: Queue) -> None:
        """Say which of how many is shown and how many of the file are decided."""
        position, count = queue.position
        file = queue.progress()
        said = [say("inbox.position", number=position, count=count)] if position else []
        if file is not None:
            self._progress.setMaximum(max(1, file.total))
            self._progress.setValue(file.decided)
            said.append(say("inbox.file_progress", done=file.decided, total=file.total))
        self._progress.setVisible(file is not None)
        self._said.setText(" \u00b7 ".join(said))
        self._progress.setAccessibleDescription(self._said.text())

    def _fill_files(self, queue: Queue) -> None:
        files = queue.files()
        entries = [("", say("inbox.all_files", count=sum(file.waiting for file in files)))]
        for file in files:
            title = short(file.source.citation_title or file.source.file_name, 40)
            words = say("inbox.file_count", title=title, count=file.waiting)
            entries.append((file.source.id, words))
        _fill(self.files, entries, queue.wishes.source_id)

    def _fill_filters(self, queue: Queue) -> None:
        agencies = sorted({one.recorded_by for one in queue.waiting.values()})
        children = [person.name for person in queue.case.children]
        types = [*ConcernType]
        for name, entries in (
            ("agency", [(code, _capital(code_label("agency", code))) for code in agencies]),
            ("child", [(child, child) for child in children]),
            ("type", [(code.value, _capital(code_label("type", code))) for code in types]
             + [("strength", say("inbox.strength"))]),
        ):  # fmt: skip
            every = ("", say(f"inbox.every.{name}"))
            _fill(self._filters[name], [every, *entries], getattr(queue.wishes, name))
        self._doubts.setChecked(queue.wishes.doubts)

    # --- wishing ---------------------------------------------------------------------------

    def _wish(self, **changes: object) -> None:
        if not self._is_filling:
            self._wishes = replace(self._wishes, **changes)  # type: ignore[arg-type]
            self.wishes_changed.emit(self._wishes)

    def clear_filters(self) -> None:
        """Want all suggestions of the chosen file again."""
        self.wishes_changed.emit(
            Wishes(source_id=self._wishes.source_id, by_date=self._wishes.by_date)
        )

    def toggle_filters(self) -> None:
        """Show or hide the filters; shown, the first has the focus."""
        self.filter_button.toggle()
        if self.filter_button.isChecked():
            self._filters["agency"].setFocus()


def _tool(action: QAction) -> QToolButton:
    found = ToolButton()
    found.setDefaultAction(action)
    Restyled(found, lambda: found.setIconSize(QSize(theme.target - 10, theme.target - 10)))
    found.setAccessibleName(action.text())
    found.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    set_look(found, "quiet")
    return found


def _fill(combo: QComboBox, entries: list[tuple[str, str]], chosen: str) -> None:
    there = [(combo.itemData(n), combo.itemText(n)) for n in range(combo.count())]
    if there != entries:
        combo.clear()
        for value, words in entries:
            combo.addItem(words, value)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
