"""The impact matrix on the screen: three figures a cell, each with a shape and a place of its own.

Shape, fill and place tell the kinds apart without colour; which figures there are is the model's.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QIcon,
    QKeyEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from chronology_app.analysis.impact_matrix import KINDS
from chronology_app.model.codes import ImpactKind
from ui.models.impact import Index, MatrixModel
from ui.presenters.impact import Cell, Impact, MatrixRow
from ui.theme.style import Restyled, set_look, theme
from ui.words import say

#: Pixels around the number of a figure, between figures, and around them all.
_INSIDE, _BETWEEN, _AROUND = 4, 3, 5
#: Rows are named in so many pixels at a text size of 100 %.
_NAME_WIDTH = 190
#: Few years stay near their needs.
_WIDEST = 260
_NAME_FLAGS = (
    Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignVCenter.value
    | Qt.TextFlag.TextWordWrap.value
)  # fmt: skip


def paint_figure(painter: QPainter, box: QRect, kind: ImpactKind, words: str) -> None:
    """Draw one figure: an open square, a filled round shape or a dashed round one."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    area = QRectF(box).adjusted(0.75, 0.75, -0.75, -0.75)
    ink = theme.colour("text")
    if kind == ImpactKind.OBSERVED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(area, 6, 6)
        ink = theme.colour("on_accent")
    else:
        is_likely = kind == ImpactKind.LIKELY
        pen = QPen(theme.colour("accent" if is_likely else "edge"), 1.5)
        if is_likely:
            pen.setStyle(Qt.PenStyle.DashLine)
            pen.setDashPattern([2.4, 1.8])
        painter.setPen(pen)
        painter.setBrush(QColor(theme.colour("surface")))
        radius = 7 if is_likely else 1
        painter.drawRoundedRect(area, radius, radius)
    painter.setPen(ink)
    painter.setFont(theme.font("small"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def figure_icon(kind: ImpactKind) -> QIcon:
    """Return the shape of a kind without a number, for the legend."""
    side = theme.icon_size.width()
    pixmap = QPixmap(theme.icon_size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_figure(painter, QRect(1, 2, side - 2, side - 4), kind, "")
    painter.end()
    return QIcon(pixmap)


class _Figures(QStyledItemDelegate):
    """Draws the three figures of a cell, side by side or, in narrow columns, one below another."""

    def __init__(self, view: MatrixView) -> None:
        super().__init__(view)
        self.is_stacked = False

    @staticmethod
    def slot(words: str) -> QSize:
        """Return the room that a number takes with its shape."""
        metrics = QFontMetrics(theme.font("small"))
        height = metrics.height() + 2
        return QSize(max(metrics.horizontalAdvance(words) + 2 * _INSIDE, height), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        cell: Cell | None = index.data(Qt.ItemDataRole.UserRole)
        box: QRect = option.rect
        painter.save()
        if cell is None:
            painter.fillRect(box, theme.colour("raised"))
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(box, theme.colour("selection"))
            self._paint_cell(painter, box, cell, index)
            if option.state & QStyle.StateFlag.State_HasFocus:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
                painter.setPen(QPen(theme.colour("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()

    def _paint_cell(self, painter: QPainter, box: QRect, cell: Cell, index: Index) -> None:
        view = self.parent()
        assert isinstance(view, MatrixView)
        slots = view.slots
        total = sum(slot.width() for slot in slots) + 2 * _BETWEEN
        x = box.left() + (box.width() - total) // 2
        there = view.kinds_in(view.matrix.rows[index.row()])
        low = sum(there) * (slots[0].height() + _BETWEEN) - _BETWEEN
        y = box.top() + (box.height() - low) // 2
        for kind, figure, slot, is_there in zip(KINDS, cell.figures, slots, there, strict=True):
            if self.is_stacked and not is_there:
                continue
            if self.is_stacked:
                place = QRect(QPoint(box.center().x() - slot.width() // 2, y), slot)
                y += slot.height() + _BETWEEN
            else:
                place = QRect(QPoint(x, box.center().y() - slot.height() // 2), slot)
                x += slot.width() + _BETWEEN
            if figure.at_most:
                paint_figure(painter, place, kind, figure.short)


class _Names(QHeaderView):
    """Names the rows: needs in words that wrap, children's names above their needs."""

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803
        """Draw the name of a row."""
        model = self.model()
        assert isinstance(model, MatrixModel)
        if logicalIndex >= len(model.rows):
            return
        row = model.rows[logicalIndex]
        painter.save()
        painter.fillRect(rect, theme.colour("raised"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font("strong" if row.is_heading else "body"))
        inner = rect.adjusted(10 if row.is_heading else 18, 0, -6, 0)
        words = row.child if row.is_heading else row.words
        painter.drawText(inner, _NAME_FLAGS, words)
        painter.restore()


class MatrixView(QTableView):
    """Needs by year. Arrow keys go from cell to cell; Enter or a click opens one."""

    #: A cell is to be read: its row and its column.
    opened = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.matrix = MatrixModel()
        #: The room of each kind's number: as wide as the widest in the table.
        self.slots = (QSize(), QSize(), QSize())
        self._figures = _Figures(self)
        set_look(self, "matrix")
        self.setModel(self.matrix)
        self.setItemDelegate(self._figures)
        self.setAccessibleName(say("impacts.matrix"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalHeader(_Names(Qt.Orientation.Vertical, self))
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setSectionsClickable(False)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setHighlightSections(False)
        down.setSectionsClickable(False)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setHighlightSections(False)
        self.clicked.connect(self._on_clicked)
        Restyled(self, self._use_room)

    def show_choice(self, found: Impact, choice: str) -> None:
        """Show the rows of a choice; the cell that was chosen stays so where it is still there."""
        before = self._place()
        self.clearSpans()
        self.matrix.show_rows(found.columns, found.rows_of(choice))
        self._use_room()
        if not self.choose(*before):
            self._choose_first()

    def choose(self, child_id: str, need: str, column: str) -> bool:
        """Choose a cell by child, need and column; say whether it is there."""
        for at, row in enumerate(self.matrix.rows):
            if (row.child_id, row.need) == (child_id, need):
                codes = [one.code for one in self.matrix.columns]
                where = codes.index(column) if column in codes else len(codes) - 1
                self.setCurrentIndex(self.matrix.index(at, where))
                return True
        return False

    def _place(self) -> tuple[str, str, str]:
        index = self.currentIndex()
        if self.matrix.cell(index) is None:
            return "", "", ""
        row = self.matrix.rows[index.row()]
        return row.child_id, row.need, self.matrix.columns[index.column()].code

    def _choose_first(self) -> None:
        for at, row in enumerate(self.matrix.rows):
            if not row.is_heading:
                self.setCurrentIndex(self.matrix.index(at, 0))
                return

    # --- room ------------------------------------------------------------------------------

    def _use_room(self) -> None:
        """Share the width among the columns; where it is short, figures stand one below another."""
        rows, count = self.matrix.rows, len(self.matrix.columns)
        name = round(_NAME_WIDTH * theme.text_size / 100)
        self.verticalHeader().setFixedWidth(min(name, max(120, self.width() // 3)))
        self.slots = (self._widest(0), self._widest(1), self._widest(2))
        head = QFontMetrics(theme.font("strong"))
        heads = [head.horizontalAdvance(one.words) + 12 for one in self.matrix.columns]
        beside = sum(slot.width() for slot in self.slots) + 2 * (_BETWEEN + _AROUND)
        below = max(slot.width() for slot in self.slots) + 2 * _AROUND
        room = self.viewport().width()
        wide = [max(one, beside) for one in heads]
        self._figures.is_stacked = sum(wide) > room
        widths = [max(one, below) for one in heads] if self._figures.is_stacked else wide
        spare = max(0, room - sum(widths)) // count if count else 0
        for column, width in enumerate(widths):
            self.setColumnWidth(column, max(width, min(width + spare, _WIDEST)))
        for at, row in enumerate(rows):
            self.setRowHeight(at, self._row_height(row))

    def _widest(self, kind: int) -> QSize:
        words = {c.figures[kind].short for row in self.matrix.rows for c in row.cells}
        return _Figures.slot(max(words, key=len, default="") or "0")

    def kinds_in(self, row: MatrixRow) -> tuple[bool, ...]:
        """Say of each kind whether a row has any of it."""
        return tuple(any(cell.figures[n].at_most for cell in row.cells) for n in range(3))

    def _row_height(self, row: MatrixRow) -> int:
        line = QFontMetrics(theme.font("body")).height()
        if row.is_heading:
            return line + 10
        slot = self.slots[0].height()
        count = max(1, sum(self.kinds_in(row))) if self._figures.is_stacked else 1
        return max(2 * line + 4, count * (slot + _BETWEEN) + 2 * _AROUND - _BETWEEN)

    def wanted_height(self) -> int:
        """Return the height in which all rows are seen."""
        rows = sum(self.rowHeight(n) for n in range(len(self.matrix.rows)))
        bar = self.horizontalScrollBar()
        low = bar.sizeHint().height() if bar.maximum() > 0 else 0
        return rows + self.horizontalHeader().sizeHint().height() + low + 6

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Share the new width, and keep the chosen cell in sight."""
        super().resizeEvent(event)
        self._use_room()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    # --- choosing --------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open the chosen cell with Enter or the space bar."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and self.matrix.cell(self.currentIndex()) is not None:
            self._on_clicked(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _on_clicked(self, index: Index) -> None:
        if self.matrix.cell(index) is not None:
            self.opened.emit(index.row(), index.column())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Measure anew with another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._use_room()
