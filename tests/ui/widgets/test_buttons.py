"""Enter presses the button that has the focus, in a window as in a dialog."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QHBoxLayout

from ui.widgets.basics import button, icon_button


def test_enter_presses_the_focused_button_and_not_the_dialogs_first_one(inside):
    pressed: list[str] = []
    dialog = QDialog(inside.window)
    save = button("Save", lambda: pressed.append("save"), "primary")
    save.setDefault(True)
    leave = button("Cancel", lambda: pressed.append("cancel"))
    shut = icon_button("Close", "x", lambda: pressed.append("close"))
    line = QHBoxLayout(dialog)
    for one in (save, leave, shut):
        line.addWidget(one)
    dialog.open()
    for one in (leave, shut, save):
        one.setFocus()
        QTest.keyClick(one, Qt.Key.Key_Return)
    dialog.close()
    assert pressed == ["cancel", "close", "save"]


def test_enter_presses_a_button_of_the_window(inside):
    pressed: list[str] = []
    found = button("Next", lambda: pressed.append("next"))
    inside.window.add_foot(found)
    found.setFocus()
    QTest.keyClick(found, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert pressed == ["next"]
