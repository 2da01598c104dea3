"""A small window with faults on purpose: the harness must see them. Run as a program."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)


class FaultyWindow(QMainWindow):
    """Holds a field, a table and a dialog as they should be, and three faults."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Faulty")
        page = QWidget()
        form = QFormLayout(page)
        self.fact = QLineEdit()
        form.addRow("Fact", self.fact)
        opener = QPushButton("Open")
        opener.clicked.connect(self.on_open)
        form.addRow(opener)
        form.addRow(self._table())
        form.addRow(QPushButton())  # has no name
        mouse_only = QPushButton("Mouse only")
        mouse_only.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab passes it by
        form.addRow(mouse_only)
        kinds = QComboBox()
        kinds.addItems(["visit", "meeting"])  # has its value for a name
        form.addRow(kinds)
        self.setCentralWidget(page)

    def _table(self) -> QTableWidget:
        table = QTableWidget(500, 3)
        table.setAccessibleName("Facts")
        table.setTabKeyNavigation(False)
        for row in range(500):
            for column in range(3):
                table.setItem(row, column, QTableWidgetItem(f"{row} {column}"))
        return table

    def on_open(self) -> None:
        """Ask for a word in a dialog and show it in the title."""
        dialog = QDialog(self)
        dialog.setWindowTitle("Ask")
        form = QFormLayout(dialog)
        word = QLineEdit()
        form.addRow("Word", word)
        done = QPushButton("Done")
        done.clicked.connect(dialog.accept)
        form.addRow(done)
        dialog.accepted.connect(lambda: self.setWindowTitle(word.text()))
        dialog.open()


if __name__ == "__main__":
    app = QApplication(sys.argv)
    window = FaultyWindow()
    window.show()
    raise SystemExit(app.exec())
