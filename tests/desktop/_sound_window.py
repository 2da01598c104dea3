"""A small window without faults, on which the ways to use a program are tried. Run as a program."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)


class SoundWindow(QMainWindow):
    """A form, a table and a menu; the title tells what was done."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Sound")
        page = QWidget()
        form = QFormLayout(page)
        self.words, self.kind = QLineEdit(), QComboBox()
        self.kind.addItems(["visit", "conference", "meeting"])
        self.alone = QCheckBox("Seen alone")
        form.addRow("What was seen", self.words)
        form.addRow("Kind", self.kind)
        form.addRow(self.alone)
        save = QPushButton("Save")
        save.clicked.connect(self.on_save)
        form.addRow(save)
        form.addRow(self._table())
        self.setCentralWidget(page)
        begin = self.menuBar().addMenu("&File").addAction("Begin anew")
        begin.triggered.connect(lambda: self.setWindowTitle("Begun anew"))

    def _table(self) -> QTableWidget:
        table = QTableWidget(40, 2)
        table.setAccessibleName("Facts")
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        for row in range(40):
            for column in range(2):
                table.setItem(row, column, QTableWidgetItem(f"fact {row} {column}"))
        table.itemSelectionChanged.connect(
            lambda: self.setWindowTitle(f"Chosen {table.currentRow()}")
        )
        return table

    def on_save(self) -> None:
        """Show in the title what the form holds."""
        alone = "alone" if self.alone.isChecked() else "not alone"
        self.setWindowTitle(f"{self.words.text()}, {self.kind.currentText()}, {alone}")


if __name__ == "__main__":
    app = QApplication(sys.argv)
    window = SoundWindow()
    window.show()
    raise SystemExit(app.exec())
