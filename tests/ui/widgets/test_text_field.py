"""A paste that would hold the window up is refused in words."""

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QLabel

from tests.desktop.inside import Inside
from ui.dialogs.dialog import Dialog
from ui.widgets.text_field import MOST_PASTED, TextField


def _mime(words: str) -> QMimeData:
    data = QMimeData()
    data.setText(words)
    return data


def test_a_very_long_paste_is_refused_and_what_was_typed_stays(inside: Inside):
    dialog = Dialog(inside.window, "Note", "Save")
    field = TextField()
    dialog.body.addWidget(field)
    field.setPlainText("Nia ")
    field.moveCursor(field.textCursor().MoveOperation.End)
    field.insertFromMimeData(_mime("was hungry"))
    field.insertFromMimeData(_mime("x" * (MOST_PASTED + 1)))
    assert field.toPlainText() == "Nia was hungry"
    assert "import the file" in " ".join(one.text() for one in dialog.findChildren(QLabel))
    assert not field.take("x" * (MOST_PASTED + 1))
    assert field.take("Owen")
    dialog.close()
