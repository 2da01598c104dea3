"""A list of lines of words that wrap; thousands of them are measured a few at a time.

What the lines say is given by whoever shows them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.theme.style import theme
from ui.widgets.plain import plain_tip

#: What the style sheet keeps free beside the words of a line.
_PADDING = 12
_BATCH = 60
_Index = QModelIndex | QPersistentModelIndex


class LineList(QListView):
    """Lines to choose one from; each has a key, and words that are asked for when it is seen."""

    #: Another line is chosen by hand: its key, or empty.
    chosen = Signal(str)
    #: Enter or a double click on a line: its key.
    opened = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._lines = _Lines(self)
        self.setModel(self._lines)
        self.setItemDelegate(_Wrapped(self))
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(theme.target)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._lines.key(index)))

    def show_lines(self, keys: Sequence[str], words: Callable[[int], str]) -> None:
        """Show these lines; the one that was chosen stays so, or else the first is."""
        kept = self.current
        self.selectionModel().blockSignals(True)
        self._lines.show_lines(keys, words)
        if not self.choose(kept) and keys:
            self.setCurrentIndex(self._lines.index(0))
        self.selectionModel().blockSignals(False)
        self.viewport().update()

    @property
    def current(self) -> str:
        """The key of the chosen line; empty for none."""
        return self._lines.key(self.currentIndex())

    def choose(self, key: str) -> bool:
        """Choose a line by its key; say whether it is there."""
        number = self._lines.number(key)
        if number is None:
            return False
        self.setCurrentIndex(self._lines.index(number))
        self.scrollTo(self._lines.index(number))
        return True

    def text_at(self, number: int) -> str:
        """Return the words of a line."""
        return str(self._lines.index(number).data() or "")

    def _on_current(self, index: QModelIndex) -> None:
        self.chosen.emit(self._lines.key(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open the chosen line with Enter on every system."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)


class _Lines(QAbstractListModel):
    """The lines: keys, and words as they are asked for."""

    def __init__(self, parent: LineList) -> None:
        super().__init__(parent)
        self._keys: Sequence[str] = ()
        self._numbers: dict[str, int] = {}
        self._words: Callable[[int], str] = str

    def show_lines(self, keys: Sequence[str], words: Callable[[int], str]) -> None:
        self.beginResetModel()
        self._keys, self._words = tuple(keys), words
        self._numbers = {key: number for number, key in enumerate(self._keys)}
        self.endResetModel()

    def key(self, index: QModelIndex) -> str:
        return self._keys[index.row()] if index.isValid() else ""

    def number(self, key: str) -> int | None:
        return self._numbers.get(key)

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802
        return 0 if parent is not None and parent.isValid() else len(self._keys)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if index.isValid() and role == Qt.ItemDataRole.DisplayRole:
            return self._words(index.row())
        if index.isValid() and role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._words(index.row()))
        return None


class _Wrapped(QStyledItemDelegate):
    """Gives each line the height of its words, inside the room that the style sheet leaves."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802
        lines = self.parent()
        assert isinstance(lines, LineList)
        width = max(40, lines.viewport().width() - 2 * _PADDING)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        box = lines.fontMetrics().boundingRect(
            QRect(0, 0, width, 100_000), Qt.TextFlag.TextWordWrap.value, text
        )
        return QSize(width, max(theme.target, box.height() + 8))
