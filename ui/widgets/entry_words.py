"""Exact words of children, several, each with whose they are, who asked and how."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from ui.presenters.quick_entry import Said
from ui.theme.style import theme
from ui.widgets.basics import Choice, button, icon_button
from ui.words import say


class SaidRow(QWidget):
    """The words of one child."""

    changed = Signal()
    #: It is to go.
    removed = Signal()

    def __init__(self, children: Sequence[tuple[str, str]], number: int) -> None:
        super().__init__()
        self.child = Choice()
        self.child.addItem(say("entry.who_said"), "")
        for code, name in children:
            self.child.addItem(name, code)
        self.child.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.words, self.asked_by, self.how_asked = (
            self._line(name, number) for name in ("words", "asked_by", "how_asked")
        )
        self.child.setAccessibleName(say("entry.said_numbered.child", number=number))
        self.remove = icon_button(say("entry.remove_words", number=number), "x")
        self.remove.clicked.connect(lambda: self.removed.emit())
        self.child.currentIndexChanged.connect(lambda: self.changed.emit())
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(theme.space("tight"))
        layout.setVerticalSpacing(theme.space("tight"))
        layout.addWidget(self.child, 0, 0)
        layout.addWidget(self.words, 0, 1)
        layout.addWidget(self.remove, 0, 2)
        under = QGridLayout()
        under.setHorizontalSpacing(theme.space("tight"))
        under.addWidget(self.asked_by, 0, 0)
        under.addWidget(self.how_asked, 0, 1)
        under.setColumnStretch(0, 2)
        under.setColumnStretch(1, 3)
        layout.addLayout(under, 1, 0, 1, 2)
        layout.setColumnStretch(1, 1)
        self.order_focus()

    def order_focus(self) -> None:
        """Let Tab go through the fields as they are read."""
        order = (self.child, self.words, self.asked_by, self.how_asked, self.remove)
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)

    def _line(self, name: str, number: int) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(say(f"entry.said.{name}"))
        line.setAccessibleName(say(f"entry.said_numbered.{name}", number=number))
        line.textEdited.connect(lambda: self.changed.emit())
        return line

    def value(self) -> Said:
        """Return what is typed."""
        return Said(
            str(self.child.currentData() or ""), self.words.text(), self.asked_by.text(),
            self.how_asked.text(),
        )  # fmt: skip

    def set_value(self, said: Said) -> None:
        """Show words."""
        self.child.setCurrentIndex(max(0, self.child.findData(said.child_id)))
        self.words.setText(said.words)
        self.asked_by.setText(said.asked_by)
        self.how_asked.setText(said.how_asked)


class SaidWords(QWidget):
    """All exact words of an entry; there is always a line to type the next into."""

    changed = Signal()

    def __init__(self, children: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._children = children
        self._suggested = ""
        self.rows: list[SaidRow] = []
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.space("small"))
        self._place = QVBoxLayout()
        self._place.setSpacing(theme.space("small"))
        whole.addLayout(self._place)
        self.more = button(say("entry.more_words"), self.add_row, "quiet", "plus")
        whole.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_row(focus=False)

    def add_row(self, *, focus: bool = True) -> SaidRow:
        """Add an empty line for words; by default the focus goes there."""
        row = SaidRow(self._children, len(self.rows) + 1)
        if len(self._children) == 1:
            row.child.setCurrentIndex(1)
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._remove(row))
        before = self.rows[-1].remove if self.rows else None
        self.rows.append(row)
        self._place.addWidget(row)
        if before is not None:
            QWidget.setTabOrder(before, row.child)
            row.order_focus()
        QWidget.setTabOrder(row.remove, self.more)
        if focus:
            row.child.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_ways_out()
        return row

    def _remove(self, row: SaidRow) -> None:
        if len(self.rows) == 1:
            row.set_value(Said())
        else:
            self.rows.remove(row)
            self._place.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._show_ways_out()
        self.rows[-1].words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _show_ways_out(self) -> None:
        for row in self.rows:
            row.remove.setVisible(len(self.rows) > 1)

    def value(self) -> tuple[Said, ...]:
        """Return the words typed; empty lines are left out."""
        found = (row.value() for row in self.rows)
        return tuple(one for one in found if one.words.strip() or one.how_asked.strip())

    def set_value(self, said: Sequence[Said]) -> None:
        """Show exactly these words."""
        while len(self.rows) > max(1, len(said)):
            gone = self.rows.pop()
            self._place.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.rows) < len(said):
            self.add_row(focus=False)
        for row, one in zip(self.rows, [*said, Said()], strict=False):
            row.set_value(one)
        self._show_ways_out()

    def suggest_child(self, code: str) -> None:
        """Name the child in lines that are still empty: who is ticked alone has spoken."""
        for row in self.rows:
            if not row.words.text() and row.child.currentData() in ("", self._suggested):
                row.child.setCurrentIndex(max(0, row.child.findData(code)))
        self._suggested = code
