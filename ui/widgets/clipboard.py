"""Puts words and pictures of a case on the clipboard so that they stay on this machine.

Windows keeps a history of the clipboard and may copy it to other machines; so do programs that
watch it. What is put here asks them not to, and a key is taken away again.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData, QTimer
from PySide6.QtGui import QGuiApplication, QImage

#: How long a key stays on the clipboard.
SECRET_MS = 60_000
_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
#: What keeps a copy out of histories and clouds: format and value.
_STAYS_HERE = (
    (_WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"), b"\0\0\0\0"),
    (_WINDOWS.format("CanIncludeInClipboardHistory"), b"\0\0\0\0"),
    (_WINDOWS.format("CanUploadToCloudClipboard"), b"\0\0\0\0"),
    ("x-kde-passwordManagerHint", b"secret"),
)


def copy_private(what: str | QImage) -> None:
    """Put words or a picture on the clipboard, for this machine only."""
    data = QMimeData()
    if isinstance(what, str):
        data.setText(what)
    else:
        data.setImageData(what)
    for name, value in _STAYS_HERE:
        data.setData(name, QByteArray(value))
    QGuiApplication.clipboard().setMimeData(data)


def copy_secret(words: str, milliseconds: int = SECRET_MS) -> None:
    """Put a key on the clipboard; it is taken away after a while and at the program's end."""
    copy_private(words)
    app = QGuiApplication.instance()

    def clear() -> None:
        if QGuiApplication.clipboard().text() == words:
            QGuiApplication.clipboard().clear()

    if app is not None:
        app.aboutToQuit.connect(clear)
        QTimer.singleShot(milliseconds, app, clear)
