"""What is known of one source: details, problems, and the events that rest on it, as three tabs.

What the lines say is decided in `presenters.sources`; what is done about them is the screen's.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFormLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ui.presenters.sources import (
    ProblemLine,
    SourceDetails,
    detail_lines,
    event_spans,
    event_words,
    problem_lines,
)
from ui.theme.style import theme
from ui.widgets.basics import button, label, scrolled
from ui.widgets.flow import flow
from ui.words import say

#: What the style sheet keeps free beside the words of a line.
_PADDING = 12
_KEY = Qt.ItemDataRole.UserRole


class SourceAbout(QTabWidget):
    """Three tabs about one source."""

    #: Show these words of the source: a tuple of `Span`.
    words_asked = Signal(object)
    #: Show this place of the source: a `Locator`.
    place_asked = Signal(object)
    #: Go to this event.
    event_asked = Signal(str)
    #: Settle a problem, or open it again: its id.
    settle_asked = Signal(str)
    reopen_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(say("sources_screen.about"))
        self._found: SourceDetails | None = None
        self._lines: tuple[ProblemLine, ...] = ()
        self._details = QWidget()
        self._form = QFormLayout(self._details)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        area = scrolled(self._details)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setAccessibleName(say("sources_screen.details"))
        self.problems = _list(say("sources_screen.problems"))
        self.events = _list(say("sources_screen.events"))
        self.settle_button = button(say("sources_screen.settle"), self._on_settle, icon="check")
        self.reopen_button = button(say("sources_screen.reopen"), self._on_reopen, icon="undo-2")
        self.go_button = button(say("sources_screen.go"), self._on_go, icon="arrow-right")
        self.addTab(area, "")
        self.addTab(_page(self.problems, self.settle_button, self.reopen_button), "")
        self.addTab(_page(self.events, self.go_button), "")
        self.problems.currentRowChanged.connect(lambda _: self._on_problem())
        self.events.currentRowChanged.connect(lambda _: self._on_event())
        self.events.itemActivated.connect(lambda _: self._on_go())
        self.problems.itemActivated.connect(lambda _: self._on_settle())
        self.show_details(None)

    def show_details(self, found: SourceDetails | None) -> None:
        """Show what is known of a source; chosen lines stay chosen while it is the same one."""
        is_same = found is not None and self._found is not None
        is_same = is_same and found.source.id == self._found.source.id  # type: ignore[union-attr]
        kept = (_chosen(self.problems), _chosen(self.events)) if is_same else ("", "")
        self._found = found
        self._show_form(detail_lines(found) if found else ())
        self._lines = problem_lines(found.problems) if found else ()
        citing = found.citing if found else ()
        _fill(self.problems, [(one.id, one.text, one.raw) for one in self._lines], kept[0])
        _fill(self.events, [(one.event_id, event_words(one), "") for one in citing], kept[1])
        open_count = sum(not one.settled for one in self._lines)
        self.setTabText(0, say("sources_screen.details"))
        self.setTabText(1, _counted("sources_screen.problems", open_count))
        self.setTabText(2, _counted("sources_screen.events", len(citing)))
        self.setEnabled(found is not None)
        self._show_buttons()

    def show_problem(self, problem_id: str) -> bool:
        """Choose a problem and show it; say whether it is one of this source."""
        if not _choose(self.problems, problem_id):
            return False
        self.setCurrentIndex(1)
        return True

    def _show_form(self, lines: Sequence[tuple[str, str]]) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        for name, value in lines:
            told = label(value, wraps=True)
            told.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            told.setAccessibleName(f"{name}: {value}")
            told.setMinimumWidth(40)
            if len(value) > 40 and " " not in value:
                _let_break(told, value)
            self._form.addRow(label(name, "small"), told)

    # --- what is chosen --------------------------------------------------------------------

    @property
    def problem(self) -> ProblemLine | None:
        """The chosen problem."""
        chosen = _chosen(self.problems)
        return next((one for one in self._lines if one.id == chosen), None)

    def _on_problem(self) -> None:
        self._show_buttons()
        one = self.problem
        if one is not None:
            self.place_asked.emit(one.place_in)

    def _on_event(self) -> None:
        self._show_buttons()
        chosen = _chosen(self.events)
        event = next((e for e in self._citing() if e.event_id == chosen), None)
        if event is not None:
            self.words_asked.emit(event_spans(event))

    def _citing(self):  # type: ignore[no-untyped-def]
        return self._found.citing if self._found else ()

    def _show_buttons(self) -> None:
        one = self.problem
        self.settle_button.setEnabled(one is not None and not one.settled)
        self.reopen_button.setEnabled(one is not None and bool(one.settled))
        self.go_button.setEnabled(bool(_chosen(self.events)))

    def _on_settle(self) -> None:
        one = self.problem
        if one is not None and not one.settled:
            self.settle_asked.emit(one.id)

    def _on_reopen(self) -> None:
        one = self.problem
        if one is not None and one.settled:
            self.reopen_asked.emit(one.id)

    def _on_go(self) -> None:
        chosen = _chosen(self.events)
        if chosen:
            self.event_asked.emit(chosen)


class _Lines(QStyledItemDelegate):
    """Gives each line the height of its words, inside the room that the style sheet leaves."""

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        lines = option.widget  # type: ignore[attr-defined]
        width = lines.viewport().width() - 2 * _PADDING
        flags = Qt.TextFlag.TextWordWrap.value
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        room = QRect(0, 0, max(40, width), 100_000)
        box = lines.fontMetrics().boundingRect(room, flags, text)
        return QSize(max(40, width), max(theme.target, box.height() + 8))


def _list(name: str) -> QListWidget:
    found = QListWidget()
    found.setItemDelegate(_Lines(found))
    found.setMinimumHeight(theme.target)
    found.setAccessibleName(name)
    found.setWordWrap(True)
    found.setTextElideMode(Qt.TextElideMode.ElideNone)
    found.setResizeMode(QListView.ResizeMode.Adjust)
    found.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return found


def _page(inner: QListWidget, *buttons: QWidget) -> QWidget:
    found = QWidget()
    layout = QVBoxLayout(found)
    layout.setContentsMargins(6, 6, 6, 6)
    layout.setSpacing(theme.space("tight"))
    layout.addWidget(inner, 1)
    layout.addWidget(flow(*buttons))
    return found


def _fill(found: QListWidget, lines: Sequence[tuple[str, str, str]], kept: str) -> None:
    found.blockSignals(True)
    found.clear()
    for key, text, tip in lines:
        item = QListWidgetItem(text, found)
        item.setData(_KEY, key)
        item.setToolTip(tip or text)
    if not (kept and _choose(found, kept)) and lines:
        found.setCurrentRow(0)
    found.blockSignals(False)


def _choose(found: QListWidget, key: str) -> bool:
    for number in range(found.count()):
        if found.item(number).data(_KEY) == key:
            found.setCurrentRow(number)
            return True
    return False


def _chosen(found: QListWidget) -> str:
    item = found.currentItem()
    return str(item.data(_KEY)) if item is not None else ""


def _counted(message_id: str, count: int) -> str:
    words = say(message_id)
    return say("shell.with_count", words=words, count=count) if count else words


def _let_break(told: QLabel, value: str) -> None:
    """Let a long digest go on in the next line; copied, it is the digest as it is."""
    told.setText("\u200b".join(value[n : n + 16] for n in range(0, len(value), 16)))
    told.setToolTip(value)
