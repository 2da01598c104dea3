"""A row of controls that goes on in the next line when there is no more room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from ui.theme.style import theme


class FlowLayout(QLayout):
    """Wraps its widgets like words of a line; `gap` is in pixels."""

    def __init__(self, parent: QWidget | None = None, gap: int = 4) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        """Add an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Return an item; None past the end, as Qt asks."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Remove an item and return it; None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """Ask for no more room than the items need."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Say that a narrower row is a higher one."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return how high the lines are at a width."""
        return self._lay_out(QRect(0, 0, width, 0), is_real=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        """Put every item where it belongs."""
        super().setGeometry(rect)
        self._lay_out(rect, is_real=True)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the largest item: rows may be as narrow as that."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        """Return the size of the largest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _lay_out(self, rect: QRect, *, is_real: bool) -> int:
        """Place the items, or only measure; return the height of all lines."""
        line: list[tuple[QLayoutItem, int, QSize]] = []
        left, top, height = rect.left(), rect.top(), 0
        for item in (one for one in self._items if not one.isEmpty()):
            size = item.sizeHint().boundedTo(QSize(max(1, rect.width()), 1 << 20))
            if line and left + size.width() > rect.right() + 1:
                _place(line, top, height, is_real=is_real)
                left, top, height, line = rect.left(), top + height + self._gap, 0, []
            line.append((item, left, size))
            left += size.width() + self._gap
            height = max(height, size.height())
        _place(line, top, height, is_real=is_real)
        return top + height - rect.top()


def _place(
    line: list[tuple[QLayoutItem, int, QSize]], top: int, height: int, *, is_real: bool
) -> None:
    for item, left, size in line if is_real else ():
        item.setGeometry(QRect(QPoint(left, top + (height - size.height()) // 2), size))


class FlowRow(QWidget):
    """A widget of a flow layout that asks for one line, and gets as many as its width makes."""

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for one line; how many there are is for the width to say."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the largest item."""
        layout = self.layout()
        return layout.minimumSize() if layout is not None else QSize()


def flow(*items: QWidget | None, space: str = "tight") -> QWidget:
    """Return widgets side by side, in as many lines as they need; None is left out."""
    found = FlowRow()
    layout = FlowLayout(found, theme.space(space))
    for item in items:
        if item is not None:
            layout.addWidget(item)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    found.setSizePolicy(policy)
    return found
