"""The menus above the chronology: saved views, groups, columns; and the dialog for columns.

What a view keeps is in `presenters.chronology_state`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QSpinBox, QToolButton, QWidget

from chronology_app.model import SavedView
from ui.dialogs.dialog import Dialog
from ui.presenters.chronology_columns import BY_CODE, COLUMNS, Layout
from ui.presenters.chronology_order import GROUPINGS, Order
from ui.theme.style import Restyled, theme
from ui.widgets.basics import ToolButton, button, label
from ui.widgets.flow import flow
from ui.words import say


def tool_button(words: str, icon: str) -> QToolButton:
    """Return a button of the screen's head."""
    found = ToolButton()
    found.setText(words)
    found.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    found.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def restyle() -> None:
        side = round(16 * theme.text_size / 100)
        found.setIcon(theme.icon(icon))
        found.setIconSize(QSize(side, side))

    Restyled(found, restyle)
    return found


def menu_button(words: str, icon: str) -> tuple[QToolButton, QMenu]:
    """Return a button that opens a menu, and the menu."""
    found = tool_button(words, icon)
    found.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu = QMenu(found)
    found.setMenu(menu)
    return found, menu


def fill_order_menu(menu: QMenu, order: Order, on_order: Callable[[Order], object]) -> None:
    """Offer every column to sort by, and both ways round."""
    menu.clear()
    columns = QActionGroup(menu)
    for column in COLUMNS:
        chosen = Order(column.code, order.is_falling, order.grouping)
        _offer(menu, columns, column.heading, column.code == order.column,
               partial(on_order, chosen))  # fmt: skip
    menu.addSeparator()
    ways = QActionGroup(menu)
    for falls in (False, True):
        chosen = Order(order.column, falls, order.grouping)
        words = say("chron.falling" if falls else "chron.rising")
        _offer(menu, ways, words, falls == order.is_falling, partial(on_order, chosen))


def fill_group_menu(
    menu: QMenu, order: Order, on_order: Callable[[Order], object], others: Sequence[QAction]
) -> None:
    """Offer the ways to put events together, and to close or open all groups."""
    menu.clear()
    group = QActionGroup(menu)
    for name in GROUPINGS:
        chosen = Order(order.column, order.is_falling, name)
        _offer(menu, group, say(f"chron.group.{name}"), name == order.grouping,
               partial(on_order, chosen))  # fmt: skip
    menu.addSeparator()
    menu.addActions(list(others))


def _offer(
    menu: QMenu,
    group: QActionGroup,
    words: str,
    is_chosen: bool,
    on_chosen: Callable[[], object],  # noqa: FBT001
) -> None:
    action = menu.addAction(words.replace("&", "&&"))
    action.setCheckable(True)
    action.setChecked(is_chosen)
    group.addAction(action)
    action.triggered.connect(lambda: on_chosen())


class ColumnsDialog(Dialog):
    """Which columns are shown, in which order, how wide; everything by keyboard."""

    #: The `Layout` that was chosen.
    chosen = Signal(object)

    def __init__(self, parent: QWidget, layout: Layout) -> None:
        super().__init__(parent, say("chron.columns_title"), say("shell.save"),
                         say("chron.columns_intro"))  # fmt: skip
        self._layout = layout
        self.list = QListWidget()
        self.list.setAccessibleName(say("chron.columns"))
        self.list.currentRowChanged.connect(lambda _: self._show_width())
        self.list.itemChanged.connect(self._on_ticked)
        self.width_box = QSpinBox()
        self.width_box.setRange(48, 900)
        self.width_box.setSingleStep(10)
        self.width_box.setAccessibleName(say("chron.column_width"))
        self.width_box.valueChanged.connect(self._on_width)
        width = label(say("chron.column_width"))
        width.setBuddy(self.width_box)
        self.up = button(say("chron.column_left"), partial(self._move, -1), icon="chevron-up")
        self.down = button(say("chron.column_right"), partial(self._move, 1), icon="chevron-down")
        self.body.addWidget(self.list, 1)
        self.body.addWidget(flow(self.up, self.down, width, self.width_box))
        self.body.addWidget(flow(button(say("chron.columns_usual"), self._reset)))
        self._fill(layout.order[0])
        self.set_width(520, 600)

    def _fill(self, current: str) -> None:
        self.list.blockSignals(True)  # noqa: FBT003
        self.list.clear()
        for code in self._layout.order:
            item = QListWidgetItem(BY_CODE[code].heading)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_shown = code in self._layout.shown
            item.setCheckState(Qt.CheckState.Checked if is_shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)  # noqa: FBT003
        self.list.setCurrentRow(self._layout.order.index(current))
        self._show_width()

    def _code(self) -> str:
        return self._layout.order[max(0, self.list.currentRow())]

    def _on_ticked(self, item: QListWidgetItem) -> None:
        code = self._layout.order[self.list.row(item)]
        is_shown = item.checkState() == Qt.CheckState.Checked
        self._layout = self._layout.with_shown(code, is_shown)
        if is_shown != (code in self._layout.shown):
            self._fill(code)

    def _move(self, steps: int) -> None:
        code = self._code()
        self._layout = self._layout.moved(code, steps)
        self._fill(code)

    def _show_width(self) -> None:
        self.width_box.blockSignals(True)  # noqa: FBT003
        self.width_box.setValue(self._layout.width(self._code()))
        self.width_box.blockSignals(False)  # noqa: FBT003

    def _on_width(self, width: int) -> None:
        self._layout = self._layout.with_width(self._code(), width)

    def _reset(self) -> None:
        self._layout = Layout()
        self._fill(self._layout.order[0])

    def on_accept(self) -> None:
        """Hand over what was chosen."""
        self.chosen.emit(self._layout)
        self.accept()


class ViewsDialog(Dialog):
    """The saved views: give one another name, or take it away."""

    #: Rename: the `SavedView`.
    rename_asked = Signal(object)
    remove_asked = Signal(object)

    def __init__(self, parent: QWidget, views: Sequence[SavedView]) -> None:
        super().__init__(parent, say("chron.views_title"), say("shell.close"))
        self._views = tuple(views)
        self.cancel_button.hide()
        self.list = QListWidget()
        self.list.setAccessibleName(say("chron.views"))
        for view in self._views:
            self.list.addItem(say("chron.view_of", name=view.name, by=view.by))
        self.list.setCurrentRow(0)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(flow(
            button(say("chron.rename_view"), partial(self._tell, "rename"), icon="pencil-line"),
            button(say("chron.remove_view"), partial(self._tell, "remove"), icon="trash-2"),
        ))  # fmt: skip
        self.set_width(460, 380)

    def _tell(self, deed: str) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._views):
            self.accept()
            asked = self.rename_asked if deed == "rename" else self.remove_asked
            asked.emit(self._views[row])
